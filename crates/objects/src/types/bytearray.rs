//! `bytearray`: bytes that can change, in a block of their own with room to grow.
//!
//! Deleting at the front moves a start mark (`ob_start`) and leaves the bytes where they are,
//! so that a queue of bytes is cheap.
//!
//! Since 3.15 the block is a `bytes` object, so that it can be handed out without copying:
//! its head is counted, and the closing zero is no longer part of the capacity.

use std::ops::Range;

use version::Version;

use super::bytes;
use super::header::{WORD, var_object_head};

/// A mutable string of bytes.
///
/// ```
/// use objects::types::ByteArray;
/// use version::Version;
///
/// let version = Version::new(3, 13, 18);
/// let mut buffer = ByteArray::new(version, *b"abc");
/// assert_eq!(buffer.sizeof(version), 56 + 4);
/// buffer.append(version, b'd');
/// assert_eq!(buffer.bytes(), b"abcd");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByteArray {
    bytes: Vec<u8>,
    alloc: usize,
    /// How far `ob_start` is behind the beginning of the block.
    logical_offset: usize,
}

/// Whether the block is a `bytes` object, since 3.15.
fn is_backed_by_bytes(version: Version) -> bool {
    version >= Version::new(3, 15, 0)
}

/// Bytes of the block that the closing zero takes out of the capacity.
fn closing_zero(version: Version) -> usize {
    usize::from(!is_backed_by_bytes(version))
}

impl ByteArray {
    /// `bytearray(b"…")`: a block that fits, and none for no bytes.
    pub fn new(version: Version, bytes: impl Into<Vec<u8>>) -> ByteArray {
        let bytes = bytes.into();
        let alloc = if bytes.is_empty() {
            0
        } else {
            bytes.len() + closing_zero(version)
        };
        ByteArray {
            bytes,
            alloc,
            logical_offset: 0,
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is no byte at all.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Bytes of the block that hold content, its closing zero (to 3.14), or nothing yet (`ob_alloc`).
    pub fn capacity(&self) -> usize {
        self.alloc
    }

    /// Bytes of the second block.
    pub fn buffer_bytes(&self, version: Version) -> usize {
        if is_backed_by_bytes(version) && self.alloc > 0 {
            bytes::overhead(version) + self.alloc
        } else {
            self.alloc
        }
    }

    /// What `sys.getsizeof` gives, in bytes: the object and its second block.
    ///
    /// A bytearray refers to no other object, so the cycle collector needs no head in front of it.
    /// Source: `bytearray_sizeof_impl` in `Objects/bytearrayobject.c` (3.14.7, 3.15.0rc1).
    pub fn sizeof(&self, version: Version) -> usize {
        // ob_alloc, ob_bytes, ob_start, ob_exports; since 3.15 ob_bytes_object.
        let fields = if is_backed_by_bytes(version) { 5 } else { 4 };
        var_object_head(version) + fields * WORD + self.buffer_bytes(version)
    }

    // ANCHOR: bytearray_growth
    /// Finds a block for `size` bytes (`PyByteArray_Resize`): the old one if it serves and is
    /// at least half full, one with an eighth of room after small steps, one that fits after large ones.
    ///
    /// Source: `bytearray_resize_lock_held` in `Objects/bytearrayobject.c` (3.8.18, 3.14.7, 3.15.0rc1).
    fn resize(&mut self, version: Version, size: usize) {
        let zero = closing_zero(version);
        if size == self.len() {
            return;
        }
        if size == 0 && is_backed_by_bytes(version) {
            self.alloc = 0;
        } else if size + self.logical_offset + zero <= self.alloc {
            if size >= self.alloc / 2 {
                return;
            }
            self.alloc = size + zero;
        } else if size <= self.alloc + self.alloc / 8 {
            self.alloc = size + size / 8 + if size < 9 { 3 } else { 6 };
        } else {
            self.alloc = size + zero;
        }
        self.logical_offset = 0;
    }
    // ANCHOR_END: bytearray_growth

    /// Adds a byte at the end (`bytearray.append`).
    pub fn append(&mut self, version: Version, byte: u8) {
        self.resize(version, self.len() + 1);
        self.bytes.push(byte);
    }

    /// Adds bytes at the end (`bytearray.extend` of a bytes-like object, `+=`).
    pub fn extend(&mut self, version: Version, bytes: &[u8]) {
        self.resize(version, self.len() + bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Takes the byte at `index` out; `None` if there is no such index (`IndexError`).
    pub fn pop(&mut self, version: Version, index: usize) -> Option<u8> {
        if index >= self.len() {
            return None;
        }
        self.resize(version, self.len() - 1);
        Some(self.bytes.remove(index))
    }

    /// `del b[range]`; a range that reaches behind the end stops there.
    ///
    /// Source: `bytearray_setslice_linear` in `Objects/bytearrayobject.c` (3.8.18, 3.15.0rc1).
    pub fn delete(&mut self, version: Version, range: Range<usize>) {
        let start = range.start.min(self.len());
        let end = range.end.clamp(start, self.len());
        if start == end {
            return;
        }
        if start == 0 {
            self.logical_offset += end;
        }
        self.resize(version, self.len() - (end - start));
        self.bytes.drain(start..end);
    }

    /// `del b[start:stop:step]` with a step other than one: the bytes at these places go, which rise or fall, and the
    /// block is asked for once.
    ///
    /// Source: `bytearray_ass_subscript` in `Objects/bytearrayobject.c` (3.8.18, 3.15.0rc1).
    pub fn delete_places(&mut self, version: Version, places: &[usize]) {
        let mut places = places.to_vec();
        places.sort_unstable();
        self.resize(version, self.len() - places.len());
        let mut gone = places.into_iter().peekable();
        let mut at = 0;
        self.bytes.retain(|_| {
            let stays = gone.next_if_eq(&at).is_none();
            at += 1;
            stays
        });
    }

    /// `b[range] = bytes`; a range that reaches behind the end stops there.
    ///
    /// Source: `bytearray_setslice_linear` in `Objects/bytearrayobject.c` (3.8.18, 3.15.0rc1).
    pub fn splice(&mut self, version: Version, range: Range<usize>, bytes: &[u8]) {
        let start = range.start.min(self.len());
        let end = range.end.clamp(start, self.len());
        let gone = (end - start).saturating_sub(bytes.len());
        if start == 0 {
            self.logical_offset += gone;
        }
        self.resize(version, self.len() - (end - start) + bytes.len());
        self.bytes.splice(start..end, bytes.iter().copied());
    }

    /// The bytes, to be changed in place.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Lets go of all bytes (`bytearray.clear`).
    ///
    /// To 3.14 a block of one byte stays, for the closing zero.
    pub fn clear(&mut self, version: Version) {
        self.resize(version, 0);
        self.bytes.clear();
    }
}
