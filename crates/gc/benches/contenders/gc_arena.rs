//! `gc-arena`: marking and sweeping, with one root for each arena. It doesn't count,
//! so what is let go of waits for a collection, and none can run while a pointer is on the stack.

use std::hint::black_box;

use gc_arena::{Arena, Collect, Gc, Mutation, Rootable, lock::Lock};

use super::contender::Contender;
use crate::meter::{Answer, Meter};

#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
struct Slot<'gc> {
    other: Option<Pointer<'gc>>,
}

type Pointer<'gc> = Gc<'gc, Lock<Slot<'gc>>>;

impl<'gc> Slot<'gc> {
    fn holding(mc: &Mutation<'gc>, other: Option<Pointer<'gc>>) -> Pointer<'gc> {
        Gc::new(mc, Lock::new(Slot { other }))
    }
}

/// The root is the list of the objects that are held.
type Objects = Arena<Rootable![Vec<Pointer<'_>>]>;

/// After how many objects a collection may do some work.
const BATCH: usize = 1000;

pub struct GcArena;

impl Contender for GcArena {
    fn cycles(count: usize, meter: &mut Meter) -> Answer {
        let mut arena = Objects::new(|_| Vec::new());
        meter.step(|| {
            arena.mutate(|mc, _| {
                for _ in 0..count / 2 {
                    let a = Slot::holding(mc, None);
                    let b = Slot::holding(mc, Some(a));
                    a.set(mc, Slot { other: Some(b) });
                }
            });
        });
        meter.step(|| arena.finish_cycle());
        assert_eq!(arena.metrics().total_gc_count(), 0);
        Ok(())
    }

    fn live(count: usize, length: usize, meter: &mut Meter) -> Answer {
        let mut arena = Objects::new(|_| Vec::new());
        arena.mutate_root(|mc, tops| {
            for _ in 0..count / length {
                let mut last = Slot::holding(mc, None);
                tops.push(last);
                for _ in 1..length {
                    let object = Slot::holding(mc, None);
                    let other = Some(object);
                    last.set(mc, Slot { other });
                    last = object;
                }
            }
        });
        meter.step(|| arena.finish_cycle());
        assert_eq!(arena.metrics().total_gc_count(), count);
        Ok(())
    }

    fn chain(count: usize, meter: &mut Meter) -> Answer {
        let mut arena = Objects::new(|_| Vec::new());
        arena.mutate_root(|mc, tops| {
            let mut last = Slot::holding(mc, None);
            for _ in 1..count {
                last = Slot::holding(mc, Some(last));
            }
            tops.push(last);
        });
        meter.step(|| arena.finish_cycle());
        assert_eq!(arena.metrics().total_gc_count(), count);
        Ok(())
    }

    fn made_and_dropped(count: usize, meter: &mut Meter) -> Answer {
        let mut arena = Objects::new(|_| Vec::new());
        meter.step(|| {
            for _ in 0..count.div_ceil(BATCH) {
                arena.mutate(|mc, _| {
                    for _ in 0..BATCH.min(count) {
                        black_box(Slot::holding(mc, None));
                    }
                });
                arena.collect_debt();
            }
            arena.finish_cycle();
        });
        assert_eq!(arena.metrics().total_gc_count(), 0);
        Ok(())
    }
}
