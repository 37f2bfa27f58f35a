//! A walk over a `WeakSet` that nobody finishes.

use objects::Ref;
use version::Version;
use weakref::{Iter, SmallWorld, Value, getweakrefs, set};

use super::scene::{again, figure, look};
use crate::graph::State;
use crate::{Error, Figure};

/// A release in which removals wait for the walk.
pub(super) const WAITS: Version = Version::new(3, 13, 18);
/// A release in which a walk has a copy.
pub(super) const COPIES: Version = Version::new(3, 14, 10);

/// Looks at the set, the generator of the walk and what both hold. `shown` begins with these two.
fn state(
    before: Option<&State>,
    world: &SmallWorld,
    shown: &[(&str, Ref)],
    walk: &Iter,
    others: &[(&str, Ref)],
) -> Result<State, Error> {
    let [(_, shelf), (_, generator), ..] = *shown else {
        return Err(Error::Run("a walk needs a set and a generator".to_owned()));
    };
    let held = walk.references();
    let names = [("shelf", shelf), ("walk", generator)];
    let outside: Vec<_> = (names.into_iter())
        .chain(held.iter().map(|held| ("walk", *held)))
        .chain(others.iter().copied())
        .collect();
    let mut state = match before {
        Some(before) => again(before, world, &outside)?,
        None => look(world, shown, &outside)?.leaving_out("the cups' list, and the set's callback"),
    };
    state.names.truncate(names.len());
    for node in &mut state.nodes {
        if node.object == generator {
            node.holds.clone_from(&held);
        }
    }
    Ok(state)
}

/// Three cups in a set, one step of a walk, and then the cups' list is cleared.
pub(super) fn draw(version: Version) -> Result<Figure, Error> {
    let mut world = SmallWorld::new(version);
    let shelf = set::new(&mut world)?;
    let cups = [1, 2, 3].map(|number| world.thing(&format!("cup {number}")));
    for cup in cups {
        set::add(&mut world, shelf, cup)?;
    }
    let refs = cups.map(|cup| getweakrefs(world.heap(), cup)[0]);
    let list = world.list(cups.to_vec());
    let mut walk = set::iter(&mut world, shelf); // walk = iter(shelf)
    if let Some(item) = walk.next(&mut world)? {
        item.key.into_iter().for_each(|cup| world.del(cup)); // next(walk)
    }
    // The walk holds its references outside of the heap; this stands for it there.
    let generator = world.thing("walk");
    let shown = [
        ("WeakSet", shelf),
        ("generator", generator),
        ("ref 1", refs[0]),
        ("ref 2", refs[1]),
        ("ref 3", refs[2]),
        ("cup 1", cups[0]),
        ("cup 2", cups[1]),
        ("cup 3", cups[2]),
    ];
    let before = state(None, &world, &shown, &walk, &[("cups", list)])?;
    if let Some(Value::List(items)) = world.heap_mut().get_mut(list) {
        items.clear(); // cups.clear()
    }
    cups.into_iter().for_each(|cup| world.del(cup));
    world.del(list);
    let after = state(Some(&before), &world, &shown, &walk, &[])?;
    let inside = match world.heap().get(shelf) {
        Some(Value::Part(part)) => match part.as_ref() {
            weakref::Part::Container(container) => container.data_len(),
            _ => 0,
        },
        _ => 0,
    };
    let notice = format!(
        "{} The set's table has {inside} of 3 references left, and the walk holds {} objects.",
        after.changes(&before),
        walk.references().len()
    );
    let title = format!(
        "{}.{}: the cups' list was cleared, and the walk is kept",
        version.major(),
        version.minor()
    );
    let figure = figure(&title, &before, &after, notice);
    walk.close(&mut world)?;
    Ok(figure)
}
