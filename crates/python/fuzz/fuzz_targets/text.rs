//! Any text, as any version: it ends within its limits, without a panic, with right counts.
//!
//! The first byte chooses the version, the rest is the program.

#![no_main]

use libfuzzer_sys::fuzz_target;
use python::{Limits, run};
use version::MEASURED;

const LIMITS: Limits = Limits {
    steps: 20_000,
    memory: 32 << 20,
    output: 64 << 10,
    recursion: 500,
};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let version = MEASURED[usize::from(*first) % MEASURED.len()];
    if let Ok(outcome) = run(text, "block.py", version, LIMITS) {
        assert!(outcome.audit.is_ok(), "{:?}", outcome.audit);
    }
});
