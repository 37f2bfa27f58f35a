//! The folder that a fork goes into.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use blocks::Book;
use tempfile::TempDir;

use crate::failure::Failure;

/// A folder that is empty, or not yet there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The folder.
    path: PathBuf,
    /// The nearest folder upwards that is there; the folder itself, if it is.
    above: PathBuf,
}

impl Place {
    /// The place at `path`, which is absolute.
    ///
    /// # Errors
    ///
    /// Wrong usage, when something is there that would be mixed with a fork, or when the book
    /// would take the fork for a part of itself.
    pub fn find(book: &Book, path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let above = path
            .ancestors()
            .find(|folder| folder.exists())
            .ok_or_else(|| Failure::Usage(format!("{shown} can't be reached")))?;
        if !above.is_dir() {
            return Err(Failure::Usage(format!(
                "{} is a file; name a folder that isn't there yet",
                above.display()
            )));
        }
        let mut inside = fs::read_dir(above).map_err(|error| Failure::file(above, &error))?;
        if above == path && inside.next().is_some() {
            return Err(Failure::Usage(format!(
                "{shown} isn't empty; name a folder that is, or one that isn't there yet"
            )));
        }
        let real = |folder: &Path| {
            folder
                .canonicalize()
                .unwrap_or_else(|_| folder.to_path_buf())
        };
        let to_be = match path.strip_prefix(above) {
            Ok(rest) => real(above).join(rest),
            Err(_) => real(path),
        };
        for part in [book.src.as_path(), Path::new("crates"), Path::new("theme")] {
            if to_be.starts_with(real(&book.root).join(part)) {
                return Err(Failure::Usage(format!(
                    "{shown} lies in {}/, which the book would then read as its own; name a folder elsewhere",
                    part.display()
                )));
            }
        }
        Ok(Place {
            path: path.to_path_buf(),
            above: above.to_path_buf(),
        })
    }

    /// A temporary folder near the place, on the same disk.
    ///
    /// # Errors
    ///
    /// When nothing can be written there.
    pub fn stage(&self) -> Result<TempDir, Failure> {
        // In the folder itself it could be seen; above it, somebody may not be allowed to write.
        let beside = match self.above.parent() {
            Some(parent) if self.above == self.path => parent,
            _ => &self.above,
        };
        let stage = |folder: &Path| tempfile::Builder::new().prefix(".fork-").tempdir_in(folder);
        stage(beside)
            .or_else(|_| stage(&self.above))
            .map_err(|error| Failure::file(&self.above, &error))
    }

    /// Moves what is in `project` to the place: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// When something can't be moved, or the folder isn't empty any more.
    pub fn take(&self, project: &Path) -> Result<(), Failure> {
        let wrong = |error| Failure::file(&self.path, &error);
        let result = if self.path == self.above {
            // Somebody may stand in the folder, so it stays the same folder.
            move_into(project, &self.path)
        } else {
            self.path
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::rename(project, &self.path))
                .inspect_err(|_| self.remove_made())
        };
        result.map_err(wrong)
    }

    /// Removes the empty folders that were made on the way to the place.
    fn remove_made(&self) {
        for folder in self.path.ancestors().skip(1) {
            if folder == self.above || fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }
}

/// Moves everything in `from` into the empty folder `to`.
fn move_into(from: &Path, to: &Path) -> io::Result<()> {
    let mut moved: Vec<PathBuf> = Vec::new();
    let mut all = || -> io::Result<()> {
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            let target = to.join(&name);
            if target.exists() {
                return Err(io::Error::other("it isn't empty any more"));
            }
            fs::rename(from.join(&name), &target)?;
            moved.push(target);
        }
        Ok(())
    };
    let result = all();
    if result.is_err() {
        for path in moved {
            // What can't be moved back is at least not left half a project.
            let _ = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
        }
    }
    result
}

/// Writes a file, and the folders above it.
///
/// # Errors
///
/// When it can't be written.
pub fn put(folder: &Path, name: &Path, content: &[u8]) -> Result<(), Failure> {
    let file = folder.join(name);
    let above = file.parent().unwrap_or(folder);
    fs::create_dir_all(above).map_err(|error| Failure::file(above, &error))?;
    fs::write(&file, content).map_err(|error| Failure::file(&file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    fn book(root: &Path) -> Book {
        Book::new(root, "src", &[])
    }

    #[test]
    fn a_project_is_moved_into_an_empty_folder_or_a_new_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        fs::create_dir(path.join("empty")).expect("a folder");
        for name in ["empty", "new/deep"] {
            let place = Place::find(&book(&path.join("book")), &path.join(name)).expect("a place");
            let stage = place.stage().expect("a folder");
            let project = stage.path().join("p");
            put(&project, Path::new("a/b"), b"c").expect("a file");
            assert!(!path.join(name).join("a").exists(), "nothing is there yet");
            place.take(&project).expect("it is moved");
            drop(stage);
            assert_eq!(names(&path.join(name)), ["a"]);
        }
        assert_eq!(names(path), ["empty", "new"], "nothing else is left");
    }

    #[test]
    fn a_place_that_was_taken_meanwhile_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        for name in ["empty", "new/deep"] {
            if name == "empty" {
                fs::create_dir(path.join(name)).expect("a folder");
            }
            let place = Place::find(&book(&path.join("book")), &path.join(name)).expect("a place");
            let stage = place.stage().expect("a folder");
            let project = stage.path().join("p");
            for file in ["a", "b", "c"] {
                put(&project, Path::new(file), b"ours").expect("a file");
            }
            put(&path.join(name), Path::new("b"), b"theirs").expect("a file");
            assert_eq!(place.take(&project).expect_err("taken").status(), 1);
            assert_eq!(names(&path.join(name)), ["b"]);
            assert_eq!(
                fs::read(path.join(name).join("b")).expect("a file"),
                b"theirs"
            );
        }
    }

    #[test]
    fn what_is_there_is_not_mixed_with_a_fork() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        put(path, Path::new("full/x"), b"").expect("a file");
        put(path, Path::new("book/src/a.md"), b"").expect("a file");
        let book = book(&path.join("book"));
        for (name, message) in [
            ("full", "full isn't empty"),
            ("full/x", "full/x is a file"),
            ("full/x/y", "full/x is a file"),
            ("book/src/fork", "lies in src/"),
            ("book/crates/fork", "lies in crates/"),
            ("book/theme", "lies in theme/"),
        ] {
            let failure = Place::find(&book, &path.join(name)).expect_err(name);
            assert_eq!(failure.status(), 2);
            assert!(failure.to_string().contains(message), "{failure}");
        }
        assert!(Place::find(&book, &path.join("book/out")).is_ok());
    }
}
