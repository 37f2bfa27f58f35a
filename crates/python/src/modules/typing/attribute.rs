//! `ParamSpecArgs` and `ParamSpecKwargs`.

use objects::Ref;

use super::{body, refuse_subclass, typing};
use crate::builtins::{Attribute, Signature, readonly, unpack};
use crate::code::Compare;
use crate::objects::{Kind, NativeFn, Typing};
use crate::vm::{Args, R, Vm};

fn origin(vm: &Vm, object: Ref) -> Option<Ref> {
    match typing(vm, object) {
        Some(&Typing::Attribute { origin, .. }) => Some(origin),
        _ => None,
    }
}

pub(super) fn make(vm: &mut Vm, origin: Ref, is_keywords: bool) -> Ref {
    vm.incref(origin);
    vm.alloc(body(Typing::Attribute {
        origin,
        is_keywords,
    }))
}

fn new(vm: &mut Vm, args: &Args<'_>, name: &'static str, is_keywords: bool) -> R {
    let signature = Signature {
        name,
        params: &["origin"],
        unnamed: 0,
        required: 1,
        by_place: 1,
    };
    let [origin] = unpack::<1>(vm, &crate::builtins::rest(args), &signature)?;
    let origin = origin.unwrap_or(vm.one.none);
    Ok(make(vm, origin, is_keywords))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let Some(origin) = origin(vm, this) else {
        return Ok(vm.none());
    };
    let word = match typing(vm, this) {
        Some(Typing::Attribute {
            is_keywords: true, ..
        }) => "kwargs",
        _ => "args",
    };
    let name = match typing(vm, origin) {
        Some(Typing::Variable(held)) if vm.is_kind(origin, Kind::ParamSpec) => {
            vm.text(held.name).to_owned()
        }
        _ => vm.repr_of(origin)?,
    };
    Ok(vm.str(format!("{name}.{word}")))
}

fn compared(vm: &mut Vm, args: &Args<'_>, compare: Compare) -> R {
    crate::builtins::operands(vm, args, 1, 1)?;
    let (left, right) = (args.pos[0], args.pos[1]);
    if vm.type_of(left) != vm.type_of(right) {
        return Ok(vm.not_implemented());
    }
    match (origin(vm, left), origin(vm, right)) {
        (Some(left), Some(right)) => vm.compare(compare, left, right),
        _ => Ok(vm.not_implemented()),
    }
}

const EQ: NativeFn = |vm, args| compared(vm, args, Compare::Eq);
const NE: NativeFn = |vm, args| compared(vm, args, Compare::Ne);
const INIT: NativeFn = |vm, _| Ok(vm.none());
const MRO_ENTRIES: NativeFn = |vm, args| refuse_subclass(vm, args.pos[0]);

pub(super) const ARGS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| new(vm, args, "paramspecargs", false)),
    ("__init__", INIT),
    ("__repr__", repr),
    ("__eq__", EQ),
    ("__ne__", NE),
    ("__mro_entries__", MRO_ENTRIES),
];

pub(super) const KWARGS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| new(vm, args, "paramspeckwargs", true)),
    ("__init__", INIT),
    ("__repr__", repr),
    ("__eq__", EQ),
    ("__ne__", NE),
    ("__mro_entries__", MRO_ENTRIES),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "__origin__",
    |vm, object| {
        let origin = origin(vm, object).unwrap_or(vm.one.none);
        Ok(vm.incref(origin))
    },
    Some(readonly),
)];
