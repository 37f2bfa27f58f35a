//! The second witness: every Python block on our own runtime, as each version that it claims.
//!
//! What a block prints there must be what its output blocks say, or the page of divergences
//! says that it isn't, and why. A row of that page whose program agrees by now is as wrong as
//! a missing one.

use blocks::run::{Ending, Run};
use blocks::{Book, Chapter, Divergence, Divergences, Problem, PythonBlock, divergence, expect};
use version::Version;

use crate::conformance::runtime::guarded;
use crate::conformance::{Output, ours};

/// One block as one version.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The page.
    pub chapter: &'a Chapter,
    /// Which of its Python blocks, from 1.
    pub program: usize,
    /// The block.
    pub block: &'a PythonBlock,
    /// The version.
    pub version: Version,
}

/// What came of a job, held against the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It printed what the page says.
    Agrees,
    /// It didn't, and the list says so.
    Listed,
    /// It didn't, and the list doesn't know: what is wrong.
    Differs(String),
    /// It did, and the list says otherwise: where the row is.
    Mended(usize),
}

/// Every block of the pages as every version that speaks for what it claims.
pub fn jobs(chapters: &[Chapter]) -> Vec<Job<'_>> {
    let mut jobs = Vec::new();
    for chapter in chapters {
        for (index, block) in chapter.python().enumerate() {
            jobs.extend(divergence::versions(block).into_iter().map(|version| Job {
                chapter,
                program: index + 1,
                block,
                version,
            }));
        }
    }
    jobs
}

impl Job<'_> {
    /// What the result is called: `objects/names.md:42 as 3.13.18`.
    pub fn name(&self) -> String {
        format!(
            "{}:{} as {}",
            self.chapter.name, self.block.line, self.version
        )
    }

    /// Runs the block and compares.
    ///
    /// # Errors
    ///
    /// What the runtime lacks, or how it ended, or what it printed beside what it should have.
    pub fn run(&self) -> Result<(), String> {
        let program = &self.block.program;
        match guarded(|| ours::run(self.version, program)) {
            Output::Ended { text, status } => {
                let run = Run {
                    output: text,
                    ending: Ending::Exit(status),
                };
                expect::check(self.block, self.version, &run)
            }
            Output::Unsupported(what) => Err(format!("unsupported: {what}")),
            Output::Broken(what) => Err(what),
        }
    }

    /// Runs the block and holds what came of it against the list.
    pub fn judge(&self, list: &Divergences) -> Verdict {
        let row = list.find(&self.chapter.name, self.program, self.version);
        match (self.run(), row) {
            (Ok(()), None) => Verdict::Agrees,
            (Ok(()), Some(row)) => Verdict::Mended(row.line),
            (Err(_), Some(_)) => Verdict::Listed,
            (Err(what), None) => Verdict::Differs(what),
        }
    }
}

impl Verdict {
    /// The verdict as a test's result.
    ///
    /// # Errors
    ///
    /// What to mend, and how.
    pub fn result(self) -> Result<(), String> {
        match self {
            Verdict::Agrees | Verdict::Listed => Ok(()),
            Verdict::Differs(what) => Err(format!(
                "on our own runtime: {what}\nMend the crate `python`; what can't be mended goes into {} (`cargo run -- divergences --write` adds the row)",
                divergence::PAGE
            )),
            Verdict::Mended(line) => Err(format!(
                "our runtime agrees by now, and {}:{line} says that it doesn't; `cargo run -- divergences --write` takes the row away",
                divergence::PAGE
            )),
        }
    }
}

/// Rows about programs or versions that the book doesn't have.
pub fn stale(book: &Book, list: &Divergences, chapters: &[Chapter]) -> Vec<Problem> {
    let jobs = jobs(chapters);
    let is_there = |row: &Divergence, release| {
        jobs.iter().any(|job| {
            job.program == row.program
                && job.chapter.name.trim_end_matches(".md") == row.page
                && divergence::release(job.version) == release
        })
    };
    let mut problems = Vec::new();
    for row in &list.rows {
        for release in &row.releases {
            if !is_there(row, *release) {
                let message = format!(
                    "{} has no Python block {} that is run as {release}; `cargo run -- divergences --write` puts the list right",
                    row.page, row.program
                );
                problems.push(Problem::new(
                    book.src.join(divergence::PAGE),
                    row.line,
                    message,
                ));
            }
        }
    }
    problems
}

