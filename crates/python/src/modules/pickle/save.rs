//! Taking objects apart: `save` in `Modules/_pickle.c`, with a stack of what is under way in place of C's.

use objects::Ref;

use super::opcode::*;
use super::work::{Next, Work};
use super::write::Output;
use super::{atom, global, reduce};
use crate::objects::{Body, Kind, Memo};
use crate::vm::{Args, Exc, R, Vm};

/// How many items one instruction takes.
pub(super) const BATCHSIZE: usize = 1000;

/// One `dump`.
pub(super) struct Saver {
    pub(super) out: Output,
    pub(super) memo: Memo,
    pub(super) proto: u8,
    pub(super) bin: bool,
    pub(super) fast: bool,
    pub(super) fix_imports: bool,
    /// The hooks of the pickler, borrowed from it or from `hooks`.
    pub(super) persistent_id: Option<Ref>,
    pub(super) reducer_override: Option<Ref>,
    pub(super) dispatch_table: Option<Ref>,
    /// What is under way, the innermost last.
    stack: Vec<Frame>,
    /// How many calls CPython's C would be deep.
    depth: usize,
    /// Lists and dicts under way in fast mode.
    nesting: Vec<Ref>,
}

/// Something under way, and the object in it that is being saved.
struct Frame {
    work: Work,
    child: Child,
    /// By how much C would be deeper in it.
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Child {
    None,
    Owned(Ref),
    Lent,
}

impl Child {
    fn release(self, vm: &mut Vm) {
        if let Child::Owned(object) = self {
            vm.decref(object);
        }
    }
}

impl Saver {
    pub(super) fn new(out: Output, memo: Memo, proto: u8, fix_imports: bool) -> Saver {
        Saver {
            out,
            memo,
            proto,
            bin: proto > 0,
            fast: false,
            fix_imports,
            persistent_id: None,
            reducer_override: None,
            dispatch_table: None,
            stack: Vec::new(),
            depth: 0,
            nesting: Vec::new(),
        }
    }

    /// `dump`: the object, borrowed, between head and end.
    pub(super) fn dump(&mut self, vm: &mut Vm, object: Ref) -> R<()> {
        if self.proto >= 2 {
            self.out.put(&[PROTO, self.proto]);
            if self.proto >= 4 {
                self.out.start_framing();
            }
        }
        let result = self.save(vm, object, false).and_then(|()| self.run(vm));
        if let Err(exc) = result {
            return Err(self.abandon(vm, exc));
        }
        self.out.put(&[STOP]);
        self.out.commit_frame();
        Ok(())
    }

    fn run(&mut self, vm: &mut Vm) -> R<()> {
        while let Some(mut frame) = self.stack.pop() {
            std::mem::replace(&mut frame.child, Child::None).release(vm);
            match frame.work.step(vm, self) {
                Ok(Next::Save(child)) => {
                    frame.child = Child::Owned(child);
                    self.stack.push(frame);
                    self.save(vm, child, false)?;
                }
                Ok(Next::Lend(child)) => {
                    frame.child = Child::Lent;
                    self.stack.push(frame);
                    self.save(vm, child, false)?;
                }
                Ok(Next::Begin(work, depth)) => {
                    self.stack.push(frame);
                    self.begin(vm, work, depth)?;
                }
                Ok(Next::Done) => {
                    self.depth -= frame.depth;
                    frame.work.release(vm);
                }
                Err(exc) => {
                    self.stack.push(frame);
                    return Err(exc);
                }
            }
        }
        Ok(())
    }

    /// Ends what is under way, the innermost first: from 3.14 the exception is told where it happened.
    fn abandon(&mut self, vm: &mut Vm, exc: Exc) -> Exc {
        let mut result = exc;
        while let Some(frame) = self.stack.pop() {
            if let (Exc::Raised(exception), true) = (&result, vm.since(14)) {
                let exception = *exception;
                for note in frame.work.notes(vm, frame.child != Child::None) {
                    let added = note.and_then(|note| vm.add_note(exception, note));
                    if let Err(other) = added {
                        // What goes wrong with a note takes the exception's place.
                        vm.decref(exception);
                        result = other;
                        break;
                    }
                }
            }
            frame.child.release(vm);
            frame.work.release(vm);
        }
        result
    }

