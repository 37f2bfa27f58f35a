//! The steps of all three crates in one log: who does what when cyclic trash with weak references is collected.

use std::fmt;

use objects::{LogOf, Ref};
use serde_json::json;

use crate::world::Python;

/// One step of any of them.
enum Step {
    Heap,
    Weakref(weakref::Event),
    Gc(gc::Event),
}

impl From<objects::Event> for Step {
    fn from(_: objects::Event) -> Step {
        Step::Heap
    }
}

impl From<weakref::Event> for Step {
    fn from(event: weakref::Event) -> Step {
        Step::Weakref(event)
    }
}

impl From<gc::Event> for Step {
    fn from(event: gc::Event) -> Step {
        Step::Gc(event)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Heap => Ok(()),
            Step::Weakref(event) => write!(f, "weakref: {event}"),
            Step::Gc(event) => write!(f, "gc: {event}"),
        }
    }
}

/// An instance with a finalizer in a cycle, a reference with a callback and one without, both held from outside.
///
/// Returns the log of the collection, without what the heap did and without the steps that find the garbage.
fn collected(version: &str) -> Vec<String> {
    let mut p = Python::watched(version, LogOf::new());
    let a = p.with_del(|p, _| p.log.push(json!("del")));
    p.link(a, a);
    let callback = p.logs(json!("callback"));
    let loud = p.weakref(a, Some(callback));
    let quiet = p.weakref(a, None);
    p.del(a);
    p.heap.observer_mut().clear();
    p.collect();
    p.check(&[loud, quiet]);
    let steps = p.heap.observer().events().iter();
    let lines: Vec<String> = steps
        .filter(|step| match step {
            Step::Heap => false,
            Step::Weakref(_) => true,
            Step::Gc(event) => matches!(
                event,
                gc::Event::Finalizer { .. }
                    | gc::Event::WeakrefCallback { .. }
                    | gc::Event::WeakrefCleared { .. }
                    | gc::Event::Cleared { .. }
            ),
        })
        .map(ToString::to_string)
        .collect();
    let names = [(a, "a"), (callback, "f"), (loud, "loud"), (quiet, "quiet")];
    let named = |line: &String| {
        let name =
            |line: String, &(object, name): &(Ref, &str)| line.replace(&object.to_string(), name);
        names.iter().fold(line.clone(), name)
    };
    lines.iter().map(named).collect()
}

/// From 3.11, where an instance is one object. The crate `weakref` says that it cleared a reference before the collector does.
#[test]
fn who_does_what() {
    for version in ["3.11.7", "3.12.14", "3.13.18", "3.14.4", "3.14.10"] {
        assert_eq!(
            collected(version),
            [
                "weakref: weakref quiet cleared",
                "gc: weakref cleared quiet",
                "weakref: weakref loud cleared",
                "gc: weakref cleared loud",
                "gc: weakref callback loud",
                "weakref: callback f of loud",
                "gc: finalizer a",
                "gc: cleared a",
            ],
            "{version}"
        );
    }
    assert_eq!(
        collected("3.15.2"),
        [
            "weakref: weakref loud cleared",
            "gc: weakref cleared loud",
            "gc: weakref callback loud",
            "weakref: callback f of loud",
            "gc: finalizer a",
            "weakref: weakref quiet cleared",
            "gc: weakref cleared quiet",
            "gc: cleared a",
        ]
    );
}
