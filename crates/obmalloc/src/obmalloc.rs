//! Allocating, freeing, resizing.

use version::Version;

use crate::arena_map::ArenaMap;
use crate::arenas::{ARENA_OBJECT_BYTES, ArenaId, ArenaTable, Fate};
use crate::layout::{NB_SMALL_SIZE_CLASSES, POOL_OVERHEAD, class_size, size_class};
use crate::pool::{NO_POOL, PoolId};
use crate::system::{Refused, System};
use crate::{Address, Block, BlockState, Error, Event, Layout, Observer, Place};

/// CPython's object allocator of one release, as plain data.
///
/// A clone is a snapshot, and two allocators that went through the same calls are equal.
/// With an `O` other than `()` every step is reported to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Obmalloc<O = ()> {
    pub(crate) version: Version,
    pub(crate) layout: Layout,
    pub(crate) arenas: ArenaTable,
    /// For each size class, the first of its pools that have a block to give.
    pub(crate) usedpools: [PoolId; NB_SMALL_SIZE_CLASSES],
    pub(crate) map: ArenaMap,
    pub(crate) system: System,
    /// What the allocator holds for itself from the system: first the arena table, then nodes of the tree.
    pub(crate) own: Vec<Address>,
    pub(crate) raw_allocated_blocks: usize,
    /// Blocks of pools that are handed out.
    pub(crate) pool_blocks: usize,
    observer: O,
}

impl Obmalloc {
    /// The allocator of a release, before its first allocation.
    pub fn new(version: Version) -> Self {
        Obmalloc::with_observer(version, ())
    }
}

impl<O: Observer> Obmalloc<O> {
    /// The allocator of a release, with somebody who is told of each step.
    pub fn with_observer(version: Version, observer: O) -> Self {
        let layout = Layout::of(version);
        Obmalloc {
            version,
            layout,
            arenas: ArenaTable::new(&layout),
            usedpools: [NO_POOL; NB_SMALL_SIZE_CLASSES],
            map: ArenaMap::new(&layout),
            system: System::new(),
            own: Vec::new(),
            raw_allocated_blocks: 0,
            pool_blocks: 0,
            observer,
        }
    }

    /// Allocates `nbytes` bytes: `PyObject_Malloc`. The address is a multiple of 16.
    ///
    /// A request of 1 to 512 bytes gets a block of a pool, any other one memory of the
    /// system allocator; so a request of 0 bytes has an address of its own too.
    ///
    /// # Errors
    ///
    /// [`Error::NoMemory`] if the request exceeds 2⁶³ − 1 bytes or no room is left.
    pub fn alloc(&mut self, nbytes: u64) -> Result<Address, Error> {
        self.alloc_block(nbytes).map(Block::address)
    }

    /// [`alloc`](Obmalloc::alloc), with the place of the block, by which [`free_block`](Obmalloc::free_block) finds it at once.
    ///
    /// # Errors
    ///
    /// As [`alloc`](Obmalloc::alloc).
    #[inline]
    pub fn alloc_block(&mut self, nbytes: u64) -> Result<Block, Error> {
        if let Some(class) = size_class(nbytes)
            && let Some(block) = self.pymalloc_alloc(class)
        {
            return Ok(block);
        }
        self.alloc_raw(nbytes).map(Block::system)
    }

    #[inline(never)]
    fn alloc_raw(&mut self, nbytes: u64) -> Result<Address, Error> {
        let address = self
            .system
            .malloc(nbytes)
            .ok_or(Error::NoMemory { nbytes })?;
        self.raw_allocated_blocks += 1;
        self.observer.event(Event::RawAllocated { address, nbytes });
        Ok(address)
    }

    // ANCHOR: pymalloc_alloc
    /// Takes the block that was freed last from the first pool of the class.
    #[inline]
    fn pymalloc_alloc(&mut self, class: usize) -> Option<Block> {
        let id = self.usedpools[class];
        if id == NO_POOL {
            return self.allocate_from_new_pool(class);
        }
        let (pool, address) = self.arenas.pool_and_address(id, &self.layout);
        let block = pool.take_block();
        if pool.is_full() && !pool.extend() {
            self.unlink_used(id, class);
        }
        Some(self.hand_out(id, address, class, block))
    }
    // ANCHOR_END: pymalloc_alloc

    // ANCHOR: allocate_from_new_pool
    /// Gives the class a free pool, of a new arena if no arena has one.
    #[cold]
    fn allocate_from_new_pool(&mut self, class: usize) -> Option<Block> {
        if self.arenas.usable_arenas == crate::arenas::NO_ARENA {
            self.new_arena()?;
        }
        let id = self.arenas.take_pool(&self.layout);
        let pool = self.arenas.pool_mut(id, &self.layout);
        let block = pool.init(class, &self.layout);
        self.insert_to_usedpool(id, class);
        let address = self.arenas.pool_address(id, &self.layout);
        self.observer.event(Event::PoolTaken { address, class });
        Some(self.hand_out(id, address.get(), class, block))
    }
    // ANCHOR_END: allocate_from_new_pool

