//! The two counts of a free-threaded build's header, and the rules that keep their sum right.

use std::fmt;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};

use version::Version;

use crate::count::layout::{
    DeferredRefcount, IMMORTAL_REFCNT_LOCAL, REF_MAYBE_WEAKREF, REF_MERGED, REF_QUEUED,
    REF_SHARED_FLAG_MASK, REF_SHARED_SHIFT, ref_shared,
};
use crate::event::ThreadId;
use crate::sync::{AtomicIsize, AtomicU32, AtomicU64};

/// `_Py_UNOWNED_TID`.
const UNOWNED_TID: u64 = 0;
/// One reference in `ob_ref_shared`.
const ONE_SHARED: isize = 1 << REF_SHARED_SHIFT;

/// The counts of one object in a free-threaded build (3.13 and later, PEP 703).
///
/// The thread that made the object owns it, and counts in `ob_ref_local` without a lock or an atomic addition.
/// All other threads count in `ob_ref_shared`, atomically.
/// The true count is the sum; the shared one alone may be negative.
///
/// CPython asks for the strongest memory order in each compare-and-exchange.
/// This module asks for what a model checker found to be needed, and the comments say why.
pub struct Biased {
    ob_tid: AtomicU64,
    ob_ref_local: AtomicU32,
    ob_ref_shared: AtomicIsize,
}

/// What is to be done after a `Py_DECREF`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "an object whose count is zero must be deallocated, and a queued one must reach its owner"]
pub enum Outcome {
    /// Nothing.
    Lives,
    /// `_Py_brc_queue_object`: the owner must merge the counts. The reference belongs to the queue now.
    Queue,
    /// `_Py_Dealloc`: that was the last reference.
    Dead,
}

impl Biased {
    /// `_Py_NewReference`: one reference, owned by the thread that makes it.
    pub fn new(owner: ThreadId) -> Self {
        Biased {
            ob_tid: AtomicU64::new(owner.number()),
            ob_ref_local: AtomicU32::new(1),
            ob_ref_shared: AtomicIsize::new(0),
        }
    }

    /// `_Py_SetImmortal`: an object whose count never changes, and which nobody owns.
    pub fn immortal() -> Self {
        Biased {
            ob_tid: AtomicU64::new(UNOWNED_TID),
            ob_ref_local: AtomicU32::new(IMMORTAL_REFCNT_LOCAL),
            ob_ref_shared: AtomicIsize::new(0),
        }
    }

    /// `_PyObject_SetDeferredRefcount`: a fresh object whose references from stacks aren't counted,
    /// and which only the collector may free. Functions, classes and modules are made so.
    pub fn deferred(owner: ThreadId, version: Version) -> Self {
        let (local, shared) = DeferredRefcount::of(version).fields();
        Biased {
            ob_tid: AtomicU64::new(owner.number()),
            ob_ref_local: AtomicU32::new(local),
            ob_ref_shared: AtomicIsize::new(shared),
        }
    }

    // ANCHOR: biased_incref
    /// `Py_INCREF`.
    #[inline]
    pub fn incref(&self, thread: ThreadId) {
        let local = self.ob_ref_local.load(Relaxed);
        let new_local = local.wrapping_add(1);
        if new_local == 0 {
            return; // immortal
        }
        if self.is_owned_by(thread) {
            // Nobody else writes this field, so no addition of another thread can be lost.
            self.ob_ref_local.store(new_local, Relaxed);
        } else {
            self.ob_ref_shared.fetch_add(ONE_SHARED, Relaxed);
        }
    }
    // ANCHOR_END: biased_incref

    // ANCHOR: biased_decref
    /// `Py_DECREF`.
    #[inline]
    pub fn decref(&self, thread: ThreadId) -> Outcome {
        let local = self.ob_ref_local.load(Relaxed);
        if local == IMMORTAL_REFCNT_LOCAL {
            return Outcome::Lives;
        }
        if !self.is_owned_by(thread) {
            return self.decref_shared();
        }
        debug_assert!(local > 0, "Py_DECREF without a reference: {self:?}");
        self.ob_ref_local.store(local - 1, Relaxed);
        if local == 1 {
            self.merge_zero_local_refcount()
        } else {
            Outcome::Lives
        }
    }
    // ANCHOR_END: biased_decref

    // ANCHOR: decref_shared
    /// `_Py_DecRefShared`: the way of a thread that isn't the owner.
    fn decref_shared(&self) -> Outcome {
        let mut shared = self.ob_ref_shared.load(Relaxed);
        loop {
            // Nothing to subtract from: the reference that is dropped here was counted by the owner.
            // Only the owner can say whether it was the last, so the reference goes into its queue.
            let should_queue = shared == 0 || shared == REF_MAYBE_WEAKREF;
            let new_shared = if should_queue {
                REF_QUEUED
            } else {
                shared - ONE_SHARED // may be negative!
            };
            debug_assert!(
                new_shared >= 0 || new_shared & REF_SHARED_FLAG_MASK != REF_MERGED,
                "Py_DECREF without a reference: {self:?}"
            );
            // Release: what this thread did with the object comes before its end.
            // Acquire: if this is its end, what all others did is seen here.
            match self
                .ob_ref_shared
                .compare_exchange(shared, new_shared, AcqRel, Relaxed)
            {
                Err(now) => shared = now,
                Ok(_) if should_queue => return Outcome::Queue,
                Ok(_) if new_shared == REF_MERGED => return Outcome::Dead,
                Ok(_) => return Outcome::Lives,
            }
        }
    }
    // ANCHOR_END: decref_shared

