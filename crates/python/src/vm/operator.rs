//! Operators of two operands.

use objects::Ref;
use objects::types::List;

use super::{Exc, R, Stop, Vm};
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

    fn no_operator(&mut self, symbol: &str, left: Ref, right: Ref, op: Binary) -> Exc {
        match (op, self.body(left), self.body(right)) {
            (Binary::Add, Body::Str(_), _) => {
                let text = format!(
                    "can only concatenate str (not \"{}\") to str",
                    self.tp_name(right)
                );
                return self.type_error(text);
            }
            (Binary::Add, Body::List(_), _) => {
                let text = format!(
                    "can only concatenate list (not \"{}\") to list",
                    self.tp_name(right)
                );
                return self.type_error(text);
            }
            (Binary::Add, Body::Tuple(_), _) => {
                let text = format!(
                    "can only concatenate tuple (not \"{}\") to tuple",
                    self.tp_name(right)
                );
                return self.type_error(text);
            }
            (Binary::Mul, Body::Str(_) | Body::List(_) | Body::Tuple(_) | Body::Bytes(_), _) => {
                let text = format!(
                    "can't multiply sequence by non-int of type '{}'",
                    self.tp_name(right)
                );
                return self.type_error(text);
            }
            (Binary::Mul, _, Body::Str(_) | Body::List(_) | Body::Tuple(_) | Body::Bytes(_)) => {
                let text = format!(
                    "can't multiply sequence by non-int of type '{}'",
                    self.tp_name(left)
                );
                return self.type_error(text);
            }
            _ => {}
        }
        let symbol = if op == Binary::Pow && symbol == "**" {
            "** or pow()"
        } else {
            symbol
        };
        let text = format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.tp_name(left),
            self.tp_name(right)
        );
        self.type_error(text)
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
        if !right_done && self.is_subclass(class_right, class_left) {
            if let Some(func) = self.overridden(right, &reflected) {
                right_done = true;
                if let Some(result) = self.try_method(func, right, left)? {
                    return Ok(Some(result));
                }
            }
        }
        if let Some(func) = self.overridden(left, &method) {
            if let Some(result) = self.try_method(func, left, right)? {
                return Ok(Some(result));
            }
        }
        if let Some(result) = self.native_binary(op, left, right)? {
            return Ok(Some(result));
        }
        if !right_done {
            if let Some(func) = self.overridden(right, &reflected) {
                return self.try_method(func, right, left);
            }
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
            if let Some(func) = self.overridden(left, &method) {
                if let Some(result) = self.try_method(func, left, right)? {
                    return Ok(result);
                }
            }
        }
        match (op, self.body(left), self.body(right)) {
            (Binary::Add, Body::List(_), _) => {
                self.list_extend(left, right)?;
                return Ok(self.incref(left));
            }
            (Binary::Mul, Body::List(_), Body::Int(_) | Body::Bool(_)) => {
                let times = self.i64_value(right).unwrap_or(i64::MAX).max(0) as usize;
                let items = self.items(left).to_vec();
                self.check_items(items.len(), times)?;
                for _ in 1..times {
                    self.increfs(&items);
                }
                let version = self.version;
                let gone = match self.body_mut(left) {
                    Body::List(list) => list.repeat_in_place(version, times),
                    _ => Vec::new(),
                };
                self.resized(left);
                for item in gone {
                    self.decref(item);
                }
                return Ok(self.incref(left));
            }
            (Binary::Or, Body::Set(_), Body::Set(_) | Body::FrozenSet(_)) => {
                self.set_update(left, right)?;
                return Ok(self.incref(left));
            }
            (
                Binary::And | Binary::Sub | Binary::Xor,
                Body::Set(_),
                Body::Set(_) | Body::FrozenSet(_),
            ) => {
                let result = self.binary_op(op, left, right)?;
                if let Body::Set(table) = self.body(result) {
                    let new = (**table).clone();
                    let keys: Vec<Ref> = new.iter().copied().collect();
                    self.increfs(&keys);
                    let old = match self.body_mut(left) {
                        Body::Set(table) => std::mem::replace(&mut **table, new),
                        _ => new,
                    };
                    self.resized(left);
                    for item in old {
                        self.decref(item);
                    }
                }
                self.decref(result);
                return Ok(self.incref(left));
            }
            (Binary::Or, Body::Dict(_), _) if self.since(9) => {
                self.dict_update(left, right)?;
                return Ok(self.incref(left));
            }
            _ => {}
        }
        if let Some(result) = self.try_binary(op, left, right)? {
            return Ok(result);
        }
        let symbol = format!("{}=", op.symbol());
        Err(self.no_operator(&symbol, left, right, op))
    }

    /// Refuses a sequence that would take more than the memory limit.
    pub(crate) fn check_items(&mut self, len: usize, times: usize) -> R<()> {
        if (len as u64).saturating_mul(times as u64).saturating_mul(8) > self.limits.memory {
            return Err(Exc::Stop(Stop::Memory(self.limits.memory)));
        }
        Ok(())
    }

    /// What the built-in types say; `None` for `NotImplemented`.
    pub(crate) fn native_binary(&mut self, op: Binary, left: Ref, right: Ref) -> R<Option<Ref>> {
        if let Some(result) = self.number_op(op, left, right)? {
            return Ok(Some(result));
        }
        let result = match (op, self.body(left), self.body(right)) {
            (Binary::Add, Body::Str(a), Body::Str(b)) => {
                let text = format!("{}{}", a.value.as_str(), b.value.as_str());
                self.check_items(text.len() / 8, 1)?;
                self.str(text)
            }
            (Binary::Add, Body::Bytes(a), Body::Bytes(b)) => {
                let bytes = [a.as_slice(), b.as_slice()].concat();
                self.bytes(bytes)
            }
            (Binary::Add, Body::Tuple(a), Body::Tuple(b)) => {
                let items = [a.items(), b.items()].concat();
                let items = self.increfs(&items);
                self.tuple(items)
            }
            (Binary::Add, Body::List(a), Body::List(b)) => {
                let items = [a.items(), b.items()].concat();
                let items = self.increfs(&items);
                self.list(items)
            }
            (
                Binary::Mul,
                Body::Str(_) | Body::List(_) | Body::Tuple(_) | Body::Bytes(_),
                Body::Int(_) | Body::Bool(_),
            ) => {
                return self.repeat(left, right).map(Some);
            }
            (
                Binary::Mul,
                Body::Int(_) | Body::Bool(_),
                Body::Str(_) | Body::List(_) | Body::Tuple(_) | Body::Bytes(_),
            ) => {
                return self.repeat(right, left).map(Some);
            }
            (Binary::Mod, Body::Str(_), _) => return self.percent(left, right).map(Some),
            (Binary::Or, Body::Dict(_), Body::Dict(_)) if self.since(9) => {
                let made = self.dict();
                let made = self.own(made);
                self.dict_update(made, left)?;
                self.dict_update(made, right)?;
                self.incref(made)
            }
            (
                Binary::Or | Binary::And | Binary::Sub | Binary::Xor,
                Body::Set(_) | Body::FrozenSet(_),
                Body::Set(_) | Body::FrozenSet(_),
            ) => {
                return self.set_op(op, left, right).map(Some);
            }
            (Binary::Or | Binary::And | Binary::Sub | Binary::Xor, Body::DictView { .. }, _) => {
                let a = self.set_from(left)?;
                let a = self.own(a);
                let b = self.set_from(right)?;
                let b = self.own(b);
                return self.set_op(op, a, b).map(Some);
            }
            _ => return Ok(None),
        };
        Ok(Some(result))
    }

    /// A set of what an iterable gives.
    pub(crate) fn set_from(&mut self, items: Ref) -> R {
        let set = self.set();
        match self.set_update(set, items) {
            Ok(()) => Ok(set),
            Err(exc) => {
                self.decref(set);
                Err(exc)
            }
        }
    }

    pub(crate) fn set_op(&mut self, op: Binary, left: Ref, right: Ref) -> R {
        let frozen = matches!(self.body(left), Body::FrozenSet(_));
        let (a, b) = (self.set_items(left), self.set_items(right));
        let mut keep = Vec::new();
        match op {
            Binary::Or => {
                keep.extend(&a);
                keep.extend(&b);
            }
            Binary::And => {
                // The smaller one is walked.
                let (small, large) = if b.len() > a.len() {
                    (&a, right)
                } else {
                    (&b, left)
                };
                for &item in small {
                    if self.set_contains(large, item)? {
                        keep.push(item);
                    }
                }
            }
            Binary::Sub => {
                for &item in &a {
                    if !self.set_contains(right, item)? {
                        keep.push(item);
                    }
                }
            }
            _ => {
                for &item in &b {
                    if !self.set_contains(left, item)? {
                        keep.push(item);
                    }
                }
                for &item in &a {
                    if !self.set_contains(right, item)? {
                        keep.push(item);
                    }
                }
            }
        }
        let set = self.set();
        let set = self.own(set);
        if op == Binary::Or {
            self.set_update(set, left)?;
            self.set_update(set, right)?;
        } else {
            for item in keep {
                self.set_add(set, item)?;
            }
        }
        if frozen {
            let Body::Set(table) = self.body(set) else {
                return Ok(set);
            };
            let table = table.clone();
            let keys: Vec<Ref> = table.iter().copied().collect();
            self.increfs(&keys);
            return Ok(self.alloc(Body::FrozenSet(table)));
        }
        Ok(self.incref(set))
    }

    fn repeat(&mut self, sequence: Ref, times: Ref) -> R {
        let times = self.i64_value(times).unwrap_or(i64::MAX).max(0) as usize;
        match self.body(sequence) {
            Body::Str(text) => {
                let text = text.value.clone();
                self.check_items(text.as_str().len().div_ceil(8), times)?;
                Ok(self.str(text.as_str().repeat(times)))
            }
            Body::Bytes(bytes) => {
                let bytes = bytes.as_slice().to_vec();
                self.check_items(bytes.len().div_ceil(8), times)?;
                Ok(self.bytes(bytes.repeat(times)))
            }
            _ => {
                let items = self.items(sequence).to_vec();
                self.check_items(items.len(), times)?;
                let is_list = matches!(self.body(sequence), Body::List(_));
                if !is_list && times == 1 && !self.get(sequence).counts_class {
                    return Ok(self.incref(sequence));
                }
                let mut all = Vec::with_capacity(items.len() * times);
                for _ in 0..times {
                    all.extend(self.increfs(&items));
                }
                Ok(if is_list {
                    self.alloc(Body::List(Box::new(List::exact(all))))
                } else {
                    self.tuple(all)
                })
            }
        }
    }
}
