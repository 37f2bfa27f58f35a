//! Random programs against a naive model, with every reference counted again after each step.

use objects::Ref;
use proptest::prelude::*;
use version::Version;
use weakref::{
    Iter, data_and_pending, getweakrefcount, getweakrefs, is_dead, new_proxy, new_ref, set,
    value_dictionary,
};

use crate::python::{Python, VERSIONS};

#[derive(Clone, Debug)]
enum Step {
    /// `ref(object)` or `proxy(object)`, perhaps with a callback.
    Make {
        object: usize,
        proxy: bool,
        callback: bool,
    },
    /// Drops one of the references made so far.
    Drop(usize),
    /// Drops an object.
    Kill(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..3usize, any::<bool>(), any::<bool>())
            .prop_map(|(object, proxy, callback)| Step::Make { object, proxy, callback }),
        2 => any::<usize>().prop_map(Step::Drop),
        1 => (0..3usize).prop_map(Step::Kill),
    ];
    prop::collection::vec(step, 0..40)
}

fn versions() -> impl Strategy<Value = Version> {
    prop::sample::select(VERSIONS.to_vec())
}

/// What the naive model knows of one reference: the shared ones have no text.
#[derive(Clone, Debug)]
struct Made {
    weakref: Ref,
    proxy: bool,
    text: Option<String>,
    held: usize,
}

/// The list as the rule says it, without links: the shared `ref`, the shared proxy, then the youngest first.
fn in_order(made: &[Made]) -> Vec<&Made> {
    let shared = |proxy| {
        made.iter()
            .filter(move |m| m.text.is_none() && m.proxy == proxy)
    };
    shared(false)
        .chain(shared(true))
        .chain(made.iter().rev().filter(|m| m.text.is_some()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_list_is_what_the_rule_says(steps in steps(), version in versions()) {
        let mut p = Python::new(version);
        let mut objects: Vec<Option<Ref>> = (0..3).map(|_| Some(p.instance())).collect();
        let mut model: Vec<Vec<Made>> = vec![Vec::new(); 3];
        let mut dead: Vec<Made> = Vec::new();
        let mut calls: Vec<String> = Vec::new();
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Make { object, proxy, callback } => {
                    let Some(target) = objects[object] else { continue };
                    let text = callback.then(|| number.to_string());
                    let cb = text.as_ref().map(|text| p.function(text, None));
                    let weakref = if proxy { new_proxy(&mut p, target, cb) } else { new_ref(&mut p, target, cb) };
                    let weakref = weakref.expect("an instance");
                    if let Some(cb) = cb {
                        p.del(cb);
                    }
                    let shared = model[object].iter_mut().find(|m| text.is_none() && m.text.is_none() && m.proxy == proxy);
                    match shared {
                        Some(m) => {
                            prop_assert_eq!(m.weakref, weakref);
                            m.held += 1;
                        }
                        None => model[object].push(Made { weakref, proxy, text, held: 1 }),
                    }
                }
                Step::Drop(which) => {
                    let all: Vec<(usize, usize)> = model.iter().enumerate()
                        .flat_map(|(object, made)| (0..made.len()).map(move |at| (object, at)))
                        .collect();
                    if all.is_empty() { continue }
                    let (object, at) = all[which % all.len()];
                    let m = &mut model[object][at];
                    m.held -= 1;
                    let weakref = m.weakref;
                    if m.held == 0 {
                        model[object].remove(at);
                    }
                    p.del(weakref);
                }
                Step::Kill(object) => {
                    let Some(target) = objects[object].take() else { continue };
                    let made = std::mem::take(&mut model[object]);
                    calls.extend(in_order(&made).into_iter().filter_map(|m| m.text.clone()));
                    dead.extend(made);
                    p.del(target);
                }
            }
            for (object, made) in objects.iter().zip(&model) {
                let Some(object) = *object else { continue };
                let expected: Vec<Ref> = in_order(made).into_iter().map(|m| m.weakref).collect();
                prop_assert_eq!(getweakrefcount(&p.heap, object), expected.len());
                prop_assert_eq!(getweakrefs(&p.heap, object), expected);
            }
            prop_assert!(dead.iter().all(|m| is_dead(&p.heap, m.weakref)));
            prop_assert_eq!(&p.log, &calls);
            let roots: Vec<Ref> = objects.iter().flatten().copied()
                .chain(model.iter().flatten().chain(&dead).flat_map(|m| vec![m.weakref; m.held]))
                .collect();
            p.audit(&roots, &[]);
        }
        for m in model.into_iter().flatten().chain(dead) {
            for _ in 0..m.held {
                p.del(m.weakref);
            }
        }
        objects.into_iter().flatten().for_each(|object| p.del(object));
        p.assert_empty();
    }
}

