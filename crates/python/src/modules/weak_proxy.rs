//! The methods of `weakref.proxy` objects: what each slot of theirs hands on to the object itself.
//!
//! Operators of two operands, attributes, calls and comparisons see through a proxy wherever they meet one.

use objects::Ref;

use crate::builtins::arity;
use crate::code::{Binary, Unary};
use crate::objects::{Kind, NativeFn};
use crate::vm::{Args, R, Vm};

/// The object behind, lent until the native code under way returns.
fn target(vm: &mut Vm, object: Ref) -> R {
    let target = weakref::proxy::unwrap(vm, object)?;
    Ok(vm.own(target))
}

fn operands(vm: &mut Vm, args: &Args<'_>, count: usize) -> R {
    arity(vm, args, "proxy", count, count, 1)?;
    target(vm, args.pos[0])
}

fn in_place(vm: &mut Vm, args: &Args<'_>, op: Binary) -> R {
    let left = operands(vm, args, 1)?;
    let right = target(vm, args.pos[1])?;
    vm.inplace_op(op, left, right)
}

fn both(vm: &mut Vm, args: &Args<'_>, op: Binary, reflected: bool) -> R {
    let this = operands(vm, args, 1)?;
    let other = target(vm, args.pos[1])?;
    if reflected {
        vm.binary_op(op, other, this)
    } else {
        vm.binary_op(op, this, other)
    }
}

fn unary(vm: &mut Vm, args: &Args<'_>, op: Unary) -> R {
    let object = operands(vm, args, 0)?;
    vm.unary_op(op, object)
}

/// `proxy_iternext`
fn next(vm: &mut Vm, args: &Args<'_>) -> R {
    let object = operands(vm, args, 0)?;
    if !vm.is_iterator(object) {
        let text = format!(
            "Weakref proxy referenced a non-iterator '{}' object",
            vm.tp_name(object)
        );
        return Err(vm.type_error(text));
    }
    match vm.next(object)? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(None)),
    }
}

/// `PyNumber_Long` and `PyNumber_Float` of the object.
fn converted(vm: &mut Vm, args: &Args<'_>, to: Kind) -> R {
    let object = operands(vm, args, 0)?;
    let class = vm.kind(to);
    vm.call_args(class, &Args::pos(&[object]))
}

/// A method that the proxy's type has of its own, and calls by name.
fn by_name(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    let object = operands(vm, args, 0)?;
    vm.call_method(object, name, &[])
}

macro_rules! binary {
    ($($op:ident $name:literal $reflected:literal $in_place:literal),* $(,)?) => {
        &[
            $(
                ($name, |vm, args| both(vm, args, Binary::$op, false)),
                ($reflected, |vm, args| both(vm, args, Binary::$op, true)),
                ($in_place, |vm, args| in_place(vm, args, Binary::$op)),
            )*
            ("__neg__", |vm, args| unary(vm, args, Unary::Neg)),
            ("__pos__", |vm, args| unary(vm, args, Unary::Pos)),
            ("__invert__", |vm, args| unary(vm, args, Unary::Invert)),
            ("__abs__", |vm, args| {
                let object = operands(vm, args, 0)?;
                match vm.overridden(object, "__abs__") {
                    Some(method) => vm.call_unbound(method, object, &[]),
                    None => vm.native_abs(object),
                }
            }),
            ("__int__", |vm, args| converted(vm, args, Kind::Int)),
            ("__float__", |vm, args| converted(vm, args, Kind::Float)),
            ("__index__", |vm, args| {
                let object = operands(vm, args, 0)?;
                let value = vm.index_value(object)?;
                Ok(vm.int(value))
            }),
            ("__bool__", |vm, args| {
                let object = operands(vm, args, 0)?;
                let truth = vm.truth(object)?;
                Ok(vm.bool(truth))
            }),
            ("__len__", |vm, args| {
                let object = operands(vm, args, 0)?;
                let len = vm.len(object)?;
                Ok(vm.int_usize(len))
            }),
            ("__contains__", |vm, args| {
                let object = operands(vm, args, 1)?;
                let answer = vm.contains(object, args.pos[1])?;
                Ok(vm.bool(answer))
            }),
            ("__getitem__", |vm, args| {
                let object = operands(vm, args, 1)?;
                let key = target(vm, args.pos[1])?;
                vm.getitem(object, key)
            }),
            ("__setitem__", |vm, args| {
                let object = operands(vm, args, 2)?;
                vm.setitem(object, args.pos[1], args.pos[2])?;
                Ok(vm.none())
            }),
            ("__delitem__", |vm, args| {
                let object = operands(vm, args, 1)?;
                vm.delitem(object, args.pos[1])?;
                Ok(vm.none())
            }),
            ("__iter__", |vm, args| {
                let object = operands(vm, args, 0)?;
                vm.iter(object)
            }),
            ("__next__", next),
            ("__bytes__", |vm, args| by_name(vm, args, "__bytes__")),
            ("__reversed__", |vm, args| by_name(vm, args, "__reversed__")),
        ]
    };
}

/// The methods of both kinds of proxy; `__call__` is beside them.
pub(in crate::modules) const METHODS: &[(&str, NativeFn)] = binary!(
    Add "__add__" "__radd__" "__iadd__",
    Sub "__sub__" "__rsub__" "__isub__",
    Mul "__mul__" "__rmul__" "__imul__",
    MatMul "__matmul__" "__rmatmul__" "__imatmul__",
    Div "__truediv__" "__rtruediv__" "__itruediv__",
    FloorDiv "__floordiv__" "__rfloordiv__" "__ifloordiv__",
    Mod "__mod__" "__rmod__" "__imod__",
    Pow "__pow__" "__rpow__" "__ipow__",
    LShift "__lshift__" "__rlshift__" "__ilshift__",
    RShift "__rshift__" "__rrshift__" "__irshift__",
    And "__and__" "__rand__" "__iand__",
    Or "__or__" "__ror__" "__ior__",
    Xor "__xor__" "__rxor__" "__ixor__",
);
