//! What `repr` shows of `count` and `repeat`.

use super::tool;
use crate::objects::{CountValue, Itertool};
use crate::vm::{Args, R, Vm};

pub(super) fn count(vm: &mut Vm, args: &Args<'_>) -> R {
    let (value, step) = match tool(vm, args.pos[0]) {
        Some(Itertool::Count { value, step }) => (value.clone(), *step),
        _ => return Err(vm.type_error("a count object is required")),
    };
    let text = match value {
        CountValue::Word(word) => format!("count({word})"),
        CountValue::Object(object) => {
            let shown = vm.repr_of(object)?;
            if vm.is_int(step) && vm.i64_value(step) == Some(1) {
                format!("count({shown})")
            } else {
                format!("count({shown}, {})", vm.repr_of(step)?)
            }
        }
    };
    Ok(vm.str(text))
}

pub(super) fn repeat(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(&Itertool::Repeat { element, left }) = tool(vm, args.pos[0]) else {
        return Err(vm.type_error("a repeat object is required"));
    };
    let shown = vm.repr_of(element)?;
    let text = match left {
        Some(left) => format!("repeat({shown}, {left})"),
        None => format!("repeat({shown})"),
    };
    Ok(vm.str(text))
}
