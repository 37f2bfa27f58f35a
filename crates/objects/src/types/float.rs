//! `float` and `complex`: one and two numbers of 64 bits behind an object's head.

use version::Version;

use super::hash::{hash_complex, hash_double};
use super::header::{WORD, object_head};

/// A number in double precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Float(pub f64);

impl Float {
    /// What `sys.getsizeof` gives, in bytes.
    ///
    /// Source: `PyFloatObject` in `Include/cpython/floatobject.h` (3.13.12).
    pub fn sizeof(&self, version: Version) -> usize {
        object_head(version) + WORD
    }

    /// `hash(x)`, or `None` for not-a-number, which hashes as [`hash_double`] says.
    pub fn hash(&self) -> Option<i64> {
        hash_double(self.0)
    }
}

/// A complex number: two doubles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// The real part.
    pub real: f64,
    /// The imaginary part.
    pub imag: f64,
}

impl Complex {
    /// What `sys.getsizeof` gives, in bytes.
    ///
    /// Source: `PyComplexObject` in `Include/cpython/complexobject.h` (3.13.12).
    pub fn sizeof(&self, version: Version) -> usize {
        object_head(version) + 2 * WORD
    }

    /// `hash(x)`, or `None` if a part is not a number.
    pub fn hash(&self) -> Option<i64> {
        Some(hash_complex(
            hash_double(self.real)?,
            hash_double(self.imag)?,
        ))
    }
}
