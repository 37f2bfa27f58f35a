//! What threads wait for, and what each has for itself: the types of `_thread`.

use objects::Ref;
use version::Version;

use super::Kind;

/// A lock, a reentrant lock, or the handle of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sync {
    pub(crate) state: SyncState,
    /// Whether the collector sees it: locks are since 3.10, when their types became heap types.
    collected: bool,
}

/// What it is, and what it is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyncState {
    /// `_thread.lock`
    Lock { locked: bool },
    /// `_thread.RLock`: who has it, and how often.
    RLock { owner: u64, count: u64 },
    /// `_thread._ThreadHandle` (from 3.13).
    Handle(Handle),
}

/// A thread from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle {
    pub(crate) ident: u64,
    pub(crate) state: HandleState,
}

/// `ThreadHandleState`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HandleState {
    NotStarted,
    Running,
    Done,
}

impl SyncState {
    /// Takes it for a thread, if it is free.
    pub(crate) fn acquire(&mut self, ident: u64) -> bool {
        match self {
            SyncState::Lock { locked } => !std::mem::replace(locked, true),
            SyncState::RLock { owner, count } if *count == 0 || *owner == ident => {
                *owner = ident;
                *count += 1;
                true
            }
            SyncState::RLock { .. } => false,
            SyncState::Handle(handle) => handle.state == HandleState::Done,
        }
    }

    /// The thread whose end it stands for has ended.
    pub(crate) fn finish(&mut self) {
        match self {
            SyncState::Lock { locked } => *locked = false,
            SyncState::RLock { owner, count } => (*owner, *count) = (0, 0),
            SyncState::Handle(handle) => handle.state = HandleState::Done,
        }
    }
}

impl Sync {
    pub(crate) fn new(state: SyncState, version: Version) -> Sync {
        Sync {
            state,
            collected: version >= Version::new(3, 10, 0),
        }
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.state {
            SyncState::Lock { .. } => Kind::Lock,
            SyncState::RLock { .. } => Kind::RLock,
            SyncState::Handle(_) => Kind::ThreadHandle,
        }
    }

    pub(crate) fn is_collected(&self) -> bool {
        self.collected
    }

    /// Whether it can be referred to weakly.
    pub(crate) fn is_weakly(&self) -> bool {
        !matches!(self.state, SyncState::Handle(_))
    }

    /// Words behind the head. To 3.13 a lock points to the system's, and to its weak references.
    pub(crate) fn words(&self, version: Version) -> usize {
        let modern = version >= Version::new(3, 14, 0);
        match self.state {
            SyncState::Lock { .. } => {
                if modern {
                    1
                } else {
                    3
                }
            }
            SyncState::RLock { .. } => {
                if modern {
                    3
                } else {
                    4
                }
            }
            SyncState::Handle(_) => 1,
        }
    }

    /// Words in front of it for weak references (from 3.14).
    pub(crate) fn managed_words(&self, version: Version) -> usize {
        if version >= Version::new(3, 14, 0) && self.is_weakly() {
            2
        } else {
            0
        }
    }
}

/// `_thread._local`: a namespace for each thread. The one that was used last is the object's `__dict__`.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    /// Whose namespace is in place, or 0.
    pub(crate) current: u64,
    /// Those of the other threads.
    pub(crate) others: Vec<(u64, Ref)>,
    /// What `__init__` is called with in each thread: a tuple, and a dict or nothing.
    pub(crate) args: Ref,
    pub(crate) kwargs: Option<Ref>,
}

impl Local {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        visit(self.args);
        self.kwargs.into_iter().for_each(&mut *visit);
        self.others.iter().for_each(|&(_, dict)| visit(dict));
    }

    /// Lets go of what can close a circle.
    pub(super) fn clear(&mut self) -> Vec<Ref> {
        let others = std::mem::take(&mut self.others);
        others.into_iter().map(|(_, dict)| dict).collect()
    }

    /// Words behind the head.
    pub(super) fn words(version: Version) -> usize {
        if version >= Version::new(3, 13, 0) {
            5
        } else {
            6
        }
    }
}
