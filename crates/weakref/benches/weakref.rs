//! What a weak reference costs: made, read and cleared, beside `std::rc::Weak`.
//!
//! `make` makes the first weak reference to each object, `share` asks for one that is there already,
//! `read` takes a strong reference through it and lets go of that again, `clear` drops the objects with their references alive.

#[path = "contenders/world.rs"]
mod world;

use std::rc::{Rc, Weak};
use std::time::Duration;

use divan::{Bencher, black_box, counter::ItemsCount};
use objects::{Ref, decref};
use weakref::{WeakList, get_ref, new_ref};

use world::{Bench, Object, objects};

const COUNTS: [usize; 3] = [100, 10_000, 1_000_000];

/// One weak reference to each.
fn make_all(bench: &mut Bench, objects: &[Ref]) -> Vec<Ref> {
    objects
        .iter()
        .map(|&object| new_ref(bench, object, None).expect("it has a weak list"))
        .collect()
}

#[divan::bench(args = COUNTS)]
fn make(bencher: Bencher, count: usize) {
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| objects(count))
        .bench_local_refs(|(bench, objects)| {
            for &object in objects.iter() {
                black_box(new_ref(bench, object, None).expect("it has a weak list"));
            }
        });
}

/// What the heap alone takes for as many more objects: the part of `make` that isn't this crate's.
#[divan::bench(args = COUNTS)]
fn insert(bencher: Bencher, count: usize) {
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| objects(count))
        .bench_local_refs(|(bench, objects)| {
            for _ in objects.iter() {
                black_box(bench.heap.insert(Object::Instance(WeakList::new())));
            }
        });
}

/// Made in a heap that has room, because as many objects died in it before.
#[divan::bench(args = COUNTS)]
fn make_again(bencher: Bencher, count: usize) {
    let input = || {
        let (mut bench, objects) = objects(count);
        for weakref in make_all(&mut bench, &objects) {
            decref(&mut bench, weakref);
        }
        (bench, objects)
    };
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|(bench, objects)| {
            for &object in objects.iter() {
                black_box(new_ref(bench, object, None).expect("it has a weak list"));
            }
        });
}

#[divan::bench(args = COUNTS)]
fn share(bencher: Bencher, count: usize) {
    let (mut bench, objects) = objects(count);
    let _shared = make_all(&mut bench, &objects);
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for &object in &objects {
            black_box(new_ref(&mut bench, object, None).expect("it has a weak list"));
        }
    });
}

#[divan::bench(args = COUNTS)]
fn read(bencher: Bencher, count: usize) {
    let (mut bench, objects) = objects(count);
    let refs = make_all(&mut bench, &objects);
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for &weakref in &refs {
            if let Some(object) = get_ref(&mut bench.heap, black_box(weakref)) {
                decref(&mut bench, object);
            }
        }
    });
}

#[divan::bench(args = COUNTS)]
fn clear(bencher: Bencher, count: usize) {
    let input = || {
        let (mut bench, objects) = objects(count);
        let refs = make_all(&mut bench, &objects);
        (bench, objects, refs)
    };
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|(bench, objects, _)| {
            for &object in objects.iter() {
                decref(bench, object);
            }
        });
}

#[divan::bench(args = COUNTS)]
fn rc_make(bencher: Bencher, count: usize) {
    let input = || (0..count).map(|_| Rc::new(0u64)).collect::<Vec<_>>();
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|objects| {
            for object in objects.iter() {
                std::mem::forget(black_box(Rc::downgrade(object)));
            }
        });
}

#[divan::bench(args = COUNTS)]
fn rc_make_into_vec(bencher: Bencher, count: usize) {
    let input = || (0..count).map(|_| Rc::new(0u64)).collect::<Vec<_>>();
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|objects| {
            objects
                .iter()
                .map(Rc::downgrade)
                .collect::<Vec<Weak<u64>>>()
        });
}

#[divan::bench(args = COUNTS)]
fn rc_read(bencher: Bencher, count: usize) {
    let objects: Vec<Rc<u64>> = (0..count).map(|_| Rc::new(0u64)).collect();
    let refs: Vec<Weak<u64>> = objects.iter().map(Rc::downgrade).collect();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for weakref in &refs {
            drop(black_box(black_box(weakref).upgrade()));
        }
    });
}

#[divan::bench(args = COUNTS)]
fn rc_clear(bencher: Bencher, count: usize) {
    let input = || {
        let objects: Vec<Rc<u64>> = (0..count).map(|_| Rc::new(0u64)).collect();
        let refs: Vec<Weak<u64>> = objects.iter().map(Rc::downgrade).collect();
        (objects, refs)
    };
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|(objects, _)| objects.clear());
}

fn main() {
    // Enough for a hundred samples of all but the largest, of which there are a dozen or two.
    divan::Divan::default()
        .max_time(Duration::from_secs(2))
        .config_with_args()
        .main();
}
