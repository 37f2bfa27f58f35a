//! `dumpster`, for one thread: counting, and a search from objects that lost a reference and live on.

use std::cell::RefCell;
use std::hint::black_box;

use dumpster::Trace;
use dumpster::unsync::{Gc, collect, default_collect_condition, set_collect_condition};

use super::contender::Contender;
use crate::meter::{Answer, Meter};

#[derive(Trace)]
struct Slot {
    other: RefCell<Option<Gc<Slot>>>,
}

impl Slot {
    fn holding(other: Option<Gc<Slot>>) -> Gc<Slot> {
        Gc::new(Slot {
            other: RefCell::new(other),
        })
    }
}

/// Whether it may start a collection by itself.
fn collecting(yes: bool) {
    set_collect_condition(if yes {
        default_collect_condition
    } else {
        |_| false
    });
}

pub struct Dumpster;

impl Contender for Dumpster {
    fn cycles(count: usize, meter: &mut Meter) -> Answer {
        collecting(false);
        meter.step(|| {
            for _ in 0..count / 2 {
                let a = Slot::holding(None);
                let b = Slot::holding(Some(a.clone()));
                *a.other.borrow_mut() = Some(b);
            }
        });
        meter.step(collect);
        Ok(())
    }

    fn live(count: usize, length: usize, meter: &mut Meter) -> Answer {
        collecting(false);
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
        meter.step(collect);
        Ok(())
    }

    fn chain(count: usize, meter: &mut Meter) -> Answer {
        collecting(false);
        let mut last = Slot::holding(None);
        for _ in 1..count {
            // Its handle is let go of after the next object has taken one.
            last = Slot::holding(Some(last.clone()));
        }
        meter.step(collect);
        Ok(())
    }

    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer {
        collecting(true);
        meter.step(|| {
            for _ in 0..count {
                drop(black_box(Slot::holding(None)));
            }
        });
        Ok(())
    }
}
