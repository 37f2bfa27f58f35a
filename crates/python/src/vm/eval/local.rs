//! Locals.

use crate::objects::Val;
use crate::vm::{Exc, R, Vm};

impl Vm {
    #[inline]
    pub(super) fn load_fast(&mut self, place: u32) -> R<()> {
        let value = self.top().locals[place as usize];
        match value {
            Val::Null => return Err(self.unbound(place)),
            Val::Owned(object) => {
                self.heap.incref(object);
                self.push(object);
            }
            // `PyStackRef_DUP`: what is lent stays so.
            Val::Borrowed(_) => self.top().stack.push(value),
        }
        Ok(())
    }

    #[inline]
    pub(super) fn load_fast_borrow(&mut self, place: u32) -> R<()> {
        let frame = self.top();
        let Some(object) = frame.locals[place as usize].get() else {
            return Err(self.unbound(place));
        };
        frame.stack.push(Val::Borrowed(object));
        Ok(())
    }

    #[cold]
    fn unbound(&mut self, place: u32) -> Exc {
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
        // Unlike other errors of names it doesn't tell the name (`_PyEval_FormatExcCheckArg`).
        self.error("UnboundLocalError", text)
    }

    #[inline]
    pub(super) fn load_const(&mut self, index: u32) {
        let value = self.top().body.consts[index as usize];
        self.heap.incref(value);
        self.push(value);
    }

    #[inline]
    pub(super) fn load_const_borrow(&mut self, index: u32) {
        let frame = self.top();
        let value = frame.body.consts[index as usize];
        frame.stack.push(Val::Borrowed(value));
    }

    #[inline]
    pub(super) fn store_fast(&mut self, place: u32) {
        let value = match self.pop() {
            // What is lent for as long as the frame lives: an argument, or a constant of its code.
            Val::Borrowed(object) if self.since(14) => Val::Borrowed(object),
            Val::Borrowed(object) => Val::Owned(self.incref(object)),
            value => value,
        };
        let old = std::mem::replace(&mut self.top().locals[place as usize], value);
        self.close(old);
    }

    pub(super) fn delete_fast(&mut self, place: u32) -> R<()> {
        let old = std::mem::replace(&mut self.top().locals[place as usize], Val::Null);
        if old == Val::Null {
            return Err(self.unbound(place));
        }
        self.close(old);
        Ok(())
    }
}
