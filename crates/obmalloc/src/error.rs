//! What can go wrong, and where.

use std::fmt;

use crate::{Address, Place};

/// Why an address could not be allocated, freed or resized.
///
/// CPython checks none of this in a release build: there a double free links a block into its
/// free list twice, and two objects get one address later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error {
    /// No room is left for a request of `nbytes` bytes: what becomes a `MemoryError` in Python.
    NoMemory {
        /// Bytes as requested.
        nbytes: u64,
    },
    /// The block at the address is free already.
    DoubleFree {
        /// The address as given.
        address: Address,
        /// What lies there.
        place: Place,
    },
    /// The address lies in memory of this allocator, and no block was handed out there.
    NotABlock {
        /// The address as given.
        address: Address,
        /// What lies there.
        place: Place,
    },
    /// The address lies in no memory of this allocator (or no longer does).
    Foreign {
        /// The address as given.
        address: Address,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoMemory { nbytes } => write!(f, "no memory for a request of {nbytes} bytes"),
            Error::DoubleFree { address, place } => {
                write!(f, "double free: {address} is free already ({place})")
            }
            Error::NotABlock { address, place } => {
                write!(f, "no block was handed out at {address} ({place})")
            }
            Error::Foreign { address } => {
                write!(f, "{address} belongs to no arena and to no system memory")
            }
        }
    }
}

impl std::error::Error for Error {}
