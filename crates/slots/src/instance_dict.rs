//! The dictionary of an instance: keys shared or its own.

use objects::Ref;
use objects::types::dict::{growth_rate, log2_keysize, usable_fraction};
use objects::types::{Dict, Key};
use version::Version;

use crate::error::Error;
use crate::event::{Event, Watch};
use crate::materialize::Purpose;
use crate::name::Name;
use crate::runtime::Runtime;
use crate::shared_keys::{KeysId, SharedKeys, Values};
use crate::thing::{DictKey, DictObject, Kind, Table, Thing};

impl DictKey {
    fn as_key(self) -> Key<DictKey> {
        match self {
            DictKey::Str(name) => Key {
                key: self,
                hash: name.hash(),
                is_str: true,
            },
            DictKey::Int(number) => Key {
                key: self,
                hash: number,
                is_str: false,
            },
        }
    }
}

/// Looks a key up in a table of its own.
pub(crate) fn combined_get(dict: &Dict<DictKey, Ref>, key: DictKey) -> Option<Ref> {
    dict.get(key.as_key().hash, |&held| held == key).copied()
}

/// Inserts into a table of its own.
pub(crate) fn combined_insert(
    version: Version,
    dict: &mut Dict<DictKey, Ref>,
    key: DictKey,
    value: Ref,
) -> Option<Ref> {
    let replaced = dict.insert(version, key.as_key(), value, |&held| held == key);
    replaced.map(|(_, old)| old)
}

impl<O: Watch> Runtime<O> {
    pub(crate) fn new_dict(&mut self, table: Table, embedded_in: Option<Ref>) -> Ref {
        let dict = DictObject { table, embedded_in };
        self.heap.insert(Thing(Kind::Dict(Box::new(dict))))
    }

    /// An empty dictionary with the keys of a class, and room for their values (`new_dict_with_shared_keys`).
    pub(crate) fn new_dict_with_shared_keys(&mut self, keys: KeysId) -> Ref {
        let values = Values::new(self.keys(keys).usable_size());
        self.keys_mut(keys).refcnt += 1;
        self.new_dict(Table::Split { keys, values }, None)
    }

    /// The value of a key, borrowed.
    #[inline]
    pub(crate) fn dict_lookup(&self, dict: Ref, key: DictKey) -> Option<Ref> {
        match (&self.dict_object(dict).table, key) {
            (Table::Split { keys, values }, DictKey::Str(name)) => {
                values.get(self.keys(*keys).lookup(name)?)
            }
            (Table::Split { .. }, DictKey::Int(_)) => None,
            (Table::Combined(table), key) => combined_get(table, key),
        }
    }

    fn take_table(&mut self, dict: Ref) -> Table {
        let table = &mut self.dict_object_mut(dict).table;
        std::mem::replace(table, Table::Combined(Dict::new()))
    }

    // ANCHOR: insertdict
    /// `dict[key] = value`: takes over the reference to the value, and gives back the one it replaces.
    ///
    /// Source: `insertdict` in `Objects/dictobject.c` (3.10.13, 3.12.12, 3.13.12).
    pub(crate) fn insertdict(&mut self, dict: Ref, key: DictKey, value: Ref) -> Option<Ref> {
        let version = self.version();
        let mut table = self.take_table(dict);
        if let Table::Split { keys, values } = &mut table {
            if let Some(index) = self.split_place(*keys, values, key) {
                let old = values.put(index, value);
                self.dict_object_mut(dict).table = table;
                return old;
            }
            // `insertion_resize`: the key finds no place beside the others.
            let log2_size = log2_keysize(version, growth_rate(values.used()));
            let is_str = matches!(key, DictKey::Str(_));
            table = self.combine(dict, *keys, std::mem::take(values), log2_size, is_str);
        }
        let old = match &mut table {
            Table::Combined(own) => combined_insert(version, own, key, value),
            Table::Split { .. } => unreachable!("the table was combined a moment ago"),
        };
        self.dict_object_mut(dict).table = table;
        old
    }
    // ANCHOR_END: insertdict

    // ANCHOR: split_place
    /// Where a value goes beside shared keys; `None` if the dictionary must have keys of its own.
    ///
    /// To 3.10 the values have no order but that of the keys, so they must come in just that order.
    /// From 3.11 each instance remembers its own.
    fn split_place(&mut self, keys: KeysId, values: &Values, key: DictKey) -> Option<usize> {
        let DictKey::Str(name) = key else { return None };
        if self.version() < Version::new(3, 11, 0) {
            let shared = self.keys(keys);
            let found = shared.lookup(name);
            let place = found.unwrap_or(shared.names.len());
            if values.get(place).is_none() && values.used() != place {
                return None;
            }
        }
        self.insert_split_key(keys, name)
    }
    // ANCHOR_END: split_place

    // ANCHOR: combine
    /// Gives a dictionary keys of its own, in a table of this size (`dictresize`).
    fn combine(
        &mut self,
        dict: Ref,
        keys: KeysId,
        values: Values,
        log2_size: u32,
        is_str: bool,
    ) -> Table {
        let version = self.version();
        let mut own = Dict::with_table(log2_size, is_str);
        for (index, value) in values.in_order() {
            let name = self.keys(keys).names[index];
            combined_insert(version, &mut own, DictKey::Str(name), value);
        }
        self.dictkeys_decref(keys);
        self.dict_object_mut(dict).embedded_in = None;
        self.tell(|| Event::DictCombined { dict });
        Table::Combined(own)
    }
    // ANCHOR_END: combine