    /// Something begins that goes on when what is below is done.
    fn begin(&mut self, vm: &mut Vm, work: Work, depth: usize) -> R<()> {
        self.depth += depth;
        self.stack.push(Frame {
            work,
            child: Child::None,
            depth,
        });
        if depth > 0 {
            self.check_depth(vm, 0, "pickling an object")?;
        }
        Ok(())
    }

    /// `Py_EnterRecursiveCall`: to 3.11 C's calls count with Python's, in 3.12 and 3.13 they have a limit of their own.
    fn check_depth(&self, vm: &mut Vm, more: usize, what: &str) -> R<()> {
        let depth = self.depth + more;
        let too_deep = match vm.version.minor() {
            // The call of `dumps` itself is one.
            ..=11 => vm.thread.depth + 1 + depth > vm.recursion_limit,
            12 => depth > 1498,
            13 => depth > 9999,
            _ if depth > 40_000 => {
                return Err(vm.unsupported(
                    "pickling as deep as this, where the machine's stack is what ends it",
                ));
            }
            _ => false,
        };
        if too_deep {
            let text = format!("maximum recursion depth exceeded while {what}");
            return Err(vm.error("RecursionError", text));
        }
        Ok(())
    }

    /// `save`: writes an object, or begins to.
    fn save(&mut self, vm: &mut Vm, object: Ref, is_persistent_id: bool) -> R<()> {
        self.out.opcode_boundary(vm)?;
        if let (Some(hook), false) = (self.persistent_id, is_persistent_id)
            && self.save_persistent(vm, hook, object)?
        {
            return Ok(());
        }
        let class = vm.type_of(object);
        let is = |vm: &Vm, kind: Kind| vm.kind(kind) == class;
        if atom::save(vm, self, object, class) {
            return Ok(());
        }
        if self.memo.get(object).is_some() {
            self.memo_get(object);
            return Ok(());
        }
        if is(vm, Kind::Bytes) {
            return atom::save_bytes(vm, self, object);
        }
        if is(vm, Kind::Str) {
            return atom::save_text(vm, self, object);
        }
        self.depth += 1;
        let checked = self.check_depth(vm, 0, "pickling an object");
        self.depth -= 1;
        checked?;
        if is(vm, Kind::Dict) {
            return self.save_dict(vm, object);
        }
        if is(vm, Kind::Set) || is(vm, Kind::FrozenSet) {
            return self.save_set(vm, object, class);
        }
        if is(vm, Kind::List) {
            return self.save_list(vm, object);
        }
        if is(vm, Kind::Tuple) {
            return self.save_tuple(vm, object);
        }
        if is(vm, Kind::ByteArray) {
            return atom::save_bytearray(vm, self, object);
        }
        let value = match self.reduction(vm, object, class)? {
            Reduction::Global => return global::save(vm, self, object, None),
            Reduction::Singleton(one) => {
                let (callable, one) = (vm.kind(Kind::Type), vm.incref(one));
                let args = vm.tuple(vec![one]);
                vm.incref(callable);
                let value = vm.tuple(vec![callable, args]);
                return self.save_reduce(vm, value, object, false);
            }
            Reduction::Value(value) => value,
        };
        match vm.body(value) {
            Body::Str(_) => {
                let saved = global::save(vm, self, object, Some(value));
                vm.decref(value);
                saved
            }
            Body::Tuple(_) => self.save_reduce(vm, value, object, true),
            _ => {
                let mut text = "__reduce__ must return a string or tuple".to_owned();
                if vm.since(14) {
                    text.push_str(&format!(", not {}", super::full_name(vm, value)));
                }
                vm.decref(value);
                let exc = super::pickling_error(vm, text);
                Err(reduce::note_object(vm, object, exc))
            }
        }
    }

