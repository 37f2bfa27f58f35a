//! Hashes, and dicts and sets by key.

use objects::Ref;
use objects::types::{Entry, Key, hash};

use super::{Exc, R, Vm};
use crate::objects::{Body, hash_text};

impl Vm {
    /// `hash(object)`
    pub(crate) fn hash_of(&mut self, object: Ref) -> R<i64> {
        if self.has_methods(object)
            && let Some(method) = self.overridden(object, "__hash__")
        {
            if method == self.one.none {
                return Err(self.unhashable(object));
            }
            let result = self.call_unbound(method, object, &[])?;
            let hash = match self.body(result) {
                Body::Int(value) => Ok(value.to_i64().unwrap_or_else(|| value.hash())),
                Body::Bool(value) => Ok(i64::from(*value)),
                _ => Err(self.type_error("__hash__ method should return an integer")),
            };
            self.decref(result);
            return hash.map(|hash| if hash == -1 { -2 } else { hash });
        }
        self.native_hash(object)
    }

    /// What the built-in type says.
    pub(crate) fn native_hash(&mut self, object: Ref) -> R<i64> {
        Ok(match self.body(object) {
            Body::Str(text) => text.hash(),
            Body::Int(value) => value.hash(),
            Body::Bool(value) => i64::from(*value),
            Body::Float(value) => match hash::hash_double(*value) {
                Some(hash) => hash,
                None if self.since(10) => hash::hash_pointer(self.id_of(object)),
                None => 0,
            },
            Body::Complex(real, imag) => hash::hash_complex(
                hash::hash_double(*real).unwrap_or(0),
                hash::hash_double(*imag).unwrap_or(0),
            ),
            Body::Bytes(bytes) => hash_text(bytes.as_slice()),
            Body::Tuple(items) => {
                let items = items.items().to_vec();
                let mut hashes = Vec::with_capacity(items.len());
                for item in items {
                    hashes.push(self.hash_of(item)?);
                }
                hash::hash_tuple(&hashes)
            }
            Body::FrozenSet(set) => {
                let mut sum = 0u64;
                for entry in set.entries() {
                    let shuffled = ((entry.hash as u64) ^ 89_869_747 ^ ((entry.hash as u64) << 16))
                        .wrapping_mul(3_644_798_167);
                    sum ^= shuffled;
                }
                sum ^= (set.len() as u64 + 1).wrapping_mul(1_927_868_237);
                sum ^= (sum >> 11) ^ (sum >> 25);
                match sum.wrapping_mul(69_069).wrapping_add(907_133_923) as i64 {
                    -1 => 590_923_713,
                    hash => hash,
                }
            }
            Body::Range(range) => {
                let parts = [range.len, range.from, range.by];
                hash::hash_tuple(&parts)
            }
            Body::List(_)
            | Body::Dict(_)
            | Body::Set(_)
            | Body::ByteArray(_)
            | Body::DictView { .. }
            | Body::MappingProxy(_) => {
                return Err(self.unhashable(object));
            }
            Body::Slice(parts) => {
                if !self.since(12) {
                    return Err(self.unhashable(object));
                }
                let parts = *parts;
                let mut hashes = Vec::new();
                for part in parts {
                    hashes.push(self.hash_of(part)?);
                }
                hash::hash_tuple(&hashes)
            }
            Body::Weak(_) => return weakref::hash(self, object),
            Body::Method { func, this } => {
                let (func, this) = (*func, *this);
                let hash = hash::hash_pointer(self.id_of(this)) ^ self.hash_of(func)?;
                if hash == -1 { -2 } else { hash }
            }
            _ => hash::hash_pointer(self.id_of(object)),
        })
    }

    pub(crate) fn unhashable(&mut self, object: Ref) -> Exc {
        let text = format!("unhashable type: '{}'", self.tp_name(object));
        self.type_error(text)
    }

