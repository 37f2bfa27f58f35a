//! One thread at a time: the lock of the interpreter, and what replaces it.
//!
//! CPython lets one thread at a time run Python code. This crate has that lock, working and safe to use:
//!
//! ```
//! use gil::{Gil, SwitchInterval};
//!
//! let gil = Gil::new(0);
//! gil.set_switch_interval(SwitchInterval::from_seconds(0.001)?);
//! std::thread::scope(|scope| {
//!     for _ in 0..2 {
//!         scope.spawn(|| {
//!             let mut count = gil.take(); // take_gil
//!             for _ in 0..1000 {
//!                 *count += 1;
//!                 count.checkpoint(); // the look at eval_breaker
//!             }
//!             count.allow_threads(|| std::thread::yield_now()); // Py_BEGIN_ALLOW_THREADS
//!         }); // drop_gil
//!     }
//! });
//! assert_eq!(gil.into_inner(), 2000);
//! # Ok::<(), gil::IntervalError>(())
//! ```
//!
//! # What it models
//!
//! | what | here | in CPython |
//! |---|---|---|
//! | the lock of 3.2 and later | [`Gil`] | `Python/ceval_gil.c`, 3.13.12 |
//! | the same, driven by a scheduler without threads of its own | [`Turns`] | |
//! | the lock before, which counts instructions | [`Ticks`] | `Python/ceval.c`, 2.7.18 |
//! | a lock per interpreter, or one for all (PEP 684) | [`Runtime`], [`Interpreter`] | `init_interp_create_gil` in `Python/pylifecycle.c`, 3.12.1 |
//! | no lock, until an extension needs it (PEP 703) | [`Attached::import`] | `_PyEval_EnableGILTransient`, 3.13.12 |
//! | counts that many threads change | [`Racy`], [`Atomic`], [`Locked`] | |
//! | biased reference counts | [`Biased`], [`Threads`], [`Object`] | `Objects/object.c`, `Python/brc.c`, 3.13.12 |
//! | the header, bit by bit | [`count::header`] | `Include/object.h` |
//! | where a thread may be switched | [`bytecode`] | `Python/ceval.c`, 3.8.18 to 3.11.7; `Python/bytecodes.c`, 3.12.1 to 3.15.0rc1 |
//! | who waits for whom, without a clock | [`convoy`] | |
//!
//! Every step of a lock can be watched ([`Observe`], [`Log`]); watching costs nothing when nobody does.
//!
//! The locks and the counts take their mutexes and atomics from one module, `sync`.
//! The tests compile the same files a second time with a `sync` made of [loom](https://docs.rs/loom)'s parts.
//! Loom runs small programs in every order of their threads (up to a number of unforced switches),
//! and shows every value that a relaxed load may see.
//! So these hold in all of them: one thread at a time; every sleeper is woken; who asks gets in;
//! who gave way because it was asked has the lock again only after another thread had it;
//! an object dies once, not before its last reference is gone, and whoever frees it sees all that was done to it.
//!
//! # What it leaves out
//!
//! Signals, pending calls and asynchronous exceptions, which share `eval_breaker` with the drop request;
//! `fork`; the end of the process, when `take_gil` hangs threads that come too late;
//! `PyGILState_Ensure`, which lets a thread ask twice.
//! Of free-threaded builds: locks per object and critical sections, thread-local free lists, delayed reclamation (QSBR),
//! and the collector, which takes deferred counts back and merges all queues.
//! [`convoy`] gives every thread a processor of its own, and [`bytecode`] runs three small programs and no others.
//!
//! # Where CPython differs
//!
//! - A thread is known by a number and not by a `PyThreadState`. Biased counts have numbers of their own.
//! - The drop request belongs to the lock, as to 3.12; from 3.13 on it is a bit of the holder's `eval_breaker`.
//! - Asking for a lock that the thread holds is a panic. CPython would wait for ever.
//! - [`Gil`] also keeps what it protects in a mutex that is only ever tried: Rust's proof that the flag is right.
//! - The forced switch waits in a loop. CPython waits once, and takes a wake-up without a reason for a switch.
//! - Condition variables are signalled only when somebody waits; glibc makes the same check out of sight.
//! - `Biased` uses acquire and release where CPython's compare-and-exchange is sequentially consistent.
//! - `_Py_brc_queue_object` has one table under one lock where CPython has buckets with a lock each.
//! - Stopping the world stops the threads under one lock. CPython stops all interpreters.
//! - An interval of infinity is the longest there is, and NaN is refused; C leaves both undefined.
//! - A `Ticks` is woken by a condition variable; Linux builds of 2.7 use a semaphore. Neither is fair.
//!
//! # Size
//!
//! On 64-bit Linux a [`Biased`] is 24 bytes (CPython has its fields in 20 of a header of 32),
//! a [`Gil`] of nothing is 104 bytes, a [`Ticks`] 88, and a [`ThreadId`] 8.

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
mod turns;
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
pub use turns::Turns;
