//! Which objects of a generation can't be reached from outside it: `deduce_unreachable`.

use objects::{Heap, Ref};

use crate::container::Container;
use crate::event::{Event, Step, Watch};
use crate::gc::still_tracked;
use crate::heads::{Heads, List, Node};
use crate::policy::Immortals;

/// What [`deduce_unreachable`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deduced {
    /// How many objects were looked at.
    pub(crate) candidates: usize,
    /// How many of them can be reached.
    pub(crate) reachable: usize,
}

/// Leaves on `base` what can be reached from outside it, and moves everything else to `unreachable`.
///
/// The objects on `unreachable` carry the marks of a collection under way; those on `base` are free of them.
// ANCHOR: deduce_unreachable
pub(crate) fn deduce_unreachable<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &mut Heap<T, O>,
    immortals: Immortals,
    base: List,
    unreachable: List,
) -> Deduced {
    let candidates = update_refs(heads, heap, immortals, base);
    subtract_refs(heads, heap, base);
    let reachable = move_unreachable(heads, heap, base, unreachable);
    Deduced {
        candidates,
        reachable,
    }
}
// ANCHOR_END: deduce_unreachable

/// Tells whoever watches the heap.
#[inline]
fn emit<T: Container, O: Watch>(heap: &mut Heap<T, O>, event: impl FnOnce() -> Event) {
    if O::WATCHES && heap.observer().is_watching() {
        heap.observer_mut().observe(event());
    }
}

/// The object at a place that is on a list, its count, and what it holds.
#[inline]
pub(crate) fn slot_at<T: Container, O: Watch>(heap: &Heap<T, O>, node: Node) -> (Ref, u32, &T) {
    match heap.slot_at(Heads::index(node)) {
        Some(slot) => slot,
        None => untold(node),
    }
}

/// The object at a place that is on a list.
#[inline]
pub(crate) fn object_at<T: Container, O: Watch>(heap: &Heap<T, O>, node: Node) -> Ref {
    match heap.at_index(Heads::index(node)) {
        Some(object) => object,
        None => untold(node),
    }
}

/// Stops at an object that died without the collector being told.
#[cold]
#[inline(never)]
fn untold(node: Node) -> ! {
    panic!(
        "the object in slot {} is tracked and was freed: \
         does World::untrack call Gc::untrack, and World::freed Gc::freed?",
        Heads::index(node)
    )
}

/// Sets `gc_refs` to `ob_refcnt`.
///
/// No count is zero: an object leaves its generation before anything else happens to it in its deallocation.
// ANCHOR: update_refs
fn update_refs<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &mut Heap<T, O>,
    immortals: Immortals,
    containers: List,
) -> usize {
    emit(heap, || Event::Step(Step::UpdateRefs));
    let mut candidates = 0;
    let mut next = heads.first(containers);
    while let Some(node) = next {
        next = heads.after(node, containers);
        let (object, refcnt, _) = slot_at(heap, node);
        match refcnt {
            0 => still_tracked(object),
            u32::MAX => match immortals {
                Immortals::MadePermanent => heads.move_to(node, List::Permanent),
                Immortals::Untracked => {
                    heads.untrack(node);
                    emit(heap, || Event::Untracked { object });
                }
                // An immortal object never reaches zero, whatever is subtracted.
                Immortals::Unknown => heads.reset_refs(node, objects::MAX_REFCNT),
            },
            _ => {
                heads.reset_refs(node, refcnt);
                candidates += 1;
                emit(heap, || Event::RefsCopied {
                    object,
                    gc_refs: refcnt,
                });
            }
        }
    }
    candidates
}
// ANCHOR_END: update_refs

/// Takes every reference from one of the `containers` to another off the copy of the other's count.
///
/// What is left in `gc_refs` are the references from outside.
// ANCHOR: subtract_refs
fn subtract_refs<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &mut Heap<T, O>,
    containers: List,
) {
    emit(heap, || Event::Step(Step::SubtractRefs));
    let watched = heap.observer().is_watching();
    let mut subtracted = Vec::new();
    let mut next = heads.first(containers);
    while let Some(node) = next {
        let (parent, _, value) = slot_at(heap, node);
        value.trace(&mut |object| {
            let child = Heads::node(object);
            if !heads.decref(child) {
                too_small(parent, object);
            }
            if watched && heads.is_collecting(child) {
                subtracted.push((object, heads.refs(child)));
            }
        });
        for (object, gc_refs) in subtracted.drain(..) {
            emit(heap, || Event::RefsSubtracted {
                parent,
                object,
                gc_refs,
            });
        }
        next = heads.after(node, containers);
    }
}
// ANCHOR_END: subtract_refs

