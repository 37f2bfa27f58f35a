//! Looking for a part of bytes, and questions about all of them.

use objects::Ref;

use super::{buffer, data, like, type_name, unchanged};
use crate::builtins::arguments::{check_positional, fit, rest, slice_index};
use crate::builtins::{arity, pieces};
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, R, Vm};

/// How many arguments: one to three, in the words of each release.
fn check(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<()> {
    let given = rest(args);
    if !given.kw.is_empty() {
        let full = format!("{}.{name}", type_name(vm, args.pos[0]));
        return arity(vm, &given, &full, 1, 3, 0);
    }
    if vm.since(13) {
        return check_positional(vm, name, given.pos.len(), 1, 3);
    }
    let (bound, count, plural) = match given.pos.len() {
        0 => ("least", 1, ""),
        1..=3 => return Ok(()),
        _ => ("most", 3, "s"),
    };
    let text = format!(
        "{name}() takes at {bound} {count} argument{plural} ({} given)",
        given.pos.len()
    );
    Err(vm.type_error(text))
}

/// What is sought: bytes, or one byte as a number.
fn sought(vm: &mut Vm, given: Ref) -> R<Vec<u8>> {
    if let Some(bytes) = vm.buffer(given) {
        return Ok(bytes);
    }
    if !vm.has_index(given) {
        let text = format!(
            "argument should be integer or bytes-like object, not '{}'",
            vm.tp_name(given)
        );
        return Err(vm.type_error(text));
    }
    let value = vm.index(given)?;
    match u8::try_from(value) {
        Ok(byte) => Ok(vec![byte]),
        Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

/// The part that is searched, and where it begins.
fn searched(vm: &mut Vm, args: &Args<'_>) -> R<(Vec<u8>, Option<i64>)> {
    let start = slice_index(vm, args.pos.get(2).copied(), 0)?;
    let end = slice_index(vm, args.pos.get(3).copied(), i64::MAX)?;
    let whole = data(vm, args.pos[0]);
    let (start, end) = fit(start, end, whole.len());
    if start > end {
        return Ok((Vec::new(), None));
    }
    Ok((whole[start as usize..end as usize].to_vec(), Some(start)))
}

fn find(vm: &mut Vm, args: &Args<'_>, name: &str, last: bool) -> R<i64> {
    check(vm, args, name)?;
    let part = sought(vm, args.pos[1])?;
    let (whole, start) = searched(vm, args)?;
    let Some(start) = start else { return Ok(-1) };
    let found = if last {
        pieces::rfind(&whole, &part)
    } else {
        pieces::find(&whole, &part)
    };
    Ok(found.map_or(-1, |at| start + at as i64))
}

fn index(vm: &mut Vm, args: &Args<'_>, name: &str, last: bool) -> R {
    match find(vm, args, name, last)? {
        -1 => {
            let text = if vm.since(8) {
                "subsection not found"
            } else {
                "substring not found"
            };
            Err(vm.value_error(text))
        }
        at => Ok(vm.int_i64(at)),
    }
}

fn affix(vm: &mut Vm, args: &Args<'_>, name: &str, tail: bool) -> R {
    check(vm, args, name)?;
    let parts: Vec<Ref> = match vm.body(args.pos[1]) {
        Body::Tuple(items) => items.items().to_vec(),
        Body::Bytes(_) | Body::ByteArray(_) => vec![args.pos[1]],
        _ => {
            let text = format!(
                "{name} first arg must be bytes or a tuple of bytes, not {}",
                vm.tp_name(args.pos[1])
            );
            return Err(vm.type_error(text));
        }
    };
    let (whole, start) = searched(vm, args)?;
    for part in parts {
        let part = buffer(vm, part)?;
        let found = start.is_some()
            && if tail {
                whole.ends_with(&part)
            } else {
                whole.starts_with(&part)
            };
        if found {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}

fn remove(vm: &mut Vm, args: &Args<'_>, name: &str, tail: bool) -> R {
    let full = format!("{}.{name}", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 1, 1, 1)?;
    let cut = buffer(vm, args.pos[1])?;
    let whole = data(vm, args.pos[0]);
    let kept = if tail {
        whole.strip_suffix(&cut[..])
    } else {
        whole.strip_prefix(&cut[..])
    };
    Ok(match kept.filter(|kept| kept.len() < whole.len()) {
        Some(kept) => like(vm, args.pos[0], kept.to_vec()),
        None => unchanged(vm, args.pos[0]),
    })
}

fn all(vm: &mut Vm, args: &Args<'_>, name: &str, test: fn(&u8) -> bool) -> R {
    let full = format!("{}.{name}", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 0, 0, 1)?;
    let bytes = data(vm, args.pos[0]);
    let answer = (!bytes.is_empty() || name == "isascii") && bytes.iter().all(test);
    Ok(vm.bool(answer))
}

fn cased(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    right: fn(&u8) -> bool,
    wrong: fn(&u8) -> bool,
) -> R {
    let full = format!("{}.{name}", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 0, 0, 1)?;
    let bytes = data(vm, args.pos[0]);
    let answer = bytes.iter().any(right) && !bytes.iter().any(wrong);
    Ok(vm.bool(answer))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("find", |vm, args| {
        let at = find(vm, args, "find", false)?;
        Ok(vm.int_i64(at))
    }),
    ("rfind", |vm, args| {
        let at = find(vm, args, "rfind", true)?;
        Ok(vm.int_i64(at))
    }),
    ("index", |vm, args| index(vm, args, "index", false)),
    ("rindex", |vm, args| index(vm, args, "rindex", true)),
    ("count", |vm, args| {
        check(vm, args, "count")?;
        let part = sought(vm, args.pos[1])?;
        let (whole, start) = searched(vm, args)?;
        let count = start.map_or(0, |_| pieces::count(&whole, &part));
        Ok(vm.int_usize(count))
    }),
    ("startswith", |vm, args| {
        affix(vm, args, "startswith", false)
    }),
    ("endswith", |vm, args| affix(vm, args, "endswith", true)),
    ("removeprefix", |vm, args| {
        remove(vm, args, "removeprefix", false)
    }),
    ("removesuffix", |vm, args| {
        remove(vm, args, "removesuffix", true)
    }),
    ("isalpha", |vm, args| {
        all(vm, args, "isalpha", u8::is_ascii_alphabetic)
    }),
    ("isalnum", |vm, args| {
        all(vm, args, "isalnum", u8::is_ascii_alphanumeric)
    }),
    ("isdigit", |vm, args| {
        all(vm, args, "isdigit", u8::is_ascii_digit)
    }),
    ("isascii", |vm, args| all(vm, args, "isascii", u8::is_ascii)),
    ("isspace", |vm, args| {
        all(vm, args, "isspace", super::shape::is_space)
    }),
    ("isupper", |vm, args| {
        cased(
            vm,
            args,
            "isupper",
            u8::is_ascii_uppercase,
            u8::is_ascii_lowercase,
        )
    }),
    ("islower", |vm, args| {
        cased(
            vm,
            args,
            "islower",
            u8::is_ascii_lowercase,
            u8::is_ascii_uppercase,
        )
    }),
    ("istitle", |vm, args| {
        let full = format!("{}.istitle", type_name(vm, args.pos[0]));
        arity(vm, args, &full, 0, 0, 1)?;
        let (mut found, mut inside) = (false, false);
        for byte in data(vm, args.pos[0]) {
            let wrong = if inside {
                byte.is_ascii_uppercase()
            } else {
                byte.is_ascii_lowercase()
            };
            if wrong {
                return Ok(vm.bool(false));
            }
            inside = byte.is_ascii_alphabetic();
            found |= inside;
        }
        Ok(vm.bool(found))
    }),
];
