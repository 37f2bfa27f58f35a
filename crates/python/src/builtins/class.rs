//! The type `type`.

use objects::Ref;

use super::{Attribute, arity, field, held, operands};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn get_name(vm: &mut Vm, object: Ref) -> R {
    let Body::Type(value) = vm.body(object) else {
        return Ok(vm.none());
    };
    let name = value.name.clone();
    Ok(vm.intern(&name))
}

fn get_qualname(vm: &mut Vm, object: Ref) -> R {
    let Body::Type(value) = vm.body(object) else {
        return Ok(vm.none());
    };
    let name = value.qualname.clone();
    Ok(vm.intern(&name))
}

/// `check_set_special_type_attr`
fn check_special(vm: &mut Vm, class: Ref, value: Option<Ref>, name: &str) -> R<Ref> {
    let shown = vm.class_tp_name(class);
    let is_heap = matches!(vm.body(class), Body::Type(value) if value.is_heap);
    let text = match value {
        Some(value) if is_heap => return Ok(value),
        _ if !is_heap && vm.since(10) => {
            format!("cannot set '{name}' attribute of immutable type '{shown}'")
        }
        _ if !is_heap => format!("can't set {shown}.{name}"),
        _ if vm.since(10) => {
            format!("cannot delete '{name}' attribute of immutable type '{shown}'")
        }
        _ => format!("can't delete {shown}.{name}"),
    };
    Err(vm.type_error(text))
}

fn set_in_class(vm: &mut Vm, class: Ref, name: &str, value: Option<Ref>) -> R<()> {
    let value = check_special(vm, class, value, name)?;
    if let Body::Type(held) = vm.body(class) {
        let dict = held.dict;
        vm.dict_set_str(dict, name, value);
    }
    vm.method_cache.clear();
    Ok(())
}

fn set_name(vm: &mut Vm, class: Ref, value: Option<Ref>) -> R<()> {
    let value = check_special(vm, class, value, "__name__")?;
    let Body::Str(text) = vm.body(value) else {
        let text = format!(
            "can only assign string to {}.__name__, not '{}'",
            vm.class_tp_name(class),
            vm.tp_name(value)
        );
        return Err(vm.type_error(text));
    };
    let name: std::rc::Rc<str> = text.value.as_str().into();
    if name.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    if let Body::Type(class) = vm.body_mut(class) {
        class.name = name;
    }
    Ok(())
}

fn set_qualname(vm: &mut Vm, class: Ref, value: Option<Ref>) -> R<()> {
    let value = check_special(vm, class, value, "__qualname__")?;
    let Body::Str(text) = vm.body(value) else {
        let text = format!(
            "can only assign string to {}.__qualname__, not '{}'",
            vm.class_tp_name(class),
            vm.tp_name(value)
        );
        return Err(vm.type_error(text));
    };
    let name = text.value.as_str().into();
    if let Body::Type(class) = vm.body_mut(class) {
        class.qualname = name;
    }
    Ok(())
}

/// Its methods.
pub(super) const TYPE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| vm.type_new(args)),
    ("__init__", |vm, args| {
        let given = args.pos.len() - 1;
        if !args.kw.is_empty() && given == 1 {
            return Err(vm.type_error("type.__init__() takes no keyword arguments"));
        }
        if given != 1 && given != 3 {
            return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
        }
        Ok(vm.none())
    }),
    ("__repr__", |vm, args| {
        operands(vm, args, 0, 0)?;
        let text = vm.plain_repr(args.pos[0]);
        Ok(vm.str(text))
    }),
    ("__prepare__", |vm, _| Ok(vm.dict())),
    ("__instancecheck__", |vm, args| {
        arity(vm, args, "type.__instancecheck__", 1, 1, 1)?;
        let answer = vm.plain_instance(args.pos[1], args.pos[0])?;
        Ok(vm.bool(answer))
    }),
    ("__subclasscheck__", |vm, args| {
        arity(vm, args, "type.__subclasscheck__", 1, 1, 1)?;
        let answer = vm.plain_subclass(args.pos[1], args.pos[0])?;
        Ok(vm.bool(answer))
    }),
    ("__call__", |vm, args| {
        let rest = Args {
            pos: &args.pos[1..],
            kw: args.kw,
        };
        vm.type_call_plain(args.pos[0], &rest)
    }),
    ("mro", |vm, args| {
        if !matches!(vm.body(args.pos[0]), Body::Type(_)) {
            return Ok(vm.none());
        }
        let mro = vm.compute_mro(args.pos[0])?;
        let mro = vm.increfs(&mro);
        Ok(vm.list(mro))
    }),
    ("__subclasses__", |vm, args| {
        let Body::Type(value) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let alive: Vec<Ref> = value
            .subclasses
            .iter()
            .copied()
            .filter(|&class| vm.heap.is_alive(class))
            .collect();
        let alive = vm.increfs(&alive);
        Ok(vm.list(alive))
    }),
];

