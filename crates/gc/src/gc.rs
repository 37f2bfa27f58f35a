//! [`Gc`]: what the collector knows between two collections.

use objects::{Heap, Observer, Ref};
use version::Version;

use crate::container::{Container, FreeList, Tracking};
use crate::debug::Flags;
use crate::event::{Event, Watch};
use crate::free_lists::FreeLists;
use crate::heads::{Heads, List};
use crate::policy::{Counts, Policy, Start, Tuples, UnsupportedVersion};

/// One generation's count and threshold: `struct gc_generation`, without the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Generation {
    /// Collected when the count is above this.
    pub(crate) threshold: i32,
    /// The youngest: allocations minus frees. The others: collections of the next younger one.
    pub(crate) count: i32,
}

/// What `gc.get_stats()` shows of one generation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GenerationStats {
    /// How often it was collected.
    pub collections: usize,
    /// How many objects were collected in it.
    pub collected: usize,
    /// How many were found that couldn't be.
    pub uncollectable: usize,
    /// How many objects were looked at. The `gc` module shows it from 3.15.
    pub candidates: usize,
}

/// What the incremental collector remembers from one increment to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Increments {
    /// Which of the two old spaces holds what this round has been through.
    pub(crate) visited_space: u32,
    /// How many objects are due; below zero when the collector is ahead.
    pub(crate) work_to_do: i64,
    /// How many objects with a GC head there are.
    pub(crate) heap_size: i64,
    /// Whether the round begins with marking.
    pub(crate) marking: bool,
}

/// The collector: a GC head for each slot, and the counts, thresholds and statistics.
///
/// It stands beside the heap and not in it, so that a heap without a collector pays nothing for one.
/// The table takes eight bytes for each slot up to the highest tracked one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gc {
    pub(crate) policy: Policy,
    pub(crate) heads: Heads,
    pub(crate) generations: [Generation; 3],
    pub(crate) enabled: bool,
    pub(crate) collecting: bool,
    pub(crate) scheduled: bool,
    pub(crate) debug: Flags,
    /// Objects that reached the oldest generation since it was last collected.
    pub(crate) long_lived_pending: usize,
    /// Objects that were in it after that.
    pub(crate) long_lived_total: usize,
    /// Old objects that stand on no list here: see [`set_resident`](Gc::set_resident).
    pub(crate) resident: usize,
    /// The same while they are frozen.
    pub(crate) frozen_resident: usize,
    pub(crate) stats: [GenerationStats; 3],
    pub(crate) garbage: Vec<Ref>,
    pub(crate) free_lists: FreeLists,
    pub(crate) increments: Increments,
}

impl Gc {
    /// The collector of a release, enabled, with nothing tracked.
    ///
    /// # Errors
    ///
    /// When that release's collector isn't modelled: see [`Policy::of`].
    pub fn new(version: Version) -> Result<Gc, UnsupportedVersion> {
        let policy = Policy::of(version)?;
        Ok(Gc {
            policy,
            heads: Heads::new(),
            generations: policy.thresholds.map(|threshold| Generation {
                threshold,
                count: 0,
            }),
            enabled: true,
            collecting: false,
            scheduled: false,
            debug: Flags::NONE,
            long_lived_pending: 0,
            long_lived_total: 0,
            resident: 0,
            frozen_resident: 0,
            stats: [GenerationStats::default(); 3],
            garbage: Vec::new(),
            free_lists: FreeLists::new(version),
            increments: Increments {
                visited_space: 0,
                work_to_do: -5000,
                heap_size: 0,
                marking: true,
            },
        })
    }

    /// The rules it follows.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// `gc.enable()`: collections start by themselves.
    pub fn enable(&mut self) {
        self.enabled = true;
    }

    /// `gc.disable()`: only `gc.collect()` collects.
    pub fn disable(&mut self) {
        self.enabled = false;
    }

    /// `gc.isenabled()`.
    pub fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// Whether a collection is under way.
    pub fn is_collecting(&self) -> bool {
        self.collecting
    }

    /// Whether a collection waits for the next safe point.
    pub fn is_scheduled(&self) -> bool {
        self.scheduled
    }

    /// `gc.get_debug()`.
    pub fn debug(&self) -> Flags {
        self.debug
    }

    /// `gc.set_debug()`.
    pub fn set_debug(&mut self, flags: Flags) {
        self.debug = flags;
    }

