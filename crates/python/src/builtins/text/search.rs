//! Looking for a part of a text.

use objects::Ref;

use super::{chars, part, unchanged};
use crate::builtins::arguments::{
    bad_argument, check_positional, fit, rest, slice_index, text_argument,
};
use crate::builtins::{arity, pieces};
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

/// Functions that parse their own arguments are called by their full name from 3.11 on.
fn no_keywords(vm: &mut Vm, name: &str) -> Exc {
    let full = if vm.since(11) {
        format!("str.{name}")
    } else {
        name.to_owned()
    };
    vm.type_error(format!("{full}() takes no keyword arguments"))
}

/// What is looked for, and where: the text between `start` and `end`, and its beginning.
fn wanted(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<(Vec<char>, Vec<char>, Option<i64>)> {
    let given = rest(args);
    let modern = vm.since(13);
    if !args.kw.is_empty() {
        return Err(no_keywords(vm, name));
    }
    if modern {
        check_positional(vm, name, given.pos.len(), 1, 3)?;
    } else if given.pos.is_empty() || given.pos.len() > 3 {
        let (bound, count, plural) = if given.pos.is_empty() {
            ("least", 1, "")
        } else {
            ("most", 3, "s")
        };
        let text = format!(
            "{name}() takes at {bound} {count} argument{plural} ({} given)",
            given.pos.len()
        );
        return Err(vm.type_error(text));
    }
    let sought = given.pos[0];
    if !matches!(vm.body(sought), Body::Str(_)) {
        if modern {
            return Err(bad_argument(vm, name, "argument 1", "str", sought));
        }
        let text = format!("must be str, not {}", vm.tp_name(sought));
        return Err(vm.type_error(text));
    }
    let start = slice_index(vm, given.pos.get(1).copied(), 0)?;
    let end = slice_index(vm, given.pos.get(2).copied(), i64::MAX)?;
    let whole = chars(vm, args.pos[0]);
    let (start, end) = fit(start, end, whole.len());
    if start > end {
        return Ok((Vec::new(), chars(vm, sought), None));
    }
    Ok((
        whole[start as usize..end as usize].to_vec(),
        chars(vm, sought),
        Some(start),
    ))
}

fn find(vm: &mut Vm, args: &Args<'_>, name: &str, last: bool) -> R<i64> {
    let (whole, sought, start) = wanted(vm, args, name)?;
    let Some(start) = start else { return Ok(-1) };
    let found = if last {
        pieces::rfind(&whole, &sought)
    } else {
        pieces::find(&whole, &sought)
    };
    Ok(found.map_or(-1, |at| start + at as i64))
}

fn index(vm: &mut Vm, args: &Args<'_>, name: &str, last: bool) -> R {
    match find(vm, args, name, last)? {
        -1 => Err(vm.value_error("substring not found")),
        at => Ok(vm.int_i64(at)),
    }
}

fn affix(vm: &mut Vm, args: &Args<'_>, name: &str, tail: bool) -> R {
    let given = rest(args);
    let modern = vm.since(13);
    if modern || !args.kw.is_empty() {
        if !args.kw.is_empty() {
            return Err(no_keywords(vm, name));
        }
        check_positional(vm, name, given.pos.len(), 1, 3)?;
    } else if given.pos.is_empty() || given.pos.len() > 3 {
        let (bound, count, plural) = if given.pos.is_empty() {
            ("least", 1, "")
        } else {
            ("most", 3, "s")
        };
        let text = format!(
            "{name}() takes at {bound} {count} argument{plural} ({} given)",
            given.pos.len()
        );
        return Err(vm.type_error(text));
    }
    let start = slice_index(vm, given.pos.get(1).copied(), 0)?;
    let end = slice_index(vm, given.pos.get(2).copied(), i64::MAX)?;
    let parts: Vec<Ref> = match vm.body(given.pos[0]) {
        Body::Tuple(items) => items.items().to_vec(),
        Body::Str(_) => vec![given.pos[0]],
        _ => {
            let text = format!(
                "{name} first arg must be str or a tuple of str, not {}",
                vm.tp_name(given.pos[0])
            );
            return Err(vm.type_error(text));
        }
    };
    let whole = chars(vm, args.pos[0]);
    let (start, end) = fit(start, end, whole.len());
    for wanted in parts {
        if !matches!(vm.body(wanted), Body::Str(_)) {
            let text = format!(
                "tuple for {name} must only contain str, not {}",
                vm.tp_name(wanted)
            );
            return Err(vm.type_error(text));
        }
        if start > end {
            continue;
        }
        let (whole, wanted) = (&whole[start as usize..end as usize], chars(vm, wanted));
        let found = if tail {
            whole.ends_with(&wanted)
        } else {
            whole.starts_with(&wanted)
        };
        if found {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}

fn remove(vm: &mut Vm, args: &Args<'_>, name: &str, tail: bool) -> R {
    arity(vm, args, &format!("str.{name}"), 1, 1, 1)?;
    let cut: Vec<char> = text_argument(vm, name, "argument", args.pos[1])?
        .chars()
        .collect();
    let whole = chars(vm, args.pos[0]);
    let len = whole.len();
    if tail && !cut.is_empty() && whole.ends_with(&cut) {
        return part(vm, args.pos[0], &whole, 0..len - cut.len());
    }
    if !tail && whole.starts_with(&cut) {
        return part(vm, args.pos[0], &whole, cut.len()..len);
    }
    unchanged(vm, args.pos[0])
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
        let (whole, sought, start) = wanted(vm, args, "count")?;
        let count = match start {
            Some(_) => pieces::count(&whole, &sought),
            None => 0,
        };
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
];
