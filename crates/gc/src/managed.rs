//! [`Managed`]: the smallest world with a collector.

use objects::{AuditError, Heap, Ref, Silent, World, decref};
use version::Version;

use crate::collected::{Collected, insert};
use crate::container::Container;
use crate::event::Watch;
use crate::gc::Gc;
use crate::policy::UnsupportedVersion;

/// A heap and its collector, without finalizers and weak references.
///
/// ```
/// use gc::{Managed, collect};
/// use version::Version;
///
/// let mut world = Managed::new("3.14".parse()?)?;
/// let list = world.insert(vec![]);
/// world.heap_mut().incref(list);
/// world.heap_mut().get_mut(list).unwrap().push(list); // list.append(list)
/// world.decref(list);                                 // del list
/// assert!(world.heap().is_alive(list), "counting can't free it");
/// assert_eq!(collect(&mut world), 1);
/// assert!(!world.heap().is_alive(list));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Managed<T, O = Silent> {
    heap: Heap<T, O>,
    gc: Gc,
}

impl<T: Container> Managed<T> {
    /// An empty heap with the collector of a release.
    ///
    /// # Errors
    ///
    /// When that release's collector isn't modelled.
    pub fn new(version: Version) -> Result<Managed<T>, UnsupportedVersion> {
        Managed::with_observer(version, Silent)
    }
}

impl<T: Container, O: Watch> Managed<T, O> {
    /// The same, with every step told to `observer`.
    ///
    /// # Errors
    ///
    /// When that release's collector isn't modelled.
    pub fn with_observer(
        version: Version,
        observer: O,
    ) -> Result<Managed<T, O>, UnsupportedVersion> {
        Ok(Managed {
            heap: Heap::with_observer(observer),
            gc: Gc::new(version)?,
        })
    }

    /// Makes an object: see [`insert`].
    #[inline]
    pub fn insert(&mut self, value: T) -> Ref {
        insert(self, value)
    }

    /// One reference fewer.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    #[inline]
    pub fn decref(&mut self, object: Ref) {
        decref(self, object);
    }

    /// The heap.
    #[inline]
    pub fn heap(&self) -> &Heap<T, O> {
        &self.heap
    }

    /// The heap, to be changed. To drop a reference use [`Managed::decref`], which tells the collector.
    #[inline]
    pub fn heap_mut(&mut self) -> &mut Heap<T, O> {
        &mut self.heap
    }

    /// The collector.
    #[inline]
    pub fn gc_ref(&self) -> &Gc {
        &self.gc
    }

    /// The collector, to be changed.
    #[inline]
    pub fn gc_mut(&mut self) -> &mut Gc {
        &mut self.gc
    }

    /// Counts every reference again: [`Heap::audit`], with `gc.garbage` among the roots.
    ///
    /// # Errors
    ///
    /// Every count that differs, and every reference to nothing.
    pub fn audit(&self, roots: impl IntoIterator<Item = Ref>) -> Result<(), AuditError> {
        self.heap
            .audit(roots.into_iter().chain(self.gc.garbage().iter().copied()))
    }
}

// ANCHOR: managed
impl<T: Container, O: Watch> World for Managed<T, O> {
    type Object = T;
    type Observer = O;

    #[inline]
    fn heap(&mut self) -> &mut Heap<T, O> {
        &mut self.heap
    }

    #[inline]
    fn untrack(&mut self, object: Ref) {
        self.gc.untrack(object);
    }

    #[inline]
    fn freed(&mut self, object: Ref, value: T) {
        self.gc.freed(object, &value);
    }
}

impl<T: Container, O: Watch> Collected for Managed<T, O> {
    #[inline]
    fn gc(&mut self) -> &mut Gc {
        &mut self.gc
    }
}
// ANCHOR_END: managed
