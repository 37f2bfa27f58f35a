//! What is done with the unreachable: finalizers, weak references, and the end.

use objects::{Ref, decref};

use crate::collected::{Collected, emit, with_heads};
use crate::debug::Flags;
use crate::deduce::{
    check_garbage, clear_collecting, clear_unreachable_mask, deduce_unreachable, object_at,
};
use crate::event::{Event, Step, Watch};
use crate::heads::{Heads, List, Node};
use crate::policy::{Resurrection, WeakrefClearing};

/// What came of the unreachable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// How many objects were collected.
    pub(crate) collected: usize,
    /// How many couldn't be.
    pub(crate) uncollectable: usize,
}

/// The object at a place, in a world.
fn object<W: Collected + ?Sized>(world: &mut W, node: Node) -> Ref {
    object_at(world.heap(), node)
}

/// What there is to do for the unreachable, seen in one walk. Most garbage needs none of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Survey {
    /// How many objects are left on the list.
    objects: usize,
    /// Whether any was moved to the list of legacy finalizers.
    legacy: bool,
    /// Whether any is a weak reference, or has some.
    weakrefs: bool,
    /// Whether any has a finalizer that wasn't called.
    finalizers: bool,
}

/// Everything that follows `deduce_unreachable`, for both collectors. Survivors go to `old`.
///
/// A step that the survey shows to have nothing to do is named to whoever watches, and saves its walk.
// ANCHOR: dispose
pub(crate) fn dispose<W: Collected + ?Sized>(world: &mut W, old: List) -> Outcome {
    let weakrefs = world.gc().policy.weakrefs;
    let debug = world.gc().debug;
    let survey = move_legacy_finalizers(world);
    if survey.legacy {
        move_legacy_finalizer_reachable(world);
    }
    if debug.contains(Flags::COLLECTABLE) {
        debug_list(world, List::Unreachable, "collectable");
    }
    emit(world, || Event::Step(Step::HandleWeakrefs));
    let (called_back, mut collected) = if survey.weakrefs {
        handle_weakrefs(world, weakrefs, old)
    } else {
        (false, 0)
    };
    emit(world, || Event::Step(Step::FinalizeGarbage));
    // A callback is code of the program: it can give anything a finalizer.
    let finalized = (survey.finalizers || called_back) && finalize_garbage(world);
    // Where no code of the program ran, nothing can have been saved, and looking again would find what is known.
    // Whoever watches sees the second look all the same, as CPython takes it.
    if !called_back && !finalized && !world.heap().observer().is_watching() {
        world
            .gc()
            .heads
            .merge(List::Unreachable, List::FinalUnreachable);
    } else {
        handle_resurrected_objects(world, old);
    }
    if !world.gc().heads.is_empty(List::FinalUnreachable) {
        if weakrefs != WeakrefClearing::BeforeFinalizers && (survey.weakrefs || finalized) {
            clear_weakrefs(world, List::FinalUnreachable);
        }
        collected += if called_back || finalized || survey.legacy {
            world.gc().heads.size(List::FinalUnreachable)
        } else {
            survey.objects
        };
        delete_garbage(world, old);
    }
    let uncollectable = handle_legacy_finalizers(world, old);
    Outcome {
        collected,
        uncollectable,
    }
}
// ANCHOR_END: dispose

/// Moves unreachable objects with a finalizer from before PEP 442 to a list of their own, and surveys the others.
///
/// The mark of unreachable objects ends here: from now on the list is like any other.
fn move_legacy_finalizers<W: Collected + ?Sized>(world: &mut W) -> Survey {
    emit(world, || Event::Step(Step::MoveLegacyFinalizers));
    let mut survey = Survey::default();
    let mut next = world.gc().heads.first(List::Unreachable);
    while let Some(node) = next {
        let gc = world.gc();
        gc.heads.clear_unreachable(node);
        next = gc.heads.after(node, List::Unreachable);
        let object = object(world, node);
        if world.has_legacy_finalizer(object) {
            survey.legacy = true;
            let heads = &mut world.gc().heads;
            heads.clear_collecting(node);
            heads.move_to(node, List::Finalizers);
            continue;
        }
        survey.objects += 1;
        survey.weakrefs |= world.is_weakref(object) || world.has_weakrefs(object);
        survey.finalizers |= has_finalizer_to_call(world, object);
    }
    survey
}

