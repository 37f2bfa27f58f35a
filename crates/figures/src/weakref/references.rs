//! Weak references to one object, the list of them, and a weak reference to a method.

use weakref::{SmallWorld, getweakrefs, is_dead, method as weak_method, new_proxy, new_ref};

use super::scene::{VERSION, again, counts, figure, look};
use crate::{Error, Figure};

/// A name and a weak reference lead to one cup; and the same after the name has gone.
pub(super) fn seen(dead: bool) -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let cup = world.thing("cup");
    let seen = new_ref(&mut world, cup, None)?; // seen = weakref.ref(cup)
    let shown = [("cup", cup), ("weak ref", seen)];
    let before = look(&world, &shown, &[("cup", cup), ("seen", seen)])?;
    if !dead {
        let notice = format!(
            "Two arrows end at the cup, and {}: the dotted one isn't in the count. The {}, the arrow from its own name.",
            counts(&before, cup),
            counts(&before, seen)
        );
        return Ok(figure(
            "A name and a weak reference lead to one cup",
            &before,
            &before,
            notice,
        ));
    }
    world.del(cup); // del cup
    let after = again(&before, &world, &[("seen", seen)])?;
    let leads = if is_dead(world.heap(), seen) {
        "leads to nothing"
    } else {
        "still leads to it"
    };
    let notice = format!(
        "With its only counted reference the {} The {} and {leads}.",
        after.changes(&before),
        counts(&after, seen)
    );
    Ok(figure("After del cup", &before, &after, notice))
}

/// The five references to one cup, in the order of its list.
pub(super) fn list() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let cup = world.thing("cup");
    let gone = world.function("gone");
    let first = new_ref(&mut world, cup, Some(gone))?;
    let second = new_ref(&mut world, cup, Some(gone))?;
    let proxy = new_proxy(&mut world, cup, None)?;
    let shared = new_ref(&mut world, cup, None)?;
    let third = new_ref(&mut world, cup, Some(gone))?;
    let refs = world.list(vec![first, second, proxy, shared, third]);
    let shown = [
        ("cup", cup),
        ("first", first),
        ("second", second),
        ("proxy", proxy),
        ("shared ref", shared),
        ("third", third),
    ];
    let names = [("cup", cup), ("gone", gone), ("refs", refs)];
    let mut state = look(&world, &shown, &names)?.leaving_out("who holds the references");
    state.names.truncate(1);
    let order = getweakrefs(world.heap(), cup);
    let chain: Vec<_> = std::iter::once(cup).chain(order.iter().copied()).collect();
    state.weak = chain.windows(2).map(|pair| (pair[0], pair[1])).collect();
    state.dotted = "the next on the list, not counted";
    let labels = order.iter().filter_map(|object| state.node(*object));
    let labels: Vec<&str> = labels.map(|node| node.label.as_str()).collect();
    let notice = format!(
        "The list has {} references, in this order: {}. The {}, which is the arrow from its name.",
        labels.len(),
        labels.join(", "),
        counts(&state, cup)
    );
    Ok(figure(
        "The weak references to one cup",
        &state,
        &state,
        notice,
    ))
}

/// A method that nobody keeps, and a `WeakMethod`: before and after the line ends that made them.
pub(super) fn method() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let pot = world.thing("pot");
    let pour = world.function("tea");
    let bound = world.method(pot, pour); // pot.pour
    let weak = weak_method::new(&mut world, bound, None)?; // weakref.WeakMethod(pot.pour)
    let shown = [
        ("WeakMethod", weak),
        ("pot", pot),
        ("pour", pour),
        ("pot.pour", bound),
    ];
    // The class holds the function, and the line that runs the bound method.
    let names = [("weak", weak), ("pot", pot), ("class", pour)];
    let with_bound: Vec<_> = names.into_iter().chain([("the line", bound)]).collect();
    let mut before = look(&world, &shown, &with_bound)?;
    world.del(bound); // the end of the line
    let mut after =
        again(&before, &world, &names)?.leaving_out("the class, which holds the function");
    before.names.truncate(2);
    after.names.truncate(2);
    let notice = format!(
        "At the end of the line the bound method {} The pot and the function lose an arrow each. \
         The WeakMethod looks at both, by {} dotted arrows, and holds neither.",
        after.changes(&before),
        after.weak.len()
    );
    Ok(figure(
        "A bound method and a WeakMethod",
        &before,
        &after,
        notice,
    ))
}
