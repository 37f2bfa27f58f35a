//! What an instance really costs, what lies in front of it, and in which order it lets go: against the recordings.

use objects::{Event as Beat, Ref};
use serde_json::{Value, json};
use slots::{AnyEvent, Builtin, Class, Flags, Log, Runtime, TypeId};
use version::Version;

use crate::facts::list;
use crate::recorded::{all, assigning, init, numbered};

/// The bytes of one instance more, when a few have come and gone before. `make` makes one.
fn settled(python: &mut Runtime, mut make: impl FnMut(&mut Runtime) -> Ref) -> usize {
    for _ in 0..62 {
        let one = make(python);
        python.decref(one);
    }
    let one = make(python);
    python.cost(one).total()
}

fn cost_of(python: &mut Runtime, count: usize, kind: &str) -> Option<usize> {
    let names = numbered("a", count);
    Some(match kind {
        "plain" => {
            let class = assigning(python, &names);
            settled(python, |python| init(python, class, &names))
        }
        "plain, __dict__ touched" => {
            let class = assigning(python, &names);
            settled(python, |python| {
                let one = init(python, class, &names);
                python.dict_of(one).unwrap();
                one
            })
        }
        "slots" => {
            let class = Class::new("C").slots(names.clone()).build(python).unwrap();
            settled(python, |python| init(python, class, &names))
        }
        // The empty tuple is one object for everybody.
        "tuple" if count == 0 => 0,
        "tuple" => settled(python, |python| items(python, Builtin::Tuple.id(), count)),
        "namedtuple" => {
            let empty: [&str; 0] = [];
            let class = Class::new("T")
                .base(Builtin::Tuple)
                .slots(empty)
                .build(python)
                .unwrap();
            settled(python, |python| items(python, class, count))
        }
        // Not a matter of this crate.
        "list" | "dict literal" => return None,
        _ => panic!("{kind} was recorded, and is not compared"),
    })
}

fn items(python: &mut Runtime, class: TypeId, count: usize) -> Ref {
    let items: Vec<Ref> = (0..count)
        .map(|_| python.instantiate(Builtin::Object))
        .collect();
    python.instantiate_with(class, items)
}

/// The recorded number is a mean of 5000, with a tenth of a byte of noise.
fn bytes(value: &Value) -> usize {
    value.as_f64().expect("a number").round() as usize
}

#[test]
fn an_instance_costs_what_was_recorded() {
    for facts in all() {
        let version = facts.version;
        let mut section = facts.section("per_instance_cost");
        for name in section.names() {
            let recorded = section.take(name);
            let python = &mut Runtime::new(version);
            let got = match name {
                "3 attrs set outside __init__" => {
                    let class = assigning(python, &[]);
                    settled(python, |python| {
                        init(python, class, &["x", "y", "z"].map(String::from))
                    })
                }
                "3 attrs, one deleted" => {
                    let names = ["a", "b", "c"].map(String::from);
                    let class = assigning(python, &names);
                    settled(python, |python| {
                        let one = init(python, class, &names);
                        python.delete(one, "b").unwrap();
                        one
                    })
                }
                "object()" => settled(python, |python| python.instantiate(Builtin::Object)),
                "float" => settled(python, |python| python.instantiate(Builtin::Float)),
                // A matter of `objects`: an int of two digits.
                "int 10**6+i" => continue,
                count => {
                    let count = count.parse().expect("a number of attributes");
                    for (kind, recorded) in recorded.as_object().expect("an object") {
                        if let Some(got) = cost_of(python, count, kind) {
                            assert_eq!(got, bytes(recorded), "{version}: {count} {kind}");
                        }
                    }
                    continue;
                }
            };
            assert_eq!(got, bytes(recorded), "{version}: {name}");
        }
        section.finish();
    }
}

/// The book's own sentence: plain and slots, three attributes.
#[test]
fn three_attributes_with_and_without_slots() {
    let claims = [
        (Version::new(3, 8, 18), 152, 56),
        (Version::new(3, 10, 13), 152, 56),
        (Version::new(3, 11, 7), 96, 56),
        (Version::new(3, 12, 14), 88, 56),
        (Version::new(3, 13, 18), 96, 56),
        (Version::new(3, 15, 2), 96, 56),
    ];
    for (version, plain, slots) in claims {
        let python = &mut Runtime::new(version);
        assert_eq!(cost_of(python, 3, "plain"), Some(plain), "{version}");
        assert_eq!(cost_of(python, 3, "slots"), Some(slots), "{version}");
    }
}

#[test]
fn a_cost_says_what_it_is_made_of() {
    let shown = |version| {
        let python = &mut Runtime::new(version);
        let names = ["a", "b", "c"].map(String::from);
        let class = assigning(python, &names);
        for _ in 0..62 {
            let one = init(python, class, &names);
            python.decref(one);
        }
        let one = init(python, class, &names);
        let before = python.cost(one).to_string();
        python.dict_of(one).unwrap();
        (before, python.cost(one).to_string())
    };
    let (before, after) = shown(Version::new(3, 10, 13));
    assert_eq!(before, "152 bytes: instance 48 + dict 64 + table 40");
    assert_eq!(after, before);
    let (before, after) = shown(Version::new(3, 12, 14));
    assert_eq!(before, "88 bytes: instance 48 + values 40");
    assert_eq!(after, "152 bytes: instance 48 + dict 64 + table 40");
    let (before, after) = shown(Version::new(3, 14, 10));
    assert_eq!(before, "96 bytes: instance 96");
    assert_eq!(after, "160 bytes: instance 96 + dict 64");
}