    /// How an object of any other class is taken apart.
    fn reduction(&mut self, vm: &mut Vm, object: Ref, class: Ref) -> R<Reduction> {
        if let Some(hook) = self.reducer_override {
            let value = vm.call_args(hook, &Args::pos(&[object]))?;
            if value != vm.one.not_implemented {
                return Ok(Reduction::Value(value));
            }
            vm.decref(value);
        }
        if class == vm.kind(Kind::Type) {
            let singletons = [
                (Kind::NoneType, vm.one.none),
                (Kind::Ellipsis, vm.one.ellipsis),
                (Kind::NotImplementedType, vm.one.not_implemented),
            ];
            let found = singletons
                .into_iter()
                .find(|&(kind, _)| vm.kind(kind) == object);
            return Ok(match found {
                Some((_, one)) => Reduction::Singleton(one),
                None => Reduction::Global,
            });
        }
        if class == vm.kind(Kind::Function) {
            return Ok(Reduction::Global);
        }
        let reducer = match self.dispatch_table {
            Some(table) => {
                let found = vm.getitem(table, class);
                vm.catches(found, "KeyError")?
            }
            None => {
                let module = vm.module("copyreg")?;
                match vm.getattr_opt(module, "dispatch_table")? {
                    Some(table) => {
                        let found = vm.dict_get(table, class);
                        let found = found.map(|found| found.map(|found| vm.incref(found)));
                        vm.decref(table);
                        found?
                    }
                    None => None,
                }
            }
        };
        if let Some(reducer) = reducer {
            let value = vm.call_args(reducer, &Args::pos(&[object]));
            vm.decref(reducer);
            return Ok(Reduction::Value(value?));
        }
        if vm.is_subclass(class, vm.kind(Kind::Type)) {
            return Ok(Reduction::Global);
        }
        self.check_depth(vm, 2, "calling a Python object")?;
        if let Some(method) = vm.getattr_opt(object, "__reduce_ex__")? {
            let proto = vm.int_i64(i64::from(self.proto));
            let value = vm.call_args(method, &Args::pos(&[proto]));
            vm.decref(method);
            vm.decref(proto);
            return Ok(Reduction::Value(value?));
        }
        if let Some(method) = vm.getattr_opt(object, "__reduce__")? {
            let value = vm.call_args(method, &Args::pos(&[]));
            vm.decref(method);
            return Ok(Reduction::Value(value?));
        }
        let text = if vm.since(14) {
            format!("Can't pickle {} object", super::full_name(vm, object))
        } else {
            let shown = vm.repr_of(object)?;
            format!("can't pickle '{}' object: {shown}", vm.tp_name(object))
        };
        Err(super::pickling_error(vm, text))
    }

    /// `save_pers`: whether the program has an id for the object.
    fn save_persistent(&mut self, vm: &mut Vm, hook: Ref, object: Ref) -> R<bool> {
        let id = vm.call_args(hook, &Args::pos(&[object]))?;
        if id == vm.one.none {
            vm.decref(id);
            return Ok(false);
        }
        if self.bin {
            self.stack.push(Frame {
                work: Work::Persistent,
                child: Child::Owned(id),
                depth: 0,
            });
            self.save(vm, id, true)?;
            return Ok(true);
        }
        let text = vm.str_of(id);
        vm.decref(id);
        let text = text?;
        if !text.is_ascii() {
            let text = "persistent IDs in protocol 0 must be ASCII strings";
            return Err(super::pickling_error(vm, text));
        }
        self.out.put(&[PERSID]);
        self.out.put(text.as_bytes());
        self.out.put(b"\n");
        Ok(true)
    }

    /// `save_reduce`: begins with what a reduction gave, and takes it over. `noted` is whether errors say of which object.
    pub(super) fn save_reduce(
        &mut self,
        vm: &mut Vm,
        value: Ref,
        object: Ref,
        noted: bool,
    ) -> R<()> {
        let work = reduce::Reduce::new(value, Some(object), noted);
        self.begin(vm, Work::Reduce(Box::new(work)), 1)
    }

    /// Work that an object outside of the loop begins.
    pub(super) fn begin_work(&mut self, vm: &mut Vm, work: Work) -> R<()> {
        self.begin(vm, work, 1)
    }

    pub(super) fn save_list(&mut self, vm: &mut Vm, list: Ref) -> R<()> {
        self.enter_fast(vm, list)?;
        let head: &[u8] = if self.bin {
            &[EMPTY_LIST]
        } else {
            &[MARK, LIST]
        };
        self.out.put(head);
        self.memo_put(vm, list);
        if vm.items(list).is_empty() {
            self.leave_fast();
            return Ok(());
        }
        let work = if self.proto == 0 {
            let iter = vm.iter(list)?;
            Work::items(iter, Some(list), true)
        } else {
            Work::list(list)
        };
        self.begin(vm, work, 2)
    }

