//! Functions, methods and class members: what binds.

use objects::Ref;

use super::object::{get_instance_dict, set_instance_dict};
use super::{Attribute, arity, field, held};
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, R, Vm};

/// `descriptor.__get__(object, class)`.
pub(super) fn get(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__get__", 1, 2, 1)?;
    let none = vm.one.none;
    let object = args.pos.get(1).copied().filter(|&object| object != none);
    let class = args.pos.get(2).copied().filter(|&class| class != none);
    let class = match (object, class) {
        (None, None) => return Err(vm.type_error("__get__(None, None) is invalid")),
        (_, Some(class)) => class,
        (Some(object), None) => vm.type_of(object),
    };
    vm.bind_native(args.pos[0], object, class)
}

fn set(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__set__", 2, 2, 1)?;
    vm.set_native(args.pos[0], args.pos[1], Some(args.pos[2]))?;
    Ok(vm.none())
}

fn delete(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__delete__", 1, 1, 1)?;
    vm.set_native(args.pos[0], args.pos[1], None)?;
    Ok(vm.none())
}

fn call(vm: &mut Vm, args: &Args<'_>) -> R {
    let rest = Args {
        pos: &args.pos[1..],
        kw: args.kw,
    };
    vm.call_args(args.pos[0], &rest)
}

/// The methods of functions and of unbound built-in methods.
pub(super) const PLAIN: &[(&str, NativeFn)] = &[("__get__", get), ("__call__", call)];

/// The methods of bound methods.
pub(super) const METHOD: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        arity(vm, args, "method", 2, 2, 1)?;
        let (func, this) = (args.pos[1], args.pos[2]);
        if !vm.callable(func) {
            return Err(vm.type_error("first argument must be callable"));
        }
        if this == vm.one.none {
            let text = if vm.since(11) {
                "instance must not be None"
            } else {
                "self must not be None"
            };
            return Err(vm.type_error(text));
        }
        vm.incref(func);
        vm.incref(this);
        Ok(vm.alloc(Body::Method { func, this }))
    }),
    ("__get__", get),
    ("__call__", call),
];

/// The methods of built-in functions.
pub(super) const CALLABLE: &[(&str, NativeFn)] = &[("__call__", call)];

/// The methods of slots and computed attributes, and those of `property` that bind.
pub(super) const DATA: &[(&str, NativeFn)] =
    &[("__get__", get), ("__set__", set), ("__delete__", delete)];

/// The methods of `staticmethod`.
pub(super) const STATIC_METHOD: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let none = vm.none();
        Ok(vm.instance(args.pos[0], Body::StaticMethod(none)))
    }),
    ("__init__", |vm, args| wrap(vm, args, "staticmethod")),
    ("__get__", get),
    ("__call__", call),
];

/// The methods of `classmethod`.
pub(super) const CLASS_METHOD: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let none = vm.none();
        Ok(vm.instance(args.pos[0], Body::ClassMethod(none)))
    }),
    ("__init__", |vm, args| wrap(vm, args, "classmethod")),
    ("__get__", get),
];

/// `staticmethod(function)` and `classmethod(function)`; from 3.10 they take over how the function is called.
fn wrap(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    arity(vm, args, name, 1, 1, 1)?;
    let (this, func) = (args.pos[0], args.pos[1]);
    vm.incref(func);
    let old = match vm.body_mut(this) {
        Body::StaticMethod(held) | Body::ClassMethod(held) => std::mem::replace(held, func),
        _ => func,
    };
    vm.decref(old);
    if vm.since(10) {
        for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
            if let Some(value) = vm.getattr_opt(func, name)? {
                let key = vm.intern(name);
                vm.instance_set(this, key, value);
                vm.decref(key);
                vm.decref(value);
            }
        }
    }
    Ok(vm.none())
}

macro_rules! text_field {
    ($name:literal, $field:ident) => {
        (
            $name,
            |vm, object| {
                let value = match vm.body(object) {
                    Body::Function(function) => Some(function.$field),
                    _ => None,
                };
                held(vm, value)
            },
            Some(|vm, object, value| {
                let Some(value) = value.filter(|&value| matches!(vm.body(value), Body::Str(_)))
                else {
                    let text = concat!($name, " must be set to a string object");
                    return Err(vm.type_error(text));
                };
                vm.incref(value);
                let old = match vm.body_mut(object) {
                    Body::Function(function) => std::mem::replace(&mut function.$field, value),
                    _ => value,
                };
                vm.decref(old);
                Ok(())
            }),
        )
    };
}

