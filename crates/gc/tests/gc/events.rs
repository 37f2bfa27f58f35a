//! Golden logs: every step of a collection, in order.

use gc::{Managed, Trail, collect};
use objects::Ref;

use crate::common::{Del, Py, Value};

fn world() -> Managed<Vec<Ref>, Trail> {
    Managed::with_observer("3.13.18".parse().unwrap(), Trail::new()).unwrap()
}

/// `a = []; b = [a]; a.append(b); del a, b; gc.collect()`
#[test]
fn two_lists_that_hold_each_other() {
    let mut world = world();
    let a = world.insert(vec![]);
    let b = world.insert(vec![a]);
    world.heap_mut().get_mut(a).unwrap().push(b);
    collect(&mut world);
    let log = [
        "born #0",
        "tracked #0",
        "born #1",
        "tracked #1",
        "collecting generation 2",
        "update_refs",
        "gc_refs #0 = 1",
        "gc_refs #1 = 1",
        "subtract_refs",
        "#0 -> #1: gc_refs #1 = 0",
        "#1 -> #0: gc_refs #0 = 0",
        "move_unreachable",
        "set aside #0",
        "set aside #1",
        "0 to generation 2",
        "move_legacy_finalizers",
        "handle_weakrefs",
        "finalize_garbage",
        "handle_resurrected_objects",
        "update_refs",
        "gc_refs #0 = 1",
        "gc_refs #1 = 1",
        "subtract_refs",
        "#0 -> #1: gc_refs #1 = 0",
        "#1 -> #0: gc_refs #0 = 0",
        "move_unreachable",
        "set aside #0",
        "set aside #1",
        "delete_garbage",
        "incref #0 = 2",
        "cleared #0",
        "decref #1 = 0",
        "dies #1",
        "decref #0 = 1",
        "freed #1",
        "decref #0 = 0",
        "dies #0",
        "freed #0",
        "collected generation 2: 2 unreachable, 0 uncollectable",
    ];
    assert_eq!(world.heap().observer().lines(), log);
}

/// `c = [[[]]]`: the inner lists come first, are set aside, and are brought back; the next collection moves nothing.
#[test]
fn what_is_reachable_is_set_aside_only_once() {
    let mut world = world();
    let a = world.insert(vec![]);
    let b = world.insert(vec![a]);
    world.insert(vec![b]);
    let walk = |world: &mut Managed<Vec<Ref>, Trail>| -> Vec<String> {
        world.heap_mut().observer_mut().clear();
        collect(world);
        let lines = world.heap().observer().lines();
        let from = lines
            .iter()
            .position(|line| line == "move_unreachable")
            .unwrap();
        let to = lines
            .iter()
            .position(|line| line.contains("to generation"))
            .unwrap();
        lines[from + 1..=to].to_vec()
    };
    let first = [
        "set aside #0",
        "set aside #1",
        "reached #2",
        "brought back #1",
        "reached #1",
        "brought back #0",
        "reached #0",
        "3 to generation 2",
    ];
    assert_eq!(walk(&mut world), first);
    assert_eq!(
        walk(&mut world),
        [
            "reached #2",
            "reached #1",
            "reached #0",
            "3 to generation 2"
        ]
    );
}

/// An instance that holds itself and is saved by its finalizer, and a weak reference to it from outside.
#[test]
fn a_callback_a_finalizer_and_a_resurrection() {
    let mut py = Py::watched("3.13.18", Trail::new());
    let a = py.make(Value::instance(vec![]).with_del("a", Del::Save));
    py.hold(a, a);
    py.weakref(a, "w", true);
    py.drop(a);
    py.heap.observer_mut().clear();
    py.collect();
    let log = [
        "collecting generation 2",
        "update_refs",
        "gc_refs #0 = 1",
        "gc_refs #1 = 1",
        "subtract_refs",
        "#0 -> #0: gc_refs #0 = 0",
        "move_unreachable",
        "set aside #0",
        "reached #1",
        "1 to generation 2",
        "move_legacy_finalizers",
        "handle_weakrefs",
        "weakref cleared #1",
        "incref #1 = 2",
        "weakref callback #1",
        "decref #1 = 1",
        "finalize_garbage",
        "incref #0 = 2",
        "finalizer #0",
        "incref #0 = 3",
        "decref #0 = 2",
        "handle_resurrected_objects",
        "update_refs",
        "gc_refs #0 = 2",
        "subtract_refs",
        "#0 -> #0: gc_refs #0 = 1",
        "move_unreachable",
        "reached #0",
        "resurrected 1",
        "collected generation 2: 0 unreachable, 0 uncollectable",
    ];
    assert_eq!(py.heap.observer().lines(), log);
}

/// The second list is one too many: from 3.12 the collection waits for the safe point, to 3.11 it comes before the birth.
#[test]
fn a_collection_that_starts_by_itself() {
    for (version, log) in [
        (
            "3.11.7",
            [
                "tracked #0",
                "collecting generation 0",
                "born #1",
                "tracked #1",
            ],
        ),
        (
            "3.12.14",
            [
                "tracked #0",
                "collection scheduled",
                "born #1",
                "collecting generation 0",
            ],
        ),
    ] {
        let mut py = Py::watched(version, Trail::new());
        py.gc.set_threshold(&[1]).unwrap();
        py.make(Value::list(vec![]));
        py.make(Value::list(vec![]));
        py.breathe();
        let lines = py.heap.observer().lines();
        let places = log.map(|line| {
            lines
                .iter()
                .position(|found| found == line)
                .unwrap_or_else(|| panic!("{line}: {lines:?}"))
        });
        assert!(places.is_sorted(), "{version}: {lines:?}");
    }
}

/// In 3.14.0 to 3.14.4 the first collection that starts by itself only marks.
#[test]
fn the_first_increment_marks() {
    let mut py = Py::watched("3.14.0", Trail::new());
    py.gc.set_threshold(&[1]).unwrap();
    let a = py.make(Value::list(vec![]));
    py.globals.push(a);
    py.make(Value::list(vec![]));
    py.heap.observer_mut().clear();
    assert!(py.breathe());
    let log = [
        "collecting generation 1",
        "mark_at_start",
        "collected generation 1: 0 unreachable, 0 uncollectable",
    ];
    assert_eq!(py.heap.observer().lines(), log);
}
