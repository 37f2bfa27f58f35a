//! Numbers.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use objects::Ref;
use objects::types::Int;

pub(crate) mod complex;
mod convert;
mod float;
mod int;
mod unary;

pub(crate) use convert::{parse_complex, parse_float, parse_int};
pub(crate) use float::ratio;

use super::{R, Vm};
use crate::code::Binary;
use crate::objects::Body;

/// A number's value.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    Int(Int),
    Float(f64),
}

/// The same number for long arithmetic that the crate `objects` doesn't have.
pub(crate) fn big(value: &Int) -> BigInt {
    match value.to_i64() {
        Some(small) => BigInt::from(small),
        None => value.to_string().parse().unwrap_or_default(),
    }
}

/// And back.
pub(crate) fn small(value: &BigInt) -> Int {
    match value.to_i64() {
        Some(small) => Int::from(small),
        None => value.to_string().parse().unwrap_or_else(|_| Int::from(0)),
    }
}

pub(crate) fn to_f64(value: &Int) -> f64 {
    match value.to_i64() {
        Some(small) => small as f64,
        None => big(value).to_f64().unwrap_or(f64::INFINITY),
    }
}

/// A whole float as an integer.
pub(crate) fn from_f64(value: f64) -> Int {
    if value.abs() < 9e18 {
        return Int::from(value as i64);
    }
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
    let mantissa = (bits & ((1 << 52) - 1)) | 1 << 52;
    let number = BigInt::from(mantissa) << exponent.max(0) as usize;
    small(&if value < 0.0 { -number } else { number })
}

/// Compares exactly, however large the integer.
pub(crate) fn compare_int_float(left: &Int, right: f64) -> Option<Ordering> {
    if right.is_nan() {
        return None;
    }
    if right.is_infinite() {
        return Some(if right > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let floor = right.floor();
    Some(left.cmp(&from_f64(floor)).then(if right > floor {
        Ordering::Less
    } else {
        Ordering::Equal
    }))
}

impl Vm {
    /// The value of an `int`, `bool` or `float`.
    pub(crate) fn number(&self, object: Ref) -> Option<Number> {
        Some(match self.body(object) {
            Body::Int(value) => Number::Int(value.clone()),
            Body::Bool(value) => Number::Int(Int::from(*value)),
            Body::Float(value) => Number::Float(*value),
            _ => return None,
        })
    }

    /// The value of an `int` or `bool`.
    pub(crate) fn int_value(&self, object: Ref) -> Option<Int> {
        match self.number(object) {
            Some(Number::Int(value)) => Some(value),
            _ => None,
        }
    }

    /// The same where it fits a machine word.
    pub(crate) fn i64_value(&self, object: Ref) -> Option<i64> {
        self.int_value(object)?.to_i64()
    }

    /// A number as a float, if there is one so large.
    pub(crate) fn exact_float(&mut self, number: Number) -> R<f64> {
        match number {
            Number::Float(value) => Ok(value),
            Number::Int(value) => {
                let float = to_f64(&value);
                if float.is_infinite() {
                    let text = "int too large to convert to float";
                    return Err(self.error("OverflowError", text));
                }
                Ok(float)
            }
        }
    }

    /// Both sides numbers: the result, or `None` where the types don't go together.
    pub(crate) fn number_op(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        if let (Body::Complex(..), _) | (_, Body::Complex(..)) = (self.body(left), self.body(right))
        {
            return self.complex_op(op, left, right);
        }
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else {
            return Ok(None);
        };
        match (a, b) {
            (Number::Int(a), Number::Int(b)) => {
                let both_bool = matches!(
                    (self.body(left), self.body(right)),
                    (Body::Bool(_), Body::Bool(_))
                );
                self.int_op(op, &a, &b, both_bool)
            }
            (a, b) => {
                let (a, b) = (self.exact_float(a)?, self.exact_float(b)?);
                self.float_op(op, a, b)
            }
        }
    }

    /// Refuses numbers that would take the memory limit and longer than anybody waits.
    pub(super) fn check_bits(&mut self, bits: u64) -> R<()> {
        if bits / 8 > self.limits.memory.min(1 << 24) {
            return Err(super::Exc::Stop(super::Stop::Memory(self.limits.memory)));
        }
        Ok(())
    }
}

/// `round(value)`: half to even.
pub(crate) fn round_half_even(value: f64) -> Int {
    from_f64(value.round_ties_even())
}

/// `int.bit_length()`
pub(crate) fn bits(value: &Int) -> i64 {
    big(value).bits() as i64
}
