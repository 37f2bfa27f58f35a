//! [`Block`]: memory that was handed out, and where it lies.

use crate::Address;
use crate::pool::{NO_POOL, PoolId};

/// Memory that was handed out, with its place in a pool.
///
/// Whoever keeps it gives the block back with [`free_block`](crate::Obmalloc::free_block), and nothing is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    address: Address,
    /// The pool, or `NO_POOL` for memory of the system allocator.
    pool: PoolId,
    index: u16,
}

impl Block {
    /// No memory at all.
    // Written out: a listing's probe makes the `const fn` it shows a plain one.
    pub const NULL: Block = Block {
        address: Address::NULL,
        pool: NO_POOL,
        index: 0,
    };

    /// A block of a pool.
    #[inline]
    pub(crate) const fn new(address: Address, pool: PoolId, index: usize) -> Block {
        Block {
            address,
            pool,
            index: index as u16,
        }
    }

    /// Memory of which only the address is known: that of the system allocator, or the caller's own.
    #[inline]
    pub const fn system(address: Address) -> Block {
        Block {
            address,
            pool: NO_POOL,
            index: 0,
        }
    }

    /// Its first byte.
    #[inline]
    pub const fn address(self) -> Address {
        self.address
    }

    /// The pool and the number of the block in it, if it lies in one.
    #[inline]
    pub(crate) fn place(self) -> Option<(PoolId, usize)> {
        (self.pool != NO_POOL).then_some((self.pool, usize::from(self.index)))
    }
}

impl Default for Block {
    fn default() -> Block {
        Block::NULL
    }
}