    /// `gc.garbage`: objects found and not freed. The collector holds a reference to each.
    ///
    /// They are roots for [`Heap::audit`].
    pub fn garbage(&self) -> &[Ref] {
        &self.garbage
    }

    /// Empties `gc.garbage`, and hands over the references: decref each.
    #[must_use = "each of these references is counted and must be let go of"]
    pub fn take_garbage(&mut self) -> Vec<Ref> {
        std::mem::take(&mut self.garbage)
    }

    /// `gc.get_stats()`.
    pub fn stats(&self) -> &[GenerationStats; 3] {
        &self.stats
    }

    /// `gc.is_tracked()`, of an object that lives.
    #[inline]
    pub fn is_tracked(&self, object: Ref) -> bool {
        self.heads.is_tracked(Heads::node(object))
    }

    /// How many objects of a kind wait on their free list.
    pub fn free_list_len(&self, kind: FreeList) -> u32 {
        self.free_lists.len(kind)
    }

    /// Bytes of the table of GC heads: eight for each slot up to the highest tracked one.
    pub fn bytes(&self) -> usize {
        self.heads.bytes()
    }

    /// Whether every list is linked in both directions and no mark of a collection is left.
    ///
    /// That is so whenever no collection is under way. It costs a visit of each tracked object.
    pub fn is_sound(&self) -> bool {
        self.heads.is_sound()
    }

    /// Counts an allocation. Says whether a collection is due.
    // ANCHOR: count_alloc
    #[inline]
    pub(crate) fn count_alloc(&mut self, free_list: Option<FreeList>) -> bool {
        if free_list.is_some_and(|kind| kind == FreeList::Elsewhere || self.free_lists.take(kind)) {
            return false;
        }
        self.policy.counts == Counts::Allocations && self.count_up()
    }

    /// One more in the youngest generation. Says whether that is too many.
    #[inline]
    fn count_up(&mut self) -> bool {
        let young = &mut self.generations[0];
        young.count = young.count.saturating_add(1);
        self.increments.heap_size += 1;
        young.count > young.threshold && self.may_start()
    }

    /// Whether a collection may start when the count is above the threshold.
    #[cold]
    fn may_start(&self) -> bool {
        self.generations[0].threshold != 0 && self.enabled && !self.collecting
    }
    // ANCHOR_END: count_alloc

    /// One fewer in the youngest generation, and never fewer than none.
    #[inline]
    fn count_down(&mut self) {
        let young = &mut self.generations[0];
        if young.count > 0 {
            young.count -= 1;
        }
        self.increments.heap_size -= 1;
    }

    /// Starts to track an object: `_PyObject_GC_TRACK`. Says whether a collection is due.
    #[inline]
    pub(crate) fn link(&mut self, object: Ref) -> bool {
        let not_visited = if self.policy.is_incremental() {
            1 ^ self.increments.visited_space
        } else {
            0
        };
        self.heads.track(Heads::node(object), not_visited);
        self.policy.counts == Counts::Tracked && self.count_up()
    }

    /// Stops tracking an object: `PyObject_GC_UnTrack`, and nothing happens if it wasn't tracked.
    ///
    /// [`World::untrack`](objects::World::untrack) calls this for an object that begins to die.
    #[inline]
    pub fn untrack(&mut self, object: Ref) {
        self.unlink(object);
    }

    /// [`untrack`](Gc::untrack), and says whether the object was tracked.
    #[inline]
    pub(crate) fn unlink(&mut self, object: Ref) -> bool {
        let node = Heads::node(object);
        let tracked = self.heads.is_tracked(node);
        if tracked {
            self.heads.untrack(node);
            if self.policy.counts == Counts::Tracked {
                self.count_down();
            }
        }
        tracked
    }

    /// Takes notice of a death: `PyObject_GC_Del`. Call it from [`World::freed`](objects::World::freed).
    ///
    /// # Panics
    ///
    /// When the object is still tracked.
    // ANCHOR: freed
    #[inline]
    pub fn freed<T: Container>(&mut self, object: Ref, value: &T) {
        if value.tracking() == Tracking::Never {
            return;
        }
        if self.is_tracked(object) {
            still_tracked(object);
        }
        let kept = value
            .free_list()
            .is_some_and(|kind| kind == FreeList::Elsewhere || self.free_lists.give(kind));
        if !kept && self.policy.counts == Counts::Allocations {
            self.count_down();
        }
    }
    // ANCHOR_END: freed

    /// Takes notice of the end of a call whose frame goes to the free list (`frame_dealloc`, to 3.10).
    pub fn frame_freed(&mut self) {
        if !self.free_lists.give(FreeList::Frame) {
            self.count_down();
        }
    }

