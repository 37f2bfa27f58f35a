//! Integers under a spec: `format_long_internal`.

use num_bigint::Sign;
use objects::types::Int;

use super::Spec;
use crate::vm::number::big;
use crate::vm::{R, Vm};

pub(super) fn formatted(vm: &mut Vm, value: &Int, spec: &Spec) -> R<String> {
    if spec.precision.is_some() {
        return Err(vm.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(
            vm.value_error("Negative zero coercion (z) not allowed in integer format specifier")
        );
    }
    if spec.kind == Some('c') {
        if spec.sign.is_some() {
            return Err(vm.value_error("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.alternate {
            return Err(
                vm.value_error("Alternate form (#) not allowed with integer format specifier 'c'")
            );
        }
        let code = value.to_i64().and_then(|code| u32::try_from(code).ok());
        return match code.filter(|&code| code < 0x11_0000) {
            Some(code) => match char::from_u32(code) {
                Some(one) => Ok(spec.pad("", &one.to_string())),
                None => Err(vm.unsupported("texts with lone surrogates")),
            },
            None => Err(vm.error("OverflowError", "%c arg not in range(0x110000)")),
        };
    }
    let number = big(value);
    let size = number.magnitude();
    let (digits, prefix, every) = match spec.kind {
        Some('b') => (size.to_str_radix(2), "0b", 4),
        Some('o') => (size.to_str_radix(8), "0o", 4),
        Some('x') => (size.to_str_radix(16), "0x", 4),
        Some('X') => (size.to_str_radix(16).to_uppercase(), "0X", 4),
        _ => (vm.decimal(value)?.trim_start_matches('-').to_owned(), "", 3),
    };
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(spec.number(number.sign() == Sign::Minus, prefix, &digits, "", every))
}
