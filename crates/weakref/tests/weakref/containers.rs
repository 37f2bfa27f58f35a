//! The weak containers and `WeakMethod` against what real interpreters did.
//! Numbers and texts are from `weakref` of the measured facts, 3.8.18 to 3.15.2 and three free-threaded builds.

use objects::Ref;
use version::Version;
use weakref::{Item, Iter, data_and_pending, key_dictionary, method, set, value_dictionary};

use crate::python::{Object, Python, Raised, VERSIONS};

fn since_3_14(version: Version) -> bool {
    version >= Version::new(3, 14, 0)
}

/// Lets go of what a step gave, and says whether it gave anything.
fn drop_item(p: &mut Python, item: Option<Item>) -> bool {
    for object in item
        .into_iter()
        .flat_map(|item| [item.key, item.value])
        .flatten()
    {
        p.del(object);
    }
    item.is_some()
}

/// `len([1 for _ in it])`, or the text of what is raised.
fn rest(p: &mut Python, it: &mut Iter) -> Result<usize, String> {
    let mut count = 0;
    loop {
        match it.next(p) {
            Ok(item) => match drop_item(p, item) {
                true => count += 1,
                false => return Ok(count),
            },
            Err(raised) => return Err(raised.text),
        }
    }
}

/// `d = WeakValueDictionary()` with five instances under the keys 0 to 4.
fn five_values(p: &mut Python, d: Ref) -> Vec<Ref> {
    (0..5)
        .map(|i| {
            let (key, value) = (p.int(i), p.instance());
            value_dictionary::setitem(p, d, key, value).unwrap();
            p.del(key);
            value
        })
        .collect()
}

#[test]
fn an_entry_goes_with_its_value() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let mut xs = five_values(&mut p, d);
        assert_eq!(value_dictionary::len(&mut p, d), Ok(5), "len");
        let two = xs.remove(2);
        p.del(two);
        assert_eq!(
            value_dictionary::len(&mut p, d),
            Ok(4),
            "len after one dies"
        );
        let key = p.int(2);
        let missing = value_dictionary::getitem(&mut p, d, key);
        assert!(p.text(missing).starts_with("KeyError: "));
        assert_eq!(value_dictionary::get(&mut p, d, key), Ok(None), "get");
        assert_eq!(value_dictionary::contains(&mut p, d, key), Ok(false));
        p.del(key);
        let mut it = value_dictionary::keys(&mut p, d);
        assert_eq!(rest(&mut p, &mut it), Ok(4), "keys");
        for x in xs {
            p.del(x);
        }
        assert_eq!(data_and_pending(&mut p, d), (0, 0));
        p.del(d);
        p.assert_empty();
    }
}

#[test]
fn values_that_die_while_somebody_iterates() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        // With a call of len(d) in between.
        let xs = five_values(&mut p, d);
        let mut it = value_dictionary::items(&mut p, d);
        let first = it.next(&mut p).unwrap();
        assert!(drop_item(&mut p, first));
        for x in xs {
            p.del(x);
        }
        p.audit(&[d], &[&it]);
        assert_eq!(
            value_dictionary::len(&mut p, d),
            Ok(1),
            "len while iterating after all died"
        );
        let expected = if since_3_14(version) {
            Ok(0)
        } else {
            Err("RuntimeError: dictionary changed size during iteration".to_owned())
        };
        assert_eq!(
            rest(&mut p, &mut it),
            expected,
            "{version}: rest of iteration (len(d) was called in between)"
        );
        assert_eq!(
            value_dictionary::len(&mut p, d),
            Ok(0),
            "len after iteration ended"
        );

        // Without.
        let xs = five_values(&mut p, d);
        let mut it = value_dictionary::items(&mut p, d);
        let first = it.next(&mut p).unwrap();
        assert!(drop_item(&mut p, first));
        for x in xs {
            p.del(x);
        }
        let raw = if since_3_14(version) { 1 } else { 5 };
        assert_eq!(
            data_and_pending(&mut p, d).0,
            raw,
            "{version}: raw data len while iterating, all died"
        );
        assert_eq!(
            rest(&mut p, &mut it),
            Ok(0),
            "rest of iteration (no len(d) in between)"
        );
        assert_eq!(data_and_pending(&mut p, d), (0, 0), "raw data len after");
        p.del(d);
        p.assert_empty();
    }
}

