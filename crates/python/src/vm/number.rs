//! Numbers.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use objects::Ref;
use objects::types::Int;

use super::{R, Vm};
use crate::code::{Binary, Unary};
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

fn floor_mod(left: f64, right: f64) -> (f64, f64) {
    let mut rest = left % right;
    let mut quotient = (left - rest) / right;
    if rest != 0.0 {
        if (right < 0.0) != (rest < 0.0) {
            rest += right;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0f64.copysign(right);
    }
    let floor = if quotient == 0.0 {
        0.0f64.copysign(left / right)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, rest)
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

    /// Both sides numbers: the result, or `None` where the types don't go together.
    pub(super) fn number_op(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
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
                let value = |number: Number| match number {
                    Number::Int(value) => to_f64(&value),
                    Number::Float(value) => value,
                };
                self.float_op(op, value(a), value(b))
            }
        }
    }

    fn complex_op(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        let parts = |vm: &Vm, object: Ref| match vm.body(object) {
            Body::Complex(real, imag) => Some((*real, *imag)),
            _ => vm.number(object).map(|number| match number {
                Number::Int(value) => (to_f64(&value), 0.0),
                Number::Float(value) => (value, 0.0),
            }),
        };
        let (Some((a, b)), Some((c, d))) = (parts(self, left), parts(self, right)) else {
            return Ok(None);
        };
        let (real, imag) = match op {
            Binary::Add => (a + c, b + d),
            Binary::Sub => (a - c, b - d),
            Binary::Mul => (a * c - b * d, a * d + b * c),
            Binary::Div => {
                let size = c * c + d * d;
                if size == 0.0 {
                    let text = if self.since(14) {
                        "division by zero"
                    } else {
                        "complex division by zero"
                    };
                    return Err(self.error("ZeroDivisionError", text));
                }
                ((a * c + b * d) / size, (b * c - a * d) / size)
            }
            _ => return Ok(None),
        };
        Ok(Some(self.alloc(Body::Complex(real, imag))))
    }

    fn zero_division(&mut self, op: Binary, float: bool) -> super::Exc {
        // 3.14 has one text for all (gh-125420).
        let text = match (op, float, self.version.minor()) {
            (_, _, 14..) => "division by zero",
            (Binary::Div, true, _) => "float division by zero",
            (Binary::Div, false, _) => "division by zero",
            (Binary::FloorDiv, true, 9..) => "float floor division by zero",
            (Binary::FloorDiv, true, _) => "float divmod()",
            (Binary::Mod, true, _) => {
                if self.since(12) {
                    "float modulo by zero"
                } else {
                    "float modulo"
                }
            }
            (Binary::Mod, false, 11..) => "integer modulo by zero",
            (Binary::FloorDiv, false, _) => "integer division or modulo by zero",
            _ => "integer division or modulo by zero",
        };
        self.error("ZeroDivisionError", text)
    }

    fn int_op(&mut self, op: Binary, a: &Int, b: &Int, both_bool: bool) -> R<Option<Ref>> {
        let zero = Int::from(0);
        let bits = |value: &Int| value.digit_count() as u64 * 30;
        let value = match op {
            Binary::Add => a + b,
            Binary::Sub => a - b,
            Binary::Mul => {
                self.check_bits(bits(a) + bits(b))?;
                a * b
            }
            Binary::Div => {
                if *b == zero {
                    return Err(self.zero_division(op, false));
                }
                let quotient = match (a.to_i64(), b.to_i64()) {
                    (Some(a), Some(b))
                        if a.unsigned_abs() < 1 << 53 && b.unsigned_abs() < 1 << 53 =>
                    {
                        a as f64 / b as f64
                    }
                    _ => divide(&big(a), &big(b)),
                };
                if quotient.is_infinite() {
                    return Err(self.error(
                        "OverflowError",
                        "integer division result too large for a float",
                    ));
                }
                return Ok(Some(self.float(quotient)));
            }
            Binary::FloorDiv | Binary::Mod => {
                if *b == zero {
                    return Err(self.zero_division(op, false));
                }
                let (quotient, rest) = match (a.to_i64(), b.to_i64()) {
                    (Some(a), Some(b)) if a != i64::MIN => {
                        let (mut quotient, mut rest) = (a / b, a % b);
                        if rest != 0 && (rest < 0) != (b < 0) {
                            quotient -= 1;
                            rest += b;
                        }
                        (Int::from(quotient), Int::from(rest))
                    }
                    _ => {
                        let (a, b) = (big(a), big(b));
                        let mut quotient = &a / &b;
                        let mut rest = &a - &quotient * &b;
                        if rest.sign() != Sign::NoSign
                            && (rest.sign() == Sign::Minus) != (b.sign() == Sign::Minus)
                        {
                            quotient -= 1;
                            rest += &b;
                        }
                        (small(&quotient), small(&rest))
                    }
                };
                if op == Binary::FloorDiv {
                    quotient
                } else {
                    rest
                }
            }
            Binary::Pow => {
                if b.is_negative() {
                    if *a == zero {
                        let text = match self.version.minor() {
                            14.. => "zero to a negative power",
                            _ => "0.0 cannot be raised to a negative power",
                        };
                        return Err(self.error("ZeroDivisionError", text));
                    }
                    let result = to_f64(a).powf(to_f64(b));
                    return Ok(Some(self.float(result)));
                }
                let exponent = b.to_i64().unwrap_or(i64::MAX) as u64;
                if *a == zero || *a == Int::from(1) || *a == Int::from(-1) {
                    let odd = b.digit_count() > 0 && (&big(b) % 2u32) != BigInt::from(0);
                    let result =
                        if exponent == 0 || *a == Int::from(1) || (*a == Int::from(-1) && !odd) {
                            Int::from(1)
                        } else {
                            a.clone()
                        };
                    return Ok(Some(self.int(result)));
                }
                self.check_bits(bits(a).saturating_mul(exponent))?;
                small(&big(a).pow(exponent as u32))
            }
            Binary::LShift => {
                if b.is_negative() {
                    return Err(self.value_error("negative shift count"));
                }
                let shift = b.to_i64().unwrap_or(i64::MAX) as u64;
                if *a == zero {
                    zero
                } else {
                    self.check_bits(bits(a).saturating_add(shift))?;
                    a << shift as u32
                }
            }
            Binary::RShift => {
                if b.is_negative() {
                    return Err(self.value_error("negative shift count"));
                }
                let shift = b.to_i64().unwrap_or(i64::MAX);
                match a.to_i64() {
                    Some(a) => Int::from(a >> shift.min(63)),
                    None => small(&(big(a) >> shift.min(1 << 40) as usize)),
                }
            }
            Binary::And | Binary::Or | Binary::Xor => {
                let result = match (a.to_i64(), b.to_i64()) {
                    (Some(a), Some(b)) => Int::from(match op {
                        Binary::And => a & b,
                        Binary::Or => a | b,
                        _ => a ^ b,
                    }),
                    _ => {
                        let (a, b) = (big(a), big(b));
                        small(&match op {
                            Binary::And => a & b,
                            Binary::Or => a | b,
                            _ => a ^ b,
                        })
                    }
                };
                if both_bool {
                    return Ok(Some(self.bool(result != zero)));
                }
                result
            }
            Binary::MatMul => return Ok(None),
        };
        Ok(Some(self.int(value)))
    }

    /// Refuses numbers that would take the memory limit and longer than anybody waits.
    fn check_bits(&mut self, bits: u64) -> R<()> {
        if bits / 8 > self.limits.memory.min(1 << 24) {
            return Err(super::Exc::Stop(super::Stop::Memory(self.limits.memory)));
        }
        Ok(())
    }

    fn float_op(&mut self, op: Binary, a: f64, b: f64) -> R<Option<Ref>> {
        let value = match op {
            Binary::Add => a + b,
            Binary::Sub => a - b,
            Binary::Mul => a * b,
            Binary::Div | Binary::FloorDiv | Binary::Mod if b == 0.0 => {
                return Err(self.zero_division(op, true));
            }
            Binary::Div => a / b,
            Binary::FloorDiv => floor_mod(a, b).0,
            Binary::Mod => floor_mod(a, b).1,
            Binary::Pow => {
                if a == 0.0 && b < 0.0 {
                    let text = if self.since(14) {
                        "zero to a negative power"
                    } else {
                        "0.0 cannot be raised to a negative power"
                    };
                    return Err(self.error("ZeroDivisionError", text));
                }
                a.powf(b)
            }
            _ => return Ok(None),
        };
        Ok(Some(self.float(value)))
    }

    /// `-x`, `+x`, `~x`
    pub(super) fn unary_op(&mut self, op: Unary, value: Ref) -> R {
        let (method, symbol) = match op {
            Unary::Neg => ("__neg__", "-"),
            Unary::Pos => ("__pos__", "+"),
            Unary::Invert | Unary::Not => ("__invert__", "~"),
        };
        if let Some(method) = self.overridden(value, method) {
            return self.call_unbound(method, value, &[]);
        }
        match (op, self.number(value)) {
            (Unary::Neg, Some(Number::Int(value))) => return Ok(self.int(-value)),
            (Unary::Neg, Some(Number::Float(value))) => return Ok(self.float(-value)),
            (Unary::Pos, Some(Number::Int(value))) => return Ok(self.int(value)),
            (Unary::Pos, Some(Number::Float(value))) => return Ok(self.float(value)),
            (Unary::Invert, Some(Number::Int(value))) => {
                return Ok(self.int(-(&value + &Int::from(1))));
            }
            _ => {}
        }
        if let (Unary::Neg, Body::Complex(real, imag)) = (op, self.body(value)) {
            let (real, imag) = (*real, *imag);
            return Ok(self.alloc(Body::Complex(-real, -imag)));
        }
        let text = format!(
            "bad operand type for unary {symbol}: '{}'",
            self.tp_name(value)
        );
        Err(self.type_error(text))
    }
}

/// The nearest float to a quotient of long integers.
fn divide(a: &BigInt, b: &BigInt) -> f64 {
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let (a, b) = (a.magnitude().clone(), b.magnitude().clone());
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    let (a, b) = if shift > 0 {
        (a << shift as usize, b)
    } else {
        (a, b << (-shift) as usize)
    };
    let quotient = &a / &b;
    let sticky = if &quotient * &b == a { 0u32 } else { 1 };
    let value = (quotient | num_bigint::BigUint::from(sticky))
        .to_f64()
        .unwrap_or(f64::INFINITY);
    let value = value * 2f64.powi((-shift).clamp(-2000, 2000) as i32);
    if negative { -value } else { value }
}

/// `round(value)`: half to even.
pub(crate) fn round_half_even(value: f64) -> Int {
    from_f64(value.round_ties_even())
}

/// `int.bit_length()`
pub(crate) fn bits(value: &Int) -> i64 {
    big(value).bits() as i64
}
