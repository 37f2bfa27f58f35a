//! The built-in types' values, their sizes, and how containers grow and shrink.
//!
//! Every type here is plain data with rules that depend on a [`Version`](version::Version).
//! A rule is read from CPython's source and held against what real interpreters measured;
//! the numbers stand in `tests/facts/sizes/`.
//!
//! ```
//! use objects::types::List;
//! use version::Version;
//!
//! let version = Version::new(3, 13, 18);
//! let mut list = List::new();
//! assert_eq!(list.sizeof(version), 56);
//! list.append(version, 'a');
//! assert_eq!((list.len(), list.capacity()), (1, 4));
//! assert_eq!(list.sizeof(version), 56 + 4 * 8);
//! ```
//!
//! # What is in a size
//!
//! `sizeof` answers what `sys.getsizeof` answers, in bytes, on a 64-bit build:
//! the object, the head that the cycle collector puts in front of it, and what the object
//! alone owns (a list's array, a dictionary's keys table), but not the objects it refers to.
//! `buffer_bytes`, where a type has one, is the part that is a second allocation.
//!
//! # What it leaves out
//!
//! - Containers are generic over what they hold ([`List<R>`](List), [`Dict<K, V>`](Dict), [`Set<K>`](Set)):
//!   they count no references, and what they let go of they hand back to the caller.
//! - Hashes are given by the caller. [`hash`] has those that do not depend on a random seed.
//! - Dictionaries are combined tables. The split tables that instances share (PEP 412) are not here.
//! - No allocation fails, and no comparison runs code that could change the container under it.

pub mod bytearray;
pub mod bytes;
pub mod dict;
pub mod fixed;
pub mod float;
pub mod hash;
pub mod header;
pub mod int;
pub mod list;
pub mod set;
pub mod str;
pub mod tuple;

pub use bytearray::ByteArray;
pub use bytes::Bytes;
pub use dict::{Dict, Key};
pub use fixed::Fixed;
pub use float::{Complex, Float};
pub use int::Int;
pub use list::{Iterable, List};
pub use set::{Entry, Set};
pub use str::{Kind, Str};
pub use tuple::Tuple;
