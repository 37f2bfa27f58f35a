//! One thread at a time: the lock of the interpreter.

#![forbid(unsafe_code)]

mod attached;
pub mod bytecode;
mod condvar;
pub mod convoy;
pub mod count;
mod event;
mod gil;
mod interpreter;
mod interval;
mod lock;
mod runtime;
mod statistics;
mod sync;
mod ticks;
mod world;

pub use attached::{Attached, Extension};
pub use count::{
    Atomic, Biased, BiasedThread, Count, Died, Locked, Object, Outcome, Racy, Threads,
};
pub use event::{Event, Log, Observe, Silent, ThreadId};
pub use gil::{Gil, Held};
pub use interpreter::Interpreter;
pub use interval::{IntervalError, SwitchInterval};
pub use runtime::{ConfigError, GilConfig, Runtime};
pub use statistics::Statistics;
pub use ticks::{Ticking, Ticks};