/// The list as the runs want it: rows that hold keep their reasons, and new ones get what the
/// runtime said. `results` has a result for each job.
pub fn list(jobs: &[Job<'_>], results: &[Result<(), String>], old: &Divergences) -> Divergences {
    let mut rows: Vec<Divergence> = Vec::new();
    for (job, result) in jobs.iter().zip(results) {
        let Err(what) = result else { continue };
        let page = job.chapter.name.trim_end_matches(".md").to_owned();
        let why = match old.find(&page, job.program, job.version) {
            // What a run wrote, a run may write anew; what somebody wrote stays.
            Some(row) if !is_of_a_run(&row.why) => row.why.clone(),
            _ => in_short(what),
        };
        let release = divergence::release(job.version);
        let same = rows
            .iter_mut()
            .find(|row| row.page == page && row.program == job.program && row.why == why);
        match same {
            Some(row) => row.releases.push(release),
            None => rows.push(Divergence {
                page,
                program: job.program,
                releases: vec![release],
                why,
                line: 0,
            }),
        }
    }
    Divergences { rows }
}

/// A reason of one line, fit for a cell of a table: what is unsupported, or the first line that
/// should have been printed and what was printed in its place.
fn in_short(what: &str) -> String {
    let changed = |sign: char| {
        what.lines()
            .map(str::trim_start)
            .find(|line| {
                line.starts_with(sign) && !line.starts_with("---") && !line.starts_with("+++")
            })
            .map(|line| code(line[1..].trim()))
    };
    match (
        what.strip_prefix("unsupported: "),
        changed('-'),
        changed('+'),
    ) {
        (Some(what), ..) => format!("It needs {}.", plain(first_line(what))),
        (None, Some(wanted), Some(got)) => format!("It prints {got} instead of {wanted}."),
        (None, Some(wanted), None) => format!("It doesn't print {wanted}."),
        (None, None, Some(got)) => format!("It prints {got} besides."),
        (None, None, None) => format!("It ends otherwise: {}.", plain(first_line(what))),
    }
}

/// Whether `in_short` wrote it.
fn is_of_a_run(why: &str) -> bool {
    [
        "It needs ",
        "It prints ",
        "It doesn't print ",
        "It ends otherwise: ",
    ]
    .iter()
    .any(|begin| why.starts_with(begin))
}

fn first_line(text: &str) -> &str {
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
}

/// Text as a piece of code in Markdown, or words for nothing.
fn code(text: &str) -> String {
    match text {
        "" => "an empty line".to_owned(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}

/// Text that means itself in Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        if matches!(letter, '_' | '*' | '<' | '[' | '`' | '\\') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use blocks::Minor;
    use std::path::Path;

    fn chapter(text: &str) -> (Book, Chapter) {
        let book = Book::new("", "src", &[Minor::new(3, 13), Minor::new(3, 14)]);
        let (chapter, problems) = Chapter::parse(&book, Path::new("src/gc/a.md"), text);
        assert_eq!(problems, []);
        (book, chapter)
    }

    const RIGHT: &str = "```python\nprint(1 + 1)\n```\n\n```output\n2\n```\n";
    const WRONG: &str = "```python\nprint(1 + 1)\n```\n\n```output\n3\n```\n";

    fn listed(page: &str) -> Divergences {
        let text = format!(
            "{}\n\n| page | program | versions | why |\n| --- | ---: | --- | --- |\n| [{page}](../{page}.md) | 1 | 3.13 to 3.14 | Why not. |\n",
            divergence::HEADING
        );
        Divergences::parse(Path::new("src/d.md"), &text).expect("the list can be read")
    }

    #[test]
    fn each_verdict_is_reached() {
        let none = Divergences::default();
        for (text, list, wanted) in [
            (RIGHT, &none, "agrees"),
            (WRONG, &none, "instead"),
            (WRONG, &listed("gc/a"), "listed"),
            (RIGHT, &listed("gc/a"), "mended"),
        ] {
            let (_, chapter) = chapter(text);
            let jobs = jobs(std::slice::from_ref(&chapter));
            assert_eq!(jobs.len(), 2);
            for job in jobs {
                let got = job.judge(list);
                let fits = match &got {
                    Verdict::Agrees => wanted == "agrees",
                    Verdict::Listed => wanted == "listed",
                    Verdict::Mended(line) => wanted == "mended" && *line == 5,
                    Verdict::Differs(what) => wanted == "instead" && what.contains("-3"),
                };
                assert!(fits, "{wanted}: {got:?}");
                assert_eq!(got.result().is_ok(), matches!(wanted, "agrees" | "listed"));
            }
        }
    }

    #[test]
    fn a_piece_of_a_release_is_run_as_its_last_patch() {
        let (_, chapter) = chapter(
            "```python,since=3.14\nprint(1)\n```\n\n```output,3.14..3.14.4\n1\n```\n\n```output,3.14.5..\n1\n```\n",
        );
        let versions: Vec<Version> = jobs(&[chapter]).iter().map(|job| job.version).collect();
        let newest = Version::newest(3, 14).expect("measured");
        assert_eq!(versions, [Version::new(3, 14, 4), newest]);
    }

    #[test]
    fn the_list_is_written_from_results_and_keeps_its_reasons() {
        let (_, chapter) = chapter(WRONG);
        let chapters = [chapter];
        let jobs = jobs(&chapters);
        let results: Vec<_> = jobs.iter().map(Job::run).collect();
        let new = list(&jobs, &results, &Divergences::default());
        assert_eq!(new.rows.len(), 1);
        assert_eq!(new.rows[0].why, "It prints `2` instead of `3`.");
        assert_eq!(new.rows[0].releases.len(), 2);
        let kept = list(&jobs, &results, &listed("gc/a"));
        assert_eq!(kept.rows[0].why, "Why not.");
        let mut stale = listed("gc/a");
        "It needs the module 'enum'.".clone_into(&mut stale.rows[0].why);
        let renewed = list(&jobs, &results, &stale);
        assert_eq!(renewed.rows[0].why, new.rows[0].why);
        assert_eq!(list(&jobs, &[Ok(()), Ok(())], &listed("gc/a")).rows, []);
    }

    #[test]
    fn a_row_about_nothing_is_stale() {
        let (book, chapter) = chapter(RIGHT);
        let problems = stale(&book, &listed("gc/b"), &[chapter]);
        assert_eq!(problems.len(), 2, "one for each version");
        assert!(
            problems[0]
                .to_string()
                .starts_with("src/reference/divergences.md:5: gc/b has no")
        );
    }
}
