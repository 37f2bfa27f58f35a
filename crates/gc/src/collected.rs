//! [`Collected`]: a world with a collector, and how objects are made in it.

use objects::{Heap, Observer, Ref, World};

use crate::collect::collect_generations;
use crate::container::{Container, FreeList, Tracking};
use crate::event::{Event, Watch};
use crate::gc::{Gc, maintains, tracks_at_birth};
use crate::heads::Heads;

/// Whether a collection begins or is over: the first argument of a function in `gc.callbacks`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// `"start"`
    Start,
    /// `"stop"`
    Stop,
}

/// The second argument of a function in `gc.callbacks`.
///
/// 3.15 shows the candidates too, and a duration, which isn't modelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The oldest generation that is collected.
    pub generation: usize,
    /// How many objects were collected; 0 at the start.
    pub collected: usize,
    /// How many were found that can't be; 0 at the start.
    pub uncollectable: usize,
    /// How many were looked at; 0 at the start.
    pub candidates: usize,
}

/// Where the incremental collector begins to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roots {
    /// The interpreter's own: the dicts of `sys`, of `builtins`, and of the types written in C.
    Globals,
    /// The locals of every frame.
    AllFrames,
    /// The locals of the frame that runs, and of those entered since the last increment.
    NewFrames,
}

/// A [`World`] whose garbage is collected.
///
/// Only the first method has to be written. The others are what a world with weak references, `gc.callbacks`,
/// legacy finalizers or a standard error stream has to say.
///
/// Five things make the collector's picture of the heap true:
///
/// - objects are made with [`insert`];
/// - [`World::untrack`] calls [`Gc::untrack`];
/// - [`World::track`] calls [`retrack`], in a world with finalizers;
/// - [`World::freed`] calls [`Gc::freed`];
/// - a dict that gets something new tells [`maintain_tracking`].
pub trait Collected: World<Object: Container, Observer: Watch> {
    /// The collector.
    fn gc(&mut self) -> &mut Gc;

    /// Calls the functions in `gc.callbacks`.
    #[inline]
    fn gc_callback(&mut self, _phase: Phase, _info: &Info) {}

    /// Whether the object's type has a `tp_del`: a finalizer of the kind before PEP 442, which no type in Python has.
    #[inline]
    fn has_legacy_finalizer(&self, _object: Ref) -> bool {
        false
    }

    /// Whether the object is a weak reference.
    #[inline]
    fn is_weakref(&self, _object: Ref) -> bool {
        false
    }

