//! [`Heap`]: a slab of slots, each with a value and its count.

mod look;

use crate::event::{Event, Observer, Silent};
use crate::placement::Placement;
use crate::reference::{DeadRef, Gone, Ref};
use crate::trace::Trace;
use crate::world::{self, Step};

/// The mark of an immortal object in [`Slot::ob_refcnt`], which makes the number negative when read as signed.
///
/// CPython tests for it in the same way: `_Py_IsImmortal` asks whether the low 32 bits are below zero
/// (`Include/object.h`, 3.12; `Include/refcount.h`, 3.14).
const IMMORTAL: u32 = 1 << 31;

/// The mark of an object whose finalizer has been called (PEP 442), `_PyGC_PREV_MASK_FINALIZED` in CPython.
const FINALIZED: u32 = 1 << 30;

/// The part of [`Slot::ob_refcnt`] that counts.
const COUNT: u32 = FINALIZED - 1;

/// No next vacant slot: the end of the free list.
const NONE: u32 = u32::MAX;

/// The most references that one object can have: 2^30 − 1.
///
/// CPython has more room than that, and no program on a 64-bit machine with less than 8 GiB of references reaches it.
pub const MAX_REFCNT: u32 = COUNT;

/// One place for an object: eight bytes of header, and the value.
// ANCHOR: slot
#[derive(Clone, Debug, PartialEq)]
struct Slot<T> {
    /// Odd while the slot is occupied, even while it is vacant; it only grows.
    version: u32,
    /// Occupied: how many references there are, with two marks in the top bits.
    /// Vacant: the next vacant slot, so that the list of them costs nothing.
    ob_refcnt: u32,
    /// What the object holds. `None` while the slot is vacant.
    value: Option<T>,
}
// ANCHOR_END: slot

impl<T> Slot<T> {
    /// Whether the count stands still.
    #[inline]
    fn is_immortal(&self) -> bool {
        self.ob_refcnt & IMMORTAL != 0
    }

    /// Whether one reference more or fewer is all there is to do: it is mortal, it isn't dying, and the count isn't at its end.
    ///
    /// An immortal one is above the end, and zero comes out above it, too.
    #[inline]
    fn counts(&self) -> bool {
        (self.ob_refcnt & (COUNT | IMMORTAL)).wrapping_sub(1) < COUNT - 1
    }

    /// How many references are counted. Zero in an occupied slot means that the object is dying.
    #[inline]
    fn count(&self) -> u32 {
        self.ob_refcnt & COUNT
    }

    /// Whether the count is zero, and means it. Asked of an occupied slot.
    #[inline]
    fn is_dying(&self) -> bool {
        self.ob_refcnt & (COUNT | IMMORTAL) == 0
    }

    /// How many references are counted, or [`u32::MAX`] where the count stands still.
    #[inline]
    fn refcnt(&self) -> u32 {
        if self.is_immortal() {
            u32::MAX
        } else {
            self.count()
        }
    }
}

/// Objects, their reference counts, and the references between them.
///
/// `T` is what an object holds. `O` is told of every step; the default hears nothing and costs nothing.
///
/// The heap is plain data: it can be cloned, compared, printed, and sent to another thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Heap<T, O = Silent> {
    slots: Vec<Slot<T>>,
    /// The vacant slot that is used next, the one vacated last, or `NONE`.
    vacant: u32,
    /// How many slots are occupied.
    len: usize,
    /// What the releases under way have still to do. Empty between two operations.
    pub(crate) pending: Vec<Step>,
    /// Where each object lies, if the heap was asked to keep addresses.
    placement: Option<Box<Placement>>,
    observer: O,
}

impl<T: Trace> Heap<T> {
    /// An empty heap that nobody watches.
    pub fn new() -> Self {
        Heap::with_observer(Silent)
    }
}

impl<T: Trace, O: Observer + Default> Default for Heap<T, O> {
    fn default() -> Self {
        Heap::with_observer(O::default())
    }
}

