//! The seam: whatever runs a Python program as one release of CPython does.

use std::panic::{AssertUnwindSafe, catch_unwind};

use blocks::run::{Ending, Run};
use blocks::{Cache, Interpreter, Python};
use version::Version;

/// What came of one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// It ran to its end.
    Ended {
        /// Standard output and standard error, in the order written, byte for byte;
        /// a traceback names the program's file `block.py` ([`blocks::run::FILE`]).
        text: String,
        /// The exit status: 0, 1 after an uncaught exception, or that of `sys.exit`.
        status: i32,
    },
    /// The runtime doesn't do what the program needs, and said so instead of
    /// running it: the construct and the place.
    Unsupported(String),
    /// It was stopped or broke: a limit, a crash, a panic.
    Broken(String),
}

/// Something that runs Python programs as the release it is told.
pub trait Runtime: Sync {
    /// Runs `source`, the whole text of a program, as CPython `version` would run
    /// `python -I -S -u block.py`.
    fn run(&self, version: Version, source: &str) -> Output;
}

/// The real CPythons of this machine as one runtime, with what they did before.
pub struct Real<'a> {
    /// The interpreters; a version that none of them is, is unsupported.
    pub found: &'a [Interpreter],
    /// Where results are kept.
    pub cache: &'a Cache,
}

impl Runtime for Real<'_> {
    fn run(&self, version: Version, source: &str) -> Output {
        let Some(python) = self.found.iter().find(|python| python.version == version) else {
            return Output::Unsupported(format!("no CPython {version} was found"));
        };
        ended(
            self.cache
                .run(python as &dyn Python, source)
                .map(|(run, _)| run),
        )
    }
}

/// What a run of a real interpreter came to.
pub(super) fn ended(run: std::io::Result<Run>) -> Output {
    match run {
        Ok(Run { output, ending }) => match ending {
            Ending::Exit(status) => Output::Ended {
                text: output,
                status,
            },
            Ending::Crash(signal) => Output::Broken(format!("ended by signal {signal}")),
            Ending::Timeout => Output::Broken("still running when its time was over".to_owned()),
            Ending::TooMuch => Output::Broken("printed too much".to_owned()),
        },
        Err(error) => Output::Broken(format!("the interpreter can't be started: {error}")),
    }
}

/// Runs a program and takes a panic for what it is: a fault of the runtime, which
/// shall not end the whole measurement.
pub(super) fn run(runtime: &dyn Runtime, version: Version, source: &str) -> Output {
    guarded(|| runtime.run(version, source))
}

/// What `run` gives, or that it panicked.
pub fn guarded(run: impl FnOnce() -> Output) -> Output {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("without a message");
        Output::Broken(format!("the runtime panicked: {message}"))
    })
}
