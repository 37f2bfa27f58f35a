//! Golden logs: each step in its order.

use objects::Ref;
use slots::{Builtin, Class, Log, Runtime};
use version::Version;

fn python(minor: u8) -> Runtime<Log> {
    let version = Version::newest(3, minor).expect("a measured version");
    Runtime::with_observer(version, Log::new())
}

fn lines(python: &mut Runtime<Log>) -> Vec<String> {
    let events = python.observer_mut().take();
    events.iter().map(ToString::to_string).collect()
}

/// A new object as an attribute, whose birth is not in the log.
fn attribute(python: &mut Runtime<Log>, object: Ref, name: &str) -> Ref {
    let value = python.instantiate(Builtin::Object);
    let before = python.observer_mut().take();
    assert_eq!(
        before.last().map(ToString::to_string),
        Some(format!("born {value}"))
    );
    python
        .set_new(object, name, value)
        .expect("an attribute that can be set");
    value
}

#[test]
fn a_class_with_slots_is_made_and_an_instance_dies() {
    let python = &mut python(13);
    let base = Class::new("Base").slots(["y", "x"]).build(python).unwrap();
    let class = Class::new("Point")
        .base(base)
        .slots(["__id", "color"])
        .build(python)
        .unwrap();
    assert_eq!(
        lines(python),
        [
            "slot Base.x at 16",
            "slot Base.y at 24",
            "class Base made (32 bytes)",
            "slot Point._Point__id at 32",
            "slot Point.color at 40",
            "class Point made (48 bytes)",
        ]
    );
    let point = python.instantiate(class);
    for name in ["x", "y", "color", "_Point__id"] {
        attribute(python, point, name);
    }
    lines(python);
    python.decref(point);
    // The class's own slots first, each in the order of their places, then those of its base.
    assert_eq!(
        lines(python),
        [
            "decref #0 = 0",
            "dies #0",
            "decref #4 = 0",
            "dies #4",
            "freed #4",
            "decref #3 = 0",
            "dies #3",
            "freed #3",
            "decref #1 = 0",
            "dies #1",
            "freed #1",
            "decref #2 = 0",
            "dies #2",
            "freed #2",
            "freed #0",
        ]
    );
}

#[test]
fn keys_are_shared_and_given_up_to_3_10() {
    let python = &mut python(10);
    let class = Class::new("C").build(python).unwrap();
    let (a, b) = (python.instantiate(class), python.instantiate(class));
    lines(python);
    attribute(python, a, "x");
    assert_eq!(
        lines(python),
        ["born #3", "dict #3 made for #0", "C shares key 0: x"]
    );
    attribute(python, b, "y");
    // The first attribute of this one isn't the first shared key.
    assert_eq!(
        lines(python),
        [
            "born #5",
            "dict #5 made for #1",
            "dict #5 has keys of its own",
            "C shares no keys any more",
        ]
    );
    python.audit([a, b]).unwrap();
}

#[test]
fn the_only_instance_may_give_its_class_larger_keys_to_3_10() {
    let python = &mut python(9);
    let class = Class::new("C").build(python).unwrap();
    let a = python.instantiate(class);
    for name in ["a", "b", "c", "d", "e"] {
        attribute(python, a, name);
    }
    lines(python);
    attribute(python, a, "f");
    assert_eq!(
        lines(python),
        ["dict #2 has keys of its own", "C shares 6 new keys"]
    );
    python.audit([a]).unwrap();
}

#[test]
fn a_dictionary_is_materialized_and_outlives_its_object() {
    let python = &mut python(14);
    let class = Class::new("C").assigns(["y", "x"]).build(python).unwrap();
    let a = python.instantiate(class);
    attribute(python, a, "x");
    attribute(python, a, "z");
    assert_eq!(lines(python), ["C shares key 2: z"]);
    let dict = python.dict_of(a).unwrap();
    assert_eq!(lines(python), ["born #3", "dict #3 materialized from #0"]);
    python.incref(dict);
    lines(python);
    python.decref(a);
    assert_eq!(
        lines(python),
        [
            "decref #0 = 0",
            "dies #0",
            "decref #3 = 1",
            "freed #0",
            "dict #3 has copied its values",
        ]
    );
    python.audit([dict]).unwrap();
    python.decref(dict);
    assert!(python.heap().is_empty());
}

#[test]
fn another_class_is_assigned() {
    let python = &mut python(12);
    let a = Class::new("A").build(python).unwrap();
    let b = Class::new("B").build(python).unwrap();
    let one = python.instantiate(a);
    attribute(python, one, "x");
    lines(python);
    python.set_class(one, b).unwrap();
    // Keys are shared by class, so the values have to leave first.
    assert_eq!(
        lines(python),
        ["born #2", "dict #2 materialized from #0", "#0 is a B now"]
    );
    python.audit([one]).unwrap();
}
