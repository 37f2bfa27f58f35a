//! Dictionaries: sizes while they grow, shrink, and are copied.

use objects::types::{Dict, Key};
use serde_json::{Value, json};
use version::Version;

use crate::facts::{Facts, Section, recorded, steps};

/// Keys are numbers; half of the tests say that they stand for strings.
pub type Table = Dict<i64, ()>;

/// A string's hash differs from run to run, so any that spreads well will do.
pub fn key(key: i64, is_str: bool) -> Key<i64> {
    let hash = if is_str {
        key.wrapping_mul(0x5851_F42D_4C95_7F2D)
    } else {
        key
    };
    Key { key, hash, is_str }
}

pub fn put(dict: &mut Table, version: Version, key: Key<i64>) {
    dict.insert(version, key, (), |&held| held == key.key);
}

fn fill(mut dict: Table, version: Version, n: usize, is_str: bool) -> Table {
    for number in 0..n as i64 {
        put(&mut dict, version, key(number, is_str));
    }
    dict
}

fn merged(mut dict: Table, version: Version, other: &Table) -> Table {
    dict.update(version, other, i64::eq);
    dict
}

fn display(version: Version, n: usize, is_str: bool) -> Table {
    let pairs = (0..n as i64).map(|number| (key(number, is_str), ()));
    Dict::display(version, pairs, i64::eq)
}

fn growing(version: Version, mut dict: Table, n: i64, is_str: bool) -> Value {
    let mut seen = vec![(0, dict.sizeof(version))];
    for number in 0..n {
        put(&mut dict, version, key(number, is_str));
        seen.push((dict.len(), dict.sizeof(version)));
    }
    steps(seen)
}

fn deletion(version: Version) -> Value {
    let size = |dict: &Table| dict.sizeof(version);
    let take = |dict: &mut Table, number: i64| {
        let gone = dict.remove(number, |&held| held == number);
        assert_eq!(gone, Some((number, ())));
    };
    let mut dict = fill(Dict::new(), version, 100, false);
    let full = size(&dict);
    for number in 0..100 {
        take(&mut dict, number);
    }
    let all_deleted = size(&dict);
    put(&mut dict, version, key(0, false));
    let then_one_insert = size(&dict);
    let mut pairs = 0;
    while size(&dict) == then_one_insert {
        put(&mut dict, version, key(1000 + pairs, false));
        take(&mut dict, 1000 + pairs);
        pairs += 1;
    }
    let mut cleared = fill(Dict::new(), version, 100, false);
    assert_eq!(cleared.clear().len(), 100);
    let mut refilled = cleared.clone();
    put(&mut refilled, version, key(1, false));
    let mut small = fill(Dict::new(), version, 1, true);
    small.clear();
    let mut popped = fill(Dict::new(), version, 100, false);
    while popped.popitem().is_some() {}
    json!({
        "100": full,
        "all_deleted": all_deleted,
        "then_one_insert": then_one_insert,
        "insert/delete pairs until resize": pairs,
        "size_after_that_resize": size(&dict),
        "clear": size(&cleared),
        "clear_then_insert": size(&refilled),
        "small_clear": size(&small),
        "{}": size(&Dict::new()),
        "popitem_all": size(&popped),
    })
}

fn copies(version: Version, n: usize) -> Vec<usize> {
    let dict = fill(Dict::new(), version, n, false);
    let copies = [
        dict.copy(version, i64::eq),
        merged(Dict::by_call(version), version, &dict),
        merged(Dict::new(), version, &dict),
        merged(Dict::new(), version, &dict),
    ];
    let sizes = copies.iter().map(|copy| copy.sizeof(version));
    std::iter::once(dict.sizeof(version)).chain(sizes).collect()
}

fn check_growth(facts: &Facts) {
    let v = facts.version;
    let mut s = facts.section("dict_growth");
    let mut by_n = |name: &str, make: &dyn Fn(usize) -> Table| {
        let sizes: Value = (0..35).map(|n| make(n).sizeof(v)).collect();
        s.check(name, sizes);
    };
    let called = || Table::by_call(v);
    by_n("literal_str_by_n", &|n| display(v, n, true));
    by_n("literal_int_by_n", &|n| display(v, n, false));
    by_n("comprehension_int_by_n", &|n| fill(called(), v, n, false));
    by_n("dict(list_of_pairs)_by_n", &|n| fill(called(), v, n, false));
    by_n("dict(**kw)_by_n", &|n| fill(called(), v, n, true));
    by_n("fromkeys_by_n", &|n| fill(called(), v, n, false));
    by_n("fromkeys_str_list_by_n", &|n| fill(called(), v, n, true));
    let sizes: Value = (0..35).map(|n| copies(v, n)).collect();
    s.check("[orig,copy(),dict(d),update,{**d}]_by_n", sizes);
    s.check("int_keys_from_{}", growing(v, Dict::new(), 200, false));
    s.check("int_keys_from_dict()", growing(v, called(), 200, false));
    s.check("str_keys_from_{}", growing(v, Dict::new(), 200, true));
    s.check(
        "int_keys_to_200000",
        growing(v, Dict::new(), 200_000, false),
    );
    s.check("str_keys_to_200000", growing(v, Dict::new(), 200_000, true));
    s.check("deletion", deletion(v));
    let mut mixed = fill(Dict::new(), v, 1, true);
    let before = mixed.sizeof(v);
    put(&mut mixed, v, key(1, false));
    s.check("str_then_int_key", vec![before, mixed.sizeof(v)]);
    // Split tables are not modelled; the plain dictionary beside them is.
    let sharing = s.take("key_sharing");
    assert_eq!(
        sharing["plain"],
        display(v, 5, true).sizeof(v),
        "{}",
        facts.name
    );
    let combined = sharing["unshared_same_keys"].as_u64();
    assert_eq!(
        combined,
        Some(display(v, 5, true).sizeof(v) as u64),
        "{}",
        facts.name
    );
    s.finish();
}

#[test]
fn growth_and_deletion() {
    for facts in recorded() {
        check_growth(&facts);
    }
}

/// The dictionaries among the literals of every length.
pub fn check_displays(v: Version, lengths: &[usize], s: &mut Section<'_>) {
    let mut by_n = |name: &str, make: &dyn Fn(usize) -> Table| {
        let sizes: Value = lengths.iter().map(|&n| make(n).sizeof(v)).collect();
        s.check(name, sizes);
    };
    by_n("dict of constants", &|n| display(v, n, false));
    by_n("dict of str keys", &|n| display(v, n, true));
    let from_dict = |n: usize, is_str: bool| {
        let source = fill(Dict::by_call(v), v, n, is_str);
        let room = Dict::for_keys_of(v, n, source.is_unicode());
        fill(room, v, n, is_str)
    };
    by_n("dict.fromkeys(dict of int)", &|n| from_dict(n, false));
    by_n("dict.fromkeys(dict of str)", &|n| from_dict(n, true));
    by_n("dict.fromkeys(set)", &|n| {
        fill(Dict::for_keys_of(v, n, false), v, n, false)
    });
}
