//! Every program of `tests/programs`, on every real CPython of this machine.
//!
//! One test for each program, named `identity/reuse`, which runs it on each interpreter
//! whose version it claims, or takes the result from the cache. Beside them stand the
//! checks that need no Python: heads, recordings, and the page of the book.
//! Our own runtime is measured by topic, in tests named `identity on our runtime`: its row on
//! the page must be what a run gives now, and never less than was reached.
//! To run one topic: `cargo test -p book --test programs -- identity`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use blocks::{Book, Cache, Interpreter, Interpreters, Minor, Problem};
use book::conformance::compare::{Column, Kind, compare};
use book::conformance::program::{self, Program};
use book::conformance::recording::Recording;
use book::conformance::runtime::Real;
use book::conformance::{ours, page, table, with_recordings};
use libtest_mimic::{Arguments, Failed, Trial};
use version::Version;

/// What stands for "many": fewer would be no measure for a runtime.
const MANY: usize = 300;

/// How many of a hundred programs our runtime gets right, as each version, or more.
///
/// Nothing may fall behind what was reached.
const REACHED: usize = 98;

/// The topics that it gets right altogether.
const WHOLE: [&str; 23] = [
    "names",
    "deletion",
    "refcounts",
    "weakref",
    "gc",
    "slots",
    "sizes",
    "descriptors",
    "closures",
    "threads",
    "async",
    "classes",
    "comprehensions",
    "copy",
    "dictionaries",
    "finalizers",
    "generators",
    "identity",
    "interning",
    "logs",
    "numbers",
    "tools",
    "with",
];

/// The root of the checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/book stands in the checkout")
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let book = match Book::open(root()) {
        Ok(book) => book,
        Err(problems) => return refuse(&problems),
    };
    let programs = program::read_all(root(), &book.minors)
        .and_then(|programs| with_recordings(root(), programs));
    let programs = match programs {
        Ok(programs) => programs,
        Err(problems) => return refuse(&problems),
    };
    let pythons = match Interpreters::find(&book.minors) {
        Ok(pythons) => pythons,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };

    let mut trials = vec![
        Trial::test("there are many programs, in many topics", {
            let (count, topics) = (programs.len(), counts(&programs).len());
            move || {
                check(
                    count >= MANY && topics >= 20,
                    format!("{count} in {topics}"),
                )
            }
        }),
        Trial::test("no two programs are the same", {
            let twins = twins(&programs);
            move || check(twins.is_empty(), twins)
        }),
        Trial::test("the page of the book counts every program", {
            let missing = missing_rows(&counts(&programs));
            move || {
                let advice = "; run `cargo run -- conformance --write`";
                check(
                    missing.is_empty(),
                    format!("{}: no {missing}{advice}", page::PAGE),
                )
            }
        }),
    ];
    let found: Arc<[Interpreter]> = pythons.found.clone().into();
    let cache = Arc::new(Cache::at(root().join("target").join("blocks")));
    trials.push(Trial::test("our runtime has not fallen back", || {
        let missed = fallen_back();
        check(missed.is_empty(), missed)
    }));
    for topic in counts(&programs).into_keys() {
        let of_topic: Vec<(Program, Recording)> = programs
            .iter()
            .filter(|(program, _)| program.topic == topic)
            .cloned()
            .collect();
        let minors = book.minors.clone();
        trials.push(Trial::test(format!("{topic} on our runtime"), move || {
            measure(&of_topic, &minors, &topic)
        }));
    }
    for (program, recording) in programs {
        let (found, cache) = (Arc::clone(&found), Arc::clone(&cache));
        // What no interpreter here can run counts as left out, never as passed.
        let nobody = !found.iter().any(|python| program.claims(python.version));
        let trial = Trial::test(program.name.clone(), move || {
            run(program, recording, &found, &cache)
        });
        trials.push(trial.with_ignored_flag(nobody));
    }

    let notice = pythons.notice();
    if let Some(notice) = &notice {
        eprintln!("\n{notice}");
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(notice) = &notice {
        eprintln!("{notice}\n");
    }
    conclusion.exit_code()
}

