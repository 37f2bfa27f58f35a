//! Arithmetic of integers.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;
use objects::Ref;
use objects::types::Int;

use super::{Number, big, small};
use crate::code::Binary;
use crate::vm::{Exc, R, Vm};

/// Quotient and remainder, towards minus infinity.
pub(super) fn divide_floor(a: &Int, b: &Int) -> (Int, Int) {
    if let (Some(a), Some(b)) = (a.to_i64(), b.to_i64())
        && a != i64::MIN
    {
        let (mut quotient, mut rest) = (a / b, a % b);
        if rest != 0 && (rest < 0) != (b < 0) {
            quotient -= 1;
            rest += b;
        }
        return (Int::from(quotient), Int::from(rest));
    }
    let (a, b) = (big(a), big(b));
    let mut quotient = &a / &b;
    let mut rest = &a - &quotient * &b;
    if rest.sign() != Sign::NoSign && (rest.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
        quotient -= 1;
        rest += &b;
    }
    (small(&quotient), small(&rest))
}

/// The inverse of a number under a modulus, if it has one.
fn invert(value: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let (mut r, mut next_r) = (modulus.clone(), value % modulus);
    if next_r.sign() == Sign::Minus {
        next_r += modulus;
    }
    let (mut t, mut next_t) = (BigInt::from(0), BigInt::from(1));
    while next_r.sign() != Sign::NoSign {
        let quotient = &r / &next_r;
        (r, next_r) = (next_r.clone(), r - &quotient * &next_r);
        (t, next_t) = (next_t.clone(), t - &quotient * &next_t);
    }
    (r == BigInt::from(1)).then(|| {
        if t.sign() == Sign::Minus {
            t + modulus
        } else {
            t
        }
    })
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
    let value = (quotient | BigUint::from(sticky))
        .to_f64()
        .unwrap_or(f64::INFINITY);
    // In two steps, so that a small quotient isn't lost before its time.
    let half = (-shift / 2).clamp(-2000, 2000) as i32;
    let other = (-shift).clamp(-4000, 4000) as i32 - half;
    let value = value * 2f64.powi(half) * 2f64.powi(other);
    if negative { -value } else { value }
}

impl Vm {
    /// What is said of a division by zero.
    pub(super) fn zero_division(&mut self, op: Binary, float: bool) -> Exc {
        // 3.14 has one text for all (gh-125420).
        let text = match (op, float, self.version.minor()) {
            (_, _, 14..) | (Binary::Div, false, _) => "division by zero",
            (Binary::Div, true, _) => "float division by zero",
            (Binary::FloorDiv, true, 9..) => "float floor division by zero",
            (Binary::FloorDiv, true, _) => "float divmod()",
            (Binary::Mod, true, 13..) => "float modulo by zero",
            (Binary::Mod, true, _) => "float modulo",
            (Binary::Mod, false, 11..) => "integer modulo by zero",
            _ => "integer division or modulo by zero",
        };
        self.error("ZeroDivisionError", text)
    }

    /// `pow(base, exponent, modulus)` of integers: `long_pow`.
    pub(super) fn int_power_mod(&mut self, base: &Int, exponent: &Int, modulus: &Int) -> R {
        let (mut base, mut exponent, modulus) = (big(base), big(exponent), big(modulus));
        if modulus.sign() == Sign::NoSign {
            return Err(self.value_error("pow() 3rd argument cannot be 0"));
        }
        let size = BigInt::from(modulus.magnitude().clone());
        if exponent.sign() == Sign::Minus {
            let Some(inverse) = invert(&base, &size) else {
                return Err(self.value_error("base is not invertible for the given modulus"));
            };
            (base, exponent) = (inverse, -exponent);
        }
        let mut result = base.modpow(&exponent, &size);
        if modulus.sign() == Sign::Minus && result.sign() != Sign::NoSign {
            result += &modulus;
        }
        Ok(self.int(small(&result)))
    }

    pub(super) fn int_op(
        &mut self,
        op: Binary,
        a: &Int,
        b: &Int,
        both_bool: bool,
    ) -> R<Option<Ref>> {
        let zero = Int::from(0);
        let bits = |value: &Int| value.digit_count() as u64 * 30;
        let value = match op {
            Binary::Add => a + b,
            Binary::Sub => a - b,
            Binary::Mul => {
                self.check_bits(bits(a) + bits(b))?;
                // A nanosecond for each pair of digits; it is noticed when numbers are very large.
                let digits = |value: &Int| bits(value) / 30;
                self.clock.advance(digits(a).saturating_mul(digits(b)));
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
                let (quotient, rest) = divide_floor(a, b);
                if op == Binary::FloorDiv {
                    quotient
                } else {
                    rest
                }
            }
            Binary::Pow => {
                if b.is_negative() {
                    let base = self.exact_float(Number::Int(a.clone()))?;
                    let power = self.exact_float(Number::Int(b.clone()))?;
                    return self.float_op(op, base, power);
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
                if *a == zero {
                    zero
                } else {
                    let Some(shift) = b.to_i64() else {
                        let text = "too many digits in integer";
                        return Err(self.error("OverflowError", text));
                    };
                    let shift = shift as u64;
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
}
