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
mod layout;
mod materialize;
mod member;
mod mro;
mod name;
mod runtime;
mod shared_keys;
mod size;
mod thing;
mod type_new;
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
pub use shared_keys::SHARED_KEYS_MAX_SIZE;
pub use size::Cost;
pub use thing::{DictKey, Thing};
pub use types::{ClassAttribute, Member, Type, TypeId};
