//! CPython's small-object allocator as a model: arenas, pools and blocks over 64-bit addresses.
//!
//! # What it models
//!
//! Python objects are small, many and short-lived, so CPython does not ask the system for each of them.
//! It maps **arenas** (256 KiB each, 1 MiB from 3.10), cuts them into **pools** (4 KiB, 16 KiB from 3.10),
//! and cuts each pool into **blocks** of one size: 16, 32, … 512 bytes.
//! A request is rounded up to a size class and takes the block that was freed last from a pool of that class.
//! That decides what `id()` shows, why a new object often lies where one died a moment ago, and why
//! memory that is free is not memory that the system has back.
//!
//! [`Obmalloc`] takes the same steps as `Objects/obmalloc.c` of the release that you name, under the same names,
//! and gives addresses. No memory stands behind them: everything is plain data that can be cloned,
//! compared and sent to another thread, and the same calls always give the same addresses.
//!
//! # Example
//!
//! ```
//! use obmalloc::Obmalloc;
//! use version::Version;
//!
//! let mut heap = Obmalloc::new(Version::new(3, 13, 18));
//! let cup = heap.alloc(56)?;
//! let pot = heap.alloc(56)?;
//! // 56 bytes need a block of 64, and blocks are cut one after the other.
//! assert_eq!(pot.get() - cup.get(), 64);
//!
//! // The next object of that size lies where the last one died.
//! heap.free(cup)?;
//! assert_eq!(heap.alloc(50)?, cup);
//!
//! // 600 bytes are too many for a pool: the system allocator serves them.
//! heap.alloc(600)?;
//! assert_eq!(heap.getallocatedblocks(), 3);
//! assert_eq!(heap.stats().raw_blocks, 1);
//! # Ok::<(), obmalloc::Error>(())
//! ```
//!
//! Why memory does not come back: one block in use keeps its pool, and one pool in use keeps its arena.
//!
//! ```
//! use obmalloc::Obmalloc;
//! use version::Version;
//!
//! let mut heap = Obmalloc::new(Version::new(3, 13, 18));
//! let objects = (0..100_000).map(|_| heap.alloc(56)).collect::<Result<Vec<_>, _>>()?;
//! let arenas = heap.stats().arenas_current;
//! for (index, &object) in objects.iter().enumerate() {
//!     if index % 200 != 0 {
//!         heap.free(object)?;
//!     }
//! }
//! assert_eq!(heap.stats().arenas_current, arenas);
//! # Ok::<(), obmalloc::Error>(())
//! ```
//!
//! # What it leaves out
//!
//! - The contents of memory: a block has no bytes, so `realloc` copies nothing and `calloc` would be `alloc`.
//! - The debug allocator (`PYTHONMALLOC=debug`), its padding and its checks.
//! - `PyMem_RawMalloc` for callers outside: whatever bypasses `PyObject_Malloc` in CPython (and `PyMem_Malloc`, which
//!   has been the same allocator since 3.6) is not here, except the arena table and the nodes of the radix tree,
//!   which lie in the modelled system heap as they do in the real one.
//! - Free lists of object types (lists, floats, tuples): they belong to the types, above this allocator.
//! - Huge pages (3.15, a build option), Windows, 32-bit machines.
//! - Interpreters beside the main one, each of which has arenas of its own from 3.12.
//!
//! # Where CPython differs
//!
//! - **Free-threaded builds use mimalloc**, another allocator. A version
//!   [without the lock](version::Version::without_gil) gets the rules of the default build of its release.
//! - **Where mappings lie.** A real process has its libraries and a random beginning. Here mappings grow down
//!   from a fixed address that is a multiple of the page size (4096 bytes) and of no pool size, without gaps.
//!   An arena is aligned to pages only, so an arena with pools of 16 KiB mostly loses one of its 64 pools to
//!   alignment, as it mostly does on a real machine; with pools of 4 KiB none is lost.
//! - **Which addresses the process itself took before.** A real interpreter has some ten thousand blocks
//!   in use when a program begins; the model begins empty.
//! - **The system allocator** is modelled after the C library of Linux: a header of 16 bytes before each address,
//!   up to seven freed chunks of a size (to 1040 bytes) kept aside and reused last in, first out, other chunks merged
//!   and reused best fit, and a mapping of its own for a request of 128 KiB or more that the heap has no room for. The real one has several more bins, which it
//!   empties at times of its own, and raises the limit for mappings as it frees them.
//! - **Wrong calls.** A release build of CPython checks no address; here a double free is an [`Error`].
//! - **Releases before 3.8** get the rules of 3.8.
//!
//! # Costs in bytes
//!
//! What CPython pays, and [`Stats`] counts: each pool has a header of 48 bytes ([`POOL_OVERHEAD`]) and at its end
//! fewer bytes than one block that stay unused; each request is rounded up to a multiple of 16 bytes.
//! One pool of 16 KiB holds 1021 blocks of 16 bytes, or 31 of 512.
//!
//! What the model pays: 2 bytes for each block of a pool in use, 48 bytes for each pool and 64 for each arena.
//! Each call takes constant time on pools (amortised), and logarithmic time in the system heap.
//! An observer of type `()` costs nothing.

#![forbid(unsafe_code)]

mod address;
mod arena_map;
mod arenas;
mod audit;
mod block;
mod error;
mod event;
mod inspect;
mod layout;
mod obmalloc;
mod place;
mod pool;
mod space;
mod stats;
mod system;

pub use address::Address;
pub use arena_map::ArenaMapStats;
pub use audit::AuditError;
pub use block::Block;
pub use error::Error;
pub use event::{Event, Observer};
pub use inspect::{ArenaView, PoolView};
pub use layout::{
    ALIGNMENT, INITIAL_ARENA_OBJECTS, Layout, NB_SMALL_SIZE_CLASSES, POOL_OVERHEAD,
    SMALL_REQUEST_THRESHOLD, SYSTEM_PAGE_SIZE, class_size, size_class,
};
pub use obmalloc::Obmalloc;
pub use place::{BlockState, Place};
pub use stats::{ClassStats, Stats};
pub use system::SystemStats;
