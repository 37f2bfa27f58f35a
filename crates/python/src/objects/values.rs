//! The bodies that are more than a line.

use std::cell::Cell;
use std::rc::Rc;

use objects::Ref;
use objects::types::{Int, Str};

use super::{Frame, Kind};
use crate::code::{Flags, Op};
use crate::source::Position;
use crate::vm::{Args, R, Vm};

/// A `str`.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) value: Str,
    /// The hash once somebody has asked for it, and −1 until then, as in CPython; no text's hash is −1.
    hash: Cell<i64>,
    /// Whether the table of interned strings knows it.
    pub(crate) interned: bool,
    /// What the layouts of classes call this text, once it has been a key that instances may share.
    name: Cell<Option<slots::Name>>,
}

impl Text {
    pub(crate) fn new(value: Str) -> Text {
        Text {
            value,
            hash: Cell::new(-1),
            interned: false,
            name: Cell::new(None),
        }
    }

    /// Whether somebody has asked for the hash, which is then kept: such a text never changes again.
    pub(crate) fn is_hashed(&self) -> bool {
        self.hash.get() != -1
    }

    /// What the layouts of classes call it. Such a text is a key, so that it never changes again.
    pub(crate) fn name(&self, layouts: &mut slots::Runtime) -> slots::Name {
        if let Some(name) = self.name.get() {
            return name;
        }
        let name = layouts.intern(self.value.as_str());
        self.name.set(Some(name));
        name
    }

    /// The hash, which is worked out when it is first asked for.
    pub(crate) fn hash(&self) -> i64 {
        match self.hash.get() {
            -1 => {
                let hash = hash_text(self.value.as_str().as_bytes());
                self.hash.set(hash);
                hash
            }
            hash => hash,
        }
    }
}

/// A text's hash: the same in every run, where CPython draws a seed.
pub(crate) fn hash_text(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 32;
    match hash as i64 {
        -1 => -2,
        hash => hash,
    }
}

/// A `range`: its three parts as objects, and as numbers.
#[derive(Debug, Clone)]
pub(crate) struct Range {
    pub(crate) start: Ref,
    pub(crate) stop: Ref,
    pub(crate) step: Ref,
    pub(crate) from: i64,
    pub(crate) by: i64,
    pub(crate) len: i64,
}

/// A function made by `def` or `lambda`.
#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub(crate) code: Ref,
    pub(crate) globals: Ref,
    /// From 3.10 it holds the built-in names, too.
    pub(crate) builtins: Option<Ref>,
    pub(crate) name: Ref,
    pub(crate) qualname: Ref,
    pub(crate) module: Option<Ref>,
    pub(crate) doc: Ref,
    pub(crate) defaults: Option<Ref>,
    pub(crate) kwdefaults: Option<Ref>,
    pub(crate) annotations: Option<Ref>,
    /// What makes the annotations (from 3.14).
    pub(crate) annotate: Option<Ref>,
    /// A tuple of cells.
    pub(crate) closure: Option<Ref>,
    /// A tuple (from 3.12).
    pub(crate) type_params: Option<Ref>,
    /// Whether the code is the last to go (from 3.11).
    pub(crate) code_last: bool,
}

impl Function {
    /// Visits what it holds, among them its attributes: `func_traverse`, or `func_clear` and `func_dealloc`.
    pub(super) fn references<V: FnMut(Ref)>(
        &self,
        releasing: bool,
        visit: &mut V,
        attributes: impl Fn(&mut V),
    ) {
        let last = releasing && self.code_last;
        if !last {
            visit(self.code);
        }
        visit(self.globals);
        self.builtins.into_iter().for_each(&mut *visit);
        self.module
            .into_iter()
            .chain(self.defaults)
            .chain(self.kwdefaults)
            .chain([self.doc])
            .chain((!last).then_some(self.name))
            .for_each(&mut *visit);
        attributes(visit);
        self.closure
            .into_iter()
            .chain(self.annotations)
            .chain(self.annotate)
            .chain(self.type_params)
            .for_each(&mut *visit);
        if last {
            visit(self.code);
            visit(self.name);
        }
        visit(self.qualname);
    }
}

/// What a built-in function does.
pub(crate) type NativeFn = fn(&mut Vm, &Args<'_>) -> R<Ref>;

/// A built-in function, or a method of a built-in type.
#[derive(Clone, Copy)]
pub(crate) struct NativeObject {
    pub(crate) kind: Kind,
    pub(crate) name: &'static str,
    pub(crate) func: NativeFn,
    /// The object that it is bound to.
    pub(crate) this: Option<Ref>,
    /// The type whose method it is, for its repr.
    pub(crate) owner: Option<Kind>,
    /// The name of the module that it is a function of (`m_module`).
    pub(crate) module: Option<Ref>,
    /// What a method-wrapper wraps.
    pub(crate) descriptor: Option<Ref>,
}

impl std::fmt::Debug for NativeObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.name)
    }
}

