//! Changing containers in place.

use super::keys::{Place, equal};
use super::{Exception, Kind, Memory};
use crate::event::Observer;
use crate::object::Object;
use crate::reference::Ref;
use crate::types::{Dict, Entry, Key, List, Set};

impl<O: Observer> Memory<O> {
    /// Fits the container's buffer to what it holds now, and frees the references it gave up, one after the other.
    fn settle(
        &mut self,
        container: Ref,
        given_up: impl IntoIterator<Item = Ref>,
    ) -> Result<(), Exception> {
        let nbytes = self.get(container).buffer_bytes(self.version);
        let fitted = match self.get(container) {
            // A hash table grows by being built anew beside the old one.
            Object::Dict(_) | Object::Set(_) => self.heap.replace_buffer(container, nbytes),
            _ => self.heap.resize_buffer(container, nbytes),
        };
        for object in given_up {
            self.drop(object);
        }
        Ok(fitted?)
    }

    /// A list, to be changed.
    fn list_mut(&mut self, object: Ref, what: &str) -> Result<&mut List<Ref>, Exception> {
        let missing = self.no_attribute(object, what);
        match self.heap.get_mut(object) {
            Some(Object::List(list)) => Ok(list),
            _ => Err(missing),
        }
    }

    /// Python's answer to a method that the type doesn't have.
    fn no_attribute(&self, object: Ref, name: &str) -> Exception {
        let type_name = self.type_name(object);
        Exception::new(
            Kind::AttributeError,
            format!("'{type_name}' object has no attribute '{name}'"),
        )
    }

    /// `list.append(item)`: the list takes a reference of its own.
    ///
    /// # Errors
    ///
    /// An `AttributeError` for anything but a list.
    // ANCHOR: append
    pub fn append(&mut self, list: Ref, item: Ref) -> Result<(), Exception> {
        let version = self.version;
        self.list_mut(list, "append")?.append(version, item);
        self.heap.incref(item);
        self.settle(list, [])
    }
    // ANCHOR_END: append

    /// `list.pop()`: the last item, whose reference is now the caller's.
    ///
    /// # Errors
    ///
    /// An `IndexError` for an empty list, an `AttributeError` for anything but a list.
    pub fn pop(&mut self, list: Ref) -> Result<Ref, Exception> {
        let version = self.version;
        let items = self.list_mut(list, "pop")?;
        let last = items.len().checked_sub(1);
        let item = last.and_then(|last| items.pop(version, last));
        let item = item.ok_or_else(|| Exception::new(Kind::IndexError, "pop from empty list"))?;
        self.settle(list, [])?;
        Ok(item)
    }

    /// `del list[index]`.
    ///
    /// # Errors
    ///
    /// An `IndexError` when there is no such item, a `TypeError` for anything but a list.
    pub fn delete_item(&mut self, list: Ref, index: usize) -> Result<(), Exception> {
        let version = self.version;
        let refused = format!(
            "'{}' object doesn't support item deletion",
            self.type_name(list)
        );
        let Some(Object::List(items)) = self.heap.get_mut(list) else {
            return Err(Exception::type_error(refused));
        };
        let gone = items
            .delete_item(version, index)
            .ok_or_else(assignment_out_of_range)?;
        self.settle(list, [gone])
    }

    /// `list.clear()`: the last item loses its reference first.
    ///
    /// # Errors
    ///
    /// An `AttributeError` for anything but a list.
    pub fn clear_list(&mut self, list: Ref) -> Result<(), Exception> {
        let gone = self.list_mut(list, "clear")?.clear();
        self.settle(list, gone.into_iter().rev())
    }

    /// `sequence[index]`, borrowed.
    ///
    /// # Errors
    ///
    /// An `IndexError` when there is no such item, a `TypeError` for anything but a list or a tuple.
    pub fn item(&self, sequence: Ref, index: usize) -> Result<Ref, Exception> {
        let (items, name) = match self.get(sequence) {
            Object::List(list) => (list.items(), "list"),
            Object::Tuple(tuple) => (tuple.items(), "tuple"),
            other => {
                let text = format!("'{}' object is not subscriptable", other.type_name());
                return Err(Exception::type_error(text));
            }
        };
        let missing = || Exception::new(Kind::IndexError, format!("{name} index out of range"));
        items.get(index).copied().ok_or_else(missing)
    }

    /// `sequence[index] = item`: the list takes a reference of its own, and the old item loses one.
    ///
    /// # Errors
    ///
    /// An `IndexError` when there is no such item, a `TypeError` for a tuple and all that can't be changed.
    pub fn set_item(&mut self, list: Ref, index: usize, item: Ref) -> Result<(), Exception> {
        let refused = format!(
            "'{}' object does not support item assignment",
            self.type_name(list)
        );
        let Some(Object::List(items)) = self.heap.get_mut(list) else {
            return Err(Exception::type_error(refused));
        };
        let old = items
            .set_item(index, item)
            .map_err(|_| assignment_out_of_range())?;
        self.heap.incref(item);
        self.drop(old);
        Ok(())
    }

