//! Iterators.

use objects::Ref;
use objects::types::Int;

use super::{Args, R, Vm};
use crate::objects::{Body, Flavour, Iter, View};

impl Vm {
    /// Whether `iter(object)` works.
    pub(crate) fn is_iterable(&mut self, object: Ref) -> bool {
        match self.body(object) {
            Body::Str(_)
            | Body::Bytes(_)
            | Body::ByteArray(_)
            | Body::Tuple(_)
            | Body::List(_)
            | Body::Dict(_)
            | Body::Set(_)
            | Body::FrozenSet(_)
            | Body::Range(_)
            | Body::Iter(_)
            | Body::DictView { .. }
            | Body::MappingProxy(_) => true,
            Body::Generator(generator) => generator.flavour == Flavour::Generator,
            Body::Weak(reference) => reference.kind().is_proxy(),
            Body::Type(_) => {
                let meta = self.type_of(object);
                self.type_lookup_str(meta, "__iter__").is_some()
            }
            _ => {
                let is_generic = crate::modules::generic::is_generic(self, object);
                self.has_methods(object)
                    && (self
                        .special(object, "__iter__")
                        .is_some_and(|method| method != self.one.none)
                        || !is_generic && self.special(object, "__getitem__").is_some())
            }
        }
    }

    /// `iter(object)`, as a new reference.
    pub(crate) fn iter(&mut self, object: Ref) -> R {
        if let Some(method) = self.overridden(object, "__iter__") {
            if method != self.one.none {
                let result = self.call_unbound(method, object, &[])?;
                if self.is_iterator(result) {
                    return Ok(result);
                }
                let error = self.wrong_result(object, "__iter__", result);
                self.decref(result);
                return Err(error);
            }
            return Err(self.not_iterable(object));
        }
        self.native_iter(object)
    }

    /// What the built-in type says.
    pub(crate) fn native_iter(&mut self, object: Ref) -> R {
        let has_getitem = self.has_methods(object)
            && !crate::modules::generic::is_generic(self, object)
            && self.special(object, "__getitem__").is_some();
        let iter = match self.body(object) {
            Body::Iter(_) => return Ok(self.incref(object)),
            Body::Generator(generator) if generator.flavour == Flavour::Generator => {
                return Ok(self.incref(object));
            }
            Body::List(_) => Iter::List {
                list: Some(object),
                at: 0,
            },
            Body::Tuple(_) => Iter::Tuple {
                tuple: Some(object),
                at: 0,
            },
            Body::Str(text) => Iter::Str {
                text: Some(object),
                at: 0,
                ascii: self.since(11) && text.value.as_str().is_ascii(),
            },
            Body::Bytes(_) | Body::ByteArray(_) => Iter::Bytes {
                bytes: Some(object),
                at: 0,
                array: matches!(self.body(object), Body::ByteArray(_)),
            },
            Body::Range(range) => {
                let iter = Iter::Range {
                    next: range.from,
                    by: range.by,
                    left: range.len,
                };
                return Ok(self.alloc(Body::Iter(Box::new(iter))));
            }
            Body::Dict(_) => return Ok(self.dict_iter(object, View::Keys, false)),
            Body::DictView { dict, view } => {
                let (dict, view) = (*dict, *view);
                return Ok(self.dict_iter(dict, view, false));
            }
            Body::MappingProxy(dict) => {
                let dict = *dict;
                return self.iter(dict);
            }
            Body::Set(_) | Body::FrozenSet(_) => {
                let keys = self.set_items(object);
                let len = keys.len();
                Iter::Set {
                    set: Some(object),
                    keys,
                    at: 0,
                    len,
                }
            }
            Body::Weak(reference) if reference.kind().is_proxy() => {
                return self.scope(|vm| {
                    let target = weakref::proxy::unwrap(vm, object)?;
                    let target = vm.own(target);
                    vm.iter(target)
                });
            }
            Body::Type(_) => {
                let meta = self.type_of(object);
                if let Some(method) = self.type_lookup_str(meta, "__iter__") {
                    return self.call_unbound(method, object, &[]);
                }
                let text = "'type' object is not iterable";
                return Err(self.type_error(text));
            }
            _ if has_getitem => Iter::Sequence {
                object: Some(object),
                at: 0,
            },
            _ => return Err(self.not_iterable(object)),
        };
        self.incref(object);
        Ok(self.alloc(Body::Iter(Box::new(iter))))
    }

    pub(crate) fn not_iterable(&mut self, object: Ref) -> super::Exc {
        let text = format!("'{}' object is not iterable", self.tp_name(object));
        self.type_error(text)
    }

