//! [`TemplateObject`]: what template strings make (`Objects/templateobject.c`, from 3.14).

use objects::Ref;

use super::Kind;

/// An object of `string.templatelib`.
#[derive(Debug, Clone)]
pub(crate) enum TemplateObject {
    /// `Template`: a tuple of texts, and a tuple of what stands between them.
    Template { strings: Ref, interpolations: Ref },
    /// `Interpolation`
    Interpolation {
        value: Ref,
        expression: Ref,
        conversion: Ref,
        format_spec: Ref,
    },
    /// `TemplateIter`: two iterators, and from which of them the next item comes.
    Iterator {
        strings: Ref,
        interpolations: Ref,
        from_strings: bool,
    },
}

impl TemplateObject {
    pub(super) fn kind(&self) -> Kind {
        match self {
            TemplateObject::Template { .. } => Kind::Template,
            TemplateObject::Interpolation { .. } => Kind::Interpolation,
            TemplateObject::Iterator { .. } => Kind::TemplateIter,
        }
    }

    /// Words behind the head.
    pub(super) fn words(&self) -> usize {
        match self {
            TemplateObject::Template { .. } => 2,
            TemplateObject::Interpolation { .. } => 4,
            TemplateObject::Iterator { .. } => 3,
        }
    }

    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match *self {
            TemplateObject::Template {
                strings,
                interpolations,
            }
            | TemplateObject::Iterator {
                strings,
                interpolations,
                ..
            } => [strings, interpolations].into_iter().for_each(visit),
            TemplateObject::Interpolation {
                value,
                expression,
                conversion,
                format_spec,
            } => [value, expression, conversion, format_spec]
                .into_iter()
                .for_each(visit),
        }
    }
}
