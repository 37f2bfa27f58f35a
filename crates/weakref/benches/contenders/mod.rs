//! Those that are compared. Each makes `count` objects, and then:
//!
//! 1. makes a weak reference to each, the first one to it, in a list that has room for them;
//! 2. takes a strong reference through each weak one, and lets go of it;
//! 3. lets go of the objects while the weak references live on.

use crate::meter::Run;

mod bacon_rajan_cc;
mod gc_arena;
mod ours;
mod rc;
pub mod world;

/// Their names, and how each is run.
pub const CONTENDERS: [(&str, Run); 4] = [
    ("this crate", ours::run),
    ("Rc", rc::run),
    ("bacon_rajan_cc", bacon_rajan_cc::run),
    ("gc-arena", gc_arena::run),
];
