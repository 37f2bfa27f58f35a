//! `gc-arena`, which doesn't count: a weak reference is a pointer that a collection looks at,
//! and to let go of the objects is to collect them.

use std::hint::black_box;

use gc_arena::{Arena, Collect, Gc, GcWeak, Rootable};

use crate::meter::{Answer, Meter};

#[derive(Collect)]
#[collect(no_drop)]
struct Root<'gc> {
    objects: Vec<Gc<'gc, u64>>,
    refs: Vec<GcWeak<'gc, u64>>,
}

pub fn run(_operation: &str, count: usize, meter: &mut Meter) -> Answer {
    let mut arena = Arena::<Rootable![Root<'_>]>::new(|mc| Root {
        objects: (0..count).map(|_| Gc::new(mc, 0)).collect(),
        refs: Vec::new(),
    });
    meter.begin();
    arena.mutate_root(|_, root| root.refs.reserve_exact(count));
    meter.step(|| {
        arena.mutate_root(|_, root| {
            let objects = root.objects.iter();
            root.refs
                .extend(objects.map(|&object| Gc::downgrade(object)));
        });
    });
    meter.step(|| {
        arena.mutate(|mc, root| {
            for weak in &root.refs {
                black_box(black_box(weak).upgrade(mc).expect("it lives"));
            }
        });
    });
    meter.step(|| {
        arena.mutate_root(|_, root| root.objects.clear());
        arena.finish_cycle();
    });
    arena.mutate(|_, root| assert!(root.refs[count / 2].is_dropped()));
    Ok(())
}