    /// Says of a `TypeError` from a hash where the key was to be used (from 3.14).
    pub(crate) fn cannot_use_key(
        &mut self,
        place: weakref::Place,
        type_name: &str,
        exc: Exc,
    ) -> Exc {
        let exception = match self.settle(exc) {
            Ok(exception) => exception,
            Err(stop) => return Exc::Stop(stop),
        };
        if !self.is_exception(exception, "TypeError") {
            return Exc::Raised(exception);
        }
        let inner = self.str_of(exception).unwrap_or_default();
        let text = weakref::cannot_use_text(place, type_name, &inner);
        self.decref(exception);
        self.error("TypeError", text)
    }

    fn key_hash(&mut self, key: Ref, place: weakref::Place) -> R<i64> {
        match self.hash_of(key) {
            Ok(hash) => Ok(hash),
            Err(exc) if self.since(14) => {
                let name = self.tp_name(key);
                Err(self.cannot_use_key(place, &name, exc))
            }
            Err(exc) => Err(exc),
        }
    }

    /// The key in the dict that is equal to this one.
    pub(crate) fn dict_find(&mut self, dict: Ref, key: Ref, hash: i64) -> R<Option<Ref>> {
        let Body::Dict(table) = self.body(dict) else {
            return Ok(None);
        };
        let is_text = matches!(self.body(key), Body::Str(_)) && !self.get(key).counts_class;
        let mut candidates = Vec::new();
        let mut found = None;
        table.get(hash, |&held| {
            if held == key || (is_text && self.same_text(held, self.text(key))) {
                found = Some(held);
                return true;
            }
            candidates.push(held);
            false
        });
        if is_text && found.is_none() {
            candidates.retain(|&held| self.get(held).counts_class);
        }
        if candidates.is_empty() {
            return Ok(found);
        }
        for candidate in candidates {
            if self.heap.get(candidate).is_none() {
                continue;
            }
            self.incref(candidate);
            let same = self.equal(candidate, key);
            let alive = self.heap.refcnt(candidate) > 1;
            self.decref(candidate);
            if same? && alive {
                return Ok(Some(candidate));
            }
        }
        Ok(found)
    }

    /// `dict[key]`, borrowed, or nothing.
    pub(crate) fn dict_get(&mut self, dict: Ref, key: Ref) -> R<Option<Ref>> {
        let hash = self.key_hash(key, weakref::Place::DictKey)?;
        let Some(found) = self.dict_find(dict, key, hash)? else {
            return Ok(None);
        };
        let Body::Dict(table) = self.body(dict) else {
            return Ok(None);
        };
        Ok(table.get(hash, |&held| held == found).copied())
    }

    /// `dict[key] = value`; both borrowed.
    pub(crate) fn dict_set(&mut self, dict: Ref, key: Ref, value: Ref) -> R<()> {
        let hash = self.key_hash(key, weakref::Place::DictKey)?;
        let found = self.dict_find(dict, key, hash)?;
        self.dict_put(dict, key, hash, value, found);
        Ok(())
    }

    /// Puts a value under the key that was found to be equal, or under a new one.
    fn dict_put(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref, found: Option<Ref>) {
        let is_str = matches!(self.body(key), Body::Str(_)) && !self.get(key).counts_class;
        self.incref(key);
        self.incref(value);
        let version = self.version;
        if found.is_none() {
            self.split_new_key(dict, key);
        }
        let Body::Dict(table) = self.body_mut(dict) else {
            return;
        };
        let replaced = table.insert(version, Key { key, hash, is_str }, value, |held| {
            Some(*held) == found
        });
        if replaced.is_none() {
            self.resized(dict);
        }
        if self.booted {
            gc::maintain_tracking(self, dict, &[key, value]);
        }
        if let Some((spare, old)) = replaced {
            self.decref(spare);
            self.decref(old);
        }
    }

