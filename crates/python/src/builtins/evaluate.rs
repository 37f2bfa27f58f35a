//! The functions `compile`, `eval` and `exec`.

use objects::Ref;

use super::argument;
use crate::compile::Mode;
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, R, Vm};

pub(super) const FUNCTIONS: &[(&str, NativeFn)] =
    &[("compile", compile), ("eval", eval), ("exec", exec)];

/// The text of a source argument.
fn source(vm: &mut Vm, value: Ref, who: &str, what: &str) -> R<String> {
    let text = match vm.body(value) {
        Body::Str(text) => text.value.as_str().to_owned(),
        Body::Bytes(bytes) => match std::str::from_utf8(bytes.as_slice()) {
            Ok(text) => text.to_owned(),
            Err(_) => return Err(vm.unsupported("source text that isn't UTF-8")),
        },
        _ => {
            let text = format!("{who}() arg 1 must be a {what}");
            return Err(vm.type_error(text));
        }
    };
    if text.contains('\0') {
        let text = "source code string cannot contain null bytes";
        let class = if vm.since(12) {
            "SyntaxError"
        } else {
            "ValueError"
        };
        return Err(vm.error(class, text));
    }
    Ok(text)
}

/// `compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)`
fn compile(vm: &mut Vm, args: &Args<'_>) -> R {
    let mut found = [None; 3];
    for (place, name) in ["source", "filename", "mode"].into_iter().enumerate() {
        found[place] = argument(vm, args, place, name);
        if found[place].is_none() {
            let text = format!(
                "compile() missing required argument '{name}' (pos {})",
                place + 1
            );
            return Err(vm.type_error(text));
        }
    }
    let [Some(given), Some(name), Some(mode)] = found else {
        return Ok(vm.none());
    };
    for (place, name) in ["flags", "optimize"].into_iter().enumerate() {
        let place = if place == 0 { 3 } else { 5 };
        if let Some(value) = argument(vm, args, place, name) {
            let value = vm.index(value)?;
            if value != 0 && value != -1 {
                return Err(vm.unsupported(format!("{name} of compile()")));
            }
        }
    }
    if !matches!(vm.body(name), Body::Str(_)) {
        let text = format!(
            "expected str, bytes or os.PathLike object, not {}",
            vm.tp_name(name)
        );
        return Err(vm.type_error(text));
    }
    if !matches!(vm.body(mode), Body::Str(_)) {
        let text = format!(
            "compile() argument 'mode' must be str, not {}",
            vm.tp_name(mode)
        );
        return Err(vm.type_error(text));
    }
    let mode = match vm.text(mode) {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => {
            let text = "compile() mode must be 'exec', 'eval' or 'single'";
            return Err(vm.value_error(text));
        }
    };
    let text = source(vm, given, "compile", "string, bytes or AST object")?;
    let name = vm.text(name).to_owned();
    let alone = match argument(vm, args, 4, "dont_inherit") {
        Some(value) => vm.truth(value)?,
        None => false,
    };
    let postpones = !alone && vm.postpones();
    vm.compile_text(&text, &name, mode, postpones)
}

/// The namespaces of a call: those given, or the caller's. Owned by the native call.
fn namespaces(vm: &mut Vm, args: &Args<'_>, who: &str) -> R<(Ref, Ref)> {
    let none = vm.one.none;
    let by_name = vm.since(13);
    let part = |vm: &Vm, place: usize, name: &str| {
        let found = if by_name {
            argument(vm, args, place, name)
        } else {
            args.pos.get(place).copied()
        };
        found.filter(|&found| found != none)
    };
    if !by_name && args.kw.iter().any(|(key, _)| vm.text(*key) != "closure") {
        return Err(vm.type_error(format!("{who}() takes no keyword arguments")));
    }
    let (globals, locals) = (part(vm, 1, "globals"), part(vm, 2, "locals"));
    if let Some(globals) = globals
        && !matches!(vm.body(globals), Body::Dict(_))
    {
        let text = match (who, locals.is_some()) {
            ("eval", true) => "globals must be a real dict; try eval(code, {}, mapping)".to_owned(),
            ("eval", false) => "globals must be a dict".to_owned(),
            _ => format!("exec() globals must be a dict, not {}", vm.tp_name(globals)),
        };
        return Err(vm.type_error(text));
    }
    if let Some(locals) = locals {
        let is_mapping =
            matches!(vm.body(locals), Body::Dict(_)) || vm.special(locals, "__getitem__").is_some();
        if !is_mapping {
            let text = if who == "eval" {
                "locals must be a mapping".to_owned()
            } else {
                format!(
                    "locals must be a mapping or None, not {}",
                    vm.tp_name(locals)
                )
            };
            return Err(vm.type_error(text));
        }
    }
    let pair = match (globals, locals) {
        (Some(globals), locals) => {
            let locals = locals.unwrap_or(globals);
            vm.incref(locals);
            (vm.incref(globals), locals)
        }
        (None, locals) => {
            let globals = vm.top().globals;
            let locals = match locals {
                Some(locals) => vm.incref(locals),
                None => crate::modules::locals_of_top(vm)?,
            };
            (vm.incref(globals), locals)
        }
    };
    let pair = (vm.own(pair.0), vm.own(pair.1));
    match vm.dict_get_str(pair.0, "__builtins__") {
        None => {
            let builtins = vm.builtins;
            vm.dict_set_str(pair.0, "__builtins__", builtins);
        }
        Some(held) => {
            let own = match vm.body(held) {
                Body::Module { dict } => *dict,
                _ => held,
            };
            vm.other_builtins |= own != vm.builtins;
        }
    }
    Ok(pair)
}

fn run(vm: &mut Vm, args: &Args<'_>, who: &str, mode: Mode) -> R {
    let Some(&given) = args.pos.first() else {
        let text = format!("{who} expected at least 1 argument, got 0");
        return Err(vm.type_error(text));
    };
    if args.pos.len() > 3 {
        let text = format!("{who} expected at most 3 arguments, got {}", args.pos.len());
        return Err(vm.type_error(text));
    }
    let (globals, locals) = namespaces(vm, args, who)?;
    if args
        .kw
        .iter()
        .any(|&(key, value)| vm.text(key) == "closure" && value != vm.one.none)
    {
        return Err(vm.unsupported("exec() with a closure"));
    }
    let (code, tree) = if let Body::Code(code) = vm.body(given) {
        if code.shared.nfree > 0 {
            let text = if who == "exec" && vm.since(11) {
                "code object requires a closure of exactly length 1"
                    .replace('1', &code.shared.nfree.to_string())
            } else {
                format!("code object passed to {who}() may not contain free variables")
            };
            return Err(vm.type_error(text));
        }
        (vm.incref(given), Vec::new())
    } else {
        let text = source(vm, given, who, "string, bytes or code object")?;
        let text = if mode == Mode::Eval {
            text.trim_start_matches([' ', '\t']).to_owned()
        } else {
            text
        };
        let postpones = vm.postpones();
        vm.compile_in_tree(&text, "<string>", mode, postpones)?
    };
    for constant in tree {
        vm.own(constant);
    }
    let code = vm.own(code);
    vm.run_code(code, globals, locals)
}

fn eval(vm: &mut Vm, args: &Args<'_>) -> R {
    run(vm, args, "eval", Mode::Eval)
}

fn exec(vm: &mut Vm, args: &Args<'_>) -> R {
    let value = run(vm, args, "exec", Mode::Exec)?;
    vm.decref(value);
    Ok(vm.none())
}
