//! Comparisons and membership.

use std::cmp::Ordering;

use objects::Ref;

use super::{R, Vm};
use crate::code::Compare;
use crate::objects::{Body, View};

/// How deep containers may be compared.
const MAX_DEPTH: usize = 400;

impl Vm {
    /// `left == right` with the quick answer for one object: `PyObject_RichCompareBool`.
    pub(crate) fn equal(&mut self, left: Ref, right: Ref) -> R<bool> {
        if left == right {
            return Ok(true);
        }
        self.compare_bool(Compare::Eq, left, right)
    }

    pub(crate) fn compare_bool(&mut self, op: Compare, left: Ref, right: Ref) -> R<bool> {
        if let Some(answer) = self.quick_compare(op, left, right) {
            return Ok(answer);
        }
        let result = self.compare(op, left, right)?;
        let truth = self.truth(result);
        self.decref(result);
        truth
    }

    /// Numbers and texts of exactly the built-in types.
    pub(crate) fn quick_compare(&self, op: Compare, left: Ref, right: Ref) -> Option<bool> {
        let (left, right) = (self.get(left), self.get(right));
        if left.counts_class || right.counts_class {
            return None;
        }
        let order = match (&left.body, &right.body) {
            (Body::Int(a), Body::Int(b)) => a.cmp(b),
            (Body::Float(a), Body::Float(b)) => match a.partial_cmp(b) {
                Some(order) => order,
                None => return Some(op == Compare::Ne),
            },
            (Body::Str(a), Body::Str(b)) if matches!(op, Compare::Eq | Compare::Ne) => {
                let same = a.value.as_str() == b.value.as_str();
                return Some(same == (op == Compare::Eq));
            }
            (Body::Str(a), Body::Str(b)) => a.value.as_str().cmp(b.value.as_str()),
            _ => return None,
        };
        Some(op.holds(order))
    }

    /// `left OP right`: `PyObject_RichCompare`.
    pub(crate) fn compare(&mut self, op: Compare, left: Ref, right: Ref) -> R {
        if let Some(answer) = self.quick_compare(op, left, right) {
            return Ok(self.bool(answer));
        }
        if self.native_depth > MAX_DEPTH {
            let text = "maximum recursion depth exceeded in comparison";
            return Err(self.error("RecursionError", text));
        }
        self.native_depth += 1;
        let result = self.rich_compare(op, left, right);
        self.native_depth -= 1;
        result
    }

