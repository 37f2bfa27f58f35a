//! The figures of the chapter on weak references.

use objects::AuditError;

use crate::{Entry, Error};

mod containers;
mod references;
mod rings;
mod scene;
mod walks;

/// Its figures.
pub(crate) const FIGURES: &[Entry] = &[
    Entry::run("weakref/seen", || references::seen(false)),
    Entry::run("weakref/seen-dead", || references::seen(true)),
    Entry::run("weakref/list", references::list),
    Entry::run("weakref/method", references::method),
    Entry::run("weakref/ring", rings::cache),
    Entry::run("weakref/task", rings::task),
    Entry::run("weakref/entry", || containers::entry(false)),
    Entry::run("weakref/entry-gone", || containers::entry(true)),
    Entry::run("weakref/value-holds-key", containers::value_holds_key),
    Entry::run("weakref/two-parts", containers::two_parts),
    Entry::run("weakref/guests", containers::guests),
    Entry::run("weakref/walk-waits", || walks::draw(walks::WAITS)),
    Entry::run("weakref/walk-copy", || walks::draw(walks::COPIES)),
];

impl From<weakref::Error> for Error {
    fn from(error: weakref::Error) -> Error {
        Error::Run(error.to_string())
    }
}

impl From<AuditError> for Error {
    fn from(error: AuditError) -> Error {
        Error::Run(error.to_string())
    }
}
