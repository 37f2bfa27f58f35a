//! [`Generic`]: types with arguments, as annotations write them.

use objects::Ref;
use version::Version;

use super::Kind;

/// `list[int]`, `int | str`, and what unpacks the first of them.
#[derive(Debug, Clone)]
pub(crate) enum Generic {
    Alias(Alias),
    /// What `iter(list[int])` gives; nothing is left after the first item (from 3.11).
    Iterator(Option<Ref>),
    Union(Union),
}

/// `types.GenericAlias` (`gaobject`).
#[derive(Debug, Clone)]
pub(crate) struct Alias {
    pub(crate) origin: Ref,
    /// A tuple.
    pub(crate) args: Ref,
    /// A tuple, once somebody has asked.
    pub(crate) parameters: Option<Ref>,
    /// Whether it was unpacked with a star (from 3.11).
    pub(crate) starred: bool,
}

/// `types.UnionType`, and `typing.Union` from 3.14 (`unionobject`).
#[derive(Debug, Clone)]
pub(crate) struct Union {
    /// A tuple.
    pub(crate) args: Ref,
    /// The same as a frozen set (from 3.14).
    pub(crate) hashable: Option<Ref>,
    /// A tuple, once somebody has asked.
    pub(crate) parameters: Option<Ref>,
}

impl Generic {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Generic::Alias(_) => Kind::GenericAlias,
            Generic::Iterator(_) => Kind::GenericAliasIterator,
            Generic::Union(Union {
                hashable: Some(_), ..
            }) => Kind::TypingUnion,
            Generic::Union(_) => Kind::UnionType,
        }
    }

    pub(crate) fn is_weakly(&self) -> bool {
        matches!(self.kind(), Kind::GenericAlias | Kind::TypingUnion)
    }

    /// Words behind the head.
    pub(crate) fn words(&self, version: Version) -> usize {
        match self {
            Generic::Alias(_) if version >= Version::new(3, 11, 0) => 6,
            Generic::Alias(_) => 4,
            Generic::Iterator(_) => 1,
            Generic::Union(Union {
                hashable: Some(_), ..
            }) => 5,
            Generic::Union(_) => 2,
        }
    }

    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Generic::Alias(alias) => {
                visit(alias.origin);
                visit(alias.args);
                alias.parameters.into_iter().for_each(visit);
            }
            Generic::Iterator(left) => (*left).into_iter().for_each(visit),
            Generic::Union(union) => {
                visit(union.args);
                union.hashable.into_iter().for_each(&mut *visit);
                union.parameters.into_iter().for_each(visit);
            }
        }
    }

    /// Lets go of what can close a circle.
    pub(crate) fn clear(&mut self) -> Vec<Ref> {
        match self {
            Generic::Iterator(left) => left.take().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
