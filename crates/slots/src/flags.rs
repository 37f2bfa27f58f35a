//! `tp_flags`: what is true of all instances of a type.

use std::ops::{BitOr, BitOrAssign};

/// Bits of `tp_flags` that have to do with the layout, each at CPython's own place.
///
/// Source: `Include/object.h` (3.8.18, 3.15.0rc1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(u32);

impl Flags {
    /// The values of the attributes lie in the object's own block, behind it (from 3.13).
    pub const INLINE_VALUES: Flags = Flags(1 << 2);
    /// The list of weak references lies in front of the object (from 3.12).
    pub const MANAGED_WEAKREF: Flags = Flags(1 << 3);
    /// The dictionary is found in front of the object (from 3.11).
    pub const MANAGED_DICT: Flags = Flags(1 << 4);
    /// The type can't be changed: no attribute of it can be set (from 3.10).
    pub const IMMUTABLETYPE: Flags = Flags(1 << 8);
    /// The type was made by a `class` statement or its like, and lives on the heap.
    pub const HEAPTYPE: Flags = Flags(1 << 9);
    /// The type may be a base.
    pub const BASETYPE: Flags = Flags(1 << 10);
    /// The cycle collector tracks the instances.
    pub const HAVE_GC: Flags = Flags(1 << 14);
    /// Items of varying number lie at the very end, behind what subclasses add (from 3.12).
    pub const ITEMS_AT_END: Flags = Flags(1 << 23);
    /// The type is `tuple`, or derives from it.
    pub const TUPLE_SUBCLASS: Flags = Flags(1 << 26);

    /// The bits that bring words in front of the object.
    pub const PREHEADER: Flags = Flags(Flags::MANAGED_WEAKREF.0 | Flags::MANAGED_DICT.0);

    /// Whether all bits of `flags` are set.
    pub const fn has(self, flags: Flags) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// Those bits that are also in `flags`.
    pub const fn only(self, flags: Flags) -> Flags {
        Flags(self.0 & flags.0)
    }

    /// The number, as `__flags__` would show it if it had no other bits.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// `flags` if `condition`, and no bit otherwise.
    pub(crate) const fn when(condition: bool, flags: Flags) -> Flags {
        if condition { flags } else { Flags(0) }
    }
}

impl BitOr for Flags {
    type Output = Flags;

    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Flags) {
        self.0 |= other.0;
    }
}
