//! `facts/api.json`: the functions of the `gc` module, program by program as they were recorded.

use gc::{Flags, Phase, Tracking, collect_generation, get_objects};
use objects::Ref;
use serde_json::{Value as Json, json};

use crate::common::{Py, Value};
use crate::facts::by_version;

const FACTS: &str = include_str!("facts/api.json");

fn new(version: &str) -> Py {
    let mut py = Py::new(version);
    py.gc.disable();
    py
}

/// What raised, as the recordings have it.
fn raises(class: &str, error: impl std::fmt::Display) -> Json {
    json!({"raises": format!("{class}: {error}")})
}

#[test]
fn thresholds_and_flags() {
    for (version, facts) in by_version(FACTS) {
        let py = Py::new(&version);
        assert_eq!(facts["threshold"], json!(py.gc.threshold()), "{version}");
        assert_eq!(facts["enabled"], py.gc.is_enabled(), "{version}");
        let calls: [(&str, &[i32]); 6] = [
            ("(5,)", &[5]),
            ("(5, 6)", &[5, 6]),
            ("(5, 6, 7)", &[5, 6, 7]),
            ("(0,)", &[0]),
            ("(-1,)", &[-1]),
            ("(1, 2, 3, 4)", &[1, 2, 3, 4]),
        ];
        for (call, given) in calls {
            let mut py = Py::new(&version);
            let after = match py.gc.set_threshold(given) {
                Ok(()) => json!(py.gc.threshold()),
                Err(error) => raises("TypeError", error),
            };
            assert_eq!(
                facts["threshold_after_set"][call], after,
                "{version}: {call}"
            );
        }
        let flags = json!({
            "DEBUG_COLLECTABLE": Flags::COLLECTABLE.bits(),
            "DEBUG_LEAK": Flags::LEAK.bits(),
            "DEBUG_SAVEALL": Flags::SAVEALL.bits(),
            "DEBUG_STATS": Flags::STATS.bits(),
            "DEBUG_UNCOLLECTABLE": Flags::UNCOLLECTABLE.bits(),
        });
        assert_eq!(facts["DEBUG"], flags, "{version}");
    }
}

#[test]
fn errors() {
    for (version, facts) in by_version(FACTS) {
        let mut py = new(&version);
        let collect = |py: &mut Py, generation| match collect_generation(py, generation) {
            Ok(found) => json!(found),
            Err(error) => raises("ValueError", error),
        };
        let objects = |py: &mut Py, generation| match get_objects(py, Some(generation)) {
            Ok(_) => json!("list"),
            Err(error) => raises("ValueError", error),
        };
        let seen = json!({
            "collect(-1)": collect(&mut py, -1),
            "collect(3)": collect(&mut py, 3),
            "get_objects(generation=-1)": objects(&mut py, -1),
            "get_objects(generation=3)": objects(&mut py, 3),
        });
        assert_eq!(facts["collect_errors"], seen, "{version}");
    }
}

/// `gc.get_count()`, whose result is a tuple that is filled after it was made, and so is tracked.
fn get_count(py: &mut Py) -> Json {
    let count = json!(py.gc.count());
    let tuple = py.make(Value::tuple(3, vec![]));
    py.track(tuple);
    count
}

/// The program makes objects of its own while it notes what it sees, and those count too.
struct Notes {
    seen: Vec<Json>,
}

impl Notes {
    /// `res.append([text, gc.get_count()])`: a tuple and a list that stay.
    fn note(&mut self, py: &mut Py, text: &str) {
        let count = get_count(py);
        py.make(Value::list(vec![]));
        self.seen.push(json!([text, count]));
    }
}

#[test]
fn what_the_counts_count() {
    for (version, facts) in by_version(FACTS) {
        let mut py = new(&version);
        py.collect();
        let mut notes = Notes { seen: vec![] };
        notes.note(&mut py, "after collect()");
        // The list `res` itself, made around the first note.
        py.make(Value::list(vec![]));
        // `k = [[] for i in range(100)]`. To 3.8 the call of `range` leaves its tuple of arguments on the free list;
        // to 3.10 the comprehension has a frame, which its code keeps.
        if !py.since(9, 0) {
            let args = py.make(Value::tuple(1, vec![]));
            py.drop(args);
        }
        if !py.since(11, 0) {
            py.make(Value::new("frame", Tracking::Always, vec![]));
        }
        let k = py.make(Value::list(vec![]));
        for _ in 0..100 {
            let list = py.make(Value::list(vec![]));
            py.give(k, list);
        }
        notes.note(&mut py, "+100 lists");
        for list in py.heap.get_mut(k).unwrap().refs.split_off(50) {
            py.drop(list);
        }
        notes.note(&mut py, "-50 lists");
        for (text, generations) in [
            ("collect(0)", &[0][..]),
            ("collect(0)", &[0]),
            ("collect(1)", &[1]),
            ("collect(0),(1),(1)", &[0, 1, 1]),
            ("collect(2)", &[2]),
        ] {
            for &generation in generations {
                collect_generation(&mut py, generation).unwrap();
            }
            notes.note(&mut py, text);
        }
        assert_eq!(facts["get_count_semantic"], json!(notes.seen), "{version}");
    }
}

