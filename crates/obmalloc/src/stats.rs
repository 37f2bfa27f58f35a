//! The quantities of `sys._debugmallocstats()`.

use std::fmt;

use crate::layout::{
    NB_SMALL_SIZE_CLASSES, POOL_OVERHEAD, SMALL_REQUEST_THRESHOLD, SYSTEM_PAGE_SIZE, class_size,
};
use crate::{ArenaMapStats, Obmalloc, Observer, SystemStats};

/// What one size class holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClassStats {
    /// Number of the class, from 0.
    pub class: usize,
    /// Bytes in each of its blocks.
    pub size: u32,
    /// Pools that it holds, full or not.
    pub num_pools: usize,
    /// Blocks handed out.
    pub blocks_in_use: usize,
    /// Blocks that those pools could still give.
    pub avail_blocks: usize,
}

/// Where all bytes of all arenas are: `pymalloc_print_stats` in `Objects/obmalloc.c`.
///
/// The six quantities in bytes add up to [`arena_bytes`](Stats::arena_bytes).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stats {
    /// Every size class, also one without pools.
    pub classes: Vec<ClassStats>,
    /// Arenas mapped since the beginning.
    pub arenas_allocated_total: usize,
    /// Arenas unmapped since the beginning.
    pub arenas_reclaimed: usize,
    /// The most arenas that were mapped at one time.
    pub arenas_highwater: usize,
    /// Arenas mapped now.
    pub arenas_current: usize,
    /// Bytes in an arena.
    pub arena_size: u32,
    /// Bytes in a pool.
    pub pool_size: u32,
    /// Bytes in blocks handed out.
    pub allocated_bytes: u64,
    /// Bytes in the other blocks of pools in use.
    pub available_bytes: u64,
    /// Pools that no class holds.
    pub unused_pools: u64,
    /// Bytes in headers of pools in use.
    pub pool_header_bytes: u64,
    /// Bytes at the ends of pools in use, too few for a block.
    pub quantization: u64,
    /// Bytes lost because an arena begins between two multiples of the pool size.
    pub arena_alignment: u64,
    /// Nodes of the radix tree; `None` before 3.10, which had none.
    pub arena_map: Option<ArenaMapStats>,
    /// Requests that no pool serves and that are not freed yet.
    pub raw_blocks: usize,
    /// The system allocator below; this part CPython does not show.
    pub system: SystemStats,
}

impl Stats {
    /// Bytes in all mapped arenas.
    pub fn arena_bytes(&self) -> u64 {
        self.arenas_current as u64 * u64::from(self.arena_size)
    }

    /// Bytes in unused pools.
    pub fn unused_pool_bytes(&self) -> u64 {
        self.unused_pools * u64::from(self.pool_size)
    }

    /// The sum of what every byte is used for.
    pub fn total(&self) -> u64 {
        self.allocated_bytes
            + self.available_bytes
            + self.unused_pool_bytes()
            + self.pool_header_bytes
            + self.quantization
            + self.arena_alignment
    }
}

