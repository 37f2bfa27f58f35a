//! [`Vm`]: one interpreter of one release.

pub(crate) mod attribute;
mod bootstrap;
mod call;
mod class;
pub(crate) mod clock;
mod compare;
mod error;
mod eval;
mod evaluate;
mod exception;
pub(crate) mod format;
mod function;
mod generator;
mod hashing;
mod hooks;
mod import;
mod index;
mod interpreters;
pub(crate) mod iterate;
mod make;
mod memory;
pub(crate) mod number;
mod operator;
mod print;
mod receiver;
mod repr;
mod sequence;
mod start;
mod suspended;
mod text_hasher;
mod thread;
mod traceback;
mod tracing;
mod unwind;
mod warning;
mod wording;
mod world;

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use gc::Gc;
use objects::{Heap, Ref};
use version::Version;

pub use error::Stop;
pub(crate) use error::{Exc, R};
pub(crate) use number::{
    bits as bit_length, from_f64 as float_to_int, round_half_even as iterate_round,
    to_f64 as int_to_float,
};
pub(crate) use repr::{ascii, bytes_repr, float_repr, str_repr};

use attribute::MethodCache;
pub(crate) use text_hasher::TextHasher;

use crate::Limits;
use crate::audit::Auditor;
use crate::event::Recorder;
use crate::modules::Trace;
use crate::objects::{Call, Kind, Object, Shape, SourceFile, Spares};
use clock::Clock;
pub(crate) use thread::{MAIN, On, Outcome};
use thread::{ThreadState, Threads};
pub(crate) use tracing::Tool;

/// The arguments of a built-in function: borrowed.
#[derive(Clone, Copy)]
pub(crate) struct Args<'a> {
    pub(crate) pos: &'a [Ref],
    pub(crate) kw: &'a [(Ref, Ref)],
}

impl<'a> Args<'a> {
    /// Positional arguments alone.
    pub(crate) fn pos(pos: &'a [Ref]) -> Args<'a> {
        Args { pos, kw: &[] }
    }
}

/// The objects of which there is one.
#[derive(Clone, Copy)]
pub(crate) struct Singletons {
    pub(crate) none: Ref,
    pub(crate) ellipsis: Ref,
    pub(crate) not_implemented: Ref,
    pub(crate) yes: Ref,
    pub(crate) no: Ref,
    pub(crate) empty_tuple: Ref,
    pub(crate) empty_str: Ref,
    pub(crate) empty_bytes: Ref,
    /// `typing.NoDefault`, from 3.13; None before.
    pub(crate) no_default: Ref,
}

/// One interpreter.
pub(crate) struct Vm {
    pub(crate) heap: Heap<Object, Recorder>,
    pub(crate) gc: Gc,
    pub(crate) version: Version,
    pub(crate) layouts: slots::Runtime,
    pub(crate) one: Singletons,
    /// By [`Kind`].
    pub(crate) types: Vec<Ref>,
    /// Exception classes by name.
    pub(crate) exceptions: HashMap<&'static str, Ref, BuildHasherDefault<TextHasher>>,
    /// Those whose exceptions have fields of their own.
    pub(crate) shapes: Vec<(Ref, Shape)>,
    /// Which of them each built-in class is, by reference.
    pub(crate) small_ints: Vec<Ref>,
    pub(crate) latin1: Vec<Option<Ref>>,
    /// Bytes of one byte, once they are made.
    pub(crate) single_bytes: Vec<Option<Ref>>,
    /// Not counted: a text leaves it when it dies.
    pub(crate) interned: HashMap<Rc<str>, Ref, BuildHasherDefault<TextHasher>>,
    /// Some of them, by where the text lies that they were asked for by.
    known_names: Box<[make::KnownName]>,
    /// What the interpreter itself holds for ever.
    pub(crate) permanent: Vec<Ref>,
    /// The descriptors of `__dict__` and `__weakref__` that all classes share, from 3.15.
    pub(crate) common_descriptors: Vec<Ref>,
    /// The constants in the program's syntax tree, while it runs.
    pub(crate) tree: Vec<Ref>,
    /// The weak references to each class that its bases have.
    pub(crate) subclass_refs: HashMap<Ref, Vec<Ref>>,
    /// The thread that runs.
    pub(crate) thread: ThreadState,
    /// The others.
    pub(crate) threads: Threads,
    pub(crate) clock: Clock,
    pub(crate) modules: Ref,
    pub(crate) builtins: Ref,
    /// What `atexit` calls.
    pub(crate) exit_functions: Vec<crate::modules::ExitFunction>,
    pub(crate) gc_callbacks: Option<Ref>,
    pub(crate) gc_garbage: Option<Ref>,
    pub(crate) output: Vec<(bool, String)>,
    pub(crate) printed: usize,
    pub(crate) limits: Limits,
    /// The moment at which the loop over the instructions has to look up.
    pub(crate) pause: u64,
    pub(crate) stop: Option<Stop>,
    pub(crate) recursion_limit: usize,
    /// `frozenset()` to 3.9, once it is made.
    pub(crate) empty_frozen: Option<Ref>,
    pub(crate) native_depth: usize,
    pub(crate) method_cache: MethodCache,
    pub(crate) main_file: Rc<SourceFile>,
    pub(crate) booted: bool,
    /// Rows of arguments of calls that are over, to be used again.
    pub(crate) spare_rows: Vec<Vec<Ref>>,
    /// Frames of calls that are over, to be used again.
    pub(crate) spare_frames: Vec<Call>,
    /// How many imports of library modules are under way: what they make isn't the program's.
    pub(crate) loading: usize,
    /// What the caller lends.
    pub(crate) grant: Rc<crate::Grant>,
    /// The most digits that an integer may have as a text; 0 for no limit.
    pub(crate) int_max_str_digits: usize,
    /// The namespace of `sys`, which outlives its place in `sys.modules`.
    pub(crate) sys_namespace: Ref,
    /// The namespace of `builtins` as it was at the start.
    pub(crate) builtins_copy: Ref,
    /// What an audited run remembers.
    pub(crate) auditor: Option<Box<Auditor>>,
    /// Bytes of an integer that is no more than a word, by the number of its digits.
    pub(crate) word_sizes: [usize; 3],
    /// What waits on free lists.
    pub(crate) spares: Spares<Trace>,
    /// Whether what is made next is made by its type's own allocator, which asks no free list.
    pub(crate) generic: bool,
    /// The patterns of the module `re`, by number.
    pub(crate) patterns: Vec<Rc<crate::regex::Program>>,
    pub(crate) finishing: bool,
    /// Whether some namespace has built-in names of its own.
    pub(crate) other_builtins: bool,
    /// The other interpreters.
    pub(crate) interpreters: interpreters::Interpreters,
    /// `sys.getcheckinterval()` (3.8).
    pub(crate) check_interval: i32,
    /// The warnings that were shown: file, line, text.
    pub(crate) warned: HashSet<(String, u32, String)>,
}

impl Vm {
    /// Whether this is release 3.`minor` or later.
    pub(crate) fn since(&self, minor: u8) -> bool {
        self.version.minor() >= minor
    }

