//! One number per object: unprotected, atomic, and under a lock.

use std::sync::atomic::Ordering::{AcqRel, Relaxed};

use crate::sync::{AtomicIsize, Mutex, lock};

/// A reference count that any thread may change.
pub trait Count {
    /// `Py_INCREF`: one reference more.
    fn incref(&self);

    /// `Py_DECREF`: one reference fewer; says whether it was the last.
    fn decref(&self) -> bool;

    /// `Py_REFCNT`.
    fn refcnt(&self) -> isize;
}

/// `ob_refcnt++` as it would be without a lock: a load, an addition, a store.
///
/// Another thread can change the count between the load and the store, and what it did is lost.
/// The load and the store are atomic each, so the loss is a wrong number and not undefined behaviour.
///
/// ```
/// use gil::{Count, Racy};
///
/// let count = Racy::new(1);
/// let seen = count.load(); // one thread loads 1 ...
/// count.incref();          // ... another thread makes it 2 ...
/// count.store(seen + 1);   // ... and the first one stores 1 + 1
/// assert_eq!(count.refcnt(), 2); // two increments, and one is lost
/// ```
#[derive(Debug)]
pub struct Racy {
    ob_refcnt: AtomicIsize,
}

impl Racy {
    /// A count that starts at `refcnt`.
    pub fn new(refcnt: isize) -> Self {
        Racy {
            ob_refcnt: AtomicIsize::new(refcnt),
        }
    }

    /// The first half of a change.
    pub fn load(&self) -> isize {
        self.ob_refcnt.load(Relaxed)
    }

    /// The second half of a change.
    pub fn store(&self, refcnt: isize) {
        self.ob_refcnt.store(refcnt, Relaxed);
    }
}

impl Count for Racy {
    // ANCHOR: racy
    fn incref(&self) {
        let refcnt = self.load();
        // Whatever other threads do here is lost.
        self.store(refcnt + 1);
    }
    // ANCHOR_END: racy

    fn decref(&self) -> bool {
        let refcnt = self.load() - 1;
        self.store(refcnt);
        refcnt == 0
    }

    fn refcnt(&self) -> isize {
        self.load()
    }
}

/// Each change is one atomic addition: right, and dearer than a plain one, above all when several threads do it at once.
#[derive(Debug)]
pub struct Atomic {
    ob_refcnt: AtomicIsize,
}

impl Atomic {
    /// A count that starts at `refcnt`.
    pub fn new(refcnt: isize) -> Self {
        Atomic {
            ob_refcnt: AtomicIsize::new(refcnt),
        }
    }
}

impl Count for Atomic {
    // ANCHOR: atomic
    fn incref(&self) {
        self.ob_refcnt.fetch_add(1, Relaxed);
    }

    fn decref(&self) -> bool {
        // Release: what this thread did with the object comes before.
        // Acquire: what the others did is seen by the one that deallocates.
        self.ob_refcnt.fetch_sub(1, AcqRel) == 1
    }
    // ANCHOR_END: atomic

    fn refcnt(&self) -> isize {
        self.ob_refcnt.load(Relaxed)
    }
}

/// A lock per object: right, and two operations on the lock for each change.
#[derive(Debug)]
pub struct Locked {
    ob_refcnt: Mutex<isize>,
}

impl Locked {
    /// A count that starts at `refcnt`.
    pub fn new(refcnt: isize) -> Self {
        Locked {
            ob_refcnt: Mutex::new(refcnt),
        }
    }
}

impl Count for Locked {
    fn incref(&self) {
        *lock(&self.ob_refcnt) += 1;
    }

    fn decref(&self) -> bool {
        let mut refcnt = lock(&self.ob_refcnt);
        *refcnt -= 1;
        *refcnt == 0
    }

    fn refcnt(&self) -> isize {
        *lock(&self.ob_refcnt)
    }
}
