//! `book test`: every check of a chapter, or of all, that needs this tool only.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use blocks::check::Progress;
use blocks::companions::Companions;
use blocks::{Book, Cache, Chapter, Interpreters, Outcome, Problem, check_python, links};

use crate::build;
use crate::cli::{self, tell};
use crate::divergences::{self, Count};
use crate::failure::{Failure, Problems};
use crate::known::Known;
use crate::page;
use crate::preprocess::TESTER;
use crate::slides;
use crate::witness::{self, Verdict};

/// Checks grammar, links, figures, slides, Python and Rust, says what came of each, and goes on
/// to the next whatever came of the one before.
///
/// # Errors
///
/// When any check fails, or there is no such chapter.
pub fn run(root: &Path, arguments: &cli::Test) -> Result<(), Failure> {
    let book = Book::open(root)?;
    let entries = book
        .entries_of(arguments.chapter.as_deref())
        .map_err(|problem| Failure::Usage(problem.message))?;
    let (chapters, problems) = book.read_all(&entries);
    let mut failed = Vec::new();

    let blocks: usize = chapters.iter().map(|chapter| chapter.blocks.len()).sum();
    let grammar = problems.is_empty();
    if grammar {
        tell(&format!(
            "grammar  ok: {blocks} blocks on {} pages",
            chapters.len()
        ))?;
    } else {
        failed.push("grammar");
        eprintln!("{}", Problems::new(problems));
        tell("grammar  FAILED")?;
    }

    // A link may lead to a heading of any page, so all pages are read.
    let (all, _) = book.read_all(&book.entries);
    let chosen: BTreeSet<&PathBuf> = entries.iter().map(|entry| &entry.file).collect();
    let mut dead = links::check(&book, &all);
    dead.retain(|problem| arguments.chapter.is_none() || chosen.contains(&problem.file));
    if dead.is_empty() {
        tell("links    ok")?;
    } else {
        failed.push("links");
        eprintln!("{}", Problems::new(dead));
        tell("links    FAILED")?;
    }

    let figures: usize = chapters
        .iter()
        .map(|chapter| chapter.figures().count())
        .sum();
    let undrawable: Vec<Problem> = chapters
        .iter()
        .flat_map(|chapter| page::undrawable(&book, chapter))
        .collect();
    if undrawable.is_empty() {
        tell(&format!("figures  ok: {figures} drawn"))?;
    } else {
        failed.push("figures");
        eprintln!("{}", Problems::new(undrawable));
        tell("figures  FAILED")?;
    }

    if !slides(root, &book, &chapters)? {
        failed.push("slides");
    }

    if !arguments.no_python && !python(&book, &chapters)? {
        failed.push("python");
    }
    if !arguments.no_runtime && !runtime(&book, &chapters)? {
        failed.push("runtime");
    }
    if !arguments.no_rust {
        if !grammar {
            // mdBook takes only a book whose every page can be read.
            tell("rust     not run: the grammar is to be mended first")?;
        } else if !rust(root, &book, &chapters)? {
            failed.push("rust");
        }
    }

    if failed.is_empty() {
        tell(match book.checkout {
            None => "These checks passed; cargo test --workspace also checks diagrams and listings",
            Some(_) => "These checks passed; only diagrams are left to the eye",
        })
    } else {
        Err(Failure::Summary(format!(
            "checks that failed: {}",
            failed.join(", ")
        )))
    }
}

/// Checks the slides of these pages and the time they take; `false` when something is wrong.
fn slides(root: &Path, book: &Book, chapters: &[Chapter]) -> Result<bool, Failure> {
    let budget = slides::budget(&build::settings(root)?)?;
    let (decks, mut problems) = slides::decks(book, chapters);
    problems.extend(decks.iter().filter_map(|deck| deck.over_budget(budget)));
    let count: usize = decks.iter().map(|deck| deck.slides.len()).sum();
    if problems.is_empty() {
        tell(&format!("slides   ok: {count} in {} decks", decks.len()))?;
        return Ok(true);
    }
    eprintln!("{}", Problems::new(problems));
    tell("slides   FAILED")?;
    Ok(false)
}

