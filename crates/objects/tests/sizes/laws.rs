//! What must hold after every sequence of changes, in every version.

use std::collections::HashSet;

use objects::types::list::{capacity_for, keeps_buffer};
use objects::types::{ByteArray, Dict, Iterable, List, Set, dict, set};
use proptest::prelude::*;
use version::{MEASURED, Version};

use crate::dicts::{Table, key, put as put_key};
use crate::sets::{Numbers, entry, put};

fn versions() -> impl Strategy<Value = Version> {
    let patches = [
        Version::new(3, 13, 0),
        Version::new(3, 13, 4),
        Version::new(3, 14, 0),
        Version::new(3, 14, 9),
        Version::new(3, 15, 0),
    ];
    let all: Vec<Version> = MEASURED.into_iter().chain(patches).collect();
    prop::sample::select(all)
}

/// One change: which, and two numbers for it.
fn changes() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    prop::collection::vec((0u8..12, 0u8..40, 0u8..20), 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_list_is_what_a_vector_would_be_and_fits_its_array(v in versions(), changes in changes()) {
        let (mut list, mut model) = (List::new(), Vec::<u8>::new());
        for (op, a, b) in changes {
            let (at, more) = (a as usize, vec![a; b as usize]);
            match op {
                0..3 => {
                    list.append(v, a);
                    model.push(a);
                }
                3 => {
                    list.insert(v, at, b);
                    model.insert(at.min(model.len()), b);
                }
                4 => {
                    list.extend(v, more.clone(), Iterable::Iterator);
                    model.extend(more);
                }
                5 => {
                    list.extend(v, more.clone(), Iterable::Sequence);
                    model.extend(more);
                }
                6 => {
                    let expected = (at < model.len()).then(|| model.remove(at));
                    prop_assert_eq!(list.pop(v, at), expected);
                }
                7 => {
                    let expected = (at < model.len()).then(|| model.remove(at));
                    prop_assert_eq!(list.delete_item(v, at), expected);
                }
                8 => {
                    let end = (at + b as usize).min(model.len());
                    let expected: Vec<u8> = model.drain(at.min(end)..end).collect();
                    prop_assert_eq!(list.delete_slice(v, at..at + b as usize), expected);
                }
                9 => {
                    let step = b as usize + 1;
                    let hit = |index: usize| index >= at && (index - at).is_multiple_of(step);
                    let (gone, kept): (Vec<_>, Vec<_>) =
                        model.drain(..).enumerate().partition(|&(index, _)| hit(index));
                    model = kept.into_iter().map(|(_, item)| item).collect();
                    let gone: Vec<u8> = gone.into_iter().map(|(_, item)| item).collect();
                    prop_assert_eq!(list.delete_stepped(v, at..usize::MAX, step), gone);
                }
                10 if model.len() < 500 => {
                    list.repeat_in_place(v, 2);
                    model = model.repeat(2);
                }
                11 if a == 0 => prop_assert_eq!(list.clear(), std::mem::take(&mut model)),
                _ => prop_assert_eq!(
                    list.set_item(at, b).ok(),
                    model.get_mut(at).map(|slot| std::mem::replace(slot, b))
                ),
            }
            prop_assert_eq!(list.items(), &model[..]);
            prop_assert!(list.capacity() >= list.len());
            prop_assert_eq!(list.sizeof(v), 56 + 8 * list.capacity());
        }
    }

    #[test]
    fn a_larger_list_never_gets_a_smaller_array(v in versions(), size in 0usize..5000, more in 1usize..600) {
        let after_append = capacity_for(v, size, size + 1);
        prop_assert!(after_append > size);
        prop_assert!(capacity_for(v, size + 1, size + 2) >= after_append);
        prop_assert!(capacity_for(v, size, size + more) >= size + more);
        // The array that an append made is not given up by the next look at it.
        let looked_at_again = capacity_for(v, size + 1, size + 1);
        prop_assert!(keeps_buffer(v, after_append, size + 1) || looked_at_again == after_append);
        prop_assert!(!keeps_buffer(v, size, size + more));
    }

    #[test]
    fn a_bytearray_is_what_a_vector_would_be_and_fits_its_block(v in versions(), changes in changes()) {
        let (mut bytes, mut model) = (ByteArray::new(v, []), Vec::<u8>::new());
        for (op, a, b) in changes {
            let at = a as usize;
            match op {
                0..5 => {
                    bytes.append(v, a);
                    model.push(a);
                }
                5 | 6 => {
                    bytes.extend(v, &vec![a; b as usize]);
                    model.extend(vec![a; b as usize]);
                }
                7 => {
                    let expected = (at < model.len()).then(|| model.remove(at));
                    prop_assert_eq!(bytes.pop(v, at), expected);
                }
                8 | 9 => {
                    let start = if op == 8 { 0 } else { at };
                    let end = (start + b as usize).min(model.len());
                    bytes.delete(v, start..start + b as usize);
                    model.drain(start.min(end)..end);
                }
                10 if a == 0 => {
                    bytes.clear(v);
                    model.clear();
                }
                _ => {}
            }
            prop_assert_eq!(bytes.bytes(), &model[..]);
            prop_assert!(bytes.capacity() >= bytes.len());
        }
    }

    #[test]
    fn a_dictionary_keeps_order_and_finds_what_it_holds(v in versions(), changes in changes(), spread in 1i64..2000) {
        let (mut dict, mut model) = (Table::new(), Vec::<i64>::new());
        for (op, a, b) in changes {
            let number = i64::from(a) * spread;
            let is_str = b % 2 == 0 && a % 3 == 0;
            let named = |number: i64| key(number, is_str);
            match op {
                0..6 => {
                    let held = model.contains(&number);
                    let hash = if held { dict.keys().find(|key| key.key == number).map(|key| key.hash) } else { None };
                    let mut key = named(number);
                    key.hash = hash.unwrap_or(key.hash);
                    let spare = dict.insert(v, key, (), |&held| held == number);
                    prop_assert_eq!(spare, held.then_some((number, ())));
                    if !held {
                        model.push(number);
                    }
                }
                6..10 => {
                    let hash = dict.keys().find(|key| key.key == number).map_or(number, |key| key.hash);
                    let gone = dict.remove(hash, |&held| held == number);
                    prop_assert_eq!(gone.is_some(), model.contains(&number));
                    model.retain(|&held| held != number);
                }
                10 => prop_assert_eq!(dict.popitem(), model.pop().map(|number| (number, ()))),
                _ => {
                    let copy = dict.copy(v, i64::eq);
                    let mut fresh = Dict::by_call(v);
                    fresh.update(v, &dict, i64::eq);
                    prop_assert!(fresh.iter().eq(dict.iter()));
                    prop_assert!(copy.iter().eq(dict.iter()));
                    dict = copy;
                }
            }
            prop_assert!(dict.iter().map(|(&key, _)| key).eq(model.iter().copied()));
            prop_assert_eq!(dict.len(), model.len());
            let room = dict::usable_fraction(dict.table_size());
            prop_assert!(dict.len() + dict.usable() <= room);
        }
        for key in dict.keys() {
            prop_assert_eq!(dict.get(key.hash, |&held| held == key.key), Some(&()));
        }
    }

    #[test]
    fn keys_with_one_hash_are_told_apart(v in versions(), count in 1i64..40, hash in any::<i64>()) {
        let mut table = Table::new();
        let mut numbers = Numbers::new();
        for number in 0..count {
            let mut key = key(number, false);
            key.hash = hash;
            put_key(&mut table, v, key);
            let mut entry = entry(number);
            entry.hash = hash;
            numbers.add(v, entry, |&held| held == number);
        }
        prop_assert_eq!(table.len() as i64, count);
        prop_assert_eq!(numbers.len() as i64, count);
        for number in (0..count).step_by(2) {
            prop_assert_eq!(table.remove(hash, |&held| held == number), Some((number, ())));
            prop_assert_eq!(numbers.discard(hash, |&held| held == number), Some(number));
        }
        for number in 0..count {
            let is_left = number % 2 == 1;
            prop_assert_eq!(table.get(hash, |&held| held == number).is_some(), is_left);
            prop_assert_eq!(numbers.contains(hash, |&held| held == number), is_left);
        }
    }

    #[test]
    fn a_set_holds_what_a_hash_set_holds(v in versions(), changes in changes(), spread in 1i64..5000) {
        let (mut set, mut model) = (Set::new(), HashSet::<i64>::new());
        for (op, a, b) in changes {
            let number = i64::from(a) * spread;
            let others = (0..i64::from(b)).map(|other| (i64::from(a) + other) * spread);
            let mut other = Set::new();
            other.extend(v, others.clone().map(entry), i64::eq);
            let other_model: HashSet<i64> = others.collect();
            match op {
                0..4 => {
                    put(&mut set, v, number);
                    model.insert(number);
                }
                4 | 5 => {
                    let gone = set.discard(number, |&held| held == number);
                    prop_assert_eq!(gone.is_some(), model.remove(&number));
                }
                6 => match set.pop() {
                    Some(gone) => prop_assert!(model.remove(&gone)),
                    None => prop_assert!(model.is_empty()),
                },
                7 => {
                    set.update(v, &other, i64::eq);
                    model.extend(&other_model);
                }
                8 => {
                    let gone = set.difference_update(v, &other, i64::eq);
                    for gone in gone {
                        prop_assert!(model.remove(&gone));
                    }
                }
                9 => {
                    set = set.symmetric_difference(v, &other, i64::eq);
                    model = &model ^ &other_model;
                }
                10 => {
                    prop_assert_eq!(set.intersection(v, &other, i64::eq).len(), (&model & &other_model).len());
                    prop_assert_eq!(set.difference(v, &other, i64::eq).len(), (&model - &other_model).len());
                    prop_assert_eq!(set.union(v, &other, i64::eq).len(), (&model | &other_model).len());
                }
                _ => {
                    let copy = set.copy(v);
                    prop_assert!(copy == set);
                    prop_assert_eq!(copy.fill(), copy.len());
                    set = copy;
                }
            }
            prop_assert_eq!(set.len(), model.len());
            prop_assert!(set.iter().all(|key| model.contains(key)));
            prop_assert!(set.fill() < set.table_size());
            prop_assert!(!set::is_too_full(set.fill(), set.table_size() - 1));
        }
        for &number in &model {
            prop_assert!(set.contains(number, |&held| held == number));
        }
        prop_assert_eq!(set.into_iter().collect::<HashSet<_>>(), model);
    }

    #[test]
    fn a_table_has_room_for_what_it_is_made_for(v in versions(), entries in 0usize..200_000) {
        let log2_size = dict::log2_keysize(v, dict::estimate_size(entries));
        prop_assert!(dict::usable_fraction(1 << log2_size) >= entries);
        let grown = dict::log2_keysize(v, dict::growth_rate(entries));
        prop_assert!(dict::usable_fraction(1 << grown) > entries);
        prop_assert!(dict::keys_size(v, log2_size + 1, true) > dict::keys_size(v, log2_size, true));
        prop_assert!(set::table_size_for(entries) > entries);
        prop_assert!(!set::is_too_full(entries, set::table_size_for(set::growth_rate(entries)) - 1));
    }
}
