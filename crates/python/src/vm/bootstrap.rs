//! What is there before the program starts.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use gc::Gc;
use objects::types::Int;
use objects::{Heap, Ref, immortal};
use obmalloc::{NB_SMALL_SIZE_CLASSES, class_size};
use version::Version;

use super::clock::Clock;
use super::make::KNOWN_NAMES;
use super::thread::Threads;
use super::{Singletons, Vm};
use crate::Limits;
use crate::event::Recorder;
use crate::objects::{Body, GetSet, Kind, NativeObject, Object, Shape, SourceFile, Spares, Type};

/// The built-in exceptions, each with its base.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("BaseException", "object"),
    ("Exception", "BaseException"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("TabError", "IndentationError"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("UnicodeTranslateError", "UnicodeError"),
    ("Warning", "Exception"),
    ("UserWarning", "Warning"),
    ("DeprecationWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("SyntaxWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("ImportWarning", "Warning"),
    ("UnicodeWarning", "Warning"),
    ("BytesWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("ResourceWarning", "Warning"),
];

/// Those that came later: the minor release, the name, the base.
const EXCEPTIONS_SINCE: &[(u8, &str, &str)] = &[
    (10, "EncodingWarning", "Warning"),
    (11, "BaseExceptionGroup", "BaseException"),
    (11, "ExceptionGroup", "BaseExceptionGroup"),
    (13, "PythonFinalizationError", "RuntimeError"),
    (15, "ImportCycleError", "ImportError"),
];

/// The layout of a built-in type's instances in the crate `slots`.
fn layout(kind: Kind) -> slots::Builtin {
    use slots::Builtin as B;
    match kind {
        Kind::Type => B::Type,
        Kind::Int => B::Int,
        Kind::Bool => B::Bool,
        Kind::Float => B::Float,
        Kind::Complex => B::Complex,
        Kind::Str => B::Str,
        Kind::Bytes => B::Bytes,
        Kind::ByteArray => B::ByteArray,
        Kind::Tuple => B::Tuple,
        Kind::List => B::List,
        Kind::Dict => B::Dict,
        Kind::Set => B::Set,
        Kind::FrozenSet => B::FrozenSet,
        Kind::Range => B::Range,
        Kind::Slice => B::Slice,
        Kind::Function => B::Function,
        Kind::BuiltinFunction => B::BuiltinFunction,
        Kind::Method => B::Method,
        Kind::Cell => B::Cell,
        Kind::Code => B::Code,
        Kind::Module => B::Module,
        Kind::Generator => B::Generator,
        Kind::Frame => B::Frame,
        Kind::Property => B::Property,
        Kind::Super => B::Super,
        Kind::WeakRef => B::WeakRef,
        Kind::WeakProxy => B::Proxy,
        Kind::WeakCallableProxy => B::CallableProxy,
        Kind::SimpleNamespace => B::SimpleNamespace,
        Kind::BaseException => B::BaseException,
        Kind::Partial => B::Partial,
        Kind::Deque => B::Deque,
        Kind::DefaultDict => B::DefaultDict,
        Kind::OrderedDict => B::OrderedDict,
        _ => B::Object,
    }
}

/// Whether a class statement may derive from it here.
fn is_base(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Object
            | Kind::Type
            | Kind::Int
            | Kind::Float
            | Kind::Complex
            | Kind::Str
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Property
            | Kind::WeakRef
            | Kind::SimpleNamespace
            | Kind::Partial
            | Kind::GenericAlias
            | Kind::Deque
            | Kind::Array
            | Kind::DefaultDict
            | Kind::OrderedDict
            | Kind::Local
            | Kind::RLock
            | Kind::Pickler
            | Kind::Unpickler
    )
}

/// Whether a method wraps a slot of the type, rather than being a function of its own.
fn is_slot(kind: Kind, name: &str) -> bool {
    let plain = match name {
        "__sizeof__" | "__reduce__" | "__reduce_ex__" | "__format__" | "__getnewargs__"
        | "__reversed__" | "__length_hint__" | "__round__" | "__trunc__" | "__floor__"
        | "__ceil__" | "__complex__" | "__bytes__" | "__alloc__" | "__dir__" | "__setstate__"
        | "__copy__" | "__deepcopy__" | "__missing__" | "__enter__" | "__exit__" => true,
        "__getitem__" => matches!(kind, Kind::List | Kind::Dict),
        "__contains__" => matches!(kind, Kind::Dict | Kind::Set | Kind::FrozenSet),
        _ => false,
    };
    name.starts_with("__") && !plain
}

impl Vm {
    /// A fresh interpreter.
    pub(crate) fn new(
        version: Version,
        limits: Limits,
        file: Rc<SourceFile>,
    ) -> Result<Vm, gc::UnsupportedVersion> {
        let mut heap: Heap<Object, Recorder> = Heap::with_observer(Recorder::default());
        let mut allocator = obmalloc::Obmalloc::new(version);
        allocator.limit_memory(limits.memory);
        heap.place_with(allocator);
        let place = |heap: &mut Heap<Object, Recorder>, body: Body| {
            let object = heap.insert(Object::new(body));
            let (size, _) = crate::objects::size(&Object::new(Body::Plain), version);
            let _ = heap.place(object, size);
            object
        };
        let none = place(&mut heap, Body::None);
        let one = Singletons {
            none,
            ellipsis: place(&mut heap, Body::Ellipsis),
            not_implemented: place(&mut heap, Body::NotImplemented),
            yes: place(&mut heap, Body::Bool(true)),
            no: place(&mut heap, Body::Bool(false)),
            empty_tuple: place(
                &mut heap,
                Body::Tuple(objects::types::Tuple::new(Vec::new())),
            ),
            empty_str: none,
            no_default: none,
            empty_bytes: place(
                &mut heap,
                Body::Bytes(objects::types::Bytes::new(Vec::new())),
            ),
        };
        let (threads, thread) = Threads::new(version);
        let mut gc = Gc::new(version)?;
        gc.set_resident(super::start::resident(version));
        let mut vm = Vm {
            heap,
            gc,
            version,
            layouts: slots::Runtime::new(version),
            one,
            types: vec![none; Kind::ALL.len()],
            exceptions: HashMap::default(),
            shapes: Vec::new(),
            known_names: vec![Cell::new(None); KNOWN_NAMES].into(),
            small_ints: Vec::new(),
            latin1: vec![None; 256],
            single_bytes: vec![None; 256],
            interned: HashMap::default(),
            common_descriptors: Vec::new(),
            tree: Vec::new(),
            subclass_refs: HashMap::new(),
            permanent: vec![
                one.none,
                one.ellipsis,
                one.not_implemented,
                one.yes,
                one.no,
                one.empty_tuple,
                one.empty_bytes,
            ],
            thread,
            threads,
            clock: Clock::default(),
            modules: none,
            builtins: none,
            exit_functions: Vec::new(),
            gc_callbacks: None,
            gc_garbage: None,
            output: Vec::new(),
            printed: 0,
            limits,
            pause: 0,
            stop: None,
            recursion_limit: 1000,
            empty_frozen: None,
            native_depth: 0,
            method_cache: super::attribute::MethodCache::new(),
            main_file: file,
            booted: false,
            spare_rows: Vec::new(),
            spare_frames: Vec::new(),
            loading: 0,
            grant: Rc::default(),
            int_max_str_digits: 4300,
            sys_namespace: none,
            builtins_copy: none,
            auditor: None,
            spares: Spares::new(version),
            word_sizes: [0_i64, 1 << 20, 1 << 40].map(|word| Int::from(word).sizeof(version)),
            generic: false,
            patterns: Vec::new(),
            finishing: false,
            other_builtins: false,
            interpreters: Default::default(),
            check_interval: 100,
            warned: std::collections::HashSet::new(),
        };
        vm.boot();
        vm.settle_pools();
        Ok(vm)
    }

    /// The interpreter has blocks of every size, and a pool with room for more: the pool that a program's first
    /// object of a size comes from isn't empty, and doesn't go back to its arena, when that object dies.
    fn settle_pools(&mut self) {
        let Some(allocator) = self.heap.allocator_mut() else {
            return;
        };
        for class in 0..NB_SMALL_SIZE_CLASSES {
            let has_room = !allocator.used_pools(class).is_empty();
            if !has_room && allocator.alloc(class_size(class).into()).is_err() {
                return self.out_of_memory();
            }
        }
    }

    fn boot(&mut self) {
        let empty = self.str("");
        self.one.empty_str = empty;
        self.permanent.push(empty);
        self.intern_object(empty);
        if self.since(13) {
            let marker = self.alloc(crate::modules::no_default());
            self.one.no_default = marker;
            self.permanent.push(marker);
        }
        let most = objects::small_ints(self.version);
        for value in most {
            let int = self.alloc(Body::Int(Int::from(value)));
            self.small_ints.push(int);
            self.permanent.push(int);
        }
        for &kind in Kind::ALL {
            // To 3.9 the types of weak references have the names of their functions.
            let name = match kind {
                Kind::WeakRef if !self.since(10) => "weakref",
                Kind::WeakProxy if !self.since(10) => "weakproxy",
                Kind::WeakCallableProxy if !self.since(10) => "weakcallableproxy",
                kind => kind.name(),
            };
            let made = self.boot_type(name, kind, None);
            self.types[kind as usize] = made;
        }
        let object = self.kind(Kind::Object);
        for &kind in Kind::ALL {
            let base = match (kind, kind.base()) {
                (Kind::Object, _) => None,
                (_, Some(base)) => Some(self.kind(base)),
                _ => Some(object),
            };
            self.boot_bases(self.kind(kind), base);
        }
        self.exceptions.insert("object", object);
        let gated = EXCEPTIONS_SINCE
            .iter()
            .filter(|(minor, ..)| self.since(*minor))
            .map(|&(_, name, base)| (name, base));
        let all: Vec<(&'static str, &'static str)> =
            EXCEPTIONS.iter().copied().chain(gated).collect();
        for (name, base) in all {
            let class = if name == "BaseException" {
                self.kind(Kind::BaseException)
            } else {
                let class =
                    self.boot_type(name, Kind::BaseException, Some(slots::Builtin::Exception));
                let base = self.exceptions[base];
                self.boot_bases(class, Some(base));
                class
            };
            if let Body::Type(value) = self.body_mut(class) {
                value.has_dict = true;
                value.is_base = true;
            }
            self.exceptions.insert(name, class);
        }
        self.exceptions.remove("object");
        self.shapes = Shape::CLASSES
            .iter()
            .filter_map(|&(name, shape)| Some((*self.exceptions.get(name)?, shape)))
            .collect();
        self.boot_exception_group();
        for &kind in Kind::ALL {
            self.boot_methods(kind);
        }
        crate::builtins::exceptions::boot(self);
        self.modules = self.dict();
        self.permanent.push(self.modules);
        crate::modules::boot(self);
        self.builtins_copy = self.dict();
        for (name, value) in self.dict_pairs(self.builtins) {
            self.dict_set_name(self.builtins_copy, name, value);
        }
        for namespace in [self.builtins, self.sys_namespace] {
            let held = self.incref(namespace);
            self.permanent.push(held);
        }
        self.permanent.push(self.builtins_copy);
        // What there is at the start never dies, and the collector doesn't see it.
        if immortal::singletons_are_immortal(self.version) {
            let static_objects: Vec<Ref> = self
                .heap
                .iter()
                .filter(|(_, value)| {
                    matches!(
                        value.body,
                        Body::None
                            | Body::Ellipsis
                            | Body::NotImplemented
                            | Body::Bool(_)
                            | Body::Int(_)
                            | Body::Type(_)
                    ) || value.kind() == Kind::NoDefaultType
                        || matches!(&value.body, Body::Tuple(tuple) if tuple.is_empty())
                        || matches!(&value.body, Body::Str(text) if text.value.is_empty())
                        || matches!(&value.body, Body::Bytes(bytes) if bytes.is_empty())
                })
                .map(|(object, _)| object)
                .collect();
            for object in static_objects {
                let _ = self.heap.make_immortal(object);
            }
        }
        self.method_cache.clear();
        self.hold_blocks();
        self.booted = true;
    }

    /// An interpreter that has started holds blocks of every size, so that no pool becomes another size's
    /// when the program's last block in it dies.
    fn hold_blocks(&mut self) {
        const STEP: usize = 16;
        const LARGEST: usize = 512;
        if let Some(allocator) = self.heap.allocator_mut() {
            for nbytes in (STEP..=LARGEST).step_by(STEP) {
                // The limit on memory is looked at when the program asks for more.
                let _ = allocator.alloc(nbytes as u64);
            }
        }
    }

    fn boot_type(&mut self, name: &'static str, kind: Kind, shape: Option<slots::Builtin>) -> Ref {
        let dict = self.dict();
        let (bases, mro) = (
            self.incref(self.one.empty_tuple),
            self.incref(self.one.empty_tuple),
        );
        let class = self.alloc(Body::Type(Box::new(Type {
            name: name.into(),
            qualname: name.into(),
            bases,
            mro,
            base: None,
            dict,
            layout: shape.unwrap_or(layout(kind)).id(),
            native: kind,
            is_heap: false,
            has_dict: matches!(
                kind,
                Kind::SimpleNamespace
                    | Kind::BaseException
                    | Kind::Partial
                    | Kind::LruCacheWrapper
                    | Kind::OrderedDict
                    | Kind::Local
                    | Kind::TypeVar
                    | Kind::ParamSpec
                    | Kind::TypeVarTuple
            ),
            weakly: matches!(
                kind,
                Kind::Partial
                    | Kind::GenericAlias
                    | Kind::Deque
                    | Kind::Array
                    | Kind::OrderedDict
                    | Kind::Local
                    | Kind::RLock
                    | Kind::Context
                    | Kind::TypeVar
                    | Kind::ParamSpec
                    | Kind::TypeVarTuple
                    | Kind::ParamSpecArgs
                    | Kind::ParamSpecKwargs
            ),
            // The factory.
            slots: u32::from(kind == Kind::DefaultDict),
            slot_order: None,
            has_del: false,
            is_base: is_base(kind),
            is_abstract: false,
            mro_is_cleared: false,
            subclasses: Vec::new(),
        })));
        self.permanent.push(class);
        let module = self.intern(kind.module_in(self.version));
        self.dict_set_str(dict, "__module__", module);
        self.decref(module);
        let none = self.one.none;
        self.dict_set_str(dict, "__doc__", none);
        class
    }

    /// `ExceptionGroup` alone has two bases: it is an `Exception`, too.
    fn boot_exception_group(&mut self) {
        let Some(&group) = self.exceptions.get("ExceptionGroup") else {
            return;
        };
        let (base, plain) = (
            self.exceptions["BaseExceptionGroup"],
            self.exceptions["Exception"],
        );
        let root = self.exceptions["BaseException"];
        let object = self.kind(Kind::Object);
        let mro = self.increfs(&[group, base, plain, root, object]);
        let mro = self.alloc(Body::Tuple(objects::types::Tuple::new(mro)));
        let bases = self.increfs(&[base, plain]);
        let bases = self.alloc(Body::Tuple(objects::types::Tuple::new(bases)));
        let old = match self.body_mut(group) {
            Body::Type(value) => [
                std::mem::replace(&mut value.mro, mro),
                std::mem::replace(&mut value.bases, bases),
            ],
            _ => [mro, bases],
        };
        for old in old {
            self.decref(old);
        }
        if let Body::Type(value) = self.body_mut(plain) {
            value.subclasses.push(group);
        }
    }

    /// A class that derives from a built-in type, and is none of a class statement's.
    pub(crate) fn static_class(&mut self, name: &'static str, kind: Kind) -> Ref {
        let class = self.boot_type(name, kind, None);
        self.boot_bases(class, Some(self.kind(kind)));
        class
    }

    fn boot_bases(&mut self, class: Ref, base: Option<Ref>) {
        let mut mro = vec![class];
        if let Some(base) = base {
            if let Body::Type(value) = self.body(base) {
                if value.mro == self.one.empty_tuple {
                    mro.push(base);
                    if base != self.kind(Kind::Object) {
                        mro.push(self.kind(Kind::Object));
                    }
                } else {
                    mro.extend(self.items(value.mro));
                }
            }
            self.incref(base);
        }
        let mro = self.increfs(&mro);
        let mro = self.alloc(Body::Tuple(objects::types::Tuple::new(mro)));
        let bases: Vec<Ref> = base.into_iter().collect();
        let bases = self.increfs(&bases);
        let bases = self.alloc(Body::Tuple(objects::types::Tuple::new(bases)));
        let old = match self.body_mut(class) {
            Body::Type(value) => {
                value.base = base;
                [
                    std::mem::replace(&mut value.mro, mro),
                    std::mem::replace(&mut value.bases, bases),
                ]
            }
            _ => [mro, bases],
        };
        for old in old {
            self.decref(old);
        }
        if let Some(base) = base
            && let Body::Type(value) = self.body_mut(base)
        {
            value.subclasses.push(class);
        }
    }

    fn boot_methods(&mut self, kind: Kind) {
        let class = self.kind(kind);
        let Body::Type(value) = self.body(class) else {
            return;
        };
        let dict = value.dict;
        let more = crate::modules::constructors(self, kind);
        let all = crate::builtins::methods(kind);
        for &(name, func) in all.into_iter().flatten().chain(&more) {
            if !crate::builtins::is_there(self.version, kind, name) {
                continue;
            }
            let is_slot = is_slot(kind, name);
            let native = Body::Native(Box::new(NativeObject {
                kind: if is_slot {
                    Kind::WrapperDescriptor
                } else {
                    Kind::MethodDescriptor
                },
                name,
                func,
                this: None,
                owner: Some(kind),
                module: None,
                descriptor: None,
            }));
            let mut object = self.alloc(native);
            if matches!(
                name,
                "__new__"
                    | "fromkeys"
                    | "__init_subclass__"
                    | "__subclasshook__"
                    | "__prepare__"
                    | "maketrans"
                    | "from_bytes"
                    | "from_iterable"
                    | "fromhex"
                    | "from_number"
                    | "__class_getitem__"
                    | "__getformat__"
            ) {
                if let Body::Native(native) = self.body_mut(object) {
                    native.kind = Kind::BuiltinFunction;
                    if name != "__new__" {
                        native.owner = None;
                    }
                }
                let body = if matches!(name, "__new__" | "maketrans") {
                    Body::StaticMethod(object)
                } else {
                    Body::ClassMethod(object)
                };
                object = self.alloc(body);
            }
            self.dict_set_str(dict, name, object);
            self.decref(object);
        }
        for &(name, get, set) in crate::builtins::attributes(kind) {
            if !crate::builtins::is_there(self.version, kind, name) {
                continue;
            }
            let getset = self.alloc(Body::GetSet(Box::new(GetSet {
                name,
                get,
                set,
                class: None,
                owner: kind,
            })));
            self.dict_set_str(dict, name, getset);
            self.decref(getset);
        }
        if kind == Kind::Interpolation {
            let names = crate::modules::template_match_args(self);
            self.dict_set_str(dict, "__match_args__", names);
            self.decref(names);
        }
        if matches!(
            kind,
            Kind::List
                | Kind::Dict
                | Kind::Set
                | Kind::ByteArray
                | Kind::Array
                | Kind::Deque
                | Kind::Context
        ) {
            let none = self.one.none;
            self.dict_set_str(dict, "__hash__", none);
        }
    }

    /// A built-in function in a module.
    pub(crate) fn define(&mut self, dict: Ref, name: &'static str, func: crate::objects::NativeFn) {
        let module = self.dict_get_str(dict, "__name__");
        if let Some(module) = module {
            self.incref(module);
        }
        let native = self.alloc(Body::Native(Box::new(NativeObject {
            kind: Kind::BuiltinFunction,
            name,
            func,
            this: None,
            owner: None,
            module,
            descriptor: None,
        })));
        self.dict_set_str(dict, name, native);
        self.decref(native);
    }
}