impl<T: Trace, O: Observer> Heap<T, O> {
    /// An empty heap whose every step is told to `observer`.
    pub fn with_observer(observer: O) -> Self {
        Heap {
            slots: Vec::new(),
            vacant: NONE,
            len: 0,
            pending: Vec::new(),
            placement: None,
            observer,
        }
    }

    /// Gives the heap an allocator, so that every object made from now on has an address.
    ///
    /// Objects made earlier have none.
    pub fn place_with(&mut self, allocator: obmalloc::Obmalloc) {
        self.placement = Some(Box::new(Placement::new(allocator)));
    }

    /// The observer.
    pub fn observer(&self) -> &O {
        &self.observer
    }

    /// The observer, to be changed.
    pub fn observer_mut(&mut self) -> &mut O {
        &mut self.observer
    }

    /// How many objects there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no object at all.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Makes room for so many more objects, so that the table of slots doesn't have to grow while they are made.
    ///
    /// Vacant slots count as room. Nothing that can be observed changes, and no object moves to another slot.
    ///
    /// # Panics
    ///
    /// When the table would be larger than the address space.
    pub fn reserve(&mut self, additional: usize) {
        let vacant = self.slots.len() - self.len;
        self.slots.reserve(additional.saturating_sub(vacant));
    }

    /// Makes an object, born with a count of 1: the reference that is returned.
    ///
    /// References inside `value` are taken over and not counted again, as `PyList_SET_ITEM` does;
    /// whoever needs to keep one for himself increfs it first.
    ///
    /// # Panics
    ///
    /// After 2^32 − 1 slots, far beyond any machine's memory for them.
    // ANCHOR: insert
    #[inline]
    pub fn insert(&mut self, value: T) -> Ref {
        let object = self.occupy(value, 1);
        self.emit(|| Event::Born { object });
        object
    }
    // ANCHOR_END: insert

    /// Makes an object that never dies (PEP 683): its count stands still.
    ///
    /// CPython has such objects from 3.12.
    #[inline]
    pub fn insert_immortal(&mut self, value: T) -> Ref {
        let object = self.occupy(value, IMMORTAL);
        self.emit(|| Event::Born { object });
        object
    }

    /// Turns an object into one that never dies, as `_Py_SetImmortal` does.
    ///
    /// # Errors
    ///
    /// When the object is gone.
    pub fn make_immortal(&mut self, object: Ref) -> Result<(), DeadRef> {
        let slot = self.alive_mut(object)?;
        slot.ob_refcnt |= IMMORTAL;
        Ok(())
    }

    /// Fills a vacant slot, the one vacated last, or a new one.
    #[inline]
    fn occupy(&mut self, value: T, ob_refcnt: u32) -> Ref {
        let index = self.vacant;
        self.len += 1;
        if let Some(slot) = self.slots.get_mut(index as usize) {
            self.vacant = slot.ob_refcnt;
            slot.version += 1;
            slot.ob_refcnt = ob_refcnt;
            // What is overwritten is `None`. To forget it saves the look whether it has to be dropped.
            std::mem::forget(slot.value.replace(value));
            return key(index, slot.version);
        }
        let index = self.slots.len();
        if index >= NONE as usize {
            full();
        }
        self.slots.push(Slot {
            version: 1,
            ob_refcnt,
            value: Some(value),
        });
        key(index as u32, 1)
    }

    /// One reference more: `Py_INCREF`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    // ANCHOR: incref
    #[inline]
    pub fn incref(&mut self, object: Ref) {
        let refcnt = match self.slots.get_mut(object.index()) {
            Some(slot) if slot.version == object.version() && slot.counts() => {
                slot.ob_refcnt += 1;
                slot.count()
            }
            Some(slot) if slot.version == object.version() && slot.is_immortal() => return,
            _ => return self.refuse_incref(object),
        };
        self.emit(|| Event::Incref { object, refcnt });
    }

