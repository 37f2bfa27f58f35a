//! `str`.

mod case;
mod codec;
mod make;
mod search;
mod shape;
mod split;
mod template;
mod test;
mod translate;

use objects::Ref;

pub(super) use codec::encoding_arguments;
pub(crate) use codec::{decode, encode};
pub(super) use shape::center_left;
pub(super) use split::{keepends, most};

use crate::objects::NativeFn;
use crate::unicode::Unicode;
use crate::vm::{Args, R, Vm};

/// Methods that weren't always there.
pub(super) const ADDED: &[(&str, u8)] = &[("removeprefix", 9), ("removesuffix", 9)];

/// All methods.
pub(super) const METHODS: &[&[(&str, NativeFn)]] = &[
    make::METHODS,
    search::METHODS,
    split::METHODS,
    shape::METHODS,
    case::METHODS,
    test::METHODS,
    translate::METHODS,
    template::METHODS,
    codec::METHODS,
];

fn this(vm: &Vm, args: &Args<'_>) -> String {
    vm.text(args.pos[0]).to_owned()
}

fn chars(vm: &Vm, object: Ref) -> Vec<char> {
    vm.text(object).chars().collect()
}

fn unicode(vm: &Vm) -> Unicode {
    vm.unicode()
}

/// The text itself where nothing changed: `unicode_result_unchanged`.
fn unchanged(vm: &mut Vm, object: Ref) -> R {
    if !vm.get(object).counts_class {
        return Ok(vm.incref(object));
    }
    let text = vm.text(object).to_owned();
    Ok(vm.str(text))
}

/// A part of a text; all of it is the text itself.
fn part(vm: &mut Vm, object: Ref, chars: &[char], range: std::ops::Range<usize>) -> R {
    if range.len() == chars.len() {
        return unchanged(vm, object);
    }
    let text: String = chars[range].iter().collect();
    Ok(vm.str(text))
}
