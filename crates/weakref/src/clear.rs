//! What happens to weak references when an object dies, or they do.

use objects::{Heap, Observer, Ref, decref};
use version::Version;

use crate::error::{Caller, unraisable_text};
use crate::event::Event;
use crate::list::{clear_ref, clear_ref_taking_callback, emit, getweakrefcount, head, reference};
use crate::world::{WeakWorld, Weakly};

/// Whether a dying object has anything to do with weak references: some refer to it, or it is one.
///
/// A world's [`World::has_weakrefs`](objects::World::has_weakrefs) is this.
#[inline]
pub fn has_weakrefs<T: Weakly, O: Observer>(heap: &Heap<T, O>, object: Ref) -> bool {
    heap.get(object).is_some_and(|value| {
        value.weaklist().is_some_and(|list| !list.is_empty())
            || value
                .reference()
                .is_some_and(|this| this.wr_object.is_some())
    })
}

/// What a dying object does about weak references. A world's [`World::clear_weakrefs`](objects::World::clear_weakrefs) is this.
///
/// First the references to the object are cleared and their callbacks called: `PyObject_ClearWeakRefs`.
/// Then, if the object is a weak reference itself, it takes itself off its own object's list: `weakref_dealloc`.
/// A weak reference that dies before its object has its callback never called.
///
/// Source: `Objects/weakrefobject.c`, 3.8.18 to 3.15.0rc1.
pub fn clear_weakrefs<W: WeakWorld + ?Sized>(world: &mut W, object: Ref) {
    clear_list(world, object);
    clear_ref(world.heap(), object);
}

/// `PyObject_ClearWeakRefs`: every reference is cleared before the first callback is called.
// ANCHOR: clear_weakrefs
fn clear_list<W: WeakWorld + ?Sized>(world: &mut W, object: Ref) {
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
            let first_line = unraisable_text(world.version(), caller, &world.repr(callback));
            world.write_unraisable(first_line, exception);
        }
    }
}
// ANCHOR_END: handle_callback
