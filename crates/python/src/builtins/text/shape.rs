//! Padding and stripping a text.

use objects::Ref;

use super::{chars, part, this, unchanged};
use crate::builtins::arguments::{Signature, rest, unpack};
use crate::builtins::{arity, pieces};
use crate::objects::{Body, NativeFn};
use crate::unicode::is_space;
use crate::vm::{Args, R, Vm};

fn strip(vm: &mut Vm, args: &Args<'_>, name: &str, left: bool, right: bool) -> R {
    arity(vm, args, &format!("str.{name}"), 0, 1, 1)?;
    let cut = match args.pos.get(1) {
        Some(&cut) if cut != vm.one.none => {
            let Body::Str(_) = vm.body(cut) else {
                let text = format!("{name} arg must be None or str");
                return Err(vm.type_error(text));
            };
            Some(chars(vm, cut))
        }
        _ => None,
    };
    let whole = chars(vm, args.pos[0]);
    let range = pieces::strip(
        &whole,
        |one| match &cut {
            Some(cut) => cut.contains(one),
            None => is_space(*one),
        },
        left,
        right,
    );
    part(vm, args.pos[0], &whole, range)
}

/// Pads on the left and on the right.
fn pad(vm: &mut Vm, object: Ref, left: usize, right: usize, fill: char) -> R {
    if left == 0 && right == 0 {
        return unchanged(vm, object);
    }
    vm.check_items((left + right) / 2 + 1, 1)?;
    let fill = fill.to_string();
    let text = format!(
        "{}{}{}",
        fill.repeat(left),
        vm.text(object),
        fill.repeat(right)
    );
    Ok(vm.str(text))
}

fn justify(vm: &mut Vm, args: &Args<'_>, name: &str, parts: fn(usize, usize) -> usize) -> R {
    arity(vm, args, &format!("str.{name}"), 1, 2, 1)?;
    let width = vm.ssize(args.pos[1])?;
    let fill = match args.pos.get(2) {
        Some(&fill) => vm.fill_character(fill)?,
        None => ' ',
    };
    let len = vm.text(args.pos[0]).chars().count();
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(len);
    let left = parts(missing, usize::try_from(width).unwrap_or(0));
    pad(vm, args.pos[0], left, missing - left, fill)
}

/// How much of the padding `center` puts on the left.
pub(in crate::builtins) fn center_left(missing: usize, width: usize) -> usize {
    missing / 2 + (missing & width & 1)
}

impl Vm {
    /// The fill of `center`, `ljust`, `rjust`: `convert_uc`.
    fn fill_character(&mut self, given: Ref) -> R<char> {
        let Body::Str(text) = self.body(given) else {
            let text = format!(
                "The fill character must be a unicode character, not {}",
                self.tp_name(given)
            );
            return Err(self.type_error(text));
        };
        let mut chars = text.value.as_str().chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(self.type_error("The fill character must be exactly one character long")),
        }
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("strip", |vm, args| strip(vm, args, "strip", true, true)),
    ("lstrip", |vm, args| strip(vm, args, "lstrip", true, false)),
    ("rstrip", |vm, args| strip(vm, args, "rstrip", false, true)),
    ("ljust", |vm, args| justify(vm, args, "ljust", |_, _| 0)),
    ("rjust", |vm, args| {
        justify(vm, args, "rjust", |missing, _| missing)
    }),
    ("center", |vm, args| {
        justify(vm, args, "center", center_left)
    }),
    ("zfill", |vm, args| {
        arity(vm, args, "str.zfill", 1, 1, 1)?;
        let width = usize::try_from(vm.ssize(args.pos[1])?).unwrap_or(0);
        let text = this(vm, args);
        let missing = width.saturating_sub(text.chars().count());
        if missing == 0 {
            return unchanged(vm, args.pos[0]);
        }
        vm.check_items(missing / 2 + 1, 1)?;
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) => (&text[..1], digits),
            None => ("", &text[..]),
        };
        let shown = format!("{sign}{}{digits}", "0".repeat(missing));
        Ok(vm.str(shown))
    }),
    ("expandtabs", |vm, args| {
        const TABS: Signature = Signature {
            name: "expandtabs",
            params: &["tabsize"],
            unnamed: 0,
            required: 0,
            by_place: 1,
        };
        let [size] = unpack(vm, &rest(args), &TABS)?;
        let size = match size {
            Some(size) => i64::from(vm.c_int(size)?),
            None => 8,
        };
        let whole = chars(vm, args.pos[0]);
        if !whole.contains(&'\t') {
            return unchanged(vm, args.pos[0]);
        }
        let most = (vm.limits.memory / 4) as usize;
        match pieces::expand_tabs(&whole, size, ['\t', ' ', '\n', '\r'], most) {
            Some(text) => {
                let text: String = text.into_iter().collect();
                Ok(vm.str(text))
            }
            None => Err(vm.too_much_memory()),
        }
    }),
];
