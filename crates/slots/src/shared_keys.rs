//! The table of keys that all instances of a class share (PEP 412), and the values beside it.

use objects::Ref;
use objects::types::dict::{keys_size, usable_fraction};
use version::Version;

use crate::event::{Event, Watch};
use crate::name::{ByName, Name};
use crate::runtime::Runtime;
use crate::types::TypeId;

/// The most keys that instances share from 3.11 on (`SHARED_KEYS_MAX_SIZE`).
///
/// Source: `Include/internal/pycore_dict.h` (3.11.7, 3.15.0rc1).
pub const SHARED_KEYS_MAX_SIZE: usize = 30;

/// Tables with fewer keys are searched from end to end, which is faster than asking an index.
const FEW: usize = 12;

/// The number of a table of shared keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeysId(u32);

impl KeysId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// `PyDictKeysObject` of the kind that holds no values.
#[derive(Clone, Debug)]
pub(crate) struct SharedKeys {
    /// Whose instances share it.
    pub(crate) class: TypeId,
    /// How many index slots there are, as a power of two.
    pub(crate) log2_size: u32,
    /// The keys in the order they came (`dk_nentries` of them).
    pub(crate) names: Vec<Name>,
    index: ByName<u32>,
    /// How many keys can still be added (`dk_usable`).
    pub(crate) usable: usize,
    /// The class, and each dictionary that uses the table (`dk_refcnt`).
    pub(crate) refcnt: usize,
}

impl SharedKeys {
    pub(crate) fn new(class: TypeId, log2_size: u32, usable: usize) -> SharedKeys {
        SharedKeys {
            class,
            log2_size,
            names: Vec::new(),
            index: ByName::default(),
            usable,
            refcnt: 1,
        }
    }

    /// The place of a key.
    pub(crate) fn lookup(&self, name: Name) -> Option<usize> {
        if self.names.len() <= FEW {
            return self.names.iter().position(|&held| held == name);
        }
        self.index.get(&name).map(|&index| index as usize)
    }

    /// Adds a key that isn't there.
    pub(crate) fn add(&mut self, name: Name) -> usize {
        let index = self.names.len();
        self.index.insert(name, index as u32);
        self.names.push(name);
        self.usable -= 1;
        index
    }

    /// How many values an instance made now needs room for (`shared_keys_usable_size`).
    ///
    /// To 3.10 it is what the table could hold (`USABLE_FRACTION(DK_SIZE(keys))`), which is the same number:
    /// there nothing but a new key lowers `dk_usable`.
    pub(crate) fn usable_size(&self) -> usize {
        self.names.len() + self.usable
    }
}

/// `PyDictValues`: a value for each shared key, or none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Values {
    values: Vec<Option<Ref>>,
    /// The keys' places in the order in which this instance got them.
    order: Vec<u32>,
}

impl Values {
    /// Room for so many values.
    pub(crate) fn new(capacity: usize) -> Values {
        Values {
            values: vec![None; capacity],
            order: Vec::new(),
        }
    }

    pub(crate) fn capacity(&self) -> usize {
        self.values.len()
    }

    /// How many there are.
    pub(crate) fn used(&self) -> usize {
        self.order.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Ref> {
        self.values.get(index).copied().flatten()
    }

    /// Puts a value in, and gives back the one that was there.
    pub(crate) fn put(&mut self, index: usize, value: Ref) -> Option<Ref> {
        let old = self.values[index].replace(value);
        if old.is_none() {
            self.order.push(index as u32);
        }
        old
    }

    /// Takes a value out (`delete_index_from_values`).
    pub(crate) fn take(&mut self, index: usize) -> Option<Ref> {
        let old = self.values.get_mut(index)?.take()?;
        self.order.retain(|&held| held as usize != index);
        Some(old)
    }

    /// The values by place, which is the order in which they are released.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Ref> {
        self.values.iter().copied().flatten()
    }

    /// The places in the order of insertion, which is the order in which Python shows them.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = (usize, Ref)> {
        self.order
            .iter()
            .filter_map(|&index| Some((index as usize, self.get(index as usize)?)))
    }
}

