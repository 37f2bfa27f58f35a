//! Items, slices and lengths.

use objects::Ref;
use objects::types::{Iterable, List};

use super::{R, Vm};
use crate::objects::{Body, Kind};

/// A slice's places in a sequence of some length.
pub(crate) struct Span {
    pub(crate) start: i64,
    pub(crate) step: i64,
    pub(crate) count: usize,
}

impl Span {
    /// The places, in the slice's own order.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.count as i64).map(|place| (self.start + place * self.step) as usize)
    }
}

impl Vm {
    /// `len(object)`
    pub(crate) fn len(&mut self, object: Ref) -> R<usize> {
        if let Some(method) = self.overridden(object, "__len__") {
            let result = self.call_unbound(method, object, &[])?;
            let value = self.i64_value(result);
            let name = self.tp_name(result);
            self.decref(result);
            return match value {
                Some(value) if value < 0 => Err(self.value_error("__len__() should return >= 0")),
                Some(value) => Ok(value as usize),
                None => Err(self.type_error(format!(
                    "'{name}' object cannot be interpreted as an integer"
                ))),
            };
        }
        self.native_len(object)
    }

    /// What the built-in type says.
    pub(crate) fn native_len(&mut self, object: Ref) -> R<usize> {
        Ok(match self.body(object) {
            Body::Str(text) => text.value.len(),
            Body::Bytes(bytes) => bytes.len(),
            Body::ByteArray(bytes) => bytes.len(),
            Body::Tuple(tuple) => tuple.len(),
            Body::List(list) => list.len(),
            Body::Dict(dict) => dict.len(),
            Body::Set(set) | Body::FrozenSet(set) => set.len(),
            Body::Range(range) => range.len as usize,
            Body::DictView { dict, .. } | Body::MappingProxy(dict) => {
                let dict = *dict;
                return self.len(dict);
            }
            Body::Weak(reference) if reference.kind().is_proxy() => {
                return self.scope(|vm| {
                    let target = weakref::proxy::unwrap(vm, object)?;
                    let target = vm.own(target);
                    vm.len(target)
                });
            }
            _ => {
                let text = format!("object of type '{}' has no len()", self.tp_name(object));
                return Err(self.type_error(text));
            }
        })
    }