    /// [`incref`](Heap::incref), with an error in place of the panic.
    ///
    /// # Errors
    ///
    /// When the object is gone.
    #[inline]
    pub fn try_incref(&mut self, object: Ref) -> Result<(), DeadRef> {
        let slot = self.alive_mut(object)?;
        if slot.is_immortal() {
            return Ok(());
        }
        if slot.count() == MAX_REFCNT {
            too_many(object);
        }
        slot.ob_refcnt += 1;
        let refcnt = slot.count();
        self.emit(|| Event::Incref { object, refcnt });
        Ok(())
    }
    // ANCHOR_END: incref

    /// One reference fewer: `Py_DECREF`. The last one takes the object with it, and whatever it alone kept alive.
    ///
    /// No finalizer runs: a heap alone has none. See [`World`](crate::World) for a heap with more around it.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    #[inline]
    pub fn decref(&mut self, object: Ref) {
        world::decref(self, object);
    }

    /// [`decref`](Heap::decref), with an error in place of the panic.
    ///
    /// # Errors
    ///
    /// When the object is gone.
    #[inline]
    pub fn try_decref(&mut self, object: Ref) -> Result<(), DeadRef> {
        world::try_decref(self, object)
    }

    /// The half of `Py_DECREF` that counts. Says whether that was the last reference.
    // ANCHOR: count_down
    #[inline]
    pub(crate) fn count_down(&mut self, object: Ref) -> bool {
        let refcnt = match self.slots.get_mut(object.index()) {
            Some(slot) if slot.version == object.version() && slot.counts() => {
                slot.ob_refcnt -= 1;
                slot.count()
            }
            Some(slot) if slot.version == object.version() && slot.is_immortal() => return false,
            _ => return self.count_down_rest(object),
        };
        self.emit(|| Event::Decref { object, refcnt });
        refcnt == 0
    }
    // ANCHOR_END: count_down

    /// The same of an object that may be gone.
    pub(crate) fn try_count_down(&mut self, object: Ref) -> Result<bool, DeadRef> {
        let slot = self.alive_mut(object)?;
        if slot.is_immortal() {
            return Ok(false);
        }
        slot.ob_refcnt -= 1;
        let refcnt = slot.count();
        self.emit(|| Event::Decref { object, refcnt });
        Ok(refcnt == 0)
    }

    /// Stops at an object that can't be counted up.
    #[cold]
    #[inline(never)]
    fn refuse_incref(&mut self, object: Ref) {
        if let Err(dead) = self.try_incref(object) {
            refuse("incref", dead);
        }
    }

    /// Counts down from the highest count, and stops at an object that is gone.
    #[cold]
    #[inline(never)]
    fn count_down_rest(&mut self, object: Ref) -> bool {
        match self.try_count_down(object) {
            Ok(was_last) => was_last,
            Err(dead) => refuse("decref", dead),
        }
    }

    /// Marks the object's finalizer as called, as a collector does that calls finalizers itself.
    ///
    /// # Errors
    ///
    /// When the object is gone.
    pub fn set_finalized(&mut self, object: Ref) -> Result<(), DeadRef> {
        self.alive_mut(object)?.ob_refcnt |= FINALIZED;
        Ok(())
    }

    /// Tells the observer, if it listens.
    #[inline]
    pub fn emit(&mut self, event: impl FnOnce() -> Event) {
        if O::LISTENS && self.observer.is_listening() {
            self.tell(event());
        }
    }

    /// Out of line, so that nobody who isn't heard pays for what he would have said.
    #[cold]
    #[inline(never)]
    fn tell(&mut self, event: Event) {
        self.observer.observe(event);
    }

    /// The slot of an object that isn't freed.
    // ANCHOR: locate
    #[inline]
    fn slot(&self, object: Ref) -> Result<&Slot<T>, DeadRef> {
        match self.slots.get(object.index()) {
            Some(slot) if slot.version == object.version() => Ok(slot),
            found => Err(gone(object, found.map(|slot| slot.version))),
        }
    }
    // ANCHOR_END: locate

    /// The same, to be changed.
    #[inline]
    fn slot_mut(&mut self, object: Ref) -> Result<&mut Slot<T>, DeadRef> {
        match self.slots.get_mut(object.index()) {
            Some(slot) if slot.version == object.version() => Ok(slot),
            found => Err(gone(object, found.map(|slot| slot.version))),
        }
    }