#[test]
fn the_count_never_goes_below_zero() {
    const KEY: &str = "count_never_negative [after collect, after dropping 50 old lists]";
    for (version, facts) in by_version(FACTS) {
        let mut py = new(&version);
        let lists: Vec<Ref> = (0..50).map(|_| py.make(Value::list(vec![]))).collect();
        let keep = py.make(Value::list(lists));
        py.collect();
        let a = get_count(&mut py);
        py.drop(keep);
        let b = get_count(&mut py);
        assert_eq!(facts[KEY], json!([a, b]), "{version}");

        // Instances have no free list, so here the count does go down, and stops.
        let old: Vec<Ref> = (0..50).map(|_| py.make(Value::instance(vec![]))).collect();
        py.collect();
        for object in old {
            py.drop(object);
        }
        assert_eq!(py.gc.count(), [0, 0, 0], "{version}");
    }
}

/// The generation that shows an object: `[g for g in (0, 1, 2) if any(o is x for o in gc.get_objects(generation=g))]`.
fn place(py: &mut Py, object: Ref) -> Json {
    let shows = |&g: &i32| get_objects(py, Some(g)).unwrap().contains(&object);
    json!((0..3).filter(shows).collect::<Vec<i32>>())
}

#[test]
fn generation_of_a_list() {
    for (version, facts) in by_version(FACTS) {
        let mut py = new(&version);
        let x = py.make(Value::list(vec![]));
        let mut seen = vec![json!(["fresh", place(&mut py, x)])];
        for generation in 0..3 {
            collect_generation(&mut py, generation).unwrap();
            let text = format!("after collect({generation})");
            seen.push(json!([text, place(&mut py, x)]));
        }
        for (generation, how) in [(1, "collect(1)"), (2, "collect()")] {
            let another = py.make(Value::list(vec![]));
            // A local of the frame that runs: the incremental collector marks from there.
            py.frame.push(another);
            collect_generation(&mut py, generation).unwrap();
            let text = format!("another, after {how} directly");
            seen.push(json!([text, place(&mut py, another)]));
        }
        assert_eq!(facts["generation_of_a_list"], json!(seen), "{version}");
    }
}

#[test]
fn freeze() {
    const KEY: &str = "freeze [count at start, count>100 after, get_objects()<100 after, \
        collect() with a frozen cycle, after unfreeze, count]";
    for (version, facts) in by_version(FACTS) {
        let mut py = new(&version);
        // What a real interpreter has frozen at its start are its own immortal objects (3.12). There are none here.
        let recorded = facts[KEY].as_array().unwrap();
        let [at_start, at_end] = [&recorded[0], &recorded[5]];
        assert_eq!(
            at_start, at_end,
            "{version}: unfreeze leaves as many as there were"
        );
        let a = py.make(Value::instance(vec![]));
        if py.since(11, 0) {
            py.hold(a, a);
        } else {
            let dict = py.make(Value::dict(vec![]));
            py.give(a, dict);
            py.hold(dict, a);
        }
        py.gc.freeze();
        assert_eq!(get_objects(&mut py, None).unwrap(), []);
        py.drop(a);
        let frozen = py.collect();
        py.gc.unfreeze();
        let thawed = py.collect();
        assert_eq!(
            (&recorded[3], &recorded[4]),
            (&json!(frozen), &json!(thawed)),
            "{version}"
        );
        assert_eq!(py.gc.freeze_count(), 0, "{version}");
    }
}

#[test]
fn callbacks() {
    for (version, facts) in by_version(FACTS) {
        let mut py = new(&version);
        py.callbacks = true;
        py.collect();
        collect_generation(&mut py, 0).unwrap();
        let told = py.called.iter().map(|called| {
            let phase = match called.phase {
                Phase::Start => "start",
                Phase::Stop => "stop",
            };
            json!([phase, called.info.generation])
        });
        let recorded = facts["callback_events"].as_array().unwrap();
        let recorded = recorded.iter().map(|event| json!([event[0], event[2]]));
        assert!(told.eq(recorded), "{version}");
    }
}
