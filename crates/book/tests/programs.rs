//! Every program of `tests/programs`, on every real CPython of this machine.
//!
//! One test for each program, named `identity/reuse`, which runs it on each interpreter
//! whose version it claims, or takes the result from the cache. Beside them stand the
//! checks that need no Python: heads, recordings, and the page of the book.
//! To run one topic: `cargo test -p book --test programs -- identity`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use blocks::{Book, Cache, Interpreter, Interpreters, Problem};
use book::conformance::compare::{Column, Kind, compare};
use book::conformance::program::{self, Program};
use book::conformance::recording::Recording;
use book::conformance::runtime::Real;
use book::conformance::{page, with_recordings};
use libtest_mimic::{Arguments, Failed, Trial};

/// What stands for "many": fewer would be no measure for a runtime.
const MANY: usize = 300;

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
    let text = fs::read_to_string(root().join(page::PAGE)).unwrap_or_default();
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
