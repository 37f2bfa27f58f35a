//! Weak references beside those of CPython 3.13, of `std::rc` and of collectors for Rust, in one run.
//!
//! `cargo bench -p weakref --bench compare` prints the tables; `-- --write` puts them into `benches/README.md`.

mod contenders;
#[path = "../../gc/benches/harness/mod.rs"]
mod harness;

use std::process::ExitCode;
use std::time::Duration;

use contenders::CONTENDERS;
use harness::contest::{self, Contest, Operation, Table};
use harness::meter;

fn main() -> ExitCode {
    contest::main(&Contest {
        package: "weakref",
        divan: "weakref",
        folder: env!("CARGO_MANIFEST_DIR"),
        about: ABOUT,
        operations: &OPERATIONS,
        contenders: &CONTENDERS,
        script: "benches/references.py",
        apart: None,
        absent: &[
            ("gcmodule 0.3", "it has no weak references"),
            ("dumpster 2.1", "it has no weak references"),
            ("gc 0.5 of crates.io", "it has no weak references"),
        ],
        limit: Duration::from_secs(40),
    })
}

const ABOUT: &str = "\
What a weak reference costs, beside CPython 3.13, `std::rc` and collectors for Rust.
ns: nanoseconds of processor time for each reference, the median of up to 15 rounds, with the shortest and the longest.
    Every contender has a process of its own. In each round all of them do the same one after the other.
bytes: the most that was held until the end of the step beyond the objects, for each reference, as asked from the allocator,
    with the 8 bytes of the place in a list that holds the reference;
    measured in other processes, since counting takes time. From CPython as tracemalloc counts.
Nobody watches this crate's heap, and its objects have no addresses.";

const OPERATIONS: [Operation; 1] = [Operation {
    name: "weakrefs",
    count: 1_000_000,
    tables: &[
        Table {
            title: "10⁶ weak references made, each the first to its object",
            steps: &[0],
            whole: false,
        },
        Table {
            title: "10⁶ weak references read: a strong reference taken and let go of",
            steps: &[1],
            whole: false,
        },
        Table {
            title: "10⁶ objects let go of, each with a weak reference to it that lives on",
            steps: &[2],
            whole: false,
        },
    ],
}];
