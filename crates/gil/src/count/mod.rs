//! Reference counts that several threads touch: what goes wrong, and three ways to make it right.

mod biased;
mod layout;
mod plain;
mod queue;

pub use biased::{Biased, Outcome};
pub use layout::{
    DeferredRefcount, Field, IMMORTAL_REFCNT_LOCAL, REF_MAYBE_WEAKREF, REF_MERGED, REF_QUEUED,
    REF_SHARED_FLAG_MASK, REF_SHARED_SHIFT, header, refcount_of_immortal,
};
pub use plain::{Atomic, Count, Locked, Racy};
pub use queue::{BiasedThread, Died, Object, Threads};
