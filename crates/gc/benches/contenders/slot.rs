//! The object of the benches and the world around it.

use gc::{Container, Managed};
use objects::{Ref, Trace};
use version::Version;

/// An object with one slot, as an instance of a class with `__slots__ = ("other",)`.
pub struct Slot {
    /// What is in the slot.
    pub other: Option<Ref>,
}

impl Trace for Slot {
    #[inline]
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.other.into_iter().for_each(visit);
    }
}

impl Container for Slot {
    const ALWAYS_TRACKED: bool = true;

    #[inline]
    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        self.other.take().into_iter().for_each(release);
    }
}

/// A world with the collector of 3.13, which nobody watches and which has no addresses.
pub fn world(collecting: bool) -> Managed<Slot> {
    let mut world = Managed::new(Version::new(3, 13, 18)).expect("3.13 is modelled");
    if !collecting {
        world.gc_mut().disable();
    }
    world
}

/// Makes two objects that hold each other, and lets go of both.
pub fn drop_a_cycle(world: &mut Managed<Slot>) {
    let a = world.insert(Slot { other: None });
    let b = world.insert(Slot { other: Some(a) });
    if let Some(slot) = world.heap_mut().get_mut(a) {
        slot.other = Some(b);
    }
}
