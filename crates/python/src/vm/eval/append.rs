//! `text += more` without a copy, where nobody else has the text.
//!
//! The variable that gets the result gives up the text first, so that the instruction alone holds it:
//! `unicode_concatenate` in `Python/ceval.c` to 3.10, `BINARY_OP_INPLACE_ADD_UNICODE` from 3.11.

use objects::types::Str;
use objects::{Ref, Size};

use crate::code::Op;
use crate::objects::{Body, Text, Val};
use crate::vm::Vm;

/// So many calls and turns of loops make a function of 3.11 warm: `QUICKENING_WARMUP_DELAY`.
pub(super) const WARMUP: u8 = 8;

impl Vm {
    /// `left + right` or `left += right` of two texts on top. Says whether it was done in place.
    #[inline]
    pub(super) fn quick_append(&mut self) -> bool {
        let [.., left, right] = self.top().stack[..] else {
            return false;
        };
        let (Some(object), Some(more)) = (left.get(), right.get()) else {
            return false;
        };
        let (Body::Str(a), Body::Str(b)) = (self.body(object), self.body(more)) else {
            return false;
        };
        // Characters that need more room need another text.
        let fits = b.value.kind() <= a.value.kind()
            && !a.interned
            && !a.is_hashed()
            && !a.value.is_empty()
            && !b.value.is_empty();
        if !fits
            || object == more
            || self.get(object).counts_class
            || self.get(more).counts_class
            || self.heap.is_immortal(object)
            || !self.is_quickened()
        {
            return false;
        }
        let on_stack = u32::from(left == Val::Owned(object));
        if self.heap.refcnt(object) != on_stack + 1 || !self.variable_gives_up(object) {
            return false;
        }
        // What the variable held is the instruction's now.
        if on_stack == 1 {
            self.heap.decref(object);
        }
        let right = self.pop();
        self.pop();
        self.append(object, more);
        self.push(object);
        self.close(right);
        true
    }

    /// Whether the instruction knows by now what it adds: to 3.10 it looks each time.
    fn is_quickened(&mut self) -> bool {
        if !self.since(11) {
            return true;
        }
        let cold = !self.since(12);
        let frame = self.top();
        let at = frame.ip.wrapping_sub(1);
        let hints = &frame.body.hints;
        if cold {
            return hints.warmth() >= WARMUP;
        }
        // The first time it only looks.
        let seen = hints.get(at).at == 0;
        hints.set_position(at, 0);
        seen
    }

    /// Takes the text out of the variable that the next instruction stores to, if it is there. The reference is kept.
    fn variable_gives_up(&mut self, object: Ref) -> bool {
        let old = !self.since(11);
        let frame = self.top();
        match frame.body.ops.get(frame.ip) {
            Some(&Op::StoreFast(place)) => match frame.locals.get_mut(place as usize) {
                Some(local) if *local == Val::Owned(object) => {
                    *local = Val::Null;
                    true
                }
                _ => false,
            },
            Some(&Op::StoreDeref(place)) if old => {
                let cell = frame.locals.get(place as usize).and_then(|cell| cell.get());
                match cell.map(|cell| self.body_mut(cell)) {
                    Some(Body::Cell(held)) if *held == Some(object) => {
                        *held = None;
                        true
                    }
                    _ => false,
                }
            }
            Some(&Op::StoreName(index)) if old => {
                let name = frame.body.names[index as usize];
                let names = frame.names.unwrap_or(frame.globals);
                if self.get(names).counts_class || self.dict_get_name(names, name) != Some(object) {
                    return false;
                }
                self.heap.incref(object);
                self.dict_delete_name(names, name)
            }
            _ => false,
        }
    }

    /// `PyUnicode_Append` to a text that nobody else has.
    fn append(&mut self, object: Ref, more: Ref) {
        let joined = [self.text(object), self.text(more)].concat();
        let value = Str::new(joined);
        let size = Size {
            preheader: 0,
            object: value.sizeof(self.version),
        };
        if let Body::Str(text) = self.body_mut(object) {
            **text = Text::new(value);
        }
        self.moved(object, size);
    }
}
