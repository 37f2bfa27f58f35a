//! Lists: capacities and sizes after everything that changes them.

use objects::types::{Iterable, List};
use serde_json::{Value, json};
use version::Version;

use crate::facts::{Facts, Section, by_len, measured, recorded, steps};

/// What a list of references holds does not matter here; `u8` stands for one.
type Units = List<u8>;

fn units(n: usize) -> impl Iterator<Item = u8> {
    std::iter::repeat_n(0, n)
}

fn list_of(version: Version, n: usize, known: Iterable) -> Units {
    List::from_iterable(version, units(n), known)
}

fn appended(version: Version, n: usize) -> Units {
    List::comprehension(version, units(n))
}

/// `list(range(n))`, `sorted(range(n))` and `[*range(n)]` differ: the last two extend an empty list.
fn extended(version: Version, n: usize, known: Iterable) -> Units {
    let mut list = List::new();
    list.extend(version, units(n), known);
    list
}

/// The sizes of lists of each length, in the section that holds those of all types.
pub fn check_sizes(v: Version, s: &mut Section<'_>) {
    let mut size = |key: &str, end: usize, make: &dyn Fn(usize) -> Units| {
        s.check(key, by_len(end, |n| make(n).sizeof(v)));
    };
    size("list_literal_by_len", 21, &|n| List::display(v, units(n)));
    size("list_const_literal_by_len", 21, &|n| {
        List::constants(v, units(n))
    });
    size("list_of_range_by_len", 21, &|n| {
        list_of(v, n, Iterable::Sized)
    });
    size("list_of_tuple_by_len", 21, &|n| {
        list_of(v, n, Iterable::Sequence)
    });
    size("list_of_list_by_len", 21, &|n| {
        list_of(v, n, Iterable::Sequence)
    });
    size("list_of_generator_by_len", 21, &|n| {
        List::from_generator_expression(v, units(n))
    });
    size("list_comprehension_by_len", 21, &|n| appended(v, n));
    size("list_mult_by_len", 21, &|n| List::exact(units(n)));
    size("list_star_range_by_len", 21, &|n| {
        extended(v, n, Iterable::Sized)
    });
    size("list_slice_by_len", 21, &|n| List::exact(units(n)));
    size("list_copy_of_appended_by_len", 21, &|n| {
        List::exact(appended(v, n).items().iter().copied())
    });
    size("list_sorted_by_len", 21, &|n| {
        extended(v, n, Iterable::Sized)
    });
    size("list_add_by_len", 10, &|n| List::exact(units(n + 1)));
}

fn appending(version: Version, mut list: Units, n: usize) -> Value {
    let start = [(list.len(), list.capacity())];
    let rest = (0..n).map(|_| {
        list.append(version, 0);
        (list.len(), list.capacity())
    });
    let rest: Vec<_> = rest.collect();
    steps(start.into_iter().chain(rest))
}

fn inserting(version: Version, at_end: bool) -> Value {
    let mut list = Units::new();
    steps((0..70).map(|_| {
        let index = if at_end { list.len() } else { 0 };
        list.insert(version, index, 0);
        (list.len(), list.capacity())
    }))
}

fn shrinking(version: Version, n: usize, shrink: impl Fn(&mut Units)) -> Value {
    let mut list = appended(version, n);
    let mut seen = vec![(list.len(), list.capacity())];
    while !list.is_empty() {
        shrink(&mut list);
        seen.push((list.len(), list.capacity()));
    }
    steps(seen)
}

fn extending(version: Version, n: usize, more: usize) -> Value {
    let by = |known| {
        let mut list = List::exact(units(n));
        list.extend(version, units(more), known);
        list.capacity()
    };
    let mut assigned = List::exact(units(n));
    assigned.assign_slice(version, n..n, units(more));
    json!({
        "range": by(Iterable::Sized),
        "list": by(Iterable::Sequence),
        "+=tuple": by(Iterable::Sequence),
        "generator": by(Iterable::Iterator),
        "slice_assign": assigned.capacity(),
    })
}

fn clear_forms(version: Version) -> Value {
    let after = |change: &dyn Fn(&mut Units)| {
        let mut list = list_of(version, 100, Iterable::Sized);
        change(&mut list);
        list.capacity()
    };
    json!({
        "clear": after(&|l| drop(l.clear())),
        "del[:]": after(&|l| drop(l.delete_slice(version, 0..100))),
        "[:]=[]": after(&|l| drop(l.assign_slice(version, 0..100, []))),
        "*=0": after(&|l| drop(l.repeat_in_place(version, 0))),
        "del[50:] of 100": after(&|l| drop(l.delete_slice(version, 50..100))),
        "del[49:] of 100": after(&|l| drop(l.delete_slice(version, 49..100))),
        "del[10:] of 100": after(&|l| drop(l.delete_slice(version, 10..100))),
        "del[::2] of 100": after(&|l| drop(l.delete_stepped(version, 0..100, 2))),
        "remove one of 100": after(&|l| drop(l.delete_slice(version, 5..6))),
        "*=2 of 100": after(&|l| drop(l.repeat_in_place(version, 2))),
        "sort of 100": after(&|l| l.sort_by(Ord::cmp)),
        "reverse of 100": after(&|l| l.reverse()),
    })
}

