//! The rules that depend on a version, against what each interpreter printed.

mod common;

use common::lives;
use objects::{Arg, Code, Memory, Ref, small_ints};
use serde_json::{Value, json};
use version::Version;

/// An object whose death is printed, bound to a local.
fn bind_printing(memory: &mut Memory, name: &str) {
    let object = memory.instance_that_prints("H", name);
    memory
        .bind_new_local(name, object)
        .expect("a local of the function");
}

#[test]
fn locals_and_arguments_die_in_the_measured_order() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        memory
            .enter(&Code::new("f", &[], &["c", "a", "b"]), &[])
            .expect("no arguments");
        for name in ["c", "a", "b"] {
            bind_printing(&mut memory, name);
        }
        memory.leave().expect("a call");
        let expected = &facts["death order of locals c, a, b at return"]
            .as_array()
            .expect("a list")[1..];
        assert_eq!(json!(printed(&memory)), json!(expected), "{version}");

        let mut memory = Memory::new(version);
        let arguments =
            ["x", "y"].map(|name| Arg::Temporary(memory.instance_that_prints("H", name)));
        memory
            .enter(&Code::new("f", &["x", "y"], &["z"]), &arguments)
            .expect("two arguments");
        bind_printing(&mut memory, "z");
        memory.leave().expect("a call");
        let expected = &facts["death order of args x, y and local z"]
            .as_array()
            .expect("a list")[1..];
        assert_eq!(json!(printed(&memory)), json!(expected), "{version}");
        assert_eq!(memory.audit([]), Ok(()));
    }
}

#[test]
fn elements_die_in_the_measured_order() {
    for (version, facts) in lives() {
        for (kind, expected) in facts["death order of elements 0..3"]
            .as_object()
            .expect("a table")
        {
            let mut memory = Memory::new(version);
            let elements = ["0", "1", "2", "3"].map(|name| memory.instance_that_prints("H", name));
            let container = match kind.as_str() {
                "list" => memory.list(elements),
                "tuple" => memory.tuple(elements),
                "nested list" => {
                    let inner = elements.map(|element| memory.list([element]));
                    memory.list(inner)
                }
                "dict" => {
                    let dict = memory.dict();
                    for (place, element) in elements.into_iter().enumerate() {
                        let key = memory.int(place as i64);
                        memory
                            .dict_set(dict, key, element)
                            .expect("an integer has a hash");
                        memory.drop(key);
                        memory.drop(element);
                    }
                    dict
                }
                "instance" => {
                    let instance = memory.instance("A");
                    for (place, element) in elements.into_iter().enumerate() {
                        memory
                            .set_attribute(instance, &format!("a{place}"), element)
                            .expect("an instance");
                        memory.drop(element);
                    }
                    instance
                }
                other => panic!("no test for the order of {other}"),
            };
            memory.drop(container);
            let order: Vec<i64> = printed(&memory)
                .iter()
                .map(|text| text.parse().expect("a number"))
                .collect();
            assert_eq!(json!(order), *expected, "{kind} in {version}");
            assert_eq!(memory.audit([]), Ok(()));
        }
        let mut memory = Memory::new(version);
        let elements = ["0", "1", "2", "3"].map(|name| memory.instance_that_prints("H", name));
        let list = memory.list(elements);
        memory.clear_list(list).expect("a list");
        let order: Vec<i64> = printed(&memory)
            .iter()
            .map(|text| text.parse().expect("a number"))
            .collect();
        assert_eq!(json!(order), facts["death order list.clear()"], "{version}");
    }
}

#[test]
fn the_finalizer_of_a_resurrected_object_runs_once() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        let object = memory.instance_that_returns("A", "kept");
        memory.bind_new("a", object);
        memory.unbind("a").expect("bound");
        assert_eq!(memory.lookup("kept"), Ok(object), "{version}");
        assert_eq!(memory.audit([]), Ok(()));
        memory.unbind("kept").expect("bound");
        assert!(!memory.heap().is_alive(object));
        // The interpreter's log was the same after the second death: nothing ran again.
        let logs = facts["resurrected by __del__"]
            .as_array()
            .expect("two logs");
        assert_eq!(logs[0], logs[1], "{version}");
    }
}

