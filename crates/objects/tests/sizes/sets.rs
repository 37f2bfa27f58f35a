//! Sets: sizes while they grow and shrink, and the order in which they give ints.

use objects::types::{Entry, Set};
use serde_json::{Value, json};
use version::Version;

use crate::facts::{Facts, Section, recorded, steps};

pub type Numbers = Set<i64>;

/// An int below 2⁶¹ − 1 is its own hash.
pub fn entry(key: i64) -> Entry<i64> {
    Entry { key, hash: key }
}

pub fn put(set: &mut Numbers, version: Version, key: i64) {
    set.add(version, entry(key), |&held| held == key);
}

/// `set(range(n))`, and of every other source whose length is not used.
fn range(version: Version, n: usize) -> Numbers {
    let mut set = Set::new();
    set.extend(version, (0..n as i64).map(entry), i64::eq);
    set
}

fn from_dict(version: Version, n: usize) -> Numbers {
    let entries: Vec<_> = (0..n as i64).map(entry).collect();
    let mut set = Set::new();
    set.update_from_dict(version, &entries, i64::eq);
    set
}

fn constants(version: Version, numbers: impl IntoIterator<Item = i64>) -> Numbers {
    Set::constants(version, numbers.into_iter().map(entry), i64::eq)
}

fn growing(version: Version, n: i64) -> Value {
    let mut set = Numbers::new();
    let mut seen = vec![(0, set.sizeof(version))];
    for number in 0..n {
        put(&mut set, version, number);
        seen.push((set.len(), set.sizeof(version)));
    }
    steps(seen)
}

fn shrinking(version: Version) -> Value {
    let mut set = range(version, 100);
    let full = set.sizeof(version);
    while set.len() > 1 {
        set.pop();
    }
    let popped = set.sizeof(version);
    put(&mut set, version, 1000);
    let added = set.sizeof(version);
    assert_eq!(set.clear().len(), 2);
    let mut other = range(version, 100);
    for number in 0..100 {
        assert_eq!(other.discard(number, |&held| held == number), Some(number));
    }
    json!({
        "100": full,
        "pop_to_1": popped,
        "then_add": added,
        "clear": set.sizeof(version),
        "discard_all": other.sizeof(version),
        "copy_of_discarded": other.copy(version).sizeof(version),
    })
}

fn check_growth(facts: &Facts) {
    let v = facts.version;
    let mut s = facts.section("set_growth");
    s.check("add_to_200", growing(v, 200));
    s.check("add_to_200000", growing(v, 200_000));
    for key in ["set(range(n))", "set(list(n))", "frozenset(range(n))"] {
        let sizes: Value = (0..35).map(|n| range(v, n).sizeof(v)).collect();
        s.check(key, sizes);
    }
    let sizes: Value = (0..35).map(|n| constants(v, 0..n).sizeof(v)).collect();
    s.check("literal_by_n", sizes);
    let copied = [0, 4, 5, 19, 20, 76, 77].map(|n| range(v, n).copy(v).sizeof(v));
    s.check("set(set)", copied.to_vec());
    let from_dicts = [0, 4, 5, 10, 19, 20, 76, 77].map(|n| from_dict(v, n).sizeof(v));
    s.check("set(dict)", from_dicts.to_vec());
    s.check("shrink", shrinking(v));
    s.finish();
}

#[test]
fn growth_and_shrinking() {
    for facts in recorded() {
        check_growth(&facts);
    }
}

/// The sets among the literals of every length.
pub fn check_displays(v: Version, lengths: &[usize], s: &mut Section<'_>) {
    // `{}` is a dictionary, so the sets begin with one element.
    let mut by_n = |name: &str, make: &dyn Fn(usize) -> Numbers| {
        let sizes: Value = lengths[1..].iter().map(|&n| make(n).sizeof(v)).collect();
        s.check(name, sizes);
    };
    by_n("set of constants", &|n| constants(v, 0..n as i64));
    by_n("set of names", &|n| range(v, n));
    let orders: Value = [3, 8, 20, 30, 31, 40]
        .into_iter()
        .map(|n| {
            let set = constants(v, (0..n).map(|number| number * 37 % 101));
            set.iter().copied().collect::<Value>()
        })
        .collect();
    s.check("order of a set of constants", orders);
}