impl<O: Watch> Runtime<O> {
    /// The empty table of a new class.
    ///
    /// To 3.10 it has 8 index slots, and so room for 5 keys; the first instance may yet make it larger.
    /// From 3.11 it has 64 and takes [`SHARED_KEYS_MAX_SIZE`] keys.
    /// From 3.14 it begins with the names that the class's methods assign to, in alphabetical order.
    ///
    /// Source: `_PyDict_NewKeysForClass` in `Objects/dictobject.c` (3.10.13, 3.11.7, 3.14.7).
    // ANCHOR: new_keys_for_class
    pub(crate) fn new_keys_for_class(&mut self, assigns: &[String]) -> KeysId {
        let class = TypeId(self.types.len() as u32);
        let version = self.version();
        let mut keys = if version < Version::new(3, 11, 0) {
            SharedKeys::new(class, 3, usable_fraction(8))
        } else {
            SharedKeys::new(class, 6, SHARED_KEYS_MAX_SIZE)
        };
        if version >= Version::new(3, 14, 0) {
            let mut static_attributes = assigns.to_vec();
            static_attributes.sort_unstable();
            static_attributes.dedup();
            for attribute in &static_attributes {
                if keys.usable == 0 {
                    break;
                }
                let name = self.names.intern(attribute);
                keys.add(name);
            }
        }
        self.add_keys(keys)
    }
    // ANCHOR_END: new_keys_for_class

    pub(crate) fn add_keys(&mut self, keys: SharedKeys) -> KeysId {
        let id = KeysId(self.keys.len() as u32);
        self.keys.push(keys);
        id
    }

    pub(crate) fn keys(&self, id: KeysId) -> &SharedKeys {
        &self.keys[id.index()]
    }

    pub(crate) fn keys_mut(&mut self, id: KeysId) -> &mut SharedKeys {
        &mut self.keys[id.index()]
    }

    /// One user of the table fewer. An unused one keeps its number and loses its memory.
    pub(crate) fn dictkeys_decref(&mut self, id: KeysId) {
        let keys = self.keys_mut(id);
        keys.refcnt -= 1;
        if keys.refcnt == 0 {
            keys.names = Vec::new();
            keys.index = ByName::default();
        }
    }

    // ANCHOR: insert_split_key
    /// The place of a key in the shared table, which gets it if it has room.
    ///
    /// Source: `insert_split_key` in `Objects/dictobject.c` (3.13.12), `insert_into_dictkeys` (3.11.7).
    pub(crate) fn insert_split_key(&mut self, id: KeysId, name: Name) -> Option<usize> {
        let keys = self.keys_mut(id);
        if let Some(index) = keys.lookup(name) {
            return Some(index);
        }
        if keys.usable == 0 {
            return None;
        }
        let index = keys.add(name);
        let class = keys.class;
        self.tell_key_shared(class, name, index);
        Some(index)
    }
    // ANCHOR_END: insert_split_key

    // ANCHOR: init_values
    /// Room for the values of a new instance, as many as the class shares keys, and some to spare.
    ///
    /// Each new instance takes one of the spare places away, until one is left.
    /// So the first instances are larger than the later ones.
    ///
    /// Source: `init_inline_values` in `Objects/dictobject.c` (3.11.7), `_PyObject_InitInlineValues` (3.14.7).
    pub(crate) fn init_values(&mut self, id: KeysId) -> Values {
        Values::new(self.take_spare_place(id))
    }

    /// The same without the values: how many there is room for.
    pub(crate) fn take_spare_place(&mut self, id: KeysId) -> usize {
        let keys = self.keys_mut(id);
        if keys.usable > 1 {
            keys.usable -= 1;
        }
        keys.usable_size()
    }
    // ANCHOR_END: init_values

    pub(crate) fn tell_key_shared(&mut self, class: TypeId, name: Name, index: usize) {
        let class = self.class(class).name.clone();
        let key = self.names.text(name).clone();
        self.tell(|| Event::KeyShared { class, key, index });
    }

    /// Bytes of a table of shared keys.
    pub(crate) fn shared_keys_bytes(&self, id: KeysId) -> usize {
        keys_size(self.version(), self.keys(id).log2_size, true)
    }
}
