//! Reference counts that several threads touch: what goes wrong, and three ways to make it right.

mod biased;
mod plain;
mod queue;

pub use biased::{
    Biased, DeferredRefcount, IMMORTAL_REFCNT_LOCAL, Outcome, REF_MAYBE_WEAKREF, REF_MERGED,
    REF_QUEUED, REF_SHARED_FLAG_MASK, REF_SHARED_SHIFT, refcount_of_immortal,
};
pub use plain::{Atomic, Count, Locked, Racy};
pub use queue::{BiasedThread, Died, Object, Threads};
