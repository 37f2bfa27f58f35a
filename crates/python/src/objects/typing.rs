//! [`Typing`]: what type parameters and `type` statements make (`Objects/typevarobject.c`, from 3.12).

use objects::Ref;
use objects::types::header::managed_head;
use version::Version;

use super::Kind;

/// An object of `_typing`.
#[derive(Debug, Clone)]
pub(crate) enum Typing {
    Variable(Box<TypeVariable>),
    /// `P.args` and `P.kwargs` of a `ParamSpec`.
    Attribute {
        origin: Ref,
        is_keywords: bool,
    },
    Alias(Box<TypeAlias>),
    /// `typing.NoDefault` (from 3.13).
    NoDefault,
}

/// Which kind of type parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variable {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

/// A value that is there, or what gives it when somebody asks.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lazy {
    pub(crate) value: Option<Ref>,
    pub(crate) evaluate: Option<Ref>,
}

impl Lazy {
    fn references(&self) -> impl Iterator<Item = Ref> + use<> {
        self.value.into_iter().chain(self.evaluate)
    }

    fn take(&mut self) -> impl Iterator<Item = Ref> + use<> {
        self.value.take().into_iter().chain(self.evaluate.take())
    }
}

/// `typevarobject`, `paramspecobject`, `typevartupleobject`.
#[derive(Debug, Clone)]
pub(crate) struct TypeVariable {
    pub(crate) variable: Variable,
    pub(crate) name: Ref,
    pub(crate) bound: Lazy,
    pub(crate) constraints: Lazy,
    pub(crate) default: Lazy,
    pub(crate) covariant: bool,
    pub(crate) contravariant: bool,
    pub(crate) infer_variance: bool,
}

/// `typealiasobject`
#[derive(Debug, Clone)]
pub(crate) struct TypeAlias {
    pub(crate) name: Ref,
    /// From 3.15.
    pub(crate) qualname: Option<Ref>,
    /// A tuple that isn't empty.
    pub(crate) type_params: Option<Ref>,
    pub(crate) value: Lazy,
    pub(crate) module: Option<Ref>,
}

impl Typing {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Typing::Variable(held) => match held.variable {
                Variable::TypeVar => Kind::TypeVar,
                Variable::ParamSpec => Kind::ParamSpec,
                Variable::TypeVarTuple => Kind::TypeVarTuple,
            },
            Typing::Attribute {
                is_keywords: false, ..
            } => Kind::ParamSpecArgs,
            Typing::Attribute { .. } => Kind::ParamSpecKwargs,
            Typing::Alias(_) => Kind::TypeAliasType,
            Typing::NoDefault => Kind::NoDefaultType,
        }
    }

    pub(super) fn is_collected(&self) -> bool {
        !matches!(self, Typing::NoDefault)
    }

    /// Whether it can be referred to weakly.
    pub(super) fn is_weakly(&self) -> bool {
        matches!(self, Typing::Variable(_) | Typing::Attribute { .. })
    }

    /// Words behind the head.
    pub(super) fn words(&self, version: Version) -> usize {
        let since = |minor| usize::from(version >= Version::new(3, minor, 0));
        match self {
            Typing::Variable(held) => match held.variable {
                Variable::TypeVar => 6 + 2 * since(13),
                Variable::ParamSpec => 3 + 2 * since(13),
                Variable::TypeVarTuple => 1 + 2 * since(13) + 2 * since(15),
            },
            Typing::Attribute { .. } => 1,
            Typing::Alias(_) => 5 + since(15),
            Typing::NoDefault => 0,
        }
    }

    /// Bytes in front of it, for its dict and for weak references.
    pub(super) fn managed(&self, version: Version) -> usize {
        let is_variable = matches!(self, Typing::Variable(_));
        managed_head(version, is_variable, self.is_weakly())
    }

    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Typing::Variable(held) => std::iter::once(held.name)
                .chain(held.bound.references())
                .chain(held.constraints.references())
                .chain(held.default.references())
                .for_each(visit),
            Typing::Attribute { origin, .. } => visit(*origin),
            Typing::Alias(alias) => std::iter::once(alias.name)
                .chain(alias.qualname)
                .chain(alias.type_params)
                .chain(alias.value.evaluate)
                .chain(alias.value.value)
                .chain(alias.module)
                .for_each(visit),
            Typing::NoDefault => {}
        }
    }

    /// Lets go of what can close a circle.
    pub(super) fn clear(&mut self) -> Vec<Ref> {
        match self {
            Typing::Variable(held) => held
                .bound
                .take()
                .chain(held.constraints.take())
                .chain(held.default.take())
                .collect(),
            Typing::Alias(alias) => alias
                .type_params
                .take()
                .into_iter()
                .chain(alias.value.evaluate.take())
                .chain(alias.value.value.take())
                .chain(alias.module.take())
                .collect(),
            Typing::Attribute { .. } | Typing::NoDefault => Vec::new(),
        }
    }
}
