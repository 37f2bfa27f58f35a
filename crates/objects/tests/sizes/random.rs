//! Repeats, step by step, the random changes that `measure.py` made in real interpreters.

use objects::types::{ByteArray, Dict, Entry, Iterable, List, Set};
use serde_json::Value;
use version::Version;

use crate::dicts::{Table, key, put as put_key};
use crate::facts::{measured, steps};
use crate::sets::{Numbers, entry, put};

/// The generator of `measure.py`.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n) as usize
    }
}

fn units(n: usize) -> impl Iterator<Item = u8> {
    std::iter::repeat_n(0, n)
}

fn change_list(list: &mut List<u8>, v: Version, r: &mut Random) {
    let (op, n) = (r.below(16), r.below(24));
    let had_one = list.items().first().copied();
    match op {
        0..4 => list.append(v, 0),
        4 => list.extend(v, units(n), Iterable::Sequence),
        5 => list.extend(v, units(n), Iterable::Sized),
        6 => list.extend(v, units(n), Iterable::Iterator),
        7 => list.insert(v, n, 0),
        8 => assert_eq!(list.pop(v, list.len().wrapping_sub(1)), had_one),
        9 => assert_eq!(list.pop(v, n.checked_rem(list.len()).unwrap_or(0)), had_one),
        10 => assert_eq!(
            list.delete_item(v, n.checked_rem(list.len()).unwrap_or(0)),
            had_one
        ),
        11 => drop(list.delete_slice(v, n..usize::MAX)),
        12 => drop(list.delete_slice(v, n..n + 5)),
        13 => drop(list.assign_slice(v, n..n + 3, units(r.below(9)))),
        14 => drop(list.delete_stepped(v, n..usize::MAX, 3)),
        _ if n == 0 => drop(list.clear()),
        _ if n < 4 => drop(list.repeat_in_place(v, n)),
        _ => list.extend(v, units(n), Iterable::Keyed),
    }
}

#[test]
fn lists() {
    for facts in measured() {
        let v = facts.version;
        for (expected, seed) in facts.list("lists").iter().zip(1..) {
            let (mut list, mut r) = (List::new(), Random(seed));
            let sizes: Vec<_> = (0..300)
                .map(|step| {
                    change_list(&mut list, v, &mut r);
                    (step, list.sizeof(v))
                })
                .collect();
            assert_eq!(
                expected["sizes"],
                steps(sizes),
                "{} seed {seed}",
                facts.name
            );
            assert_eq!(expected["len"], list.len(), "{} seed {seed}", facts.name);
        }
    }
}

#[test]
fn bytearrays() {
    for facts in measured() {
        let v = facts.version;
        for (expected, seed) in facts.list("bytearrays").iter().zip(1..) {
            let (mut bytes, mut r) = (ByteArray::default(), Random(seed));
            let sizes: Vec<_> = (0..300)
                .map(|step| {
                    let (op, n) = (r.below(8), r.below(40));
                    match op {
                        0..3 => bytes.append(v, 0),
                        3 => bytes.extend(v, &vec![0; n]),
                        4 => {
                            let popped = bytes.pop(v, n.checked_rem(bytes.len()).unwrap_or(0));
                            assert!(popped.is_none_or(|byte| byte == 0));
                        }
                        5 => bytes.delete(v, 0..n),
                        6 => bytes.delete(v, n..n + 10),
                        _ if n == 0 => bytes.clear(v),
                        _ => bytes.extend(v, &vec![0; n]),
                    }
                    (step, bytes.sizeof(v))
                })
                .collect();
            assert_eq!(
                expected["sizes"],
                steps(sizes),
                "{} seed {seed}",
                facts.name
            );
            assert_eq!(expected["len"], bytes.len(), "{} seed {seed}", facts.name);
        }
    }
}

fn merged(mut dict: Table, v: Version, other: &Table) -> Table {
    dict.update(v, other, i64::eq);
    dict
}

