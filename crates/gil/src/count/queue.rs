//! Objects with biased counts, and the queues through which owners learn of them: `Python/brc.c`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use crate::count::biased::{Biased, Outcome};
use crate::event::ThreadId;
use crate::sync::{AtomicBool, Mutex, lock};

/// All threads that can own objects, and what waits for each: `struct _brc_state`.
///
/// ```
/// use gil::Threads;
///
/// let threads = Threads::new();
/// let alice = threads.attach();
/// let bob = threads.attach();
///
/// let object = alice.make("spam");
/// object.incref(&alice); // a second reference, which Alice gives to Bob
/// assert_eq!(object.decref(&bob), None); // Bob can't see Alice's count ...
/// assert_eq!(object.decref(&alice), None);
/// assert_eq!(alice.merge_refcounts(), ["spam"]); // ... so Alice finds out that it was the last
/// ```
pub struct Threads<T> {
    queues: Arc<Mutex<Queues<T>>>,
}

/// CPython spreads them over buckets with a lock each; one lock will do here.
struct Queues<T> {
    next: u64,
    objects_to_merge: BTreeMap<ThreadId, Waiting<T>>,
}

/// What waits for one thread.
struct Waiting<T> {
    objects: Vec<Object<T>>,
    /// `_PY_EVAL_EXPLICIT_MERGE_BIT` of the thread's `eval_breaker`.
    breaker: Arc<AtomicBool>,
}

impl<T> Threads<T> {
    /// No threads yet.
    pub fn new() -> Self {
        Threads {
            queues: Arc::new(Mutex::new(Queues {
                next: 1,
                objects_to_merge: BTreeMap::new(),
            })),
        }
    }

    /// `_Py_brc_init_thread`: one more thread; move the result to where the thread runs.
    pub fn attach(&self) -> BiasedThread<T> {
        let breaker = Arc::new(AtomicBool::new(false));
        let mut queues = lock(&self.queues);
        let id = ThreadId::new(queues.next);
        queues.next += 1;
        let waiting = Waiting {
            objects: Vec::new(),
            breaker: Arc::clone(&breaker),
        };
        queues.objects_to_merge.insert(id, waiting);
        drop(queues);
        BiasedThread {
            id,
            breaker,
            queues: Arc::clone(&self.queues),
        }
    }
}

impl<T> Default for Threads<T> {
    fn default() -> Self {
        Threads::new()
    }
}

impl<T> Clone for Threads<T> {
    fn clone(&self) -> Self {
        Threads {
            queues: Arc::clone(&self.queues),
        }
    }
}

impl<T> fmt::Debug for Threads<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Threads").finish_non_exhaustive()
    }
}

/// A thread that owns objects. When it is dropped, the thread has ended: `_Py_brc_remove_thread`.
pub struct BiasedThread<T> {
    id: ThreadId,
    breaker: Arc<AtomicBool>,
    queues: Arc<Mutex<Queues<T>>>,
}

impl<T> BiasedThread<T> {
    /// The thread's number.
    pub fn id(&self) -> ThreadId {
        self.id
    }

    /// A new object with one reference, which this thread owns.
    pub fn make(&self, value: T) -> Object<T> {
        Object::with(Biased::new(self.id), value)
    }

    /// Whether objects wait for this thread. A look without a lock, as in each checkpoint.
    pub fn eval_breaker(&self) -> bool {
        self.breaker.load(Relaxed)
    }

    // ANCHOR: merge_refcounts
    /// `_Py_brc_merge_refcounts`: merges what other threads have queued for this one, and returns what died.
    pub fn merge_refcounts(&self) -> Vec<T> {
        let mut queues = lock(&self.queues);
        self.breaker.store(false, Relaxed);
        let waiting = queues.objects_to_merge.get_mut(&self.id);
        let to_merge =
            waiting.map_or_else(Vec::new, |waiting| std::mem::take(&mut waiting.objects));
        drop(queues); // not while destructors run
        merge_queued_objects(to_merge)
    }
    // ANCHOR_END: merge_refcounts

    /// Ends the thread and returns what died with its queue. What it owned and others still use
    /// is merged by whoever drops a reference next.
    pub fn end(self) -> Vec<T> {
        self.remove_thread()
    }

    /// `_Py_brc_remove_thread`: the queue must be empty before the thread is forgotten.
    fn remove_thread(&self) -> Vec<T> {
        let mut died = Vec::new();
        loop {
            let mut queues = lock(&self.queues);
            let Some(waiting) = queues.objects_to_merge.get_mut(&self.id) else {
                return died;
            };
            let to_merge = std::mem::take(&mut waiting.objects);
            if to_merge.is_empty() {
                queues.objects_to_merge.remove(&self.id);
                return died;
            }
            drop(queues);
            died.extend(merge_queued_objects(to_merge));
        }
    }

