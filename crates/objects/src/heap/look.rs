//! Looking at the objects of a heap, by reference and by slot.

use super::{FINALIZED, Heap, Slot, dying, refuse};
use crate::event::Observer;
use crate::reference::{DeadRef, Ref};
use crate::trace::Trace;

impl<T: Trace, O: Observer> Heap<T, O> {
    /// How many references there are to the object: `ob_refcnt`.
    ///
    /// [`u32::MAX`] for an immortal object. What `sys.getrefcount` makes of it depends on the version:
    /// see [`immortal`](crate::immortal).
    ///
    /// # Errors
    ///
    /// When the object is gone.
    #[inline]
    pub fn try_refcnt(&self, object: Ref) -> Result<u32, DeadRef> {
        self.slot(object).map(Slot::refcnt)
    }

    /// [`try_refcnt`](Heap::try_refcnt) for an object that must be there.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    #[inline]
    pub fn refcnt(&self, object: Ref) -> u32 {
        match self.try_refcnt(object) {
            Ok(refcnt) => refcnt,
            Err(dead) => refuse("refcnt", dead),
        }
    }

    /// Whether the object's count stands still. A freed object's doesn't.
    #[inline]
    pub fn is_immortal(&self, object: Ref) -> bool {
        self.slot(object).is_ok_and(Slot::is_immortal)
    }

    /// Whether the object's finalizer has been called, as `gc.is_finalized` tells (from 3.9).
    pub fn is_finalized(&self, object: Ref) -> bool {
        self.slot(object)
            .is_ok_and(|slot| slot.ob_refcnt & FINALIZED != 0)
    }

    /// Whether the object can be used: it is neither freed nor dying.
    #[inline]
    pub fn is_alive(&self, object: Ref) -> bool {
        self.check(object).is_ok()
    }

    /// Says why an object can't be used.
    ///
    /// # Errors
    ///
    /// When the object is gone.
    #[inline]
    pub fn check(&self, object: Ref) -> Result<(), DeadRef> {
        if self.slot(object)?.is_dying() {
            return Err(dying(object));
        }
        Ok(())
    }

    /// What the object holds; `None` when it was freed.
    ///
    /// A dying object still has its value, as its memory in CPython does, until its children are released.
    #[inline]
    pub fn get(&self, object: Ref) -> Option<&T> {
        self.slot(object).ok()?.value.as_ref()
    }

    /// What the object holds, when it can be used: [`check`](Heap::check) and [`get`](Heap::get) in one look.
    ///
    /// # Errors
    ///
    /// When the object is gone or dying.
    #[inline]
    pub fn try_get(&self, object: Ref) -> Result<&T, DeadRef> {
        let slot = self.slot(object)?;
        match &slot.value {
            Some(value) if !slot.is_dying() => Ok(value),
            _ => Err(dying(object)),
        }
    }

    /// What the object holds, to be changed; `None` when it was freed.
    ///
    /// Who puts a reference in counts it first; who takes one out decrefs it afterwards.
    #[inline]
    pub fn get_mut(&mut self, object: Ref) -> Option<&mut T> {
        self.slot_mut(object).ok()?.value.as_mut()
    }

    /// Every object, by slot, with what it holds.
    pub fn iter(&self) -> impl Iterator<Item = (Ref, &T)> {
        self.slots.iter().enumerate().filter_map(|(index, slot)| {
            let value = slot.value.as_ref()?;
            let object = Ref::new(u32::try_from(index).ok()?, slot.version)?;
            Some((object, value))
        })
    }

    /// Every [`Ref::index`] is below this number.
    ///
    /// A table beside the heap needs this many entries.
    pub fn index_bound(&self) -> usize {
        self.slots.len()
    }

    /// The object in a slot, if there is one: the way back from [`Ref::index`].
    ///
    /// It may be dying.
    #[inline]
    pub fn at_index(&self, index: usize) -> Option<Ref> {
        // An index of a slot has 32 bits: there are no more slots.
        Ref::new(index as u32, self.slots.get(index)?.version)
    }

    /// The object in a slot, its count, and what it holds: everything about it in one look.
    ///
    /// For a walk over slots whose numbers were kept in a table beside the heap, as a collector's are.
    /// The count is that of [`try_refcnt`](Heap::try_refcnt): 0 for a dying object, [`u32::MAX`] for an immortal one.
    /// `None` for a slot that is vacant, or that the heap doesn't have.
    ///
    /// ```
    /// use objects::Heap;
    ///
    /// let mut heap = Heap::new();
    /// let leaf = heap.insert(vec![]);
    /// heap.incref(leaf);
    /// assert_eq!(heap.slot_at(leaf.index()), Some((leaf, 2, &vec![])));
    /// assert_eq!(heap.slot_at(1), None);
    /// ```
    #[inline]
    pub fn slot_at(&self, index: usize) -> Option<(Ref, u32, &T)> {
        let slot = self.slots.get(index)?;
        let value = slot.value.as_ref()?;
        Some((Ref::new(index as u32, slot.version)?, slot.refcnt(), value))
    }
}
