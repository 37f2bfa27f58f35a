//! [`Event`]: each step of the collector as something that can be watched.

use std::fmt;

use objects::{Observer, Ref, Silent};

/// The steps of one collection, by CPython's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Copies each count.
    UpdateRefs,
    /// Takes the references inside the generation off the copies.
    SubtractRefs,
    /// Tells apart what can be reached from outside and what can't.
    MoveUnreachable,
    /// Sets apart what has a finalizer of the kind before PEP 442.
    MoveLegacyFinalizers,
    /// Clears weak references to the garbage and calls their callbacks.
    HandleWeakrefs,
    /// Calls the finalizers.
    FinalizeGarbage,
    /// Looks again: a finalizer may have saved something.
    HandleResurrectedObjects,
    /// Empties the garbage, so that the counts go to zero.
    DeleteGarbage,
    /// Marks what the roots reach, before the first increment (3.14.0 to 3.14.4).
    MarkAtStart,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::UpdateRefs => "update_refs",
            Step::SubtractRefs => "subtract_refs",
            Step::MoveUnreachable => "move_unreachable",
            Step::MoveLegacyFinalizers => "move_legacy_finalizers",
            Step::HandleWeakrefs => "handle_weakrefs",
            Step::FinalizeGarbage => "finalize_garbage",
            Step::HandleResurrectedObjects => "handle_resurrected_objects",
            Step::DeleteGarbage => "delete_garbage",
            Step::MarkAtStart => "mark_at_start",
        })
    }
}

/// One thing the collector did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// An object is tracked from now on, in the youngest generation.
    ///
    /// Of a dying object this says that its finalizer comes next. Unless it is saved it is untracked after that,
    /// and as with any death there is no event for it.
    Tracked {
        /// The object.
        object: Ref,
    },
    /// An object isn't tracked any more, and lives. One that dies is untracked with [`objects::Event::Dies`].
    Untracked {
        /// The object.
        object: Ref,
    },
    /// A collection is wanted at the next safe point.
    Scheduled,
    /// A collection begins.
    Started {
        /// The oldest generation it looks at.
        generation: usize,
    },
    /// A step begins.
    Step(Step),
    /// `update_refs` copied an object's count.
    RefsCopied {
        /// The object.
        object: Ref,
        /// The copy.
        gc_refs: u32,
    },
    /// `subtract_refs` followed a reference.
    RefsSubtracted {
        /// The object that holds the reference.
        parent: Ref,
        /// The object it points to.
        object: Ref,
        /// What is left of the copy of that object's count.
        gc_refs: u32,
    },
    /// `move_unreachable` set an object aside: no reference from outside was seen so far.
    SetAside {
        /// The object.
        object: Ref,
    },
    /// `move_unreachable` walked an object that can be reached from outside.
    Reached {
        /// The object.
        object: Ref,
    },
    /// `move_unreachable` brought an object back that it had set aside.
    BroughtBack {
        /// The object.
        object: Ref,
    },
    /// The objects that a collection found reachable are in an older generation now.
    Promoted {
        /// How many they are.
        objects: usize,
        /// The generation.
        generation: usize,
    },
    /// A weak reference points to nothing now.
    WeakrefCleared {
        /// The weak reference.
        weakref: Ref,
    },
    /// The callback of a weak reference is called.
    WeakrefCallback {
        /// The weak reference.
        weakref: Ref,
    },
    /// A finalizer is called.
    Finalizer {
        /// The object.
        object: Ref,
    },
    /// A finalizer saved garbage.
    Resurrected {
        /// How many objects it saved.
        objects: usize,
    },
    /// `tp_clear`: an object lets go of what it holds.
    Cleared {
        /// The object.
        object: Ref,
    },
    /// An object couldn't be collected.
    Uncollectable {
        /// The object.
        object: Ref,
    },
    /// A collection is over.
    Stopped {
        /// The oldest generation it looked at.
        generation: usize,
        /// How many objects were collected.
        collected: usize,
        /// How many couldn't be.
        uncollectable: usize,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Tracked { object } => write!(f, "tracked {object}"),
            Event::Untracked { object } => write!(f, "untracked {object}"),
            Event::Scheduled => f.write_str("collection scheduled"),
            Event::Started { generation } => write!(f, "collecting generation {generation}"),
            Event::Step(step) => write!(f, "{step}"),
            Event::RefsCopied { object, gc_refs } => write!(f, "gc_refs {object} = {gc_refs}"),
            Event::RefsSubtracted {
                parent,
                object,
                gc_refs,
            } => {
                write!(f, "{parent} -> {object}: gc_refs {object} = {gc_refs}")
            }
            Event::SetAside { object } => write!(f, "set aside {object}"),
            Event::Reached { object } => write!(f, "reached {object}"),
            Event::BroughtBack { object } => write!(f, "brought back {object}"),
            Event::Promoted {
                objects,
                generation,
            } => write!(f, "{objects} to generation {generation}"),
            Event::WeakrefCleared { weakref } => write!(f, "weakref cleared {weakref}"),
            Event::WeakrefCallback { weakref } => write!(f, "weakref callback {weakref}"),
            Event::Finalizer { object } => write!(f, "finalizer {object}"),
            Event::Resurrected { objects } => write!(f, "resurrected {objects}"),
            Event::Cleared { object } => write!(f, "cleared {object}"),
            Event::Uncollectable { object } => write!(f, "uncollectable {object}"),
            Event::Stopped {
                generation,
                collected,
                uncollectable,
            } => {
                write!(
                    f,
                    "collected generation {generation}: {collected} unreachable, {uncollectable} uncollectable"
                )
            }
        }
    }
}

/// Someone who is told of the heap's events and of the collector's, by one and the same name.
pub trait Watch: Observer<objects::Event> + Observer<Event> {
    /// Whether the collector's events are wanted.
    const WATCHES: bool = <Self as Observer<Event>>::LISTENS;

    /// Whether they are wanted now.
    #[inline]
    fn is_watching(&self) -> bool {
        Self::WATCHES && <Self as Observer<Event>>::is_listening(self)
    }
}

impl<O: Observer<objects::Event> + Observer<Event>> Watch for O {}

/// One line of a [`Trail`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Something happened to an object.
    Heap(objects::Event),
    /// The collector did something.
    Gc(Event),
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Heap(event) => event.fmt(f),
            Entry::Gc(event) => event.fmt(f),
        }
    }
}

/// The observer that writes down the heap's events and the collector's, in the order in which they happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    entries: Vec<Entry>,
}

impl Trail {
    /// An empty trail.
    pub const fn new() -> Trail {
        Trail {
            entries: Vec::new(),
        }
    }

    /// Everything so far, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Everything so far, as text.
    pub fn lines(&self) -> Vec<String> {
        self.entries.iter().map(Entry::to_string).collect()
    }

    /// Forgets everything so far.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

impl Observer<objects::Event> for Trail {
    fn observe(&mut self, event: objects::Event) {
        self.entries.push(Entry::Heap(event));
    }
}

impl Observer<Event> for Trail {
    fn observe(&mut self, event: Event) {
        self.entries.push(Entry::Gc(event));
    }
}

/// Nobody listens to either unless they say so.
const _: () = assert!(!<Silent as Watch>::WATCHES && <Trail as Watch>::WATCHES);
