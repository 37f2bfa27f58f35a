//! [`ExceptionState`]: what every exception holds, and [`Shape`], what some hold beside it.

use objects::Ref;

/// Which fields a family of exceptions has: the structs of `Include/cpython/pyerrors.h`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    #[default]
    Plain,
    StopIteration,
    SystemExit,
    Name,
    Attribute,
    Import,
    Os,
    Syntax,
    Unicode,
    Translate,
    Group,
}

impl Shape {
    /// Each shape with the class that brings it in.
    pub(crate) const CLASSES: &[(&'static str, Shape)] = &[
        ("StopIteration", Shape::StopIteration),
        ("SystemExit", Shape::SystemExit),
        ("NameError", Shape::Name),
        ("AttributeError", Shape::Attribute),
        ("ImportError", Shape::Import),
        ("OSError", Shape::Os),
        ("SyntaxError", Shape::Syntax),
        ("UnicodeEncodeError", Shape::Unicode),
        ("UnicodeDecodeError", Shape::Unicode),
        ("UnicodeTranslateError", Shape::Translate),
        ("BaseExceptionGroup", Shape::Group),
    ];

    /// The fields by name, in the order in which they are kept.
    pub(crate) fn fields(self) -> &'static [&'static str] {
        match self {
            Shape::Plain => &[],
            Shape::StopIteration => &["value"],
            Shape::SystemExit => &["code"],
            Shape::Name => &["name"],
            Shape::Attribute => &["name", "obj"],
            Shape::Import => &["msg", "name", "path", "name_from"],
            Shape::Os => &["errno", "strerror", "filename", "filename2"],
            Shape::Syntax => &[
                "msg",
                "filename",
                "lineno",
                "offset",
                "text",
                "print_file_and_line",
                "end_lineno",
                "end_offset",
            ],
            Shape::Unicode => &["encoding", "object", "start", "end", "reason"],
            Shape::Translate => &["object", "start", "end", "reason"],
            Shape::Group => &["message", "exceptions"],
        }
    }

    /// The first release whose exceptions of this shape have that field.
    pub(crate) fn field_since(self, name: &str) -> u8 {
        match (self, name) {
            (Shape::Name | Shape::Attribute, _) | (Shape::Syntax, "end_lineno" | "end_offset") => {
                10
            }
            (Shape::Import, "name_from") => 12,
            _ => 8,
        }
    }
}

/// An exception.
#[derive(Debug, Clone)]
pub(crate) struct ExceptionState {
    /// A tuple.
    pub(crate) args: Ref,
    pub(crate) traceback: Option<Ref>,
    pub(crate) cause: Option<Ref>,
    pub(crate) context: Option<Ref>,
    pub(crate) suppress_context: bool,
    pub(crate) shape: Shape,
    /// As many as the shape has.
    pub(crate) fields: Vec<Option<Ref>>,
}

impl ExceptionState {
    pub(crate) fn new(args: Ref, shape: Shape) -> ExceptionState {
        ExceptionState {
            args,
            traceback: None,
            cause: None,
            context: None,
            suppress_context: false,
            shape,
            fields: vec![None; shape.fields().len()],
        }
    }

    /// A field by name, borrowed; nothing where this exception has no such field.
    pub(crate) fn field(&self, name: &str) -> Option<Ref> {
        let place = self.shape.fields().iter().position(|held| *held == name)?;
        self.fields.get(place).copied().flatten()
    }

    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        [self.args]
            .into_iter()
            .chain(self.traceback)
            .chain(self.cause)
            .chain(self.context)
            .chain(self.fields.iter().copied().flatten())
            .for_each(visit);
    }
}
