//! The modelled kernel: which pages of the address space are mapped.

use std::collections::BTreeMap;

use crate::layout::SYSTEM_PAGE_SIZE;

/// The end of the region for mappings. They grow down from here, as on Linux.
///
/// It is a multiple of the page size and not of a pool's size, as it mostly is on a real machine:
/// that is why arenas lose bytes to alignment.
pub(crate) const MMAP_BASE: u64 = 0x7fff_f7ff_b000;

/// The lowest address that a mapping may have.
const MMAP_FLOOR: u64 = 0x6000_0000_0000;

/// The beginning of the heap that `brk` grows upwards.
pub(crate) const HEAP_BASE: u64 = 0x5555_5575_6000;

/// Pages mapped and not mapped, as data.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct AddressSpace {
    /// Mapped stretches: start and length in bytes. Each is what one `mmap` made.
    mappings: BTreeMap<u64, u64>,
    /// Unmapped stretches of the region for mappings; no two of them touch.
    gaps: BTreeMap<u64, u64>,
    /// Where the heap ends.
    brk: u64,
    /// Bytes in mappings and heap.
    bytes: u64,
    /// Bytes that mappings and heap may have at most.
    pub(crate) limit: u64,
}

impl AddressSpace {
    pub(crate) fn new() -> Self {
        AddressSpace {
            mappings: BTreeMap::new(),
            gaps: BTreeMap::from([(MMAP_FLOOR, MMAP_BASE - MMAP_FLOOR)]),
            brk: HEAP_BASE,
            bytes: 0,
            limit: u64::MAX,
        }
    }

