//! Small questions about text that several modules ask.

use std::path::{Component, Path, PathBuf};

/// The byte offsets at which lines begin, to turn offsets into line numbers.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Measures `text`.
    pub(crate) fn of(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        Lines { starts }
    }

    /// The line, from 1, that holds the byte at `offset`.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

/// A path with forward slashes, for messages and for names.
pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// `path` without `.` and `..`, or `None` when it climbs above where it starts
/// or is absolute.
pub(crate) fn inside(path: &Path) -> Option<PathBuf> {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => clean.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                if !clean.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(clean)
}

/// The lines without the white space that all of them begin with.
pub(crate) fn dedent(lines: &[&str]) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut common: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let own = &line[..indent(line)];
        common = Some(match common {
            None => own,
            Some(so_far) => {
                let same = so_far
                    .bytes()
                    .zip(own.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                &so_far[..same]
            }
        });
    }
    let common = common.unwrap_or_default().len();
    lines
        .iter()
        .map(|line| format!("{}\n", line.get(common..).unwrap_or_default().trim_end()))
        .collect()
}

/// Names in a row, as a sentence has them: `a`, `a and b`, `a, b and c`.
pub(crate) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_lies_in_the_line_that_its_byte_stands_in() {
        let lines = Lines::of("ab\n\ncd");
        let found: Vec<_> = (0..6).map(|offset| lines.line(offset)).collect();
        assert_eq!(found, [1, 1, 1, 2, 3, 3]);
    }

    #[test]
    fn a_path_that_climbs_out_is_noticed() {
        assert_eq!(inside(Path::new("a/../b/./c")), Some(PathBuf::from("b/c")));
        assert_eq!(inside(Path::new("a/../../b")), None);
        assert_eq!(inside(Path::new("/etc/passwd")), None);
    }

    #[test]
    fn only_the_shared_indentation_goes() {
        assert_eq!(dedent(&["    a", "", "      b"]), "a\n\n  b\n");
        assert_eq!(dedent(&["\ta", "  b"]), "\ta\n  b\n");
    }
}
