//! Exceptions: what `BaseException` can, and what some of its subclasses have beside that.

mod fields;
mod group;
mod init;
mod text;

use objects::Ref;

pub(crate) use group::{prepare_reraise, star_match};
pub(crate) use text::text;

use super::object::{get_instance_dict, set_instance_dict};
use super::{Attribute, arity, field, held};
use crate::objects::{
    Body, ExceptionState, GetSet, InstanceDict, Kind, NativeFn, NativeObject, Shape,
};
use crate::vm::{R, Vm};

/// Whether a call of the class makes the exception first, and then the tuple of its arguments: `BaseException_vectorcall` (3.14).
fn has_vectorcall(vm: &Vm, class: Ref) -> bool {
    let is_heap = matches!(vm.body(class), Body::Type(value) if value.is_heap);
    vm.since(14)
        && !is_heap
        && vm.shape_of(class) == Shape::Plain
        && class != vm.exceptions["MemoryError"]
}

pub(super) const BASE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = init::class_of(vm, args)?;
        let given = args.pos.get(1..).unwrap_or_default();
        if !has_vectorcall(vm, class) {
            let body = vm.exception_body(class, given);
            return Ok(vm.instance(class, body));
        }
        let body = vm.exception_body(class, &[]);
        let made = vm.instance(class, body);
        vm.set_exception_args(made, given);
        Ok(made)
    }),
    ("__init__", init::init),
    ("__str__", |vm, args| {
        let text = text(vm, args.pos[0])?;
        Ok(vm.str(text))
    }),
    ("with_traceback", |vm, args| {
        arity(vm, args, "BaseException.with_traceback", 1, 1, 1)?;
        set_traceback(vm, args.pos[0], Some(args.pos[1]))?;
        Ok(vm.incref(args.pos[0]))
    }),
    ("add_note", add_note),
    ("__reduce__", |vm, args| {
        let this = args.pos[0];
        let Body::Exception(state) = vm.body(this) else {
            return Ok(vm.none());
        };
        let mut parts = vec![vm.type_of(this), state.args];
        if let Some(dict) = made_dict(vm, this) {
            parts.push(dict);
        }
        let parts = vm.increfs(&parts);
        Ok(vm.tuple(parts))
    }),
    ("__setstate__", |vm, args| {
        let state = args.pos.get(1).copied().unwrap_or(vm.one.none);
        if let Body::Dict(dict) = vm.body(state) {
            let pairs: Vec<(Ref, Ref)> = dict.iter().map(|(&key, &value)| (key, value)).collect();
            for (name, value) in pairs {
                vm.setattr(args.pos[0], name, Some(value))?;
            }
        }
        Ok(vm.none())
    }),
];

pub(super) const BASE_ATTRIBUTES: &[Attribute] = &[
    (
        "args",
        |vm, object| {
            let args = match vm.body(object) {
                Body::Exception(state) => Some(state.args),
                _ => None,
            };
            held(vm, args)
        },
        Some(|vm, object, value| {
            let Some(value) = value else {
                return Err(vm.type_error("args may not be deleted"));
            };
            let items = vm.collect(value)?;
            let new = vm.tuple(items);
            let old = match vm.body_mut(object) {
                Body::Exception(state) => std::mem::replace(&mut state.args, new),
                _ => new,
            };
            vm.decref(old);
            Ok(())
        }),
    ),
    (
        "__traceback__",
        |vm, object| {
            let traceback = match vm.body(object) {
                Body::Exception(state) => state.traceback,
                _ => None,
            };
            held(vm, traceback)
        },
        Some(set_traceback),
    ),
    (
        "__suppress_context__",
        |vm, object| {
            let suppresses =
                matches!(vm.body(object), Body::Exception(state) if state.suppress_context);
            Ok(vm.bool(suppresses))
        },
        Some(|vm, object, value| {
            let truth = match value {
                Some(value) => vm.truth(value)?,
                None => false,
            };
            if let Body::Exception(state) = vm.body_mut(object) {
                state.suppress_context = truth;
            }
            Ok(())
        }),
    ),
    (
        "__cause__",
        |vm, object| {
            let cause = match vm.body(object) {
                Body::Exception(state) => state.cause,
                _ => None,
            };
            held(vm, cause)
        },
        Some(|vm, object, value| {
            let value = linked(vm, value, "__cause__", "cause")?;
            replace(vm, object, value, |state| {
                state.suppress_context = true;
                &mut state.cause
            });
            Ok(())
        }),
    ),
    (
        "__context__",
        |vm, object| {
            let context = match vm.body(object) {
                Body::Exception(state) => state.context,
                _ => None,
            };
            held(vm, context)
        },
        Some(|vm, object, value| {
            let value = linked(vm, value, "__context__", "context")?;
            replace(vm, object, value, |state| &mut state.context);
            Ok(())
        }),
    ),
    ("__dict__", get_instance_dict, Some(set_instance_dict)),
];

