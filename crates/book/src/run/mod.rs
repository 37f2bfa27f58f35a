//! `book run` and `book trace`: a Python program on our own runtime.

mod events;

use std::fmt;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use python::{Grant, Limits, Outcome};
use version::Version;

use crate::cli::{Run, RunLimits, Trace};
use crate::failure::Failure;

/// Runs the program as `python FILE` would: output, errors and exit status.
///
/// # Errors
///
/// When the file can't be read, the version isn't modelled, or an audit was asked for and finds a wrong count.
pub fn run(arguments: &Run) -> Result<ExitCode, Failure> {
    let version = modelled(&arguments.python)?;
    // Behind a text of the command line, the first word is an argument, too.
    let mut args = arguments.args.clone();
    let file = match (&arguments.command, &arguments.file) {
        (Some(_), Some(first)) => {
            args.insert(0, first.display().to_string());
            None
        }
        (_, file) => file.as_deref(),
    };
    let (text, name) = program(file, arguments.command.as_deref())?;
    let run = if arguments.audit {
        python::audit_granted
    } else {
        python::run_granted
    };
    let grant = Grant::default().arguments(&args);
    let outcome = match run(&text, &name, version, limits(&arguments.limits), &grant) {
        Ok(outcome) => outcome,
        Err(refused) => return Err(said(&name, &refused)),
    };
    show(&outcome)?;
    if arguments.audit {
        audited(&outcome)?;
    }
    Ok(ExitCode::from(outcome.status as u8))
}

fn limits(given: &RunLimits) -> Limits {
    Limits {
        steps: given.limit_steps,
        memory: given.limit_memory,
        output: given.limit_output,
        recursion: given.limit_recursion,
    }
}

/// Runs the program and writes each step as one line of JSON, behind the program's own output on standard error.
///
/// # Errors
///
/// As [`run`].
pub fn trace(arguments: &Trace) -> Result<ExitCode, Failure> {
    let version = modelled(&arguments.python)?;
    let (text, name) = program(Some(&arguments.file), None)?;
    let outcome = match python::trace(&text, &name, version, limits(&arguments.limits)) {
        Ok(outcome) => outcome,
        Err(refused) => return Err(said(&name, &refused)),
    };
    let mut out = io::stdout().lock();
    for step in &outcome.steps {
        let line = events::json(step);
        writeln!(out, "{line}").map_err(closed)?;
    }
    eprint!("{}", outcome.output);
    if arguments.audit {
        audited(&outcome)?;
    }
    Ok(ExitCode::from(outcome.status as u8))
}

fn closed(error: io::Error) -> Failure {
    Failure::file(Path::new("standard output"), &error)
}

/// A minor release means its newest measured patch; a patch release means itself.
pub(crate) fn modelled(text: &str) -> Result<Version, Failure> {
    let parts: Vec<u8> = text
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    let found = match parts[..] {
        [major, minor] => Version::newest(major, minor),
        [major, minor, patch] if Version::newest(major, minor).is_some() => {
            Some(Version::new(major, minor, patch))
        }
        _ => None,
    };
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "{text} is no release that is modelled; write one from 3.8 to 3.15, such as 3.13 or 3.13.18"
        ))
    })
}

/// The text and the name that tracebacks show.
fn program(file: Option<&Path>, command: Option<&str>) -> Result<(String, String), Failure> {
    if let Some(text) = command {
        return Ok((text.to_owned(), "<string>".to_owned()));
    }
    match file {
        Some(file) if file != Path::new("-") => {
            let bytes = std::fs::read(file)
                .map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))?;
            Ok((
                utf8(bytes, &file.display().to_string())?,
                file.display().to_string(),
            ))
        }
        _ => {
            let mut bytes = Vec::new();
            io::stdin()
                .read_to_end(&mut bytes)
                .map_err(|error| Failure::file(Path::new("standard input"), &error))?;
            let text = utf8(bytes, "standard input")?;
            Ok((text, "<stdin>".to_owned()))
        }
    }
}

/// A program is text in UTF-8.
fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
            + 1;
        Failure::Summary(format!("{name}: line {line} isn't UTF-8 text"))
    })
}

fn said(name: &str, refused: &dyn fmt::Display) -> Failure {
    Failure::Summary(format!("{name}: {refused}"))
}

fn show(outcome: &Outcome) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for (is_err, text) in &outcome.pieces {
        if *is_err {
            out.flush().map_err(closed)?;
            eprint!("{text}");
        } else {
            out.write_all(text.as_bytes()).map_err(closed)?;
        }
    }
    out.flush().map_err(closed)
}

/// Tells what the audit found: wrong counts, and what is left although the modules are gone.
fn audited(outcome: &Outcome) -> Result<(), Failure> {
    let Some(report) = &outcome.report else {
        return match &outcome.audit {
            Ok(()) => {
                eprintln!("audit: every count is right");
                Ok(())
            }
            Err(wrong) => Err(Failure::Summary(format!("audit: {wrong}"))),
        };
    };
    for text in &report.wrong {
        eprintln!("audit: {text}");
    }
    for leak in &report.leaks {
        let holder = leak.holder.as_deref().unwrap_or("nobody");
        eprintln!(
            "audit: left at the end: {}, with {} references, held by {holder}",
            leak.what, leak.references
        );
    }
    if !report.is_right() {
        return Err(Failure::Summary(
            "audit: this runtime counts wrongly".to_owned(),
        ));
    }
    eprintln!(
        "audit: every count is right, before each of {} lines and at the end",
        report.lines
    );
    Ok(())
}
