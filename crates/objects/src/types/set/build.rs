//! Sets from other things, and sets from sets.

use version::Version;

use super::table::{Slot, growth_rate, insert_clean, is_too_full};
use super::{Entry, Set};

/// From how many elements on a literal of constants is built by adding, since 3.14
/// (`STACK_USE_GUIDELINE`).
const STACK_USE_GUIDELINE: usize = 30;

impl<K> Set<K> {
    /// `s.update(iterable)` of anything but sets and dictionaries; `set(iterable)`; `{a, b}` of names.
    /// Keys that were there already come back.
    pub fn extend(
        &mut self,
        version: Version,
        entries: impl IntoIterator<Item = Entry<K>>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Vec<K>
    where
        K: Clone,
    {
        let mut spare = Vec::new();
        for entry in entries {
            let wanted = entry.key.clone();
            spare.extend(self.add(version, entry, |held| eq(held, &wanted)));
        }
        spare
    }

    /// `s.update(d)` of a dictionary with these keys: room for all of them is made at once.
    ///
    /// Source: `set_update_internal` in `Objects/setobject.c` (3.8.18),
    /// `set_update_dict_lock_held` (3.15.0rc1).
    pub fn update_from_dict(
        &mut self,
        version: Version,
        entries: &[Entry<K>],
        eq: impl FnMut(&K, &K) -> bool,
    ) -> Vec<K>
    where
        K: Clone,
    {
        self.make_room(entries.len());
        self.extend(version, entries.iter().cloned(), eq)
    }

    /// Makes room for the keys of another set or of a dictionary before they are added one by one.
    pub fn reserve(&mut self, more: usize) {
        self.make_room(more);
    }

    /// Makes a table for twice as many keys as `more` will bring, if the one there would be too full.
    fn make_room(&mut self, more: usize) {
        if is_too_full(self.fill + more, self.mask()) {
            self.resize((self.used + more) * 2);
        }
    }
}

impl<K: Clone> Set<K> {
    // ANCHOR: set_merge
    /// `s.update(other)`, `set(other)`, `s.copy()`: adds the keys of a set. Those that were there
    /// already come back.
    ///
    /// An empty set of the same size takes the table as it is, and so also its order.
    ///
    /// Source: `set_merge` in `Objects/setobject.c` (3.8.18), `set_merge_lock_held` (3.15.0rc1).
    pub fn update(
        &mut self,
        version: Version,
        other: &Set<K>,
        eq: impl FnMut(&K, &K) -> bool,
    ) -> Vec<K> {
        if other.is_empty() {
            return Vec::new();
        }
        self.make_room(other.used);
        if self.fill > 0 {
            return self.extend(version, other.entries().cloned(), eq);
        }
        if self.table.len() == other.table.len() && other.fill == other.used {
            self.table.clone_from(&other.table);
        } else {
            for entry in other.entries() {
                insert_clean(&mut self.table, entry.clone());
            }
        }
        self.fill = other.used;
        self.used = other.used;
        Vec::new()
    }
    // ANCHOR_END: set_merge

    /// `s.copy()`, `set(s)`, `frozenset(s)`: a set in a table of its own choosing, without dummies.
    pub fn copy(&self, version: Version) -> Set<K> {
        let mut copy = Set::new();
        copy.update(version, self, |_, _| false);
        copy
    }

    /// `{1, 2, …}`, all of them constants.
    ///
    /// Since 3.9 three and more are copied from a frozenset of constants, whose table the new set does
    /// not share. Since 3.14 more than thirty are added one by one again.
    ///
    /// Source: `starunpack_helper` in `Python/compile.c` (3.9.18, 3.13.12) and
    /// `starunpack_helper_impl` in `Python/codegen.c` (3.14.7).
    pub fn constants(
        version: Version,
        entries: impl IntoIterator<Item = Entry<K>>,
        eq: impl FnMut(&K, &K) -> bool,
    ) -> Set<K> {
        let entries: Vec<Entry<K>> = entries.into_iter().collect();
        let big = version >= Version::new(3, 14, 0) && entries.len() > STACK_USE_GUIDELINE;
        let copied = version >= Version::new(3, 9, 0) && entries.len() >= 3 && !big;
        let mut set = Set::new();
        set.extend(version, entries, eq);
        if copied { set.copy(version) } else { set }
    }