    /// The slot of an object that is neither freed nor dying.
    #[inline]
    fn alive_mut(&mut self, object: Ref) -> Result<&mut Slot<T>, DeadRef> {
        let slot = self.slot_mut(object)?;
        if slot.is_dying() {
            return Err(dying(object));
        }
        Ok(slot)
    }

    /// Gives a dying object one reference and marks it finalized, before its finalizer runs.
    pub(crate) fn resurrect_start(&mut self, object: Ref) {
        if let Ok(slot) = self.slot_mut(object) {
            slot.ob_refcnt = 1 | FINALIZED;
        }
    }

    /// Takes that reference back after the finalizer. Says whether another one is left.
    pub(crate) fn resurrect_end(&mut self, object: Ref) -> bool {
        match self.slot_mut(object) {
            Ok(slot) if slot.is_immortal() => true,
            Ok(slot) => {
                slot.ob_refcnt -= 1;
                slot.count() > 0
            }
            Err(dead) => refuse("resurrect", dead),
        }
    }

    /// Puts the dying object's children on the list of what has to be done, the first to be released on top,
    /// and its own memory beneath them.
    ///
    /// An object without children needs no place on the list: it is vacated at once, and what it held is returned.
    #[inline(always)]
    pub(crate) fn schedule_children(&mut self, object: Ref) -> Option<T> {
        let Heap { slots, pending, .. } = self;
        let value = slots.get(object.index())?.value.as_ref()?;
        let start = pending.len();
        value.release_order(&mut |child| {
            if pending.len() == start {
                pending.push(Step::Free(object));
            }
            pending.push(Step::Decref(child));
        });
        match pending.get_mut(start + 1..) {
            Some(children) => {
                children.reverse();
                None
            }
            None => self.vacate(object),
        }
    }

    /// Vacates the slot: `tp_free`.
    // ANCHOR: vacate
    #[inline]
    pub(crate) fn vacate(&mut self, object: Ref) -> Option<T> {
        if let Some(placement) = &mut self.placement {
            placement.give_back(object, &mut self.observer);
        }
        let vacant = self.vacant;
        let slot = self.slots.get_mut(object.index())?;
        if slot.version != object.version() {
            return None;
        }
        let value = slot.value.take();
        // A slot whose version has run out is never used again, so that no old key can fit it.
        slot.version = slot.version.wrapping_add(1);
        if slot.version != 0 {
            slot.ob_refcnt = vacant;
            self.vacant = object.index() as u32;
        }
        self.len -= 1;
        self.emit(|| Event::Freed { object });
        value
    }
    // ANCHOR_END: vacate

    /// What the audit needs of a slot: the object, its count (`None` for an immortal one), and its value.
    pub(crate) fn occupied(&self) -> impl Iterator<Item = (Ref, Option<u32>, &T)> {
        self.iter().map(|(object, value)| {
            let slot = &self.slots[object.index()];
            (object, (!slot.is_immortal()).then_some(slot.count()), value)
        })
    }

    /// Walks the list of vacant slots; `None` when it runs into an occupied one or in a circle.
    pub(crate) fn count_vacant(&self) -> Option<usize> {
        let mut next = self.vacant;
        let mut count = 0;
        while next != NONE {
            let slot = self.slots.get(next as usize)?;
            if slot.version % 2 != 0 || slot.value.is_some() || count > self.slots.len() {
                return None;
            }
            count += 1;
            next = slot.ob_refcnt;
        }
        Some(count)
    }

    /// How many slots were retired because their version ran out.
    pub(crate) fn count_retired(&self) -> usize {
        self.slots.iter().filter(|slot| slot.version == 0).count()
    }

    /// The placement and the observer, for the methods that deal with addresses.
    pub(crate) fn placement_mut(&mut self) -> Option<(&mut Placement, &mut O)> {
        let placement = self.placement.as_deref_mut()?;
        Some((placement, &mut self.observer))
    }

    /// The placement, if there is one.
    pub(crate) fn placement(&self) -> Option<&Placement> {
        self.placement.as_deref()
    }