    /// `list.extend(items)` with a list or a tuple.
    ///
    /// # Errors
    ///
    /// An `AttributeError` for anything but a list, a `TypeError` for items that are neither list nor tuple.
    pub fn extend(&mut self, list: Ref, items: Ref) -> Result<(), Exception> {
        let version = self.version;
        let added = match self.get(items) {
            Object::List(items) => items.items().to_vec(),
            Object::Tuple(items) => items.items().to_vec(),
            other => {
                let text = format!("'{}' object is not iterable", other.type_name());
                return Err(Exception::type_error(text));
            }
        };
        self.list_mut(list, "extend")?.extend(
            version,
            added.iter().copied(),
            crate::types::Iterable::Sequence,
        );
        for &item in &added {
            self.heap.incref(item);
        }
        self.settle(list, [])
    }

    /// `{}`.
    pub fn dict(&mut self) -> Ref {
        self.make(Object::Dict(Box::default()))
    }

    /// A dict, to be read.
    fn dict_of(&self, object: Ref) -> Result<&Dict<Ref, Ref>, Exception> {
        match self.get(object) {
            Object::Dict(dict) => Ok(dict),
            other => Err(Exception::type_error(format!(
                "'{}' object is not a dict",
                other.type_name()
            ))),
        }
    }

    /// `dict[key] = value`: the dict takes a reference to each, and to the key only if it is new.
    ///
    /// # Errors
    ///
    /// A `TypeError` for a key without a hash, and for anything but a dict.
    pub fn dict_set(&mut self, dict: Ref, key: Ref, value: Ref) -> Result<(), Exception> {
        self.dict_of(dict)?;
        let hash = self.hash_key(key, Place::DictKey)?;
        let is_str = matches!(self.get(key), Object::Str(_));
        let version = self.version;
        self.heap.incref(key);
        self.heap.incref(value);
        let replaced = self.with_dict(dict, |memory, dict| {
            dict.insert(version, Key { key, hash, is_str }, value, |&held| {
                equal(&memory.heap, held, key)
            })
        });
        self.settle(
            dict,
            replaced.into_iter().flat_map(|(key, value)| [value, key]),
        )
    }

    /// `dict[key]`, borrowed.
    ///
    /// # Errors
    ///
    /// A `KeyError` when the key isn't there, a `TypeError` for a key without a hash.
    pub fn dict_get(&self, dict: Ref, key: Ref) -> Result<Ref, Exception> {
        let hash = self.hash_key(key, Place::DictKey)?;
        let found = self.dict_of(dict)?.get(hash, |&held| self.eq(held, key));
        found
            .copied()
            .ok_or_else(|| Exception::new(Kind::KeyError, self.repr(key)))
    }

    /// `del dict[key]`: the key loses its reference first, then the value.
    ///
    /// # Errors
    ///
    /// A `KeyError` when the key isn't there, a `TypeError` for a key without a hash.
    pub fn dict_delete(&mut self, dict: Ref, key: Ref) -> Result<(), Exception> {
        self.dict_of(dict)?;
        let hash = self.hash_key(key, Place::DictKey)?;
        let removed = self.with_dict(dict, |memory, dict| {
            dict.remove(hash, |&held| equal(&memory.heap, held, key))
        });
        let Some((old_key, old_value)) = removed else {
            return Err(Exception::new(Kind::KeyError, self.repr(key)));
        };
        self.settle(dict, [old_key, old_value])
    }

    /// Lends a dict to a closure that needs the heap as well, to compare keys.
    fn with_dict<R>(
        &mut self,
        object: Ref,
        change: impl FnOnce(&Self, &mut Dict<Ref, Ref>) -> R,
    ) -> R {
        let mut dict = match self.heap.get_mut(object) {
            Some(Object::Dict(dict)) => std::mem::take(&mut **dict),
            _ => unreachable!("a dict was checked to be one"),
        };
        let result = change(self, &mut dict);
        if let Some(Object::Dict(place)) = self.heap.get_mut(object) {
            **place = dict;
        }
        result
    }

    /// `set()`.
    pub fn set(&mut self) -> Ref {
        self.make(Object::Set(Box::default()))
    }

    /// `frozenset(items)`, which takes no reference over: it makes its own.
    ///
    /// # Errors
    ///
    /// A `TypeError` for an item without a hash.
    pub fn frozenset(&mut self, items: &[Ref]) -> Result<Ref, Exception> {
        let mut set = Set::new();
        for &key in items {
            let hash = self.hash_key(key, Place::SetElement)?;
            set.add(self.version, Entry { key, hash }, |&held| {
                self.eq(held, key)
            });
        }
        for &key in set.iter() {
            self.heap.incref(key);
        }
        Ok(self.make(Object::FrozenSet(Box::new(set))))
    }

