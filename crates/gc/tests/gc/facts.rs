//! Reading what real interpreters did.

use serde_json::{Map, Value as Json};

/// The recordings of a file by version, oldest first.
pub fn by_version(text: &str) -> Vec<(String, Map<String, Json>)> {
    let all: Map<String, Json> = serde_json::from_str(text).unwrap();
    let mut releases: Vec<_> = all
        .into_iter()
        .map(|(version, facts)| match facts {
            Json::Object(facts) => (version, facts),
            _ => panic!("{version} has no facts"),
        })
        .collect();
    releases.sort_by_key(|(version, _)| version.parse::<version::Version>().unwrap());
    releases
}
