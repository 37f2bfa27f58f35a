//! Arithmetic of floats.

use objects::Ref;
use objects::types::Int;

use crate::code::Binary;
use crate::objects::Body;
use crate::vm::{Exc, R, Vm};

/// `float_divmod`
pub(super) fn floor_mod(left: f64, right: f64) -> (f64, f64) {
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

/// `float.as_integer_ratio()` of a finite number.
pub(crate) fn ratio(value: f64) -> (Int, Int) {
    if value == 0.0 {
        return (Int::from(0), Int::from(1));
    }
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mut mantissa, mut exponent) = if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    };
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += i64::from(zeros);
    let mantissa = Int::from(mantissa as i64);
    let mantissa = if value < 0.0 { -mantissa } else { mantissa };
    if exponent >= 0 {
        (&mantissa << exponent as u32, Int::from(1))
    } else {
        (mantissa, &Int::from(1) << (-exponent) as u32)
    }
}

impl Vm {
    pub(super) fn out_of_range(&mut self) -> Exc {
        let (code, text) = (self.int_i64(34), self.str("Numerical result out of range"));
        let args = self.tuple(vec![code, text]);
        self.error_args("OverflowError", args)
    }

    pub(super) fn float_op(&mut self, op: Binary, a: f64, b: f64) -> R<Option<Ref>> {
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
                if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
                    let power = super::complex::power((a, 0.0), (b, 0.0));
                    return match power {
                        Some((real, imag)) => Ok(Some(self.alloc(Body::Complex(real, imag)))),
                        None => Err(self.out_of_range()),
                    };
                }
                let power = a.powf(b);
                if power.is_infinite() && a.is_finite() && b.is_finite() {
                    return Err(self.out_of_range());
                }
                power
            }
            _ => return Ok(None),
        };
        Ok(Some(self.float(value)))
    }
}