pub(super) const TRACEBACK_ATTRIBUTES: &[Attribute] = &[
    field!("tb_frame", Body::Traceback(traceback) => Some(traceback.frame)),
    (
        "tb_next",
        |vm, object| {
            let next = match vm.body(object) {
                Body::Traceback(traceback) => traceback.next,
                _ => None,
            };
            held(vm, next)
        },
        Some(|vm, object, value| {
            let new = match value {
                Some(value) if value == vm.one.none => None,
                Some(value) if matches!(vm.body(value), Body::Traceback(_)) => Some(value),
                Some(value) => {
                    let text = format!("expected traceback object, got '{}'", vm.tp_name(value));
                    return Err(vm.type_error(text));
                }
                None => return Err(vm.type_error("can't delete tb_next attribute")),
            };
            // A circle would be followed for ever.
            let mut at = new;
            while let Some(entry) = at {
                if entry == object {
                    return Err(vm.value_error("traceback loop detected"));
                }
                at = match vm.body(entry) {
                    Body::Traceback(traceback) => traceback.next,
                    _ => None,
                };
            }
            if let Some(new) = new {
                vm.incref(new);
            }
            let old = match vm.body_mut(object) {
                Body::Traceback(traceback) => std::mem::replace(&mut traceback.next, new),
                _ => new,
            };
            vm.xdecref(old);
            Ok(())
        }),
    ),
    (
        "tb_lineno",
        |vm, object| {
            let Body::Traceback(traceback) = vm.body(object) else {
                return Ok(vm.none());
            };
            let line = i64::from(traceback.position.line);
            Ok(vm.int_i64(line))
        },
        None,
    ),
    (
        "tb_lasti",
        |vm, _| Err(vm.unsupported("tb_lasti: the instructions here aren't CPython's")),
        None,
    ),
];

/// The exception's `__dict__`, if it has been needed.
fn made_dict(vm: &Vm, object: Ref) -> Option<Ref> {
    match vm.get(object).attrs.as_ref()?.dict {
        InstanceDict::Made(dict) => Some(dict),
        _ => None,
    }
}

fn set_traceback(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let new = match value {
        None => return Err(vm.type_error("__traceback__ may not be deleted")),
        Some(value) if value == vm.one.none => None,
        Some(value) if matches!(vm.body(value), Body::Traceback(_)) => Some(vm.incref(value)),
        Some(_) => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    };
    replace(vm, object, new, |state| &mut state.traceback);
    Ok(())
}

/// Checks what is put into `__cause__` or `__context__`; a new reference.
fn linked(vm: &mut Vm, value: Option<Ref>, attribute: &str, word: &str) -> R<Option<Ref>> {
    match value {
        None => Err(vm.type_error(format!("{attribute} may not be deleted"))),
        Some(value) if value == vm.one.none => Ok(None),
        Some(value) if matches!(vm.body(value), Body::Exception(_)) => Ok(Some(vm.incref(value))),
        Some(_) => {
            let text = format!("exception {word} must be None or derive from BaseException");
            Err(vm.type_error(text))
        }
    }
}

fn replace(
    vm: &mut Vm,
    object: Ref,
    value: Option<Ref>,
    place: impl FnOnce(&mut ExceptionState) -> &mut Option<Ref>,
) {
    let old = match vm.body_mut(object) {
        Body::Exception(state) => std::mem::replace(place(state), value),
        _ => value,
    };
    vm.xdecref(old);
}

/// `BaseException.add_note(note)` (3.11).
fn add_note(vm: &mut Vm, args: &crate::vm::Args<'_>) -> R {
    arity(vm, args, "BaseException.add_note", 1, 1, 1)?;
    let (this, note) = (args.pos[0], args.pos[1]);
    if !matches!(vm.body(note), Body::Str(_)) {
        let name = vm.tp_name(note);
        let text = if vm.since(14) {
            format!("add_note() argument must be str, not {name}")
        } else {
            format!("note must be a str, not '{name}'")
        };
        return Err(vm.type_error(text));
    }
    let name = vm.intern("__notes__");
    let name = vm.own(name);
    let notes = match vm.getattr_opt(this, "__notes__")? {
        Some(notes) => vm.own(notes),
        None => {
            let notes = vm.list(Vec::new());
            let notes = vm.own(notes);
            vm.setattr(this, name, Some(notes))?;
            notes
        }
    };
    if !matches!(vm.body(notes), Body::List(_)) {
        return Err(vm.type_error("Cannot add note: __notes__ is not a list"));
    }
    vm.incref(note);
    vm.list_append(notes, note);
    Ok(vm.none())
}

/// Gives the exception classes that have fields their descriptors, and groups their methods.
pub(crate) fn boot(vm: &mut Vm) {
    for &(name, shape) in Shape::CLASSES {
        let Some(&class) = vm.exceptions.get(name) else {
            continue;
        };
        let Body::Type(value) = vm.body(class) else {
            continue;
        };
        let dict = value.dict;
        for (place, &field) in shape.fields().iter().enumerate() {
            if !vm.since(shape.field_since(field)) {
                continue;
            }
            let (get, set) = fields::accessors(place);
            let set = (shape != Shape::Group).then_some(set);
            let getset = vm.alloc(Body::GetSet(Box::new(GetSet {
                name: field,
                get,
                set,
                class: None,
                owner: Kind::BaseException,
            })));
            vm.dict_set_str(dict, field, getset);
            vm.decref(getset);
        }
        if shape == Shape::Group {
            for &(name, func) in group::METHODS {
                let native = vm.alloc(Body::Native(Box::new(NativeObject {
                    kind: Kind::MethodDescriptor,
                    name,
                    func,
                    this: None,
                    owner: Some(Kind::BaseException),
                    module: None,
                    descriptor: None,
                })));
                let object = match name {
                    "__new__" => vm.alloc(Body::StaticMethod(native)),
                    "__class_getitem__" => vm.alloc(Body::ClassMethod(native)),
                    _ => native,
                };
                vm.dict_set_str(dict, name, object);
                vm.decref(object);
            }
        }
    }
    if !vm.since(11) {
        let base = vm.exceptions["BaseException"];
        if let Body::Type(value) = vm.body(base) {
            let dict = value.dict;
            let name = vm.intern("add_note");
            vm.dict_delete_name(dict, name);
            vm.decref(name);
        }
    }
}
