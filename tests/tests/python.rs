//! Every Python block of the book, on every real CPython of this machine.
//!
//! One test for each block and interpreter, named `objects/names.md:42 on 3.13.18`.
//! To run one page: `cargo test -p checks --test python -- objects/names`.

use std::process::ExitCode;
use std::sync::Arc;

use blocks::{Cache, Chapter, Interpreter, Interpreters, check};
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
    let pythons = match Interpreters::find(&book.minors) {
        Ok(pythons) => pythons,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    // The tests outlive this function's borrows, and end with the process.
    let chapters: &'static [Chapter] = chapters.leak();
    let found: &'static [Interpreter] = pythons.found.clone().leak();
    let cache = Arc::new(Cache::at(workspace::scratch("blocks")));
    let trials = check::jobs(chapters, found)
        .into_iter()
        .map(|job| {
            let cache = Arc::clone(&cache);
            Trial::test(job.name(), move || {
                job.run(&cache).result.map_err(Failed::from)
            })
        })
        .collect();

    let notice = pythons.notice();
    if let Some(notice) = &notice {
        eprintln!("\n{notice}");
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(notice) = &notice {
        eprintln!("{notice}\n");
    }
    conclusion.exit_code()
}
