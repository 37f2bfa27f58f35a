//! [`FreeLists`]: how many dead objects of each kind wait to be used again.

use version::Version;

use crate::container::FreeList;

/// `PyList_MAXFREELIST` and `PyDict_MAXFREELIST`, the same from 3.8 to 3.15.
const LISTS_AND_DICTS: u32 = 80;

/// `PyTuple_MAXFREELIST`, for each length.
const TUPLES: u32 = 2000;

/// `CONTEXT_FREELIST_MAXLEN` in `Python/context.c` (3.8), `PyContext_MAXFREELIST` (3.14).
const CONTEXTS: u32 = 255;

/// `PyFrame_MAXFREELIST` in `Objects/frameobject.c` (3.8 to 3.10).
const FRAMES: u32 = 200;

/// The number of dead objects on each free list.
///
/// Only the numbers matter here: a hit is an object that the collector doesn't count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FreeLists {
    lists: u32,
    dicts: u32,
    /// By length; tuples of length 0 have no free list.
    tuples: Vec<u32>,
    builtin_methods: u32,
    contexts: u32,
    frames: u32,
    /// `PyCFunction_MAXFREELIST` in `Objects/methodobject.c` (3.8), `Py_pycfunctionobject_MAXFREELIST` (3.14).
    most_builtin_methods: u32,
}

impl FreeLists {
    pub(crate) fn new(version: Version) -> FreeLists {
        // PyTuple_MAXSAVESIZE is 20 throughout; to 3.10 the list for length 0 is one of the twenty.
        let longest = if version >= Version::new(3, 11, 0) {
            20
        } else {
            19
        };
        let most_builtin_methods = if version >= Version::new(3, 14, 0) {
            16
        } else if version >= Version::new(3, 9, 0) {
            0
        } else {
            256
        };
        FreeLists {
            lists: 0,
            dicts: 0,
            tuples: vec![0; longest + 1],
            builtin_methods: 0,
            contexts: 0,
            frames: 0,
            most_builtin_methods,
        }
    }

    /// Where a kind's number stands, and how large it may get.
    #[inline]
    fn slot(&mut self, kind: FreeList) -> Option<(&mut u32, u32)> {
        match kind {
            FreeList::List => Some((&mut self.lists, LISTS_AND_DICTS)),
            FreeList::Dict => Some((&mut self.dicts, LISTS_AND_DICTS)),
            FreeList::BuiltinMethod => Some((&mut self.builtin_methods, self.most_builtin_methods)),
            FreeList::Context => Some((&mut self.contexts, CONTEXTS)),
            FreeList::Frame => Some((&mut self.frames, FRAMES)),
            FreeList::Tuple(0) | FreeList::Elsewhere => None,
            FreeList::Tuple(length) => self.tuples.get_mut(length).map(|slot| (slot, TUPLES)),
        }
    }

    /// Takes an object off its list. `false` if there was none.
    #[inline]
    pub(crate) fn take(&mut self, kind: FreeList) -> bool {
        match self.slot(kind) {
            Some((len, _)) if *len > 0 => {
                *len -= 1;
                true
            }
            _ => false,
        }
    }

    /// Puts a dead object on its list. `false` if the list is full.
    #[inline]
    pub(crate) fn give(&mut self, kind: FreeList) -> bool {
        match self.slot(kind) {
            Some((len, capacity)) if *len < capacity => {
                *len += 1;
                true
            }
            _ => false,
        }
    }

    /// How many objects are on a list.
    pub(crate) fn len(&self, kind: FreeList) -> u32 {
        match kind {
            FreeList::List => self.lists,
            FreeList::Dict => self.dicts,
            FreeList::BuiltinMethod => self.builtin_methods,
            FreeList::Context => self.contexts,
            FreeList::Frame => self.frames,
            FreeList::Elsewhere => 0,
            FreeList::Tuple(length) => self.tuples.get(length).copied().unwrap_or(0),
        }
    }

    /// Gives everything back to the allocator, and says how many objects that were: `_PyGC_ClearAllFreeLists`.
    pub(crate) fn clear(&mut self) -> u32 {
        let tuples: u32 = self.tuples.iter().sum();
        let others = self.builtin_methods + self.contexts + self.frames;
        let all = self.lists + self.dicts + others + tuples;
        (self.lists, self.dicts) = (0, 0);
        (self.builtin_methods, self.contexts, self.frames) = (0, 0, 0);
        self.tuples.fill(0);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_takes_no_more_than_its_capacity() {
        let mut lists = FreeLists::new(Version::new(3, 13, 18));
        let given = (0..100).filter(|_| lists.give(FreeList::List)).count();
        assert_eq!(given, 80);
        assert!(lists.give(FreeList::Tuple(20)));
        assert!(!lists.give(FreeList::Tuple(21)));
        assert!(!lists.give(FreeList::Tuple(0)));
        assert_eq!(lists.clear(), 81);
        assert!(!lists.take(FreeList::List));
    }

    #[test]
    fn tuples_of_twenty_are_kept_from_3_11() {
        assert!(!FreeLists::new(Version::new(3, 10, 13)).give(FreeList::Tuple(20)));
        assert!(FreeLists::new(Version::new(3, 11, 7)).give(FreeList::Tuple(20)));
    }
}
