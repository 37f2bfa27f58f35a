//! How many bytes an object takes.

use objects::Size;
use objects::types::header::{WORD, gc_head, managed_head, object_head, var_object_head};
use objects::types::{Complex, Fixed, Float};
use slots::Flags;
use version::Version;

use super::{Body, Iter, Object};
use gc::{Container, Tracking};

/// Bytes of an object of a built-in type, and of its buffer: what the allocator is asked for.
pub(crate) fn size(object: &Object, version: Version) -> (Size, usize) {
    let preheader = if object.tracking() == Tracking::Never {
        0
    } else {
        gc_head(version)
    };
    let words = |count: usize| object_head(version) + count * WORD;
    let fixed = |fixed: Fixed| object_head(version) + WORD * fixed.words(version);
    let mut buffer = 0;
    let bytes = match &object.body {
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
        Body::Native(_) => fixed(Fixed::BuiltinFunction),
        Body::Method { .. } => fixed(Fixed::BoundMethod),
        Body::Cell(_) => fixed(Fixed::Cell),
        Body::CoroutineWrapper(_) => words(1),
        Body::Module { .. } => fixed(Fixed::Module),
        Body::Traceback(_) => fixed(Fixed::Traceback),
        Body::Exception(_) => fixed(Fixed::Exception),
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
            Iter::Range { .. } => words(4),
            Iter::Dict { .. } | Iter::Set { .. } => words(5),
            _ => fixed(Fixed::ListIterator),
        },
        Body::Super(_) | Body::Member { .. } | Body::GetSet(_) => words(4),
        Body::Part(_) => words(4),
        Body::File(_) => words(16),
        Body::Extension(extension) => {
            let (own, elsewhere) = extension.size(version);
            buffer = elsewhere;
            words(own)
        }
        // The sizes of the following aren't modelled to the byte.
        Body::Code(_) | Body::Generator(_) | Body::Frame(_) => words(20),
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
    let _ = var_object_head(version);
    (
        Size {
            preheader: gc + managed,
            object: class.basicsize() + items * class.itemsize(),
        },
        buffer,
    )
}
