//! What happens to weak references when an object dies, or they do.

use objects::{Heap, Observer, Ref, decref};
use version::Version;

use crate::error::Caller;
use crate::event::Event;
use crate::list::{clear_ref, clear_ref_taking_callback, emit, getweakrefcount, head, reference};
use crate::world::{WeakWorld, Weakly};

/// Whether there are weak references to the object.
///
/// A world's [`World::has_weakrefs`](objects::World::has_weakrefs) is this.
#[inline]
pub fn has_weakrefs<T: Weakly, O: Observer>(heap: &Heap<T, O>, object: Ref) -> bool {
    heap.get(object)
        .and_then(T::weaklist)
        .is_some_and(|list| !list.is_empty())
}

/// What a dying weak reference does: it takes itself off its object's list, and its callback is never called.
/// Any other object has nothing to do here.
///
/// `weakref_dealloc`, which calls `clear_weakref`. A world's [`World::dealloc`](objects::World::dealloc) calls this.
/// The callback is let go of with whatever else the reference holds.
///
/// Source: `Objects/weakrefobject.c`, 3.8.18 to 3.15.0rc1.
#[inline]
pub fn weakref_dealloc<T: Weakly, O: Observer + Observer<Event>>(
    heap: &mut Heap<T, O>,
    object: Ref,
) {
    if reference(heap, object).is_some() {
        clear_ref(heap, object);
    }
}

/// Clears the weak references to a dying object, and then calls their callbacks: `PyObject_ClearWeakRefs`.
///
/// Every reference is cleared before the first callback is called.
/// A world's [`World::clear_weakrefs`](objects::World::clear_weakrefs) is this.
///
/// # Panics
///
/// When a reference on the list was freed and never taken off it.
///
/// Source: `Objects/weakrefobject.c`, 3.8.18 to 3.15.0rc1.
// ANCHOR: clear_weakrefs
pub fn clear_weakrefs<W: WeakWorld + ?Sized>(world: &mut W, object: Ref) {
    let heap = world.heap();
    // The shared references have no callback and stand at the head.
    while let Some(first) = head(heap, object)
        && reference(heap, first).is_some_and(|this| this.is_basic_ref() || this.is_basic_proxy())
    {
        clear_ref(heap, first);
    }
    let count = getweakrefcount(heap, object);
    if count == 0 {
        return;
    }
    let mut to_call = Vec::with_capacity(count);
    while let Some(weakref) = head(world.heap(), object) {
        let heap = world.heap();
        if reference(heap, weakref).is_none() {
            stale(object, weakref);
        }
        let callback = clear_ref_taking_callback(heap, weakref);
        if heap.is_alive(weakref) {
            to_call.push((weakref, callback));
        } else if let Some(callback) = callback {
            // A reference that is dying itself is past being told.
            decref(world, callback);
        }
    }
    // A single reference is not kept alive during its own callback (to 3.12).
    let kept = count > 1 || world.version() >= Version::new(3, 13, 0);
    if kept {
        for &(weakref, _) in &to_call {
            world.heap().incref(weakref);
        }
    }
    for &(weakref, callback) in &to_call {
        if let Some(callback) = callback {
            handle_callback(world, weakref, callback, Caller::Death);
        }
    }
    // CPython kept both in a tuple, which lets go of its last element first.
    for (weakref, callback) in to_call.into_iter().rev() {
        if let Some(callback) = callback {
            decref(world, callback);
        }
        if kept {
            decref(world, weakref);
        }
    }
}
// ANCHOR_END: clear_weakrefs

/// Calls a callback with its weak reference, and reports what it raises as unraisable: `handle_callback`.
///
/// Both references are borrowed.
// ANCHOR: handle_callback
pub fn handle_callback<W: WeakWorld + ?Sized>(
    world: &mut W,
    weakref: Ref,
    callback: Ref,
    caller: Caller,
) {
    emit(world.heap(), || Event::Callback { weakref, callback });
    match world.call(callback, &[weakref], None) {
        Ok(Some(result)) => decref(world, result),
        Ok(None) => {}
        Err(exception) => {
            emit(world.heap(), || Event::Unraisable { callback });
            world.callback_raised(caller, callback, exception);
        }
    }
}
// ANCHOR_END: handle_callback

/// Stops at a weak reference that died and stayed on its object's list.
#[cold]
#[inline(never)]
fn stale(object: Ref, weakref: Ref) -> ! {
    panic!(
        "{weakref} is among the weak references to {object} and was freed: \
         does World::dealloc call weakref_dealloc?"
    )
}
