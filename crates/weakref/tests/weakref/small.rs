//! The world that the crate brings along, in all its corners.

use objects::World;
use version::Version;
use weakref::{
    Body, Error, SmallWorld, WeakWorld, finalize, key_dictionary, method, new_proxy, new_ref,
    value_dictionary,
};

use crate::python::VERSIONS;

/// It is plain data, like the heap: it can be cloned and sent to another thread.
#[test]
fn it_can_be_cloned_and_sent() {
    let mut world = SmallWorld::new(Version::default());
    let tea = world.thing("tea");
    let gone = world.function("gone");
    new_ref(&mut world, tea, Some(gone)).unwrap();
    let mut copy = world.clone();
    let there = std::thread::spawn(move || {
        copy.del(tea);
        copy.printed().to_vec()
    });
    assert_eq!(there.join().unwrap(), ["gone"]);
    assert!(world.printed().is_empty());
    assert!(world.heap().is_alive(tea));
}

#[test]
fn what_can_be_looked_at_weakly() {
    let mut world = SmallWorld::new(Version::new(3, 13, 18));
    let thing = world.thing("tea");
    let function = world.function("tea");
    let bound = world.method(thing, function);
    for object in [thing, function, bound] {
        assert!(new_ref(&mut world, object, None).is_ok());
    }
    let seen = new_ref(&mut world, thing, None).unwrap();
    let (int, str, list) = (world.int(1), world.str("tea"), world.list(vec![]));
    for (object, name) in [
        (int, "int"),
        (str, "str"),
        (list, "list"),
        (seen, "weakref.ReferenceType"),
    ] {
        assert_eq!(
            new_ref(&mut world, object, None).unwrap_err().to_string(),
            format!("cannot create weak reference to '{name}' object")
        );
    }
    let proxy = new_proxy(&mut world, function, None).unwrap();
    assert!(world.is_callable(function) && world.is_callable(seen) && !world.is_callable(proxy));
}

/// A list holds what it is given, and lets go of it.
#[test]
fn a_list_holds_its_items() {
    let mut world = SmallWorld::new(Version::default());
    let tea = world.thing_with_del("tea", "__del__ of tea");
    let tray = world.list(vec![tea]);
    world.audit([tray]).unwrap();
    world.del(tray);
    assert_eq!(world.printed(), ["__del__ of tea"]);
    assert!(world.heap().is_empty());
    world.audit([]).unwrap();
}

/// The first lines as 3.8.18 to 3.15.2 print them, without the addresses.
#[test]
fn errors_that_nobody_can_catch_are_printed() {
    for version in VERSIONS {
        let mut world = SmallWorld::new(version);
        let tea = world.thing_with_del("tea", Body::raises("no tea"));
        let (bad, five) = (world.function(Body::raises("broken")), world.int(5));
        let seen = new_ref(&mut world, tea, Some(bad)).unwrap();
        let other = new_ref(&mut world, tea, Some(five)).unwrap();
        world.del(tea);
        let [del, number, function] = if version >= Version::new(3, 14, 0) {
            [
                "Exception ignored while calling deallocator <function Thing.__del__>:",
                "Exception ignored while calling weakref callback 5:",
                "Exception ignored while calling weakref callback <function>:",
            ]
        } else {
            [
                "Exception ignored in: <function Thing.__del__>",
                "Exception ignored in: 5",
                "Exception ignored in: <function>",
            ]
        };
        assert_eq!(
            world.printed(),
            [
                del,
                "RuntimeError: no tea",
                number,
                "TypeError: 'int' object is not callable",
                function,
                "RuntimeError: broken",
            ],
            "{version}"
        );
        world.audit([bad, five, seen, other]).unwrap();
    }
}

/// A finalizer may save its object: it is called once all the same.
#[test]
fn a_thing_can_be_saved_once() {
    let mut world = SmallWorld::new(Version::default());
    let tea = world.thing_with_del(
        "tea",
        Body::runs(|world, args| {
            world.print("saved");
            world.heap_mut().incref(args[0]);
            Ok(None)
        }),
    );
    world.del(tea);
    assert!(world.heap().is_alive(tea));
    world.del(tea);
    assert_eq!(world.printed(), ["saved"]);
    assert!(world.heap().is_empty());
}

