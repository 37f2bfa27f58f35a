//! Putting objects together again: the loop of `load` in `Modules/_pickle.c`.

use std::collections::BTreeMap;

use objects::Ref;
use objects::types::{ByteArray, Int};

use super::input::Input;
use super::opcode::*;
use super::unpickling_error;
use crate::objects::Body;
use crate::vm::number::{parse_float, small};
use crate::vm::{Args, Exc, R, Vm};

/// One `load`.
pub(super) struct Loader {
    pub(super) input: Input,
    /// Owned, as everything in it and in the memo.
    pub(super) stack: Vec<Ref>,
    /// Where on the stack marks are.
    marks: Vec<usize>,
    pub(super) memo: BTreeMap<usize, Ref>,
    pub(super) proto: u8,
    pub(super) fix_imports: bool,
    pub(super) encoding: String,
    pub(super) errors: String,
    /// The hooks of the unpickler, borrowed.
    pub(super) buffers: Option<Ref>,
    pub(super) persistent_load: Option<Ref>,
    /// Its `find_class`, if a program has one of its own.
    pub(super) find_class: Option<Ref>,
}

impl Loader {
    pub(super) fn new(input: Input, memo: BTreeMap<usize, Ref>) -> Loader {
        Loader {
            input,
            stack: Vec::new(),
            marks: Vec::new(),
            memo,
            proto: 0,
            fix_imports: true,
            encoding: "ASCII".to_owned(),
            errors: "strict".to_owned(),
            buffers: None,
            persistent_load: None,
            find_class: None,
        }
    }

    /// What the pickle says, as a new reference.
    pub(super) fn load(&mut self, vm: &mut Vm) -> R {
        loop {
            let instruction = match self.input.take(vm, 1) {
                Ok(byte) => byte[0],
                Err(exc) => {
                    let result = vm.catches::<()>(Err(exc), super::UNPICKLING_ERROR)?;
                    debug_assert!(result.is_none());
                    return Err(vm.error("EOFError", "Ran out of input"));
                }
            };
            if instruction == STOP {
                return self.pop(vm);
            }
            self.step(vm, instruction)?;
        }
    }

    /// Lets go of what is on the stack.
    pub(super) fn clear(&mut self, vm: &mut Vm) {
        self.cut(vm, 0);
    }

    /// What must stay below: the last mark.
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    pub(super) fn underflow(&self, vm: &mut Vm) -> Exc {
        let text = if self.marks.is_empty() {
            "unpickling stack underflow"
        } else {
            "unexpected MARK found"
        };
        unpickling_error(vm, text)
    }

    pub(super) fn push(&mut self, object: Ref) {
        self.stack.push(object);
    }

    pub(super) fn pop(&mut self, vm: &mut Vm) -> R {
        if self.stack.len() <= self.fence() {
            return Err(self.underflow(vm));
        }
        match self.stack.pop() {
            Some(object) => Ok(object),
            None => Err(self.underflow(vm)),
        }
    }

    /// What is on top, borrowed.
    pub(super) fn top(&self, vm: &mut Vm) -> R {
        match self.stack.last() {
            Some(&top) if self.stack.len() > self.fence() => Ok(top),
            _ => Err(self.underflow(vm)),
        }
    }

    /// Takes away the last mark: where it was.
    pub(super) fn mark(&mut self, vm: &mut Vm) -> R<usize> {
        match self.marks.pop() {
            Some(mark) => Ok(mark),
            None => Err(unpickling_error(vm, "could not find MARK")),
        }
    }

    /// What stands above a place, owned.
    pub(super) fn above(&mut self, vm: &mut Vm, place: usize) -> R<Vec<Ref>> {
        if place < self.fence() || place > self.stack.len() {
            return Err(self.underflow(vm));
        }
        Ok(self.stack.split_off(place))
    }

    /// Lets go of what stands above a place.
    pub(super) fn cut(&mut self, vm: &mut Vm, place: usize) {
        while self.stack.len() > place {
            if let Some(object) = self.stack.pop() {
                vm.decref(object);
            }
        }
    }

    /// What must stand below a place, borrowed: the container of what is above.
    pub(super) fn below(&self, vm: &mut Vm, place: usize) -> R {
        let found = place
            .checked_sub(1)
            .filter(|&below| below >= self.fence() && place <= self.stack.len())
            .and_then(|below| self.stack.get(below));
        match found {
            Some(&object) => Ok(object),
            None => Err(self.underflow(vm)),
        }
    }

