//! Those that are compared and can be linked with this crate.

use crate::meter::Run;

mod bacon_rajan_cc;
mod contender;
mod dumpster;
mod gc_arena;
mod gcmodule;
mod ours;
mod rc;
pub mod slot;

use contender::run;

/// Their names, and how each is run.
pub const CONTENDERS: [(&str, Run); 6] = [
    ("this crate", run::<ours::Ours>),
    ("Rc", run::<rc::WithRc>),
    ("gcmodule", run::<gcmodule::Gcmodule>),
    ("bacon_rajan_cc", run::<bacon_rajan_cc::BaconRajanCc>),
    ("dumpster", run::<dumpster::Dumpster>),
    ("gc-arena", run::<gc_arena::GcArena>),
];
