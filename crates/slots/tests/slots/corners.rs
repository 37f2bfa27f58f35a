//! Single questions that random programs miss: `corners` of the recordings.

use objects::Ref;
use serde_json::{Value, json};
use slots::{Builtin, Class, DictKey, Error, Runtime, TypeId};
use version::Version;

use crate::facts::{Section, recorded};

type Answer = Result<Value, Error>;

fn ask(
    section: &mut Section<'_>,
    version: Version,
    key: &str,
    answer: impl FnOnce(&mut Runtime) -> Answer,
) {
    let mut python = Runtime::new(version);
    let got = answer(&mut python).unwrap_or_else(|error| json!(error.to_string()));
    section.check(key, got);
}

/// `class A: pass`, and an instance with these attributes.
fn plain(python: &mut Runtime, names: &[&str]) -> Result<(TypeId, Ref), Error> {
    let class = Class::new("A").build(python)?;
    let one = python.instantiate(class);
    for name in names {
        let value = python.instantiate(Builtin::Object);
        python.set_new(one, name, value)?;
    }
    Ok((class, one))
}

fn keys(python: &Runtime, dict: Ref) -> Vec<&str> {
    let items = python.dict_items(dict).into_iter();
    items
        .filter_map(|(key, _)| match key {
            DictKey::Str(name) => Some(python.text(name)),
            DictKey::Int(_) => None,
        })
        .collect()
}

fn null<T>(_: T) -> Value {
    Value::Null
}

fn bases(section: &mut Section<'_>, version: Version) {
    ask(section, version, "duplicate base", |p| {
        let a = Class::new("A").build(p)?;
        Class::new("C").bases([a, a]).build(p).map(null)
    });
    for (key, base) in [
        ("base bool", Builtin::Bool),
        ("base range", Builtin::Range),
        ("base function", Builtin::Function),
        ("base ProxyType", Builtin::Proxy),
        ("base CallableProxyType", Builtin::CallableProxy),
    ] {
        ask(section, version, key, |p| {
            Class::new("C").base(base).build(p).map(null)
        });
    }
    ask(section, version, "list and dict", |p| {
        Class::new("C")
            .base(Builtin::List)
            .base(Builtin::Dict)
            .build(p)
            .map(null)
    });
    ask(section, version, "metaclass", |p| {
        let m = Class::new("M").base(Builtin::Type).build(p)?;
        let m = p.class(m);
        Ok(json!([
            m.basicsize(),
            m.itemsize(),
            m.dictoffset(),
            m.weaklistoffset()
        ]))
    });
    ask(section, version, "tuple with slots", |p| {
        let class = Class::new("T")
            .base(Builtin::Tuple)
            .slots(["b", "a"])
            .build(p)?;
        let items: Vec<Ref> = (0..3).map(|_| p.instantiate(Builtin::Object)).collect();
        let (t, none) = (p.instantiate_with(class, items), p.instantiate(class));
        let (four, five) = (
            p.instantiate(Builtin::Object),
            p.instantiate(Builtin::Object),
        );
        p.set_new(t, "a", four)?;
        p.set_new(t, "b", five)?;
        let number = |value: Ref| {
            if value == four {
                4
            } else {
                i32::from(value == five) * 5
            }
        };
        let (a, b) = (number(p.get(t, "a")?), number(p.get(t, "b")?));
        let sizes = (
            p.class(class).basicsize(),
            p.getsizeof(t),
            p.getsizeof(none),
        );
        Ok(json!([sizes.0, sizes.1, sizes.2, a, b, [1, 2, 3]]))
    });
}

