//! Built-in functions, and the methods of the built-in types.

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
mod object;
mod parent;
mod printing;
mod property;
mod range;
mod set;
mod sorting;
mod text;

use objects::Ref;

use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

pub(crate) use functions::FUNCTIONS;

/// The functions that run text.
pub(crate) const EVALUATE: &[(&str, NativeFn)] = evaluate::FUNCTIONS;
/// Those that came with 3.10.
pub(crate) const SINCE_10: &[(&str, NativeFn)] = async_generators::FUNCTIONS;
pub(crate) use object::{get_instance_dict, get_weakref, set_instance_dict};

/// Names of CPython's `builtins` that aren't here yet: their use is an error of our own, and no `NameError`.
pub(crate) const MISSING: &[&str] = &[
    "ascii",
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

/// A computed attribute: its name, how it is read, and how it is set.
pub(crate) type Attribute = (
    &'static str,
    fn(&mut Vm, Ref) -> R,
    Option<fn(&mut Vm, Ref, Option<Ref>) -> R<()>>,
);

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

/// The methods of a built-in type.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Object => object::OBJECT,
        Kind::Type => class::TYPE,
        Kind::Int => int::METHODS,
        Kind::Bool => int::BOOL,
        Kind::Float => float::METHODS,
        Kind::Str => text::STR,
        Kind::Bytes => bytes::BYTES,
        Kind::Tuple => list::TUPLE,
        Kind::List => list::LIST,
        Kind::Dict => dict::DICT,
        Kind::Set => set::SET,
        Kind::FrozenSet => set::FROZENSET,
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
        Kind::Method | Kind::BuiltinFunction | Kind::MethodWrapper => descriptors::CALLABLE,
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
        | Kind::CallableIterator
        | Kind::ListReverseIterator
        | Kind::BytesIterator => iterators::METHODS,
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
        ],
        Kind::WeakRef => &[
            ("__new__", crate::modules::new_weakref),
            ("__init__", |vm, _| Ok(vm.none())),
        ],
        Kind::WeakValueDictionary | Kind::WeakKeyDictionary | Kind::WeakSet => {
            crate::modules::container_methods(kind)
        }
        Kind::Finalize => crate::modules::FINALIZE,
        Kind::WeakMethod => &[
            ("__new__", crate::modules::new_weak_method),
            ("__init__", |vm, _| Ok(vm.none())),
        ],
        _ => crate::modules::methods(kind),
    }
}

/// Its computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Object => object::OBJECT_ATTRIBUTES,
        Kind::Type => class::TYPE_ATTRIBUTES,
        Kind::Complex => complex::ATTRIBUTES,
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
        Kind::WeakRef => &[(
            "__callback__",
            |vm, object| {
                let callback =
                    weakref::reference(&vm.heap, object).and_then(weakref::WeakReference::callback);
                held(vm, callback)
            },
            None,
        )],
        Kind::Finalize => crate::modules::FINALIZE_ATTRIBUTES,
        _ => crate::modules::attributes(kind),
    }
}

/// The argument at a place or under a name.
pub(crate) fn argument(vm: &Vm, args: &Args<'_>, place: usize, name: &str) -> Option<Ref> {
    args.pos.get(place).copied().or_else(|| {
        args.kw
            .iter()
            .find(|(key, _)| vm.text(*key) == name)
            .map(|&(_, value)| value)
    })
}

/// Refuses a wrong number of arguments, the object itself not counted.
pub(crate) fn arity(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    least: usize,
    most: usize,
    this: usize,
) -> R<()> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let given = args.pos.len().saturating_sub(this);
    if given >= least && given <= most && args.pos.len() >= this {
        return Ok(());
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let text = if least == most && most == 0 {
        format!("{name}() takes no arguments ({given} given)")
    } else if least == most && most == 1 {
        format!("{name}() takes exactly one argument ({given} given)")
    } else if least == most {
        let short = name.rsplit('.').next().unwrap_or(name);
        format!(
            "{short} expected {most} argument{}, got {given}",
            plural(most)
        )
    } else if given < least {
        let short = name.rsplit('.').next().unwrap_or(name);
        format!(
            "{short} expected at least {least} argument{}, got {given}",
            plural(least)
        )
    } else {
        let short = name.rsplit('.').next().unwrap_or(name);
        format!(
            "{short} expected at most {most} argument{}, got {given}",
            plural(most)
        )
    };
    Err(vm.type_error(text))
}
