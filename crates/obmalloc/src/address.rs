//! A 64-bit address of the model.

use std::fmt;

/// An address in the modelled 64-bit address space.
///
/// It is a number, never a pointer: nothing is stored behind it, and it has
/// 64 bits on every machine. It prints as C prints a pointer: `0x7ffff7cfb030`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Address(u64);

impl Address {
    /// C's `NULL`, the one address that is never handed out.
    pub const NULL: Address = Address(0);

    /// The address with this number.
    #[inline]
    pub const fn new(number: u64) -> Self {
        Address(number)
    }

    /// The number, which is what Python's `id()` shows of an object.
    #[inline]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Whether this is [`Address::NULL`].
    #[inline]
    pub const fn is_null(self) -> bool {
        self.0 == 0
    }
}

impl From<Address> for u64 {
    fn from(address: Address) -> u64 {
        address.0
    }
}

impl fmt::LowerHex for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::LowerHex::fmt(&self.0, f)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
