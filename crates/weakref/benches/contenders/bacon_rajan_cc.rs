//! `bacon_rajan_cc`, whose weak references are those of `std::rc`.
//! An object that was read through one has lost a reference and lived on. That makes it a suspect,
//! and the memory of a suspect is freed by a collection.

use bacon_rajan_cc::{Cc, collect_cycles};
use std::hint::black_box;

use crate::meter::{Answer, Meter};

pub fn run(_operation: &str, count: usize, meter: &mut Meter) -> Answer {
    let mut objects: Vec<Cc<u64>> = (0..count).map(|_| Cc::new(0_u64)).collect();
    meter.begin();
    let mut refs = Vec::with_capacity(count);
    meter.step(|| refs.extend(objects.iter().map(Cc::downgrade)));
    meter.step(|| {
        for weak in &refs {
            drop(black_box(black_box(weak).upgrade().expect("it lives")));
        }
    });
    meter.step(|| {
        objects.clear();
        collect_cycles();
    });
    assert!(refs[count / 2].upgrade().is_none());
    Ok(())
}
