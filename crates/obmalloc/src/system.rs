//! The modelled `malloc`, for requests that no pool serves.
//!
//! It works as the C library of a Linux machine does, in the parts that decide addresses:
//! chunks with a header of 16 bytes, small freed chunks kept aside by size (last in, first out),
//! larger ones merged with free neighbours and reused best fit, a top that grows and is trimmed,
//! and a mapping of its own for a request of 128 KiB or more that the heap has no room for.

use std::collections::{BTreeMap, BTreeSet};

use crate::layout::SYSTEM_PAGE_SIZE;
use crate::space::{AddressSpace, HEAP_BASE};
use crate::{Address, Place};

/// Bytes before the address that is handed out. The last 8 of a chunk's bytes lend themselves to its
/// neighbour's header, so a chunk costs 8 bytes more than the request, rounded up.
const HEADER: u64 = 16;
/// The smallest chunk, in bytes.
const MIN_CHUNK: u64 = 32;
/// The largest chunk that is kept aside when freed, and how many of one size are.
const MAX_CACHED_CHUNK: u64 = 1040;
const CACHED_PER_SIZE: usize = 7;
/// Chunks of at least so many bytes get a mapping of their own if the heap has no room for them.
const MMAP_THRESHOLD: u64 = 128 << 10;
/// Bytes asked of the system beyond what is needed, and bytes kept when the top is trimmed.
const TOP_PAD: u64 = 128 << 10;
/// A free stretch of at least so many bytes makes the heap look whether to trim its top.
const TRIM_CHECK: u64 = 64 << 10;

const PAGE: u64 = SYSTEM_PAGE_SIZE as u64;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Used,
    /// Kept aside by size; still looks used to its neighbours.
    Cached,
    Free,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Chunk {
    size: u64,
    state: State,
}

/// Bytes and numbers of the modelled `malloc`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SystemStats {
    /// Chunks and mappings that are handed out.
    pub used: usize,
    /// Bytes of those, headers included.
    pub used_bytes: u64,
    /// Bytes from the beginning of the heap to its end.
    pub heap_bytes: u64,
    /// Mappings made for single large requests.
    pub mappings: usize,
    /// Bytes of those mappings.
    pub mapped_bytes: u64,
}

/// Why an address can't be freed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refused {
    AlreadyFree,
    NotAChunk,
}

/// The allocator's heap and its mappings, as data.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct System {
    pub(crate) space: AddressSpace,
    /// Every chunk of the heap below `top`, by address.
    chunks: BTreeMap<u64, Chunk>,
    /// Freed chunks kept aside, by size.
    cached: BTreeMap<u64, Vec<u64>>,
    /// Other free chunks: size, then address. The first that is large enough fits best.
    free: BTreeSet<(u64, u64)>,
    /// From here to the end of the heap nothing is handed out.
    top: u64,
    /// Mappings made for single requests: start and length in bytes.
    mapped: BTreeMap<u64, u64>,
    stats: SystemStats,
}

/// Bytes of the chunk for a request, or `None` if the request is beyond what a signed size can say.
fn chunk_size(nbytes: u64) -> Option<u64> {
    if nbytes > i64::MAX as u64 {
        return None;
    }
    Some((nbytes + 8).next_multiple_of(HEADER).max(MIN_CHUNK))
}

impl System {
    pub(crate) fn new() -> Self {
        System {
            space: AddressSpace::new(),
            chunks: BTreeMap::new(),
            cached: BTreeMap::new(),
            free: BTreeSet::new(),
            top: HEAP_BASE,
            mapped: BTreeMap::new(),
            stats: SystemStats::default(),
        }
    }

    pub(crate) fn stats(&self) -> SystemStats {
        SystemStats {
            heap_bytes: self.space.brk() - HEAP_BASE,
            mappings: self.mapped.len(),
            mapped_bytes: self.mapped.values().sum(),
            ..self.stats
        }
    }

    fn top_size(&self) -> u64 {
        self.space.brk() - self.top
    }

    fn count_used(&mut self, bytes: u64) {
        self.stats.used += 1;
        self.stats.used_bytes += bytes;
    }

    /// Allocates; a request of 0 bytes is served as one of 1 byte (`_PyMem_RawMalloc`).
    pub(crate) fn malloc(&mut self, nbytes: u64) -> Option<Address> {
        let size = chunk_size(nbytes.max(1))?;
        let start = self.reuse_cached(size).or_else(|| self.reuse_free(size));
        let start = match start {
            Some(start) => start,
            None => {
                // The top never shrinks to nothing: its own header needs a place.
                let fits = self.top_size() >= size + MIN_CHUNK;
                if !fits && size >= MMAP_THRESHOLD {
                    return self.malloc_mapped(size);
                }
                if !fits && !self.grow_top(size) {
                    return None;
                }
                let start = self.top;
                self.top += size;
                self.chunks.insert(
                    start,
                    Chunk {
                        size,
                        state: State::Used,
                    },
                );
                start
            }
        };
        self.count_used(self.chunks[&start].size);
        Some(Address::new(start + HEADER))
    }

