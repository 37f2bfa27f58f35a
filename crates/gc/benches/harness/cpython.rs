//! The CPython that everything is compared with.
//!
//! It is looked for where the book's tool looks. The tool's own search is in `blocks`,
//! which the companion crates, copied and tested without the tool, can't use.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A final release in its default build says its patch number, and everything else says nothing.
const QUESTION: &str = "\
import sys
info = sys.version_info
if (sys.implementation.name == 'cpython' and info[:2] == (3, 13) and info.releaselevel == 'final'
        and 't' not in sys.abiflags and not hasattr(sys, 'gettotalrefcount')):
    print(info.micro)
";

/// The newest CPython 3.13 of this machine: its executable and its release.
///
/// # Errors
///
/// What to do when there is none.
pub fn find() -> Result<(PathBuf, String), String> {
    let candidates = folders().into_iter().flat_map(|folder| {
        // Where only `python3` or `python` leads to it, it is that one.
        ["python3.13", "python3", "python"].map(|name| folder.join(name))
    });
    let found = candidates.filter_map(|path| Some((patch(&path)?, path)));
    // Of two installations of one release the first counts.
    let newest = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
    newest
        .map(|(patch, path)| (path, format!("3.13.{patch}")))
        .ok_or_else(|| {
            "NO CPYTHON 3.13 FOUND: nothing is compared with it, and no ratio to it is given. \
             It is looked for in the folders that BOOK_PYTHONS names, on PATH, and under ~/.pyenv/versions."
                .to_owned()
        })
}

/// The folders that may have one, first to last.
fn folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for name in ["BOOK_PYTHONS", "PATH"] {
        folders.extend(env::split_paths(&env::var_os(name).unwrap_or_default()));
    }
    let pyenv = env::home_dir().map(|home| home.join(".pyenv").join("versions"));
    let versions = pyenv.and_then(|versions| fs::read_dir(versions).ok());
    folders.extend(
        versions
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path().join("bin"))),
    );
    folders
}

/// The patch number of a CPython 3.13.
fn patch(path: &Path) -> Option<u32> {
    if !path.is_file() {
        return None;
    }
    let output = Command::new(path)
        .args(["-I", "-S", "-c", QUESTION])
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
