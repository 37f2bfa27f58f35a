//! Every invariant, checked by walking everything again.

use std::fmt;

use crate::arenas::{Arena, NO_ARENA};
use crate::pool::{NO_POOL, PoolId};
use crate::{Address, Obmalloc, Observer};

/// An invariant that does not hold, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditError {
    what: String,
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for AuditError {}

impl From<String> for AuditError {
    fn from(what: String) -> Self {
        AuditError { what }
    }
}

/// Fails with a message unless the condition holds.
macro_rules! check {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(AuditError { what: format!($($message)+) });
        }
    };
}

impl<O: Observer> Obmalloc<O> {
    /// Counts and walks everything again, and compares: free lists, pools, arenas, the order of
    /// `usable_arenas`, `nfp2lasta`, addresses, statistics, the system's heap and the mapped pages.
    ///
    /// It takes time in proportion to all blocks ever carved.
    ///
    /// # Errors
    ///
    /// The first invariant found that does not hold. Safe code outside this crate can't bring that about.
    pub fn audit(&self) -> Result<(), AuditError> {
        self.system.audit()?;
        let mut places = vec![0; self.arenas.arenas.len() * self.max_pools()];
        self.audit_usedpools(&mut places)?;
        let mut pool_blocks = 0;
        for (index, arena) in self.arenas.arenas.iter().enumerate() {
            if arena.address == 0 {
                check!(arena.pools.is_empty(), "unused arena {index} has pools");
            } else {
                pool_blocks += self.audit_arena(index, arena, &mut places)?;
            }
        }
        check!(
            pool_blocks == self.pool_blocks,
            "{} blocks are counted, {pool_blocks} are in use",
            self.pool_blocks
        );
        self.audit_usable_arenas()?;
        self.audit_unused_arenas()?;
        self.audit_sums()
    }

    fn max_pools(&self) -> usize {
        self.layout.max_pools_in_arena() as usize
    }

    /// Walks the lists of `usedpools` and counts in `places` how often each pool is in one.
    fn audit_usedpools(&self, places: &mut [u32]) -> Result<(), AuditError> {
        for (class, &head) in self.usedpools.iter().enumerate() {
            let (mut prev, mut id) = (NO_POOL, head);
            while id != NO_POOL {
                let (arena, index) = (
                    id as usize / self.max_pools(),
                    id as usize % self.max_pools(),
                );
                let arena = self.arenas.arenas.get(arena);
                let Some(pool) = arena.and_then(|arena| arena.pools.get(index)) else {
                    return Err(
                        format!("usedpools[{class}] names pool {id}, which isn't there").into(),
                    );
                };
                places[id as usize] += 1;
                check!(
                    places[id as usize] == 1,
                    "pool {id} is twice in the used pools"
                );
                check!(
                    pool.class() == class,
                    "pool {id} of class {} is in usedpools[{class}]",
                    pool.class()
                );
                check!(pool.prevpool == prev, "pool {id} does not point back");
                check!(
                    pool.count() > 0,
                    "pool {id} is empty and in usedpools[{class}]"
                );
                check!(
                    !pool.is_full(),
                    "pool {id} is full and in usedpools[{class}]"
                );
                (prev, id) = (id, pool.nextpool);
            }
        }
        Ok(())
    }

