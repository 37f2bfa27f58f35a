//! The page `reference/conformance.md`, written by a run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use blocks::range::Release;

use super::compare::{Kind, Report};
use super::program::Program;
use super::recording::Recording;
use super::table;

/// Where the page is, from the root of the book.
pub const PAGE: &str = "src/reference/conformance.md";

const HEAD: &str = "\
# Conformance

Beside the blocks of this book stand small programs, in the folder `tests/programs`.
Each asks one thing about names, objects, memory or the language around them.
Beside each program lies a recording of what real CPythons printed, byte for byte, with the exit status.
Each recording was made by two runs on every version, and the two had to agree.
This page was written by a run, `cargo run -- conformance --write`; what is changed here by hand is lost.

";

const REAL: &str = "\
## Real CPython

The programs were run again when this page was written.
Each number says how many programs printed what is recorded for that version.
A program that needs a newer or an older version isn't counted there.
Where not all agree, there are three numbers: those that agree, those that differ, and those that can't be run.

";

/// What stands above the table of our own runtime.
pub const OURS_HEADING: &str = "## Our runtime\n\n";

const OURS: &str = "\
The same programs, run by the crates of this book, set to each version.
The numbers are those that agree, those that differ, and those that need something our runtime doesn't support; one number means that all agree.

";

const PARTS: &str = "\
## Where versions part

These programs print something else from a version on.
The recordings, in `tests/programs`, say what.

";

/// The page.
pub fn render(report: &Report, programs: &[(Program, Recording)]) -> String {
    let mut text = HEAD.to_owned();
    for (kind, head) in [(Kind::Real, REAL), (Kind::Ours, OURS)] {
        if report.columns.iter().any(|(of, _)| *of == kind) {
            if kind == Kind::Ours {
                text.push_str(OURS_HEADING);
            }
            text.push_str(head);
            text.push_str(&table::markdown(report, kind));
            text.push('\n');
        }
    }
    text.push_str(PARTS);
    for (from, changed) in parts(programs) {
        // Writing to a String can't fail.
        let _ = writeln!(text, "### From {from}\n");
        let _ = writeln!(text, "| program | what it asks |\n| --- | --- |");
        for program in changed {
            let question = in_cell(&program.question);
            let _ = writeln!(text, "| `{}` | {question} |", program.name);
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The row of the page that begins the count of a topic, which a test looks for.
pub fn row(topic: &str, programs: usize) -> String {
    format!("| {topic} | {programs} |")
}

/// By release: the programs whose output changes with it.
fn parts(programs: &[(Program, Recording)]) -> Vec<(Release, Vec<&Program>)> {
    let mut parts: BTreeMap<_, (Release, Vec<&Program>)> = BTreeMap::new();
    for (program, recording) in programs {
        for section in recording.sections.iter().skip(1) {
            if let Some(start) = section.range.start() {
                parts
                    .entry((start.minor, start.patch))
                    .or_insert_with(|| (start, Vec::new()))
                    .1
                    .push(program);
            }
        }
    }
    parts.into_values().collect()
}

/// Text that means itself inside a table: a question may name `__del__` or `a | b`.
fn in_cell(text: &str) -> String {
    let mut cell = String::new();
    let mut code = false;
    for letter in text.chars() {
        match letter {
            '`' => code = !code,
            '|' => cell.push('\\'),
            '_' | '*' | '<' | '[' if !code => cell.push('\\'),
            _ => {}
        }
        cell.push(letter);
    }
    cell
}