    fn tuple(&mut self, vm: &mut Vm, place: Option<usize>) -> R<()> {
        let Some(place) = place else {
            return Err(self.underflow(vm));
        };
        let items = self.above(vm, place)?;
        let tuple = vm.tuple(items);
        self.push(tuple);
        Ok(())
    }

    fn text(&mut self, vm: &mut Vm, bytes: &[u8], encoding: &str, errors: &str) -> R<String> {
        let object = vm.bytes(bytes.to_vec());
        let text = crate::builtins::decode(vm, bytes, encoding, errors, object);
        vm.decref(object);
        text
    }

    /// A line that is a text.
    pub(super) fn line_text(&mut self, vm: &mut Vm, least: usize, encoding: &str) -> R<String> {
        let line = self.input.line(vm, least)?;
        self.text(vm, &line, encoding, "strict")
    }

    /// A text of Python 2, in the encoding that the caller named.
    fn push_old_text(&mut self, vm: &mut Vm, bytes: Vec<u8>) -> R<()> {
        let made = if self.encoding == "bytes" {
            vm.bytes(bytes)
        } else {
            let (encoding, errors) = (self.encoding.clone(), self.errors.clone());
            let text = self.text(vm, &bytes, &encoding, &errors)?;
            vm.str(text)
        };
        self.push(made);
        Ok(())
    }

    /// A length; one that no object has is refused.
    fn length(&mut self, vm: &mut Vm, count: usize, what: &str) -> R<usize> {
        let number = self.input.number(vm, count)?;
        match usize::try_from(number) {
            Ok(len) if i64::try_from(number).is_ok() => Ok(len),
            _ => {
                let text = format!("{what} exceeds system's maximum size of {} bytes", i64::MAX);
                Err(vm.error("OverflowError", text))
            }
        }
    }

    /// A length with a sign.
    fn signed_length(&mut self, vm: &mut Vm, count: usize, what: &str) -> R<usize> {
        let number = self.input.number(vm, count)?;
        if count == 4 && number > i32::MAX as u64 && (what == "LONG" || vm.since(13)) {
            return Err(unpickling_error(
                vm,
                format!("{what} pickle has negative byte count"),
            ));
        }
        Ok(number as usize)
    }