/// A field that may hold nothing, and which a program may set if it has the right type.
macro_rules! optional_field {
    ($name:literal, $field:ident, $body:pat, $wanted:literal) => {
        (
            $name,
            |vm, object| {
                let value = match vm.body(object) {
                    Body::Function(function) => function.$field,
                    _ => None,
                };
                held(vm, value)
            },
            Some(|vm, object, value| {
                let value = value.filter(|&value| value != vm.one.none);
                if value.is_some_and(|value| !matches!(vm.body(value), $body)) {
                    let text = concat!($name, " must be set to a ", $wanted, " object");
                    return Err(vm.type_error(text));
                }
                if let Some(value) = value {
                    vm.incref(value);
                }
                let old = match vm.body_mut(object) {
                    Body::Function(function) => std::mem::replace(&mut function.$field, value),
                    _ => value,
                };
                vm.xdecref(old);
                Ok(())
            }),
        )
    };
}

fn set_doc(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let value = value.unwrap_or(vm.one.none);
    vm.incref(value);
    let old = match vm.body_mut(object) {
        Body::Function(function) => std::mem::replace(&mut function.doc, value),
        _ => value,
    };
    vm.decref(old);
    Ok(())
}

fn set_code(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let shape = |vm: &Vm, code: Ref| match vm.body(code) {
        Body::Code(code) => Some(code.shared.nfree),
        _ => None,
    };
    let Some((new, free)) = value.and_then(|value| Some((value, shape(vm, value)?))) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let Body::Function(function) = vm.body(object) else {
        return Ok(());
    };
    let (name, old) = (function.name, function.code);
    let closure = function
        .closure
        .map_or(0, |closure| vm.items(closure).len());
    if closure != free {
        let text = format!(
            "{}() requires a code object with {closure} free vars, not {free}",
            vm.text(name)
        );
        return Err(vm.value_error(text));
    }
    vm.incref(new);
    if let Body::Function(function) = vm.body_mut(object) {
        function.code = new;
    }
    vm.decref(old);
    Ok(())
}

/// The computed attributes of functions.
pub(super) const FUNCTION_ATTRIBUTES: &[Attribute] = &[
    text_field!("__name__", name),
    text_field!("__qualname__", qualname),
    super::annotations::FUNCTION,
    super::annotations::FUNCTION_ANNOTATE,
    super::annotations::TYPE_PARAMS,
    (
        "__module__",
        |vm, object| {
            let value = match vm.body(object) {
                Body::Function(function) => function.module,
                _ => None,
            };
            held(vm, value)
        },
        Some(|vm, object, value| {
            let value = value.unwrap_or(vm.one.none);
            vm.incref(value);
            let old = match vm.body_mut(object) {
                Body::Function(function) => function.module.replace(value),
                _ => Some(value),
            };
            vm.xdecref(old);
            Ok(())
        }),
    ),
    (
        "__doc__",
        |vm, object| {
            let value = match vm.body(object) {
                Body::Function(function) => Some(function.doc),
                _ => None,
            };
            held(vm, value)
        },
        Some(set_doc),
    ),
    (
        "__code__",
        |vm, object| {
            let value = match vm.body(object) {
                Body::Function(function) => Some(function.code),
                _ => None,
            };
            held(vm, value)
        },
        Some(set_code),
    ),
    field!("__globals__", Body::Function(function) => Some(function.globals)),
    field!("__closure__", Body::Function(function) => function.closure),
    optional_field!("__defaults__", defaults, Body::Tuple(_), "tuple"),
    optional_field!("__kwdefaults__", kwdefaults, Body::Dict(_), "dict"),
    ("__dict__", get_instance_dict, Some(set_instance_dict)),
];

/// Of bound methods.
pub(super) const METHOD_ATTRIBUTES: &[Attribute] = &[
    field!("__func__", Body::Method { func, .. } => Some(*func)),
    field!("__self__", Body::Method { this, .. } => Some(*this)),
    (
        "__doc__",
        |vm, object| {
            let Body::Method { func, .. } = vm.body(object) else {
                return Ok(vm.none());
            };
            let func = *func;
            vm.getattr_str(func, "__doc__")
        },
        None,
    ),
];