    #[inline]
    fn hand_out(&mut self, id: PoolId, pool: u64, class: usize, block: usize) -> Block {
        let offset = POOL_OVERHEAD + block as u32 * class_size(class);
        let address = Address::new(pool + u64::from(offset));
        self.pool_blocks += 1;
        self.observer
            .event(Event::BlockAllocated { address, class });
        Block::new(address, id, block)
    }

    /// Maps an arena. `None` if there is no room, for the arena or for what describes it.
    fn new_arena(&mut self) -> Option<()> {
        if let Some(len) = self.arenas.next_table_len() {
            let nbytes = len as u64 * ARENA_OBJECT_BYTES;
            match self.own.first_mut() {
                Some(table) => *table = self.system.realloc(*table, nbytes).ok()??,
                None => self.own.push(self.system.malloc(nbytes)?),
            }
            self.arenas.grow(len);
        }
        let address = self
            .system
            .space
            .mmap(u64::from(self.layout.arena_size()))?;
        while let Some(node) = self.map.missing_node(address) {
            let Some(chunk) = self.system.malloc(node.bytes()) else {
                self.system.space.munmap(address);
                return None;
            };
            self.own.push(chunk);
            self.map.add_node(node);
        }
        let arena = self.arenas.new_arena(address, &self.layout);
        self.map.mark_used(address, arena);
        self.observer.event(Event::ArenaMapped {
            arena: arena as usize,
            address: Address::new(address),
        });
        Some(())
    }

    /// Frees what [`alloc`](Self::alloc) or [`realloc`](Self::realloc) handed out: `PyObject_Free`.
    /// To free [`Address::NULL`] has no effect.
    ///
    /// # Errors
    ///
    /// [`Error::DoubleFree`], [`Error::NotABlock`] or [`Error::Foreign`], with what lies at the address;
    /// nothing has changed then.
    pub fn free(&mut self, address: Address) -> Result<(), Error> {
        if address.is_null() {
            return Ok(());
        }
        if let Some(arena) = self.map.find(address) {
            let (id, block) = self.used_block(arena, address)?;
            self.pymalloc_free(id, block, address);
            return Ok(());
        }
        self.check_raw(address)?;
        self.system
            .free(address)
            .map_err(|refused| self.refuse(address, refused))?;
        self.raw_allocated_blocks -= 1;
        self.observer.event(Event::RawFreed { address });
        Ok(())
    }

    /// [`free`](Obmalloc::free) of a block whose place is known.
    ///
    /// # Errors
    ///
    /// When the block isn't in use.
    #[inline]
    pub fn free_block(&mut self, block: Block) -> Result<(), Error> {
        if let Some((id, index)) = block.place()
            && let Some(pool) = self.arenas.get_pool(id, &self.layout)
            && pool.is_used(index)
        {
            self.pymalloc_free(id, index, block.address());
            return Ok(());
        }
        self.free(block.address())
    }

    // ANCHOR: pymalloc_free
    /// Puts a block back at the head of its pool's free list.
    #[inline]
    fn pymalloc_free(&mut self, id: PoolId, block: usize, address: Address) {
        let pool = self.arenas.pool_mut(id, &self.layout);
        let class = pool.class();
        let was_full = pool.is_full();
        pool.free_block(block);
        let is_empty = pool.count() == 0;
        self.pool_blocks -= 1;
        self.observer.event(Event::BlockFreed { address, class });
        if was_full {
            // It was in no list: from now on it is the first to be used.
            self.insert_to_usedpool(id, class);
        } else if is_empty {
            self.unlink_used(id, class);
            self.insert_to_freepool(id, class);
        }
    }
    // ANCHOR_END: pymalloc_free

    /// Puts a pool at the head of its class's list.
    fn insert_to_usedpool(&mut self, id: PoolId, class: usize) {
        let next = std::mem::replace(&mut self.usedpools[class], id);
        if next != NO_POOL {
            self.arenas.pool_mut(next, &self.layout).prevpool = id;
        }
        let pool = self.arenas.pool_mut(id, &self.layout);
        pool.nextpool = next;
        pool.prevpool = NO_POOL;
    }

    /// Takes a pool out of its class's list.
    #[inline(never)]
    fn unlink_used(&mut self, id: PoolId, class: usize) {
        let pool = self.arenas.pool_mut(id, &self.layout);
        let (prev, next) = (pool.prevpool, pool.nextpool);
        pool.nextpool = NO_POOL;
        pool.prevpool = NO_POOL;
        if prev == NO_POOL {
            self.usedpools[class] = next;
        } else {
            self.arenas.pool_mut(prev, &self.layout).nextpool = next;
        }
        if next != NO_POOL {
            self.arenas.pool_mut(next, &self.layout).prevpool = prev;
        }
    }

    #[inline(never)]
    fn insert_to_freepool(&mut self, id: PoolId, class: usize) {
        let address = self.arenas.pool_address(id, &self.layout);
        self.observer.event(Event::PoolReturned { address, class });
        if let Fate::Released { arena, address } = self.arenas.insert_to_freepool(id, &self.layout)
        {
            self.map.mark_unused(address);
            self.system.space.munmap(address);
            self.observer.event(Event::ArenaUnmapped {
                arena: arena as usize,
                address: Address::new(address),
            });
        }
    }

