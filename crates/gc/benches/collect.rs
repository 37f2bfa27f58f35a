//! What the collector's three everyday tasks cost, for 10², 10⁴ and 10⁶ objects:
//! looking at a live graph, collecting dropped two-node cycles, and being told of objects that counting frees.
//!
//! `cargo bench -p gc` prints the time of one run; divide by the number of objects in its name.

use divan::Bencher;
use divan::counter::ItemsCount;
use gc::{Container, Managed, collect};
use objects::{Ref, Trace};
use version::Version;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [100, 10_000, 1_000_000];

/// An object with one slot, as an instance of a class with `__slots__ = ("other",)`.
struct Slot {
    other: Option<Ref>,
}

impl Trace for Slot {
    #[inline]
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.other.into_iter().for_each(visit);
    }
}

impl Container for Slot {
    const ALWAYS_TRACKED: bool = true;

    #[inline]
    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        self.other.take().into_iter().for_each(release);
    }
}

fn world(collecting: bool) -> Managed<Slot> {
    let mut world = Managed::new(Version::new(3, 13, 18)).expect("3.13 is modelled");
    if !collecting {
        world.gc_mut().disable();
    }
    world
}

/// Makes two objects that hold each other, and lets go of both.
fn drop_a_cycle(world: &mut Managed<Slot>) {
    let a = world.insert(Slot { other: None });
    let b = world.insert(Slot { other: Some(a) });
    if let Some(slot) = world.heap_mut().get_mut(a) {
        slot.other = Some(b);
    }
}

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