/// A code object.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) shared: Rc<CodeBody>,
}

/// What a frame needs of its code.
#[derive(Debug)]
pub(crate) struct CodeBody {
    pub(crate) name: Ref,
    pub(crate) qualname: Ref,
    pub(crate) flags: Flags,
    pub(crate) argcount: usize,
    pub(crate) posonly: usize,
    pub(crate) kwonly: usize,
    /// Interned names, one reference each.
    pub(crate) variables: Vec<Ref>,
    pub(crate) nlocals: usize,
    pub(crate) cells: Vec<u32>,
    pub(crate) nfree: usize,
    /// What `co_consts` holds, borrowed from it.
    pub(crate) consts: Vec<Ref>,
    /// The tuple of the constants; equal ones of a module are one object.
    pub(crate) co_consts: Ref,
    pub(crate) names: Vec<Ref>,
    pub(crate) ops: Vec<Op>,
    pub(crate) hints: Hints,
    /// Whether a call with exactly its positional arguments makes each of them a local, and runs at once.
    pub(crate) is_simple: bool,
    pub(crate) positions: Vec<Position>,
    /// The line that each instruction counts for when lines are traced; 0 for none.
    pub(crate) lines: Vec<u32>,
    pub(crate) first_line: u32,
    /// Whether its frames let go of their locals last to first (from 3.14).
    pub(crate) last_first: bool,
    /// `co_zombieframe`: whether the frame of a call that is over waits for the next one (to 3.10).
    pub(crate) kept_frame: std::cell::Cell<bool>,
    pub(crate) doc: Option<Ref>,
    /// Which of the texts that tracebacks quote it comes from.
    pub(crate) file: Rc<SourceFile>,
}

/// What an instruction found the last time.
///
/// It is tried first and never trusted: what stands there says itself whether it is the right thing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hint {
    /// The class of the object whose attribute was asked for.
    pub(crate) class: Option<Ref>,
    /// What the class had under the name.
    pub(crate) found: Option<Ref>,
    /// All classes were as they are now if they haven't changed since (`MethodCache::epoch`).
    pub(crate) epoch: u64,
    /// The position of an entry, or the number of a slot with the mark [`Hint::SLOT`].
    pub(crate) at: u32,
}

impl Hint {
    /// The place is one of the instance's slots.
    pub(crate) const SLOT: u32 = 1 << 31;
}

/// The hints of a code object, one beside each instruction.
#[derive(Debug)]
pub(crate) struct Hints {
    hints: Vec<Cell<Hint>>,
    /// `co_warmup` (3.11)
    warmth: Cell<u8>,
}

impl Hints {
    /// One for each of so many instructions, none of them good.
    pub(crate) fn new(len: usize) -> Hints {
        let none = Hint {
            at: u32::MAX,
            ..Hint::default()
        };
        Hints {
            hints: vec![Cell::new(none); len],
            warmth: Cell::new(0),
        }
    }

    #[inline]
    pub(crate) fn get(&self, instruction: usize) -> Hint {
        self.hints
            .get(instruction)
            .map_or_else(Hint::default, Cell::get)
    }

    /// How often the code was called, and how many turns its loops made, as far as that was counted.
    pub(crate) fn warmth(&self) -> u8 {
        self.warmth.get()
    }

    pub(crate) fn warm(&self) {
        self.warmth.set(self.warmth.get().saturating_add(1));
    }

    pub(crate) fn set(&self, instruction: usize, hint: Hint) {
        if let Some(held) = self.hints.get(instruction) {
            held.set(hint);
        }
    }

    /// An entry was found at a position of a table that belongs to no instance.
    pub(crate) fn set_position(&self, instruction: usize, position: usize) {
        let at = u32::try_from(position).unwrap_or(u32::MAX);
        self.set(
            instruction,
            Hint {
                at,
                ..Hint::default()
            },
        );
    }
}

/// A file that tracebacks quote.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) name: String,
    pub(crate) lines: Vec<String>,
    /// Whether tracebacks leave it out of sight: the library that is written in Python.
    pub(crate) is_program: bool,
}

