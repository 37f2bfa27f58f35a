//! Making `bytes` and `bytearray` of something.

use objects::Ref;
use objects::types::{ByteArray, Bytes};

use super::data;
use crate::builtins::arguments::{Signature, rest, text_argument, unpack};
use crate::builtins::arity;
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

/// One byte of an iterable.
fn byte(vm: &mut Vm, item: Ref, what: &str) -> R<u8> {
    let value = vm.index(item)?;
    u8::try_from(value).map_err(|_| vm.value_error(format!("{what} must be in range(0, 256)")))
}

/// The bytes of any argument of `bytes(x)`.
fn content(vm: &mut Vm, value: Ref, name: &str) -> R<Vec<u8>> {
    if let Some(bytes) = vm.buffer(value) {
        return Ok(bytes);
    }
    if matches!(vm.body(value), Body::Str(_)) {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if vm.has_index(value) {
        let value = vm.index_value(value)?;
        let Some(count) = value.to_i64() else {
            let text = "cannot fit 'int' into an index-sized integer";
            return Err(vm.error("OverflowError", text));
        };
        if count < 0 {
            return Err(vm.value_error("negative count"));
        }
        vm.check_items(count as usize / 8 + 1, 1)?;
        return Ok(vec![0; count as usize]);
    }
    if !vm.is_iterable(value) {
        let shown = vm.tp_name(value);
        return Err(vm.type_error(if name == "bytes" {
            format!("cannot convert '{shown}' object to bytes")
        } else {
            format!("cannot convert '{shown}' object to bytearray")
        }));
    }
    let items = vm.collect(value)?;
    for &item in &items {
        vm.own(item);
    }
    let what = if name == "bytes" { "bytes" } else { "byte" };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        out.push(byte(vm, item, what)?);
    }
    Ok(out)
}

/// `PyObject_Bytes`: through `__bytes__`, of a buffer, or of an iterable.
pub(crate) fn from_object(vm: &mut Vm, value: Ref) -> R {
    if let Some(method) = vm.overridden(value, "__bytes__") {
        let result = vm.call_unbound(method, value, &[])?;
        if matches!(vm.body(result), Body::Bytes(_)) {
            return Ok(result);
        }
        let error = vm.wrong_result(value, "__bytes__", result);
        vm.decref(result);
        return Err(error);
    }
    if vm.has_index(value) || matches!(vm.body(value), Body::Str(_)) {
        let text = format!("cannot convert '{}' object to bytes", vm.tp_name(value));
        return Err(vm.type_error(text));
    }
    let bytes = content(vm, value, "bytes")?;
    Ok(vm.bytes(bytes))
}

/// The bytes that the arguments of a call say.
fn given(vm: &mut Vm, args: &Args<'_>, name: &'static str) -> R<Vec<u8>> {
    let signature = Signature {
        name,
        params: &["source", "encoding", "errors"],
        unnamed: 0,
        required: 0,
        by_place: 3,
    };
    let [source, encoding, errors] = unpack(vm, &rest(args), &signature)?;
    let Some(source) = source else {
        if encoding.is_some() || errors.is_some() {
            let what = if encoding.is_some() {
                "encoding"
            } else {
                "errors"
            };
            return Err(vm.type_error(format!("{what} without a string argument")));
        }
        return Ok(Vec::new());
    };
    if encoding.is_none() && errors.is_none() {
        return content(vm, source, name);
    }
    let is_text = matches!(vm.body(source), Body::Str(_));
    let Some(encoding) = encoding else {
        return Err(vm.type_error(if is_text {
            "string argument without an encoding"
        } else {
            "errors without a string argument"
        }));
    };
    let encoding = text_argument(vm, name, "argument 'encoding'", encoding)?;
    let errors = match errors {
        Some(errors) => text_argument(vm, name, "argument 'errors'", errors)?,
        None => "strict".to_owned(),
    };
    if !is_text {
        return Err(vm.type_error("encoding without a string argument"));
    }
    crate::builtins::text::encode(vm, source, &encoding, &errors)
}

