//! `bytes`: the bytes themselves follow the head, in one block, with a zero behind them.

use version::Version;

use super::header::{WORD, var_object_head};

/// An immutable string of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(Box<[u8]>);

impl Bytes {
    /// A value with these bytes.
    pub fn new(bytes: impl Into<Box<[u8]>>) -> Bytes {
        Bytes(bytes.into())
    }

    /// The bytes, without the zero behind them.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no byte at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `sys.getsizeof` gives, in bytes.
    pub fn sizeof(&self, version: Version) -> usize {
        overhead(version) + self.len()
    }
}

/// Bytes of a `bytes` object beside its content (`PyBytesObject_SIZE`):
/// the head, a length, a cached hash, and the closing zero.
///
/// Source: `Objects/bytesobject.c` (3.8.18, 3.13.12).
pub fn overhead(version: Version) -> usize {
    var_object_head(version) + WORD + 1
}
