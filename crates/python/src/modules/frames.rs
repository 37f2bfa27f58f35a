//! Frames and namespaces as programs see them.

use objects::Ref;

use super::frame_locals as proxies;
use crate::objects::{Body, Frame};
use crate::vm::{R, Vm};

/// The variables of a function's frame, each with its value if it has one.
fn variables(vm: &Vm, frame: &Frame) -> Vec<(Ref, Option<Ref>)> {
    frame
        .locals
        .iter()
        .zip(&frame.body.variables)
        .enumerate()
        .map(|(place, (value, &name))| {
            let value = match value.get() {
                Some(cell) if frame.is_cell(place) => match vm.body(cell) {
                    Body::Cell(held) => *held,
                    _ => Some(cell),
                },
                value => value,
            };
            (name, value)
        })
        .collect()
}

/// The same of a frame object. All borrowed.
pub(super) fn variables_of(vm: &Vm, object: Ref) -> Vec<(Ref, Option<Ref>)> {
    match frame_of(vm, object) {
        Some(frame) => variables(vm, frame),
        None => Vec::new(),
    }
}

/// A value that a variable had: a frame object keeps those that are overwritten from outside, in a tuple (from 3.14).
pub(super) fn keep_overwritten(vm: &mut Vm, object: Ref, value: Ref) {
    let mut kept = match vm.body(object) {
        Body::Frame(frame) => frame
            .overwritten
            .map_or(Vec::new(), |kept| vm.items(kept).to_vec()),
        _ => return,
    };
    kept.push(value);
    let kept = vm.increfs(&kept);
    let kept = vm.tuple(kept);
    let old = match vm.body_mut(object) {
        Body::Frame(frame) => frame.overwritten.replace(kept),
        _ => Some(kept),
    };
    vm.xdecref(old);
}

/// The locals of a frame to 3.12: its namespace, or a dict of its variables, which is brought up to date each time.
fn updated_locals(vm: &mut Vm, place: &Place) -> R {
    let Some(frame) = place.frame(vm) else {
        return Ok(vm.dict());
    };
    let held = frame.names;
    let variables = variables(vm, frame);
    let dict = match held {
        Some(held) => held,
        None => vm.dict(),
    };
    for (name, value) in variables {
        match value {
            Some(value) => vm.dict_set_name(dict, name, value),
            None => drop(vm.dict_delete_name(dict, name)),
        }
    }
    if held.is_none() {
        match place.frame_mut(vm) {
            Some(frame) => frame.names = Some(dict),
            None => return Ok(dict),
        }
    }
    Ok(vm.incref(dict))
}

/// The namespace of a frame that isn't a function's, as a new reference.
fn namespace(vm: &mut Vm, place: &Place) -> Option<Ref> {
    let frame = place.frame(vm)?;
    match (frame.body.flags.optimized, frame.names) {
        (false, Some(names)) => Some(vm.incref(names)),
        _ => None,
    }
}

/// While a comprehension runs in the frame of a module (PEP 709), its variables hide the namespace from 3.13,
/// and are added to a copy of it before. Takes the namespace over.
fn with_hidden(vm: &mut Vm, place: &Place, names: Ref) -> Ref {
    let hidden: Vec<(Ref, Ref)> = match place.frame(vm) {
        Some(frame) => {
            // What a class body has of functions around it, and the cells for its methods, hide nothing.
            let free = frame.body.variables.len() - frame.body.nfree;
            variables(vm, frame)
                .into_iter()
                .take(free)
                .filter(|&(name, _)| !matches!(vm.text(name), "__class__" | "__classdict__"))
                .filter_map(|(name, value)| value.map(|value| (name, value)))
                .collect()
        }
        None => Vec::new(),
    };
    if hidden.is_empty() {
        return names;
    }
    let seen = if vm.since(13) {
        Vec::new()
    } else {
        vm.dict_pairs(names)
    };
    let dict = vm.dict();
    for (name, value) in seen.into_iter().chain(hidden) {
        vm.dict_set_name(dict, name, value);
    }
    vm.decref(names);
    dict
}

/// `locals()`: from 3.13 (PEP 667) a new dict each time, made of a proxy.
pub(crate) fn locals_of_top(vm: &mut Vm) -> R {
    let top = vm.thread.frames.len() - 1;
    let place = Place::Running(vm.thread.number, top);
    if let Some(names) = namespace(vm, &place) {
        return Ok(with_hidden(vm, &place, names));
    }
    if !vm.since(13) {
        return updated_locals(vm, &place);
    }
    let frame = vm.frame_object(top);
    let proxy = proxies::new(vm, frame);
    vm.decref(frame);
    let dict = proxies::as_dict(vm, proxy);
    vm.decref(proxy);
    dict
}

/// What a frame's names mean, as a dict: for what looks for a name that is like another.
pub(crate) fn frame_names(vm: &mut Vm, object: Ref) -> R {
    let locals = frame_locals(vm, object)?;
    if matches!(vm.body(locals), Body::Dict(_)) {
        return Ok(locals);
    }
    let dict = proxies::as_dict(vm, locals);
    vm.decref(locals);
    dict
}

