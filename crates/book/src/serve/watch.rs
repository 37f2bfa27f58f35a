//! Noticing that a source of the book has changed.
//!
//! Times and sizes are compared at intervals. Notifications of the operating
//! system also tell of a build's own reads, and a book that rebuilds because it
//! was built never stops.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How long a change goes unnoticed, at most.
const INTERVAL: Duration = Duration::from_millis(400);

/// The size in bytes and the time of change of each file watched.
pub type Snapshot = BTreeMap<PathBuf, (u64, SystemTime)>;

/// The files and folders that a page is made from.
#[derive(Clone, Debug)]
pub struct Sources {
    places: Vec<PathBuf>,
}

impl Sources {
    /// The prose, the theme, the settings, and the crates whose source is shown.
    pub fn of(root: &Path, src: &Path, theme: &Path) -> Self {
        let mut places = vec![
            root.join("book.toml"),
            src.to_path_buf(),
            theme.to_path_buf(),
        ];
        places.extend(crates(root).into_iter().map(|folder| folder.join("src")));
        Sources { places }
    }

    /// How the files are now.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        for place in &self.places {
            visit(place, &mut snapshot);
        }
        snapshot
    }

    /// Waits until the files differ from `before` and have come to rest, and
    /// gives the first file that differs.
    pub fn wait(&self, before: &Snapshot) -> PathBuf {
        let mut last = self.snapshot();
        loop {
            // At rest first: an editor that saves ten files causes one build.
            if let Some(file) = difference(before, &last) {
                thread::sleep(INTERVAL / 4);
                let now = self.snapshot();
                if now == last {
                    return file;
                }
                last = now;
            } else {
                thread::sleep(INTERVAL);
                last = self.snapshot();
            }
        }
    }
}

/// The folders in `crates/`, in order of name.
fn crates(root: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root.join("crates")) else {
        return Vec::new(); // A book without crates is a book.
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

fn visit(place: &Path, snapshot: &mut Snapshot) {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    // What editors write beside a file while it is open.
    if name.starts_with('.') || name.ends_with('~') {
        return;
    }
    // A link to a folder is not followed: it could lead round in a circle.
    let Ok(metadata) = fs::symlink_metadata(place) else {
        return;
    };
    if metadata.is_dir() {
        let entries = fs::read_dir(place).into_iter().flatten().flatten();
        for entry in entries {
            visit(&entry.path(), snapshot);
        }
    } else if let Ok(metadata) = fs::metadata(place)
        && metadata.is_file()
    {
        let changed = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        snapshot.insert(place.to_path_buf(), (metadata.len(), changed));
    }
}

/// The first file that is new, gone or changed.
pub fn difference(before: &Snapshot, after: &Snapshot) -> Option<PathBuf> {
    let changed = after
        .iter()
        .find(|(file, state)| before.get(*file) != Some(state));
    let gone = before.keys().find(|file| !after.contains_key(*file));
    changed.map(|(file, _)| file).or(gone).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_is_no_change_and_writing_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        fs::create_dir_all(root.join("src/a")).expect("a folder");
        fs::create_dir_all(root.join("crates/x/src")).expect("a folder");
        let page = root.join("src/a/page.md");
        fs::write(&page, "one").expect("a file");
        let sources = Sources::of(root, &root.join("src"), &root.join("theme"));
        let before = sources.snapshot();

        fs::read(&page).expect("it is there");
        fs::write(root.join("src/.page.md.swp"), "x").expect("a file");
        fs::write(root.join("outside.md"), "x").expect("a file");
        assert_eq!(difference(&before, &sources.snapshot()), None);

        fs::write(&page, "one, two").expect("a file");
        assert_eq!(difference(&before, &sources.snapshot()), Some(page.clone()));
        assert_eq!(sources.wait(&before), page);

        let before = sources.snapshot();
        let source = root.join("crates/x/src/lib.rs");
        fs::write(&source, "x").expect("a file");
        assert_eq!(difference(&before, &sources.snapshot()), Some(source));

        let before = sources.snapshot();
        fs::remove_file(&page).expect("it is there");
        assert_eq!(difference(&before, &sources.snapshot()), Some(page));
    }
}
