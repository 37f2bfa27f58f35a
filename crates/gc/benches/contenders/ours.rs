//! This crate, with the collector of CPython 3.13.

use std::hint::black_box;

use gc::collect;

use super::contender::Contender;
use super::slot::{Slot, drop_a_cycle, world};
use crate::meter::{Answer, Meter};

pub struct Ours;

impl Contender for Ours {
    fn cycles(count: usize, meter: &mut Meter) -> Answer {
        let mut world = world(false);
        meter.step(|| (0..count / 2).for_each(|_| drop_a_cycle(&mut world)));
        meter.step(|| assert_eq!(collect(&mut world), count));
        Ok(())
    }

    fn live(count: usize, length: usize, meter: &mut Meter) -> Answer {
        let mut world = world(false);
        for _ in 0..count / length {
            let mut last = world.insert(Slot { other: None });
            for _ in 1..length {
                let object = world.insert(Slot { other: None });
                world.heap_mut().incref(object);
                if let Some(slot) = world.heap_mut().get_mut(last) {
                    slot.other = Some(object);
                }
                world.decref(object);
                last = object;
            }
        }
        meter.step(|| assert_eq!(collect(&mut world), 0));
        Ok(())
    }

    fn chain(count: usize, meter: &mut Meter) -> Answer {
        let mut world = world(false);
        let mut last = None;
        for _ in 0..count {
            last = Some(world.insert(Slot { other: last }));
        }
        meter.step(|| assert_eq!(collect(&mut world), 0));
        Ok(())
    }

    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer {
        let mut world = world(true);
        meter.step(|| {
            for _ in 0..count {
                let object = world.insert(Slot { other: None });
                world.decref(black_box(object));
            }
        });
        Ok(())
    }
}