    /// `del dict[key]`: gives back the value; `None` if there is no such key.
    ///
    /// To 3.10 a key can't be deleted beside shared keys: the dictionary gets a copy of them first.
    /// From 3.11 its value is taken out, and the key stays for the others.
    pub(crate) fn dict_remove(&mut self, dict: Ref, key: DictKey) -> Option<Ref> {
        self.dict_lookup(dict, key)?;
        let mut table = self.take_table(dict);
        if let Table::Split { keys, values } = &mut table {
            if self.version() >= Version::new(3, 11, 0) {
                let DictKey::Str(name) = key else { return None };
                let index = self.keys(*keys).lookup(name);
                let old = index.and_then(|index| values.take(index));
                self.dict_object_mut(dict).table = table;
                return old;
            }
            let log2_size = self.keys(*keys).log2_size;
            table = self.combine(dict, *keys, std::mem::take(values), log2_size, true);
        }
        let old = match &mut table {
            Table::Combined(own) => own.remove(key.as_key().hash, |&held| held == key),
            Table::Split { .. } => unreachable!("the table was combined a moment ago"),
        };
        self.dict_object_mut(dict).table = table;
        old.map(|(_, value)| value)
    }

    // ANCHOR: object_dict_set_item
    /// `object.name = value` or `del object.name` where there is a dictionary: `_PyObjectDict_SetItem`.
    ///
    /// To 3.10 the class watches what becomes of the keys it shares.
    /// When the only dictionary that used them got its own, those become the shared ones.
    /// When others use them too, or an attribute is deleted, the class gives up sharing for good.
    ///
    /// Source: `Objects/dictobject.c` (3.8.18, 3.10.13, 3.11.7).
    pub(crate) fn object_dict_set_item(
        &mut self,
        object: Ref,
        name: Name,
        value: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        let dict = self.ensure_dict_for(object, Purpose::Store);
        let class = self.type_of(object);
        let cached = self.class(class).cached_keys;
        let was_shared = cached.is_some() && self.keys_in_use(dict) == cached;
        // Values inside the object's block are reached by their keys, and looking for one to delete shares it.
        let is_embedded = self.dict_object(dict).embedded_in == Some(object);
        if let Some(keys) = cached.filter(|_| is_embedded) {
            self.insert_split_key(keys, name);
        }
        let old = match value {
            Some(value) => Ok(self.insertdict(dict, DictKey::Str(name), value)),
            None => self
                .dict_remove(dict, DictKey::Str(name))
                .map(Some)
                .ok_or_else(|| self.cannot_delete(object, name)),
        };
        let Some(cached) = cached.filter(|_| self.version() < Version::new(3, 11, 0)) else {
            return old;
        };
        let gives_up = value.is_none();
        if gives_up || (was_shared && self.keys_in_use(dict) != Some(cached)) {
            let only_the_class = self.keys(cached).refcnt == 1;
            let keys = if only_the_class && !gives_up {
                self.make_keys_shared(dict, class)
            } else {
                None
            };
            let name = self.class(class).name.clone();
            self.types[class.index()].cached_keys = keys;
            self.dictkeys_decref(cached);
            match keys.map(|keys| self.keys(keys).names.len()) {
                Some(keys) => self.tell(|| Event::KeysReplaced { class: name, keys }),
                None => self.tell(|| Event::KeysUnshared { class: name }),
            }
        }
        old
    }
    // ANCHOR_END: object_dict_set_item

    /// The shared keys that a dictionary uses.
    pub(crate) fn keys_in_use(&self, dict: Ref) -> Option<KeysId> {
        match self.dict_object(dict).table {
            Table::Split { keys, .. } => Some(keys),
            Table::Combined(_) => None,
        }
    }

    // ANCHOR: make_keys_shared
    /// Makes a dictionary's own keys the ones that its class shares (to 3.10).
    ///
    /// Source: `make_keys_shared` in `Objects/dictobject.c` (3.8.18).
    fn make_keys_shared(&mut self, dict: Ref, class: crate::TypeId) -> Option<KeysId> {
        let Table::Combined(own) = &self.dict_object(dict).table else {
            return None;
        };
        if !own.is_unicode() {
            return None;
        }
        let size = own.table_size();
        let mut keys = SharedKeys::new(class, size.ilog2(), usable_fraction(size));
        let mut values = Values::new(usable_fraction(size));
        for (&key, &value) in own.iter() {
            if let DictKey::Str(name) = key {
                let index = keys.add(name);
                values.put(index, value);
            }
        }
        keys.refcnt += 1;
        let keys = self.add_keys(keys);
        self.dict_object_mut(dict).table = Table::Split { keys, values };
        Some(keys)
    }
    // ANCHOR_END: make_keys_shared

    /// The text for an attribute that can't be deleted since it isn't there.
    ///
    /// To 3.10 it is the bare name.
    pub(crate) fn cannot_delete(&self, object: Ref, name: Name) -> Error {
        let name = self.text(name);
        if self.version() < Version::new(3, 11, 0) {
            return Error::attribute_error(name);
        }
        self.no_attribute(object, name)
    }
}
