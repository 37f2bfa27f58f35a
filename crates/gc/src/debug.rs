//! [`Flags`]: the flags of `gc.set_debug`.

use std::ops::BitOr;

/// What the collector prints and keeps. The numbers are those of the `gc` module.
///
/// ```
/// use gc::Flags;
///
/// assert_eq!(Flags::LEAK, Flags::COLLECTABLE | Flags::UNCOLLECTABLE | Flags::SAVEALL);
/// assert_eq!(Flags::LEAK.bits(), 38);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u32);

impl Flags {
    /// Nothing.
    pub const NONE: Flags = Flags(0);
    /// `DEBUG_STATS`: say how many objects there were and were found.
    pub const STATS: Flags = Flags(1);
    /// `DEBUG_COLLECTABLE`: name each object that is collected.
    pub const COLLECTABLE: Flags = Flags(2);
    /// `DEBUG_UNCOLLECTABLE`: name each object that can't be.
    pub const UNCOLLECTABLE: Flags = Flags(4);
    /// `DEBUG_SAVEALL`: put what is found into `gc.garbage` and free nothing.
    pub const SAVEALL: Flags = Flags(32);
    /// `DEBUG_LEAK`: the last three together.
    pub const LEAK: Flags = Flags(2 | 4 | 32);

    /// The number that `gc.get_debug()` shows.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Flags from such a number.
    pub const fn from_bits(bits: u32) -> Flags {
        Flags(bits)
    }

    /// Whether all of `flags` are set.
    pub const fn contains(self, flags: Flags) -> bool {
        self.0 & flags.0 == flags.0
    }
}

impl BitOr for Flags {
    type Output = Flags;

    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}
