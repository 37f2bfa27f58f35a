//! The module `math`.

use objects::Ref;
use objects::types::Int;

use crate::builtins::arity;
use crate::code::Binary;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("math");
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        let value = vm.float(value);
        vm.dict_set_str(dict, name, value);
        vm.decref(value);
    }
    for (name, func) in FUNCTIONS {
        vm.define(dict, name, *func);
    }
    module
}

/// The argument as a float: `PyFloat_AsDouble`.
fn number(vm: &mut Vm, object: Ref) -> R<f64> {
    if let Body::Float(value) = vm.body(object) {
        return Ok(*value);
    }
    if vm.is_int(object) {
        let value = vm.int_value(object).as_ref().map(crate::vm::int_to_float);
        if let Some(value) = value.filter(|value| value.is_finite()) {
            return Ok(value);
        }
        return Err(vm.error("OverflowError", "int too large to convert to float"));
    }
    for name in ["__float__", "__index__"] {
        if let Some(method) = vm.overridden(object, name) {
            let result = vm.call_unbound(method, object, &[])?;
            let value = match vm.body(result) {
                Body::Float(value) => Some(*value),
                _ => vm.int_value(result).as_ref().map(crate::vm::int_to_float),
            };
            vm.decref(result);
            if let Some(value) = value {
                return Ok(value);
            }
        }
    }
    let text = format!("must be real number, not {}", vm.tp_name(object));
    Err(vm.type_error(text))
}

/// A function of one number; where it has no value, CPython's error.
fn one(vm: &mut Vm, args: &Args<'_>, name: &str, func: fn(f64) -> f64) -> R {
    arity(vm, args, &format!("math.{name}"), 1, 1, 0)?;
    let given = number(vm, args.pos[0])?;
    let value = func(given);
    if value.is_nan() && !given.is_nan() {
        return Err(domain(vm, name, given));
    }
    if value.is_infinite() && given.is_finite() {
        // `log(0)` and its like have no value; what grows beyond all numbers is too large.
        if matches!(name, "log2" | "log10" | "log1p" | "atanh" | "log") {
            return Err(domain(vm, name, given));
        }
        return Err(vm.error("OverflowError", "math range error"));
    }
    Ok(vm.float(value))
}

/// The words of the release: from 3.14 on they say what was expected.
fn domain(vm: &mut Vm, name: &str, given: f64) -> crate::vm::Exc {
    if !vm.since(14) {
        return vm.value_error("math domain error");
    }
    let shown = vm.float(given);
    let text = vm.repr_of(shown);
    vm.decref(shown);
    let shown = match text {
        Ok(text) => text,
        Err(exc) => return exc,
    };
    match name {
        "sqrt" => vm.value_error(format!("expected a nonnegative input, got {shown}")),
        "log" | "log2" | "log10" => vm.value_error("expected a positive input"),
        "sin" | "cos" | "tan" => vm.value_error(format!("expected a finite input, got {shown}")),
        "acos" | "asin" => vm.value_error(format!(
            "expected a number in range from -1 up to 1, got {shown}"
        )),
        _ => vm.unsupported(format!("the error of math.{name}")),
    }
}

macro_rules! functions {
    ([$($name:literal $func:expr),* $(,)?], $($rest:expr),* $(,)?) => {
        &[$(($name, |vm, args| one(vm, args, $name, $func)),)* $($rest),*]
    };
}

