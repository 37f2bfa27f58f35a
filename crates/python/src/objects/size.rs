//! How many bytes an object takes.

use objects::Size;
use objects::types::header::{WORD, gc_head, managed_head, object_head};
use objects::types::{Complex, Fixed, Float};
use slots::Flags;
use version::Version;

use super::{Body, Generator, Iter, Kind, Object, Shape};
use gc::{Container, Tracking};

/// Bytes of an object of a built-in type, and of its buffer: what the allocator is asked for.
pub(crate) fn size(object: &Object, version: Version) -> (Size, usize) {
    let mut preheader = if object.tracking() == Tracking::Never {
        0
    } else {
        gc_head(version)
    };
    let words = |count: usize| object_head(version) + count * WORD;
    let fixed = |fixed: Fixed| object_head(version) + WORD * fixed.words(version);
    let mut buffer = 0;
    let bytes = match &object.body {
        // A namespace is its dict.
        Body::Plain if object.class.is_some() => fixed(Fixed::SimpleNamespace),
        Body::None | Body::Ellipsis | Body::NotImplemented | Body::Plain => object_head(version),
        Body::Bool(value) => objects::types::Int::from(*value).sizeof(version),
        Body::Int(int) => int.sizeof(version),
        Body::Float(value) => Float(*value).sizeof(version),
        Body::Complex(real, imag) => Complex {
            real: *real,
            imag: *imag,
        }
        .sizeof(version),
        Body::Str(text) => text.value.sizeof(version),
        Body::Bytes(bytes) => bytes.sizeof(version),
        Body::ByteArray(bytes) => {
            buffer = bytes.buffer_bytes(version);
            bytes.sizeof(version) - buffer
        }
        Body::Tuple(tuple) => tuple.sizeof(version) - gc_head(version),
        Body::List(list) => {
            buffer = list.buffer_bytes();
            list.sizeof(version) - gc_head(version) - buffer
        }
        Body::Dict(dict) => {
            buffer = dict.buffer_bytes(version);
            dict.sizeof(version) - gc_head(version) - buffer
        }
        Body::Set(set) | Body::FrozenSet(set) => {
            buffer = set.buffer_bytes();
            set.sizeof(version) - gc_head(version) - buffer
        }
        Body::Range(_) => fixed(Fixed::Range),
        Body::Slice(_) => fixed(Fixed::Slice),
        Body::Function(_) => fixed(Fixed::Function),
        // A method-wrapper: its descriptor and the object.
        Body::Native(native) if native.kind == Kind::MethodWrapper => words(2),
        Body::Native(_) => fixed(Fixed::BuiltinFunction),
        Body::Method { .. } => fixed(Fixed::BoundMethod),
        Body::Cell(_) => fixed(Fixed::Cell),
        Body::CoroutineWrapper(_) | Body::AsyncWrapped(_) => words(1),
        Body::AsyncStep(_) => words(3),
        Body::Module { .. } => fixed(Fixed::Module),
        Body::Traceback(_) => fixed(Fixed::Traceback),
        Body::Exception(state) => {
            fixed(Fixed::Exception) + WORD * exception_words(state.shape, version)
        }
        Body::Property(_) => fixed(Fixed::Property),
        Body::StaticMethod(_) => fixed(Fixed::StaticMethod),
        Body::ClassMethod(_) => fixed(Fixed::ClassMethod),
        Body::MappingProxy(_) => fixed(Fixed::MappingProxy),
        Body::DictView { .. } => fixed(Fixed::DictKeys),
        Body::Weak(_) => fixed(Fixed::WeakRef),
        Body::Iter(iter) => match **iter {
            Iter::Enumerate { .. } => fixed(Fixed::Enumerate),
            Iter::Zip { .. } => fixed(Fixed::Zip),
            Iter::Map { .. } => fixed(Fixed::Map),
            // To 3.11 it remembers the length, too.
            Iter::Range { .. } => words(3 + usize::from(version < Version::new(3, 12, 0))),
            Iter::Dict { .. } => words(5),
            Iter::Set { .. } => words(4),
            _ => fixed(Fixed::ListIterator),
        },
        Body::Super(_) => words(3),
        Body::Member { .. } | Body::GetSet(_) => words(4),
        Body::File(_) => words(24 + usize::from(version >= Version::new(3, 12, 0))),
        Body::Extension(extension) => {
            let (own, elsewhere) = extension.size(version);
            buffer = elsewhere;
            preheader += extension.managed(version);
            words(own)
        }
        // To 3.10 a generator's frame is an object of its own; from 3.11 it is inside, with room for the stack.
        Body::Generator(generator) => words(generator_words(generator, version)),
        // The sizes of the following aren't modelled to the byte: see `unmeasured`.
        Body::Code(_) | Body::Frame(_) => words(20),
        Body::Type(_) => words(50),
    };
    (
        Size {
            preheader,
            object: bytes,
        },
        buffer,
    )
}