    // ANCHOR: merge
    /// `_Py_MergeZeroLocalRefcount`: the owner has dropped the last reference that it knew of.
    fn merge_zero_local_refcount(&self) -> Outcome {
        // Acquire: others may have had references and dropped them.
        let mut shared = self.ob_ref_shared.load(Acquire);
        if shared == 0 {
            return Outcome::Dead; // no other thread ever had one, or all are gone
        }
        // Before the merge: whoever sees MERGED must not take the object for owned.
        self.ob_tid.store(UNOWNED_TID, Relaxed);
        loop {
            let new_shared = (shared & !REF_SHARED_FLAG_MASK) | REF_MERGED;
            match self
                .ob_ref_shared
                .compare_exchange(shared, new_shared, AcqRel, Relaxed)
            {
                Err(now) => shared = now,
                Ok(_) if new_shared == REF_MERGED => return Outcome::Dead,
                Ok(_) => return Outcome::Lives,
            }
        }
    }
    // ANCHOR_END: merge

    // ANCHOR: explicit_merge
    /// `_Py_ExplicitMergeRefcount`: gives up ownership; the count plus `extra` is in `ob_ref_shared` afterwards.
    ///
    /// Only the owner may do this, or anybody once the owner has ended.
    pub(crate) fn explicit_merge(&self, extra: isize) -> isize {
        let local = self.ob_ref_local.load(Relaxed) as isize;
        self.ob_ref_local.store(0, Relaxed);
        self.ob_tid.store(UNOWNED_TID, Relaxed);
        let mut shared = self.ob_ref_shared.load(Relaxed);
        loop {
            let refcnt = (shared >> REF_SHARED_SHIFT) + local + extra;
            let new_shared = ref_shared(refcnt, REF_MERGED);
            match self
                .ob_ref_shared
                .compare_exchange(shared, new_shared, AcqRel, Relaxed)
            {
                Err(now) => shared = now,
                Ok(_) => return refcnt,
            }
        }
    }
    // ANCHOR_END: explicit_merge

    /// `_Py_TryIncref`: takes a reference without having one, as a weak reference or a lookup in a dict does.
    /// Fails when the object may be dying.
    pub fn try_incref(&self, thread: ThreadId) -> bool {
        let local = self.ob_ref_local.load(Relaxed);
        if local == IMMORTAL_REFCNT_LOCAL {
            return true;
        }
        if self.is_owned_by(thread) {
            self.ob_ref_local.store(local + 1, Relaxed);
            return true;
        }
        let mut shared = self.ob_ref_shared.load(Relaxed);
        loop {
            // Zero and MERGED: dead. Zero without flags: the owner may free it without asking, see the fast way of merging.
            if shared == 0 || shared == REF_MERGED {
                return false;
            }
            let new_shared = shared + ONE_SHARED;
            // Acquire: the object is used from here on, by a thread that nobody gave it to.
            match self
                .ob_ref_shared
                .compare_exchange(shared, new_shared, Acquire, Relaxed)
            {
                Err(now) => shared = now,
                Ok(_) => return true,
            }
        }
    }

    /// `_PyObject_SetMaybeWeakref`: from now on the owner must merge before it frees.
    /// The caller has a reference.
    pub fn set_maybe_weakref(&self) {
        if self.is_immortal() {
            return;
        }
        let mut shared = self.ob_ref_shared.load(Relaxed);
        while shared & REF_SHARED_FLAG_MASK == 0 {
            let new_shared = shared | REF_MAYBE_WEAKREF;
            match self
                .ob_ref_shared
                .compare_exchange(shared, new_shared, AcqRel, Relaxed)
            {
                Err(now) => shared = now,
                Ok(_) => return,
            }
        }
    }

    /// `Py_REFCNT` of a mortal object: the sum of both counts.
    pub fn refcnt(&self) -> isize {
        let shared = self.ob_ref_shared.load(Relaxed) >> REF_SHARED_SHIFT;
        self.ob_ref_local.load(Relaxed) as isize + shared
    }

    /// `_Py_IsImmortal`.
    pub fn is_immortal(&self) -> bool {
        self.ob_ref_local.load(Relaxed) == IMMORTAL_REFCNT_LOCAL
    }

    /// The owner, or `None` when the counts are merged or the object is immortal.
    pub fn owner(&self) -> Option<ThreadId> {
        match self.ob_tid.load(Relaxed) {
            UNOWNED_TID => None,
            tid => Some(ThreadId::new(tid)),
        }
    }

    /// `ob_ref_local`.
    pub fn local(&self) -> u32 {
        self.ob_ref_local.load(Relaxed)
    }

    /// The count in `ob_ref_shared`, without the flags.
    pub fn shared(&self) -> isize {
        self.ob_ref_shared.load(Relaxed) >> REF_SHARED_SHIFT
    }

    /// The two flags of `ob_ref_shared`: 0, [`REF_MAYBE_WEAKREF`], [`REF_QUEUED`] or [`REF_MERGED`].
    pub fn flags(&self) -> isize {
        self.ob_ref_shared.load(Relaxed) & REF_SHARED_FLAG_MASK
    }

    /// `_Py_IsOwnedByCurrentThread`.
    fn is_owned_by(&self, thread: ThreadId) -> bool {
        self.ob_tid.load(Relaxed) == thread.number()
    }
}

impl fmt::Debug for Biased {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flags = match self.flags() {
            REF_MAYBE_WEAKREF => "MAYBE_WEAKREF",
            REF_QUEUED => "QUEUED",
            REF_MERGED => "MERGED",
            _ => "none",
        };
        f.debug_struct("Biased")
            .field("owner", &self.owner())
            .field("local", &self.local())
            .field("shared", &self.shared())
            .field("flags", &format_args!("{flags}"))
            .finish()
    }
}
