//! Events: each step of the runtime as something that can be watched.

use std::fmt;
use std::sync::Arc;

use crate::Ref;

/// A name in a program's text.
pub type Name = Arc<str>;

/// One step of the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// An object was made, and its maker holds the first reference.
    Born {
        /// The new object.
        object: Ref,
    },
    /// `Py_INCREF`: one reference more.
    Incref {
        /// The object.
        object: Ref,
        /// Its `ob_refcnt` afterwards.
        refcnt: u32,
    },
    /// `Py_DECREF`: one reference fewer.
    Decref {
        /// The object.
        object: Ref,
        /// Its `ob_refcnt` afterwards.
        refcnt: u32,
    },
    /// `_Py_Dealloc`: the count is zero. The object leaves its generation, if a collector tracks it.
    Dies {
        /// The object.
        object: Ref,
    },
    /// `tp_finalize`, which is where `__del__` runs.
    Finalizer {
        /// The object.
        object: Ref,
    },
    /// The finalizer stored a new reference, so the object lives on.
    Resurrected {
        /// The object.
        object: Ref,
        /// Its `ob_refcnt`.
        refcnt: u32,
    },
    /// `PyObject_ClearWeakRefs`: the weak references to the object point to nothing now.
    WeakrefsCleared {
        /// The object.
        object: Ref,
    },
    /// `tp_free`: the object is gone.
    Freed {
        /// The reference, which is dead from now on.
        object: Ref,
    },
    /// The allocator gave a block for an object or for its buffer.
    AddressGiven {
        /// Whose memory it is.
        object: Ref,
        /// The block's first byte.
        address: u64,
        /// The bytes asked for.
        nbytes: usize,
    },
    /// A block went back to the allocator.
    AddressReturned {
        /// Whose memory it was.
        object: Ref,
        /// The block's first byte.
        address: u64,
    },
    /// A name was made to mean an object.
    Bind {
        /// The name.
        name: Name,
        /// The object it means now.
        object: Ref,
    },
    /// A name was taken away.
    Unbind {
        /// The name.
        name: Name,
        /// The object it meant.
        object: Ref,
    },
    /// A call began.
    FrameEntered {
        /// The function's name.
        function: Name,
    },
    /// A call ended; its locals are let go of next.
    FrameLeft {
        /// The function's name.
        function: Name,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Born { object } => write!(f, "born {object}"),
            Event::Incref { object, refcnt } => write!(f, "incref {object} = {refcnt}"),
            Event::Decref { object, refcnt } => write!(f, "decref {object} = {refcnt}"),
            Event::Dies { object } => write!(f, "dies {object}"),
            Event::Finalizer { object } => write!(f, "finalizer {object}"),
            Event::Resurrected { object, refcnt } => write!(f, "resurrected {object} = {refcnt}"),
            Event::WeakrefsCleared { object } => write!(f, "weakrefs cleared {object}"),
            Event::Freed { object } => write!(f, "freed {object}"),
            Event::AddressGiven {
                object,
                address,
                nbytes,
            } => {
                write!(f, "address given {object} {address:#x} ({nbytes} bytes)")
            }
            Event::AddressReturned { object, address } => {
                write!(f, "address returned {object} {address:#x}")
            }
            Event::Bind { name, object } => write!(f, "bind {name} -> {object}"),
            Event::Unbind { name, object } => write!(f, "unbind {name} -> {object}"),
            Event::FrameEntered { function } => write!(f, "frame entered {function}"),
            Event::FrameLeft { function } => write!(f, "frame left {function}"),
        }
    }
}

/// Someone who is told of each event.
///
/// `E` is the kind of event, so that a crate above this one can send its own events to the same observer.
pub trait Observer<E = Event> {
    /// Whether events are wanted at all. Where this is false no event is even made.
    const LISTENS: bool = true;

    /// Whether they are wanted now, where an observer can be switched on and off.
    #[inline]
    fn is_listening(&self) -> bool {
        Self::LISTENS
    }

    /// Is told of one event, after the step it names.
    fn observe(&mut self, event: E);
}

/// The observer that hears nothing, and costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silent;

impl<E> Observer<E> for Silent {
    const LISTENS: bool = false;

    #[inline]
    fn observe(&mut self, _event: E) {}
}

/// The observer that writes the events of this crate down.
///
/// ```
/// use objects::{Heap, Log};
///
/// let mut heap = Heap::with_observer(Log::new());
/// let object = heap.insert(());
/// heap.decref(object);
/// assert_eq!(heap.observer().lines(), ["born #0", "decref #0 = 0", "dies #0", "freed #0"]);
/// ```
pub type Log = LogOf<Event>;

/// The observer that writes down events of the kind `E`, and whatever can be turned into one:
/// so a crate above this one keeps its events and these in one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogOf<E> {
    events: Vec<E>,
}

impl<E> LogOf<E> {
    /// An empty log.
    pub const fn new() -> Self {
        LogOf { events: Vec::new() }
    }

    /// Everything so far, oldest first.
    pub fn events(&self) -> &[E] {
        &self.events
    }

    /// Takes everything out, and starts again with an empty log.
    pub fn take(&mut self) -> Vec<E> {
        std::mem::take(&mut self.events)
    }

    /// Forgets everything so far.
    pub fn clear(&mut self) {
        self.events.clear();
    }
}

impl<E: fmt::Display> LogOf<E> {
    /// Everything so far as one line of text each.
    pub fn lines(&self) -> Vec<String> {
        self.events.iter().map(E::to_string).collect()
    }
}

impl<E> Default for LogOf<E> {
    fn default() -> Self {
        LogOf::new()
    }
}

impl<E, F: Into<E>> Observer<F> for LogOf<E> {
    fn observe(&mut self, event: F) {
        self.events.push(event.into());
    }
}
