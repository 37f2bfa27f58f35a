//! [`run`]: one program, from text to what it printed.

use std::fmt;
use std::rc::Rc;

use objects::AuditError;
use version::Version;

use crate::audit::Report;
use crate::compile::Mode;
use crate::event::Step;
use crate::grant::Grant;
use crate::objects::{Body, Frame, SourceFile};
use crate::source::{Position, Problem};
use crate::vm::{Exc, Stop, Vm};

/// What a program may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Instructions.
    pub steps: u64,
    /// Bytes from the allocator.
    pub memory: u64,
    /// Bytes of output.
    pub output: usize,
    /// The most that `sys.setrecursionlimit` allows.
    pub recursion: usize,
}

impl Default for Limits {
    /// 50 million steps, 1 GiB, 1 MiB of output, 100,000 calls.
    fn default() -> Self {
        Limits {
            steps: 50_000_000,
            memory: 1 << 30,
            output: 1 << 20,
            recursion: 100_000,
        }
    }
}

/// What came of a program.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Standard output and standard error, in the order written.
    pub output: String,
    /// The same in pieces; `true` marks standard error.
    pub pieces: Vec<(bool, String)>,
    /// The exit status.
    pub status: i32,
    /// Why this runtime ended the run, if it did.
    pub stop: Option<Stop>,
    /// What an audit of all counts found after the program's last line, and before the interpreter let go of its names.
    pub audit: Result<(), AuditError>,
    /// What the audit of each line and of the end found, of a run by [`audit`].
    pub report: Option<Report>,
    /// Each step, of a traced run.
    pub steps: Vec<Step>,
}

impl Outcome {
    /// What was written to standard output.
    pub fn stdout(&self) -> String {
        let written = self.pieces.iter().filter(|(is_err, _)| !is_err);
        written.map(|(_, text)| text.as_str()).collect()
    }
}

/// Why a program didn't start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The text uses something that this runtime lacks.
    Unsupported {
        /// What.
        what: String,
        /// Where.
        position: Option<Position>,
    },
    /// The version isn't modelled.
    Version(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |position: &Option<Position>| match position {
            Some(position) => format!("line {}, column {}: ", position.line, position.column + 1),
            None => String::new(),
        };
        match self {
            Refused::Unsupported { what, position } => {
                write!(f, "{}unsupported: {what}", place(position))
            }
            Refused::Version(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Refused {}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Refused {
        Refused::Unsupported {
            what: problem.text,
            position: problem.position,
        }
    }
}

/// Runs a program as `python NAME` of that version would.
///
/// # Errors
///
/// When the program doesn't start: see [`Refused`]. What it does then is never an error, and neither is a text
/// that is no program: that is a report, as CPython writes it, and the status 1.
pub fn run(text: &str, name: &str, version: Version, limits: Limits) -> Result<Outcome, Refused> {
    on_a_large_stack(
        text,
        name,
        version,
        limits,
        &Grant::default(),
        Watch::Nothing,
    )
}

/// The same, with modules that the caller lends.
///
/// # Errors
///
/// As [`run`].
pub fn run_granted(
    text: &str,
    name: &str,
    version: Version,
    limits: Limits,
    grant: &Grant,
) -> Result<Outcome, Refused> {
    on_a_large_stack(text, name, version, limits, grant, Watch::Nothing)
}

/// The same, with each step written down.
///
/// # Errors
///
/// As [`run`].
pub fn trace(text: &str, name: &str, version: Version, limits: Limits) -> Result<Outcome, Refused> {
    on_a_large_stack(text, name, version, limits, &Grant::default(), Watch::Steps)
}

/// The same, with all counts counted again before each line, and with a look at what is left at the end.
///
/// # Errors
///
/// As [`run`].
pub fn audit(text: &str, name: &str, version: Version, limits: Limits) -> Result<Outcome, Refused> {
    on_a_large_stack(text, name, version, limits, &Grant::default(), Watch::Audit)
}

/// The same with what the caller lends.
///
/// # Errors
///
/// As [`run`].
pub fn audit_granted(
    text: &str,
    name: &str,
    version: Version,
    limits: Limits,
    grant: &Grant,
) -> Result<Outcome, Refused> {
    on_a_large_stack(text, name, version, limits, grant, Watch::Audit)
}

/// What is done beside the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Watch {
    Nothing,
    /// Each step is written down.
    Steps,
    /// Each line is audited.
    Audit,
}

/// Native code that calls back into Python nests on the native stack, as deep as `MAX_NATIVE_DEPTH` allows.
const STACK_BYTES: usize = 1 << 30;

fn on_a_large_stack(
    text: &str,
    name: &str,
    version: Version,
    limits: Limits,
    grant: &Grant,
    watch: Watch,
) -> Result<Outcome, Refused> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || {
                run_here(text, name, version, limits, grant, watch)
            });
        match thread {
            Ok(handle) => match handle.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            },
            Err(error) => Err(Refused::Version(format!(
                "no thread with a stack of {STACK_BYTES} bytes: {error}"
            ))),
        }
    })
}

