//! `__init__` of exceptions: what becomes of the arguments.

use objects::Ref;

use crate::objects::{Body, Shape};
use crate::vm::{Args, R, Vm};

/// The class of a new exception; `OSError` chooses a subclass by its number.
pub(super) fn class_of(vm: &mut Vm, args: &Args<'_>) -> R<Ref> {
    let class = match args.pos.first() {
        Some(&class) if matches!(vm.body(class), Body::Type(_)) => class,
        _ => return Err(vm.type_error("BaseException.__new__(X): X is not a type object")),
    };
    if class == vm.exceptions["OSError"] && args.pos.len() >= 3 {
        let errno = args.pos.get(1).and_then(|&errno| vm.i64_value(errno));
        if let Some(&found) = errno
            .and_then(subclass)
            .and_then(|name| vm.exceptions.get(name))
        {
            return Ok(found);
        }
    }
    Ok(class)
}

/// Linux's error numbers that have a class of their own (PEP 3151).
fn subclass(errno: i64) -> Option<&'static str> {
    Some(match errno {
        11 | 114 | 115 => "BlockingIOError",
        10 => "ChildProcessError",
        32 | 108 => "BrokenPipeError",
        103 => "ConnectionAbortedError",
        104 => "ConnectionResetError",
        111 => "ConnectionRefusedError",
        17 => "FileExistsError",
        2 => "FileNotFoundError",
        4 => "InterruptedError",
        21 => "IsADirectoryError",
        20 => "NotADirectoryError",
        1 | 13 => "PermissionError",
        3 => "ProcessLookupError",
        110 => "TimeoutError",
        _ => return None,
    })
}

/// `BaseException.__init__` and those of the classes that have fields.
pub(super) fn init(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let given = args.pos[1..].to_vec();
    let has_them = vm.thread.initializing.take() == Some(this);
    let Body::Exception(state) = vm.body(this) else {
        return Ok(vm.none());
    };
    let shape = state.shape;
    let allowed: &[&str] = match shape {
        Shape::Name if vm.since(10) => &["name"],
        Shape::Attribute if vm.since(10) => &["name", "obj"],
        Shape::Import if vm.since(12) => &["name", "path", "name_from"],
        Shape::Import => &["name", "path"],
        _ => &[],
    };
    if !args.kw.is_empty() && allowed.is_empty() {
        let class = vm.tp_name(this);
        return Err(vm.type_error(format!("{class}() takes no keyword arguments")));
    }
    if !has_them {
        vm.set_exception_args(this, &given);
    }
    for &(key, value) in args.kw {
        let name = vm.text(key).to_owned();
        if !allowed.contains(&name.as_str()) {
            let text = if vm.since(13) {
                format!(
                    "{}() got an unexpected keyword argument '{name}'",
                    vm.tp_name(this)
                )
            } else {
                format!(
                    "'{name}' is an invalid keyword argument for {}()",
                    vm.tp_name(this)
                )
            };
            return Err(vm.type_error(text));
        }
        vm.incref(value);
        vm.set_exception_field(this, &name, Some(value));
    }
    fill(vm, this, shape, &given)?;
    Ok(vm.none())
}

fn put(vm: &mut Vm, this: Ref, name: &str, value: Option<Ref>) {
    if let Some(value) = value {
        vm.incref(value);
    }
    vm.set_exception_field(this, name, value);
}

fn fill(vm: &mut Vm, this: Ref, shape: Shape, given: &[Ref]) -> R<()> {
    match shape {
        Shape::Plain | Shape::Name | Shape::Attribute => {}
        // Set by `__new__`.
        Shape::Group => {}
        Shape::StopIteration => put(vm, this, "value", given.first().copied()),
        Shape::SystemExit => match given {
            [] => {}
            [code] => put(vm, this, "code", Some(*code)),
            _ => {
                let args = match vm.body(this) {
                    Body::Exception(state) => Some(state.args),
                    _ => None,
                };
                put(vm, this, "code", args);
            }
        },
        Shape::Import => {
            if let [message] = given {
                put(vm, this, "msg", Some(*message));
            }
        }
        Shape::Os => os(vm, this, given),
        Shape::Syntax => syntax(vm, this, given)?,
        Shape::Unicode | Shape::Translate => unicode(vm, this, shape, given)?,
    }
    Ok(())
}

/// Two to five arguments: the number, its text, and one or two file names that leave `args`.
fn os(vm: &mut Vm, this: Ref, given: &[Ref]) {
    if !(2..=5).contains(&given.len()) {
        return;
    }
    put(vm, this, "errno", Some(given[0]));
    put(vm, this, "strerror", Some(given[1]));
    let name = given.get(2).copied().filter(|&name| name != vm.one.none);
    if name.is_some() {
        put(vm, this, "filename", name);
        put(vm, this, "filename2", given.get(4).copied());
        let items = vm.increfs(&given[..2]);
        let new = vm.tuple(items);
        let old = match vm.body_mut(this) {
            Body::Exception(state) => std::mem::replace(&mut state.args, new),
            _ => new,
        };
        vm.decref(old);
    }
}

fn syntax(vm: &mut Vm, this: Ref, given: &[Ref]) -> R<()> {
    put(vm, this, "msg", given.first().copied());
    let [_, info] = given else { return Ok(()) };
    let parts = vm.collect(*info)?;
    for &part in &parts {
        vm.own(part);
    }
    let names = [
        "filename",
        "lineno",
        "offset",
        "text",
        "end_lineno",
        "end_offset",
    ];
    if !(4..=6).contains(&parts.len()) {
        let text = format!("function takes exactly 4 arguments ({} given)", parts.len());
        return Err(vm.type_error(text));
    }
    if parts.len() == 5 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    for (name, part) in names.into_iter().zip(parts) {
        put(vm, this, name, Some(part));
    }
    Ok(())
}

fn unicode(vm: &mut Vm, this: Ref, shape: Shape, given: &[Ref]) -> R<()> {
    let names = shape.fields();
    if given.len() != names.len() {
        let text = format!(
            "function takes exactly {} arguments ({} given)",
            names.len(),
            given.len()
        );
        return Err(vm.type_error(text));
    }
    for (name, &value) in names.iter().zip(given) {
        put(vm, this, name, Some(value));
    }
    Ok(())
}