/// What an exception has beside the fields of all exceptions: `Include/cpython/pyerrors.h`.
fn exception_words(shape: Shape, version: Version) -> usize {
    let since = |minor| usize::from(version >= Version::new(3, minor, 0));
    match shape {
        Shape::Plain => 0,
        Shape::StopIteration | Shape::SystemExit => 1,
        Shape::Name => since(10),
        Shape::Attribute => 2 * since(10),
        Shape::Import => 3 + since(12),
        Shape::Os | Shape::Unicode | Shape::Translate => 5,
        Shape::Syntax => 6 + 2 * since(10) + since(14),
        Shape::Group => 2,
    }
}

/// Behind the head of a generator or coroutine: `Include/cpython/genobject.h`, `pycore_interpframe_structs.h`.
fn generator_words(generator: &Generator, version: Version) -> usize {
    let is_coroutine = usize::from(generator.flavour == super::Flavour::Coroutine);
    match version.minor() {
        ..=9 => 10 + is_coroutine,
        10 => 9 + is_coroutine,
        // The fields, and a frame with its locals and its stack; the stack's depth isn't modelled.
        minor => {
            let locals = generator
                .frame
                .as_ref()
                .map_or(0, |frame| frame.locals.len());
            16 + usize::from(minor >= 14) + locals + 2
        }
    }
}

/// What can't be said to the byte: the sizes that depend on the bytes of CPython's bytecode, or on its stack's depth.
pub(crate) fn unmeasured(object: &Object, version: Version) -> Option<&'static str> {
    match &object.body {
        Body::Code(_) => Some("a code object"),
        Body::Frame(_) => Some("a frame"),
        Body::Generator(_) if version >= Version::new(3, 11, 0) => {
            Some("a generator, in which from 3.11 its frame lies")
        }
        _ => None,
    }
}

/// Bytes of an instance of a class that a class statement made: its basic size, its items, and what lies in front.
pub(crate) fn instance_size(
    object: &Object,
    class: &slots::Type,
    version: Version,
) -> (Size, usize) {
    let gc = if class.flags().has(Flags::HAVE_GC) {
        gc_head(version)
    } else {
        0
    };
    let managed = managed_head(
        version,
        class.flags().has(Flags::MANAGED_DICT),
        class.flags().has(Flags::MANAGED_WEAKREF),
    );
    let (_, buffer) = size(object, version);
    let items = match &object.body {
        Body::Tuple(tuple) => tuple.items().len(),
        Body::Int(int) => int
            .digit_count()
            .max(usize::from(version >= Version::new(3, 11, 0))),
        Body::Bytes(bytes) => bytes.len(),
        _ => 0,
    };
    let more = match &object.body {
        Body::Exception(state) => WORD * exception_words(state.shape, version),
        Body::Extension(extension) => extension.bytes_of_base(version),
        _ => 0,
    };
    (
        Size {
            preheader: gc + managed,
            object: class.basicsize() + items * class.itemsize() + more,
        },
        buffer,
    )
}

/// `tp_basicsize` of a type whose instances have a layout that nobody derives from.
pub(crate) fn basic_size(kind: Kind, version: Version) -> Option<usize> {
    let since = |minor| usize::from(version >= Version::new(3, minor, 0));
    let words = match kind {
        Kind::Lock => 3 - 2 * since(13),
        Kind::RLock => 4 - since(14),
        Kind::StaticMethod | Kind::Filter | Kind::ListIterator | Kind::TupleIterator => 2,
        Kind::Enumerate => Fixed::Enumerate.words(version),
        Kind::Zip => Fixed::Zip.words(version),
        Kind::Map => Fixed::Map.words(version),
        _ => return None,
    };
    Some(object_head(version) + WORD * words)
}
