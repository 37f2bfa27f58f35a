//! [`Trace`], the one thing the heap must know about what it stores.

use crate::Ref;

/// A value that can name the references it holds.
///
/// This is CPython's `tp_traverse` and the order of its `tp_dealloc`, and nothing else:
/// the heap never learns what a list is.
///
/// ```
/// use objects::{Ref, Trace};
///
/// struct Pair(Ref, Ref);
///
/// impl Trace for Pair {
///     fn trace(&self, visit: &mut impl FnMut(Ref)) {
///         visit(self.0);
///         visit(self.1);
///     }
/// }
/// ```
///
/// Visit a reference as often as it is held: a pair of one object with itself visits it twice.
/// A reference that is left out is found by [`Heap::audit`](crate::Heap::audit),
/// which then counts fewer than the heap has stored.
pub trait Trace {
    /// Calls `visit` with each reference held, in the order of the type's `tp_traverse`.
    fn trace(&self, visit: &mut impl FnMut(Ref));

    /// Calls `visit` with each reference held, in the order in which the type's `tp_dealloc` lets go of them.
    ///
    /// Unless it says otherwise a type releases in the order it traces.
    /// A list and a tuple release the last element first (`list_dealloc` in `Objects/listobject.c`,
    /// `tupledealloc` in `Objects/tupleobject.c`, the same from 3.8 to 3.15).
    fn release_order(&self, visit: &mut impl FnMut(Ref)) {
        self.trace(visit);
    }
}

/// A container of nothing but references, released first to last.
impl Trace for Vec<Ref> {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.iter().copied().for_each(visit);
    }
}

/// A value without references, for a heap in which only the counts matter.
impl Trace for () {
    fn trace(&self, _visit: &mut impl FnMut(Ref)) {}
}
