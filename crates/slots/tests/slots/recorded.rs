//! Sizes of instances, their dictionaries and their classes, against the recordings.

use objects::Ref;
use serde_json::{Value, json};
use slots::{Builtin, Class, DictKey, Runtime, TypeId};

use crate::facts::{Facts, Section, list, recorded};

/// Every recording of the probe: eight minor releases, two more patches of 3.14, three builds without the lock.
pub fn all() -> Vec<Facts> {
    recorded("cpython-", 13)
}

/// A class whose methods assign to these attributes.
pub fn assigning(python: &mut Runtime, names: &[String]) -> TypeId {
    let class = Class::new("C").assigns(names.to_vec());
    class.build(python).expect("a class without slots")
}

/// `class()`, whose `__init__` then sets these attributes, in this order.
pub fn init(python: &mut Runtime, class: TypeId, names: &[String]) -> Ref {
    let object = python.instantiate(class);
    for name in names {
        let value = python.instantiate(Builtin::Object);
        python
            .set_new(object, name, value)
            .expect("an attribute that can be set");
    }
    object
}

pub fn numbered(letter: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("{letter}{number}"))
        .collect()
}

fn words(names: &str) -> Vec<String> {
    names.split_whitespace().map(str::to_owned).collect()
}

/// `sys.getsizeof(object.__dict__)`
fn dict_size(python: &mut Runtime, object: Ref) -> usize {
    let dict = python.dict_of(object).expect("a dictionary");
    python.getsizeof(dict)
}

fn object(python: &mut Runtime) -> Ref {
    python.instantiate(Builtin::Object)
}

fn by_attr_count(python: &mut Runtime, count: usize) -> Value {
    let names = numbered("a", count);
    let class = assigning(python, &names);
    let first = init(python, class, &names);
    let (inst1, dict1) = (python.getsizeof(first), dict_size(python, first));
    let second = init(python, class, &names);
    let (inst2, dict2) = (python.getsizeof(second), dict_size(python, second));
    let mut last = second;
    for _ in 0..50 {
        let next = init(python, class, &names);
        if last != second {
            python.decref(last);
        }
        last = next;
    }
    json!({
        "inst1": inst1, "dict1": dict1, "inst2": inst2, "dict2": dict2,
        "inst52": python.getsizeof(last), "dict52": dict_size(python, last),
        "inst52_after_touch": python.getsizeof(last),
    })
}

fn grow_by_setattr(python: &mut Runtime) -> Value {
    let class = assigning(python, &[]);
    let grown = python.instantiate(class);
    let mut out = vec![json!([
        0,
        python.getsizeof(grown),
        dict_size(python, grown)
    ])];
    for count in 1..=40 {
        let value = object(python);
        python.set_new(grown, &format!("x{count}"), value).unwrap();
        out.push(json!([
            count,
            python.getsizeof(grown),
            dict_size(python, grown)
        ]));
    }
    out.into()
}

fn delete_attributes(python: &mut Runtime) -> Value {
    let names = words("a b c");
    let class = assigning(python, &names);
    let d = init(python, class, &names);
    let fresh = dict_size(python, d);
    python.delete(d, "b").unwrap();
    let after_del_b = dict_size(python, d);
    let e = init(python, class, &names);
    let next_instance = dict_size(python, e);
    let value = object(python);
    python.set_new(d, "b", value).unwrap();
    let after_readd_b = dict_size(python, d);
    let f = init(python, class, &names);
    let dict = python.dict_of(f).unwrap();
    python.dict_clear(dict);
    let after_dict_clear = python.getsizeof(dict);
    let h = init(python, class, &names);
    let value = object(python);
    python.set_new(h, "extra", value).unwrap();
    let with_extra = dict_size(python, h);
    let another = init(python, class, &names);
    let instance_after_extra = dict_size(python, another);
    python.decref(another);
    let k = init(python, class, &names);
    let value = object(python);
    let new = python.dict([("a", value)]);
    python.set_dict(k, new).unwrap();
    json!({
        "fresh": fresh, "after_del_b": after_del_b, "next_instance": next_instance,
        "after_readd_b": after_readd_b, "after_dict_clear": after_dict_clear, "with_extra": with_extra,
        "instance_after_extra": instance_after_extra, "after_replacing_dict": dict_size(python, k),
    })
}

