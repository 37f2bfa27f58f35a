//! The death of an object: finalizer, weak references, children, memory.

use crate::event::{Event, Observer};
use crate::heap::Heap;
use crate::reference::{DeadRef, Ref};
use crate::trace::Trace;

/// One thing that a release has still to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Let go of a child. The dying parent's reference to it counts until then.
    Decref(Ref),
    /// Return the memory of an object whose children have all been let go of.
    Free(Ref),
}

/// Whatever owns a heap and has something to say when an object dies.
///
/// The hooks get the whole world, so that a finalizer can run any code:
/// make objects, bind names, drop other objects, and save the dying one.
///
/// A [`Heap`] alone is the smallest world. It has no finalizers and no weak references.
pub trait World {
    /// What an object holds.
    type Object: Trace;
    /// Who is told of each step.
    type Observer: Observer;

    /// The heap.
    fn heap(&mut self) -> &mut Heap<Self::Object, Self::Observer>;

    /// Takes the object out of its collector's sight: `PyObject_GC_UnTrack`.
    ///
    /// Called as the first step of its deallocation, and again after its finalizer if that didn't save it,
    /// so that no collection, which a finalizer or a callback may start, meets an object that is going already.
    /// The object need not be tracked.
    #[inline]
    fn untrack(&mut self, _object: Ref) {}

    /// Brings the object back into its collector's sight while its finalizer runs: `_PyObject_GC_TRACK`.
    ///
    /// Called before the finalizer, of an object that was untracked just now, and whether it was tracked before that or not.
    /// An object that is saved stays tracked, and is as young as a new one.
    #[inline]
    fn track(&mut self, _object: Ref) {}

    /// Whether the object's type has a `tp_finalize`, as a class with `__del__` has.
    #[inline]
    fn has_finalizer(&self, _object: Ref) -> bool {
        false
    }

    /// Whether its weak references are cleared before its finalizer is called and not after it: the order of `gen_dealloc`.
    #[inline]
    fn clears_weakrefs_first(&self, _object: Ref) -> bool {
        false
    }

    /// Runs the finalizer. The object has one borrowed reference meanwhile, so it can be used like any other.
    ///
    /// Called once in an object's life (PEP 442). If more than the borrowed reference is left afterwards,
    /// the object lives on.
    #[inline]
    fn finalize(&mut self, _object: Ref) {}

    /// Whether there are weak references to the object.
    ///
    /// A weak reference that dies is no reason to say so: what it does about itself belongs to [`dealloc`](World::dealloc).
    #[inline]
    fn has_weakrefs(&self, _object: Ref) -> bool {
        false
    }

    /// Makes the weak references to the object point to nothing, and calls their callbacks.
    ///
    /// The object is past saving: an incref of it is refused.
    #[inline]
    fn clear_weakrefs(&mut self, _object: Ref) {}

    /// Does what is particular to the object's type as it dies: the start of its `tp_dealloc`.
    ///
    /// Called when the weak references to the object are cleared and nothing it holds is let go of yet.
    /// A weak reference leaves its referent's list here (`weakref_dealloc`, which calls `clear_weakref`).
    /// The object is past saving: an incref of it is refused.
    #[inline]
    fn dealloc(&mut self, _object: Ref) {}

    /// Whether nothing but its memory goes when the object dies, as with a number:
    /// it has no finalizer, no weak references and no children, no collector sees it, and [`freed`](World::freed) needn't hear of it.
    ///
    /// A world that says so saves the questions about all of these.
    #[inline]
    fn dies_quietly(&mut self, _object: Ref) -> bool {
        false
    }

    /// Takes what the object held, after its slot is vacated.
    ///
    /// Its references have been let go of already.
    #[inline]
    fn freed(&mut self, _object: Ref, _value: Self::Object) {}
}

impl<T: Trace, O: Observer> World for Heap<T, O> {
    type Object = T;
    type Observer = O;

    #[inline]
    fn heap(&mut self) -> &mut Heap<T, O> {
        self
    }
}

