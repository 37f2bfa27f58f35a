//! What is said where an operator has no answer.

use objects::Ref;

use crate::code::Binary;
use crate::objects::Body;
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// Whether `+` and `*` of sequences are for it.
    pub(super) fn is_sequence(&self, object: Ref) -> bool {
        matches!(
            self.body(object),
            Body::Str(_) | Body::Bytes(_) | Body::ByteArray(_) | Body::Tuple(_) | Body::List(_)
        )
    }

    pub(super) fn no_operator(&mut self, symbol: &str, left: Ref, right: Ref, op: Binary) -> Exc {
        let sequence = match op {
            Binary::Add if self.is_sequence(left) => {
                return match self.concatenate(left, right) {
                    Ok(_) => self.unsupported("a sum of these sequences"),
                    Err(exc) => exc,
                };
            }
            Binary::Mul if self.is_sequence(left) => Some(right),
            Binary::Mul if self.is_sequence(right) => Some(left),
            _ => None,
        };
        let text = match sequence {
            Some(other) => format!(
                "can't multiply sequence by non-int of type '{}'",
                self.tp_name(other)
            ),
            None => {
                let symbol = if op == Binary::Pow && symbol == "**" {
                    "** or pow()"
                } else {
                    symbol
                };
                format!(
                    "unsupported operand type(s) for {symbol}: '{}' and '{}'",
                    self.tp_name(left),
                    self.tp_name(right)
                )
            }
        };
        self.type_error(text)
    }

    /// The sum of two sequences of one type: `sq_concat`.
    pub(crate) fn concatenate(&mut self, left: Ref, right: Ref) -> R {
        if let Some(sum) = self.sequence_sum(left, right)? {
            return Ok(sum);
        }
        let (name, other) = (self.get(left).kind().name(), self.tp_name(right));
        let text = match self.body(left) {
            Body::Bytes(_) | Body::ByteArray(_) => {
                format!("can't concat {other} to {}", self.tp_name(left))
            }
            _ => format!("can only concatenate {name} (not \"{other}\") to {name}"),
        };
        Err(self.type_error(text))
    }
}
