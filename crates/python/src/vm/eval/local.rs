//! Locals.

use super::Flow;
use crate::objects::Val;
use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn load_fast(&mut self, place: u32, borrow: bool) -> R<Flow> {
        let value = self.top().locals[place as usize];
        let Some(object) = value.get() else {
            let name = self.top().body.variables[place as usize];
            let text = if self.since(11) {
                format!(
                    "cannot access local variable '{}' where it is not associated with a value",
                    self.text(name)
                )
            } else {
                format!(
                    "local variable '{}' referenced before assignment",
                    self.text(name)
                )
            };
            return Err(self.name_error("UnboundLocalError", text, name));
        };
        if borrow {
            self.top().stack.push(Val::Borrowed(object));
        } else {
            self.heap.incref(object);
            self.push(object);
        }
        Ok(Flow::Next)
    }

    pub(super) fn store_fast(&mut self, place: u32) -> R<()> {
        let value = self.pop();
        let value = match value {
            Val::Borrowed(object) => Val::Owned(self.incref(object)),
            value => value,
        };
        let old = std::mem::replace(&mut self.top().locals[place as usize], value);
        self.close(old);
        Ok(())
    }

    pub(super) fn delete_fast(&mut self, place: u32) -> R<Flow> {
        let old = std::mem::replace(&mut self.top().locals[place as usize], Val::Null);
        if old == Val::Null {
            return self.load_fast(place, false);
        }
        self.close(old);
        Ok(Flow::Next)
    }
}
