//! What the library's Python asks of the interpreter: modules that only it imports.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// Makes one by name; a program that asks for it gets CPython's answer, that there is none.
pub(crate) fn make(vm: &mut Vm, name: &str) -> Option<Ref> {
    match name {
        "_traceback" => Some(traceback(vm)),
        "_regex" => Some(super::patterns::make(vm)),
        "_subinterpreters" if vm.since(14) => Some(super::make_interpreters(vm)),
        "_refusal" => Some(refusal(vm)),
        "_types" => Some(super::types(vm)),
        _ => None,
    }
}

/// `_refusal`: how a module written in Python says that it lacks something.
fn refusal(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_refusal");
    vm.define(dict, "refuse", |vm, args| {
        arity(vm, args, "refuse", 1, 1, 0)?;
        let what = vm.str_of(args.pos[0])?;
        Err(vm.unsupported(what))
    });
    module
}

/// `_traceback`: the interpreter's own text of exceptions and their traceback entries.
fn traceback(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_traceback");
    vm.define(dict, "text", |vm, args| {
        arity(vm, args, "text", 1, 1, 0)?;
        let text = vm.traceback_text(args.pos[0], false)?;
        Ok(vm.str(text))
    });
    vm.define(dict, "entry", |vm, args| {
        arity(vm, args, "entry", 1, 1, 0)?;
        let Body::Traceback(entry) = vm.body(args.pos[0]) else {
            return Err(vm.type_error("a traceback is required"));
        };
        let (frame, position) = (entry.frame, entry.position);
        let text = vm.traceback_entry(frame, position);
        Ok(vm.str(text))
    });
    vm.define(dict, "is_hidden", |vm, args| {
        arity(vm, args, "is_hidden", 1, 1, 0)?;
        let hidden = match vm.body(args.pos[0]) {
            Body::Traceback(entry) => vm.is_hidden(entry.frame),
            _ => false,
        };
        Ok(vm.bool(hidden))
    });
    vm.define(dict, "last_lines", |vm, args| {
        arity(vm, args, "last_lines", 1, 1, 0)?;
        let text = vm.last_lines(args.pos[0])?;
        let line = vm.str(text);
        Ok(vm.list(vec![line]))
    });
    vm.define(dict, "source_line", source_line);
    vm.define(dict, "line_of_file", line_of_file);
    module
}

/// A line of the text that a code object comes from; `None` if there is no such line.
fn source_line(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "source_line", 2, 2, 0)?;
    let number = vm.index(args.pos[1])?;
    let line = match vm.body(args.pos[0]) {
        Body::Code(code) => nth(&code.shared.file.lines, number),
        _ => None,
    };
    Ok(match line {
        Some(line) => vm.str(line),
        None => vm.none(),
    })
}

/// A line of a file that the program or the caller gave.
fn line_of_file(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "line_of_file", 2, 2, 0)?;
    let name = vm.str_of(args.pos[0])?;
    let number = vm.index(args.pos[1])?;
    let line = if vm.main_file.name == name {
        nth(&vm.main_file.lines, number)
    } else {
        usize::try_from(number)
            .ok()
            .and_then(|number| vm.grant.line(&name, number))
    };
    Ok(match line {
        Some(line) => vm.str(line),
        None => vm.none(),
    })
}

fn nth(lines: &[String], number: i64) -> Option<String> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    lines.get(place).cloned()
}