    /// An iterator over a dictionary, from its first key or from its last.
    pub(crate) fn dict_iter(&mut self, dict: Ref, view: View, backwards: bool) -> Ref {
        let Body::Dict(table) = self.body(dict) else {
            unreachable!("only dicts have views")
        };
        let mut keys: Vec<(Ref, i64)> = table.keys().map(|key| (key.key, key.hash)).collect();
        if backwards {
            keys.reverse();
        }
        let len = keys.len();
        self.incref(dict);
        self.alloc(Body::Iter(Box::new(Iter::Dict {
            dict: Some(dict),
            view,
            keys,
            at: 0,
            len,
            backwards,
        })))
    }

    pub(crate) fn is_iterator(&mut self, object: Ref) -> bool {
        match self.body(object) {
            Body::Iter(_) | Body::CoroutineWrapper(_) | Body::AsyncStep(_) => true,
            Body::Generator(generator) => generator.flavour == Flavour::Generator,
            _ => self.has_methods(object) && self.special(object, "__next__").is_some(),
        }
    }

    /// `next(iterator)`, as a new reference; `None` at the end.
    pub(crate) fn next(&mut self, iter: Ref) -> R<Option<Ref>> {
        match self.next_value(iter)? {
            Ok(value) => Ok(Some(value)),
            Err(returned) => {
                self.decref(returned);
                Ok(None)
            }
        }
    }

    /// The same, with what a generator returned.
    pub(crate) fn next_value(&mut self, iter: Ref) -> R<Result<Ref, Ref>> {
        match self.body(iter) {
            Body::Generator(_) => return self.resume(iter, Ok(self.one.none)),
            Body::Extension(extension)
                if matches!(**extension, crate::objects::Extension::Itertool(_))
                    && !self.get(iter).counts_class =>
            {
                let value = self.guard_native(|vm| crate::modules::itertools::next(vm, iter))?;
                return Ok(match value {
                    Some(value) => Ok(value),
                    None => Err(self.none()),
                });
            }
            Body::Iter(_) => {
                let value = self.native_next(iter)?;
                return Ok(match value {
                    Some(value) => Ok(value),
                    None => Err(self.none()),
                });
            }
            _ => {}
        }
        let Some(method) = self.special(iter, "__next__") else {
            let text = format!("'{}' object is not an iterator", self.tp_name(iter));
            return Err(self.type_error(text));
        };
        match self.call_unbound(method, iter, &[]) {
            Ok(value) => Ok(Ok(value)),
            Err(exc) => {
                let exception = self.settle(exc).map_err(super::Exc::Stop)?;
                if !self.is_exception(exception, "StopIteration") {
                    return Err(super::Exc::Raised(exception));
                }
                let value = match self.body(exception) {
                    Body::Exception(state) => state.field("value").unwrap_or(self.one.none),
                    _ => self.one.none,
                };
                self.incref(value);
                self.decref(exception);
                Ok(Err(value))
            }
        }
    }

    fn iter_mut(&mut self, iter: Ref) -> &mut Iter {
        match self.body_mut(iter) {
            Body::Iter(iter) => iter,
            _ => unreachable!("looked at by the caller"),
        }
    }

