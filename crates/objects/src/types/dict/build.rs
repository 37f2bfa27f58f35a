//! How dictionaries come to be from something else: what is known decides the first table.

use version::Version;

use super::keys::{Entry, Keys, LOG_MINSIZE};
use super::{Dict, Key, estimate_size, log2_keysize, usable_fraction};

/// Pairs that a literal puts on the stack at once, at most (`STACK_USE_GUIDELINE` halved).
const STACK_PAIRS: usize = 15;

/// The largest table that is made before its entries are there, as a power of two.
const LOG_MAX_PRESIZE: u32 = 17;

impl<K, V> Dict<K, V> {
    /// `dict()`, and what `dict(iterable)` and `dict.fromkeys` begin with.
    ///
    /// To 3.9 a call made a table at once, while `{}` shared the empty one.
    /// Source: `dict_new` in `Objects/dictobject.c` (3.9.18), `dict_vectorcall` (3.10.13).
    pub fn by_call(version: Version) -> Dict<K, V> {
        let mut dict = Dict::new();
        if version < Version::new(3, 10, 0) {
            dict.keys = Some(Keys::new(LOG_MINSIZE, true));
        }
        dict
    }

    /// An empty dictionary with room for `entries`, of which all keys are `str` or not
    /// (`_PyDict_NewPresized`, `dict_new_presized`).
    ///
    /// Up to five need no table yet.
    pub fn presized(version: Version, entries: usize, unicode: bool) -> Dict<K, V> {
        let mut dict = Dict::new();
        if entries > usable_fraction(1 << LOG_MINSIZE) {
            let most = usable_fraction(1 << LOG_MAX_PRESIZE);
            let log2_size = if entries > most {
                LOG_MAX_PRESIZE
            } else {
                log2_keysize(version, estimate_size(entries))
            };
            dict.keys = Some(Keys::new(log2_size, unicode));
        }
        dict
    }

    /// An empty dictionary with a table of `1 << log2_size` index slots, and entries for `str` keys only or for all.
    ///
    /// This is what `dictresize` makes before it moves the entries in.
    pub fn with_table(log2_size: u32, unicode: bool) -> Dict<K, V> {
        let mut dict = Dict::new();
        dict.keys = Some(Keys::new(log2_size, unicode));
        dict
    }

    /// `{a: b, …}`.
    ///
    /// To 15 pairs the table is made first, beyond they are added one by one, or, to 3.10, in parts.
    /// Whichever way, the table ends with the same size.
    /// Source: `compiler_dict` in `Python/compile.c` (3.8.18, 3.10.13, 3.13.12).
    pub fn display(
        version: Version,
        pairs: impl IntoIterator<Item = (Key<K>, V)>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Dict<K, V>
    where
        K: Clone,
    {
        let pairs: Vec<(Key<K>, V)> = pairs.into_iter().collect();
        let mut dict = if pairs.len() <= STACK_PAIRS {
            let unicode = pairs.iter().all(|(key, _)| key.is_str);
            Dict::presized(version, pairs.len(), unicode)
        } else {
            Dict::new()
        };
        for (key, value) in pairs {
            let wanted = key.key.clone();
            dict.insert(version, key, value, |held| eq(held, &wanted));
        }
        dict
    }

    /// `dict.fromkeys(other, value)` of a dictionary or a set with `entries` keys: a table for all of them,
    /// to which the caller then adds. Since 3.11 only a dictionary of `str` keys gives a table of such keys.
    ///
    /// Source: `_PyDict_FromKeys` in `Objects/dictobject.c` (3.8.18, 3.11.7, 3.13.12).
    pub fn for_keys_of(version: Version, entries: usize, unicode: bool) -> Dict<K, V> {
        let mut dict = Dict::by_call(version);
        dict.resize(log2_keysize(version, estimate_size(entries)), unicode);
        dict
    }

    /// Whether every key that this dictionary's table ever held is a `str`.
    pub fn is_unicode(&self) -> bool {
        self.keys.as_ref().is_none_or(|keys| keys.unicode)
    }
}

impl<K: Clone, V: Clone> Dict<K, V> {
    /// `d.copy()`: the table is copied as it is, unless a third of its entries is deleted.
    ///
    /// Source: `PyDict_Copy` in `Objects/dictobject.c` (3.8.18, 3.13.12).
    pub fn copy(&self, version: Version, eq: impl FnMut(&K, &K) -> bool) -> Dict<K, V> {
        let rows = self.keys.as_ref().map_or(0, |keys| keys.entries.len());
        if !self.is_empty() && self.used >= rows * 2 / 3 {
            return self.clone();
        }
        let mut copy = Dict::new();
        copy.update(version, self, eq);
        copy
    }

    // ANCHOR: dict_update
    /// `d.update(other)`, `{**d}`, `dict(d)`: replaces the values of the keys that are there already.
    /// Old values come back with the keys that were not needed.
    ///
    /// Since 3.10 an empty dictionary takes a copy of `other`'s table, if that is well filled.
    /// Otherwise one large step makes room for both.
    ///
    /// Source: `dict_merge` in `Objects/dictobject.c` (3.8.18, 3.10.13, 3.13.12).
    pub fn update(
        &mut self,
        version: Version,
        other: &Dict<K, V>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Vec<(K, V)> {
        let Some(theirs) = other.keys.as_ref().filter(|_| !other.is_empty()) else {
            return Vec::new();
        };
        let clean = other.used == theirs.entries.len();
        let filled =
            theirs.log2_size == LOG_MINSIZE || usable_fraction(other.table_size() / 2) < other.used;
        if self.is_empty() && clean && filled && version >= Version::new(3, 10, 0) {
            *self = other.clone();
            return Vec::new();
        }
        if usable_fraction(self.table_size()) < other.used {
            let minsize = estimate_size(self.used + other.used);
            self.resize(log2_keysize(version, minsize), theirs.unicode);
        }
        let mut replaced = Vec::new();
        for Entry { key, value } in theirs.live().cloned() {
            let wanted = key.key.clone();
            replaced.extend(self.insert(version, key, value, |held| eq(held, &wanted)));
        }
        replaced
    }
    // ANCHOR_END: dict_update
}
