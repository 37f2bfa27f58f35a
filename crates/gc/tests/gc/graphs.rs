//! What `gc.collect()` returns for each graph that was recorded.

use gc::Tracking;
use objects::Ref;

use crate::common::{Del, MEASURED, Py, Value};

/// The recorded numbers, in the order of [`MEASURED`].
const RECORDED: [(&str, [usize; 10]); 30] = [
    ("bound_method_cycle", [3, 3, 3, 2, 2, 2, 2, 2, 2, 2]),
    ("closure_cycle", [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]),
    ("cycle_plus_hanging", [2, 2, 2, 2, 2, 2, 3, 3, 3, 3]),
    ("dict_parent", [5, 5, 5, 5, 5, 5, 5, 5, 5, 5]),
    ("dropped_class", [6, 6, 6, 6, 6, 6, 5, 5, 6, 4]),
    ("dropped_class_method", [7, 7, 7, 7, 7, 7, 6, 6, 7, 5]),
    ("dropped_class_slots", [5, 5, 5, 5, 5, 5, 4, 4, 5, 5]),
    ("exc_cycle", [4, 4, 4, 4, 4, 4, 3, 3, 3, 3]),
    ("exc_nocycle", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ("frame_cycle", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("gen_cycle", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ("lambda_default", [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]),
    ("module_cycle", [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
    ("nothing", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ("one_inst", [2, 2, 2, 1, 1, 1, 1, 1, 1, 1]),
    ("partial_cycle", [3, 3, 3, 3, 3, 3, 4, 4, 4, 4]),
    ("property_cls", [8, 8, 8, 8, 8, 8, 7, 7, 8, 6]),
    ("recursive_function", [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]),
    ("ring10", [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]),
    ("self_dict", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("self_list", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("set_cycle", [3, 3, 3, 2, 2, 2, 2, 2, 2, 2]),
    ("tree_parent", [9, 9, 9, 5, 5, 5, 5, 5, 5, 5]),
    ("tuple_cycle", [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
    ("two_del", [4, 4, 4, 2, 2, 2, 2, 2, 2, 2]),
    ("two_inst", [4, 4, 4, 2, 2, 2, 2, 2, 2, 2]),
    ("two_inst_dict_touched", [4, 4, 4, 4, 4, 4, 2, 4, 4, 4]),
    ("two_lists", [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
    ("two_slots", [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
    ("weakref_cycle_cb", [4, 4, 4, 3, 3, 3, 3, 3, 3, 3]),
];

/// An object that is always tracked.
fn object(py: &mut Py, name: &'static str, refs: &[Ref]) -> Ref {
    take_over(py, refs);
    py.make(Value::new(name, Tracking::Always, refs.to_vec()))
}

fn list(py: &mut Py, refs: &[Ref]) -> Ref {
    take_over(py, refs);
    py.make(Value::list(refs.to_vec()))
}

fn dict(py: &mut Py, refs: &[Ref]) -> Ref {
    take_over(py, refs);
    py.make(Value::dict(refs.to_vec()))
}

fn tuple(py: &mut Py, refs: &[Ref]) -> Ref {
    take_over(py, refs);
    py.make(Value::tuple(refs.len().max(1), refs.to_vec()))
}

fn take_over(py: &mut Py, refs: &[Ref]) {
    refs.iter().for_each(|&object| py.heap.incref(object));
}

/// An instance without attributes, and what holds its attributes: to 3.10 a dict, and then the instance itself.
fn instance(py: &mut Py) -> (Ref, Ref) {
    let instance = object(py, "N", &[]);
    if py.since(11, 0) {
        return (instance, instance);
    }
    let attributes = dict(py, &[]);
    py.give(instance, attributes);
    (instance, attributes)
}

/// Two instances that hold each other.
fn two_instances(py: &mut Py) -> [(Ref, Ref); 2] {
    let (a, b) = (instance(py), instance(py));
    py.hold(a.1, b.0);
    py.hold(b.1, a.0);
    [a, b]
}

/// Two instances whose `__dict__` was asked for.
fn two_instances_with_dicts(py: &mut Py) -> Vec<Ref> {
    let [a, b] = two_instances(py);
    // gh-130327: the dict that was made for the asking was not traversed while the values stayed in the instance.
    let not_traversed = py.since(13, 0) && !py.since(13, 13) || py.since(14, 0) && !py.since(14, 4);
    if py.since(11, 0) && !not_traversed {
        for (instance, _) in [a, b] {
            let values = std::mem::take(&mut py.heap.get_mut(instance).unwrap().refs);
            let dict = py.make(Value::dict(values));
            py.give(instance, dict);
        }
    }
    vec![a.0, b.0]
}

/// A class: the type, its dict, the tuples of its bases and of its method resolution order, and `attributes`.
///
/// The bases are `(object,)`. That is a type written in C, which has no GC head.
fn class(py: &mut Py, with_instance_dict: bool, attributes: &[Ref]) -> Vec<Ref> {
    let static_type = py.make(Value::atom());
    let class = object(py, "type", &[]);
    let bases = tuple(py, &[static_type]);
    // A type counts as something with a GC head when the tuple is made, and as nothing when it is looked at again.
    py.track(bases);
    let mro = tuple(py, &[class, static_type]);
    let namespace = dict(py, &[]);
    let mut parts = vec![bases, mro, namespace];
    if with_instance_dict && !py.since(15, 0) {
        // __dict__ and __weakref__; from 3.15 all classes share them.
        for _ in 0..2 {
            let descriptor = object(py, "getset_descriptor", &[class]);
            py.hold(namespace, descriptor);
            parts.push(descriptor);
        }
    }
    for &attribute in attributes {
        py.hold(namespace, attribute);
    }
    py.hold(class, bases);
    py.hold(class, mro);
    py.hold(class, namespace);
    parts.extend([class, static_type]);
    parts.extend(attributes);
    parts
}

/// Builds one graph, and returns the references that the building function still holds.
fn build(py: &mut Py, graph: &str) -> Vec<Ref> {
    match graph {
        "nothing" => vec![],
        "self_list" => {
            let l = list(py, &[]);
            py.hold(l, l);
            vec![l]
        }
        "two_lists" => {
            let a = list(py, &[]);
            let b = list(py, &[a]);
            py.hold(a, b);
            vec![a, b]
        }
        "self_dict" => {
            let d = dict(py, &[]);
            py.hold(d, d);
            vec![d]
        }
        "one_inst" => {
            let (a, attributes) = instance(py);
            py.hold(attributes, a);
            vec![a]
        }
        "two_inst" => two_instances(py).map(|pair| pair.0).to_vec(),
        "two_inst_dict_touched" => two_instances_with_dicts(py),
        "two_slots" => {
            let a = object(py, "NS", &[]);
            let b = object(py, "NS", &[a]);
            py.hold(a, b);
            vec![a, b]
        }
        "two_del" => {
            let both = two_instances(py).map(|pair| pair.0);
            for object in both {
                py.heap.get_mut(object).unwrap().del = Some(Del::Log);
            }
            both.to_vec()
        }
        "cycle_plus_hanging" => {
            let (inner, empty) = (list(py, &[]), dict(py, &[]));
            let (text, plain) = (py.make(Value::atom()), py.make(Value::atom()));
            let a = list(py, &[inner, empty, text, plain]);
            py.hold(a, a);
            vec![inner, empty, text, plain, a]
        }
        "closure_cycle" | "recursive_function" => {
            let cell = object(py, "cell", &[]);
            let closure = tuple(py, &[cell]);
            let function = object(py, "function", &[closure]);
            py.hold(cell, function);
            vec![cell, closure, function]
        }
        "dropped_class" => class(py, true, &[]),
        "dropped_class_slots" => {
            let member = object(py, "member_descriptor", &[]);
            let parts = class(py, false, &[member]);
            py.hold(member, parts[parts.len() - 3]);
            parts
        }
        "dropped_class_method" => {
            let function = object(py, "function", &[]);
            class(py, true, &[function])
        }
        "property_cls" => {
            let function = object(py, "function", &[]);
            let property = object(py, "property", &[function]);
            let mut parts = class(py, true, &[property]);
            parts.push(function);
            parts
        }
        "exc_cycle" => {
            let message = py.make(Value::atom());
            let args = tuple(py, &[message]);
            let exception = object(py, "ZeroDivisionError", &[args]);
            let frame = object(py, "frame", &[exception]);
            let traceback = object(py, "traceback", &[frame]);
            py.hold(exception, traceback);
            vec![message, args, exception, frame, traceback]
        }
        "exc_nocycle" => {
            let exception = object(py, "ZeroDivisionError", &[]);
            let frame = object(py, "frame", &[]);
            let traceback = object(py, "traceback", &[frame]);
            py.hold(exception, traceback);
            vec![exception, frame, traceback]
        }
        "gen_cycle" => {
            // A suspended generator's finalizer closes it, which lets go of its locals.
            let generator = py.make(
                Value::new("generator", Tracking::Always, vec![]).with_del("generator", Del::Close),
            );
            py.hold(generator, generator);
            vec![generator]
        }
        "bound_method_cycle" => {
            let (a, attributes) = instance(py);
            let method = object(py, "method-wrapper", &[a]);
            py.hold(attributes, method);
            vec![a, method]
        }
        "lambda_default" => {
            let l = list(py, &[]);
            let defaults = tuple(py, &[l]);
            let function = object(py, "function", &[defaults]);
            py.hold(l, function);
            vec![l, defaults, function]
        }
        "tuple_cycle" => {
            let l = list(py, &[]);
            let t = tuple(py, &[l]);
            py.hold(l, t);
            vec![l, t]
        }
        "ring10" => {
            let ring: Vec<Ref> = (0..10).map(|_| list(py, &[])).collect();
            for i in 0..10 {
                py.hold(ring[i], ring[(i + 1) % 10]);
            }
            ring
        }
        "tree_parent" | "dict_parent" => {
            let with_dicts = graph == "dict_parent";
            let node = |py: &mut Py| {
                if with_dicts {
                    let dict = dict(py, &[]);
                    (dict, dict)
                } else {
                    instance(py)
                }
            };
            let root = node(py);
            let children = list(py, &[]);
            py.hold(root.1, children);
            let mut held = vec![root.0, children];
            for _ in 0..3 {
                let child = node(py);
                py.hold(child.1, root.0);
                py.hold(children, child.0);
                held.push(child.0);
            }
            held
        }
        "frame_cycle" => {
            let frame = object(py, "frame", &[]);
            py.hold(frame, frame);
            vec![frame]
        }
        "module_cycle" => {
            let namespace = dict(py, &[]);
            let module = object(py, "module", &[namespace]);
            py.hold(namespace, module);
            vec![namespace, module]
        }
        "partial_cycle" => {
            let l = list(py, &[]);
            let args = tuple(py, &[l]);
            let keywords = dict(py, &[]);
            let partial = object(py, "partial", &[args, keywords]);
            py.hold(l, partial);
            vec![l, args, keywords, partial]
        }
        "weakref_cycle_cb" => {
            let (a, attributes) = instance(py);
            py.hold(attributes, a);
            let weakref = py.weakref(a, "w", true);
            let callback = object(py, "function", &[]);
            py.hold(weakref, callback);
            py.hold(attributes, weakref);
            vec![a, weakref, callback]
        }
        "set_cycle" => {
            let (a, attributes) = instance(py);
            let set = object(py, "set", &[a]);
            py.hold(attributes, set);
            vec![a, set]
        }
        other => panic!("no graph {other}"),
    }
}

#[test]
fn collect_returns_what_was_recorded() {
    for (graph, recorded) in RECORDED {
        for (version, recorded) in MEASURED.into_iter().zip(recorded) {
            let mut py = Py::new(version);
            py.gc.disable();
            for held in build(&mut py, graph) {
                py.drop(held);
            }
            py.check(&[]);
            assert_eq!(py.collect(), recorded, "{graph} in {version}");
            assert!(
                py.heap.is_empty(),
                "{graph} in {version}: {} left",
                py.heap.len()
            );
            assert!(
                !py.log.iter().any(|line| line.starts_with("callback")),
                "{graph} in {version}"
            );
        }
    }
}
