//! Comparisons of arrays: item by item, and then by length.

use super::{array, read};
use crate::builtins::operands;
use crate::code::Compare;
use crate::objects::NativeFn;
use crate::vm::{Args, R, Vm};

fn compared(vm: &mut Vm, args: &Args<'_>, compare: Compare) -> R {
    operands(vm, args, 1, 1)?;
    let (left, right) = (args.pos[0], args.pos[1]);
    let lens = match (array(vm, left), array(vm, right)) {
        (Some(left), Some(right)) => (left.len(), right.len()),
        _ => return Ok(vm.not_implemented()),
    };
    if lens.0 != lens.1 && matches!(compare, Compare::Eq | Compare::Ne) {
        return Ok(vm.bool(compare == Compare::Ne));
    }
    for at in 0..lens.0.min(lens.1) {
        let (Some(one), Some(other)) = (read::get(vm, left, at), read::get(vm, right, at)) else {
            break;
        };
        let (one, other) = (vm.own(one), vm.own(other));
        if !vm.equal(one, other)? {
            return match compare {
                Compare::Eq => Ok(vm.bool(false)),
                Compare::Ne => Ok(vm.bool(true)),
                compare => vm.compare(compare, one, other),
            };
        }
    }
    let answer = compare.holds(lens.0.cmp(&lens.1));
    Ok(vm.bool(answer))
}

pub(super) const EQ: NativeFn = |vm, args| compared(vm, args, Compare::Eq);
pub(super) const NE: NativeFn = |vm, args| compared(vm, args, Compare::Ne);
pub(super) const LT: NativeFn = |vm, args| compared(vm, args, Compare::Lt);
pub(super) const LE: NativeFn = |vm, args| compared(vm, args, Compare::Le);
pub(super) const GT: NativeFn = |vm, args| compared(vm, args, Compare::Gt);
pub(super) const GE: NativeFn = |vm, args| compared(vm, args, Compare::Ge);
