//! Finalizers, resurrection and weak references in cyclic garbage, as they were recorded.

use gc::{Flags, Tracking};
use objects::Ref;

use crate::common::{Del, MEASURED, Py, Value};

/// An instance with a `__del__`, in a cycle with itself.
fn cycle(py: &mut Py, name: &'static str, del: Del) -> Ref {
    let object = py.make(Value::instance(vec![]).with_del(name, del));
    py.hold(object, object);
    object
}

#[test]
fn an_object_of_a_cycle_can_be_saved_once() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let c = cycle(&mut py, "c", Del::Save);
        py.drop(c);
        assert_eq!(py.collect(), 0, "{version}");
        assert_eq!(py.log, ["del c"]);
        assert!(py.heap.is_finalized(c), "{version}");
        assert_eq!(py.collect(), 0, "{version}: it is reachable now");
        py.check(&[]);
        let saved = py.saved.pop().unwrap();
        py.drop(saved);
        assert_eq!(py.collect(), 1, "{version}");
        assert_eq!(
            py.log,
            ["del c"],
            "{version}: its finalizer isn't called again"
        );
        assert!(py.heap.is_empty());
    }
}

#[test]
fn an_object_saved_from_counting_is_not_finalized_again_by_a_collection() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let c = py.make(Value::instance(vec![]).with_del("c", Del::Save));
        py.drop(c);
        py.hold(c, c);
        let saved = py.saved.pop().unwrap();
        py.drop(saved);
        assert_eq!(py.collect(), 1, "{version}");
        assert_eq!(py.log, ["del c"], "{version}");
    }
}

#[test]
fn to_3_8_one_saved_object_saves_the_others() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let saved = cycle(&mut py, "saved", Del::Save);
        let other = cycle(&mut py, "other", Del::Log);
        py.drop(saved);
        py.drop(other);
        let collected = py.collect();
        assert_eq!(py.log, ["del saved", "del other"], "{version}");
        assert!(py.heap.is_alive(saved));
        if py.since(9, 0) {
            assert_eq!(
                (collected, py.heap.is_alive(other)),
                (1, false),
                "{version}"
            );
        } else {
            assert_eq!((collected, py.heap.is_alive(other)), (0, true), "{version}");
            assert_eq!(py.collect(), 1, "{version}: it goes with the next one");
            assert_eq!(py.log, ["del saved", "del other"]);
        }
        py.check(&[]);
    }
}

#[test]
fn finalizers_run_in_the_order_in_which_the_objects_were_made() {
    for version in MEASURED {
        for backwards in [false, true] {
            let names = ["0", "1", "2", "3", "4", "5"];
            let mut py = Py::new(version);
            py.gc.disable();
            let ring: Vec<Ref> = names
                .map(|name| py.make(Value::instance(vec![]).with_del(name, Del::Log)))
                .to_vec();
            for i in 0..6 {
                py.hold(ring[i], ring[(i + if backwards { 5 } else { 1 }) % 6]);
            }
            ring.iter().for_each(|&object| py.drop(object));
            assert_eq!(py.collect(), 6);
            assert_eq!(py.log, names.map(|name| format!("del {name}")), "{version}");
        }
    }
}

#[test]
fn a_collection_inside_a_collection_does_nothing() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let x = cycle(&mut py, "x", Del::Collect);
        py.drop(x);
        assert_eq!(py.collect(), 1, "{version}");
        assert_eq!(py.log, ["collect() = 0"], "{version}");
    }
}

/// An object in a cycle, a weak reference to it from outside, and a finalizer that looks at that weak reference.
fn looked_at(version: &str, callback: bool, in_cycle: bool) -> Vec<String> {
    let mut py = Py::new(version);
    py.gc.disable();
    let g = py.make(Value::instance(vec![]));
    if in_cycle {
        py.hold(g, g);
    }
    let outer = py.weakref(g, "outer", callback);
    py.heap.get_mut(g).unwrap().del = Some(Del::Look(outer));
    py.drop(g);
    assert_eq!(py.collect(), usize::from(in_cycle), "{version}");
    assert!(py.is_dead(outer), "{version}");
    py.check(&[outer]);
    py.log
}

