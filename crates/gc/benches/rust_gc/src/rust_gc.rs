//! `gc` of crates.io: marking and sweeping, with roots that are counted.

use std::hint::black_box;

use gc::{Finalize, Gc, GcCell, Trace, configure, force_collect, stats};

use crate::contender::Contender;
use crate::meter::{Answer, Meter};

#[derive(Finalize, Trace)]
struct Slot {
    other: GcCell<Option<Gc<Slot>>>,
}

impl Slot {
    fn holding(other: Option<Gc<Slot>>) -> Gc<Slot> {
        Gc::new(Slot {
            other: GcCell::new(other),
        })
    }
}

/// Whether it may start a collection by itself.
fn collecting(yes: bool) {
    configure(|config| config.threshold = if yes { 100 } else { usize::MAX });
}

pub struct RustGc;

impl Contender for RustGc {
    fn cycles(count: usize, meter: &mut Meter) -> Answer {
        collecting(false);
        meter.step(|| {
            for _ in 0..count / 2 {
                let a = Slot::holding(None);
                let b = Slot::holding(Some(a.clone()));
                *a.other.borrow_mut() = Some(b);
            }
        });
        meter.step(force_collect);
        assert_eq!(stats().bytes_allocated, 0);
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
        let bytes = stats().bytes_allocated;
        meter.step(force_collect);
        assert_eq!(stats().bytes_allocated, bytes);
        drop(tops);
        force_collect();
        Ok(())
    }

    fn chain(count: usize, meter: &mut Meter) -> Answer {
        collecting(false);
        let mut last = Slot::holding(None);
        for _ in 1..count {
            last = Slot::holding(Some(last));
        }
        meter.step(force_collect);
        drop(last);
        force_collect();
        Ok(())
    }

    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer {
        collecting(true);
        meter.step(|| {
            for _ in 0..count {
                drop(black_box(Slot::holding(None)));
            }
            force_collect();
        });
        assert_eq!(stats().bytes_allocated, 0);
        Ok(())
    }
}
