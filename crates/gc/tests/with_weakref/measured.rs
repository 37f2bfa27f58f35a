//! What `facts/measure.py` printed on each release, and the same programs here.

use std::cell::Cell;
use std::rc::Rc;

use objects::Ref;
use serde_json::{Value as Json, json};
use weakref::{Error, finalize, key_dictionary, value_dictionary};

use crate::world::Python;

const FACTS: &str = include_str!("facts/measured.json");

type Program = fn(&mut Python) -> Json;

const PROGRAMS: [(&str, Program); 13] = [
    (
        "__callback__ is None after [counting, collecting], log",
        dunder_callback,
    ),
    ("callbacks of two objects: log", callbacks_of_two),
    (
        "the first callback drops all three references [collect, log]",
        first_drops_all,
    ),
    ("a callback raises [what is reported, log]", one_raises),
    ("a value in a cycle: len before and after", value_in_a_cycle),
    (
        "a key that its own value holds: len after collect, gone with the dictionary",
        key_held_by_its_value,
    ),
    (
        "a dictionary that its value holds: both gone without the collector",
        dictionary_held_by_its_value,
    ),
    ("finalize of an object in a cycle: log", finalize_in_a_cycle),
    (
        "a weak reference that __del__ makes, without callback [dead, log]",
        |p| made_by_del(p, false),
    ),
    (
        "a weak reference that __del__ makes, with callback [dead, log]",
        |p| made_by_del(p, true),
    ),
    (
        "a callback that holds its own reference, all trash [collect, log, callback gone]",
        callback_holds_its_reference,
    ),
    (
        "the reference is held from outside, its callback by it alone: log",
        callback_reaches_its_reference,
    ),
    (
        "a finalizer frees what a reference of the garbage refers to [collect, log]",
        finalizer_frees_the_object,
    ),
];

#[test]
fn every_release_does_what_was_measured() {
    let facts: Json = serde_json::from_str(FACTS).unwrap();
    let facts = facts.as_object().unwrap();
    assert_eq!(facts.len(), 9);
    for (version, measured) in facts {
        let measured = measured.as_object().unwrap();
        assert_eq!(measured.len(), PROGRAMS.len(), "{version}");
        for (key, program) in PROGRAMS {
            let mut python = Python::new(version);
            assert_eq!(program(&mut python), measured[key], "{version}: {key}");
            python.collect();
            python.check(&[]);
            assert!(
                python.heap.is_empty(),
                "{version}: {key}: something is left"
            );
        }
    }
}

/// `A()` in a cycle with itself.
fn cycle(p: &mut Python) -> Ref {
    let a = p.plain();
    p.link(a, a);
    a
}

fn dunder_callback(p: &mut Python) -> Json {
    let has_none = |p: &Python, w| weakref::reference(&p.heap, w).unwrap().callback().is_none();
    let a = p.plain();
    let counting = p.logs(json!("counting"));
    let w = p.weakref(a, Some(counting));
    p.del(a);
    let b = cycle(p);
    let collecting = p.logs(json!("collecting"));
    let v = p.weakref(b, Some(collecting));
    p.del(b);
    p.collect();
    let found = json!([has_none(p, w), has_none(p, v), p.take_log()]);
    p.del(w);
    p.del(v);
    found
}

fn callbacks_of_two(p: &mut Python) -> Json {
    let (a, b) = (p.plain(), p.plain());
    p.link(a, b);
    p.link(b, a);
    let texts = ["first of b", "second of b", "first of a", "proxy of a"];
    let [first_b, second_b, first_a, proxy_a] = texts.map(|text| p.logs(json!(text)));
    let ws = [
        p.weakref(b, Some(first_b)),
        p.weakref(b, Some(second_b)),
        p.weakref(a, Some(first_a)),
        p.proxy(a, Some(proxy_a)),
    ];
    p.del(a);
    p.del(b);
    p.collect();
    ws.into_iter().for_each(|w| p.del(w));
    p.take_log()
}

fn first_drops_all(p: &mut Python) -> Json {
    let a = cycle(p);
    for text in ["one", "two", "three"] {
        let callback = p.function(vec![], move |p, _| {
            p.log.push(json!(text));
            for w in std::mem::take(&mut p.saved) {
                p.del(w);
            }
            Ok(())
        });
        let w = p.weakref(a, Some(callback));
        p.saved.push(w);
    }
    p.del(a);
    json!([p.collect(), p.take_log()])
}

fn one_raises(p: &mut Python) -> Json {
    let a = cycle(p);
    let other = p.logs(json!("the other"));
    // There is no division here: the name of the exception is what the first line doesn't depend on.
    let bad = p.function(vec![], |_, _| Err(Error::Changed("division by zero")));
    let ws = [p.weakref(a, Some(other)), p.weakref(a, Some(bad))];
    p.del(a);
    p.collect();
    assert_eq!(p.stderr[1], "RuntimeError: division by zero");
    let first_line = p.stderr[0]
        .split([':', '<'])
        .next()
        .unwrap()
        .trim_end()
        .to_owned();
    ws.into_iter().for_each(|w| p.del(w));
    json!([[format!("{first_line}: ZeroDivisionError")], p.take_log()])
}