#[test]
fn what_a_finalizer_sees_through_a_weak_reference() {
    for version in MEASURED {
        let newest = version == "3.15.2";
        let alive = "del A sees weakref alive";
        let dead = "del A sees weakref dead";
        assert_eq!(
            looked_at(version, false, true),
            [if newest { alive } else { dead }],
            "{version}"
        );
        assert_eq!(
            looked_at(version, true, true),
            ["callback outer", dead],
            "{version}"
        );
        assert_eq!(
            looked_at(version, true, false),
            [alive, "callback outer"],
            "{version}"
        );
        assert_eq!(looked_at(version, false, false), [alive], "{version}");
    }
}

#[test]
fn a_weak_reference_to_an_object_that_was_saved() {
    for version in MEASURED {
        for callback in [false, true] {
            let mut py = Py::new(version);
            py.gc.disable();
            let x = cycle(&mut py, "x", Del::Save);
            let weakref = py.weakref(x, "w", callback);
            py.drop(x);
            assert_eq!(py.collect(), 0, "{version}");
            let alive = version == "3.15.2" && !callback;
            assert_eq!(py.is_dead(weakref), !alive, "{version}");
            let log: &[&str] = if callback {
                &["callback w", "del x"]
            } else {
                &["del x"]
            };
            assert_eq!(py.log, log, "{version}");
            py.check(&[weakref]);
        }
    }
}

#[test]
fn a_weak_reference_that_is_garbage_itself_calls_nothing() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let a = cycle(&mut py, "a", Del::Log);
        let inner = py.weakref(a, "inner", true);
        py.give(a, inner);
        py.heap.get_mut(a).unwrap().del = Some(Del::Look(inner));
        py.drop(a);
        assert_eq!(py.collect(), 2, "{version}");
        assert_eq!(py.log, ["del a sees weakref dead"], "{version}");
        assert!(py.heap.is_empty());
    }
}

/// Callbacks of all the garbage come before the first finalizer, in the order of the objects and of each weak list.
#[test]
fn callbacks_come_before_finalizers() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let a = py.make(Value::instance(vec![]).with_del("a", Del::Log));
        let b = py.make(Value::instance(vec![a]).with_del("b", Del::Log));
        py.give(a, b);
        let outer = [
            py.weakref(b, "first of b", true),
            py.weakref(b, "second of b", true),
            py.weakref(a, "of a", true),
        ];
        assert_eq!(py.collect(), 2, "{version}");
        assert_eq!(
            py.log,
            [
                "callback of a",
                "callback first of b",
                "callback second of b",
                "del a",
                "del b"
            ],
            "{version}"
        );
        py.check(&outer);
    }
}

/// A callback may be the last thing that holds its weak reference: that one counts as collected too.
#[test]
fn a_weak_reference_that_dies_of_its_callback_is_counted() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        py.drop_after_callback = true;
        let a = py.make(Value::instance(vec![]));
        py.hold(a, a);
        let weakref = py.weakref(a, "w", true);
        py.drop(a);
        assert_eq!(py.collect(), 2, "{version}");
        assert!(!py.heap.is_alive(weakref), "{version}");
        py.check(&[]);
    }
}

/// An object with a finalizer of before PEP 442 can't be collected, and neither can what it reaches.
#[test]
fn legacy_finalizers() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let reached = py.make(Value::list(vec![]));
        let legacy = py.make(Value {
            legacy: true,
            ..Value::new("L", Tracking::Always, vec![reached])
        });
        py.hold(legacy, legacy);
        let ordinary = py.make(Value::list(vec![]));
        py.hold(ordinary, ordinary);
        py.hold(ordinary, legacy);
        py.drop(legacy);
        py.drop(ordinary);
        py.gc.set_debug(Flags::UNCOLLECTABLE);
        assert_eq!(py.collect(), 3, "{version}");
        assert_eq!(py.gc.garbage(), [legacy], "{version}");
        assert!(
            py.heap.is_alive(reached) && !py.heap.is_alive(ordinary),
            "{version}"
        );
        assert_eq!(py.stderr.len(), 2, "{version}: {:?}", py.stderr);
        assert_eq!(py.gc.stats()[2].uncollectable, 2, "{version}");
        py.check(&[]);
    }
}

