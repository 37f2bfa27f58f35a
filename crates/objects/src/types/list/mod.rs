//! `list`: an array of references that grows in steps, so that most appends move nothing.

mod build;
mod growth;

use std::ops::Range;

use version::Version;

pub use build::Iterable;
pub use growth::{capacity_for, keeps_buffer};

use super::header::{WORD, gc_head, var_object_head};

/// A row of references with room to grow.
///
/// The items live in a second block (`ob_item`) that is as large as the capacity (`allocated`).
///
/// ```
/// use objects::types::List;
/// use version::Version;
///
/// let version = Version::new(3, 13, 18);
/// let mut list = List::exact(['x'; 3]);
/// assert_eq!(list.capacity(), 3);
/// list.append(version, 'x');
/// assert_eq!(list.capacity(), 8);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<R> {
    items: Vec<R>,
    allocated: usize,
    /// Whether `ob_item` points to a block, even one of no slots.
    /// A list that never had one is filled exactly the first time.
    has_buffer: bool,
}

impl<R> List<R> {
    /// An empty list without an array.
    pub const fn new() -> List<R> {
        List {
            items: Vec::new(),
            allocated: 0,
            has_buffer: false,
        }
    }

    /// The items, first to last.
    pub fn items(&self) -> &[R] {
        &self.items
    }

    /// How many items there are (`ob_size`).
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item at all.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many items the array has room for (`allocated`).
    pub fn capacity(&self) -> usize {
        self.allocated
    }

    /// Bytes of the array, the list's second block.
    pub fn buffer_bytes(&self) -> usize {
        self.allocated * WORD
    }

    // ANCHOR: list_sizeof
    /// What `sys.getsizeof` gives, in bytes: the object (`ob_item` and `allocated` behind its
    /// head and length) and its array, full or not.
    ///
    /// Source: `list___sizeof___impl` in `Objects/listobject.c` (3.8.18, 3.14.7).
    pub fn sizeof(&self, version: Version) -> usize {
        gc_head(version) + var_object_head(version) + 2 * WORD + self.buffer_bytes()
    }
    // ANCHOR_END: list_sizeof

    /// Makes room for `newsize` items when the list now has `size` (`list_resize`).
    fn list_resize(&mut self, version: Version, size: usize, newsize: usize) {
        if keeps_buffer(version, self.allocated, newsize) {
            return;
        }
        self.allocated = capacity_for(version, size, newsize);
        self.has_buffer = true;
    }

    /// Gives back the array and all items, first to last (`list_clear`).
    pub fn clear(&mut self) -> Vec<R> {
        self.allocated = 0;
        self.has_buffer = false;
        std::mem::take(&mut self.items)
    }

    /// Adds an item at the end (`list.append`).
    pub fn append(&mut self, version: Version, item: R) {
        self.list_resize(version, self.len(), self.len() + 1);
        self.items.push(item);
    }

    /// Adds an item before `index` (`list.insert`); an index behind the end means the end.
    pub fn insert(&mut self, version: Version, index: usize, item: R) {
        self.list_resize(version, self.len(), self.len() + 1);
        self.items.insert(index.min(self.len()), item);
    }

    /// Puts `item` in place of the one at `index`, which is handed back.
    ///
    /// `Err` gives `item` back if there is no such index (`IndexError`).
    pub fn set_item(&mut self, index: usize, item: R) -> Result<R, R> {
        match self.items.get_mut(index) {
            Some(slot) => Ok(std::mem::replace(slot, item)),
            None => Err(item),
        }
    }

    /// Takes the item at `index` out (`list.pop`); `None` if there is no such index (`IndexError`).
    ///
    /// The list that loses its last item gives its array back: `list_pop_impl` does so itself
    /// since 3.12, and before that the new size of nothing did.
    /// Source: `Objects/listobject.c` (3.8.18, 3.14.7).
    pub fn pop(&mut self, version: Version, index: usize) -> Option<R> {
        if index >= self.len() {
            return None;
        }
        if self.len() == 1 && version >= Version::new(3, 12, 0) {
            return self.clear().pop();
        }
        let item = self.items.remove(index);
        self.list_resize(version, self.len() + 1, self.len());
        Some(item)
    }

