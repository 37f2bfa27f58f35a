//! The programs that were recorded, run here, against what each release printed.
//!
//! Each function is one program of the recordings, statement by statement; its name in the table is its key there.

use std::cell::Cell;
use std::rc::Rc;

use gc::Flags;
use objects::Ref;
use serde_json::{Value as Json, json};

use crate::world::Python;

/// What each release did, by version and program.
const FACTS: &str = include_str!("facts/semantics.json");

/// A program, and what it found out.
type Program = fn(&mut Python) -> Json;

const PROGRAMS: [(&str, Program); 17] = [
    (
        "resurrected by __del__ (no cycle) [log after del, log after second drop]",
        resurrected,
    ),
    (
        "resurrected from a cycle [collect, log, collect while alive, collect after dropped, log]",
        resurrected_from_a_cycle,
    ),
    (
        "cycle a->b->c->a with __del__, weakrefs inside without callback, outer weakrefs with callbacks: log",
        three_that_look_at_each_other,
    ),
    (
        "weakref with callback inside the same trash: log",
        callback_inside,
    ),
    (
        "outer weakref without callback, in cyclic trash, looked at from __del__",
        |p| looked_at(p, false, true),
    ),
    (
        "outer weakref with callback, in cyclic trash, looked at from __del__",
        |p| looked_at(p, true, true),
    ),
    (
        "outer weakref with callback, no cycle (plain refcount death)",
        |p| looked_at(p, true, false),
    ),
    ("outer weakref without callback, no cycle", |p| {
        looked_at(p, false, false)
    }),
    (
        "weakref to an object resurrected by __del__ (cycle=False, callback=False) [ref alive, log]",
        |p| saved(p, false, false),
    ),
    (
        "weakref to an object resurrected by __del__ (cycle=False, callback=True) [ref alive, log]",
        |p| saved(p, false, true),
    ),
    (
        "weakref to an object resurrected by __del__ (cycle=True, callback=False) [ref alive, log]",
        |p| saved(p, true, false),
    ),
    (
        "weakref to an object resurrected by __del__ (cycle=True, callback=True) [ref alive, log]",
        |p| saved(p, true, true),
    ),
    (
        "gc.collect() called inside a __del__ run by gc.collect() [outer ret, inner rets]",
        collects_inside,
    ),
    ("__del__ order of a ring of 6 (made 0..5)", |p| ring(p, 1)),
    ("__del__ order of a ring of 6, linked backwards", |p| {
        ring(p, 5)
    }),
    (
        "DEBUG_SAVEALL self-list [ret, len(garbage)]",
        list_with_saveall,
    ),
    (
        "cycle with __del__ [ret, garbage, log]",
        cycle_with_finalizer,
    ),
];

#[test]
fn every_release_does_what_was_recorded() {
    let facts: Json = serde_json::from_str(FACTS).unwrap();
    let facts = facts.as_object().unwrap();
    assert_eq!(facts.len(), 12);
    for (version, recorded) in facts {
        let recorded = recorded.as_object().unwrap();
        assert_eq!(recorded.len(), PROGRAMS.len(), "{version}");
        for (key, program) in PROGRAMS {
            let mut python = Python::new(version);
            assert_eq!(program(&mut python), recorded[key], "{version}: {key}");
            python.collect();
            python.check(&[]);
            assert!(
                python.heap.is_empty(),
                "{version}: {key}: something is left"
            );
        }
    }
}

/// Drops what a program saved.
fn drop_saved(p: &mut Python) {
    for object in std::mem::take(&mut p.saved) {
        p.del(object);
    }
}

/// `class R`, whose `__del__` logs and saves the object.
fn resurrects(p: &mut Python, name: &'static str) -> Ref {
    p.with_del(move |p, this| {
        p.log.push(json!(format!("del {name}")));
        p.heap.incref(this);
        p.saved.push(this);
    })
}

fn resurrected(p: &mut Python) -> Json {
    let x = resurrects(p, "a");
    p.del(x);
    let after_del = p.log.clone();
    drop_saved(p);
    json!([after_del, p.take_log()])
}

fn resurrected_from_a_cycle(p: &mut Python) -> Json {
    let c = resurrects(p, "c");
    p.link(c, c);
    p.del(c);
    let first = p.collect();
    let log = p.log.clone();
    let alive = p.collect();
    drop_saved(p);
    let dropped = p.collect();
    json!([first, log, alive, dropped, p.take_log()])
}

