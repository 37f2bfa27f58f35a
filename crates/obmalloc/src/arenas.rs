//! The table of arenas, and which arena gives the next pool.

use crate::layout::INITIAL_ARENA_OBJECTS;
use crate::pool::{NO_POOL, Pool, PoolId};
use crate::{Address, Layout};

/// Which arena: its entry in the table.
pub(crate) type ArenaId = u32;

/// The end of a list of arenas.
pub(crate) const NO_ARENA: ArenaId = ArenaId::MAX;

/// Bytes of an entry of the table, `sizeof(struct arena_object)` on 64-bit machines.
pub(crate) const ARENA_OBJECT_BYTES: u64 = 48;

/// `struct arena_object`, with the pools that lie in the arena.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Arena {
    /// Where it begins, or 0 if the entry is not in use.
    pub(crate) address: u64,
    /// Where the next pool is cut.
    pub(crate) pool_address: u64,
    /// Pools that no size class holds: in `freepools`, or not cut yet.
    pub(crate) nfreepools: u32,
    pub(crate) ntotalpools: u32,
    /// Pools that were returned, latest first.
    pub(crate) freepools: PoolId,
    pub(crate) nextarena: ArenaId,
    pub(crate) prevarena: ArenaId,
    /// Pools cut so far, in the order of addresses.
    pub(crate) pools: Vec<Pool>,
}

impl Arena {
    /// Where its first pool begins: at a multiple of the pool size.
    #[inline]
    pub(crate) fn first_pool(&self, layout: &Layout) -> u64 {
        let within = u64::from(layout.pool_size()) - 1;
        (self.address + within) & !within
    }
}

/// What became of the arena whose pool was returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Kept,
    /// It is out of the table; the caller unmaps it.
    Released {
        arena: ArenaId,
        address: u64,
    },
}

/// All arenas, as data.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ArenaTable {
    pub(crate) arenas: Vec<Arena>,
    /// Entries not in use, latest first.
    pub(crate) unused_arena_objects: ArenaId,
    /// Arenas that have a free pool, fewest free pools first.
    pub(crate) usable_arenas: ArenaId,
    /// For each number of free pools, the last arena in `usable_arenas` that has so many.
    pub(crate) nfp2lasta: Vec<ArenaId>,
    pub(crate) narenas_currently_allocated: usize,
    pub(crate) ntimes_arena_allocated: usize,
    pub(crate) narenas_highwater: usize,
}

impl ArenaTable {
    pub(crate) fn new(layout: &Layout) -> Self {
        ArenaTable {
            arenas: Vec::new(),
            unused_arena_objects: NO_ARENA,
            usable_arenas: NO_ARENA,
            nfp2lasta: vec![NO_ARENA; layout.max_pools_in_arena() as usize + 1],
            narenas_currently_allocated: 0,
            ntimes_arena_allocated: 0,
            narenas_highwater: 0,
        }
    }

    pub(crate) fn arena(&self, id: ArenaId) -> &Arena {
        &self.arenas[id as usize]
    }

    fn arena_mut(&mut self, id: ArenaId) -> &mut Arena {
        &mut self.arenas[id as usize]
    }

    /// How many entries the table needs before a new arena, if it has to grow.
    pub(crate) fn next_table_len(&self) -> Option<usize> {
        (self.unused_arena_objects == NO_ARENA).then(|| match self.arenas.len() {
            0 => INITIAL_ARENA_OBJECTS,
            maxarenas => maxarenas * 2,
        })
    }

    /// Adds unused entries up to `len`, to be used in the order of their numbers.
    pub(crate) fn grow(&mut self, len: usize) {
        let first = self.arenas.len();
        for id in first..len {
            let next = if id + 1 < len {
                id as ArenaId + 1
            } else {
                NO_ARENA
            };
            self.arenas.push(Arena {
                address: 0,
                pool_address: 0,
                nfreepools: 0,
                ntotalpools: 0,
                freepools: NO_POOL,
                nextarena: next,
                prevarena: NO_ARENA,
                pools: Vec::new(),
            });
        }
        self.unused_arena_objects = first as ArenaId;
    }