fn native_name(vm: &mut Vm, object: Ref) -> R {
    let Body::Native(native) = vm.body(object) else {
        return Ok(vm.none());
    };
    let name = native.name;
    Ok(vm.intern(name))
}

fn native_qualname(vm: &mut Vm, object: Ref) -> R {
    let Body::Native(native) = vm.body(object) else {
        return Ok(vm.none());
    };
    let (name, owner, this) = (native.name, native.owner, native.this);
    let class = match (owner, this) {
        (Some(_), Some(this)) => Some(vm.type_of(this)),
        (Some(owner), None) => Some(vm.kind(owner)),
        (None, _) => None,
    };
    let text = match class {
        Some(class) => {
            let (_, qualname) = vm.type_names(class);
            format!("{qualname}.{name}")
        }
        None => name.to_owned(),
    };
    Ok(vm.str(text))
}

/// Of built-in functions and of methods that are bound.
pub(super) const NATIVE_ATTRIBUTES: &[Attribute] = &[
    ("__name__", native_name, None),
    ("__qualname__", native_qualname, None),
    field!("__self__", Body::Native(native) => native.this),
    field!("__module__", Body::Native(native) => native.module),
];

fn native_owner(vm: &mut Vm, object: Ref) -> R {
    let owner = match vm.body(object) {
        Body::Native(native) => native.owner.map(|owner| vm.kind(owner)),
        _ => None,
    };
    held(vm, owner)
}

/// Of methods of built-in types that aren't bound.
pub(super) const DESCRIPTOR_ATTRIBUTES: &[Attribute] = &[
    ("__name__", native_name, None),
    ("__qualname__", native_qualname, None),
    ("__objclass__", native_owner, None),
];

/// The name and the class of a slot or a computed attribute.
fn member(vm: &mut Vm, object: Ref) -> (String, Ref) {
    match vm.body(object) {
        Body::Member { class, name, .. } => (vm.text(*name).to_owned(), *class),
        Body::GetSet(getset) => (
            getset.name.to_owned(),
            getset.class.unwrap_or_else(|| vm.kind(getset.owner)),
        ),
        _ => (String::new(), vm.type_of(object)),
    }
}

/// Of slots and computed attributes.
pub(super) const MEMBER_ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| {
            let (name, _) = member(vm, object);
            Ok(vm.intern(&name))
        },
        None,
    ),
    (
        "__qualname__",
        |vm, object| {
            let (name, class) = member(vm, object);
            let (_, qualname) = vm.type_names(class);
            Ok(vm.str(format!("{qualname}.{name}")))
        },
        None,
    ),
    (
        "__objclass__",
        |vm, object| {
            let (_, class) = member(vm, object);
            Ok(vm.incref(class))
        },
        None,
    ),
    ("__doc__", |vm, _| Ok(vm.none()), None),
];

/// Of `staticmethod` and `classmethod`.
pub(super) const WRAPPER_ATTRIBUTES: &[Attribute] = &[
    field!("__func__", Body::StaticMethod(func) | Body::ClassMethod(func) => Some(*func)),
    (
        "__wrapped__",
        |vm, object| match vm.body(object) {
            Body::StaticMethod(func) | Body::ClassMethod(func) => {
                let func = *func;
                Ok(vm.incref(func))
            }
            _ => Ok(vm.none()),
        },
        None,
    ),
    (
        "__isabstractmethod__",
        |vm, object| {
            let func = match vm.body(object) {
                Body::StaticMethod(func) | Body::ClassMethod(func) => *func,
                _ => return Ok(vm.bool(false)),
            };
            let answer = is_abstract(vm, func)?;
            Ok(vm.bool(answer))
        },
        None,
    ),
    ("__dict__", get_instance_dict, Some(set_instance_dict)),
];

/// `_PyObject_IsAbstract`
pub(super) fn is_abstract(vm: &mut Vm, func: Ref) -> R<bool> {
    let Some(mark) = vm.getattr_opt(func, "__isabstractmethod__")? else {
        return Ok(false);
    };
    let truth = vm.truth(mark);
    vm.decref(mark);
    truth
}