    fn reuse_cached(&mut self, size: u64) -> Option<u64> {
        let start = self.cached.get_mut(&size)?.pop()?;
        self.chunks.insert(
            start,
            Chunk {
                size,
                state: State::Used,
            },
        );
        Some(start)
    }

    fn reuse_free(&mut self, size: u64) -> Option<u64> {
        let (found, start) = *self.free.range((size, 0)..).next()?;
        self.free.remove(&(found, start));
        let size = self.split(start, found, size);
        self.chunks.insert(
            start,
            Chunk {
                size,
                state: State::Used,
            },
        );
        Some(start)
    }

    /// Makes what a chunk has beyond `size` a free chunk, if it is enough for one.
    /// Returns the bytes that the first part has then.
    fn split(&mut self, start: u64, found: u64, size: u64) -> u64 {
        let rest = found - size;
        if rest < MIN_CHUNK {
            return found;
        }
        let state = State::Free;
        self.chunks
            .insert(start + size, Chunk { size: rest, state });
        self.free.insert((rest, start + size));
        size
    }

    fn grow_top(&mut self, size: u64) -> bool {
        let more = (size + MIN_CHUNK + TOP_PAD - self.top_size()).next_multiple_of(PAGE);
        self.space.grow_heap(more)
    }

    fn malloc_mapped(&mut self, size: u64) -> Option<Address> {
        let len = (size + 8).next_multiple_of(PAGE);
        let start = self.space.mmap(len)?;
        self.mapped.insert(start, len);
        self.count_used(len);
        Some(Address::new(start + HEADER))
    }

    /// The chunk or mapping handed out for `address`: its start and its bytes.
    fn used_at(&self, address: Address) -> Result<(u64, Option<u64>), Refused> {
        let start = address
            .get()
            .checked_sub(HEADER)
            .ok_or(Refused::NotAChunk)?;
        match self.chunks.get(&start) {
            Some(chunk) if chunk.state == State::Used => Ok((start, Some(chunk.size))),
            Some(_) => Err(Refused::AlreadyFree),
            None if self.mapped.contains_key(&start) => Ok((start, None)),
            None => Err(Refused::NotAChunk),
        }
    }

    pub(crate) fn free(&mut self, address: Address) -> Result<(), Refused> {
        let (start, size) = self.used_at(address)?;
        self.stats.used -= 1;
        let Some(size) = size else {
            if let Some(len) = self.mapped.remove(&start) {
                self.stats.used_bytes -= len;
                self.space.munmap(start);
            }
            return Ok(());
        };
        self.stats.used_bytes -= size;
        self.release(start, size);
        Ok(())
    }

    fn release(&mut self, start: u64, size: u64) {
        if size <= MAX_CACHED_CHUNK {
            let same_size = self.cached.entry(size).or_default();
            if same_size.len() < CACHED_PER_SIZE {
                same_size.push(start);
                self.chunks.insert(
                    start,
                    Chunk {
                        size,
                        state: State::Cached,
                    },
                );
                return;
            }
        }
        self.coalesce(start, size);
    }

    fn coalesce(&mut self, mut start: u64, mut size: u64) {
        self.chunks.remove(&start);
        if let Some((&before, &chunk)) = self.chunks.range(..start).next_back()
            && chunk.state == State::Free
        {
            self.chunks.remove(&before);
            self.free.remove(&(chunk.size, before));
            start = before;
            size += chunk.size;
        }
        let end = start + size;
        if end == self.top {
            self.top = start;
            size = self.top_size();
        } else {
            if let Some(&chunk) = self.chunks.get(&end)
                && chunk.state == State::Free
            {
                self.chunks.remove(&end);
                self.free.remove(&(chunk.size, end));
                size += chunk.size;
            }
            let state = State::Free;
            self.chunks.insert(start, Chunk { size, state });
            self.free.insert((size, start));
        }
        if size >= TRIM_CHECK {
            self.trim();
        }
    }

    fn trim(&mut self) {
        let top = self.top_size();
        if top >= MMAP_THRESHOLD {
            let extra = top.saturating_sub(MIN_CHUNK + 1 + TOP_PAD);
            self.space.shrink_heap(extra - extra % PAGE);
        }
    }

    /// Changes the size, in place if it can. The outer error is a wrong address, the inner a lack of room.
    pub(crate) fn realloc(
        &mut self,
        address: Address,
        nbytes: u64,
    ) -> Result<Option<Address>, Refused> {
        let (start, old) = self.used_at(address)?;
        let Some(size) = chunk_size(nbytes.max(1)) else {
            return Ok(None);
        };
        let Some(old) = old else {
            return Ok(self.realloc_mapped(start, size));
        };
        if let Some(now) = self.resize_in_place(start, old, size) {
            self.stats.used_bytes = self.stats.used_bytes - old + now;
            return Ok(Some(address));
        }
        let Some(moved) = self.malloc(nbytes) else {
            return Ok(None);
        };
        self.free(address)?;
        Ok(Some(moved))
    }