    fn step(&mut self, vm: &mut Vm, instruction: u8) -> R<()> {
        match instruction {
            NONE => {
                let none = vm.none();
                self.push(none);
            }
            NEWTRUE | NEWFALSE => {
                let value = vm.bool(instruction == NEWTRUE);
                self.push(value);
            }
            BININT => {
                let number = self.input.number(vm, 4)? as u32 as i32;
                let value = vm.int_i64(i64::from(number));
                self.push(value);
            }
            BININT1 | BININT2 => {
                let count = if instruction == BININT1 { 1 } else { 2 };
                let number = self.input.number(vm, count)?;
                let value = vm.int_i64(number as i64);
                self.push(value);
            }
            INT | LONG => self.load_int(vm, instruction)?,
            LONG1 | LONG4 => {
                let count = if instruction == LONG1 { 1 } else { 4 };
                let len = self.signed_length(vm, count, "LONG")?;
                let bytes = self.input.take(vm, len)?;
                let value = num_bigint::BigInt::from_signed_bytes_le(&bytes);
                let value = vm.int(small(&value));
                self.push(value);
            }
            FLOAT => {
                let line = self.line_text(vm, 1, "latin-1")?;
                let Some(value) = parse_float(&line).filter(|_| line.trim() == line) else {
                    let begins = line.starts_with(|one: char| one.is_ascii_digit());
                    let text = if begins {
                        "could not convert string to float".to_owned()
                    } else {
                        format!("could not convert string to float: '{line}\n'")
                    };
                    return Err(vm.value_error(text));
                };
                let value = vm.float(value);
                self.push(value);
            }
            BINFLOAT => {
                let bits = self.input.number(vm, 8)?.swap_bytes();
                let value = vm.float(f64::from_bits(bits));
                self.push(value);
            }
            SHORT_BINBYTES | BINBYTES | BINBYTES8 => {
                let count = match instruction {
                    SHORT_BINBYTES => 1,
                    BINBYTES => 4,
                    _ => 8,
                };
                let len = self.length(vm, count, "BINBYTES")?;
                let bytes = self.input.take(vm, len)?;
                let value = vm.bytes(bytes);
                self.push(value);
            }
            BYTEARRAY8 => {
                let len = self.length(vm, 8, "BYTEARRAY8")?;
                let bytes = self.input.take(vm, len)?;
                let array = ByteArray::new(vm.version, bytes);
                let value = vm.alloc(Body::ByteArray(Box::new(array)));
                self.push(value);
            }
            NEXT_BUFFER => {
                let Some(buffers) = self.buffers else {
                    let text = "pickle stream refers to out-of-band data but no *buffers* argument was given";
                    return Err(unpickling_error(vm, text));
                };
                match vm.next(buffers)? {
                    Some(buffer) => self.push(buffer),
                    None => return Err(unpickling_error(vm, "not enough out-of-band buffers")),
                }
            }
            READONLY_BUFFER => {
                let top = self.top(vm)?;
                if vm.buffer(top).is_none() {
                    let text = format!(
                        "memoryview: a bytes-like object is required, not '{}'",
                        vm.tp_name(top)
                    );
                    return Err(vm.type_error(text));
                }
                // Bytes are read-only as they are.
                if !matches!(vm.body(top), Body::Bytes(_)) {
                    return Err(vm.unsupported("a read-only view of an out-of-band buffer"));
                }
            }
            SHORT_BINSTRING | BINSTRING => {
                let count = if instruction == BINSTRING { 4 } else { 1 };
                let len = self.signed_length(vm, count, "BINSTRING")?;
                let bytes = self.input.take(vm, len)?;
                self.push_old_text(vm, bytes)?;
            }
            STRING => {
                let line = self.input.line(vm, 0)?;
                let quote = line.first().copied();
                let quoted = line.len() >= 2
                    && matches!(quote, Some(b'\'' | b'"'))
                    && line.last().copied() == quote;
                if !quoted {
                    let text = "the STRING opcode argument must be quoted";
                    return Err(unpickling_error(vm, text));
                }
                let inner = super::escape::plain(vm, &line[1..line.len() - 1])?;
                self.push_old_text(vm, inner)?;
            }
            UNICODE => {
                let line = self.input.line(vm, 0)?;
                let text = super::escape::raw_unicode(vm, &line)?;
                let value = vm.str(text);
                self.push(value);
            }
            SHORT_BINUNICODE | BINUNICODE | BINUNICODE8 => {
                let count = match instruction {
                    SHORT_BINUNICODE => 1,
                    BINUNICODE => 4,
                    _ => 8,
                };
                let len = self.length(vm, count, "BINUNICODE")?;
                let bytes = self.input.take(vm, len)?;
                let text = self.text(vm, &bytes, "utf-8", "strict")?;
                let value = vm.str(text);
                self.push(value);
            }
            EMPTY_TUPLE => {
                let empty = vm.tuple(Vec::new());
                self.push(empty);
            }
            TUPLE1 | TUPLE2 | TUPLE3 => {
                let count = usize::from(instruction - TUPLE1) + 1;
                let place = self.stack.len().checked_sub(count);
                self.tuple(vm, place)?;
            }
            TUPLE => {
                let mark = self.mark(vm)?;
                self.tuple(vm, Some(mark))?;
            }
            EMPTY_LIST => {
                let list = vm.list(Vec::new());
                self.push(list);
            }
            EMPTY_DICT => {
                let dict = vm.dict();
                self.push(dict);
            }
            EMPTY_SET => {
                let set = vm.set();
                self.push(set);
            }
            PROTO => {
                let number = self.input.number(vm, 1)?;
                match u8::try_from(number) {
                    Ok(proto) if proto <= super::HIGHEST_PROTOCOL => self.proto = proto,
                    _ => {
                        return Err(
                            vm.value_error(format!("unsupported pickle protocol: {number}"))
                        );
                    }
                }
            }
            FRAME => {
                let number = self.input.number(vm, 8)?;
                let Some(len) = i64::try_from(number).ok().map(|len| len as usize) else {
                    let text = format!(
                        "FRAME length exceeds system's maximum of {} bytes",
                        i64::MAX
                    );
                    return Err(vm.error("OverflowError", text));
                };
                self.input.need(vm, len)?;
            }
            MARK => self.marks.push(self.stack.len()),
            POP => match self.marks.last() {
                Some(&mark) if mark == self.stack.len() => {
                    self.marks.pop();
                }
                _ => {
                    let top = self.pop(vm)?;
                    vm.decref(top);
                }
            },
            POP_MARK => {
                let mark = self.mark(vm)?;
                self.cut(vm, mark);
            }
            DUP => {
                let top = self.top(vm)?;
                vm.incref(top);
                self.push(top);
            }
            GET | BINGET | LONG_BINGET => self.load_get(vm, instruction)?,
            PUT | BINPUT | LONG_BINPUT | MEMOIZE => self.load_put(vm, instruction)?,
            _ => return self.step_container(vm, instruction),
        }
        Ok(())
    }