    /// `s & other` of two sets: the smaller one is walked, and its keys are kept.
    ///
    /// Source: `set_intersection` in `Objects/setobject.c` (3.8.18, 3.15.0rc1).
    pub fn intersection(
        &self,
        version: Version,
        other: &Set<K>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Set<K> {
        let (walked, asked) = if other.len() > self.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut result = Set::new();
        for entry in walked.entries() {
            if asked.contains(entry.hash, |held| eq(held, &entry.key)) {
                result.add(version, entry.clone(), |_| false);
            }
        }
        result
    }

    /// `s - other` of two sets.
    ///
    /// If `self` is more than four times as large, it is copied and the keys of `other` are taken out.
    /// Source: `set_difference` in `Objects/setobject.c` (3.8.18, 3.15.0rc1).
    pub fn difference(
        &self,
        version: Version,
        other: &Set<K>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Set<K> {
        if self.len() / 4 > other.len() {
            let mut result = self.copy(version);
            result.difference_update(version, other, eq);
            return result;
        }
        let mut result = Set::new();
        for entry in self.entries() {
            if !other.contains(entry.hash, |held| eq(held, &entry.key)) {
                result.add(version, entry.clone(), |_| false);
            }
        }
        result
    }

    /// `s -= other`: hands back the keys that were taken out, in the order in which they were found.
    ///
    /// That is the order of `other`; since 3.9, if `other` is more than eight times as large, that of
    /// the keys they have in common.
    ///
    /// If more than a quarter of the table are dummies then, it is made anew: the only way
    /// in which taking keys out makes a set smaller.
    ///
    /// Source: `set_difference_update_internal` in `Objects/setobject.c` (3.8.18, 3.9.18, 3.15.0rc1).
    pub fn difference_update(
        &mut self,
        version: Version,
        other: &Set<K>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Vec<K> {
        let walk_both = version >= Version::new(3, 9, 0) && other.len() / 8 > self.len();
        let common = walk_both.then(|| self.intersection(version, other, &mut eq));
        let mut gone = Vec::new();
        for entry in common.as_ref().unwrap_or(other).entries() {
            gone.extend(self.discard(entry.hash, |held| eq(held, &entry.key)));
        }
        if self.fill - self.used > self.mask() / 4 {
            self.resize(growth_rate(self.used));
        }
        gone
    }

    /// `s |= other` is [`update`](Set::update); this is `s | other`.
    pub fn union(
        &self,
        version: Version,
        other: &Set<K>,
        eq: impl FnMut(&K, &K) -> bool,
    ) -> Set<K> {
        let mut result = self.copy(version);
        result.update(version, other, eq);
        result
    }

    /// `s ^ other`: a copy of `other` in which each key of `self` is taken out or added.
    ///
    /// Source: `set_symmetric_difference` in `Objects/setobject.c` (3.8.18, 3.15.0rc1).
    pub fn symmetric_difference(
        &self,
        version: Version,
        other: &Set<K>,
        mut eq: impl FnMut(&K, &K) -> bool,
    ) -> Set<K> {
        let mut result = other.copy(version);
        for entry in self.entries() {
            if result
                .discard(entry.hash, |held| eq(held, &entry.key))
                .is_none()
            {
                result.add(version, entry.clone(), |_| false);
            }
        }
        result
    }
}

/// Sets are equal when they hold equal keys, whatever their tables look like.
impl<K: PartialEq> PartialEq for Set<K> {
    fn eq(&self, other: &Set<K>) -> bool {
        self.len() == other.len()
            && self
                .entries()
                .all(|entry| other.contains(entry.hash, |held| *held == entry.key))
    }
}

impl<K: Eq> Eq for Set<K> {}

/// The keys that a table let go of, for a caller that must drop a reference for each.
impl<K> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = std::vec::IntoIter<K>;

    fn into_iter(self) -> Self::IntoIter {
        let keys: Vec<K> = self
            .table
            .into_iter()
            .filter_map(|slot| match slot {
                Slot::Active(entry) => Some(entry.key),
                _ => None,
            })
            .collect();
        keys.into_iter()
    }
}