/// What code returns belongs to the caller, and is dropped where nobody wants it.
#[test]
fn what_a_callback_returns_is_dropped() {
    let mut world = SmallWorld::new(Version::default());
    let makes = Body::runs(|world, _| Ok(Some(world.thing_with_del("dregs", "dregs gone"))));
    assert_eq!(format!("{makes:?}"), "…");
    let tea = world.thing_with_del("tea", makes.clone());
    let callback = world.function(makes);
    let seen = new_ref(&mut world, tea, Some(callback)).unwrap();
    world.del(tea);
    assert_eq!(world.printed(), ["dregs gone", "dregs gone"]);
    world.audit([seen, callback]).unwrap();
}

/// A method calls its function with the object in front.
#[test]
fn a_bound_method_is_called_with_its_object() {
    let mut world = SmallWorld::new(Version::default());
    let pot = world.thing("pot");
    let pour = world.function(Body::runs(move |world, args| {
        world.print(format!("{}", args == [pot]));
        Ok(None)
    }));
    let bound = world.method(pot, pour);
    assert_eq!(world.call(bound, &[], None), Ok(None));
    let weak = method::new(&mut world, bound, None).unwrap();
    let again = method::call(&mut world, weak).unwrap().unwrap();
    assert_eq!(world.call(again, &[], None), Ok(None));
    assert_eq!(world.printed(), ["true", "true"]);
    world.audit([pot, pour, bound, weak, again]).unwrap();
}

#[test]
fn equal_things_have_equal_hashes() {
    let mut world = SmallWorld::new(Version::default());
    let pairs = [
        (world.thing("tea"), world.thing("tea"), world.thing("milk")),
        (world.str("tea"), world.str("tea"), world.str("milk")),
        (world.int(3), world.int(3), world.int(4)),
    ];
    for (one, same, other) in pairs {
        assert_eq!(world.eq(one, same), Ok(true));
        assert_eq!(world.hash(one), world.hash(same));
        assert_eq!(world.eq(one, other), Ok(false));
        assert_ne!(world.hash(one), world.hash(other));
    }
    assert_eq!(
        world.eq(pairs[0].0, pairs[1].0),
        Ok(false),
        "a thing and a text"
    );
    let list = world.list(vec![]);
    assert_eq!(
        world.hash(list).unwrap_err().to_string(),
        "unhashable type: 'list'"
    );
    assert_eq!(world.repr(pairs[1].0), "'tea'");
}

/// Everything of `Lib/weakref.py` runs in it.
#[test]
fn containers_and_finalizers() {
    let mut world = SmallWorld::new(Version::default());
    let cache = value_dictionary::new(&mut world).unwrap();
    let prices = key_dictionary::new(&mut world).unwrap();
    let (key, three) = (world.str("tea"), world.int(3));
    let tea = world.thing("tea");
    value_dictionary::setitem(&mut world, cache, key, tea).unwrap();
    key_dictionary::setitem(&mut world, prices, tea, three).unwrap();
    let away = world.function("put away");
    let waiting = finalize::new(&mut world, tea, away, &[], None).unwrap();
    assert_eq!(world.waiting().len(), 1);
    world
        .audit([cache, prices, key, three, tea, away, waiting])
        .unwrap();
    world.del(tea);
    assert_eq!(value_dictionary::len(&mut world, cache), Ok(0));
    assert_eq!(key_dictionary::len(&mut world, prices), Ok(0));
    assert_eq!(world.printed(), ["put away"]);
    assert!(world.waiting().is_empty());
    world
        .audit([cache, prices, key, three, away, waiting])
        .unwrap();

    let missing = value_dictionary::getitem(&mut world, cache, key);
    assert_eq!(missing, Err(Error::KeyError(key)));
    world.del(key);
    let mug = world.thing("mug");
    let asks = world.function(Body::runs(move |world, _| {
        value_dictionary::getitem(world, cache, key).map(Some)
    }));
    finalize::new(&mut world, mug, asks, &[], None).unwrap();
    finalize::exitfunc(&mut world);
    assert_eq!(world.printed(), ["put away", "KeyError: 'tea'"]);
    assert_eq!(World::heap(&mut world).refcnt(key), 1);
}
