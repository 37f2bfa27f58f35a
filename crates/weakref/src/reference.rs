//! [`WeakReference`], what one weak reference object holds, and [`WeakList`], where an object's list begins.

use std::num::NonZeroU32;

use objects::Ref;

/// Which of the types a weak reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `weakref.ref`, exactly.
    Ref,
    /// `weakref.ProxyType`.
    Proxy,
    /// `weakref.CallableProxyType`: the proxy of something that can be called.
    CallableProxy,
    /// A class derived from `weakref.ref`. Such a reference is never shared.
    Subclass,
}

impl Kind {
    /// `PyWeakref_CheckProxy`.
    #[inline]
    pub const fn is_proxy(self) -> bool {
        matches!(self, Kind::Proxy | Kind::CallableProxy)
    }
}

/// What a weak reference holds: `PyWeakReference` (`Include/cpython/weakrefobject.h`, 3.8 to 3.15).
///
/// The reference to the object is not counted, the one to the callback is.
/// All references to one object form a doubly linked list, which begins in the object's [`WeakList`].
///
/// 36 bytes here; with its header 72 bytes in CPython to 3.10, 80 from 3.11 (it gained `vectorcall`),
/// and 88 in the free-threaded builds.
// ANCHOR: weak_reference
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeakReference {
    /// What it refers to; `None` once the object is gone.
    pub(crate) wr_object: Option<Ref>,
    /// What to call when the object dies.
    pub(crate) wr_callback: Option<Ref>,
    /// The neighbour nearer to the head of the object's list.
    pub(crate) wr_prev: Option<Link>,
    /// The neighbour further down the list.
    pub(crate) wr_next: Option<Link>,
    /// The object's hash, once it was asked for; it outlives the object. `-1` until then.
    pub(crate) hash: Hash,
    /// Its type.
    pub(crate) kind: Kind,
}
// ANCHOR_END: weak_reference

impl WeakReference {
    /// A reference that is on no list yet: `init_weakref`.
    #[inline]
    pub(crate) fn new(object: Ref, callback: Option<Ref>, kind: Kind) -> Self {
        WeakReference {
            wr_object: Some(object),
            wr_callback: callback,
            wr_prev: None,
            wr_next: None,
            hash: Hash::new(-1),
            kind,
        }
    }

    /// Its type.
    #[inline]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// `__callback__`: what will be called, borrowed. `None` when there is none, and after the object's death.
    #[inline]
    pub fn callback(&self) -> Option<Ref> {
        self.wr_callback
    }

    /// What it refers to, borrowed and unchecked: the object may be dying.
    #[inline]
    pub fn object(&self) -> Option<Ref> {
        self.wr_object
    }

    /// Visits the one reference that is counted: `gc_traverse` in `Objects/weakrefobject.c`.
    ///
    /// The type that stores a `WeakReference` calls this from its `Trace`.
    #[inline]
    pub fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.wr_callback.into_iter().for_each(visit);
    }

    /// `is_basic_ref_or_proxy`'s first half: the one that calls of `ref(object)` share.
    #[inline]
    pub(crate) fn is_basic_ref(&self) -> bool {
        self.wr_callback.is_none() && self.kind == Kind::Ref
    }

    /// Its second half: the one that calls of `proxy(object)` share.
    #[inline]
    pub(crate) fn is_basic_proxy(&self) -> bool {
        self.wr_callback.is_none() && self.kind.is_proxy()
    }
}

/// A neighbour on the list: its slot in the heap, without the life of that slot.
///
/// Half of a [`Ref`], and as good: a weak reference leaves the list before its slot can have another life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link(NonZeroU32);

impl Link {
    /// The link to a weak reference.
    #[inline]
    pub(crate) fn to(weakref: Ref) -> Link {
        // No slot has the number 2^32 - 1, so there is room for one more.
        Link(NonZeroU32::MIN.saturating_add(weakref.index() as u32))
    }

    /// The slot of the weak reference.
    #[inline]
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A hash in eight bytes that lie anywhere: as a number it would make every reference four bytes longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash([u8; 8]);

impl Hash {
    #[inline]
    pub(crate) fn new(hash: i64) -> Hash {
        Hash(hash.to_ne_bytes())
    }

    #[inline]
    pub(crate) fn get(self) -> i64 {
        i64::from_ne_bytes(self.0)
    }
}

/// The head of an object's list of weak references, eight bytes, as in CPython.
///
/// An object whose type has no place for it can't be referred to weakly.
/// The list itself counts nothing: a weak reference takes itself off when it dies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeakList {
    pub(crate) head: Option<Ref>,
}

impl WeakList {
    /// An object without weak references.
    pub const fn new() -> Self {
        WeakList { head: None }
    }

    /// Whether no weak reference refers to the object.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.head.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_what_the_documentation_says() {
        assert_eq!(size_of::<WeakReference>(), 36);
        assert_eq!(size_of::<WeakList>(), 8);
    }
}
