//! `bacon_rajan_cc`: trial deletion, beginning at objects that lost a reference and live on.

use std::cell::RefCell;
use std::hint::black_box;

use bacon_rajan_cc::{Cc, Trace, Tracer, collect_cycles};

use super::contender::Contender;
use crate::meter::{Answer, Meter};

struct Slot {
    other: RefCell<Option<Cc<Slot>>>,
}

impl Slot {
    fn holding(other: Option<Cc<Slot>>) -> Cc<Slot> {
        Cc::new(Slot {
            other: RefCell::new(other),
        })
    }
}

impl Trace for Slot {
    fn trace(&self, tracer: &mut Tracer) {
        self.other.trace(tracer);
    }
}

pub struct BaconRajanCc;

impl Contender for BaconRajanCc {
    fn cycles(count: usize, meter: &mut Meter) -> Answer {
        meter.step(|| {
            for _ in 0..count / 2 {
                let a = Slot::holding(None);
                let b = Slot::holding(Some(a.clone()));
                *a.other.borrow_mut() = Some(b);
            }
        });
        meter.step(collect_cycles);
        Ok(())
    }

    fn live(count: usize, length: usize, meter: &mut Meter) -> Answer {
        let mut tops = Vec::new();
        for _ in 0..count / length {
            let mut last = Slot::holding(None);
            tops.push(last.clone());
            for _ in 1..length {
                let object = Slot::holding(None);
                *last.other.borrow_mut() = Some(object.clone());
                last = object;
            }
        }
        meter.step(collect_cycles);
        Ok(())
    }

    fn chain(count: usize, meter: &mut Meter) -> Answer {
        let mut last = Slot::holding(None);
        for _ in 1..count {
            // Its handle is let go of after the next object has taken one.
            last = Slot::holding(Some(last.clone()));
        }
        meter.step(collect_cycles);
        Ok(())
    }

    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer {
        meter.step(|| {
            for _ in 0..count {
                drop(black_box(Slot::holding(None)));
            }
        });
        Ok(())
    }
}