    /// `set.add(key)`: the set takes a reference, unless an equal key is there already.
    ///
    /// # Errors
    ///
    /// A `TypeError` for a key without a hash, an `AttributeError` for anything but a set.
    pub fn set_add(&mut self, set: Ref, key: Ref) -> Result<(), Exception> {
        let hash = self.hash_key(key, Place::SetElement)?;
        let version = self.version;
        let unused = self.with_set(set, "add", |memory, set| {
            set.add(version, Entry { key, hash }, |&held| {
                equal(&memory.heap, held, key)
            })
        })?;
        if unused.is_none() {
            self.heap.incref(key);
        }
        self.settle(set, [])
    }

    /// `set.discard(key)`. Says whether it was there.
    ///
    /// # Errors
    ///
    /// A `TypeError` for a key without a hash, an `AttributeError` for anything but a set.
    pub fn set_discard(&mut self, set: Ref, key: Ref) -> Result<bool, Exception> {
        let hash = self.hash_key(key, Place::SetElement)?;
        let gone = self.with_set(set, "discard", |memory, set| {
            set.discard(hash, |&held| equal(&memory.heap, held, key))
        })?;
        self.settle(set, gone)?;
        Ok(gone.is_some())
    }

    /// Lends a set to a closure that needs the heap as well, to compare keys.
    fn with_set<R>(
        &mut self,
        object: Ref,
        method: &str,
        change: impl FnOnce(&Self, &mut Set<Ref>) -> R,
    ) -> Result<R, Exception> {
        let missing = self.no_attribute(object, method);
        let mut set = match self.heap.get_mut(object) {
            Some(Object::Set(set)) => std::mem::take(&mut **set),
            _ => return Err(missing),
        };
        let result = change(self, &mut set);
        if let Some(Object::Set(place)) = self.heap.get_mut(object) {
            **place = set;
        }
        Ok(result)
    }

    /// `key in container`: a key of a dict or set, an item of a list or tuple.
    ///
    /// # Errors
    ///
    /// A `TypeError` for a key without a hash, and for anything that isn't a container.
    pub fn contains(&self, container: Ref, key: Ref) -> Result<bool, Exception> {
        Ok(match self.get(container) {
            Object::List(list) => list.items().iter().any(|&item| self.eq(item, key)),
            Object::Tuple(tuple) => tuple.items().iter().any(|&item| self.eq(item, key)),
            Object::Dict(dict) => {
                let hash = self.hash_key(key, Place::DictKey)?;
                dict.get(hash, |&held| self.eq(held, key)).is_some()
            }
            Object::Set(set) | Object::FrozenSet(set) => {
                let hash = self.hash_key(key, Place::SetElement)?;
                set.contains(hash, |&held| self.eq(held, key))
            }
            other => {
                let text = format!("argument of type '{}' is not iterable", other.type_name());
                return Err(Exception::type_error(text));
            }
        })
    }

    /// `object.name = value`: the instance takes a reference of its own.
    ///
    /// # Errors
    ///
    /// An `AttributeError` for anything but an instance.
    pub fn set_attribute(&mut self, object: Ref, name: &str, value: Ref) -> Result<(), Exception> {
        let missing = self.no_attribute(object, name);
        let Some(Object::Instance(instance)) = self.heap.get_mut(object) else {
            return Err(missing);
        };
        let old = instance.attributes.store(name, value);
        self.heap.incref(value);
        if let Some(old) = old {
            self.drop(old);
        }
        Ok(())
    }

    /// `object.name`, borrowed.
    ///
    /// # Errors
    ///
    /// An `AttributeError` when there is no such attribute.
    pub fn attribute(&self, object: Ref, name: &str) -> Result<Ref, Exception> {
        match self.get(object) {
            Object::Instance(instance) => instance
                .attributes
                .lookup(name)
                .map_err(|_| self.no_attribute(object, name)),
            _ => Err(self.no_attribute(object, name)),
        }
    }

    /// `del object.name`.
    ///
    /// # Errors
    ///
    /// An `AttributeError` when there is no such attribute.
    pub fn delete_attribute(&mut self, object: Ref, name: &str) -> Result<(), Exception> {
        let missing = self.no_attribute(object, name);
        let Some(Object::Instance(instance)) = self.heap.get_mut(object) else {
            return Err(missing);
        };
        let old = instance.attributes.remove(name).map_err(|_| missing)?;
        self.drop(old);
        Ok(())
    }
}

/// What Python says of an index that isn't there to be changed.
fn assignment_out_of_range() -> Exception {
    Exception::new(Kind::IndexError, "list assignment index out of range")
}
