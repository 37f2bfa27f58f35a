//! `str.translate` and `str.maketrans`.

use objects::Ref;

use super::chars;
use crate::builtins::arguments::{bad_argument, check_positional};
use crate::builtins::arity;
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, R, Vm};

fn translate(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "str.translate", 1, 1, 1)?;
    let mut out = String::new();
    for one in chars(vm, args.pos[0]) {
        let key = vm.int_i64(i64::from(one as u32));
        let found = vm.getitem(args.pos[1], key);
        vm.decref(key);
        let Some(found) = vm.catches(found, "LookupError")? else {
            out.push(one);
            continue;
        };
        let found = vm.own(found);
        if found == vm.one.none {
            continue;
        }
        match vm.body(found) {
            Body::Str(text) => out.push_str(text.value.as_str()),
            Body::Int(_) | Body::Bool(_) => {
                let code = vm.i64_value(found).unwrap_or(-1);
                match u32::try_from(code).ok() {
                    Some(code) if code <= 0x10ffff => match char::from_u32(code) {
                        Some(one) => out.push(one),
                        None => return Err(vm.unsupported("texts with lone surrogates")),
                    },
                    _ => {
                        return Err(vm.value_error("character mapping must be in range(0x110000)"));
                    }
                }
            }
            _ => {
                return Err(vm.type_error("character mapping must return integer, None or str"));
            }
        }
    }
    Ok(vm.str(out))
}

fn code(vm: &mut Vm, one: char) -> Ref {
    let code = vm.int_i64(i64::from(one as u32));
    vm.own(code)
}

fn maketrans(vm: &mut Vm, args: &Args<'_>) -> R {
    if !args.kw.is_empty() {
        let full = if vm.since(9) {
            "str.maketrans"
        } else {
            "maketrans"
        };
        return Err(vm.type_error(format!("{full}() takes no keyword arguments")));
    }
    check_positional(vm, "maketrans", args.pos.len(), 1, 3)?;
    let table = vm.dict();
    let table = vm.own(table);
    if let [mapping] = *args.pos {
        if !matches!(vm.body(mapping), Body::Dict(_)) || vm.get(mapping).counts_class {
            return Err(
                vm.type_error("if you give only one argument to maketrans it must be a dict")
            );
        }
        for (key, value) in vm.dict_pairs(mapping) {
            match vm.body(key) {
                Body::Str(text) => {
                    let mut letters = text.value.as_str().chars();
                    let (Some(one), None) = (letters.next(), letters.next()) else {
                        let text = if vm.since(14) {
                            "string keys in translatetable must be of length 1"
                        } else {
                            "string keys in translate table must be of length 1"
                        };
                        return Err(vm.value_error(text));
                    };
                    let key = code(vm, one);
                    vm.dict_set(table, key, value)?;
                }
                Body::Int(_) | Body::Bool(_) => vm.dict_set(table, key, value)?,
                _ => {
                    // The missing space is CPython's.
                    let text = if vm.since(14) {
                        "keys in translate table mustbe strings or integers"
                    } else {
                        "keys in translate table must be strings or integers"
                    };
                    return Err(vm.type_error(text));
                }
            }
        }
        return Ok(vm.incref(table));
    }
    let (from, to) = (args.pos[0], args.pos[1]);
    if !matches!(vm.body(from), Body::Str(_)) {
        return Err(vm.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    }
    if !matches!(vm.body(to), Body::Str(_)) {
        return Err(bad_argument(vm, "maketrans", "argument 2", "str", to));
    }
    let (from, to) = (chars(vm, from), chars(vm, to));
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (one, other) in from.into_iter().zip(to) {
        let (key, value) = (code(vm, one), code(vm, other));
        vm.dict_set(table, key, value)?;
    }
    if let Some(&gone) = args.pos.get(2) {
        if !matches!(vm.body(gone), Body::Str(_)) {
            return Err(bad_argument(vm, "maketrans", "argument 3", "str", gone));
        }
        for one in chars(vm, gone) {
            let (key, none) = (code(vm, one), vm.one.none);
            vm.dict_set(table, key, none)?;
        }
    }
    Ok(vm.incref(table))
}

pub(super) const METHODS: &[(&str, NativeFn)] =
    &[("translate", translate), ("maketrans", maketrans)];
