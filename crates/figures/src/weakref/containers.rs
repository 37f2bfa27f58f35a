//! Weak dictionaries and sets, and what is in them.

use objects::Ref;
use weakref::{SmallWorld, Value, getweakrefs, key_dictionary, reference, set, value_dictionary};

use super::scene::{VERSION, again, counts, figure, look};
use crate::{Error, Figure};

/// A `WeakValueDictionary` with one entry; and the same after the value's last name has gone.
pub(super) fn entry(gone: bool) -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let cache = value_dictionary::new(&mut world)?;
    let (key, recipe) = (world.str("tea"), world.thing("recipe"));
    value_dictionary::setitem(&mut world, cache, key, recipe)?; // cache["tea"] = recipe
    world.del(key);
    let keyed = getweakrefs(world.heap(), recipe)[0];
    let remove = reference(world.heap(), keyed).and_then(|keyed| keyed.callback());
    let remove = remove.ok_or_else(|| Error::Run("an entry has no callback".to_owned()))?;
    let shown = [
        ("weak dict", cache),
        ("KeyedRef", keyed),
        ("'tea'", key),
        ("remove", remove),
        ("recipe", recipe),
    ];
    let before = look(&world, &shown, &[("cache", cache), ("tea", recipe)])?;
    if !gone {
        let notice = format!(
            "The {}: the arrow from the name tea, its user. The dictionary holds a KeyedRef, which holds its key and looks at the recipe. \
             The function remove knows the dictionary by a dotted arrow only, so there is no ring.",
            counts(&before, recipe)
        );
        return Ok(figure(
            "A WeakValueDictionary with one entry",
            &before,
            &before,
            notice,
        ));
    }
    world.del(recipe); // del tea
    let after = again(&before, &world, &[("cache", cache)])?;
    let notice = format!(
        "With the last user the whole entry goes: {} The dictionary has {} entries.",
        after.changes(&before),
        value_dictionary::len(&mut world, cache)?
    );
    Ok(figure("After del tea", &before, &after, notice))
}

/// A value that holds its own key, after the key's name has gone.
pub(super) fn value_holds_key() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let orders = key_dictionary::new(&mut world)?;
    let (cup, order) = (world.thing("cup"), world.thing("order"));
    world.heap_mut().incref(cup);
    world.hold(order, cup); // Order(cup)
    key_dictionary::setitem(&mut world, orders, cup, order)?; // orders[cup] = …
    world.del(order);
    let shown = [("weak dict", orders), ("cup", cup), ("order", order)];
    let before = look(&world, &shown, &[("orders", orders), ("cup", cup)])?
        .leaving_out("the weak key itself, and its callback");
    world.del(cup); // del cup
    let after = again(&before, &world, &[("orders", orders)])?;
    let notice = format!(
        "After del cup the {}: the arrow from the order, which the dictionary holds. The weak key, dotted, has no say in it.",
        counts(&after, cup)
    );
    Ok(figure(
        "A value that keeps its own key",
        &before,
        &after,
        notice,
    ))
}

/// A cache of two parts, when a third recipe drives out the one that was used least.
pub(super) fn two_parts() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let shared = value_dictionary::new(&mut world)?;
    let keep = |world: &mut SmallWorld, drink: &str| -> Result<Ref, Error> {
        let (key, recipe) = (world.str(drink), world.thing(drink));
        value_dictionary::setitem(world, shared, key, recipe)?;
        world.del(key);
        Ok(recipe)
    };
    let milk = keep(&mut world, "milk")?;
    let tea = keep(&mut world, "tea")?;
    let recent = world.list(vec![milk, tea]); // deque(maxlen=2)
    let cocoa = keep(&mut world, "cocoa")?; // found = shared["cocoa"] = Recipe("cocoa")
    let shown = [
        ("weak dict", shared),
        ("queue", recent),
        ("milk", milk),
        ("tea", tea),
        ("cocoa", cocoa),
    ];
    let names = [("shared", shared), ("recent", recent)];
    let with_found: Vec<_> = names.into_iter().chain([("found", cocoa)]).collect();
    let before =
        look(&world, &shown, &with_found)?.leaving_out("the dictionary's keys and references");
    // recent.append(found): a queue for two drops its first one.
    if let Some(Value::List(items)) = world.heap_mut().get_mut(recent) {
        items.remove(0);
        items.push(cocoa);
    }
    world.del(milk);
    let after = again(&before, &world, &names)?;
    let notice = format!(
        "The queue takes cocoa and lets go of milk, and {} The weak dictionary has {} entries left: for whatever is alive.",
        after.changes(&before),
        value_dictionary::len(&mut world, shared)?
    );
    Ok(figure("A cache of two parts", &before, &after, notice))
}

/// A class that knows its instances, when two of three have left.
pub(super) fn guests() -> Result<Figure, Error> {
    let mut world = SmallWorld::new(VERSION);
    let here = set::new(&mut world)?; // here = weakref.WeakSet()
    let guests = ["Ada", "Bob", "Cem"].map(|name| world.thing(name));
    for guest in guests {
        set::add(&mut world, here, guest)?; // Guest.here.add(self)
    }
    let table = world.list(guests.to_vec());
    let [ada, bob, cem] = guests;
    let shown = [
        ("WeakSet", here),
        ("list", table),
        ("Ada", ada),
        ("Bob", bob),
        ("Cem", cem),
    ];
    let names = [("here", here), ("table", table)];
    let before = look(&world, &shown, &names)?.leaving_out("the set's own references");
    if let Some(Value::List(items)) = world.heap_mut().get_mut(table) {
        items.truncate(1); // del table[1:]
    }
    world.del(bob);
    world.del(cem);
    let after = again(&before, &world, &names)?;
    let notice = format!(
        "The table lets two of them go. {} The set had no say in it, and knows {} guest now; {}.",
        after.changes(&before),
        set::len(&mut world, here),
        counts(&after, ada)
    );
    Ok(figure(
        "A class that knows its instances",
        &before,
        &after,
        notice,
    ))
}