fn plain_dict(python: &mut Runtime, names: &[String]) -> usize {
    let pairs: Vec<(&str, Ref)> = names
        .iter()
        .map(|name| (name.as_str(), python.instantiate(Builtin::Object)))
        .collect();
    let plain = python.dict(pairs);
    python.getsizeof(plain)
}

fn attribute_order(python: &mut Runtime) -> Value {
    let class = assigning(python, &[]);
    let a = init(python, class, &words("x y"));
    let b = init(python, class, &words("y x"));
    let c = init(python, class, &words("x y"));
    let dict = python.dict_of(b).unwrap();
    let keys: Vec<&str> = python
        .dict_items(dict)
        .iter()
        .map(|&(key, _)| match key {
            DictKey::Str(name) => python.text(name),
            DictKey::Int(_) => panic!("no attribute is a number"),
        })
        .collect();
    let keys = json!(keys);
    json!({
        "a(x,y)": dict_size(python, a), "b(y,x)": dict_size(python, b), "b_keys": keys,
        "c(x,y)": dict_size(python, c), "plain {x,y}": plain_dict(python, &words("x y")),
    })
}

fn shared_and_plain(python: &mut Runtime) -> Value {
    let names = words("x y z");
    let class = assigning(python, &names);
    let q = init(python, class, &names);
    let dict = python.dict_of(q).unwrap();
    let (new, copy) = (python.dict_from(dict), python.dict_copy(dict));
    json!({
        "instance": python.getsizeof(q), "instance_dict": python.getsizeof(dict),
        "plain_dict": plain_dict(python, &names), "dict(instance_dict)": python.getsizeof(new),
        "copy": python.getsizeof(copy),
    })
}

/// A class with so many slots, perhaps a `__dict__` and a `__weakref__`, by its name in the recording.
fn with_slots(python: &mut Runtime, shape: &str) -> Value {
    let mut parts = shape.split('+');
    let count = parts.next().expect("a number").parse().expect("a number");
    let names = numbered("s", count);
    let extra = parts.map(|part| format!("__{part}__"));
    let slots: slots::Slots = names.iter().cloned().chain(extra).collect();
    let class = Class::new("C").slots(slots).build(python).unwrap();
    let one = python.instantiate(class);
    let empty = python.getsizeof(one);
    for name in &names {
        let value = object(python);
        python.set_new(one, name, value).unwrap();
    }
    let made = python.class(class);
    json!({
        "empty": empty, "filled": python.getsizeof(one), "basicsize": made.basicsize(),
        "weakrefoffset": made.weaklistoffset(), "dictoffset": made.dictoffset(),
        "class_size": python.class_getsizeof(class),
    })
}

/// `sys.getsizeof` of an instance of a class that derives from a built-in type, of one with empty slots, and of the type's own.
fn subclass_sizes(python: &mut Runtime, base: Builtin) -> [usize; 2] {
    let plain = Class::new("X").base(base).build(python).unwrap();
    let empty: [&str; 0] = [];
    let slotted = Class::new("X")
        .base(base)
        .slots(empty)
        .build(python)
        .unwrap();
    [plain, slotted].map(|class| {
        let one = python.instantiate(class);
        python.getsizeof(one)
    })
}

fn namedtuple(python: &mut Runtime, fields: usize) -> Ref {
    let empty: [&str; 0] = [];
    let class = Class::new("T")
        .base(Builtin::Tuple)
        .slots(empty)
        .build(python)
        .unwrap();
    let items: Vec<Ref> = (0..fields).map(|_| object(python)).collect();
    python.instantiate_with(class, items)
}

fn by_fields(mut one: impl FnMut(usize) -> Value) -> Value {
    (0..8).map(&mut one).collect()
}

