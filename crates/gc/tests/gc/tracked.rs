//! Which objects are tracked, and when they are untracked again.

use gc::Tracking;
use objects::Ref;

use crate::common::{MEASURED, Py, Value};

/// A list of steps and whether the object is tracked after each: `gc.is_tracked`.
type Seen = Vec<(&'static str, bool)>;

/// The steps of a dict, as they were recorded.
fn dict_steps(version: &str) -> Seen {
    let mut py = Py::new(version);
    py.gc.disable();
    let atom = py.make(Value::atom());
    let list = py.make(Value::list(vec![]));
    let mut seen = vec![];
    let d = py.make(Value::dict(vec![]));
    seen.push(("{}", py.gc.is_tracked(d)));
    py.hold(d, atom);
    seen.push(("d['a'] = 1", py.gc.is_tracked(d)));
    let constant = untracked_tuple(&mut py, atom);
    py.hold(d, constant);
    seen.push(("d['t'] = (1, 2) constant", py.gc.is_tracked(d)));
    py.hold(d, list);
    seen.push(("d['c'] = []", py.gc.is_tracked(d)));
    for _ in 0..2 {
        let removed = py.heap.get_mut(d).unwrap().refs.pop().unwrap();
        py.drop(removed);
    }
    seen.push(("del those", py.gc.is_tracked(d)));
    py.collect();
    seen.push(("gc.collect()", py.gc.is_tracked(d)));

    py.heap.incref(list);
    let e = py.make(Value::dict(vec![list]));
    seen.push(("{'a': []}", py.gc.is_tracked(e)));
    let removed = py.heap.get_mut(e).unwrap().refs.pop().unwrap();
    py.drop(removed);
    gc::collect_generation(&mut py, 0).unwrap();
    seen.push(("e['a'] = 1; gc.collect(0)", py.gc.is_tracked(e)));
    py.collect();
    seen.push(("gc.collect() of e", py.gc.is_tracked(e)));

    py.heap.incref(atom);
    let tuple = py.make(Value::tuple(2, vec![atom]));
    py.track(tuple);
    let f = py.make(Value::dict(vec![tuple]));
    seen.push(("{'k': tuple made at run time}", py.gc.is_tracked(f)));
    py.collect();
    seen.push(("after gc.collect()", py.gc.is_tracked(f)));
    py.check(&[atom, list, d, constant, e, f]);
    seen
}

/// A tuple that was loaded with the code, and was never tracked.
fn untracked_tuple(py: &mut Py, element: Ref) -> Ref {
    py.heap.incref(element);
    let tuple = py.make(Value::tuple(2, vec![element]));
    py.gc.untrack(tuple);
    tuple
}

#[test]
fn dicts_are_tracked_lazily_to_3_13() {
    for version in MEASURED {
        let tracked: Vec<bool> = dict_steps(version).into_iter().map(|step| step.1).collect();
        if Py::new(version).since(14, 0) {
            assert_eq!(tracked, [true; 11], "{version}");
        } else {
            let recorded = [
                false, false, false, true, true, false, true, true, false, true, false,
            ];
            assert_eq!(tracked, recorded, "{version}");
        }
    }
}

/// The steps of tuples, as they were recorded.
fn tuple_steps(version: &str) -> Vec<bool> {
    let mut py = Py::new(version);
    py.gc.disable();
    let a = py.make(Value::atom());
    let mut tracked = vec![];
    let pair = |py: &mut Py, element: Ref| {
        py.heap.incref(a);
        py.make(Value::tuple(2, vec![a, element]))
    };
    // tuple([1, 500, "a"]), then gc.collect(0)
    py.heap.incref(a);
    let t = pair(&mut py, a);
    tracked.push(py.gc.is_tracked(t));
    gc::collect_generation(&mut py, 0).unwrap();
    tracked.push(py.gc.is_tracked(t));
    // (a, []), then gc.collect()
    let list = py.make(Value::list(vec![]));
    let v = pair(&mut py, list);
    tracked.push(py.gc.is_tracked(v));
    py.collect();
    tracked.push(py.gc.is_tracked(v));
    // (a, (b, (a, "x"))), then gc.collect(0), then gc.collect()
    py.heap.incref(a);
    let inner = pair(&mut py, a);
    let middle = pair(&mut py, inner);
    let w = pair(&mut py, middle);
    tracked.push(py.gc.is_tracked(w));
    gc::collect_generation(&mut py, 0).unwrap();
    tracked.push(py.gc.is_tracked(w));
    py.collect();
    tracked.push(py.gc.is_tracked(w));
    // (a, frozenset([1])): a frozenset may be tracked, and so keeps the tuple tracked.
    let frozenset = py.make(Value::new("frozenset", Tracking::FrozenSet, vec![]));
    let fs = pair(&mut py, frozenset);
    py.collect();
    tracked.push(py.gc.is_tracked(fs));
    let empty = py.make(Value::tuple(0, vec![]));
    tracked.push(py.gc.is_tracked(empty));
    tracked
}

#[test]
fn tuples_of_atoms_are_untracked() {
    for version in MEASURED {
        // Made at run time, after collect(0); with a list, after collect(); nested three deep, after collect(0),
        // after collect(); with a frozenset; empty.
        let recorded = match version {
            "3.14.0" => [true, false, true, true, true, false, false, true, false],
            "3.14.4" => [false, false, true, true, true, false, false, true, false],
            "3.14.10" | "3.15.2" => [false, false, true, true, true, true, false, true, false],
            _ => [true, false, true, true, true, true, true, true, false],
        };
        assert_eq!(tuple_steps(version), recorded, "{version}");
    }
}

#[test]
fn frozensets_of_atoms_are_untracked_from_3_15() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let frozenset = py.make(Value::new("frozenset", Tracking::FrozenSet, vec![]));
        let list = py.make(Value::list(vec![]));
        let holding = py.make(Value::new("frozenset", Tracking::FrozenSet, vec![list]));
        assert_eq!(
            py.gc.is_tracked(frozenset),
            version != "3.15.2",
            "{version}"
        );
        assert!(py.gc.is_tracked(holding), "{version}");
        py.collect();
        assert_eq!(
            py.gc.is_tracked(frozenset),
            version != "3.15.2",
            "{version}"
        );
    }
}

#[test]
fn atoms_are_neither_tracked_nor_counted() {
    for version in MEASURED {
        let mut py = Py::new(version);
        let atom = py.make(Value::atom());
        assert!(!py.gc.is_tracked(atom), "{version}");
        assert_eq!(py.gc.count(), [0, 0, 0], "{version}");
        let list = py.make(Value::list(vec![]));
        assert!(py.gc.is_tracked(list), "{version}");
        assert_eq!(py.gc.count(), [1, 0, 0], "{version}");
    }
}

#[test]
fn an_immortal_object_leaves_the_generations() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let list = py.make(Value::list(vec![]));
        py.heap.make_immortal(list).unwrap();
        py.collect();
        let (tracked, frozen) = (py.gc.is_tracked(list), py.gc.freeze_count());
        if py.since(14, 0) {
            assert_eq!((tracked, frozen), (false, 0), "{version}");
        } else if py.since(12, 0) {
            assert_eq!((tracked, frozen), (true, 1), "{version}");
        } else {
            assert_eq!((tracked, frozen), (true, 0), "{version}");
        }
        py.check(&[]);
    }
}