    fn native_next(&mut self, iter: Ref) -> R<Option<Ref>> {
        let Body::Iter(state) = self.body(iter) else {
            return Ok(None);
        };
        match &**state {
            Iter::Range { next, left, .. } => {
                let (next, left) = (*next, *left);
                if left == 0 {
                    return Ok(None);
                }
                if let Iter::Range { next, by, left } = self.iter_mut(iter) {
                    *next = next.wrapping_add(*by);
                    *left -= 1;
                }
                Ok(Some(self.int_i64(next)))
            }
            Iter::List { list: held, at } | Iter::Tuple { tuple: held, at } => {
                let (held, at) = (*held, *at);
                let Some(sequence) = held else {
                    return Ok(None);
                };
                match self.items(sequence).get(at).copied() {
                    Some(item) => {
                        if let Iter::List { at, .. } | Iter::Tuple { at, .. } = self.iter_mut(iter)
                        {
                            *at += 1;
                        }
                        Ok(Some(self.incref(item)))
                    }
                    None => {
                        if let Iter::List { list: held, .. } | Iter::Tuple { tuple: held, .. } =
                            self.iter_mut(iter)
                        {
                            *held = None;
                        }
                        self.decref(sequence);
                        Ok(None)
                    }
                }
            }
            Iter::Str { text, at, .. } => {
                let (text, at) = (*text, *at);
                let Some(object) = text else { return Ok(None) };
                match self.text(object)[at..].chars().next() {
                    Some(one) => {
                        if let Iter::Str { at, .. } = self.iter_mut(iter) {
                            *at += one.len_utf8();
                        }
                        Ok(Some(self.str(one.to_string())))
                    }
                    None => {
                        if let Iter::Str { text, .. } = self.iter_mut(iter) {
                            *text = None;
                        }
                        self.decref(object);
                        Ok(None)
                    }
                }
            }
            Iter::Bytes { bytes, at, .. } => {
                let (Some(object), at) = (*bytes, *at) else {
                    return Ok(None);
                };
                let byte = match self.body(object) {
                    Body::Bytes(bytes) => bytes.as_slice().get(at).copied(),
                    Body::ByteArray(bytes) => bytes.bytes().get(at).copied(),
                    _ => None,
                };
                let Some(byte) = byte else { return Ok(None) };
                if let Iter::Bytes { at, .. } = self.iter_mut(iter) {
                    *at += 1;
                }
                Ok(Some(self.int_i64(i64::from(byte))))
            }
            Iter::Sequence { object, at } => {
                let (Some(object), at) = (*object, *at) else {
                    return Ok(None);
                };
                let key = self.int_i64(at);
                let result = self.getitem(object, key);
                self.decref(key);
                if let Iter::Sequence { at, .. } = self.iter_mut(iter) {
                    *at += 1;
                }
                let result = match self.catches(result, "IndexError") {
                    Ok(value) => Ok(value),
                    Err(exc) => self.catches::<Ref>(Err(exc), "StopIteration"),
                }?;
                if result.is_none() {
                    if let Iter::Sequence { object, .. } = self.iter_mut(iter) {
                        *object = None;
                    }
                    self.decref(object);
                }
                Ok(result)
            }
            Iter::Dict { .. } => self.next_of_dict(iter),
            Iter::Set { set, keys, at, len } => {
                let Some(object) = *set else { return Ok(None) };
                let (key, len) = (keys.get(*at).copied(), *len);
                if self.set_len(object) != len {
                    if let Iter::Set { len, .. } = self.iter_mut(iter) {
                        *len = usize::MAX;
                    }
                    return Err(self.error("RuntimeError", "Set changed size during iteration"));
                }
                let Some(key) = key else {
                    if let Iter::Set { set, .. } = self.iter_mut(iter) {
                        *set = None;
                    }
                    self.decref(object);
                    return Ok(None);
                };
                if let Iter::Set { at, .. } = self.iter_mut(iter) {
                    *at += 1;
                }
                Ok(self.heap.is_alive(key).then(|| self.incref(key)))
            }
            Iter::Call { callable, sentinel } => {
                let (Some(callable), sentinel) = (*callable, *sentinel) else {
                    return Ok(None);
                };
                let result = self.call_args(callable, &Args::pos(&[]));
                let Some(value) = self.catches(result, "StopIteration")? else {
                    return Ok(None);
                };
                if self.equal(value, sentinel)? {
                    self.decref(value);
                    if let Iter::Call { callable, .. } = self.iter_mut(iter) {
                        *callable = None;
                    }
                    self.decref(callable);
                    return Ok(None);
                }
                Ok(Some(value))
            }
            Iter::Reversed { object, at, .. } => {
                let (Some(object), at) = (*object, *at) else {
                    return Ok(None);
                };
                if at == 0 {
                    if let Iter::Reversed { object, .. } = self.iter_mut(iter) {
                        *object = None;
                    }
                    self.decref(object);
                    return Ok(None);
                }
                if let Iter::Reversed { at, .. } = self.iter_mut(iter) {
                    *at -= 1;
                }
                if let Body::List(_) | Body::Tuple(_) = self.body(object) {
                    let item = self.items(object).get(at - 1).copied();
                    return Ok(item.map(|item| self.incref(item)));
                }
                let key = self.int_usize(at - 1);
                let result = self.getitem(object, key);
                self.decref(key);
                result.map(Some)
            }
            Iter::Enumerate { iter: inner, next } => {
                let (inner, number) = (*inner, next.clone());
                let Some(value) = self.next(inner)? else {
                    return Ok(None);
                };
                if let Iter::Enumerate { next, .. } = self.iter_mut(iter) {
                    *next = &number + &Int::from(1);
                }
                let number = self.int(number);
                Ok(Some(self.tuple(vec![number, value])))
            }
            Iter::Zip { iters, strict } => {
                let (iters, strict) = (iters.clone(), *strict);
                if iters.is_empty() {
                    return Ok(None);
                }
                let mut items = Vec::new();
                for (place, &inner) in iters.iter().enumerate() {
                    match self.next(inner) {
                        Ok(Some(value)) => items.push(value),
                        Ok(None) => {
                            for item in items {
                                self.decref(item);
                            }
                            if strict {
                                return self.length_mismatch("zip", &iters, place).map(|()| None);
                            }
                            return Ok(None);
                        }
                        Err(exc) => {
                            for item in items {
                                self.decref(item);
                            }
                            return Err(exc);
                        }
                    }
                }
                Ok(Some(self.tuple(items)))
            }
            Iter::Map {
                func,
                iters,
                strict,
            } => {
                let (func, iters, strict) = (*func, iters.clone(), *strict);
                self.scope(|vm| {
                    let mut args = Vec::new();
                    for (place, &inner) in iters.iter().enumerate() {
                        match vm.next(inner)? {
                            Some(value) => args.push(vm.own(value)),
                            None if strict => {
                                vm.length_mismatch("map", &iters, place)?;
                                return Ok(None);
                            }
                            None => return Ok(None),
                        }
                    }
                    vm.call_args(func, &Args::pos(&args)).map(Some)
                })
            }
            Iter::Filter { func, iter: inner } => {
                let (func, inner) = (*func, *inner);
                loop {
                    let Some(value) = self.next(inner)? else {
                        return Ok(None);
                    };
                    let keep = match func {
                        Some(func) => match self.call_args(func, &Args::pos(&[value])) {
                            Ok(result) => {
                                let truth = self.truth(result);
                                self.decref(result);
                                truth
                            }
                            Err(exc) => Err(exc),
                        },
                        None => self.truth(value),
                    };
                    match keep {
                        Ok(true) => return Ok(Some(value)),
                        Ok(false) => self.decref(value),
                        Err(exc) => {
                            self.decref(value);
                            return Err(exc);
                        }
                    }
                }
            }
        }
    }

