//! Which programs of the book our own runtime doesn't run as CPython does.
//!
//! The list is a table of the page of divergences, under [`HEADING`], so that
//! readers see the very rows that the checks go by:
//!
//! ```text
//! | page | program | versions | why |
//! | --- | ---: | --- | --- |
//! | [slots/pickle](../slots/pickle.md) | 2 | 3.8 to 3.10, 3.14.4 | … |
//! ```
//!
//! The program is a number: 1 is the page's first Python block. Lines would move
//! with every sentence that is written above them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use version::Version;

use crate::book::Book;
use crate::problem::Problem;
use crate::range::{Minor, Release};

/// The page with the list, relative to the source folder.
pub const PAGE: &str = "reference/divergences.md";

/// What stands above the list.
pub const HEADING: &str = "## Programs of the book";

/// The first two rows of the table.
const HEAD: &str = "| page | program | versions | why |\n| --- | ---: | --- | --- |\n";

/// What stands in place of a table without rows.
const NONE: &str = "There is none.\n";

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The page, relative to the source folder and without `.md`: `slots/pickle`.
    pub page: String,
    /// Which of its Python blocks, from 1.
    pub program: usize,
    /// As which releases our runtime doesn't do what CPython does.
    pub releases: Vec<Release>,
    /// Why, in Markdown.
    pub why: String,
    /// The line of the row, from 1; 0 for a row that stands nowhere yet.
    pub line: usize,
}

impl Divergence {
    /// Whether the row is about that release: a row that names a minor release means
    /// the newest patch that was measured.
    pub fn covers(&self, version: Version) -> bool {
        self.releases
            .iter()
            .any(|release| speaks(*release) == Some(version))
    }
}

/// The version that is run for a release named in the list.
fn speaks(release: Release) -> Option<Version> {
    let Minor { major, minor } = release.minor;
    match release.patch {
        None => Version::newest(major, minor),
        Some(patch) => Some(Version::new(major, minor, patch)),
    }
}

