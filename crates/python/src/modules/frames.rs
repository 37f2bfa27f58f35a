//! Frames and namespaces as programs see them.

use objects::Ref;

use crate::objects::{Body, Frame, Kind, Val};
use crate::vm::{Args, R, Vm};

/// The locals of a frame as a new dict, or its namespace.
fn locals(vm: &mut Vm, frame: &Frame) -> Ref {
    if let Some(names) = frame.names {
        return vm.incref(names);
    }
    let dict = vm.dict();
    for (place, value) in frame.locals.iter().enumerate() {
        let name = frame.body.variables[place];
        let mut object = value.get();
        let is_cell = frame.body.cells.contains(&(place as u32))
            || place >= frame.body.variables.len() - frame.body.nfree;
        if let (true, Some(cell)) = (is_cell, object) {
            if let Body::Cell(held) = vm.body(cell) {
                object = *held;
            }
        }
        if let Some(object) = object {
            vm.dict_set_name(dict, name, object);
        }
    }
    dict
}

/// `locals()`
pub(crate) fn locals_of_top(vm: &mut Vm) -> R {
    let frame = vm.top().clone();
    Ok(locals(vm, &frame))
}

fn running(vm: &Vm, object: Ref) -> Option<usize> {
    vm.thread
        .frames
        .iter()
        .rposition(|frame| frame.object == Some(object))
}

/// The frame behind a frame object: running, in a suspended generator, or kept by the object itself.
pub(crate) fn frame_of(vm: &Vm, object: Ref) -> Option<&Frame> {
    if let Some(index) = running(vm, object) {
        return vm.thread.frames.get(index).map(|frame| &**frame);
    }
    let Body::Frame(value) = vm.body(object) else {
        return None;
    };
    if let Some(frame) = &value.frame {
        return Some(frame);
    }
    let generator = value.generator.filter(|&held| vm.heap.is_alive(held))?;
    match vm.body(generator) {
        Body::Generator(state) => state.frame.as_deref(),
        _ => None,
    }
}

/// `frame.clear()`
pub(crate) fn frame_clear(vm: &mut Vm, object: Ref) -> R {
    if running(vm, object).is_some() {
        return Err(vm.error("RuntimeError", "cannot clear an executing frame"));
    }
    let generator = match vm.body(object) {
        Body::Frame(value) => value.generator.filter(|&held| vm.heap.is_alive(held)),
        _ => None,
    };
    if let Some(generator) = generator {
        let started = matches!(vm.body(generator), Body::Generator(state) if state.started);
        if vm.since(13) && started {
            return Err(vm.error("RuntimeError", "cannot clear a suspended frame"));
        }
        return vm.generator_close(generator);
    }
    let values = match vm.body_mut(object) {
        Body::Frame(value) => match &mut value.frame {
            Some(frame) => frame
                .locals
                .iter_mut()
                .chain(&mut frame.stack)
                .map(|value| std::mem::replace(value, Val::Null))
                .collect(),
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    for value in values {
        vm.xdecref(value.owned());
    }
    Ok(vm.none())
}

/// `frame.f_locals`
pub(crate) fn frame_locals(vm: &mut Vm, object: Ref) -> R {
    let frame = frame_of(vm, object).cloned();
    Ok(match frame {
        Some(frame) => locals(vm, &frame),
        None => vm.dict(),
    })
}

/// `frame.f_back`
pub(crate) fn frame_back(vm: &mut Vm, object: Ref) -> R {
    if let Some(index) = running(vm, object) {
        return Ok(if index > 0 {
            vm.frame_object(index - 1)
        } else {
            vm.none()
        });
    }
    let back = match vm.body(object) {
        Body::Frame(value) => value.back,
        _ => None,
    };
    let back = back.unwrap_or(vm.one.none);
    Ok(vm.incref(back))
}

/// `frame.f_lineno`
pub(crate) fn frame_line(vm: &mut Vm, object: Ref) -> R {
    let line = match (frame_of(vm, object), vm.body(object)) {
        (_, Body::Frame(value)) if value.frame.is_some() => value.line,
        (Some(frame), _) => vm.line_of(frame),
        (None, Body::Frame(value)) => value.line,
        _ => 0,
    };
    Ok(vm.int_i64(i64::from(line)))
}

/// `dir(object)`
pub(crate) fn dir(vm: &mut Vm, args: &Args<'_>) -> R {
    let mut names: Vec<String> = Vec::new();
    let push = |vm: &Vm, dict: Ref, names: &mut Vec<String>| {
        names.extend(
            vm.dict_pairs(dict)
                .into_iter()
                .map(|(key, _)| vm.text(key).to_owned()),
        );
    };
    match args.pos.first() {
        None => {
            let dict = locals_of_top(vm)?;
            let dict = vm.own(dict);
            push(vm, dict, &mut names);
        }
        Some(&object) => {
            let class = if let Body::Type(_) = vm.body(object) {
                object
            } else {
                vm.type_of(object)
            };
            if let Body::Module { dict } = vm.body(object) {
                let dict = *dict;
                push(vm, dict, &mut names);
            } else {
                if class != object && vm.has_dict(object) {
                    let dict = vm.instance_dict(object);
                    push(vm, dict, &mut names);
                }
                let Body::Type(value) = vm.body(class) else {
                    return Ok(vm.none());
                };
                for base in vm.items(value.mro).to_vec() {
                    if let Body::Type(base) = vm.body(base) {
                        let dict = base.dict;
                        push(vm, dict, &mut names);
                    }
                }
            }
        }
    }
    names.sort();
    names.dedup();
    let _ = (Kind::Object, Val::Null);
    let names = names.into_iter().map(|name| vm.str(name)).collect();
    Ok(vm.list(names))
}
