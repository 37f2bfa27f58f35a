//! The traits through which this crate sees objects and the world around them.

use objects::{Observer, Ref, Trace, World};
use version::Version;

use crate::error::{Caller, Error, Place, unraisable_text};
use crate::event::Event;
use crate::reference::{WeakList, WeakReference};

/// What an object's type must tell about weak references. That is all this crate knows of it.
pub trait Weakly: Trace + Sized {
    /// Where the object keeps its weak list; `None` when its type has no place for one.
    ///
    /// `_PyType_SUPPORTS_WEAKREFS` and `_PyObject_GET_WEAKREFS_LISTPTR` in one.
    fn weaklist(&self) -> Option<&WeakList>;

    /// The same place, to be changed.
    fn weaklist_mut(&mut self) -> Option<&mut WeakList>;

    /// The weak reference that this object is, if it is one: `PyWeakref_Check`.
    fn reference(&self) -> Option<&WeakReference>;

    /// The same, to be changed.
    fn reference_mut(&mut self) -> Option<&mut WeakReference>;

    /// Makes an object of a weak reference.
    fn from_reference(reference: WeakReference) -> Self;
}

/// A world in which weak references have callbacks, hashes and texts.
///
/// Its [`World`] hooks `has_weakrefs`, `clear_weakrefs` and `dealloc` call [`has_weakrefs`](crate::has_weakrefs),
/// [`clear_weakrefs`](crate::clear_weakrefs) and [`weakref_dealloc`](crate::weakref_dealloc).
///
/// Arguments are borrowed; a result is a new reference.
pub trait WeakWorld: World<Object: Weakly, Observer: Observer<Event>> {
    /// An exception that Python code raises.
    type Exception: From<Error>;

    /// Which CPython this is.
    fn version(&self) -> Version;

    /// Puts a new weak reference on the heap, as a new reference.
    ///
    /// A world that has an allocator and a collector does it their way. The collector may run meanwhile,
    /// and change the list of the object that will be referred to.
    fn insert(&mut self, reference: Self::Object) -> Ref {
        self.heap().insert(reference)
    }

    /// `callable(*args, **kwargs)`, where `kwargs` is a dict; `None` in the result stands for Python's `None`.
    ///
    /// A world with weak containers asks [`call_part`](crate::call_part) first.
    ///
    /// # Errors
    ///
    /// What the call raises.
    fn call(
        &mut self,
        callable: Ref,
        args: &[Ref],
        kwargs: Option<Ref>,
    ) -> Result<Option<Ref>, Self::Exception>;

    /// Prints an exception that nobody can catch, under a first line: `sys.unraisablehook`.
    fn write_unraisable(&mut self, first_line: String, exception: Self::Exception);

    /// Reports what a callback, which is borrowed, has raised: `PyErr_WriteUnraisable` to 3.13, then `PyErr_FormatUnraisable`.
    fn callback_raised(&mut self, caller: Caller, callback: Ref, exception: Self::Exception) {
        let first_line = unraisable_text(self.version(), caller, &self.repr(callback));
        self.write_unraisable(first_line, exception);
    }

    /// `tp_name` of the object's type, which error texts name.
    fn type_name(&self, object: Ref) -> String;

    /// `callable(object)`, which decides on the kind of a proxy.
    fn is_callable(&self, _object: Ref) -> bool {
        false
    }

    /// `hash(object)`, of an object that is no weak reference.
    ///
    /// # Errors
    ///
    /// What `__hash__` raises, such as `TypeError: unhashable type`.
    fn hash(&mut self, object: Ref) -> Result<i64, Self::Exception>;

    /// `left == right`, of two objects that are no weak references.
    ///
    /// # Errors
    ///
    /// What `__eq__` raises.
    fn eq(&mut self, left: Ref, right: Ref) -> Result<bool, Self::Exception>;

    /// `repr(object)`, as texts about callbacks use it.
    fn repr(&self, object: Ref) -> String {
        format!(
            "<{} object at {:#x}>",
            self.type_name(object),
            self.id(object)
        )
    }

    /// The type's name with its module and outer classes, `%T`, which the `repr` uses from 3.13.
    fn qualified_type_name(&self, object: Ref) -> String {
        self.type_name(object)
    }

    /// `object.__name__`, if it has one that is a text: the `repr` of a reference to a class or a function ends with it.
    fn dunder_name(&self, _object: Ref) -> Option<String> {
        None
    }

    /// `id(object)`, as texts show it.
    fn id(&self, object: Ref) -> u64 {
        object.index() as u64
    }

    /// `id(None)`, which the `repr` of a dead proxy shows to 3.12.
    fn none_id(&self) -> u64 {
        0
    }

    /// Says of a `TypeError` from a hash where the key was to be used, as dict and set do from 3.14.
    ///
    /// See [`cannot_use_text`](crate::cannot_use_text). Asked from 3.14 on only.
    fn cannot_use(
        &mut self,
        _place: Place,
        _type_name: &str,
        exception: Self::Exception,
    ) -> Self::Exception {
        exception
    }
}