/// How the list names a version that was run.
pub fn release(version: Version) -> Release {
    let minor = Minor::from(version);
    let newest = Version::newest(version.major(), version.minor()) == Some(version);
    Release {
        minor,
        patch: (!newest).then_some(version.patch()),
    }
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Divergences {
    /// Its rows, in order.
    pub rows: Vec<Divergence>,
}

impl Divergences {
    /// Reads the list of a book; `None` where the book has no such page, as a fork of
    /// one chapter hasn't.
    ///
    /// # Errors
    ///
    /// Every row that can't be read.
    pub fn open(book: &Book) -> Result<Option<Self>, Vec<Problem>> {
        let file = book.src.join(PAGE);
        match fs::read_to_string(book.root.join(&file)) {
            Ok(text) => Divergences::parse(&file, &text).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Reads the list on a page.
    ///
    /// # Errors
    ///
    /// Every row that can't be read.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Vec<Problem>> {
        let mut rows = Vec::new();
        let mut problems = Vec::new();
        for (index, line) in text
            .lines()
            .enumerate()
            .skip_while(|(_, l)| *l != HEADING)
            .skip(1)
        {
            if line.starts_with("## ") {
                break;
            }
            if !line.starts_with('|') || HEAD.lines().any(|head| head == line) {
                continue;
            }
            match row(line, index + 1) {
                Ok(row) => rows.push(row),
                Err(message) => problems.push(Problem::new(file, index + 1, message)),
            }
        }
        if problems.is_empty() {
            Ok(Divergences { rows })
        } else {
            Err(problems)
        }
    }

    /// The row about a program as that version, if there is one. `page` may end in `.md`.
    pub fn find(&self, page: &str, program: usize, version: Version) -> Option<&Divergence> {
        self.of(page, program).find(|row| row.covers(version))
    }

    /// The rows about a program.
    pub fn of(&self, page: &str, program: usize) -> impl Iterator<Item = &Divergence> {
        let page = page.strip_suffix(".md").unwrap_or(page).to_owned();
        self.rows
            .iter()
            .filter(move |row| row.page == page && row.program == program)
    }

    /// The page's text with this list in place of the one that it has.
    ///
    /// # Errors
    ///
    /// When the page lacks the heading.
    pub fn written_into(&self, text: &str) -> Result<String, String> {
        let Some((before, rest)) = text.split_once(&format!("{HEADING}\n")) else {
            return Err(format!("the page has no heading `{HEADING}`"));
        };
        let end = rest.find("\n## ").map_or(rest.len(), |at| at + 1);
        let (section, after) = rest.split_at(end);
        let kept: Vec<&str> = section
            .lines()
            .filter(|line| !line.starts_with('|') && format!("{line}\n") != NONE)
            .collect();
        let prose = kept.join("\n").trim().to_owned();
        let mut page = format!("{before}{HEADING}\n\n{prose}\n\n{}", self.table());
        if !after.is_empty() {
            page.push('\n');
            page.push_str(after);
        }
        Ok(page)
    }

    fn table(&self) -> String {
        if self.rows.is_empty() {
            return NONE.to_owned();
        }
        let mut table = HEAD.to_owned();
        for row in &self.rows {
            // Writing to a `String` can't fail.
            let _ = writeln!(
                table,
                "| [{0}](../{0}.md) | {1} | {2} | {3} |",
                row.page,
                row.program,
                named(&row.releases),
                row.why.replace('|', "\\|")
            );
        }
        table
    }
}

fn row(line: &str, number: usize) -> Result<Divergence, String> {
    let cells: Vec<&str> = line
        .trim()
        .trim_matches('|')
        .splitn(4, '|')
        .map(str::trim)
        .collect();
    let [page, program, versions, why] = cells[..] else {
        return Err("a row of this table has four cells: page, program, versions, why".to_owned());
    };
    let page = page
        .strip_prefix('[')
        .and_then(|page| page.split_once(']'))
        .map(|(page, _)| page.to_owned())
        .ok_or_else(|| {
            format!("`{page}` is no link to a page, such as [gc/start](../gc/start.md)")
        })?;
    let program = program
        .parse()
        .ok()
        .filter(|&program| program > 0)
        .ok_or_else(|| {
            format!("`{program}` is not the number of a Python block; the first one is 1")
        })?;
    if why.is_empty() {
        return Err("the row doesn't say why".to_owned());
    }
    Ok(Divergence {
        page,
        program,
        releases: releases(versions)?,
        why: why.replace("\\|", "|"),
        line: number,
    })
}

/// Reads `3.8 to 3.11, 3.14.4`.
fn releases(text: &str) -> Result<Vec<Release>, String> {
    let mut releases = Vec::new();
    for part in text.split(", ") {
        let Some((first, last)) = part.split_once(" to ") else {
            releases.push(part.parse::<Release>().map_err(|error| error.to_string())?);
            continue;
        };
        let ends: [Minor; 2] = [
            first
                .parse()
                .map_err(|error: crate::range::ParseRangeError| error.to_string())?,
            last.parse()
                .map_err(|error: crate::range::ParseRangeError| error.to_string())?,
        ];
        if ends[0].major != ends[1].major || ends[0] >= ends[1] {
            return Err(format!("`{part}` doesn't begin before it ends"));
        }
        releases.extend((ends[0].minor..=ends[1].minor).map(|minor| Release {
            minor: Minor::new(ends[0].major, minor),
            patch: None,
        }));
    }
    Ok(releases)
}

/// Writes what [`releases`] reads: runs of minor releases, then patches.
fn named(releases: &[Release]) -> String {
    let mut minors: Vec<Minor> = releases
        .iter()
        .filter(|release| release.patch.is_none())
        .map(|release| release.minor)
        .collect();
    minors.sort();
    let mut parts: Vec<String> = minors
        .chunk_by(|a, b| a.major == b.major && a.minor + 1 == b.minor)
        .map(|run| match run {
            [first, .., last] => format!("{first} to {last}"),
            run => run.iter().map(ToString::to_string).collect(),
        })
        .collect();
    parts.extend(
        releases
            .iter()
            .filter(|release| release.patch.is_some())
            .map(ToString::to_string),
    );
    parts.join(", ")
}

/// Words for the releases of some rows: `3.8 to 3.11 and 3.14.4`.
pub fn words(rows: &[&Divergence]) -> String {
    let all: Vec<Release> = rows.iter().flat_map(|row| row.releases.clone()).collect();
    let named = named(&all);
    match named.rsplit_once(", ") {
        Some((first, last)) => format!("{first} and {last}"),
        None => named,
    }
}

/// The versions that speak for what a block claims: for each run of patches that prints one
/// text its newest, as far as one was measured.
pub fn versions(block: &crate::PythonBlock) -> Vec<Version> {
    let mut versions = Vec::new();
    for &minor in &block.claims {
        for output in &block.outputs {
            let Some(piece) = output.range.within(minor) else {
                continue;
            };
            let newest = Version::newest(minor.major, minor.minor);
            let version = match piece.last {
                u8::MAX => newest,
                patch => Some(Version::new(minor.major, minor.minor, patch)),
            };
            versions.extend(version);
        }
    }
    versions.sort();
    versions.dedup();
    versions
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# D\n\n## Programs of the book\n\nSome words.\n\n\
        | page | program | versions | why |\n| --- | ---: | --- | --- |\n\
        | [gc/a](../gc/a.md) | 2 | 3.8 to 3.10, 3.12, 3.14.4 | a \\| b |\n\n## After\n\nText.\n";

    fn parse(text: &str) -> Divergences {
        Divergences::parse(Path::new("src/d.md"), text).expect("the list can be read")
    }

    #[test]
    fn a_row_names_page_program_versions_and_why() {
        let list = parse(TEXT);
        assert_eq!(list.rows.len(), 1);
        let row = &list.rows[0];
        assert_eq!((row.page.as_str(), row.program, row.line), ("gc/a", 2, 9));
        assert_eq!(row.why, "a | b");
        let newest = |minor| Version::newest(3, minor).expect("measured");
        for minor in [8, 9, 10, 12] {
            assert!(
                list.find("gc/a.md", 2, newest(minor)).is_some(),
                "3.{minor}"
            );
        }
        for other in [newest(11), newest(14), Version::new(3, 8, 1)] {
            assert!(list.find("gc/a", 2, other).is_none(), "{other}");
        }
        assert!(list.find("gc/a", 2, Version::new(3, 14, 4)).is_some());
        assert!(list.find("gc/a", 1, newest(8)).is_none());
    }

    #[test]
    fn what_is_written_is_read_again_and_the_rest_of_the_page_stays() {
        let list = parse(TEXT);
        assert_eq!(list.written_into(TEXT).as_deref(), Ok(TEXT));
        let empty = Divergences::default()
            .written_into(TEXT)
            .expect("a heading");
        assert!(
            empty.contains("Some words.\n\nThere is none.\n\n## After\n\nText.\n"),
            "{empty}"
        );
        assert_eq!(list.written_into(&empty).as_deref(), Ok(TEXT));
    }

    #[test]
    fn a_wrong_row_says_what_is_wrong() {
        for (row, message) in [
            ("| a | 1 | 3.8 | b |", "is no link"),
            ("| [a](a) | 0 | 3.8 | b |", "the first one is 1"),
            ("| [a](a) | 1 | 3.9 to 3.8 | b |", "before it ends"),
            ("| [a](a) | 1 | now | b |", "is not a release"),
            ("| [a](a) | 1 | 3.8 |  |", "doesn't say why"),
            ("| [a](a) | 1 |", "four cells"),
        ] {
            let text = format!("{HEADING}\n\n{HEAD}{row}\n");
            let problems = Divergences::parse(Path::new("d.md"), &text).expect_err(row);
            assert!(
                problems[0].to_string().contains(message),
                "{row}: {}",
                problems[0]
            );
        }
    }
}
