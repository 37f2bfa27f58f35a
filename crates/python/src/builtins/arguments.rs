//! What built-in functions do about their arguments: how many, which may be named, and what is said otherwise.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// The parameters of a function whose arguments may be named: `_PyArg_Parser`.
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    pub(crate) params: &'static [&'static str],
    /// How many of them have no name.
    pub(crate) unnamed: usize,
    /// How many must be given.
    pub(crate) required: usize,
    /// How many may be given by place.
    pub(crate) by_place: usize,
}

/// The same method's name, with its type from 3.9 (bpo-37645).
fn full_name<'a>(vm: &Vm, name: &'a str) -> &'a str {
    if vm.since(9) { name } else { short_name(name) }
}

fn short_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The argument at a place or under a name.
pub(crate) fn argument(vm: &Vm, args: &Args<'_>, place: usize, name: &str) -> Option<Ref> {
    args.pos
        .get(place)
        .copied()
        .or_else(|| keyword(vm, args, name))
}

/// The argument under a name.
pub(crate) fn keyword(vm: &Vm, args: &Args<'_>, name: &str) -> Option<Ref> {
    args.kw
        .iter()
        .find(|(key, _)| vm.text(*key) == name)
        .map(|&(_, value)| value)
}

/// Refuses a wrong number of arguments, the object itself not counted.
///
/// The texts are those of CPython's calling conventions: `METH_NOARGS` for none, `METH_O` for exactly one,
/// and `_PyArg_CheckPositional` for the others.
pub(crate) fn arity(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    least: usize,
    most: usize,
    this: usize,
) -> R<()> {
    let full = full_name(vm, name);
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{full}() takes no keyword arguments")));
    }
    let given = args.pos.len().saturating_sub(this);
    if given >= least && given <= most && args.pos.len() >= this {
        return Ok(());
    }
    let text = match (least, most) {
        (0, 0) => format!("{full}() takes no arguments ({given} given)"),
        (1, 1) => format!("{full}() takes exactly one argument ({given} given)"),
        _ => return check_positional(vm, short_name(name), given, least, most),
    };
    Err(vm.type_error(text))
}

/// `_PyArg_CheckPositional`
pub(crate) fn check_positional(
    vm: &mut Vm,
    name: &str,
    given: usize,
    least: usize,
    most: usize,
) -> R<()> {
    let (bound, wanted) = if given < least {
        ("at least ", least)
    } else if given > most {
        ("at most ", most)
    } else {
        return Ok(());
    };
    let bound = if least == most { "" } else { bound };
    Err(vm.type_error(format!(
        "{name} expected {bound}{wanted} argument{}, got {given}",
        plural(wanted)
    )))
}

/// Refuses a wrong number of arguments of an operator's method: `check_num_args`.
pub(crate) fn operands(vm: &mut Vm, args: &Args<'_>, least: usize, most: usize) -> R<()> {
    let given = args.pos.len().saturating_sub(1);
    if !args.kw.is_empty() {
        return Err(vm.type_error("wrapper takes no keyword arguments"));
    }
    if given >= least && given <= most {
        return Ok(());
    }
    let text = if least == most {
        let name = match (most, vm.since(14)) {
            (2.., true) => "__setitem__ ",
            (2.., false) => " ",
            _ => "",
        };
        format!(
            "{name}expected {most} argument{}, got {given}",
            plural(most)
        )
    } else if vm.since(14) {
        format!("expected {least} or {most} arguments, got {given}")
    } else {
        let (bound, wanted) = if given < least {
            ("at least", least)
        } else {
            ("at most", most)
        };
        format!(
            " expected {bound} {wanted} argument{}, got {given}",
            plural(wanted)
        )
    };
    Err(vm.type_error(text))
}

/// The arguments behind the object itself.
pub(crate) fn rest<'a>(args: &Args<'a>) -> Args<'a> {
    Args {
        pos: args.pos.get(1..).unwrap_or(&[]),
        kw: args.kw,
    }
}

