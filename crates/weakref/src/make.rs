//! Making weak references: `ref(object)`, `proxy(object)` and subclasses of `ref`.

use objects::{DeadRef, Heap, Observer, Ref, decref};

use crate::error::Error;
use crate::event::Event;
use crate::list::{basic_ref, emit, get_basic_refs, link, predecessor, reference, reference_mut};
use crate::reference::{Kind, Link, WeakReference};
use crate::world::{WeakWorld, Weakly};

/// `weakref.ref(object, callback)`, as a new reference to a weak reference.
///
/// Without a callback every call for one object gives the same weak reference.
/// The callback is borrowed, and counted for as long as the weak reference holds it.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the object's type has no place for a weak list.
///
/// # Panics
///
/// When the object is gone.
#[inline]
pub fn new_ref<W: WeakWorld + ?Sized>(
    world: &mut W,
    object: Ref,
    callback: Option<Ref>,
) -> Result<Ref, Error> {
    get_or_create_weakref(world, object, callback, Kind::Ref, Weakly::from_reference)
        .ok_or_else(|| cannot_create(world, object))
}

/// `weakref.proxy(object, callback)`, as a new reference to a proxy.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the object's type has no place for a weak list.
///
/// # Panics
///
/// When the object is gone.
pub fn new_proxy<W: WeakWorld + ?Sized>(
    world: &mut W,
    object: Ref,
    callback: Option<Ref>,
) -> Result<Ref, Error> {
    let kind = if world.is_callable(object) {
        Kind::CallableProxy
    } else {
        Kind::Proxy
    };
    get_or_create_weakref(world, object, callback, kind, Weakly::from_reference)
        .ok_or_else(|| cannot_create(world, object))
}

/// A reference of a class derived from `ref`, which is never shared.
///
/// `wrap` makes the instance around the reference.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the object's type has no place for a weak list.
///
/// # Panics
///
/// When the object is gone.
pub fn new_subclass_ref<W: WeakWorld + ?Sized>(
    world: &mut W,
    object: Ref,
    callback: Option<Ref>,
    wrap: impl FnOnce(WeakReference) -> W::Object,
) -> Result<Ref, Error> {
    get_or_create_weakref(world, object, callback, Kind::Subclass, wrap)
        .ok_or_else(|| cannot_create(world, object))
}

/// Gives the shared reference if there is one to share, and makes and inserts another if not.
/// `None` for an object whose type has no place for a weak list.
// An `Option<Ref>` comes back in registers, where a `Result` with an `Error` would go through memory.
// ANCHOR: get_or_create_weakref
#[inline]
fn get_or_create_weakref<W: WeakWorld + ?Sized>(
    world: &mut W,
    object: Ref,
    callback: Option<Ref>,
    kind: Kind,
    wrap: impl FnOnce(WeakReference) -> W::Object,
) -> Option<Ref> {
    let heap = world.heap();
    let head = match heap.try_get(object) {
        Ok(value) => value.weaklist()?.head,
        Err(dead) => refuse(dead),
    };
    if let Some(shared) = try_reuse_basic_ref(heap, head, kind, callback)
        && heap.try_incref(shared).is_ok()
    {
        emit(heap, || Event::Reused {
            weakref: shared,
            object,
        });
        return Some(shared);
    }
    if let Some(callback) = callback {
        heap.incref(callback);
    }
    let new = WeakReference::new(object, callback, kind);
    let weakref = world.insert(wrap(new.clone()));
    // The collector may have run, and somebody may have come first.
    let heap = world.heap();
    let head = heap.get(object).and_then(Weakly::weaklist)?.head;
    if let Some(shared) = try_reuse_basic_ref(heap, head, kind, callback)
        && heap.try_incref(shared).is_ok()
    {
        decref(world, weakref);
        return Some(shared);
    }
    let prev = predecessor(heap, head, &new);
    let next = match prev {
        None => head.map(Link::to),
        Some(prev) => reference(heap, prev).and_then(|prev| prev.wr_next),
    };
    if let Some(made) = reference_mut(heap, weakref) {
        made.wr_prev = prev.map(Link::to);
        made.wr_next = next;
    }
    link(heap, object, weakref, prev, next);
    emit(heap, || Event::Made { weakref, object });
    Some(weakref)
}
// ANCHOR_END: get_or_create_weakref

/// The reference that can be shared: only without a callback, and only for `ref` and the proxies themselves.
// ANCHOR: try_reuse_basic_ref
#[inline]
fn try_reuse_basic_ref<T: Weakly, O: Observer>(
    heap: &Heap<T, O>,
    head: Option<Ref>,
    kind: Kind,
    callback: Option<Ref>,
) -> Option<Ref> {
    match (callback, kind) {
        (None, Kind::Ref) => basic_ref(heap, head),
        (None, Kind::Proxy | Kind::CallableProxy) => get_basic_refs(heap, head).1,
        _ => None,
    }
}
// ANCHOR_END: try_reuse_basic_ref

/// What is said of an object whose type has no place for a weak list.
#[cold]
#[inline(never)]
fn cannot_create<W: WeakWorld + ?Sized>(world: &W, object: Ref) -> Error {
    Error::CannotCreate {
        type_name: world.type_name(object),
    }
}

/// Stops at an object that can't be referred to any more.
#[cold]
#[inline(never)]
fn refuse(dead: DeadRef) -> ! {
    panic!("weak reference to an object that is gone: {dead}")
}
