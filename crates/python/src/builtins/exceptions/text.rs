//! `str(exception)`.

use objects::Ref;

use crate::objects::{Body, Shape};
use crate::vm::{R, Vm};

pub(crate) fn text(vm: &mut Vm, this: Ref) -> R<String> {
    let Body::Exception(state) = vm.body(this) else {
        return Ok(String::new());
    };
    match state.shape {
        Shape::Os => os(vm, this),
        Shape::Import => import(vm, this),
        Shape::Syntax => syntax(vm, this),
        Shape::Unicode | Shape::Translate => unicode(vm, this),
        Shape::Group => group(vm, this),
        _ => plain(vm, this),
    }
}

fn plain(vm: &mut Vm, this: Ref) -> R<String> {
    let Body::Exception(state) = vm.body(this) else {
        return Ok(String::new());
    };
    let args = state.args;
    match vm.items(args).to_vec()[..] {
        [] => Ok(String::new()),
        // A key is shown so that an empty one is seen.
        [one] if vm.is_exception(this, "KeyError") => vm.repr_of(one),
        [one] => vm.str_of(one),
        _ => vm.repr_of(args),
    }
}

fn os(vm: &mut Vm, this: Ref) -> R<String> {
    let field = |vm: &Vm, name: &str| vm.exception_field(this, name);
    let (errno, text) = (field(vm, "errno"), field(vm, "strerror"));
    let (first, second) = (field(vm, "filename"), field(vm, "filename2"));
    let head = |vm: &mut Vm| -> R<String> {
        let errno = match errno {
            Some(errno) => vm.str_of(errno)?,
            None => "None".to_owned(),
        };
        let text = match text {
            Some(text) => vm.str_of(text)?,
            None => "None".to_owned(),
        };
        Ok(format!("[Errno {errno}] {text}"))
    };
    match (first, second, errno, text) {
        (Some(first), Some(second), ..) => {
            let head = head(vm)?;
            let (first, second) = (vm.repr_of(first)?, vm.repr_of(second)?);
            Ok(format!("{head}: {first} -> {second}"))
        }
        (Some(first), None, ..) => {
            let head = head(vm)?;
            let first = vm.repr_of(first)?;
            Ok(format!("{head}: {first}"))
        }
        (None, _, Some(_), Some(_)) => head(vm),
        _ => plain(vm, this),
    }
}

fn import(vm: &mut Vm, this: Ref) -> R<String> {
    match vm.exception_field(this, "msg") {
        Some(message) if matches!(vm.body(message), Body::Str(_)) => {
            Ok(vm.text(message).to_owned())
        }
        _ => plain(vm, this),
    }
}

/// The message with the file's name, without its folder, and the line.
fn syntax(vm: &mut Vm, this: Ref) -> R<String> {
    let message = match vm.exception_field(this, "msg") {
        Some(message) => vm.str_of(message)?,
        None => "None".to_owned(),
    };
    let file = vm
        .exception_field(this, "filename")
        .filter(|&file| matches!(vm.body(file), Body::Str(_)))
        .map(|file| {
            let name = vm.text(file);
            name.rsplit('/').next().unwrap_or(name).to_owned()
        });
    let line = vm
        .exception_field(this, "lineno")
        .and_then(|line| vm.i64_value(line));
    Ok(match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    })
}

fn unicode(vm: &mut Vm, this: Ref) -> R<String> {
    let field = |vm: &Vm, name: &str| vm.exception_field(this, name);
    let Some(object) = field(vm, "object") else {
        return Ok(String::new());
    };
    let number = |vm: &Vm, name: &str| field(vm, name).and_then(|value| vm.i64_value(value));
    let (start, end) = (
        number(vm, "start").unwrap_or(0),
        number(vm, "end").unwrap_or(0),
    );
    let reason = match field(vm, "reason") {
        Some(reason) => vm.str_of(reason)?,
        None => String::new(),
    };
    let encoding = match field(vm, "encoding") {
        Some(encoding) => Some(vm.str_of(encoding)?),
        None => None,
    };
    let one = usize::try_from(start).ok().filter(|_| end == start + 1);
    match (encoding, vm.body(object)) {
        (Some(encoding), Body::Bytes(bytes)) => {
            Ok(match one.and_then(|at| bytes.as_slice().get(at)) {
                Some(byte) => format!(
                    "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
                ),
                None => format!(
                    "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
                    end - 1
                ),
            })
        }
        (encoding, _) => {
            let who = match &encoding {
                Some(encoding) => format!("'{encoding}' codec can't encode"),
                None => "can't translate".to_owned(),
            };
            let found = one.and_then(|at| vm.text(object).chars().nth(at));
            Ok(match found {
                Some(one) => {
                    let code = one as u32;
                    let shown = match code {
                        0..=0xff => format!("\\x{code:02x}"),
                        0x100..=0xffff => format!("\\u{code:04x}"),
                        _ => format!("\\U{code:08x}"),
                    };
                    format!("{who} character '{shown}' in position {start}: {reason}")
                }
                None => format!("{who} characters in position {start}-{}: {reason}", end - 1),
            })
        }
    }
}

fn group(vm: &mut Vm, this: Ref) -> R<String> {
    let message = match vm.exception_field(this, "message") {
        Some(message) => vm.str_of(message)?,
        None => String::new(),
    };
    let count = vm
        .exception_field(this, "exceptions")
        .map_or(0, |held| vm.items(held).len());
    let plural = if count == 1 { "" } else { "s" };
    Ok(format!("{message} ({count} sub-exception{plural})"))
}
