//! Which release of a crate Cargo chose.

use std::fs;
use std::path::Path;

/// The release of the crate `name` in a `Cargo.lock`; of several the newest.
pub fn version(lock: &Path, name: &str) -> Option<String> {
    let text = fs::read_to_string(lock).ok()?;
    let name = format!("name = \"{name}\"");
    let mut lines = text.lines();
    let mut version = None;
    while lines.any(|line| line == name) {
        let line = lines.next()?.strip_prefix("version = \"")?;
        version = Some(line.trim_end_matches('"').to_owned());
    }
    version
}
