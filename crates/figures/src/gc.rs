//! The figures of the chapter on the collector.

use gc::UnsupportedVersion;

use crate::{Entry, Error};

mod ages;
mod cadence;
mod collection;
mod promotion;
mod quarter;
mod returned;
mod rings;
mod scattered;
mod versus;
mod work;

use collection::Moment;

/// Its figures.
pub(crate) const FIGURES: &[Entry] = &[
    Entry::run("gc/update_refs", || collection::draw(Moment::UpdateRefs)),
    Entry::run("gc/subtract_refs", || {
        collection::draw(Moment::SubtractRefs)
    }),
    Entry::run("gc/set_aside", || collection::draw(Moment::SetAside)),
    Entry::run("gc/brought_back", || collection::draw(Moment::BroughtBack)),
    Entry::run("gc/move_unreachable", || {
        collection::draw(Moment::MoveUnreachable)
    }),
    Entry::run("gc/emptied", || collection::draw(Moment::Emptied)),
    Entry::run("gc/delete_garbage", || {
        collection::draw(Moment::DeleteGarbage)
    }),
    Entry::run("gc/itself-named", || rings::itself(false)),
    Entry::run("gc/itself", || rings::itself(true)),
    Entry::run("gc/exception", rings::exception),
    Entry::run("gc/promotion", promotion::draw),
    Entry::run("gc/scattered", scattered::draw),
    Entry::run("gc/cadence", cadence::draw),
    Entry::run("gc/ages", ages::draw),
    Entry::run("gc/quarter", quarter::draw),
    Entry::measured("gc/work", work::draw),
    Entry::run("gc/versus", versus::draw),
    Entry::run("gc/returned", returned::draw),
];

impl From<UnsupportedVersion> for Error {
    fn from(error: UnsupportedVersion) -> Error {
        Error::Run(error.to_string())
    }
}