#[test]
fn a_value_set_while_somebody_iterates() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let xs = five_values(&mut p, d);
        let mut it = value_dictionary::keys(&mut p, d);
        let mut ended = Ok(());
        loop {
            match it.next(&mut p) {
                Ok(None) => break,
                Ok(item) => {
                    drop_item(&mut p, item);
                    let key = p.int(100 + xs.len() as i64 + p.heap.len() as i64);
                    value_dictionary::setitem(&mut p, d, key, xs[0]).unwrap();
                    p.del(key);
                }
                Err(Raised { text, .. }) => {
                    ended = Err(text);
                    break;
                }
            }
        }
        let expected = if since_3_14(version) {
            Ok(())
        } else {
            Err("RuntimeError: dictionary changed size during iteration".to_owned())
        };
        assert_eq!(ended, expected, "{version}: insert while iterating keys()");
        for object in xs {
            p.del(object);
        }
        p.del(d);
        p.assert_empty();
    }
}

#[test]
fn a_later_value_under_the_same_key_is_not_removed() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let (key, old, new, other) = (p.int(1), p.instance(), p.instance(), p.instance());
        let other_key = p.int(2);
        value_dictionary::setitem(&mut p, d, key, old).unwrap();
        value_dictionary::setitem(&mut p, d, other_key, other).unwrap();
        let mut it = value_dictionary::values(&mut p, d);
        assert!(it.next(&mut p).is_ok_and(|item| drop_item(&mut p, item)));
        // The iterator still holds `old`; it goes on to `other`, so `old` dies while it iterates.
        p.del(old);
        assert!(it.next(&mut p).is_ok_and(|item| drop_item(&mut p, item)));
        let pending = if since_3_14(version) { 0 } else { 1 };
        assert_eq!(data_and_pending(&mut p, d).1, pending, "{version}");
        value_dictionary::setitem(&mut p, d, key, new).unwrap();
        it.close(&mut p).unwrap();
        let found = value_dictionary::getitem(&mut p, d, key).unwrap();
        assert_eq!(found, new);
        for object in [found, key, other_key, new, other, d] {
            p.del(object);
        }
        p.assert_empty();
    }
}

/// A callback that runs before the dictionary's own puts another value under the dying one's key.
fn put_another(p: &mut Python, _: &[Ref]) -> Result<Option<Ref>, Raised> {
    let (d, key, new) = (p.saved[0], p.saved[1], p.saved[2]);
    value_dictionary::setitem(p, d, key, new)?;
    Ok(None)
}

