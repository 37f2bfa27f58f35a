//! `book conformance`: small programs, real CPython, and our own runtime.
//!
//! The programs in `tests/programs` are the measure for a runtime that says it
//! behaves as CPython does. Beside each lies what real CPythons printed. This module
//! makes those recordings, checks them against the interpreters of the machine, and
//! holds any other [`Runtime`] against them.
//!
//! # The rooms
//!
//! | module | what it is for |
//! |---|---|
//! | [`program`], [`recording`] | the files |
//! | [`runtime`], [`ours`] | what runs a program: the seam |
//! | [`mod@compare`], [`record`] | running |
//! | [`table`], [`page`] | telling |

pub mod compare;
pub mod ours;
pub mod page;
pub mod program;
pub mod record;
pub mod recording;
pub mod runtime;
pub mod table;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use blocks::range::Release;
use blocks::{Book, Cache, Interpreter, Interpreters, Minor, Problem};
use version::Version;

use crate::cli::{self, tell};
use crate::failure::Failure;
use crate::test::Meter;
use compare::{Column, Kind, Report, compare};
use program::Program;
use recording::Recording;
pub use runtime::{Output, Runtime};

/// Records, or compares and prints a table, or writes the page: what the command line says.
///
/// # Errors
///
/// When a program or a recording is wrong, or a real CPython doesn't print what was
/// recorded. That our own runtime differs is a measurement, not an error.
pub fn run(root: &Path, arguments: &cli::Conformance) -> Result<(), Failure> {
    let book = Book::open(root)?;
    let programs = program::read_all(root, &book.minors)?;
    let programs = program::choose(programs, arguments.topic.as_deref()).map_err(Failure::Usage)?;
    let wanted: Option<Release> = arguments
        .python
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error| Failure::Usage(format!("--python: {error}")))?;
    let interpreters = Interpreters::find(&book.minors).map_err(Failure::Summary)?;
    if let Some(notice) = interpreters.notice() {
        eprintln!("{notice}");
    }
    let found: Vec<Interpreter> = interpreters
        .found
        .iter()
        .filter(|python| is_wanted(wanted, python.version))
        .cloned()
        .collect();
    let cache = Cache::at(root.join("target").join("blocks"));
    if arguments.record {
        return record_all(root, &programs, &found, &cache);
    }

    let programs = with_recordings(root, programs)?;
    let real = runtime::Real {
        found: &found,
        cache: &cache,
    };
    let ours = ours::ours();
    let columns = columns(&book.minors, wanted, &real, ours.as_deref());
    let report = measured(&programs, &columns);
    tell_report(&report, arguments.diff)?;
    if arguments.write {
        let file = root.join(page::PAGE);
        fs::write(&file, page::render(&report, &programs))
            .map_err(|error| Failure::file(&file, &error))?;
        tell(&format!("Written: {}", page::PAGE))?;
    }
    let wrong = report.differences(Kind::Real);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::Summary(format!(
            "a real CPython doesn't print what was recorded:\n{}",
            wrong.join("\n")
        )))
    }
}

/// Runs the programs and writes the recordings that change.
fn record_all(
    root: &Path,
    programs: &[Program],
    found: &[Interpreter],
    cache: &Cache,
) -> Result<(), Failure> {
    if found.is_empty() {
        return Err(Failure::Summary(
            "no CPython was found, so nothing can be recorded; install one, or name its folder in BOOK_PYTHONS".to_owned(),
        ));
    }
    let meter = Meter::new("record");
    let done = AtomicUsize::new(0);
    let result = record::record_all(root, programs, found, cache, &|program| {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        meter.show(done, programs.len(), &program.name);
    });
    meter.clear();
    let (written, notes) = result?;
    for note in notes {
        eprintln!("note: {note}");
    }
    tell(&format!(
        "{written} of {} recordings were written",
        programs.len()
    ))
}

fn measured(programs: &[(Program, Recording)], columns: &[Column<'_>]) -> Report {
    let meter = Meter::new("programs");
    let done = AtomicUsize::new(0);
    let report = compare(programs, columns, &|program| {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        meter.show(done, programs.len(), &program.name);
    });
    meter.clear();
    report
}

fn tell_report(report: &Report, diff: bool) -> Result<(), Failure> {
    for (kind, name) in [(Kind::Real, "real CPython"), (Kind::Ours, "our runtime")] {
        if report.columns.iter().any(|(of, _)| *of == kind) {
            tell(&format!("{name}: agree, or agree / differ / unsupported"))?;
            tell(&table::plain(report, kind))?;
        }
    }
    if diff {
        for difference in report.differences(Kind::Ours) {
            tell(&difference)?;
        }
    }
    Ok(())
}

/// Whether `--python` asks for this version.
fn is_wanted(wanted: Option<Release>, version: Version) -> bool {
    wanted.is_none_or(|wanted| {
        wanted.minor == Minor::from(version)
            && wanted.patch.is_none_or(|patch| patch == version.patch())
    })
}

/// The real interpreters, then our runtime as the newest measured patch of each
/// minor release, or as the very patch that `wanted` names.
fn columns<'a>(
    minors: &[Minor],
    wanted: Option<Release>,
    real: &'a runtime::Real<'a>,
    ours: Option<&'a dyn Runtime>,
) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = real
        .found
        .iter()
        .map(|python| Column {
            kind: Kind::Real,
            version: python.version,
            runtime: real,
        })
        .collect();
    let Some(runtime) = ours else {
        return columns;
    };
    for minor in minors {
        let version = match wanted {
            Some(Release {
                minor: named,
                patch: Some(patch),
            }) if named == *minor => Some(Version::new(minor.major, minor.minor, patch)),
            _ => Version::newest(minor.major, minor.minor),
        };
        if let Some(version) = version.filter(|version| is_wanted(wanted, *version)) {
            columns.push(Column {
                kind: Kind::Ours,
                version,
                runtime,
            });
        }
    }
    columns
}

/// Each program with its recording.
///
/// # Errors
///
/// When a recording is missing, can't be read, or doesn't cover what its program claims.
pub fn with_recordings(
    root: &Path,
    programs: Vec<Program>,
) -> Result<Vec<(Program, Recording)>, Vec<Problem>> {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    for program in programs {
        let file = program.recording();
        let Ok(text) = fs::read_to_string(root.join(&file)) else {
            let message = "there is no recording; run `book conformance --record`";
            problems.push(Problem::new(&file, 1, message));
            continue;
        };
        match Recording::parse(&file, &text) {
            Ok(recording) => {
                problems.extend(recording.problems(&file, &program.claims));
                read.push((program, recording));
            }
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(problems)
    }
}
