//! This crate. A weak reference is an object on the heap, as in CPython.

use std::hint::black_box;

use objects::decref;
use weakref::{get_ref, new_ref};

use super::world::objects;
use crate::meter::{Answer, Meter};

pub fn run(_operation: &str, count: usize, meter: &mut Meter) -> Answer {
    let (mut world, objects) = objects(count);
    meter.begin();
    let mut refs = Vec::with_capacity(count);
    meter.step(|| {
        for &object in &objects {
            refs.push(new_ref(&mut world, object, None).expect("it has a weak list"));
        }
    });
    meter.step(|| {
        for &weakref in &refs {
            let object = get_ref(&mut world.heap, black_box(weakref)).expect("it lives");
            decref(&mut world, black_box(object));
        }
    });
    meter.step(|| {
        for &object in &objects {
            decref(&mut world, object);
        }
    });
    assert_eq!(get_ref(&mut world.heap, refs[count / 2]), None);
    Ok(())
}
