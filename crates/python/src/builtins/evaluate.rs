//! `compile`, `exec` and `eval`: text that becomes a program while one runs.

use std::rc::Rc;

use objects::Ref;

use super::argument;
use crate::code::Draft;
use crate::objects::{Body, Frame, NativeFn, Return, SourceFile, Val};
use crate::source::Problem;
use crate::vm::{Args, Exc, R, Vm};

pub(super) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("compile", compile),
    ("exec", |vm, args| {
        let value = run(vm, args, "exec")?;
        vm.decref(value);
        Ok(vm.none())
    }),
    ("eval", |vm, args| run(vm, args, "eval")),
];

fn compile(vm: &mut Vm, args: &Args<'_>) -> R {
    let [Some(source), Some(file), Some(mode)] = [
        argument(vm, args, 0, "source"),
        argument(vm, args, 1, "filename"),
        argument(vm, args, 2, "mode"),
    ] else {
        return Err(vm.type_error("compile() missing required argument"));
    };
    for place in [3, 4, 5] {
        let name = ["flags", "dont_inherit", "optimize"][place - 3];
        let value = argument(vm, args, place, name);
        if value.is_some_and(|value| !matches!(vm.i64_value(value), Some(0 | -1))) {
            return Err(vm.unsupported(format!("compile() with '{name}'")));
        }
    }
    if !matches!(vm.body(source), Body::Str(_)) {
        return Err(vm.unsupported("compile() of anything but text"));
    }
    let (source, file) = (vm.text(source).to_owned(), vm.text(file).to_owned());
    match vm.text(mode) {
        "exec" | "eval" => {
            let mode = vm.text(mode).to_owned();
            code(vm, &source, &file, &mode)
        }
        "single" => Err(vm.unsupported("compile() of one interactive statement")),
        _ => Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    }
}

/// A code object of a text.
fn code(vm: &mut Vm, text: &str, file: &str, mode: &str) -> R {
    let text = if mode == "eval" {
        text.trim_start_matches([' ', '\t'])
    } else {
        text
    };
    if text.contains('\0') {
        return Err(vm.error(
            if vm.since(12) {
                "SyntaxError"
            } else {
                "ValueError"
            },
            "source code string cannot contain null bytes",
        ));
    }
    let draft = match draft(vm, text, mode) {
        Ok(draft) => draft,
        Err(problem) => return Err(refused(vm, problem.locate(text))),
    };
    let file = Rc::new(SourceFile {
        name: file.to_owned(),
        // `<string>` is no file that a traceback could quote.
        lines: Vec::new(),
        is_program: true,
    });
    Ok(vm.code(&draft, &file, &mut Vec::new()))
}

fn draft(vm: &Vm, text: &str, mode: &str) -> Result<Draft, Problem> {
    if mode == "eval" {
        let tree = crate::source::parse_expression(text)?;
        return crate::compile::compile_expression(text, &tree, vm.version);
    }
    let tree = crate::source::parse(text)?;
    crate::compile::compile(text, &tree, vm.version)
}

fn refused(vm: &mut Vm, problem: Problem) -> Exc {
    match problem.kind {
        "SyntaxError" => vm.error("SyntaxError", problem.text),
        "IndentationError" => vm.error("IndentationError", problem.text),
        _ => vm.unsupported(problem.text),
    }
}

fn run(vm: &mut Vm, args: &Args<'_>, mode: &'static str) -> R {
    let Some(source) = argument(vm, args, 0, "source") else {
        return Err(vm.type_error(format!("{mode} expected at least 1 argument, got 0")));
    };
    let given = |vm: &Vm, place: usize, name: &str| {
        argument(vm, args, place, name).filter(|&value| value != vm.one.none)
    };
    let (globals, locals) = (given(vm, 1, "globals"), given(vm, 2, "locals"));
    if argument(vm, args, 3, "closure").is_some() {
        return Err(vm.unsupported(format!("{mode}() with a closure")));
    }
    if let Some(globals) = globals {
        if !matches!(vm.body(globals), Body::Dict(_)) {
            let text = match mode {
                "exec" => format!("exec() globals must be a dict, not {}", vm.tp_name(globals)),
                _ => "globals must be a dict".to_owned(),
            };
            return Err(vm.type_error(text));
        }
    }
    let (globals, locals) = match (globals, locals) {
        (Some(globals), Some(locals)) => (globals, locals),
        (Some(globals), None) => (globals, globals),
        (None, Some(locals)) => (vm.top().globals, locals),
        (None, None) => {
            let locals = crate::modules::locals_of_top(vm)?;
            (vm.top().globals, vm.own(locals))
        }
    };
    if !matches!(vm.body(locals), Body::Dict(_)) {
        return Err(vm.unsupported(format!("{mode}() with locals that are no dict")));
    }
    let code = match vm.body(source) {
        Body::Code(_) => vm.incref(source),
        Body::Str(text) => {
            let text = text.value.as_str().to_owned();
            code(vm, &text, "<string>", mode)?
        }
        _ => {
            let text = format!("{mode}() arg 1 must be a string, bytes or code object");
            return Err(vm.type_error(text));
        }
    };
    let builtins = vm.dict_get_str(vm.modules, "builtins");
    if let (Some(builtins), None) = (builtins, vm.dict_get_str(globals, "__builtins__")) {
        if let Body::Module { dict } = vm.body(builtins) {
            let dict = *dict;
            vm.dict_set_str(globals, "__builtins__", dict);
        }
    }
    let Body::Code(value) = vm.body(code) else {
        unreachable!("looked at above")
    };
    let body = value.shared.clone();
    if body.nfree > 0 {
        vm.decref(code);
        let text = format!("code object passed to {mode}() may not contain free variables");
        return Err(vm.type_error(text));
    }
    vm.increfs(&[globals, locals]);
    let frame = Box::new(Frame {
        code,
        globals,
        counted: true,
        func: None,
        names: Some(locals),
        locals: vec![Val::Null; body.variables.len()],
        stack: Vec::new(),
        blocks: Vec::new(),
        ip: 0,
        returns: Return::Native,
        object: None,
        generator: None,
        body,
    });
    vm.guard_native(|vm| vm.run(frame))
}
