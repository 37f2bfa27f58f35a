//! The figures of the chapter on the collector.

use gc::UnsupportedVersion;

use crate::{Entry, Error};

mod cadence;

/// Its figures.
pub(crate) const FIGURES: &[Entry] = &[Entry {
    name: "gc/cadence",
    measured: false,
    draw: |_| cadence::draw(),
}];

impl From<UnsupportedVersion> for Error {
    fn from(error: UnsupportedVersion) -> Error {
        Error::Run(error.to_string())
    }
}