    /// What is said of a slice index that is none.
    pub(crate) fn slice_index_text(&self) -> &'static str {
        if self.since(15) {
            "slice indices must be integers or have an __index__ method"
        } else {
            "slice indices must be integers or None or have an __index__ method"
        }
    }

    /// Start, stop and step of a slice in a sequence of this length: `PySlice_AdjustIndices`.
    pub(crate) fn slice_indices(&mut self, slice: Ref, len: i64) -> R<(i64, i64, i64)> {
        let Body::Slice(parts) = self.body(slice) else {
            return Ok((0, 0, 1));
        };
        let [start, stop, step] = *parts;
        let none = self.one.none;
        let part = |vm: &mut Vm, value: Ref| -> R<Option<i64>> {
            if value == none {
                return Ok(None);
            }
            if !vm.has_index(value) {
                let text = vm.slice_index_text();
                return Err(vm.type_error(text));
            }
            vm.index(value).map(Some)
        };
        let step = part(self, step)?.unwrap_or(1);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let (start, stop) = (part(self, start)?, part(self, stop)?);
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let fit = |value: Option<i64>, default: i64| match value {
            None => default,
            Some(value) if value < 0 => value.saturating_add(len).max(low),
            Some(value) => value.min(high),
        };
        let start = fit(start, if step < 0 { high } else { low });
        let stop = fit(stop, if step < 0 { low } else { high });
        Ok((start, stop, step))
    }

    /// Where a slice lies in a sequence of this length.
    pub(crate) fn span(&mut self, slice: Ref, len: usize) -> R<Span> {
        let (start, stop, step) = self.slice_indices(slice, len as i64)?;
        let count = if step < 0 && stop < start {
            (start - stop - 1) / -step + 1
        } else if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Ok(Span {
            start,
            step,
            count: count as usize,
        })
    }

    /// `container[key]`, as a new reference.
    pub(crate) fn getitem(&mut self, container: Ref, key: Ref) -> R {
        if let Some(method) = self.overridden(container, "__getitem__") {
            return self.call_unbound(method, container, &[key]);
        }
        self.native_getitem(container, key)
    }

    pub(crate) fn native_getitem(&mut self, container: Ref, key: Ref) -> R {
        match self.body(container) {
            Body::Dict(_) => {
                if let Some(value) = self.dict_get(container, key)? {
                    return Ok(self.incref(value));
                }
                if let Some(missing) = self.overridden(container, "__missing__") {
                    return self.call_unbound(missing, container, &[key]);
                }
                Err(self.key_error(key))
            }
            Body::MappingProxy(dict) => {
                let dict = *dict;
                self.getitem(dict, key)
            }
            Body::Tuple(_) | Body::List(_) => {
                let len = self.items(container).len();
                if let Body::Slice(_) = self.body(key) {
                    let span = self.span(key, len)?;
                    let is_list = matches!(self.body(container), Body::List(_));
                    if !is_list
                        && span.count == len
                        && span.step == 1
                        && !self.get(container).counts_class
                    {
                        return Ok(self.incref(container));
                    }
                    let items: Vec<Ref> = span
                        .places()
                        .map(|place| self.items(container)[place])
                        .collect();
                    let items = self.increfs(&items);
                    return Ok(if is_list {
                        self.list(items)
                    } else {
                        self.tuple(items)
                    });
                }
                let word = if matches!(self.body(container), Body::List(_)) {
                    "list"
                } else {
                    "tuple"
                };
                let at = self.sequence_index(container, key, len, word, "index")?;
                let item = self.items(container)[at];
                Ok(self.incref(item))
            }
            Body::Str(text) => {
                let len = text.value.len();
                if let Body::Slice(_) = self.body(key) {
                    let span = self.span(key, len)?;
                    if span.count == len && span.step == 1 && !self.get(container).counts_class {
                        return Ok(self.incref(container));
                    }
                    let text = self.text(container);
                    let part: String = if text.is_ascii() {
                        span.places()
                            .map(|place| text.as_bytes()[place] as char)
                            .collect()
                    } else {
                        let chars: Vec<char> = text.chars().collect();
                        span.places().map(|place| chars[place]).collect()
                    };
                    return Ok(self.str(part));
                }
                let at = self.sequence_index(container, key, len, "string", "index")?;
                let text = self.text(container);
                let one = if text.is_ascii() {
                    text.as_bytes()[at] as char
                } else {
                    text.chars().nth(at).unwrap_or('\0')
                };
                Ok(self.str(one.to_string()))
            }
            Body::Bytes(_) | Body::ByteArray(_) => self.bytes_item(container, key),
            Body::Range(range) => {
                let (from, by, len) = (range.from, range.by, range.len);
                if let Body::Slice(_) = self.body(key) {
                    let span = self.span(key, len as usize)?;
                    let start = from + span.start * by;
                    let step = by * span.step;
                    return Ok(self.range(start, start + step * span.count as i64, step));
                }
                let at =
                    self.sequence_index(container, key, len as usize, "range object", "index")?;
                Ok(self.int_i64(from + at as i64 * by))
            }
            Body::Weak(reference) if reference.kind().is_proxy() => self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, container)?;
                let target = vm.own(target);
                vm.getitem(target, key)
            }),
            Body::Type(_) => {
                if container == self.kind(Kind::Type) && self.since(9) {
                    return Ok(crate::modules::generic::generic_alias(self, container, key));
                }
                if let Some(method) = self.type_lookup_str(container, "__class_getitem__") {
                    let bound = self.bind(method, None, container)?;
                    let result = self.call_args(bound, &super::Args::pos(&[key]));
                    self.decref(bound);
                    return result;
                }
                let text = if self.since(11) {
                    let name = self.class_tp_name(container);
                    format!("type '{name}' is not subscriptable")
                } else {
                    "'type' object is not subscriptable".to_owned()
                };
                Err(self.type_error(text))
            }
            _ => {
                let text = format!("'{}' object is not subscriptable", self.tp_name(container));
                Err(self.type_error(text))
            }
        }
    }

    /// One byte as a number, or a slice.
    fn bytes_item(&mut self, container: Ref, key: Ref) -> R {
        let is_array = matches!(self.body(container), Body::ByteArray(_));
        let bytes = self.buffer(container).unwrap_or_default();
        if let Body::Slice(_) = self.body(key) {
            let span = self.span(key, bytes.len())?;
            let whole = span.count == bytes.len() && span.step == 1;
            if whole && !is_array && !self.get(container).counts_class {
                return Ok(self.incref(container));
            }
            let part: Vec<u8> = span.places().map(|place| bytes[place]).collect();
            if is_array {
                let array = objects::types::ByteArray::new(self.version, part);
                return Ok(self.alloc(Body::ByteArray(Box::new(array))));
            }
            return Ok(self.bytes(part));
        }
        let word = if is_array { "bytearray" } else { "index" };
        let at = self.sequence_index(container, key, bytes.len(), word, "index")?;
        Ok(self.int_i64(i64::from(bytes[at])))
    }

    fn sequence_index(
        &mut self,
        container: Ref,
        key: Ref,
        len: usize,
        word: &str,
        what: &str,
    ) -> R<usize> {
        let is_index = self.has_index(key);
        if !is_index {
            let kind = match word {
                "string" => "string",
                "index" => "byte",
                "range object" => "range",
                word => word,
            };
            let text = match (word, self.since(11)) {
                ("string", true) => format!(
                    "string indices must be integers, not '{}'",
                    self.tp_name(key)
                ),
                ("string", false) => "string indices must be integers".to_owned(),
                _ => format!(
                    "{kind} indices must be integers or slices, not {}",
                    self.tp_name(key)
                ),
            };
            return Err(self.type_error(text));
        }
        let _ = container;
        let value = self.index_value(key)?;
        let Some(mut at) = value.to_i64() else {
            let text = format!(
                "cannot fit '{}' into an index-sized integer",
                self.tp_name(key)
            );
            return Err(self.error("IndexError", text));
        };
        if at < 0 {
            at = at.saturating_add(len as i64);
        }
        if at < 0 || at >= len as i64 {
            let text = if word == what {
                "index out of range".to_owned()
            } else {
                format!("{word} {what} out of range")
            };
            return Err(self.error("IndexError", text));
        }
        Ok(at as usize)
    }

    /// `container[key] = value`
    pub(crate) fn setitem(&mut self, container: Ref, key: Ref, value: Ref) -> R<()> {
        if let Some(method) = self.overridden(container, "__setitem__") {
            let result = self.call_unbound(method, container, &[key, value])?;
            self.decref(result);
            return Ok(());
        }
        self.native_setitem(container, key, value)
    }

    pub(crate) fn native_setitem(&mut self, container: Ref, key: Ref, value: Ref) -> R<()> {
        match self.body(container) {
            Body::Dict(_) => self.dict_set(container, key, value),
            Body::List(list) => {
                let len = list.len();
                if let Body::Slice(_) = self.body(key) {
                    return self.assign_slice(container, key, Some(value));
                }
                let at = self.sequence_index(container, key, len, "list", "assignment index")?;
                self.incref(value);
                let old = match self.body_mut(container) {
                    Body::List(list) => list.set_item(at, value).unwrap_or(value),
                    _ => value,
                };
                self.decref(old);
                Ok(())
            }
            Body::ByteArray(_) => self.bytearray_setitem(container, key, Some(value)),
            Body::Weak(reference) if reference.kind().is_proxy() => self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, container)?;
                let target = vm.own(target);
                vm.setitem(target, key, value)
            }),
            _ => {
                let text = format!(
                    "'{}' object does not support item assignment",
                    self.tp_name(container)
                );
                Err(self.type_error(text))
            }
        }
    }

    /// `del container[key]`
    pub(crate) fn delitem(&mut self, container: Ref, key: Ref) -> R<()> {
        if let Some(method) = self.overridden(container, "__delitem__") {
            let result = self.call_unbound(method, container, &[key])?;
            self.decref(result);
            return Ok(());
        }
        self.native_delitem(container, key)
    }

    pub(crate) fn native_delitem(&mut self, container: Ref, key: Ref) -> R<()> {
        match self.body(container) {
            Body::Dict(_) => match self.dict_take(container, key)? {
                Some((held, value)) => {
                    self.decref(held);
                    self.decref(value);
                    Ok(())
                }
                None => Err(self.key_error(key)),
            },
            Body::List(list) => {
                let len = list.len();
                if let Body::Slice(_) = self.body(key) {
                    return self.assign_slice(container, key, None);
                }
                let at = self.sequence_index(container, key, len, "list", "assignment index")?;
                let version = self.version;
                let gone = match self.body_mut(container) {
                    Body::List(list) => list.delete_item(version, at),
                    _ => None,
                };
                self.resized(container);
                self.xdecref(gone);
                Ok(())
            }
            Body::ByteArray(_) => self.bytearray_setitem(container, key, None),
            _ => {
                let text = format!(
                    "'{}' object doesn't support item deletion",
                    self.tp_name(container)
                );
                Err(self.type_error(text))
            }
        }
    }

    /// `array[key] = value`, or `del array[key]`.
    fn bytearray_setitem(&mut self, array: Ref, key: Ref, value: Option<Ref>) -> R<()> {
        let len = self.buffer(array).unwrap_or_default().len();
        if !matches!(self.body(key), Body::Slice(_)) {
            let at = self.sequence_index(array, key, len, "bytearray", "index")?;
            let byte = match value {
                Some(value) => vec![self.array_byte(value)?],
                None => Vec::new(),
            };
            return self.bytearray_replace(array, at..at + 1, &byte);
        }
        let span = self.span(key, len)?;
        let bytes = match value {
            None => None,
            Some(value) if self.is_int(value) || matches!(self.body(value), Body::Str(_)) => {
                return Err(self.type_error(
                    "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
                ));
            }
            Some(value) => match self.buffer(value) {
                Some(bytes) => Some(bytes),
                None => {
                    let made = crate::builtins::bytes_of(self, value)?;
                    let bytes = self.buffer(made);
                    self.decref(made);
                    bytes
                }
            },
        };
        if span.step == 1 {
            let start = span.start as usize;
            let bytes = bytes.unwrap_or_default();
            return self.bytearray_replace(array, start..start + span.count, &bytes);
        }
        let Some(bytes) = bytes else {
            let places: Vec<usize> = span.places().collect();
            let version = self.version;
            if let Body::ByteArray(array) = self.body_mut(array) {
                array.delete_places(version, &places);
            }
            self.resized(array);
            return Ok(());
        };
        if bytes.len() != span.count {
            let text = format!(
                "attempt to assign bytes of size {} to extended slice of size {}",
                bytes.len(),
                span.count
            );
            return Err(self.value_error(text));
        }
        for (place, byte) in span.places().zip(bytes) {
            self.bytearray_replace(array, place..place + 1, &[byte])?;
        }
        Ok(())
    }

    fn assign_slice(&mut self, list: Ref, slice: Ref, value: Option<Ref>) -> R<()> {
        let items = match value {
            Some(value) => {
                if !self.is_iterable(value) {
                    let text = if self.since(13) {
                        "must assign iterable to extended slice"
                    } else {
                        "can only assign an iterable"
                    };
                    return Err(self.type_error(text));
                }
                self.collect(value)?
            }
            None => Vec::new(),
        };
        let len = self.items(list).len();
        let span = match self.span(slice, len) {
            Ok(span) => span,
            Err(exc) => {
                for item in items {
                    self.decref(item);
                }
                return Err(exc);
            }
        };
        let version = self.version;
        let gone = if span.step == 1 {
            let start = span.start as usize;
            match self.body_mut(list) {
                Body::List(list) => list.assign_slice(version, start..start + span.count, items),
                _ => Vec::new(),
            }
        } else if value.is_none() {
            let mut places: Vec<usize> = span.places().collect();
            places.sort_unstable();
            match (places.first().copied(), self.body_mut(list)) {
                (Some(first), Body::List(list)) => {
                    let step = span.step.unsigned_abs() as usize;
                    let last = places[places.len() - 1];
                    list.delete_stepped(version, first..last + 1, step)
                }
                _ => Vec::new(),
            }
        } else {
            if items.len() != span.count {
                let text = format!(
                    "attempt to assign sequence of size {} to extended slice of size {}",
                    items.len(),
                    span.count
                );
                for item in items {
                    self.decref(item);
                }
                return Err(self.value_error(text));
            }
            let places: Vec<usize> = span.places().collect();
            match self.body_mut(list) {
                Body::List(list) => places
                    .into_iter()
                    .zip(items)
                    .filter_map(|(place, item)| list.set_item(place, item).ok())
                    .collect(),
                _ => Vec::new(),
            }
        };
        self.resized(list);
        let mut gone = gone;
        // `list_ass_slice` lets go of what it took out from the end; with a step, it goes from the front.
        if span.step == 1 {
            gone.reverse();
        }
        for item in gone {
            self.decref(item);
        }
        Ok(())
    }

    /// Appends an owned item.
    pub(crate) fn list_append(&mut self, list: Ref, item: Ref) {
        let version = self.version;
        if let Body::List(list) = self.body_mut(list) {
            list.append(version, item);
        }
        self.resized(list);
    }

    /// `list.extend(items)`
    pub(crate) fn list_extend(&mut self, list: Ref, items: Ref) -> R<()> {
        let known = self.known(items);
        let version = self.version;
        let (items, known) = self.collect_with_hint(items, known)?;
        if let Body::List(list) = self.body_mut(list) {
            list.extend(version, items, known);
        }
        self.resized(list);
        Ok(())
    }

    /// All items, after asking how many they will be: `PyObject_LengthHint`.
    fn collect_with_hint(&mut self, items: Ref, known: Iterable) -> R<(Vec<Ref>, Iterable)> {
        if known != Iterable::Iterator {
            return Ok((self.collect(items)?, known));
        }
        let iter = self.iter(items)?;
        let hint = match self.length_hint(items) {
            Ok(hint) => hint,
            Err(exc) => {
                self.decref(iter);
                return Err(exc);
            }
        };
        let values = self.exhaust(iter)?;
        let known = if hint == Some(values.len()) {
            Iterable::Sized
        } else {
            Iterable::Iterator
        };
        Ok((values, known))
    }

    /// `operator.length_hint(object)`; `None` where nothing is known.
    pub(crate) fn length_hint(&mut self, object: Ref) -> R<Option<usize>> {
        if self.overridden(object, "__len__").is_some() {
            let result = self.len(object);
            if let Some(len) = self.catches(result, "TypeError")? {
                return Ok(Some(len));
            }
        }
        let Some(method) = self.special(object, "__length_hint__") else {
            return Ok(None);
        };
        let result = self.call_unbound(method, object, &[]);
        let Some(result) = self.catches(result, "TypeError")? else {
            return Ok(None);
        };
        let hint = match self.i64_value(result) {
            _ if result == self.one.not_implemented => Ok(None),
            Some(value) if value < 0 && self.since(15) => {
                let name = self.full_name(object);
                let text = format!("{name}.__length_hint__() must return a non-negative int");
                Err(self.value_error(text))
            }
            Some(value) if value < 0 => {
                Err(self.value_error("__length_hint__() should return >= 0"))
            }
            Some(value) => Ok(Some(value as usize)),
            None => Err(self.wrong_result(object, "__length_hint__", result)),
        };
        self.decref(result);
        hint
    }

    /// What a list can know of an iterable before it walks it.
    pub(crate) fn known(&self, items: Ref) -> Iterable {
        match self.body(items) {
            _ if self.get(items).counts_class => Iterable::Iterator,
            Body::List(_) | Body::Tuple(_) => Iterable::Sequence,
            Body::Dict(_) | Body::Set(_) | Body::FrozenSet(_) | Body::DictView { .. } => {
                Iterable::Keyed
            }
            Body::Str(_) | Body::Bytes(_) | Body::ByteArray(_) | Body::Range(_) => Iterable::Sized,
            _ => Iterable::Iterator,
        }
    }

    /// `list(items)`
    pub(crate) fn list_of(&mut self, items: Ref) -> R {
        let known = self.known(items);
        // To 3.9 `list` asked for the length before `extend` did.
        if !self.since(10) && self.overridden(items, "__len__").is_some() {
            self.len(items)?;
        }
        let (items, known) = self.collect_with_hint(items, known)?;
        Ok(self.list_from(items, known))
    }

    /// A range of machine integers.
    pub(crate) fn range(&mut self, start: i64, stop: i64, step: i64) -> Ref {
        let len = if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else if step < 0 && stop < start {
            (start - stop - 1) / -step + 1
        } else {
            0
        };
        let (a, b, c) = (self.int_i64(start), self.int_i64(stop), self.int_i64(step));
        self.alloc(Body::Range(Box::new(crate::objects::Range {
            start: a,
            stop: b,
            step: c,
            from: start,
            by: step,
            len,
        })))
    }

    /// So many items, or with a rest that becomes a list in the middle.
    pub(crate) fn unpack(
        &mut self,
        source: Ref,
        before: usize,
        after: Option<usize>,
    ) -> R<Vec<Ref>> {
        if !self.is_iterable(source) {
            let text = format!("cannot unpack non-iterable {} object", self.tp_name(source));
            return Err(self.type_error(text));
        }
        let exact = matches!(self.body(source), Body::List(_) | Body::Tuple(_))
            && !self.get(source).counts_class;
        let mut items;
        let mut rest = None;
        if exact {
            items = self.collect(source)?;
            rest = Some(Iterable::Sized);
        } else {
            // No more is taken from an iterator than is needed to see that it is too long.
            items = Vec::new();
            let iter = self.iter(source)?;
            // With a star, the rest of it becomes a list.
            let wanted = before + usize::from(after.is_none());
            while items.len() < wanted {
                match self.next(iter) {
                    Ok(Some(value)) => items.push(value),
                    Ok(None) => break,
                    Err(exc) => {
                        self.decref(iter);
                        for item in items {
                            self.decref(item);
                        }
                        return Err(exc);
                    }
                }
            }
            match after {
                Some(_) if items.len() == before => {
                    match self.collect_with_hint(iter, Iterable::Iterator) {
                        Ok((tail, known)) => {
                            self.decref(iter);
                            items.extend(tail);
                            rest = Some(known);
                        }
                        Err(exc) => {
                            self.decref(iter);
                            for item in items {
                                self.decref(item);
                            }
                            return Err(exc);
                        }
                    }
                }
                _ => self.decref(iter),
            }
        }
        let needed = before + after.unwrap_or(0);
        let got = items.len();
        let failure = if got < needed {
            let at_least = if after.is_some() { "at least " } else { "" };
            Some(format!(
                "not enough values to unpack (expected {at_least}{needed}, got {got})"
            ))
        } else if after.is_none() && got > needed {
            let sized = exact || matches!(self.body(source), Body::Dict(_));
            Some(if self.since(14) && sized {
                let total = if let Body::Dict(dict) = self.body(source) {
                    dict.len()
                } else {
                    got
                };
                format!("too many values to unpack (expected {needed}, got {total})")
            } else {
                format!("too many values to unpack (expected {needed})")
            })
        } else {
            None
        };
        if let Some(text) = failure {
            for item in items {
                self.decref(item);
            }
            return Err(self.value_error(text));
        }
        if let Some(after) = after {
            // The list had all of the rest, and keeps its room.
            let mut list = List::new();
            let known = rest.unwrap_or(Iterable::Iterator);
            list.extend(self.version, items.split_off(before), known);
            let tail = list.cut(after);
            items.push(self.alloc(Body::List(Box::new(list))));
            items.extend(tail);
        }
        Ok(items)
    }
}