impl<O: Observer> Obmalloc<O> {
    /// Counts everything, by a walk over all pools.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats {
            classes: (0..NB_SMALL_SIZE_CLASSES)
                .map(|class| ClassStats {
                    class,
                    size: class_size(class),
                    num_pools: 0,
                    blocks_in_use: 0,
                    avail_blocks: 0,
                })
                .collect(),
            arenas_allocated_total: self.arenas.ntimes_arena_allocated,
            arenas_reclaimed: 0,
            arenas_highwater: self.arenas.narenas_highwater,
            arenas_current: 0,
            arena_size: self.layout.arena_size(),
            pool_size: self.layout.pool_size(),
            allocated_bytes: 0,
            available_bytes: 0,
            unused_pools: 0,
            pool_header_bytes: 0,
            quantization: 0,
            arena_alignment: 0,
            arena_map: self.map.stats(),
            raw_blocks: self.raw_allocated_blocks,
            system: self.system.stats(),
        };
        let pool_size = self.layout.pool_size();
        for arena in self.arenas.arenas.iter().filter(|arena| arena.address != 0) {
            stats.arenas_current += 1;
            stats.unused_pools += u64::from(arena.nfreepools);
            if !arena.address.is_multiple_of(u64::from(pool_size)) {
                stats.arena_alignment += u64::from(pool_size);
            }
            for pool in arena.pools.iter().filter(|pool| pool.count() != 0) {
                let class = &mut stats.classes[pool.class()];
                let blocks = self.layout.num_blocks(pool.class());
                class.num_pools += 1;
                class.blocks_in_use += pool.count() as usize;
                class.avail_blocks += (blocks - pool.count()) as usize;
            }
        }
        stats.arenas_reclaimed = stats.arenas_allocated_total - stats.arenas_current;
        for class in &stats.classes {
            let size = u64::from(class.size);
            let pools = class.num_pools as u64;
            stats.allocated_bytes += class.blocks_in_use as u64 * size;
            stats.available_bytes += class.avail_blocks as u64 * size;
            stats.pool_header_bytes += pools * u64::from(POOL_OVERHEAD);
            stats.quantization += pools * (u64::from(pool_size - POOL_OVERHEAD) % size);
        }
        stats
    }
}

/// Digits in groups of three.
struct Grouped(u64);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        f.pad(&text)
    }
}

/// One line: what, and how much.
fn line(f: &mut fmt::Formatter<'_>, what: &str, amount: u64) -> fmt::Result {
    writeln!(f, "{what:<34}{:>18}", format!("{}", Grouped(amount)))
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "requests of 1 to {SMALL_REQUEST_THRESHOLD} bytes, {} size classes, pages of {SYSTEM_PAGE_SIZE} bytes",
            self.classes.len()
        )?;
        writeln!(f)?;
        writeln!(f, "class  bytes  pools      used      free")?;
        for class in self.classes.iter().filter(|class| class.num_pools > 0) {
            writeln!(
                f,
                "{:>5}  {:>5}  {:>5}  {:>8}  {:>8}",
                class.class, class.size, class.num_pools, class.blocks_in_use, class.avail_blocks
            )?;
        }
        writeln!(f)?;
        line(
            f,
            "arenas mapped in all",
            self.arenas_allocated_total as u64,
        )?;
        line(f, "arenas unmapped", self.arenas_reclaimed as u64)?;
        line(f, "arenas at most", self.arenas_highwater as u64)?;
        line(f, "arenas now", self.arenas_current as u64)?;
        line(
            f,
            &format!("  bytes, {} each", Grouped(u64::from(self.arena_size))),
            self.arena_bytes(),
        )?;
        writeln!(f)?;
        line(f, "bytes in used blocks", self.allocated_bytes)?;
        line(f, "bytes in free blocks", self.available_bytes)?;
        line(
            f,
            &format!("bytes in {} unused pools", self.unused_pools),
            self.unused_pool_bytes(),
        )?;
        line(f, "bytes in pool headers", self.pool_header_bytes)?;
        line(f, "bytes lost to quantization", self.quantization)?;
        line(f, "bytes lost to arena alignment", self.arena_alignment)?;
        line(f, "total", self.total())?;
        if let Some(map) = &self.arena_map {
            writeln!(f)?;
            let nodes = format!(
                "radix tree, {} + {} nodes, bytes",
                map.mid_nodes, map.bot_nodes
            );
            line(f, &nodes, map.root_bytes + map.mid_bytes + map.bot_bytes)?;
        }
        writeln!(f)?;
        line(f, "requests served by the system", self.raw_blocks as u64)?;
        line(f, "bytes in the system's heap", self.system.heap_bytes)?;
        line(
            f,
            "bytes in mappings of their own",
            self.system.mapped_bytes,
        )
    }
}
