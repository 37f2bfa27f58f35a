//! Events of this crate, and the union with those of `objects`.

use std::fmt;

use objects::Ref;

/// One step in the life of a weak reference.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A weak reference was made and put on its object's list.
    Made {
        /// The weak reference.
        weakref: Ref,
        /// What it refers to.
        object: Ref,
    },
    /// The shared reference of an object was given out once more instead of making another.
    Reused {
        /// The weak reference.
        weakref: Ref,
        /// What it refers to.
        object: Ref,
    },
    /// A weak reference was taken off its object's list and points to nothing now.
    Cleared {
        /// The weak reference.
        weakref: Ref,
    },
    /// A callback is about to be called.
    Callback {
        /// The weak reference, which is the argument.
        weakref: Ref,
        /// What is called.
        callback: Ref,
    },
    /// A callback raised, and there is nobody to raise to.
    Unraisable {
        /// What was called.
        callback: Ref,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Made { weakref, object } => write!(f, "weakref {weakref} to {object}"),
            Event::Reused { weakref, object } => write!(f, "weakref {weakref} to {object} again"),
            Event::Cleared { weakref } => write!(f, "weakref {weakref} cleared"),
            Event::Callback { weakref, callback } => write!(f, "callback {callback} of {weakref}"),
            Event::Unraisable { callback } => write!(f, "exception ignored in {callback}"),
        }
    }
}

/// An event of this crate or of the one below, for one log of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyEvent {
    /// From the heap.
    Object(objects::Event),
    /// From a weak reference.
    Weakref(Event),
}

impl From<objects::Event> for AnyEvent {
    fn from(event: objects::Event) -> Self {
        AnyEvent::Object(event)
    }
}

impl From<Event> for AnyEvent {
    fn from(event: Event) -> Self {
        AnyEvent::Weakref(event)
    }
}

impl fmt::Display for AnyEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnyEvent::Object(event) => event.fmt(f),
            AnyEvent::Weakref(event) => event.fmt(f),
        }
    }
}