    /// `dict.setdefault(key, value)`: the value that is there then, borrowed. The key is asked for its hash once.
    pub(crate) fn dict_set_default(&mut self, dict: Ref, key: Ref, value: Ref) -> R<Ref> {
        let hash = self.key_hash(key, weakref::Place::DictKey)?;
        if let Some(found) = self.dict_find(dict, key, hash)?
            && let Body::Dict(table) = self.body(dict)
            && let Some(&held) = table.get(hash, |&held| held == found)
        {
            return Ok(held);
        }
        self.dict_put(dict, key, hash, value, None);
        Ok(value)
    }

    /// Takes a key out of the dict: key and value, owned.
    pub(crate) fn dict_take(&mut self, dict: Ref, key: Ref) -> R<Option<(Ref, Ref)>> {
        let hash = self.key_hash(key, weakref::Place::DictKey)?;
        let Some(found) = self.dict_find(dict, key, hash)? else {
            return Ok(None);
        };
        self.split_delete(dict);
        let Body::Dict(table) = self.body_mut(dict) else {
            return Ok(None);
        };
        Ok(table.remove(hash, |&held| held == found))
    }

    /// The pairs of a dict, borrowed.
    pub(crate) fn dict_pairs(&self, dict: Ref) -> Vec<(Ref, Ref)> {
        match self.body(dict) {
            Body::Dict(table) => table.iter().map(|(&key, &value)| (key, value)).collect(),
            Body::MappingProxy(dict) => self.dict_pairs(*dict),
            _ => Vec::new(),
        }
    }

    /// The element of a set that is equal to this one.
    pub(crate) fn set_find(&mut self, set: Ref, item: Ref, hash: i64) -> R<Option<Ref>> {
        let (Body::Set(table) | Body::FrozenSet(table)) = self.body(set) else {
            return Ok(None);
        };
        let is_text = matches!(self.body(item), Body::Str(_)) && !self.get(item).counts_class;
        let mut candidates = Vec::new();
        let mut found = None;
        table.contains(hash, |&held| {
            if held == item || (is_text && self.same_text(held, self.text(item))) {
                found = Some(held);
                return true;
            }
            candidates.push(held);
            false
        });
        for candidate in candidates {
            if self.heap.get(candidate).is_none() {
                continue;
            }
            self.incref(candidate);
            let same = self.equal(candidate, item);
            self.decref(candidate);
            if same? {
                return Ok(Some(candidate));
            }
        }
        Ok(found)
    }

    pub(crate) fn set_contains(&mut self, set: Ref, item: Ref) -> R<bool> {
        let hash = self.key_hash(item, weakref::Place::SetElement)?;
        Ok(self.set_find(set, item, hash)?.is_some())
    }

    /// The hash of what is to be an element.
    pub(crate) fn set_hash(&mut self, item: Ref) -> R<i64> {
        self.key_hash(item, weakref::Place::SetElement)
    }

    /// Adds an item, borrowed.
    pub(crate) fn set_add(&mut self, set: Ref, item: Ref) -> R<()> {
        let hash = self.set_hash(item)?;
        self.set_add_hashed(set, item, hash)
    }

    pub(crate) fn set_add_hashed(&mut self, set: Ref, item: Ref, hash: i64) -> R<()> {
        let found = self.set_find(set, item, hash)?;
        self.incref(item);
        let version = self.version;
        let spare = match self.body_mut(set) {
            Body::Set(table) | Body::FrozenSet(table) => {
                table.add(version, Entry { key: item, hash }, |held| {
                    Some(*held) == found
                })
            }
            _ => Some(item),
        };
        self.resized(set);
        self.xdecref(spare);
        Ok(())
    }

    /// Takes an item out; whether it was there.
    pub(crate) fn set_discard(&mut self, set: Ref, item: Ref) -> R<bool> {
        let hash = self.set_hash(item)?;
        self.set_discard_hashed(set, item, hash)
    }