    fn save_dict(&mut self, vm: &mut Vm, dict: Ref) -> R<()> {
        self.enter_fast(vm, dict)?;
        let head: &[u8] = if self.bin {
            &[EMPTY_DICT]
        } else {
            &[MARK, DICT]
        };
        self.out.put(head);
        self.memo_put(vm, dict);
        let len = vm.len(dict)?;
        if len == 0 {
            self.leave_fast();
            return Ok(());
        }
        let work = if self.proto == 0 {
            let items = vm.call_method(dict, "items", &[])?;
            let iter = vm.iter(items);
            vm.decref(items);
            Work::pairs(iter?, Some(dict), true)
        } else {
            Work::dict(dict, len)
        };
        self.begin(vm, work, 2)
    }

    fn save_set(&mut self, vm: &mut Vm, set: Ref, class: Ref) -> R<()> {
        if self.proto < 4 {
            let items = vm.list_of(set)?;
            let args = vm.tuple(vec![items]);
            vm.incref(class);
            let value = vm.tuple(vec![class, args]);
            return self.save_reduce(vm, value, set, false);
        }
        if class == vm.kind(Kind::FrozenSet) {
            self.out.put(&[MARK]);
            let iter = vm.iter(set)?;
            return self.begin(vm, Work::FrozenSet { set, iter }, 1);
        }
        self.out.put(&[EMPTY_SET]);
        self.memo_put(vm, set);
        let items = vm.set_items(set);
        if items.is_empty() {
            return Ok(());
        }
        let len = items.len();
        let work = Work::Set {
            set,
            items,
            at: 0,
            len,
            open: false,
        };
        self.begin(vm, work, 1)
    }

    pub(super) fn save_tuple(&mut self, vm: &mut Vm, tuple: Ref) -> R<()> {
        let len = vm.items(tuple).len();
        if len == 0 {
            let empty: &[u8] = if self.bin {
                &[EMPTY_TUPLE]
            } else {
                &[MARK, TUPLE]
            };
            self.out.put(empty);
            return Ok(());
        }
        if len > 3 || self.proto < 2 {
            self.out.put(&[MARK]);
        }
        self.begin(vm, Work::Tuple { tuple, at: 0 }, 1)
    }

    /// `fast_save_enter`: without a memo, what holds itself would never end.
    fn enter_fast(&mut self, vm: &mut Vm, object: Ref) -> R<()> {
        const FAST_NESTING_LIMIT: usize = 50;
        if !self.fast {
            return Ok(());
        }
        self.nesting.push(object);
        let deep = self.nesting.get(FAST_NESTING_LIMIT - 1..).unwrap_or(&[]);
        if deep
            .split_last()
            .is_some_and(|(_, above)| above.contains(&object))
        {
            let text = format!(
                "fast mode: can't pickle cyclic objects including object type {} at {:#x}",
                vm.tp_name(object),
                vm.id_of(object)
            );
            return Err(vm.value_error(text));
        }
        Ok(())
    }

    pub(super) fn leave_fast(&mut self) {
        if self.fast {
            self.nesting.pop();
        }
    }

    /// `memo_put`: gives the object the next number.
    pub(super) fn memo_put(&mut self, vm: &mut Vm, object: Ref) {
        if self.fast {
            return;
        }
        vm.incref(object);
        let (number, back) = self.memo.put(object);
        vm.xdecref(back);
        if self.proto >= 4 {
            self.out.put(&[MEMOIZE]);
        } else if !self.bin {
            self.out.put(format!("p{number}\n").as_bytes());
        } else {
            self.put_sized(BINPUT, LONG_BINPUT, number);
        }
    }

    /// `memo_get`: writes the number of an object that has one.
    pub(super) fn memo_get(&mut self, object: Ref) {
        let number = self.memo.get(object).unwrap_or_default();
        if self.bin {
            self.put_sized(BINGET, LONG_BINGET, number);
        } else {
            self.out.put(format!("g{number}\n").as_bytes());
        }
    }

    fn put_sized(&mut self, short: u8, long: u8, number: usize) {
        match u8::try_from(number) {
            Ok(number) => self.out.put(&[short, number]),
            Err(_) => {
                self.out.put(&[long]);
                self.out.put(&(number as u32).to_le_bytes());
            }
        }
    }
}

/// What is to be done with an object that isn't of a type with instructions of its own.
enum Reduction {
    /// Its name is written.
    Global,
    /// It is the type of this one object.
    Singleton(Ref),
    /// What its reduction gave, owned.
    Value(Ref),
}
