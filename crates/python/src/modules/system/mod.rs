//! The module `sys`.

mod about;
mod asyncgen;
mod limits;
mod measure;
mod tracing;

use objects::Ref;

use super::clinic::{self, c_int};
use crate::builtins::arity;
use crate::objects::{Body, Stream};
use crate::vm::{Args, Exc, R, Vm};

pub(crate) use measure::{preheader, sizeof};

/// Refuses any argument.
fn no_arguments(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<()> {
    clinic::no_arguments(vm, args, "sys", name)
}

/// Refuses any number of arguments but one.
fn one_argument(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    clinic::one_argument(vm, args, "sys", name)
}

fn intern(vm: &mut Vm, args: &Args<'_>) -> R {
    let text = one_argument(vm, args, "intern")?;
    let Body::Str(_) = vm.body(text) else {
        let name = vm.tp_name(text);
        return Err(vm.type_error(format!("intern() argument must be str, not {name}")));
    };
    if vm.get(text).class.is_some() {
        let name = vm.tp_name(text);
        return Err(vm.type_error(format!("can't intern {name}")));
    }
    let content = vm.text(text).to_owned();
    if vm.interned_name(&content).is_none() {
        vm.intern_object(text);
    }
    Ok(vm.intern(&content))
}

fn getframe(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "_getframe", 0, 1, 0)?;
    let depth = match args.pos.first() {
        Some(&depth) => c_int(vm, depth)?.max(0) as usize,
        None => 0,
    };
    match vm.thread.frames.len().checked_sub(depth + 1) {
        Some(index) => Ok(vm.frame_object(index)),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

/// `_PyThread_CurrentFrames`: the innermost frame of each thread, by the thread's identifier.
fn current_frames(vm: &mut Vm, args: &Args<'_>) -> R {
    no_arguments(vm, args, "_current_frames")?;
    let found = vm.dict();
    let found = vm.own(found);
    for thread in vm.calling_threads() {
        let Some(last) = vm
            .calls_of(thread)
            .and_then(|calls| calls.len().checked_sub(1))
        else {
            continue;
        };
        if let Some(frame) = vm.frame_object_of(thread, last) {
            let frame = vm.own(frame);
            let ident = vm.int(i128::from(vm.ident_of(thread)).into());
            let ident = vm.own(ident);
            vm.dict_set(found, ident, frame)?;
        }
    }
    Ok(vm.incref(found))
}

fn exc_info(vm: &mut Vm, args: &Args<'_>) -> R {
    no_arguments(vm, args, "exc_info")?;
    let parts = match vm.thread.topmost_handled() {
        Some(exception) => {
            let class = vm.type_of(exception);
            let traceback = match vm.body(exception) {
                Body::Exception(state) => state.traceback.unwrap_or(vm.one.none),
                _ => vm.one.none,
            };
            [class, exception, traceback]
        }
        None => [vm.one.none; 3],
    };
    let parts = vm.increfs(&parts);
    Ok(vm.tuple(parts))
}

fn exit(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "exit", 0, 1, 0)?;
    let class = vm.exceptions["SystemExit"];
    // `None`, or no argument, makes an exception without any.
    let given: &[Ref] = match args.pos {
        [code] if *code == vm.one.none => &[],
        given => given,
    };
    let exception = vm.call_args(class, &Args::pos(given))?;
    Err(Exc::Raised(exception))
}

/// What a prompt does with a value: shows it, and keeps it as `_`.
fn displayhook(vm: &mut Vm, args: &Args<'_>) -> R {
    let value = one_argument(vm, args, "displayhook")?;
    let none = vm.one.none;
    if value == none {
        return Ok(vm.none());
    }
    let Some(builtins) = vm.dict_get_str(vm.modules, "builtins") else {
        return Err(vm.error("RuntimeError", "lost builtins module"));
    };
    let Body::Module { dict } = vm.body(builtins) else {
        return Err(vm.unsupported("another module in the place of builtins"));
    };
    let dict = *dict;
    // Set before the value is shown, so that a recursion isn't shown twice.
    vm.dict_set_str(dict, "_", none);
    let text = vm.repr_of(value)?;
    match vm.sys_attribute("stdout") {
        Some(file) if file != none => {
            vm.write_file(file, &text)?;
            vm.write_file(file, "\n")?;
        }
        _ => return Err(vm.error("RuntimeError", "lost sys.stdout")),
    }
    vm.dict_set_str(dict, "_", value);
    Ok(vm.none())
}

pub(super) fn boot(vm: &mut Vm) {
    let (module, dict) = vm.new_module("sys");
    vm.sys_namespace = dict;
    measure::boot(vm, dict);
    limits::boot(vm, dict);
    vm.define(dict, "intern", intern);
    // How libraries of C are loaded: there, and of no use here.
    for name in ["getdlopenflags", "setdlopenflags"] {
        vm.define(dict, name, |vm, _| {
            Err(vm.unsupported("sys.getdlopenflags and sys.setdlopenflags"))
        });
    }
    vm.define(dict, "_getframe", getframe);
    vm.define(dict, "_current_frames", current_frames);
    vm.define(dict, "exc_info", exc_info);
    vm.define(dict, "exit", exit);
    vm.define(dict, "displayhook", displayhook);
    if let Some(hook) = vm.dict_get_str(dict, "displayhook") {
        vm.dict_set_str(dict, "__displayhook__", hook);
    }
    if vm.since(11) {
        vm.define(dict, "exception", |vm, args| {
            no_arguments(vm, args, "exception")?;
            let handled = vm.thread.topmost_handled().unwrap_or(vm.one.none);
            Ok(vm.incref(handled))
        });
    }
    vm.define(dict, "is_finalizing", |vm, args| {
        no_arguments(vm, args, "is_finalizing")?;
        let finishing = vm.finishing;
        Ok(vm.bool(finishing))
    });
    tracing::boot(vm, dict);
    super::hooks::boot(vm, dict);
    for (name, stream) in [("stdout", Stream::Out), ("stderr", Stream::Err)] {
        let file = vm.alloc(Body::File(stream));
        vm.dict_set_str(dict, name, file);
        vm.dict_set_str(dict, &format!("__{name}__"), file);
        vm.decref(file);
    }
    about::boot(vm, dict);
    asyncgen::boot(vm, dict);
    let modules = vm.modules;
    vm.dict_set_str(dict, "modules", modules);
    vm.dict_set_str(vm.modules, "sys", module);
    vm.decref(module);
}