    /// Takes notice of a code object's death: the frame that waited in it is given back (`code_dealloc`, to 3.10).
    pub fn kept_frame_freed(&mut self) {
        self.count_down();
    }

    /// Gives the free lists back to the allocator, as a full collection does at its end.
    pub(crate) fn clear_free_lists(&mut self) {
        let freed = self.free_lists.clear();
        if self.policy.counts == Counts::Allocations {
            (0..freed).for_each(|_| self.count_down());
        }
    }

    /// Whether a collection that is due starts at once.
    pub(crate) fn starts_in_allocation(&self) -> bool {
        self.policy.start == Start::InAllocation
    }

    /// The place of the generation with this number.
    pub(crate) fn list(generation: usize) -> List {
        match generation {
            0 => List::Young,
            1 => List::Middle,
            _ => List::Old,
        }
    }
}

/// Stops at an object that is gone and still in a generation.
#[cold]
#[inline(never)]
pub(crate) fn still_tracked(object: Ref) -> ! {
    panic!("{object} died and is still tracked: does World::untrack call Gc::untrack?")
}

/// Whether any reference in the value passes.
fn any<T: Container>(value: &T, mut test: impl FnMut(Ref) -> bool) -> bool {
    let mut found = false;
    value.trace(&mut |element| found = found || test(element));
    found
}

/// Whether an object is tracked or may be later: `_PyObject_GC_MAY_BE_TRACKED`.
///
/// A tuple that is untracked stays so, since it can't change. Anything else with a GC head may be tracked one day.
// ANCHOR: may_be_tracked
fn may_be_tracked<T: Container, O: Observer>(
    heads: &Heads,
    heap: &Heap<T, O>,
    object: Ref,
) -> bool {
    match heap.get(object).map(Container::tracking) {
        None | Some(Tracking::Never) => false,
        Some(Tracking::Tuple) => heads.is_tracked(Heads::node(object)),
        Some(_) => true,
    }
}
// ANCHOR_END: may_be_tracked

/// Whether an object of a type that isn't always tracked is tracked from its birth on.
pub(crate) fn tracks_at_birth<T: Container, O: Observer>(
    policy: &Policy,
    heads: &Heads,
    heap: &Heap<T, O>,
    value: &T,
) -> bool {
    let holds_trackable = || any(value, |element| may_be_tracked(heads, heap, element));
    match value.tracking() {
        Tracking::Never => false,
        Tracking::Always => true,
        Tracking::Tuple => match policy.tuples {
            // The empty tuple is one object that was made before there was a collector.
            Tuples::UntrackedByCollection => any(value, |_| true),
            Tuples::UntrackedAtCreation => any(value, |element| {
                heap.get(element)
                    .is_some_and(|value| value.tracking() != Tracking::Never)
            }),
        },
        Tracking::Dict => !policy.lazy_dicts || holds_trackable(),
        Tracking::FrozenSet => !policy.lazy_frozensets || holds_trackable(),
    }
}

/// Untracks the objects of one kind on a list that hold nothing that may be tracked:
/// `untrack_tuples` and `untrack_dicts`.
///
/// Returns how many were untracked.
// ANCHOR: untrack_kind
pub(crate) fn untrack_kind<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &mut Heap<T, O>,
    list: List,
    kind: Tracking,
) -> usize {
    let mut untracked = 0;
    if T::ALWAYS_TRACKED {
        return untracked;
    }
    let mut next = heads.first(list);
    while let Some(node) = next {
        next = heads.after(node, list);
        let index = Heads::index(node);
        let Some(object) = heap.at_index(index) else {
            continue;
        };
        let Some(value) = heap.get(object) else {
            continue;
        };
        if value.tracking() == kind && !any(value, |element| may_be_tracked(heads, heap, element)) {
            heads.untrack(node);
            untracked += 1;
            if heap.observer().is_watching() {
                heap.observer_mut().observe(Event::Untracked { object });
            }
        }
    }
    untracked
}
// ANCHOR_END: untrack_kind

/// Whether putting these references into a dict makes it one that is tracked: `MAINTAIN_TRACKING` (to 3.13).
pub(crate) fn maintains<T: Container, O: Observer>(
    heads: &Heads,
    heap: &Heap<T, O>,
    added: &[Ref],
) -> bool {
    added
        .iter()
        .any(|&element| may_be_tracked(heads, heap, element))
}
