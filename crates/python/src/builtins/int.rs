//! `int` and `bool`.

use num_bigint::{BigInt, Sign};
use objects::Ref;
use objects::types::Int;

use super::arguments::{Signature, argument, bad_argument, no_keywords, rest, unexpected, unpack};
use super::{Attribute, arity};
use crate::code::Binary;
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::number::{big, parse_int, small};
use crate::vm::{Args, R, Vm};

/// Methods that weren't always there.
pub(super) const ADDED: &[(&str, u8)] = &[("bit_count", 10), ("is_integer", 12)];

/// `int(text, base)`
fn from_text(vm: &mut Vm, given: Ref, text: &str, base: u32) -> R<Int> {
    let limit = vm.digits_limit();
    match parse_int(text, base, limit) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => {
            let shown = vm.repr_of(given)?;
            let shown: String = shown.chars().take(200).collect();
            Err(vm.value_error(format!(
                "invalid literal for int() with base {base}: {shown}"
            )))
        }
        Err(digits) => Err(vm.too_many_digits(Some(digits))),
    }
}

/// The text of what `int` and `float` read: a `str`, or bytes of ASCII.
pub(super) fn readable(vm: &Vm, value: Ref) -> Option<String> {
    match vm.body(value) {
        Body::Str(text) => Some(text.value.as_str().to_owned()),
        _ => vm
            .buffer(value)
            .map(|bytes| bytes.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// `PyNumber_Long`
fn from_number(vm: &mut Vm, value: Ref) -> R<Int> {
    if !vm.get(value).counts_class
        && let Body::Int(_) | Body::Bool(_) | Body::Float(_) = vm.body(value)
    {
        return vm.native_int(value);
    }
    if let Some(method) = vm.overridden(value, "__int__") {
        let result = vm.call_unbound(method, value, &[])?;
        let result = vm.own(result);
        return match vm.int_value(result) {
            Some(number) => Ok(number),
            None => Err(vm.wrong_result(value, "__int__", result)),
        };
    }
    if vm.number(value).is_some() {
        return vm.native_int(value);
    }
    if vm.overridden(value, "__index__").is_some() {
        return vm.index_value(value);
    }
    if !vm.since(14)
        && let Some(method) = vm.overridden(value, "__trunc__")
    {
        let result = vm.call_unbound(method, value, &[])?;
        let result = vm.own(result);
        return vm.index_value(result);
    }
    if let Some(text) = readable(vm, value) {
        return from_text(vm, value, &text, 10);
    }
    if !vm.since(10) && matches!(vm.body(value), Body::Complex(..)) {
        return Err(vm.type_error("can't convert complex to int"));
    }
    let word = if vm.since(10) {
        "real number"
    } else {
        "number"
    };
    let text = format!(
        "int() argument must be a string, a bytes-like object or a {word}, not '{}'",
        vm.tp_name(value)
    );
    Err(vm.type_error(text))
}

fn value_of(vm: &mut Vm, args: &Args<'_>) -> R<Int> {
    let given = rest(args);
    if given.pos.len() + given.kw.len() > 2 && given.pos.len() > 2 {
        let text = if vm.since(13) {
            format!("int expected at most 2 arguments, got {}", given.pos.len())
        } else {
            format!(
                "int() takes at most 2 arguments ({} given)",
                given.pos.len()
            )
        };
        return Err(vm.type_error(text));
    }
    for &(key, _) in given.kw {
        let key = vm.text(key).to_owned();
        if key != "base" {
            return Err(unexpected(vm, "int", &key));
        }
    }
    let base = argument(vm, &given, 1, "base");
    let Some(&value) = given.pos.first() else {
        if base.is_some() {
            return Err(vm.type_error("int() missing string argument"));
        }
        return Ok(Int::from(0));
    };
    let Some(base) = base else {
        return from_number(vm, value);
    };
    let base = vm.index(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match readable(vm, value) {
        Some(text) => from_text(vm, value, &text, base as u32),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

fn this(vm: &Vm, args: &Args<'_>) -> Int {
    vm.int_value(args.pos[0]).unwrap_or_else(|| Int::from(0))
}

/// The order of bytes that a `byteorder` names: whether the largest comes first.
fn is_big(vm: &mut Vm, name: &str, given: Option<Ref>) -> R<bool> {
    let Some(given) = given else { return Ok(true) };
    let Body::Str(text) = vm.body(given) else {
        return Err(bad_argument(vm, name, "argument 'byteorder'", "str", given));
    };
    match text.value.as_str() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(vm: &mut Vm, args: &Args<'_>) -> R {
    // From 3.11 on both have a default.
    let signature = Signature {
        name: "to_bytes",
        params: &["length", "byteorder", "signed"],
        unnamed: 0,
        required: if vm.since(11) { 0 } else { 2 },
        by_place: 2,
    };
    let [length, order, signed] = unpack(vm, &rest(args), &signature)?;
    let length = match length {
        Some(length) => vm.ssize(length)?,
        None => 1,
    };
    let big_first = is_big(vm, "to_bytes", order)?;
    let signed = match signed {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    if length < 0 {
        let text = if vm.since(15) {
            "length cannot be negative"
        } else {
            "length argument must be non-negative"
        };
        return Err(vm.value_error(text));
    }
    let length = length as usize;
    vm.check_items(length / 8 + 1, 1)?;
    let value = this(vm, args);
    if value.is_negative() && !signed {
        return Err(vm.error("OverflowError", "can't convert negative int to unsigned"));
    }
    let number = big(&value);
    let bytes = if signed {
        number.to_signed_bytes_le()
    } else {
        number.magnitude().to_bytes_le()
    };
    let zero = number.sign() == Sign::NoSign;
    if !zero && bytes.len() > length {
        return Err(vm.error("OverflowError", "int too big to convert"));
    }
    let fill = if value.is_negative() { 0xff } else { 0 };
    let mut out = if zero { Vec::new() } else { bytes };
    out.resize(length, fill);
    if big_first {
        out.reverse();
    }
    Ok(vm.bytes(out))
}

fn from_bytes(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "from_bytes",
        params: &["bytes", "byteorder", "signed"],
        unnamed: 0,
        required: if vm.since(11) { 1 } else { 2 },
        by_place: 2,
    };
    let [given, order, signed] = unpack(vm, &rest(args), &signature)?;
    let big_first = is_big(vm, "from_bytes", order)?;
    let signed = match signed {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let Some(given) = given else {
        return Ok(vm.none());
    };
    let mut bytes = match vm.buffer(given) {
        Some(bytes) => bytes,
        None => {
            let made = super::bytes::from_object(vm, given)?;
            let made = vm.own(made);
            vm.buffer(made).unwrap_or_default()
        }
    };
    if big_first {
        bytes.reverse();
    }
    let value = if signed {
        BigInt::from_signed_bytes_le(&bytes)
    } else {
        BigInt::from_bytes_le(Sign::Plus, &bytes)
    };
    let value = vm.int(small(&value));
    if args.pos[0] == vm.kind(Kind::Int) {
        return Ok(value);
    }
    let value = vm.own(value);
    vm.call_args(args.pos[0], &Args::pos(&[value]))
}

/// `round(number, digits)`: to a multiple of a power of ten, halves to even.
fn round(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "int.__round__", 0, 1, 1)?;
    let value = this(vm, args);
    let digits = match args.pos.get(1) {
        Some(&digits) if digits != vm.one.none || !vm.since(14) => vm.index_value(digits)?,
        _ => return Ok(vm.int(value)),
    };
    if !digits.is_negative() {
        return Ok(vm.int(value));
    }
    let places = digits.to_i64().unwrap_or(i64::MIN).unsigned_abs();
    let number = big(&value);
    if places > number.bits() {
        return Ok(vm.int_i64(0));
    }
    let unit = BigInt::from(10).pow(places as u32);
    let half = &unit / 2;
    let mut rest = &number % &unit;
    if rest.sign() == Sign::Minus {
        rest += &unit;
    }
    let mut low = &number - &rest;
    let is_odd = (&low / &unit) % 2 != BigInt::from(0);
    if rest > half || (rest == half && is_odd) {
        low += &unit;
    }
    Ok(vm.int(small(&low)))
}

fn itself(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    arity(vm, args, name, 0, 0, 1)?;
    let value = this(vm, args);
    plain(vm, args.pos[0], value)
}

/// The number as an exact `int`: itself, if it is one.
fn plain(vm: &mut Vm, object: Ref, value: Int) -> R {
    if vm.type_of(object) == vm.kind(Kind::Int) {
        return Ok(vm.incref(object));
    }
    Ok(vm.int(value))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let exact = class == vm.kind(Kind::Int);
        if let [_, value] = *args.pos
            && exact
            && args.kw.is_empty()
            && vm.type_of(value) == class
        {
            return Ok(vm.incref(value));
        }
        let value = value_of(vm, args)?;
        if exact {
            return Ok(vm.int(value));
        }
        Ok(vm.instance(class, Body::Int(value)))
    }),
    ("bit_length", |vm, args| {
        arity(vm, args, "int.bit_length", 0, 0, 1)?;
        let bits = crate::vm::bit_length(&this(vm, args));
        Ok(vm.int_i64(bits))
    }),
    ("bit_count", |vm, args| {
        arity(vm, args, "int.bit_count", 0, 0, 1)?;
        let count: u64 = big(&this(vm, args))
            .magnitude()
            .iter_u32_digits()
            .map(|digit| u64::from(digit.count_ones()))
            .sum();
        Ok(vm.int_usize(count as usize))
    }),
    ("conjugate", |vm, args| itself(vm, args, "int.conjugate")),
    ("__trunc__", |vm, args| itself(vm, args, "int.__trunc__")),
    ("__floor__", |vm, args| itself(vm, args, "int.__floor__")),
    ("__ceil__", |vm, args| itself(vm, args, "int.__ceil__")),
    ("__round__", round),
    ("is_integer", |vm, args| {
        arity(vm, args, "int.is_integer", 0, 0, 1)?;
        Ok(vm.bool(true))
    }),
    ("as_integer_ratio", |vm, args| {
        arity(vm, args, "int.as_integer_ratio", 0, 0, 1)?;
        let value = this(vm, args);
        let parts = vec![plain(vm, args.pos[0], value)?, vm.int_i64(1)];
        Ok(vm.tuple(parts))
    }),
    ("to_bytes", to_bytes),
    ("from_bytes", from_bytes),
    ("__format__", |vm, args| {
        arity(vm, args, "int.__format__", 1, 1, 1)?;
        super::functions::format_method(vm, args)
    }),
    ("__getnewargs__", |vm, args| {
        arity(vm, args, "int.__getnewargs__", 0, 0, 1)?;
        let value = this(vm, args);
        let value = vm.int(value);
        Ok(vm.tuple(vec![value]))
    }),
];

pub(super) const BOOL: &[(&str, NativeFn)] = &[("__new__", |vm, args| {
    no_keywords(vm, args, "bool")?;
    super::arguments::check_positional(vm, "bool", args.pos.len() - 1, 0, 1)?;
    let truth = match args.pos.get(1) {
        Some(&value) => vm.truth(value)?,
        None => false,
    };
    Ok(vm.bool(truth))
})];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "real",
        |vm, object| {
            let value = vm.int_value(object).unwrap_or_else(|| Int::from(0));
            plain(vm, object, value)
        },
        None,
    ),
    ("imag", |vm, _| Ok(vm.int_i64(0)), None),
    (
        "numerator",
        |vm, object| {
            let value = vm.int_value(object).unwrap_or_else(|| Int::from(0));
            plain(vm, object, value)
        },
        None,
    ),
    ("denominator", |vm, _| Ok(vm.int_i64(1)), None),
];

/// `hex`, `oct`, `bin`
pub(super) fn radix(vm: &mut Vm, object: Ref, base: u32, prefix: &str) -> R {
    let value = vm.index_value(object)?;
    let digits = big(&value).magnitude().to_str_radix(base);
    let sign = if value.is_negative() { "-" } else { "" };
    Ok(vm.str(format!("{sign}{prefix}{digits}")))
}

/// `divmod(left, right)`
pub(super) fn divmod(vm: &mut Vm, left: Ref, right: Ref) -> R {
    for (this, other, method) in [(left, right, "__divmod__"), (right, left, "__rdivmod__")] {
        if let Some(method) = vm.overridden(this, method) {
            let result = vm.call_unbound(method, this, &[other])?;
            if result != vm.one.not_implemented {
                return Ok(result);
            }
            vm.decref(result);
        }
    }
    if let Some(result) = vm.native_divmod(left, right)? {
        return Ok(result);
    }
    let text = format!(
        "unsupported operand type(s) for divmod(): '{}' and '{}'",
        vm.tp_name(left),
        vm.tp_name(right)
    );
    Err(vm.type_error(text))
}

/// `pow(base, exp, mod=None)`
pub(super) fn power(vm: &mut Vm, args: &Args<'_>) -> R {
    const POW: Signature = Signature {
        name: "pow",
        params: &["base", "exp", "mod"],
        unnamed: 0,
        required: 2,
        by_place: 3,
    };
    let [base, exponent, modulus] = unpack(vm, args, &POW)?;
    let none = vm.one.none;
    let (base, exponent) = (base.unwrap_or(none), exponent.unwrap_or(none));
    let modulus = modulus.unwrap_or(none);
    if modulus == none {
        return match vm.binary_op(Binary::Pow, base, exponent) {
            Ok(result) => Ok(result),
            Err(exc) => Err(exc),
        };
    }
    if let Some(method) = vm.overridden(base, "__pow__") {
        let result = vm.call_unbound(method, base, &[exponent, modulus])?;
        if result != vm.one.not_implemented {
            return Ok(result);
        }
        vm.decref(result);
    }
    if let Some(result) = vm.native_power(base, exponent, modulus)? {
        return Ok(result);
    }
    let symbol = if vm.since(10) { "** or pow()" } else { "pow()" };
    let text = format!(
        "unsupported operand type(s) for {symbol}: '{}', '{}', '{}'",
        vm.tp_name(base),
        vm.tp_name(exponent),
        vm.tp_name(modulus)
    );
    Err(vm.type_error(text))
}
