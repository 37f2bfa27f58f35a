//! Where the runtime of this workspace is plugged in.

use python::{Limits, Refused, Stop};
use version::Version;

use super::runtime::{Output, Runtime};

/// Steps that a program of the book, or a small one, may take.
const STEPS: u64 = 100_000_000;

struct Ours;

impl Runtime for Ours {
    fn run(&self, version: Version, source: &str) -> Output {
        run(version, source)
    }
}

/// The crate `python`, the runtime of this workspace.
pub fn ours() -> Option<Box<dyn Runtime>> {
    Some(Box::new(Ours))
}

/// Runs a program as that version. A wrong count, which the audit finds, is a broken run.
pub fn run(version: Version, source: &str) -> Output {
    let limits = Limits {
        steps: STEPS,
        ..Limits::default()
    };
    match python::run(source, blocks::run::FILE, version, limits) {
        Ok(outcome) => match (outcome.stop, outcome.audit) {
            (Some(Stop::Unsupported(what)), _) => Output::Unsupported(what),
            (Some(stop), _) => Output::Broken(stop.to_string()),
            (None, Err(wrong)) => Output::Broken(format!("audit: {wrong}")),
            (None, Ok(())) => Output::Ended {
                text: outcome.output,
                status: outcome.status,
            },
        },
        Err(refused @ (Refused::Unsupported { .. } | Refused::Version(_))) => {
            Output::Unsupported(refused.to_string())
        }
    }
}
