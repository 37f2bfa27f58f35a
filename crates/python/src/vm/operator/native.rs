//! What the built-in types say about operators of two operands.

use objects::Ref;

use crate::code::Binary;
use crate::objects::{Body, View};
use crate::vm::{R, Vm};

impl Vm {
    /// `None` for `NotImplemented`.
    pub(crate) fn native_binary(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        if let Some(result) = self.number_op(op, left, right)? {
            return Ok(Some(result));
        }
        let by_right = op == Binary::Mul && self.is_sequence(left) && self.has_index(right);
        let by_left = op == Binary::Mul && self.is_sequence(right) && self.has_index(left);
        match (op, self.body(left), self.body(right)) {
            (Binary::Add, ..) => self.sequence_sum(left, right),
            (Binary::Mul, ..) if by_right => self.repeat(left, right).map(Some),
            (Binary::Mul, ..) if by_left => self.repeat(right, left).map(Some),
            (Binary::Mod, Body::Str(_), _) => self.percent(left, right).map(Some),
            (Binary::Mod, Body::Bytes(_) | Body::ByteArray(_), _) => {
                self.percent_bytes(left, right).map(Some)
            }
            (Binary::Or, Body::Dict(_), Body::Dict(_)) if self.since(9) => {
                let made = self.dict_copy(left);
                let made = self.own(made);
                self.dict_update(made, right)?;
                Ok(Some(self.incref(made)))
            }
            (Binary::Or, Body::MappingProxy(inner), _) if self.since(9) => {
                let inner = *inner;
                self.native_binary(op, inner, right)
            }
            (Binary::Or, _, Body::MappingProxy(inner)) if self.since(9) => {
                let inner = *inner;
                self.native_binary(op, left, inner)
            }
            (
                Binary::Or | Binary::And | Binary::Sub | Binary::Xor,
                Body::Set(_) | Body::FrozenSet(_),
                Body::Set(_) | Body::FrozenSet(_),
            ) => self.set_op(op, left, right).map(Some),
            (
                Binary::Or | Binary::And | Binary::Sub | Binary::Xor,
                Body::DictView {
                    view: View::Keys | View::Items,
                    ..
                },
                _,
            )
            | (
                Binary::Or | Binary::And | Binary::Sub | Binary::Xor,
                _,
                Body::DictView {
                    view: View::Keys | View::Items,
                    ..
                },
            ) => self.view_op(op, left, right),
            (Binary::Or, ..) if self.since(10) => {
                crate::modules::generic::union_or(self, left, right)
            }
            _ => Ok(None),
        }
    }

    /// `dictviews_sub` and its like: a set of the left side, changed by any iterable.
    fn view_op(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        if !self.is_iterable(left) || !self.is_iterable(right) {
            let side = if self.is_iterable(left) { right } else { left };
            return Err(self.not_iterable(side));
        }
        if op == Binary::And {
            return self.view_intersection(left, right).map(Some);
        }
        let set = self.set_from(left)?;
        let set = self.own(set);
        match op {
            Binary::Or => self.set_update(set, right)?,
            Binary::Sub => self.set_difference_update(set, right)?,
            _ => self.set_symmetric_update(set, right)?,
        }
        Ok(Some(self.incref(set)))
    }

    /// `_PyDictView_Intersect`: the shorter of two views is walked, or whatever isn't the view.
    fn view_intersection(&mut self, left: Ref, right: Ref) -> R {
        let is_view = |vm: &Vm, side: Ref| matches!(vm.body(side), Body::DictView { .. });
        let swap =
            !is_view(self, left) || (is_view(self, right) && self.len(right)? > self.len(left)?);
        let (asked, walked) = if swap { (right, left) } else { (left, right) };
        let set = self.set();
        let set = self.own(set);
        let items = self.collect(walked)?;
        for &item in &items {
            self.own(item);
        }
        for item in items {
            if self.native_contains(asked, item)? {
                self.set_add(set, item)?;
            }
        }
        Ok(self.incref(set))
    }
}
