//! `facts/api.json`: what an object of each type does to the first of `gc.get_count()`, alive and after its death.
//!
//! Each recipe says which objects with a GC head the expression makes, for itself and on the way.
//! What counts, and what a free list hides, is the collector's.

use objects::Ref;
use serde_json::{Value as Json, json};

use crate::common::{Py, Value};
use crate::facts::by_version;

const FACTS: &str = include_str!("facts/api.json");
const KEY: &str = "count0_delta_[while alive, after drop]";

/// Makes what the expression makes, and gives what the program holds of it.
type Recipe = fn(&mut Py) -> Vec<Ref>;

/// A tuple of arguments that a call makes and drops.
fn args(py: &mut Py, length: usize) {
    let args = py.make(Value::tuple(length, vec![]));
    py.drop(args);
}

/// A list that is made on the way.
fn temporary_list(py: &mut Py) {
    let list = py.make(Value::list(vec![]));
    py.drop(list);
}

fn instance(py: &mut Py) -> Vec<Ref> {
    vec![py.make(Value::instance(vec![]))]
}

/// An instance that has a dict of its own.
fn instance_with_dict(py: &mut Py) -> Vec<Ref> {
    let dict = py.make(Value::dict(vec![]));
    vec![py.make(Value::instance(vec![dict]))]
}

fn atom(py: &mut Py) -> Vec<Ref> {
    vec![py.make(Value::atom())]
}

const RECIPES: [(&str, Recipe); 23] = [
    ("nothing", |_| vec![]),
    ("object()", atom),
    ("[]", |py| vec![py.make(Value::list(vec![]))]),
    ("{}", |py| vec![py.make(Value::dict(vec![]))]),
    ("{1: 2}", |py| {
        let items = atom(py);
        vec![py.make(Value::dict(items))]
    }),
    ("{'a': []}", |py| {
        let list = py.make(Value::list(vec![]));
        vec![py.make(Value::dict(vec![list]))]
    }),
    // No free list keeps sets.
    ("set()", instance),
    ("frozenset([1])", |py| {
        // The call makes a tuple of its arguments to 3.8, and again from 3.14.
        if !py.since(9, 0) || py.since(14, 0) {
            args(py, 1);
        }
        temporary_list(py);
        let frozenset = Value::new("frozenset", gc::Tracking::FrozenSet, vec![]);
        vec![py.make(frozenset)]
    }),
    ("tuple runtime (2)", |py| {
        if !py.since(9, 0) {
            args(py, 1);
        }
        temporary_list(py);
        vec![py.make(Value::tuple(2, vec![]))]
    }),
    ("P()", instance),
    ("P() with attr", |py| {
        if py.since(11, 0) {
            instance(py)
        } else {
            instance_with_dict(py)
        }
    }),
    ("P() with __dict__ touched", instance_with_dict),
    ("slots", instance),
    ("empty slots", instance),
    ("lambda", instance),
    ("10 lists in list", |py| {
        if !py.since(9, 0) {
            args(py, 1);
        }
        let lists = (0..10).map(|_| py.make(Value::list(vec![]))).collect();
        vec![py.make(Value::list(lists))]
    }),
    ("float", |py| {
        if !py.since(10, 0) {
            args(py, 1);
        }
        atom(py)
    }),
    ("str", |py| {
        temporary_list(py);
        atom(py)
    }),
    ("exception", instance),
    ("cell+closure", |py| {
        let cell = py.make(Value::new("cell", gc::Tracking::Always, vec![]));
        let closure = py.make(Value::tuple(1, vec![cell]));
        vec![py.make(Value::new("function", gc::Tracking::Always, vec![closure]))]
    }),
    ("range", |py| {
        if !py.since(9, 0) {
            args(py, 1);
        }
        atom(py)
    }),
    ("dict.keys()", |py| {
        let dict = py.make(Value::dict(vec![]));
        vec![py.make(Value::new("dict_keys", gc::Tracking::Always, vec![dict]))]
    }),
    ("property", instance),
];

/// What is recorded and not modelled; `src/reference/divergences.md` says why.
const NOT_MODELLED: [&str; 7] = [
    "bound method",
    "class",
    "generator",
    "iter([])",
    "module",
    "slice",
    "weakref",
];

/// `gc.collect()`, the count, the object, the count, its death, the count.
fn delta(py: &mut Py, recipe: Recipe) -> Json {
    py.collect();
    let a = py.gc.count()[0];
    let x = recipe(py);
    let b = py.gc.count()[0];
    for object in x {
        py.drop(object);
    }
    let c = py.gc.count()[0];
    json!([b - a, c - a])
}

#[test]
fn alive_and_after_its_death() {
    for (version, facts) in by_version(FACTS) {
        let facts = facts[KEY].as_object().unwrap();
        assert_eq!(facts.len(), RECIPES.len() + NOT_MODELLED.len(), "{version}");
        for name in NOT_MODELLED {
            assert!(facts.contains_key(name), "{version}: {name}");
        }
        let mut py = Py::new(&version);
        py.gc.disable();
        for (name, recipe) in RECIPES {
            // Once to warm up, as the program did.
            delta(&mut py, recipe);
            assert_eq!(facts[name], delta(&mut py, recipe), "{version}: {name}");
        }
        py.collect();
        py.check(&[]);
        assert!(py.heap.is_empty(), "{version}");
    }
}
