//! `bytes` and `bytearray`.

mod array;
mod make;
mod search;
mod shape;
mod split;

use objects::Ref;
use objects::types::ByteArray;

pub(crate) use make::from_object;

use super::arguments::{Signature, rest, unpack};
use super::text;
use crate::objects::{Body, NativeFn};
use crate::vm::{Exc, R, Vm};

/// Methods that weren't always there.
pub(super) const ADDED: &[(&str, u8)] = &[
    ("removeprefix", 9),
    ("removesuffix", 9),
    ("__bytes__", 11),
    ("resize", 14),
    ("take_bytes", 15),
];

const CODEC: &[(&str, NativeFn)] = &[
    ("decode", |vm, args| {
        let (encoding, errors) = text::encoding_arguments(vm, args, "decode")?;
        let bytes = data(vm, args.pos[0]);
        let decoded = text::decode(vm, &bytes, &encoding, &errors, args.pos[0])?;
        Ok(vm.str(decoded))
    }),
    ("hex", |vm, args| {
        const HEX: Signature = Signature {
            name: "hex",
            params: &["sep", "bytes_per_sep"],
            unnamed: 0,
            required: 0,
            by_place: 2,
        };
        let [separator, every] = unpack(vm, &rest(args), &HEX)?;
        let every = match every {
            Some(every) => vm.c_int(every)?,
            None => 1,
        };
        let separator = match separator {
            None => None,
            Some(separator) => {
                let bytes = match vm.body(separator) {
                    Body::Str(text) => text.value.as_str().as_bytes().to_vec(),
                    _ => match vm.buffer(separator) {
                        Some(bytes) => bytes,
                        None => {
                            vm.len(separator)?;
                            return Err(vm.type_error("sep must be str or bytes."));
                        }
                    },
                };
                let [one] = bytes[..] else {
                    return Err(vm.value_error("sep must be length 1."));
                };
                if !one.is_ascii() {
                    return Err(vm.value_error("sep must be ASCII."));
                }
                Some(char::from(one))
            }
        };
        let bytes = data(vm, args.pos[0]);
        vm.check_items(bytes.len() / 2, 1)?;
        let group = every.unsigned_abs() as usize;
        let mut out = String::with_capacity(bytes.len() * 2);
        for (place, byte) in bytes.iter().enumerate() {
            if let Some(separator) = separator.filter(|_| place > 0 && group > 0) {
                // Groups are counted from the right, or for a negative number from the left.
                let at = if every > 0 {
                    bytes.len() - place
                } else {
                    place
                };
                if at.is_multiple_of(group) {
                    out.push(separator);
                }
            }
            out.push_str(&format!("{byte:02x}"));
        }
        Ok(vm.str(out))
    }),
];

pub(super) const BYTES: &[&[(&str, NativeFn)]] = &[
    make::BYTES,
    CODEC,
    search::METHODS,
    split::METHODS,
    shape::METHODS,
];

pub(super) const ARRAY: &[&[(&str, NativeFn)]] = &[
    make::ARRAY,
    CODEC,
    search::METHODS,
    split::METHODS,
    shape::METHODS,
    array::METHODS,
];

/// The bytes of the object whose method it is.
fn data(vm: &Vm, object: Ref) -> Vec<u8> {
    vm.buffer(object).unwrap_or_default()
}

/// `bytes` or `bytearray`.
fn type_name(vm: &Vm, object: Ref) -> &'static str {
    vm.get(object).kind().name()
}

/// A result of the same type.
fn like(vm: &mut Vm, object: Ref, bytes: Vec<u8>) -> Ref {
    if matches!(vm.body(object), Body::ByteArray(_)) {
        let array = ByteArray::new(vm.version, bytes);
        return vm.alloc(Body::ByteArray(Box::new(array)));
    }
    vm.bytes(bytes)
}

/// The object itself where nothing changed; a `bytearray` is always copied.
fn unchanged(vm: &mut Vm, object: Ref) -> Ref {
    if matches!(vm.body(object), Body::Bytes(_)) && !vm.get(object).counts_class {
        return vm.incref(object);
    }
    let bytes = data(vm, object);
    like(vm, object, bytes)
}

/// The bytes of an argument.
fn buffer(vm: &mut Vm, given: Ref) -> R<Vec<u8>> {
    match vm.buffer(given) {
        Some(bytes) => Ok(bytes),
        None => Err(no_buffer(vm, given)),
    }
}

fn no_buffer(vm: &mut Vm, given: Ref) -> Exc {
    let text = format!(
        "a bytes-like object is required, not '{}'",
        vm.tp_name(given)
    );
    vm.type_error(text)
}