#[derive(Clone, Debug)]
enum Use {
    /// `d[key] = P()`, and the same object into the set.
    Put(i64),
    /// Drops the object made for this turn.
    Kill(usize),
    /// Starts an iterator over the dict, or over the set.
    Iterate(bool),
    /// One step of an iterator.
    Next(usize),
    /// Closes an iterator.
    Close(usize),
    /// `len(d)`, which may make removals.
    Len,
}

fn uses() -> impl Strategy<Value = Vec<Use>> {
    let one = prop_oneof![
        4 => (0..6i64).prop_map(Use::Put),
        3 => any::<usize>().prop_map(Use::Kill),
        1 => any::<bool>().prop_map(Use::Iterate),
        3 => any::<usize>().prop_map(Use::Next),
        1 => any::<usize>().prop_map(Use::Close),
        1 => Just(Use::Len),
    ];
    prop::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn iterators_give_what_lives_and_nothing_dead_stays(uses in uses(), version in versions()) {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).expect("a dict");
        let s = set::new(&mut p).expect("a set");
        let mut alive: Vec<(i64, Ref)> = Vec::new();
        let mut iters: Vec<Iter> = Vec::new();
        for one in uses {
            match one {
                Use::Put(key) => {
                    let (name, object) = (p.int(key), p.instance());
                    prop_assert_eq!(value_dictionary::setitem(&mut p, d, name, object), Ok(()));
                    prop_assert_eq!(set::add(&mut p, s, object), Ok(()));
                    p.del(name);
                    alive.push((key, object));
                }
                Use::Kill(which) if !alive.is_empty() => {
                    let (_, object) = alive.remove(which % alive.len());
                    p.del(object);
                }
                Use::Iterate(over_set) => {
                    let iter = if over_set { set::iter(&mut p, s) } else { value_dictionary::items(&mut p, d) };
                    iters.push(iter);
                }
                Use::Next(which) if !iters.is_empty() => {
                    let at = which % iters.len();
                    match iters[at].next(&mut p) {
                        Ok(Some(item)) => for object in [item.key, item.value].into_iter().flatten() {
                            prop_assert!(p.heap.is_alive(object));
                            p.del(object);
                        },
                        Ok(None) => {}
                        Err(raised) => {
                            prop_assert!(version < Version::new(3, 14, 0), "{}", raised.text);
                            prop_assert!(raised.text.contains("changed") && raised.text.starts_with("RuntimeError"));
                        }
                    }
                }
                Use::Close(which) if !iters.is_empty() => {
                    let at = which % iters.len();
                    let mut iter = iters.swap_remove(at);
                    prop_assert_eq!(iter.close(&mut p), Ok(()));
                }
                Use::Len => {
                    let len = value_dictionary::len(&mut p, d).expect("keys can be compared");
                    prop_assert!(len <= 6);
                }
                _ => {}
            }
            if version >= Version::new(3, 14, 0) {
                prop_assert_eq!(data_and_pending(&mut p, d).1, 0);
            }
            let held: Vec<Ref> = alive.iter().map(|&(_, object)| object).chain([d, s]).collect();
            p.audit(&held, &iters.iter().collect::<Vec<_>>());
        }
        for mut iter in iters {
            prop_assert_eq!(iter.close(&mut p), Ok(()));
        }
        // Of each key the object put last may be found, if it lives; in the set all are.
        prop_assert_eq!(set::len(&mut p, s), alive.len());
        prop_assert_eq!(data_and_pending(&mut p, s), (alive.len(), 0));
        for key in 0..6 {
            let name = p.int(key);
            let found = value_dictionary::get(&mut p, d, name).expect("numbers can be compared");
            let candidates: Vec<Ref> = alive.iter().filter(|&&(k, _)| k == key).map(|&(_, object)| object).collect();
            prop_assert!(found.is_none_or(|object| candidates.last() == Some(&object)));
            found.into_iter().for_each(|object| p.del(object));
            p.del(name);
        }
        for object in alive.into_iter().map(|(_, object)| object).chain([d, s]) {
            p.del(object);
        }
        p.assert_empty();
    }
}