fn attributes(section: &mut Section<'_>, version: Version) {
    ask(section, version, "property no deleter", |p| {
        let value = p.instantiate(Builtin::Object);
        let class = Class::new("A").property("p", value, false).build(p)?;
        let one = p.instantiate(class);
        p.delete(one, "p").map(null)
    });
    for (key, delete) in [("weakref set", false), ("weakref deleted", true)] {
        ask(section, version, key, |p| {
            let (_, a) = plain(p, &[])?;
            if delete {
                return p.delete(a, "__weakref__").map(null);
            }
            let value = p.instantiate(Builtin::Object);
            p.set_new(a, "__weakref__", value).map(null)
        });
    }
    ask(section, version, "weakref read", |p| {
        let (_, a) = plain(p, &[])?;
        let none = p.none();
        Ok(json!(p.get(a, "__weakref__")? == none))
    });
    for (key, delete) in [("mangled unset", false), ("mangled deleted", true)] {
        ask(section, version, key, |p| {
            let class = Class::new("A").slots(["__p"]).build(p)?;
            let one = p.instantiate(class);
            if delete {
                return p.delete(one, "_A__p").map(null);
            }
            p.get(one, "_A__p").map(null)
        });
    }
    ask(section, version, "descriptor set wrong", |p| {
        let class = Class::new("A").slots(["a"]).build(p)?;
        let (five, one) = (p.instantiate(Builtin::Int), p.instantiate(Builtin::Object));
        p.descriptor_set(class, "a", five, one).map(null)
    });
    ask(section, version, "descriptor set", |p| {
        let class = Class::new("A").slots(["a"]).build(p)?;
        let (a, one) = (p.instantiate(class), p.instantiate(Builtin::Object));
        p.descriptor_set(class, "a", a, one)?;
        Ok(json!(i32::from(p.get(a, "a")? == one)))
    });
    ask(section, version, "empty name", |p| {
        Class::new("A").slots([""]).build(p).map(null)
    });
    ask(section, version, "letters", |p| {
        let class = Class::new("A").slots(["名前", "é"]).build(p)?;
        let members = p.class(class).members().iter();
        let names: Vec<&str> = members.map(|member| p.text(member.name)).collect();
        Ok(json!(names))
    });
    ask(section, version, "delete twice", |p| {
        let (_, a) = plain(p, &["x"])?;
        p.delete(a, "x")?;
        p.delete(a, "x").map(null)
    });
}

fn dictionaries(section: &mut Section<'_>, version: Version) {
    ask(section, version, "dict not a dict", |p| {
        let (_, a) = plain(p, &[])?;
        // The only other type here with that name would be one of ours.
        let class = Class::new("list_iterator").build(p)?;
        let other = p.instantiate(class);
        p.set_new(a, "__dict__", other).map(null)
    });
    ask(section, version, "dict deleted", |p| {
        let (_, a) = plain(p, &["x"])?;
        p.delete(a, "__dict__")?;
        let dict = p.dict_of(a)?;
        assert!(p.dict_items(dict).is_empty());
        Ok(Value::Null)
    });
    ask(section, version, "dict of an exception", |p| {
        let class = Class::new("E").base(Builtin::Exception).build(p)?;
        let (e, one) = (p.instantiate(class), p.instantiate(Builtin::Object));
        p.set_new(e, "x", one)?;
        let dict = p.get(e, "__dict__")?;
        Ok(json!(keys(p, dict)))
    });
    ask(section, version, "dict of an exception deleted", |p| {
        let class = Class::new("E").base(Builtin::Exception).build(p)?;
        let e = p.instantiate(class);
        p.delete(e, "__dict__").map(null)
    });
    ask(section, version, "dict key deleted twice", |p| {
        let (_, a) = plain(p, &["x"])?;
        let (dict, x) = (p.dict_of(a)?, DictKey::Str(p.intern("x")));
        p.dict_delitem(dict, x)?;
        p.dict_delitem(dict, x).map(null)
    });
    ask(section, version, "int key deleted", |p| {
        let (_, a) = plain(p, &[])?;
        let dict = p.dict_of(a)?;
        p.dict_delitem(dict, DictKey::Int(7)).map(null)
    });
    ask(section, version, "no dict to replace", |p| {
        let none: [&str; 0] = [];
        let class = Class::new("A").slots(none).build(p)?;
        let (a, dict) = (p.instantiate(class), p.dict([]));
        p.set_dict(a, dict).map(null)
    });
    ask(section, version, "dict outlives", |p| {
        let (_, a) = plain(p, &["x", "y"])?;
        let dict = p.dict_of(a)?;
        p.incref(dict);
        let before = p.getsizeof(dict);
        p.decref(a);
        Ok(json!([before, p.getsizeof(dict), keys(p, dict)]))
    });
    ask(section, version, "dict outlives and is cleared", |p| {
        let (_, a) = plain(p, &["x", "y"])?;
        let dict = p.dict_of(a)?;
        p.incref(dict);
        p.decref(a);
        p.dict_clear(dict);
        Ok(json!(p.getsizeof(dict)))
    });
}

