//! `+=` and its like, of the types that change in place.

use objects::Ref;

use crate::code::Binary;
use crate::objects::Body;
use crate::vm::{R, Vm};

impl Vm {
    /// `left OP= right`; `None` where the type has no such operator.
    pub(crate) fn native_inplace(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        let by_number = op == Binary::Mul && self.has_index(right);
        match (op, self.body(left), self.body(right)) {
            (Binary::Add, Body::List(_), _) => self.list_extend(left, right)?,
            (Binary::Mul, Body::List(_), _) if by_number => {
                self.list_repeat_in_place(left, right)?;
            }
            (Binary::Add, Body::ByteArray(_), _) => {
                let Some(more) = self.buffer(right) else {
                    let text = format!(
                        "can't concat {} to {}",
                        self.tp_name(right),
                        self.tp_name(left)
                    );
                    return Err(self.type_error(text));
                };
                self.bytearray_extend(left, &more)?;
            }
            (Binary::Mul, Body::ByteArray(bytes), _) if by_number => {
                let bytes = bytes.bytes().to_vec();
                let times = self.times(right)?;
                self.check_items(bytes.len().div_ceil(8), times)?;
                if times == 0 {
                    self.bytearray_replace(left, 0..bytes.len(), &[])?;
                } else {
                    self.bytearray_extend(left, &bytes.repeat(times - 1))?;
                }
            }
            (Binary::Or, Body::Set(_), Body::Set(_) | Body::FrozenSet(_)) => {
                self.set_update(left, right)?;
            }
            (Binary::And, Body::Set(_), Body::Set(_) | Body::FrozenSet(_)) => {
                self.set_intersection_update(left, right)?;
            }
            (Binary::Sub, Body::Set(_), Body::Set(_) | Body::FrozenSet(_)) => {
                self.set_difference_update(left, right)?;
            }
            (Binary::Xor, Body::Set(_), Body::Set(_) | Body::FrozenSet(_)) => {
                self.set_symmetric_update(left, right)?;
            }
            (Binary::Or, Body::Dict(_), _) if self.since(9) => self.dict_update_arg(left, right)?,
            _ => return Ok(None),
        }
        Ok(Some(self.incref(left)))
    }

    fn list_repeat_in_place(&mut self, list: Ref, times: Ref) -> R<()> {
        let times = self.times(times)?;
        let items = self.items(list).to_vec();
        self.check_items(items.len(), times)?;
        for _ in 1..times {
            self.increfs(&items);
        }
        let version = self.version;
        let gone = match self.body_mut(list) {
            Body::List(list) => list.repeat_in_place(version, times),
            _ => Vec::new(),
        };
        self.resized(list);
        for item in gone.into_iter().rev() {
            self.decref(item);
        }
        Ok(())
    }
}