fn value_in_a_cycle(p: &mut Python) -> Json {
    let d = value_dictionary::new(p).unwrap();
    let (key, a) = (p.plain(), cycle(p));
    value_dictionary::setitem(p, d, key, a).unwrap();
    p.adopt_all();
    p.del(a);
    let before = value_dictionary::len(p, d).unwrap();
    p.collect();
    let after = value_dictionary::len(p, d).unwrap();
    p.del(key);
    p.del(d);
    json!([before, after])
}

fn key_held_by_its_value(p: &mut Python) -> Json {
    let k = p.plain();
    let d = key_dictionary::new(p).unwrap();
    p.heap.incref(k);
    let value = p.list(vec![k]);
    key_dictionary::setitem(p, d, k, value).unwrap();
    p.adopt_all();
    p.del(value);
    let seen = p.weakref(k, None);
    p.del(k);
    p.collect();
    let kept = key_dictionary::len(p, d).unwrap();
    p.del(d);
    p.collect();
    let gone = p.is_dead(seen);
    p.del(seen);
    json!([kept, gone])
}

fn dictionary_held_by_its_value(p: &mut Python) -> Json {
    let d = value_dictionary::new(p).unwrap();
    let (key, a) = (p.plain(), p.plain());
    p.link(a, d);
    value_dictionary::setitem(p, d, key, a).unwrap();
    p.adopt_all();
    let seen = [p.weakref(a, None), p.weakref(d, None)];
    p.del(a);
    p.del(d);
    let gone = seen.map(|w| p.is_dead(w));
    seen.into_iter().for_each(|w| p.del(w));
    p.del(key);
    json!(gone)
}

fn finalize_in_a_cycle(p: &mut Python) -> Json {
    let a = cycle(p);
    let function = p.logs(json!("finalized"));
    let finalizer = finalize::new(p, a, function, &[], None).unwrap();
    p.adopt_all();
    p.del(finalizer);
    p.del(function);
    p.del(a);
    p.collect();
    p.take_log()
}

fn made_by_del(p: &mut Python, with_callback: bool) -> Json {
    let callback = with_callback.then(|| p.logs(json!("called")));
    let a = p.with_del(move |p, this| {
        if let Some(callback) = callback {
            p.heap.incref(callback);
        }
        let made = p.weakref(this, callback);
        p.saved.push(made);
    });
    // The program's name `callback` holds it too, so it is no trash.
    if let Some(callback) = callback {
        p.link(a, callback);
    }
    p.link(a, a);
    p.del(a);
    p.collect();
    let made = p.saved.pop().unwrap();
    let found = json!([p.is_dead(made), p.take_log()]);
    p.del(made);
    callback.into_iter().for_each(|callback| p.del(callback));
    found
}

fn callback_holds_its_reference(p: &mut Python) -> Json {
    let f = p.logs(json!("its own"));
    let a = cycle(p);
    p.heap.incref(f);
    let w = p.weakref(a, Some(f));
    // `f.__dict__`, which is an object too
    let dict = p.list(vec![w]);
    p.set(f, dict);
    let seen = p.weakref(f, None);
    p.del(f);
    p.del(a);
    let found = p.collect();
    let gone = p.is_dead(seen);
    p.del(seen);
    json!([found, p.take_log(), gone])
}

/// The reference and its callback are a cycle that is reached, so the callback is called.
fn callback_reaches_its_reference(p: &mut Python) -> Json {
    let a = cycle(p);
    let holder = p.plain();
    let reached = Rc::new(Cell::new(false));
    let seen = Rc::clone(&reached);
    p.heap.incref(holder);
    let callback = p.function(vec![holder], move |p, _| {
        seen.set(true);
        p.log.push(json!("reached"));
        Ok(())
    });
    let w = p.weakref(a, Some(callback));
    p.set(holder, w);
    p.collect();
    p.del(a);
    let found = p.collect() > 0;
    assert!(reached.get());
    p.del(holder);
    json!([found, p.take_log()])
}

/// To 3.14 every reference that is garbage is cleared before the finalizers. From 3.15 only those to garbage are,
/// so this one still calls.
fn finalizer_frees_the_object(p: &mut Python) -> Json {
    let keep = p.plain();
    p.saved.push(keep);
    let a = p.with_del(|p, _| {
        p.log.push(json!("__del__"));
        for object in std::mem::take(&mut p.saved) {
            p.del(object);
        }
    });
    p.link(a, a);
    let callback = p.logs(json!("callback"));
    let w = p.weakref(keep, Some(callback));
    p.set(a, w);
    p.del(a);
    json!([p.collect(), p.take_log()])
}