/// A finalizer may free other garbage: what is gone is neither finalized nor counted.
#[test]
fn garbage_that_a_finalizer_frees_is_not_counted() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let first = cycle(&mut py, "first", Del::Close);
        let held = py.make(Value::instance(vec![]).with_del("held", Del::Log));
        py.give(first, held);
        py.drop(first);
        assert_eq!(py.collect(), 0, "{version}");
        assert_eq!(py.log, ["del held"], "{version}");
        assert!(py.heap.is_empty(), "{version}");
        py.check(&[]);
    }
}

/// To 3.11 a collection may start in the finalizer of an object that counting frees: the object is alive then.
#[test]
fn a_collection_while_an_object_is_finalized() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let child = py.make(Value::list(vec![]));
        let parent = py.make(Value::instance(vec![child]).with_del("parent", Del::Collect));
        py.drop(parent);
        assert_eq!(py.log, ["collect() = 0"], "{version}");
        assert!(py.heap.is_empty(), "{version}");
        // And in the finalizer of a child, while the parent is being deallocated.
        let child = py.make(Value::instance(vec![]).with_del("child", Del::Collect));
        let sibling = py.make(Value::list(vec![]));
        let parent = py.make(Value::instance(vec![child, sibling]));
        py.drop(parent);
        assert_eq!(py.log, ["collect() = 0", "collect() = 0"], "{version}");
        assert!(py.heap.is_empty(), "{version}");
        py.check(&[]);
    }
}

/// While the garbage is emptied, a finalizer may run of something that isn't tracked and that only the garbage held.
/// It must not get at the garbage through a weak reference, not even through one that a finalizer made.
#[test]
fn no_weak_reference_shows_garbage_that_is_being_emptied() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let a = cycle(&mut py, "a", Del::Log);
        let outer = py.weakref(a, "outer", false);
        let plain = py.make(Value::atom().with_del("plain", Del::Look(outer)));
        py.give(a, plain);
        py.drop(a);
        assert_eq!(py.collect(), 1, "{version}");
        assert_eq!(
            py.log,
            ["del a", "del plain sees weakref dead"],
            "{version}"
        );

        let mut py = Py::new(version);
        py.gc.disable();
        let a = cycle(&mut py, "a", Del::Refer);
        let plain = py.make(Value::atom().with_del("plain", Del::LookAtNewest));
        py.give(a, plain);
        py.drop(a);
        assert_eq!(py.collect(), 1, "{version}");
        // In CPython that was a way to crash the interpreter (gh-91636).
        let repaired = ["3.13.18", "3.14.4", "3.14.10", "3.15.2"].contains(&version);
        let state = if repaired { "dead" } else { "alive" };
        assert_eq!(
            py.log,
            [format!("del plain sees newest {state}")],
            "{version}"
        );
    }
}

/// `A.__del__ = …` in the callback of a weak reference to a cycle of one `A`: the same from 3.8.18 to 3.15.2.
#[test]
fn a_callback_may_give_garbage_a_finalizer() {
    for version in MEASURED {
        let mut py = Py::new(version);
        let a = py.make(Value::instance(vec![]));
        py.hold(a, a);
        let w = py.weakref(a, "w", true);
        py.armed_by_callback = Some(a);
        py.drop(a);
        // It is called before anything is emptied, so what it saves is whole.
        assert_eq!(py.collect(), 0, "{version}");
        assert_eq!(py.log, ["callback w", "del A"], "{version}");
        assert_eq!(py.heap.get(a).unwrap().refs, [a], "{version}");
        py.check(&[w]);
    }
}
