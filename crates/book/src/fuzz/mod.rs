//! `book fuzz`: made-up programs on a real CPython and on our runtime.
//!
//! The programs come from a grammar ([`grammar`]); a seed names one. Where the two print
//! different things, the program is made smaller for as long as they still do ([`shrink`]),
//! and saved with the difference above it.
//!
//! | module | what it is for |
//! |---|---|
//! | [`random`], [`program`], [`grammar`] | making programs |
//! | [`duel`] | one program on both |
//! | [`shrink`] | making it smaller |
//! | [`recorded`] | what was printed for a few, for machines without a CPython |

pub mod duel;
pub mod grammar;
pub mod program;
pub mod random;
pub mod recorded;
pub mod shrink;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use blocks::parallel::in_parallel;
use blocks::{Book, Interpreter, Interpreters};

use crate::cli::{self, tell};
use crate::failure::Failure;
use crate::test::Meter;
use duel::Difference;
use program::Program;

/// How many statements a program has, give or take.
pub const STATEMENTS: usize = 24;

/// How many programs are made before the clock is looked at again.
const ROUND: usize = 64;

/// A disagreement.
#[derive(Clone, Debug)]
pub struct Found {
    /// The seed of the program as it was made.
    pub seed: u64,
    /// The interpreter that it was held against.
    pub python: Interpreter,
    /// The program, as small as it got.
    pub program: Program,
    /// What both printed.
    pub difference: Difference,
}

/// Makes programs, runs them, and saves what disagrees: what the command line says.
///
/// # Errors
///
/// When no real CPython is there, or a program disagrees.
pub fn run(root: &Path, arguments: &cli::Fuzz) -> Result<(), Failure> {
    let book = Book::open(root)?;
    let interpreters = Interpreters::find(&book.minors).map_err(Failure::Summary)?;
    let pythons: Vec<Interpreter> = interpreters
        .found
        .into_iter()
        .filter(|python| match &arguments.python {
            Some(wanted) => {
                let version = python.version.to_string();
                version == *wanted || (python.speaks && version.starts_with(&format!("{wanted}.")))
            }
            None => python.speaks,
        })
        .collect();
    if pythons.is_empty() {
        return Err(Failure::Usage(match &arguments.python {
            Some(wanted) => format!(
                "no CPython {wanted} was found; leave --python out to use those that are there"
            ),
            None => {
                "no CPython was found; install one, or name its folder in BOOK_PYTHONS".to_owned()
            }
        }));
    }
    if arguments.record {
        return record(root, &pythons);
    }
    if let Some(folder) = &arguments.again {
        return again(folder, &pythons);
    }
    let folder = match &arguments.save {
        Some(folder) => folder.clone(),
        None => root.join("target").join("fuzz"),
    };
    let deadline = Instant::now() + Duration::from_secs(arguments.seconds);
    let meter = Meter::new("fuzz");
    let (mut made, mut found) = (0, 0);
    while Instant::now() < deadline && found < arguments.most {
        let first = arguments.seed + made as u64;
        let seeds: Vec<u64> = (first..first + ROUND as u64).collect();
        let disagreements = round(&seeds, &pythons);
        made += seeds.len();
        for disagreement in disagreements {
            let file = save(&folder, &disagreement)?;
            meter.clear();
            tell(&format!("{}:\n{}", file.display(), disagreement.difference))?;
            found += 1;
        }
        meter.show(made, made, &format!("programs, {found} disagreements"));
    }
    meter.clear();
    let names: Vec<String> = pythons
        .iter()
        .map(|python| python.version.to_string())
        .collect();
    tell(&format!(
        "{made} programs from seed {}, each on CPython {} and as that version on our runtime: {found} disagreements",
        arguments.seed,
        names.join(", ")
    ))?;
    if found == 0 {
        Ok(())
    } else {
        Err(Failure::Summary(format!(
            "{found} programs, made as small as they got, are in {}",
            folder.display()
        )))
    }
}

/// Writes down what these CPythons print for the recorded seeds.
fn record(root: &Path, pythons: &[Interpreter]) -> Result<(), Failure> {
    let file = recorded::file(root);
    let before = match fs::read_to_string(&file) {
        Ok(text) => recorded::read(&text).map_err(Failure::Summary)?,
        Err(_) => Vec::new(),
    };
    let recordings: Vec<recorded::Recording> = (1..=recorded::COUNT)
        .map(|seed| recorded::Recording::make(seed, pythons, &before))
        .collect();
    fs::write(&file, recorded::write(&recordings)).map_err(|error| Failure::file(&file, &error))?;
    tell(&format!(
        "what {} programs print is in {}",
        recordings.len(),
        file.display()
    ))?;
    Ok(())
}

/// Runs saved programs again: one that agrees by now is mended.
fn again(folder: &Path, pythons: &[Interpreter]) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        if path.extension().is_some_and(|ending| ending == "py") {
            files.push(path);
        }
    }
    files.sort();
    let mut differ = 0;
    for file in &files {
        let text = fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
        for python in pythons {
            let what = match duel::duel(&text, python) {
                Some(_) => "disagrees",
                None => "agrees",
            };
            differ += usize::from(what == "disagrees");
            tell(&format!("{what} on {}: {}", python.version, file.display()))?;
        }
    }
    match differ {
        0 => Ok(()),
        _ => Err(Failure::Summary(format!(
            "{differ} of {} still disagree",
            files.len() * pythons.len()
        ))),
    }
}

/// The programs of some seeds on some interpreters: what disagrees, made small.
pub fn round(seeds: &[u64], pythons: &[Interpreter]) -> Vec<Found> {
    let jobs: Vec<(u64, &Interpreter)> = seeds
        .iter()
        .flat_map(|&seed| pythons.iter().map(move |python| (seed, python)))
        .collect();
    let count = AtomicUsize::new(0);
    let found = in_parallel(&jobs, |&(seed, python)| {
        let program = grammar::program(seed, STATEMENTS);
        let difference = duel::duel(&program.to_string(), python)?;
        // Making one small takes hundreds of runs: the first few tell enough.
        let (program, difference) = if count.fetch_add(1, Ordering::Relaxed) < 8 {
            shrink::shrink(program, difference, python)
        } else {
            (program, difference)
        };
        Some(Found {
            seed,
            python: python.clone(),
            program,
            difference,
        })
    });
    found.into_iter().flatten().collect()
}

/// Writes the program with what it shows above it.
fn save(folder: &Path, found: &Found) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let file = folder.join(format!("{}-{}.py", found.python.version, found.seed));
    let mut text = String::new();
    for line in found.difference.to_string().lines() {
        text.push_str(format!("# {line}").trim_end());
        text.push('\n');
    }
    text.push_str(&found.program.to_string());
    fs::write(&file, text).map_err(|error| Failure::file(&file, &error))?;
    Ok(file)
}
