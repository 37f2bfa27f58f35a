//! One thread at a time: the lock of the interpreter.

#![forbid(unsafe_code)]

pub mod count;
mod event;
mod gil;
mod interval;
mod lock;
mod statistics;
mod sync;
mod ticks;

pub use count::{
    Atomic, Biased, BiasedThread, Count, Died, Locked, Object, Outcome, Racy, Threads,
};
pub use event::{Event, Log, Observe, Silent, ThreadId};
pub use gil::{Gil, Held};
pub use interval::{IntervalError, SwitchInterval};
pub use statistics::Statistics;
pub use ticks::{Ticking, Ticks};