    /// Checks an arena and its pools; returns the blocks in use.
    fn audit_arena(
        &self,
        index: usize,
        arena: &Arena,
        places: &mut [u32],
    ) -> Result<usize, AuditError> {
        let size = u64::from(self.layout.arena_size());
        let pool_size = u64::from(self.layout.pool_size());
        check!(
            self.system.space.mapping_at(arena.address) == Some(size),
            "arena {index} at {:#x} is not mapped",
            arena.address
        );
        let (first, end) = (arena.first_pool(&self.layout), arena.address + size);
        let known = |address| self.map.find(Address::new(address)) == Some(index as u32);
        check!(
            known(arena.address) && known(end - 1) && !known(arena.address - 1) && !known(end),
            "arena {index} at {:#x} is wrong in the map",
            arena.address
        );
        let total = (end - first) / pool_size;
        check!(
            u64::from(arena.ntotalpools) == total,
            "arena {index} has room for {total} pools"
        );
        let carved = arena.pools.len();
        check!(
            arena.pool_address == first + carved as u64 * pool_size,
            "arena {index} cuts its next pool at {:#x} after {carved} pools",
            arena.pool_address
        );
        let base = index * self.max_pools();
        let mut free = 0;
        let mut id = arena.freepools;
        while id != NO_POOL {
            let inside = (base..base + carved).contains(&(id as usize));
            check!(
                inside,
                "arena {index} has pool {id} of another arena as a free pool"
            );
            let pool = &arena.pools[id as usize - base];
            places[id as usize] += 1;
            check!(places[id as usize] == 1, "pool {id} is in two lists");
            check!(
                pool.count() == 0,
                "free pool {id} has {} blocks in use",
                pool.count()
            );
            free += 1;
            id = pool.nextpool;
        }
        check!(
            arena.nfreepools as usize == arena.ntotalpools as usize - carved + free,
            "arena {index} counts {} free pools",
            arena.nfreepools
        );
        let mut blocks = 0;
        for (number, pool) in arena.pools.iter().enumerate() {
            let id = (base + number) as PoolId;
            pool.audit(&self.layout)
                .map_err(|what| format!("pool {id}: {what}"))?;
            let listed = places[id as usize] == 1;
            check!(
                listed != pool.is_full(),
                "pool {id} has {} blocks in use, and is in {} lists",
                pool.count(),
                places[id as usize]
            );
            blocks += pool.count() as usize;
        }
        Ok(blocks)
    }

    fn audit_usable_arenas(&self) -> Result<(), AuditError> {
        let arenas = &self.arenas.arenas;
        let mut last = vec![NO_ARENA; self.arenas.nfp2lasta.len()];
        let (mut prev, mut id, mut before, mut listed) =
            (NO_ARENA, self.arenas.usable_arenas, 0, 0);
        while id != NO_ARENA {
            let arena = &arenas[id as usize];
            check!(arena.address != 0, "unused arena {id} is in usable_arenas");
            check!(arena.prevarena == prev, "arena {id} does not point back");
            check!(arena.nfreepools > 0, "full arena {id} is in usable_arenas");
            check!(
                arena.nfreepools >= before,
                "arena {id} with {} free pools follows one with {before}",
                arena.nfreepools
            );
            if arena.nfreepools == arena.ntotalpools {
                let may_stay = self.layout.keeps_last_free_arena() && arena.nextarena == NO_ARENA;
                check!(may_stay, "arena {id} is free and was not given back");
            }
            before = arena.nfreepools;
            last[before as usize] = id;
            listed += 1;
            check!(listed <= arenas.len(), "usable_arenas runs in a circle");
            (prev, id) = (id, arena.nextarena);
        }
        let usable = arenas
            .iter()
            .filter(|arena| arena.address != 0 && arena.nfreepools > 0);
        check!(
            usable.count() == listed,
            "an arena with a free pool is not in usable_arenas"
        );
        for (nf, (&is, &should)) in self.arenas.nfp2lasta.iter().zip(&last).enumerate() {
            check!(
                is == should,
                "nfp2lasta[{nf}] is {is}, usable_arenas says {should}"
            );
        }
        Ok(())
    }

    fn audit_unused_arenas(&self) -> Result<(), AuditError> {
        let arenas = &self.arenas.arenas;
        let (mut id, mut unused) = (self.arenas.unused_arena_objects, 0);
        while id != NO_ARENA {
            let arena = &arenas[id as usize];
            check!(
                arena.address == 0,
                "arena {id} is mapped and among the unused"
            );
            unused += 1;
            check!(
                unused <= arenas.len(),
                "unused_arena_objects runs in a circle"
            );
            id = arena.nextarena;
        }
        let mapped = arenas.iter().filter(|arena| arena.address != 0).count();
        check!(
            unused + mapped == arenas.len(),
            "an unused arena is in no list"
        );
        check!(
            mapped == self.arenas.narenas_currently_allocated && mapped == self.map.len(),
            "{mapped} arenas are mapped, {} are counted, {} are in the map",
            self.arenas.narenas_currently_allocated,
            self.map.len()
        );
        check!(
            mapped <= self.arenas.narenas_highwater
                && self.arenas.narenas_highwater <= self.arenas.ntimes_arena_allocated,
            "the highwater mark is {}",
            self.arenas.narenas_highwater
        );
        Ok(())
    }

