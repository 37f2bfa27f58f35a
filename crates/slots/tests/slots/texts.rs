//! What is refused, and with which words: against `slots` of the recordings.

use objects::Ref;
use serde_json::{Value, json};
use slots::{Builtin, Class, Error, Item, Runtime, Slots, TypeId, mangle};

use crate::facts::Section;
use crate::recorded::all;

type Answer = Result<Value, Error>;

/// As the probe writes it down.
fn written(answer: Answer) -> Value {
    match answer {
        Ok(value) => value,
        Err(error) => json!({ "raises": error.to_string() }),
    }
}

/// A new interpreter for each entry, as the probe has a new namespace.
struct Probe<'a, 'b> {
    section: &'a mut Section<'b>,
    version: version::Version,
}

impl Probe<'_, '_> {
    fn ask(&mut self, key: &str, answer: impl FnOnce(&mut Runtime) -> Answer) {
        let mut python = Runtime::new(self.version);
        let got = written(answer(&mut python));
        self.section.check(key, got);
    }
}

fn empty() -> [&'static str; 0] {
    []
}

/// `class S: __slots__ = ("a", "b")`, and an instance.
fn pre(python: &mut Runtime) -> Result<Ref, Error> {
    let class = Class::new("S").slots(["a", "b"]).build(python)?;
    Ok(python.instantiate(class))
}

fn set(python: &mut Runtime, object: Ref, name: &str) -> Result<Ref, Error> {
    let value = python.instantiate(Builtin::Object);
    python.set_new(object, name, value)?;
    Ok(value)
}

fn nothing<T>(_: T) -> Value {
    Value::Null
}

fn instances(probe: &mut Probe<'_, '_>) {
    probe.ask("read unset slot", |p| {
        let s = pre(p)?;
        p.get(s, "a").map(nothing)
    });
    probe.ask("set undeclared", |p| {
        let s = pre(p)?;
        set(p, s, "c").map(nothing)
    });
    probe.ask("read undeclared", |p| {
        let s = pre(p)?;
        p.get(s, "c").map(nothing)
    });
    probe.ask("del unset slot", |p| {
        let s = pre(p)?;
        p.delete(s, "a").map(nothing)
    });
    probe.ask("del undeclared", |p| {
        let s = pre(p)?;
        p.delete(s, "c").map(nothing)
    });
    probe.ask("set then del then read", |p| {
        let s = pre(p)?;
        set(p, s, "a")?;
        p.delete(s, "a")?;
        p.get(s, "a").map(nothing)
    });
    probe.ask("__dict__", |p| {
        let s = pre(p)?;
        p.get(s, "__dict__").map(nothing)
    });
    probe.ask("__weakref__", |p| {
        let s = pre(p)?;
        p.get(s, "__weakref__").map(nothing)
    });
    probe.ask("hasattr on unset slot", |p| {
        let s = pre(p)?;
        Ok(json!(p.has(s, "a")))
    });
    probe.ask("slots with default in __init__ ok", |p| {
        let s = pre(p)?;
        let one = set(p, s, "a")?;
        Ok(json!(i32::from(p.get(s, "a")? == one)))
    });
    for (key, builtin) in [
        ("builtin instance set attr", Builtin::Int),
        ("object() set attr", Builtin::Object),
        ("list set attr", Builtin::List),
    ] {
        probe.ask(key, |p| {
            let one = p.instantiate(builtin);
            set(p, one, "x").map(nothing)
        });
    }
    probe.ask("empty slots set", |p| {
        let class = Class::new("A").slots(empty()).build(p)?;
        let a = p.instantiate(class);
        set(p, a, "x").map(nothing)
    });
    probe.ask("plain instance unset attr", |p| {
        let class = Class::new("A").build(p)?;
        let a = p.instantiate(class);
        p.get(a, "x").map(nothing)
    });
    probe.ask("del plain attr", |p| {
        let class = Class::new("A").build(p)?;
        let a = p.instantiate(class);
        p.delete(a, "x").map(nothing)
    });
    probe.ask("property no setter", |p| {
        let value = p.instantiate(Builtin::Object);
        let class = Class::new("A").property("p", value, false).build(p)?;
        let a = p.instantiate(class);
        set(p, a, "p").map(nothing)
    });
    probe.ask("non-slots subclass", |p| {
        let a = Class::new("A").slots(["a"]).build(p)?;
        let b = Class::new("B").base(a).build(p)?;
        let b = p.instantiate(b);
        set(p, b, "a")?;
        set(p, b, "z")?;
        Ok(json!([dict_with_2(p, b)?, p.has(b, "__weakref__")]))
    });
    probe.ask("slots subclass of plain class", |p| {
        let a = Class::new("A").build(p)?;
        let b = Class::new("B").base(a).slots(["a"]).build(p)?;
        let b = p.instantiate(b);
        set(p, b, "a")?;
        set(p, b, "z")?;
        Ok(json!([dict_with_2(p, b)?]))
    });
}

