//! Every Python block of the book, on our own runtime.
//!
//! One test for each block and version, named `objects/names.md:42 as 3.13.18`. A block passes
//! that prints what the page says; one that doesn't must stand in the list of divergences.
//! To run one page: `cargo test -p checks --test runtime -- objects/names`.

use std::process::ExitCode;
use std::sync::Arc;

use blocks::Chapter;
use book::witness;
use checks::workspace;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let (book, chapters) = match workspace::book() {
        Ok(read) => read,
        Err(problems) => {
            eprintln!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    let list = Arc::new(book.divergences.clone().unwrap_or_default());
    // The tests outlive this function's borrows, and end with the process.
    let chapters: &'static [Chapter] = chapters.leak();
    let stale: Vec<String> = witness::stale(&book, &list, chapters)
        .iter()
        .map(ToString::to_string)
        .collect();
    let mut trials = vec![Trial::test(
        "each listed divergence is about a program",
        move || {
            if stale.is_empty() {
                Ok(())
            } else {
                Err(Failed::from(stale.join("\n")))
            }
        },
    )];
    trials.extend(witness::jobs(chapters).into_iter().map(|job| {
        let list = Arc::clone(&list);
        Trial::test(job.name(), move || {
            job.judge(&list).result().map_err(Failed::from)
        })
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}
