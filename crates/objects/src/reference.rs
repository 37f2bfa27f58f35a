//! [`Ref`], the versioned key of an object, and what is said of a key that is dead.

use std::fmt;
use std::num::NonZeroU32;

/// A reference: which slot of the heap, and which life of that slot.
///
/// It is a number and can be copied freely, as a C pointer can.
/// Copying it counts nothing: [`Heap::incref`](crate::Heap::incref) does that.
/// Where a pointer to freed memory is undefined behaviour, a `Ref` to a freed object is an error,
/// because the slot has moved on to another version and never comes back to an old one.
///
/// Eight bytes, and so is `Option<Ref>`.
// ANCHOR: ref
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// The slot in the heap.
    index: u32,
    /// The life of that slot that is meant. Odd, as an occupied slot's version is.
    version: NonZeroU32,
}
// ANCHOR_END: ref

impl Ref {
    /// The key for slot `index` in life `version`, or `None` for an even version.
    #[inline]
    pub(crate) fn new(index: u32, version: u32) -> Option<Ref> {
        if version.is_multiple_of(2) {
            return None;
        }
        NonZeroU32::new(version).map(|version| Ref { index, version })
    }

    /// The slot this key points to: a small number, for tables beside the heap.
    ///
    /// Two objects never share it while both are alive; after a death it is given out again.
    #[inline]
    pub const fn index(self) -> usize {
        self.index as usize
    }

    /// The slot's version that this key was made for; odd.
    #[inline]
    pub const fn version(self) -> u32 {
        self.version.get()
    }

    /// Which life of the slot this is, counted from 1.
    pub const fn life(self) -> u32 {
        self.version.get() / 2 + 1
    }
}

impl fmt::Display for Ref {
    /// `#3` for the first object in slot 3, `#3.2` for the second one there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.life() {
            1 => write!(f, "#{}", self.index),
            life => write!(f, "#{}.{life}", self.index),
        }
    }
}

impl fmt::Debug for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a reference points to no object that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The object was freed and its slot is vacant.
    Freed,
    /// The object was freed and its slot holds a later object.
    Reused,
    /// The object's count is zero: its finalizer has run and its children are being released.
    Dying,
    /// This heap never gave that reference out.
    Foreign,
}

/// A reference that was used after its object died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadRef {
    /// The reference.
    pub object: Ref,
    /// What became of the object.
    pub gone: Gone,
}

impl fmt::Display for DeadRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let object = self.object;
        match self.gone {
            Gone::Freed => write!(
                f,
                "{object} was freed: is there one decref too many, or was a reference to it kept without an incref?"
            ),
            Gone::Reused => write!(
                f,
                "{object} was freed and its slot holds a later object: \
                 is there one decref too many, or was a reference to it kept without an incref?"
            ),
            Gone::Dying => write!(
                f,
                "{object} is past its finalizer and can no longer be saved: \
                 does a weak reference callback or a child's finalizer reach back to it?"
            ),
            Gone::Foreign => write!(
                f,
                "{object} was never given out by this heap: does it come from another heap?"
            ),
        }
    }
}

impl std::error::Error for DeadRef {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_eight_bytes_and_so_is_an_optional_one() {
        assert_eq!(size_of::<Ref>(), 8);
        assert_eq!(size_of::<Option<Ref>>(), 8);
    }

    #[test]
    fn an_even_version_is_no_key() {
        assert_eq!(Ref::new(0, 0), None);
        assert_eq!(Ref::new(0, 2), None);
        assert_eq!(Ref::new(7, 1).map(|key| key.to_string()), Some("#7".into()));
        assert_eq!(
            Ref::new(7, 5).map(|key| key.to_string()),
            Some("#7.3".into())
        );
    }
}
