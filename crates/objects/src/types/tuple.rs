//! `tuple`: its items follow the head, in one block that never grows.

use version::Version;

use super::header::{WORD, gc_head, var_object_head};

/// An immutable row of references.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tuple<R>(Box<[R]>);

impl<R> Tuple<R> {
    /// A tuple of these items.
    pub fn new(items: impl Into<Box<[R]>>) -> Tuple<R> {
        Tuple(items.into())
    }

    /// The items, first to last.
    pub fn items(&self) -> &[R] {
        &self.0
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no item at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `sys.getsizeof` gives, in bytes: one word for each item, behind the head.
    ///
    /// Since 3.14 a tuple keeps its hash once it is computed (`ob_hash`), which is one word more.
    /// Source: `Include/cpython/tupleobject.h` (3.13.12, 3.14.7).
    pub fn sizeof(&self, version: Version) -> usize {
        let ob_hash = if version >= Version::new(3, 14, 0) {
            WORD
        } else {
            0
        };
        gc_head(version) + var_object_head(version) + ob_hash + WORD * self.len()
    }

    /// Gives up the items, for a caller that must drop a reference for each.
    pub fn into_items(self) -> Box<[R]> {
        self.0
    }
}

impl<R> FromIterator<R> for Tuple<R> {
    fn from_iter<I: IntoIterator<Item = R>>(items: I) -> Tuple<R> {
        Tuple(items.into_iter().collect())
    }
}