/// Runs the steps of the measured function and notes `getrefcount(o)` after each.
fn counts_in_a_function(version: Version) -> Vec<u64> {
    let mut memory = Memory::new(version);
    memory
        .enter(
            &Code::new("f", &[], &["o", "p", "l", "t", "d", "s", "c"]),
            &[],
        )
        .expect("no arguments");
    let mut counts = Vec::new();
    let object = memory.object();
    memory.bind_new_local("o", object).expect("a local");
    let mut note = |memory: &Memory| counts.push(memory.getrefcount(object));
    note(&memory);
    memory.bind_local("p", object).expect("a local");
    note(&memory);
    memory.unbind_local("p").expect("bound");
    note(&memory);
    memory.bind_local("p", object).expect("a local");
    let one = memory.int(1);
    memory.bind_new_local("p", one).expect("a local");
    note(&memory);
    let item = memory.new_ref(object);
    let list = memory.list([item]);
    memory.bind_new_local("l", list).expect("a local");
    note(&memory);
    memory.append(list, object).expect("a list");
    note(&memory);
    for _ in 2..6 {
        memory.append(list, object).expect("a list");
    }
    note(&memory);
    memory.unbind_local("l").expect("bound");
    note(&memory);
    let items = [memory.new_ref(object), memory.new_ref(object)];
    let tuple = memory.tuple(items);
    memory.bind_new_local("t", tuple).expect("a local");
    note(&memory);
    let dict = memory.dict();
    memory.bind_new_local("d", dict).expect("a local");
    for (key, value) in [("k", None), ("v", Some(()))] {
        let text = memory.constant(key);
        let (key, value) = if value.is_none() {
            (text, object)
        } else {
            (object, text)
        };
        memory.dict_set(dict, key, value).expect("both have a hash");
        memory.drop(text);
    }
    note(&memory);
    let set = memory.set();
    memory.bind_new_local("s", set).expect("a local");
    memory.set_add(set, object).expect("it has a hash");
    note(&memory);
    for name in ["t", "d", "s"] {
        memory.unbind_local(name).expect("bound");
    }
    note(&memory);
    let instance = memory.instance("C");
    memory.bind_new_local("c", instance).expect("a local");
    memory
        .set_attribute(instance, "attr", object)
        .expect("an instance");
    note(&memory);
    memory.leave().expect("a call");
    assert_eq!(memory.audit([]), Ok(()));
    assert!(!memory.heap().is_alive(object));
    counts
}

#[test]
fn getrefcount_in_a_function_shows_the_measured_numbers() {
    for (version, facts) in lives() {
        let measured: Vec<u64> = facts["getrefcount in a function"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|step| step[1].as_u64().expect("a count"))
            .collect();
        assert_eq!(counts_in_a_function(version), measured[..13], "{version}");
    }
}

/// What `getrefcount` shows in a function that is called through others, each with its argument.
fn count_inside_calls(version: Version, calls: usize, is_temporary: bool) -> u64 {
    let mut memory = Memory::new(version);
    memory
        .enter(&Code::new("caller", &[], &["o"]), &[])
        .expect("no arguments");
    let object = memory.object();
    if !is_temporary {
        memory.bind_new_local("o", object).expect("a local");
    }
    for call in 0..calls {
        let argument = if is_temporary && call == 0 {
            Arg::Temporary(object)
        } else {
            Arg::Local(object)
        };
        memory
            .enter(&Code::new("callee", &["x"], &[]), &[argument])
            .expect("one argument");
    }
    let count = memory.getrefcount(object);
    assert_eq!(memory.audit([]), Ok(()));
    while memory.depth() > 0 {
        memory.leave().expect("a call");
    }
    assert!(!memory.heap().is_alive(object));
    count
}

#[test]
fn getrefcount_in_a_called_function_shows_the_measured_numbers() {
    for (version, facts) in lives() {
        assert_eq!(
            json!(count_inside_calls(version, 1, false)),
            facts["callee(o)"],
            "{version}"
        );
        assert_eq!(
            json!(count_inside_calls(version, 1, true)),
            facts["callee(object())"],
            "{version}"
        );
        assert_eq!(
            json!(count_inside_calls(version, 2, false)),
            facts["nested two frames"],
            "{version}"
        );
    }
}

#[test]
fn a_copy_of_an_argument_counts_as_measured() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        memory
            .enter(&Code::new("caller", &[], &["o"]), &[])
            .expect("no arguments");
        let object = memory.object();
        memory.bind_new_local("o", object).expect("a local");
        memory
            .enter(&Code::new("callee2", &["x"], &["y"]), &[Arg::Local(object)])
            .expect("one argument");
        memory.copy_local("y", "x").expect("both are locals");
        assert_eq!(
            json!(memory.getrefcount(object)),
            facts["callee2(o) (with y = x)"],
            "{version}"
        );
    }
}

#[test]
fn getrefcount_of_a_global_shows_the_measured_numbers() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        let object = memory.object();
        memory.bind_new("o", object);
        assert_eq!(
            json!(memory.getrefcount(object)),
            facts["module_level_one_name"],
            "{version}"
        );
        memory.bind("p", object);
        assert_eq!(
            json!(memory.getrefcount(object)),
            facts["module_level_two_names"],
            "{version}"
        );
    }
}

