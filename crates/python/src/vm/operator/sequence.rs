//! `+` and `*` of sequences.

use objects::Ref;
use objects::types::{ByteArray, List};

use crate::objects::Body;
use crate::vm::{Exc, R, Stop, Vm};

impl Vm {
    /// Refuses a sequence that would take more than the memory limit.
    pub(crate) fn check_items(&mut self, len: usize, times: usize) -> R<()> {
        if (len as u64).saturating_mul(times as u64).saturating_mul(8) > self.limits.memory {
            return Err(Exc::Stop(Stop::Memory(self.limits.memory)));
        }
        Ok(())
    }

    /// `left + right`; `None` where they aren't of one type.
    pub(super) fn sequence_sum(&mut self, left: Ref, right: Ref) -> R<Option<Ref>> {
        let exact = |vm: &Vm, side: Ref| !vm.get(side).counts_class;
        let made = match (self.body(left), self.body(right)) {
            (Body::Str(a), Body::Str(b)) => {
                // A sum with nothing is the other side itself.
                let (left_empty, right_empty) = (a.value.is_empty(), b.value.is_empty());
                if left_empty && exact(self, right) {
                    self.incref(right)
                } else if right_empty && exact(self, left) {
                    self.incref(left)
                } else {
                    let text = format!("{}{}", self.text(left), self.text(right));
                    self.check_items(text.len() / 8, 1)?;
                    self.str(text)
                }
            }
            (Body::Bytes(a), Body::Bytes(_)) if a.is_empty() && exact(self, right) => {
                self.incref(right)
            }
            (Body::Bytes(_), Body::Bytes(b)) if b.is_empty() && exact(self, left) => {
                self.incref(left)
            }
            (Body::Bytes(_) | Body::ByteArray(_), Body::Bytes(_) | Body::ByteArray(_)) => {
                let is_array = matches!(self.body(left), Body::ByteArray(_));
                let (Some(mut bytes), Some(more)) = (self.buffer(left), self.buffer(right)) else {
                    return Ok(None);
                };
                self.check_items((bytes.len() + more.len()) / 8, 1)?;
                bytes.extend(more);
                if is_array {
                    let array = ByteArray::new(self.version, bytes);
                    self.alloc(Body::ByteArray(Box::new(array)))
                } else {
                    self.bytes(bytes)
                }
            }
            (Body::Tuple(a), Body::Tuple(_)) if a.is_empty() && exact(self, right) => {
                self.incref(right)
            }
            (Body::Tuple(_), Body::Tuple(b)) if b.is_empty() && exact(self, left) => {
                self.incref(left)
            }
            (Body::Tuple(a), Body::Tuple(b)) => {
                let items = [a.items(), b.items()].concat();
                self.check_items(items.len(), 1)?;
                let items = self.increfs(&items);
                self.tuple(items)
            }
            (Body::List(a), Body::List(b)) => {
                let items = [a.items(), b.items()].concat();
                self.check_items(items.len(), 1)?;
                let items = self.increfs(&items);
                self.list(items)
            }
            _ => return Ok(None),
        };
        Ok(Some(made))
    }

    /// How often; an index that is too large is an error.
    pub(super) fn times(&mut self, times: Ref) -> R<usize> {
        if !self.has_index(times) {
            let text = format!(
                "'{}' object cannot be interpreted as an integer",
                self.tp_name(times)
            );
            return Err(self.type_error(text));
        }
        let value = self.index_value(times)?;
        match value.to_i64() {
            Some(value) => Ok(value.max(0) as usize),
            None if value.is_negative() => Err(self.cannot_fit(times)),
            None => Err(self.cannot_fit(times)),
        }
    }

    /// An index that no sequence can have.
    pub(crate) fn cannot_fit(&mut self, value: Ref) -> Exc {
        let text = format!(
            "cannot fit '{}' into an index-sized integer",
            self.tp_name(value)
        );
        self.error("OverflowError", text)
    }

    /// `sequence * times`: `sq_repeat`.
    pub(crate) fn repeat(&mut self, sequence: Ref, times: Ref) -> R {
        let times = self.times(times)?;
        let exact = !self.get(sequence).counts_class;
        match self.body(sequence) {
            Body::Str(_) | Body::Bytes(_) | Body::Tuple(_) if times == 1 && exact => {
                Ok(self.incref(sequence))
            }
            Body::Str(text) => {
                let text = text.value.clone();
                self.check_items(text.as_str().len().div_ceil(8), times)?;
                Ok(self.str(text.as_str().repeat(times)))
            }
            Body::Bytes(bytes) => {
                let bytes = bytes.as_slice().to_vec();
                self.check_items(bytes.len().div_ceil(8), times)?;
                if bytes.is_empty() && exact {
                    return Ok(self.incref(sequence));
                }
                // `bytes_repeat` makes an object of its own even where nothing is left.
                let repeated = objects::types::Bytes::new(bytes.repeat(times));
                Ok(self.alloc(Body::Bytes(repeated)))
            }
            Body::ByteArray(bytes) => {
                let bytes = bytes.bytes().to_vec();
                self.check_items(bytes.len().div_ceil(8), times)?;
                let array = ByteArray::new(self.version, bytes.repeat(times));
                Ok(self.alloc(Body::ByteArray(Box::new(array))))
            }
            _ => {
                let items = self.items(sequence).to_vec();
                self.check_items(items.len(), times)?;
                if items.is_empty() && exact && matches!(self.body(sequence), Body::Tuple(_)) {
                    return Ok(self.incref(sequence));
                }
                let is_list = matches!(self.body(sequence), Body::List(_));
                let mut all = Vec::with_capacity(items.len() * times);
                for _ in 0..times {
                    all.extend(self.increfs(&items));
                }
                Ok(if is_list {
                    self.alloc(Body::List(Box::new(List::exact(all))))
                } else {
                    self.tuple(all)
                })
            }
        }
    }
}