    fn realloc_mapped(&mut self, start: u64, size: u64) -> Option<Address> {
        let old = *self.mapped.get(&start)?;
        let len = (size + 8).next_multiple_of(PAGE);
        let moved = self.space.mremap(start, len)?;
        self.mapped.remove(&start);
        self.mapped.insert(moved, len);
        self.stats.used_bytes = self.stats.used_bytes - old + len;
        Some(Address::new(moved + HEADER))
    }

    /// Returns the bytes that the chunk has now, or `None` if it has to move.
    fn resize_in_place(&mut self, start: u64, old: u64, size: u64) -> Option<u64> {
        let end = start + old;
        let state = State::Used;
        if size <= old {
            let rest = old - size;
            if rest < MIN_CHUNK {
                return Some(old);
            }
            self.chunks.insert(start, Chunk { size, state });
            self.release(start + size, rest);
            return Some(size);
        }
        if end == self.top {
            if self.top_size() < size - old + MIN_CHUNK {
                return None;
            }
            self.top = start + size;
            self.chunks.insert(start, Chunk { size, state });
            return Some(size);
        }
        let next = self.chunks.get(&end).copied()?;
        if next.state != State::Free || old + next.size < size {
            return None;
        }
        self.chunks.remove(&end);
        self.free.remove(&(next.size, end));
        let size = self.split(start, old + next.size, size);
        self.chunks.insert(start, Chunk { size, state });
        Some(size)
    }

    /// What lies at an address outside all arenas.
    pub(crate) fn locate(&self, address: Address) -> Place {
        let number = address.get();
        if (HEAP_BASE..self.space.brk()).contains(&number) {
            let (start, bytes, used) = match self.chunks.range(..=number).next_back() {
                Some((&start, chunk)) if number < start + chunk.size => {
                    (start, chunk.size, chunk.state == State::Used)
                }
                _ => (self.top, self.top_size(), false),
            };
            let start = Address::new(start + HEADER);
            return Place::SystemHeap { start, bytes, used };
        }
        match self.mapped.range(..=number).next_back() {
            Some((&start, &bytes)) if number < start + bytes => Place::SystemMapping {
                start: Address::new(start + HEADER),
                bytes,
            },
            _ => Place::Nowhere,
        }
    }

    /// Bytes at `address` that a caller may use, if it is handed out.
    pub(crate) fn usable_size(&self, address: Address) -> Option<u64> {
        let (start, size) = self.used_at(address).ok()?;
        match size {
            Some(size) => Some(size - 8),
            None => self.mapped.get(&start).map(|len| len - HEADER),
        }
    }

    /// Walks heap, bins and mappings, and compares them with each other.
    pub(crate) fn audit(&self) -> Result<(), String> {
        self.space.audit()?;
        let mut end = HEAP_BASE;
        let mut after_free = false;
        let (mut used, mut used_bytes, mut cached, mut free) = (0, 0, 0, 0);
        for (&start, chunk) in &self.chunks {
            if start != end {
                return Err(format!("chunks end at {end:#x} and go on at {start:#x}"));
            }
            if chunk.size < MIN_CHUNK || !chunk.size.is_multiple_of(HEADER) {
                return Err(format!("the chunk at {start:#x} has {} bytes", chunk.size));
            }
            match chunk.state {
                State::Used => {
                    used += 1;
                    used_bytes += chunk.size;
                }
                State::Cached => {
                    cached += 1;
                    let kept = self.cached.get(&chunk.size);
                    if !kept.is_some_and(|kept| kept.contains(&start)) {
                        return Err(format!("the cached chunk at {start:#x} is in no cache"));
                    }
                }
                State::Free => {
                    free += 1;
                    if after_free {
                        return Err(format!("two free chunks meet at {start:#x}"));
                    }
                    if !self.free.contains(&(chunk.size, start)) {
                        return Err(format!("the free chunk at {start:#x} is in no bin"));
                    }
                }
            }
            after_free = chunk.state == State::Free;
            end = start + chunk.size;
        }
        if end != self.top || after_free {
            return Err(format!(
                "chunks end at {end:#x}, the top begins at {:#x}",
                self.top
            ));
        }
        if self.cached.values().map(Vec::len).sum::<usize>() != cached || self.free.len() != free {
            return Err("a bin holds a chunk that is not free".to_owned());
        }
        if self
            .cached
            .values()
            .any(|kept| kept.len() > CACHED_PER_SIZE)
        {
            return Err("more chunks of one size are kept aside than may be".to_owned());
        }
        for (&start, &len) in &self.mapped {
            if self.space.mapping_at(start) != Some(len) {
                return Err(format!(
                    "{len} bytes at {start:#x} are handed out and not mapped"
                ));
            }
            used += 1;
            used_bytes += len;
        }
        if (used, used_bytes) != (self.stats.used, self.stats.used_bytes) {
            return Err(format!(
                "{} chunks of {} bytes are counted, {used} of {used_bytes} are handed out",
                self.stats.used, self.stats.used_bytes
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
