//! The crates that the book's Rust blocks may use.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The crates in `crates/` that are this tool, and no part of the story.
const TOOL: [&str; 3] = ["blocks", "book", "figures"];

/// The companion crates, compiled for rustdoc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companions {
    /// Their names, as Rust code writes them, in order.
    pub names: Vec<String>,
    /// The folder with their libraries, for `-L`.
    pub libraries: PathBuf,
}

impl Companions {
    /// Finds the crates of the book at `root` and compiles them.
    ///
    /// They have a target folder of their own. In the common one, a mere
    /// `cargo check` leaves a second candidate for each crate, and `-L` gives up
    /// on two (error E0464); and a build inside `cargo test` would wait for the
    /// lock that `cargo test` holds.
    ///
    /// # Errors
    ///
    /// When one doesn't compile; the compiler's messages are on standard error by then.
    pub fn build(root: &Path) -> io::Result<Self> {
        let target = root.join("target").join("book");
        let libraries = target.join("debug").join("deps");
        let packages = packages(root)?;
        let names = packages.iter().map(|name| name.replace('-', "_")).collect();
        let companions = Companions { names, libraries };
        if packages.is_empty() {
            return Ok(companions);
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .current_dir(root)
            .args([
                "build",
                "--quiet",
                "--lib",
                "--message-format=json-render-diagnostics",
                "--target-dir",
            ])
            .arg(&target)
            // The folder named to readers is that of the development profile.
            .env_remove("CARGO_BUILD_TARGET")
            .stdin(Stdio::null())
            .stderr(Stdio::inherit());
        for package in &packages {
            cargo.args(["-p", package]);
        }
        let output = cargo.output().map_err(|error| {
            io::Error::other(format!(
                "cargo, which compiles the companion crates, can't be started: {error}"
            ))
        })?;
        if !output.status.success() {
            return Err(io::Error::other(
                "the companion crates don't compile, see above; blocks that use them can't be tested",
            ));
        }
        companions.remove_stale(&artifacts(&output.stdout))?;
        Ok(companions)
    }

    /// The companion crates that a block's code names.
    pub fn used_by<'a>(&'a self, code: &str) -> Vec<&'a str> {
        self.names
            .iter()
            .map(String::as_str)
            .filter(|name| mentions(code, name))
            .collect()
    }

    /// Removes the libraries that an earlier compiler or version left behind:
    /// with two candidates, rustdoc takes neither.
    fn remove_stale(&self, fresh: &[PathBuf]) -> io::Result<()> {
        let of_companion = |file: &str| {
            let stem = file
                .strip_prefix("lib")
                .and_then(|file| file.rsplit_once('-'))
                .map(|(name, _)| name);
            stem.is_some_and(|stem| self.names.iter().any(|name| name == stem))
        };
        // Cargo names the library without its hash, and its metadata with it.
        let fresh: Vec<&OsStr> = fresh.iter().filter_map(|path| path.file_stem()).collect();
        for entry in fs::read_dir(&self.libraries)? {
            let entry = entry?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            let library = text.ends_with(".rlib") || text.ends_with(".rmeta");
            if library
                && of_companion(&text)
                && !fresh
                    .iter()
                    .any(|stem| Path::new(&name).file_stem() == Some(stem))
            {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The packages in `crates/` of the book at `root` that have a library and aren't
/// the tool, in order. There are none where there is no workspace. A book without a
/// folder `crates/` that is a package has its dependencies in their place.
///
/// # Errors
///
/// When the folder or `Cargo.toml` can't be read.
pub fn packages(root: &Path) -> io::Result<Vec<String>> {
    let folder = root.join("crates");
    let manifest = root.join("Cargo.toml");
    if !manifest.is_file() {
        return Ok(Vec::new());
    }
    if !folder.is_dir() {
        return dependencies(&manifest);
    }
    let mut packages = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        // A crate folder and its package have one name.
        let Some(name) = path.file_name().and_then(OsStr::to_str) else {
            continue;
        };
        if path.join("src/lib.rs").is_file() && !TOOL.contains(&name) {
            packages.push(name.to_owned());
        }
    }
    packages.sort();
    Ok(packages)
}

/// The dependencies that a manifest names, without the tool, in order.
fn dependencies(manifest: &Path) -> io::Result<Vec<String>> {
    let table: toml::Table =
        fs::read_to_string(manifest)?
            .parse()
            .map_err(|error: toml::de::Error| {
                io::Error::other(format!("{}: {}", manifest.display(), error.message()))
            })?;
    let Some(dependencies) = table.get("dependencies").and_then(toml::Value::as_table) else {
        return Ok(Vec::new());
    };
    let names = dependencies
        .keys()
        .filter(|name| !TOOL.contains(&name.as_str()));
    let mut names: Vec<String> = names.cloned().collect();
    names.sort();
    Ok(names)
}

/// The libraries that cargo reports as built, or as fresh.
fn artifacts(report: &[u8]) -> Vec<PathBuf> {
    report
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .collect()
}

/// Whether code names a crate: the word at the start of a path, or behind `use`
/// or `extern crate`.
///
/// A word in a comment or a string counts too; an `extern crate` too many does
/// no harm, one too few does.
fn mentions(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = &code[..at];
        let after = code[at + name.len()..].trim_start();
        let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
        if before.ends_with(part_of_word) || code[at + name.len()..].starts_with(part_of_word) {
            return false;
        }
        let before = before.trim_end();
        // `a::objects::x` goes through a module of that name; `::objects::x` doesn't.
        if let Some(parent) = before.strip_suffix("::") {
            return !parent.ends_with(part_of_word) && after.starts_with("::");
        }
        after.starts_with("::") || before.ends_with("use") || before.ends_with("crate")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_used_where_it_begins_a_path() {
        for code in [
            "use objects::Heap;",
            "use objects::{Heap, Trace};",
            "let h = objects::Heap::new();",
            "let h = ::objects::Heap::new();",
            "use objects as o;",
            "use objects;",
            "extern crate objects;",
            "use\n    objects :: Heap;",
            "use {objects::Heap, std::fmt};",
        ] {
            assert!(mentions(code, "objects"), "{code}");
        }
        for code in [
            "let objects = 1;",
            "use my_objects::Heap;",
            "use objects2::Heap;",
            "use gc::objects::Heap;",
            "// objects die",
        ] {
            assert!(!mentions(code, "objects"), "{code}");
        }
    }

    #[test]
    fn crates_of_the_tool_are_no_companions() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["book", "blocks", "figures", "objects", "gc", "empty"] {
            fs::create_dir_all(folder.path().join("crates").join(name).join("src"))
                .expect("a folder");
            if name != "empty" {
                fs::write(
                    folder.path().join("crates").join(name).join("src/lib.rs"),
                    "",
                )
                .expect("a file");
            }
        }
        assert_eq!(
            packages(folder.path()).ok(),
            Some(Vec::new()),
            "no workspace, no crates"
        );
        fs::write(folder.path().join("Cargo.toml"), "").expect("a file");
        assert_eq!(
            packages(folder.path()).ok(),
            Some(vec!["gc".to_owned(), "objects".to_owned()])
        );
    }

    #[test]
    fn a_book_without_crates_has_the_dependencies_of_its_package() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let manifest = |text: &str| {
            fs::write(folder.path().join("Cargo.toml"), text).expect("a file");
            packages(folder.path())
        };
        let text = "[dependencies]\nobjects = { path = \"x\" }\nbook = \"1\"\ngc = \"1\"\n\
                    [dev-dependencies]\nserde = \"1\"\n";
        assert_eq!(
            manifest(text).ok(),
            Some(vec!["gc".to_owned(), "objects".to_owned()])
        );
        assert_eq!(manifest("[package]\n").ok(), Some(Vec::new()));
        assert!(manifest("[dependencies\n").is_err());
    }

    #[test]
    fn libraries_of_another_compiler_are_removed_and_others_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let companions = Companions {
            names: vec!["objects".into()],
            libraries: folder.path().into(),
        };
        for name in [
            "libobjects-1.rlib",
            "libobjects-1.rmeta",
            "libobjects-2.rlib",
            "libobjects-2.rmeta",
            "libserde-1.rlib",
            "objects-1.d",
        ] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let report = b"{\"reason\":\"compiler-artifact\",\"filenames\":[\"/x/libobjects.rlib\",\"/x/deps/libobjects-1.rmeta\"]}\nnot JSON\n";
        companions
            .remove_stale(&artifacts(report))
            .expect("files can be removed");
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        left.sort();
        assert_eq!(
            left,
            [
                "libobjects-1.rlib",
                "libobjects-1.rmeta",
                "libserde-1.rlib",
                "objects-1.d"
            ]
        );
    }
}
