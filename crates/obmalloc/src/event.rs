//! What an observer hears.

use std::fmt;

use crate::Address;

/// One step of the allocator.
///
/// Steps of one call come in the order in which CPython takes them: a `BlockAllocated`
/// that needed a new arena follows its `ArenaMapped` and its `PoolTaken`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// The system gave a new arena, entry `arena` of the arena table.
    ArenaMapped {
        /// Index in the arena table.
        arena: usize,
        /// Where it begins, a multiple of the page size.
        address: Address,
    },
    /// An arena whose pools were all free went back to the system.
    ArenaUnmapped {
        /// Index in the arena table; the entry may be used again.
        arena: usize,
        /// Where it began.
        address: Address,
    },
    /// A free pool was given to a size class.
    PoolTaken {
        /// Where the pool begins.
        address: Address,
        /// The size class that it serves from now on.
        class: usize,
    },
    /// A pool's last block was freed, and the pool is free for any size class.
    PoolReturned {
        /// Where the pool begins.
        address: Address,
        /// The size class that it served.
        class: usize,
    },
    /// A block of a pool was handed out.
    BlockAllocated {
        /// Where the block begins.
        address: Address,
        /// Its size class.
        class: usize,
    },
    /// A block went back to its pool.
    BlockFreed {
        /// Where the block begins.
        address: Address,
        /// Its size class.
        class: usize,
    },
    /// The system allocator served a request that no pool serves.
    RawAllocated {
        /// Where the memory begins.
        address: Address,
        /// Bytes as requested.
        nbytes: u64,
    },
    /// Memory went back to the system allocator.
    RawFreed {
        /// Where the memory began.
        address: Address,
    },
    /// The system allocator changed the size of memory that it had served.
    RawResized {
        /// Where the memory began.
        from: Address,
        /// Where it begins now; the same address if it did not move.
        to: Address,
        /// Bytes as requested now.
        nbytes: u64,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Event::ArenaMapped { arena, address } => write!(f, "arena {arena} mapped at {address}"),
            Event::ArenaUnmapped { arena, address } => {
                write!(f, "arena {arena} unmapped from {address}")
            }
            Event::PoolTaken { address, class } => {
                write!(f, "pool {address} taken for class {class}")
            }
            Event::PoolReturned { address, class } => {
                write!(f, "pool {address} returned by class {class}")
            }
            Event::BlockAllocated { address, class } => {
                write!(f, "block {address} allocated in class {class}")
            }
            Event::BlockFreed { address, class } => {
                write!(f, "block {address} freed in class {class}")
            }
            Event::RawAllocated { address, nbytes } => {
                write!(f, "system allocated {nbytes} bytes at {address}")
            }
            Event::RawFreed { address } => write!(f, "system freed {address}"),
            Event::RawResized { from, to, nbytes } => {
                write!(f, "system resized {from} to {nbytes} bytes at {to}")
            }
        }
    }
}

/// Somebody who is told of each [`Event`] as it happens.
///
/// `()` observes nothing and costs nothing; a `Vec<Event>` keeps every event.
pub trait Observer {
    /// Called after the step was taken.
    #[inline]
    fn event(&mut self, event: Event) {
        let _ = event;
    }
}

impl Observer for () {}

impl Observer for Vec<Event> {
    fn event(&mut self, event: Event) {
        self.push(event);
    }
}
