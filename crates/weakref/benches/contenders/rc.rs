//! `std::rc`. A `Weak` is a pointer, and the memory of its object stays until the last of them is gone.

use std::hint::black_box;
use std::rc::Rc;

use crate::meter::{Answer, Meter};

pub fn run(_operation: &str, count: usize, meter: &mut Meter) -> Answer {
    let mut objects: Vec<Rc<u64>> = (0..count).map(|_| Rc::new(0_u64)).collect();
    meter.begin();
    let mut refs = Vec::with_capacity(count);
    meter.step(|| refs.extend(objects.iter().map(Rc::downgrade)));
    meter.step(|| {
        for weak in &refs {
            drop(black_box(black_box(weak).upgrade().expect("it lives")));
        }
    });
    meter.step(|| objects.clear());
    assert!(refs[count / 2].upgrade().is_none());
    Ok(())
}
