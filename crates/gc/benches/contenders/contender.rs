//! What each contender does, in its own way.

use crate::meter::{Answer, Meter};

/// The operations, each on objects that have one slot for a reference to another object.
pub trait Contender {
    /// `count` objects in cycles of two, made and let go of: the first step. Collected: the second.
    fn cycles(count: usize, meter: &mut Meter) -> Answer;

    /// One step: a full collection of `count` live objects, in chains of `length` objects.
    /// A root holds the first of each chain, and each object holds the one made after it.
    /// In this order `move_unreachable` meets whatever can be reached before it could take it for garbage.
    ///
    /// Since it was made, each object has lost a reference and lived on.
    /// So a collector that looks only at such suspects has to look at all.
    fn live(count: usize, length: usize, meter: &mut Meter) -> Answer;

    /// One step: the same for a single chain, in which each object holds the one made before it.
    /// Who calls itself for each object that it reaches needs a stack as deep as the chain.
    fn chain(count: usize, meter: &mut Meter) -> Answer;

    /// One step: `count` objects made, one at a time, each let go of before the next.
    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer;
}

/// Runs an operation of `C` by its name: a [`Run`](crate::meter::Run).
pub fn run<C: Contender>(operation: &str, count: usize, meter: &mut Meter) -> Answer {
    match operation {
        "cycles" => C::cycles(count, meter),
        // Short enough for a collector that calls itself for each object of a chain.
        "live" => C::live(count, count.min(1000), meter),
        "chain" => C::chain(count, meter),
        "made_and_dropped" => C::made_and_dropped(count, meter),
        _ => Err("no operation of that name"),
    }
}