    // ANCHOR: new_arena
    /// Enters an arena that was mapped at `address` as the only usable one.
    pub(crate) fn new_arena(&mut self, address: u64, layout: &Layout) -> ArenaId {
        let id = self.unused_arena_objects;
        self.narenas_currently_allocated += 1;
        self.ntimes_arena_allocated += 1;
        self.narenas_highwater = self.narenas_highwater.max(self.narenas_currently_allocated);

        let arena = &mut self.arenas[id as usize];
        self.unused_arena_objects = arena.nextarena;
        arena.address = address;
        arena.freepools = NO_POOL;
        arena.pool_address = arena.first_pool(layout);
        // An arena that begins between two multiples of the pool size has room for one pool less.
        let aligned = arena.pool_address == address;
        arena.ntotalpools = layout.max_pools_in_arena() - u32::from(!aligned);
        arena.nfreepools = arena.ntotalpools;
        arena.nextarena = NO_ARENA;
        arena.prevarena = NO_ARENA;
        self.nfp2lasta[arena.nfreepools as usize] = id;
        self.usable_arenas = id;
        id
    }
    // ANCHOR_END: new_arena

    // ANCHOR: take_pool
    /// Takes a pool from the fullest usable arena. There must be one.
    ///
    /// Filling the fullest first lets the others run empty, and go back to the system.
    pub(crate) fn take_pool(&mut self, layout: &Layout) -> PoolId {
        let id = self.usable_arenas;
        let nf = self.arena(id).nfreepools as usize;
        if self.nfp2lasta[nf] == id {
            self.nfp2lasta[nf] = NO_ARENA;
        }
        if nf > 1 {
            // It was the fullest, so no other arena has one pool less.
            self.nfp2lasta[nf - 1] = id;
        }
        let arena = &mut self.arenas[id as usize];
        arena.nfreepools -= 1;
        let base = id * layout.max_pools_in_arena();
        let pool = if arena.freepools != NO_POOL {
            let pool = arena.freepools;
            arena.freepools = arena.pools[(pool - base) as usize].nextpool;
            pool
        } else {
            arena.pool_address += u64::from(layout.pool_size());
            arena.pools.push(Pool::new());
            base + arena.pools.len() as PoolId - 1
        };
        if arena.nfreepools == 0 {
            self.unlink(id);
        }
        pool
    }
    // ANCHOR_END: take_pool

    /// Puts an empty pool at the head of its arena's free pools, and the arena where it now belongs.
    pub(crate) fn insert_to_freepool(&mut self, pool: PoolId, layout: &Layout) -> Fate {
        let id = pool / layout.max_pools_in_arena();
        let arena = &mut self.arenas[id as usize];
        let index = (pool % layout.max_pools_in_arena()) as usize;
        arena.pools[index].nextpool = arena.freepools;
        arena.freepools = pool;
        let nf = arena.nfreepools as usize;
        arena.nfreepools += 1;
        let prev = arena.prevarena;

        let lastnf = self.nfp2lasta[nf];
        if lastnf == id {
            let same = prev != NO_ARENA && self.arena(prev).nfreepools as usize == nf;
            self.nfp2lasta[nf] = if same { prev } else { NO_ARENA };
        }
        self.reorder(id, lastnf, layout)
    }

