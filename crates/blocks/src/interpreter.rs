//! The CPythons of this machine.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::UNIX_EPOCH;

use version::Version;

use crate::range::Minor;
use crate::run::{self, Ending, Limits, Run};
use crate::text::and;

/// Something that runs Python programs as one release of CPython does.
///
/// [`Interpreter`] is the real one; tests put others in its place.
pub trait Python: Sync {
    /// The release.
    fn version(&self) -> Version;

    /// What tells it from every other, and from itself after a change: the
    /// key of its results in the cache. `None` keeps its results out of it.
    fn identity(&self) -> Option<String>;

    /// Runs a program.
    ///
    /// # Errors
    ///
    /// When it can't be started.
    fn run(&self, program: &str) -> io::Result<Run>;
}

/// A CPython on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpreter {
    /// Its executable, with symbolic links resolved.
    pub path: PathBuf,
    /// Its exact release.
    pub version: Version,
    /// Whether it is the newest patch of its minor release found here, and so
    /// speaks for the minor release.
    pub speaks: bool,
    /// What its programs may use.
    pub limits: Limits,
    /// `sys.version`, which tells when and with what it was built.
    build: String,
    /// The size of the executable in bytes, and when it was last changed in
    /// nanoseconds since 1970.
    stamp: (u64, u128),
}

impl Python for Interpreter {
    fn version(&self) -> Version {
        self.version
    }

    fn identity(&self) -> Option<String> {
        let Interpreter {
            path,
            version,
            limits,
            build,
            stamp: (size, changed),
            ..
        } = self;
        let path = path.display();
        Some(format!(
            "{path}\n{version}\n{build}\n{size}\n{changed}\n{limits:?}"
        ))
    }

    fn run(&self, program: &str) -> io::Result<Run> {
        run::run(&self.path, program, self.limits)
    }
}

/// Where interpreters are looked for, and which must be there.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Folders with executables, first to last.
    pub folders: Vec<PathBuf>,
    /// Minor releases that must be found.
    pub required: Vec<Minor>,
}

impl Search {
    /// Looks where `CONTRIBUTING.md` says: the folders named by `BOOK_PYTHONS`,
    /// those of `PATH`, and `~/.pyenv/versions/*/bin`. `REQUIRE_PYTHONS` says
    /// what must be there.
    ///
    /// # Errors
    ///
    /// When `REQUIRE_PYTHONS` names something that is no minor release.
    pub fn from_env() -> Result<Self, String> {
        let split = |name| {
            let value: OsString = env::var_os(name).unwrap_or_default();
            env::split_paths(&value)
                .filter(|path| !path.as_os_str().is_empty())
                .collect()
        };
        let mut folders: Vec<PathBuf> = split("BOOK_PYTHONS");
        folders.extend(split("PATH"));
        if let Some(home) = env::home_dir() {
            let versions = home.join(".pyenv").join("versions");
            let mut found: Vec<PathBuf> = fs::read_dir(versions)
                .into_iter()
                .flatten()
                .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
                .collect();
            found.sort();
            folders.extend(found);
        }
        let required = env::var("REQUIRE_PYTHONS").unwrap_or_default();
        let required = required
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| {
                name.parse()
                    .map_err(|error| format!("REQUIRE_PYTHONS: {error}"))
            })
            .collect::<Result<_, _>>()?;
        Ok(Search { folders, required })
    }

    /// The executables in the folders that may be interpreters, each once.
    fn candidates(&self) -> Vec<PathBuf> {
        let mut seen = Vec::new();
        let mut candidates = Vec::new();
        for folder in &self.folders {
            let mut names: Vec<PathBuf> = fs::read_dir(folder)
                .into_iter()
                .flatten()
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|path| {
                    path.file_name()
                        .and_then(|name| name.to_str())
                        .is_some_and(is_python)
                })
                .filter(|path| path.is_file())
                .collect();
            names.sort();
            for path in names {
                let real = path.canonicalize().unwrap_or_else(|_| path.clone());
                if !seen.contains(&real) {
                    seen.push(real);
                    candidates.push(path);
                }
            }
        }
        candidates
    }
}

