//! Running every Python block on every interpreter.

use std::sync::atomic::{AtomicUsize, Ordering};

use version::Version;

use crate::cache::Cache;
use crate::chapter::{Chapter, PythonBlock};
use crate::expect;
use crate::interpreter::Python;
use crate::parallel::in_parallel;

/// One block to be run on one interpreter.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The page.
    pub chapter: &'a Chapter,
    /// The block.
    pub block: &'a PythonBlock,
    /// The interpreter.
    pub python: &'a dyn Python,
}

impl Job<'_> {
    /// What the result is called: `objects/names.md:42 on 3.13.18`.
    pub fn name(&self) -> String {
        name(&self.chapter.name, self.block.line, self.python.version())
    }

    /// Runs the block, or takes its result from the cache, and compares.
    pub fn run(&self, cache: &Cache) -> Outcome {
        let version = self.python.version();
        let (cached, result) = match cache.run(self.python, &self.block.program) {
            Ok((run, cached)) => (cached, expect::check(self.block, version, &run)),
            Err(error) => (
                false,
                Err(format!("the interpreter can't be started: {error}")),
            ),
        };
        Outcome {
            chapter: self.chapter.name.clone(),
            line: self.block.line,
            version,
            cached,
            result,
        }
    }
}

fn name(chapter: &str, line: usize, version: Version) -> String {
    format!("{chapter}:{line} on {version}")
}

/// What came of one block on one interpreter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The page, relative to the source folder.
    pub chapter: String,
    /// The line of the block, from 1.
    pub line: usize,
    /// The release that ran it.
    pub version: Version,
    /// Whether the result was kept from an earlier run.
    pub cached: bool,
    /// Whether it printed what the page says, or else what is wrong, with
    /// expected and got.
    pub result: Result<(), String>,
}

impl Outcome {
    /// What the result is called: `objects/names.md:42 on 3.13.18`.
    pub fn name(&self) -> String {
        name(&self.chapter, self.line, self.version)
    }
}

/// How far the work has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The result that is ready now.
    pub outcome: &'a Outcome,
    /// How many are ready, this one included.
    pub done: usize,
    /// How many there will be.
    pub total: usize,
}

/// Every pair of a Python block and an interpreter whose version it claims.
pub fn jobs<'a, P: Python>(chapters: &'a [Chapter], pythons: &'a [P]) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for chapter in chapters {
        for block in chapter.python() {
            for python in pythons
                .iter()
                .filter(|python| block.claims(python.version()))
            {
                jobs.push(Job {
                    chapter,
                    block,
                    python,
                });
            }
        }
    }
    jobs
}

/// Runs every Python block of `chapters` on each of `pythons` that it claims,
/// as many at a time as the machine has cores. The outcomes come in the order
/// of pages, lines and interpreters; `progress` hears of them as they are ready.
pub fn check_python<P: Python>(
    chapters: &[Chapter],
    pythons: &[P],
    cache: &Cache,
    progress: &(dyn Fn(Progress<'_>) + Sync),
) -> Vec<Outcome> {
    let jobs = jobs(chapters, pythons);
    let done = AtomicUsize::new(0);
    in_parallel(&jobs, |job| {
        let outcome = job.run(cache);
        progress(Progress {
            outcome: &outcome,
            done: done.fetch_add(1, Ordering::Relaxed) + 1,
            total: jobs.len(),
        });
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::{Ending, Run};
    use crate::{Book, Minor};
    use std::io;
    use std::path::Path;

    /// Prints its version and the program.
    struct Echo(Version);

    impl Python for Echo {
        fn version(&self) -> Version {
            self.0
        }

        fn identity(&self) -> Option<String> {
            None
        }

        fn run(&self, program: &str) -> io::Result<Run> {
            Ok(Run {
                output: format!("{} {program}", self.0),
                ending: Ending::Exit(0),
            })
        }
    }

    #[test]
    fn each_block_runs_on_each_version_it_claims_and_is_compared_with_its_own_output() {
        let book = Book::new(
            "",
            "src",
            &[Minor::new(3, 12), Minor::new(3, 13), Minor::new(3, 14)],
        );
        let text = "\
```python,since=3.13
a
```

```output,3.13
3.13.18 a
```

```output,3.14..
3.14.10 b
```
";
        let (chapter, problems) = Chapter::parse(&book, Path::new("src/objects/a.md"), text);
        assert_eq!(problems, []);
        let pythons = [
            Version::new(3, 12, 1),
            Version::new(3, 13, 18),
            Version::new(3, 14, 10),
        ]
        .map(Echo);
        let count = AtomicUsize::new(0);
        let outcomes = check_python(&[chapter], &pythons, &Cache::none(), &|progress| {
            assert_eq!(progress.total, 2);
            count.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(count.into_inner(), 2);
        let names: Vec<_> = outcomes
            .iter()
            .map(|o| (o.name(), o.result.is_ok()))
            .collect();
        assert_eq!(
            names,
            [
                ("objects/a.md:1 on 3.13.18".to_owned(), true),
                ("objects/a.md:1 on 3.14.10".to_owned(), false)
            ]
        );
    }
}
