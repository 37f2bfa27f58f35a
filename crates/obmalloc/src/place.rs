//! What lies at an address.

use std::fmt;

use crate::Address;

/// Whether a block of a pool is handed out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BlockState {
    /// Handed out.
    Used,
    /// In the pool's free list.
    Free,
    /// Not carved from the pool yet: it lies beyond `nextoffset`.
    Untouched,
}

impl fmt::Display for BlockState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BlockState::Used => "used",
            BlockState::Free => "free",
            BlockState::Untouched => "untouched",
        })
    }
}

/// What lies at an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In a block of a pool.
    Block {
        /// Index in the arena table.
        arena: usize,
        /// Number of the pool in its arena, from the lowest address.
        pool: usize,
        /// Size class of the pool.
        class: usize,
        /// Number of the block in its pool, from the lowest address.
        block: usize,
        /// Bytes from the beginning of the block.
        offset: u32,
        /// Whether the block is handed out.
        state: BlockState,
    },
    /// In the 48 bytes that describe a pool.
    PoolHeader {
        /// Index in the arena table.
        arena: usize,
        /// Number of the pool in its arena.
        pool: usize,
    },
    /// In the end of a pool that is too small for one more block (quantization).
    PoolTail {
        /// Index in the arena table.
        arena: usize,
        /// Number of the pool in its arena.
        pool: usize,
    },
    /// In a stretch of an arena that no size class has used yet.
    UncarvedPool {
        /// Index in the arena table.
        arena: usize,
        /// Number of the pool in its arena.
        pool: usize,
    },
    /// In the first or last bytes of an arena, lost because pools begin at multiples of their size.
    Alignment {
        /// Index in the arena table.
        arena: usize,
    },
    /// In a chunk of the system allocator's heap.
    SystemHeap {
        /// The address that was handed out for the chunk.
        start: Address,
        /// Bytes of the chunk, its header of 16 bytes included.
        bytes: u64,
        /// Whether the chunk is handed out.
        used: bool,
    },
    /// In a mapping that the system allocator made for one large request.
    SystemMapping {
        /// The address that was handed out for the mapping.
        start: Address,
        /// Bytes of the mapping, its header of 16 bytes included.
        bytes: u64,
    },
    /// In no memory of this allocator.
    Nowhere,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Place::Block {
                arena,
                pool,
                class,
                block,
                offset,
                state,
            } => {
                if offset != 0 {
                    write!(f, "{offset} bytes into ")?;
                }
                write!(
                    f,
                    "{state} block {block} of class {class}, pool {pool} of arena {arena}"
                )
            }
            Place::PoolHeader { arena, pool } => {
                write!(f, "header of pool {pool} of arena {arena}")
            }
            Place::PoolTail { arena, pool } => {
                write!(f, "unused end of pool {pool} of arena {arena}")
            }
            Place::UncarvedPool { arena, pool } => {
                write!(f, "pool {pool} of arena {arena}, not carved yet")
            }
            Place::Alignment { arena } => {
                write!(f, "lost to the alignment of pools in arena {arena}")
            }
            Place::SystemHeap { start, bytes, used } => {
                let state = if used { "used" } else { "free" };
                write!(
                    f,
                    "{state} chunk of {bytes} bytes of the system heap, for {start}"
                )
            }
            Place::SystemMapping { start, bytes } => {
                write!(f, "mapping of {bytes} bytes, for {start}")
            }
            Place::Nowhere => f.write_str("no memory of this allocator"),
        }
    }
}
