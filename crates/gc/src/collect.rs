//! One collection, and what makes one start.

use std::fmt;

use crate::collected::{Collected, Info, Phase, emit, with_heads};
use crate::container::Tracking;
use crate::debug::Flags;
use crate::deduce::deduce_unreachable;
use crate::event::Event;
use crate::gc::{Gc, untrack_kind};
use crate::heads::List;
use crate::incremental;
use crate::policy::Strategy;
use crate::trash::dispose;

/// How many generations there are: `NUM_GENERATIONS`.
pub(crate) const NUM_GENERATIONS: usize = 3;

/// A generation's number that is none: the `ValueError` of `gc.collect` and `gc.get_objects`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidGeneration {
    /// `gc.collect` with a number below 0 or above 2.
    Collect,
    /// `gc.get_objects` with a number above 2.
    TooLarge,
    /// `gc.get_objects` with a number below −1, which would mean all generations.
    Negative,
}

impl fmt::Display for InvalidGeneration {
    /// The text of CPython's `ValueError`, the same from 3.8 to 3.15.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidGeneration::Collect => f.write_str("invalid generation"),
            InvalidGeneration::TooLarge => write!(
                f,
                "generation parameter must be less than the number of available generations ({NUM_GENERATIONS})"
            ),
            InvalidGeneration::Negative => f.write_str("generation parameter cannot be negative"),
        }
    }
}

impl std::error::Error for InvalidGeneration {}

/// `gc.collect()`: collects all generations. Returns how many unreachable objects were found, collected or not.
///
/// Returns 0 and does nothing while a collection is under way, as in a finalizer that it calls.
///
/// ```
/// use gc::{Managed, collect};
/// use version::Version;
///
/// let mut world = Managed::new(Version::new(3, 13, 18))?;
/// let a = world.insert(vec![]);
/// let b = world.insert(vec![a]);
/// world.heap_mut().get_mut(a).unwrap().push(b); // a holds b, and takes over the reference that was ours
/// assert_eq!(collect(&mut world), 2);
/// assert_eq!(world.heap().len(), 0);
/// # Ok::<(), gc::UnsupportedVersion>(())
/// ```
pub fn collect<W: Collected + ?Sized>(world: &mut W) -> usize {
    collect_main(world, NUM_GENERATIONS - 1)
}

/// `gc.collect(generation)`.
///
/// # Errors
///
/// When the number is none of 0, 1 and 2.
pub fn collect_generation<W: Collected + ?Sized>(
    world: &mut W,
    generation: i32,
) -> Result<usize, InvalidGeneration> {
    match usize::try_from(generation) {
        Ok(generation) if generation < NUM_GENERATIONS => Ok(collect_main(world, generation)),
        _ => Err(InvalidGeneration::Collect),
    }
}

/// A place where the evaluation loop looks up: the end of a loop's turn, the start of a call.
///
/// From 3.12 a collection that was scheduled runs here. Says whether one ran.
// ANCHOR: safe_point
#[inline]
pub fn safe_point<W: Collected + ?Sized>(world: &mut W) -> bool {
    if !world.gc().scheduled {
        return false;
    }
    world.gc().scheduled = false;
    world.gc().enabled && collect_generations(world)
}
// ANCHOR_END: safe_point

/// Collects whatever is due. Says whether anything was.
pub(crate) fn collect_generations<W: Collected + ?Sized>(world: &mut W) -> bool {
    let gc = world.gc();
    let selected = match gc.policy.strategy {
        _ if gc.collecting => None,
        Strategy::Generational => select_generation(gc),
        // Every collection that starts by itself is an increment.
        Strategy::Incremental => Some(1),
    };
    if let Some(generation) = selected {
        collect_main(world, generation);
    }
    selected.is_some()
}

/// The oldest generation whose count is above its threshold.
///
/// The oldest of all is left alone while fewer objects wait to join it than a quarter of what it holds,
/// so that a program which makes many objects and keeps them doesn't look at all of them again and again.
// ANCHOR: select_generation
fn select_generation(gc: &Gc) -> Option<usize> {
    (0..NUM_GENERATIONS).rev().find(|&i| {
        let generation = gc.generations[i];
        let due = generation.count > generation.threshold;
        let oldest = i == NUM_GENERATIONS - 1;
        let a_quarter = gc.long_lived_pending >= gc.long_lived_total / 4;
        due && (a_quarter || !oldest)
    })
}
// ANCHOR_END: select_generation

