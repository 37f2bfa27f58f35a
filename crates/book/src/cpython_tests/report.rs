//! Telling what came of the tests.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::files::TestFile;
use super::folder::Folder;
use super::method::{Result, Verdict};

/// What begins the reason of a test that was skipped because it asks for what no runtime like ours has.
const OUT_OF_REACH: &str = "out of reach: ";

/// A file and its methods.
#[derive(Debug)]
pub struct FileReport {
    /// The file.
    pub file: &'static TestFile,
    /// Its methods, in order.
    pub results: Vec<Result>,
    /// Whether the file could be imported.
    pub imported: bool,
}

impl FileReport {
    fn numbers(&self) -> [usize; 7] {
        [
            self.count(Verdict::Passed),
            self.count(Verdict::Failed),
            self.count(Verdict::Skipped),
            self.out_of_reach(),
            self.results.len(),
            self.file.to_beat.0,
            self.file.to_beat.1,
        ]
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.results
            .iter()
            .filter(|result| result.verdict == verdict)
            .count()
    }

    fn out_of_reach(&self) -> usize {
        self.results
            .iter()
            .filter(|result| {
                result.verdict == Verdict::Skipped && result.reason.starts_with(OUT_OF_REACH)
            })
            .count()
    }
}

/// A method as soon as it is known what came of it, with all that it said unless it passed.
pub fn told(file: &TestFile, result: &Result) -> String {
    let verdict = match result.verdict {
        Verdict::Passed => "passed",
        Verdict::Skipped => "skipped",
        Verdict::Failed | Verdict::Listed => "failed",
    };
    let mut text = format!("{verdict:<8}{} {}", file.name, result.name);
    if result.verdict != Verdict::Passed {
        let _ = write!(text, "\n    {}", result.reason);
        for line in result.detail.lines() {
            let _ = write!(text, "\n    | {line}");
        }
    }
    text
}

/// The first line of each failure of a file.
pub fn failures(report: &FileReport) -> String {
    let failed = report
        .results
        .iter()
        .filter(|result| result.verdict == Verdict::Failed);
    let mut text = String::new();
    let mut told = None;
    for result in failed {
        // A file that can't be imported has one reason for all.
        if result.reason.contains("can't be imported") {
            if told.replace(&result.reason).is_none() {
                let _ = writeln!(text, "{}", result.reason);
            }
            continue;
        }
        let _ = writeln!(
            text,
            "{} {}\n    {}",
            report.file.name, result.name, result.reason
        );
    }
    text.truncate(text.trim_end().len());
    text
}

/// A file's line of the table.
pub fn row(report: &FileReport) -> String {
    let mut text = String::new();
    line(&mut text, report.file.name, report.numbers());
    text.truncate(text.trim_end().len());
    text
}

/// The reasons that came more than once, and the table.
pub fn summary(reports: &[FileReport], folder: &Folder) -> String {
    let mut text = String::new();
    reasons(&mut text, reports);
    table(&mut text, reports, folder);
    text.truncate(text.trim_end().len());
    text
}

/// The reasons that several methods share.
fn reasons(text: &mut String, reports: &[FileReport]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for result in reports.iter().flat_map(|report| &report.results) {
        if result.verdict == Verdict::Failed {
            *counts.entry(&result.reason).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> =
        counts.into_iter().filter(|&(_, count)| count > 1).collect();
    counts.sort_by_key(|&(reason, count)| (std::cmp::Reverse(count), reason));
    if !counts.is_empty() {
        text.push_str("\nThe reasons that came more than once:\n");
    }
    for (reason, count) in counts {
        let _ = writeln!(text, "{count:5}  {reason}");
    }
}

fn table(text: &mut String, reports: &[FileReport], folder: &Folder) {
    let _ = writeln!(
        text,
        "\nCPython's own tests, as {}; skipped includes what is out of reach: the C API, other processes, other interpreters\n\n\
         {:<20}{:>8}{:>8}{:>9}{:>14}{:>8}   RustPython 0.6.0 on 3.13",
        folder.version, "file", "passed", "failed", "skipped", "out of reach", "methods"
    );
    let mut sums = [0; 7];
    for report in reports {
        let row = report.numbers();
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
        line(text, report.file.name, row);
    }
    if reports.len() > 1 {
        line(text, "all", sums);
    }
}

fn line(text: &mut String, name: &str, row: [usize; 7]) {
    let [passed, failed, skipped, apart, all, theirs, of] = row;
    let _ = writeln!(
        text,
        "{name:<20}{passed:>8}{failed:>8}{skipped:>9}{apart:>14}{all:>8}   {theirs} of {of}"
    );
}
