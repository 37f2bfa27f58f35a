//! What a program does with a `__dict__` that it got hold of.

use objects::Ref;
use objects::types::dict::{estimate_size, log2_keysize, usable_fraction};
use objects::types::{Dict, Key};
use version::Version;

use crate::error::Error;
use crate::event::Watch;
use crate::instance_dict::combined_insert;
use crate::runtime::Runtime;
use crate::shared_keys::Values;
use crate::thing::{DictKey, Table};

impl<O: Watch> Runtime<O> {
    /// `object.__dict__`. The reference is borrowed: the instance holds one.
    ///
    /// # Errors
    ///
    /// `AttributeError` when instances of the class have none.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn dict_of(&mut self, object: Ref) -> Result<Ref, Error> {
        if self.has_dict(object) {
            return Ok(self.ensure_dict(object));
        }
        Err(self.no_attribute(object, "__dict__"))
    }

    /// `{name: value, …}`: a dictionary that belongs to no instance. Takes over the references to the values.
    ///
    /// The reference returned is the caller's.
    pub fn dict<'a>(&mut self, pairs: impl IntoIterator<Item = (&'a str, Ref)>) -> Ref {
        let version = self.version();
        let mut keyed = Vec::new();
        for (name, value) in pairs {
            let name = self.intern(name);
            let key = Key {
                key: DictKey::Str(name),
                hash: name.hash(),
                is_str: true,
            };
            keyed.push((key, value));
        }
        let own = Dict::display(version, keyed, |&left, &right| left == right);
        self.new_dict(Table::Combined(own), None)
    }

    /// `dict[key] = value`. Takes over the reference to the value.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_setitem(&mut self, dict: Ref, key: DictKey, value: Ref) {
        if let Some(old) = self.insertdict(dict, key, value) {
            self.decref(old);
        }
    }

    /// `dict[key]`. The reference is borrowed.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_getitem(&self, dict: Ref, key: DictKey) -> Option<Ref> {
        self.dict_lookup(dict, key)
    }

    /// `del dict[key]`, and `dict.pop(key)`.
    ///
    /// # Errors
    ///
    /// `KeyError` when there is no such key.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_delitem(&mut self, dict: Ref, key: DictKey) -> Result<(), Error> {
        match self.dict_remove(dict, key) {
            Some(old) => {
                self.decref(old);
                Ok(())
            }
            None => Err(match key {
                DictKey::Str(name) => Error::key_error(self.text(name)),
                DictKey::Int(number) => Error {
                    kind: crate::ErrorKind::KeyError,
                    text: number.to_string(),
                },
            }),
        }
    }

    /// `dict.clear()`.
    ///
    /// Values that lie in an instance's own block stay there, empty, with the shared keys (from 3.13).
    /// In all other cases the dictionary is as new.
    ///
    /// Source: `PyDict_Clear` in `Objects/dictobject.c` (3.12.12), `clear_lock_held` (3.13.12).
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_clear(&mut self, dict: Ref) {
        let object = self.dict_object_mut(dict);
        let is_embedded = object.embedded_in.is_some();
        let mut released: Vec<Ref> = Vec::new();
        match &mut object.table {
            Table::Split { keys, values } => {
                released.extend(values.iter());
                let keys = *keys;
                if is_embedded {
                    *values = Values::new(values.capacity());
                } else {
                    object.table = Table::Combined(Dict::new());
                    self.dictkeys_decref(keys);
                }
            }
            Table::Combined(own) => {
                released.extend(own.clear().into_iter().map(|(_, value)| value));
            }
        }
        for value in released {
            self.decref(value);
        }
    }

    /// `dict.copy()`: a copy shares the keys too. The reference is the caller's.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_copy(&mut self, dict: Ref) -> Ref {
        let version = self.version();
        let (table, shared) = match &self.dict_object(dict).table {
            Table::Split { values, .. } if values.used() == 0 => {
                (Table::Combined(Dict::new()), None)
            }
            Table::Split { keys, values } => {
                let (keys, values) = (*keys, values.clone());
                (Table::Split { keys, values }, Some(keys))
            }
            Table::Combined(own) => {
                let copy = own.copy(version, |&left, &right| left == right);
                (Table::Combined(copy), None)
            }
        };
        if let Some(keys) = shared {
            self.keys_mut(keys).refcnt += 1;
        }
        for (_, value) in self.dict_items(dict) {
            self.incref(value);
        }
        self.new_dict(table, None)
    }

    /// `dict(dict)`: a dictionary with keys of its own, with room for all of them made at once.
    /// The reference is the caller's.
    ///
    /// A table of shared keys is never cloned; from 3.10 another one is, if it is well filled.
    ///
    /// Source: `dict_merge` in `Objects/dictobject.c` (3.8.18, 3.10.13, 3.11.7).
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_from(&mut self, dict: Ref) -> Ref {
        let version = self.version();
        let mut new = Dict::by_call(version);
        if let Table::Combined(own) = &self.dict_object(dict).table {
            new.update(version, own, |&left, &right| left == right);
            for (_, value) in self.dict_items(dict) {
                self.incref(value);
            }
            return self.new_dict(Table::Combined(new), None);
        }
        let items = self.dict_items(dict);
        if usable_fraction(new.table_size()) < items.len() {
            new = Dict::with_table(log2_keysize(version, estimate_size(items.len())), true);
        }
        for (key, value) in items {
            self.incref(value);
            combined_insert(version, &mut new, key, value);
        }
        self.new_dict(Table::Combined(new), None)
    }

    /// `list(dict.items())`, in Python's order. The references are borrowed.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_items(&self, dict: Ref) -> Vec<(DictKey, Ref)> {
        match &self.dict_object(dict).table {
            Table::Split { keys, values } => {
                let names = &self.keys(*keys).names;
                let items = values.in_order();
                items
                    .map(|(index, value)| (DictKey::Str(names[index]), value))
                    .collect()
            }
            Table::Combined(own) => own.iter().map(|(&key, &value)| (key, value)).collect(),
        }
    }

    /// Whether the dictionary uses keys that the instances of a class share.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or is gone.
    pub fn dict_shares_keys(&self, dict: Ref) -> bool {
        self.keys_in_use(dict).is_some()
    }

    /// How many keys the instances of a class share now; `None` when they share none.
    pub fn shared_keys(&self, class: impl Into<crate::TypeId>) -> Option<Vec<&str>> {
        let keys = self.class(class).cached_keys?;
        let names = self.keys(keys).names.iter();
        Some(names.map(|&name| self.text(name)).collect())
    }

    /// Whether this version keeps values outside of dictionaries at all.
    pub(crate) fn keeps_values_apart(version: Version) -> bool {
        version >= Version::new(3, 11, 0)
    }
}