    pub(crate) fn set_discard_hashed(&mut self, set: Ref, item: Ref, hash: i64) -> R<bool> {
        let found = self.set_find(set, item, hash)?;
        let taken = match self.body_mut(set) {
            Body::Set(table) | Body::FrozenSet(table) => {
                table.discard(hash, |held| Some(*held) == found)
            }
            _ => None,
        };
        let was = taken.is_some();
        self.xdecref(taken);
        Ok(was)
    }

    /// The items of a set, borrowed.
    pub(crate) fn set_items(&self, set: Ref) -> Vec<Ref> {
        match self.body(set) {
            Body::Set(table) | Body::FrozenSet(table) => table.iter().copied().collect(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn set_len(&self, set: Ref) -> usize {
        match self.body(set) {
            Body::Set(table) | Body::FrozenSet(table) => table.len(),
            _ => 0,
        }
    }

    /// `set.update(items)`
    pub(crate) fn set_update(&mut self, set: Ref, items: Ref) -> R<()> {
        let version = self.version;
        match self.body(items) {
            Body::Set(other) | Body::FrozenSet(other) => {
                if set == items || other.is_empty() {
                    return Ok(());
                }
                let other = other.clone();
                if self.set_len(set) == 0 {
                    let keys: Vec<Ref> = other.iter().copied().collect();
                    self.increfs(&keys);
                    let spare = match self.body_mut(set) {
                        Body::Set(table) | Body::FrozenSet(table) => {
                            table.update(version, &other, |a, b| a == b)
                        }
                        _ => Vec::new(),
                    };
                    for item in spare {
                        self.decref(item);
                    }
                    self.resized(set);
                    return Ok(());
                }
                let entries: Vec<Entry<Ref>> = other.entries().cloned().collect();
                self.set_take_room(set, entries.len());
                return self.set_add_entries(set, entries);
            }
            Body::Dict(table) if !self.get(items).counts_class => {
                let entries: Vec<Entry<Ref>> = table
                    .keys()
                    .map(|key| Entry {
                        key: key.key,
                        hash: key.hash,
                    })
                    .collect();
                self.set_take_room(set, entries.len());
                return self.set_add_entries(set, entries);
            }
            _ => {}
        }
        let iter = self.iter(items)?;
        let mut result = Ok(());
        loop {
            match self.next(iter) {
                Ok(Some(item)) => {
                    result = self.set_add(set, item);
                    self.decref(item);
                }
                Ok(None) => break,
                Err(exc) => result = Err(exc),
            }
            self.clock.step();
            if self.clock.steps() > self.limits.steps {
                self.end_run(super::Stop::Steps(self.limits.steps));
                break;
            }
            if result.is_err() {
                break;
            }
        }
        self.decref(iter);
        result
    }

    /// Room for so many more at once, as for a merge of two sets.
    fn set_take_room(&mut self, set: Ref, more: usize) {
        if let Body::Set(table) | Body::FrozenSet(table) = self.body_mut(set) {
            table.reserve(more);
        }
        self.resized(set);
    }

    fn set_add_entries(&mut self, set: Ref, entries: Vec<Entry<Ref>>) -> R<()> {
        self.scope(|vm| {
            for entry in &entries {
                vm.incref(entry.key);
                vm.own(entry.key);
            }
            entries
                .into_iter()
                .try_for_each(|entry| vm.set_add_hashed(set, entry.key, entry.hash))
        })
    }

    /// `dict.copy()`
    pub(crate) fn dict_copy(&mut self, dict: Ref) -> Ref {
        let Body::Dict(table) = self.body(dict) else {
            return self.dict();
        };
        let copy = table.copy(self.version, |a, b| a == b);
        let refs: Vec<Ref> = copy
            .iter()
            .flat_map(|(&key, &value)| [key, value])
            .collect();
        self.increfs(&refs);
        let made = self.alloc(Body::Dict(Box::new(copy)));
        if self.booted && self.gc.is_tracked(dict) && !self.gc.is_tracked(made) {
            gc::track(self, made);
        }
        made
    }

    /// `dict.update(other)`, of a mapping or of pairs.
    pub(crate) fn dict_update(&mut self, dict: Ref, other: Ref) -> R<()> {
        let overridden = self.overridden(other, "__iter__").is_some();
        if let (Body::Dict(_) | Body::MappingProxy(_), false) = (self.body(other), overridden) {
            let source = match self.body(other) {
                Body::MappingProxy(inner) => *inner,
                _ => other,
            };
            let is_empty = matches!(self.body(dict), Body::Dict(table) if table.is_empty());
            if is_empty && let Body::Dict(table) = self.body(source) {
                let theirs = table.clone();
                let version = self.version;
                let refs: Vec<Ref> = theirs
                    .iter()
                    .flat_map(|(&key, &value)| [key, value])
                    .collect();
                self.increfs(&refs);
                if let Body::Dict(table) = self.body_mut(dict) {
                    table.update(version, &theirs, |a, b| a == b);
                }
                self.resized(dict);
                if self.booted {
                    gc::maintain_tracking(self, dict, &refs);
                }
                return Ok(());
            }
            let pairs = self.dict_pairs(source);
            return self.scope(|vm| {
                for &(key, value) in &pairs {
                    vm.incref(key);
                    vm.own(key);
                    vm.incref(value);
                    vm.own(value);
                }
                pairs
                    .into_iter()
                    .try_for_each(|(key, value)| vm.dict_set(dict, key, value))
            });
        }
        self.scope(|vm| {
            if let Some(keys) = vm.getattr_opt(other, "keys")? {
                let keys = vm.own(keys);
                let keys = vm.call_args(keys, &super::Args::pos(&[]))?;
                let keys = vm.own(keys);
                let keys = vm.collect(keys)?;
                for &key in &keys {
                    vm.own(key);
                }
                for key in keys {
                    let value = vm.getitem(other, key)?;
                    let value = vm.own(value);
                    vm.dict_set(dict, key, value)?;
                }
                return Ok(());
            }
            let pairs = vm.collect(other)?;
            for &pair in &pairs {
                vm.own(pair);
            }
            for (place, pair) in pairs.into_iter().enumerate() {
                if !vm.is_iterable(pair) {
                    if vm.since(14) {
                        return Err(vm.type_error("object is not iterable"));
                    }
                    let text = format!(
                        "cannot convert dictionary update sequence element #{place} to a sequence"
                    );
                    return Err(vm.type_error(text));
                }
                let parts = vm.collect(pair)?;
                for &part in &parts {
                    vm.own(part);
                }
                if parts.len() != 2 {
                    let text = format!(
                        "dictionary update sequence element #{place} has length {}; 2 is required",
                        parts.len()
                    );
                    return Err(vm.value_error(text));
                }
                vm.dict_set(dict, parts[0], parts[1])?;
            }
            Ok(())
        })
    }

    /// Keyword arguments: a name may come only once.
    pub(crate) fn dict_merge(&mut self, dict: Ref, other: Ref, callable: Ref) -> R<()> {
        let is_mapping = matches!(self.body(other), Body::Dict(_))
            || self.scope(|vm| {
                let keys = vm.getattr_opt(other, "keys")?;
                vm.xdecref(keys);
                R::Ok(keys.is_some())
            })?;
        if !is_mapping {
            let name = self.tp_name(other);
            let text = if self.since(15) {
                format!("Value after ** must be a mapping, not {name}")
            } else {
                let func = self.function_text(callable);
                format!("{func} argument after ** must be a mapping, not {name}")
            };
            return Err(self.type_error(text));
        }
        if let Body::Dict(_) = self.body(other) {
            for (key, _) in self.dict_pairs(other) {
                if self.dict_get(dict, key)?.is_some() {
                    let func = self.function_text(callable);
                    let shown = self.str_of(key)?;
                    let text = format!("{func} got multiple values for keyword argument '{shown}'");
                    return Err(self.type_error(text));
                }
            }
        }
        self.dict_update(dict, other)
    }
}