    fn audit_sums(&self) -> Result<(), AuditError> {
        let stats = self.stats();
        check!(
            stats.total() == stats.arena_bytes(),
            "{} bytes of arenas, {} bytes accounted for",
            stats.arena_bytes(),
            stats.total()
        );
        let system = stats.system;
        check!(
            system.used == self.raw_allocated_blocks + self.own.len(),
            "the system serves {} requests, {} are counted",
            system.used,
            self.raw_allocated_blocks + self.own.len()
        );
        let mapped = stats.arena_bytes() + system.heap_bytes + system.mapped_bytes;
        check!(
            mapped == self.mapped_bytes(),
            "{} bytes are mapped, arenas and system use {mapped}",
            self.mapped_bytes()
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use version::Version;

    use super::*;

    /// Three arenas with free pools in each, and some memory of the system.
    fn busy() -> Obmalloc {
        let mut heap = Obmalloc::new(Version::new(3, 9, 18));
        let blocks: Vec<Address> = (0..1200).map(|_| heap.alloc(512).unwrap()).collect();
        for &block in blocks.iter().skip(300).take(700) {
            heap.free(block).unwrap();
        }
        let raw: Vec<Address> = (0..30)
            .map(|index| heap.alloc(600 + index * 50).unwrap())
            .collect();
        for &address in raw.iter().step_by(2) {
            heap.free(address).unwrap();
        }
        heap
    }

    #[test]
    fn a_busy_heap_passes() {
        let heap = busy();
        heap.audit().unwrap();
        assert!(heap.usable_arenas().len() > 1);
    }

    #[test]
    fn each_kind_of_damage_is_found() {
        type Damage = fn(&mut Obmalloc);
        let damages: [(&str, Damage); 14] = [
            ("blocks are counted", |heap| heap.pool_blocks += 1),
            ("requests", |heap| heap.raw_allocated_blocks -= 1),
            ("requests", |heap| heap.own.clear()),
            ("highwater", |heap| heap.arenas.narenas_highwater = 0),
            ("arenas are mapped", |heap| {
                heap.arenas.narenas_currently_allocated = 1
            }),
            ("nfp2lasta", |heap| heap.arenas.nfp2lasta.rotate_left(1)),
            ("not in usable_arenas", |heap| {
                heap.arenas.usable_arenas = NO_ARENA
            }),
            ("in no list", |heap| {
                heap.arenas.unused_arena_objects = NO_ARENA
            }),
            ("free pools", |heap| heap.arenas.arenas[0].nfreepools += 1),
            ("cuts its next pool", |heap| {
                heap.arenas.arenas[0].pool_address += 4096
            }),
            ("room for", |heap| heap.arenas.arenas[0].ntotalpools -= 1),
            ("wrong in the map", |heap| {
                heap.map.mark_unused(heap.arenas.arenas[0].address)
            }),
            ("is not mapped", |heap| {
                let address = heap.arenas.arenas[0].address;
                heap.system.space.munmap(address);
            }),
            ("lists", |heap| heap.usedpools[31] = NO_POOL),
        ];
        for (word, damage) in damages {
            let mut heap = busy();
            damage(&mut heap);
            let error = heap.audit().expect_err(word).to_string();
            assert!(error.contains(word), "{word}: {error}");
        }
    }

    #[test]
    fn damage_inside_a_pool_is_found() {
        let heap = busy();
        let id = heap.usedpools[31];
        let free = heap.arenas.pool(id, &heap.layout).free_list();
        assert!(!free.is_empty());
        for block in free {
            let mut damaged = heap.clone();
            // A block that is freed twice makes the free list run in a circle.
            damaged.arenas.pool_mut(id, &heap.layout).free_block(block);
            damaged.pool_blocks -= 1;
            let error = damaged.audit().expect_err("the circle").to_string();
            assert!(error.contains(&format!("pool {id}")), "{error}");
        }
    }
}
