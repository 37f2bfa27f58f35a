//! `remove`, the callback that every reference in a weak container has.

use objects::{Ref, decref};

use crate::container::{self, Flavour, removals_wait};
use crate::list::get_ref;
use crate::part::{Part, PartWorld, Parts};

/// The function `remove` of one container: a closure over a weak reference to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remove {
    /// The default argument `selfref=ref(self)`.
    pub(crate) selfref: Ref,
}

/// Called when something in the container died: takes the entry out, or notes that it must go (to 3.13, while somebody iterates).
// ANCHOR: remove
pub(crate) fn remove<W: PartWorld + ?Sized>(
    world: &mut W,
    selfref: Ref,
    weakref: Ref,
) -> Result<(), W::Exception> {
    let Some(this) = get_ref(world.heap(), selfref) else {
        return Ok(());
    };
    let key = match world.heap().get(weakref).and_then(Parts::part) {
        Some(Part::Keyed(keyed)) => keyed.key,
        _ => weakref,
    };
    let version = world.version();
    let found = container::get(world, this);
    let removed = if removals_wait(version) && found.iterating > 0 {
        world.heap().incref(key);
        container::get_mut(world, this).pending.push(key);
        Ok(())
    } else if found.flavour == Flavour::Values {
        // The entry's death takes the key along, unless somebody holds it meanwhile.
        world.heap().incref(key);
        let removed = container::remove_dead_weakref(world, this, key);
        decref(world, key);
        removed
    } else {
        container::discard(world, this, key).map(|_| ())
    };
    decref(world, this);
    removed
}
// ANCHOR_END: remove
