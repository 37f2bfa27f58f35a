//! Running the companion crates' tests over a copy with probes in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use blocks::companions;

use crate::probe::{self, Function};

/// Lines of a source file that a listing shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// The file, relative to the root of the checkout.
    pub file: PathBuf,
    /// Its first and last line shown, from 1, both included.
    pub lines: (usize, usize),
}

/// The functions among `shown` that no test reaches.
///
/// `folder` is where the copy of the workspace and its build are kept; a later
/// call with the same sources answers from there.
///
/// # Errors
///
/// When a file can't be read or written, when Cargo can't be started, or when
/// the tests of the copy fail (the message holds what Cargo printed).
pub fn unreached(root: &Path, folder: &Path, shown: &[Shown]) -> io::Result<Vec<Function>> {
    let copy = folder.join("copy");
    let marks = folder.join("marks");
    let mut by_file: BTreeMap<&Path, Vec<(usize, usize)>> = BTreeMap::new();
    for piece in shown {
        by_file.entry(&piece.file).or_default().push(piece.lines);
    }

    // A probe in a `const fn` takes the `const` away, and with it the right of
    // other `const fn`s of its crate to call it.
    let mut no_longer_const: BTreeSet<PathBuf> = BTreeSet::new();
    for (file, ranges) in &by_file {
        let text = fs::read_to_string(root.join(file))?;
        let (_, found) = instrument(file, &text, ranges, false, &marks)?;
        if found.iter().any(|function| function.is_const) {
            no_longer_const.extend(crate_of(file));
        }
    }

    // Everything the answer depends on, in one text: if it is the text of the
    // last run that passed, the marks of that run still tell.
    let mut key = String::new();
    let mut functions = Vec::new();
    let mut files = Vec::new();
    for file in sources(root)? {
        let mut text = fs::read_to_string(root.join(&file))?;
        if file.extension().is_some_and(|extension| extension == "rs") {
            let ranges = by_file.get(file.as_path()).map_or(&[][..], Vec::as_slice);
            let drop_const = crate_of(&file).is_some_and(|name| no_longer_const.contains(&name));
            if drop_const || !ranges.is_empty() {
                let (probed, found) = instrument(&file, &text, ranges, drop_const, &marks)?;
                text = probed;
                functions.extend(found);
            }
        }
        key.push_str(&format!("{} {}\n{text}\n", file.display(), text.len()));
        files.push((file, text));
    }
    let last = folder.join("passed");
    if fs::read_to_string(&last).ok().as_deref() != Some(key.as_str()) {
        if marks.exists() {
            fs::remove_dir_all(&marks)?;
        }
        fs::create_dir_all(&marks)?;
        write_copy(&copy, &files)?;
        let packages: BTreeSet<PathBuf> =
            by_file.keys().filter_map(|file| crate_of(file)).collect();
        run_tests(&copy, &folder.join("build"), &packages)?;
        fs::write(&last, &key)?;
    }
    functions.retain(|function| !marks.join(function.mark()).exists());
    Ok(functions)
}

fn instrument(
    file: &Path,
    text: &str,
    ranges: &[(usize, usize)],
    drop_const: bool,
    marks: &Path,
) -> io::Result<(String, Vec<Function>)> {
    probe::instrument(file, text, ranges, drop_const, marks)
        .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))
}

/// The folder of the crate that a file is in: `crates/objects`.
fn crate_of(file: &Path) -> Option<PathBuf> {
    let mut parts = file.components();
    let folder = parts.by_ref().take(2).collect::<PathBuf>();
    folder.starts_with("crates").then_some(folder)
}

/// Every file that the companion crates' tests are built from.
fn sources(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![PathBuf::from("Cargo.toml"), PathBuf::from("Cargo.lock")];
    for name in companions::packages(root)? {
        walk(root, &Path::new("crates").join(name), &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            walk(root, &path, files)?;
        } else if matches!(
            path.extension().and_then(|extension| extension.to_str()),
            Some("rs" | "toml" | "json" | "txt" | "md" | "csv" | "log")
        ) {
            files.push(path);
        }
    }
    Ok(())
}

/// Writes the copy, leaving files alone that are already right, so that Cargo
/// rebuilds what changed and nothing else.
fn write_copy(copy: &Path, files: &[(PathBuf, String)]) -> io::Result<()> {
    let crates = copy.join("crates");
    if crates.exists() {
        remove_strangers(copy, &crates, files)?;
    }
    for (file, text) in files {
        let text = if file == Path::new("Cargo.toml") {
            // The copy holds the companion crates only.
            text.replace("\"tests\"", "")
                .replace("default-members = [\"crates/book\"]", "")
        } else {
            text.clone()
        };
        let path = copy.join(file);
        if fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))?;
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// Removes files of an earlier copy that are no longer among the sources.
fn remove_strangers(copy: &Path, folder: &Path, files: &[(PathBuf, String)]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            remove_strangers(copy, &path, files)?;
        } else {
            let relative = path.strip_prefix(copy).expect("the walk began in the copy");
            if !files.iter().any(|(file, _)| file == relative) {
                fs::remove_file(&path)?;
            }
        }
    }
    Ok(())
}

/// Runs the tests of the crates whose folders are `packages`: those that a listing shows something of.
fn run_tests(copy: &Path, build: &Path, packages: &BTreeSet<PathBuf>) -> io::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(copy)
        // Nothing new is needed: the checkout's own build has fetched it all.
        .args(["test", "--offline", "--quiet", "--lib", "--tests"])
        .args(packages.iter().flat_map(|package| {
            [
                OsStr::new("-p"),
                package.file_name().expect("a crate's folder has a name"),
            ]
        }))
        .arg("--target-dir")
        .arg(build)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR");
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!(
        "the companion crates' tests fail in the copy with probes ({}, {}):\n{}{}\n\
         If a `const fn` shown in a listing is called in a constant, show the code that calls it instead.",
        copy.display(),
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )))
}
