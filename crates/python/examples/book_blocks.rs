//! Runs the Python blocks of a chapter on this runtime, for each version that they claim:
//! `cargo run -p python --example book_blocks -- objects [--show] [--python 3.13]`.

use std::collections::BTreeMap;
use std::path::Path;

use blocks::run::{Ending, Run};
use blocks::{Book, expect};
use python::{Limits, Refused, run};
use version::MEASURED;

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    agree: usize,
    differ: usize,
    unsupported: usize,
    audit: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let show = args.iter().any(|arg| arg == "--show");
    let python = args
        .iter()
        .position(|arg| arg == "--python")
        .and_then(|at| args.get(at + 1));
    let chapter = args
        .iter()
        .find(|arg| !arg.starts_with("--") && Some(*arg) != python);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let book = Book::open(&root).expect("the book's settings and summary are sound");
    let entries = book
        .entries_of(chapter.map(String::as_str))
        .expect("a page has that name");
    // A problem of a listing is none of the programs'.
    let (chapters, _) = book.read_all(&entries);
    std::panic::set_hook(Box::new(|_| {}));
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for page in &chapters {
        for block in page.python() {
            for version in MEASURED {
                let minor = format!("3.{}", version.minor());
                if !block.claims(version) || python.is_some_and(|wanted| *wanted != minor) {
                    continue;
                }
                let tally = tallies.entry(minor).or_default();
                let place = format!("{}:{} on {version}", page.file.display(), block.line);
                let limits = Limits {
                    steps: 20_000_000,
                    ..Limits::default()
                };
                let program = block.program.clone();
                let result =
                    std::panic::catch_unwind(move || run(&program, "block.py", version, limits));
                let outcome = match result {
                    Err(panic) => {
                        tally.differ += 1;
                        let text = panic.downcast_ref::<String>().cloned().unwrap_or_default();
                        println!("PANIC {place}: {text}");
                        continue;
                    }
                    Ok(Err(refused)) => {
                        let what = match &refused {
                            Refused::Unsupported { what, .. } => what.clone(),
                            other => other.to_string(),
                        };
                        if matches!(refused, Refused::Unsupported { .. }) {
                            tally.unsupported += 1;
                            *reasons.entry(what).or_default() += 1;
                        } else {
                            tally.differ += 1;
                            println!("REFUSED {place}: {what}");
                        }
                        continue;
                    }
                    Ok(Ok(outcome)) => outcome,
                };
                if let Some(stop) = &outcome.stop {
                    tally.unsupported += 1;
                    *reasons.entry(stop.to_string()).or_default() += 1;
                    continue;
                }
                if let Err(wrong) = &outcome.audit {
                    tally.audit += 1;
                    if show {
                        println!(
                            "AUDIT {place}: {}",
                            wrong.to_string().lines().next().unwrap_or_default()
                        );
                    }
                }
                let ran = Run {
                    output: outcome.output,
                    ending: Ending::Exit(outcome.status),
                };
                match expect::check(block, version, &ran) {
                    Ok(()) => tally.agree += 1,
                    Err(text) => {
                        tally.differ += 1;
                        if show {
                            println!("DIFFER {place}: {text}\n");
                        } else {
                            println!("DIFFER {place}");
                        }
                    }
                }
            }
        }
    }
    for (reason, count) in reasons {
        println!("{count:5} {reason}");
    }
    for (minor, tally) in tallies {
        println!("{minor:5} {tally:?}");
    }
}