    /// Makes what lies at `address` `nbytes` long: `PyObject_Realloc`. Returns where it lies then;
    /// a caller who gets another address finds the contents copied there.
    ///
    /// A block stays where it is if the request fits and more than three quarters of it are needed.
    /// Memory of the system allocator stays with it, however small it becomes.
    /// To resize [`Address::NULL`] allocates.
    ///
    /// # Errors
    ///
    /// Those of [`alloc`](Self::alloc) and [`free`](Self::free); nothing has changed then.
    pub fn realloc(&mut self, address: Address, nbytes: u64) -> Result<Address, Error> {
        if address.is_null() {
            return self.alloc(nbytes);
        }
        if let Some(arena) = self.map.find(address) {
            let (id, block) = self.used_block(arena, address)?;
            let old = Block::new(address, id, block);
            return self
                .pymalloc_realloc(id, block, old, nbytes)
                .map(Block::address);
        }
        self.check_raw(address)?;
        let resized = self.system.realloc(address, nbytes);
        let resized = resized.map_err(|refused| self.refuse(address, refused))?;
        let to = resized.ok_or(Error::NoMemory { nbytes })?;
        self.observer.event(Event::RawResized {
            from: address,
            to,
            nbytes,
        });
        Ok(to)
    }

    // ANCHOR: pymalloc_realloc
    /// [`realloc`](Obmalloc::realloc) of a block whose place is known.
    ///
    /// # Errors
    ///
    /// As [`realloc`](Obmalloc::realloc).
    pub fn realloc_block(&mut self, block: Block, nbytes: u64) -> Result<Block, Error> {
        match block.place() {
            Some((id, index)) if !block.address().is_null() => {
                self.pymalloc_realloc(id, index, block, nbytes)
            }
            _ => self.realloc(block.address(), nbytes).map(Block::system),
        }
    }

    /// Keeps a block that is large enough, unless a quarter of it or more can be saved.
    fn pymalloc_realloc(
        &mut self,
        id: PoolId,
        block: usize,
        old: Block,
        nbytes: u64,
    ) -> Result<Block, Error> {
        let size = u64::from(class_size(self.arenas.pool(id, &self.layout).class()));
        if nbytes <= size && 4 * nbytes > 3 * size {
            return Ok(old);
        }
        // The old block is still taken while the new one is chosen.
        let moved = self.alloc_block(nbytes)?;
        self.pymalloc_free(id, block, old.address());
        Ok(moved)
    }
    // ANCHOR_END: pymalloc_realloc

    /// The pool and block handed out at an address in an arena, or what is wrong with the address.
    fn used_block(&self, arena: ArenaId, address: Address) -> Result<(PoolId, usize), Error> {
        let first = self.arenas.arena(arena).first_pool(&self.layout);
        if let Some(bytes) = address.get().checked_sub(first) {
            let index = (bytes / u64::from(self.layout.pool_size())) as u32;
            let offset = (bytes % u64::from(self.layout.pool_size())) as u32;
            if let Some(pool) = self.arenas.arena(arena).pools.get(index as usize)
                && let Some(bytes) = offset.checked_sub(POOL_OVERHEAD)
            {
                let size = class_size(pool.class());
                let block = (bytes / size) as usize;
                if bytes % size == 0 && pool.state(block) == BlockState::Used {
                    return Ok((arena * self.layout.max_pools_in_arena() + index, block));
                }
            }
        }
        let place = self.locate(address);
        Err(match place {
            Place::Block {
                offset: 0,
                state: BlockState::Free,
                ..
            } => Error::DoubleFree { address, place },
            _ => Error::NotABlock { address, place },
        })
    }

    /// Refuses what the allocator holds for itself: nobody was given it.
    fn check_raw(&self, address: Address) -> Result<(), Error> {
        if self.own.contains(&address) {
            let place = self.system.locate(address);
            return Err(Error::NotABlock { address, place });
        }
        Ok(())
    }

    fn refuse(&self, address: Address, refused: Refused) -> Error {
        match (self.system.locate(address), refused) {
            (Place::Nowhere, _) => Error::Foreign { address },
            (place, Refused::AlreadyFree) => Error::DoubleFree { address, place },
            (place, Refused::NotAChunk) => Error::NotABlock { address, place },
        }
    }

    /// Who is told of each step.
    pub fn observer(&self) -> &O {
        &self.observer
    }

    /// Who is told of each step, to be changed: a `Vec<Event>` can be emptied here.
    pub fn observer_mut(&mut self) -> &mut O {
        &mut self.observer
    }

    /// The release whose rules hold.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The sizes of this release.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Limits what may be mapped, heap and arenas together, to `bytes`, as `ulimit -v` does.
    /// What is mapped already stays.
    pub fn limit_memory(&mut self, bytes: u64) {
        self.system.space.limit = bytes;
    }

    /// Bytes mapped, heap and arenas together: what the process has from the system.
    pub fn mapped_bytes(&self) -> u64 {
        self.system.space.bytes()
    }
}