    fn load_int(&mut self, vm: &mut Vm, instruction: u8) -> R<()> {
        let line = self.line_text(vm, 1, "latin-1")?;
        let text = match instruction {
            LONG => line.strip_suffix('L').unwrap_or(&line),
            _ => &line,
        };
        if instruction == INT && (line == "00" || line == "01") {
            let value = vm.bool(line == "01");
            self.push(value);
            return Ok(());
        }
        let limit = vm.digits_limit();
        match crate::vm::number::parse_int(text, 10, limit) {
            Ok(Some(value)) => {
                let value = vm.int(value);
                self.push(value);
                Ok(())
            }
            Ok(None) if instruction == INT => {
                Err(vm.value_error("could not convert string to int"))
            }
            Ok(None) => {
                let end = if text.len() < line.len() { "" } else { "\n" };
                let shown = crate::vm::str_repr(&format!("{text}{end}"), vm.unicode());
                let text = format!("invalid literal for int() with base 10: {shown}");
                Err(vm.value_error(text))
            }
            Err(digits) => Err(vm.too_many_digits(Some(digits))),
        }
    }

    /// The number of an entry of the memo, in a line.
    fn memo_number(&mut self, vm: &mut Vm) -> R<i64> {
        let line = self.line_text(vm, 1, "latin-1")?;
        let limit = vm.digits_limit();
        match crate::vm::number::parse_int(&line, 10, limit) {
            Ok(Some(value)) => value.to_i64().ok_or_else(|| {
                let text = "Python int too large to convert to C ssize_t";
                vm.error("OverflowError", text)
            }),
            _ => {
                let shown = crate::vm::str_repr(&format!("{line}\n"), vm.unicode());
                let text = format!("invalid literal for int() with base 10: {shown}");
                Err(vm.value_error(text))
            }
        }
    }

    fn load_get(&mut self, vm: &mut Vm, instruction: u8) -> R<()> {
        let number = match instruction {
            GET => self.memo_number(vm)?,
            BINGET => self.input.number(vm, 1)? as i64,
            _ => self.input.number(vm, 4)? as i64,
        };
        let found = usize::try_from(number)
            .ok()
            .and_then(|number| self.memo.get(&number).copied());
        let Some(found) = found else {
            if !vm.since(9) {
                let key = Loader::integer(vm, number);
                let exc = vm.key_error(key);
                vm.decref(key);
                return Err(exc);
            }
            let text = format!("Memo value not found at index {number}");
            return Err(unpickling_error(vm, text));
        };
        vm.incref(found);
        self.push(found);
        Ok(())
    }

    fn load_put(&mut self, vm: &mut Vm, instruction: u8) -> R<()> {
        let number = match instruction {
            PUT => {
                if self.stack.len() <= self.fence() {
                    self.input.line(vm, 1)?;
                    return Err(self.underflow(vm));
                }
                self.memo_number(vm)?
            }
            BINPUT => self.input.number(vm, 1)? as i64,
            LONG_BINPUT => self.input.number(vm, 4)? as i64,
            _ => self.memo.len() as i64,
        };
        let top = self.top(vm)?;
        let Ok(number) = usize::try_from(number) else {
            return Err(vm.value_error("negative PUT argument"));
        };
        vm.incref(top);
        let old = self.memo.insert(number, top);
        vm.xdecref(old);
        Ok(())
    }

    /// Calls with the items of a tuple as arguments.
    pub(super) fn call(&mut self, vm: &mut Vm, callable: Ref, args: Ref) -> R {
        if !matches!(vm.body(args), Body::Tuple(_)) {
            return Err(vm.type_error("argument list must be a tuple"));
        }
        let given = vm.items(args).to_vec();
        vm.call_args(callable, &Args::pos(&given))
    }

    /// An extension's number with its sign.
    pub(super) fn code(&mut self, vm: &mut Vm, count: usize) -> R<i64> {
        let number = self.input.number(vm, count)?;
        Ok(if count == 4 {
            i64::from(number as u32 as i32)
        } else {
            number as i64
        })
    }

    /// An integer for the program.
    pub(super) fn integer(vm: &mut Vm, value: i64) -> Ref {
        vm.int(Int::from(value))
    }
}
