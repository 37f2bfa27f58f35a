//! Operators as methods: `(1).__add__(2)`, `[].__len__()`.
//!
//! CPython wraps each slot of a type in a method of the slot's name (`slotdefs` in `Objects/typeobject.c`).
//! The wrapper says `NotImplemented` where the type leaves the answer to the other side.

use objects::Ref;

use super::arguments::operands;
use crate::code::{Binary, Compare, Unary};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

type Methods = &'static [(&'static str, NativeFn)];

fn either(vm: &mut Vm, result: R<Option<Ref>>) -> R {
    match result? {
        Some(result) => Ok(result),
        None => Ok(vm.not_implemented()),
    }
}

/// Both sides in the order of the operator.
fn sides(vm: &mut Vm, args: &Args<'_>, reflected: bool) -> R<(Ref, Ref)> {
    operands(vm, args, 1, 1)?;
    Ok(if reflected {
        (args.pos[1], args.pos[0])
    } else {
        (args.pos[0], args.pos[1])
    })
}

fn is_number(vm: &Vm, object: Ref, widest: Kind) -> bool {
    match vm.body(object) {
        Body::Int(_) | Body::Bool(_) => true,
        Body::Float(_) => widest != Kind::Int,
        Body::Complex(..) => widest == Kind::Complex,
        _ => false,
    }
}

/// An operator of numbers, of which the type's own is the widest.
fn number(vm: &mut Vm, args: &Args<'_>, op: Binary, reflected: bool, widest: Kind) -> R {
    let (left, right) = sides(vm, args, reflected)?;
    if !is_number(vm, left, widest) || !is_number(vm, right, widest) {
        return Ok(vm.not_implemented());
    }
    let result = vm.number_op(op, left, right);
    either(vm, result)
}

fn native(vm: &mut Vm, args: &Args<'_>, op: Binary, reflected: bool) -> R {
    let (left, right) = sides(vm, args, reflected)?;
    let result = vm.native_binary(op, left, right);
    either(vm, result)
}

fn int_number(vm: &mut Vm, args: &Args<'_>, op: Binary, reflected: bool) -> R {
    number(vm, args, op, reflected, Kind::Int)
}

fn float_number(vm: &mut Vm, args: &Args<'_>, op: Binary, reflected: bool) -> R {
    number(vm, args, op, reflected, Kind::Float)
}

fn complex_number(vm: &mut Vm, args: &Args<'_>, op: Binary, reflected: bool) -> R {
    number(vm, args, op, reflected, Kind::Complex)
}

/// `sq_concat` has no other side to leave the answer to.
fn concatenate(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    vm.concatenate(args.pos[0], args.pos[1])
}

fn repeat(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    vm.repeat(args.pos[0], args.pos[1])
}

fn compared(vm: &mut Vm, args: &Args<'_>, op: Compare) -> R {
    operands(vm, args, 1, 1)?;
    // Integers leave floats to the other side.
    if vm.is_int(args.pos[0]) && !vm.is_int(args.pos[1]) {
        return Ok(vm.not_implemented());
    }
    match vm.native_compare(op, args.pos[0], args.pos[1])? {
        Some(answer) => Ok(vm.bool(answer)),
        None => Ok(vm.not_implemented()),
    }
}

fn unary(vm: &mut Vm, args: &Args<'_>, op: Unary) -> R {
    operands(vm, args, 0, 0)?;
    vm.native_unary(op, args.pos[0])
}

fn in_place(vm: &mut Vm, args: &Args<'_>, op: Binary) -> R {
    operands(vm, args, 1, 1)?;
    let result = vm.native_inplace(op, args.pos[0], args.pos[1]);
    either(vm, result)
}

/// A method and its reflected one for each operator.
macro_rules! binary {
    ($run:expr; $($op:ident $name:literal $reflected:literal),* $(,)?) => {
        &[$(
            ($name, |vm, args| $run(vm, args, Binary::$op, false)),
            ($reflected, |vm, args| $run(vm, args, Binary::$op, true)),
        )*]
    };
}

macro_rules! in_places {
    ($($op:ident $name:literal),* $(,)?) => {
        &[$(($name, |vm, args| in_place(vm, args, Binary::$op))),*]
    };
}

const COMPARISONS: Methods = &[
    ("__eq__", |vm, args| compared(vm, args, Compare::Eq)),
    ("__ne__", |vm, args| compared(vm, args, Compare::Ne)),
    ("__lt__", |vm, args| compared(vm, args, Compare::Lt)),
    ("__le__", |vm, args| compared(vm, args, Compare::Le)),
    ("__gt__", |vm, args| compared(vm, args, Compare::Gt)),
    ("__ge__", |vm, args| compared(vm, args, Compare::Ge)),
];

