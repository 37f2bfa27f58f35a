//! The functions of the `gc` module.

use gc::{
    Flags, Gc, Managed, Phase, Policy, UnsupportedVersion, collect_generation, get_objects,
    get_referents, get_referrers,
};
use objects::Ref;
use version::Version;

use crate::common::{MEASURED, Py, Value};

#[test]
fn set_threshold_and_its_errors() {
    for version in MEASURED {
        let third = if version.starts_with("3.14.0") || version == "3.14.4" {
            0
        } else {
            10
        };
        let seven = if third == 0 { 0 } else { 7 };
        for (given, recorded) in [
            (&[5][..], [5, 10, third]),
            (&[5, 6], [5, 6, third]),
            (&[5, 6, 7], [5, 6, seven]),
            (&[0], [0, 10, third]),
            (&[-1], [-1, 10, third]),
        ] {
            let mut py = Py::new(version);
            py.gc.set_threshold(given).unwrap();
            assert_eq!(py.gc.threshold(), recorded, "{version}");
        }
        let mut py = Py::new(version);
        let before = py.gc.threshold();
        let error = py.gc.set_threshold(&[1, 2, 3, 4]).unwrap_err().to_string();
        let recorded = if py.since(13, 0) {
            "gc.set_threshold requires 1 to 3 arguments"
        } else {
            "set_threshold() takes at most 3 arguments (4 given)"
        };
        assert_eq!(error, recorded, "{version}");
        let error = py.gc.set_threshold(&[]).unwrap_err().to_string();
        let recorded = if py.since(13, 0) {
            "gc.set_threshold requires 1 to 3 arguments"
        } else {
            "set_threshold() takes at least 1 argument (0 given)"
        };
        assert_eq!(error, recorded, "{version}");
        assert_eq!(py.gc.threshold(), before);
    }
}

#[test]
fn generations_that_are_none() {
    let mut py = Py::new("3.13");
    for generation in [3, -1] {
        assert_eq!(
            collect_generation(&mut py, generation)
                .unwrap_err()
                .to_string(),
            "invalid generation"
        );
    }
    assert_eq!(
        get_objects(&mut py, Some(3)).unwrap_err().to_string(),
        "generation parameter must be less than the number of available generations (3)"
    );
    assert_eq!(
        get_objects(&mut py, Some(-2)).unwrap_err().to_string(),
        "generation parameter cannot be negative"
    );
    assert_eq!(get_objects(&mut py, Some(-1)), get_objects(&mut py, None));
}

/// The count while an object lives and after it died: for one that goes to a free list and one that doesn't.
#[test]
fn a_free_list_hides_a_death_and_a_birth() {
    for version in MEASURED {
        let mut py = Py::new(version);
        let list = py.make(Value::list(vec![]));
        assert_eq!(py.gc.count()[0], 1, "{version}");
        py.drop(list);
        let after = i32::from(version != "3.14.4");
        assert_eq!(py.gc.count()[0], after, "{version}");
        let again = py.make(Value::list(vec![]));
        assert_eq!(py.gc.count()[0], 1, "{version}");
        py.drop(again);
        let instance = py.make(Value::instance(vec![]));
        assert_eq!(py.gc.count()[0], after + 1, "{version}");
        py.drop(instance);
        assert_eq!(py.gc.count()[0], after, "{version}");
    }
}

#[test]
fn frozen_objects_are_left_alone() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        assert_eq!(py.gc.freeze_count(), 0);
        let a = py.make(Value::instance(vec![]));
        py.hold(a, a);
        py.gc.freeze();
        py.drop(a);
        assert_eq!(get_objects(&mut py, None).unwrap(), []);
        assert_eq!((py.collect(), py.gc.freeze_count()), (0, 1), "{version}");
        assert_eq!(py.collect(), 0, "{version}");
        py.gc.unfreeze();
        assert_eq!((py.collect(), py.gc.freeze_count()), (1, 0), "{version}");
        assert!(py.heap.is_empty());
        py.check(&[]);
    }
}

#[test]
fn callbacks_are_told_at_the_start_and_at_the_end() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        py.callbacks = true;
        let a = py.make(Value::list(vec![]));
        py.hold(a, a);
        py.drop(a);
        py.collect();
        collect_generation(&mut py, 0).unwrap();
        let told: Vec<_> = py
            .called
            .iter()
            .map(|called| (called.phase, called.info.generation, called.info.collected))
            .collect();
        assert_eq!(
            told,
            [
                (Phase::Start, 2, 0),
                (Phase::Stop, 2, 1),
                (Phase::Start, 0, 0),
                (Phase::Stop, 0, 0)
            ],
            "{version}"
        );
        assert_eq!(py.called[1].info.candidates, 1);
    }
}

#[test]
fn statistics_add_up() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        for _ in 0..3 {
            let a = py.make(Value::list(vec![]));
            py.hold(a, a);
            py.drop(a);
            py.collect();
        }
        collect_generation(&mut py, 0).unwrap();
        let [young, _, old] = *py.gc.stats();
        assert_eq!(
            (old.collections, old.collected, old.uncollectable),
            (3, 3, 0),
            "{version}"
        );
        assert_eq!((young.collections, young.collected), (1, 0), "{version}");
    }
}

