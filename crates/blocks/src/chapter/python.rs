//! A Python block and its outputs: do they cover what the block claims?

use std::ops;
use std::path::Path;

use version::Version;

use super::{Line, Output, PythonBlock};
use crate::book::Book;
use crate::fence::PythonLabel;
use crate::problem::Problem;
use crate::range::{Coverage, Minor, Range, Release};
use crate::refuse;
use crate::text::and;

/// A Python block whose outputs are being collected.
pub(super) struct Draft {
    pub(super) line: usize,
    pub(super) code_span: ops::Range<usize>,
    /// Where its last output ends so far.
    pub(super) end: usize,
    /// The code with includes put in.
    pub(super) code: String,
    pub(super) label: PythonLabel,
    pub(super) outputs: Vec<Output>,
    /// Whether an output had a label that can't be read, so that coverage can't
    /// be judged.
    pub(super) misread: bool,
}

/// The finished block, and what is wrong with it.
pub(super) fn close(draft: Draft, book: &Book, file: &Path) -> (PythonBlock, Vec<Problem>) {
    let mut problems = Vec::new();
    let lines: Vec<Line> = draft.code.lines().map(shown).collect();
    let program = lines
        .iter()
        .flat_map(|line| [line.text.as_str(), "\n"])
        .collect::<String>();
    let claims = claims(book, &draft, file, &mut problems);
    let mut ranges_stand = !draft.misread;
    for output in &draft.outputs {
        for message in outside(output.range, &claims, book) {
            ranges_stand = false;
            problems.push(Problem::new(file, output.line, message));
        }
        if let Some(message) = refuse::varying(&output.text) {
            problems.push(Problem::of_recording(file, output.line, message));
        }
    }
    if draft.outputs.is_empty() && !draft.misread {
        problems.push(Problem::of_recording(
            file,
            draft.line,
            "a python block without its output; run `book record` to write it",
        ));
    } else if ranges_stand {
        coverage(&claims, &draft, file, &mut problems);
    }
    let label = draft.label;
    let block = PythonBlock {
        line: draft.line,
        span: draft.code_span.start..draft.end,
        code_span: draft.code_span,
        program,
        lines,
        claims,
        since: label.since,
        until: label.until,
        raises: label.raises,
        predict: label.predict,
        id: label.id,
        end_of_answer: None,
        outputs: draft.outputs,
    };
    (block, problems)
}

/// A line of code as mdBook's `hidelines` reads it: the first `~` of a hidden
/// line goes, and the white space before it stays.
fn shown(line: &str) -> Line {
    let rest = line.trim_start();
    match rest.strip_prefix('~') {
        Some(code) => Line {
            text: format!("{}{code}", &line[..line.len() - rest.len()]),
            hidden: true,
        },
        None => Line {
            text: line.to_owned(),
            hidden: false,
        },
    }
}

/// The minor releases that the label claims.
fn claims(book: &Book, draft: &Draft, file: &Path, problems: &mut Vec<Problem>) -> Vec<Minor> {
    let PythonLabel { since, until, .. } = &draft.label;
    for (word, bound) in [("since", since), ("until", until)] {
        if let Some(minor) = bound
            && !book.minors.contains(minor)
        {
            let message = format!(
                "{word}={minor} is not a version of this book, which has {}",
                versions(book)
            );
            problems.push(Problem::new(file, draft.line, message));
        }
    }
    book.minors
        .iter()
        .copied()
        .filter(|minor| since.is_none_or(|since| since <= *minor))
        .filter(|minor| until.is_none_or(|until| *minor <= until))
        .collect()
}

fn versions(book: &Book) -> String {
    match book.minors.as_slice() {
        [first, .., last] => format!("{first} to {last}"),
        minors => and(&minors.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

/// Which releases named by an output's range nobody can vouch for.
fn outside(range: Range, claims: &[Minor], book: &Book) -> Vec<String> {
    let mut ends: Vec<Release> = [range.start(), range.end()].into_iter().flatten().collect();
    ends.dedup();
    let mut messages: Vec<String> = ends
        .into_iter()
        .filter_map(|release| {
            if !book.minors.contains(&release.minor) {
                return Some(format!(
                    "an output for {release}, which is not a version of this book; it has {}",
                    versions(book)
                ));
            }
            if !claims.contains(&release.minor) {
                return Some(format!(
                    "an output for {release}, which the block does not claim; change its since or until, or this range"
                ));
            }
            None
        })
        .collect();
    // A range that begins after the newest release that was ever measured is
    // a promise, not a recording.
    if let Some(Release {
        minor,
        patch: Some(patch),
    }) = range.start()
        && let Some(newest) = Version::newest(minor.major, minor.minor)
        && patch > newest.patch()
    {
        messages.push(format!(
            "an output for {minor}.{patch}, which is later than any {minor} that was measured ({newest})"
        ));
    }
    messages
}

/// Whether each claimed version has one output, and one only.
fn coverage(claims: &[Minor], draft: &Draft, file: &Path, problems: &mut Vec<Problem>) {
    let ranges: Vec<Range> = draft.outputs.iter().map(|output| output.range).collect();
    let coverage = Coverage::of(claims, &ranges);
    if !coverage.missing.is_empty() {
        let missing: Vec<String> = coverage.missing.iter().map(ToString::to_string).collect();
        problems.push(Problem::of_recording(
            file,
            draft.line,
            format!(
                "no output says what this block prints on {}; run `book record`, or narrow what the block claims with since or until",
                and(&missing)
            ),
        ));
    }
    // One message per pair of outputs, at the later of the two.
    let mut pairs: Vec<(usize, usize)> = coverage
        .twice
        .iter()
        .map(|(_, a, b)| (*a.min(b), *a.max(b)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    for (first, second) in pairs {
        let both: Vec<String> = coverage
            .twice
            .iter()
            .filter(|(_, a, b)| (*a.min(b), *a.max(b)) == (first, second))
            .map(|(piece, ..)| piece.to_string())
            .collect();
        problems.push(Problem::of_recording(
            file,
            draft.outputs[second].line,
            format!(
                "the outputs of lines {} and {} both cover {}; each version has one output",
                draft.outputs[first].line,
                draft.outputs[second].line,
                and(&both)
            ),
        ));
    }
}
