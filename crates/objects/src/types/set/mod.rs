//! `set` and `frozenset`: a hash table of keys alone.
//!
//! The order in which a set gives its keys is the order of its table, which depends on the
//! hashes, on the table's size, and so on all that happened to the set before.

mod build;
mod table;

use version::Version;

pub use table::{growth_rate, is_too_full, table_size_for};

use super::header::{WORD, gc_head, object_head};
use table::{MINSIZE, Slot, insert_clean, probe, unused};

/// Bytes of one place in the table: a key and its hash.
const ENTRY_BYTES: usize = 2 * WORD;

/// A key and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<K> {
    /// The key.
    pub key: K,
    /// Its hash, which is never −1.
    pub hash: i64,
}

/// A set of keys.
///
/// Keys are compared by a closure that the caller gives, since only the caller can read them.
/// It is asked about keys with an equal hash, and must accept a key that is the same object.
///
/// ```
/// use objects::types::{Entry, Set};
/// use version::Version;
///
/// let version = Version::new(3, 13, 18);
/// let mut set = Set::new();
/// for key in [8, 1, 0] {
///     set.add(version, Entry { key, hash: key }, |&held| held == key);
/// }
/// assert_eq!(set.iter().copied().collect::<Vec<_>>(), [8, 1, 0]);
/// assert_eq!(set.sizeof(version), 216);
/// ```
#[derive(Clone, Debug)]
pub struct Set<K> {
    table: Vec<Slot<K>>,
    /// Places that are active or dummies.
    fill: usize,
    used: usize,
    /// Where the next `pop` begins to search.
    finger: usize,
}

impl<K> Set<K> {
    /// `set()`: the table of eight that is part of every set.
    pub fn new() -> Set<K> {
        Set {
            table: unused(MINSIZE),
            fill: 0,
            used: 0,
            finger: 0,
        }
    }

    /// How many keys there are (`used`).
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// How many places the table has (`mask + 1`).
    pub fn table_size(&self) -> usize {
        self.table.len()
    }

    /// How many places are not free: keys and dummies (`fill`).
    pub fn fill(&self) -> usize {
        self.fill
    }

    fn mask(&self) -> usize {
        self.table.len() - 1
    }

    /// Bytes of the table if it is a second block, and 0 while it is the one inside the set.
    pub fn buffer_bytes(&self) -> usize {
        if self.table.len() == MINSIZE {
            0
        } else {
            self.table.len() * ENTRY_BYTES
        }
    }

    /// What `sys.getsizeof` gives, in bytes: the object (`fill`, `used`, `mask`, `table`, `hash`,
    /// `finger`, the small table, `weakreflist`) and its large table, if it has one.
    ///
    /// Source: `set_sizeof` in `Objects/setobject.c` (3.8.18) and `Include/cpython/setobject.h` (3.15.0rc1).
    pub fn sizeof(&self, version: Version) -> usize {
        let object = object_head(version) + 7 * WORD + MINSIZE * ENTRY_BYTES;
        gc_head(version) + object + self.buffer_bytes()
    }

    /// The keys with their hashes, in the order of the table.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<K>> {
        self.table.iter().filter_map(|slot| match slot {
            Slot::Active(entry) => Some(entry),
            _ => None,
        })
    }

    /// The keys in the order of the table, which is the order in which Python gives them.
    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.entries().map(|entry| &entry.key)
    }

    /// Where the key with this hash stands that `eq` accepts (`set_lookkey`).
    fn lookkey(&self, hash: i64, mut eq: impl FnMut(&K) -> bool) -> Option<usize> {
        for place in probe(hash, self.mask()) {
            match &self.table[place] {
                Slot::Unused => return None,
                Slot::Active(entry) if entry.hash == hash && eq(&entry.key) => return Some(place),
                _ => {}
            }
        }
        None
    }

    /// `key in s`.
    pub fn contains(&self, hash: i64, eq: impl FnMut(&K) -> bool) -> bool {
        self.lookkey(hash, eq).is_some()
    }

    // ANCHOR: set_add
    /// `s.add(key)`. A key that is there already comes back as it was given.
    ///
    /// A new key takes the place of the last dummy that the search met, and the table is as full
    /// as before; 3.9 alone left dummies where they were.
    ///
    /// Source: `set_add_entry` in `Objects/setobject.c` (3.8.18, 3.9.18, 3.15.0rc1).
    pub fn add(
        &mut self,
        version: Version,
        entry: Entry<K>,
        mut eq: impl FnMut(&K) -> bool,
    ) -> Option<K> {
        let mut freeslot = None;
        for place in probe(entry.hash, self.mask()) {
            match &self.table[place] {
                Slot::Active(held) if held.hash == entry.hash && eq(&held.key) => {
                    return Some(entry.key);
                }
                Slot::Active(_) => {}
                Slot::Dummy => freeslot = Some(place),
                Slot::Unused => {
                    freeslot = freeslot.filter(|_| reuses_dummies(version));
                    self.fill += usize::from(freeslot.is_none());
                    self.used += 1;
                    self.table[freeslot.unwrap_or(place)] = Slot::Active(entry);
                    break;
                }
            }
        }
        if is_too_full(self.fill, self.mask()) {
            self.resize(growth_rate(self.used));
        }
        None
    }
    // ANCHOR_END: set_add

    /// Moves the keys to a new table without dummies (`set_table_resize`).
    fn resize(&mut self, minused: usize) {
        let old = std::mem::replace(&mut self.table, unused(table_size_for(minused)));
        for slot in old {
            if let Slot::Active(entry) = slot {
                insert_clean(&mut self.table, entry);
            }
        }
        self.fill = self.used;
    }

    /// `s.discard(key)`: takes the key out and leaves a dummy. The table keeps its size.
    pub fn discard(&mut self, hash: i64, eq: impl FnMut(&K) -> bool) -> Option<K> {
        let place = self.lookkey(hash, eq)?;
        self.take(place)
    }

    /// `s.pop()`: takes a key out, the first behind the place of the pop before;
    /// `None` if there is none (`KeyError`).
    ///
    /// Source: `set_pop` in `Objects/setobject.c` (3.8.18, 3.15.0rc1).
    pub fn pop(&mut self) -> Option<K> {
        if self.is_empty() {
            return None;
        }
        let (size, start) = (self.table.len(), self.finger & self.mask());
        let place = (start..size)
            .chain(0..start)
            .find(|&place| matches!(self.table[place], Slot::Active(_)))?;
        self.finger = place + 1;
        self.take(place)
    }

    /// Takes the key at a place out and leaves a dummy.
    fn take(&mut self, place: usize) -> Option<K> {
        match std::mem::replace(&mut self.table[place], Slot::Dummy) {
            Slot::Active(entry) => {
                self.used -= 1;
                Some(entry.key)
            }
            other => {
                self.table[place] = other;
                None
            }
        }
    }

    /// `s.clear()`: gives back the large table and every key, in the order of the table.
    ///
    /// The place of the last pop is remembered.
    pub fn clear(&mut self) -> Vec<K> {
        let old = std::mem::replace(&mut self.table, unused(MINSIZE));
        self.fill = 0;
        self.used = 0;
        old.into_iter()
            .filter_map(|slot| match slot {
                Slot::Active(entry) => Some(entry.key),
                _ => None,
            })
            .collect()
    }
}

/// Whether a new key may take the place of a dummy: everywhere but in 3.9.
fn reuses_dummies(version: Version) -> bool {
    !(Version::new(3, 9, 0)..Version::new(3, 10, 0)).contains(&version)
}

impl<K> Default for Set<K> {
    fn default() -> Set<K> {
        Set::new()
    }
}