/// Whether the object has a finalizer, and it hasn't been called yet.
#[inline]
fn has_finalizer_to_call<W: Collected + ?Sized>(world: &mut W, object: Ref) -> bool {
    world.has_finalizer(object) && !world.heap().is_finalized(object)
}

/// Moves what such an object reaches to the same list: it can't be collected either.
fn move_legacy_finalizer_reachable<W: Collected + ?Sized>(world: &mut W) {
    with_heads(world, |heads, heap| {
        let mut next = heads.first(List::Finalizers);
        while let Some(node) = next {
            let parent = object_at(heap, node);
            if let Some(value) = heap.get(parent) {
                objects::Trace::trace(value, &mut |child| {
                    let child = Heads::node(child);
                    if heads.is_collecting(child) {
                        heads.move_to(child, List::Finalizers);
                        heads.clear_collecting(child);
                    }
                });
            }
            next = heads.after(node, List::Finalizers);
        }
    });
}

/// Clears the weak references to the garbage, and calls the callbacks of those that aren't garbage themselves.
///
/// From 3.15 only those with a callback are cleared here; the others see the garbage alive in its finalizers.
/// Returns whether any was called, and how many weak references died of that.
// ANCHOR: handle_weakrefs
fn handle_weakrefs<W: Collected + ?Sized>(
    world: &mut W,
    clearing: WeakrefClearing,
    old: List,
) -> (bool, usize) {
    let mut to_call = Vec::new();
    let mut next = world.gc().heads.first(List::Unreachable);
    while let Some(node) = next {
        next = world.gc().heads.after(node, List::Unreachable);
        let object = object(world, node);
        // A weak reference that is garbage itself must not call anything when it goes.
        if clearing != WeakrefClearing::CallbacksFirst && world.is_weakref(object) {
            clear(world, object);
        }
        if !world.has_weakrefs(object) {
            continue;
        }
        for weakref in world.weakrefs(object) {
            let has_callback = world.has_callback(weakref);
            if has_callback || clearing != WeakrefClearing::CallbacksFirst {
                clear(world, weakref);
            }
            let is_trash = world.gc().heads.is_collecting(Heads::node(weakref));
            if has_callback && !is_trash {
                world.heap().incref(weakref);
                let heads = &mut world.gc().heads;
                if heads.is_tracked(Heads::node(weakref)) {
                    heads.move_to(Heads::node(weakref), List::Callbacks);
                }
                to_call.push(weakref);
            }
        }
    }
    // No weak reference to the garbage with a callback is left, so no callback can get at it.
    let called = !to_call.is_empty();
    let mut freed = 0;
    for weakref in to_call {
        emit(world, || Event::WeakrefCallback { weakref });
        world.call_callback(weakref);
        decref(world, weakref);
        if !world.heap().is_alive(weakref) {
            freed += 1;
        } else if world.gc().is_tracked(weakref) {
            world.gc().heads.move_to(Heads::node(weakref), old);
        }
    }
    (called, freed)
}
// ANCHOR_END: handle_weakrefs

/// Makes a weak reference point to nothing: `_PyWeakref_ClearRef`.
fn clear<W: Collected + ?Sized>(world: &mut W, weakref: Ref) {
    world.clear_weakref(weakref);
    emit(world, || Event::WeakrefCleared { weakref });
}

/// Clears all weak references to what is on a list, and those on it, without calling anything.
///
/// `clear_weakrefs` in 3.15, `handle_weakrefs` with `allow_callbacks` false in 3.13.13 and 3.14.4.
fn clear_weakrefs<W: Collected + ?Sized>(world: &mut W, list: List) {
    let mut next = world.gc().heads.first(list);
    while let Some(node) = next {
        next = world.gc().heads.after(node, list);
        let object = object(world, node);
        if world.is_weakref(object) {
            clear(world, object);
        }
        if world.has_weakrefs(object) {
            for weakref in world.weakrefs(object) {
                clear(world, weakref);
            }
        }
    }
}

