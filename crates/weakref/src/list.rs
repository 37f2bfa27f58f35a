//! The list of an object's weak references, and what moves on and off it.
//!
//! These functions need a heap and nothing else, so that a collector can use them while no Python code may run.

use objects::{Heap, Observer, Ref};

use crate::event::Event;
use crate::reference::{Link, WeakReference};
use crate::world::Weakly;

/// Tells the observer, if it listens to this crate.
#[inline]
pub(crate) fn emit<T: Weakly, O: Observer + Observer<Event>>(
    heap: &mut Heap<T, O>,
    event: impl FnOnce() -> Event,
) {
    if <O as Observer<Event>>::LISTENS && Observer::<Event>::is_listening(heap.observer()) {
        Observer::<Event>::observe(heap.observer_mut(), event());
    }
}

/// What the weak reference holds; `None` when the object isn't one, or was freed.
#[inline]
pub fn reference<T: Weakly, O: Observer>(
    heap: &Heap<T, O>,
    weakref: Ref,
) -> Option<&WeakReference> {
    heap.get(weakref).and_then(T::reference)
}

/// The same, to be changed.
#[inline]
pub(crate) fn reference_mut<T: Weakly, O: Observer>(
    heap: &mut Heap<T, O>,
    weakref: Ref,
) -> Option<&mut WeakReference> {
    heap.get_mut(weakref).and_then(T::reference_mut)
}

/// The head of the object's list.
#[inline]
pub(crate) fn head<T: Weakly, O: Observer>(heap: &Heap<T, O>, object: Ref) -> Option<Ref> {
    heap.get(object)
        .and_then(T::weaklist)
        .and_then(|list| list.head)
}

#[inline]
fn set_head<T: Weakly, O: Observer>(heap: &mut Heap<T, O>, object: Ref, head: Option<Ref>) {
    if let Some(list) = heap.get_mut(object).and_then(T::weaklist_mut) {
        list.head = head;
    }
}

/// The shared reference of type `ref`, which stands at the head of the list if it exists at all.
#[inline]
pub(crate) fn basic_ref<T: Weakly, O: Observer>(
    heap: &Heap<T, O>,
    head: Option<Ref>,
) -> Option<Ref> {
    head.filter(|&first| reference(heap, first).is_some_and(WeakReference::is_basic_ref))
}

/// The two references without a callback that are shared, the one of type `ref` and the proxy.
///
/// They stand at the head of the list, in this order, if they exist at all.
// ANCHOR: get_basic_refs
pub(crate) fn get_basic_refs<T: Weakly, O: Observer>(
    heap: &Heap<T, O>,
    head: Option<Ref>,
) -> (Option<Ref>, Option<Ref>) {
    let basic_ref = basic_ref(heap, head);
    let second = match basic_ref {
        Some(first) => next(heap, first),
        None => head,
    };
    let is_proxy =
        |&second: &Ref| reference(heap, second).is_some_and(WeakReference::is_basic_proxy);
    (basic_ref, second.filter(is_proxy))
}
// ANCHOR_END: get_basic_refs

/// After which reference a new one is put; `None` for the head.
///
/// The shared `ref` comes first, the shared proxy second, and any other directly after them, before its elders.
// ANCHOR: insert_weakref
#[inline]
pub(crate) fn predecessor<T: Weakly, O: Observer>(
    heap: &Heap<T, O>,
    head: Option<Ref>,
    new: &WeakReference,
) -> Option<Ref> {
    if new.is_basic_ref() {
        None
    } else if new.is_basic_proxy() {
        basic_ref(heap, head)
    } else {
        let (basic_ref, basic_proxy) = get_basic_refs(heap, head);
        basic_proxy.or(basic_ref)
    }
}
// ANCHOR_END: insert_weakref

/// The weak reference that a link leads to.
///
/// Panics when its slot is vacant.
#[inline]
fn neighbour<T: Weakly, O: Observer>(heap: &Heap<T, O>, link: Link) -> Ref {
    match heap.at_index(link.index()) {
        Some(weakref) => weakref,
        None => stale_link(link),
    }
}

/// The neighbour of a weak reference further down its list.
#[inline]
fn next<T: Weakly, O: Observer>(heap: &Heap<T, O>, weakref: Ref) -> Option<Ref> {
    let link = reference(heap, weakref)?.wr_next?;
    Some(neighbour(heap, link))
}

/// Stops at a weak reference that died and stayed on its object's list.
#[cold]
#[inline(never)]
fn stale_link(link: Link) -> ! {
    panic!(
        "the object in slot {} is on a list of weak references and was freed: \
         does World::dealloc call weakref_dealloc?",
        link.index()
    )
}

