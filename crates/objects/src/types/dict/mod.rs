//! `dict`: a compact hash table that keeps the order of its keys.

mod build;
mod keys;

use version::Version;

pub use keys::{estimate_size, growth_rate, keys_size, log2_keysize, usable_fraction};

use super::header::{WORD, gc_head, object_head};
use keys::{Entry, Keys, LOG_MINSIZE};

/// A key on its way into a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<K> {
    /// The key itself.
    pub key: K,
    /// Its hash.
    pub hash: i64,
    /// Whether its type is exactly `str`: since 3.11 a table with no other key has smaller entries.
    pub is_str: bool,
}

/// A mapping from keys to values.
///
/// Keys are compared by a closure that the caller gives, since only the caller can read them.
/// It is asked about keys with an equal hash, and must accept a key that is the same object.
///
/// ```
/// use objects::types::{Dict, Key};
/// use version::Version;
///
/// let version = Version::new(3, 13, 18);
/// let mut dict = Dict::new();
/// assert_eq!(dict.sizeof(version), 64);
/// let key = Key { key: "one", hash: 1, is_str: true };
/// assert_eq!(dict.insert(version, key, 1, |&key| key == "one"), None);
/// assert_eq!(dict.get(1, |&key| key == "one"), Some(&1));
/// assert_eq!(dict.sizeof(version), 184);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dict<K, V> {
    /// `None` is the one empty table that all empty dictionaries share (`Py_EMPTY_KEYS`).
    keys: Option<Keys<K, V>>,
    used: usize,
}

impl<K, V> Dict<K, V> {
    /// `{}`: a dictionary without a table of its own.
    pub const fn new() -> Dict<K, V> {
        Dict {
            keys: None,
            used: 0,
        }
    }

    /// How many keys there are (`ma_used`).
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// How many index slots the table has (`DK_SIZE`), and 0 without a table of its own.
    pub fn table_size(&self) -> usize {
        self.keys.as_ref().map_or(0, |keys| 1 << keys.log2_size)
    }

    /// How many keys can still be added before the table is made anew (`dk_usable`).
    pub fn usable(&self) -> usize {
        self.keys.as_ref().map_or(0, |keys| keys.usable)
    }

    /// Bytes of the keys table, the dictionary's second block, and 0 without one of its own.
    pub fn buffer_bytes(&self, version: Version) -> usize {
        self.keys
            .as_ref()
            .map_or(0, |keys| keys_size(version, keys.log2_size, keys.unicode))
    }

    /// What `sys.getsizeof` gives, in bytes: the object (`ma_used`, a version tag or what took its
    /// place, `ma_keys`, `ma_values`) and its table.
    pub fn sizeof(&self, version: Version) -> usize {
        gc_head(version) + object_head(version) + 4 * WORD + self.buffer_bytes(version)
    }