/// Where a frame is.
pub(super) enum Place {
    /// A thread's, and which of its calls.
    Running(u64, usize),
    Generator(Ref),
    Kept(Ref),
}

impl Place {
    pub(super) fn of(vm: &Vm, object: Ref) -> Option<Place> {
        if let Some((thread, index)) = vm.call_with_object(object) {
            return Some(Place::Running(thread, index));
        }
        let Body::Frame(value) = vm.body(object) else {
            return None;
        };
        if value.frame.is_some() {
            return Some(Place::Kept(object));
        }
        value
            .generator
            .filter(|&held| vm.heap.is_alive(held))
            .map(Place::Generator)
    }

    pub(super) fn frame<'a>(&self, vm: &'a Vm) -> Option<&'a Frame> {
        match self {
            Place::Running(thread, index) => vm.calls_of(*thread)?.get(*index),
            Place::Generator(generator) => vm.suspended(*generator),
            Place::Kept(object) => match vm.body(*object) {
                Body::Frame(value) => value.frame.as_deref(),
                _ => None,
            },
        }
    }

    pub(super) fn frame_mut<'a>(&self, vm: &'a mut Vm) -> Option<&'a mut Frame> {
        match self {
            Place::Running(thread, index) => {
                vm.call_of_mut(*thread, *index).map(|frame| &mut **frame)
            }
            Place::Generator(generator) => vm.suspended_mut(*generator),
            Place::Kept(object) => match vm.body_mut(*object) {
                Body::Frame(value) => value.frame.as_deref_mut(),
                _ => None,
            },
        }
    }
}

/// The frame behind a frame object: running, in a suspended generator, or kept by the object itself.
fn frame_of(vm: &Vm, object: Ref) -> Option<&Frame> {
    Place::of(vm, object)?.frame(vm)
}

/// `frame.clear()`
pub(crate) fn frame_clear(vm: &mut Vm, object: Ref) -> R {
    if vm.call_with_object(object).is_some() {
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
    let beside = match vm.body_mut(object) {
        Body::Frame(value) => [
            value.trace.take(),
            value.extra.take(),
            value.overwritten.take(),
        ],
        _ => [None; 3],
    };
    for held in beside {
        vm.xdecref(held);
    }
    let values = match vm.body_mut(object) {
        Body::Frame(value) => match &mut value.frame {
            Some(frame) => frame.clear(),
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    for value in values {
        vm.decref(value);
    }
    Ok(vm.none())
}

/// `frame.f_locals`: from 3.13 a proxy each time, where the names are a function's.
pub(crate) fn frame_locals(vm: &mut Vm, object: Ref) -> R {
    let Some(place) = Place::of(vm, object) else {
        return Ok(vm.dict());
    };
    if let Some(names) = namespace(vm, &place) {
        return Ok(names);
    }
    if vm.since(13) {
        return Ok(proxies::new(vm, object));
    }
    if vm.since(11)
        && let Body::Frame(value) = vm.body_mut(object)
    {
        value.fast_as_locals = true;
    }
    updated_locals(vm, &place)
}

/// `frame.f_back`
pub(crate) fn frame_back(vm: &mut Vm, object: Ref) -> R {
    if let Some((thread, index)) = vm.call_with_object(object) {
        let below = index
            .checked_sub(1)
            .and_then(|below| vm.frame_object_of(thread, below));
        return Ok(match below {
            Some(below) => below,
            None => vm.none(),
        });
    }
    let back = match vm.body(object) {
        Body::Frame(value) => value.back,
        _ => None,
    };
    let back = back.unwrap_or(vm.one.none);
    Ok(vm.incref(back))
}

/// `frame_repr`
pub(crate) fn frame_repr(vm: &mut Vm, object: Ref) -> R<String> {
    let (line, at) = (line_at(vm, object), vm.id_of(object));
    let Body::Frame(value) = vm.body(object) else {
        return Ok(String::new());
    };
    let Body::Code(code) = vm.body(value.code) else {
        return Ok(String::new());
    };
    let (file, name) = (code.shared.file.name.clone(), code.shared.name);
    let name = vm.text(name).to_owned();
    let file = vm.str(file);
    let file = vm.own(file);
    let file = vm.repr_of(file)?;
    Ok(format!(
        "<frame at {at:#x}, file {file}, line {line}, code {name}>"
    ))
}

/// `frame.f_lineno`
pub(crate) fn frame_line(vm: &mut Vm, object: Ref) -> R {
    let line = line_at(vm, object);
    Ok(vm.int_i64(i64::from(line)))
}

fn line_at(vm: &Vm, object: Ref) -> u32 {
    // To 3.9 a tracer is told of the line, and the frame stays there until the next one.
    if let (Body::Frame(value), false) = (vm.body(object), vm.since(10))
        && value.trace.is_some()
        && value.line != 0
    {
        return value.line;
    }
    match (frame_of(vm, object), vm.body(object)) {
        (_, Body::Frame(value)) if value.frame.is_some() => value.line,
        (Some(frame), _) => vm.line_of(frame),
        (None, Body::Frame(value)) => value.line,
        _ => 0,
    }
}
