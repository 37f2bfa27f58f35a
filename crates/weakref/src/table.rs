//! [`Table`], an insertion-ordered hash table whose keys are compared outside of it.

use std::collections::HashMap;

use objects::Ref;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry {
    pub hash: i64,
    pub key: Ref,
    /// `None` in a set.
    pub value: Option<Ref>,
}

/// A dict's or a set's entries, in the order of insertion.
///
/// Comparing two keys may run Python code, which may change this very table.
/// So a lookup asks the table for candidates and compares them outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    entries: Vec<Option<Entry>>,
    by_hash: HashMap<i64, Vec<usize>>,
    used: usize,
}

impl Table {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.used
    }

    /// One past the last position in use.
    pub fn end(&self) -> usize {
        self.entries.len()
    }

    /// The entry at a position.
    pub fn at(&self, position: usize) -> Option<Entry> {
        self.entries.get(position).copied().flatten()
    }

    /// Where entries with this hash are, in the order of insertion.
    pub fn candidates(&self, hash: i64) -> Vec<(usize, Ref)> {
        let positions = self.by_hash.get(&hash).map_or(&[][..], Vec::as_slice);
        positions
            .iter()
            .filter_map(|&at| self.at(at).map(|entry| (at, entry.key)))
            .collect()
    }

    /// Adds an entry whose key isn't there yet.
    pub fn push(&mut self, entry: Entry) {
        self.by_hash
            .entry(entry.hash)
            .or_default()
            .push(self.entries.len());
        self.entries.push(Some(entry));
        self.used += 1;
    }

    /// Replaces the value at a position, and gives the old one.
    pub fn replace(&mut self, position: usize, value: Option<Ref>) -> Option<Ref> {
        let entry = self.entries.get_mut(position)?.as_mut()?;
        std::mem::replace(&mut entry.value, value)
    }

    /// Takes the entry at a position out.
    pub fn take(&mut self, position: usize) -> Option<Entry> {
        let entry = self.entries.get_mut(position)?.take()?;
        self.used -= 1;
        if let Some(positions) = self.by_hash.get_mut(&entry.hash) {
            positions.retain(|&at| at != position);
            if positions.is_empty() {
                self.by_hash.remove(&entry.hash);
            }
        }
        while let Some(None) = self.entries.last() {
            self.entries.pop();
        }
        Some(entry)
    }

    /// The entries in the order of insertion.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Entry> {
        self.entries.iter().copied().flatten()
    }

    /// Takes everything out.
    pub fn clear(&mut self) -> Vec<Entry> {
        self.by_hash.clear();
        self.used = 0;
        std::mem::take(&mut self.entries)
            .into_iter()
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use objects::Heap;

    #[test]
    fn entries_keep_their_order_and_positions_when_one_goes() {
        let mut heap = Heap::new();
        let keys: Vec<Ref> = (0..3).map(|_| heap.insert(())).collect();
        let mut table = Table::default();
        for &key in &keys {
            table.push(Entry {
                hash: 7,
                key,
                value: None,
            });
        }
        assert_eq!(table.candidates(7).len(), 3);
        assert_eq!(table.take(1).map(|entry| entry.key), Some(keys[1]));
        assert_eq!(table.take(1), None);
        assert_eq!(table.candidates(7), [(0, keys[0]), (2, keys[2])]);
        assert_eq!((table.len(), table.end()), (2, 3));
        assert_eq!(table.take(2).map(|entry| entry.key), Some(keys[2]));
        assert_eq!((table.len(), table.end()), (1, 1));
    }
}