/// Stops at a count that is smaller than the number of references found: "refcount is too small" in CPython.
#[cold]
#[inline(never)]
fn too_small(parent: Ref, object: Ref) -> ! {
    panic!(
        "the count of {object} is smaller than the number of references to it: \
         is an incref missing, or does the Trace of {parent} visit a reference twice?"
    )
}

/// Moves what no reference from outside reaches from `young` to `unreachable`.
///
/// An object without references from outside is set aside at first sight, and brought back if an object
/// that can be reached turns out to point to it. No recursion is needed: what is brought back goes to the
/// end of `young`, where the walk has still to come. Returns how many objects are left on `young`.
// ANCHOR: move_unreachable
fn move_unreachable<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &mut Heap<T, O>,
    young: List,
    unreachable: List,
) -> usize {
    emit(heap, || Event::Step(Step::MoveUnreachable));
    let mut reachable = 0;
    let watched = heap.observer().is_watching();
    let mut brought_back = Vec::new();
    let mut prev = young.node();
    let mut node = heads.next(prev);
    while node != young.node() {
        if heads.refs(node) > 0 {
            let (object, _, value) = slot_at(heap, node);
            value.trace(&mut |child| {
                if visit_reachable(heads, Heads::node(child), young) && watched {
                    brought_back.push(child);
                }
            });
            heads.restore_prev(node, prev);
            prev = node;
            reachable += 1;
            emit(heap, || Event::Reached { object });
            for object in brought_back.drain(..) {
                emit(heap, || Event::BroughtBack { object });
            }
        } else {
            heads.make_unreachable(node, prev, unreachable);
            if watched {
                let object = object_at(heap, node);
                emit(heap, || Event::SetAside { object });
            }
        }
        node = heads.next(prev);
    }
    heads.restore_prev(young.node(), prev);
    reachable
}
// ANCHOR_END: move_unreachable

/// Notes that an object can be reached. Says whether it had been set aside.
// ANCHOR: visit_reachable
#[inline]
fn visit_reachable(heads: &mut Heads, node: Node, young: List) -> bool {
    // Objects of other generations, and those that the walk has been through.
    if !heads.is_collecting(node) {
        return false;
    }
    if heads.is_unreachable(node) {
        heads.make_reachable(node, young.node());
        return true;
    }
    if heads.refs(node) == 0 {
        heads.set_refs(node, 1);
    }
    false
}
// ANCHOR_END: visit_reachable

/// Whether anything on `collectable` is referred to from outside it: `check_garbage` (3.8).
///
/// Afterwards nothing on it carries the mark of a collection.
pub(crate) fn check_garbage<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &mut Heap<T, O>,
    collectable: List,
) -> bool {
    update_refs(heads, heap, Immortals::Unknown, collectable);
    subtract_refs(heads, heap, collectable);
    let mut referred_to = false;
    let mut prev = collectable.node();
    let mut node = heads.next(prev);
    while node != collectable.node() {
        referred_to |= heads.refs(node) > 0;
        heads.restore_prev(node, prev);
        prev = node;
        node = heads.next(node);
    }
    heads.restore_prev(collectable.node(), prev);
    referred_to
}

/// Takes the mark of a collection off everything on a list: `gc_list_clear_collecting`.
pub(crate) fn clear_collecting(heads: &mut Heads, list: List) {
    let mut next = heads.first(list);
    while let Some(node) = next {
        heads.clear_collecting(node);
        next = heads.after(node, list);
    }
}

/// Takes the mark of unreachable objects off everything on a list: `clear_unreachable_mask`.
pub(crate) fn clear_unreachable_mask(heads: &mut Heads, list: List) {
    let mut next = heads.first(list);
    while let Some(node) = next {
        heads.clear_unreachable(node);
        next = heads.after(node, list);
    }
}
