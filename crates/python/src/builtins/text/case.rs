//! Upper and lower case.

use super::{chars, unicode};
use crate::builtins::arity;
use crate::objects::NativeFn;
use crate::unicode::Unicode;
use crate::vm::{Args, R, Vm};

fn mapped(vm: &mut Vm, args: &Args<'_>, name: &str, map: fn(Unicode, &[char], &mut String)) -> R {
    arity(vm, args, name, 0, 0, 1)?;
    let text = chars(vm, args.pos[0]);
    let mut out = String::new();
    map(unicode(vm), &text, &mut out);
    Ok(vm.str(out))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("upper", |vm, args| {
        mapped(vm, args, "str.upper", |unicode, text, out| {
            for &one in text {
                unicode.push_upper(one, out);
            }
        })
    }),
    ("lower", |vm, args| {
        mapped(vm, args, "str.lower", |unicode, text, out| {
            for place in 0..text.len() {
                unicode.push_lower(text, place, out);
            }
        })
    }),
    ("casefold", |vm, args| {
        mapped(vm, args, "str.casefold", |unicode, text, out| {
            for &one in text {
                unicode.push_folded(one, out);
            }
        })
    }),
    ("capitalize", |vm, args| {
        mapped(vm, args, "str.capitalize", |unicode, text, out| {
            for (place, &one) in text.iter().enumerate() {
                if place == 0 {
                    unicode.push_title(one, out);
                } else {
                    unicode.push_lower(text, place, out);
                }
            }
        })
    }),
    ("title", |vm, args| {
        mapped(vm, args, "str.title", |unicode, text, out| {
            let mut inside = false;
            for (place, &one) in text.iter().enumerate() {
                if inside {
                    unicode.push_lower(text, place, out);
                } else {
                    unicode.push_title(one, out);
                }
                inside = unicode.is_upper(one) || unicode.is_lower(one) || unicode.is_title(one);
            }
        })
    }),
    ("swapcase", |vm, args| {
        mapped(vm, args, "str.swapcase", |unicode, text, out| {
            for (place, &one) in text.iter().enumerate() {
                if unicode.is_upper(one) {
                    unicode.push_lower(text, place, out);
                } else if unicode.is_lower(one) {
                    unicode.push_upper(one, out);
                } else {
                    out.push(one);
                }
            }
        })
    }),
];
