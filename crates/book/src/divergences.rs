//! `book divergences`: which programs of the book our runtime doesn't run as CPython does.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use blocks::parallel::in_parallel;
use blocks::{Book, Chapter, Divergences, divergence};

use crate::cli::{self, tell};
use crate::failure::{Failure, Problems};
use crate::test::Meter;
use crate::witness::{self, Job};

/// What our runtime did with the programs of some pages.
pub struct Count {
    /// Programs, each as one version.
    pub runs: usize,
    /// Blocks.
    pub blocks: usize,
    /// Runs that part from CPython, as the list says.
    pub listed: usize,
}

impl Count {
    /// The count in words.
    pub fn words(&self) -> String {
        let share = self.listed as f64 * 100.0 / (self.runs.max(1)) as f64;
        format!(
            "{} runs of {} blocks on our own runtime; {} of them ({share:.1} %) are listed as divergences",
            self.runs, self.blocks, self.listed
        )
    }
}

/// Runs every job, some at a time, and shows how far it is.
pub fn run_all<T: Send>(jobs: &[Job<'_>], run: impl Fn(&Job<'_>) -> T + Sync) -> Vec<T> {
    let meter = Meter::new("runtime");
    let done = AtomicUsize::new(0);
    let results = in_parallel(jobs, |job| {
        let result = run(job);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        meter.show(done, jobs.len(), &job.name());
        result
    });
    meter.clear();
    results
}

/// How many blocks there are.
pub fn blocks(chapters: &[Chapter]) -> usize {
    chapters.iter().flat_map(Chapter::python).count()
}

/// Prints what parts, or writes the list into its page: what the command line says.
///
/// # Errors
///
/// When the book can't be read, or has no such page.
pub fn run(root: &Path, arguments: &cli::Divergences) -> Result<(), Failure> {
    let book = Book::open(root)?;
    let entries = book
        .entries_of(arguments.chapter.as_deref())
        .map_err(|problem| Failure::Usage(problem.message))?;
    let (chapters, problems) = book.read_all(&entries);
    if !problems.is_empty() {
        eprintln!("{}", Problems::new(problems));
    }
    let old = book.divergences.clone().unwrap_or_default();
    let jobs = witness::jobs(&chapters);
    let results = run_all(&jobs, |job| job.run());
    for (job, result) in jobs.iter().zip(&results) {
        if let Err(what) = result {
            let known = old.find(&job.chapter.name, job.program, job.version);
            let mark = if known.is_some() { "listed" } else { "NEW" };
            tell(&format!(
                "{} (program {}), {mark}: {what}",
                job.name(),
                job.program
            ))?;
        }
    }
    let count = Count {
        runs: jobs.len(),
        blocks: blocks(&chapters),
        listed: results.iter().filter(|result| result.is_err()).count(),
    };
    tell(&count.words())?;
    if arguments.write {
        write(&book, &witness::list(&jobs, &results, &old))?;
    }
    Ok(())
}

fn write(book: &Book, list: &Divergences) -> Result<(), Failure> {
    let file = book.root.join(&book.src).join(divergence::PAGE);
    let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let text = list
        .written_into(&text)
        .map_err(|message| Failure::Summary(format!("{}: {message}", file.display())))?;
    fs::write(&file, text).map_err(|error| Failure::file(&file, &error))?;
    tell(&format!(
        "Written: {} rows in {}",
        list.rows.len(),
        divergence::PAGE
    ))
}
