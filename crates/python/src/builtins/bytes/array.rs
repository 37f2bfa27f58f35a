//! What changes a `bytearray`.

use std::ops::Range;

use objects::Ref;

use super::{data, like};
use crate::builtins::arguments::arity;
use crate::objects::{Body, NativeFn};
use crate::vm::{R, Vm};

impl Vm {
    /// Puts bytes in the place of others: `bytearray_setslice_linear`.
    pub(crate) fn bytearray_replace(
        &mut self,
        array: Ref,
        range: Range<usize>,
        bytes: &[u8],
    ) -> R<()> {
        let version = self.version;
        if let Body::ByteArray(array) = self.body_mut(array) {
            array.splice(version, range, bytes);
        }
        self.resized(array);
        Ok(())
    }

    pub(crate) fn bytearray_extend(&mut self, array: Ref, bytes: &[u8]) -> R<()> {
        let version = self.version;
        if let Body::ByteArray(array) = self.body_mut(array) {
            array.extend(version, bytes);
        }
        self.resized(array);
        Ok(())
    }

    /// One byte that is put into an array.
    pub(crate) fn array_byte(&mut self, given: Ref) -> R<u8> {
        let value = self.index(given)?;
        u8::try_from(value).map_err(|_| self.value_error("byte must be in range(0, 256)"))
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("append", |vm, args| {
        arity(vm, args, "bytearray.append", 1, 1, 1)?;
        let byte = vm.array_byte(args.pos[1])?;
        let version = vm.version;
        if let Body::ByteArray(array) = vm.body_mut(args.pos[0]) {
            array.append(version, byte);
        }
        vm.resized(args.pos[0]);
        Ok(vm.none())
    }),
    ("extend", |vm, args| {
        arity(vm, args, "bytearray.extend", 1, 1, 1)?;
        if let Some(bytes) = vm.buffer(args.pos[1]) {
            vm.bytearray_extend(args.pos[0], &bytes)?;
            return Ok(vm.none());
        }
        if !vm.is_iterable(args.pos[1]) {
            let text = format!("can't extend bytearray with {}", vm.tp_name(args.pos[1]));
            return Err(vm.type_error(text));
        }
        if matches!(vm.body(args.pos[1]), Body::Str(text) if !text.value.is_empty()) {
            let text = if vm.since(13) {
                "expected iterable of integers; got: 'str'"
            } else {
                "'str' object cannot be interpreted as an integer"
            };
            return Err(vm.type_error(text));
        }
        let items = vm.collect(args.pos[1])?;
        for &item in &items {
            vm.own(item);
        }
        let mut bytes = Vec::with_capacity(items.len());
        for item in items {
            bytes.push(vm.array_byte(item)?);
        }
        vm.bytearray_extend(args.pos[0], &bytes)?;
        Ok(vm.none())
    }),
    ("insert", |vm, args| {
        arity(vm, args, "bytearray.insert", 2, 2, 1)?;
        let len = data(vm, args.pos[0]).len() as i64;
        let at = vm.ssize(args.pos[1])?;
        let byte = vm.array_byte(args.pos[2])?;
        let at = if at < 0 {
            (at + len).max(0)
        } else {
            at.min(len)
        } as usize;
        vm.bytearray_replace(args.pos[0], at..at, &[byte])?;
        Ok(vm.none())
    }),
    ("pop", |vm, args| {
        arity(vm, args, "bytearray.pop", 0, 1, 1)?;
        let len = data(vm, args.pos[0]).len() as i64;
        let mut at = match args.pos.get(1) {
            Some(&at) => vm.ssize(at)?,
            None => -1,
        };
        if len == 0 {
            return Err(vm.error("IndexError", "pop from empty bytearray"));
        }
        if at < 0 {
            at += len;
        }
        let version = vm.version;
        let taken = match (usize::try_from(at), vm.body_mut(args.pos[0])) {
            (Ok(at), Body::ByteArray(array)) => array.pop(version, at),
            _ => None,
        };
        vm.resized(args.pos[0]);
        match taken {
            Some(byte) => Ok(vm.int_i64(i64::from(byte))),
            None => Err(vm.error("IndexError", "pop index out of range")),
        }
    }),
    ("remove", |vm, args| {
        arity(vm, args, "bytearray.remove", 1, 1, 1)?;
        let byte = vm.array_byte(args.pos[1])?;
        match data(vm, args.pos[0]).iter().position(|&held| held == byte) {
            Some(at) => {
                let version = vm.version;
                if let Body::ByteArray(array) = vm.body_mut(args.pos[0]) {
                    array.pop(version, at);
                }
                vm.resized(args.pos[0]);
                Ok(vm.none())
            }
            None => Err(vm.value_error("value not found in bytearray")),
        }
    }),
    ("reverse", |vm, args| {
        arity(vm, args, "bytearray.reverse", 0, 0, 1)?;
        if let Body::ByteArray(array) = vm.body_mut(args.pos[0]) {
            array.bytes_mut().reverse();
        }
        Ok(vm.none())
    }),
    ("clear", |vm, args| {
        arity(vm, args, "bytearray.clear", 0, 0, 1)?;
        let version = vm.version;
        if let Body::ByteArray(array) = vm.body_mut(args.pos[0]) {
            array.clear(version);
        }
        vm.resized(args.pos[0]);
        Ok(vm.none())
    }),
    ("copy", |vm, args| {
        arity(vm, args, "bytearray.copy", 0, 0, 1)?;
        let bytes = data(vm, args.pos[0]);
        Ok(like(vm, args.pos[0], bytes))
    }),
    ("__alloc__", |vm, args| {
        arity(vm, args, "bytearray.__alloc__", 0, 0, 1)?;
        let size = match vm.body(args.pos[0]) {
            Body::ByteArray(array) => array.capacity(),
            _ => 0,
        };
        Ok(vm.int_usize(size))
    }),
    ("resize", |vm, args| {
        arity(vm, args, "bytearray.resize", 1, 1, 1)?;
        let wanted = vm.ssize(args.pos[1])?;
        let Ok(wanted) = usize::try_from(wanted) else {
            let text = format!("bytearray.resize(): new size must be >= 0, got {wanted}");
            return Err(vm.value_error(text));
        };
        let len = data(vm, args.pos[0]).len();
        if wanted > len {
            vm.check_items((wanted - len) / 8 + 1, 1)?;
            let zeros = vec![0; wanted - len];
            vm.bytearray_extend(args.pos[0], &zeros)?;
        } else {
            vm.bytearray_replace(args.pos[0], wanted..len, &[])?;
        }
        Ok(vm.none())
    }),
    ("take_bytes", |vm, _| {
        Err(vm.unsupported("bytearray.take_bytes"))
    }),
];
