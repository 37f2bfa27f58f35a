//! The weak containers.

use objects::Ref;
use serde_json::{Value as Json, json};
use version::Version;
use weakref::{Item, Iter, data_and_pending, key_dictionary, set, value_dictionary};

use super::{Answers, raised, raises};
use crate::python::{Object, Python};

pub fn replay(version: Version, answers: &mut Answers) {
    answers.insert("WeakValueDictionary".into(), values(version));
    answers.insert("WeakKeyDictionary".into(), keys(version));
    answers.insert("WeakSet".into(), elements(version));
}

fn number(p: &Python, object: Ref) -> i64 {
    match p.heap.get(object) {
        Some(Object::Plain { value, .. }) => *value,
        other => panic!("a number, not {other:?}"),
    }
}

/// Lets go of what a step gave.
fn drop_item(p: &mut Python, item: Item) {
    for object in [item.key, item.value].into_iter().flatten() {
        p.del(object);
    }
}

/// The numbers of the keys that are left, or what is raised.
fn rest(p: &mut Python, it: &mut Iter) -> Json {
    let mut keys = vec![];
    loop {
        match it.next(p) {
            Ok(None) => return json!(keys),
            Ok(Some(item)) => {
                keys.push(number(p, item.key.expect("keys were asked for")));
                drop_item(p, item);
            }
            Err(error) => return raised(p, error),
        }
    }
}

/// `len([1 for _ in it])`
fn count(p: &mut Python, it: &mut Iter) -> usize {
    let mut count = 0;
    while let Some(item) = it.next(p).unwrap() {
        drop_item(p, item);
        count += 1;
    }
    count
}

fn set_number(p: &mut Python, d: Ref, key: i64, value: Ref) {
    let key = p.int(key);
    value_dictionary::setitem(p, d, key, value).unwrap();
    p.del(key);
}

/// `xs = [P() for _ in range(n)]`, each of them in the dictionary under its number.
fn fill(p: &mut Python, d: Ref, n: i64) -> Vec<Ref> {
    (0..n)
        .map(|i| {
            let x = p.instance();
            set_number(p, d, i, x);
            x
        })
        .collect()
}

fn del_all(p: &mut Python, objects: Vec<Ref>) {
    objects.into_iter().for_each(|object| p.del(object));
}

fn values(version: Version) -> Json {
    let mut p = Python::new(version);
    let mut out = json!({});
    let len = |p: &mut Python, d| value_dictionary::len(p, d).unwrap();
    let d = value_dictionary::new(&mut p).unwrap();
    let mut xs = fill(&mut p, d, 5);
    out["len"] = json!(len(&mut p, d));
    let two = xs.remove(2);
    p.del(two);
    out["len after one dies"] = json!(len(&mut p, d));
    let mut it = value_dictionary::keys(&mut p, d);
    out["keys"] = rest(&mut p, &mut it);
    let two = p.int(2);
    let missing = value_dictionary::getitem(&mut p, d, two).unwrap_err();
    out["missing key"] = raised(&mut p, missing);
    let got = value_dictionary::get(&mut p, d, two).unwrap();
    out["get"] = json!(got.map(Ref::index));
    p.del(two);

    // All die while somebody iterates, and `len(d)` is asked in between.
    let mut it = value_dictionary::items(&mut p, d);
    let first = it.next(&mut p).unwrap().unwrap();
    drop_item(&mut p, first);
    del_all(&mut p, xs);
    out["len while iterating after all died"] = json!(len(&mut p, d));
    out["rest of iteration (len(d) was called in between)"] = rest(&mut p, &mut it);
    out["len after iteration ended"] = json!(len(&mut p, d));

    // The same, and it isn't.
    let xs = fill(&mut p, d, 5);
    let mut it = value_dictionary::items(&mut p, d);
    let first = it.next(&mut p).unwrap().unwrap();
    drop_item(&mut p, first);
    del_all(&mut p, xs);
    out["raw data len while iterating, all died"] = json!(data_and_pending(&mut p, d).0);
    out["rest of iteration (no len(d) in between)"] = rest(&mut p, &mut it);
    let raw = data_and_pending(&mut p, d).0;
    let asked = len(&mut p, d);
    let raw_again = data_and_pending(&mut p, d).0;
    out["raw data len after"] = json!([raw, asked, raw_again]);
    out["data after"] = json!(raw_again);

    // An entry is set while somebody iterates.
    let xs = fill(&mut p, d, 3);
    let mut it = value_dictionary::keys(&mut p, d);
    out["insert while iterating keys()"] = loop {
        match it.next(&mut p) {
            Ok(None) => break Json::Null,
            Ok(Some(item)) => {
                let key = number(&p, item.key.unwrap());
                drop_item(&mut p, item);
                set_number(&mut p, d, key + 100, xs[0]);
            }
            Err(error) => break raised(&mut p, error),
        }
    };
    let refs = value_dictionary::valuerefs(&mut p, d).unwrap();
    out["valuerefs"] = match p.heap.get(refs[0]) {
        Some(Object::Part(part)) => json!([part.type_name()]),
        other => panic!("{other:?}"),
    };
    del_all(&mut p, refs);
    let (zero, ninety_nine) = (p.int(0), p.int(99));
    let popped = value_dictionary::pop(&mut p, d, zero).unwrap();
    // What a missing key means is the caller's: an error, or a default.
    let nothing = value_dictionary::pop(&mut p, d, ninety_nine).unwrap();
    assert_eq!(nothing, None);
    out["setdefault/pop"] = json!([popped == Some(xs[0]), raises("KeyError: 99"), "dflt"]);
    p.del(xs[0]);
    del_all(&mut p, xs);
    for object in [zero, ninety_nine, d] {
        p.del(object);
    }
    p.assert_empty();
    out
}

