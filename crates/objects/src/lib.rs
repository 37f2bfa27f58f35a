//! Names, references and objects: a heap whose reference counts are calls you can see.
//!
//! # What it models
//!
//! An object has a value and a count of the references to it.
//! A name, a local, or a place in a container holds a reference.
//! When the count reaches zero the object dies: its collector loses sight of it, its finalizer runs,
//! weak references to it are cleared, its own references are let go of, and its memory is returned, in exactly that order.
//!
//! | layer | what it is |
//! |---|---|
//! | [`Heap`] | objects of any type that can [`Trace`] its references, and their counts |
//! | [`World`] | a heap with more around it: finalizers, weak references, a collector |
//! | [`Namespace`], [`Frame`] | names: a module's, and a function's |
//! | [`types`] | the values of the built-in types, with their sizes and how they grow |
//! | [`Memory`] | the memory of one interpreter of a given [`Version`](version::Version) |
//!
//! # The smallest example
//!
//! A type of your own needs one method.
//!
//! ```
//! use objects::{Heap, Ref, Trace};
//!
//! struct Node(Vec<Ref>);
//!
//! impl Trace for Node {
//!     fn trace(&self, visit: &mut impl FnMut(Ref)) {
//!         self.0.iter().copied().for_each(visit);
//!     }
//! }
//!
//! let mut heap = Heap::new();
//! let leaf = heap.insert(Node(vec![])); // born with one reference: ours
//! let tree = heap.insert(Node(vec![leaf])); // which the tree takes over
//! assert_eq!(heap.refcnt(leaf), 1);
//! heap.decref(tree);
//! assert!(!heap.is_alive(leaf)); // it died with the tree
//! ```
//!
//! And an interpreter:
//!
//! ```
//! use objects::Memory;
//! use version::Version;
//!
//! let mut memory = Memory::new(Version::new(3, 14, 10));
//! let list = memory.list([]);
//! memory.bind_new("a", list); // a = []
//! memory.bind("b", list); // b = a
//! memory.unbind("a")?; // del a
//! assert_eq!(memory.getrefcount(list), 2);
//! assert_eq!(memory.getsizeof(list), Ok(56));
//! # Ok::<(), objects::Exception>(())
//! ```
//!
//! # Who counts
//!
//! A [`Ref`] is a number and is copied freely; the counts are yours to keep.
//! A method that makes an object returns a *new* reference, which somebody has to take over or drop.
//! A method that looks one up returns a *borrowed* one.
//! A container *steals* the references it is made from, as `PyList_SET_ITEM` does.
//! [`Heap::audit`] counts everything again and says where a count is wrong.
//!
//! # What it leaves out
//!
//! - Cycles. Two objects that refer to each other stay, as in CPython without its collector.
//!   A collector has hooks here too: [`World::untrack`] and [`World::track`].
//! - Weak references and their callbacks, which have hooks here: [`World::clear_weakrefs`] and [`World::dealloc`].
//! - The dictionary of an instance. An [`Instance`] keeps its attributes in itself; in CPython to 3.10 they are a
//!   `dict` of their own, and later they become one when asked for.
//! - Classes, code that runs, and the size of a frame.
//! - Free lists. CPython keeps dead lists, floats and other objects for the next of their type;
//!   here every block goes back to the allocator, so an `id` is used again by any object of the same size class.
//! - Cells. A local that an inner function uses too is none of [`Frame`]'s.
//! - The static reference counts of 3.11, where a small integer begins at 999,999,999.
//!   Here it is an ordinary object that the interpreter holds one reference to.
//! - The text of a `str` hashes the same in every run, and a `frozenset` by a rule of our own.
//! - The `repr` of a `float` has Rust's digits, which are CPython's except for the form of exponents.
//!
//! # Where CPython differs
//!
//! - **The trashcan.** CPython lets go of nested containers by nested C calls, and so must not nest too deep.
//!   To 3.12 the 50th container inside another is put aside and dies after the outer ones
//!   (`PyTrash_UNWIND_LEVEL` in `Include/object.h`, 3.8.18; in `Objects/object.c`, 3.12.1).
//!   3.13 does so when fewer than 50 C calls are left (`Py_TRASHCAN_HEADROOM` in `Include/cpython/object.h`, 3.13.12),
//!   3.14 when the C stack itself runs short (`_Py_Dealloc` in `Objects/object.c`, 3.14.7).
//!   So a finalizer deep inside may run later there than its neighbours.
//!   Here the order is that of unlimited nesting, whatever the depth.
//! - A double free or a use after free is undefined behaviour there. Here it is a [`DeadRef`]:
//!   an error or a panic that says which object it was.
//! - A count has 30 bits here, 32 there from 3.12, and 63 to 3.11.
//! - The version of a slot ends after 2³¹ objects. The slot is then left alone for ever, at the cost of its bytes.
//!
//! # Costs in bytes
//!
//! A [`Ref`] is 8 bytes, and so is an `Option<Ref>`.
//! A slot is 8 bytes and an `Option` of the value, so 16 for a boxed one and 32 for a `Vec`.
//! The list of vacant slots lives in the vacant slots.
//! Addresses cost 48 bytes for each slot, and nothing when nobody asked for them.
//! A release in progress takes 12 bytes for each reference that is still to be let go of.

#![forbid(unsafe_code)]

mod audit;
mod event;
mod frame;
mod heap;
pub mod immortal;
mod memory;
mod namespace;
mod object;
mod placement;
mod reference;
mod trace;
pub mod types;
mod world;

pub use audit::{AuditError, Dangling, Miscount};
pub use event::{Event, Log, LogOf, Name, Observer, Silent};
pub use frame::{Arg, Code, Frame, LocalError};
pub use heap::{Heap, MAX_REFCNT};
pub use memory::{Exception, Kind, Memory, small_ints};
pub use namespace::{NameError, Namespace};
pub use object::{Finalizer, Function, Instance, Object};
pub use placement::Size;
pub use reference::{DeadRef, Gone, Ref};
pub use trace::Trace;
pub use world::{World, decref, incref, try_decref};
