//! What random changes seldom reach: see `corners` in `measure.py`.

use objects::types::{Dict, Entry, List, Set};
use serde_json::{Value, json};
use version::Version;

use crate::dicts::{Table, key, put};
use crate::facts::{measured, steps};
use crate::sets::entry;

fn copies(v: Version) -> Value {
    let mut rows = Vec::new();
    for n in [5i64, 10, 21, 42, 85] {
        for deleted in (0..n).step_by(3) {
            for popped in 0..3usize {
                let mut dict = Table::by_call(v);
                (0..n).for_each(|number| put(&mut dict, v, key(number, false)));
                for number in 1..deleted {
                    dict.remove(number, |&held| held == number);
                }
                for _ in 0..popped.min(dict.len()) {
                    assert!(dict.popitem().is_some());
                }
                let merged = |mut into: Table| {
                    into.update(v, &dict, i64::eq);
                    into.sizeof(v)
                };
                rows.push(vec![
                    dict.sizeof(v),
                    dict.copy(v, i64::eq).sizeof(v),
                    merged(Dict::by_call(v)),
                    merged(Dict::new()),
                ]);
            }
        }
    }
    rows.into_iter().collect()
}

fn general(v: Version) -> Value {
    let mut dict = Table::new();
    put(&mut dict, v, key(1, false));
    put(&mut dict, v, key(-1, true));
    dict.remove(1, |&held| held == 1);
    steps((0..40).map(|number| {
        put(&mut dict, v, key(number, true));
        (number as usize, dict.sizeof(v))
    }))
}

fn replaced(v: Version) -> Value {
    let mut list = List::exact([0u8; 100]);
    steps((0..99).map(|step| {
        list.delete_item(v, list.len() - 1);
        assert_eq!(list.assign_slice(v, 0..1, [1]).len(), 1);
        (step, list.sizeof(v))
    }))
}

fn updated(v: Version) -> Value {
    let mut rows = Vec::new();
    for n in [4i64, 12, 40] {
        for more in [1i64, 3, 7, 15, 30, 60] {
            let range = |from: i64, end: i64| {
                let mut set = Set::new();
                set.extend(v, (from..end).map(entry), i64::eq);
                set
            };
            let mut set = range(0, n);
            for number in 1..n {
                set.discard(number, |&held| held == number);
            }
            let copy = set.copy(v);
            set.update(v, &range(1000, 1000 + more), i64::eq);
            let first: Vec<i64> = set.iter().copied().take(4).collect();
            rows.push(json!([set.sizeof(v), copy.sizeof(v), first]));
        }
    }
    rows.into()
}

/// A number, and whether it is an `int` or an equal `float`.
type Typed = (i64, &'static str);

fn typed(v: Version, keys: impl IntoIterator<Item = Typed>) -> Set<Typed> {
    let mut set = Set::new();
    let entries = keys.into_iter().map(|key| Entry { key, hash: key.0 });
    set.extend(v, entries, same_number);
    set
}

fn same_number(one: &Typed, other: &Typed) -> bool {
    one.0 == other.0
}

fn types_of(set: &Set<Typed>) -> Value {
    set.iter().map(|key| key.1).collect()
}

/// The order in which `s -= t` lets go of its keys.
fn deaths(v: Version, theirs: i64) -> Vec<i64> {
    let set_of = |numbers: Vec<i64>| typed(v, numbers.into_iter().map(|number| (number, "")));
    let mut mine = set_of(vec![9, 1]);
    let gone = mine.difference_update(v, &set_of((0..theirs).collect()), same_number);
    gone.into_iter().map(|key| key.0).collect()
}

#[test]
fn corners() {
    for facts in measured() {
        let v = facts.version;
        let mut s = facts.section("corners");
        s.check("copy(), dict(d), {**d} after deletions", copies(v));
        s.check("a table that held an int stays general", general(v));
        s.check("s.update(t) after deletions", updated(v));
        s.check("a slice replaced by as many items", replaced(v));
        let first = typed(v, [(1, "int"), (2, "float")]);
        let second = typed(v, [(1, "float"), (2, "int")]);
        let longer = typed(v, [(1, "float"), (2, "int"), (3, "int"), (4, "int")]);
        let both = first.intersection(v, &second, same_number);
        s.check("whose keys are in s & t of equal length", types_of(&both));
        let both = first.intersection(v, &longer, same_number);
        s.check("whose keys are in s & t, s shorter", types_of(&both));
        let either = first.union(v, &second, same_number);
        s.check("whose keys are in s | t", types_of(&either));
        let ints = typed(v, [(1, "int"), (3, "int")]);
        let floats = typed(v, [(1, "float"), (2, "float")]);
        let one = ints.symmetric_difference(v, &floats, same_number);
        s.check("whose keys are in s ^ t", types_of(&one));
        let orders = [10, 15, 16, 17, 23, 24, 100].map(|theirs| deaths(v, theirs));
        s.check("order of death in s -= t", orders.to_vec());
        s.finish();
    }
}
