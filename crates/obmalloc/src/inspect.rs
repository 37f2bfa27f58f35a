//! Looking around: what lies where.

use crate::layout::{POOL_OVERHEAD, class_size};
use crate::pool::{NO_POOL, PoolId};
use crate::{Address, BlockState, Obmalloc, Observer, Place};

/// An arena as seen from outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArenaView {
    /// Index in the arena table.
    pub index: usize,
    /// Where it begins.
    pub address: Address,
    /// Pools that no size class holds: `nfreepools`.
    pub free_pools: u32,
    /// Pools that it has room for: `ntotalpools`.
    pub total_pools: u32,
    /// Pools cut so far, in the order of addresses, each with its blocks in use;
    /// 0 of them means that the pool is free.
    pub pools: Vec<u32>,
}

/// A pool as seen from outside: enough to draw it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PoolView {
    /// Index of its arena in the arena table.
    pub arena: usize,
    /// Number in its arena, from the lowest address.
    pub index: usize,
    /// Where it begins.
    pub address: Address,
    /// The size class that it serves, or that it served last if it is free.
    pub class: usize,
    /// Each block, in the order of addresses.
    pub blocks: Vec<BlockState>,
    /// Numbers of the free blocks, the one to be handed out next first.
    pub free_list: Vec<usize>,
}

impl PoolView {
    /// How many blocks are handed out: `ref.count`.
    pub fn blocks_in_use(&self) -> usize {
        self.blocks
            .iter()
            .filter(|&&state| state == BlockState::Used)
            .count()
    }

    /// Where a block begins.
    pub fn block_address(&self, block: usize) -> Address {
        let offset = u64::from(POOL_OVERHEAD) + block as u64 * u64::from(class_size(self.class));
        Address::new(self.address.get() + offset)
    }
}

impl<O: Observer> Obmalloc<O> {
    /// What lies at an address.
    pub fn locate(&self, address: Address) -> Place {
        let Some(arena) = self.map.find(address) else {
            return self.system.locate(address);
        };
        let (id, arena) = (arena, arena as usize);
        let entry = self.arenas.arena(id);
        let pool_size = u64::from(self.layout.pool_size());
        let Some(bytes) = address.get().checked_sub(entry.first_pool(&self.layout)) else {
            return Place::Alignment { arena };
        };
        let pool = (bytes / pool_size) as usize;
        if pool >= entry.ntotalpools as usize {
            return Place::Alignment { arena };
        }
        let Some(header) = entry.pools.get(pool) else {
            return Place::UncarvedPool { arena, pool };
        };
        let Some(bytes) = ((bytes % pool_size) as u32).checked_sub(POOL_OVERHEAD) else {
            return Place::PoolHeader { arena, pool };
        };
        let class = header.class();
        let block = (bytes / class_size(class)) as usize;
        if block >= self.layout.num_blocks(class) as usize {
            return Place::PoolTail { arena, pool };
        }
        Place::Block {
            arena,
            pool,
            class,
            block,
            offset: bytes % class_size(class),
            state: header.state(block),
        }
    }

    /// Bytes that may be used at an address that was handed out: at least as many as were requested.
    /// `None` for any other address.
    pub fn usable_size(&self, address: Address) -> Option<u64> {
        match self.locate(address) {
            Place::Block {
                class,
                offset: 0,
                state: BlockState::Used,
                ..
            } => Some(u64::from(class_size(class))),
            Place::SystemHeap { .. } | Place::SystemMapping { .. }
                if !self.own.contains(&address) =>
            {
                self.system.usable_size(address)
            }
            _ => None,
        }
    }

    /// The mapped arenas, in the order of the arena table.
    pub fn arenas(&self) -> Vec<ArenaView> {
        let arenas = self.arenas.arenas.iter().enumerate();
        arenas
            .filter(|(_, arena)| arena.address != 0)
            .map(|(index, arena)| ArenaView {
                index,
                address: Address::new(arena.address),
                free_pools: arena.nfreepools,
                total_pools: arena.ntotalpools,
                pools: arena.pools.iter().map(|pool| pool.count()).collect(),
            })
            .collect()
    }

    /// The pool that an address lies in, if it is cut from its arena.
    pub fn pool_at(&self, address: Address) -> Option<PoolView> {
        let arena = self.map.find(address)?;
        let entry = self.arenas.arena(arena);
        let bytes = address.get().checked_sub(entry.first_pool(&self.layout))?;
        let index = (bytes / u64::from(self.layout.pool_size())) as usize;
        let pool = entry.pools.get(index)?;
        let id = arena * self.layout.max_pools_in_arena() + index as PoolId;
        let num_blocks = self.layout.num_blocks(pool.class()) as usize;
        Some(PoolView {
            arena: arena as usize,
            index,
            address: self.arenas.pool_address(id, &self.layout),
            class: pool.class(),
            blocks: (0..num_blocks).map(|block| pool.state(block)).collect(),
            free_list: pool.free_list(),
        })
    }

    /// Where the pools of a size class begin that have a block to give, the one to be used next first:
    /// its `usedpools` list. Full pools are in no list.
    ///
    /// A class beyond the last has no pools.
    pub fn used_pools(&self, class: usize) -> Vec<Address> {
        let mut pools = Vec::new();
        let mut id = self.usedpools.get(class).copied().unwrap_or(NO_POOL);
        while id != NO_POOL {
            pools.push(self.arenas.pool_address(id, &self.layout));
            id = self.arenas.pool(id, &self.layout).nextpool;
        }
        pools
    }

    /// Indexes of the arenas that have a free pool, the one to be used next first: `usable_arenas`.
    pub fn usable_arenas(&self) -> Vec<usize> {
        let mut arenas = Vec::new();
        let mut id = self.arenas.usable_arenas;
        while id != crate::arenas::NO_ARENA {
            arenas.push(id as usize);
            id = self.arenas.arena(id).nextarena;
        }
        arenas
    }

    /// Blocks handed out, of pools and of the system allocator together: `sys.getallocatedblocks()`.
    pub fn getallocatedblocks(&self) -> usize {
        self.pool_blocks + self.raw_allocated_blocks
    }
}