/// One reference more, in any world: `Py_INCREF`.
///
/// # Panics
///
/// When the object is gone.
#[inline]
pub fn incref<W: World + ?Sized>(world: &mut W, object: Ref) {
    world.heap().incref(object);
}

/// One reference fewer, in any world: `Py_DECREF`.
///
/// # Panics
///
/// When the object is gone.
// ANCHOR: decref
#[inline]
pub fn decref<W: World + ?Sized>(world: &mut W, object: Ref) {
    if world.heap().count_down(object) {
        release(world, object);
    }
}

/// [`decref`], with an error in place of the panic.
///
/// # Errors
///
/// When the object is gone.
#[inline]
pub fn try_decref<W: World + ?Sized>(world: &mut W, object: Ref) -> Result<(), DeadRef> {
    if world.heap().try_count_down(object)? {
        release(world, object);
    }
    Ok(())
}
// ANCHOR_END: decref

/// Lets an object die whose count has reached zero, and everything that only it kept alive.
///
/// The order is that of CPython's nested calls: a child's whole death comes before the next child's decref,
/// and the parent's memory is returned after all of them. Nothing is nested here, so the chain may be any length.
// ANCHOR: release
// Out of line, so that a decref that isn't the last one costs little.
#[inline(never)]
fn release<W: World + ?Sized>(world: &mut W, object: Ref) {
    let base = world.heap().pending.len();
    dealloc(world, object);
    if world.heap().pending.len() > base {
        release_children(world, base);
    }
}

/// Does what is on the list, down to `base`.
// Out of line, because most objects that die have nothing to do here.
#[inline(never)]
fn release_children<W: World + ?Sized>(world: &mut W, base: usize) {
    while world.heap().pending.len() > base {
        match world.heap().pending.pop() {
            Some(Step::Decref(child)) => {
                if world.heap().count_down(child) {
                    dealloc(world, child);
                }
            }
            Some(Step::Free(parent)) => {
                if let Some(value) = world.heap().vacate(parent) {
                    world.freed(parent, value);
                }
            }
            None => break,
        }
    }
}
// ANCHOR_END: release

/// One object's death as far as its children: `_Py_Dealloc` and `subtype_dealloc`.
///
/// The order of `subtype_dealloc` in `Objects/typeobject.c`, the same from 3.8.18 to 3.15.0rc1.
/// A type without a finalizer, as a list, goes the same way without the middle part (`list_dealloc`).
// ANCHOR: dealloc
#[inline]
fn dealloc<W: World + ?Sized>(world: &mut W, object: Ref) {
    world.heap().emit(|| Event::Dies { object });
    if world.dies_quietly(object) {
        world.heap().vacate(object);
        return;
    }
    world.untrack(object);
    if world.clears_weakrefs_first(object) {
        clear_weakrefs(world, object);
    }
    // CPython tracks and untracks an object whose finalizer has been called, too, with nothing in between.
    if world.has_finalizer(object) && !world.heap().is_finalized(object) {
        world.track(object);
        if call_finalizer_from_dealloc(world, object) {
            return;
        }
        world.untrack(object);
    }
    clear_weakrefs(world, object);
    world.dealloc(object);
    // Without children the object is gone already.
    if let Some(value) = world.heap().schedule_children(object) {
        world.freed(object, value);
    }
}

/// Clears the weak references, if there are any: `PyObject_ClearWeakRefs`.
#[inline]
fn clear_weakrefs<W: World + ?Sized>(world: &mut W, object: Ref) {
    if world.has_weakrefs(object) {
        world.heap().emit(|| Event::WeakrefsCleared { object });
        world.clear_weakrefs(object);
    }
}

/// Calls the finalizer: `PyObject_CallFinalizerFromDealloc`. Says whether it saved the object.
fn call_finalizer_from_dealloc<W: World + ?Sized>(world: &mut W, object: Ref) -> bool {
    world.heap().resurrect_start(object);
    world.heap().emit(|| Event::Finalizer { object });
    world.finalize(object);
    if !world.heap().resurrect_end(object) {
        return false;
    }
    let refcnt = world.heap().refcnt(object);
    world.heap().emit(|| Event::Resurrected { object, refcnt });
    true
}
// ANCHOR_END: dealloc
