//! Items of an array: from objects to bytes, and back.

use objects::Ref;
use objects::types::Int;

use crate::objects::{Body, Typecode};
use crate::vm::{R, Vm};

/// An integer; to 3.9 with texts of its own for what is none.
fn integer(vm: &mut Vm, code: Typecode, value: Ref) -> R<Int> {
    if !vm.since(10) && !vm.has_index(value) {
        let text = match vm.body(value) {
            Body::Float(_) if matches!(code.0, b'I' | b'L' | b'Q') => {
                "array item must be integer".to_owned()
            }
            Body::Float(_) => "integer argument expected, got float".to_owned(),
            _ => format!("an integer is required (got type {})", vm.tp_name(value)),
        };
        return Err(vm.type_error(text));
    }
    vm.index_value(value)
}

/// Refuses a number below or above what a C type has room for.
fn within(vm: &mut Vm, value: i64, what: &str, low: i64, high: i64) -> R<()> {
    let side = if value < low {
        "less than minimum"
    } else if value > high {
        "greater than maximum"
    } else {
        return Ok(());
    };
    Err(vm.error("OverflowError", format!("{what} is {side}")))
}

/// The bytes of an item: `setitem` of its descriptor.
pub(super) fn encode(vm: &mut Vm, code: Typecode, value: Ref) -> R<Vec<u8>> {
    match code.0 {
        b'f' => Ok((vm.as_double(value)? as f32).to_le_bytes().to_vec()),
        b'd' => Ok(vm.as_double(value)?.to_le_bytes().to_vec()),
        b'u' | b'w' => character(vm, value),
        b'I' | b'L' | b'Q' => unsigned(vm, code, value),
        _ => signed(vm, code, value),
    }
}

fn signed(vm: &mut Vm, code: Typecode, value: Ref) -> R<Vec<u8>> {
    let number = integer(vm, code, value)?;
    let Some(number) = number.to_i64() else {
        let text = match code.0 {
            b'q' => "int too big to convert",
            _ => "Python int too large to convert to C long",
        };
        return Err(vm.error("OverflowError", text));
    };
    let (short, int) = (i64::from(i16::MAX), i64::from(i32::MAX));
    match code.0 {
        b'b' => {
            within(vm, number, "signed short integer", -short - 1, short)?;
            within(vm, number, "signed char", -128, 127)?;
        }
        b'B' => within(vm, number, "unsigned byte integer", 0, 255)?,
        b'h' => within(vm, number, "signed short integer", -short - 1, short)?,
        b'H' => {
            within(vm, number, "signed integer", -int - 1, int)?;
            within(vm, number, "unsigned short", 0, i64::from(u16::MAX))?;
        }
        b'i' => within(vm, number, "signed integer", -int - 1, int)?,
        _ => {}
    }
    Ok(number.to_le_bytes()[..code.size()].to_vec())
}

fn unsigned(vm: &mut Vm, code: Typecode, value: Ref) -> R<Vec<u8>> {
    let number = integer(vm, code, value)?;
    let is_long = code.0 == b'Q';
    if number.is_negative() {
        let text = match is_long {
            true => "can't convert negative int to unsigned",
            false => "can't convert negative value to unsigned int",
        };
        return Err(vm.error("OverflowError", text));
    }
    let Ok(number) = number.to_string().parse::<u64>() else {
        let text = match is_long {
            true => "int too big to convert",
            false => "Python int too large to convert to C unsigned long",
        };
        return Err(vm.error("OverflowError", text));
    };
    if code.0 == b'I' && number > u64::from(u32::MAX) {
        return Err(vm.error("OverflowError", "unsigned int is greater than maximum"));
    }
    Ok(number.to_le_bytes()[..code.size()].to_vec())
}

fn character(vm: &mut Vm, value: Ref) -> R<Vec<u8>> {
    let only = match vm.body(value) {
        Body::Str(text) => {
            let mut chars = text.value.as_str().chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            }
        }
        _ => None,
    };
    match only {
        Some(only) => Ok((only as u32).to_le_bytes().to_vec()),
        None => Err(vm.unsupported("an array's item that is no character")),
    }
}

/// The object of an item: `getitem` of its descriptor. A new reference.
pub(super) fn decode(vm: &mut Vm, code: Typecode, bytes: &[u8]) -> Ref {
    let mut wide = [0; 8];
    for (place, &byte) in wide.iter_mut().zip(bytes) {
        *place = byte;
    }
    let low = u32::from_le_bytes([wide[0], wide[1], wide[2], wide[3]]);
    let all = u64::from_le_bytes(wide);
    match code.0 {
        b'b' => vm.int_i64(i64::from(wide[0] as i8)),
        b'h' => vm.int_i64(i64::from(low as u16 as i16)),
        b'i' => vm.int_i64(i64::from(low as i32)),
        b'l' | b'q' => vm.int_i64(all as i64),
        b'f' => vm.float(f64::from(f32::from_bits(low))),
        b'd' => vm.float(f64::from_bits(all)),
        b'u' | b'w' => {
            let char = char::from_u32(low).unwrap_or(char::REPLACEMENT_CHARACTER);
            vm.str(char.to_string())
        }
        _ => vm.int(Int::from(i128::from(all))),
    }
}