const FUNCTIONS: &[(&str, crate::objects::NativeFn)] = functions![
    [
        "sqrt" f64::sqrt, "fabs" f64::abs, "exp" f64::exp, "sin" f64::sin, "cos" f64::cos,
        "tan" f64::tan, "asin" f64::asin, "acos" f64::acos, "atan" f64::atan, "sinh" f64::sinh,
        "cosh" f64::cosh, "tanh" f64::tanh, "log2" f64::log2, "log10" f64::log10,
        "log1p" f64::ln_1p, "expm1" f64::exp_m1, "degrees" f64::to_degrees,
        "radians" f64::to_radians,
    ],
    ("floor", |vm, args| whole(vm, args, "floor", "__floor__", f64::floor)),
    ("ceil", |vm, args| whole(vm, args, "ceil", "__ceil__", f64::ceil)),
    ("trunc", |vm, args| whole(vm, args, "trunc", "__trunc__", f64::trunc)),
    ("isnan", |vm, args| test(vm, args, "isnan", f64::is_nan)),
    ("isinf", |vm, args| test(vm, args, "isinf", f64::is_infinite)),
    ("isfinite", |vm, args| test(vm, args, "isfinite", f64::is_finite)),
    ("copysign", |vm, args| two(vm, args, "copysign", f64::copysign)),
    ("atan2", |vm, args| two(vm, args, "atan2", f64::atan2)),
    ("hypot", |vm, args| match args.pos {
        [_, _] => two(vm, args, "hypot", f64::hypot),
        _ => Err(vm.unsupported("math.hypot of other than two numbers")),
    }),
    ("fmod", |vm, args| {
        arity(vm, args, "math.fmod", 2, 2, 0)?;
        let (left, right) = (number(vm, args.pos[0])?, number(vm, args.pos[1])?);
        if (right == 0.0 || left.is_infinite()) && !left.is_nan() && !right.is_nan() {
            return Err(vm.value_error("math domain error"));
        }
        Ok(vm.float(left % right))
    }),
    ("pow", |vm, args| {
        arity(vm, args, "math.pow", 2, 2, 0)?;
        let (left, right) = (number(vm, args.pos[0])?, number(vm, args.pos[1])?);
        let value = left.powf(right);
        if left.is_finite() && right.is_finite() {
            if value.is_nan() || (left == 0.0 && value.is_infinite()) {
                return Err(vm.value_error("math domain error"));
            }
            if value.is_infinite() {
                return Err(vm.error("OverflowError", "math range error"));
            }
        }
        Ok(vm.float(value))
    }),
    ("modf", |vm, args| {
        arity(vm, args, "math.modf", 1, 1, 0)?;
        let value = number(vm, args.pos[0])?;
        let fraction = if value.is_infinite() {
            0.0f64.copysign(value)
        } else {
            value.fract().copysign(value)
        };
        let (fraction, whole) = (vm.float(fraction), vm.float(value.trunc()));
        Ok(vm.tuple(vec![fraction, whole]))
    }),
    ("log", log),
    ("gcd", |vm, args| fold(vm, args, "gcd", gcd)),
    ("lcm", |vm, args| fold(vm, args, "lcm", lcm)),
    ("factorial", factorial),
    ("isqrt", isqrt),
    ("comb", |vm, args| comb(vm, args)),
    ("prod", prod),
];

fn whole(vm: &mut Vm, args: &Args<'_>, name: &str, method: &str, func: fn(f64) -> f64) -> R {
    arity(vm, args, &format!("math.{name}"), 1, 1, 0)?;
    let object = args.pos[0];
    if let Some(found) = vm.overridden(object, method) {
        return vm.call_unbound(found, object, &[]);
    }
    if let Some(value) = vm.int_value(object) {
        return Ok(vm.int(value));
    }
    let value = number(vm, object)?;
    if value.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(vm.error("OverflowError", "cannot convert float infinity to integer"));
    }
    Ok(vm.int(crate::vm::float_to_int(func(value))))
}

fn test(vm: &mut Vm, args: &Args<'_>, name: &str, func: fn(f64) -> bool) -> R {
    arity(vm, args, &format!("math.{name}"), 1, 1, 0)?;
    let value = number(vm, args.pos[0])?;
    Ok(vm.bool(func(value)))
}

fn two(vm: &mut Vm, args: &Args<'_>, name: &str, func: fn(f64, f64) -> f64) -> R {
    arity(vm, args, &format!("math.{name}"), 2, 2, 0)?;
    let (left, right) = (number(vm, args.pos[0])?, number(vm, args.pos[1])?);
    Ok(vm.float(func(left, right)))
}

/// `log(x[, base])`
fn log(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "math.log", 1, 2, 0)?;
    let value = number(vm, args.pos[0])?;
    if value <= 0.0 {
        return Err(domain(vm, "log", value));
    }
    let Some(&base) = args.pos.get(1) else {
        return Ok(vm.float(value.ln()));
    };
    let base = number(vm, base)?;
    if base <= 0.0 {
        return Err(domain(vm, "log", base));
    }
    if base.ln() == 0.0 {
        return Err(vm.error("ZeroDivisionError", "division by zero"));
    }
    Ok(vm.float(value.ln() / base.ln()))
}

fn integer(vm: &mut Vm, object: Ref) -> R<Int> {
    if let Some(value) = vm.int_value(object) {
        return Ok(value);
    }
    // What isn't an `int` says so itself, or isn't one.
    vm.index(object).map(Int::from)
}

fn is_zero(value: &Int) -> bool {
    value.to_i64() == Some(0)
}

fn magnitude(value: Int) -> Int {
    if value < Int::from(0) {
        &Int::from(0) - &value
    } else {
        value
    }
}