    /// What a strict `zip` or `map` says when the iterator at a place is the first to end.
    fn length_mismatch(&mut self, name: &str, iters: &[Ref], place: usize) -> R<()> {
        let others = |count: usize| {
            if count == 1 {
                "argument 1".to_owned()
            } else {
                format!("arguments 1-{count}")
            }
        };
        if place > 0 {
            let text = format!(
                "{name}() argument {} is shorter than {}",
                place + 1,
                others(place)
            );
            return Err(self.value_error(text));
        }
        for (other, &inner) in iters.iter().enumerate().skip(1) {
            if let Some(value) = self.next(inner)? {
                self.decref(value);
                let text = format!(
                    "{name}() argument {} is longer than {}",
                    other + 1,
                    others(other)
                );
                return Err(self.value_error(text));
            }
        }
        Ok(())
    }

    fn next_of_dict(&mut self, iter: Ref) -> R<Option<Ref>> {
        let Body::Iter(state) = self.body(iter) else {
            return Ok(None);
        };
        let Iter::Dict {
            dict,
            view,
            keys,
            at,
            len,
            ..
        } = &**state
        else {
            return Ok(None);
        };
        let Some(dict) = *dict else { return Ok(None) };
        let (view, entry, len) = (*view, keys.get(*at).copied(), *len);
        let Body::Dict(table) = self.body(dict) else {
            return Ok(None);
        };
        if table.len() != len {
            if let Iter::Dict { len, .. } = self.iter_mut(iter) {
                *len = usize::MAX;
            }
            return Err(self.error("RuntimeError", "dictionary changed size during iteration"));
        }
        let Some((key, hash)) = entry else {
            if let Iter::Dict { dict, .. } = self.iter_mut(iter) {
                *dict = None;
            }
            self.decref(dict);
            return Ok(None);
        };
        let value = table.get(hash, |&held| held == key).copied();
        let Some(value) = value else {
            return Err(self.error("RuntimeError", "dictionary keys changed during iteration"));
        };
        if let Iter::Dict { at, .. } = self.iter_mut(iter) {
            *at += 1;
        }
        Ok(Some(match view {
            View::Keys => self.incref(key),
            View::Values => self.incref(value),
            View::Items => {
                self.incref(key);
                self.incref(value);
                self.tuple(vec![key, value])
            }
        }))
    }

    /// Everything an iterable gives, as new references.
    pub(crate) fn collect(&mut self, items: Ref) -> R<Vec<Ref>> {
        if !self.get(items).counts_class
            && let Body::List(_) | Body::Tuple(_) = self.body(items)
        {
            let items = self.items(items).to_vec();
            return Ok(self.increfs(&items));
        }
        let iter = self.iter(items)?;
        self.exhaust(iter)
    }

    /// All that an iterator still has; the reference to it is taken over.
    pub(crate) fn exhaust(&mut self, iter: Ref) -> R<Vec<Ref>> {
        let mut values = Vec::new();
        loop {
            match self.next(iter) {
                Ok(Some(value)) => values.push(value),
                Ok(None) => break,
                Err(exc) => {
                    self.decref(iter);
                    for value in values {
                        self.decref(value);
                    }
                    return Err(exc);
                }
            }
            self.clock.step();
            if self.clock.steps() > self.limits.steps {
                self.end_run(super::Stop::Steps(self.limits.steps));
                break;
            }
            if values.len() as u64 * 8 > self.limits.memory {
                self.out_of_memory();
                break;
            }
        }
        self.decref(iter);
        Ok(values)
    }
}
