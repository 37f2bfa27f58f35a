//! `facts/weakref.json`, program by program: what each release did, held against the same steps here.
//!
//! Every recorded answer is either given by a replay or named as not modelled; nothing in between is allowed.

mod containers;
mod references;

use serde_json::{Map, Value as Json, json};
use version::Version;

use crate::python::{Object, Python, Raised};

const FACTS: &str = include_str!("../facts/weakref.json");

/// What is recorded and not modelled, by program and answer; `src/reference/divergences.md` says why.
const NOT_MODELLED: [(&str, &str); 21] = [
    // Attributes and classes are the world's.
    ("proxy", "attr"),
    ("proxy", "set through proxy"),
    ("proxy", "isinstance(proxy, P)"),
    ("errors", "setattr on ref"),
    ("errors", "ref __callback__ set"),
    // So are the arguments of a call.
    ("errors", "ref()"),
    ("errors", "ref(a,b,c)"),
    ("errors", "ref(kw callback)"),
    // And what other modules do with a reference.
    ("errors", "pickle a ref"),
    ("errors", "copy.copy(ref) is ref"),
    ("errors", "deepcopy(ref) is ref"),
    // These change from run to run: the order is that of addresses.
    ("WeakSet", "len while iterating"),
    ("WeakSet", "rest"),
    // Types that `layout` doesn't list.
    (TYPES, "SimpleNamespace"),
    (TYPES, "code"),
    (TYPES, "dict_keys"),
    (TYPES, "frame"),
    (TYPES, "list_iterator"),
    (TYPES, "mappingproxy"),
    (TYPES, "member_descriptor"),
    (TYPES, "method-wrapper"),
];

/// The program that asks each type.
const TYPES: &str = "weakref.ref(x): True or the TypeError text";

/// Answers of programs, by program.
type Answers = Map<String, Json>;

/// `re.Pattern` is the one type more.
fn is_modelled(program: &str, answer: &str) -> bool {
    !NOT_MODELLED.contains(&(program, answer)) && (program, answer) != (TYPES, "re.Pattern")
}

/// What raised, as the recordings have it.
fn raises(text: impl std::fmt::Display) -> Json {
    json!({"raises": text.to_string()})
}

/// The same of what a step raised here. What it holds is shown and let go of.
fn raised(p: &mut Python, raised: Raised) -> Json {
    match raised.holds {
        None => raises(raised.text),
        Some(key) => {
            let value = match p.heap.get(key) {
                Some(Object::Plain { value, .. }) => *value,
                other => panic!("the keys here are numbers, not {other:?}"),
            };
            p.del(key);
            raises(format!("KeyError: {value}"))
        }
    }
}

/// Addresses as the recordings show them.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str("0x..");
        shown.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    shown
}

fn replay(version: Version) -> Answers {
    let mut answers = Answers::new();
    references::replay(version, &mut answers);
    containers::replay(version, &mut answers);
    answers
}

#[test]
fn every_release_answers_as_recorded() {
    let facts: Map<String, Json> = serde_json::from_str(FACTS).unwrap();
    assert_eq!(facts.len(), 15);
    for (release, recorded) in &facts {
        // A release candidate has no value of its own.
        let version = release.replace("rc1", "").parse().unwrap();
        let answers = replay(version);
        let recorded = recorded.as_object().unwrap();
        for program in answers.keys() {
            assert!(recorded.contains_key(program), "{release}: {program}?");
        }
        for (program, recorded) in recorded {
            let answered = answers
                .get(program)
                .unwrap_or_else(|| panic!("{release}: nothing replays {program}"));
            let (Some(recorded), Some(answered)) = (recorded.as_object(), answered.as_object())
            else {
                assert_eq!(answered, recorded, "{release}: {program}");
                continue;
            };
            for (answer, recorded) in recorded {
                if is_modelled(program, answer) {
                    assert_eq!(
                        answered.get(answer),
                        Some(recorded),
                        "{release}: {program}: {answer}"
                    );
                }
            }
            for answer in answered.keys() {
                assert!(
                    recorded.contains_key(answer) && is_modelled(program, answer),
                    "{release}: {program}: {answer}?"
                );
            }
        }
    }
}
