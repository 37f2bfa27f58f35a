//! Where objects lie: a block for each object, and one for its buffer if it has one.

use obmalloc::{Address, Block, Obmalloc};

use crate::event::{Event, Observer};
use crate::heap::{Heap, refuse};
use crate::reference::{DeadRef, Ref};
use crate::trace::Trace;

/// How many bytes an object needs from the allocator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Bytes in front of the object: the GC head and, from 3.11, the managed pre-header.
    ///
    /// They belong to the block, and the object's address comes after them.
    pub preheader: usize,
    /// Bytes of the object itself, from its `ob_refcnt` on.
    pub object: usize,
}

impl Size {
    /// Bytes of the whole block.
    pub const fn block(self) -> usize {
        self.preheader + self.object
    }
}

/// The memory of one object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Placed {
    /// The block, or null for an object without memory.
    block: Block,
    /// The buffer that a container keeps apart, or null.
    buffer: Block,
    /// How long that buffer is, in bytes.
    buffer_nbytes: usize,
    /// How far into the block the object begins, in bytes.
    preheader: u16,
    /// Whether the block is none of the allocator's.
    is_static: bool,
}

/// The allocator and what it gave to each slot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placement {
    allocator: Obmalloc,
    /// By slot.
    placed: Vec<Placed>,
}

impl Placement {
    /// No object placed yet.
    pub(crate) fn new(allocator: Obmalloc) -> Self {
        Placement {
            allocator,
            placed: Vec::new(),
        }
    }

    /// The entry of a slot, which is made if it is new.
    #[inline]
    fn entry(&mut self, object: Ref) -> &mut Placed {
        if self.placed.len() <= object.index() {
            self.grow(object.index());
        }
        &mut self.placed[object.index()]
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, index: usize) {
        self.placed.resize(index + 1, Placed::default());
    }

    /// Gives an object a block. It has none yet.
    #[inline]
    fn give(
        &mut self,
        object: Ref,
        size: Size,
        observer: &mut impl Observer,
    ) -> Result<(), obmalloc::Error> {
        let block = self.allocator.alloc_block(size.block() as u64)?;
        let placed = self.entry(object);
        placed.block = block;
        placed.preheader = size.preheader as u16;
        tell(observer, || Event::AddressGiven {
            object,
            address: block.address().get(),
            nbytes: size.block(),
        });
        Ok(())
    }

    /// Returns an object's memory: first the buffer, then the object, as `list_dealloc` does.
    #[inline]
    pub(crate) fn give_back(&mut self, object: Ref, observer: &mut impl Observer) {
        let Some(placed) = self.placed.get_mut(object.index()) else {
            return;
        };
        let block = std::mem::take(&mut placed.block);
        let is_static = std::mem::take(&mut placed.is_static);
        if !placed.buffer.address().is_null() {
            let buffer = std::mem::take(&mut placed.buffer);
            placed.buffer_nbytes = 0;
            self.free(object, buffer, observer);
        }
        if !is_static {
            self.free(object, block, observer);
        }
    }

    /// Returns one block, if there is one.
    #[inline]
    fn free(&mut self, object: Ref, block: Block, observer: &mut impl Observer) {
        if block.address().is_null() {
            return;
        }
        if let Err(error) = self.allocator.free_block(block) {
            unreachable!(
                "the heap returns each block once, and {object} returned a wrong one: {error}"
            );
        }
        tell(observer, || Event::AddressReturned {
            object,
            address: block.address().get(),
        });
    }
}

/// Tells the observer, if it listens.
#[inline]
fn tell<O: Observer>(observer: &mut O, event: impl FnOnce() -> Event) {
    if O::LISTENS && observer.is_listening() {
        observer.observe(event());
    }
}

impl<T: Trace, O: Observer> Heap<T, O> {
    /// [`insert`](Heap::insert), with a block of `size` bytes for the object.
    ///
    /// Without an allocator (see [`place_with`](Heap::place_with)) this is `insert`.
    ///
    /// # Errors
    ///
    /// When the allocator has no memory left. The value is dropped, and the references in it are let go of by nobody:
    /// to keep them, use [`insert`](Heap::insert) and [`place`](Heap::place).
    pub fn insert_placed(&mut self, value: T, size: Size) -> Result<Ref, obmalloc::Error> {
        let object = self.insert(value);
        if let Some((placement, observer)) = self.placement_mut()
            && let Err(error) = placement.give(object, size, observer)
        {
            self.vacate(object);
            return Err(error);
        }
        Ok(object)
    }

    /// Gives an object that has none a block of `size` bytes. Without an allocator nothing happens.
    ///
    /// # Errors
    ///
    /// When the allocator has no memory left; the object stays without an address.
    ///
    /// # Panics
    ///
    /// When the object is gone, or has an address already.
    #[inline]
    pub fn place(&mut self, object: Ref, size: Size) -> Result<(), obmalloc::Error> {
        if let Err(dead) = self.check(object) {
            refuse("place", dead);
        }
        let Some((placement, observer)) = self.placement_mut() else {
            return Ok(());
        };
        assert!(
            placement.entry(object).block.address().is_null(),
            "{object} has an address already, and an object never moves"
        );
        placement.give(object, size, observer)
    }

