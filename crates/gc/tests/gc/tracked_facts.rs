//! `facts/tracked.json`: what `gc.is_tracked` says, of each type and after each step.

use gc::{Managed, Tracking};
use objects::types::{ByteArray, Bytes, Dict, Entry, Float, Int, List, Set, Str};
use objects::{Code, Function, Instance, Object, Ref};
use serde_json::Value as Json;

use crate::common::{Py, Value};
use crate::facts::by_version;

const FACTS: &str = include_str!("facts/tracked.json");

/// The recorded values of types that the crate `objects` has.
const MODELLED: [&str; 19] = [
    "None",
    "Ellipsis",
    "int",
    "float",
    "str",
    "bytes",
    "bytearray",
    "object()",
    "list empty",
    "list of ints",
    "set empty",
    "set of ints",
    "frozenset",
    "frozenset empty",
    "dict empty",
    "dict()",
    "function",
    "instance plain",
    "instance plain with attr",
];

/// What stands for each of them on the heap, and whether it is tracked there.
fn tracked_value(version: &str, name: &str) -> bool {
    let version = version.parse().unwrap();
    let mut world: Managed<Object> = Managed::new(version).unwrap();
    let one = world.insert(Object::Int(Int::from(1)));
    let set = |elements: &[i64]| {
        let mut set = Set::new();
        for &element in elements {
            set.add(
                version,
                Entry {
                    hash: element,
                    key: one,
                },
                |_| false,
            );
        }
        Box::new(set)
    };
    let value = match name {
        "None" => Object::None,
        "Ellipsis" => Object::Ellipsis,
        "int" => Object::Int(Int::from(5)),
        "float" => Object::Float(Float(1.5)),
        "str" => Object::Str(Box::new(Str::new("ab"))),
        "bytes" => Object::Bytes(Bytes::new(*b"ab")),
        "bytearray" => Object::ByteArray(Box::new(ByteArray::new(version, *b"a"))),
        "object()" => Object::Plain,
        "list empty" => Object::List(Box::new(List::exact([]))),
        "list of ints" => Object::List(Box::new(List::exact([one]))),
        "set empty" => Object::Set(set(&[])),
        "set of ints" => Object::Set(set(&[1])),
        "frozenset" => Object::FrozenSet(set(&[1])),
        "frozenset empty" => Object::FrozenSet(set(&[])),
        "dict empty" | "dict()" => Object::Dict(Box::new(Dict::new())),
        "function" => Object::Function(Box::new(Function {
            code: Code::new("f", &[], &[]),
            defaults: vec![],
        })),
        _ => Object::Instance(Box::new(Instance {
            class: "P".into(),
            attributes: Default::default(),
            finalizer: None,
        })),
    };
    let object = world.insert(value);
    world.gc_ref().is_tracked(object)
}

#[test]
fn values_of_the_built_in_types() {
    for (version, facts) in by_version(FACTS) {
        for name in MODELLED {
            let tracked = tracked_value(&version, name);
            assert_eq!(tracked, facts["values"][name], "{version}: {name}");
        }
    }
}

/// A program of the recordings: objects, and what `gc.is_tracked` said after each step.
struct Program {
    py: Py,
    /// `int('1')`, an atom.
    atom: Ref,
    seen: Vec<bool>,
}

impl Program {
    fn new(version: &str) -> Program {
        let mut py = Py::new(version);
        py.gc.disable();
        let atom = py.make(Value::atom());
        Program {
            py,
            atom,
            seen: vec![],
        }
    }

    /// One more reference to the atom.
    fn int(&mut self) -> Ref {
        self.py.heap.incref(self.atom);
        self.atom
    }

    fn list(&mut self) -> Ref {
        self.py.make(Value::list(vec![]))
    }

    fn tuple(&mut self, items: Vec<Ref>) -> Ref {
        self.py.make(Value::tuple(items.len(), items))
    }