#[test]
fn a_removal_spares_a_value_that_came_in_between() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let (key, new, old) = (p.int(1), p.instance(), p.instance());
        p.saved = vec![d, key, new];
        value_dictionary::setitem(&mut p, d, key, old).unwrap();
        let cb = p.function("", Some(put_another));
        let younger = weakref::new_ref(&mut p, old, Some(cb)).unwrap();
        p.del(cb);
        p.del(old);
        let found = value_dictionary::get(&mut p, d, key).unwrap();
        assert_eq!(found, Some(new), "{version}");
        p.saved.clear();
        for object in [new, new, younger, key, d] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn a_comparison_may_change_the_dictionary() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = key_dictionary::new(&mut p).unwrap();
        let (a, b) = (p.valued(-8), p.valued(-8));
        let (one, two) = (p.int(1), p.int(2));
        key_dictionary::setitem(&mut p, d, a, one).unwrap();
        p.saved.push(d);
        // Finds the entry of `a`, whose `__eq__` deletes it: so this is a new entry.
        key_dictionary::setitem(&mut p, d, b, two).unwrap();
        p.audit(&[d, a, b, one, two], &[]);
        let (key, value) = key_dictionary::popitem(&mut p, d).unwrap();
        assert_eq!((key, value), (b, Some(two)), "{version}");
        for object in [key, two, a, b, one, two, d] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn copies_have_references_of_their_own() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let (d, k, s) = (
            value_dictionary::new(&mut p).unwrap(),
            key_dictionary::new(&mut p).unwrap(),
            set::new(&mut p).unwrap(),
        );
        let (key, x) = (p.int(1), p.instance());
        value_dictionary::setitem(&mut p, d, key, x).unwrap();
        key_dictionary::setitem(&mut p, k, x, key).unwrap();
        set::add(&mut p, s, x).unwrap();
        let copies = [
            value_dictionary::copy(&mut p, d).unwrap(),
            key_dictionary::copy(&mut p, k).unwrap(),
            set::copy(&mut p, s).unwrap(),
        ];
        assert_eq!(weakref::getweakrefcount(&p.heap, x), 6, "{version}");
        for object in [d, k, s] {
            p.del(object);
        }
        assert_eq!(
            copies.map(|copy| data_and_pending(&mut p, copy)),
            [(1, 0); 3]
        );
        p.del(x);
        assert_eq!(
            copies.map(|copy| data_and_pending(&mut p, copy)),
            [(0, 0); 3],
            "{version}"
        );
        for object in copies.into_iter().chain([key]) {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn pop_setdefault_and_valuerefs() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let xs = five_values(&mut p, d);
        let (zero, ninety_nine) = (p.int(0), p.int(99));
        let refs = value_dictionary::valuerefs(&mut p, d).unwrap();
        assert_eq!(refs.len(), 5);
        assert_eq!(
            p.heap
                .get(refs[0])
                .map(|value| matches!(value, Object::Part(part) if part.type_name() == "KeyedRef")),
            Some(true)
        );
        let popped = value_dictionary::pop(&mut p, d, zero).unwrap();
        assert_eq!(popped, Some(xs[0]));
        assert_eq!(value_dictionary::pop(&mut p, d, ninety_nine), Ok(None));
        let set = value_dictionary::setdefault(&mut p, d, ninety_nine, xs[0]).unwrap();
        let again = value_dictionary::setdefault(&mut p, d, ninety_nine, xs[1]).unwrap();
        assert_eq!([set, again], [xs[0], xs[0]]);
        let (last, value) = value_dictionary::popitem(&mut p, d).unwrap();
        assert_eq!((last, value), (ninety_nine, xs[0]));
        value_dictionary::clear(&mut p, d).unwrap();
        assert_eq!(data_and_pending(&mut p, d), (0, 0));
        let empty = value_dictionary::popitem(&mut p, d);
        assert_eq!(p.text(empty), "KeyError: 'popitem(): dictionary is empty'");
        for object in refs.into_iter().chain(xs).chain(popped).chain([
            set,
            again,
            last,
            value,
            zero,
            ninety_nine,
            d,
        ]) {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn keys_that_die_while_somebody_iterates() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = key_dictionary::new(&mut p).unwrap();
        let mut xs: Vec<Ref> = (0..5).map(|_| p.instance()).collect();
        for (i, &x) in xs.iter().enumerate() {
            let value = p.int(i as i64);
            key_dictionary::setitem(&mut p, d, x, value).unwrap();
            p.del(value);
        }
        assert_eq!(key_dictionary::len(&mut p, d), Ok(5), "len");
        let mut it = key_dictionary::keys(&mut p, d);
        let first = it.next(&mut p).unwrap();
        for x in xs.split_off(3) {
            p.del(x);
        }
        assert_eq!(
            key_dictionary::len(&mut p, d),
            Ok(3),
            "len while iterating after two died"
        );
        let raw = if since_3_14(version) { 3 } else { 5 };
        assert_eq!(
            data_and_pending(&mut p, d).0,
            raw,
            "{version}: raw data while iterating"
        );
        drop_item(&mut p, first);
        assert_eq!(rest(&mut p, &mut it), Ok(2), "rest count");
        assert_eq!(
            data_and_pending(&mut p, d),
            (3, 0),
            "raw data after iteration"
        );
        for x in xs {
            p.del(x);
        }
        p.del(d);
        p.assert_empty();
    }
}