#[test]
fn what_lies_in_front_of_an_object() {
    for facts in all() {
        let mut section = facts.section("preheader_bytes");
        let python = &mut Runtime::new(facts.version);
        let builtins = [
            ("object", Builtin::Object),
            ("int", Builtin::Int),
            ("list", Builtin::List),
            ("tuple", Builtin::Tuple),
            ("dict", Builtin::Dict),
            ("set", Builtin::Set),
            ("function", Builtin::Function),
            ("float", Builtin::Float),
            ("str", Builtin::Str),
            ("module", Builtin::Module),
            ("weakref", Builtin::WeakRef),
            ("exception", Builtin::Exception),
            ("class", Builtin::Type),
        ];
        for (name, builtin) in builtins {
            section.check(name, python.layout(builtin).preheader);
        }
        let classes = [
            ("plain_instance", Class::new("P")),
            ("slots_instance", Class::new("SL").slots(["a"])),
            (
                "slots_weakref_instance",
                Class::new("SW").slots(["a", "__weakref__"]),
            ),
            (
                "slots_dict_instance",
                Class::new("SD").slots(["a", "__dict__"]),
            ),
        ];
        for (name, class) in classes {
            let class = class.build(python).unwrap();
            section.check(name, python.layout(class).preheader);
        }
        section.finish();
    }
}

#[test]
fn types_have_the_recorded_flags() {
    for facts in all() {
        let mut section = facts.section("type_flags_hex");
        let python = &mut Runtime::new(facts.version);
        let plain = Class::new("P").build(python).unwrap();
        let slots = Class::new("SL").slots(["a"]).build(python).unwrap();
        let dict = Class::new("SD")
            .slots(["a", "__dict__"])
            .build(python)
            .unwrap();
        let types = [
            ("int", Builtin::Int.id()),
            ("list", Builtin::List.id()),
            ("plain_class", plain),
            ("slots_class", slots),
            ("slots_dict_class", dict),
        ];
        for (name, class) in types {
            let flags = python.class(class).flags();
            let bits = json!({
                "INLINE_VALUES(1<<2)": flags.has(Flags::INLINE_VALUES),
                "MANAGED_WEAKREF(1<<3)": flags.has(Flags::MANAGED_WEAKREF),
                "MANAGED_DICT(1<<4)": flags.has(Flags::MANAGED_DICT),
                "HEAPTYPE(1<<9)": flags.has(Flags::HEAPTYPE),
                "HAVE_GC(1<<14)": flags.has(Flags::HAVE_GC),
            });
            section.check(&format!("{name}_bits"), bits);
            // The whole number has bits that say nothing of the layout; ours are all in it.
            let whole = section.take(name).as_str().expect("a number");
            let whole = u32::from_str_radix(whole.trim_start_matches("0x"), 16).unwrap();
            assert_eq!(
                whole & flags.bits(),
                flags.bits(),
                "{}: {name}",
                facts.version
            );
        }
        section.finish();
    }
}

/// Drops an object, and says which of these values died in which order.
fn deaths(python: &mut Runtime<Log>, object: Ref, values: &[Ref]) -> Value {
    python.observer_mut().clear();
    python.decref(object);
    let events = python.observer_mut().take();
    let dead = events.iter().filter_map(|event| match event {
        AnyEvent::Object(Beat::Dies { object }) => values.iter().position(|it| it == object),
        _ => None,
    });
    dead.collect()
}

#[test]
fn slots_and_attributes_die_in_the_recorded_order() {
    for facts in all() {
        let mut section = facts.section("death_order");
        let python = &mut Runtime::with_observer(facts.version, Log::new());
        let mut run = |key: &str, class: Class, names: [&str; 4]| {
            let class = class.build(python).unwrap();
            let one = python.instantiate(class);
            let mut values = Vec::new();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let value = python.instantiate(Builtin::Object);
                python.set_new(one, name, value).unwrap();
                values.push(value);
            }
            section.check(
                &format!("death order of elements 0..3: {key}"),
                deaths(python, one, &values),
            );
        };
        run("instance", Class::new("N2"), ["a", "b", "c", "d"]);
        run(
            "slots",
            Class::new("N3").slots(["a", "b", "c", "d"]),
            ["a", "b", "c", "d"],
        );
        run(
            "slots declared ('c','a','b'), H(0)=c H(1)=a H(2)=b",
            Class::new("N4").slots(["c", "a", "b"]),
            ["c", "a", "b", ""],
        );
        let values: Vec<Ref> = (0..4)
            .map(|_| python.instantiate(Builtin::Object))
            .collect();
        let tuple = python.instantiate_with(Builtin::Tuple, values.clone());
        section.check(
            "death order of elements 0..3: tuple",
            deaths(python, tuple, &values),
        );
        section.finish();
    }
}

/// Measured by `measure.py` in many random ways; here is the one that surprises.
#[test]
fn from_3_14_attributes_that_methods_assign_to_die_in_alphabetical_order() {
    for (version, expected) in [
        (Version::new(3, 10, 13), [0, 1, 2]),
        (Version::new(3, 13, 18), [0, 1, 2]),
        (Version::new(3, 14, 10), [1, 2, 0]),
        (Version::new(3, 15, 2), [1, 2, 0]),
    ] {
        let python = &mut Runtime::with_observer(version, Log::new());
        let class = Class::new("A")
            .assigns(["c", "a", "b"])
            .build(python)
            .unwrap();
        let one = python.instantiate(class);
        let values: Vec<Ref> = ["c", "a", "b"]
            .iter()
            .map(|name| {
                let value = python.instantiate(Builtin::Object);
                python.set_new(one, name, value).unwrap();
                value
            })
            .collect();
        let got = deaths(python, one, &values);
        assert_eq!(list(&got), expected.map(Value::from), "{version}");
    }
}
