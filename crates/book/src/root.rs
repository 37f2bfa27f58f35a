//! Where the book is: the nearest folder upwards that holds a book.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The file that makes a folder the root of a book.
const MARK: &str = "book.toml";

/// The root of the book that `start` lies in, as an absolute path.
///
/// # Errors
///
/// Wrong usage, when no folder from `start` upwards holds a `book.toml`.
pub fn above(start: &Path) -> Result<PathBuf, Failure> {
    let absolute = start
        .canonicalize()
        .map_err(|error| Failure::file(start, &error))?;
    absolute
        .ancestors()
        .find(|folder| folder.join(MARK).is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            Failure::Usage(format!(
                "no {MARK} in {} or above; go into the book, or name its folder with --root",
                absolute.display()
            ))
        })
}

/// The root that the command line names, or else the one around the current folder.
///
/// # Errors
///
/// Wrong usage, when there is no book there.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Failure> {
    match named {
        None => above(Path::new(".")),
        Some(folder) if folder.join(MARK).is_file() => folder
            .canonicalize()
            .map_err(|error| Failure::file(folder, &error)),
        Some(folder) => Err(Failure::Usage(format!(
            "there is no {MARK} in {}",
            folder.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_book_upwards_is_found() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let deep = folder.path().join("crates/x/src");
        fs::create_dir_all(&deep).expect("a folder");
        fs::write(folder.path().join(MARK), "").expect("a file");
        let root = folder.path().canonicalize().expect("a real path");
        assert_eq!(above(&deep).ok(), Some(root.clone()));
        assert_eq!(find(Some(folder.path())).ok(), Some(root));
        // A named root is taken at its word: nothing above it is searched.
        assert_eq!(find(Some(&deep)).expect_err("no book").status(), 2);
    }
}
