//! `+` and `+=`: where a new object is made, and where an old one changes.

use super::{Exception, Memory};
use crate::event::Observer;
use crate::object::Object;
use crate::reference::Ref;
use crate::types::Int;

/// The result of an addition before it is an object.
enum Sum {
    Int(Int),
    Float(f64),
    Str(String),
    Tuple(Vec<Ref>),
    List(Vec<Ref>),
}

impl<O: Observer> Memory<O> {
    /// `left + right`: always another object, save where the sum is one that there is only one of.
    ///
    /// The reference is new.
    ///
    /// # Errors
    ///
    /// A `TypeError` for types that can't be added.
    pub fn add(&mut self, left: Ref, right: Ref) -> Result<Ref, Exception> {
        let sum = self.sum(left, right, "+")?;
        Ok(match sum {
            Sum::Int(int) => self.int(int),
            Sum::Float(float) => self.float(float),
            Sum::Str(text) => self.str(&text),
            Sum::Tuple(items) => {
                items.iter().for_each(|&item| self.heap.incref(item));
                self.tuple(items)
            }
            Sum::List(items) => {
                items.iter().for_each(|&item| self.heap.incref(item));
                self.list(items)
            }
        })
    }

    /// `left += right` as far as the object goes: the same list, grown, or another object.
    ///
    /// The reference is new in both cases; a program binds it to the name on the left.
    ///
    /// # Errors
    ///
    /// A `TypeError` for types that can't be added.
    // ANCHOR: inplace_add
    pub fn inplace_add(&mut self, left: Ref, right: Ref) -> Result<Ref, Exception> {
        if let Object::List(_) = self.get(left) {
            self.extend(left, right)?;
            return Ok(self.new_ref(left));
        }
        self.sum(left, right, "+=")?;
        self.add(left, right)
    }

    /// `name += right` in the module: what comes out is bound to the name.
    ///
    /// # Errors
    ///
    /// A `NameError` when the name isn't bound, a `TypeError` for types that can't be added.
    pub fn augment(&mut self, name: &str, right: Ref) -> Result<(), Exception> {
        let left = self.lookup(name)?;
        let result = self.inplace_add(left, right)?;
        self.bind_new(name, result);
        Ok(())
    }
    // ANCHOR_END: inplace_add

    /// The sum, not yet an object.
    fn sum(&self, left: Ref, right: Ref, operator: &str) -> Result<Sum, Exception> {
        let (left, right) = (self.get(left), self.get(right));
        if let (Some(left), Some(right)) = (integer(left), integer(right)) {
            return Ok(Sum::Int(&left + &right));
        }
        if let (Some(left), Some(right)) = (real(left), real(right)) {
            return Ok(Sum::Float(left + right));
        }
        let text = match (left, right) {
            (Object::Str(left), Object::Str(right)) => {
                return Ok(Sum::Str([left.as_str(), right.as_str()].concat()));
            }
            (Object::Tuple(left), Object::Tuple(right)) => {
                return Ok(Sum::Tuple([left.items(), right.items()].concat()));
            }
            (Object::List(left), Object::List(right)) => {
                return Ok(Sum::List([left.items(), right.items()].concat()));
            }
            (Object::Str(_) | Object::Tuple(_) | Object::List(_), other) => {
                let name = left.type_name();
                format!(
                    "can only concatenate {name} (not \"{}\") to {name}",
                    other.type_name()
                )
            }
            _ => format!(
                "unsupported operand type(s) for {operator}: '{}' and '{}'",
                left.type_name(),
                right.type_name()
            ),
        };
        Err(Exception::type_error(text))
    }
}

/// The value of an `int` or a `bool`.
fn integer(object: &Object) -> Option<Int> {
    match object {
        Object::Bool(value) => Some(Int::from(*value)),
        Object::Int(int) => Some(int.clone()),
        _ => None,
    }
}

/// The value of a number, as a float.
fn real(object: &Object) -> Option<f64> {
    match object {
        Object::Float(float) => Some(float.0),
        _ => integer(object)?.to_i64().map(|value| value as f64),
    }
}