fn values(section: &mut Section<'_>, version: Version) {
    ask(section, version, "a failed delete shares its key", |p| {
        let (class, _) = plain(p, &["x"])?;
        let b = p.instantiate(class);
        p.dict_of(b)?;
        p.delete(b, "n").expect_err("no such attribute");
        let c = p.instantiate(class);
        let mut heard = Vec::new();
        for name in ["y", "n"] {
            let value = p.instantiate(Builtin::Object);
            p.set_new(c, name, value)?;
            heard.push((name, value));
        }
        // The order in which the heap would let go of them.
        let mut order = Vec::new();
        let thing = p.heap().get(c).expect("an instance");
        objects::Trace::release_order(thing, &mut |child| {
            order.extend(
                heard
                    .iter()
                    .find(|(_, value)| *value == child)
                    .map(|(name, _)| *name),
            );
        });
        if order.is_empty() {
            let dict = p.dict_of(c)?;
            let thing = p.heap().get(dict).expect("a dictionary");
            objects::Trace::release_order(thing, &mut |child| {
                order.extend(
                    heard
                        .iter()
                        .find(|(_, value)| *value == child)
                        .map(|(name, _)| *name),
                );
            });
        }
        Ok(json!(order))
    });
    for (key, looks) in [
        ("looking brings a dict", true),
        ("setting brings a dict", false),
    ] {
        ask(section, version, key, |p| {
            let (_, a) = plain(p, &[])?;
            p.delete(a, "__dict__")?;
            if looks {
                p.get(a, "q").expect_err("no such attribute");
            }
            let value = p.instantiate(Builtin::Object);
            p.set_new(a, "x", value)?;
            let dict = p.dict_of(a)?;
            Ok(json!(p.getsizeof(dict)))
        });
    }
}

fn classes(section: &mut Section<'_>, version: Version) {
    ask(section, version, "int to A", |p| {
        let (class, five) = (Class::new("A").build(p)?, p.instantiate(Builtin::Int));
        p.set_class(five, class).map(null)
    });
    ask(section, version, "A to int", |p| {
        let (_, a) = plain(p, &[])?;
        p.set_class(a, Builtin::Int).map(null)
    });
    ask(section, version, "class changed", |p| {
        let (_, a) = plain(p, &["x", "y"])?;
        let b = Class::new("B").build(p)?;
        p.set_class(a, b)?;
        let dict = p.dict_of(a)?;
        let other = p.instantiate(b);
        let other_dict = p.dict_of(other)?;
        let name = p.class(p.type_of(a)).name();
        let sizes = [dict, a, other_dict].map(|it| p.getsizeof(it));
        Ok(json!([name, keys(p, dict), sizes[0], sizes[1], sizes[2]]))
    });
}

fn cleared(section: &mut Section<'_>, version: Version) {
    for (key, changes) in [
        ("class changed, dict cleared", true),
        ("dict cleared", false),
    ] {
        ask(section, version, key, |p| {
            let (_, a) = plain(p, &["x"])?;
            if changes {
                let b = Class::new("B").build(p)?;
                p.set_class(a, b)?;
            }
            let dict = p.dict_of(a)?;
            p.dict_clear(dict);
            Ok(json!(p.getsizeof(dict)))
        });
    }
}

#[test]
fn corners_that_were_asked_for_one_by_one() {
    for facts in recorded("measured-", 9) {
        let mut section = facts.section("corners");
        bases(&mut section, facts.version);
        attributes(&mut section, facts.version);
        dictionaries(&mut section, facts.version);
        values(&mut section, facts.version);
        classes(&mut section, facts.version);
        cleared(&mut section, facts.version);
        section.finish();
    }
}
