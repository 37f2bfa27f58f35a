//! The types of `_contextvars`, and of the mappings in which contexts keep their values.

use objects::Ref;

use super::Kind;

/// An object of `Python/context.c` or `Python/hamt.c`.
#[derive(Clone, Debug)]
pub(crate) enum ContextObject {
    /// `ContextVar`
    Var {
        name: Ref,
        default: Option<Ref>,
    },
    Context(Context),
    /// `Token`: how to undo a `set`.
    Token {
        context: Ref,
        var: Ref,
        old: Option<Ref>,
        used: bool,
    },
    /// `Token.MISSING`
    Missing,
    /// `PyHamtObject`: a mapping that isn't changed any more, so that contexts share it.
    Hamt {
        root: Ref,
    },
    /// `PyHamtNode_Bitmap`: variables and their values, in the order in which they were set.
    Node {
        entries: Vec<(Ref, Ref)>,
    },
}

/// `Context`
#[derive(Clone, Debug)]
pub(crate) struct Context {
    /// A `hamt`; `None` is the empty one, which is there once and for all.
    pub(crate) vars: Option<Ref>,
    /// Which context was current before this one was entered; the thread's own reference is kept here meanwhile.
    pub(crate) previous: Option<Ref>,
    pub(crate) entered: bool,
}

impl ContextObject {
    pub(super) fn kind(&self) -> Kind {
        match self {
            ContextObject::Var { .. } => Kind::ContextVar,
            ContextObject::Context(_) => Kind::Context,
            ContextObject::Token { .. } => Kind::ContextToken,
            ContextObject::Missing => Kind::TokenMissing,
            ContextObject::Hamt { .. } => Kind::Hamt,
            ContextObject::Node { .. } => Kind::HamtNode,
        }
    }

    pub(super) fn is_collected(&self) -> bool {
        !matches!(self, ContextObject::Missing)
    }

    /// Whether it can be referred to weakly.
    pub(super) fn is_weakly(&self) -> bool {
        matches!(self, ContextObject::Context(_) | ContextObject::Hamt { .. })
    }

    /// Words behind the head.
    pub(super) fn words(&self) -> usize {
        match self {
            ContextObject::Var { .. } => 6,
            ContextObject::Context(_) | ContextObject::Token { .. } => 4,
            ContextObject::Missing => 0,
            ContextObject::Hamt { .. } => 3,
            ContextObject::Node { entries } => 2 + 2 * entries.len(),
        }
    }

    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            ContextObject::Var { name, default } => {
                visit(*name);
                default.iter().copied().for_each(visit);
            }
            ContextObject::Context(context) => {
                [context.vars, context.previous]
                    .into_iter()
                    .flatten()
                    .for_each(visit);
            }
            ContextObject::Token {
                context, var, old, ..
            } => {
                [*context, *var].into_iter().for_each(&mut *visit);
                old.iter().copied().for_each(visit);
            }
            ContextObject::Missing => {}
            ContextObject::Hamt { root } => visit(*root),
            ContextObject::Node { entries } => {
                for &(var, value) in entries {
                    visit(value);
                    visit(var);
                }
            }
        }
    }
}
