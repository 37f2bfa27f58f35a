//! The figures of the chapter on the lock.

use crate::Entry;

mod convoy;

/// Its figures.
pub(crate) const FIGURES: &[Entry] = &[
    Entry::run("gil/convoy", convoy::under_the_lock),
    Entry::run("gil/schemes", convoy::schemes),
];
