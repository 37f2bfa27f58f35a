//! Which objects are tracked, and when they are untracked again.

use gc::Tracking;

use crate::common::{MEASURED, Py, Value};

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