/// Its computed attributes.
pub(super) const TYPE_ATTRIBUTES: &[Attribute] = &[
    super::annotations::CLASS,
    super::annotations::CLASS_TYPE_PARAMS,
    ("__name__", get_name, Some(set_name)),
    ("__qualname__", get_qualname, Some(set_qualname)),
    field!("__mro__", Body::Type(class) => Some(class.mro)),
    (
        "__bases__",
        |vm, object| {
            let value = match vm.body(object) {
                Body::Type(class) => Some(class.bases),
                _ => None,
            };
            held(vm, value)
        },
        Some(|vm, object, value| vm.set_bases(object, value)),
    ),
    (
        "__abstractmethods__",
        |vm, object| {
            let name = vm.intern("__abstractmethods__");
            let name = vm.own(name);
            // `type` itself has this descriptor under that name.
            let found = match vm.body(object) {
                Body::Type(class) if object != vm.kind(Kind::Type) => {
                    vm.dict_get_name(class.dict, name)
                }
                _ => None,
            };
            match found {
                Some(found) => Ok(vm.incref(found)),
                None => {
                    let text = if vm.since(13) {
                        format!(
                            "type object '{}' has no attribute '__abstractmethods__'",
                            vm.class_tp_name(object)
                        )
                    } else {
                        String::from("__abstractmethods__")
                    };
                    Err(vm.error("AttributeError", text))
                }
            }
        },
        Some(|vm, object, value| vm.set_abstract_methods(object, value)),
    ),
    (
        "__module__",
        |vm, object| {
            // `type` itself has this descriptor under that name.
            let found = match vm.body(object) {
                Body::Type(class) if object != vm.kind(Kind::Type) => {
                    vm.dict_get_str(class.dict, "__module__")
                }
                _ => None,
            };
            // Of a type whose instances have one of their own it is the attribute.
            match found.filter(|&found| !matches!(vm.body(found), Body::GetSet(_))) {
                Some(found) => Ok(vm.incref(found)),
                None => Ok(vm.intern("builtins")),
            }
        },
        Some(|vm, object, value| set_in_class(vm, object, "__module__", value)),
    ),
    (
        "__doc__",
        |vm, object| {
            let found = match vm.body(object) {
                Body::Type(class) if object != vm.kind(Kind::Type) => {
                    vm.dict_get_str(class.dict, "__doc__")
                }
                _ => None,
            };
            match found {
                Some(found) => {
                    vm.incref(found);
                    let bound = vm.bind(found, None, object);
                    vm.decref(found);
                    bound
                }
                None => Ok(vm.none()),
            }
        },
        Some(|vm, object, value| set_in_class(vm, object, "__doc__", value)),
    ),
    field!("__base__", Body::Type(class) => class.base),
    (
        "__dict__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let dict = value.dict;
            vm.incref(dict);
            Ok(vm.alloc(Body::MappingProxy(dict)))
        },
        None,
    ),
    (
        "__basicsize__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let own = (!value.is_heap)
                .then(|| crate::objects::basic_size(value.native, vm.version))
                .flatten();
            let size = own.unwrap_or_else(|| vm.layouts.class(value.layout).basicsize());
            Ok(vm.int_usize(size))
        },
        None,
    ),
    (
        "__itemsize__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let size = vm.layouts.class(value.layout).itemsize();
            Ok(vm.int_usize(size))
        },
        None,
    ),
    (
        "__dictoffset__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let offset = vm.layouts.class(value.layout).dictoffset();
            Ok(vm.int_i64(offset as i64))
        },
        None,
    ),
    (
        "__weakrefoffset__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let offset = vm.layouts.class(value.layout).weaklistoffset();
            Ok(vm.int_i64(offset as i64))
        },
        None,
    ),
];