    // ANCHOR: give_back
    /// Restores the order of `usable_arenas` after `id` got one more free pool.
    /// `lastnf` was the last arena with as many free pools as `id` had.
    fn reorder(&mut self, id: ArenaId, lastnf: ArenaId, layout: &Layout) -> Fate {
        let nf = self.arena(id).nfreepools;
        let is_last = nf > 1 && self.arena(id).nextarena == NO_ARENA;
        if nf == self.arena(id).ntotalpools && !(layout.keeps_last_free_arena() && is_last) {
            self.unlink(id);
            return self.release(id);
        }
        if nf == 1 {
            // It was full, and in no list.
            self.link_after(NO_ARENA, id);
        }
        if self.nfp2lasta[nf as usize] == NO_ARENA {
            self.nfp2lasta[nf as usize] = id;
        }
        if nf > 1 && id != lastnf {
            // Others to its right have fewer free pools now.
            self.unlink(id);
            self.link_after(lastnf, id);
        }
        Fate::Kept
    }

    /// Makes the entry of an arena free for the next one.
    fn release(&mut self, id: ArenaId) -> Fate {
        let unused = self.unused_arena_objects;
        let arena = self.arena_mut(id);
        let address = std::mem::take(&mut arena.address);
        arena.pools = Vec::new();
        arena.nextarena = unused;
        self.unused_arena_objects = id;
        self.narenas_currently_allocated -= 1;
        Fate::Released { arena: id, address }
    }
    // ANCHOR_END: give_back

    /// Takes an arena out of `usable_arenas`.
    fn unlink(&mut self, id: ArenaId) {
        let (prev, next) = (self.arena(id).prevarena, self.arena(id).nextarena);
        if prev == NO_ARENA {
            self.usable_arenas = next;
        } else {
            self.arena_mut(prev).nextarena = next;
        }
        if next != NO_ARENA {
            self.arena_mut(next).prevarena = prev;
        }
    }

    /// Puts an arena into `usable_arenas` behind `prev`, or at the head.
    fn link_after(&mut self, prev: ArenaId, id: ArenaId) {
        let next = if prev == NO_ARENA {
            std::mem::replace(&mut self.usable_arenas, id)
        } else {
            std::mem::replace(&mut self.arena_mut(prev).nextarena, id)
        };
        if next != NO_ARENA {
            self.arena_mut(next).prevarena = id;
        }
        let arena = self.arena_mut(id);
        arena.prevarena = prev;
        arena.nextarena = next;
    }

    /// The arena and the place in it that a pool's number stands for.
    #[inline]
    fn cut(id: PoolId, layout: &Layout) -> (usize, usize) {
        let bits = layout.pool_index_bits();
        let arena = id >> bits;
        (arena as usize, (id - (arena << bits)) as usize)
    }

    #[inline]
    pub(crate) fn pool(&self, id: PoolId, layout: &Layout) -> &Pool {
        let (arena, index) = Self::cut(id, layout);
        &self.arenas[arena].pools[index]
    }

    #[inline]
    pub(crate) fn pool_mut(&mut self, id: PoolId, layout: &Layout) -> &mut Pool {
        let (arena, index) = Self::cut(id, layout);
        &mut self.arenas[arena].pools[index]
    }

    /// The pool, and where it begins.
    #[inline]
    pub(crate) fn pool_and_address(&mut self, id: PoolId, layout: &Layout) -> (&mut Pool, u64) {
        let (arena, index) = Self::cut(id, layout);
        let arena = &mut self.arenas[arena];
        let address = arena.first_pool(layout) + index as u64 * u64::from(layout.pool_size());
        (&mut arena.pools[index], address)
    }

    /// The pool, if there is one of this number.
    #[inline]
    pub(crate) fn get_pool(&self, id: PoolId, layout: &Layout) -> Option<&Pool> {
        let (arena, index) = Self::cut(id, layout);
        self.arenas.get(arena)?.pools.get(index)
    }

    /// Where a pool begins.
    #[inline]
    pub(crate) fn pool_address(&self, id: PoolId, layout: &Layout) -> Address {
        let (arena, index) = Self::cut(id, layout);
        let first = self.arenas[arena].first_pool(layout);
        Address::new(first + index as u64 * u64::from(layout.pool_size()))
    }
}