impl Code {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        let code = &self.shared;
        [code.name, code.qualname]
            .into_iter()
            .chain(code.variables.iter().copied())
            .chain([code.co_consts])
            .chain(code.names.iter().copied())
            .chain(code.doc)
            .for_each(visit);
    }
}

/// A class.
#[derive(Debug, Clone)]
pub(crate) struct Type {
    pub(crate) name: Rc<str>,
    pub(crate) qualname: Rc<str>,
    /// A tuple.
    pub(crate) bases: Ref,
    /// A tuple that begins with the class itself.
    pub(crate) mro: Ref,
    /// The collector took it out: the bases stand in its place, and are counted once.
    pub(crate) mro_is_cleared: bool,
    pub(crate) base: Option<Ref>,
    pub(crate) dict: Ref,
    pub(crate) layout: slots::TypeId,
    /// The built-in type whose body instances have.
    pub(crate) native: Kind,
    /// Whether a class statement made it.
    pub(crate) is_heap: bool,
    pub(crate) has_dict: bool,
    pub(crate) weakly: bool,
    /// How many slots instances have, inherited ones included.
    pub(crate) slots: u32,
    /// The order in which instances let go of their slots, where it isn't the order of their places.
    pub(crate) slot_order: Option<Rc<[u32]>>,
    pub(crate) has_del: bool,
    /// Whether a class statement may derive from it.
    pub(crate) is_base: bool,
    /// Whether it has abstract methods.
    pub(crate) is_abstract: bool,
    /// Not counted.
    pub(crate) subclasses: Vec<Ref>,
}

impl Type {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        [self.dict, self.bases]
            .into_iter()
            .chain((!self.mro_is_cleared).then_some(self.mro))
            .chain(self.base)
            .for_each(visit);
    }
}

/// Which of the three a generator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    Generator,
    Coroutine,
    AsyncGenerator,
}

impl Flavour {
    /// The word for it in reprs and errors.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Flavour::Generator => "generator",
            Flavour::Coroutine => "coroutine",
            Flavour::AsyncGenerator => "async generator",
        }
    }
}

/// What an awaitable step of an asynchronous generator does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AsyncAction {
    /// `__anext__()` and `asend(value)`.
    Send(Ref),
    /// `athrow(exception)`
    Throw(Ref),
    /// `aclose()`
    Close,
}

/// One awaitable step of an asynchronous generator.
#[derive(Debug, Clone)]
pub(crate) struct AsyncStep {
    pub(crate) generator: Ref,
    pub(crate) action: AsyncAction,
    pub(crate) started: bool,
    pub(crate) closed: bool,
}

impl AsyncStep {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        visit(self.generator);
        if let AsyncAction::Send(value) | AsyncAction::Throw(value) = self.action {
            visit(value);
        }
    }
}

/// A generator or coroutine.
#[derive(Debug, Clone)]
pub(crate) struct Generator {
    /// Its frame while it is suspended (from 3.11).
    pub(crate) frame: Option<Box<Frame>>,
    /// The object with its frame while it is suspended (to 3.10).
    pub(crate) frame_object: Option<Ref>,
    pub(crate) running: bool,
    pub(crate) finished: bool,
    pub(crate) started: bool,
    pub(crate) flavour: Flavour,
    /// Of an asynchronous generator: whether a step of it is under way, and whether it is over.
    pub(crate) steps: bool,
    pub(crate) closed: bool,
    /// Of an asynchronous generator: whether it has told of its begin, and whom it tells of its death.
    pub(crate) hooked: bool,
    pub(crate) finalizer: Option<Ref>,
    pub(crate) name: Ref,
    pub(crate) qualname: Ref,
    pub(crate) code: Ref,
    /// The exception that was being handled in it when it yielded.
    pub(crate) exc: Option<Ref>,
}

impl Generator {
    pub(super) fn references(&self, releasing: bool, visit: &mut impl FnMut(Ref)) {
        let names = [self.code, self.name, self.qualname];
        if releasing {
            // `gen_dealloc`
            self.finalizer
                .into_iter()
                .chain(self.frame_object)
                .for_each(&mut *visit);
            if let Some(frame) = &self.frame {
                frame.release(&mut *visit);
            }
            self.exc.into_iter().chain(names).for_each(visit);
            return;
        }
        // `gen_traverse`: to 3.10 the frame comes first.
        self.frame_object
            .into_iter()
            .chain(names)
            .for_each(&mut *visit);
        if let Some(frame) = &self.frame {
            frame.traverse(&mut *visit);
        }
        self.exc.into_iter().chain(self.finalizer).for_each(visit);
    }
}