fn from_hex(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<Vec<u8>> {
    arity(vm, args, &format!("{name}.fromhex"), 1, 1, 1)?;
    let text = match vm.body(args.pos[1]) {
        Body::Str(text) => text.value.as_str().to_owned(),
        _ => match vm.buffer(args.pos[1]).filter(|_| vm.since(14)) {
            Some(bytes) => bytes.iter().map(|&byte| char::from(byte)).collect(),
            None if vm.since(14) => {
                let text = format!(
                    "fromhex() argument must be str or bytes-like, not {}",
                    vm.tp_name(args.pos[1])
                );
                return Err(vm.type_error(text));
            }
            None => {
                let given = args.pos[1];
                return Err(crate::builtins::arguments::bad_argument(
                    vm, "fromhex", "argument", "str", given,
                ));
            }
        },
    };
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        if chars[at].is_ascii_whitespace() || chars[at] == '\x0b' {
            at += 1;
            continue;
        }
        let digit = |place: usize| chars.get(place).and_then(|one| one.to_digit(16));
        match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => out.push((high * 16 + low) as u8),
            (Some(_), None) if at + 1 == chars.len() && vm.since(14) => {
                return Err(vm.value_error(
                    "fromhex() arg must contain an even number of hexadecimal digits",
                ));
            }
            (high, _) => {
                let place = at + usize::from(high.is_some());
                let text =
                    format!("non-hexadecimal number found in fromhex() arg at position {place}");
                return Err(vm.value_error(text));
            }
        }
        at += 2;
    }
    Ok(out)
}

pub(super) const BYTES: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let exact = class == vm.kind(Kind::Bytes);
        if let [_, source] = *args.pos
            && args.kw.is_empty()
        {
            if exact && vm.type_of(source) == class {
                return Ok(vm.incref(source));
            }
            if vm.overridden(source, "__bytes__").is_some() {
                let made = from_object(vm, source)?;
                if exact {
                    return Ok(made);
                }
                let made = vm.own(made);
                let body = Body::Bytes(Bytes::new(data(vm, made)));
                return Ok(vm.instance(class, body));
            }
        }
        let bytes = given(vm, args, "bytes")?;
        if exact {
            return Ok(vm.bytes(bytes));
        }
        Ok(vm.instance(class, Body::Bytes(Bytes::new(bytes))))
    }),
    ("fromhex", |vm, args| {
        let bytes = from_hex(vm, args, "bytes")?;
        let made = vm.bytes(bytes);
        if args.pos[0] == vm.kind(Kind::Bytes) {
            return Ok(made);
        }
        let made = vm.own(made);
        vm.call_args(args.pos[0], &Args::pos(&[made]))
    }),
    ("__bytes__", |vm, args| {
        arity(vm, args, "bytes.__bytes__", 0, 0, 1)?;
        Ok(super::unchanged(vm, args.pos[0]))
    }),
    ("__getnewargs__", |vm, args| {
        arity(vm, args, "bytes.__getnewargs__", 0, 0, 1)?;
        let bytes = data(vm, args.pos[0]);
        let bytes = vm.bytes(bytes);
        Ok(vm.tuple(vec![bytes]))
    }),
];

pub(super) const ARRAY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let body = Body::ByteArray(Box::default());
        Ok(vm.instance(args.pos[0], body))
    }),
    ("__init__", |vm, args| {
        let bytes = given(vm, args, "bytearray")?;
        let version = vm.version;
        if let Body::ByteArray(array) = vm.body_mut(args.pos[0]) {
            **array = ByteArray::new(version, bytes);
        }
        vm.resized(args.pos[0]);
        Ok(vm.none())
    }),
    ("fromhex", |vm, args| {
        let bytes = from_hex(vm, args, "bytearray")?;
        let made = ByteArray::new(vm.version, bytes);
        let made = vm.alloc(Body::ByteArray(Box::new(made)));
        if args.pos[0] == vm.kind(Kind::ByteArray) {
            return Ok(made);
        }
        let made = vm.own(made);
        vm.call_args(args.pos[0], &Args::pos(&[made]))
    }),
];