    /// The run ends before the next instruction, for this reason if there is none yet.
    #[cold]
    pub(crate) fn end_run(&mut self, stop: Stop) {
        self.stop.get_or_insert(stop);
        self.pause = 0;
    }

    /// The object.
    #[inline]
    pub(crate) fn get(&self, object: Ref) -> &Object {
        match self.heap.get(object) {
            Some(object) => object,
            None => dead(object),
        }
    }

    /// The object, to be changed.
    #[inline]
    pub(crate) fn get_mut(&mut self, object: Ref) -> &mut Object {
        match self.heap.get_mut(object) {
            Some(object) => object,
            None => dead(object),
        }
    }

    #[inline]
    pub(crate) fn body(&self, object: Ref) -> &crate::objects::Body {
        &self.get(object).body
    }

    #[inline]
    pub(crate) fn body_mut(&mut self, object: Ref) -> &mut crate::objects::Body {
        &mut self.get_mut(object).body
    }

    /// A built-in type.
    pub(crate) fn kind(&self, kind: Kind) -> Ref {
        self.types[kind as usize]
    }

    /// `type(object)`, borrowed.
    pub(crate) fn type_of(&self, object: Ref) -> Ref {
        let value = self.get(object);
        value
            .class
            .unwrap_or_else(|| self.types[value.kind() as usize])
    }

    /// One reference more.
    #[inline]
    pub(crate) fn incref(&mut self, object: Ref) -> Ref {
        self.heap.incref(object);
        object
    }

    /// One reference fewer.
    #[inline]
    pub(crate) fn decref(&mut self, object: Ref) {
        objects::decref(self, object);
    }

    /// One fewer, if there is one.
    pub(crate) fn xdecref(&mut self, object: Option<Ref>) {
        if let Some(object) = object {
            self.decref(object);
        }
    }

    /// Keeps a new reference until the native code under way returns, and lends it.
    pub(crate) fn own(&mut self, object: Ref) -> Ref {
        self.thread.scratch.push(object);
        object
    }

    /// Runs native code, and lets go of what it left to [`own`](Vm::own).
    pub(crate) fn scope<T>(&mut self, run: impl FnOnce(&mut Vm) -> T) -> T {
        let base = self.thread.scratch.len();
        let result = run(self);
        self.leave_scope(base);
        result
    }

    pub(crate) fn leave_scope(&mut self, base: usize) {
        while self.thread.scratch.len() > base {
            if let Some(object) = self.thread.scratch.pop() {
                self.decref(object);
            }
        }
    }

    /// Everything that is held from outside the heap.
    pub(crate) fn roots(&self) -> Vec<Ref> {
        let mut roots = self.permanent.clone();
        roots.extend(&self.tree);
        roots.extend(self.subclass_refs.values().flatten());
        roots.extend(&self.common_descriptors);
        self.thread.references(&mut |object| roots.push(object));
        self.threads.references(&mut |object| roots.push(object));
        roots.extend(
            self.exit_functions
                .iter()
                .flat_map(crate::modules::ExitFunction::references),
        );
        roots.extend(self.gc.garbage());
        roots
    }
}

/// Stops at the use of a dead object: a reference wasn't counted in the front end.
#[cold]
#[inline(never)]
#[track_caller]
fn dead(object: Ref) -> ! {
    panic!("{object} was used after its death: a reference wasn't counted in the front end")
}
