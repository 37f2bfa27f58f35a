//! Every function that a listing shows is reached by a test of its crate.
//!
//! `src/probe.rs` says how that is found out.

use std::process::ExitCode;

use checks::reach::{self, Shown};
use checks::workspace;
use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let chapters = match workspace::book() {
        Ok((_, chapters)) => chapters,
        Err(problems) => {
            eprintln!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    // Each listing as its name in the test's output, and what it shows.
    let listings: Vec<(String, Shown)> = chapters
        .iter()
        .flat_map(|chapter| {
            chapter.listings().map(|listing| {
                let name = format!(
                    "{}:{} {}:{}",
                    chapter.name,
                    listing.line,
                    listing.file.display(),
                    listing.anchor
                );
                let shown = Shown {
                    file: listing.file.clone(),
                    lines: (listing.first_line, listing.last_line),
                };
                (name, shown)
            })
        })
        .collect();

    // Listing the tests, or running none of them, needs no build.
    let unreached = if arguments.list || listings.is_empty() {
        Vec::new()
    } else {
        eprintln!(
            "running the companion crates' tests with probes in {} listings",
            listings.len()
        );
        let shown: Vec<Shown> = listings.iter().map(|(_, shown)| shown.clone()).collect();
        match reach::unreached(&workspace::root(), &workspace::scratch("listings"), &shown) {
            Ok(unreached) => unreached,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    };

    let trials = listings
        .into_iter()
        .map(|(name, shown)| {
            let missed: Vec<String> = unreached
                .iter()
                .filter(|function| function.file == shown.file)
                .filter(|function| (shown.lines.0..=shown.lines.1).contains(&function.line))
                .map(|function| {
                    format!(
                        "{}:{}: no test of its crate reaches `{}`",
                        function.file.display(),
                        function.line,
                        function.name
                    )
                })
                .collect();
            Trial::test(name, move || {
                if missed.is_empty() {
                    Ok(())
                } else {
                    Err(missed.join("\n").into())
                }
            })
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}
