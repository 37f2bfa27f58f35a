//! `std::rc`, which has no collector: the second reference of each cycle is weak, as its documentation advises,
//! and what the others collect is let go of.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::{Rc, Weak};

use super::contender::Contender;
use crate::meter::{Answer, Meter};

/// A slot that can be strong or weak needs a place for either; two types have one each.
struct Front {
    _other: Rc<Back>,
}

struct Back {
    other: RefCell<Weak<Front>>,
}

struct Slot {
    _other: RefCell<Option<Rc<Slot>>>,
}

pub struct WithRc;

impl Contender for WithRc {
    fn cycles(count: usize, meter: &mut Meter) -> Answer {
        // Somebody has to hold the pairs until they are let go of. The room for that is no part of the objects.
        let mut pairs = Vec::with_capacity(count / 2);
        meter.begin();
        meter.step(|| {
            for _ in 0..count / 2 {
                let back = Rc::new(Back {
                    other: RefCell::new(Weak::new()),
                });
                let front = Rc::new(Front {
                    _other: back.clone(),
                });
                *back.other.borrow_mut() = Rc::downgrade(&front);
                pairs.push(front);
            }
        });
        meter.step(|| pairs.clear());
        Ok(())
    }

    fn live(_count: usize, _length: usize, _meter: &mut Meter) -> Answer {
        Err("has no collector")
    }

    fn chain(_count: usize, _meter: &mut Meter) -> Answer {
        Err("has no collector")
    }

    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer {
        meter.step(|| {
            for _ in 0..count {
                drop(black_box(Rc::new(Slot {
                    _other: RefCell::new(None),
                })));
            }
        });
        Ok(())
    }
}
