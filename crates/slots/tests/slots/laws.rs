//! What holds for any classes and any attributes, and a model so simple that it can't be wrong.

use std::collections::HashMap;

use objects::Ref;
use proptest::prelude::*;
use slots::{Builtin, Class, Part, Runtime, TypeId, is_identifier, mangle};
use version::{MEASURED, Version};

fn versions() -> impl Strategy<Value = Version> {
    (0..MEASURED.len(), any::<bool>()).prop_map(|(place, bare)| {
        let version = MEASURED[place];
        if bare && version >= Version::new(3, 13, 0) {
            version.without_gil()
        } else {
            version
        }
    })
}

/// For each class: which earlier classes are its bases, and perhaps its slots.
fn hierarchies() -> impl Strategy<Value = Vec<(Vec<usize>, Option<Vec<String>>)>> {
    let slot = prop::sample::select(vec!["a", "b", "c", "d", "__p", "__dict__", "__weakref__"]);
    let slots = prop::collection::vec(slot.prop_map(String::from), 0..4);
    let class = (
        prop::collection::vec(0usize..8, 0..3),
        prop::option::of(slots),
    );
    prop::collection::vec(class, 1..8)
}

fn build(python: &mut Runtime, hierarchy: &[(Vec<usize>, Option<Vec<String>>)]) -> Vec<TypeId> {
    let mut made: Vec<TypeId> = Vec::new();
    for (number, (bases, slots)) in hierarchy.iter().enumerate() {
        let natives = [Builtin::List.id(), Builtin::Tuple.id()];
        let pool: Vec<TypeId> = made.iter().copied().chain(natives).collect();
        let mut class = Class::new(format!("C{number}"));
        for base in bases {
            if let Some(&base) = pool.get(*base) {
                class = class.base(base);
            }
        }
        if let Some(slots) = slots {
            class = class.slots(slots.clone());
        }
        made.extend(class.build(python));
    }
    made
}

