//! [`Side`]: who runs a program, each time in a process of its own.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use cpu_time::ProcessTime;
use python::{Limits, run};
use version::Version;

/// The argument by which this bench, started again, runs a program.
pub const RUN: &str = "--run-program";

/// What CPython does with a program: it tells the processor time apart from what the program prints.
const RUNNER: &str = "\
import sys, time
begin = time.process_time_ns()
with open(sys.argv[1]) as file:
    code = compile(file.read(), sys.argv[1], 'exec')
exec(code, {'__name__': '__main__', '__builtins__': __builtins__})
print(time.process_time_ns() - begin, file=sys.stderr)
";

/// One of those that are compared.
pub enum Side {
    /// This bench, which runs the program by the interpreter.
    Ours(PathBuf),
    /// A CPython, or another interpreter with its options.
    Other(PathBuf),
}

/// One run.
pub struct Measured {
    /// Of processor time.
    pub nanoseconds: u64,
    /// What was printed.
    pub output: String,
}

impl Side {
    /// Runs the program once. The time is that of the program: its text is read and compiled, and its lines run.
    ///
    /// # Errors
    ///
    /// When it doesn't run to its end: the last line that it wrote to standard error.
    pub fn measure(&self, file: &Path) -> Result<Measured, String> {
        let mut command = match self {
            Side::Ours(bench) => {
                let mut command = Command::new(bench);
                command.arg(RUN);
                command
            }
            Side::Other(python) => {
                let mut command = Command::new(python);
                command.args(["-I", "-S", "-c", RUNNER]);
                command
            }
        };
        let output = command
            .arg(file)
            .output()
            .map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().next_back().unwrap_or("it said nothing");
        if !output.status.success() {
            return Err(last.to_owned());
        }
        Ok(Measured {
            nanoseconds: last.trim().parse().map_err(|_| last.to_owned())?,
            output: String::from_utf8_lossy(&output.stdout).into_owned(),
        })
    }

    /// How long it takes from the start of a process to its end, in nanoseconds of the clock on the wall.
    ///
    /// # Errors
    ///
    /// When the process can't be started, or fails.
    pub fn start_and_end(&self, file: &Path) -> Result<u64, String> {
        let mut command = match self {
            Side::Ours(bench) => {
                let mut command = Command::new(bench);
                command.arg(RUN);
                command
            }
            Side::Other(python) => {
                let mut command = Command::new(python);
                command.args(["-I", "-S"]);
                command
            }
        };
        let begin = Instant::now();
        let status = command
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|error| error.to_string())?;
        let took = begin.elapsed();
        if !status.success() {
            return Err(format!("it ended with {status}"));
        }
        Ok(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX))
    }
}

/// The RustPython that the variable `RUSTPYTHON` names, or else the one on the path, with its version.
pub fn rustpython() -> Option<(PathBuf, String)> {
    let named = env::var_os("RUSTPYTHON").map(PathBuf::from);
    let program = named.unwrap_or_else(|| PathBuf::from("rustpython"));
    let output = Command::new(&program).arg("--version").output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = said.split_whitespace().next_back()?.to_owned();
    output.status.success().then_some((program, version))
}

/// Runs a program here, prints what it prints, and says on standard error how long it took.
pub fn run_here(file: &Path) -> ExitCode {
    let limits = Limits {
        steps: u64::MAX / 100,
        memory: 4 << 30,
        ..Limits::default()
    };
    let version = Version::newest(3, 13).unwrap_or_default();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    };
    let begin = ProcessTime::now();
    match run(&text, &file.to_string_lossy(), version, limits) {
        Ok(outcome) => {
            let took = begin.elapsed();
            for (is_err, text) in &outcome.pieces {
                if *is_err {
                    eprint!("{text}");
                } else {
                    print!("{text}");
                }
            }
            if outcome.status != 0 {
                return ExitCode::FAILURE;
            }
            eprintln!("{}", took.as_nanos());
            ExitCode::SUCCESS
        }
        Err(refused) => {
            eprintln!("{refused}");
            ExitCode::FAILURE
        }
    }
}
