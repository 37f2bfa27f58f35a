//! Operators and subscripts.

use objects::Ref;

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

    pub(super) fn binary(&mut self, run: impl FnOnce(&mut Vm, Ref, Ref) -> R) -> R<()> {
        let right = self.pop();
        let left = self.pop();
        let result = match (left.get(), right.get()) {
            (Some(left), Some(right)) => run(self, left, right),
            _ => unreachable!("an operator of nothing"),
        };
        self.close(left);
        self.close(right);
        let result = result?;
        self.push(result);
        Ok(())
    }

    pub(super) fn store_subscr(&mut self) -> R<()> {
        let (key, container, value) = (self.pop(), self.pop(), self.pop());
        let result = match (container.get(), key.get(), value.get()) {
            (Some(container), Some(key), Some(value)) => self.setitem(container, key, value),
            _ => Ok(()),
        };
        self.close(value);
        self.close(container);
        self.close(key);
        result?;
        Ok(())
    }

    pub(super) fn delete_subscr(&mut self) -> R<()> {
        let (key, container) = (self.pop(), self.pop());
        let result = match (container.get(), key.get()) {
            (Some(container), Some(key)) => self.delitem(container, key),
            _ => Ok(()),
        };
        self.close(container);
        self.close(key);
        result?;
        Ok(())
    }
}