fn change_dict(dict: &mut Table, v: Version, strings: i64, r: &mut Random) {
    let key = |k: i64| key(k, k % 8 < strings);
    let (op, k) = (r.below(20), r.below(120) as i64);
    match op {
        0..11 => put_key(dict, v, key(k)),
        11..15 => drop(dict.remove(key(k).hash, |&held| held == k)),
        15 => drop(dict.popitem()),
        16 => *dict = dict.copy(v, i64::eq),
        17 => *dict = merged(Dict::by_call(v), v, dict),
        18 => {
            let mut other = Dict::by_call(v);
            for i in 0..r.below(30) as i64 {
                put_key(&mut other, v, key(k + i));
            }
            dict.update(v, &other, i64::eq);
        }
        _ if k == 0 => drop(dict.clear()),
        _ if k < 4 => *dict = merged(Dict::new(), v, dict),
        _ if k < 8 => {
            let mut fresh = Dict::for_keys_of(v, dict.len(), dict.is_unicode());
            for &key in dict.keys() {
                put_key(&mut fresh, v, key);
            }
            *dict = fresh;
        }
        _ => {}
    }
}

#[test]
fn dicts() {
    for facts in measured() {
        let v = facts.version;
        for (index, row) in facts.list("dicts").iter().enumerate() {
            let (strings, expected) = (row[0].as_i64().expect("a number"), &row[1]);
            let seed = index as u64 % 3 + 1;
            let (mut dict, mut r) = (Dict::new(), Random(seed));
            let sizes: Vec<_> = (0..450)
                .map(|step| {
                    change_dict(&mut dict, v, strings, &mut r);
                    (step, dict.sizeof(v))
                })
                .collect();
            let name = format!("{} {strings} of 8 str, seed {seed}", facts.name);
            assert_eq!(expected["sizes"], steps(sizes), "{name}");
            let keys: Value = dict
                .keys()
                .map(|key| format!("{}{}", if key.is_str { "k" } else { "" }, key.key))
                .collect();
            assert_eq!(expected["keys"], keys, "{name}");
        }
    }
}

/// The numbers of a set display of the program, in its order.
fn some(k: i64, n: usize, spread: i64) -> impl Iterator<Item = Entry<i64>> {
    (0..n as i64).map(move |j| entry((k + j) * spread))
}

fn built(v: Version, entries: impl Iterator<Item = Entry<i64>>) -> Numbers {
    let mut set = Set::new();
    set.extend(v, entries, i64::eq);
    set
}

/// One step; a number that was popped is handed back.
fn change_set(set: &mut Numbers, v: Version, spread: i64, r: &mut Random) -> Option<i64> {
    let (op, k) = (r.below(20), r.below(150) as i64);
    match op {
        0..10 => put(set, v, k * spread),
        10..13 => drop(set.discard(k * spread, |&held| held == k * spread)),
        13 => return set.pop(),
        14 => *set = set.copy(v),
        15 => drop(set.update(v, &built(v, some(k, r.below(20), spread)), i64::eq)),
        16 => {
            let entries: Vec<_> = some(k, r.below(20), spread).collect();
            set.update_from_dict(v, &entries, i64::eq);
        }
        17 => {
            let other = built(v, some(k, r.below(60), spread));
            set.difference_update(v, &other, i64::eq);
        }
        18 => {
            let other = built(v, some(k, r.below(60), spread));
            *set = if k % 2 == 1 {
                set.difference(v, &other, i64::eq)
            } else {
                set.symmetric_difference(v, &other, i64::eq)
            };
        }
        _ if k < 10 => {
            let other = built(v, some(k, 80, spread));
            *set = if k % 2 == 1 {
                set.intersection(v, &other, i64::eq)
            } else {
                set.union(v, &other, i64::eq)
            };
        }
        _ if k == 10 => drop(set.clear()),
        _ => {}
    }
    None
}

#[test]
fn sets() {
    for facts in measured() {
        let v = facts.version;
        for (index, row) in facts.list("sets").iter().enumerate() {
            let (spread, expected) = (row[0].as_i64().expect("a number"), &row[1]);
            let seed = index as u64 % 3 + 1;
            let (mut set, mut r) = (Set::new(), Random(seed));
            let (mut sizes, mut orders) = (Vec::new(), Vec::new());
            for step in 0..450 {
                orders.extend(change_set(&mut set, v, spread, &mut r).map(Value::from));
                sizes.push((step, set.sizeof(v)));
                if step % 150 == 149 {
                    orders.push(set.iter().copied().collect());
                }
            }
            let name = format!("{} spread {spread}, seed {seed}", facts.name);
            assert_eq!(expected["sizes"], steps(sizes), "{name}");
            assert_eq!(expected["orders"], Value::from(orders), "{name}");
        }
    }
}