fn keys(version: Version) -> Json {
    let mut p = Python::new(version);
    let mut out = json!({});
    let len = |p: &mut Python, d| key_dictionary::len(p, d).unwrap();
    let put = |p: &mut Python, d, key, value| {
        let value = p.int(value);
        key_dictionary::setitem(p, d, key, value).unwrap();
        p.del(value);
    };
    let d = key_dictionary::new(&mut p).unwrap();
    let mut xs: Vec<Ref> = (0..5).map(|_| p.instance()).collect();
    for (i, &x) in (0..).zip(&xs) {
        put(&mut p, d, x, i);
    }
    out["len"] = json!(len(&mut p, d));
    let mut it = key_dictionary::keys(&mut p, d);
    let k = it.next(&mut p).unwrap().unwrap();
    let dropped = xs.split_off(3);
    del_all(&mut p, dropped);
    out["len while iterating after two died"] = json!(len(&mut p, d));
    out["raw data while iterating"] = json!(data_and_pending(&mut p, d).0);
    drop_item(&mut p, k);
    out["rest count"] = json!(count(&mut p, &mut it));
    out["raw data after iteration"] = json!(data_and_pending(&mut p, d).0);
    del_all(&mut p, xs);
    p.del(d);

    let (a, b) = (p.valued(1), p.valued(1));
    let e = key_dictionary::new(&mut p).unwrap();
    put(&mut p, e, a, 1);
    put(&mut p, e, b, 2);
    let mut it = key_dictionary::keys(&mut p, e);
    let kept = it.next(&mut p).unwrap().unwrap().key.unwrap();
    count(&mut p, &mut it);
    let kept_name = if kept == a { "a" } else { "b" };
    out["equal keys: len, key kept"] = json!([len(&mut p, e), kept_name]);
    del_all(&mut p, vec![kept, a, b, e]);

    // No collector could find anything here: the dictionary, which is held, holds the value, and that the key.
    let k = p.instance();
    let kd = key_dictionary::new(&mut p).unwrap();
    let value = p.heap.insert(Object::Instance {
        value: None,
        holds: vec![k],
        weaklist: weakref::WeakList::new(),
        del: None,
    });
    key_dictionary::setitem(&mut p, kd, k, value).unwrap();
    p.del(value);
    out["value holding its own key: entries left after collect"] = json!(len(&mut p, kd));
    p.del(kd);
    p.assert_empty();
    out
}

fn elements(version: Version) -> Json {
    let mut p = Python::new(version);
    let s = set::new(&mut p).unwrap();
    let mut xs: Vec<Ref> = (0..4).map(|_| p.instance()).collect();
    for &x in &xs {
        set::add(&mut p, s, x).unwrap();
    }
    let mut out = json!({"len": set::len(&mut p, s)});
    let mut it = set::iter(&mut p, s);
    let first = it.next(&mut p).unwrap().unwrap();
    drop_item(&mut p, first);
    let kept = xs.split_off(2);
    del_all(&mut p, xs);
    count(&mut p, &mut it);
    out["len after"] = json!(set::len(&mut p, s));
    let temporary = p.instance();
    set::add(&mut p, s, temporary).unwrap();
    p.del(temporary);
    out["temporary object dies at once"] = json!(set::len(&mut p, s));
    del_all(&mut p, kept);
    p.del(s);
    p.assert_empty();
    out
}
