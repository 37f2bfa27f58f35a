//! What CPython's argument clinic says of wrong arguments.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// The name of a module's function in error texts: from 3.9 with the module.
fn shown(vm: &Vm, module: &str, name: &str) -> String {
    if vm.since(9) {
        format!("{module}.{name}")
    } else {
        name.to_owned()
    }
}

/// Refuses any argument (`METH_NOARGS`).
pub(super) fn no_arguments(vm: &mut Vm, args: &Args<'_>, module: &str, name: &str) -> R<()> {
    let name = shown(vm, module, name);
    arity(vm, args, &name, 0, 0, 0)
}

/// Refuses any number of arguments but one (`METH_O`).
pub(super) fn one_argument(vm: &mut Vm, args: &Args<'_>, module: &str, name: &str) -> R {
    let name = shown(vm, module, name);
    arity(vm, args, &name, 1, 1, 0)?;
    Ok(args.pos[0])
}

/// The arguments of a function that takes them by place or by these names.
pub(super) fn named<const COUNT: usize>(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    names: [&str; COUNT],
) -> R<[Option<Ref>; COUNT]> {
    let given = args.pos.len() + args.kw.len();
    if given > COUNT {
        let plural = if COUNT == 1 { "" } else { "s" };
        let text = format!("{name}() takes at most {COUNT} argument{plural} ({given} given)");
        return Err(vm.type_error(text));
    }
    let mut found = [None; COUNT];
    for (place, &value) in found.iter_mut().zip(args.pos) {
        *place = Some(value);
    }
    for &(key, value) in args.kw {
        let key = vm.text(key).to_owned();
        match names.iter().position(|&held| held == key) {
            Some(place) if found[place].is_none() => found[place] = Some(value),
            Some(place) => {
                let place = place + 1;
                let text =
                    format!("argument for {name}() given by name ('{key}') and position ({place})");
                return Err(vm.type_error(text));
            }
            None => {
                let text = if vm.since(13) {
                    format!("{name}() got an unexpected keyword argument '{key}'")
                } else {
                    format!("'{key}' is an invalid keyword argument for {name}()")
                };
                return Err(vm.type_error(text));
            }
        }
    }
    Ok(found)
}

/// What is no integer at all is refused; to 3.9 a float has a text of its own.
fn integer(vm: &mut Vm, value: Ref) -> R<i64> {
    if !vm.since(10) && vm.int_value(value).is_none() {
        if let Body::Float(_) = vm.body(value) {
            return Err(vm.type_error("integer argument expected, got float"));
        }
        if vm.overridden(value, "__index__").is_none() {
            let text = format!("an integer is required (got type {})", vm.tp_name(value));
            return Err(vm.type_error(text));
        }
    }
    vm.index(value)
}

/// A C `int` (`PyLong_AsInt`).
pub(super) fn c_int(vm: &mut Vm, value: Ref) -> R<i32> {
    let value = integer(vm, value)?;
    i32::try_from(value)
        .map_err(|_| vm.error("OverflowError", "Python int too large to convert to C int"))
}

/// A C `int` as `PyArg_ParseTuple` reads it, whose texts for a large one differ.
pub(super) fn parsed_int(vm: &mut Vm, value: Ref) -> R<i32> {
    let value = integer(vm, value)?;
    i32::try_from(value).map_err(|_| {
        let text = if value > 0 {
            "signed integer is greater than maximum"
        } else {
            "signed integer is less than minimum"
        };
        vm.error("OverflowError", text)
    })
}
