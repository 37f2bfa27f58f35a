//! [`run`]: one program, from text to what it printed.

use std::fmt;
use std::rc::Rc;

use objects::AuditError;
use version::Version;

use crate::compile::Mode;
use crate::event::Step;
use crate::grant::Grant;
use crate::objects::{Body, Frame, Return, SourceFile};
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
    /// Each step, of a traced run.
    pub steps: Vec<Step>,
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
    on_a_large_stack(text, name, version, limits, &Grant::default(), false)
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
    on_a_large_stack(text, name, version, limits, grant, false)
}

/// The same, with each step written down.
///
/// # Errors
///
/// As [`run`].
pub fn trace(text: &str, name: &str, version: Version, limits: Limits) -> Result<Outcome, Refused> {
    on_a_large_stack(text, name, version, limits, &Grant::default(), true)
}

/// Native code that calls back into Python nests on the native stack, as deep as `MAX_NATIVE_DEPTH` allows.
const STACK_BYTES: usize = 1 << 30;

fn on_a_large_stack(
    text: &str,
    name: &str,
    version: Version,
    limits: Limits,
    grant: &Grant,
    records: bool,
) -> Result<Outcome, Refused> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || {
                run_here(text, name, version, limits, grant, records)
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
    records: bool,
) -> Result<Outcome, Refused> {
    let file = Rc::new(SourceFile {
        name: name.to_owned(),
        lines: text.lines().map(str::to_owned).collect(),
        is_program: true,
    });
    let mut vm = Vm::new(version, limits, file.clone())
        .map_err(|error| Refused::Version(error.to_string()))?;
    vm.grant = Rc::new(grant.clone());
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
    let draft = crate::source::statements(text, Mode::Exec, version)
        .and_then(|body| crate::compile::compile_as(text, &body, version, Mode::Exec));
    let draft = match draft {
        Ok(draft) => draft,
        Err(problem) if problem.kind == "Unsupported" => {
            return Err(Refused::from(problem.locate(text)));
        }
        Err(problem) => {
            let exc = vm.syntax_error(problem.locate(text), text, name);
            return Ok(finish(vm, Err(exc)));
        }
    };
    let code = vm.code(&draft, &file, &mut Vec::new());
    let leftover = vm.thread.scratch.len();
    debug_assert_eq!(leftover, 0);
    vm.heap.observer_mut().records = records;
    let Body::Code(value) = vm.body(code) else {
        unreachable!("just made")
    };
    let body = value.shared.clone();
    vm.heap.incref(globals);
    vm.heap.incref(globals);
    let frame = Box::new(Frame {
        code,
        globals,
        counted: true,
        func: None,
        names: Some(globals),
        locals: vec![crate::objects::Val::Null; body.variables.len()],
        stack: Vec::new(),
        blocks: Vec::new(),
        ip: 0,
        returns: Return::Native,
        object: None,
        generator: None,
        body,
    });
    let result = vm.run(frame);
    Ok(finish(vm, result))
}

fn finish(mut vm: Vm, result: Result<objects::Ref, Exc>) -> Outcome {
    let mut status = 0;
    let mut stop = None;
    match result {
        Ok(value) => vm.decref(value),
        Err(exc) => match vm.settle(exc) {
            Ok(exception) => {
                status = vm.uncaught(exception);
            }
            Err(reason) => stop = Some(reason),
        },
    }
    let audit = if stop.is_none() {
        vm.heap.audit(audit_roots(&vm))
    } else {
        Ok(())
    };
    if stop.is_none() {
        shut_down(&mut vm);
        stop = vm.stop.take();
    }
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
    }
}

fn audit_roots(vm: &Vm) -> Vec<objects::Ref> {
    let mut roots = vm.roots();
    roots.extend(&vm.small_ints);
    // The small integers are in both lists.
    let small: std::collections::HashSet<objects::Ref> = vm.small_ints.iter().copied().collect();
    let mut seen = std::collections::HashSet::new();
    roots.retain(|root| !small.contains(root) || seen.insert(*root));
    roots
}

/// The end of the interpreter: finalizers that wait, then the names of the main module, then a last collection.
fn shut_down(vm: &mut Vm) {
    vm.finishing = true;
    weakref::finalize::exitfunc(vm);
    if vm.gc.is_enabled() {
        gc::collect(vm);
    }
    vm.forget_last_exception();
    let Some(main) = vm.dict_get_str(vm.modules, "__main__") else {
        return;
    };
    let Body::Module { dict } = vm.body(main) else {
        return;
    };
    let dict = *dict;
    // `finalize_modules`: the module goes first, and with it its names, unless functions hold them;
    // those are garbage then, whose finalizers still see everything.
    let name = vm.intern("__main__");
    vm.dict_delete_name(vm.modules, name);
    vm.decref(name);
    gc::collect(vm);
    if !vm.heap.is_alive(dict) {
        return;
    }
    // First the names with one underscore, then the rest but `__builtins__` (`_PyModule_ClearDict`).
    for underscored in [true, false] {
        for (name, _) in vm.dict_pairs(dict) {
            if !vm.heap.is_alive(dict) || !vm.heap.is_alive(name) {
                continue;
            }
            let text = vm.text(name);
            let has_one = text.starts_with('_') && !text.starts_with("__");
            if has_one == underscored && text != "__builtins__" {
                let none = vm.one.none;
                vm.dict_set_name(dict, name, none);
            }
        }
    }
    gc::collect(vm);
}