/// One collection of `generation` and all younger ones, with everything around it.
fn collect_main<W: Collected + ?Sized>(world: &mut W, generation: usize) -> usize {
    if world.gc().collecting {
        return 0;
    }
    world.gc().collecting = true;
    let mut info = Info {
        generation,
        ..Info::default()
    };
    world.gc_callback(Phase::Start, &info);
    let stats = world.gc().debug.contains(Flags::STATS);
    if stats {
        show_stats(world, generation);
    }
    emit(world, || Event::Started { generation });
    let gc = world.gc();
    let counted = match gc.policy.strategy {
        Strategy::Generational => {
            collect_with_generations(world, &mut info);
            Some(generation)
        }
        Strategy::Incremental => incremental::collect(world, &mut info),
    };
    if let Some(generation) = counted {
        let stats = &mut world.gc().stats[generation];
        stats.collections += 1;
        stats.collected += info.collected;
        stats.uncollectable += info.uncollectable;
        stats.candidates += info.candidates;
    }
    let Info {
        collected,
        uncollectable,
        ..
    } = info;
    if stats && world.gc().policy.says_done {
        // The time isn't modelled, and nothing here takes any.
        world.stderr(&format!(
            "gc: done, {} unreachable, {uncollectable} uncollectable, 0.0000s elapsed",
            collected + uncollectable
        ));
    }
    emit(world, || Event::Stopped {
        generation,
        collected,
        uncollectable,
    });
    world.gc_callback(Phase::Stop, &info);
    world.gc().collecting = false;
    collected + uncollectable
}

/// A collection with three generations: the body of `gc_collect_main`.
// ANCHOR: collect_with_generations
fn collect_with_generations<W: Collected + ?Sized>(world: &mut W, info: &mut Info) {
    let generation = info.generation;
    let gc = world.gc();
    let policy = gc.policy;
    if let Some(older) = gc.generations.get_mut(generation + 1) {
        older.count += 1;
    }
    for i in 0..=generation {
        gc.generations[i].count = 0;
    }
    let young = Gc::list(generation);
    for i in 0..generation {
        gc.heads.merge(Gc::list(i), young);
    }
    let old = Gc::list((generation + 1).min(NUM_GENERATIONS - 1));

    let promoted = with_heads(world, |heads, heap| {
        let deduced = deduce_unreachable(heads, heap, policy.immortals, young, List::Unreachable);
        info.candidates = deduced.candidates;
        let mut untracked = untrack_kind(heads, heap, young, Tracking::Tuple);
        if young == old && policy.lazy_dicts {
            untracked += untrack_kind(heads, heap, young, Tracking::Dict);
        }
        if young != old {
            heads.merge(young, old);
        }
        deduced.reachable - untracked
    });
    emit(world, || Event::Promoted {
        objects: promoted,
        generation: (generation + 1).min(NUM_GENERATIONS - 1),
    });
    let gc = world.gc();
    if generation == NUM_GENERATIONS - 2 {
        gc.long_lived_pending += promoted;
    } else if young == old {
        gc.long_lived_pending = 0;
        gc.long_lived_total = promoted + gc.resident;
    }

    let outcome = dispose(world, old);
    info.collected = outcome.collected;
    info.uncollectable = outcome.uncollectable;
    if young == old {
        world.gc().clear_free_lists();
    }
}
// ANCHOR_END: collect_with_generations

/// The lines of `DEBUG_STATS` at the start.
fn show_stats<W: Collected + ?Sized>(world: &mut W, generation: usize) {
    world.stderr(&format!("gc: collecting generation {generation}..."));
    let heads = &world.gc().heads;
    let sizes =
        [List::Young, List::Middle, List::Old, List::Permanent].map(|list| heads.size(list));
    let [young, middle, old, permanent] = sizes;
    world.stderr(&format!(
        "gc: objects in each generation: {young} {middle} {old}"
    ));
    world.stderr(&format!("gc: objects in permanent generation: {permanent}"));
}
