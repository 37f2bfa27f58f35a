//! `int` and `bool`.

use objects::types::Int;

use super::argument;
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn number_from(vm: &mut Vm, args: &Args<'_>) -> R<Int> {
    let Some(&value) = args.pos.get(1) else {
        return Ok(Int::from(0));
    };
    match vm.body(value) {
        Body::Float(value) if value.is_finite() => Ok(crate::vm::float_to_int(value.trunc())),
        Body::Float(value) => {
            let text = if value.is_nan() {
                "cannot convert float NaN to integer"
            } else {
                "cannot convert float infinity to integer"
            };
            let class = if value.is_nan() {
                "ValueError"
            } else {
                "OverflowError"
            };
            Err(vm.error(class, text))
        }
        Body::Str(text) => {
            let text = text.value.as_str().to_owned();
            let base = match argument(vm, args, 2, "base") {
                Some(base) => vm.index(base)?,
                None => 10,
            };
            let clean = text.trim().replace('_', "");
            let parsed = if base == 10 {
                clean
                    .strip_prefix('+')
                    .unwrap_or(&clean)
                    .parse::<Int>()
                    .ok()
            } else {
                i64::from_str_radix(
                    clean.trim_start_matches("0x").trim_start_matches("0b"),
                    base.clamp(2, 36) as u32,
                )
                .ok()
                .map(Int::from)
            };
            match parsed {
                Some(value) => Ok(value),
                None => {
                    let shown = vm.repr_of(value)?;
                    Err(vm.value_error(format!(
                        "invalid literal for int() with base {base}: {shown}"
                    )))
                }
            }
        }
        _ => match vm.int_value(value) {
            Some(value) => Ok(value),
            None => {
                for method in ["__int__", "__index__"] {
                    if let Some(found) = vm.overridden(value, method) {
                        let result = vm.call_unbound(found, value, &[])?;
                        let result = vm.own(result);
                        if let Some(value) = vm.int_value(result) {
                            return Ok(value);
                        }
                    }
                }
                let text = if vm.since(10) {
                    format!(
                        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                        vm.tp_name(value)
                    )
                } else {
                    format!(
                        "int() argument must be a string, a bytes-like object or a number, not '{}'",
                        vm.tp_name(value)
                    )
                };
                Err(vm.type_error(text))
            }
        },
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let value = number_from(vm, args)?;
        if args.pos[0] == vm.kind(Kind::Int) {
            return Ok(vm.int(value));
        }
        Ok(vm.instance(args.pos[0], Body::Int(value)))
    }),
    ("bit_length", |vm, args| {
        let value = vm.int_value(args.pos[0]).unwrap_or_else(|| Int::from(0));
        let bits = crate::vm::bit_length(&value);
        Ok(vm.int_i64(bits))
    }),
];

pub(super) const BOOL: &[(&str, NativeFn)] = &[("__new__", |vm, args| {
    let truth = match args.pos.get(1) {
        Some(&value) => vm.truth(value)?,
        None => false,
    };
    Ok(vm.bool(truth))
})];
