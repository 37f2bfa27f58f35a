//! The compact table: a sparse array of small indices in front of a dense row of entries.
//!
//! A key's hash leads to an index, the index to an entry. Entries stand in the order in which
//! they were added, which is why a dictionary remembers that order.

use version::Version;

use super::super::header::WORD;
use super::Key;

/// The smallest table has this many index slots (`PyDict_MINSIZE`), as a power of two.
pub(super) const LOG_MINSIZE: u32 = 3;

/// How far the hash is shifted before each further probe (`PERTURB_SHIFT`).
const PERTURB_SHIFT: u32 = 5;

/// An index slot that was never used (`DKIX_EMPTY`).
const EMPTY: i32 = -1;

/// An index slot whose entry was deleted (`DKIX_DUMMY`). A search goes on past it.
const DUMMY: i32 = -2;

/// A key, with the hash that the table is searched by, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<K, V> {
    pub key: Key<K>,
    pub value: V,
}

/// What a dictionary's `ma_keys` points to (`PyDictKeysObject`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys<K, V> {
    pub log2_size: u32,
    /// Whether every key ever added is a `str` (`DICT_KEYS_UNICODE`).
    pub unicode: bool,
    /// How many entries can still be added (`dk_usable`); deleting gives none back.
    pub usable: usize,
    /// `None` where an entry was deleted. Its length is `dk_nentries`.
    pub entries: Vec<Option<Entry<K, V>>>,
    /// Left out of the smallest table while all its keys are `str` and none was deleted:
    /// a look at five hashes is as quick, and finds equal hashes in the same order.
    indices: Vec<i32>,
}

// ANCHOR: dict_size
/// How many entries a table of `size` index slots has room for (`USABLE_FRACTION`): two thirds.
pub fn usable_fraction(size: usize) -> usize {
    2 * size / 3
}

/// Bytes of a keys table: its head, the indices, and the room for entries, used or not.
///
/// An index takes one byte while the table has at most 128 slots, then two, then four.
/// An entry is hash, key, value; since 3.11 a table of `str` keys leaves the hashes to the keys.
///
/// Source: `_PyDict_SizeOf` and `_PyDict_KeysSize` in `Objects/dictobject.c` (3.8.18, 3.11.7).
pub fn keys_size(version: Version, log2_size: u32, unicode: bool) -> usize {
    let compact = version >= Version::new(3, 11, 0);
    let size = 1 << log2_size;
    let index = match log2_size {
        0..8 => 1,
        8..16 => 2,
        16..32 => 4,
        _ => 8,
    };
    let entry = if compact && unicode { 2 } else { 3 } * WORD;
    let head = if compact { 4 } else { 5 } * WORD;
    head + index * size + entry * usable_fraction(size)
}
// ANCHOR_END: dict_size

// ANCHOR: dict_resize
/// The size, as a power of two, of the table that is made when `minsize` slots are wanted.
///
/// To 3.9, in 3.13.4 and later 3.13, and since 3.14 it is the smallest that is large enough.
/// From 3.10 to 3.13.3 the bits are set one too high, so that a wish of 1 to 7 slots gives 16
/// and a wish of 16 gives 32 (gh-133703).
///
/// Source: `dictresize` in `Objects/dictobject.c` (3.8.18), `calculate_keysize` (3.10.13),
/// `calculate_log2_keysize` (3.11.7, 3.13.12).
pub fn log2_keysize(version: Version, minsize: usize) -> u32 {
    const MINSIZE: usize = 1 << LOG_MINSIZE;
    let last = if (Version::new(3, 10, 0)..Version::new(3, 13, 4)).contains(&version) {
        ((minsize | MINSIZE) - 1) | (MINSIZE - 1)
    } else {
        minsize.max(MINSIZE) - 1
    };
    usize::BITS - last.leading_zeros()
}

/// How many slots are wanted by a full table of `used` entries (`GROWTH_RATE`).
pub fn growth_rate(used: usize) -> usize {
    used * 3
}

