//! Locals.

use crate::objects::Val;
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// Says whether there is a value.
    #[inline(always)]
    pub(super) fn load_fast(&mut self, place: u32) -> bool {
        let Vm { heap, thread, .. } = self;
        let frame = thread.top();
        match frame.locals[place as usize] {
            Val::Null => return false,
            Val::Owned(object) => {
                heap.incref(object);
                frame.stack.push(Val::Owned(object));
            }
            // `PyStackRef_DUP`: what is lent stays so.
            value => frame.stack.push(value),
        }
        true
    }

    /// Says whether there is a value.
    #[inline(always)]
    pub(super) fn load_fast_borrow(&mut self, place: u32) -> bool {
        let frame = self.top();
        let Some(object) = frame.locals[place as usize].get() else {
            return false;
        };
        frame.stack.push(Val::Borrowed(object));
        true
    }

    #[cold]
    #[inline(never)]
    pub(super) fn unbound(&mut self, place: u32) -> Exc {
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

    #[inline(always)]
    pub(super) fn load_const(&mut self, index: u32) {
        let Vm { heap, thread, .. } = self;
        let frame = thread.top();
        let value = frame.body.consts[index as usize];
        heap.incref(value);
        frame.stack.push(Val::Owned(value));
    }

    #[inline(always)]
    pub(super) fn load_const_borrow(&mut self, index: u32) {
        let frame = self.top();
        let value = frame.body.consts[index as usize];
        frame.stack.push(Val::Borrowed(value));
    }

    #[inline(always)]
    pub(super) fn store_fast(&mut self, place: u32) {
        let Vm {
            heap,
            thread,
            version,
            ..
        } = self;
        let frame = thread.top();
        let value = match frame.stack.pop() {
            // From 3.14 what is lent stays so as long as the frame lives: an argument, or a constant of its code.
            Some(Val::Borrowed(object)) if version.minor() < 14 => {
                heap.incref(object);
                Val::Owned(object)
            }
            Some(value) => value,
            None => unreachable!("the compiler pushes before it pops"),
        };
        let old = std::mem::replace(&mut frame.locals[place as usize], value);
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