    /// The keys and values in the order in which the keys were added.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.keys
            .iter()
            .flat_map(Keys::live)
            .map(|entry| (&entry.key.key, &entry.value))
    }

    /// The same keys, each with its hash and whether it is a `str`.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Key<K>> {
        self.keys
            .iter()
            .flat_map(Keys::live)
            .map(|entry| &entry.key)
    }

    /// The value of the key with this hash that `eq` accepts.
    #[inline]
    pub fn get(&self, hash: i64, eq: impl FnMut(&K) -> bool) -> Option<&V> {
        let keys = self.keys.as_ref()?;
        let index = keys.lookup(hash, eq)?;
        keys.entries[index].as_ref().map(|entry| &entry.value)
    }

    /// Where the entry of the key with this hash that `eq` accepts stands, for [`entry_at`](Dict::entry_at).
    #[inline]
    pub fn position(&self, hash: i64, eq: impl FnMut(&K) -> bool) -> Option<usize> {
        self.keys.as_ref()?.lookup(hash, eq)
    }

    /// The entry that stands at a position, if one does.
    #[inline]
    pub fn entry_at(&self, position: usize) -> Option<(&K, &V)> {
        let entry = self.keys.as_ref()?.entries.get(position)?.as_ref()?;
        Some((&entry.key.key, &entry.value))
    }

    /// The first entry that stands at a position or behind it, and the position behind that (`PyDict_Next`).
    pub fn next_from(&self, position: usize) -> Option<(usize, &K, &V)> {
        let entries = self.keys.as_ref()?.entries.get(position..)?;
        entries.iter().enumerate().find_map(|(ahead, entry)| {
            let entry = entry.as_ref()?;
            Some((position + ahead + 1, &entry.key.key, &entry.value))
        })
    }

    /// The value that stands at a position, to be changed in place.
    #[inline]
    pub fn value_at_mut(&mut self, position: usize) -> Option<&mut V> {
        let entry = self.keys.as_mut()?.entries.get_mut(position)?.as_mut()?;
        Some(&mut entry.value)
    }

    /// The same, to be changed in place.
    pub fn get_mut(&mut self, hash: i64, eq: impl FnMut(&K) -> bool) -> Option<&mut V> {
        let keys = self.keys.as_mut()?;
        let index = keys.lookup(hash, eq)?;
        keys.entries[index].as_mut().map(|entry| &mut entry.value)
    }

    /// `d[key] = value`. If the key was there, it stays, and the given key comes back with the old value.
    ///
    /// Source: `insertdict` in `Objects/dictobject.c` (3.8.18, 3.11.7, 3.13.12).
    pub fn insert(
        &mut self,
        version: Version,
        key: Key<K>,
        value: V,
        eq: impl FnMut(&K) -> bool,
    ) -> Option<(K, V)> {
        if let Some(old) = self.get_mut(key.hash, eq) {
            return Some((key.key, std::mem::replace(old, value)));
        }
        self.insert_combined(version, Entry { key, value });
        None
    }

    // ANCHOR: dict_insert
    /// Adds an entry for a key that is not there (`insert_combined_dict`).
    ///
    /// A table without room is made anew for three times as many entries as are alive: one
    /// that was mostly deleted shrinks now, and at no other time.
    /// Since 3.11 the first key that is not a `str` also makes the table anew, for larger entries.
    fn insert_combined(&mut self, version: Version, entry: Entry<K, V>) {
        let is_str = entry.key.is_str;
        let sorted_by_kind = version >= Version::new(3, 11, 0);
        let must_resize =
            |keys: &Keys<K, V>| keys.usable == 0 || (sorted_by_kind && keys.unicode && !is_str);
        if self.keys.as_ref().is_some_and(must_resize) {
            let minsize = growth_rate(self.used);
            self.resize(log2_keysize(version, minsize), is_str);
        }
        self.keys
            .get_or_insert_with(|| Keys::new(LOG_MINSIZE, is_str))
            .add(entry);
        self.used += 1;
    }
    // ANCHOR_END: dict_insert

    /// Moves the entries that are alive to a new table (`dictresize`).
    ///
    /// A table that once held another key than a `str` stays general, even if none is left.
    fn resize(&mut self, log2_size: u32, unicode: bool) {
        let old = self.keys.take();
        let unicode = unicode && old.as_ref().is_none_or(|keys| keys.unicode);
        let mut keys = Keys::new(log2_size, unicode);
        for entry in old.into_iter().flat_map(|keys| keys.entries).flatten() {
            keys.add(entry);
        }
        self.keys = Some(keys);
    }

    /// `del d[key]`; `None` if there is no such key (`KeyError`). The table keeps its size.
    pub fn remove(&mut self, hash: i64, eq: impl FnMut(&K) -> bool) -> Option<(K, V)> {
        let keys = self.keys.as_mut()?;
        let index = keys.lookup(hash, eq)?;
        let entry = keys.delete(index)?;
        self.used -= 1;
        Some((entry.key.key, entry.value))
    }

    /// `d.popitem()`: takes the key out that was added last; `None` if there is none (`KeyError`).
    ///
    /// Its place in the row is free again, but the room it took (`usable`) is not given back.
    /// Source: `dict_popitem_impl` in `Objects/dictobject.c` (3.13.12).
    pub fn popitem(&mut self) -> Option<(K, V)> {
        let keys = self.keys.as_mut()?;
        let index = keys.entries.iter().rposition(Option::is_some)?;
        let entry = keys.delete(index)?;
        keys.entries.truncate(index);
        self.used -= 1;
        Some((entry.key.key, entry.value))
    }

    /// `d.clear()`: gives back the table and everything in it, in order.
    pub fn clear(&mut self) -> Vec<(K, V)> {
        self.used = 0;
        let old = self.keys.take();
        old.into_iter()
            .flat_map(|keys| keys.entries)
            .flatten()
            .map(|entry| (entry.key.key, entry.value))
            .collect()
    }
}

impl<K, V> Default for Dict<K, V> {
    fn default() -> Dict<K, V> {
        Dict::new()
    }
}