    /// Makes the object's own block larger or smaller with `PyObject_Realloc`, as a text that is appended to.
    ///
    /// The object may lie elsewhere afterwards: whoever does this must be the only one who holds it.
    /// Without an allocator nothing happens.
    ///
    /// # Errors
    ///
    /// When the allocator has no memory left; the object stays as it was.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn resize(&mut self, object: Ref, size: Size) -> Result<(), obmalloc::Error> {
        if let Err(dead) = self.check(object) {
            refuse("resize", dead);
        }
        let Some((placement, observer)) = self.placement_mut() else {
            return Ok(());
        };
        let Placed {
            block: old,
            is_static,
            ..
        } = *placement.entry(object);
        if is_static || old.address().is_null() {
            return Ok(());
        }
        let new = placement
            .allocator
            .realloc_block(old, size.block() as u64)?;
        placement.entry(object).block = new;
        if new.address() != old.address() {
            tell(observer, || Event::AddressGiven {
                object,
                address: new.address().get(),
                nbytes: size.block(),
            });
            tell(observer, || Event::AddressReturned {
                object,
                address: old.address().get(),
            });
        }
        Ok(())
    }

    /// [`insert`](Heap::insert) at an address of the caller's own, such as one in the interpreter's static data.
    ///
    /// The allocator knows nothing of that memory and never gets it back.
    pub fn insert_at(&mut self, value: T, address: Address) -> Ref {
        let object = self.insert(value);
        if let Some((placement, _)) = self.placement_mut() {
            *placement.entry(object) = Placed {
                block: Block::system(address),
                is_static: true,
                ..Placed::default()
            };
        }
        object
    }

    /// Where the object lies: what `id()` shows. `None` without an allocator, or when the object is gone.
    ///
    /// This is the address after the GC head, as in CPython.
    pub fn address(&self, object: Ref) -> Option<u64> {
        self.get(object)?;
        let placed = self.placement()?.placed.get(object.index())?;
        let block = placed.block.address();
        (!block.is_null()).then(|| block.get() + u64::from(placed.preheader))
    }

    /// Where the object's buffer begins (`ob_item` of a list), if it has one.
    pub fn buffer_address(&self, object: Ref) -> Option<u64> {
        self.get(object)?;
        let placed = self.placement()?.placed.get(object.index())?;
        let buffer = placed.buffer.address();
        (!buffer.is_null()).then(|| buffer.get())
    }

    /// How long the object's buffer is, in bytes; 0 without one, and without an allocator.
    pub fn buffer_nbytes(&self, object: Ref) -> usize {
        let placed = self
            .get(object)
            .and(self.placement())
            .and_then(|placement| placement.placed.get(object.index()));
        placed.map_or(0, |placed| placed.buffer_nbytes)
    }

    /// Makes the object's buffer `nbytes` long: allocated at first, then resized with `PyMem_Realloc`, freed at 0.
    ///
    /// The object itself stays where it is. Without an allocator nothing happens.
    ///
    /// # Errors
    ///
    /// When the allocator has no memory left; the buffer stays as it was.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn resize_buffer(&mut self, object: Ref, nbytes: usize) -> Result<(), obmalloc::Error> {
        self.change_buffer(object, nbytes, |allocator, old| {
            allocator.realloc_block(old, nbytes as u64)
        })
    }

    /// Gives the object a new buffer and frees the old one, as a dict or set does when it grows.
    ///
    /// # Errors
    ///
    /// When the allocator has no memory left; the buffer stays as it was.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn replace_buffer(&mut self, object: Ref, nbytes: usize) -> Result<(), obmalloc::Error> {
        self.change_buffer(object, nbytes, |allocator, old| {
            let new = allocator.alloc_block(nbytes as u64)?;
            allocator.free_block(old)?;
            Ok(new)
        })
    }

    /// The common part of resizing and replacing: the first buffer, the last one, and the events.
    fn change_buffer(
        &mut self,
        object: Ref,
        nbytes: usize,
        renew: impl FnOnce(&mut Obmalloc, Block) -> Result<Block, obmalloc::Error>,
    ) -> Result<(), obmalloc::Error> {
        if let Err(dead) = self.check(object) {
            refuse("resize of a buffer", dead);
        }
        let Some((placement, observer)) = self.placement_mut() else {
            return Ok(());
        };
        let Placed {
            buffer: old,
            buffer_nbytes,
            ..
        } = *placement.entry(object);
        if nbytes == buffer_nbytes {
            return Ok(());
        }
        if nbytes == 0 {
            let entry = placement.entry(object);
            entry.buffer = Block::NULL;
            entry.buffer_nbytes = 0;
            placement.free(object, old, observer);
            return Ok(());
        }
        let new = if old.address().is_null() {
            placement.allocator.alloc_block(nbytes as u64)?
        } else {
            renew(&mut placement.allocator, old)?
        };
        let entry = placement.entry(object);
        entry.buffer = new;
        entry.buffer_nbytes = nbytes;
        if new.address() != old.address() {
            tell(observer, || Event::AddressGiven {
                object,
                address: new.address().get(),
                nbytes,
            });
            if !old.address().is_null() {
                tell(observer, || Event::AddressReturned {
                    object,
                    address: old.address().get(),
                });
            }
        }
        Ok(())
    }

    /// The allocator, for its statistics.
    pub fn allocator(&self) -> Option<&Obmalloc> {
        self.placement().map(|placement| &placement.allocator)
    }

    /// The allocator, to be changed: for a limit on its memory.
    pub fn allocator_mut(&mut self) -> Option<&mut Obmalloc> {
        self.placement_mut()
            .map(|(placement, _)| &mut placement.allocator)
    }

    /// The address of an object that must be there, with the reason when it isn't.
    ///
    /// # Errors
    ///
    /// When the object is gone.
    pub fn try_address(&self, object: Ref) -> Result<Option<u64>, DeadRef> {
        self.check(object)?;
        Ok(self.address(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_costs_forty_eight_bytes_for_each_slot() {
        assert_eq!(size_of::<Placed>(), 48);
    }
}
