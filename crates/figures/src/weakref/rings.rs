//! Rings that a weak reference doesn't open.

use weakref::{SmallWorld, new_ref, set};

use super::scene::{VERSION, again, counts, figure, look};
use crate::{Error, Figure};

/// A cache whose callback holds it, after the cache's name has gone.
pub(super) fn cache() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let recipe = world.thing("recipe");
    let cache = world.thing("cache"); // cache = Cache()
    let remove = world.thing("remove"); // def remove(ref): a function that holds `self`
    world.heap_mut().incref(cache);
    world.hold(remove, cache);
    let seen = new_ref(&mut world, recipe, Some(remove))?; // ref(value, remove)
    world.del(remove);
    let data = world.list(vec![seen]); // self.data[key] = …
    world.hold(cache, data);
    let shown = [
        ("cache", cache),
        ("data", data),
        ("weak ref", seen),
        ("remove", remove),
        ("recipe", recipe),
    ];
    let before = look(&world, &shown, &[("tea", recipe), ("cache", cache)])?;
    world.del(cache); // del cache
    let after = again(&before, &world, &[("tea", recipe)])?;
    let freed = after.nodes.iter().filter(|node| node.freed).count();
    let notice = format!(
        "After del cache {} are freed: the {}, the arrow from its own callback. Every arrow of the ring is counted; the dotted one isn't part of it.",
        if freed == 0 {
            "none of them".to_owned()
        } else {
            freed.to_string()
        },
        counts(&after, cache)
    );
    Ok(figure(
        "The ring that the callback closes",
        &before,
        &after,
        notice,
    ))
}

/// A task that waits, with the event loop's set of tasks, after its last name has gone.
pub(super) fn task() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let tasks = set::new(&mut world)?;
    let task = world.thing("task");
    let future = world.thing("future");
    world.hold(task, future); // the task waits for it
    world.heap_mut().incref(task);
    world.hold(future, task); // the future wakes it up
    set::add(&mut world, tasks, task)?;
    let shown = [("all tasks", tasks), ("task", task), ("future", future)];
    let before = look(&world, &shown, &[("loop", tasks), ("task", task)])?
        .leaving_out("the set's own references");
    world.del(task); // del task
    let after = again(&before, &world, &[("loop", tasks)])?;
    let reached = after.reachable();
    let lost: Vec<&str> = (after.nodes.iter())
        .filter(|node| !reached.contains(&node.object))
        .map(|node| node.label.as_str())
        .collect();
    let notice = format!(
        "The only name that is left leads to a set that doesn't hold the task. No counted way leads to {}; each counts the arrow from the other, and a collection may take both.",
        lost.join(" and ")
    );
    Ok(figure("A task that nobody keeps", &before, &after, notice))
}
