//! The measured facts.

use serde_json::{Map, Value};
use version::Version;

/// Each measured interpreter with its facts.
pub fn lives() -> Vec<(Version, Map<String, Value>)> {
    let all: Map<String, Value> =
        serde_json::from_str(include_str!("../facts/lives.json")).expect("lives.json is JSON");
    assert_eq!(all.len(), 10, "ten interpreters were measured");
    all.into_iter()
        .map(|(version, facts)| {
            let version = version.parse().expect("a version");
            let Value::Object(facts) = facts else {
                panic!("facts of {version} are no object")
            };
            (version, facts)
        })
        .collect()
}