const HASH: Methods = &[("__hash__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let hash = vm.native_hash(args.pos[0])?;
    Ok(vm.int_i64(hash))
})];

const REPR: Methods = &[("__repr__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let text = vm.native_repr(args.pos[0])?;
    Ok(vm.str(text))
})];

const BOOL: Methods = &[("__bool__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let truth = vm.native_truth(args.pos[0])?;
    Ok(vm.bool(truth))
})];

const LEN: Methods = &[("__len__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let len = vm.native_len(args.pos[0])?;
    Ok(vm.int_usize(len))
})];

const ITER: Methods = &[("__iter__", |vm, args| {
    operands(vm, args, 0, 0)?;
    vm.native_iter(args.pos[0])
})];

const GETITEM: Methods = &[("__getitem__", |vm, args| {
    operands(vm, args, 1, 1)?;
    vm.native_getitem(args.pos[0], args.pos[1])
})];

const CONTAINS: Methods = &[("__contains__", |vm, args| {
    operands(vm, args, 1, 1)?;
    let answer = vm.native_contains(args.pos[0], args.pos[1])?;
    Ok(vm.bool(answer))
})];

const SETITEM: Methods = &[
    ("__setitem__", |vm, args| {
        operands(vm, args, 2, 2)?;
        vm.native_setitem(args.pos[0], args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    ("__delitem__", |vm, args| {
        operands(vm, args, 1, 1)?;
        vm.native_delitem(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
];

const CONCATENATE: Methods = &[("__add__", concatenate)];

const REPEAT: Methods = &[("__mul__", repeat), ("__rmul__", repeat)];

const PERCENT: Methods = binary!(native; Mod "__mod__" "__rmod__");

const INT: Methods = binary!(int_number;
    Add "__add__" "__radd__", Sub "__sub__" "__rsub__", Mul "__mul__" "__rmul__",
    FloorDiv "__floordiv__" "__rfloordiv__", Div "__truediv__" "__rtruediv__",
    Mod "__mod__" "__rmod__", LShift "__lshift__" "__rlshift__", RShift "__rshift__" "__rrshift__",
    And "__and__" "__rand__", Or "__or__" "__ror__", Xor "__xor__" "__rxor__",
);

const BITS: Methods = binary!(int_number;
    And "__and__" "__rand__", Or "__or__" "__ror__", Xor "__xor__" "__rxor__",
);

const FLOAT: Methods = binary!(float_number;
    Add "__add__" "__radd__", Sub "__sub__" "__rsub__", Mul "__mul__" "__rmul__",
    FloorDiv "__floordiv__" "__rfloordiv__", Div "__truediv__" "__rtruediv__",
    Mod "__mod__" "__rmod__",
);

const COMPLEX: Methods = binary!(complex_number;
    Add "__add__" "__radd__", Sub "__sub__" "__rsub__", Mul "__mul__" "__rmul__",
    Div "__truediv__" "__rtruediv__",
);

/// `__pow__` takes a modulus as well.
fn power(vm: &mut Vm, args: &Args<'_>, reflected: bool) -> R {
    operands(vm, args, 1, 2)?;
    let widest = vm.get(args.pos[0]).kind();
    let widest = if widest == Kind::Bool {
        Kind::Int
    } else {
        widest
    };
    let (left, right) = if reflected {
        (args.pos[1], args.pos[0])
    } else {
        (args.pos[0], args.pos[1])
    };
    if !is_number(vm, left, widest) || !is_number(vm, right, widest) {
        return Ok(vm.not_implemented());
    }
    let modulus = args.pos.get(2).copied().unwrap_or(vm.one.none);
    let result = vm.native_power(left, right, modulus);
    either(vm, result)
}

fn divmod(vm: &mut Vm, args: &Args<'_>, reflected: bool) -> R {
    let (left, right) = sides(vm, args, reflected)?;
    let widest = vm.get(args.pos[0]).kind();
    let widest = if widest == Kind::Bool {
        Kind::Int
    } else {
        widest
    };
    if !is_number(vm, left, widest) || !is_number(vm, right, widest) {
        return Ok(vm.not_implemented());
    }
    let result = vm.native_divmod(left, right);
    either(vm, result)
}

const POWER: Methods = &[
    ("__pow__", |vm, args| power(vm, args, false)),
    ("__rpow__", |vm, args| power(vm, args, true)),
];

const DIVMOD: Methods = &[
    ("__divmod__", |vm, args| divmod(vm, args, false)),
    ("__rdivmod__", |vm, args| divmod(vm, args, true)),
];

const SIGNS: Methods = &[
    ("__neg__", |vm, args| unary(vm, args, Unary::Neg)),
    ("__pos__", |vm, args| unary(vm, args, Unary::Pos)),
    ("__abs__", |vm, args| {
        operands(vm, args, 0, 0)?;
        vm.native_abs(args.pos[0])
    }),
];

const INVERT: Methods = &[("__invert__", |vm, args| unary(vm, args, Unary::Invert))];

const TO_INT: Methods = &[("__int__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let value = vm.native_int(args.pos[0])?;
    Ok(vm.int(value))
})];

const INDEX: Methods = &[("__index__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let value = vm.index_value(args.pos[0])?;
    Ok(vm.int(value))
})];

const TO_FLOAT: Methods = &[("__float__", |vm, args| {
    operands(vm, args, 0, 0)?;
    let value = vm.native_float(args.pos[0])?;
    Ok(vm.float(value))
})];

const SETS: Methods = binary!(native;
    And "__and__" "__rand__", Or "__or__" "__ror__", Sub "__sub__" "__rsub__", Xor "__xor__" "__rxor__",
);

const SETS_IN_PLACE: Methods =
    in_places!(And "__iand__", Or "__ior__", Sub "__isub__", Xor "__ixor__");

const LIST_IN_PLACE: Methods = in_places!(Add "__iadd__", Mul "__imul__");

const MERGE: Methods = binary!(native; Or "__or__" "__ror__");

const MERGE_IN_PLACE: Methods = in_places!(Or "__ior__");

/// The operators of a type, in tables.
pub(crate) fn operators(kind: Kind) -> &'static [Methods] {
    match kind {
        Kind::NoneType => &[BOOL, REPR, HASH],
        Kind::Ellipsis | Kind::NotImplementedType => &[REPR],
        Kind::Int => &[
            INT,
            POWER,
            DIVMOD,
            SIGNS,
            INVERT,
            BOOL,
            TO_INT,
            TO_FLOAT,
            INDEX,
            COMPARISONS,
            HASH,
            REPR,
        ],
        Kind::Bool => &[BITS, REPR],
        Kind::Float => &[
            FLOAT,
            POWER,
            DIVMOD,
            SIGNS,
            BOOL,
            TO_INT,
            TO_FLOAT,
            COMPARISONS,
            HASH,
            REPR,
        ],
        Kind::Complex => &[COMPLEX, POWER, SIGNS, BOOL, COMPARISONS, HASH, REPR],
        Kind::Str => &[
            LEN,
            GETITEM,
            CONTAINS,
            ITER,
            CONCATENATE,
            REPEAT,
            PERCENT,
            COMPARISONS,
            HASH,
            REPR,
        ],
        Kind::Bytes => &[
            LEN,
            GETITEM,
            CONTAINS,
            ITER,
            CONCATENATE,
            REPEAT,
            PERCENT,
            COMPARISONS,
            HASH,
            REPR,
        ],
        Kind::ByteArray => &[
            LEN,
            GETITEM,
            SETITEM,
            CONTAINS,
            ITER,
            CONCATENATE,
            REPEAT,
            PERCENT,
            LIST_IN_PLACE,
            COMPARISONS,
            REPR,
        ],
        Kind::Tuple => &[
            LEN,
            GETITEM,
            CONTAINS,
            ITER,
            CONCATENATE,
            REPEAT,
            COMPARISONS,
            HASH,
            REPR,
        ],
        Kind::List => &[
            LEN,
            GETITEM,
            SETITEM,
            CONTAINS,
            ITER,
            CONCATENATE,
            REPEAT,
            LIST_IN_PLACE,
            COMPARISONS,
            REPR,
        ],
        Kind::Dict => &[
            LEN,
            GETITEM,
            SETITEM,
            CONTAINS,
            ITER,
            MERGE,
            MERGE_IN_PLACE,
            COMPARISONS,
            REPR,
        ],
        Kind::Set => &[LEN, CONTAINS, ITER, SETS, SETS_IN_PLACE, COMPARISONS, REPR],
        Kind::FrozenSet => &[LEN, CONTAINS, ITER, SETS, COMPARISONS, HASH, REPR],
        Kind::Range => &[LEN, GETITEM, CONTAINS, ITER, BOOL, COMPARISONS, HASH, REPR],
        Kind::Slice => &[COMPARISONS, REPR],
        Kind::DictKeys | Kind::DictItems => &[LEN, CONTAINS, ITER, SETS, COMPARISONS, REPR],
        Kind::DictValues => &[LEN, ITER, REPR],
        Kind::MappingProxy => &[LEN, GETITEM, CONTAINS, ITER, MERGE, COMPARISONS, REPR],
        _ => &[],
    }
}

/// From which release on an operator is there (PEP 584 for dicts).
pub(super) fn since(kind: Kind, name: &str) -> u8 {
    match (kind, name) {
        (Kind::Dict | Kind::MappingProxy, "__or__" | "__ror__" | "__ior__") => 9,
        _ => 8,
    }
}