/// The dictionary as the probe shows it, where the value of `z` was 2.
fn dict_with_2(python: &mut Runtime, object: Ref) -> Answer {
    let dict = python.dict_of(object)?;
    let mut shown = serde_json::Map::new();
    for (key, _) in python.dict_items(dict) {
        if let slots::DictKey::Str(name) = key {
            shown.insert(python.text(name).to_owned(), json!(2));
        }
    }
    Ok(shown.into())
}

fn class_variables(probe: &mut Probe<'_, '_>) {
    probe.ask("class variable conflict", |p| {
        let value = p.instantiate(Builtin::Object);
        Class::new("S")
            .slots(["a"])
            .variable("a", value)
            .build(p)
            .map(nothing)
    });
    probe.ask("class variable in parent, slot in child", |p| {
        let one = p.instantiate(Builtin::Object);
        let b = Class::new("B").variable("a", one).build(p)?;
        let s = Class::new("S").base(b).slots(["a"]).build(p)?;
        let (s, b) = (p.instantiate(s), p.instantiate(b));
        let two = set(p, s, "a")?;
        let number = |value| {
            if value == one {
                1
            } else {
                i32::from(value == two) * 2
            }
        };
        Ok(json!([number(p.get(s, "a")?), number(p.get(b, "a")?)]))
    });
    let with_class_variable = |p: &mut Runtime| -> Result<(Ref, Ref), Error> {
        let five = p.instantiate(Builtin::Object);
        let b = Class::new("B").slots(["a"]).build(p)?;
        let s = Class::new("S")
            .base(b)
            .slots(empty())
            .variable("a", five)
            .build(p)?;
        Ok((p.instantiate(s), five))
    };
    probe.ask("slot in parent, class variable in child", |p| {
        let (s, five) = with_class_variable(p)?;
        Ok(json!(i32::from(p.get(s, "a")? == five) * 5))
    });
    probe.ask("slot in parent, class variable in child: set", |p| {
        let (s, _) = with_class_variable(p)?;
        set(p, s, "a").map(nothing)
    });
    probe.ask("class missing attr", |p| {
        let a = Class::new("A").build(p)?;
        p.descriptor_repr(a, "x").map(nothing)
    });
    probe.ask("class-level access", |p| {
        let a = Class::new("A").slots(["a"]).build(p)?;
        p.descriptor_repr(a, "a").map(Value::from)
    });
    probe.ask("descriptor wrong object", |p| {
        let a = Class::new("A").slots(["a"]).build(p)?;
        let five = p.instantiate(Builtin::Int);
        p.descriptor_get(a, "a", five).map(nothing)
    });
    probe.ask("redeclared in subclass", |p| {
        let a = Class::new("A").slots(["a"]).build(p)?;
        let b = Class::new("B").base(a).slots(["a"]).build(p)?;
        let grown = p.class(b).basicsize() - p.class(a).basicsize();
        let b = p.instantiate(b);
        set(p, b, "a")?;
        let hidden = p
            .descriptor_get(a, "a", b)
            .expect_err("the base's own slot is empty");
        Ok(json!([grown, hidden.text]))
    });
    probe.ask("mangling", |p| {
        let a = Class::new("A")
            .slots(["__priv", "_A__other", "_x"])
            .build(p)?;
        let a = p.instantiate(a);
        let one = set(p, a, "_A__priv")?;
        let is_set = p.get(a, &mangle("A", "__priv"))? == one;
        Ok(json!([["_A__priv"], "__priv", i32::from(is_set)]))
    });
}

