//! One thing that is wrong, and where.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is wrong with the book.
///
/// It is displayed as editors and build servers read it:
/// `src/objects/names.md:42: message`. Problems order by file, then line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the root of the book.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub message: String,
    /// Whether a new recording would mend it.
    mended_by_recording: bool,
}

impl Problem {
    /// A problem at `line` (from 1) of `file`.
    pub fn new(file: impl AsRef<Path>, line: usize, message: impl Into<String>) -> Self {
        Problem {
            file: file.as_ref().to_path_buf(),
            line,
            message: message.into(),
            mended_by_recording: false,
        }
    }

    /// A problem with what was recorded, which `book record` puts right.
    #[must_use]
    pub fn of_recording(file: impl AsRef<Path>, line: usize, message: impl Into<String>) -> Self {
        Problem {
            mended_by_recording: true,
            ..Problem::new(file, line, message)
        }
    }

    /// Whether `book record` mends it: an output is missing, covers a version
    /// twice, or holds something that varies.
    pub fn is_mended_by_recording(&self) -> bool {
        self.mended_by_recording
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { line, message, .. } = self;
        // Forward slashes on every system: the place is meant to be searched for.
        let file = crate::text::slashed(&self.file);
        write!(f, "{file}:{line}: {message}")
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_file_and_line_as_editors_read_them() {
        let problem = Problem::new("src/objects/names.md", 42, "no label");
        assert_eq!(problem.to_string(), "src/objects/names.md:42: no label");
    }

    #[test]
    fn problems_sort_by_place() {
        let mut problems = [
            Problem::new("b.md", 1, "x"),
            Problem::new("a.md", 10, "x"),
            Problem::new("a.md", 9, "x"),
        ];
        problems.sort();
        let places: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(places, ["a.md:9: x", "a.md:10: x", "b.md:1: x"]);
    }
}
