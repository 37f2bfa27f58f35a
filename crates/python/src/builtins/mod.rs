//! Built-in functions, and the methods of the built-in types.

mod annotations;
pub(crate) mod arguments;
mod async_generators;
mod bytes;
mod class;
mod codes;
mod complex;
mod descriptors;
mod dict;
mod evaluate;
pub(crate) mod exceptions;
mod float;
mod functions;
mod generators;
mod int;
mod iterators;
mod list;
mod numeric;
mod object;
mod operators;
mod parent;
mod pieces;
mod printing;
mod property;
mod range;
mod set;
mod singletons;
mod sorting;
mod text;

use objects::Ref;
use version::Version;

use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{R, Vm};

pub(crate) use annotations::{evaluate_annotations, of_module as annotations_of_module};
pub(crate) use arguments::{
    Signature, argument, arity, bad_argument, check_positional, keyword, no_keywords, operands,
    rest, unexpected, unpack,
};
pub(crate) use bytes::from_object as bytes_of;
pub(crate) use functions::FUNCTIONS;
pub(crate) use range::place as range_place;
pub(crate) use text::{decode, encode};

/// The functions that run text.
pub(crate) const EVALUATE: &[(&str, NativeFn)] = evaluate::FUNCTIONS;
/// Those that came with 3.10.
pub(crate) const SINCE_10: &[(&str, NativeFn)] = async_generators::FUNCTIONS;
pub(crate) use object::{get_instance_dict, get_weakref, set_instance_dict};

/// Names of CPython's `builtins` that aren't here yet: their use is an error of our own, and no `NameError`.
pub(crate) const MISSING: &[&str] = &[
    "breakpoint",
    "copyright",
    "credits",
    "exit",
    "help",
    "license",
    "memoryview",
    "open",
    "quit",
    "frozendict",
    "sentinel",
];

/// Whether the part is in the whole.
pub(crate) fn find_bytes(whole: &[u8], part: &[u8]) -> bool {
    pieces::find(whole, part).is_some()
}

/// A computed attribute: its name, how it is read, and how it is set.
pub(crate) type Attribute = (
    &'static str,
    fn(&mut Vm, Ref) -> R,
    Option<fn(&mut Vm, Ref, Option<Ref>) -> R<()>>,
);

/// What assigning to a field of a built-in type says that only shows it (`PyMember_SetOne`).
pub(crate) fn readonly(vm: &mut Vm, _: Ref, _: Option<Ref>) -> R<()> {
    Err(vm.error("AttributeError", "readonly attribute"))
}

fn held(vm: &mut Vm, value: Option<Ref>) -> R {
    let value = value.unwrap_or(vm.one.none);
    Ok(vm.incref(value))
}

/// A computed attribute that reads a field which may hold nothing.
macro_rules! field {
    ($name:literal, $body:pat => $value:expr) => {
        (
            $name,
            |vm, object| {
                let value = match vm.body(object) {
                    $body => $value,
                    _ => None,
                };
                held(vm, value)
            },
            None,
        )
    };
}
use field;

/// The methods of a built-in type, in tables.
pub(crate) fn methods(kind: Kind) -> Vec<&'static [(&'static str, NativeFn)]> {
    let own: &[&[(&str, NativeFn)]] = match kind {
        Kind::Str => text::METHODS,
        Kind::Bytes => bytes::BYTES,
        Kind::ByteArray => bytes::ARRAY,
        Kind::Set => set::SET,
        Kind::FrozenSet => set::FROZEN,
        _ => {
            return [table(kind)]
                .into_iter()
                .chain(operators::operators(kind).iter().copied())
                .collect();
        }
    };
    own.iter()
        .chain(operators::operators(kind))
        .copied()
        .collect()
}

/// Whether a method or attribute of a built-in type is there in a release.
pub(crate) fn is_there(version: Version, kind: Kind, name: &str) -> bool {
    let added: &[(&str, u8)] = match kind {
        Kind::Str => text::ADDED,
        Kind::Bytes | Kind::ByteArray => bytes::ADDED,
        Kind::Int => int::ADDED,
        Kind::Float => float::ADDED,
        Kind::Complex => complex::ADDED,
        Kind::Property => property::ADDED,
        Kind::Function | Kind::Type => &[("__type_params__", 12)],
        Kind::ContextToken => &[
            ("__class_getitem__", 9),
            ("__enter__", 14),
            ("__exit__", 14),
        ],
        Kind::DictKeys | Kind::DictValues | Kind::DictItems => dict::VIEWS_ADDED,
        Kind::Array => return version >= Version::new(3, crate::modules::array::since(name), 0),
        Kind::FrameLocals => return crate::modules::is_frame_locals_method(version, name),
        Kind::WeakProxy | Kind::WeakCallableProxy => &[("__reversed__", 9)],
        _ => &[],
    };
    let minor = added
        .iter()
        .find(|&&(added, _)| added == name)
        .map_or(8, |&(_, minor)| minor);
    let minor = match kind.is_typing() {
        true => crate::modules::typing::since(kind, name),
        false => minor,
    };
    version >= Version::new(3, minor.max(operators::since(kind, name)), 0)
        && crate::modules::generic::is_there(version.minor(), kind, name)
}