fn layouts(probe: &mut Probe<'_, '_>) {
    let mut two = |key: &str, first: Slots, second: Slots, both: Option<Slots>| {
        probe.ask(key, |p| {
            let a = Class::new("A").slots(first).build(p)?;
            let b = Class::new("B").slots(second).build(p)?;
            let mut c = Class::new("C").base(a).base(b);
            if let Some(slots) = both {
                c = c.slots(slots);
            }
            c.build(p).map(|_| json!("ok"))
        });
    };
    two("layout conflict", ["a"].into(), ["b"].into(), None);
    two(
        "layout no conflict when one is empty",
        ["a"].into(),
        empty().into(),
        Some(["c"].into()),
    );
    two(
        "same slots both, conflict",
        ["a"].into(),
        ["a"].into(),
        Some(empty().into()),
    );
    let weakref = || Slots::from(["__weakref__"]);
    let dict = || Slots::from(["__dict__"]);
    two(
        "only __weakref__ in both bases",
        weakref(),
        weakref(),
        Some(empty().into()),
    );
    two(
        "only __dict__ in both bases",
        dict(),
        dict(),
        Some(empty().into()),
    );
    probe.ask("diamond fine", |p| {
        let a = Class::new("A").slots(["a"]).build(p)?;
        let b = Class::new("B").base(a).slots(empty()).build(p)?;
        let c = Class::new("C").base(a).slots(empty()).build(p)?;
        Class::new("D")
            .bases([b, c])
            .slots(["d"])
            .build(p)
            .map(|_| json!("ok"))
    });
    let mut twice = |key: &str, slots: Slots, plain_base: bool| {
        probe.ask(key, |p| {
            let mut class = Class::new("B").slots(slots);
            if plain_base {
                class = class.base(Class::new("A").build(p)?);
            }
            class.build(p).map(nothing)
        });
    };
    twice("__dict__ twice", ["__dict__", "__dict__"].into(), false);
    twice(
        "__weakref__ twice",
        ["__weakref__", "__weakref__"].into(),
        false,
    );
    twice("__dict__ when base has it", dict(), true);
    twice("__weakref__ when base has it", weakref(), true);
    probe.ask("duplicate slot", |p| {
        let a = Class::new("A").slots(["a", "a"]).build(p)?;
        Ok(json!([
            p.class(a).basicsize() - p.class(Builtin::Object).basicsize()
        ]))
    });
}

fn built_in_bases(probe: &mut Probe<'_, '_>) {
    let mut on = |key: &str, base: Builtin, slot: &str, fine: Value| {
        probe.ask(key, |p| {
            Class::new("A")
                .base(base)
                .slots([slot])
                .build(p)
                .map(|_| fine)
        });
    };
    let no_exception = || json!("no exception");
    on("nonempty slots on int", Builtin::Int, "a", no_exception());
    on(
        "nonempty slots on tuple",
        Builtin::Tuple,
        "a",
        no_exception(),
    );
    on(
        "nonempty slots on bytes",
        Builtin::Bytes,
        "a",
        no_exception(),
    );
    on("nonempty slots on type", Builtin::Type, "a", no_exception());
    for (name, base) in [
        ("list", Builtin::List),
        ("dict", Builtin::Dict),
        ("float", Builtin::Float),
    ] {
        on(&format!("nonempty slots on {name}"), base, "a", json!("ok"));
    }
    on(
        "__dict__ in slots on int",
        Builtin::Int,
        "__dict__",
        json!("ok"),
    );
    on(
        "__weakref__ in slots on int",
        Builtin::Int,
        "__weakref__",
        json!("ok"),
    );
    on(
        "__weakref__ in slots on tuple",
        Builtin::Tuple,
        "__weakref__",
        json!("ok"),
    );
    probe.ask("nonempty slots on str", |p| {
        let a = Class::new("A").base(Builtin::Str).slots(["a"]).build(p)?;
        let a = p.instantiate(a);
        let one = set(p, a, "a")?;
        Ok(json!(i32::from(p.get(a, "a")? == one)))
    });
    probe.ask("nonempty slots on Exception: has dict", |p| {
        let a = Class::new("A")
            .base(Builtin::Exception)
            .slots(["a"])
            .build(p)?;
        let a = p.instantiate(a);
        Ok(json!(p.dict_of(a).is_ok()))
    });
}