fn check_instances(facts: &Facts, section: &mut Section<'_>) {
    let version = facts.version;
    let python = &mut Runtime::new(version);
    let class = assigning(python, &[]);
    let one = python.instantiate(class);
    section.check("plain_fresh_before_dict_touched", python.getsizeof(one));
    section.check("plain_fresh_dict", dict_size(python, one));
    section.check("plain_after_dict_touched", python.getsizeof(one));
    section.check("class_size_empty", python.class_getsizeof(class));
    section.check("class_size_1_method", python.class_getsizeof(class));
    let by_count = section
        .take("by_attr_count")
        .as_object()
        .expect("an object");
    for (count, expected) in by_count {
        let got = by_attr_count(python, count.parse().expect("a number"));
        section.compare(&format!("by_attr_count {count}"), expected, got);
    }
    section.check("grow_by_setattr[n,inst,dict]", grow_by_setattr(python));
    let untouched: Value = (0..33)
        .map(|count| {
            let class = assigning(python, &[]);
            let one = init(python, class, &numbered("x", count));
            python.getsizeof(one)
        })
        .collect();
    section.check("grow_inst_size_dict_untouched", untouched);
    section.check("delete_attributes_dict_size", delete_attributes(python));
    section.check("attribute_order", attribute_order(python));
    section.check("shared_vs_plain_dict_3_attrs", shared_and_plain(python));
    let shapes = section.take("slots").as_object().expect("an object");
    for (shape, expected) in shapes {
        let got = with_slots(python, shape);
        section.compare(&format!("slots {shape}"), expected, got);
    }
    let error = Class::new("MyErr")
        .base(Builtin::Exception)
        .build(python)
        .unwrap();
    let error = python.instantiate(error);
    section.check("exception_with_dict", python.getsizeof(error));
}

#[test]
fn instances_have_the_recorded_sizes() {
    for facts in all() {
        let mut section = facts.section("instances");
        check_instances(&facts, &mut section);
        let python = &mut Runtime::new(facts.version);
        for base in ["int", "str", "list", "dict", "tuple", "set", "float"] {
            let builtin = Builtin::ALL.iter().find(|it| it.name() == base).unwrap();
            let expected = section.take(&format!("subclass_of_{base}"));
            // The third number is that of the built-in type, which the crate below is held against.
            let expected = json!(list(expected)[..2]);
            section.compare(base, &expected, json!(subclass_sizes(python, *builtin)));
        }
        let sizes = by_fields(|fields| {
            let one = namedtuple(python, fields);
            json!(python.getsizeof(one))
        });
        section.check("namedtuple_by_fields", sizes);
        let sizes = by_fields(|fields| {
            let names = numbered("f", fields);
            let class = assigning(python, &names);
            let one = init(python, class, &names);
            json!([python.getsizeof(one), dict_size(python, one)])
        });
        section.check("dataclass_by_fields[inst,dict]", sizes);
        let slots_too = facts.version >= version::Version::new(3, 10, 0);
        let recorded = section.take("dataclass_slots_by_fields[inst,dict]");
        if slots_too {
            let sizes = by_fields(|fields| {
                let class = Class::new("D")
                    .slots(numbered("f", fields))
                    .build(python)
                    .unwrap();
                let one = python.instantiate(class);
                assert!(python.dict_of(one).is_err());
                json!([python.getsizeof(one), null])
            });
            section.compare("dataclass(slots=True)", recorded, sizes);
        }
        section.finish();
    }
}