/// The program that was recorded: an instance that holds itself, collected under each debug flag.
#[test]
fn debug_flags() {
    for version in MEASURED {
        for flags in [
            Flags::STATS,
            Flags::COLLECTABLE,
            Flags::UNCOLLECTABLE,
            Flags::SAVEALL,
            Flags::LEAK,
        ] {
            let mut py = Py::new(version);
            py.gc.disable();
            let a = if py.since(11, 0) {
                let a = py.make(Value::instance(vec![]));
                py.hold(a, a);
                a
            } else {
                let a = py.make(Value::instance(vec![]));
                let dict = py.make(Value::dict(vec![]));
                py.give(a, dict);
                py.hold(dict, a);
                a
            };
            py.drop(a);
            py.gc.set_debug(flags);
            let returned = py.collect();
            py.gc.set_debug(Flags::NONE);
            let types: &[&str] = if py.since(11, 0) {
                &["A"]
            } else {
                &["A", "dict"]
            };
            assert_eq!(returned, types.len(), "{version} {flags:?}");
            let collectable: Vec<String> = types
                .iter()
                .map(|name| format!("gc: collectable <{name} #"))
                .collect();
            let lines: Vec<String> = match flags {
                Flags::STATS => {
                    let mut lines = vec![
                        "gc: collecting generation 2...".to_owned(),
                        format!("gc: objects in each generation: {returned} 0 0"),
                        "gc: objects in permanent generation: 0".to_owned(),
                    ];
                    if version != "3.14.0" {
                        lines.push(format!(
                            "gc: done, {returned} unreachable, 0 uncollectable, 0.0000s elapsed"
                        ));
                    }
                    lines
                }
                Flags::COLLECTABLE | Flags::LEAK => collectable,
                _ => vec![],
            };
            assert_eq!(
                py.stderr.len(),
                lines.len(),
                "{version} {flags:?}: {:?}",
                py.stderr
            );
            assert!(
                py.stderr
                    .iter()
                    .zip(&lines)
                    .all(|(line, start)| line.starts_with(start)),
                "{:?}",
                py.stderr
            );
            let garbage: Vec<&str> = py
                .gc
                .garbage()
                .iter()
                .map(|&o| py.heap.get(o).unwrap().name)
                .collect();
            let saved = flags.contains(Flags::SAVEALL);
            assert_eq!(
                garbage,
                if saved { types } else { &[] },
                "{version} {flags:?}"
            );
            py.check(&[]);
            for object in py.gc.take_garbage() {
                py.drop(object);
            }
            py.collect();
            assert!(py.heap.is_empty());
        }
    }
}

#[test]
fn referrers_and_referents() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.gc.disable();
        let o = py.make(Value::instance(vec![]));
        let number = py.make(Value::atom());
        let list = py.make(Value::list(vec![]));
        py.hold(list, o);
        py.hold(list, number);
        let dict = py.make(Value::dict(vec![]));
        py.hold(dict, o);
        py.heap.incref(o);
        let tuple = py.make(Value::tuple(1, vec![o]));
        assert_eq!(
            get_referrers(&mut py, &[o]),
            [list, dict, tuple],
            "{version}"
        );
        assert_eq!(
            get_referrers(&mut py, &[number, tuple]),
            [list],
            "{version}"
        );
        assert_eq!(
            get_referents(&mut py, &[list, number]),
            [o, number],
            "{version}"
        );
        py.gc.freeze();
        assert_eq!(get_referrers(&mut py, &[o]), [], "{version}");
    }
}

#[test]
fn disabled_or_with_threshold_zero_nothing_starts() {
    for version in MEASURED {
        for zero in [false, true] {
            let mut py = Py::new(version);
            py.callbacks = true;
            if zero {
                py.gc.set_threshold(&[0]).unwrap();
            } else {
                py.gc.disable();
            }
            for _ in 0..5000 {
                py.make(Value::instance(vec![]));
                py.breathe();
            }
            assert_eq!(py.called, [], "{version}");
            assert_eq!(py.gc.count()[0], 5000);
        }
    }
}

#[test]
fn a_collection_starts_in_the_allocation_or_at_a_safe_point() {
    for version in MEASURED {
        let mut py = Py::new(version);
        py.callbacks = true;
        let limit = py.gc.threshold()[0] as usize;
        let keep: Vec<_> = (0..limit)
            .map(|_| py.make(Value::instance(vec![])))
            .collect();
        assert_eq!(py.called.len(), 0, "{version}");
        assert!(!py.breathe());
        let last = py.make(Value::instance(vec![]));
        if py.since(12, 0) {
            assert!(py.gc.is_scheduled() && py.called.is_empty(), "{version}");
            assert!(py.breathe(), "{version}");
        }
        assert_eq!(py.called.len(), 2, "{version}");
        assert_eq!(py.heap.len(), keep.len() + 1);
        assert!(py.heap.is_alive(last));
    }
}

/// The error says which release it is, what is wrong with it, and what to do; every way in gives the same one.
#[test]
fn free_threaded_builds_are_refused() {
    for version in ["3.13.15t", "3.14.7t", "3.15.0t"] {
        let expected = format!(
            "{version} has the free-threaded collector, which has no generations and isn't modelled: \
             choose the default build of that release"
        );
        let version: Version = version.parse().unwrap();
        let refused = UnsupportedVersion { version };
        assert_eq!(Gc::new(version).unwrap_err(), refused);
        assert_eq!(Policy::of(version), Err(refused));
        assert_eq!(Managed::<Vec<Ref>>::new(version).unwrap_err(), refused);
        assert_eq!(refused.to_string(), expected);
    }
    assert!(
        Gc::new(Version::new(3, 14, 7)).is_ok(),
        "its default build is there"
    );
}

#[test]
fn releases_before_3_8_are_refused() {
    let old = Gc::new(Version::new(3, 7, 16)).unwrap_err();
    assert_eq!(
        old.to_string(),
        "3.7.16 is older than 3.8, the first release that is modelled"
    );
    assert!(Gc::new(Version::new(3, 8, 0)).is_ok());
}