fn declarations(probe: &mut Probe<'_, '_>) {
    let mut refused = |key: &str, slots: Slots| {
        probe.ask(key, |p| {
            Class::new("A").slots(slots).build(p).map(|_| json!("ok"))
        });
    };
    refused("bad name", ["1x"].into());
    refused("keyword name", ["class"].into());
    refused(
        "not a string",
        Slots::mixed([Item::Other("int".to_owned())]),
    );
    refused("not iterable", Slots::NotIterable("int".to_owned()));
    probe.ask("slots a plain string", |p| {
        let a = Class::new("A").slots("abc").build(p)?;
        let one = p.instantiate(a);
        set(p, one, "abc")?;
        Ok(json!(["abc", p.descriptor_repr(a, "abc").is_ok()]))
    });
    probe.ask("slot values keep order of memory offsets", |p| {
        let a = Class::new("A").slots(["b", "a", "c"]).build(p)?;
        let names: Vec<String> = p
            .class(a)
            .members()
            .iter()
            .map(|member| format!("'{}'", p.text(member.name)))
            .collect();
        Ok(json!(format!("[{}]", names.join(", "))))
    });
    let mut assigned = |key: &str, first: Slots, second: Option<Slots>| {
        probe.ask(key, |p| {
            let a = Class::new("A").slots(first).build(p)?;
            let mut class = Class::new("B");
            if let Some(slots) = second {
                class = class.slots(slots);
            }
            let b = class.build(p)?;
            let one = p.instantiate(a);
            p.set_class(one, b)?;
            Ok(json!(p.class(p.type_of(one)).name()))
        });
    };
    assigned("__class__ assignment slots to plain", ["a"].into(), None);
    assigned(
        "__class__ assignment same slots",
        ["a"].into(),
        Some(["a"].into()),
    );
    assigned(
        "__class__ assignment different slots",
        ["a"].into(),
        Some(["b"].into()),
    );
}

/// Entries of which a part is a matter of this crate.
fn in_part(probe: &mut Probe<'_, '_>) {
    let python = &mut Runtime::new(probe.version);
    let a = Class::new("A").slots(["a"]).build(python).unwrap();
    // A repr; the two names of types before it belong to `type` and to `inspect`.
    let recorded = probe.section.take("descriptor type");
    probe.section.compare(
        "descriptor type",
        &recorded[2],
        python.descriptor_repr(a, "a").unwrap(),
    );
    // A dictionary's keys are the slots; what `inspect.getdoc` makes of its values is its own matter.
    let recorded = probe.section.take("slots a dict (docs)");
    let help = Slots::dict([("x", "the x"), ("y", "the y")]);
    let a = Class::new("A").slots(help).build(python).unwrap();
    probe
        .section
        .compare("slots a dict", &recorded[0], json!(names(python, a)));
    // An iterator is used up, and the class remembers what it gave.
    let recorded = probe.section.take("slots an iterator");
    let slots: Slots = ["x", "y"].into_iter().collect();
    let a = Class::new("A").slots(slots).build(python).unwrap();
    probe.section.compare(
        "slots an iterator",
        &recorded[1],
        names(python, a).contains(&"x"),
    );
    // What `dataclass(slots=True)` makes is a class with slots; before 3.10 it is an error of its own.
    let key = "dataclass(slots=True) set undeclared";
    let recorded = probe.section.take(key);
    if probe.version >= version::Version::new(3, 10, 0) {
        let d = Class::new("D").slots(["x"]).build(python).unwrap();
        let d = python.instantiate(d);
        let answer = set(python, d, "y").map(nothing);
        probe.section.compare(key, recorded, written(answer));
    }
}

fn names(python: &Runtime, class: TypeId) -> Vec<&str> {
    let members = python.class(class).members().iter();
    members.map(|member| python.text(member.name)).collect()
}

#[test]
fn what_is_refused_and_with_which_words() {
    for facts in all() {
        let mut section = facts.section("slots");
        let mut probe = Probe {
            section: &mut section,
            version: facts.version,
        };
        instances(&mut probe);
        class_variables(&mut probe);
        layouts(&mut probe);
        built_in_bases(&mut probe);
        declarations(&mut probe);
        in_part(&mut probe);
        section.leave_out(&[
            // `copyreg`, `copy` and `pickle`.
            "copy.copy",
            "copy.deepcopy",
            "has __getstate__ (3.11+)",
            "reduce_ex(0)",
            "reduce_ex(1)",
            "reduce_ex(2) state",
            "reduce_ex(2) state slots+dict",
            "reduce_ex(4) state",
            "pickle protocol 0",
            "pickle protocol 1",
            "pickle protocol 2",
            "pickle protocol 3",
            "pickle protocol 4",
            "pickle protocol 5",
            // `dataclasses`, `functools` and `weakref`.
            "dataclass(slots=True)",
            "dataclass(slots=True) weakref",
            "dataclass(slots=True, weakref_slot=True)",
            "cached_property needs dict",
            "weakref.ref",
            // Built-in functions, and names of types.
            "dir lists slots",
            // A class attribute that is set after the class statement, which has no word in the layout.
            "added to class later has no effect",
            "vars()",
            "slots a list",
            "__dict__ descriptor types",
        ]);
        section.finish();
    }
}
