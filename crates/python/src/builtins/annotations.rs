//! `__annotations__` of functions, classes and modules.

use objects::Ref;

use super::Attribute;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// Runs the code that makes annotations (from 3.14), among the names of a class or module. A new reference.
fn evaluate(vm: &mut Vm, annotate: Ref, names: Ref) -> R {
    match vm.body(annotate) {
        Body::Function(_) => {}
        Body::Str(text) => {
            let what = text.value.as_str().to_owned();
            return Err(vm.unsupported(what));
        }
        _ => return Err(vm.unsupported("an __annotate__ function of the program's own")),
    }
    let mut frame = vm.new_frame(annotate, Vec::new(), Vec::new())?;
    vm.incref(names);
    frame.names = Some(names);
    vm.guard_native(|vm| vm.run(frame))
}

fn of_function(vm: &mut Vm, object: Ref) -> R {
    let (held, globals) = match vm.body(object) {
        Body::Function(function) => (function.annotations, function.globals),
        _ => return Ok(vm.none()),
    };
    let dict = match held {
        Some(dict) if matches!(vm.body(dict), Body::Dict(_)) => return Ok(vm.incref(dict)),
        Some(annotate) => {
            vm.incref(annotate);
            let annotate = vm.own(annotate);
            evaluate(vm, annotate, globals)?
        }
        None => vm.dict(),
    };
    set_of_function(vm, object, Some(dict))?;
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
    set(vm, object, new);
    Ok(())
}

/// The value is taken over.
fn set(vm: &mut Vm, object: Ref, new: Option<Ref>) {
    let old = match vm.body_mut(object) {
        Body::Function(function) => std::mem::replace(&mut function.annotations, new),
        _ => new,
    };
    vm.xdecref(old);
}

/// The attribute of functions.
pub(super) const FUNCTION: Attribute = ("__annotations__", of_function, Some(set_of_function));

/// What makes the annotations of a function; only from 3.14 there is any such thing.
pub(super) const FUNCTION_ANNOTATE: Attribute = (
    "__annotate__",
    |vm, object| {
        let held = match vm.body(object) {
            Body::Function(function) => function.annotations,
            _ => None,
        };
        if !vm.since(14) {
            let text = "'function' object has no attribute '__annotate__'";
            return Err(vm.error("AttributeError", text));
        }
        let held = held.filter(|&held| !matches!(vm.body(held), Body::Dict(_)));
        let held = held.unwrap_or(vm.one.none);
        Ok(vm.incref(held))
    },
    Some(|vm, object, value| {
        let new = value.filter(|&value| value != vm.one.none);
        if let Some(new) = new {
            vm.incref(new);
        }
        set(vm, object, new);
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
            evaluate(vm, annotate, dict)?
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
    let made = evaluate(vm, annotate, dict)?;
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
            let made = evaluate(vm, annotate, namespace);
            match vm.catches(made, "NameError")? {
                Some(made) => Ok(made),
                None => Err(vm.unsupported("a forward reference in the annotations of this class")),
            }
        }
        _ => Ok(vm.dict()),
    }
}
