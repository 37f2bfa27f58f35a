//! Arithmetic of complex numbers.

use objects::Ref;

use super::Number;
use crate::code::Binary;
use crate::objects::Body;
use crate::vm::{R, Vm};

/// Real and imaginary part.
pub(crate) type Parts = (f64, f64);

pub(crate) fn product((a, b): Parts, (c, d): Parts) -> Parts {
    (a * c - b * d, a * d + b * c)
}

/// By the larger part of the divisor, so that nothing overflows on the way; `None` for zero.
pub(crate) fn quotient((a, b): Parts, (c, d): Parts) -> Option<Parts> {
    if c.abs() >= d.abs() {
        if c == 0.0 {
            return None;
        }
        let ratio = d / c;
        let size = c + d * ratio;
        Some(((a + b * ratio) / size, (b - a * ratio) / size))
    } else if d.abs() >= c.abs() {
        let ratio = c / d;
        let size = c * ratio + d;
        Some(((a * ratio + b) / size, (b * ratio - a) / size))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `_Py_c_pow`, with small whole exponents by multiplication; `None` where the result is out of range.
pub(crate) fn power(base: Parts, exponent: Parts) -> Option<Parts> {
    let result = if exponent == (0.0, 0.0) {
        (1.0, 0.0)
    } else if base == (0.0, 0.0) {
        (0.0, 0.0)
    } else {
        let size = base.0.hypot(base.1);
        let angle = base.1.atan2(base.0);
        let mut length = size.powf(exponent.0);
        let mut phase = angle * exponent.0;
        if exponent.1 != 0.0 {
            length *= (-angle * exponent.1).exp();
            phase += exponent.1 * size.ln();
        }
        (length * phase.cos(), length * phase.sin())
    };
    (result.0.is_finite() && result.1.is_finite()).then_some(result)
}

/// A whole power: `c_powi`.
fn whole_power(base: Parts, exponent: i64) -> Option<Parts> {
    let (mut result, mut square, mut left) = ((1.0, 0.0), base, exponent.unsigned_abs());
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, square);
        }
        left >>= 1;
        if left > 0 {
            square = product(square, square);
        }
    }
    if exponent < 0 {
        quotient((1.0, 0.0), result)
    } else {
        Some(result)
    }
}

impl Vm {
    /// Both parts of a number.
    pub(crate) fn complex_parts(&mut self, object: Ref) -> R<Option<Parts>> {
        if let Body::Complex(real, imag) = self.body(object) {
            return Ok(Some((*real, *imag)));
        }
        match self.number(object) {
            Some(number) => Ok(Some((self.exact_float(number)?, 0.0))),
            None => Ok(None),
        }
    }

    pub(super) fn complex_op(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        let (Some((a, b)), Some((c, d))) = (self.complex_parts(left)?, self.complex_parts(right)?)
        else {
            return Ok(None);
        };
        // From 3.14 on a real number stays one (C11 Annex G, gh-69639).
        let mixed = self.since(14);
        let left_real =
            mixed && matches!(self.number(left), Some(Number::Int(_) | Number::Float(_)));
        let right_real =
            mixed && matches!(self.number(right), Some(Number::Int(_) | Number::Float(_)));
        let parts = match op {
            Binary::Add if right_real => (a + c, b),
            Binary::Add if left_real => (a + c, d),
            Binary::Add => (a + c, b + d),
            Binary::Sub if right_real => (a - c, b),
            Binary::Sub => (a - c, b - d),
            Binary::Mul if right_real => (a * c, b * c),
            Binary::Mul if left_real => (a * c, a * d),
            Binary::Mul => product((a, b), (c, d)),
            Binary::Div if right_real && c != 0.0 => (a / c, b / c),
            Binary::Div => match quotient((a, b), (c, d)) {
                Some(parts) => parts,
                None => {
                    let text = if self.since(14) {
                        "division by zero"
                    } else {
                        "complex division by zero"
                    };
                    return Err(self.error("ZeroDivisionError", text));
                }
            },
            Binary::Pow => {
                if (a, b) == (0.0, 0.0) && (d != 0.0 || c < 0.0) {
                    let text = if self.since(14) {
                        "zero to a negative or complex power"
                    } else {
                        "0.0 to a negative or complex power"
                    };
                    return Err(self.error("ZeroDivisionError", text));
                }
                let result = if d == 0.0 && c.fract() == 0.0 && c.abs() <= 100.0 {
                    whole_power((a, b), c as i64)
                        .filter(|(real, imag)| real.is_finite() && imag.is_finite())
                } else {
                    power((a, b), (c, d))
                };
                match result {
                    Some(parts) => parts,
                    None => return Err(self.error("OverflowError", "complex exponentiation")),
                }
            }
            Binary::FloorDiv | Binary::Mod if !self.since(10) => {
                let text = if op == Binary::Mod {
                    "can't mod complex numbers."
                } else {
                    "can't take floor of complex number."
                };
                return Err(self.type_error(text));
            }
            _ => return Ok(None),
        };
        Ok(Some(self.alloc(Body::Complex(parts.0, parts.1))))
    }
}
