//! What makes an array.

use objects::Ref;

use super::{array, body, held, item};
use crate::builtins::{arity, no_keywords, operands};
use crate::objects::{Array, ArrayObject, Body, Kind, Typecode};
use crate::vm::{Args, R, Vm};

/// A new array with exactly the room that its items need.
pub(super) fn exact(vm: &mut Vm, code: Typecode, bytes: Vec<u8>) -> Ref {
    let array = Array::new(code, bytes, vm.version);
    vm.alloc(body(ArrayObject::Array(array)))
}

/// `array(typecode[, initializer])`
pub(super) fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    no_keywords(vm, args, "array.array")?;
    let (class, given) = (args.pos[0], &args.pos[1..]);
    let bound = match given.len() {
        0 => Some(("at least 1 argument", 0)),
        1 | 2 => None,
        more => Some(("at most 2 arguments", more)),
    };
    if let Some((bound, count)) = bound {
        return Err(vm.type_error(format!("array() takes {bound} ({count} given)")));
    }
    let letter = letter(vm, given[0])?;
    let initial = given.get(1).copied();
    if letter == Some('u') && vm.since(13) {
        warn_of_u(vm)?;
    }
    let is_text = matches!(letter, Some('u' | 'w'));
    if let Some(initial) = initial.filter(|_| !is_text) {
        let shown = letter.unwrap_or(' ');
        if matches!(vm.body(initial), Body::Str(_)) {
            return Err(vm.type_error(format!(
                "cannot use a str to initialize an array with typecode '{shown}'"
            )));
        }
        if array(vm, initial).is_some_and(|array| array.code.is_text()) {
            return Err(vm.type_error(format!(
                "cannot use a unicode array to initialize an array with typecode '{shown}'"
            )));
        }
    }
    let code = letter.and_then(|letter| Typecode::of(letter, vm.version));
    // What is no list and no bytes is walked, item by item.
    let walk = match initial {
        Some(initial) => match (vm.body(initial), array(vm, initial)) {
            (Body::List(_) | Body::Tuple(_) | Body::Bytes(_) | Body::ByteArray(_), _) => None,
            (Body::Str(_), _) if is_text => None,
            (_, Some(other)) if Some(other.code) == code => None,
            _ => {
                let walk = vm.iter(initial)?;
                Some(vm.own(walk))
            }
        },
        None => None,
    };
    let Some(code) = code else {
        if vm.since(15) && matches!(letter, Some('e')) {
            return Err(vm.unsupported("an array of half floats"));
        }
        let text = match (vm.since(15), vm.since(13)) {
            (true, _) => {
                "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, e, f, d, Zf or Zd)"
            }
            (_, true) => "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)",
            _ => "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
        };
        return Err(vm.value_error(text));
    };
    let mut bytes = Vec::new();
    let mut later = None;
    if let Some(initial) = initial.filter(|_| walk.is_none()) {
        match vm.body(initial) {
            Body::List(_) | Body::Tuple(_) => {
                let items = vm.items(initial).to_vec();
                vm.check_items(items.len(), code.size())?;
                for item in items {
                    bytes.extend(item::encode(vm, code, item)?);
                }
            }
            Body::Str(text) => {
                let chars = text.value.as_str().chars();
                bytes = chars.flat_map(|one| (one as u32).to_le_bytes()).collect();
            }
            _ => match array(vm, initial) {
                Some(other) => bytes = other.bytes.clone(),
                None => later = vm.buffer(initial),
            },
        }
    }
    let made = Array::new(code, bytes, vm.version);
    let made = vm.instance(class, body(ArrayObject::Array(made)));
    let filled = match (later, walk) {
        (Some(bytes), _) => super::change::add_bytes(vm, made, &bytes),
        (_, Some(walk)) => super::change::extend_by(vm, made, walk),
        _ => Ok(()),
    };
    match filled {
        Ok(()) => Ok(made),
        Err(exc) => {
            vm.decref(made);
            Err(exc)
        }
    }
}

/// The letter that says what the items are; nothing if there are several (from 3.15).
fn letter(vm: &mut Vm, given: Ref) -> R<Option<char>> {
    let found = match vm.body(given) {
        Body::Str(text) => {
            let mut chars = text.value.as_str().chars();
            let first = chars.next();
            Some(first.filter(|_| chars.next().is_none()))
        }
        _ => None,
    };
    match found {
        Some(None) if vm.since(15) => {
            if matches!(vm.text(given), "Zf" | "Zd") {
                return Err(vm.unsupported("an array of complex numbers"));
            }
            Ok(None)
        }
        Some(Some(letter)) => Ok(Some(letter)),
        _ => {
            let wanted = match vm.since(15) {
                true => "str",
                false => "a unicode character",
            };
            let name = vm.tp_name(given);
            let text = format!("array() argument 1 must be {wanted}, not {name}");
            Err(vm.type_error(text))
        }
    }
}

fn warn_of_u(vm: &mut Vm) -> R<()> {
    let Some(frame) = vm.thread.frames.last() else {
        return Ok(());
    };
    let (line, file) = (vm.line_of(frame), frame.body.file.clone());
    // Only the program itself is warned.
    if !file.is_program {
        return Ok(());
    }
    let text = "The 'u' type code is deprecated and will be removed in Python 3.16";
    vm.warn("DeprecationWarning", text, &file, line, "")
}

/// `array + array`
pub(super) fn add(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    let mut this = held(vm, args.pos[0])?;
    let Some(other) = array(vm, args.pos[1]) else {
        let name = vm.tp_name(args.pos[1]);
        let text = format!("can only append array (not \"{name}\") to array");
        return Err(vm.type_error(text));
    };
    if other.code != this.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    this.bytes.extend_from_slice(&other.bytes);
    Ok(exact(vm, this.code, this.bytes))
}

/// How often an array is repeated.
pub(super) fn times(vm: &mut Vm, given: Ref) -> R<usize> {
    if !vm.has_index(given) {
        let name = vm.tp_name(given);
        let text = format!("can't multiply sequence by non-int of type '{name}'");
        return Err(vm.type_error(text));
    }
    Ok(usize::try_from(vm.ssize(given)?).unwrap_or(0))
}

/// `array * number`
pub(super) fn multiply(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    let times = times(vm, args.pos[1])?;
    let this = held(vm, args.pos[0])?;
    vm.check_items(this.bytes.len().saturating_mul(times) / 8 + 1, 1)?;
    Ok(exact(vm, this.code, this.bytes.repeat(times)))
}

/// `copy.copy(array)`, and as nothing is in it that could be shared, `copy.deepcopy`.
pub(super) fn copy(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.__copy__", 0, 1, 1)?;
    let this = held(vm, args.pos[0])?;
    Ok(exact(vm, this.code, this.bytes))
}

/// The class's own name.
pub(super) fn name(vm: &Vm, object: Ref) -> String {
    match vm.body(vm.type_of(object)) {
        Body::Type(class) => class.name.to_string(),
        _ => Kind::Array.name().to_owned(),
    }
}