    /// `del l[index]`; `None` if there is no such index (`IndexError`).
    ///
    /// - To 3.12 this is the deletion of a slice of one.
    /// - From 3.13.0 to 3.14.8, and in 3.15.0, the array is never made smaller.
    /// - In 3.14.9 and later, and in 3.15.1 and later, it is again, by the rule of [`keeps_buffer`].
    ///
    /// Source: `list_ass_item` in `Objects/listobject.c` (3.12.14, 3.13.12); 3.14.10 and 3.15.2 measured.
    pub fn delete_item(&mut self, version: Version, index: usize) -> Option<R> {
        if index >= self.len() {
            return None;
        }
        if version < Version::new(3, 13, 0) {
            return self.delete_slice(version, index..index + 1).pop();
        }
        let item = self.items.remove(index);
        if growth::small_buffers_stay(version) {
            self.list_resize(version, self.len() + 1, self.len());
        }
        Some(item)
    }

    /// `l[range] = items`: puts `items` in place of a range, whose items are handed back.
    ///
    /// A range that reaches behind the end stops there.
    /// Source: `list_ass_slice` in `Objects/listobject.c` (3.8.18, 3.14.7).
    pub fn assign_slice(
        &mut self,
        version: Version,
        range: Range<usize>,
        items: impl IntoIterator<Item = R>,
    ) -> Vec<R> {
        let start = range.start.min(self.len());
        let end = range.end.clamp(start, self.len());
        let items: Vec<R> = items.into_iter().collect();
        let newsize = self.len() - (end - start) + items.len();
        if newsize == 0 {
            return self.clear();
        }
        if newsize != self.len() {
            self.list_resize(version, self.len(), newsize);
        }
        self.items.splice(start..end, items).collect()
    }

    /// `del l[range]`, and what `list.remove` does with the item that it found.
    pub fn delete_slice(&mut self, version: Version, range: Range<usize>) -> Vec<R> {
        self.assign_slice(version, range, [])
    }

    /// `del l[range.start:range.end:step]` with a step above one.
    ///
    /// # Panics
    ///
    /// If `step` is zero: Python raises `ValueError` before it comes here.
    pub fn delete_stepped(&mut self, version: Version, range: Range<usize>, step: usize) -> Vec<R> {
        let size = self.len();
        let hit =
            |index: usize| range.contains(&index) && (index - range.start).is_multiple_of(step);
        assert!(step != 0, "slice step cannot be zero");
        let mut kept = Vec::with_capacity(size);
        let mut gone = Vec::new();
        for (index, item) in std::mem::take(&mut self.items).into_iter().enumerate() {
            if hit(index) {
                gone.push(item);
            } else {
                kept.push(item);
            }
        }
        self.items = kept;
        // CPython has set the shorter length already when it asks for the new size.
        if !gone.is_empty() {
            self.list_resize(version, self.len(), self.len());
        }
        gone
    }

    /// Takes the last `count` items off without giving any room back, as the list of a starred target loses those of
    /// the targets behind it (`unpack_iterable`).
    pub fn cut(&mut self, count: usize) -> Vec<R> {
        self.items.split_off(self.len().saturating_sub(count))
    }

    /// Turns the items around in place (`list.reverse`).
    pub fn reverse(&mut self) {
        self.items.reverse();
    }

    /// Sorts in place (`list.sort`), stably. The array is the same afterwards.
    pub fn sort_by(&mut self, compare: impl FnMut(&R, &R) -> std::cmp::Ordering) {
        self.items.sort_by(compare);
    }
}

impl<R> Default for List<R> {
    fn default() -> List<R> {
        List::new()
    }
}
