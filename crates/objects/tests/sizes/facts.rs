//! Reads the recorded numbers, and sees to it that none is passed over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use version::Version;

/// What one interpreter measured.
pub struct Facts {
    /// The name of the file without its ending.
    pub name: String,
    pub version: Version,
    data: Value,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts/sizes")
}

fn read(prefix: &str) -> Vec<Facts> {
    let files = std::fs::read_dir(folder()).expect("the folder with the recorded numbers");
    let mut facts: Vec<Facts> = files
        .filter_map(|file| {
            let path = file.expect("a readable folder").path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let is_wanted = name.starts_with(prefix) && path.extension()? == "json";
            is_wanted.then(|| {
                let text = std::fs::read_to_string(&path).expect("a readable file");
                let data: Value = serde_json::from_str(&text).expect("a JSON file");
                Facts {
                    name,
                    version: version_of(&data),
                    data,
                }
            })
        })
        .collect();
    facts.sort_by_key(|facts| facts.version);
    facts
}

fn version_of(data: &Value) -> Version {
    let number = |place: usize| data["version"][place].as_u64().expect("a number") as u8;
    let version = Version::new(number(0), number(1), number(2));
    if data["free_threaded"] == Value::Bool(true) {
        version.without_gil()
    } else {
        version
    }
}

/// The facts of the shared recording: eight minor releases, two more patches of 3.14, three
/// builds without the lock.
pub fn recorded() -> Vec<Facts> {
    let facts = read("cpython-");
    assert_eq!(facts.len(), 13, "a recording is missing");
    facts
}

/// What `measure.py` printed.
pub fn measured() -> Vec<Facts> {
    let facts = read("measured-");
    assert_eq!(facts.len(), 9, "a recording is missing");
    facts
}

impl Facts {
    /// One part of the recording, every key of which must be checked or named.
    pub fn section(&self, name: &str) -> Section<'_> {
        self.section_of(name, &self.data[name])
    }

    fn section_of<'a>(&'a self, name: &str, data: &'a Value) -> Section<'a> {
        let map = data.as_object();
        let map = map.unwrap_or_else(|| panic!("{} has no section {name}", self.name));
        Section {
            title: format!("{} {name}", self.name),
            left: map
                .iter()
                .map(|(key, value)| (key.as_str(), value))
                .collect(),
            wrong: Vec::new(),
        }
    }

    /// A part of the recording that is a list.
    pub fn list(&self, name: &str) -> &[Value] {
        let list = self.data[name].as_array();
        list.unwrap_or_else(|| panic!("{} has no list {name}", self.name))
    }
}

/// The numbers of one section that were not checked yet.
pub struct Section<'a> {
    title: String,
    left: BTreeMap<&'a str, &'a Value>,
    wrong: Vec<String>,
}

impl<'a> Section<'a> {
    /// What was measured, for a check of its parts.
    pub fn take(&mut self, key: &str) -> &'a Value {
        let value = self.left.remove(key);
        value.unwrap_or_else(|| panic!("{}: {key} was not recorded", self.title))
    }

    /// Compares one entry as a whole.
    pub fn check(&mut self, key: &str, got: impl Into<Value>) {
        let (expected, got) = (self.take(key), got.into());
        if *expected != got {
            let title = &self.title;
            self.wrong.push(format!(
                "{title}: {key}\n  measured {expected}\n  modelled {got}"
            ));
        }
    }

    /// Fails if a number was wrong, or if one was passed over.
    pub fn finish(mut self) {
        let left = std::mem::take(&mut self.left);
        for key in left.keys() {
            let title = &self.title;
            self.wrong.push(format!("{title}: {key} was not checked"));
        }
        let wrong = std::mem::take(&mut self.wrong);
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}

impl Drop for Section<'_> {
    /// A section that is dropped before [`finish`](Section::finish) would hide what it found.
    fn drop(&mut self) {
        let silent = self.left.is_empty() && self.wrong.is_empty();
        if !silent && !std::thread::panicking() {
            panic!("{} was not finished", self.title);
        }
    }
}

/// Keeps the points where the second number changed, as the recordings do.
pub fn steps(pairs: impl IntoIterator<Item = (usize, usize)>) -> Value {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (n, size) in pairs {
        if kept.last().is_none_or(|&(_, last)| last != size) {
            kept.push((n, size));
        }
    }
    kept.into_iter().map(|(n, size)| vec![n, size]).collect()
}

/// The sizes for 0, 1, 2 … below `end`.
pub fn by_len(end: usize, size: impl FnMut(usize) -> usize) -> Value {
    (0..end).map(size).collect()
}
