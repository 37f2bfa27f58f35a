//! Which arena an address lies in.
//!
//! From 3.10 CPython keeps a radix tree for this question: the address, without the bits inside an arena,
//! is cut in three, and each part selects an entry of a node. The model asks a hash table with the
//! same leaves, and counts the nodes that the tree would have.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use crate::arenas::ArenaId;
use crate::{Address, Layout};

/// The leaf for one stretch of the address space that is as long as an arena.
///
/// An arena begins at any page, so it covers the end of one stretch and the beginning of the next:
/// `arena_coverage_t` with its `tail_hi` and `tail_lo`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Coverage {
    /// The arena that begins in this stretch, and at which byte.
    hi: Option<(u32, ArenaId)>,
    /// The arena that ends in this stretch, and before which byte.
    lo: Option<(u32, ArenaId)>,
}

/// Spreads consecutive numbers; keys are never chosen by an adversary, since the model hands them out.
#[derive(Clone, Copy, Default)]
struct StretchHasher(u64);

impl Hasher for StretchHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Nodes of the radix tree (from 3.10), as `sys._debugmallocstats()` counts them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ArenaMapStats {
    /// Nodes of the middle level; like leaves they are made when needed and never freed.
    pub mid_nodes: usize,
    /// Nodes of the bottom level.
    pub bot_nodes: usize,
    /// Bytes of the root, which is always there.
    pub root_bytes: u64,
    /// Bytes of all middle nodes.
    pub mid_bytes: u64,
    /// Bytes of all bottom nodes.
    pub bot_bytes: u64,
}

/// A node that the tree has to get before an arena can be entered: its number and its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Node {
    Mid(u64, u64),
    Bot(u64, u64),
}

impl Node {
    pub(crate) fn bytes(self) -> u64 {
        let (Node::Mid(_, bytes) | Node::Bot(_, bytes)) = self;
        bytes
    }
}

/// How an address is cut for the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Radix {
    /// Bits for each of the two upper levels: `INTERIOR_BITS`.
    interior_bits: u32,
    /// Bits for the lowest level: `MAP_BOT_BITS`.
    bot_bits: u32,
}

/// All arenas by address, as data.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ArenaMap {
    arena_bits: u32,
    stretches: HashMap<u64, Coverage, BuildHasherDefault<StretchHasher>>,
    radix: Option<Radix>,
    mid: BTreeSet<u64>,
    bot: BTreeSet<u64>,
}

impl ArenaMap {
    pub(crate) fn new(layout: &Layout) -> Self {
        let arena_bits = layout.arena_bits();
        let radix = layout.radix_address_bits().map(|address_bits| {
            let interior_bits = (address_bits - arena_bits).div_ceil(3);
            Radix {
                interior_bits,
                bot_bits: address_bits - arena_bits - 2 * interior_bits,
            }
        });
        ArenaMap {
            arena_bits,
            stretches: HashMap::default(),
            radix,
            mid: BTreeSet::new(),
            bot: BTreeSet::new(),
        }
    }

    fn cut(&self, address: u64) -> (u64, u32) {
        let tail = address & ((1 << self.arena_bits) - 1);
        (address >> self.arena_bits, tail as u32)
    }

    // ANCHOR: address_in_range
    /// The arena that an address lies in: CPython's `address_in_range`.
    pub(crate) fn find(&self, address: Address) -> Option<ArenaId> {
        let (stretch, tail) = self.cut(address.get());
        let coverage = self.stretches.get(&stretch)?;
        match (coverage.lo, coverage.hi) {
            (Some((end, arena)), _) if tail < end => Some(arena),
            (_, Some((begin, arena))) if tail >= begin => Some(arena),
            _ => None,
        }
    }
    // ANCHOR_END: address_in_range

    /// The next node that the tree needs for an arena at `address` and has not yet, in the order
    /// in which CPython allocates them.
    pub(crate) fn missing_node(&self, address: u64) -> Option<Node> {
        let radix = self.radix?;
        let (first, tail) = self.cut(address);
        let last = first + u64::from(tail != 0);
        (first..=last).find_map(|stretch| {
            let bot = stretch >> radix.bot_bits;
            let mid = bot >> radix.interior_bits;
            if !self.mid.contains(&mid) {
                return Some(Node::Mid(mid, 8 << radix.interior_bits));
            }
            (!self.bot.contains(&bot)).then_some(Node::Bot(bot, 8 << radix.bot_bits))
        })
    }

    /// Adds a node for good.
    pub(crate) fn add_node(&mut self, node: Node) {
        match node {
            Node::Mid(mid, _) => self.mid.insert(mid),
            Node::Bot(bot, _) => self.bot.insert(bot),
        };
    }

    /// Forgets the arena that began at `address`; the nodes made for it stay.
    pub(crate) fn mark_unused(&mut self, address: u64) {
        self.mark(address, None);
    }

    pub(crate) fn mark_used(&mut self, address: u64, arena: ArenaId) {
        self.mark(address, Some(arena));
    }

    fn mark(&mut self, address: u64, arena: Option<ArenaId>) {
        let (stretch, tail) = self.cut(address);
        self.update(stretch, |coverage| {
            coverage.hi = arena.map(|arena| (tail, arena))
        });
        if tail != 0 {
            self.update(stretch + 1, |coverage| {
                coverage.lo = arena.map(|arena| (tail, arena))
            });
        }
    }

    fn update(&mut self, stretch: u64, change: impl FnOnce(&mut Coverage)) {
        let coverage = self.stretches.entry(stretch).or_default();
        change(coverage);
        if *coverage == Coverage::default() {
            self.stretches.remove(&stretch);
        }
    }

    /// Arenas known: the number of stretches in which one begins.
    pub(crate) fn len(&self) -> usize {
        self.stretches
            .values()
            .filter(|coverage| coverage.hi.is_some())
            .count()
    }

    pub(crate) fn stats(&self) -> Option<ArenaMapStats> {
        let radix = self.radix?;
        Some(ArenaMapStats {
            mid_nodes: self.mid.len(),
            bot_nodes: self.bot.len(),
            root_bytes: 8 << radix.interior_bits,
            mid_bytes: (8 << radix.interior_bits) * self.mid.len() as u64,
            bot_bytes: (8 << radix.bot_bits) * self.bot.len() as u64,
        })
    }
}
