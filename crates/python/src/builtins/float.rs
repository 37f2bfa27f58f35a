//! `float`.

use objects::Ref;

use super::arguments::{check_positional, no_keywords};
use super::{Attribute, arity};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::number::{parse_float, ratio};
use crate::vm::{Args, Exc, R, Vm};

/// `PyNumber_Float`
fn value_of(vm: &mut Vm, value: Ref) -> R<f64> {
    if let Some(found) = vm.float_of_methods(value)? {
        return Ok(found);
    }
    if vm.number(value).is_some() {
        return vm.native_float(value);
    }
    if let Some(text) = super::int::readable(vm, value) {
        return match parse_float(&text) {
            Some(number) => Ok(number),
            None => {
                let shown = vm.repr_of(value)?;
                Err(vm.value_error(format!("could not convert string to float: {shown}")))
            }
        };
    }
    if !vm.since(10) && matches!(vm.body(value), Body::Complex(..)) {
        return Err(vm.type_error("can't convert complex to float"));
    }
    let word = if vm.since(10) {
        "real number"
    } else {
        "number"
    };
    let text = format!(
        "float() argument must be a string or a {word}, not '{}'",
        vm.tp_name(value)
    );
    Err(vm.type_error(text))
}

fn this(vm: &Vm, args: &Args<'_>) -> f64 {
    match vm.body(args.pos[0]) {
        Body::Float(value) => *value,
        _ => 0.0,
    }
}

