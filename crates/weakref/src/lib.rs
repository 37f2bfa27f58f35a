//! References that don't count: `weakref`, as CPython has it.
//!
//! A weak reference is an object on the heap that knows another one without keeping it alive.
//! Each object that can be referred to weakly has a list of the references to it.
//! When it dies all of them are cleared, and then their callbacks are called.
//!
//! ```
//! use objects::{Heap, Ref, Silent, Trace, World, decref};
//! use version::Version;
//! use weakref::{Error, WeakList, WeakReference, WeakWorld, Weakly, get_ref, new_ref};
//!
//! // Two kinds of object: something that can be referred to weakly, and the references.
//! enum Object {
//!     Thing(WeakList),
//!     Weak(WeakReference),
//! }
//!
//! impl Trace for Object {
//!     fn trace(&self, visit: &mut impl FnMut(Ref)) {
//!         if let Object::Weak(weak) = self { weak.trace(visit) }
//!     }
//! }
//!
//! impl Weakly for Object {
//!     fn weaklist(&self) -> Option<&WeakList> {
//!         if let Object::Thing(list) = self { Some(list) } else { None }
//!     }
//!     fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
//!         if let Object::Thing(list) = self { Some(list) } else { None }
//!     }
//!     fn reference(&self) -> Option<&WeakReference> {
//!         if let Object::Weak(weak) = self { Some(weak) } else { None }
//!     }
//!     fn reference_mut(&mut self) -> Option<&mut WeakReference> {
//!         if let Object::Weak(weak) = self { Some(weak) } else { None }
//!     }
//!     fn from_reference(reference: WeakReference) -> Self {
//!         Object::Weak(reference)
//!     }
//! }
//!
//! struct Python { heap: Heap<Object> }
//!
//! impl World for Python {
//!     type Object = Object;
//!     type Observer = Silent;
//!     fn heap(&mut self) -> &mut Heap<Object> { &mut self.heap }
//!     fn has_weakrefs(&self, object: Ref) -> bool { weakref::has_weakrefs(&self.heap, object) }
//!     fn clear_weakrefs(&mut self, object: Ref) { weakref::clear_weakrefs(self, object) }
//!     fn dealloc(&mut self, object: Ref) { weakref::weakref_dealloc(&mut self.heap, object) }
//! }
//!
//! impl WeakWorld for Python {
//!     type Exception = Error;
//!     fn version(&self) -> Version { Version::default() }
//!     fn call(&mut self, _: Ref, _: &[Ref], _: Option<Ref>) -> Result<Option<Ref>, Error> { Ok(None) }
//!     fn write_unraisable(&mut self, first_line: String, _: Error) { eprintln!("{first_line}") }
//!     fn type_name(&self, _: Ref) -> String { "Thing".to_owned() }
//!     fn hash(&mut self, object: Ref) -> Result<i64, Error> { Ok(object.index() as i64) }
//!     fn eq(&mut self, left: Ref, right: Ref) -> Result<bool, Error> { Ok(left == right) }
//! }
//!
//! let mut python = Python { heap: Heap::new() };
//! let thing = python.heap.insert(Object::Thing(WeakList::new()));
//! let weak = new_ref(&mut python, thing, None)?;
//! assert_eq!(python.heap.refcnt(thing), 1);                  // it doesn't count
//! assert_eq!(new_ref(&mut python, thing, None)?, weak);      // and it is shared
//! assert_eq!(get_ref(&mut python.heap, weak), Some(thing));  // weak(), a new strong reference
//! decref(&mut python, thing);
//! decref(&mut python, thing);
//! assert_eq!(get_ref(&mut python.heap, weak), None);         // gone
//! # Ok::<(), Error>(())
//! ```
//!
//! # What it models
//!
//! The C half ([`new_ref`], [`new_proxy`], [`get_ref`], [`hash`], [`eq`], [`repr`], [`proxy`], [`clear_weakrefs`])
//! needs the traits [`Weakly`] and [`WeakWorld`].
//! The Python half ([`value_dictionary`], [`key_dictionary`], [`set`], [`method`], [`finalize`])
//! needs [`Parts`] and [`PartWorld`] as well.
//! [`layout`] says which types have a weak list, and where.
//! A cycle collector uses [`getweakrefs`], [`clear_ref`], [`clear_ref_taking_callback`], [`clear_weakrefs_no_callbacks`]
//! and [`handle_callback`], as `handle_weakrefs` and `clear_weakrefs` do in `Python/gc.c`.
//!
//! What differs between 3.8 and 3.15 is chosen by [`WeakWorld::version`]: names of types, texts,
//! whether a single reference is held during its callback, and whether removals wait while somebody iterates.
//!
//! # What it leaves out
//!
//! Locks of the free-threaded builds; `update` and the operators of the containers,
//! which are loops over what is here; `deepcopy` and `pickle`; the size of a container's own dict.
//!
//! # Where CPython differs
//!
//! A [`set`] iterates in the order of insertion, where CPython's goes by hash.
//! Several Python-level locals that live for one call (`self` in `remove`, the arguments of a call) are counted only where their death can be seen.
//!
//! A reference of a class derived from `ref` leaves its object's list before it lets go of anything;
//! CPython first clears the slots that the class adds, as the key of a `KeyedRef` (`subtype_dealloc`).
//!
//! # Size
//!
//! A [`WeakReference`] is 36 bytes, a [`WeakList`] 8; CPython's reference is 72 to 88 bytes by version ([`layout::weakref_sizeof`]).
//!
//! # Speed
//!
//! `cargo bench -p weakref` compares with [`std::rc::Weak`], which does less, and so is quicker:
//!
//! - making one counts up, where CPython, and this crate, make an object, and enter it in the list of the referent;
//! - reading one here looks up two objects, checks that each is still in the life that was meant and that the referent
//!   isn't dying, immortal or at the end of its count; letting go looks it up a third time.

#![forbid(unsafe_code)]

mod clear;
mod compare;
mod container;
mod error;
mod event;
pub mod finalize;
mod iter;
pub mod key_dictionary;
pub mod layout;
mod list;
mod make;
pub mod method;
mod part;
pub mod proxy;
mod reference;
mod remove;
pub mod set;
mod small;
mod table;
pub mod value_dictionary;
mod world;

pub use clear::{clear_weakrefs, handle_callback, has_weakrefs, weakref_dealloc};
pub use compare::{eq, hash, ordering_error, repr, repr_with};
pub use container::{Container, Flavour, data_and_pending};
pub use error::{Caller, Error, Place, cannot_use_text, type_name, unraisable_text};
pub use event::{AnyEvent, Event};
pub use finalize::{Finalizers, Finalizing};
pub use iter::{Item, Iter};
pub use list::{
    clear_ref, clear_ref_taking_callback, clear_weakrefs_no_callbacks, get_ref, getweakrefcount,
    getweakrefs, is_dead, reference, supports_weakrefs,
};
pub use make::{new_proxy, new_ref, new_subclass_ref};
pub use method::{MethodCallback, WeakMethod};
pub use part::{KeyedRef, Part, PartWorld, Parts, call_part};
pub use reference::{Kind, WeakList, WeakReference};
pub use remove::Remove;
pub use small::{Body, SmallWorld, Value};
pub use world::{WeakWorld, Weakly};
