//! One program on a real CPython and on our runtime as that version.

use std::fmt;

use blocks::run::Ending;
use blocks::{Interpreter, Python};
use similar::TextDiff;
use version::Version;

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
    let real = real(program, python)?;
    let ours = ours(program, python.version);
    (real != ours).then_some(Difference { real, ours })
}

/// What a real CPython prints, and how it ends; nothing where it can't be asked.
pub fn real(program: &str, python: &Interpreter) -> Option<String> {
    let run = python.run(program).ok()?;
    // A crash or a run without end is no answer.
    let Ending::Exit(status) = run.ending else {
        return None;
    };
    Some(ended(&run.output, status))
}

/// What our runtime prints as that version, and how it ends.
pub fn ours(program: &str, version: Version) -> String {
    match runtime::guarded(|| ours::run(version, program)) {
        Output::Ended { text, status } => ended(&text, status),
        Output::Unsupported(what) => format!("unsupported: {what}\n"),
        Output::Broken(what) => format!("broken: {what}\n"),
    }
}

fn ended(output: &str, status: i32) -> String {
    format!("{output}[exit status {status}]\n")
}