/// One entry of a traceback.
#[derive(Debug, Clone)]
pub(crate) struct Traceback {
    pub(crate) next: Option<Ref>,
    pub(crate) frame: Ref,
    pub(crate) position: Position,
}

/// A property.
#[derive(Debug, Clone, Default)]
pub(crate) struct Property {
    pub(crate) get: Option<Ref>,
    pub(crate) set: Option<Ref>,
    pub(crate) delete: Option<Ref>,
    pub(crate) doc: Option<Ref>,
    /// Its name, told by `__set_name__`.
    pub(crate) name: Option<Ref>,
    /// Whether `doc` is the getter's.
    pub(crate) getter_doc: bool,
}

impl Property {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        [self.get, self.set, self.delete, self.doc, self.name]
            .into_iter()
            .flatten()
            .for_each(visit);
    }
}

/// `super()`: nothing in it until `__init__` ran.
#[derive(Debug, Clone, Default)]
pub(crate) struct Super {
    pub(crate) class: Option<Ref>,
    pub(crate) this: Option<Ref>,
    pub(crate) this_class: Option<Ref>,
}

impl Super {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        [self.this, self.class, self.this_class]
            .into_iter()
            .flatten()
            .for_each(visit);
    }
}

/// How a computed attribute is set; without a value it is deleted.
pub(crate) type Setter = fn(&mut Vm, Ref, Option<Ref>) -> R<()>;

/// A computed attribute of a built-in type.
#[derive(Clone, Copy)]
pub(crate) struct GetSet {
    pub(crate) name: &'static str,
    pub(crate) get: fn(&mut Vm, Ref) -> R<Ref>,
    /// Without a value it deletes.
    pub(crate) set: Option<Setter>,
    /// The class it belongs to, where a class statement made it.
    pub(crate) class: Option<Ref>,
    pub(crate) owner: Kind,
}

impl std::fmt::Debug for GetSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.name)
    }
}

/// What of a dict is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Keys,
    Values,
    Items,
}

/// Standard output or standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Out,
    Err,
}

/// A built-in iterator.
#[derive(Debug, Clone)]
pub(crate) enum Iter {
    List {
        list: Option<Ref>,
        at: usize,
    },
    Tuple {
        tuple: Option<Ref>,
        at: usize,
    },
    Str {
        text: Option<Ref>,
        at: usize,
        /// Whether the text is all ASCII, which has a type of its own from 3.11 on.
        ascii: bool,
    },
    Bytes {
        bytes: Option<Ref>,
        at: usize,
        /// Whether it is over a `bytearray`.
        array: bool,
    },
    /// `__getitem__` with 0, 1, 2 …
    Sequence {
        object: Option<Ref>,
        at: i64,
    },
    Range {
        next: i64,
        by: i64,
        left: i64,
    },
    /// The keys as they were, not counted, with their hashes.
    Dict {
        dict: Option<Ref>,
        view: View,
        keys: Vec<(Ref, i64)>,
        at: usize,
        len: usize,
        backwards: bool,
    },
    Set {
        set: Option<Ref>,
        keys: Vec<Ref>,
        at: usize,
        len: usize,
    },
    Call {
        callable: Option<Ref>,
        sentinel: Ref,
    },
    Reversed {
        object: Option<Ref>,
        at: usize,
        is_list: bool,
    },
    Enumerate {
        iter: Ref,
        next: Int,
    },
    Zip {
        iters: Vec<Ref>,
        strict: bool,
    },
    Map {
        func: Ref,
        iters: Vec<Ref>,
        strict: bool,
    },
    Filter {
        func: Option<Ref>,
        iter: Ref,
    },
}

impl Iter {
    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Iter::List { list: held, .. }
            | Iter::Tuple { tuple: held, .. }
            | Iter::Str { text: held, .. }
            | Iter::Bytes { bytes: held, .. }
            | Iter::Sequence { object: held, .. }
            | Iter::Dict { dict: held, .. }
            | Iter::Set { set: held, .. }
            | Iter::Reversed { object: held, .. } => (*held).into_iter().for_each(visit),
            Iter::Range { .. } => {}
            Iter::Call { callable, sentinel } => {
                (*callable).into_iter().chain([*sentinel]).for_each(visit)
            }
            Iter::Enumerate { iter, .. } => visit(*iter),
            Iter::Zip { iters, .. } => iters.iter().copied().for_each(visit),
            Iter::Map { func, iters, .. } => [*func]
                .into_iter()
                .chain(iters.iter().copied())
                .for_each(visit),
            Iter::Filter { func, iter } => (*func).into_iter().chain([*iter]).for_each(visit),
        }
    }
}
