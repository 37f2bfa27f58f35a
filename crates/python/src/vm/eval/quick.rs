//! What programs do most, without a detour: small integers, floats, lists, tuples, dicts, jumps.
//!
//! Each of these says whether it did the instruction. If it didn't, nothing has changed, and the general way follows.
//! What is done is the same: the same objects are made and let go of, in the same order.

use objects::Ref;
use objects::types::{Dict, Int};

use crate::code::{Binary, Compare, Op};
use crate::objects::{Body, Iter, Object};
use crate::vm::Vm;

/// The result where it is a machine word as well.
#[inline]
fn word_op(op: Binary, left: i64, right: i64) -> Option<i64> {
    match op {
        // Words of two digits never overflow a sum.
        Binary::Add => Some(left + right),
        Binary::Sub => Some(left - right),
        Binary::Mul => left.checked_mul(right),
        Binary::And => Some(left & right),
        Binary::Or => Some(left | right),
        Binary::Xor => Some(left ^ right),
        Binary::RShift if (0..63).contains(&right) => Some(left >> right),
        Binary::LShift if (0..32).contains(&right) && left.unsigned_abs() < 1 << 31 => {
            Some(left << right)
        }
        Binary::FloorDiv if right > 0 => Some(left.div_euclid(right)),
        Binary::Mod if right > 0 => Some(left.rem_euclid(right)),
        _ => None,
    }
}

#[inline]
fn float_op(op: Binary, left: f64, right: f64) -> Option<f64> {
    match op {
        Binary::Add => Some(left + right),
        Binary::Sub => Some(left - right),
        Binary::Mul => Some(left * right),
        Binary::Div if right != 0.0 => Some(left / right),
        _ => None,
    }
}

#[inline]
fn word_compare(op: Compare, left: i64, right: i64) -> bool {
    op.holds(left.cmp(&right))
}

impl Vm {
    /// The two values on top, borrowed.
    #[inline]
    fn top_two(&mut self) -> Option<(Ref, Ref)> {
        match self.top().stack[..] {
            [.., left, right] => Some((left.get()?, right.get()?)),
            _ => None,
        }
    }

    /// Lets go of the two values on top, the lower one first.
    #[inline(always)]
    fn close_two(&mut self) {
        let stack = &mut self.top().stack;
        let (right, left) = (stack.pop(), stack.pop());
        if let Some(left) = left {
            self.close(left);
        }
        if let Some(right) = right {
            self.close(right);
        }
    }