    /// The weak references to the object, in the order of its weak list.
    ///
    /// Asked only of an object that [`World::has_weakrefs`].
    fn weakrefs(&self, _object: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Whether the weak reference has a callback.
    #[inline]
    fn has_callback(&self, _weakref: Ref) -> bool {
        false
    }

    /// Makes the weak reference point to nothing and keeps its callback: `_PyWeakref_ClearRef`.
    fn clear_weakref(&mut self, _weakref: Ref) {}

    /// Calls the callback of a weak reference that was cleared. An error in it is reported and goes no further.
    fn call_callback(&mut self, _weakref: Ref) {}

    /// Visits what the incremental collector marks first.
    ///
    /// Not counting a root is safe: then less is marked ahead, and more is looked at later.
    fn roots(&mut self, _roots: Roots, _visit: &mut dyn FnMut(Ref)) {}

    /// Takes a line that `gc.set_debug` asked for.
    fn stderr(&mut self, _line: &str) {}

    /// An object as those lines show it, in the place of CPython's `<A 0x7f…>`.
    fn describe(&mut self, object: Ref) -> String {
        format!("<object {object}>")
    }
}

/// Tells whoever watches the world.
#[inline]
pub(crate) fn emit<W: Collected + ?Sized>(world: &mut W, event: impl FnOnce() -> Event) {
    if <W::Observer as Watch>::WATCHES && world.heap().observer().is_watching() {
        world.heap().observer_mut().observe(event());
    }
}

/// Runs a part of the collector that needs the GC heads and the heap, and calls nothing of the world.
#[inline]
pub(crate) fn with_heads<W: Collected + ?Sized, R>(
    world: &mut W,
    part: impl FnOnce(&mut Heads, &mut Heap<W::Object, W::Observer>) -> R,
) -> R {
    let mut heads = std::mem::take(&mut world.gc().heads);
    let result = part(&mut heads, world.heap());
    world.gc().heads = heads;
    result
}

/// A collection is due: it starts now, or at the next safe point.
#[cold]
fn due<W: Collected + ?Sized>(world: &mut W) {
    if world.gc().starts_in_allocation() {
        collect_generations(world);
    } else if !world.gc().scheduled {
        world.gc().scheduled = true;
        emit(world, || Event::Scheduled);
    }
}

/// Makes an object, with a count of 1, and tracks it if its type says so.
///
/// To 3.11 a collection may run before the object is there; from 3.12 it is scheduled for the next [`safe_point`](crate::safe_point).
// ANCHOR: insert
#[inline]
pub fn insert<W: Collected + ?Sized>(world: &mut W, value: W::Object) -> Ref {
    let tracking = value.tracking();
    alloc(world, &value);
    let object = world.heap().insert(value);
    match tracking {
        Tracking::Never => {}
        Tracking::Always => link(world, object),
        _ => track_newborn(world, object),
    }
    object
}
// ANCHOR_END: insert

/// The first half of [`insert`]: counts the allocation of an object that is about to be made.
#[inline]
pub fn alloc<W: Collected + ?Sized>(world: &mut W, value: &W::Object) {
    if value.tracking() != Tracking::Never && world.gc().count_alloc(value.free_list()) {
        due(world);
    }
}

/// The first half of [`insert`] for a type's own allocator, `PyType_GenericAlloc`, which asks no free list.
pub fn alloc_generic<W: Collected + ?Sized>(world: &mut W, value: &W::Object) {
    if value.tracking() != Tracking::Never && world.gc().count_alloc(None) {
        due(world);
    }
}

/// Counts the frame of a call that begins, where frames are objects (to 3.10), if none waits on the free list.
pub fn alloc_frame<W: Collected + ?Sized>(world: &mut W) {
    if world.gc().count_alloc(Some(FreeList::Frame)) {
        due(world);
    }
}

/// The second half of [`insert`]: tracks an object that was made, if its type and what it holds say so.
#[inline]
pub fn track_newborn<W: Collected + ?Sized>(world: &mut W, object: Ref) {
    let tracking = world
        .heap()
        .get(object)
        .map_or(Tracking::Never, Container::tracking);
    let tracks = match tracking {
        Tracking::Never => false,
        Tracking::Always => true,
        _ => {
            let policy = world.gc().policy;
            with_heads(world, |heads, heap| {
                heap.get(object)
                    .is_some_and(|value| tracks_at_birth(&policy, heads, heap, value))
            })
        }
    };
    if tracks {
        track(world, object);
    }
}

/// Starts to track an object that isn't: `PyObject_GC_Track`.
#[inline]
pub fn track<W: Collected + ?Sized>(world: &mut W, object: Ref) {
    if !world.gc().is_tracked(object) {
        link(world, object);
    }
}

/// Tracks a dying object for its finalizer, as `subtype_dealloc` does: call it from [`World::track`].
///
/// If the finalizer saves the object, it is in the youngest generation from then on, wherever it was before.
/// Nothing happens to an object whose type has no GC head.
pub fn retrack<W: Collected + ?Sized>(world: &mut W, object: Ref) {
    let tracking = world.heap().get(object).map(Container::tracking);
    if tracking.is_some_and(|tracking| tracking != Tracking::Never) {
        track(world, object);
    }
}

/// Starts to track an object that is known to be untracked: `_PyObject_GC_TRACK`.
#[inline]
fn link<W: Collected + ?Sized>(world: &mut W, object: Ref) {
    let is_due = world.gc().link(object);
    emit(world, || Event::Tracked { object });
    if is_due {
        due(world);
    }
}

/// Tells the collector that the references in `added` were put into a dict.
///
/// To 3.13 a dict is tracked from the first one on that may be tracked itself.
pub fn maintain_tracking<W: Collected + ?Sized>(world: &mut W, dict: Ref, added: &[Ref]) {
    if !world.gc().policy.lazy_dicts || world.gc().is_tracked(dict) {
        return;
    }
    if with_heads(world, |heads, heap| maintains(heads, heap, added)) {
        track(world, dict);
    }
}
