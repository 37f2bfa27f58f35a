//! The collector beside CPython 3.13 and other collectors for Rust, in one run.
//!
//! `cargo bench -p gc --bench compare` prints the tables; `-- --write` puts them into `benches/README.md`.

mod contenders;
mod harness;

use std::process::ExitCode;
use std::time::Duration;

use contenders::CONTENDERS;
use harness::contest::{self, Contest, Operation, Table};
use harness::meter;

fn main() -> ExitCode {
    contest::main(&Contest {
        package: "gc",
        divan: "collect",
        folder: env!("CARGO_MANIFEST_DIR"),
        about: ABOUT,
        operations: &OPERATIONS,
        contenders: &CONTENDERS,
        script: "benches/collect.py",
        apart: Some(("gc", "benches/rust_gc")),
        absent: &[],
        limit: Duration::from_secs(120),
    })
}

const ABOUT: &str = "\
What the collector costs, beside CPython 3.13 and other collectors for Rust. Each object has one slot for a reference.
ns: nanoseconds of processor time for each object, the median of up to 15 rounds, with the shortest and the longest.
    Every contender has a process of its own. In each round all of them do the same operation one after the other.
bytes: the most that was held until the end of the step, for each object, as asked from the allocator;
    measured in other processes, since counting takes time. From CPython as tracemalloc counts, with the collector's heads.
This crate collects exactly as CPython 3.13 does; nobody watches, and objects have no addresses.";

const OPERATIONS: [Operation; 4] = [
    Operation {
        name: "cycles",
        count: 1_000_000,
        tables: &[
            Table {
                title: "10⁶ objects in dropped cycles of two: making them",
                steps: &[0],
                whole: false,
            },
            Table {
                title: "10⁶ objects in dropped cycles of two: collecting them",
                steps: &[1],
                whole: false,
            },
            Table {
                title: "10⁶ objects in dropped cycles of two: both together",
                steps: &[0, 1],
                whole: false,
            },
        ],
    },
    Operation {
        name: "live",
        count: 1_000_000,
        tables: &[Table {
            title: "One full collection of 10⁶ live objects, in 1000 chains",
            steps: &[0],
            whole: false,
        }],
    },
    Operation {
        name: "chain",
        count: 1_000_000,
        tables: &[Table {
            title: "One full collection of 10⁶ live objects, in one chain",
            steps: &[0],
            whole: false,
        }],
    },
    Operation {
        name: "made_and_dropped",
        count: 10_000_000,
        tables: &[Table {
            title: "10⁷ objects made and dropped, one at a time",
            steps: &[0],
            whole: true,
        }],
    },
];
