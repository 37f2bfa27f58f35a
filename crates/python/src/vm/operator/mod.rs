//! Operators of two operands.

use objects::Ref;

mod error;
mod inplace;
mod native;
mod sequence;
mod set;

use super::{R, Vm};
use crate::code::Binary;
use crate::objects::Body;

impl Vm {
    /// `left OP right`
    pub(crate) fn binary_op(&mut self, op: Binary, left: Ref, right: Ref) -> R {
        if let Some(result) = self.try_binary(op, left, right)? {
            return Ok(result);
        }
        Err(self.no_operator(op.symbol(), left, right, op))
    }

    fn try_binary(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        let either = self.has_methods(left) || self.has_methods(right);
        let proxies = [left, right].iter().any(
            |&side| matches!(self.body(side), Body::Weak(reference) if reference.kind().is_proxy()),
        );
        if proxies {
            return self.scope(|vm| {
                let left = weakref::proxy::unwrap(vm, left)?;
                let left = vm.own(left);
                let right = weakref::proxy::unwrap(vm, right)?;
                let right = vm.own(right);
                vm.try_binary(op, left, right)
            });
        }
        if !either {
            return self.native_binary(op, left, right);
        }
        let method = format!("__{}__", op.stem());
        let reflected = format!("__r{}__", op.stem());
        let (class_left, class_right) = (self.type_of(left), self.type_of(right));
        let mut right_done = class_left == class_right;
        if !right_done
            && self.is_subclass(class_right, class_left)
            && let Some(func) = self.overridden(right, &reflected)
        {
            right_done = true;
            if let Some(result) = self.try_method(func, right, left)? {
                return Ok(Some(result));
            }
        }
        if let Some(func) = self.overridden(left, &method)
            && let Some(result) = self.try_method(func, left, right)?
        {
            return Ok(Some(result));
        }
        if let Some(result) = self.native_binary(op, left, right)? {
            return Ok(Some(result));
        }
        if !right_done && let Some(func) = self.overridden(right, &reflected) {
            return self.try_method(func, right, left);
        }
        Ok(None)
    }

    fn try_method(&mut self, func: Ref, this: Ref, other: Ref) -> R<Option<Ref>> {
        let result = self.call_unbound(func, this, &[other])?;
        if result == self.one.not_implemented {
            self.decref(result);
            return Ok(None);
        }
        Ok(Some(result))
    }

    /// `left OP= right`
    pub(crate) fn inplace_op(&mut self, op: Binary, left: Ref, right: Ref) -> R {
        if self.has_methods(left) {
            let method = format!("__i{}__", op.stem());
            if let Some(func) = self.overridden(left, &method)
                && let Some(result) = self.try_method(func, left, right)?
            {
                return Ok(result);
            }
        }
        if let Some(result) = self.native_inplace(op, left, right)? {
            return Ok(result);
        }
        if let Some(result) = self.try_binary(op, left, right)? {
            return Ok(result);
        }
        let symbol = format!("{}=", op.symbol());
        Err(self.no_operator(&symbol, left, right, op))
    }
}
