//! What the collector's three everyday tasks cost, for 10², 10⁴ and 10⁶ objects:
//! looking at a live graph, collecting dropped two-node cycles, and being told of objects that counting frees.
//!
//! `cargo bench -p gc` prints the time of one run; divide by the number of objects in its name.

#[path = "contenders/slot.rs"]
mod slot;

use std::time::Duration;

use divan::Bencher;
use divan::counter::ItemsCount;
use gc::collect;

use slot::{Slot, drop_a_cycle, world};

fn main() {
    // Enough for a hundred samples of all but the largest, of which there are a dozen or two.
    divan::Divan::default()
        .max_time(Duration::from_secs(2))
        .config_with_args()
        .main();
}

const SIZES: [usize; 3] = [100, 10_000, 1_000_000];

/// `n` objects in dropped cycles of two, and one full collection: making them is timed too.
#[divan::bench(args = SIZES)]
fn cycles_made_and_collected(bencher: Bencher, n: usize) {
    bencher.counter(ItemsCount::new(n)).bench_local(|| {
        let mut world = world(false);
        (0..n / 2).for_each(|_| drop_a_cycle(&mut world));
        assert_eq!(collect(&mut world), n);
    });
}

/// The same, and only the collection is timed.
#[divan::bench(args = SIZES)]
fn cycles_collected(bencher: Bencher, n: usize) {
    let made = || {
        let mut world = world(false);
        (0..n / 2).for_each(|_| drop_a_cycle(&mut world));
        world
    };
    bencher
        .counter(ItemsCount::new(n))
        .with_inputs(made)
        .bench_local_refs(|world| assert_eq!(collect(world), n));
}

/// The same with the collector's own rhythm: a young collection every 2001 objects.
#[divan::bench(args = SIZES)]
fn cycles_collected_while_they_are_made(bencher: Bencher, n: usize) {
    bencher.counter(ItemsCount::new(n)).bench_local(|| {
        let mut world = world(true);
        for _ in 0..n / 2 {
            drop_a_cycle(&mut world);
            gc::safe_point(&mut world);
        }
        world
    });
}

/// One full collection of `n` live objects, each holding the one before it.
#[divan::bench(args = SIZES)]
fn live_graph(bencher: Bencher, n: usize) {
    let mut world = world(false);
    let mut last = None;
    for _ in 0..n {
        last = Some(world.insert(Slot { other: last }));
    }
    collect(&mut world);
    bencher
        .counter(ItemsCount::new(n))
        .bench_local(|| assert_eq!(collect(&mut world), 0));
}

/// `10 * n` objects made and dropped at once.
#[divan::bench(args = SIZES)]
fn made_and_dropped(bencher: Bencher, n: usize) {
    bencher.counter(ItemsCount::new(10 * n)).bench_local(|| {
        let mut world = world(true);
        for _ in 0..10 * n {
            let object = world.insert(Slot { other: None });
            world.decref(divan::black_box(object));
        }
    });
}

/// The same without a collector, to see what telling it costs.
#[divan::bench(args = SIZES)]
fn made_and_dropped_without_a_collector(bencher: Bencher, n: usize) {
    bencher.counter(ItemsCount::new(10 * n)).bench_local(|| {
        let mut heap = objects::Heap::new();
        for _ in 0..10 * n {
            let object = heap.insert(Slot { other: None });
            heap.decref(divan::black_box(object));
        }
    });
}

/// The same with `Rc`.
#[divan::bench(args = SIZES)]
fn made_and_dropped_with_rc(bencher: Bencher, n: usize) {
    bencher.counter(ItemsCount::new(10 * n)).bench_local(|| {
        for _ in 0..10 * n {
            drop(divan::black_box(std::rc::Rc::new(Slot { other: None })));
        }
    });
}