    /// Moves a vacant slot's version on, so that a test can reach its end.
    #[cfg(test)]
    pub(crate) fn age(&mut self, index: usize, version: u32) {
        assert!(version.is_multiple_of(2) && self.slots[index].version < version);
        self.slots[index].version = version;
    }
}

/// The key of an occupied slot.
#[inline]
fn key(index: u32, version: u32) -> Ref {
    match Ref::new(index, version) {
        Some(key) => key,
        None => unreachable!("an occupied slot has an odd version"),
    }
}

/// What became of an object whose reference doesn't fit the version in its slot, if there is such a slot at all.
// The functions from here on are for mistakes. Out of line they take nothing from the paths that are walked every time.
#[cold]
#[inline(never)]
fn gone(object: Ref, found: Option<u32>) -> DeadRef {
    let gone = match found {
        None => Gone::Foreign,
        // A version of zero is one that has run out: every life of that slot is past.
        Some(0) => Gone::Freed,
        Some(version) if version < object.version() => Gone::Foreign,
        Some(version) if version % 2 == 0 => Gone::Freed,
        Some(_) => Gone::Reused,
    };
    DeadRef { object, gone }
}

/// What is said of an object whose count is zero.
#[cold]
#[inline(never)]
fn dying(object: Ref) -> DeadRef {
    DeadRef {
        object,
        gone: Gone::Dying,
    }
}

/// Stops the program at the use of a dead reference.
#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn refuse(what: &str, dead: DeadRef) -> ! {
    panic!("{what}: {dead}")
}

/// Stops at a reference that can't be counted.
#[cold]
#[inline(never)]
fn too_many(object: Ref) -> ! {
    panic!("{object} has as many references as can be counted")
}

/// Stops at an object for which there is no number.
#[cold]
#[inline(never)]
fn full() -> ! {
    panic!("the heap holds 2^32 - 1 objects and has no number for another")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_eight_bytes_and_the_value() {
        assert_eq!(size_of::<Slot<Box<u64>>>(), 16);
        assert_eq!(size_of::<Slot<Vec<Ref>>>(), 32);
        assert_eq!(size_of::<Step>(), 12);
    }

    #[test]
    fn a_slot_whose_version_runs_out_is_never_used_again() {
        let mut heap = Heap::new();
        let first = heap.insert(());
        heap.decref(first);
        heap.age(0, u32::MAX - 1);
        let last = heap.insert(());
        assert_eq!((last.index(), last.version()), (0, u32::MAX));
        heap.decref(last);
        assert_eq!(heap.insert(()).index(), 1);
        for object in [first, last] {
            assert_eq!(
                heap.check(object),
                Err(DeadRef {
                    object,
                    gone: Gone::Freed
                })
            );
        }
        assert!(heap.audit(heap.at_index(1)).is_ok());
    }

    #[test]
    fn what_is_reserved_is_there_and_is_not_seen() {
        let mut heap = Heap::new();
        let first = heap.insert(());
        heap.insert(());
        heap.decref(first);
        let unreserved = heap.clone();
        heap.reserve(100);
        assert_eq!((heap.index_bound(), heap.len()), (2, 1));
        assert_eq!(heap, unreserved);
        let slots = heap.slots.as_ptr();
        let indices: Vec<usize> = (0..100).map(|_| heap.insert(()).index()).collect();
        assert_eq!(heap.slots.as_ptr(), slots, "the table moved");
        // The vacant slot counts as room, and is used first.
        assert_eq!((indices[0], indices[99]), (0, 100));
        assert_eq!(heap.index_bound(), 101);
    }

    #[test]
    fn vacant_slots_are_used_again_last_first() {
        let mut heap = Heap::new();
        let objects = [heap.insert(()), heap.insert(()), heap.insert(())];
        for object in objects {
            heap.decref(object);
        }
        let again = [
            heap.insert(()),
            heap.insert(()),
            heap.insert(()),
            heap.insert(()),
        ];
        assert_eq!(again.map(Ref::index), [2, 1, 0, 3]);
    }
}
