//! `bytes`.

use crate::objects::{Body, Kind, NativeFn};

pub(crate) const BYTES: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let bytes = match args.pos.get(1) {
            None => Vec::new(),
            Some(&value) => match vm.body(value) {
                Body::Int(_) | Body::Bool(_) => {
                    let count = vm.index(value)?.max(0) as usize;
                    vm.check_items(count / 8, 1)?;
                    vec![0; count]
                }
                Body::Bytes(bytes) => bytes.as_slice().to_vec(),
                Body::Str(text) => text.value.as_str().as_bytes().to_vec(),
                _ => {
                    let items = vm.collect(value)?;
                    let mut bytes = Vec::new();
                    for item in items {
                        vm.own(item);
                        bytes.push(vm.index(item)? as u8);
                    }
                    bytes
                }
            },
        };
        if args.pos[0] != vm.kind(Kind::Bytes) {
            let body = Body::Bytes(objects::types::Bytes::new(bytes));
            return Ok(vm.instance(args.pos[0], body));
        }
        Ok(vm.bytes(bytes))
    }),
    ("decode", |vm, args| {
        let Body::Bytes(bytes) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        match String::from_utf8(bytes.as_slice().to_vec()) {
            Ok(text) => Ok(vm.str(text)),
            Err(_) => Err(vm.unsupported("bytes.decode of bytes that are no UTF-8")),
        }
    }),
    ("hex", |vm, args| {
        let Body::Bytes(bytes) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let text: String = bytes
            .as_slice()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(vm.str(text))
    }),
];