fn run_here(
    text: &str,
    name: &str,
    version: Version,
    limits: Limits,
    grant: &Grant,
    watch: Watch,
) -> Result<Outcome, Refused> {
    let file = Rc::new(SourceFile {
        name: name.to_owned(),
        lines: text.lines().map(str::to_owned).collect(),
        is_program: true,
    });
    let mut vm = Vm::new(version, limits, file.clone())
        .map_err(|error| Refused::Version(error.to_string()))?;
    vm.grant = Rc::new(grant.clone());
    vm.set_argv(name, grant.given());
    let (main, globals) = vm.new_module("__main__");
    let builtins = vm.dict_get_str(vm.modules, "builtins");
    if let Some(builtins) = builtins {
        vm.dict_set_str(globals, "__builtins__", builtins);
    }
    let file_name = vm.str(name);
    vm.dict_set_str(globals, "__file__", file_name);
    vm.decref(file_name);
    vm.dict_set_str(vm.modules, "__main__", main);
    vm.decref(main);
    let version = vm.version;
    let compiled = match crate::compile::compile_text(text, version, Mode::Exec, false) {
        Ok(compiled) => match vm.warn_of_text(&compiled.warnings, &file) {
            Ok(()) => compiled,
            Err(exc) => return Ok(finish(vm, Err(exc))),
        },
        Err(problem) if problem.kind == "Unsupported" => {
            return Err(Refused::from(problem.locate(text)));
        }
        Err(problem) => {
            let exc = vm.syntax_error(problem.locate(text), text, name);
            return Ok(finish(vm, Err(exc)));
        }
    };
    let (code, tree) = vm.code_in_tree(&compiled.draft, &compiled.written, &file);
    vm.tree = tree;
    let leftover = vm.thread.scratch.len();
    debug_assert_eq!(leftover, 0);
    vm.record(watch == Watch::Steps);
    if watch == Watch::Audit {
        vm.start_audit();
    }
    let Body::Code(value) = vm.body(code) else {
        unreachable!("just made")
    };
    let body = value.shared.clone();
    vm.heap.incref(globals);
    vm.heap.incref(globals);
    let frame = Box::new(Frame::of_names(code, body, globals));
    let result = vm.run(frame);
    Ok(finish(vm, result))
}

fn finish(mut vm: Vm, result: Result<objects::Ref, Exc>) -> Outcome {
    let mut status = 0;
    let mut stop = None;
    for constant in std::mem::take(&mut vm.tree) {
        vm.decref(constant);
    }
    // An exception that leaves a handler has ended it.
    for handled in std::mem::take(&mut vm.thread.handled_below) {
        vm.xdecref(handled);
    }
    let handled = vm.thread.handled.take();
    vm.xdecref(handled);
    match result {
        Ok(value) => vm.decref(value),
        Err(exc) => match vm.settle(exc) {
            Ok(exception) => {
                status = vm.uncaught(exception);
            }
            Err(reason) => stop = Some(reason),
        },
    }
    if stop.is_none() {
        stop = vm.wait_for_thread_shutdown().err();
    }
    let audit = if stop.is_none() {
        vm.heap.audit(vm.audit_roots())
    } else {
        Ok(())
    };
    if stop.is_none() {
        crate::end::finalize(&mut vm);
        stop = vm.stop.take();
    }
    let report = if stop.is_none() {
        vm.end_audit(&audit)
    } else {
        None
    };
    if let Some(reason) = &stop {
        status = 1;
        vm.output.push((true, format!("{reason}\n")));
    }
    Outcome {
        output: vm.output.iter().map(|(_, text)| text.as_str()).collect(),
        steps: std::mem::take(&mut vm.heap.observer_mut().steps),
        pieces: std::mem::take(&mut vm.output),
        status,
        stop,
        audit,
        report,
    }
}
