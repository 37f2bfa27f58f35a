//! Who holds an object, as a path that a reader of the program knows.

use std::collections::{HashMap, VecDeque};

use objects::{Ref, Trace};

use crate::objects::{Body, InstanceDict};
use crate::vm::Vm;

/// For each object that can be reached, the shortest path to it: from the modules first, then from the frames,
/// then from what the interpreter keeps.
pub(super) fn paths(vm: &Vm) -> HashMap<Ref, String> {
    let mut found = HashMap::new();
    let mut queue = VecDeque::new();
    let mut begin = |found: &mut HashMap<Ref, String>, object: Ref, path: String| {
        if vm.heap.is_alive(object) && !found.contains_key(&object) {
            found.insert(object, path);
            queue.push_back(object);
        }
    };
    for (name, module) in vm.dict_pairs(vm.modules) {
        begin(&mut found, module, vm.text(name).to_owned());
    }
    for frame in vm.thread.frames.iter() {
        let code = vm.text(frame.body.name);
        for (place, value) in frame.locals.iter().enumerate() {
            if let Some(object) = value.owned() {
                let name = frame
                    .body
                    .variables
                    .get(place)
                    .map_or("?", |&name| vm.text(name));
                begin(&mut found, object, format!("the local {name} of {code}"));
            }
        }
        for value in &frame.stack {
            if let Some(object) = value.owned() {
                begin(&mut found, object, format!("the stack of {code}"));
            }
        }
    }
    for root in vm.roots() {
        begin(&mut found, root, "the interpreter".to_owned());
    }
    while let Some(object) = queue.pop_front() {
        let Some(path) = found.get(&object).cloned() else {
            continue;
        };
        for (edge, child) in edges(vm, object) {
            if vm.heap.is_alive(child) && !found.contains_key(&child) {
                found.insert(child, format!("{path}{edge}"));
                queue.push_back(child);
            }
        }
    }
    found
}

/// What an object holds, each with what a program writes to get there.
fn edges(vm: &Vm, object: Ref) -> Vec<(String, Ref)> {
    let Some(value) = vm.heap.get(object) else {
        return Vec::new();
    };
    let mut edges = Vec::new();
    match &value.body {
        Body::Module { dict } => {
            for (name, held) in vm.dict_pairs(*dict) {
                edges.push((format!(".{}", vm.text(name)), held));
            }
            edges.push((".__dict__".to_owned(), *dict));
        }
        Body::Dict(_) => {
            for (key, held) in vm.dict_pairs(object) {
                let shown = match vm.heap.get(key).map(|key| &key.body) {
                    Some(Body::Str(text)) => format!("[{:?}]", text.value.as_str()),
                    _ => "[…]".to_owned(),
                };
                edges.push((shown, held));
                edges.push((" (a key)".to_owned(), key));
            }
        }
        Body::List(_) | Body::Tuple(_) => {
            for (place, &held) in vm.items(object).iter().enumerate() {
                edges.push((format!("[{place}]"), held));
            }
        }
        Body::Type(class) => {
            for (name, held) in vm.dict_pairs(class.dict) {
                edges.push((format!(".{}", vm.text(name)), held));
            }
        }
        Body::Function(function) => {
            edges.push((".__code__".to_owned(), function.code));
            edges.push((".__globals__".to_owned(), function.globals));
            for (name, held) in [
                (".__defaults__", function.defaults),
                (".__closure__", function.closure),
            ] {
                edges.extend(held.map(|held| (name.to_owned(), held)));
            }
        }
        Body::Cell(Some(held)) => edges.push((".cell_contents".to_owned(), *held)),
        Body::Method { func, this } => {
            edges.push((".__self__".to_owned(), *this));
            edges.push((".__func__".to_owned(), *func));
        }
        _ => {}
    }
    if let Some(attrs) = &value.attrs {
        match &attrs.dict {
            InstanceDict::None => {}
            InstanceDict::Inline(values) => edges.extend(
                values
                    .iter()
                    .map(|(&name, &held)| (format!(".{}", vm.text(name)), held)),
            ),
            InstanceDict::Made(dict) => {
                for (name, held) in vm.dict_pairs(*dict) {
                    edges.push((format!(".{}", vm.text(name)), held));
                }
            }
        }
    }
    // Whatever has no name of its own.
    value.trace(&mut |held| edges.push((" (inside)".to_owned(), held)));
    edges
}