fn key_sharing(python: &mut Runtime) -> Value {
    let names = words("a b c d e");
    let class = assigning(python, &names);
    let (x, y) = (init(python, class, &names), init(python, class, &names));
    let (first, second) = (dict_size(python, x), dict_size(python, y));
    let dict = python.dict_of(x).unwrap();
    let unshared = python.dict_from(dict);
    let value = object(python);
    python.set_new(y, "z", value).unwrap();
    let y_with_new_key = dict_size(python, y);
    let z = init(python, class, &names);
    let later_instance = dict_size(python, z);
    python.delete(z, "a").unwrap();
    let z_after_del = dict_size(python, z);
    let w = init(python, class, &names);
    let after_del_in_other = dict_size(python, w);
    let v = init(python, class, &names);
    let (dict, value) = (python.dict_of(v).unwrap(), object(python));
    let q = DictKey::Str(python.intern("q"));
    python.dict_setitem(dict, q, value);
    let after_new_key = dict_size(python, v);
    let u = init(python, class, &names);
    let (dict, value) = (python.dict_of(u).unwrap(), object(python));
    python.dict_setitem(dict, DictKey::Int(1), value);
    let after_int_key = dict_size(python, u);
    python.dict_delitem(dict, DictKey::Int(1)).unwrap();
    json!({
        "first": first, "second": second, "unshared_same_keys": python.getsizeof(unshared),
        "plain": plain_dict(python, &names), "y_with_new_key": y_with_new_key, "later_instance": later_instance,
        "z_after_del": z_after_del, "instance_after_del_in_other": after_del_in_other,
        "after_dict_setitem_new_key": after_new_key, "after_dict_setitem_int_key": after_int_key,
        "pop": dict_size(python, u),
    })
}

#[test]
fn keys_are_shared_and_unshared_as_recorded() {
    for facts in all() {
        let mut python = Runtime::new(facts.version);
        assert_eq!(
            key_sharing(&mut python),
            facts.data["key_sharing"],
            "{}",
            facts.version
        );
    }
}

#[test]
fn built_in_types_have_the_recorded_layout() {
    for facts in all() {
        let mut section = facts.section("basic_item_size");
        let python = &mut Runtime::new(facts.version);
        let is_new = facts.version >= version::Version::new(3, 10, 0);
        let describe = |section: &mut Section<'_>, name: &str, class: TypeId| {
            let class = python.class(class);
            let places = json!([
                class.basicsize(),
                class.itemsize(),
                class.dictoffset(),
                class.weaklistoffset()
            ]);
            section.check(name, places);
        };
        for &builtin in Builtin::ALL {
            let name = match builtin {
                // Only its base was asked for, whose layout it has.
                Builtin::Exception => continue,
                // They are measured in extensions.json.
                Builtin::Partial | Builtin::Deque => continue,
                Builtin::DefaultDict | Builtin::OrderedDict => continue,
                Builtin::WeakRef if !is_new => "weakref",
                Builtin::Proxy if !is_new => "weakproxy",
                Builtin::CallableProxy if !is_new => "weakcallableproxy",
                _ => builtin.name(),
            };
            describe(&mut section, name, builtin.id());
        }
        let python = &mut Runtime::new(facts.version);
        let classes = [
            ("plain_class", Class::new("P")),
            ("SL", Class::new("SL").slots(["a"])),
            ("SW", Class::new("SW").slots(["a", "__weakref__"])),
            ("SD", Class::new("SD").slots(["a", "__dict__"])),
        ];
        for (name, class) in classes {
            let class = class.build(python).unwrap();
            let class = python.class(class);
            let places = json!([
                class.basicsize(),
                class.itemsize(),
                class.dictoffset(),
                class.weaklistoffset()
            ]);
            section.check(name, places);
        }
        section.finish();
    }
}

#[test]
fn extension_types_have_the_measured_layout() {
    let releases = crate::facts::json("extensions.json");
    let releases = list(&releases);
    assert_eq!(releases.len(), 8);
    for release in releases {
        let number = |place: usize| release["version"][place].as_u64().unwrap() as u8;
        let version = version::Version::new(number(0), number(1), number(2));
        let python = Runtime::new(version);
        for builtin in [
            Builtin::Partial,
            Builtin::Deque,
            Builtin::DefaultDict,
            Builtin::OrderedDict,
        ] {
            let class = python.class(builtin.id());
            let places = json!([
                class.basicsize(),
                class.itemsize(),
                class.dictoffset(),
                class.weaklistoffset()
            ]);
            let name = builtin.name();
            assert_eq!(release["layouts"][name], places, "{name} of {version}");
        }
    }
}
