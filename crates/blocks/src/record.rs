//! Writing down what Python blocks print.
//!
//! Each block runs twice on each interpreter found. What it prints goes into
//! its output blocks; what no interpreter could be asked for stays as it was.
//! Nothing else in the page is touched.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::book::Book;
use crate::chapter::{Chapter, PythonBlock};
use crate::expect;
use crate::interpreter::Python;
use crate::parallel::in_parallel;
use crate::problem::Problem;
use crate::range::Range;
use crate::refuse;
use crate::text::{and, slashed};
use similar::TextDiff;

pub mod merge;

use merge::{Printed, merge};

/// A page with new output blocks, not yet written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// The page with the outputs that its blocks print now.
    pub new_text: String,
    /// What changes, as a unified diff; empty when nothing does.
    pub diff: String,
    /// What the author should know: versions that could not be asked, and
    /// changes between patches whose exact place is unknown.
    pub notes: Vec<Problem>,
}

impl Recording {
    /// Whether the page would change.
    pub fn changes(&self) -> bool {
        !self.diff.is_empty()
    }

    /// Writes the page over `chapter`'s file, all of it or nothing.
    ///
    /// # Errors
    ///
    /// When the file can't be written, or is no longer what `chapter` was read
    /// from.
    pub fn write(&self, book: &Book, chapter: &Chapter) -> io::Result<()> {
        let file = book.root.join(&chapter.file);
        if fs::read_to_string(&file)? != chapter.text {
            return Err(io::Error::other(format!(
                "{} was changed in the meantime; record it again",
                slashed(&chapter.file)
            )));
        }
        let folder = file.parent().unwrap_or(Path::new("."));
        let mut partial = tempfile::NamedTempFile::new_in(folder)?;
        partial.write_all(self.new_text.as_bytes())?;
        // A temporary file is for its owner alone; a page is for everyone.
        partial
            .as_file()
            .set_permissions(fs::metadata(&file)?.permissions())?;
        partial.persist(&file)?;
        Ok(())
    }
}

/// Runs the Python blocks of a page on `pythons` and gives the page with what
/// they print. `progress` hears how many runs are done, and of how many.
///
/// # Errors
///
/// When the page breaks the grammar, a program doesn't end as its block says, or
/// prints what can't be recorded: an address, or something else each time.
/// Nothing is recorded then.
pub fn record<P: Python>(
    book: &Book,
    chapter: &Chapter,
    pythons: &[P],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Recording, Vec<Problem>> {
    let (_, problems) = Chapter::parse(book, &chapter.file, &chapter.text);
    let problems: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| !problem.is_mended_by_recording())
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let blocks: Vec<&PythonBlock> = chapter.python().collect();
    let printed = run_all(chapter, &blocks, pythons, progress)?;

    let mut notes = Vec::new();
    let mut text = String::new();
    let mut copied = 0;
    for (block, printed) in blocks.iter().zip(&printed) {
        let old: Vec<(Range, &str)> = block
            .outputs
            .iter()
            .map(|output| (output.range, output.text.as_str()))
            .collect();
        let merged = merge(&block.claims, block.until.is_none(), &old, printed);
        if !merged.unknown.is_empty() {
            let names: Vec<String> = merged.unknown.iter().map(ToString::to_string).collect();
            notes.push(Problem::new(
                &chapter.file,
                block.line,
                format!(
                    "no CPython {} was found, and nothing was recorded for it before",
                    and(&names)
                ),
            ));
        }
        for (before, after) in merged.unplaced {
            notes.push(Problem::new(
                &chapter.file,
                block.line,
                format!(
                    "{before} and {after} print different things; where between them the change lies is unknown, so the range ends at {before}: find the release and correct it"
                ),
            ));
        }
        let same = merged.outputs.len() == old.len()
            && merged
                .outputs
                .iter()
                .zip(&old)
                .all(|(new, old)| new.0 == old.0 && new.1 == old.1);
        if same {
            continue;
        }
        let kept: Vec<String> = block
            .claims
            .iter()
            .filter(|minor| !printed.keys().any(|version| **minor == (*version).into()))
            .filter(|minor| old.iter().any(|(range, _)| range.within(**minor).is_some()))
            .map(ToString::to_string)
            .collect();
        if !kept.is_empty() {
            notes.push(Problem::new(
                &chapter.file,
                block.line,
                format!(
                    "what was recorded for {} is kept: no interpreter was found",
                    and(&kept)
                ),
            ));
        }
        text.push_str(&chapter.text[copied..block.code_span.end]);
        for (range, output) in &merged.outputs {
            let rendered = format!("\n\n{}", render(*range, output));
            let crlf = chapter.text.contains("\r\n");
            text.push_str(&if crlf {
                rendered.replace('\n', "\r\n")
            } else {
                rendered
            });
        }
        copied = block.span.end;
    }
    text.push_str(&chapter.text[copied..]);
    let file = slashed(&chapter.file);
    let diff = TextDiff::from_lines(&chapter.text, &text)
        .unified_diff()
        .header(&format!("a/{file}"), &format!("b/{file}"))
        .to_string();
    Ok(Recording {
        new_text: text,
        diff,
        notes,
    })
}

/// What each block prints on each of `pythons` that it claims.
fn run_all<P: Python>(
    chapter: &Chapter,
    blocks: &[&PythonBlock],
    pythons: &[P],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Printed>, Vec<Problem>> {
    let runs: Vec<(usize, &P)> = blocks
        .iter()
        .enumerate()
        .flat_map(|(index, block)| {
            let claimed = pythons
                .iter()
                .filter(|python| block.claims(python.version()));
            claimed.map(move |python| (index, python))
        })
        .collect();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let results = in_parallel(&runs, |(index, python)| {
        let result = run_twice(blocks[*index], *python);
        let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        progress(done, runs.len());
        result
    });
    let mut printed = vec![Printed::new(); blocks.len()];
    let mut problems = Vec::new();
    for ((index, python), result) in runs.into_iter().zip(results) {
        let version = python.version();
        match result {
            Ok(text) => {
                printed[index].insert(version, text);
            }
            Err(message) => problems.push(Problem::new(
                &chapter.file,
                blocks[index].line,
                format!("on {version}: {message}"),
            )),
        }
    }
    if problems.is_empty() {
        Ok(printed)
    } else {
        Err(problems)
    }
}

/// What the page shall show of a block on one interpreter.
fn run_twice(block: &PythonBlock, python: &dyn Python) -> Result<String, String> {
    let once = || -> Result<String, String> {
        let run = python
            .run(&block.program)
            .map_err(|error| format!("the interpreter can't be started: {error}"))?;
        expect::shown(block, &run)
    };
    let first = once()?;
    if let Some(reason) = refuse::varying(&first) {
        return Err(reason);
    }
    let second = once()?;
    if first != second {
        let diff = TextDiff::from_lines(&first, &second)
            .unified_diff()
            .header("first run", "second run")
            .to_string();
        return Err(format!(
            "the output changes from run to run; print something that does not vary:\n{diff}"
        ));
    }
    Ok(first)
}

/// An output block. Its fence is longer than any in its text.
fn render(range: Range, text: &str) -> String {
    let longest = text
        .lines()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len())
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let comma = if range == Range::ALL { "" } else { "," };
    format!("{fence}output{comma}{range}\n{text}{fence}")
}

#[cfg(test)]
mod tests;