/// `float.hex()`
fn hex(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match ((bits >> 52) & 0x7ff) as i64 {
        0 => (0, -1022),
        exponent => (1, exponent - 1023),
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`: the number, rounded to even.
fn from_hex(text: &str) -> Result<f64, Option<()>> {
    let text = text
        .trim_matches(crate::unicode::is_space)
        .to_ascii_lowercase();
    let (sign, size) = match text.strip_prefix(['+', '-']) {
        Some(size) => (if text.starts_with('-') { -1.0 } else { 1.0 }, size),
        None => (1.0, text.as_str()),
    };
    match size {
        "inf" | "infinity" => return Ok(sign * f64::INFINITY),
        "nan" => return Ok(f64::NAN.copysign(sign)),
        _ => {}
    }
    let size = size.strip_prefix("0x").unwrap_or(size);
    let (digits, exponent) = match size.split_once('p') {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().map_err(|_| None)?),
        None => (size, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || !all.chars().all(|one| one.is_ascii_hexdigit()) {
        return Err(None);
    }
    let Some(mantissa) = num_bigint::BigUint::parse_bytes(all.as_bytes(), 16) else {
        return Err(None);
    };
    let bits = mantissa.bits() as i64;
    if bits == 0 {
        return Ok(0.0f64.copysign(sign));
    }
    let shift = exponent.saturating_sub(4 * fraction.len() as i64);
    let top = shift.saturating_add(bits);
    if top > 1024 {
        return Err(Some(()));
    }
    if top < -1080 {
        return Ok(0.0f64.copysign(sign));
    }
    // 53 bits, or fewer near zero, and what is cut decides the rounding.
    let keep = 53.min(top + 1074).max(0);
    let cut = bits - keep;
    let rounded = if cut > 0 {
        let low = &mantissa >> cut as usize;
        let rest = &mantissa - (&low << cut as usize);
        let half = num_bigint::BigUint::from(1u8) << (cut - 1) as usize;
        let is_odd = low.bit(0);
        if rest > half || (rest == half && is_odd) {
            low + 1u8
        } else {
            low
        }
    } else {
        mantissa
    };
    let exponent = shift + cut.max(0);
    let mut value = num_traits::ToPrimitive::to_f64(&rounded).unwrap_or(f64::INFINITY);
    let mut left = exponent;
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        value *= 2f64.powi(step as i32);
        left -= step;
    }
    if value.is_infinite() {
        return Err(Some(()));
    }
    Ok(sign * value)
}

/// `float.__round__`
fn round(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "float.__round__", 0, 1, 1)?;
    let value = this(vm, args);
    let Some(&digits) = args.pos.get(1).filter(|&&digits| digits != vm.one.none) else {
        vm.whole(value)?;
        let rounded = crate::vm::iterate_round(value);
        return Ok(vm.int(rounded));
    };
    let digits = vm.index(digits)?;
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(vm.float(value));
    }
    if digits < -308 {
        return Ok(vm.float(0.0f64.copysign(value)));
    }
    let rounded = if digits >= 0 {
        format!("{value:.*}", digits as usize)
            .parse()
            .unwrap_or(value)
    } else {
        round_tens(value, (-digits) as u32)
    };
    if f64::is_infinite(rounded) {
        let text = "rounded value too large to represent";
        return Err(vm.error("OverflowError", text));
    }
    Ok(vm.float(rounded))
}

/// To a multiple of a power of ten, exactly, halves to even.
fn round_tens(value: f64, places: u32) -> f64 {
    use num_bigint::BigInt;
    let (numerator, denominator) = ratio(value.abs());
    let (numerator, denominator) = (
        crate::vm::number::big(&numerator),
        crate::vm::number::big(&denominator),
    );
    let unit = BigInt::from(10).pow(places) * denominator;
    let mut quotient = &numerator / &unit;
    let twice: BigInt = (&numerator - &quotient * &unit) * 2;
    if twice > unit || (twice == unit && &quotient % 2 != BigInt::from(0)) {
        quotient += 1;
    }
    format!("{quotient}e{places}")
        .parse::<f64>()
        .unwrap_or(f64::INFINITY)
        .copysign(value)
}

fn not_finite(vm: &mut Vm, value: f64, what: &str) -> Exc {
    if value.is_nan() {
        vm.value_error(format!("cannot convert NaN to {what}"))
    } else {
        vm.error(
            "OverflowError",
            format!("cannot convert Infinity to {what}"),
        )
    }
}

fn whole(vm: &mut Vm, args: &Args<'_>, name: &str, to: fn(f64) -> f64) -> R {
    arity(vm, args, name, 0, 0, 1)?;
    let value = to(this(vm, args));
    let value = vm.whole(value)?;
    Ok(vm.int(value))
}

/// Methods that weren't always there.
pub(super) const ADDED: &[(&str, u8)] = &[("__floor__", 9), ("__ceil__", 9), ("from_number", 14)];

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let exact = class == vm.kind(Kind::Float);
        if exact {
            no_keywords(vm, args, "float")?;
        }
        check_positional(vm, "float", args.pos.len() - 1, 0, 1)?;
        let value = match args.pos.get(1) {
            None => 0.0,
            Some(&value) => {
                if exact && vm.type_of(value) == class {
                    return Ok(vm.incref(value));
                }
                value_of(vm, value)?
            }
        };
        if exact {
            return Ok(vm.float(value));
        }
        Ok(vm.instance(class, Body::Float(value)))
    }),
    ("is_integer", |vm, args| {
        arity(vm, args, "float.is_integer", 0, 0, 1)?;
        let value = this(vm, args);
        Ok(vm.bool(value.is_finite() && value.fract() == 0.0))
    }),
    ("as_integer_ratio", |vm, args| {
        arity(vm, args, "float.as_integer_ratio", 0, 0, 1)?;
        let value = this(vm, args);
        if !value.is_finite() {
            return Err(not_finite(vm, value, "integer ratio"));
        }
        let (numerator, denominator) = ratio(value);
        let parts = vec![vm.int(numerator), vm.int(denominator)];
        Ok(vm.tuple(parts))
    }),
    ("hex", |vm, args| {
        arity(vm, args, "float.hex", 0, 0, 1)?;
        let text = hex(this(vm, args));
        Ok(vm.str(text))
    }),
    ("fromhex", |vm, args| {
        arity(vm, args, "float.fromhex", 1, 1, 1)?;
        let Body::Str(text) = vm.body(args.pos[1]) else {
            return Err(vm.type_error("bad argument type for built-in operation"));
        };
        let text = text.value.as_str().to_owned();
        let value = match from_hex(&text) {
            Ok(value) => value,
            Err(None) => {
                return Err(vm.value_error("invalid hexadecimal floating-point string"));
            }
            Err(Some(())) => {
                let text = "hexadecimal value too large to represent as a float";
                return Err(vm.error("OverflowError", text));
            }
        };
        let value = vm.float(value);
        if args.pos[0] == vm.kind(Kind::Float) {
            return Ok(value);
        }
        let value = vm.own(value);
        vm.call_args(args.pos[0], &Args::pos(&[value]))
    }),
    ("from_number", |vm, args| {
        arity(vm, args, "float.from_number", 1, 1, 1)?;
        let value = args.pos[1];
        if args.pos[0] == vm.kind(Kind::Float) && vm.type_of(value) == args.pos[0] {
            return Ok(vm.incref(value));
        }
        let value = vm.as_double(value)?;
        let value = vm.float(value);
        if args.pos[0] == vm.kind(Kind::Float) {
            return Ok(value);
        }
        let value = vm.own(value);
        vm.call_args(args.pos[0], &Args::pos(&[value]))
    }),
    ("conjugate", |vm, args| {
        arity(vm, args, "float.conjugate", 0, 0, 1)?;
        real(vm, args.pos[0])
    }),
    ("__trunc__", |vm, args| {
        whole(vm, args, "float.__trunc__", f64::trunc)
    }),
    ("__floor__", |vm, args| {
        whole(vm, args, "float.__floor__", f64::floor)
    }),
    ("__ceil__", |vm, args| {
        whole(vm, args, "float.__ceil__", f64::ceil)
    }),
    ("__round__", round),
    ("__format__", |vm, args| {
        arity(vm, args, "float.__format__", 1, 1, 1)?;
        super::functions::format_method(vm, args)
    }),
    ("__getnewargs__", |vm, args| {
        arity(vm, args, "float.__getnewargs__", 0, 0, 1)?;
        let value = this(vm, args);
        let value = vm.float(value);
        Ok(vm.tuple(vec![value]))
    }),
    ("__getformat__", |vm, args| {
        arity(vm, args, "float.__getformat__", 1, 1, 1)?;
        match vm.text(args.pos[1]) {
            "double" | "float" => Ok(vm.str("IEEE, little-endian")),
            _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        }
    }),
];

/// Itself, if it is an exact `float`.
fn real(vm: &mut Vm, object: Ref) -> R {
    if vm.type_of(object) == vm.kind(Kind::Float) {
        return Ok(vm.incref(object));
    }
    let value = vm.native_float(object)?;
    Ok(vm.float(value))
}

pub(super) const ATTRIBUTES: &[Attribute] = &[
    ("real", real, None),
    ("imag", |vm, _| Ok(vm.float(0.0)), None),
];
