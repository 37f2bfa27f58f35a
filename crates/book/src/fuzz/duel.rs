//! One program on a real CPython and on our runtime as that version.

use std::fmt;

use blocks::run::Ending;
use blocks::{Interpreter, Python};
use similar::TextDiff;

use crate::conformance::runtime::Output;
use crate::conformance::{ours, runtime};

/// What the two did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the real CPython printed, and how it ended.
    pub real: String,
    /// What our runtime printed, and how it ended.
    pub ours: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diff = TextDiff::from_lines(&self.real, &self.ours);
        write!(
            f,
            "{}",
            diff.unified_diff()
                .context_radius(3)
                .header("CPython", "ours")
        )
    }
}

/// Runs the program on both; `None` where they agree, or where the real one can't be asked.
pub fn duel(program: &str, python: &Interpreter) -> Option<Difference> {
    let real = python.run(program).ok()?;
    // A crash or a run without end is no answer.
    let Ending::Exit(status) = real.ending else {
        return None;
    };
    let real = ended(&real.output, status);
    let ours = match runtime::guarded(|| ours::run(python.version, program)) {
        Output::Ended { text, status } => ended(&text, status),
        Output::Unsupported(what) => format!("unsupported: {what}\n"),
        Output::Broken(what) => format!("broken: {what}\n"),
    };
    (real != ours).then_some(Difference { real, ours })
}

fn ended(output: &str, status: i32) -> String {
    format!("{output}[exit status {status}]\n")
}
