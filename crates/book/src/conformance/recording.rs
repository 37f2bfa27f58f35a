//! What real CPythons printed, beside each program: `reuse.out` beside `reuse.py`.
//!
//! ```text
//! === ..3.13
//! True
//! === 3.14.. exits 1
//! Traceback (most recent call last):
//! ```
//!
//! A line of three equals signs begins a section, and names the releases that it
//! covers, as the output blocks of the book do, or `every version`; `exits 1` is
//! there when the exit status is not 0. The lines up to the next section are what was
//! printed, exactly.

use std::fmt;
use std::path::Path;

use blocks::range::Coverage;
use blocks::{Minor, Problem, Range, refuse};
use version::Version;

use super::runtime::Output;

/// The mark of a section.
const MARK: &str = "=== ";
/// A section for each version that the program claims.
const EVERY: &str = "every version";

/// What a program printed on some releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The line of its mark, from 1.
    pub line: usize,
    /// The releases.
    pub range: Range,
    /// What was printed.
    pub text: String,
    /// The exit status.
    pub status: i32,
}

/// The sections of one recording, oldest release first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// The sections.
    pub sections: Vec<Section>,
}

impl Recording {
    /// Reads the recording in `file`.
    ///
    /// # Errors
    ///
    /// Lines before the first section, and marks that can't be read.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Vec<Problem>> {
        let mut sections: Vec<Section> = Vec::new();
        let mut problems = Vec::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if let Some(mark) = line.strip_prefix(MARK) {
                match read_mark(mark.trim_end_matches('\n')) {
                    Ok((range, status)) => sections.push(Section {
                        line: index + 1,
                        range,
                        text: String::new(),
                        status,
                    }),
                    Err(message) => problems.push(Problem::new(file, index + 1, message)),
                }
            } else if let Some(section) = sections.last_mut() {
                section.text.push_str(line);
            } else if problems.is_empty() {
                problems.push(Problem::new(
                    file,
                    index + 1,
                    "a recording begins with `=== ` and the releases that it is for",
                ));
            }
        }
        if problems.is_empty() {
            Ok(Recording { sections })
        } else {
            Err(problems)
        }
    }

    /// What was recorded for `version`.
    pub fn of(&self, version: Version) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.range.contains(version))
    }

    /// What is wrong with it as the recording of a program that claims `claims`.
    pub fn problems(&self, file: &Path, claims: &[Minor]) -> Vec<Problem> {
        let ranges: Vec<Range> = self.sections.iter().map(|section| section.range).collect();
        let coverage = Coverage::of(claims, &ranges);
        let mut problems = Vec::new();
        for missing in &coverage.missing {
            let message = format!(
                "nothing is recorded for {missing}; run `book conformance --record`, or narrow the program with since or until"
            );
            problems.push(Problem::new(file, 1, message));
        }
        for (both, _, second) in &coverage.twice {
            let message = format!("{both} is recorded above already");
            problems.push(Problem::new(file, self.sections[*second].line, message));
        }
        for section in &self.sections {
            let useless = claims
                .iter()
                .all(|minor| section.range.within(*minor).is_none());
            if useless {
                problems.push(Problem::new(
                    file,
                    section.line,
                    "the program claims none of these releases",
                ));
            }
            if let Some(message) = unrecordable(&section.text) {
                problems.push(Problem::new(file, section.line, message));
            }
        }
        problems
    }
}

/// What follows the mark: the range, and the status if it is not 0.
fn read_mark(mark: &str) -> Result<(Range, i32), String> {
    let (range, status) = match mark.split_once(" exits ") {
        Some((range, status)) => {
            let status = status
                .parse()
                .ok()
                .filter(|status| *status != 0)
                .ok_or_else(|| format!("`{status}` is not an exit status other than 0"))?;
            (range, status)
        }
        None => (mark, 0),
    };
    if range == EVERY {
        return Ok((Range::ALL, status));
    }
    match range.parse() {
        Ok(range) => Ok((range, status)),
        Err(error) => Err(format!("{error}, and not `{EVERY}`")),
    }
}

impl fmt::Display for Recording {
    /// The file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in &self.sections {
            f.write_str(MARK)?;
            if section.range == Range::ALL {
                f.write_str(EVERY)?;
            } else {
                write!(f, "{}", section.range)?;
            }
            if section.status != 0 {
                write!(f, " exits {}", section.status)?;
            }
            write!(f, "\n{}", section.text)?;
        }
        Ok(())
    }
}

/// Why `text` can't be recorded, or `None`.
pub(super) fn unrecordable(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("it prints nothing, so nothing can be compared".to_owned());
    }
    if !text.ends_with('\n') {
        return Some("its output doesn't end in a newline, which a section can't show".to_owned());
    }
    if text.lines().any(|line| line.starts_with(MARK)) {
        return Some(format!(
            "a line of its output begins with `{MARK}`, as a section does"
        ));
    }
    refuse::varying(text)
}

/// What is compared: text and status in one, as [`blocks::record::merge`] takes it.
pub(super) fn encode(text: &str, status: i32) -> String {
    format!("{status}\n{text}")
}

/// Text and status again.
pub(super) fn decode(encoded: &str) -> (&str, i32) {
    let (status, text) = encoded.split_once('\n').unwrap_or(("0", encoded));
    (text, status.parse().unwrap_or_default())
}

/// Whether `output` is what `section` says.
pub(super) fn is(section: &Section, output: &Output) -> bool {
    matches!(output, Output::Ended { text, status } if *text == section.text && *status == section.status)
}
