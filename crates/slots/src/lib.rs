//! How an instance is laid out, with and without `__slots__`.
//!
//! # What it models
//!
//! A class statement decides once what all instances look like: which slots they have and where,
//! whether they have a `__dict__` and can be referred to weakly, and how many bytes that takes.
//! An instance then keeps its attributes in slots, beside keys that all instances of its class share,
//! or in a dictionary with keys of its own.
//!
//! | step | what it is in CPython |
//! |---|---|
//! | [`Class::build`] | `type_new`: slots checked, mangled and sorted, the best base, the offsets, the MRO |
//! | [`Runtime::layout`] | where every field lies, as a table |
//! | [`Runtime::get`], [`set`](Runtime::set), [`delete`](Runtime::delete) | `_PyObject_GenericGetAttrWithDict` and its brothers: descriptors of the class, then the instance, then the class |
//! | [`Runtime::dict_of`] | `__dict__`, made when it is asked for |
//! | [`Runtime::getsizeof`], [`cost`](Runtime::cost) | what `sys.getsizeof` says, and what is really allocated |
//! | [`Runtime::set_class`] | `__class__` assignment |
//! | [`Runtime::decref`] | death: slots, then attributes, each in CPython's order |
//!
//! # The smallest example
//!
//! ```
//! use slots::{Builtin, Class, Runtime};
//! use version::Version;
//!
//! let mut python = Runtime::new(Version::new(3, 14, 10));
//! let plain = Class::new("Plain").build(&mut python)?;
//! let slotted = Class::new("Slotted").slots(["x", "y"]).build(&mut python)?;
//!
//! let point = python.instantiate(slotted);
//! let seven = python.instantiate(Builtin::Object);
//! python.set(point, "x", seven)?;
//! assert_eq!(python.get(point, "x")?, seven);
//! assert_eq!(python.getsizeof(point), 48);
//! assert_eq!(
//!     python.set(point, "z", seven).unwrap_err().to_string(),
//!     "AttributeError: 'Slotted' object has no attribute 'z' and no __dict__ for setting new attributes"
//! );
//!
//! let point = python.instantiate(plain);
//! python.set(point, "z", seven)?; // no such slot, and no need of one
//! # Ok::<(), slots::Error>(())
//! ```
//!
//! A layout prints itself, which shows where everything lies:
//!
//! ```
//! # use slots::{Class, Runtime};
//! # use version::Version;
//! let mut python = Runtime::new(Version::new(3, 10, 13));
//! let point = Class::new("Point").slots(["y", "x", "__dict__"]).build(&mut python)?;
//! assert_eq!(
//!     python.layout(point).to_string(),
//!     "\
//! Point in 3.10.13: 56 bytes, of which 16 in front
//! offset  bytes
//!    -16     16  PyGC_Head
//!      0      8  ob_refcnt
//!      8      8  ob_type
//!     16      8  x
//!     24      8  y
//!     32      8  __dict__
//! "
//! );
//! # Ok::<(), slots::Error>(())
//! ```
//!
//! # Who counts
//!
//! As in `objects`, a [`Ref`](objects::Ref) is a number, and the counts are the caller's to keep.
//! [`set`](Runtime::set) takes a reference of its own, [`set_new`](Runtime::set_new) takes over the caller's.
//! What is looked up is borrowed. [`Runtime::audit`] counts everything again.
//!
//! # What it leaves out
//!
//! - Metaclasses, `__init_subclass__`, `__set_name__`, `__mro_entries__`, and an `mro()` of one's own.
//! - Classes live for ever, and an instance's reference to its class is not counted.
//! - The attributes of built-in types, apart from a `__dict__`: `[].append` is not found here.
//! - Descriptors written in Python, `__getattr__`, `__getattribute__` and `__setattr__`.
//!   A property gives one object, and a setter does nothing.
//! - Assigning to `__bases__`, or to a class's attributes after the class statement.
//! - Weak references themselves: only the place of their list is here. `__weakref__` always reads as `None`.
//! - Finalizers: what lives here has none.
//! - `copy`, `pickle` and `__getstate__` of instances with slots; `dataclass(slots=True)`, which makes a second class.
//! - What built-in types keep in their fields. A list is always empty here, an `int` is 0, and only a tuple has items.
//! - Subclasses of `str` as names of attributes, which share no keys in CPython.
//! - Free lists, and so the reuse of a dead dictionary's block.
//! - What threads do to each other in free-threaded builds. Their layouts and sizes are here.
//!
//! # Where CPython differs
//!
//! - An identifier may have any character that Unicode calls `XID_Continue`. Here letters beyond ASCII are judged by
//!   Rust's [`char::is_alphanumeric`], which takes `²` for a digit and knows no combining marks.
//! - The collector traverses an instance in another order than it is released. Here both are the order of release,
//!   and a materialized dictionary always visits the values, as in 3.13.13 and 3.14.4 and later
//!   (gh-130327; some patches before left that to the instance).
//! - A dictionary whose object dies copies the values before it is let go of (`PyObject_ClearManagedDict`).
//!   Here it is told after the object's memory is returned, and only if somebody else holds it.
//!
//! # Costs in bytes
//!
//! An instance is a box of 128 bytes and 8 for each word between head and `__basicsize__`,
//! and with values 8 for each place, and 4 for each attribute. A dictionary is a box of 80 bytes, and its table.
//! Beside that each takes the slot of 24 bytes that the heap has for everything.
//! CPython's own numbers are what [`Runtime::getsizeof`] and [`Runtime::cost`] are for.

#![forbid(unsafe_code)]

mod assign;
mod attribute;
mod audit;
mod best_base;
mod builtin;
mod class;
mod declared;
mod dict;
mod error;
mod event;
mod flags;
mod instance_dict;
mod instantiate;
mod layout;
mod materialize;
mod member;
mod mro;
mod name;
mod place;
mod runtime;
mod shared_keys;
mod size;
mod split;
mod thing;
mod type_new;
mod type_ready;
mod types;

pub use audit::AuditError;
pub use builtin::Builtin;
pub use class::Class;
pub use declared::{Item, Slots};
pub use error::{Error, ErrorKind};
pub use event::{AnyEvent, Event, Log, Watch};
pub use flags::Flags;
pub use layout::{Layout, Part, Row};
pub use name::{Name, is_identifier, mangle};
pub use runtime::Runtime;
pub use shared_keys::{KeysId, SHARED_KEYS_MAX_SIZE};
pub use size::Cost;
pub use thing::{DictKey, Thing};
pub use types::{ClassAttribute, Member, Type, TypeId};
