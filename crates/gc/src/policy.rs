//! [`Policy`]: what one release's collector does differently from another's.

use std::fmt;

use version::Version;

/// Which collector a release has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Three generations: to 3.13, and again from 3.14.5.
    Generational,
    /// A young generation, and an old one that is collected in increments: 3.14.0 to 3.14.4.
    Incremental,
}

/// When a collection starts that no one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Inside the allocation that goes over the threshold, before the new object exists: to 3.11.
    InAllocation,
    /// At the next safe point of the evaluation loop: from 3.12.
    AtSafePoint,
}

/// What the count of the youngest generation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Allocations of objects with a GC head from the allocator, minus those given back to it.
    ///
    /// An object from a free list isn't counted, and one put on a free list isn't taken off.
    Allocations,
    /// Objects tracked, minus objects untracked: 3.14.1 to 3.14.4.
    Tracked,
}

/// When a tuple is left untracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tuples {
    /// Tracked when made; a collection untracks it if nothing in it can be tracked.
    UntrackedByCollection,
    /// Not tracked in the first place if nothing in it has a GC head: from 3.14.1.
    UntrackedAtCreation,
}

/// What becomes of an immortal object that a collection meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Immortals {
    /// There are none: to 3.11.
    Unknown,
    /// It moves to the permanent generation: 3.12 and 3.13.
    MadePermanent,
    /// It is untracked: from 3.14.
    Untracked,
}

/// What a finalizer that saves an object of a cycle does for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resurrection {
    /// One saved object saves all the garbage found with it: to 3.8.
    SavesEverything,
    /// Only what can be reached from the saved object is saved: from 3.9 (bpo-38379).
    SavesReachable,
}

/// When the weak references to cyclic garbage are made to point to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakrefClearing {
    /// All of them before the finalizers.
    BeforeFinalizers,
    /// All of them before the finalizers, and those made meanwhile after them: 3.13.13, 3.14.4 and later.
    BeforeAndAfterFinalizers,
    /// Those with a callback before the finalizers, the others after them: from 3.15.
    CallbacksFirst,
}

/// A release's rules, from its version.
///
/// Read in `Modules/gcmodule.c` (3.8 to 3.12) and `Python/gc.c` (from 3.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The release.
    pub version: Version,
    /// Which collector it has.
    pub strategy: Strategy,
    /// `gc.get_threshold()` at the start.
    pub thresholds: [i32; 3],
    /// When a collection starts by itself.
    pub start: Start,
    /// What the first count counts.
    pub counts: Counts,
    /// When tuples are untracked.
    pub tuples: Tuples,
    /// Whether a tuple is looked at before the collection too, so that nested ones are untracked at once.
    pub tuples_before: bool,
    /// Whether a dict is tracked only once something that can be tracked is put in: to 3.13.
    pub lazy_dicts: bool,
    /// Whether a frozenset of untracked elements is left untracked: from 3.15.
    pub lazy_frozensets: bool,
    /// What becomes of immortal objects.
    pub immortals: Immortals,
    /// How far a resurrection reaches.
    pub resurrection: Resurrection,
    /// When weak references are cleared.
    pub weakrefs: WeakrefClearing,
    /// Whether `DEBUG_STATS` reports at the end of a collection too: not in 3.14.0.
    pub(crate) says_done: bool,
    /// The share of the heap that an increment of the old generation may add, in halves of the new objects.
    pub(crate) increment_halves: i64,
    /// Whether an increment gets the scan rate of the heap on top, and runs even when no work is due: 3.14.0.
    pub(crate) eager_increments: bool,
}

impl Policy {
    /// The rules of a release.
    ///
    /// # Errors
    ///
    /// For a release before 3.8, and for a free-threaded build: its collector stops all threads,
    /// finds the objects by walking the pages of mimalloc, and has no generations
    /// (`Python/gc_free_threading.c`, 3.13). That is another mechanism than this crate's.
    // ANCHOR: policy
    pub fn of(version: Version) -> Result<Policy, UnsupportedVersion> {
        if version < Version::new(3, 8, 0) || version.is_free_threaded() {
            return Err(UnsupportedVersion { version });
        }
        let since = |minor, patch| version >= Version::new(3, minor, patch);
        let incremental = since(14, 0) && !since(14, 5);
        Ok(Policy {
            version,
            strategy: if incremental {
                Strategy::Incremental
            } else {
                Strategy::Generational
            },
            thresholds: if incremental {
                [2000, 10, 0]
            } else if since(13, 0) {
                [2000, 10, 10]
            } else {
                [700, 10, 10]
            },
            start: if since(12, 0) {
                Start::AtSafePoint
            } else {
                Start::InAllocation
            },
            counts: if incremental && since(14, 1) {
                Counts::Tracked
            } else {
                Counts::Allocations
            },
            tuples: if since(14, 1) {
                Tuples::UntrackedAtCreation
            } else {
                Tuples::UntrackedByCollection
            },
            tuples_before: incremental,
            lazy_dicts: !since(14, 0),
            lazy_frozensets: since(15, 0),
            immortals: if since(14, 0) {
                Immortals::Untracked
            } else if since(12, 0) {
                Immortals::MadePermanent
            } else {
                Immortals::Unknown
            },
            resurrection: if since(9, 0) {
                Resurrection::SavesReachable
            } else {
                Resurrection::SavesEverything
            },
            weakrefs: if since(15, 0) {
                WeakrefClearing::CallbacksFirst
            } else if since(14, 4) || (since(13, 13) && !since(14, 0)) {
                WeakrefClearing::BeforeAndAfterFinalizers
            } else {
                WeakrefClearing::BeforeFinalizers
            },
            says_done: !incremental || since(14, 1),
            increment_halves: if since(14, 1) { 4 } else { 3 },
            eager_increments: !since(14, 1),
        })
    }
    // ANCHOR_END: policy

    /// Whether this is a collector in increments.
    pub fn is_incremental(&self) -> bool {
        self.strategy == Strategy::Incremental
    }
}

/// A release whose collector isn't modelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsupportedVersion {
    /// The release.
    pub version: Version,
}

impl fmt::Display for UnsupportedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = self.version;
        if version.is_free_threaded() {
            write!(
                f,
                "{version} has the free-threaded collector, which has no generations and isn't modelled: \
                 choose the default build of that release"
            )
        } else {
            write!(
                f,
                "{version} is older than 3.8, the first release that is modelled"
            )
        }
    }
}

impl std::error::Error for UnsupportedVersion {}
