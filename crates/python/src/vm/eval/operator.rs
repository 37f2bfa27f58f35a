//! Operators and subscripts.
//!
//! When an instruction is done with its values, it lets go of them in an order that depends on the release:
//! to 3.13 as they are named, from 3.14 from the top of the stack downwards; what makes a value of two others
//! followed in 3.15.

use objects::Ref;

use crate::objects::{Body, Val};
use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn unary(&mut self, run: impl FnOnce(&mut Vm, Ref) -> R) -> R<()> {
        let value = self.pop();
        let result = match value.get() {
            Some(object) => run(self, object),
            None => unreachable!("an operator of nothing"),
        };
        self.close(value);
        let result = result?;
        self.push(result);
        Ok(())
    }

    /// An operator that calculates, or a subscript.
    pub(super) fn binary(&mut self, run: impl FnOnce(&mut Vm, Ref, Ref) -> R) -> R<()> {
        let downwards = self.since(15);
        self.of_two(downwards, run)
    }

    /// A comparison, `is` or `in`.
    pub(super) fn test(&mut self, run: impl FnOnce(&mut Vm, Ref, Ref) -> R) -> R<()> {
        let downwards = self.since(14);
        self.of_two(downwards, run)
    }

    fn of_two(&mut self, downwards: bool, run: impl FnOnce(&mut Vm, Ref, Ref) -> R) -> R<()> {
        let right = self.pop();
        let left = self.pop();
        let result = match (left.get(), right.get()) {
            (Some(left), Some(right)) => run(self, left, right),
            _ => unreachable!("an operator of nothing"),
        };
        if downwards {
            self.close(right);
            self.close(left);
        } else {
            self.close(left);
            self.close(right);
        }
        let result = result?;
        self.push(result);
        Ok(())
    }

    /// Lets go of operands, the top of the stack first; to 3.13 last.
    fn close_operands<const N: usize>(&mut self, mut operands: [Val; N]) {
        if !self.since(14) {
            operands.reverse();
        }
        for operand in operands {
            self.close(operand);
        }
    }

    pub(super) fn store_subscr(&mut self) -> R<()> {
        let (key, container, value) = (self.pop(), self.pop(), self.pop());
        let result = match (container.get(), key.get(), value.get()) {
            (Some(container), Some(key), Some(value)) => self.setitem(container, key, value),
            _ => Ok(()),
        };
        self.close_operands([key, container, value]);
        result
    }

    pub(super) fn delete_subscr(&mut self) -> R<()> {
        let (key, container) = (self.pop(), self.pop());
        let result = match (container.get(), key.get()) {
            (Some(container), Some(key)) => self.delitem(container, key),
            _ => Ok(()),
        };
        self.close_operands([key, container]);
        result
    }

    /// `container[start:stop]` (3.12): to 3.14 the slice takes the two over.
    pub(super) fn binary_slice(&mut self) -> R<()> {
        let keeps = self.since(15);
        let bounds = [self.pop(), self.pop()];
        let container = self.pop();
        let slice = self.slice_of(bounds, keeps);
        let result = match container.get() {
            Some(container) => self.getitem(container, slice),
            None => unreachable!("a slice of nothing"),
        };
        self.decref(slice);
        if keeps {
            for bound in bounds {
                self.close(bound);
            }
        }
        self.close(container);
        let result = result?;
        self.push(result);
        Ok(())
    }

    /// `container[start:stop] = value` (3.12)
    pub(super) fn store_slice(&mut self) -> R<()> {
        let bounds = [self.pop(), self.pop()];
        let (container, value) = (self.pop(), self.pop());
        let slice = self.slice_of(bounds, false);
        let result = match (container.get(), value.get()) {
            (Some(container), Some(value)) => self.setitem(container, slice, value),
            _ => Ok(()),
        };
        self.decref(slice);
        self.close_operands([container, value]);
        result
    }

    /// A slice of the bounds, stop and start, which keep their own references or give them away.
    fn slice_of(&mut self, [stop, start]: [Val; 2], keeps: bool) -> Ref {
        let mut bound = |value: Val| match (value.get(), keeps) {
            (Some(object), true) => self.incref(object),
            (Some(_), false) => self.owned(value),
            (None, _) => unreachable!("a slice has bounds"),
        };
        let (start, stop) = (bound(start), bound(stop));
        let step = self.none();
        self.alloc(Body::Slice([start, stop, step]))
    }
}