#[test]
fn len_counts_right_after_a_deletion_by_hand() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = key_dictionary::new(&mut p).unwrap();
        let xs: Vec<Ref> = (0..4).map(|_| p.instance()).collect();
        let value = p.int(0);
        for &x in &xs {
            key_dictionary::setitem(&mut p, d, x, value).unwrap();
        }
        let mut it = key_dictionary::values(&mut p, d);
        let first = it.next(&mut p).unwrap();
        assert!(drop_item(&mut p, first));
        p.del(xs[3]);
        // popitem() takes the dead entry out by hand, and the next one.
        let (key, last) = key_dictionary::popitem(&mut p, d).unwrap();
        assert_eq!((key, last), (xs[2], Some(value)));
        assert_eq!(key_dictionary::len(&mut p, d), Ok(2), "{version}");
        it.close(&mut p).unwrap();
        assert_eq!(key_dictionary::len(&mut p, d), Ok(2), "{version}");
        for object in [key, xs[0], xs[1], xs[2], value, value, d] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn of_equal_keys_the_first_stays() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = key_dictionary::new(&mut p).unwrap();
        let (a, b) = (p.valued(1), p.valued(1));
        let (one, two) = (p.int(1), p.int(2));
        key_dictionary::setitem(&mut p, d, a, one).unwrap();
        key_dictionary::setitem(&mut p, d, b, two).unwrap();
        assert_eq!(
            key_dictionary::len(&mut p, d),
            Ok(1),
            "equal keys: len, key kept"
        );
        let mut it = key_dictionary::items(&mut p, d);
        let item = it.next(&mut p).unwrap().unwrap();
        assert_eq!((item.key, item.value), (Some(a), Some(two)));
        drop_item(&mut p, Some(item));
        it.close(&mut p).unwrap();
        // The entry goes with the key that was kept.
        p.del(b);
        assert_eq!(key_dictionary::len(&mut p, d), Ok(1));
        p.del(a);
        assert_eq!(key_dictionary::len(&mut p, d), Ok(0));
        for object in [one, two, d] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn a_value_that_holds_its_key_keeps_the_entry() {
    let mut p = Python::new(Version::default());
    let d = key_dictionary::new(&mut p).unwrap();
    let (k, holder) = (p.instance(), p.instance());
    p.heap.incref(k);
    if let Some(Object::Instance { holds, .. }) = p.heap.get_mut(holder) {
        holds.push(k);
    }
    key_dictionary::setitem(&mut p, d, k, holder).unwrap();
    p.del(holder);
    p.del(k);
    assert_eq!(key_dictionary::len(&mut p, d), Ok(1), "entries left");
    let (key, value) = key_dictionary::popitem(&mut p, d).unwrap();
    for object in [key, value.unwrap(), d] {
        p.del(object);
    }
    p.assert_empty();
}

#[test]
fn elements_that_die_while_somebody_iterates() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let s = set::new(&mut p).unwrap();
        let mut xs: Vec<Ref> = (0..4).map(|_| p.instance()).collect();
        for &x in &xs {
            set::add(&mut p, s, x).unwrap();
        }
        assert_eq!(set::len(&mut p, s), 4, "len");
        let mut it = set::iter(&mut p, s);
        let first = it.next(&mut p).unwrap();
        assert!(drop_item(&mut p, first));
        let kept = xs.split_off(2);
        for x in xs {
            p.del(x);
        }
        // The iterator holds the first: 3 or 2, by where it stands in the hash table. Here it is one of the dropped.
        assert_eq!(set::len(&mut p, s), 3, "len while iterating");
        assert_eq!(rest(&mut p, &mut it), Ok(2), "rest");
        assert_eq!(set::len(&mut p, s), 2, "len after");
        let temporary = p.instance();
        set::add(&mut p, s, temporary).unwrap();
        p.del(temporary);
        assert_eq!(set::len(&mut p, s), 2, "temporary object dies at once");
        assert_eq!(set::contains(&mut p, s, kept[0]), Ok(true));
        assert_eq!(set::discard(&mut p, s, kept[0]), Ok(true));
        let missing = set::remove(&mut p, s, kept[0]);
        assert!(p.text(missing).starts_with("KeyError"));
        let popped = set::pop(&mut p, s).unwrap();
        assert_eq!(popped, kept[1]);
        let empty = set::pop(&mut p, s);
        assert_eq!(p.text(empty), "KeyError: 'pop from empty WeakSet'");
        for object in [popped, kept[0], kept[1], s] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn a_set_that_grows_under_an_iterator() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let s = set::new(&mut p).unwrap();
        let (x, y) = (p.instance(), p.instance());
        set::add(&mut p, s, x).unwrap();
        let mut it = set::iter(&mut p, s);
        let first = it.next(&mut p).unwrap();
        assert!(drop_item(&mut p, first));
        set::add(&mut p, s, y).unwrap();
        let expected = if since_3_14(version) {
            Ok(0)
        } else {
            Err("RuntimeError: Set changed size during iteration".to_owned())
        };
        assert_eq!(rest(&mut p, &mut it), expected, "{version}");
        for object in [x, y] {
            p.del(object);
        }
        set::clear(&mut p, s).unwrap();
        p.del(s);
        p.assert_empty();
    }
}