    fn rich_compare(&mut self, op: Compare, left: Ref, right: Ref) -> R {
        let is_proxy = |vm: &Vm, side: Ref| matches!(vm.body(side), Body::Weak(reference) if reference.kind().is_proxy());
        if is_proxy(self, left) || is_proxy(self, right) {
            return self.scope(|vm| {
                let left = weakref::proxy::unwrap(vm, left)?;
                let left = vm.own(left);
                let right = weakref::proxy::unwrap(vm, right)?;
                let right = vm.own(right);
                vm.compare(op, left, right)
            });
        }
        let (class_left, class_right) = (self.type_of(left), self.type_of(right));
        let reflected_first = class_left != class_right
            && self.is_subclass(class_right, class_left)
            && self.overridden(right, op.swapped().method()).is_some();
        if reflected_first && let Some(result) = self.compare_slot(op.swapped(), right, left)? {
            return Ok(result);
        }
        if let Some(result) = self.compare_slot(op, left, right)? {
            return Ok(result);
        }
        if !reflected_first && let Some(result) = self.compare_slot(op.swapped(), right, left)? {
            return Ok(result);
        }
        match op {
            Compare::Eq => Ok(self.bool(left == right)),
            Compare::Ne => Ok(self.bool(left != right)),
            _ => {
                let text = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.symbol(),
                    self.tp_name(left),
                    self.tp_name(right)
                );
                Err(self.type_error(text))
            }
        }
    }

    /// One side's answer; `None` for `NotImplemented`.
    fn compare_slot(&mut self, op: Compare, this: Ref, other: Ref) -> R<Option<Ref>> {
        if let Some(method) = self.overridden(this, op.method()) {
            let result = self.call_unbound(method, this, &[other])?;
            if result == self.one.not_implemented {
                self.decref(result);
                return Ok(None);
            }
            return Ok(Some(result));
        }
        if op == Compare::Ne
            && let Some(method) = self.overridden(this, "__eq__")
        {
            let result = self.call_unbound(method, this, &[other])?;
            if result == self.one.not_implemented {
                self.decref(result);
                return Ok(None);
            }
            let truth = self.truth(result);
            self.decref(result);
            let truth = truth?;
            return Ok(Some(self.bool(!truth)));
        }
        Ok(self
            .native_compare(op, this, other)?
            .map(|answer| self.bool(answer)))
    }

    /// What the built-in types say; `None` for `NotImplemented`.
    pub(crate) fn native_compare(&mut self, op: Compare, left: Ref, right: Ref) -> R<Option<bool>> {
        let is_equality = matches!(op, Compare::Eq | Compare::Ne);
        if let Some(order) = self.number_order(left, right) {
            return Ok(Some(match order {
                Some(order) => op.holds(order),
                None => op == Compare::Ne,
            }));
        }
        let answer = match (self.body(left), self.body(right)) {
            (Body::Str(a), Body::Str(b)) => Some(op.holds(a.value.as_str().cmp(b.value.as_str()))),
            (Body::Bytes(a), Body::Bytes(b)) => Some(op.holds(a.as_slice().cmp(b.as_slice()))),
            (Body::ByteArray(a), Body::ByteArray(b)) => Some(op.holds(a.bytes().cmp(b.bytes()))),
            (Body::Bytes(a), Body::ByteArray(b)) => Some(op.holds(a.as_slice().cmp(b.bytes()))),
            (Body::ByteArray(a), Body::Bytes(b)) => Some(op.holds(a.bytes().cmp(b.as_slice()))),
            (Body::Tuple(_), Body::Tuple(_)) | (Body::List(_), Body::List(_)) => {
                return self.compare_items(op, left, right).map(Some);
            }
            (Body::Dict(_), Body::Dict(_)) if is_equality => {
                let same = self.equal_dicts(left, right)?;
                Some(same == (op == Compare::Eq))
            }
            (Body::Set(_) | Body::FrozenSet(_), Body::Set(_) | Body::FrozenSet(_)) => {
                return self.compare_sets(op, left, right).map(Some);
            }
            (
                Body::DictView {
                    view: View::Keys | View::Items,
                    ..
                },
                Body::DictView {
                    view: View::Keys | View::Items,
                    ..
                }
                | Body::Set(_)
                | Body::FrozenSet(_),
            ) => return self.compare_views(op, left, right).map(Some),
            // A set leaves the answer to the view, which is asked from its side.
            (Body::Complex(a, b), Body::Complex(c, d)) if is_equality => {
                Some((a == c && b == d) == (op == Compare::Eq))
            }
            (Body::Range(a), Body::Range(b)) if is_equality => {
                let same = a.len == b.len
                    && (a.len == 0 || (a.from == b.from && (a.len == 1 || a.by == b.by)));
                Some(same == (op == Compare::Eq))
            }
            (Body::Slice(a), Body::Slice(b)) if !is_equality => {
                let (a, b) = (*a, *b);
                for (x, y) in a.into_iter().zip(b) {
                    if !self.equal(x, y)? {
                        return self.compare_bool(op, x, y).map(Some);
                    }
                }
                Some(matches!(op, Compare::Le | Compare::Ge))
            }
            (Body::Slice(a), Body::Slice(b)) => {
                let (a, b) = (*a, *b);
                let mut same = true;
                for (x, y) in a.into_iter().zip(b) {
                    same = same && self.equal(x, y)?;
                }
                Some(same == (op == Compare::Eq))
            }
            (Body::Native(a), Body::Native(b)) if is_equality && a.this.is_some() => {
                let same = a.this == b.this && std::ptr::fn_addr_eq(a.func, b.func);
                Some(same == (op == Compare::Eq))
            }
            (Body::Method { func: a, this: b }, Body::Method { func: c, this: d })
                if is_equality =>
            {
                Some((a == c && b == d) == (op == Compare::Eq))
            }
            (Body::MappingProxy(a), _) if is_equality => {
                let a = *a;
                return self.native_compare(op, a, right);
            }
            (Body::Weak(_), Body::Weak(_))
                if is_equality
                    && self.get(left).body_is_reference()
                    && self.get(right).body_is_reference() =>
            {
                let same = weakref::eq(self, left, right)?;
                Some(same == (op == Compare::Eq))
            }
            _ => None,
        };
        Ok(answer)
    }

    fn compare_items(&mut self, op: Compare, left: Ref, right: Ref) -> R<bool> {
        let (left_len, right_len) = (self.items(left).len(), self.items(right).len());
        if left_len != right_len && matches!(self.body(left), Body::List(_)) {
            match op {
                Compare::Eq => return Ok(false),
                Compare::Ne => return Ok(true),
                _ => {}
            }
        }
        let mut at = 0;
        while let (Some(&a), Some(&b)) = (self.items(left).get(at), self.items(right).get(at)) {
            if a != b {
                self.incref(a);
                self.incref(b);
                let same = self.equal(a, b);
                let result = match same {
                    Ok(true) => None,
                    Ok(false) => Some(match op {
                        Compare::Eq => Ok(false),
                        Compare::Ne => Ok(true),
                        op => self.compare_bool(op, a, b),
                    }),
                    Err(exc) => Some(Err(exc)),
                };
                self.decref(a);
                self.decref(b);
                if let Some(result) = result {
                    return result;
                }
            }
            at += 1;
        }
        Ok(op.holds(self.items(left).len().cmp(&self.items(right).len())))
    }

    /// A view of keys or items and a set or another view, by what is in them: `dictview_richcompare`.
    fn compare_views(&mut self, op: Compare, left: Ref, right: Ref) -> R<bool> {
        let (a, b) = (self.len(left)?, self.len(right)?);
        let (possible, small, large) = match op {
            Compare::Eq | Compare::Ne => (a == b, left, right),
            Compare::Lt => (a < b, left, right),
            Compare::Le => (a <= b, left, right),
            Compare::Gt => (a > b, right, left),
            Compare::Ge => (a >= b, right, left),
        };
        let mut answer = possible;
        if possible {
            answer = self.scope(|vm| -> R<bool> {
                let items = vm.collect(small)?;
                for &item in &items {
                    vm.own(item);
                }
                for item in items {
                    if !vm.contains(large, item)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            })?;
        }
        Ok(answer != (op == Compare::Ne))
    }

    /// `item in bytes`: a byte as a number, or a part.
    fn bytes_contains(&mut self, container: Ref, item: Ref) -> R<bool> {
        let whole = self.buffer(container).unwrap_or_default();
        if let Some(part) = self.buffer(item) {
            return Ok(crate::builtins::find_bytes(&whole, &part));
        }
        if !self.has_index(item) {
            let text = format!(
                "a bytes-like object is required, not '{}'",
                self.tp_name(item)
            );
            return Err(self.type_error(text));
        }
        match u8::try_from(self.index(item)?) {
            Ok(byte) => Ok(whole.contains(&byte)),
            Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }

    fn equal_dicts(&mut self, left: Ref, right: Ref) -> R<bool> {
        let (Body::Dict(a), Body::Dict(b)) = (self.body(left), self.body(right)) else {
            return Ok(false);
        };
        if a.len() != b.len() {
            return Ok(false);
        }
        let pairs: Vec<(Ref, Ref)> = a.iter().map(|(&key, &value)| (key, value)).collect();
        self.scope(|vm| {
            for &(key, value) in &pairs {
                vm.incref(key);
                vm.own(key);
                vm.incref(value);
                vm.own(value);
            }
            for (key, value) in pairs {
                match vm.dict_get(right, key)? {
                    Some(other) => {
                        if !vm.equal(value, other)? {
                            return Ok(false);
                        }
                    }
                    None => return Ok(false),
                }
            }
            Ok(true)
        })
    }

    fn compare_sets(&mut self, op: Compare, left: Ref, right: Ref) -> R<bool> {
        let (a, b) = (self.set_len(left), self.set_len(right));
        let subset = |vm: &mut Vm, small: Ref, large: Ref| -> R<bool> {
            for item in vm.set_items(small) {
                if !vm.set_contains(large, item)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        Ok(match op {
            Compare::Eq => a == b && subset(self, left, right)?,
            Compare::Ne => !(a == b && subset(self, left, right)?),
            Compare::Lt => a < b && subset(self, left, right)?,
            Compare::Le => a <= b && subset(self, left, right)?,
            Compare::Gt => b < a && subset(self, right, left)?,
            Compare::Ge => b <= a && subset(self, right, left)?,
        })
    }

    /// `bool(object)`
    pub(crate) fn truth(&mut self, object: Ref) -> R<bool> {
        if self.has_methods(object) {
            if let Some(method) = self.overridden(object, "__bool__") {
                let result = self.call_unbound(method, object, &[])?;
                let truth = match self.body(result) {
                    Body::Bool(value) => Ok(*value),
                    _ => Err(self.wrong_result(object, "__bool__", result)),
                };
                self.decref(result);
                return truth;
            }
            if self.overridden(object, "__len__").is_some() {
                return Ok(self.len(object)? != 0);
            }
        }
        self.native_truth(object)
    }

    /// What the built-in type says.
    pub(crate) fn native_truth(&mut self, object: Ref) -> R<bool> {
        Ok(match self.body(object) {
            Body::None => false,
            Body::Bool(value) => *value,
            Body::Int(value) => *value != objects::types::Int::from(0),
            Body::Float(value) => *value != 0.0,
            Body::Complex(a, b) => *a != 0.0 || *b != 0.0,
            Body::Str(_)
            | Body::Bytes(_)
            | Body::ByteArray(_)
            | Body::Tuple(_)
            | Body::List(_)
            | Body::Dict(_)
            | Body::Set(_)
            | Body::FrozenSet(_)
            | Body::Range(_)
            | Body::DictView { .. }
            | Body::MappingProxy(_) => self.len(object)? != 0,
            Body::Weak(reference) if reference.kind().is_proxy() => {
                return self.scope(|vm| {
                    let target = weakref::proxy::unwrap(vm, object)?;
                    let target = vm.own(target);
                    vm.truth(target)
                });
            }
            _ => true,
        })
    }

    /// `item in container`
    pub(crate) fn contains(&mut self, container: Ref, item: Ref) -> R<bool> {
        if let Some(method) = self.overridden(container, "__contains__") {
            if method == self.one.none {
                let text = format!("'{}' object is not a container", self.tp_name(container));
                return Err(self.type_error(text));
            }
            let result = self.call_unbound(method, container, &[item])?;
            let truth = self.truth(result);
            self.decref(result);
            return truth;
        }
        self.native_contains(container, item)
    }

    /// What the built-in type says.
    pub(crate) fn native_contains(&mut self, container: Ref, item: Ref) -> R<bool> {
        match self.body(container) {
            Body::Str(text) => match self.body(item) {
                Body::Str(part) => Ok(text.value.as_str().contains(part.value.as_str())),
                _ => {
                    let text = format!(
                        "'in <string>' requires string as left operand, not {}",
                        self.tp_name(item)
                    );
                    Err(self.type_error(text))
                }
            },
            Body::Bytes(_) | Body::ByteArray(_) => self.bytes_contains(container, item),
            Body::Range(_) if self.is_int(item) && !self.get(item).counts_class => {
                let value = self.index_value(item)?;
                Ok(crate::builtins::range_place(self, container, &value).is_some())
            }
            Body::Dict(_) => Ok(self.dict_get(container, item)?.is_some()),
            Body::Set(_) | Body::FrozenSet(_) => {
                let item = self.hashable_set(item);
                self.set_contains(container, item)
            }
            Body::MappingProxy(dict) => {
                let dict = *dict;
                Ok(self.dict_get(dict, item)?.is_some())
            }
            Body::DictView {
                dict,
                view: View::Keys,
            } => {
                let dict = *dict;
                Ok(self.dict_get(dict, item)?.is_some())
            }
            Body::DictView {
                dict,
                view: View::Items,
            } => {
                let dict = *dict;
                let &[key, value] = self.items(item) else {
                    return Ok(false);
                };
                if !matches!(self.body(item), Body::Tuple(_)) {
                    return Ok(false);
                }
                match self.dict_get(dict, key)? {
                    Some(held) => {
                        self.incref(held);
                        let same = self.equal(held, value);
                        self.decref(held);
                        same
                    }
                    None => Ok(false),
                }
            }
            Body::Tuple(_) | Body::List(_) => {
                let mut at = 0;
                while let Some(&held) = self.items(container).get(at) {
                    self.incref(held);
                    let same = self.equal(held, item);
                    self.decref(held);
                    if same? {
                        return Ok(true);
                    }
                    at += 1;
                }
                Ok(false)
            }
            Body::Weak(reference) if reference.kind().is_proxy() => self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, container)?;
                let target = vm.own(target);
                vm.contains(target, item)
            }),
            _ => {
                if !self.is_iterable(container) {
                    let text = if self.since(14) {
                        format!(
                            "argument of type '{}' is not a container or iterable",
                            self.tp_name(container)
                        )
                    } else {
                        format!(
                            "argument of type '{}' is not iterable",
                            self.tp_name(container)
                        )
                    };
                    return Err(self.type_error(text));
                }
                let iter = self.iter(container)?;
                loop {
                    let value = match self.next(iter) {
                        Ok(Some(value)) => value,
                        Ok(None) => break,
                        Err(exc) => {
                            self.decref(iter);
                            return Err(exc);
                        }
                    };
                    let same = self.equal(value, item);
                    self.decref(value);
                    match same {
                        Ok(false) => {}
                        other => {
                            self.decref(iter);
                            return other;
                        }
                    }
                }
                self.decref(iter);
                Ok(false)
            }
        }
    }

    /// The order of two numbers; `Some(None)` where one is no number at all (nan).
    fn number_order(&self, left: Ref, right: Ref) -> Option<Option<Ordering>> {
        use crate::vm::number::Number;
        let (left, right) = (self.number(left)?, self.number(right)?);
        Some(match (left, right) {
            (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Int(a), Number::Float(b)) => crate::vm::number::compare_int_float(&a, b),
            (Number::Float(a), Number::Int(b)) => {
                crate::vm::number::compare_int_float(&b, a).map(Ordering::reverse)
            }
        })
    }

    pub(crate) fn is_int(&self, object: Ref) -> bool {
        matches!(self.body(object), Body::Int(_) | Body::Bool(_))
    }
}

impl crate::objects::Object {
    /// Whether it is a weak reference that isn't a proxy.
    fn body_is_reference(&self) -> bool {
        match &self.body {
            Body::Weak(reference) => !reference.kind().is_proxy(),
            _ => false,
        }
    }
}
