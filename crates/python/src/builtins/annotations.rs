//! `__annotations__` of functions, classes and modules.

use objects::Ref;

use super::Attribute;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// Calls what makes annotations (from 3.14), for their values. A new reference.
fn evaluate(vm: &mut Vm, annotate: Ref) -> R {
    let format = vm.int_i64(1);
    let format = vm.own(format);
    let made = vm.guard_native(|vm| vm.call_args(annotate, &Args::pos(&[format])))?;
    if !matches!(vm.body(made), Body::Dict(_)) {
        let text = format!(
            "__annotate__ returned non-dict of type '{}'",
            vm.tp_name(made)
        );
        vm.decref(made);
        return Err(vm.type_error(text));
    }
    Ok(made)
}

fn of_function(vm: &mut Vm, object: Ref) -> R {
    let (held, annotate) = match vm.body(object) {
        Body::Function(function) => (function.annotations, function.annotate),
        _ => return Ok(vm.none()),
    };
    if let Some(dict) = held {
        return Ok(vm.incref(dict));
    }
    let dict = match annotate.filter(|&annotate| annotate != vm.one.none) {
        Some(annotate) => {
            vm.incref(annotate);
            let annotate = vm.own(annotate);
            evaluate(vm, annotate)?
        }
        None => vm.dict(),
    };
    vm.incref(dict);
    let old = match vm.body_mut(object) {
        Body::Function(function) => function.annotations.replace(dict),
        _ => Some(dict),
    };
    vm.xdecref(old);
    Ok(dict)
}

fn set_of_function(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let new = value.filter(|&value| value != vm.one.none);
    if let Some(new) = new {
        if !matches!(vm.body(new), Body::Dict(_)) {
            return Err(vm.type_error("__annotations__ must be set to a dict object"));
        }
        vm.incref(new);
    }
    let old = match vm.body_mut(object) {
        Body::Function(function) => {
            let old = std::mem::replace(&mut function.annotations, new);
            [old, function.annotate.take()]
        }
        _ => [new, None],
    };
    for old in old {
        vm.xdecref(old);
    }
    Ok(())
}

/// The attribute of functions.
pub(super) const FUNCTION: Attribute = ("__annotations__", of_function, Some(set_of_function));

/// What makes the annotations of a function; only from 3.14 there is any such thing.
pub(super) const FUNCTION_ANNOTATE: Attribute = (
    "__annotate__",
    |vm, object| {
        let held = match vm.body(object) {
            Body::Function(function) => function.annotate,
            _ => None,
        };
        if !vm.since(14) {
            let text = "'function' object has no attribute '__annotate__'";
            return Err(vm.error("AttributeError", text));
        }
        let held = held.unwrap_or(vm.one.none);
        Ok(vm.incref(held))
    },
    Some(set_annotate),
);

fn set_annotate(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let Some(new) = value else {
        return Err(vm.type_error("__annotate__ cannot be deleted"));
    };
    let is_none = new == vm.one.none;
    if !is_none && !vm.callable(new) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    vm.incref(new);
    let (old, annotations) = match vm.body_mut(object) {
        Body::Function(function) => {
            // What was known is out of date.
            let annotations = match is_none {
                true => None,
                false => function.annotations.take(),
            };
            (function.annotate.replace(new), annotations)
        }
        _ => (Some(new), None),
    };
    vm.xdecref(old);
    vm.xdecref(annotations);
    Ok(())
}

/// The type parameters of a function (from 3.12).
pub(super) const TYPE_PARAMS: Attribute = (
    "__type_params__",
    |vm, object| {
        let held = match vm.body(object) {
            Body::Function(function) => function.type_params,
            _ => None,
        };
        match held {
            Some(held) => Ok(vm.incref(held)),
            None => Ok(vm.tuple(Vec::new())),
        }
    },
    Some(|vm, object, value| {
        let Some(new) = value.filter(|&value| matches!(vm.body(value), Body::Tuple(_))) else {
            return Err(vm.type_error("__type_params__ must be set to a tuple"));
        };
        vm.incref(new);
        let old = match vm.body_mut(object) {
            Body::Function(function) => function.type_params.replace(new),
            _ => Some(new),
        };
        vm.xdecref(old);
        Ok(())
    }),
);

