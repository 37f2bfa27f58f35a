//! CPython's cycle collector: finding what counting misses.
//!
//! Counting frees an object with its last reference, and so never frees two objects that hold each other.
//! This crate is the collector that CPython has for those, release by release from 3.8 to 3.15,
//! on top of the heap of [`objects`]. It is written with CPython's own step names, so that someone who has read
//! `Python/gc.c` can read this, and the other way round.
//!
//! # The smallest example
//!
//! ```
//! use gc::{Managed, collect};
//! use version::Version;
//!
//! let mut world = Managed::new(Version::new(3, 13, 18))?;
//! let a = world.insert(vec![]);                      // a = []
//! let b = world.insert(vec![a]);                     // b = [a]; del a
//! world.heap_mut().get_mut(a).unwrap().push(b);      // a.append(b); del b
//! assert_eq!(world.heap().len(), 2);                 // nobody can reach them
//! assert_eq!(collect(&mut world), 2);                // gc.collect()
//! assert_eq!(world.heap().len(), 0);
//! # Ok::<(), gc::UnsupportedVersion>(())
//! ```
//!
//! # What it models
//!
//! - which objects are tracked, and when they are untracked again ([`Tracking`]);
//! - three generations, their counts and thresholds, and the 25 % rule for the oldest;
//! - that the first count counts allocations and frees, and not what a free list hides ([`FreeList`]);
//! - a start inside the allocation (to 3.11) and at a [`safe_point`] (from 3.12);
//! - a collection: `update_refs`, `subtract_refs`, `move_unreachable`, `move_legacy_finalizers`, `handle_weakrefs`,
//!   `finalize_garbage`, `handle_resurrected_objects`, `delete_garbage`;
//! - finalizers that are called once (PEP 442), and resurrection, which to 3.8 saves all the garbage of a collection;
//! - the incremental collector of 3.14.0 to 3.14.4;
//! - what the `gc` module shows: thresholds, counts, statistics, callbacks, debug flags, `garbage`, `freeze`,
//!   `get_objects`, `get_referrers`, `get_referents`.
//!
//! Everything is iterative: a cycle of a million objects and a chain of a million need no more stack than one object.
//!
//! # What it leaves out
//!
//! - The collector of free-threaded builds, which has no generations: [`Policy::of`] refuses them.
//! - Time: no durations in statistics and callbacks (3.15), and `0.0000s` in the lines of `DEBUG_STATS`.
//! - Types written in C, such as `object` itself: CPython takes one for something with a GC head when a tuple is made,
//!   and for something without when the tuple is looked at again. Such a tuple has to be given to [`track`].
//! - An order inside `tp_clear`: an object is emptied as a whole before anything it held is let go of.
//!   CPython's instances let go of one attribute or slot after the other.
//!
//! # What it costs
//!
//! Eight bytes for each slot of the heap, in a table of its own; CPython has sixteen in front of each object
//! with a GC head. A heap without a collector has no such table.
//! One walk over the garbage sees whether anything of it has a finalizer or to do with weak references,
//! and where nothing has, the walks that CPython makes for those are left out.
//! Where nobody watches, and no finalizer and no callback ran, the second look of `handle_resurrected_objects`
//! is left out too, since it would find what is known; all that and [`Container::ALWAYS_TRACKED`] save time
//! and change nothing else.
//! `cargo bench -p gc` measures a collection; `benches/collect.py` is the same for a Python.

#![forbid(unsafe_code)]

mod collect;
mod collected;
mod container;
mod debug;
mod deduce;
mod event;
mod free_lists;
mod gc;
mod heads;
mod incremental;
mod inspect;
mod managed;
mod policy;
mod trash;

pub use collect::{InvalidGeneration, collect, collect_generation, safe_point};
pub use collected::{
    Collected, Info, Phase, Roots, alloc, alloc_frame, alloc_generic, insert, maintain_tracking,
    retrack, track, track_newborn,
};
pub use container::{Container, FreeList, Tracking};
pub use debug::Flags;
pub use event::{Entry, Event, Step, Trail, Watch};
pub use gc::{Gc, GenerationStats};
pub use inspect::{ThresholdError, get_objects, get_referents, get_referrers};
pub use managed::Managed;
pub use policy::{
    Counts, Immortals, Policy, Resurrection, Start, Strategy, Tuples, UnsupportedVersion,
    WeakrefClearing,
};