/// Runs the Python blocks; `false` when one fails.
fn python(book: &Book, chapters: &[Chapter]) -> Result<bool, Failure> {
    let interpreters = Interpreters::find(&book.minors)
        .map_err(|message| Failure::Summary(format!("python: {message}")))?;
    if let Some(notice) = interpreters.notice() {
        eprintln!("python   {notice}");
    }
    let cache = Cache::at(book.root.join("target").join("blocks"));
    let meter = Meter::new("python");
    let outcomes = check_python(
        chapters,
        &interpreters.found,
        &cache,
        &|progress: Progress<'_>| {
            meter.show(progress.done, progress.total, &progress.outcome.name());
        },
    );
    meter.clear();
    let wrong = outcomes
        .iter()
        .filter(|outcome| outcome.result.is_err())
        .count();
    for failure in failures(&outcomes) {
        eprintln!("{}/{failure}\n", book.src.display());
    }
    let kept = outcomes.iter().filter(|outcome| outcome.cached).count();
    let count = format!(
        "{} runs of {} blocks on CPython {interpreters}; {kept} of them known from before",
        outcomes.len(),
        chapters.iter().flat_map(Chapter::python).count()
    );
    if wrong == 0 {
        tell(&format!("python   ok: {count}"))?;
    } else {
        tell(&format!("python   FAILED: {wrong} of {count}"))?;
    }
    Ok(wrong == 0)
}

/// Runs the Python blocks on our own runtime; `false` when one does what no row of the list says.
fn runtime(book: &Book, chapters: &[Chapter]) -> Result<bool, Failure> {
    let Some(list) = &book.divergences else {
        tell("runtime  not run: this book has no list of divergences")?;
        return Ok(true);
    };
    let jobs = witness::jobs(chapters);
    let verdicts = divergences::run_all(&jobs, |job| job.judge(list));
    let count = Count {
        runs: jobs.len(),
        blocks: divergences::blocks(chapters),
        listed: verdicts
            .iter()
            .filter(|verdict| **verdict == Verdict::Listed)
            .count(),
    };
    let mut wrong = 0;
    for (job, verdict) in jobs.iter().zip(verdicts) {
        if let Err(message) = verdict.result() {
            wrong += 1;
            eprintln!("{}/{}: {message}\n", book.src.display(), job.name());
        }
    }
    if wrong == 0 {
        tell(&format!("runtime  ok: {}", count.words()))?;
    } else {
        tell(&format!("runtime  FAILED: {wrong} of {}", count.words()))?;
    }
    Ok(wrong == 0)
}

/// The failures, in order; one that several versions share is told once.
fn failures(outcomes: &[Outcome]) -> Vec<String> {
    let mut shared: Vec<(_, Vec<String>)> = Vec::new();
    for outcome in outcomes {
        let Err(message) = &outcome.result else {
            continue;
        };
        let key = (outcome.chapter.as_str(), outcome.line, message.as_str());
        let version = outcome.version.to_string();
        match shared.iter_mut().find(|(other, _)| *other == key) {
            Some((_, versions)) => versions.push(version),
            None => shared.push((key, vec![version])),
        }
    }
    shared
        .into_iter()
        .map(|((chapter, line, message), versions)| {
            format!(
                "{chapter}:{line} on {}: {}",
                versions.join(", "),
                message.trim_end()
            )
        })
        .collect()
}