fn refuse(problems: &[Problem]) -> ExitCode {
    for problem in problems {
        eprintln!("{problem}");
    }
    ExitCode::FAILURE
}

fn check(holds: bool, message: String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message.into()) }
}

/// Runs one program on the interpreters and compares.
fn run(
    program: Program,
    recording: Recording,
    found: &[Interpreter],
    cache: &Cache,
) -> Result<(), Failed> {
    let real = Real { found, cache };
    let columns: Vec<Column<'_>> = found
        .iter()
        .map(|python| Column {
            kind: Kind::Real,
            version: python.version,
            runtime: &real,
        })
        .collect();
    let report = compare(&[(program, recording)], &columns, &|_| {});
    let wrong = report.differences(Kind::Real);
    check(wrong.is_empty(), wrong.join("\n"))
}

/// Runs the programs of a topic on our runtime as each version; its row on the page must say
/// what came of them.
fn measure(programs: &[(Program, Recording)], minors: &[Minor], topic: &str) -> Result<(), Failed> {
    let Some(runtime) = ours::ours() else {
        return Err("there is no runtime to measure".into());
    };
    let columns: Vec<Column<'_>> = minors
        .iter()
        .filter_map(|minor| Version::newest(minor.major, minor.minor))
        .map(|version| Column {
            kind: Kind::Ours,
            version,
            runtime: runtime.as_ref(),
        })
        .collect();
    let report = compare(programs, &columns, &|_| {});
    let row = table::markdown_row(&report, Kind::Ours, Some(topic));
    check(
        page_text().contains(&row),
        format!(
            "{} doesn't say what our runtime does now; run `cargo run -- conformance --write`, and read what changed:\n{row}\n{}",
            page::PAGE,
            report.differences(Kind::Ours).join("\n")
        ),
    )
}

/// Where the page, as it stands, says less than was reached.
fn fallen_back() -> String {
    let text = page_text();
    let ours = text
        .split_once(page::OURS_HEADING)
        .map_or("", |(_, rest)| rest);
    let mut missed = Vec::new();
    for line in ours.lines().take_while(|line| !line.starts_with("## ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [topic, _, versions @ ..] = cells.as_slice() else {
            continue;
        };
        let aim = match *topic {
            "all" => REACHED,
            topic if WHOLE.contains(&topic) => 100,
            _ => continue,
        };
        for cell in versions {
            let counts: Vec<usize> = cell.split(" / ").filter_map(|n| n.parse().ok()).collect();
            let (agree, all) = (
                counts.first().copied().unwrap_or(0),
                counts.iter().sum::<usize>(),
            );
            if agree * 100 < all * aim || all == 0 {
                missed.push(format!("{topic}: {cell}, and not {aim} of 100"));
            }
        }
    }
    if ours.is_empty() {
        missed.push(format!("{} says nothing about our runtime", page::PAGE));
    }
    missed.join("\n")
}

fn page_text() -> String {
    fs::read_to_string(root().join(page::PAGE)).unwrap_or_default()
}

/// How many programs each topic has.
fn counts(programs: &[(Program, Recording)]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (program, _) in programs {
        *counts.entry(program.topic.clone()).or_default() += 1;
    }
    counts
}

/// Rows that the page should have.
fn missing_rows(counts: &BTreeMap<String, usize>) -> String {
    let text = page_text();
    let rows: Vec<String> = counts
        .iter()
        .map(|(topic, count)| page::row(topic, *count))
        .filter(|row| !text.contains(row))
        .collect();
    rows.join(", ")
}

/// Programs that ask the same question, or are the same below their head.
fn twins(programs: &[(Program, Recording)]) -> String {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut twins = Vec::new();
    for (program, _) in programs {
        let body: String = program
            .source
            .lines()
            .skip_while(|line| line.starts_with("# "))
            .collect();
        for key in [program.question.clone(), body] {
            if let Some(other) = first.insert(key, &program.name) {
                twins.push(format!("{} and {other}", program.name));
            }
        }
    }
    twins.join(", ")
}
