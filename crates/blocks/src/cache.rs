//! Results of programs that have run before.
//!
//! A result is found again only by the whole text of its program and the whole
//! identity of its interpreter, which are stored with it and compared: two
//! programs can't be mistaken for one another. Files are written under another
//! name first and then renamed, so a reader never sees half of one. One that
//! can't be read is as good as none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::interpreter::Python;
use crate::run::Run;

/// Counts up when programs are run in another way, so that earlier results are
/// not used any more.
const FORMAT: u32 = 1;

/// Where results are kept.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
}

/// A stored result.
#[derive(Serialize, Deserialize)]
struct Stored {
    format: u32,
    python: String,
    program: String,
    run: Run,
}

impl Cache {
    /// Results are kept in `folder`, usually one under `target/`; it is made
    /// when it is needed, and may be deleted at any time.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Cache {
            folder: Some(folder.into()),
        }
    }

    /// Nothing is kept: each program runs.
    pub fn none() -> Self {
        Cache::default()
    }

    /// The result of `program` on `python`, and whether it was kept from an
    /// earlier run.
    ///
    /// Only a program that ended by itself is kept: one that was stopped or
    /// crashed gets another chance.
    ///
    /// # Errors
    ///
    /// When the interpreter can't be started. A cache that can't be read or
    /// written is no error.
    pub fn run(&self, python: &dyn Python, program: &str) -> io::Result<(Run, bool)> {
        let place = self.folder.as_deref().zip(python.identity());
        let Some((folder, identity)) = place else {
            return Ok((python.run(program)?, false));
        };
        let file = folder.join(name(&identity, program));
        if let Some(run) = find(&file, &identity, program) {
            return Ok((run, true));
        }
        let run = python.run(program)?;
        if run.is_settled() {
            let stored = Stored {
                format: FORMAT,
                python: identity,
                program: program.to_owned(),
                run: run.clone(),
            };
            // Without the file the program runs again next time, no more.
            let _ = keep(folder, &file, &stored);
        }
        Ok((run, false))
    }
}

fn find(file: &Path, python: &str, program: &str) -> Option<Run> {
    let text = fs::read_to_string(file).ok()?;
    let stored: Stored = serde_json::from_str(&text).ok()?;
    let same = stored.format == FORMAT && stored.python == python && stored.program == program;
    same.then_some(stored.run)
}

fn keep(folder: &Path, file: &Path, stored: &Stored) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut partial = tempfile::NamedTempFile::new_in(folder)?;
    partial.write_all(&serde_json::to_vec(stored)?)?;
    partial.persist(file)?;
    Ok(())
}

/// A file name for a program on an interpreter. It need not be unique, since
/// what is in the file is compared (FNV-1a with 64 bits).
fn name(python: &str, program: &str) -> String {
    let bytes = python.bytes().chain([0]).chain(program.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Ending;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use version::Version;

    /// Prints how often it has run.
    struct Counting {
        identity: Option<String>,
        ending: Ending,
        count: AtomicUsize,
    }

    impl Counting {
        fn new(identity: &str) -> Self {
            Counting {
                identity: Some(identity.to_owned()),
                ending: Ending::Exit(0),
                count: AtomicUsize::new(0),
            }
        }
    }

    impl Python for Counting {
        fn version(&self) -> Version {
            Version::default()
        }

        fn identity(&self) -> Option<String> {
            self.identity.clone()
        }

        fn run(&self, _program: &str) -> io::Result<Run> {
            let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
            Ok(Run {
                output: format!("{count}\n"),
                ending: self.ending,
            })
        }
    }

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::at(folder.path().join("results"));
        (folder, cache)
    }

    fn ask(cache: &Cache, python: &Counting, program: &str) -> (String, bool) {
        let (run, kept) = cache.run(python, program).expect("it starts");
        (run.output, kept)
    }

    #[test]
    fn an_unchanged_program_runs_once() {
        let (_folder, cache) = cache();
        let python = Counting::new("a");
        assert_eq!(ask(&cache, &python, "p"), ("1\n".into(), false));
        assert_eq!(ask(&cache, &python, "p"), ("1\n".into(), true));
        assert_eq!(ask(&Cache::none(), &python, "p"), ("2\n".into(), false));
    }

    #[test]
    fn a_changed_program_or_interpreter_runs_again() {
        let (_folder, cache) = cache();
        assert!(!ask(&cache, &Counting::new("a"), "p").1);
        assert!(!ask(&cache, &Counting::new("a"), "p ").1);
        assert!(!ask(&cache, &Counting::new("b"), "p").1);
        let nameless = Counting {
            identity: None,
            ..Counting::new("")
        };
        assert!(!ask(&cache, &nameless, "p").1);
        assert!(!ask(&cache, &nameless, "p").1);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_written_anew() {
        let (folder, cache) = cache();
        let python = Counting::new("a");
        ask(&cache, &python, "p");
        let file = folder.path().join("results").join(name("a", "p"));
        for broken in ["", "{", "[1, 2]", "{\"format\": 1}"] {
            fs::write(&file, broken).expect("a file");
            assert!(!ask(&cache, &python, "p").1, "{broken} was used");
            assert!(ask(&cache, &python, "p").1, "{broken} was not replaced");
        }
    }

    #[test]
    fn a_result_is_used_for_its_own_program_only_even_under_the_same_file_name() {
        let (folder, cache) = cache();
        ask(&cache, &Counting::new("a"), "p");
        let results = folder.path().join("results");
        fs::copy(results.join(name("a", "p")), results.join(name("a", "q"))).expect("a copy");
        assert!(!ask(&cache, &Counting::new("a"), "q").1);
    }

    #[test]
    fn a_program_that_was_stopped_is_not_kept() {
        let (_folder, cache) = cache();
        let python = Counting {
            ending: Ending::Timeout,
            ..Counting::new("a")
        };
        ask(&cache, &python, "p");
        assert!(!ask(&cache, &python, "p").1);
    }

    #[test]
    fn a_cache_that_cannot_be_written_is_no_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("a file");
        assert!(!ask(&Cache::at(file), &Counting::new("a"), "p").1);
    }
}