#[test]
fn errors_of_containers() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let (d, k, s) = (
            value_dictionary::new(&mut p).unwrap(),
            key_dictionary::new(&mut p).unwrap(),
            set::new(&mut p).unwrap(),
        );
        let (five, ul) = (p.int(5), p.valued(-7));
        let int = "TypeError: cannot create weak reference to 'int' object";
        for result in [
            value_dictionary::setitem(&mut p, d, five, five),
            key_dictionary::setitem(&mut p, k, five, five),
            set::add(&mut p, s, five),
        ] {
            assert_eq!(p.text(result), int, "{version}");
        }
        assert_eq!(key_dictionary::contains(&mut p, k, five), Ok(false));
        let unhashable = key_dictionary::setitem(&mut p, k, ul, five);
        let expected = if since_3_14(version) {
            "TypeError: cannot use 'weakref.ReferenceType' as a dict key (unhashable type: 'UL')"
        } else {
            "TypeError: unhashable type: 'UL'"
        };
        assert_eq!(
            p.text(unhashable),
            expected,
            "{version}: WeakKeyDictionary unhashable"
        );
        let not_a_method = method::new(&mut p, five, None).unwrap_err();
        assert_eq!(
            not_a_method.to_string(),
            "argument should be a bound method, not <class 'int'>"
        );
        for object in [d, k, s, five, ul] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn a_dead_container_is_told_nothing() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let xs = five_values(&mut p, d);
        p.del(d);
        p.audit(&xs, &[]);
        for x in xs {
            p.del(x);
        }
        p.assert_empty();
    }
}

/// An iterator that nobody closes holds its container, and closing it late is as good.
#[test]
fn an_iterator_holds_its_container() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let d = value_dictionary::new(&mut p).unwrap();
        let xs = five_values(&mut p, d);
        let mut it = value_dictionary::values(&mut p, d);
        assert!(it.next(&mut p).is_ok_and(|item| drop_item(&mut p, item)));
        p.del(d);
        p.audit(&xs, &[&it]);
        it.close(&mut p).unwrap();
        it.close(&mut p).unwrap();
        p.audit(&xs, &[]);
        for x in xs {
            p.del(x);
        }
        p.assert_empty();
    }
}

#[test]
fn a_bound_method_dies_at_once_and_a_weak_method_does_not() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let (q, m) = (p.instance(), p.function("m", None));
        let callback = p.function("gone", None);
        let bound = weakref::PartWorld::bind_method(&mut p, m, q).unwrap();
        let w1 = weakref::new_ref(&mut p, bound, None).unwrap();
        let w2 = method::new(&mut p, bound, Some(callback)).unwrap();
        let w3 = method::new(&mut p, bound, None).unwrap();
        p.del(bound);
        assert!(
            weakref::is_dead(&p.heap, w1),
            "ref(bound method) dead at once"
        );
        let again = method::call(&mut p, w2).unwrap().expect("WeakMethod alive");
        p.del(again);
        assert_eq!(method::eq(&mut p, w2, w3), Ok(true));
        assert_eq!(p.heap.refcnt(q), 1);
        p.del(q);
        assert_eq!(p.log, ["gone"], "{version}");
        assert_eq!(method::call(&mut p, w2), Ok(None));
        assert_eq!(method::eq(&mut p, w2, w3), Ok(false));
        assert_eq!(method::eq(&mut p, w2, w2), Ok(true));
        // The function's death is the second of the two, and nobody is called again.
        p.del(m);
        assert_eq!(p.log, ["gone"], "{version}");
        for object in [w1, w2, w3, callback] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn a_weak_method_can_be_referred_to_weakly_itself() {
    let mut p = Python::new(Version::default());
    let (q, m) = (p.instance(), p.function("m", None));
    let bound = weakref::PartWorld::bind_method(&mut p, m, q).unwrap();
    let w = method::new(&mut p, bound, None).unwrap();
    p.del(bound);
    // While the WeakMethod dies, its own callback drops the instance: the dying reference is still on its list.
    p.saved.push(q);
    let cb = p.function(
        "method died",
        Some(|p, _| {
            let q = p.saved.pop().unwrap();
            p.del(q);
            Ok(None)
        }),
    );
    let ww = weakref::new_ref(&mut p, w, Some(cb)).unwrap();
    p.del(cb);
    p.del(w);
    assert_eq!(p.log, ["method died"]);
    assert!(p.stderr.is_empty());
    p.del(ww);
    p.del(m);
    p.assert_empty();
}
