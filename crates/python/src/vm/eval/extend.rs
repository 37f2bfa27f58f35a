//! Adding to a display, and taking a sequence apart.

use crate::code::Op;
use crate::objects::{Body, Val};
use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn op_list_append(&mut self, depth: u32) -> R<()> {
        let value = self.pop();
        let item = self.owned(value);
        let list = self.peek(depth as usize);
        self.list_append(list, item);
        Ok(())
    }

    pub(super) fn op_set_add(&mut self, depth: u32) -> R<()> {
        let value = self.pop();
        let set = self.peek(depth as usize);
        let result = value.get().map_or(Ok(()), |item| self.set_add(set, item));
        self.close(value);
        result?;
        Ok(())
    }

    pub(super) fn map_add(&mut self, depth: u32) -> R<()> {
        let (value, key) = (self.pop(), self.pop());
        let dict = self.peek(depth as usize);
        let result = match (key.get(), value.get()) {
            (Some(key), Some(value)) => self.dict_set(dict, key, value),
            _ => Ok(()),
        };
        self.close(key);
        self.close(value);
        result?;
        Ok(())
    }

    pub(super) fn op_list_extend(&mut self) -> R<()> {
        let value = self.pop();
        let list = self.peek(1);
        let result = value.get().map_or(Ok(()), |items| {
            if !self.is_iterable(items) {
                let text = format!(
                    "Value after * must be an iterable, not {}",
                    self.tp_name(items)
                );
                return Err(self.type_error(text));
            }
            self.list_extend(list, items)
        });
        self.close(value);
        result?;
        Ok(())
    }

    pub(super) fn op_set_update(&mut self) -> R<()> {
        let value = self.pop();
        let set = self.peek(1);
        let result = value
            .get()
            .map_or(Ok(()), |items| self.set_update(set, items));
        self.close(value);
        result?;
        Ok(())
    }

    pub(super) fn op_dict_update(&mut self, op: Op) -> R<()> {
        let value = self.pop();
        let dict = self.peek(1);
        let result = match value.get() {
            Some(other) if op == Op::DictUpdate => self.scope(|vm| {
                let is_mapping = matches!(vm.body(other), Body::Dict(_))
                    || vm
                        .getattr_opt(other, "keys")?
                        .map(|keys| vm.own(keys))
                        .is_some();
                if !is_mapping {
                    let text = format!("'{}' object is not a mapping", vm.tp_name(other));
                    return Err(vm.type_error(text));
                }
                vm.dict_update(dict, other)
            }),
            Some(other) => {
                // The callable lies below the dict, the arguments and the place of a bound object.
                let callable = self.peek(4);
                self.dict_merge(dict, other, callable)
            }
            None => Ok(()),
        };
        self.close(value);
        result?;
        Ok(())
    }

    /// Takes a sequence apart: so many items, and with `after` a list in the middle and so many items behind it.
    pub(super) fn op_unpack(&mut self, before: u32, after: Option<u32>) -> R<()> {
        let value = self.pop();
        let result = value.get().map_or(Ok(Vec::new()), |items| {
            self.unpack(items, before as usize, after.map(|count| count as usize))
        });
        self.close(value);
        let items = result?;
        self.top()
            .stack
            .extend(items.into_iter().rev().map(Val::Owned));
        Ok(())
    }
}