/// Whether an executable of this name may be an interpreter.
fn is_python(name: &str) -> bool {
    let name = name.strip_suffix(".exe").unwrap_or(name);
    name.strip_prefix("python").is_some_and(|rest| {
        let minor = rest
            .strip_prefix("3.")
            .map(|rest| rest.trim_end_matches('t'));
        matches!(rest, "" | "3")
            || minor
                .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The interpreters of this machine that the book has something to say about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interpreters {
    /// Those found, oldest release first, each release once.
    pub found: Vec<Interpreter>,
    /// Minor releases of the book for which there is none.
    pub missing: Vec<Minor>,
    /// Executables that were asked and are not used, with the reason.
    pub ignored: Vec<(PathBuf, String)>,
}

impl Interpreters {
    /// Finds the CPythons for the minor releases of a book, where
    /// [`Search::from_env`] looks.
    ///
    /// # Errors
    ///
    /// When one that `REQUIRE_PYTHONS` names is missing.
    pub fn find(minors: &[Minor]) -> Result<Self, String> {
        Self::search(&Search::from_env()?, minors)
    }

    /// Finds the CPythons for `minors` where `search` says. Each executable is
    /// asked once what it is.
    ///
    /// # Errors
    ///
    /// When a required one is missing.
    pub fn search(search: &Search, minors: &[Minor]) -> Result<Self, String> {
        let candidates = search.candidates();
        let answers: Vec<(PathBuf, Result<Interpreter, String>)> = thread::scope(|scope| {
            let asked: Vec<_> = candidates
                .into_iter()
                .map(|path| {
                    let handle = scope.spawn({
                        let path = path.clone();
                        move || ask(&path)
                    });
                    (path, handle)
                })
                .collect();
            asked
                .into_iter()
                .map(|(path, handle)| {
                    let answer = handle
                        .join()
                        .unwrap_or_else(|_| Err("asking it failed".to_owned()));
                    (path, answer)
                })
                .collect()
        });
        // Keyed by release: of two installations of one release, the first
        // found counts, since they print the same.
        let mut found: BTreeMap<Version, Interpreter> = BTreeMap::new();
        let mut ignored = Vec::new();
        for (path, answer) in answers {
            match answer {
                Ok(python) if !minors.contains(&Minor::from(python.version)) => {
                    ignored.push((
                        path,
                        format!("{} is not a version of this book", python.version),
                    ));
                }
                Ok(python) => match found.get(&python.version) {
                    Some(first) if first.path != python.path => {
                        ignored.push((
                            path,
                            format!("{} is {} too", first.path.display(), first.version),
                        ));
                    }
                    Some(_) => {}
                    None => {
                        found.insert(python.version, python);
                    }
                },
                Err(reason) => ignored.push((path, reason)),
            }
        }
        let mut found: Vec<Interpreter> = found.into_values().collect();
        for index in 0..found.len() {
            let minor = Minor::from(found[index].version);
            let next = found.get(index + 1).map(|next| Minor::from(next.version));
            found[index].speaks = next != Some(minor);
        }
        let has = |minor: &Minor| {
            found
                .iter()
                .any(|python| Minor::from(python.version) == *minor)
        };
        let missing: Vec<Minor> = minors.iter().copied().filter(|minor| !has(minor)).collect();
        let absent: Vec<String> = search
            .required
            .iter()
            .filter(|minor| !has(minor))
            .map(ToString::to_string)
            .collect();
        if !absent.is_empty() {
            return Err(format!(
                "REQUIRE_PYTHONS asks for CPython {}, and none was found; install it, or name its folder in BOOK_PYTHONS",
                and(&absent)
            ));
        }
        Ok(Interpreters {
            found,
            missing,
            ignored,
        })
    }

    /// A sentence that names the versions for which nothing can be checked, or
    /// `None` when there are none.
    pub fn notice(&self) -> Option<String> {
        if self.missing.is_empty() {
            return None;
        }
        let names: Vec<String> = self.missing.iter().map(ToString::to_string).collect();
        Some(format!(
            "NOT CHECKED on CPython {}: not found on PATH, under ~/.pyenv/versions, or in BOOK_PYTHONS",
            and(&names)
        ))
    }
}

impl fmt::Display for Interpreters {
    /// The releases found, in a row.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self
            .found
            .iter()
            .map(|python| python.version.to_string())
            .collect();
        f.write_str(&if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        })
    }
}

/// What an interpreter is asked. It answers one thing per line, the last of
/// them its build. The path is that of the interpreter itself, where what was
/// started is a script that chooses one.
const QUESTION: &str = r#"import os, sys
info = sys.version_info
print(sys.implementation.name)
print("%d.%d.%d" % info[:3])
print(info.releaselevel)
print("free-threaded" if "free-threading" in sys.version or "t" in getattr(sys, "abiflags", "") else "default")
print("debug" if hasattr(sys, "gettotalrefcount") else "release")
print(os.path.realpath(sys.executable))
print(" ".join(sys.version.split()))
"#;

/// Asks the executable at `path` what it is.
fn ask(path: &Path) -> Result<Interpreter, String> {
    let limits = Limits::default();
    let run =
        run::run(path, QUESTION, limits).map_err(|error| format!("can't be started: {error}"))?;
    let answer: Vec<&str> = run.output.lines().collect();
    let [name, number, level, threads, kind, real, build] = answer[..] else {
        return Err("does not answer as Python 3 does".to_owned());
    };
    if run.ending != Ending::Exit(0) {
        return Err("does not answer as Python 3 does".to_owned());
    }
    if name != "cpython" {
        return Err(format!("is {name}, not CPython"));
    }
    // The book speaks of final releases in their default build: a debug build
    // and a free-threaded one have other object sizes and counts.
    if level != "final" {
        return Err(format!("is a pre-release of {number}"));
    }
    if threads != "default" {
        return Err(format!("is the free-threaded build of {number}"));
    }
    if kind != "release" {
        return Err(format!("is a debug build of {number}"));
    }
    let version: Version = number.parse().map_err(|error| format!("{error}"))?;
    let real = PathBuf::from(real);
    let stamp = stamp(&real).map_err(|error| format!("can't be examined: {error}"))?;
    Ok(Interpreter {
        path: real,
        version,
        speaks: true,
        limits,
        build: build.to_owned(),
        stamp,
    })
}

fn stamp(path: &Path) -> io::Result<(u64, u128)> {
    let metadata = fs::metadata(path)?;
    let changed = metadata.modified()?.duration_since(UNIX_EPOCH);
    Ok((metadata.len(), changed.map_or(0, |since| since.as_nanos())))
}

#[cfg(all(test, unix))]
mod tests;
