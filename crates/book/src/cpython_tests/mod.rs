//! `book cpython-tests`: CPython's own tests of memory use, on the runtime of this workspace.
//!
//! The test files are read from a CPython library folder found on the machine; they are never copied.
//! Each method runs in a process of its own, in a fresh interpreter under limits, so that none can hurt another.
//!
//! # The rooms
//!
//! | module | what it is for |
//! |---|---|
//! | [`files`] | which files and methods, and the score to beat |
//! | [`folder`] | the library folder |
//! | [`lend`] | what a test may import: the folder's files, our own `test.support`, stand-ins |
//! | [`method`] | one method: in this process, or in one of its own |
//! | [`report`] | telling |

pub mod files;
pub mod folder;
pub mod lend;
pub mod method;
pub mod report;
#[cfg(test)]
mod tests;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli;
use crate::failure::Failure;
use crate::test::Meter;
use files::TestFile;
use folder::Folder;
use method::{Question, Result, Verdict};
use report::FileReport;

/// Runs the tests that the command line names, and tells what came of them as soon as it is known.
///
/// # Errors
///
/// When the folder holds no CPython library, no method is left of the choice, or a process can't be started.
/// That a test fails is a measurement, and no error.
pub fn run(arguments: &cli::CpythonTests) -> std::result::Result<ExitCode, Failure> {
    let folder = Folder::open(&arguments.lib, arguments.python.as_deref())?;
    if let Some(question) = &arguments.one {
        let question = Question::parse(question)?;
        let answer = method::answer(&folder, &question, arguments.steps);
        println!("{}", answer.to_line());
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = files::choose(&arguments.file).map_err(Failure::Usage)?;
    let mut reports = Vec::new();
    for file in chosen {
        let report = run_file(&folder, file, arguments)?;
        if !report.results.is_empty() {
            // What was told method by method isn't told twice.
            let failures = report::failures(&report);
            let shown = arguments.show && report.imported;
            if !failures.is_empty() && !shown {
                cli::tell(&failures)?;
            }
            cli::tell(&report::row(&report))?;
        }
        reports.push(report);
    }
    if reports.iter().all(|report| report.results.is_empty()) {
        return Err(Failure::Usage(format!(
            "no method contains {:?}; leave --method out to see them all",
            arguments.method.as_deref().unwrap_or("")
        )));
    }
    cli::tell(&report::summary(&reports, &folder))?;
    Ok(ExitCode::SUCCESS)
}

fn run_file(
    folder: &Folder,
    file: &'static TestFile,
    arguments: &cli::CpythonTests,
) -> std::result::Result<FileReport, Failure> {
    let wanted = |name: &str| {
        file.selects(name)
            && arguments
                .method
                .as_deref()
                .is_none_or(|part| name.contains(part))
    };
    let listing = method::ask(folder, &Question::list(file.name), arguments.steps)?;
    let (names, broken) = match listing.verdict {
        Verdict::Listed => (listing.methods, None),
        // The file itself can't be imported: its methods are those of its text, and none of them runs.
        _ => (
            folder.methods_by_text(file.name)?,
            Some((listing.verdict, listing.reason, listing.detail)),
        ),
    };
    let names: Vec<String> = names.into_iter().filter(|name| wanted(name)).collect();
    if let Some((verdict, reason, detail)) = broken {
        let results = names
            .into_iter()
            .map(|name| Result {
                name,
                verdict,
                reason: format!("{} can't be imported: {reason}", file.name),
                detail: detail.clone(),
            })
            .collect();
        return Ok(FileReport {
            file,
            results,
            imported: false,
        });
    }
    let results = ask_all(folder, file, &names, arguments)?;
    Ok(FileReport {
        file,
        results,
        imported: true,
    })
}

/// Asks for each method in a process of its own, as many at a time as the machine has processors.
fn ask_all(
    folder: &Folder,
    file: &'static TestFile,
    names: &[String],
    arguments: &cli::CpythonTests,
) -> std::result::Result<Vec<Result>, Failure> {
    let meter = Meter::new(file.name);
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(names.len()));
    let problem = Mutex::new(None);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..workers.min(names.len()) {
            scope.spawn(|| {
                while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let question = Question::method(file.name, name);
                    let answer = match method::ask(folder, &question, arguments.steps) {
                        Ok(answer) => answer,
                        Err(failure) => {
                            *lock(&problem) = Some(failure);
                            return;
                        }
                    };
                    let result = answer.about(name);
                    let mut results = lock(&results);
                    if arguments.show {
                        meter.clear();
                        if let Err(failure) = cli::tell(&report::told(file, &result)) {
                            *lock(&problem) = Some(failure);
                            return;
                        }
                    }
                    results.push(result);
                    meter.show(results.len(), names.len(), name);
                }
            });
        }
    });
    meter.clear();
    if let Some(failure) = lock(&problem).take() {
        return Err(failure);
    }
    let mut results = std::mem::take(&mut *lock(&results));
    results.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(results)
}

/// A worker that panicked has told so itself; what it left is whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
