//! Case, padding, stripping and translation of bytes.

use super::{buffer, data, like, type_name, unchanged};
use crate::builtins::arguments::{Signature, check_positional, rest, unpack};
use crate::builtins::text::center_left;
use crate::builtins::{arity, pieces};
use crate::objects::NativeFn;
use crate::vm::{Args, R, Vm};

/// White space of the C locale.
pub(super) fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn full_name(vm: &Vm, args: &Args<'_>, name: &str) -> String {
    format!("{}.{name}", type_name(vm, args.pos[0]))
}

fn mapped(vm: &mut Vm, args: &Args<'_>, name: &str, map: fn(&[u8], usize) -> u8) -> R {
    let full = full_name(vm, args, name);
    arity(vm, args, &full, 0, 0, 1)?;
    let bytes = data(vm, args.pos[0]);
    let out = (0..bytes.len()).map(|place| map(&bytes, place)).collect();
    Ok(like(vm, args.pos[0], out))
}

fn strip(vm: &mut Vm, args: &Args<'_>, name: &str, left: bool, right: bool) -> R {
    let full = full_name(vm, args, name);
    arity(vm, args, &full, 0, 1, 1)?;
    let cut = match args.pos.get(1) {
        Some(&cut) if cut != vm.one.none => Some(buffer(vm, cut)?),
        _ => None,
    };
    let whole = data(vm, args.pos[0]);
    let range = pieces::strip(
        &whole,
        |byte| match &cut {
            Some(cut) => cut.contains(byte),
            None => is_space(byte),
        },
        left,
        right,
    );
    if range.len() == whole.len() {
        return Ok(unchanged(vm, args.pos[0]));
    }
    Ok(like(vm, args.pos[0], whole[range].to_vec()))
}

fn justify(vm: &mut Vm, args: &Args<'_>, name: &str, parts: fn(usize, usize) -> usize) -> R {
    let full = full_name(vm, args, name);
    arity(vm, args, &full, 1, 2, 1)?;
    let width = usize::try_from(vm.ssize(args.pos[1])?).unwrap_or(0);
    let fill = match args.pos.get(2) {
        None => b' ',
        Some(&fill) => {
            let bytes = vm.buffer(fill).unwrap_or_default();
            let [byte] = bytes[..] else {
                let shown = vm.tp_name(fill);
                let text = match vm.buffer(fill) {
                    Some(_) if vm.since(14) => format!(
                        "{name}(): argument 2 must be a byte string of length 1, not a {shown} object of length {}",
                        bytes.len()
                    ),
                    _ => format!(
                        "{name}() argument 2 must be a byte string of length 1, not {shown}"
                    ),
                };
                return Err(vm.type_error(text));
            };
            byte
        }
    };
    let bytes = data(vm, args.pos[0]);
    let missing = width.saturating_sub(bytes.len());
    if missing == 0 {
        return Ok(unchanged(vm, args.pos[0]));
    }
    vm.check_items(missing / 8 + 1, 1)?;
    let left = parts(missing, width);
    let mut out = vec![fill; left];
    out.extend(bytes);
    out.resize(width, fill);
    Ok(like(vm, args.pos[0], out))
}

fn translate(vm: &mut Vm, args: &Args<'_>) -> R {
    const TRANSLATE: Signature = Signature {
        name: "translate",
        params: &["table", "delete"],
        unnamed: 1,
        required: 1,
        by_place: 2,
    };
    let [table, delete] = unpack(vm, &rest(args), &TRANSLATE)?;
    let none = vm.one.none;
    let table = match table.filter(|&table| table != none) {
        Some(table) => {
            let table = buffer(vm, table)?;
            if table.len() != 256 {
                return Err(vm.value_error("translation table must be 256 characters long"));
            }
            Some(table)
        }
        None => None,
    };
    let delete = match delete {
        Some(delete) => buffer(vm, delete)?,
        None => Vec::new(),
    };
    let bytes = data(vm, args.pos[0]);
    let out: Vec<u8> = bytes
        .iter()
        .filter(|byte| !delete.contains(byte))
        .map(|&byte| match &table {
            Some(table) => table[usize::from(byte)],
            None => byte,
        })
        .collect();
    if out == bytes {
        return Ok(unchanged(vm, args.pos[0]));
    }
    Ok(like(vm, args.pos[0], out))
}

fn maketrans(vm: &mut Vm, args: &Args<'_>) -> R {
    check_positional(vm, "maketrans", args.pos.len(), 2, 2)?;
    let (from, to) = (buffer(vm, args.pos[0])?, buffer(vm, args.pos[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (one, other) in from.into_iter().zip(to) {
        table[usize::from(one)] = other;
    }
    Ok(vm.bytes(table))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("upper", |vm, args| {
        mapped(vm, args, "upper", |bytes, at| {
            bytes[at].to_ascii_uppercase()
        })
    }),
    ("lower", |vm, args| {
        mapped(vm, args, "lower", |bytes, at| {
            bytes[at].to_ascii_lowercase()
        })
    }),
    ("swapcase", |vm, args| {
        mapped(vm, args, "swapcase", |bytes, at| {
            if bytes[at].is_ascii_uppercase() {
                bytes[at].to_ascii_lowercase()
            } else {
                bytes[at].to_ascii_uppercase()
            }
        })
    }),
    ("capitalize", |vm, args| {
        mapped(vm, args, "capitalize", |bytes, at| {
            if at == 0 {
                bytes[at].to_ascii_uppercase()
            } else {
                bytes[at].to_ascii_lowercase()
            }
        })
    }),
    ("title", |vm, args| {
        mapped(vm, args, "title", |bytes, at| {
            if at > 0 && bytes[at - 1].is_ascii_alphabetic() {
                bytes[at].to_ascii_lowercase()
            } else {
                bytes[at].to_ascii_uppercase()
            }
        })
    }),
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
        let full = full_name(vm, args, "zfill");
        arity(vm, args, &full, 1, 1, 1)?;
        let width = usize::try_from(vm.ssize(args.pos[1])?).unwrap_or(0);
        let bytes = data(vm, args.pos[0]);
        let missing = width.saturating_sub(bytes.len());
        if missing == 0 {
            return Ok(unchanged(vm, args.pos[0]));
        }
        vm.check_items(missing / 8 + 1, 1)?;
        let signs = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
        let mut out = bytes[..signs].to_vec();
        out.extend(std::iter::repeat_n(b'0', missing));
        out.extend(&bytes[signs..]);
        Ok(like(vm, args.pos[0], out))
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
        let bytes = data(vm, args.pos[0]);
        let most = vm.limits.memory as usize;
        match pieces::expand_tabs(&bytes, size, [b'\t', b' ', b'\n', b'\r'], most) {
            Some(out) => Ok(like(vm, args.pos[0], out)),
            None => Err(vm.too_much_memory()),
        }
    }),
    ("translate", translate),
    ("maketrans", maketrans),
];
