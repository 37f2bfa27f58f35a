//! The rest of the `gc` module: looking at the objects, freezing them, thresholds.

use std::fmt;

use objects::{Ref, Trace};
use version::Version;

use crate::collect::{InvalidGeneration, NUM_GENERATIONS};
use crate::collected::{Collected, with_heads};
use crate::container::{Container, Tracking};
use crate::deduce::object_at;
use crate::gc::Gc;
use crate::heads::List;

/// A wrong number of arguments for `gc.set_threshold`: its `TypeError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThresholdError {
    given: usize,
    version: Version,
}

impl fmt::Display for ThresholdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.given;
        if self.version >= Version::new(3, 13, 0) {
            f.write_str("gc.set_threshold requires 1 to 3 arguments")
        } else if given == 0 {
            f.write_str("set_threshold() takes at least 1 argument (0 given)")
        } else {
            write!(
                f,
                "set_threshold() takes at most 3 arguments ({given} given)"
            )
        }
    }
}

impl std::error::Error for ThresholdError {}

impl Gc {
    /// `gc.get_threshold()`.
    pub fn threshold(&self) -> [i32; 3] {
        self.generations.map(|generation| generation.threshold)
    }

    /// `gc.set_threshold()`: the first threshold, or the first two, or all three.
    ///
    /// A first threshold of 0 stops collections from starting by themselves; a negative one starts one at each allocation.
    /// The incremental collector has no third one: it stays 0 whatever is given.
    ///
    /// # Errors
    ///
    /// When no threshold is given, or more than three.
    pub fn set_threshold(&mut self, thresholds: &[i32]) -> Result<(), ThresholdError> {
        if thresholds.is_empty() || thresholds.len() > NUM_GENERATIONS {
            return Err(ThresholdError {
                given: thresholds.len(),
                version: self.policy.version,
            });
        }
        let known = if self.policy.is_incremental() {
            2
        } else {
            NUM_GENERATIONS
        };
        for (generation, &threshold) in self.generations.iter_mut().zip(thresholds).take(known) {
            generation.threshold = threshold;
        }
        Ok(())
    }

    /// `gc.get_count()`.
    pub fn count(&self) -> [i32; 3] {
        self.generations.map(|generation| generation.count)
    }

    /// `gc.freeze()`: every tracked object moves to the permanent generation, where no collection looks.
    pub fn freeze(&mut self) {
        for generation in 0..NUM_GENERATIONS {
            let list = Gc::list(generation);
            if self.policy.is_incremental() {
                // The permanent generation counts as visited.
                self.heads
                    .set_list_space(list, self.increments.visited_space);
            }
            self.heads.merge(list, List::Permanent);
            self.generations[generation].count = 0;
        }
        self.frozen_resident += std::mem::take(&mut self.resident);
    }

    /// `gc.unfreeze()`: they move to the oldest generation.
    pub fn unfreeze(&mut self) {
        let oldest = match (self.policy.is_incremental(), self.increments.visited_space) {
            (true, 0) => List::Middle,
            _ => List::Old,
        };
        self.heads.merge(List::Permanent, oldest);
        self.resident += std::mem::take(&mut self.frozen_resident);
    }

    /// So many objects are in the oldest generation that aren't on any list here: those of the interpreter itself.
    ///
    /// They are never garbage. What they do is to put off full collections, which wait until the newcomers are a
    /// quarter of the old ones. To begin with there are none.
    pub fn set_resident(&mut self, objects: usize) {
        self.resident = objects;
    }

    /// `gc.get_freeze_count()`.
    pub fn freeze_count(&self) -> usize {
        self.heads.size(List::Permanent)
    }

    /// The lists that `gc.get_objects(generation)` shows.
    fn lists(&self, generation: Option<usize>) -> &'static [List] {
        match (generation, self.policy.is_incremental()) {
            (None, _) => &[List::Young, List::Middle, List::Old],
            (Some(0), _) => &[List::Young],
            (Some(1), false) => &[List::Middle],
            (Some(_), false) => &[List::Old],
            // The incremental collector has a young generation and an old one, which is shown as 2.
            (Some(1), true) => &[],
            (Some(_), true) => &[List::Middle, List::Old],
        }
    }
}

/// `gc.get_objects()`: the tracked objects of one generation, or of all, in the order of the lists.
///
/// −1 and `None` mean all. Frozen objects aren't shown, and neither are objects that are being deallocated,
/// since they are in no generation any more; while its finalizer runs an object is in the youngest.
/// The references returned are borrowed.
///
/// # Errors
///
/// When there is no such generation.
pub fn get_objects<W: Collected + ?Sized>(
    world: &mut W,
    generation: Option<i32>,
) -> Result<Vec<Ref>, InvalidGeneration> {
    let generation = match generation {
        None | Some(-1) => None,
        Some(generation) => match usize::try_from(generation) {
            Err(_) => return Err(InvalidGeneration::Negative),
            Ok(generation) if generation >= NUM_GENERATIONS => {
                return Err(InvalidGeneration::TooLarge);
            }
            Ok(generation) => Some(generation),
        },
    };
    let lists = world.gc().lists(generation);
    Ok(with_heads(world, |heads, heap| {
        let objects = lists
            .iter()
            .flat_map(|&list| heads.iter(list))
            .map(|node| object_at(heap, node));
        objects.collect()
    }))
}

/// `gc.get_referrers()`: the tracked objects that hold a reference to any of `targets`.
///
/// A name, and a holder that isn't tracked or is frozen, aren't found. Costs a visit of every tracked object.
pub fn get_referrers<W: Collected + ?Sized>(world: &mut W, targets: &[Ref]) -> Vec<Ref> {
    let lists = world.gc().lists(None);
    with_heads(world, |heads, heap| {
        let mut referrers = Vec::new();
        for node in lists.iter().flat_map(|&list| heads.iter(list)) {
            let object = object_at(heap, node);
            let mut refers = false;
            if let Some(value) = heap.get(object) {
                value.trace(&mut |child| refers = refers || targets.contains(&child));
            }
            if refers {
                referrers.push(object);
            }
        }
        referrers
    })
}

/// `gc.get_referents()`: what these objects hold, in the order in which they are traversed.
///
/// An object whose type has no GC head holds nothing in this sense.
pub fn get_referents<W: Collected + ?Sized>(world: &mut W, objects: &[Ref]) -> Vec<Ref> {
    let heap = world.heap();
    let mut referents = Vec::new();
    for value in objects.iter().filter_map(|&object| heap.get(object)) {
        if value.tracking() != Tracking::Never {
            value.trace(&mut |child| referents.push(child));
        }
    }
    referents
}
