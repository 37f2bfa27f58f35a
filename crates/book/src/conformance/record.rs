//! Writing down what real CPythons print.

use std::fs;
use std::io::Write;
use std::path::Path;

use blocks::parallel::in_parallel;
use blocks::record::merge::{Printed, merge};
use blocks::traceback::Uncaught;
use blocks::{Cache, Interpreter, Problem, Python, Range};

use super::program::Program;
use super::recording::{Recording, Section, decode, encode, unrecordable};
use super::runtime::{Output, ended};
use crate::failure::Failure;

/// A program's new recording, not yet written.
#[derive(Debug)]
pub struct New {
    /// The recording.
    pub recording: Recording,
    /// What the author should know: versions that could not be asked, and changes
    /// between patches whose exact place is unknown.
    pub notes: Vec<Problem>,
}

/// Runs `program` twice on each of `found` that it claims, and merges what they print
/// with what was recorded before (`old`), which stays for the versions that are not here.
///
/// The first run may be one that `cache` remembers; the second always runs.
///
/// # Errors
///
/// When it doesn't end as its head says, prints what can't be recorded, or prints
/// something else the second time.
pub fn record(
    program: &Program,
    old: &Recording,
    found: &[Interpreter],
    cache: &Cache,
) -> Result<New, Vec<Problem>> {
    let mut printed = Printed::new();
    let mut problems = Vec::new();
    for python in found.iter().filter(|python| program.claims(python.version)) {
        match run_twice(program, python, cache) {
            Ok(encoded) => {
                printed.insert(python.version, encoded);
            }
            Err(message) => problems.push(Problem::new(
                &program.file,
                1,
                format!("on {}: {message}", python.version),
            )),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let old: Vec<(Range, String)> = old
        .sections
        .iter()
        .map(|section| (section.range, encode(&section.text, section.status)))
        .collect();
    let old: Vec<(Range, &str)> = old
        .iter()
        .map(|(range, text)| (*range, text.as_str()))
        .collect();
    let merged = merge(&program.claims, program.open, &old, &printed);
    let mut notes = Vec::new();
    let mut note = |message| notes.push(Problem::new(&program.file, 1, message));
    for piece in &merged.unknown {
        note(format!(
            "no CPython {piece} was found, and nothing was recorded for it before"
        ));
    }
    for (before, after) in &merged.unplaced {
        note(format!(
            "{before} and {after} print different things; the range ends at {before}: find the release and correct it"
        ));
    }
    let sections = merged.outputs.iter().map(|(range, encoded)| {
        let (text, status) = decode(encoded);
        Section {
            line: 0,
            range: *range,
            text: text.to_owned(),
            status,
        }
    });
    Ok(New {
        recording: Recording {
            sections: sections.collect(),
        },
        notes,
    })
}

/// What a program prints on one interpreter, twice the same.
fn run_twice(program: &Program, python: &Interpreter, cache: &Cache) -> Result<String, String> {
    let (first, _) = cache
        .run(python, &program.source)
        .map_err(|error| format!("can't be started: {error}"))?;
    let (first, second) = (ended(Ok(first)), ended(python.run(&program.source)));
    let Output::Ended { text, status } = &first else {
        return Err(format!("{first:?}"));
    };
    ends_as_it_says(program, text, *status)?;
    if let Some(message) = unrecordable(text) {
        return Err(message);
    }
    if first != second {
        return Err(format!(
            "the second run is another:\n{first:#?}\n{second:#?}"
        ));
    }
    Ok(encode(text, *status))
}

/// An error that nobody meant shall not be recorded as if it were the answer.
fn ends_as_it_says(program: &Program, text: &str, status: i32) -> Result<(), String> {
    let found = Uncaught::find(text).map(|report| report.exception);
    match (&program.raises, status, found) {
        (None, 0, _) => Ok(()),
        (Some(wanted), 1, Some(found)) if found.rsplit('.').next() == Some(wanted) => Ok(()),
        (Some(wanted), 1.., _) if wanted == "SystemExit" => Ok(()),
        (wanted, ..) => Err(format!(
            "it ended with exit status {status}, and its head says {}:\n{text}",
            wanted
                .as_ref()
                .map_or("nothing of it".to_owned(), |wanted| format!(
                    "raises: {wanted}"
                ))
        )),
    }
}

/// Records all of `programs`, and writes what changed. Gives the number of files
/// written, and the notes.
///
/// # Errors
///
/// What can't be recorded, when everything else was written.
pub fn record_all(
    root: &Path,
    programs: &[Program],
    found: &[Interpreter],
    cache: &Cache,
    progress: &(dyn Fn(&Program) + Sync),
) -> Result<(usize, Vec<Problem>), Failure> {
    let results = in_parallel(programs, |program| {
        let result = one(root, program, found, cache);
        progress(program);
        result
    });
    let (mut written, mut notes, mut problems) = (0, Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok((changed, new_notes)) => {
                written += usize::from(changed);
                notes.extend(new_notes);
            }
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok((written, notes))
    } else {
        Err(Failure::Problems(problems))
    }
}

/// Records one program; whether its file changed, and the notes.
fn one(
    root: &Path,
    program: &Program,
    found: &[Interpreter],
    cache: &Cache,
) -> Result<(bool, Vec<Problem>), Vec<Problem>> {
    let file = program.recording();
    let before = fs::read_to_string(root.join(&file)).unwrap_or_default();
    let old = Recording::parse(&file, &before)?;
    let new = record(program, &old, found, cache)?;
    let text = new.recording.to_string();
    if text == before {
        return Ok((false, new.notes));
    }
    let write = || -> std::io::Result<()> {
        let path = root.join(&file);
        let mut partial = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(root))?;
        partial.write_all(text.as_bytes())?;
        // A temporary file is for its owner alone; a recording is for everyone.
        partial
            .as_file()
            .set_permissions(fs::metadata(root.join(&program.file))?.permissions())?;
        partial.persist(&path)?;
        Ok(())
    };
    match write() {
        Ok(()) => Ok((true, new.notes)),
        Err(error) => Err(vec![Problem::new(&file, 1, error.to_string())]),
    }
}