fn gcd(vm: &mut Vm, left: Int, right: Int) -> R<Int> {
    let (mut left, mut right) = (magnitude(left), magnitude(right));
    while !is_zero(&right) {
        let rest = remainder(vm, &left, &right)?;
        (left, right) = (right, rest);
    }
    Ok(left)
}

fn lcm(vm: &mut Vm, left: Int, right: Int) -> R<Int> {
    if is_zero(&left) || is_zero(&right) {
        return Ok(Int::from(0));
    }
    let common = gcd(vm, left.clone(), right.clone())?;
    let part = divided(vm, &left, &common)?;
    Ok(magnitude(&part * &right))
}

/// The operators of `int` itself.
fn operate(vm: &mut Vm, op: Binary, left: &Int, right: &Int) -> R<Int> {
    let (a, b) = (vm.int(left.clone()), vm.int(right.clone()));
    let result = vm.binary_op(op, a, b);
    vm.decref(a);
    vm.decref(b);
    let result = result?;
    let value = vm.int_value(result).unwrap_or(Int::from(0));
    vm.decref(result);
    Ok(value)
}

fn remainder(vm: &mut Vm, left: &Int, right: &Int) -> R<Int> {
    operate(vm, Binary::Mod, left, right)
}

fn divided(vm: &mut Vm, left: &Int, right: &Int) -> R<Int> {
    operate(vm, Binary::FloorDiv, left, right)
}

/// `gcd` and `lcm`: of two numbers until 3.8, of any count since.
fn fold(vm: &mut Vm, args: &Args<'_>, name: &str, func: fn(&mut Vm, Int, Int) -> R<Int>) -> R {
    if !vm.since(9) {
        arity(vm, args, name, 2, 2, 0)?;
    }
    let mut result = Int::from(if name == "gcd" { 0 } else { 1 });
    for &object in args.pos {
        let value = integer(vm, object)?;
        result = func(vm, result, value)?;
    }
    Ok(vm.int(result))
}

fn factorial(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "math.factorial", 1, 1, 0)?;
    let count = vm.index(args.pos[0])?;
    if count < 0 {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    if count > 5_000 {
        return Err(vm.unsupported("math.factorial of more than 5000"));
    }
    let mut result = Int::from(1);
    for factor in 2..=count {
        result = &result * &Int::from(factor);
    }
    Ok(vm.int(result))
}

fn isqrt(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "math.isqrt", 1, 1, 0)?;
    let value = integer(vm, args.pos[0])?;
    if value < Int::from(0) {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    if is_zero(&value) {
        return Ok(vm.int(value));
    }
    // Newton's way down from above.
    let bits = crate::vm::bit_length(&value);
    let mut guess = operate(
        vm,
        Binary::LShift,
        &Int::from(1),
        &Int::from((bits as i64 + 1) / 2),
    )?;
    loop {
        let other = divided(vm, &value, &guess)?;
        let next = divided(vm, &(&guess + &other), &Int::from(2))?;
        if next >= guess {
            return Ok(vm.int(guess));
        }
        guess = next;
    }
}

fn comb(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "math.comb", 2, 2, 0)?;
    let (count, chosen) = (vm.index(args.pos[0])?, vm.index(args.pos[1])?);
    if count < 0 {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if chosen < 0 {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    let chosen = chosen.min(count.saturating_sub(chosen).max(-1));
    if chosen < 0 {
        return Ok(vm.int_i64(0));
    }
    if chosen > 5_000 {
        return Err(vm.unsupported("math.comb of more than 5000"));
    }
    let mut result = Int::from(1);
    for step in 0..chosen {
        result = &result * &Int::from(count - step);
        result = divided(vm, &result, &Int::from(step + 1))?;
    }
    Ok(vm.int(result))
}

fn prod(vm: &mut Vm, args: &Args<'_>) -> R {
    let start = crate::builtins::argument(vm, args, usize::MAX, "start");
    let Some(&source) = args.pos.first() else {
        return Err(vm.type_error("prod() missing required argument 'iterable' (pos 1)"));
    };
    let mut result = match start {
        Some(start) => vm.incref(start),
        None => vm.int_i64(1),
    };
    let iter = vm.iter(source)?;
    let iter = vm.own(iter);
    loop {
        let item = match vm.next(iter) {
            Ok(Some(item)) => item,
            Ok(None) => return Ok(result),
            Err(exc) => {
                vm.decref(result);
                return Err(exc);
            }
        };
        let next = vm.binary_op(Binary::Mul, result, item);
        vm.decref(item);
        vm.decref(result);
        result = next?;
    }
}