/// Makes the neighbours of a new reference, which knows them already, know it: `insert_head` and `insert_after`.
#[inline]
pub(crate) fn link<T: Weakly, O: Observer>(
    heap: &mut Heap<T, O>,
    object: Ref,
    weakref: Ref,
    prev: Option<Ref>,
    next: Option<Link>,
) {
    match prev {
        None => set_head(heap, object, Some(weakref)),
        Some(prev) => {
            if let Some(prev) = reference_mut(heap, prev) {
                prev.wr_next = Some(Link::to(weakref));
            }
        }
    }
    if let Some(next) = next {
        let next = neighbour(heap, next);
        if let Some(next) = reference_mut(heap, next) {
            next.wr_prev = Some(Link::to(weakref));
        }
    }
}

/// Takes one weak reference off its object's list and leaves it pointing to nothing.
/// Its callback stays where it is, uncalled: `_PyWeakref_ClearRef`.
///
/// A collector uses this for references that are trash themselves.
/// Clearing a reference twice does nothing the second time.
// ANCHOR: clear_ref
pub fn clear_ref<T: Weakly, O: Observer + Observer<Event>>(heap: &mut Heap<T, O>, weakref: Ref) {
    let Some(this) = reference_mut(heap, weakref) else {
        return;
    };
    let Some(object) = this.wr_object.take() else {
        return;
    };
    let (wr_prev, wr_next) = (this.wr_prev.take(), this.wr_next.take());
    let [prev, next] = [wr_prev, wr_next].map(|link| link.map(|link| neighbour(heap, link)));
    if let Some(next) = next.and_then(|next| reference_mut(heap, next)) {
        next.wr_prev = wr_prev;
    }
    match prev {
        None => set_head(heap, object, next),
        Some(prev) => {
            if let Some(prev) = reference_mut(heap, prev) {
                prev.wr_next = wr_next;
            }
        }
    }
    emit(heap, || Event::Cleared { weakref });
}
// ANCHOR_END: clear_ref

/// [`clear_ref`], and takes the callback out: the caller owns that reference now.
pub fn clear_ref_taking_callback<T: Weakly, O: Observer + Observer<Event>>(
    heap: &mut Heap<T, O>,
    weakref: Ref,
) -> Option<Ref> {
    clear_ref(heap, weakref);
    reference_mut(heap, weakref).and_then(|this| this.wr_callback.take())
}

/// Clears every weak reference to the object and calls nobody: `_PyWeakref_ClearWeakRefsNoCallbacks`.
pub fn clear_weakrefs_no_callbacks<T: Weakly, O: Observer + Observer<Event>>(
    heap: &mut Heap<T, O>,
    object: Ref,
) {
    while let Some(weakref) = head(heap, object) {
        clear_ref(heap, weakref);
    }
}

/// Whether the object's type has a place for a weak list: `_PyType_SUPPORTS_WEAKREFS`.
pub fn supports_weakrefs<T: Weakly, O: Observer>(heap: &Heap<T, O>, object: Ref) -> bool {
    heap.get(object).and_then(T::weaklist).is_some()
}

/// The weak references to an object in the order of its list, borrowed: `weakref.getweakrefs`.
///
/// Empty for an object that can't be referred to weakly. References that are dying themselves are left out.
pub fn getweakrefs<T: Weakly, O: Observer>(heap: &Heap<T, O>, object: Ref) -> Vec<Ref> {
    walk(heap, object)
        .filter(|&weakref| heap.is_alive(weakref))
        .collect()
}

/// How many weak references and proxies there are to the object: `weakref.getweakrefcount`.
pub fn getweakrefcount<T: Weakly, O: Observer>(heap: &Heap<T, O>, object: Ref) -> usize {
    walk(heap, object).count()
}

/// The list from its head to its end.
pub(crate) fn walk<T: Weakly, O: Observer>(
    heap: &Heap<T, O>,
    object: Ref,
) -> impl Iterator<Item = Ref> {
    std::iter::successors(head(heap, object), |&weakref| next(heap, weakref))
}

/// The object a weak reference refers to, with a new reference; `None` when it is gone or dying:
/// what `weakref()` gives, `_PyWeakref_GET_REF`.
#[inline]
// ANCHOR: get_ref
pub fn get_ref<T, O>(heap: &mut Heap<T, O>, weakref: Ref) -> Option<Ref>
where
    T: Weakly,
    O: Observer,
{
    let object = reference(heap, weakref)?.wr_object?;
    heap.try_incref(object).ok()?;
    Some(object)
}
// ANCHOR_END: get_ref

/// Whether the object of a weak reference is gone or dying: `_PyWeakref_IS_DEAD`.
#[inline]
pub fn is_dead<T: Weakly, O: Observer>(heap: &Heap<T, O>, weakref: Ref) -> bool {
    match reference(heap, weakref).and_then(|this| this.wr_object) {
        Some(object) => !heap.is_alive(object),
        None => true,
    }
}
