//! A pool: one stretch of memory cut into blocks of one size.

use crate::layout::{ALIGNMENT, POOL_OVERHEAD, class_size};
use crate::{BlockState, Layout};

/// Which pool: entry of the arena table and number in the arena, in one number.
pub(crate) type PoolId = u32;

/// The end of a list of pools.
pub(crate) const NO_POOL: PoolId = PoolId::MAX;

/// The end of a list of blocks.
const NO_BLOCK: u16 = u16::MAX;
/// Stands where a free block's link would be: the block is handed out.
const USED: u16 = u16::MAX - 1;
/// The size class of a pool that never had one: `DUMMY_SIZE_IDX`.
const DUMMY_SIZE_IDX: u16 = u16::MAX;

/// `struct pool_header`, and the links that CPython keeps in the free blocks themselves.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Pool {
    /// Blocks handed out: `ref.count`.
    count: u16,
    /// Size class.
    szidx: u16,
    /// Head of the free list.
    freeblock: u16,
    /// Bytes from the pool's beginning to the first block that was never handed out.
    nextoffset: u32,
    /// The largest `nextoffset` that leaves room for a block.
    maxnextoffset: u32,
    pub(crate) nextpool: PoolId,
    pub(crate) prevpool: PoolId,
    /// One entry for each block below `nextoffset`: the next free block, or that it is used.
    links: Vec<u16>,
}

impl Pool {
    /// A pool as it is cut from its arena, of no size class yet.
    pub(crate) fn new() -> Self {
        Pool {
            count: 0,
            szidx: DUMMY_SIZE_IDX,
            freeblock: NO_BLOCK,
            nextoffset: 0,
            maxnextoffset: 0,
            nextpool: NO_POOL,
            prevpool: NO_POOL,
            links: Vec::new(),
        }
    }

    #[inline]
    pub(crate) fn count(&self) -> u32 {
        u32::from(self.count)
    }

    /// The size class; meaningless for a pool that never had one.
    #[inline]
    pub(crate) fn class(&self) -> usize {
        usize::from(self.szidx)
    }

    pub(crate) fn had_class(&self) -> bool {
        self.szidx != DUMMY_SIZE_IDX
    }

    /// Whether no block is left: a full pool is in no list.
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.freeblock == NO_BLOCK
    }

    // ANCHOR: init_pool
    /// Gives the pool to a size class, and takes its first block.
    ///
    /// A pool that served this class before keeps its free list, with the order its blocks were freed in.
    /// Otherwise two blocks are carved: one to hand out, one as the whole free list.
    pub(crate) fn init(&mut self, class: usize, layout: &Layout) -> usize {
        if self.class() != class {
            let size = class_size(class);
            self.szidx = class as u16;
            self.nextoffset = POOL_OVERHEAD;
            self.maxnextoffset = layout.pool_size() - size;
            self.links.clear();
            self.links.reserve_exact(layout.num_blocks(class) as usize);
            self.carve();
            self.freeblock = self.carve();
            self.links[0] = self.freeblock;
            self.freeblock = 0;
        }
        self.take_block()
    }

    /// Takes the head of the free list. The list must not be empty.
    #[inline]
    pub(crate) fn take_block(&mut self) -> usize {
        let block = usize::from(self.freeblock);
        self.freeblock = self.links[block];
        self.links[block] = USED;
        self.count += 1;
        block
    }

    /// Cuts the next block, in the order of addresses, to be the last of the free list.
    fn carve(&mut self) -> u16 {
        let block = self.links.len() as u16;
        self.links.push(NO_BLOCK);
        self.nextoffset += class_size(self.class());
        block
    }
    // ANCHOR_END: init_pool

    // ANCHOR: pymalloc_pool_extend
    /// Refills an empty free list with one more block, if there is room for it.
    /// False means that the pool is full.
    pub(crate) fn extend(&mut self) -> bool {
        if self.nextoffset > self.maxnextoffset {
            return false;
        }
        self.freeblock = self.carve();
        true
    }
    // ANCHOR_END: pymalloc_pool_extend

    /// Puts a block at the head of the free list, where the next request finds it first.
    #[inline]
    pub(crate) fn free_block(&mut self, block: usize) {
        self.links[block] = self.freeblock;
        self.freeblock = block as u16;
        self.count -= 1;
    }

    /// Whether a block is handed out.
    #[inline]
    pub(crate) fn is_used(&self, block: usize) -> bool {
        self.links.get(block) == Some(&USED)
    }

    pub(crate) fn state(&self, block: usize) -> BlockState {
        match self.links.get(block) {
            None => BlockState::Untouched,
            Some(&USED) => BlockState::Used,
            Some(_) => BlockState::Free,
        }
    }

    /// Bytes from the pool's beginning to a block.
    pub(crate) fn block_offset(&self, block: usize) -> u32 {
        POOL_OVERHEAD + block as u32 * class_size(self.class())
    }

    /// The free list, head first; at most as many blocks as are carved.
    pub(crate) fn free_list(&self) -> Vec<usize> {
        let mut list = Vec::new();
        let mut block = self.freeblock;
        while block != NO_BLOCK && list.len() < self.links.len() {
            list.push(usize::from(block));
            block = self
                .links
                .get(usize::from(block))
                .copied()
                .unwrap_or(NO_BLOCK);
        }
        list
    }

    /// Compares count, free list and `nextoffset` with each other.
    pub(crate) fn audit(&self, layout: &Layout) -> Result<(), String> {
        if !self.had_class() {
            return Err("carved, and of no size class".to_owned());
        }
        let carved = self.links.len();
        let size = class_size(self.class());
        if self.nextoffset != self.block_offset(carved)
            || self.maxnextoffset != layout.pool_size() - size
            || carved > layout.num_blocks(self.class()) as usize
            || !size.is_multiple_of(ALIGNMENT)
        {
            return Err(format!("{carved} blocks end at offset {}", self.nextoffset));
        }
        let used = self.links.iter().filter(|&&link| link == USED).count();
        if used != usize::from(self.count) {
            return Err(format!("counts {} blocks in use, {used} are", self.count));
        }
        let list = self.free_list();
        let mut listed = vec![false; carved];
        for &block in &list {
            let again = listed
                .get_mut(block)
                .is_none_or(|seen| std::mem::replace(seen, true));
            if again || self.links[block] == USED {
                return Err(format!("its free list is wrong at block {block}"));
            }
        }
        if list.len() + used != carved {
            return Err(format!(
                "{carved} blocks are carved, {used} used, {} in the free list",
                list.len()
            ));
        }
        if list.is_empty() && self.nextoffset <= self.maxnextoffset {
            return Err("its free list is empty while there is room".to_owned());
        }
        Ok(())
    }
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;

    #[test]
    fn the_crate_says_truly_what_the_model_costs() {
        assert_eq!(size_of::<Pool>(), 48);
        assert_eq!(size_of::<crate::arenas::Arena>(), 64);
        let layout = Layout::of(version::Version::default());
        let mut pool = Pool::new();
        pool.init(0, &layout);
        assert_eq!(pool.links.capacity() * size_of::<u16>(), 2 * 1021);
    }
}