/// Runs the Rust blocks as `mdbook test` does, on the pages that are not known to
/// pass; `false` when one fails.
fn rust(root: &Path, book: &Book, chapters: &[Chapter]) -> Result<bool, Failure> {
    let pages: Vec<&Chapter> = chapters
        .iter()
        .filter(|chapter| chapter.rust().next().is_some())
        .collect();
    let blocks: usize = pages.iter().map(|page| page.rust().count()).sum();
    if blocks == 0 {
        tell("rust     ok: 0 blocks")?;
        return Ok(true);
    }
    let meter = Meter::new("rust");
    meter.show(0, blocks, "compiling the companion crates, then rustdoc");
    let companions = match Companions::build(root) {
        Ok(companions) => companions,
        Err(error) => {
            meter.clear();
            eprintln!("{error}");
            tell("rust     FAILED")?;
            return Ok(false);
        }
    };
    let known = Known::open(root, &companions)
        .map_err(|error| Failure::Summary(format!("rust: {error}")))?;
    let (kept, fresh): (Vec<&Chapter>, Vec<&Chapter>) =
        pages.iter().partition(|page| known.passed(page));
    let result = if fresh.is_empty() {
        Ok(())
    } else {
        mdbook_test(root, book, &companions, &fresh)?
    };
    meter.clear();
    match result {
        Ok(()) => {
            for page in fresh {
                known.keep(page);
            }
            tell(&format!(
                "rust     ok: {blocks} blocks on {} pages; {} of the pages known from before",
                pages.len(),
                kept.len()
            ))?;
            Ok(true)
        }
        Err(error) => {
            eprintln!("{}", Failure::from(error));
            tell("rust     FAILED")?;
            Ok(false)
        }
    }
}

/// Lets mdBook test the pages, with the companion crates.
fn mdbook_test(
    root: &Path,
    book: &Book,
    companions: &Companions,
    pages: &[&Chapter],
) -> Result<anyhow::Result<()>, Failure> {
    let mut mdbook = build::load(root)?;
    mdbook.config.set(TESTER, "mdbook")?;
    let files = pages
        .iter()
        .filter_map(|page| page.file.strip_prefix(&book.src).ok())
        .map(Path::to_path_buf)
        .collect();
    build::keep(&mut mdbook.book.items, &files);
    let libraries = companions.libraries.to_str().ok_or_else(|| {
        Failure::Usage(format!(
            "mdBook can't use this path, which is no Unicode: {}",
            companions.libraries.display()
        ))
    })?;
    Ok(mdbook.test(vec![libraries]))
}

/// How far a long step has come, on a terminal; nothing elsewhere.
pub struct Meter {
    name: &'static str,
    terminal: bool,
    // Written from the threads that do the work.
    out: Mutex<io::Stderr>,
}

impl Meter {
    /// A meter for the step of that name.
    pub fn new(name: &'static str) -> Self {
        Meter {
            name,
            terminal: io::stderr().is_terminal(),
            out: Mutex::new(io::stderr()),
        }
    }

    /// Shows that `done` of `total` are done, and which was the last.
    pub fn show(&self, done: usize, total: usize, what: &str) {
        // Short enough for one row: what wraps can't be overwritten.
        let what: String = what.chars().take(50).collect();
        self.write(&format!(
            "\r\x1b[K{:<8} {done} of {total}  {what}",
            self.name
        ));
    }

    /// Makes room for the next line.
    pub fn clear(&self) {
        self.write("\r\x1b[K");
    }

    fn write(&self, text: &str) {
        if self.terminal {
            let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
            // A terminal that goes away takes its reader along.
            let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_fail_alike_are_told_together() {
        let outcome = |line, patch, result: Result<(), &str>| Outcome {
            chapter: "a.md".into(),
            line,
            version: format!("3.13.{patch}").parse().expect("a version"),
            cached: false,
            result: result.map_err(str::to_owned),
        };
        let outcomes = [
            outcome(3, 1, Err("x\n")),
            outcome(3, 2, Ok(())),
            outcome(3, 3, Err("x\n")),
            outcome(3, 4, Err("y")),
            outcome(9, 1, Err("x\n")),
        ];
        assert_eq!(
            failures(&outcomes),
            [
                "a.md:3 on 3.13.1, 3.13.3: x",
                "a.md:3 on 3.13.4: y",
                "a.md:9 on 3.13.1: x"
            ]
        );
    }
}