    /// The value of exactly an `int`, if it has at most two digits.
    #[inline]
    pub(crate) fn word(&self, object: Ref) -> Option<i64> {
        match self.get(object) {
            Object {
                body: Body::Int(value),
                counts_class: false,
                ..
            } => value.to_word(),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn quick_binary(&mut self, op: Binary) -> bool {
        let Some((left, right)) = self.top_two() else {
            return false;
        };
        let result = match (self.get(left), self.get(right)) {
            (
                Object {
                    body: Body::Int(a),
                    counts_class: false,
                    ..
                },
                Object {
                    body: Body::Int(b),
                    counts_class: false,
                    ..
                },
            ) => {
                let (Some(a), Some(b)) = (a.to_word(), b.to_word()) else {
                    return false;
                };
                match word_op(op, a, b) {
                    Some(value) => self.int_i64(value),
                    None => return false,
                }
            }
            (
                Object {
                    body: Body::Float(a),
                    counts_class: false,
                    ..
                },
                Object {
                    body: Body::Float(b),
                    counts_class: false,
                    ..
                },
            ) => match float_op(op, *a, *b) {
                Some(value) => self.float(value),
                None => return false,
            },
            _ => return false,
        };
        self.close_two();
        self.push(result);
        true
    }

    /// A comparison, and the jump that comes after it.
    #[inline]
    pub(super) fn quick_compare_op(&mut self, op: Compare) -> bool {
        // At the limit it may be a call too many: see `Op::CompareOp`.
        if self.thread.depth >= self.recursion_limit {
            return false;
        }
        let Some((left, right)) = self.top_two() else {
            return false;
        };
        let answer = match (self.word(left), self.word(right)) {
            (Some(left), Some(right)) => word_compare(op, left, right),
            _ => match self.quick_compare(op, left, right) {
                Some(answer) => answer,
                None => return false,
            },
        };
        self.close_two();
        let is_soon = self.clock.next_step() > self.pause;
        let frame = self.top();
        let jump = match frame.body.ops.get(frame.ip) {
            Some(&Op::PopJumpIfFalse(target)) => Some((target, !answer)),
            Some(&Op::PopJumpIfTrue(target)) => Some((target, answer)),
            _ => None,
        };
        match jump {
            // The jump is an instruction, too.
            Some((target, jumps)) if !is_soon => {
                frame.ip = if jumps { target as usize } else { frame.ip + 1 };
                self.clock.step();
            }
            _ => {
                let answer = self.bool(answer);
                self.push(answer);
            }
        }
        true
    }

    /// A jump that depends on `True`, `False` or `None`.
    #[inline]
    pub(super) fn quick_jump_if(&mut self, target: u32, wanted: bool) -> bool {
        let one = self.one;
        let frame = self.top();
        let truth = match frame.stack.last().and_then(|value| value.get()) {
            Some(value) if value == one.yes => true,
            Some(value) if value == one.no || value == one.none => false,
            _ => return false,
        };
        let value = frame.stack.pop();
        if truth == wanted {
            frame.ip = target as usize;
        }
        if let Some(value) = value {
            self.close(value);
        }
        true
    }

    /// An item of a list or tuple by its place, or of a dict by its key.
    #[inline]
    pub(super) fn quick_subscr(&mut self) -> bool {
        let Some((container, key)) = self.top_two() else {
            return false;
        };
        let value = self.get(container);
        if value.counts_class {
            return false;
        }
        let found = match &value.body {
            Body::List(list) => self.item_at(list.items(), key),
            Body::Tuple(tuple) => self.item_at(tuple.items(), key),
            Body::Dict(table) => self.quick_get(table, key),
            _ => None,
        };
        let Some(found) = found else {
            return false;
        };
        self.heap.incref(found);
        self.close_two();
        self.push(found);
        true
    }

    #[inline]
    fn item_at(&self, items: &[Ref], key: Ref) -> Option<Ref> {
        let place = self.word(key)?;
        let place = if place < 0 {
            place.checked_add(items.len() as i64)?
        } else {
            place
        };
        items.get(usize::try_from(place).ok()?).copied()
    }

    /// The value of a text or a small integer, if no other code has to be asked whether keys are equal.
    #[inline]
    pub(crate) fn quick_get(&self, table: &Dict<Ref, Ref>, key: Ref) -> Option<Ref> {
        let value = self.get(key);
        if value.counts_class {
            return None;
        }
        match &value.body {
            Body::Str(text) if table.is_unicode() => table
                .get(text.hash(), |&held| {
                    held == key || self.same_text(held, text.value.as_str())
                })
                .copied(),
            Body::Int(number) => {
                let mut doubtful = false;
                let found = table.get(number.hash(), |&held| {
                    held == key || {
                        let same = self.exact_int(held).map(|held| held == number);
                        doubtful |= same.is_none();
                        same == Some(true)
                    }
                });
                found.copied().filter(|_| !doubtful)
            }
            _ => None,
        }
    }

    fn exact_int(&self, object: Ref) -> Option<&Int> {
        match self.get(object) {
            Object {
                body: Body::Int(value),
                counts_class: false,
                ..
            } => Some(value),
            _ => None,
        }
    }

    /// The next item of a range, a list or a tuple, as long as there is one.
    #[inline]
    pub(super) fn quick_for_iter(&mut self) -> bool {
        let iter = self.peek(1);
        let Body::Iter(state) = self.body_mut(iter) else {
            return false;
        };
        let value = match &mut **state {
            Iter::Range { next, by, left } if *left > 0 => {
                let value = *next;
                *next = value.wrapping_add(*by);
                *left -= 1;
                self.int_i64(value)
            }
            Iter::List {
                list: Some(sequence),
                at,
            }
            | Iter::Tuple {
                tuple: Some(sequence),
                at,
            } => {
                let (sequence, place) = (*sequence, *at);
                let Some(&item) = self.items(sequence).get(place) else {
                    return false;
                };
                if let Body::Iter(state) = self.body_mut(iter)
                    && let Iter::List { at, .. } | Iter::Tuple { at, .. } = &mut **state
                {
                    *at = place + 1;
                }
                self.incref(item)
            }
            _ => return false,
        };
        self.push(value);
        true
    }
}