/// Calls the finalizer of each unreachable object that has one and whose finalizer hasn't been called (PEP 442).
///
/// A finalizer may free any of them, so the first one left is taken each time. Says whether any was called.
// ANCHOR: finalize_garbage
fn finalize_garbage<W: Collected + ?Sized>(world: &mut W) -> bool {
    let mut called = false;
    while let Some(node) = world.gc().heads.first(List::Unreachable) {
        world.gc().heads.move_to(node, List::Seen);
        let object = object(world, node);
        if has_finalizer_to_call(world, object) {
            // The object is alive, so neither of these can fail.
            called = true;
            let heap = world.heap();
            heap.incref(object);
            let marked = heap.set_finalized(object);
            debug_assert_eq!(marked, Ok(()));
            emit(world, || Event::Finalizer { object });
            world.finalize(object);
            decref(world, object);
        }
    }
    world.gc().heads.merge(List::Seen, List::Unreachable);
    called
}
// ANCHOR_END: finalize_garbage

/// Looks for what the finalizers saved and moves it to `old`; the rest goes to the final list of unreachable objects.
///
/// To 3.8 one saved object saves all.
// ANCHOR: handle_resurrected_objects
fn handle_resurrected_objects<W: Collected + ?Sized>(world: &mut W, old: List) {
    emit(world, || Event::Step(Step::HandleResurrectedObjects));
    let policy = world.gc().policy;
    let saved = with_heads(world, |heads, heap| {
        match policy.resurrection {
            Resurrection::SavesEverything => {
                if !check_garbage(heads, heap, List::Unreachable) {
                    heads.merge(List::Unreachable, List::FinalUnreachable);
                    return 0;
                }
            }
            Resurrection::SavesReachable => {
                clear_collecting(heads, List::Unreachable);
                deduce_unreachable(
                    heads,
                    heap,
                    policy.immortals,
                    List::Unreachable,
                    List::FinalUnreachable,
                );
                clear_unreachable_mask(heads, List::FinalUnreachable);
            }
        }
        let saved = heads.size(List::Unreachable);
        heads.merge(List::Unreachable, old);
        saved
    });
    if saved > 0 {
        emit(world, || Event::Resurrected { objects: saved });
    }
}
// ANCHOR_END: handle_resurrected_objects

/// Empties each unreachable object, so that counting frees them.
///
/// What lives on although it was emptied goes to `old`: it may die later.
// ANCHOR: delete_garbage
fn delete_garbage<W: Collected + ?Sized>(world: &mut W, old: List) {
    emit(world, || Event::Step(Step::DeleteGarbage));
    let save = world.gc().debug.contains(Flags::SAVEALL);
    let mut released = Vec::new();
    while let Some(node) = world.gc().heads.first(List::FinalUnreachable) {
        let object = object(world, node);
        if save {
            world.heap().incref(object);
            world.gc().garbage.push(object);
        } else {
            world.heap().incref(object);
            emit(world, || Event::Cleared { object });
            if let Some(value) = world.heap().get_mut(object) {
                crate::Container::clear(value, &mut |child| released.push(child));
            }
            for child in released.drain(..) {
                decref(world, child);
            }
            decref(world, object);
        }
        let heads = &mut world.gc().heads;
        if heads.first(List::FinalUnreachable) == Some(node) {
            heads.clear_collecting(node);
            heads.move_to(node, old);
        }
    }
}
// ANCHOR_END: delete_garbage

/// Puts objects with a legacy finalizer into `gc.garbage`, and them and what they reach into `old`.
///
/// Returns how many objects that were.
fn handle_legacy_finalizers<W: Collected + ?Sized>(world: &mut W, old: List) -> usize {
    let debug = world.gc().debug;
    let objects: Vec<Node> = world.gc().heads.iter(List::Finalizers).collect();
    for &node in &objects {
        let object = object(world, node);
        emit(world, || Event::Uncollectable { object });
    }
    if debug.contains(Flags::UNCOLLECTABLE) {
        debug_list(world, List::Finalizers, "uncollectable");
    }
    for &node in &objects {
        let object = object(world, node);
        if debug.contains(Flags::SAVEALL) || world.has_legacy_finalizer(object) {
            world.heap().incref(object);
            world.gc().garbage.push(object);
        }
    }
    world.gc().heads.merge(List::Finalizers, old);
    objects.len()
}

/// Prints a line for each object on a list: `debug_cycle`.
fn debug_list<W: Collected + ?Sized>(world: &mut W, list: List, what: &str) {
    let nodes: Vec<Node> = world.gc().heads.iter(list).collect();
    for node in nodes {
        let object = object(world, node);
        let described = world.describe(object);
        world.stderr(&format!("gc: {what} {described}"));
    }
}
