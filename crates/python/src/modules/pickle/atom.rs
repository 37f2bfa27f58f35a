//! Objects that are written whole.

use objects::Ref;

use super::opcode::*;
use super::save::Saver;
use crate::objects::{Body, Kind};
use crate::vm::number::big;
use crate::vm::{R, Vm, float_repr};

/// `None`, truth values and numbers, which aren't in the memo; whether the object is one.
pub(super) fn save(vm: &Vm, saver: &mut Saver, object: Ref, class: Ref) -> bool {
    match vm.body(object) {
        Body::None => saver.out.put(&[NONE]),
        Body::Bool(value) => match (saver.proto >= 2, value) {
            (true, true) => saver.out.put(&[NEWTRUE]),
            (true, false) => saver.out.put(&[NEWFALSE]),
            (false, true) => saver.out.put(b"I01\n"),
            (false, false) => saver.out.put(b"I00\n"),
        },
        Body::Int(value) if class == vm.kind(Kind::Int) => {
            let small = value.to_i64().and_then(|value| i32::try_from(value).ok());
            match small {
                Some(value) => save_small(saver, value),
                None if saver.proto >= 2 => save_large(saver, &big(value).to_signed_bytes_le()),
                None => saver.out.put(format!("L{value}L\n").as_bytes()),
            }
        }
        Body::Float(value) if class == vm.kind(Kind::Float) => {
            if saver.bin {
                saver.out.put(&[BINFLOAT]);
                saver.out.put(&value.to_be_bytes());
            } else {
                saver
                    .out
                    .put(format!("F{}\n", float_repr(*value)).as_bytes());
            }
        }
        _ => return false,
    }
    true
}

fn save_small(saver: &mut Saver, value: i32) {
    if !saver.bin {
        saver.out.put(format!("I{value}\n").as_bytes());
    } else if let Ok(value) = u8::try_from(value) {
        saver.out.put(&[BININT1, value]);
    } else {
        let bytes = value.to_le_bytes();
        match u16::try_from(value) {
            Ok(value) => {
                saver.out.put(&[BININT2]);
                saver.out.put(&value.to_le_bytes());
            }
            Err(_) => {
                saver.out.put(&[BININT]);
                saver.out.put(&bytes);
            }
        }
    }
}

/// The fewest bytes that have the value and its sign.
fn save_large(saver: &mut Saver, bytes: &[u8]) {
    match u8::try_from(bytes.len()) {
        Ok(len) => saver.out.put(&[LONG1, len]),
        Err(_) => {
            saver.out.put(&[LONG4]);
            saver.out.put(&(bytes.len() as u32).to_le_bytes());
        }
    }
    saver.out.put(bytes);
}

/// `bytes`: before protocol 3 as what `_codecs.encode` makes of a text.
pub(super) fn save_bytes(vm: &mut Vm, saver: &mut Saver, object: Ref) -> R<()> {
    let data = vm.buffer(object).unwrap_or_default();
    if saver.proto >= 3 {
        let (mut head, len) = (Vec::new(), data.len());
        sized(&mut head, SHORT_BINBYTES, BINBYTES, BINBYTES8, len);
        saver.out.put_data(vm, &head, &data, Some(object))?;
        saver.memo_put(vm, object);
        return Ok(());
    }
    let value = if data.is_empty() {
        let (class, args) = (vm.kind(Kind::Bytes), vm.tuple(Vec::new()));
        vm.incref(class);
        vm.tuple(vec![class, args])
    } else {
        let encode = super::codecs_encode(vm)?;
        let text: String = data.iter().map(|&byte| char::from(byte)).collect();
        let (text, name) = (vm.str(text), vm.intern("latin1"));
        let args = vm.tuple(vec![text, name]);
        vm.tuple(vec![encode, args])
    };
    saver.save_reduce(vm, value, object, false)
}

/// `bytearray`: before protocol 5 as what it makes of `bytes`.
pub(super) fn save_bytearray(vm: &mut Vm, saver: &mut Saver, object: Ref) -> R<()> {
    let data = vm.buffer(object).unwrap_or_default();
    if saver.proto >= 5 {
        let mut head = vec![BYTEARRAY8];
        head.extend((data.len() as u64).to_le_bytes());
        saver.out.put_data(vm, &head, &data, Some(object))?;
        saver.memo_put(vm, object);
        return Ok(());
    }
    let class = vm.kind(Kind::ByteArray);
    vm.incref(class);
    let args = if data.is_empty() {
        vm.tuple(Vec::new())
    } else {
        let bytes = vm.bytes(data);
        vm.tuple(vec![bytes])
    };
    let value = vm.tuple(vec![class, args]);
    saver.save_reduce(vm, value, object, false)
}

/// `str`
pub(super) fn save_text(vm: &mut Vm, saver: &mut Saver, object: Ref) -> R<()> {
    let text = vm.text(object).to_owned();
    if saver.bin {
        let mut head = Vec::new();
        if saver.proto >= 4 {
            sized(
                &mut head,
                SHORT_BINUNICODE,
                BINUNICODE,
                BINUNICODE8,
                text.len(),
            );
        } else {
            head.push(BINUNICODE);
            head.extend((text.len() as u32).to_le_bytes());
        }
        saver.out.put_data(vm, &head, text.as_bytes(), None)?;
    } else {
        saver
            .out
            .put_data(vm, &[UNICODE], &raw_unicode_escape(&text), None)?;
        saver.out.put(b"\n");
    }
    saver.memo_put(vm, object);
    Ok(())
}

/// An instruction with a length of one, four or eight bytes.
fn sized(head: &mut Vec<u8>, short: u8, medium: u8, long: u8, len: usize) {
    match (u8::try_from(len), u32::try_from(len)) {
        (Ok(len), _) => head.extend([short, len]),
        (_, Ok(len)) => {
            head.push(medium);
            head.extend(len.to_le_bytes());
        }
        _ => {
            head.push(long);
            head.extend((len as u64).to_le_bytes());
        }
    }
}

/// A text in one line of Latin-1, other characters as escapes.
fn raw_unicode_escape(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for one in text.chars() {
        let code = one as u32;
        match code {
            0x1_0000.. => out.extend(format!("\\U{code:08x}").into_bytes()),
            0x100.. | 0x5c | 0x00 | 0x0a | 0x0d | 0x1a => {
                out.extend(format!("\\u{code:04x}").into_bytes());
            }
            _ => out.push(code as u8),
        }
    }
    out
}
