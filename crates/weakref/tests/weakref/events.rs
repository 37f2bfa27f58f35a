//! Golden logs: each step in its order.

use version::Version;
use weakref::{AnyEvent, get_ref, getweakrefs, new_proxy, new_ref, set};

use crate::python::Python;

/// The events of this crate alone.
fn weakref_lines(p: &Python) -> Vec<String> {
    let ours = p
        .heap
        .observer()
        .events()
        .iter()
        .filter(|event| matches!(event, AnyEvent::Weakref(_)));
    ours.map(ToString::to_string).collect()
}

#[test]
fn the_death_of_an_object_with_two_references() {
    let mut p = Python::new(Version::new(3, 13, 18));
    let a = p.instance();
    let w = new_ref(&mut p, a, None).unwrap();
    let again = new_ref(&mut p, a, None).unwrap();
    assert_eq!(w, again);
    let told = p.logging_ref(a, "told");
    let strong = get_ref(&mut p.heap, w).unwrap();
    p.del(strong);
    p.del(a);
    let expected = [
        "born #0",
        "born #1",
        "weakref #1 to #0",
        "incref #1 = 2",
        "weakref #1 to #0 again",
        "born #2",
        "incref #2 = 2",
        "born #3",
        "weakref #3 to #0",
        "decref #2 = 1",
        "incref #0 = 2",
        "decref #0 = 1",
        "decref #0 = 0",
        "dies #0",
        "weakrefs cleared #0",
        "weakref #1 cleared",
        "weakref #3 cleared",
        "incref #3 = 2",
        "callback #2 of #3",
        "decref #2 = 0",
        "dies #2",
        "freed #2",
        "decref #3 = 1",
        "freed #0",
    ];
    assert_eq!(p.heap.observer().lines(), expected);
    for object in [w, w, told] {
        p.del(object);
    }
    p.assert_empty();
}

#[test]
fn references_that_die_before_their_object_take_themselves_off_its_list() {
    let mut p = Python::new(Version::new(3, 13, 18));
    let a = p.instance();
    let (shared, told, proxy) = (
        new_ref(&mut p, a, None).unwrap(),
        p.logging_ref(a, "told"),
        new_proxy(&mut p, a, None).unwrap(),
    );
    for object in [told, shared, proxy, a] {
        p.del(object);
    }
    assert_eq!(
        weakref_lines(&p),
        [
            "weakref #1 to #0",
            "weakref #3 to #0",
            "weakref #4 to #0",
            "weakref #3 cleared",
            "weakref #1 cleared",
            "weakref #4 cleared",
        ]
    );
    assert!(p.log.is_empty());
    p.assert_empty();
}

/// A weak reference has no weak references: its death clears none.
#[test]
fn the_death_of_a_weak_reference() {
    let mut p = Python::new(Version::new(3, 13, 18));
    let a = p.instance();
    let told = p.logging_ref(a, "told");
    p.heap.observer_mut().clear();
    p.del(told);
    assert_eq!(
        p.heap.observer().lines(),
        [
            "decref #2 = 0",
            "dies #2",
            "weakref #2 cleared",
            "decref #1 = 0",
            "dies #1",
            "freed #1",
            "freed #2",
        ]
    );
    p.del(a);
    p.assert_empty();
}

/// A world without the hook through which a dying weak reference leaves its list.
#[test]
#[should_panic(
    expected = "#1 is among the weak references to #0 and was freed: does World::dealloc call weakref_dealloc?"
)]
fn a_world_that_forgets_the_dying_weak_reference_is_told() {
    let mut p = Python::new(Version::new(3, 13, 18));
    let a = p.instance();
    let w = new_ref(&mut p, a, None).unwrap();
    // The heap alone is a world without hooks.
    p.heap.decref(w);
    p.del(a);
}

/// The same, where the dead one stands further down the list.
#[test]
#[should_panic(
    expected = "the object in slot 2 is on a list of weak references and was freed: does World::dealloc call weakref_dealloc?"
)]
fn a_dead_reference_in_the_middle_of_a_list_is_noticed() {
    let mut p = Python::new(Version::new(3, 13, 18));
    let a = p.instance();
    new_ref(&mut p, a, None).unwrap();
    let proxy = new_proxy(&mut p, a, None).unwrap();
    p.heap.decref(proxy);
    getweakrefs(&p.heap, a);
}

#[test]
fn an_element_of_a_set_dies() {
    let mut p = Python::new(Version::new(3, 14, 10));
    let s = set::new(&mut p).unwrap();
    let x = p.instance();
    set::add(&mut p, s, x).unwrap();
    p.heap.observer_mut().clear();
    p.del(x);
    assert_eq!(set::len(&mut p, s), 0);
    // The callback takes the reference out of the set; it lives until the call is over.
    assert_eq!(
        weakref_lines(&p),
        ["weakref #4 cleared", "callback #2 of #4"]
    );
    let freed: Vec<String> = p
        .heap
        .observer()
        .lines()
        .into_iter()
        .filter(|line| line.starts_with("freed"))
        .collect();
    assert_eq!(freed, ["freed #4", "freed #3"]);
    p.del(s);
    p.assert_empty();
}
