//! A walk over a `WeakSet` that nobody finishes.

use objects::Ref;
use version::Version;
use weakref::{SmallWorld, Value, getweakrefs, set};

use super::scene::{again, figure, look};
use crate::{Error, Figure};

/// A release in which removals wait for the walk.
pub(super) const WAITS: Version = Version::new(3, 13, 18);
/// A release in which a walk has a copy.
pub(super) const COPIES: Version = Version::new(3, 14, 10);

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
    let shown = [
        ("WeakSet", shelf),
        ("ref 1", refs[0]),
        ("ref 2", refs[1]),
        ("ref 3", refs[2]),
        ("cup 1", cups[0]),
        ("cup 2", cups[1]),
        ("cup 3", cups[2]),
    ];
    let names = |held: Vec<Ref>| -> Vec<(&str, Ref)> {
        let walk = held.into_iter().map(|held| ("walk", held));
        std::iter::once(("shelf", shelf)).chain(walk).collect()
    };
    let with_list: Vec<_> = (names(walk.references()).into_iter())
        .chain([("cups", list)])
        .collect();
    let mut before = look(&world, &shown, &with_list)?.leaving_out("the function that removes");
    if let Some(Value::List(items)) = world.heap_mut().get_mut(list) {
        items.clear(); // cups.clear()
    }
    cups.into_iter().for_each(|cup| world.del(cup));
    world.del(list);
    let after = again(&before, &world, &names(walk.references()))?;
    before.names.retain(|(name, _)| name != "cups");
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
