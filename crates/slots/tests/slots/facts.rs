//! Reads the recordings, and sees to it that no number is passed over.

use std::path::{Path, PathBuf};

use serde_json::Value;
use version::Version;

/// What one interpreter did.
pub struct Facts {
    pub version: Version,
    pub data: Value,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts")
}

/// A file of the folder with the recordings.
pub fn json(name: &str) -> Value {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} can't be read: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name} is no JSON: {error}"))
}

/// All recordings of a kind, oldest version first.
pub fn recorded(kind: &str, how_many: usize) -> Vec<Facts> {
    let files = std::fs::read_dir(folder()).expect("the folder with the recordings");
    let mut facts: Vec<Facts> = files
        .filter_map(|file| {
            let name = file.expect("a readable folder").file_name();
            let name = name.to_str()?.to_owned();
            let wanted = name.starts_with(kind) && name.ends_with(".json");
            wanted.then(|| {
                let data = json(&name);
                let version = version_of(&data);
                Facts { version, data }
            })
        })
        .collect();
    facts.sort_by_key(|facts| facts.version);
    assert_eq!(facts.len(), how_many, "a recording of {kind} is missing");
    facts
}

fn version_of(data: &Value) -> Version {
    let number = |place: usize| data["version"][place].as_u64().expect("a number") as u8;
    let version = Version::new(number(0), number(1), number(2));
    match data["free_threaded"] {
        Value::Bool(true) => version.without_gil(),
        _ => version,
    }
}

/// The items of a list.
pub fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is no list"))
}

/// A string.
pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
}

/// Strings.
pub fn texts(value: &Value) -> Vec<&str> {
    list(value).iter().map(text).collect()
}

/// The entries of one section of a recording that were not compared yet.
pub struct Section<'a> {
    title: String,
    left: std::collections::BTreeMap<&'a str, &'a Value>,
    wrong: Vec<String>,
}

impl Facts {
    /// One part of the recording, every entry of which must be compared or named.
    pub fn section(&self, name: &str) -> Section<'_> {
        let title = format!("{} {name}", self.version);
        let map = self.data[name].as_object();
        let map = map.unwrap_or_else(|| panic!("{title} was not recorded"));
        Section {
            title,
            left: map
                .iter()
                .map(|(key, value)| (key.as_str(), value))
                .collect(),
            wrong: Vec::new(),
        }
    }
}

impl<'a> Section<'a> {
    /// What was recorded, for a comparison of its parts.
    pub fn take(&mut self, key: &str) -> &'a Value {
        let value = self.left.remove(key);
        value.unwrap_or_else(|| panic!("{}: {key} was not recorded, or compared twice", self.title))
    }

    /// The names that are left.
    pub fn names(&self) -> Vec<&'a str> {
        self.left.keys().copied().collect()
    }

    /// Compares one entry as a whole.
    pub fn check(&mut self, key: &str, got: impl Into<Value>) {
        let expected = self.take(key);
        self.compare(key, expected, got);
    }

    /// Compares a part of an entry.
    pub fn compare(&mut self, key: &str, expected: &Value, got: impl Into<Value>) {
        let got = got.into();
        if *expected != got {
            let title = &self.title;
            self.wrong.push(format!(
                "{title}: {key}\n  measured {expected}\n  modelled {got}"
            ));
        }
    }

    /// Names entries that this crate doesn't model.
    pub fn leave_out(&mut self, keys: &[&str]) {
        for key in keys {
            self.take(key);
        }
    }

    /// Fails if anything was wrong, or was passed over.
    pub fn finish(mut self) {
        for key in self.left.keys() {
            let title = &self.title;
            self.wrong.push(format!("{title}: {key} was not compared"));
        }
        assert!(self.wrong.is_empty(), "\n{}", self.wrong.join("\n"));
    }
}