/// How many slots `entries` need, so that they fill no more than two thirds (`ESTIMATE_SIZE`).
pub fn estimate_size(entries: usize) -> usize {
    (entries * 3).div_ceil(2)
}
// ANCHOR_END: dict_resize

impl<K, V> Keys<K, V> {
    /// An empty table (`new_keys_object`).
    pub fn new(log2_size: u32, unicode: bool) -> Keys<K, V> {
        let size = 1 << log2_size;
        Keys {
            log2_size,
            unicode,
            usable: usable_fraction(size),
            entries: Vec::new(),
            indices: if unicode && log2_size == LOG_MINSIZE {
                Vec::new()
            } else {
                vec![EMPTY; size]
            },
        }
    }

    /// Makes the indices that were left out.
    fn index(&mut self) {
        if !self.indices.is_empty() {
            return;
        }
        self.indices = vec![EMPTY; 1 << self.log2_size];
        for index in 0..self.entries.len() {
            if let Some(entry) = &self.entries[index] {
                let hash = entry.key.hash;
                self.point(hash, index);
            }
        }
    }

    /// Lets the first free slot for the hash point to the entry (`find_empty_slot`).
    fn point(&mut self, hash: i64, index: usize) {
        let free = self.probe(hash).find(|&slot| self.indices[slot] < 0);
        if let Some(slot) = free {
            self.indices[slot] = index as i32;
        }
    }

    /// The index slots that a search for `hash` visits, one after the other.
    ///
    /// Every bit of the hash takes part in time, and then every slot is visited.
    fn probe(&self, hash: i64) -> impl Iterator<Item = usize> {
        let mask = self.indices.len() - 1;
        let mut perturb = hash as usize;
        let mut slot = perturb & mask;
        std::iter::repeat_with(move || {
            let here = slot;
            perturb >>= PERTURB_SHIFT;
            slot = slot.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1) & mask;
            here
        })
    }

    /// Which entry holds the key with this hash that `eq` accepts (`_Py_dict_lookup`).
    #[inline]
    pub fn lookup(&self, hash: i64, mut eq: impl FnMut(&K) -> bool) -> Option<usize> {
        if self.indices.is_empty() {
            return self.entries.iter().position(|entry| {
                entry
                    .as_ref()
                    .is_some_and(|entry| entry.key.hash == hash && eq(&entry.key.key))
            });
        }
        for slot in self.probe(hash) {
            match self.indices[slot] {
                EMPTY => return None,
                DUMMY => {}
                index => {
                    let found = self.entries[index as usize].as_ref();
                    if found.is_some_and(|entry| entry.key.hash == hash && eq(&entry.key.key)) {
                        return Some(index as usize);
                    }
                }
            }
        }
        None
    }

    /// Adds an entry for a key that is not there. The table must have room.
    ///
    /// Only a slot that was never used is taken (`find_empty_slot`).
    pub fn add(&mut self, entry: Entry<K, V>) {
        debug_assert!(self.usable > 0);
        self.unicode &= entry.key.is_str;
        if !self.unicode {
            self.index();
        }
        if !self.indices.is_empty() {
            self.point(entry.key.hash, self.entries.len());
        }
        self.entries.push(Some(entry));
        self.usable -= 1;
    }

    /// Takes the entry at `index` out and leaves a dummy (`delitem_common`).
    pub fn delete(&mut self, index: usize) -> Option<Entry<K, V>> {
        self.index();
        let entry = self.entries[index].take()?;
        let slot = self
            .probe(entry.key.hash)
            .find(|&slot| self.indices[slot] == index as i32);
        if let Some(slot) = slot {
            self.indices[slot] = DUMMY;
        }
        Some(entry)
    }

    /// The entries that are there, in the order in which they were added.
    pub fn live(&self) -> impl DoubleEndedIterator<Item = &Entry<K, V>> {
        self.entries.iter().flatten()
    }
}
