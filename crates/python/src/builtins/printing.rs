//! `print`.

use objects::Ref;

use super::Attribute;
use super::arguments::unexpected;
use crate::objects::{Body, Stream};
use crate::vm::{Args, R, Vm};

/// `sep` or `end`: a text, or `None` for the usual one.
fn text_option(vm: &mut Vm, name: &str, given: Ref, usual: &str) -> R<String> {
    if given == vm.one.none {
        return Ok(usual.to_owned());
    }
    match vm.body(given) {
        Body::Str(text) => Ok(text.value.as_str().to_owned()),
        _ => {
            let text = format!("{name} must be None or a string, not {}", vm.tp_name(given));
            Err(vm.type_error(text))
        }
    }
}

pub(super) fn print(vm: &mut Vm, args: &Args<'_>) -> R {
    let none = vm.one.none;
    let (mut separator, mut end, mut file, mut flush) = (none, none, none, none);
    for &(key, value) in args.kw {
        match vm.text(key) {
            "sep" => separator = value,
            "end" => end = value,
            "file" => file = value,
            "flush" => flush = value,
            other => {
                let other = other.to_owned();
                return Err(unexpected(vm, "print", &other));
            }
        }
    }
    let flush = flush != none && vm.truth(flush)?;
    let file = if file == none {
        vm.sys_attribute("stdout")
    } else {
        Some(file)
    };
    // Without a standard output there is nothing to do.
    let Some(file) = file.filter(|&file| file != none) else {
        return Ok(vm.none());
    };
    let separator = text_option(vm, "sep", separator, " ")?;
    let end = text_option(vm, "end", end, "\n")?;
    vm.incref(file);
    vm.own(file);
    for (place, &value) in args.pos.iter().enumerate() {
        if place > 0 {
            vm.write_file(file, &separator)?;
        }
        let text = vm.str_object(value)?;
        let text = vm.own(text);
        let text = vm.text(text).to_owned();
        vm.write_file(file, &text)?;
    }
    vm.write_file(file, &end)?;
    if flush {
        let done = vm.call_method(file, "flush", &[])?;
        vm.decref(done);
    }
    Ok(vm.none())
}

/// What `sys.stdout` and `sys.stderr` say of themselves.
pub(super) const STREAM_ATTRIBUTES: &[Attribute] = &[
    (
        "name",
        |vm, stream| {
            let name = match vm.body(stream) {
                Body::File(Stream::Err) => "<stderr>",
                _ => "<stdout>",
            };
            Ok(vm.str(name))
        },
        None,
    ),
    ("encoding", |vm, _| Ok(vm.str("utf-8")), None),
    ("mode", |vm, _| Ok(vm.str("w")), None),
    ("closed", |vm, _| Ok(vm.bool(false)), None),
];
