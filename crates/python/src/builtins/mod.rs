//! Built-in functions, and the methods of the built-in types.

mod class;
mod classes;
mod containers;
mod descriptors;
mod functions;
mod object;
mod parent;
mod texts;

use objects::Ref;

use crate::objects::{Kind, NativeFn};
use crate::vm::{Args, R, Vm};

pub(crate) use functions::FUNCTIONS;
pub(crate) use object::{get_instance_dict, get_weakref, set_instance_dict};

/// Names of CPython's `builtins` that aren't here yet: their use is an error of our own, and no `NameError`.
pub(crate) const MISSING: &[&str] = &[
    "aiter",
    "anext",
    "ascii",
    "breakpoint",
    "compile",
    "copyright",
    "credits",
    "eval",
    "exec",
    "exit",
    "help",
    "license",
    "memoryview",
    "open",
    "quit",
    "frozendict",
    "sentinel",
    "ExceptionGroup",
    "BaseExceptionGroup",
    "EncodingWarning",
    "BlockingIOError",
    "BrokenPipeError",
    "ChildProcessError",
    "ConnectionError",
    "ConnectionAbortedError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "FileExistsError",
    "InterruptedError",
    "IsADirectoryError",
    "NotADirectoryError",
    "ProcessLookupError",
    "TabError",
    "UnicodeTranslateError",
    "PendingDeprecationWarning",
    "SyntaxWarning",
    "FutureWarning",
    "ImportWarning",
    "UnicodeWarning",
    "BytesWarning",
    "PythonFinalizationError",
];

/// A computed attribute: its name, how it is read, and how it is set.
pub(crate) type Attribute = (
    &'static str,
    fn(&mut Vm, Ref) -> R,
    Option<fn(&mut Vm, Ref, Option<Ref>) -> R<()>>,
);

fn held(vm: &mut Vm, value: Option<Ref>) -> R {
    let value = value.unwrap_or(vm.one.none);
    Ok(vm.incref(value))
}

/// A computed attribute that reads a field which may hold nothing.
macro_rules! field {
    ($name:literal, $body:pat => $value:expr) => {
        (
            $name,
            |vm, object| {
                let value = match vm.body(object) {
                    $body => $value,
                    _ => None,
                };
                held(vm, value)
            },
            None,
        )
    };
}
use field;

/// The methods of a built-in type.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::List => containers::LIST,
        Kind::Tuple => containers::TUPLE,
        Kind::Dict => containers::DICT,
        Kind::Set => containers::SET,
        Kind::FrozenSet => containers::FROZENSET,
        Kind::Str => texts::STR,
        Kind::Bytes => texts::BYTES,
        _ => classes::methods(kind),
    }
}

/// Its computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    classes::attributes(kind)
}

/// The argument at a place or under a name.
pub(crate) fn argument(vm: &Vm, args: &Args<'_>, place: usize, name: &str) -> Option<Ref> {
    args.pos.get(place).copied().or_else(|| {
        args.kw
            .iter()
            .find(|(key, _)| vm.text(*key) == name)
            .map(|&(_, value)| value)
    })
}

/// Refuses a wrong number of arguments, the object itself not counted.
pub(crate) fn arity(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    least: usize,
    most: usize,
    this: usize,
) -> R<()> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let given = args.pos.len().saturating_sub(this);
    if given >= least && given <= most && args.pos.len() >= this {
        return Ok(());
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let text = if least == most && most == 0 {
        format!("{name}() takes no arguments ({given} given)")
    } else if least == most && most == 1 {
        format!("{name}() takes exactly one argument ({given} given)")
    } else if least == most {
        let short = name.rsplit('.').next().unwrap_or(name);
        format!(
            "{short} expected {most} argument{}, got {given}",
            plural(most)
        )
    } else if given < least {
        let short = name.rsplit('.').next().unwrap_or(name);
        format!(
            "{short} expected at least {least} argument{}, got {given}",
            plural(least)
        )
    } else {
        let short = name.rsplit('.').next().unwrap_or(name);
        format!(
            "{short} expected at most {most} argument{}, got {given}",
            plural(most)
        )
    };
    Err(vm.type_error(text))
}
