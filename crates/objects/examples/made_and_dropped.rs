//! How long it takes to make an object and drop it, beside `Rc`.
//!
//! Run it with `cargo run --release -p objects --example made_and_dropped`.

use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use objects::{Heap, Trace};

const ROUNDS: u32 = 10_000_000;

/// A value without references, as large as a pointer.
struct Leaf(#[expect(dead_code, reason = "it stands for what an object holds")] u64);

impl Trace for Leaf {
    fn trace(&self, _visit: &mut impl FnMut(objects::Ref)) {}
}

/// Nanoseconds for one round.
fn nanoseconds(mut round: impl FnMut(u64)) -> f64 {
    let start = Instant::now();
    for number in 0..ROUNDS {
        round(u64::from(number));
    }
    start.elapsed().as_nanos() as f64 / f64::from(ROUNDS)
}

fn main() {
    let rc = nanoseconds(|number| drop(black_box(Rc::new(number))));
    println!("Rc::new and drop          {rc:5.1} ns");
    let mut heap = Heap::new();
    let made = nanoseconds(|number| {
        let object = black_box(heap.insert(Leaf(number)));
        heap.decref(object);
    });
    println!("Heap::insert and decref   {made:5.1} ns");
    let object = heap.insert(Leaf(0));
    let counted = nanoseconds(|_| {
        heap.incref(black_box(object));
        heap.decref(black_box(object));
    });
    println!("Heap::incref and decref   {counted:5.1} ns");
}
