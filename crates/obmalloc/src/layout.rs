//! The sizes everything else is made of, and what each release changed in them.

use version::Version;

/// Bytes that every block's size and address is a multiple of.
///
/// `ALIGNMENT` in `Objects/obmalloc.c` (3.8.18) and `pycore_obmalloc.h` (3.13.12), on 64-bit machines.
pub const ALIGNMENT: u32 = 16;

/// The largest request, in bytes, that a pool serves; a larger one goes to the system allocator.
///
/// `SMALL_REQUEST_THRESHOLD` in CPython, unchanged from 3.8.18 to 3.15.0rc1.
pub const SMALL_REQUEST_THRESHOLD: u32 = 512;

/// How many size classes there are: 16, 32, … 512 bytes.
pub const NB_SMALL_SIZE_CLASSES: usize = (SMALL_REQUEST_THRESHOLD / ALIGNMENT) as usize;

/// Bytes at the start of each pool that describe it: `struct pool_header` is 48 bytes on 64-bit machines.
pub const POOL_OVERHEAD: u32 = 48;

/// Bytes in a page of the modelled machine: what `mmap` rounds to and aligns to.
pub const SYSTEM_PAGE_SIZE: u32 = 4096;

/// How many entries the table of arenas has when the first arena is needed; it doubles from there.
///
/// `INITIAL_ARENA_OBJECTS` in CPython.
pub const INITIAL_ARENA_OBJECTS: usize = 16;

// ANCHOR: size_class
/// The size class that serves a request of `nbytes`, or `None` if no pool does.
///
/// A request of nothing has no class either: CPython passes it on as a `malloc(1)`,
/// so that the answer is an address of its own.
#[inline]
pub const fn size_class(nbytes: u64) -> Option<usize> {
    if nbytes == 0 || nbytes > SMALL_REQUEST_THRESHOLD as u64 {
        return None;
    }
    Some(((nbytes - 1) / ALIGNMENT as u64) as usize)
}

/// Bytes in each block of a size class: CPython's `INDEX2SIZE`.
#[inline]
pub const fn class_size(class: usize) -> u32 {
    (class as u32 + 1) * ALIGNMENT
}
// ANCHOR_END: size_class

/// What a release decides about arenas and pools.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    arena_size: u32,
    pool_size: u32,
    keeps_last_free_arena: bool,
    radix_address_bits: Option<u32>,
}

impl Layout {
    // ANCHOR: layout
    /// The layout of a release.
    ///
    /// A release older than 3.8 gets the layout of 3.8.
    pub fn of(version: Version) -> Self {
        // 3.10 brought the radix tree, and with it larger arenas and pools.
        let large = version >= Version::new(3, 10, 0);
        Layout {
            arena_size: if large { 1 << 20 } else { 256 << 10 },
            pool_size: if large { 1 << 14 } else { 1 << 12 },
            // bpo-37257: a loop that fills and empties one arena was slow.
            keeps_last_free_arena: version >= Version::new(3, 9, 0),
            radix_address_bits: large.then(|| {
                // 3.10 trusted the upper 16 bits to be equal; 3.11 does not.
                let trusts_high_bits = version < Version::new(3, 11, 0);
                if trusts_high_bits { 48 } else { 64 }
            }),
        }
    }
    // ANCHOR_END: layout

    /// Bytes in an arena, `ARENA_SIZE`: what is mapped and unmapped at once.
    pub const fn arena_size(&self) -> u32 {
        self.arena_size
    }

    /// Bytes in a pool, `POOL_SIZE`; a pool's address is a multiple of it.
    #[inline]
    pub const fn pool_size(&self) -> u32 {
        self.pool_size
    }

    /// How many pools an arena has if it begins at a pool boundary, `MAX_POOLS_IN_ARENA`.
    pub const fn max_pools_in_arena(&self) -> u32 {
        1 << self.pool_index_bits()
    }

    /// How far to shift a pool's number right to get its arena's: both sizes are powers of two.
    #[inline]
    pub(crate) const fn pool_index_bits(&self) -> u32 {
        self.arena_size.trailing_zeros() - self.pool_size.trailing_zeros()
    }

    /// How many blocks of a size class fit in a pool: CPython's `NUMBLOCKS`.
    pub const fn num_blocks(&self, class: usize) -> u32 {
        (self.pool_size - POOL_OVERHEAD) / class_size(class)
    }

    /// Whether the last usable arena stays mapped when all its pools are free (from 3.9).
    pub const fn keeps_last_free_arena(&self) -> bool {
        self.keeps_last_free_arena
    }

    /// Bits of an address that the radix tree of arenas looks at (`ADDRESS_BITS`),
    /// or `None` before 3.10, which had no tree.
    pub const fn radix_address_bits(&self) -> Option<u32> {
        self.radix_address_bits
    }

    /// How far to shift an address right to get the number of its stretch of `arena_size` bytes.
    pub(crate) const fn arena_bits(&self) -> u32 {
        self.arena_size.trailing_zeros()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_rounded_up_to_classes() {
        assert_eq!(size_class(0), None);
        for nbytes in 1..=512_u64 {
            let size = u64::from(class_size(size_class(nbytes).unwrap()));
            assert!(
                (nbytes..nbytes + 16).contains(&size),
                "{nbytes} bytes in {size}"
            );
            assert!(size.is_multiple_of(16));
        }
        assert_eq!(size_class(513), None);
        assert_eq!(size_class(u64::MAX), None);
    }

    #[test]
    fn blocks_in_a_pool() {
        let small = Layout::of(Version::new(3, 9, 18));
        assert_eq!((small.num_blocks(0), small.num_blocks(31)), (253, 7));
        let large = Layout::of(Version::new(3, 10, 0));
        assert_eq!((large.num_blocks(0), large.num_blocks(31)), (1021, 31));
        assert_eq!(
            (small.max_pools_in_arena(), large.max_pools_in_arena()),
            (64, 64)
        );
    }

    #[test]
    fn a_release_before_the_first_known_one_has_its_layout() {
        let oldest = Layout::of(Version::new(3, 8, 0));
        assert_eq!(Layout::of(Version::new(3, 6, 15)), oldest);
        assert!(!oldest.keeps_last_free_arena());
        assert_eq!(
            Layout::of(Version::new(3, 13, 15).without_gil()),
            Layout::of(Version::new(3, 13, 15))
        );
    }
}
