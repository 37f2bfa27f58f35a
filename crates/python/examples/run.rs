//! Runs a file: `cargo run -p python --example run -- 3.13 FILE`.

use std::process::ExitCode;

use python::{Limits, run};
use version::Version;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [minor, file] = &args[..] else {
        eprintln!("usage: run MINOR FILE, as in `run 3.13 program.py`");
        return ExitCode::from(2);
    };
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
            ExitCode::from(outcome.status as u8)
        }
        Err(refused) => {
            eprintln!("{refused}");
            ExitCode::FAILURE
        }
    }
}