fn check_growth(facts: &Facts) {
    let v = facts.version;
    let mut s = facts.section("list_growth");
    s.check("pointer", 8);
    s.check("empty", Units::new().sizeof(v));
    s.check(
        "append_from_empty[len,capacity]",
        appending(v, List::new(), 1000),
    );
    let constants = List::constants(v, units(3));
    s.check("append_from_[1,2,3]", appending(v, constants, 40));
    let of_range = list_of(v, 10, Iterable::Sized);
    s.check("append_from_list(range(10))", appending(v, of_range, 40));
    s.check("append_from_[0]*7", appending(v, List::exact(units(7)), 40));
    let mut list = Units::new();
    let mut capacities: Vec<usize> = (0..200_000)
        .map(|_| {
            list.append(v, 0);
            list.capacity()
        })
        .collect();
    capacities.dedup();
    s.check("append_capacities_to_200000", capacities);
    let pairs = s.take("extend_capacity").as_object().expect("a map");
    assert_eq!(pairs.len(), 16);
    for (pair, expected) in pairs {
        let (n, more) = pair.split_once('+').expect("two numbers");
        let number = |text: &str| text.parse().expect("a number");
        let got = extending(v, number(n), number(more));
        assert_eq!(*expected, got, "{} extend_capacity {pair}", facts.name);
    }
    s.check("insert_front[len,capacity]", inserting(v, false));
    s.check("insert_end[len,capacity]", inserting(v, true));
    for n in [1000, 20] {
        let mut by = |how: &str, shrink: &dyn Fn(&mut Units)| {
            let key = format!("shrink_{how}_from_{n}[len,capacity]");
            s.check(&key, shrinking(v, n, shrink));
        };
        by("pop", &|l| assert_eq!(l.pop(v, l.len() - 1), Some(0)));
        by("pop0", &|l| assert_eq!(l.pop(v, 0), Some(0)));
        by("del-1", &|l| {
            assert_eq!(l.delete_item(v, l.len() - 1), Some(0))
        });
        by("del_slice", &|l| {
            drop(l.delete_slice(v, l.len() - 1..l.len()))
        });
    }
    s.check("clear_forms_capacity", clear_forms(v));
    s.check("comprehension_1000", appended(v, 1000).capacity());
    s.check(
        "list(range(1000))",
        list_of(v, 1000, Iterable::Sized).capacity(),
    );
    let generated: Units = List::from_generator_expression(v, units(1000));
    s.check("list(gen 1000)", generated.capacity());
    s.check("[None]*1000", Units::exact(units(1000)).capacity());
    // The filter drops the 0 of each range.
    let filtered = [0usize, 1, 2, 9, 10, 100]
        .map(|n| list_of(v, n.saturating_sub(1), Iterable::Iterator).capacity());
    s.check("list(filter)", filtered.to_vec());
    let split = [1, 5, 12, 13, 20, 100].map(|n| Units::from_split(v, units(n), 2 * n).capacity());
    s.check("str.split_capacity", split.to_vec());
    s.finish();
}

#[test]
fn growth_and_shrinking() {
    for facts in recorded() {
        check_growth(&facts);
    }
}

#[test]
fn literals_and_sources_of_every_length() {
    for facts in measured() {
        let v = facts.version;
        let mut s = facts.section("displays");
        let lengths: Vec<usize> = serde_json::from_value(s.take("n").clone()).expect("numbers");
        assert_eq!(lengths.len(), 51);
        let mut size = |key: &str, make: &dyn Fn(usize) -> Units| {
            let sizes: Value = lengths.iter().map(|&n| make(n).sizeof(v)).collect();
            s.check(key, sizes);
        };
        size("list of constants", &|n| List::constants(v, units(n)));
        size("list of names", &|n| List::display(v, units(n)));
        size("list(dict)", &|n| list_of(v, n, Iterable::Keyed));
        size("list(set)", &|n| list_of(v, n, Iterable::Keyed));
        size("list(str)", &|n| list_of(v, n, Iterable::Sized));
        crate::dicts::check_displays(v, &lengths, &mut s);
        crate::sets::check_displays(v, &lengths, &mut s);
        s.finish();
    }
}