/// `class F`, whose `__del__` looks at the weak reference in `self.w`.
fn looks(p: &mut Python, name: &'static str) -> (Ref, Rc<Cell<Option<Ref>>>) {
    let w: Rc<Cell<Option<Ref>>> = Rc::default();
    let seen = Rc::clone(&w);
    let this = p.with_del(move |p, _| {
        let state = p.state(seen.get().expect("it was set"));
        p.log
            .push(json!(["del", name, format!("sees weakref {state}")]));
    });
    (this, w)
}

/// `lambda w: log.append([text, w() is None])`
fn says(p: &mut Python, text: &'static str) -> Ref {
    p.function(vec![], move |p, args| {
        let dead = p.is_dead(args[0]);
        p.log.push(json!([text, dead]));
        Ok(())
    })
}

fn three_that_look_at_each_other(p: &mut Python) -> Json {
    let made = ["a", "b", "c"].map(|name| looks(p, name));
    for (i, (this, w)) in made.iter().enumerate() {
        let next = made[(i + 1) % 3].0;
        p.link(*this, next);
        let inner = p.weakref(next, None);
        w.set(Some(inner));
        p.set(*this, inner);
    }
    let [to_a, to_b] = ["callback outer->a", "callback outer->b"].map(|text| says(p, text));
    let outer = [
        p.weakref(made[0].0, Some(to_a)),
        p.weakref(made[1].0, Some(to_b)),
    ];
    for (this, _) in made {
        p.del(this);
    }
    p.collect();
    outer.into_iter().for_each(|w| p.del(w));
    p.take_log()
}

fn callback_inside(p: &mut Python) -> Json {
    let (a, w) = looks(p, "a");
    p.link(a, a);
    let callback = p.logs(json!("inner callback ran"));
    let inner = p.weakref(a, Some(callback));
    w.set(Some(inner));
    p.set(a, inner);
    p.del(a);
    p.collect();
    p.take_log()
}

fn looked_at(p: &mut Python, callback: bool, cycle: bool) -> Json {
    let hold: Rc<Cell<Option<Ref>>> = Rc::default();
    let seen = Rc::clone(&hold);
    let g = p.with_del(move |p, _| {
        let state = p.state(seen.get().expect("it was set"));
        p.log.push(json!(format!("outer ref {state} in __del__")));
    });
    let callback = callback.then(|| p.logs(json!("callback")));
    let outer = p.weakref(g, callback);
    hold.set(Some(outer));
    if cycle {
        p.link(g, g);
    }
    p.del(g);
    p.collect();
    p.del(outer);
    p.take_log()
}

fn saved(p: &mut Python, cycle: bool, callback: bool) -> Json {
    let x = p.with_del(|p, this| {
        p.heap.incref(this);
        p.saved.push(this);
    });
    if cycle {
        p.link(x, x);
    }
    let callback = callback.then(|| p.logs(json!("callback")));
    let w = p.weakref(x, callback);
    p.del(x);
    p.collect();
    let found = json!([!p.is_dead(w), p.take_log()]);
    drop_saved(p);
    p.del(w);
    found
}

fn collects_inside(p: &mut Python) -> Json {
    let x = p.with_del(|p, _| {
        let found = p.collect();
        p.log.push(json!(found));
    });
    p.link(x, x);
    p.del(x);
    json!([p.collect(), p.take_log()])
}

fn ring(p: &mut Python, step: usize) -> Json {
    let made: Vec<Ref> = (0..6)
        .map(|i| p.with_del(move |p, _| p.log.push(json!(i))))
        .collect();
    for i in 0..6 {
        p.link(made[i], made[(i + step) % 6]);
    }
    made.into_iter().for_each(|object| p.del(object));
    p.collect();
    p.take_log()
}

fn list_with_saveall(p: &mut Python) -> Json {
    p.gc.set_debug(Flags::SAVEALL);
    let l = p.list(vec![]);
    p.link(l, l);
    p.del(l);
    let found = p.collect();
    p.gc.set_debug(Flags::NONE);
    let garbage = p.gc.take_garbage();
    let result = json!([found, garbage.len()]);
    garbage.into_iter().for_each(|object| p.del(object));
    result
}

fn cycle_with_finalizer(p: &mut Python) -> Json {
    let d = p.with_del(|p, _| p.log.push(json!("uncollectable?")));
    p.link(d, d);
    p.del(d);
    json!([p.collect(), p.gc.garbage().len(), p.take_log()])
}
