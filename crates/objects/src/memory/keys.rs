//! Hash and equality, as dictionaries and sets ask for them.

use version::Version;

use super::{Exception, Memory};
use crate::event::Observer;
use crate::heap::Heap;
use crate::object::Object;
use crate::reference::Ref;
use crate::types::hash::{hash_pointer, hash_tuple};

/// Where an unhashable object was found, for the text from 3.14 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `d[key]`.
    DictKey,
    /// `s.add(key)`.
    SetElement,
}

impl<O: Observer> Memory<O> {
    /// `hash(object)`.
    ///
    /// Numbers and tuples hash as in CPython, and so does what is only equal to itself: by its address.
    /// A string's hash is drawn anew in each run of CPython; here it is the same in every run.
    ///
    /// # Errors
    ///
    /// A `TypeError` for a list, a dict, a set or a bytearray.
    pub fn hash(&self, object: Ref) -> Result<i64, Exception> {
        Ok(match self.get(object) {
            Object::Bool(value) => i64::from(*value),
            Object::Int(int) => int.hash(),
            Object::Float(float) => match float.hash() {
                Some(hash) => hash,
                // Not-a-number: 0 to 3.9, by address from 3.10.
                None if self.version < Version::new(3, 10, 0) => 0,
                None => hash_pointer(self.id(object)),
            },
            Object::Str(text) => hash_bytes(text.as_str().as_bytes()),
            Object::Bytes(bytes) => hash_bytes(bytes.as_slice()),
            Object::Tuple(tuple) => {
                let hashes: Result<Vec<i64>, _> =
                    tuple.items().iter().map(|&item| self.hash(item)).collect();
                hash_tuple(&hashes?)
            }
            Object::FrozenSet(set) => {
                // The order of the table must not matter, so the hashes are mixed by a sum.
                let mix = |hash: i64| (hash as u64 ^ 89_869_747).wrapping_mul(3_644_798_167);
                let sum = set
                    .entries()
                    .map(|entry| mix(entry.hash))
                    .fold(0, u64::wrapping_add);
                (sum >> 1) as i64
            }
            Object::ByteArray(_) | Object::List(_) | Object::Dict(_) | Object::Set(_) => {
                return Err(Exception::type_error(unhashable(self.type_name(object))));
            }
            _ => hash_pointer(self.id(object)),
        })
    }

    /// The hash of a key, and the release's text when it has none.
    pub(super) fn hash_key(&self, key: Ref, place: Place) -> Result<i64, Exception> {
        self.hash(key).map_err(|error| {
            if self.version < Version::new(3, 14, 0) {
                return error;
            }
            let (name, text) = (self.type_name(key), error.message);
            Exception::type_error(match place {
                Place::DictKey => format!("cannot use '{name}' as a dict key ({text})"),
                Place::SetElement => format!("cannot use '{name}' as a set element ({text})"),
            })
        })
    }

    /// `left == right`, for objects of the built-in types; others are equal to themselves alone.
    pub fn eq(&self, left: Ref, right: Ref) -> bool {
        equal(&self.heap, left, right)
    }
}

/// What Python says of an object without a hash.
fn unhashable(type_name: &str) -> String {
    format!("unhashable type: '{type_name}'")
}

/// A hash of bytes that is the same in every run (FNV-1a, 64 bits), and never −1.
fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    match bytes.iter().fold(0xcbf2_9ce4_8422_2325, step) as i64 {
        -1 => -2,
        hash => hash,
    }
}

/// `left == right`. The same object is equal to itself without being asked, as in a container.
pub(super) fn equal<O: Observer>(heap: &Heap<Object, O>, left: Ref, right: Ref) -> bool {
    if left == right {
        return true;
    }
    let (Some(left), Some(right)) = (heap.get(left), heap.get(right)) else {
        return false;
    };
    let all = |left: &[Ref], right: &[Ref]| {
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .all(|(&left, &right)| equal(heap, left, right))
    };
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return left == right;
    }
    match (left, right) {
        (Object::Int(left), Object::Int(right)) => left == right,
        (Object::Str(left), Object::Str(right)) => left.as_str() == right.as_str(),
        (Object::Bytes(left), Object::Bytes(right)) => left == right,
        (Object::ByteArray(left), Object::ByteArray(right)) => left.bytes() == right.bytes(),
        (Object::Tuple(left), Object::Tuple(right)) => all(left.items(), right.items()),
        (Object::List(left), Object::List(right)) => all(left.items(), right.items()),
        (Object::Dict(left), Object::Dict(right)) => {
            left.len() == right.len()
                && left.keys().zip(left.iter()).all(|(key, (_, &value))| {
                    right
                        .get(key.hash, |&other| equal(heap, other, key.key))
                        .is_some_and(|&other| equal(heap, value, other))
                })
        }
        (
            Object::Set(left) | Object::FrozenSet(left),
            Object::Set(right) | Object::FrozenSet(right),
        ) => {
            left.len() == right.len()
                && left
                    .entries()
                    .all(|entry| right.contains(entry.hash, |&other| equal(heap, other, entry.key)))
        }
        _ => false,
    }
}

/// A number, small enough to be compared across its types without loss.
fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Bool(value) => Some(f64::from(u8::from(*value))),
        Object::Int(int) => int
            .to_i64()
            .filter(|value| value.unsigned_abs() <= 1 << 53)
            .map(|value| value as f64),
        Object::Float(float) => Some(float.0),
        _ => None,
    }
}