    /// A tuple that was loaded with the code, which untracked it.
    fn constant(&mut self) -> Ref {
        let items = vec![self.int(), self.int()];
        let tuple = self.tuple(items);
        self.py.gc.untrack(tuple);
        tuple
    }

    /// `holder[…] = held`, where the reference is taken over.
    fn put(&mut self, holder: Ref, held: Ref) {
        self.py.give(holder, held);
    }

    fn pop(&mut self, holder: Ref) {
        let held = self.py.heap.get_mut(holder).unwrap().refs.pop().unwrap();
        self.py.drop(held);
    }

    fn collect(&mut self, generation: i32) {
        gc::collect_generation(&mut self.py, generation).unwrap();
    }

    fn note(&mut self, object: Ref) {
        self.seen.push(self.py.gc.is_tracked(object));
    }

    /// The steps with what was recorded of each, against what was seen.
    fn compare(&self, version: &str, recorded: &Json) {
        let recorded = recorded.as_array().unwrap();
        assert_eq!(recorded.len(), self.seen.len(), "{version}");
        for (step, &seen) in recorded.iter().zip(&self.seen) {
            assert_eq!(step[1], seen, "{version}: {}", step[0]);
        }
    }
}

#[test]
fn dicts() {
    for (version, facts) in by_version(FACTS) {
        let mut p = Program::new(&version);
        let d = p.py.make(Value::dict(vec![]));
        p.note(d);
        for _ in 0..2 {
            let atom = p.int();
            p.put(d, atom);
            p.note(d);
        }
        let constant = p.constant();
        p.put(d, constant);
        p.note(d);
        let list = p.list();
        p.put(d, list);
        p.note(d);
        p.pop(d);
        p.pop(d);
        p.note(d);
        p.collect(2);
        p.note(d);
        let two = vec![p.int(), p.int()];
        let e = p.py.make(Value::dict(two));
        p.note(e);
        let list = p.list();
        let e = p.py.make(Value::dict(vec![list]));
        p.note(e);
        p.pop(e);
        let atom = p.int();
        p.put(e, atom);
        p.note(e);
        p.collect(0);
        p.note(e);
        p.collect(2);
        p.note(e);
        // A comprehension, a copy and a call: dicts of atoms, made in three ways.
        for atoms in [3, 1, 1] {
            let made = p.py.make(Value::dict(vec![]));
            for _ in 0..atoms {
                let atom = p.int();
                p.put(made, atom);
            }
            p.note(made);
        }
        let constant = p.constant();
        let d2 = p.py.make(Value::dict(vec![constant]));
        p.note(d2);
        let items = vec![p.int(), p.int()];
        let made = p.tuple(items);
        let rt = p.py.make(Value::dict(vec![made]));
        p.note(rt);
        p.collect(2);
        p.note(rt);
        p.compare(&version, &facts["dicts"]);
    }
}

#[test]
fn tuples() {
    for (version, facts) in by_version(FACTS) {
        let mut p = Program::new(&version);
        let items = vec![p.int(), p.int(), p.int()];
        let t = p.tuple(items);
        p.note(t);
        p.collect(0);
        p.note(t);
        let items = vec![p.int(), p.int()];
        let u = p.tuple(items);
        p.note(u);
        p.collect(2);
        p.note(u);
        let items = vec![p.int(), p.list()];
        let v = p.tuple(items);
        p.note(v);
        p.collect(2);
        p.note(v);
        let items = vec![p.int(), p.int()];
        let inner = p.tuple(items);
        let items = vec![p.int(), inner];
        let middle = p.tuple(items);
        let items = vec![p.int(), middle];
        let w = p.tuple(items);
        p.note(w);
        p.collect(0);
        p.note(w);
        p.collect(2);
        p.note(w);
        let empty = p.tuple(vec![]);
        p.note(empty);
        let constant = p.constant();
        p.note(constant);
        // (a, object()): an atom like any other.
        let items = vec![p.int(), p.int()];
        let y = p.tuple(items);
        p.note(y);
        p.collect(2);
        p.note(y);
        // (…, int): a type has a GC head as a rule, this one hasn't, and the tuple is tracked for the rule's sake.
        let items = vec![p.int(), p.int()];
        let z = p.tuple(items);
        p.py.track(z);
        p.note(z);
        p.collect(2);
        p.note(z);
        let frozenset =
            p.py.make(Value::new("frozenset", Tracking::FrozenSet, vec![]));
        let items = vec![p.int(), frozenset];
        let fs = p.tuple(items);
        p.collect(2);
        p.note(fs);
        let instance = p.py.make(Value::instance(vec![]));
        let items = vec![p.int(), instance];
        let ut = p.tuple(items);
        p.collect(2);
        p.note(ut);
        let items = vec![p.int(), p.int()];
        let args = p.tuple(items);
        p.note(args);
        p.compare(&version, &facts["tuples"]);
    }
}

