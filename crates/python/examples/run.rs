//! Runs a file: `cargo run -p python --example run -- 3.13 FILE`.

use std::process::ExitCode;

use python::{Limits, audit, run};
use version::Version;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (minor, file, audits) = match &args[..] {
        [minor, file] => (minor, file, false),
        [option, minor, file] if option == "--audit" => (minor, file, true),
        _ => {
            eprintln!("usage: run [--audit] MINOR FILE, as in `run 3.13 program.py`");
            return ExitCode::from(2);
        }
    };
    let run = if audits { audit } else { run };
    let number = minor.trim_start_matches("3.").parse().unwrap_or(13);
    let version = Version::newest(3, number).unwrap_or_default();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{file} can't be read: {error}");
            return ExitCode::from(2);
        }
    };
    match run(&text, file, version, Limits::default()) {
        Ok(outcome) => {
            for (is_err, text) in &outcome.pieces {
                if *is_err {
                    eprint!("{text}");
                } else {
                    print!("{text}");
                }
            }
            if let Err(wrong) = outcome.audit {
                eprintln!("audit: {wrong}");
            }
            if let Some(report) = outcome.report {
                eprintln!("{report:#?}");
            }
            ExitCode::from(outcome.status as u8)
        }
        Err(refused) => {
            eprintln!("{refused}");
            ExitCode::FAILURE
        }
    }
}