#[test]
fn immortal_objects_show_the_measured_number_and_others_count() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        let none = memory.none();
        let before = memory.getrefcount(none);
        memory.bind("n", none);
        match facts["getrefcount(None)"].as_u64() {
            Some(measured) => {
                assert_eq!(before, measured, "{version}");
                assert_eq!(memory.getrefcount(none), measured, "{version}");
                let zero = memory.int(0);
                assert_eq!(
                    json!(memory.getrefcount(zero)),
                    facts["getrefcount(0)"],
                    "{version}"
                );
            }
            None => assert_eq!(memory.getrefcount(none), before + 1, "{version}"),
        }
    }
}

#[test]
fn small_integers_are_shared_over_the_measured_range() {
    for (version, facts) in lives() {
        let range = small_ints(version);
        assert_eq!(
            json!([range.start(), range.end()]),
            facts["small ints"],
            "{version}"
        );
        let mut memory = Memory::new(version);
        for value in -10..1100 {
            let (left, right) = (memory.int(value), memory.int(value));
            assert_eq!(
                memory.is(left, right),
                range.contains(&value),
                "{value} in {version}"
            );
            assert_eq!(
                memory.id(left) == memory.id(right),
                range.contains(&value),
                "{value} in {version}"
            );
        }
    }
}

#[test]
fn strings_are_interned_as_measured() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        for text in ["hello_world1", "hello world"] {
            let constant = memory.constant(text);
            let measured = &facts[&format!("interned constant {text}")];
            assert_eq!(
                json!(memory.is_interned(constant)),
                *measured,
                "{text} in {version}"
            );
        }
        let left = memory.str("run");
        let right = memory.str("time");
        let joined = memory.add(left, right).expect("two strings");
        assert_eq!(
            json!(memory.is_interned(joined)),
            facts["interned runtime concat"],
            "{version}"
        );

        let interned = memory.intern(joined);
        memory.bind_new("s", interned);
        let again = memory.str("runtime");
        let same = memory.intern(again);
        assert!(memory.is(interned, same));
        memory.drop(same);
        memory.unbind("s").expect("bound");
        // The table was measured to be one string shorter after the last reference, where it can be asked.
        match &facts["interned delta after the last reference went"] {
            Value::Null => {}
            delta => assert_eq!(*delta, json!(-1), "{version}"),
        }
        assert!(!memory.heap().is_alive(interned), "{version}");
    }
}

#[test]
fn interned_strings_of_early_3_12_never_die() {
    let mut memory = Memory::new(Version::new(3, 12, 1));
    let string = memory.constant("spam");
    assert_eq!(memory.getrefcount(string), 4_294_967_295);
    memory.drop(string);
    assert!(memory.heap().is_alive(string));
}

#[test]
fn errors_say_what_the_interpreters_said() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        memory
            .enter(&Code::new("f", &[], &["x"]), &[])
            .expect("no arguments");
        let unbound = memory.lookup_local("x").expect_err("it isn't bound");
        assert_eq!(
            json!(unbound.to_string()),
            facts["unbound local"],
            "{version}"
        );
        let unknown = memory.lookup("never_bound").expect_err("it isn't bound");
        assert_eq!(
            json!(unknown.to_string()),
            facts["unknown name"],
            "{version}"
        );
    }
}

#[test]
fn a_kept_frame_keeps_its_locals() {
    for (version, facts) in lives() {
        let expected = json!(["in handler", "del in frame", "after handler"]);
        assert_eq!(facts["local of a frame that raised"], expected, "{version}");
        let mut memory = Memory::new(version);
        let argument = Arg::Temporary(memory.instance_that_prints("H", "x"));
        memory
            .enter(&Code::new("f", &["x"], &["c", "a"]), &[argument])
            .expect("one argument");
        for name in ["c", "a"] {
            bind_printing(&mut memory, name);
        }
        let traceback: Ref = memory.leave_by_exception().expect("a call");
        assert!(memory.printed().is_empty());
        assert_eq!(memory.audit([traceback]), Ok(()));
        memory.drop(traceback);
        let order = if version >= Version::new(3, 14, 0) {
            ["a", "c", "x"]
        } else {
            ["x", "c", "a"]
        };
        assert_eq!(printed(&memory), order, "{version}");
    }
}

#[test]
fn globals_die_at_the_end_in_the_order_of_binding() {
    for (version, facts) in lives() {
        let mut memory = Memory::new(version);
        for name in ["a", "b", "_last"] {
            let object = memory.instance_that_prints("H", &format!("del global {name}"));
            memory.bind_new(name, object);
        }
        assert!(memory.printed().is_empty());
        memory.finalize_modules();
        let measured = facts["module level script"].as_array().expect("a list");
        assert_eq!(
            json!(printed(&memory)[..2]),
            json!(measured[4..]),
            "{version}"
        );
        // An underscore makes no difference: run on nine releases from 3.8.18 to 3.15.2.
        assert_eq!(printed(&memory)[2], "del global _last", "{version}");
        assert_eq!(memory.audit([]), Ok(()));
    }
}

/// What finalizers have printed.
fn printed(memory: &Memory) -> Vec<String> {
    memory.printed().iter().map(ToString::to_string).collect()
}