#[test]
fn after_a_full_collection_and_in_instances() {
    for (version, facts) in by_version(FACTS) {
        let mut p = Program::new(&version);
        let sets = [
            ("list of ints after collect", Tracking::Always),
            ("set of ints after collect", Tracking::Always),
            ("frozenset of ints after collect", Tracking::FrozenSet),
        ];
        for (key, tracking) in sets {
            let items = vec![p.int(), p.int()];
            let object = p.py.make(Value::new("held", tracking, items));
            p.collect(2);
            assert_eq!(facts[key], p.py.gc.is_tracked(object), "{version}: {key}");
        }
        // An instance's `__dict__` is a dict like any other.
        let dict = p.py.make(Value::dict(vec![]));
        let mut dicts = vec![("instance __dict__ empty", p.py.gc.is_tracked(dict))];
        let atom = p.int();
        p.put(dict, atom);
        dicts.push(("instance __dict__ with int", p.py.gc.is_tracked(dict)));
        let list = p.list();
        p.put(dict, list);
        // 3.13.0 to 3.13.3 forget to track a dict that was made of an instance's values (gh-133543).
        if version != "3.13.0" {
            dicts.push(("instance __dict__ with list", p.py.gc.is_tracked(dict)));
        }
        for (key, tracked) in dicts {
            assert_eq!(facts[key], tracked, "{version}: {key}");
        }
    }
}

/// Every recorded key is held by a test, or named here; `src/reference/divergences.md` says why.
#[test]
fn what_is_not_modelled() {
    const OTHER: [&str; 3] = [
        "class __dict__ (real dict, via get_referents)",
        "globals()",
        "is_finalized",
    ];
    const HELD: [&str; 9] = [
        "values",
        "dicts",
        "tuples",
        "list of ints after collect",
        "set of ints after collect",
        "frozenset of ints after collect",
        "instance __dict__ empty",
        "instance __dict__ with int",
        "instance __dict__ with list",
    ];
    const TYPES: [&str; 35] = [
        "SimpleNamespace",
        "[].append",
        "bound method",
        "builtin len",
        "cell",
        "code",
        "complex",
        "deque",
        "dict keys view",
        "enumerate",
        "exception",
        "frame",
        "generator",
        "instance empty __slots__",
        "instance one slot",
        "int subclass",
        "int subclass empty slots",
        "list iterator",
        "mappingproxy",
        "member_descriptor",
        "memoryview",
        "module",
        "namedtuple",
        "property",
        "proxy",
        "py bound method",
        "range",
        "slice",
        "slice holding list",
        "staticmethod",
        "tuple subclass empty slots",
        "type int",
        "user class",
        "weakref",
        "weakref no callback",
    ];
    for (version, facts) in by_version(FACTS) {
        for key in facts.keys() {
            assert!(
                OTHER.contains(&key.as_str()) || HELD.contains(&key.as_str()),
                "{version}: {key}"
            );
        }
        for key in facts["values"].as_object().unwrap().keys() {
            let key = key.as_str();
            assert!(
                MODELLED.contains(&key) || TYPES.contains(&key) || key == "zip",
                "{version}: {key}"
            );
        }
    }
}
