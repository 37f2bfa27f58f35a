//! Questions about the characters of a text.

use super::unicode;
use crate::builtins::arity;
use crate::objects::NativeFn;
use crate::unicode::{Unicode, is_space};
use crate::vm::{Args, R, Vm};

fn all(vm: &mut Vm, args: &Args<'_>, name: &str, test: fn(Unicode, char) -> bool) -> R {
    arity(vm, args, name, 0, 0, 1)?;
    let text = vm.text(args.pos[0]);
    let unicode = unicode(vm);
    let answer = !text.is_empty() && text.chars().all(|one| test(unicode, one));
    Ok(vm.bool(answer))
}

/// Whether all cased letters are of one case, and there is one.
fn cased(vm: &mut Vm, args: &Args<'_>, name: &str, upper: bool) -> R {
    arity(vm, args, name, 0, 0, 1)?;
    let unicode = unicode(vm);
    let mut found = false;
    for one in vm.text(args.pos[0]).chars() {
        let (is_upper, is_lower) = (unicode.is_upper(one), unicode.is_lower(one));
        let wrong = if upper { is_lower } else { is_upper };
        if wrong || unicode.is_title(one) {
            return Ok(vm.bool(false));
        }
        found |= is_upper || is_lower;
    }
    Ok(vm.bool(found))
}

fn is_title(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "str.istitle", 0, 0, 1)?;
    let unicode = unicode(vm);
    let (mut found, mut inside) = (false, false);
    for one in vm.text(args.pos[0]).chars() {
        if unicode.is_upper(one) || unicode.is_title(one) {
            if inside {
                return Ok(vm.bool(false));
            }
            (found, inside) = (true, true);
        } else if unicode.is_lower(one) {
            if !inside {
                return Ok(vm.bool(false));
            }
            found = true;
        } else {
            inside = false;
        }
    }
    Ok(vm.bool(found))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("isalpha", |vm, args| {
        all(vm, args, "str.isalpha", Unicode::is_alpha)
    }),
    ("isalnum", |vm, args| {
        all(vm, args, "str.isalnum", Unicode::is_alnum)
    }),
    ("isdecimal", |vm, args| {
        all(vm, args, "str.isdecimal", Unicode::is_decimal)
    }),
    ("isdigit", |vm, args| {
        all(vm, args, "str.isdigit", Unicode::is_digit)
    }),
    ("isnumeric", |vm, args| {
        all(vm, args, "str.isnumeric", Unicode::is_numeric)
    }),
    ("isspace", |vm, args| {
        all(vm, args, "str.isspace", |_, one| is_space(one))
    }),
    ("isprintable", |vm, args| {
        arity(vm, args, "str.isprintable", 0, 0, 1)?;
        let unicode = unicode(vm);
        let answer = vm
            .text(args.pos[0])
            .chars()
            .all(|one| unicode.is_printable(one));
        Ok(vm.bool(answer))
    }),
    ("isascii", |vm, args| {
        arity(vm, args, "str.isascii", 0, 0, 1)?;
        let answer = vm.text(args.pos[0]).is_ascii();
        Ok(vm.bool(answer))
    }),
    ("isupper", |vm, args| cased(vm, args, "str.isupper", true)),
    ("islower", |vm, args| cased(vm, args, "str.islower", false)),
    ("istitle", is_title),
    ("isidentifier", |vm, args| {
        arity(vm, args, "str.isidentifier", 0, 0, 1)?;
        let unicode = unicode(vm);
        let text = vm.text(args.pos[0]);
        let answer =
            slots::is_identifier(text) && text.chars().all(|one| unicode.stands_in_names(one));
        Ok(vm.bool(answer))
    }),
];