/// The type parameters of a class (from 3.12).
pub(super) const CLASS_TYPE_PARAMS: Attribute = (
    "__type_params__",
    |vm, class| {
        let dict = class_dict(vm, class);
        let found = match vm.body(class) {
            Body::Type(value) if value.is_heap => vm.dict_get_str(dict, "__type_params__"),
            _ => None,
        };
        match found {
            Some(found) => Ok(vm.incref(found)),
            None => Ok(vm.tuple(Vec::new())),
        }
    },
    Some(|vm, class, value| {
        let name = vm.class_tp_name(class);
        if !matches!(vm.body(class), Body::Type(value) if value.is_heap) {
            let text = format!("cannot set '__type_params__' attribute of immutable type '{name}'");
            return Err(vm.type_error(text));
        }
        let Some(value) = value else {
            let text = format!("cannot delete '__type_params__' attribute of type '{name}'");
            return Err(vm.type_error(text));
        };
        let dict = class_dict(vm, class);
        vm.dict_set_str(dict, "__type_params__", value);
        Ok(())
    }),
);

fn class_dict(vm: &Vm, class: Ref) -> Ref {
    match vm.body(class) {
        Body::Type(value) => value.dict,
        _ => vm.one.none,
    }
}

fn of_class(vm: &mut Vm, class: Ref) -> R {
    let missing = |vm: &mut Vm| {
        let name = vm.class_tp_name(class);
        let text = format!("type object '{name}' has no attribute '__annotations__'");
        Err(vm.error("AttributeError", text))
    };
    if !vm.since(10) {
        // An attribute as any other: a class that has none has those of its base.
        return match vm.type_lookup_str(class, "__annotations__") {
            Some(found) => Ok(vm.incref(found)),
            None => missing(vm),
        };
    }
    let is_heap = matches!(vm.body(class), Body::Type(value) if value.is_heap);
    if !is_heap {
        return missing(vm);
    }
    let dict = class_dict(vm, class);
    let cache = if vm.since(14) {
        "__annotations_cache__"
    } else {
        "__annotations__"
    };
    for name in ["__annotations__", cache] {
        if let Some(found) = vm.dict_get_str(dict, name) {
            return Ok(vm.incref(found));
        }
    }
    let annotate = vm.dict_get_str(dict, "__annotate_func__");
    let made = match annotate.filter(|&annotate| annotate != vm.one.none) {
        Some(annotate) => {
            vm.incref(annotate);
            let annotate = vm.own(annotate);
            evaluate(vm, annotate)?
        }
        None => vm.dict(),
    };
    vm.dict_set_str(dict, cache, made);
    Ok(made)
}

/// The attribute of classes.
pub(super) const CLASS: Attribute = (
    "__annotations__",
    of_class,
    Some(|vm, class, value| {
        let dict = class_dict(vm, class);
        let name = if vm.since(14) && vm.dict_get_str(dict, "__annotations__").is_none() {
            "__annotations_cache__"
        } else {
            "__annotations__"
        };
        match value {
            Some(value) => vm.dict_set_str(dict, name, value),
            None => {
                let name = vm.intern(name);
                let was_there = vm.dict_delete_name(dict, name);
                vm.decref(name);
                if !was_there {
                    return Err(vm.error("AttributeError", "__annotations__"));
                }
            }
        }
        Ok(())
    }),
);

/// `module.__annotations__`, if the module's dict doesn't have it (from 3.14).
pub(crate) fn of_module(vm: &mut Vm, dict: Ref) -> R<Option<Ref>> {
    let Some(annotate) = vm.dict_get_str(dict, "__annotate__") else {
        return Ok(None);
    };
    if !vm.since(14) || annotate == vm.one.none {
        return Ok(None);
    }
    vm.incref(annotate);
    let annotate = vm.own(annotate);
    let made = evaluate(vm, annotate)?;
    vm.dict_set_str(dict, "__annotations__", made);
    Ok(Some(made))
}

/// `_types.evaluate_annotations(namespace)`: what a class body says of its names, before there is a class (from 3.14).
pub(crate) fn evaluate_annotations(vm: &mut Vm, args: &Args<'_>) -> R {
    super::arity(vm, args, "evaluate_annotations", 1, 1, 0)?;
    let namespace = args.pos[0];
    if !matches!(vm.body(namespace), Body::Dict(_)) {
        return Err(vm.type_error("a dict is required"));
    }
    if let Some(found) = vm.dict_get_str(namespace, "__annotations__") {
        return Ok(vm.incref(found));
    }
    match vm.dict_get_str(namespace, "__annotate_func__") {
        Some(annotate) if annotate != vm.one.none => {
            vm.incref(annotate);
            let annotate = vm.own(annotate);
            let made = evaluate(vm, annotate);
            match vm.catches(made, "NameError")? {
                Some(made) => Ok(made),
                None => Err(vm.unsupported("a forward reference in the annotations of this class")),
            }
        }
        _ => Ok(vm.dict()),
    }
}