proptest! {
    /// No two parts of an instance overlap, and together they fill it, from its first byte to its last.
    #[test]
    fn rows_of_a_layout_touch_and_never_overlap(version in versions(), hierarchy in hierarchies()) {
        let mut python = Runtime::new(version);
        for class in build(&mut python, &hierarchy) {
            let layout = python.layout(class);
            let rows: Vec<_> = layout.rows.iter().filter(|row| row.part != Part::Items).collect();
            prop_assert_eq!(rows[0].offset, -(layout.preheader as isize));
            for pair in rows.windows(2) {
                prop_assert_eq!(pair[0].offset + pair[0].size as isize, pair[1].offset, "{}", layout);
            }
            let inside = rows.iter().filter(|row| row.part != Part::InlineValues);
            let end = inside.map(|row| row.offset + row.size as isize).max();
            prop_assert_eq!(end, Some(layout.basicsize as isize), "{}", layout);
        }
        python.audit([]).unwrap();
    }

    /// A class extends the layout of its base: all that the base has is where it was.
    #[test]
    fn a_subclass_extends_its_base(version in versions(), hierarchy in hierarchies()) {
        let mut python = Runtime::new(version);
        for class in build(&mut python, &hierarchy) {
            let made = python.class(class);
            let base = python.class(made.base().unwrap());
            prop_assert!(made.basicsize() >= base.basicsize());
            prop_assert_eq!(made.itemsize(), base.itemsize());
            for member in made.members() {
                prop_assert!(member.offset >= base.basicsize());
                prop_assert_eq!(member.offset % 8, 0);
            }
            let old = python.layout(made.base().unwrap());
            let new = python.layout(class);
            for row in old.rows.iter().filter(|row| row.part == Part::Slot) {
                prop_assert!(new.rows.contains(row), "{} lost a slot of {}", new, old);
            }
        }
    }

    /// The order in which slots are written down makes no difference.
    #[test]
    fn slots_are_sorted(version in versions(), mut slots in prop::collection::hash_set("[a-z]{1,3}", 0..6)
        .prop_map(|set| set.into_iter().collect::<Vec<_>>()))
    {
        let mut python = Runtime::new(version);
        let given = Class::new("C").slots(slots.clone()).build(&mut python).unwrap();
        slots.sort_unstable();
        let sorted = Class::new("C").slots(slots.clone()).build(&mut python).unwrap();
        prop_assert_eq!(python.layout(given), python.layout(sorted));
        let members = python.class(given).members();
        let names: Vec<&str> = members.iter().map(|member| python.text(member.name)).collect();
        prop_assert_eq!(names, slots);
        // And so each is assignable to an instance of the other.
        let one = python.instantiate(given);
        prop_assert!(python.set_class(one, sorted).is_ok());
    }

    /// A mangled name is mangled once, and only private names are.
    #[test]
    fn mangling_is_done_once(class in "_{0,2}[a-z]{0,3}", name in "_{0,3}[a-z]{1,3}_{0,2}") {
        let mangled = mangle(&class, &name);
        prop_assert_eq!(mangle(&class, &mangled), mangled.clone());
        prop_assert_eq!(is_identifier(&mangled), is_identifier(&name));
        let is_private = name.starts_with("__") && !name.ends_with("__");
        let has_name = class.chars().any(|letter| letter != '_');
        prop_assert_eq!(mangled != name, is_private && has_name);
        prop_assert!(mangled.ends_with(&name));
    }

    /// Whatever keeps the attributes, they are a mapping from names to values for each instance.
    #[test]
    fn attributes_are_a_mapping(
        version in versions(),
        slots in prop::option::of(prop::collection::hash_set("[a-d]", 0..3)),
        steps in prop::collection::vec((0usize..3, 0u8..8, "[a-h]"), 1..80),
    ) {
        let mut python = Runtime::new(version);
        let mut class = Class::new("C").assigns(["a", "c", "e"]);
        if let Some(slots) = slots {
            class = class.slots(slots.into_iter().chain(["__dict__".to_owned()]).collect::<Vec<_>>());
        }
        let class = class.build(&mut python).unwrap();
        let objects: Vec<Ref> = (0..3).map(|_| python.instantiate(class)).collect();
        let mut model: Vec<HashMap<String, Ref>> = vec![HashMap::new(); 3];
        for (which, kind, name) in steps {
            let (object, expected) = (objects[which], &mut model[which]);
            match kind {
                0..=3 => {
                    let value = python.instantiate(Builtin::Object);
                    python.set_new(object, &name, value).unwrap();
                    expected.insert(name.clone(), value);
                }
                4 => {
                    let known = expected.remove(&name).is_some();
                    prop_assert_eq!(python.delete(object, &name).is_ok(), known);
                }
                5 => {
                    python.dict_of(object).unwrap();
                }
                _ => {}
            }
            prop_assert_eq!(python.get(object, &name).ok(), expected.get(&name).copied());
            python.audit(objects.iter().copied()).unwrap();
        }
        for object in objects {
            python.decref(object);
        }
        prop_assert!(python.heap().is_empty());
        python.audit([]).unwrap();
    }

    /// The MRO of a class: itself first, `object` last, and each base's own order kept.
    #[test]
    fn an_mro_keeps_the_order_of_each_base(version in versions(), hierarchy in hierarchies()) {
        let mut python = Runtime::new(version);
        for class in build(&mut python, &hierarchy) {
            let made = python.class(class);
            let mro = made.mro();
            prop_assert_eq!(mro.first(), Some(&class));
            prop_assert_eq!(mro.last(), Some(&Builtin::Object.id()));
            let place = |id: &TypeId| mro.iter().position(|it| it == id);
            let lists = made.bases().iter().map(|&base| python.class(base).mro());
            for list in lists.chain([made.bases()]) {
                for pair in list.windows(2) {
                    prop_assert!(place(&pair[0]) < place(&pair[1]));
                }
            }
        }
    }
}

/// An audit that can't fail would be worth nothing.
#[test]
fn the_audit_misses_a_root() {
    let mut python = Runtime::new(Version::default());
    let class = Class::new("C").slots(["x"]).build(&mut python).unwrap();
    let one = python.instantiate(class);
    assert!(python.audit([one]).is_ok());
    let error = python.audit([]).unwrap_err();
    assert!(
        error.to_string().contains("#0 says 1, and 0 were found"),
        "{error}"
    );
}
