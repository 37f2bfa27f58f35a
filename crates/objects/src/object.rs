//! [`Object`]: the built-in types as the heap stores them.

use version::Version;

use crate::event::Name;
use crate::frame::{Code, Frame};
use crate::namespace::Namespace;
use crate::placement::Size;
use crate::reference::Ref;
use crate::trace::Trace;
use crate::types::header::{WORD, gc_head, managed_head, object_head};
use crate::types::{ByteArray, Bytes, Dict, Fixed, Float, Int, List, Set, Str, Tuple};

/// What one Python object holds.
///
/// Large values are boxed, so that a slot stays small.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `True` or `False`.
    Bool(bool),
    /// An `int`.
    Int(Int),
    /// A `float`.
    Float(Float),
    /// A `str`.
    Str(Box<Str>),
    /// A `bytes`.
    Bytes(Bytes),
    /// A `bytearray`.
    ByteArray(Box<ByteArray>),
    /// A `tuple`.
    Tuple(Tuple<Ref>),
    /// A `list`.
    List(Box<List<Ref>>),
    /// A `dict`.
    Dict(Box<Dict<Ref, Ref>>),
    /// A `set`.
    Set(Box<Set<Ref>>),
    /// A `frozenset`.
    FrozenSet(Box<Set<Ref>>),
    /// What `object()` makes.
    Plain,
    /// An instance of a class written in Python.
    Instance(Box<Instance>),
    /// A function written in Python.
    Function(Box<Function>),
    /// A frame that outlived its call.
    Frame(Box<Frame>),
}

/// An instance of a class: attributes by name, and perhaps a `__del__`.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The name of its class.
    pub class: Name,
    /// Its attributes.
    pub attributes: Namespace,
    /// What its class's `__del__` does.
    pub finalizer: Option<Finalizer>,
}

/// What a `__del__` does, as plain data.
///
/// A front end that runs real code in `__del__` implements [`World`](crate::World) for itself instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finalizer {
    /// `print(text)`: see [`Memory::printed`](crate::Memory::printed).
    Print(Name),
    /// `global name; name = self`: the object lives on.
    Resurrect(Name),
}

/// A function: a constant part, and the default values it keeps alive.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// `__code__`.
    pub code: Code,
    /// `__defaults__`, which are made once and live as long as the function.
    pub defaults: Vec<Ref>,
}

impl Object {
    /// The name of the type.
    pub fn type_name(&self) -> &str {
        match self {
            Object::None => "NoneType",
            Object::Ellipsis => "ellipsis",
            Object::Bool(_) => "bool",
            Object::Int(_) => "int",
            Object::Float(_) => "float",
            Object::Str(_) => "str",
            Object::Bytes(_) => "bytes",
            Object::ByteArray(_) => "bytearray",
            Object::Tuple(_) => "tuple",
            Object::List(_) => "list",
            Object::Dict(_) => "dict",
            Object::Set(_) => "set",
            Object::FrozenSet(_) => "frozenset",
            Object::Plain => "object",
            Object::Instance(instance) => &instance.class,
            Object::Function(_) => "function",
            Object::Frame(_) => "frame",
        }
    }

    /// Whether the value can change while the object stays the same.
    pub fn is_mutable(&self) -> bool {
        matches!(
            self,
            Object::ByteArray(_)
                | Object::List(_)
                | Object::Dict(_)
                | Object::Set(_)
                | Object::Instance(_)
                | Object::Function(_)
                | Object::Frame(_)
        )
    }

    /// Whether the object can hold references to others: a container, in the collector's sense.
    ///
    /// Those have a GC head in front (`Py_TPFLAGS_HAVE_GC`).
    pub fn is_container(&self) -> bool {
        self.is_mutable() && !matches!(self, Object::ByteArray(_))
            || matches!(self, Object::Tuple(_) | Object::FrozenSet(_))
    }

    /// What `sys.getsizeof` shows, in bytes: everything the object has for itself alone.
    ///
    /// `None` for a frame, whose layout this crate doesn't model.
    pub fn sizeof(&self, version: Version) -> Option<usize> {
        Some(match self {
            Object::None | Object::Ellipsis | Object::Plain => object_head(version),
            Object::Bool(value) => Int::from(*value).sizeof(version),
            Object::Int(int) => int.sizeof(version),
            Object::Float(float) => float.sizeof(version),
            Object::Str(text) => text.sizeof(version),
            Object::Bytes(bytes) => bytes.sizeof(version),
            Object::ByteArray(bytes) => bytes.sizeof(version),
            Object::Tuple(tuple) => tuple.sizeof(version),
            Object::List(list) => list.sizeof(version),
            Object::Dict(dict) => dict.sizeof(version),
            Object::Set(set) | Object::FrozenSet(set) => set.sizeof(version),
            Object::Instance(_) => instance_size(version).block(),
            Object::Function(_) => Fixed::Function.sizeof(version),
            Object::Frame(_) => return None,
        })
    }

    /// Bytes of the block that the object keeps apart from itself.
    pub fn buffer_bytes(&self, version: Version) -> usize {
        match self {
            Object::ByteArray(bytes) => bytes.buffer_bytes(version),
            Object::List(list) => list.buffer_bytes(),
            Object::Dict(dict) => dict.buffer_bytes(version),
            Object::Set(set) | Object::FrozenSet(set) => set.buffer_bytes(),
            _ => 0,
        }
    }

    /// What the object needs from the allocator, without its buffer.
    ///
    /// A frame gets the size of an instance.
    pub fn size(&self, version: Version) -> Size {
        let Some(sizeof) = self.sizeof(version) else {
            return instance_size(version);
        };
        if let Object::Instance(_) = self {
            return instance_size(version);
        }
        let block = sizeof - self.buffer_bytes(version);
        let preheader = if self.is_container() {
            gc_head(version)
        } else {
            0
        };
        Size {
            preheader,
            object: block - preheader,
        }
    }
}

/// An instance of a plain class: 48 bytes to 3.10 and from 3.12, 56 in 3.11.
///
/// The dictionary's pointer and the weak reference list were two fields of the object to 3.10.
/// 3.11 moved the first one to a pre-header of two words, 3.12 the other one too.
fn instance_size(version: Version) -> Size {
    let fields = if version >= Version::new(3, 12, 0) {
        0
    } else if version >= Version::new(3, 11, 0) {
        WORD
    } else {
        2 * WORD
    };
    Size {
        preheader: gc_head(version) + managed_head(version, true, true),
        object: object_head(version) + fields,
    }
}

// ANCHOR: trace
impl Trace for Object {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Object::Tuple(tuple) => tuple.items().iter().copied().for_each(visit),
            Object::List(list) => list.items().iter().copied().for_each(visit),
            Object::Dict(dict) => dict.iter().for_each(|(&key, &value)| {
                visit(key);
                visit(value);
            }),
            Object::Set(set) | Object::FrozenSet(set) => set.iter().copied().for_each(visit),
            Object::Instance(instance) => instance.attributes.trace(visit),
            Object::Function(function) => function.defaults.trace(visit),
            Object::Frame(frame) => frame.trace(visit),
            _ => {}
        }
    }

    fn release_order(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            // From the end, as list_dealloc and tupledealloc do.
            Object::Tuple(tuple) => tuple.items().iter().rev().copied().for_each(visit),
            Object::List(list) => list.items().iter().rev().copied().for_each(visit),
            Object::Frame(frame) => frame.release_order(visit),
            _ => self.trace(visit),
        }
    }
}
// ANCHOR_END: trace
