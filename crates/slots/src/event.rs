//! Events of this crate, and the union with those of `objects`.

use std::fmt;
use std::sync::Arc;

use objects::{Observer, Ref};

/// One step of a class, or of the dictionary of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A slot was given its place.
    SlotLaid {
        /// The class that declares it.
        class: Arc<str>,
        /// Its name, mangled.
        slot: Arc<str>,
        /// Bytes from the object's address.
        offset: usize,
    },
    /// `type_new` is done.
    ClassMade {
        /// Its name.
        class: Arc<str>,
        /// `__basicsize__`, in bytes.
        basicsize: usize,
    },
    /// A key was added to the table that all instances of a class share.
    KeyShared {
        /// The class.
        class: Arc<str>,
        /// The attribute.
        key: Arc<str>,
        /// Its place in the table.
        index: usize,
    },
    /// A class gave up sharing keys: instances made later have tables of their own (to 3.10).
    KeysUnshared {
        /// The class.
        class: Arc<str>,
    },
    /// The keys of a dictionary became the ones that the class shares (to 3.10).
    KeysReplaced {
        /// The class.
        class: Arc<str>,
        /// How many keys there are.
        keys: usize,
    },
    /// A dictionary object was made for an instance.
    DictMade {
        /// Whose it is.
        object: Ref,
        /// The dictionary.
        dict: Ref,
    },
    /// A dictionary object was made that takes over the values an instance has already.
    DictMaterialized {
        /// Whose it is.
        object: Ref,
        /// The dictionary.
        dict: Ref,
    },
    /// A dictionary with shared keys got a table of its own.
    DictCombined {
        /// The dictionary.
        dict: Ref,
    },
    /// A dictionary outlives the object in whose block its values lay, and has copied them (from 3.13).
    DictDetached {
        /// The dictionary.
        dict: Ref,
    },
    /// `object.__class__ = class`.
    ClassAssigned {
        /// The instance.
        object: Ref,
        /// Its new class.
        class: Arc<str>,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::SlotLaid {
                class,
                slot,
                offset,
            } => write!(f, "slot {class}.{slot} at {offset}"),
            Event::ClassMade { class, basicsize } => {
                write!(f, "class {class} made ({basicsize} bytes)")
            }
            Event::KeyShared { class, key, index } => {
                write!(f, "{class} shares key {index}: {key}")
            }
            Event::KeysUnshared { class } => write!(f, "{class} shares no keys any more"),
            Event::KeysReplaced { class, keys } => write!(f, "{class} shares {keys} new keys"),
            Event::DictMade { object, dict } => write!(f, "dict {dict} made for {object}"),
            Event::DictMaterialized { object, dict } => {
                write!(f, "dict {dict} materialized from {object}")
            }
            Event::DictCombined { dict } => write!(f, "dict {dict} has keys of its own"),
            Event::DictDetached { dict } => write!(f, "dict {dict} has copied its values"),
            Event::ClassAssigned { object, class } => write!(f, "{object} is a {class} now"),
        }
    }
}

/// An event of this crate or of the one below, for one log of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyEvent {
    /// From the heap.
    Object(objects::Event),
    /// From a class or an instance.
    Slots(Event),
}

impl From<objects::Event> for AnyEvent {
    fn from(event: objects::Event) -> Self {
        AnyEvent::Object(event)
    }
}

impl From<Event> for AnyEvent {
    fn from(event: Event) -> Self {
        AnyEvent::Slots(event)
    }
}

impl fmt::Display for AnyEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnyEvent::Object(event) => event.fmt(f),
            AnyEvent::Slots(event) => event.fmt(f),
        }
    }
}

/// The observer that writes down the events of this crate and of the heap, in their order.
pub type Log = objects::LogOf<AnyEvent>;

/// Whoever can hear the events of the heap and those of this crate.
pub trait Watch: Observer + Observer<Event> {}

impl<O: Observer + Observer<Event>> Watch for O {}