/// Puts each argument in its place: `_PyArg_UnpackKeywords`.
pub(crate) fn unpack<const N: usize>(
    vm: &mut Vm,
    args: &Args<'_>,
    signature: &Signature,
) -> R<[Option<Ref>; N]> {
    let &Signature {
        name,
        params,
        unnamed,
        required,
        by_place,
    } = signature;
    let (given, named, most) = (args.pos.len(), args.kw.len(), params.len());
    let mut values = [None; N];
    if given + named > most {
        let word = if given == 0 { "keyword " } else { "" };
        return Err(vm.type_error(format!(
            "{name}() takes at most {most} {word}argument{} ({} given)",
            plural(most),
            given + named
        )));
    }
    if given > by_place {
        let text = if by_place == 0 {
            format!("{name}() takes no positional arguments")
        } else {
            format!(
                "{name}() takes {} {by_place} positional argument{} ({given} given)",
                if required < by_place {
                    "at most"
                } else {
                    "exactly"
                },
                plural(by_place)
            )
        };
        return Err(vm.type_error(text));
    }
    let least = unnamed.min(required);
    if given < least {
        return Err(vm.type_error(format!(
            "{name}() takes {} {least} positional argument{} ({given} given)",
            if least < by_place {
                "at least"
            } else {
                "exactly"
            },
            plural(least)
        )));
    }
    let mut left = named;
    for (place, slot) in values.iter_mut().enumerate().take(most) {
        if let Some(&value) = args.pos.get(place) {
            *slot = Some(value);
            continue;
        }
        if place >= unnamed {
            *slot = keyword(vm, args, params[place]);
        }
        if slot.is_some() {
            left -= 1;
        } else if place < required {
            return Err(vm.type_error(format!(
                "{name}() missing required argument '{}' (pos {})",
                params[place],
                place + 1
            )));
        }
    }
    if left == 0 {
        return Ok(values);
    }
    for (place, &param) in params.iter().enumerate().take(given).skip(unnamed) {
        if keyword(vm, args, param).is_some() {
            return Err(vm.type_error(format!(
                "argument for {name}() given by name ('{param}') and position ({})",
                place + 1
            )));
        }
    }
    let stranger = args
        .kw
        .iter()
        .map(|&(key, _)| vm.text(key).to_owned())
        .find(|key| !params[unnamed..].contains(&key.as_str()))
        .unwrap_or_default();
    Err(unexpected(vm, name, &stranger))
}

/// What is said of a keyword that a built-in function doesn't have.
pub(crate) fn unexpected(vm: &mut Vm, name: &str, key: &str) -> crate::vm::Exc {
    let text = if vm.since(13) {
        format!("{name}() got an unexpected keyword argument '{key}'")
    } else {
        format!("'{key}' is an invalid keyword argument for {name}()")
    };
    vm.type_error(text)
}

/// Refuses keywords where a type takes none: `_PyArg_NoKeywords`.
pub(crate) fn no_keywords(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    Err(vm.type_error(format!("{name}() takes no keyword arguments")))
}

/// A wrong type of an argument: `_PyArg_BadArgument`.
pub(crate) fn bad_argument(
    vm: &mut Vm,
    name: &str,
    which: &str,
    wanted: &str,
    given: Ref,
) -> crate::vm::Exc {
    let shown = if given == vm.one.none {
        "None".to_owned()
    } else {
        vm.tp_name(given)
    };
    vm.type_error(format!("{name}() {which} must be {wanted}, not {shown}"))
}

/// The text of an argument that must be a `str`.
pub(crate) fn text_argument(vm: &mut Vm, name: &str, which: &str, given: Ref) -> R<String> {
    match vm.body(given) {
        Body::Str(text) => Ok(text.value.as_str().to_owned()),
        _ => Err(bad_argument(vm, name, which, "str", given)),
    }
}

/// `start` and `end` of a search: `_PyEval_SliceIndex`.
pub(crate) fn slice_index(vm: &mut Vm, given: Option<Ref>, default: i64) -> R<i64> {
    let Some(given) = given.filter(|&given| given != vm.one.none) else {
        return Ok(default);
    };
    if !vm.has_index(given) {
        let text = vm.slice_index_text();
        return Err(vm.type_error(text));
    }
    vm.index(given)
}

/// Moves `start` and `end` into a sequence of some length.
pub(crate) fn fit(start: i64, end: i64, len: usize) -> (i64, i64) {
    let len = len as i64;
    let end = if end > len {
        len
    } else if end < 0 {
        (end + len).max(0)
    } else {
        end
    };
    let start = if start < 0 {
        (start.saturating_add(len)).max(0)
    } else {
        start
    };
    (start, end)
}