    pub(crate) fn brk(&self) -> u64 {
        self.brk
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The mapping that begins at `start`, if there is one: its length in bytes.
    pub(crate) fn mapping_at(&self, start: u64) -> Option<u64> {
        self.mappings.get(&start).copied()
    }

    fn has_room(&self, more: u64) -> bool {
        self.bytes
            .checked_add(more)
            .is_some_and(|sum| sum <= self.limit)
    }

    /// Maps `len` bytes, a multiple of the page size, at the highest address where they fit.
    ///
    /// The cost grows with the number of gaps, which is small: neighbours merge.
    pub(crate) fn mmap(&mut self, len: u64) -> Option<u64> {
        debug_assert!(len > 0 && len.is_multiple_of(u64::from(SYSTEM_PAGE_SIZE)));
        if !self.has_room(len) {
            return None;
        }
        let (&gap, &room) = self.gaps.iter().rev().find(|&(_, &room)| room >= len)?;
        let start = gap + room - len;
        if room == len {
            self.gaps.remove(&gap);
        } else {
            self.gaps.insert(gap, room - len);
        }
        self.mappings.insert(start, len);
        self.bytes += len;
        Some(start)
    }

    /// Unmaps the mapping that begins at `start`.
    pub(crate) fn munmap(&mut self, start: u64) {
        if let Some(len) = self.mappings.remove(&start) {
            self.bytes -= len;
            self.add_gap(start, len);
        }
    }

    /// Changes the length of the mapping at `start`, in place if the next pages are free.
    pub(crate) fn mremap(&mut self, start: u64, new: u64) -> Option<u64> {
        let old = self.mapping_at(start)?;
        if new <= old {
            self.mappings.insert(start, new);
            self.bytes -= old - new;
            if new < old {
                self.add_gap(start + new, old - new);
            }
            return Some(start);
        }
        let more = new - old;
        if !self.has_room(more) {
            return None;
        }
        match self.gaps.get(&(start + old)).copied() {
            Some(room) if room >= more => {
                self.gaps.remove(&(start + old));
                if room > more {
                    self.gaps.insert(start + new, room - more);
                }
                self.mappings.insert(start, new);
                self.bytes += more;
                Some(start)
            }
            _ => {
                // The pages move to their new place: they are never there twice.
                self.bytes -= old;
                let moved = self.mmap(new);
                self.bytes += old;
                let moved = moved?;
                self.munmap(start);
                Some(moved)
            }
        }
    }

    /// Moves the end of the heap up by `more` bytes; false if the limit forbids it.
    pub(crate) fn grow_heap(&mut self, more: u64) -> bool {
        let end = self.brk.checked_add(more);
        if !self.has_room(more) || end.is_none_or(|end| end > MMAP_FLOOR) {
            return false;
        }
        self.brk += more;
        self.bytes += more;
        true
    }

    /// Moves the end of the heap down by `less` bytes.
    pub(crate) fn shrink_heap(&mut self, less: u64) {
        self.brk -= less;
        self.bytes -= less;
    }

    fn add_gap(&mut self, mut start: u64, mut len: u64) {
        if let Some((&before, &room)) = self.gaps.range(..start).next_back()
            && before + room == start
        {
            start = before;
            len += room;
        }
        if let Some(room) = self.gaps.remove(&(start + len)) {
            len += room;
        }
        self.gaps.insert(start, len);
    }

    /// Walks mappings and gaps: together they must tile the region, and the sum must be right.
    pub(crate) fn audit(&self) -> Result<(), String> {
        let mut stretches: Vec<(u64, u64, bool)> = Vec::new();
        stretches.extend(
            self.mappings
                .iter()
                .map(|(&start, &len)| (start, len, false)),
        );
        stretches.extend(self.gaps.iter().map(|(&start, &len)| (start, len, true)));
        stretches.sort_unstable();
        let mut end = MMAP_FLOOR;
        let mut after_gap = false;
        for (start, len, gap) in stretches {
            if start != end {
                return Err(format!("pages end at {end:#x} and go on at {start:#x}"));
            }
            if gap && after_gap {
                return Err(format!("two gaps meet at {start:#x}"));
            }
            if len == 0 || !len.is_multiple_of(u64::from(SYSTEM_PAGE_SIZE)) {
                return Err(format!("{len} bytes at {start:#x} are not whole pages"));
            }
            end = start + len;
            after_gap = gap;
        }
        if end != MMAP_BASE {
            return Err(format!("pages end at {end:#x} and not at {MMAP_BASE:#x}"));
        }
        let bytes = self.mappings.values().sum::<u64>() + (self.brk - HEAP_BASE);
        if bytes != self.bytes {
            return Err(format!(
                "{} bytes are counted, {bytes} are mapped",
                self.bytes
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: u64 = SYSTEM_PAGE_SIZE as u64;

    #[test]
    fn the_highest_gap_that_is_large_enough_is_mapped() {
        let mut space = AddressSpace::new();
        let starts: Vec<u64> = (0..6).map(|_| space.mmap(4 * PAGE).unwrap()).collect();
        assert_eq!(starts[0], MMAP_BASE - 4 * PAGE);
        assert!(starts.is_sorted_by(|high, low| high - low == 4 * PAGE));
        for index in [1, 3, 4] {
            space.munmap(starts[index]);
        }
        space.audit().unwrap();
        assert_eq!(space.mmap(5 * PAGE), Some(starts[4] + 3 * PAGE));
        assert_eq!(space.mmap(PAGE), Some(starts[1] + 3 * PAGE));
        assert_eq!(space.mmap(4 * PAGE), Some(starts[5] - 4 * PAGE));
        space.audit().unwrap();
    }

    #[test]
    fn a_mapping_grows_in_place_or_moves() {
        let mut space = AddressSpace::new();
        let high = space.mmap(2 * PAGE).unwrap();
        let low = space.mmap(2 * PAGE).unwrap();
        let moved = space.mremap(low, 3 * PAGE).unwrap();
        assert_eq!(moved, low - 3 * PAGE);
        space.munmap(high);
        assert_eq!(space.mremap(moved, PAGE), Some(moved));
        assert_eq!(space.mremap(moved, 7 * PAGE), Some(moved));
        assert_eq!(space.bytes(), 7 * PAGE);
        space.audit().unwrap();
        assert_eq!(space.mremap(moved, 8 * PAGE), Some(moved - PAGE * 8));
        space.audit().unwrap();
    }

    #[test]
    fn nothing_is_mapped_beyond_the_limit() {
        let mut space = AddressSpace::new();
        space.limit = 3 * PAGE;
        let start = space.mmap(2 * PAGE).unwrap();
        assert_eq!(space.mmap(2 * PAGE), None);
        assert_eq!(space.mremap(start, 4 * PAGE), None);
        assert!(!space.grow_heap(2 * PAGE));
        assert!(space.grow_heap(PAGE));
        space.shrink_heap(PAGE);
        assert_eq!(space.mremap(start, 3 * PAGE), Some(start - 3 * PAGE));
        space.audit().unwrap();
    }
}