fn table(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Object => object::OBJECT,
        Kind::Type => class::TYPE,
        Kind::Int => int::METHODS,
        Kind::Bool => int::BOOL,
        Kind::NoneType => singletons::NONE,
        Kind::Ellipsis => singletons::ELLIPSIS,
        Kind::NotImplementedType => singletons::NOT_IMPLEMENTED,
        Kind::Complex => complex::METHODS,
        Kind::Float => float::METHODS,
        Kind::Tuple => list::TUPLE,
        Kind::List => list::LIST,
        Kind::Dict => dict::METHODS,
        Kind::DictKeys | Kind::DictItems => dict::VIEW,
        Kind::DictValues => dict::VALUES,
        Kind::MappingProxy => dict::PROXY,
        Kind::Range => range::RANGE,
        Kind::Slice => range::SLICE,
        Kind::Generator => generators::GENERATOR,
        Kind::Coroutine => generators::COROUTINE,
        Kind::CoroutineWrapper => generators::WRAPPER,
        Kind::AsyncGenerator => async_generators::METHODS,
        Kind::AsyncSend | Kind::AsyncThrow => async_generators::STEP,
        Kind::Frame => codes::FRAME_METHODS,
        Kind::Property => property::PROPERTY,
        Kind::Function | Kind::MethodDescriptor | Kind::WrapperDescriptor => descriptors::PLAIN,
        Kind::Method => descriptors::METHOD,
        Kind::BuiltinFunction | Kind::MethodWrapper => descriptors::CALLABLE,
        Kind::Member | Kind::GetSet => descriptors::DATA,
        Kind::StaticMethod => descriptors::STATIC_METHOD,
        Kind::ClassMethod => descriptors::CLASS_METHOD,
        Kind::Super => parent::SUPER,
        Kind::ListIterator
        | Kind::TupleIterator
        | Kind::StrIterator
        | Kind::RangeIterator
        | Kind::DictKeyIterator
        | Kind::DictValueIterator
        | Kind::DictItemIterator
        | Kind::SetIterator
        | Kind::Iterator
        | Kind::ListReverseIterator
        | Kind::BytesIterator
        | Kind::ByteArrayIterator
        | Kind::AsciiIterator
        | Kind::DictReverseKeyIterator
        | Kind::DictReverseValueIterator
        | Kind::DictReverseItemIterator => iterators::METHODS,
        Kind::CallableIterator => iterators::ENDLESS,
        Kind::Enumerate => iterators::ENUMERATE,
        Kind::Zip => iterators::ZIP,
        Kind::Map => iterators::MAP,
        Kind::Filter => iterators::FILTER,
        Kind::Reversed => iterators::REVERSED,
        Kind::BaseException => exceptions::BASE,
        Kind::SimpleNamespace => &[
            ("__init__", |vm, args| {
                for &(key, value) in args.kw {
                    vm.setattr(args.pos[0], key, Some(value))?;
                }
                Ok(vm.none())
            }),
            ("__new__", |vm, args| {
                Ok(vm.instance(args.pos[0], Body::Plain))
            }),
        ],
        Kind::TextIO => &[
            ("write", |vm, args| {
                let text = vm.text(args.pos[1]).to_owned();
                vm.write_file(args.pos[0], &text)?;
                Ok(vm.int_usize(text.chars().count()))
            }),
            ("flush", |vm, _| Ok(vm.none())),
            ("isatty", |vm, _| Ok(vm.bool(false))),
            ("readable", |vm, _| Ok(vm.bool(false))),
            ("writable", |vm, _| Ok(vm.bool(true))),
        ],
        Kind::WeakRef => crate::modules::WEAKREF,
        _ => crate::modules::methods(kind),
    }
}

/// Its computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Object => object::OBJECT_ATTRIBUTES,
        Kind::Type => class::TYPE_ATTRIBUTES,
        Kind::Int => int::ATTRIBUTES,
        Kind::Float => float::ATTRIBUTES,
        Kind::Complex => complex::ATTRIBUTES,
        Kind::DictKeys | Kind::DictValues | Kind::DictItems => dict::VIEW_ATTRIBUTES,
        Kind::Range => range::RANGE_ATTRIBUTES,
        Kind::Slice => range::SLICE_ATTRIBUTES,
        Kind::Function => descriptors::FUNCTION_ATTRIBUTES,
        Kind::Method => descriptors::METHOD_ATTRIBUTES,
        Kind::BuiltinFunction | Kind::MethodWrapper => descriptors::NATIVE_ATTRIBUTES,
        Kind::MethodDescriptor | Kind::WrapperDescriptor => descriptors::DESCRIPTOR_ATTRIBUTES,
        Kind::Member | Kind::GetSet => descriptors::MEMBER_ATTRIBUTES,
        Kind::Super => parent::SUPER_ATTRIBUTES,
        Kind::Cell => codes::CELL,
        Kind::Code => codes::CODE,
        Kind::Frame => codes::FRAME,
        Kind::Generator => generators::GENERATOR_ATTRIBUTES,
        Kind::Coroutine => generators::COROUTINE_ATTRIBUTES,
        Kind::AsyncGenerator => async_generators::ATTRIBUTES,
        Kind::BaseException => exceptions::BASE_ATTRIBUTES,
        Kind::Traceback => exceptions::TRACEBACK_ATTRIBUTES,
        Kind::Property => property::PROPERTY_ATTRIBUTES,
        Kind::StaticMethod | Kind::ClassMethod => descriptors::WRAPPER_ATTRIBUTES,
        Kind::TextIO => printing::STREAM_ATTRIBUTES,
        Kind::WeakRef => crate::modules::WEAKREF_ATTRIBUTES,
        _ => crate::modules::attributes(kind),
    }
}