    // ANCHOR: queue_object
    /// `_Py_brc_queue_object`: gives a reference of `object` to the owner's queue.
    fn queue_object(&self, object: &Object<T>) -> Option<T> {
        let Some(owner) = object.counts().owner() else {
            // The owner has merged in the meantime.
            return object.decref(self);
        };
        let mut queues = lock(&self.queues);
        match queues.objects_to_merge.get_mut(&owner) {
            Some(waiting) => {
                waiting.objects.push(object.clone());
                waiting.breaker.store(true, Relaxed); // notify the owner
                None
            }
            None => {
                // The owner has ended, so nobody else touches the local count.
                let refcnt = object.counts().explicit_merge(-1);
                drop(queues);
                object.dealloc_if(refcnt == 0)
            }
        }
    }
    // ANCHOR_END: queue_object
}

impl<T> Drop for BiasedThread<T> {
    fn drop(&mut self) {
        drop(self.remove_thread());
    }
}

impl<T> fmt::Debug for BiasedThread<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BiasedThread").field(&self.id).finish()
    }
}

/// `merge_queued_objects`: the queue had a reference of each.
fn merge_queued_objects<T>(to_merge: Vec<Object<T>>) -> Vec<T> {
    to_merge
        .into_iter()
        .filter_map(|object| {
            let refcnt = object.counts().explicit_merge(-1);
            object.dealloc_if(refcnt == 0)
        })
        .collect()
}

/// A pointer to an object. Copying the pointer (`clone`) doesn't count; [`Object::incref`] does.
///
/// The memory stays readable as long as a pointer exists, so that a count that is wrong ends in a panic
/// and not in a use after free.
pub struct Object<T> {
    body: Arc<Body<T>>,
}

struct Body<T> {
    counts: Biased,
    /// `None` when the object is dead.
    value: Mutex<Option<T>>,
}

/// The object was deallocated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Died;

impl<T> Object<T> {
    /// An object with counts of your choice: [`Biased::immortal`] or [`Biased::deferred`].
    pub fn with(counts: Biased, value: T) -> Self {
        Object {
            body: Arc::new(Body {
                counts,
                value: Mutex::new(Some(value)),
            }),
        }
    }

    /// The object's header.
    pub fn counts(&self) -> &Biased {
        &self.body.counts
    }

    /// `Py_INCREF` by a thread that has a reference.
    pub fn incref(&self, thread: &BiasedThread<T>) {
        self.counts().incref(thread.id);
    }

    /// `Py_DECREF`: gives a reference back; the value comes out if it was the last.
    ///
    /// # Panics
    ///
    /// When a reference is given back that nobody had, and the object is dead already.
    pub fn decref(&self, thread: &BiasedThread<T>) -> Option<T> {
        match self.counts().decref(thread.id) {
            Outcome::Lives => None,
            Outcome::Queue => thread.queue_object(self),
            Outcome::Dead => self.dealloc_if(true),
        }
    }

    /// `_Py_ExplicitMergeRefcount` by the owner: gives up ownership, so that all threads count in the shared count.
    /// CPython's collector does this, and so does the end of a resurrection.
    ///
    /// # Panics
    ///
    /// If `owner` isn't the owner: another thread may be changing the local count.
    pub fn merge(&self, owner: &BiasedThread<T>) {
        assert_eq!(
            self.counts().owner(),
            Some(owner.id),
            "only the owner may merge the counts"
        );
        self.counts().explicit_merge(0);
    }

    /// Takes a reference without having one; fails when the object is dying. See [`Biased::try_incref`].
    pub fn try_incref(&self, thread: &BiasedThread<T>) -> bool {
        self.counts().try_incref(thread.id)
    }

    /// Looks at the value.
    ///
    /// # Errors
    ///
    /// [`Died`], when the last reference is gone.
    pub fn get<R>(&self, look: impl FnOnce(&T) -> R) -> Result<R, Died> {
        lock(&self.body.value).as_ref().map(look).ok_or(Died)
    }

    /// `_Py_Dealloc`.
    fn dealloc_if(&self, dead: bool) -> Option<T> {
        dead.then(|| {
            let value = lock(&self.body.value).take();
            value.expect("deallocated twice: somebody gave back a reference that it didn't have")
        })
    }
}

impl<T> Clone for Object<T> {
    fn clone(&self) -> Self {
        Object {
            body: Arc::clone(&self.body),
        }
    }
}

impl<T> fmt::Debug for Object<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.counts(), f)
    }
}
