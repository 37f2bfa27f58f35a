//! Operators of one number, and the built-in functions that are like them.

use objects::Ref;
use objects::types::Int;

use super::Number;
use crate::code::{Binary, Unary};
use crate::objects::Body;
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// `-x`, `+x`, `~x`
    pub(crate) fn unary_op(&mut self, op: Unary, value: Ref) -> R {
        let method = match op {
            Unary::Neg => "__neg__",
            Unary::Pos => "__pos__",
            Unary::Invert | Unary::Not => "__invert__",
        };
        if let Some(method) = self.overridden(value, method) {
            return self.call_unbound(method, value, &[]);
        }
        self.native_unary(op, value)
    }

    /// What the built-in types say.
    pub(crate) fn native_unary(&mut self, op: Unary, value: Ref) -> R {
        let is_exact = !self.get(value).counts_class;
        match (op, self.number(value)) {
            (Unary::Neg, Some(Number::Int(value))) => return Ok(self.int(-value)),
            (Unary::Neg, Some(Number::Float(value))) => return Ok(self.float(-value)),
            (Unary::Pos, Some(Number::Int(_)))
                if is_exact && matches!(self.body(value), Body::Int(_)) =>
            {
                return Ok(self.incref(value));
            }
            (Unary::Pos, Some(Number::Int(value))) => return Ok(self.int(value)),
            (Unary::Pos, Some(Number::Float(_))) if is_exact => {
                return Ok(self.incref(value));
            }
            (Unary::Pos, Some(Number::Float(value))) => return Ok(self.float(value)),
            (Unary::Invert, Some(Number::Int(value))) => {
                return Ok(self.int(-(&value + &Int::from(1))));
            }
            _ => {}
        }
        if let (Unary::Neg | Unary::Pos, Body::Complex(real, imag)) = (op, self.body(value)) {
            let (real, imag) = (*real, *imag);
            let (real, imag) = if op == Unary::Neg {
                (-real, -imag)
            } else {
                (real, imag)
            };
            return Ok(self.alloc(Body::Complex(real, imag)));
        }
        let symbol = match op {
            Unary::Neg => "-",
            Unary::Pos => "+",
            Unary::Invert | Unary::Not => "~",
        };
        let text = format!(
            "bad operand type for unary {symbol}: '{}'",
            self.tp_name(value)
        );
        Err(self.type_error(text))
    }

    /// `abs(value)`
    pub(crate) fn native_abs(&mut self, value: Ref) -> R {
        if let Body::Complex(real, imag) = self.body(value) {
            let (real, imag) = (*real, *imag);
            let size = real.hypot(imag);
            if size.is_infinite() && real.is_finite() && imag.is_finite() {
                return Err(self.error("OverflowError", "absolute value too large"));
            }
            return Ok(self.float(size));
        }
        match self.number(value) {
            Some(Number::Int(number)) if number.is_negative() => Ok(self.int(-number)),
            Some(Number::Int(_)) => self.native_unary(Unary::Pos, value),
            Some(Number::Float(number)) => Ok(self.float(number.abs())),
            None => {
                let text = format!("bad operand type for abs(): '{}'", self.tp_name(value));
                Err(self.type_error(text))
            }
        }
    }

    /// `pow(base, exponent, modulus)` of numbers; `None` where they don't go together.
    pub(crate) fn native_power(
        &mut self,
        base: Ref,
        exponent: Ref,
        modulus: Ref,
    ) -> R<Option<Ref>> {
        if modulus == self.one.none {
            return self.number_op(Binary::Pow, base, exponent);
        }
        let values = (
            self.int_value(base),
            self.int_value(exponent),
            self.int_value(modulus),
        );
        if let (Some(base), Some(exponent), Some(modulus)) = values {
            return self.int_power_mod(&base, &exponent, &modulus).map(Some);
        }
        let is_number = |vm: &Vm, object: Ref| {
            vm.number(object).is_some() || matches!(vm.body(object), Body::Complex(..))
        };
        if [base, exponent, modulus]
            .iter()
            .any(|&object| matches!(self.body(object), Body::Complex(..)))
            && is_number(self, base)
            && is_number(self, exponent)
        {
            return Err(self.value_error("complex modulo"));
        }
        if is_number(self, base) && is_number(self, exponent) {
            return Err(
                self.type_error("pow() 3rd argument not allowed unless all arguments are integers")
            );
        }
        Ok(None)
    }

    /// `divmod(left, right)` of numbers; `None` where they don't go together.
    pub(crate) fn native_divmod(&mut self, left: Ref, right: Ref) -> R<Option<Ref>> {
        if !self.since(10)
            && (matches!(self.body(left), Body::Complex(..))
                || matches!(self.body(right), Body::Complex(..)))
            && self.complex_parts(left)?.is_some()
            && self.complex_parts(right)?.is_some()
        {
            return Err(self.type_error("can't take floor or mod of complex number."));
        }
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else {
            return Ok(None);
        };
        let (quotient, rest) = match (a, b) {
            (Number::Int(a), Number::Int(b)) => {
                if b == Int::from(0) {
                    return Err(self.zero_division(Binary::FloorDiv, false));
                }
                let (quotient, rest) = super::int::divide_floor(&a, &b);
                (self.int(quotient), self.int(rest))
            }
            (a, b) => {
                let (a, b) = (self.exact_float(a)?, self.exact_float(b)?);
                if b == 0.0 {
                    return Err(self.divmod_of_zero());
                }
                let (quotient, rest) = super::float::floor_mod(a, b);
                (self.float(quotient), self.float(rest))
            }
        };
        Ok(Some(self.tuple(vec![quotient, rest])))
    }

    fn divmod_of_zero(&mut self) -> Exc {
        let text = if self.since(14) {
            "division by zero"
        } else {
            "float divmod()"
        };
        self.error("ZeroDivisionError", text)
    }
}
