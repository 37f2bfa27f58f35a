//! A million objects on a stack that has room for a few hundred calls.

use gc::{Managed, collect};
use objects::Ref;

const MILLION: usize = 1_000_000;

/// Runs on a stack of 128 KiB.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(128 * 1024)
        .spawn(run)
        .unwrap()
        .join()
        .unwrap();
}

/// A chain of a million lists, each holding the one made before it.
fn chain(world: &mut Managed<Vec<Ref>>) -> (Ref, Ref) {
    let first = world.insert(vec![]);
    let last = (1..MILLION).fold(first, |previous, _| world.insert(vec![previous]));
    (first, last)
}

fn cycle_of_a_million(version: &'static str) {
    on_a_small_stack(move || {
        let mut world = Managed::new(version.parse().unwrap()).unwrap();
        world.gc_mut().disable();
        let (first, last) = chain(&mut world);
        world.heap_mut().get_mut(first).unwrap().push(last);
        assert_eq!(collect(&mut world), MILLION);
        assert!(world.heap().is_empty());
        assert!(world.gc_ref().is_sound());
    });
}

#[test]
fn a_cycle_of_a_million_objects_is_collected() {
    cycle_of_a_million("3.13.18");
}

#[test]
fn a_cycle_of_a_million_objects_is_collected_by_the_incremental_collector() {
    cycle_of_a_million("3.14.4");
}

#[test]
fn a_chain_of_a_million_objects_survives_collections_and_then_dies() {
    on_a_small_stack(|| {
        let mut world = Managed::new("3.13.18".parse().unwrap()).unwrap();
        world.gc_mut().disable();
        let (_, last) = chain(&mut world);
        assert_eq!((collect(&mut world), collect(&mut world)), (0, 0));
        assert_eq!(world.heap().len(), MILLION);
        world.decref(last);
        assert!(world.heap().is_empty());
    });
}

#[test]
fn a_chain_behind_a_cycle_is_collected_with_it() {
    on_a_small_stack(|| {
        let mut world = Managed::new("3.13.18".parse().unwrap()).unwrap();
        world.gc_mut().disable();
        let (_, last) = chain(&mut world);
        let head = world.insert(vec![last]);
        world.heap_mut().incref(head);
        world.heap_mut().get_mut(head).unwrap().push(head);
        world.decref(head);
        assert_eq!(collect(&mut world), MILLION + 1);
        assert!(world.heap().is_empty());
    });
}

/// An increment takes whatever its objects reach, or a cycle larger than an increment would never be whole.
#[test]
fn a_cycle_larger_than_an_increment_is_collected() {
    for version in ["3.14.0", "3.14.4"] {
        let mut world = Managed::new(version.parse().unwrap()).unwrap();
        world.gc_mut().set_threshold(&[2]).unwrap();
        let first = world.insert(vec![]);
        let last = (1..500).fold(first, |previous, _| world.insert(vec![previous]));
        world.heap_mut().incref(last);
        world.heap_mut().get_mut(first).unwrap().push(last);
        collect(&mut world);
        assert_eq!(world.heap().len(), 500, "{version}");
        world.decref(last);
        for _ in 0..150 {
            world.insert(vec![]);
            gc::safe_point(&mut world);
        }
        assert!(!world.heap().is_alive(last), "{version}");
    }
}
