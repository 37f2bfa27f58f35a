//! Ten thousand programs that nobody would write: those of `tests/programs`, damaged.
//!
//! Whatever the text is, a run ends within its limits, and never in a panic. Each program has
//! a number, which names its damage; a failure shows the number and the text.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use python::{Limits, run};
use version::MEASURED;

/// How many programs there are.
const COUNT: u64 = 10_000;

const LIMITS: Limits = Limits {
    steps: 30_000,
    memory: 32 << 20,
    output: 64 << 10,
    recursion: 1_000,
};

/// Pieces that damage a program in ways that its own text doesn't.
const PIECES: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "==",
    "*",
    "**",
    "-",
    "~",
    "@",
    "\n",
    "\n    ",
    "'",
    "\"\"\"",
    "lambda",
    "yield",
    "return",
    "del",
    "import",
    "class A(A):",
    "except*",
    "async ",
    "await ",
    "match x:",
    "case _:",
    "global x",
    "nonlocal x",
    "f'{x!r:>{y}}'",
    "b'\\xff'",
    "'\\N{DEGREE SIGN}'",
    "10 ** 10 ** 8",
    "1 << 10 ** 9",
    "[0] * 10 ** 12",
    "while True: pass",
    "__class__",
    "__del__",
    "\u{0}",
    "\u{1f40d}",
];

/// SplitMix64, by Guy Steele, Doug Lea and Christine Flood (2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

fn programs() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs");
    let mut files: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the checkout has programs")
        .flat_map(|topic| fs::read_dir(topic.expect("a topic").path()).expect("a folder"))
        .map(|file| file.expect("a file").path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "py"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a program"))
        .collect()
}

/// The words, numbers, signs and spaces of a text, which together are the text.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let class = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 0,
        ' ' => 1,
        _ => 2,
    };
    let mut last = 2;
    for c in text.chars() {
        match tokens.last_mut() {
            Some(token) if class(c) == last && last < 2 => token.push(c),
            _ => tokens.push(c.to_string()),
        }
        last = class(c);
    }
    tokens
}

fn damaged(programs: &[String], seed: u64) -> String {
    let mut random = Random(seed);
    let mut tokens = tokens(&programs[random.below(programs.len())]);
    let other = self::tokens(&programs[random.below(programs.len())]);
    for _ in 0..1 + random.below(4) {
        let at = random.below(tokens.len());
        let to = random.below(tokens.len());
        match random.below(8) {
            _ if tokens.is_empty() => tokens.push("x".to_owned()),
            0 => {
                tokens.remove(at);
            }
            1 => tokens.insert(at, PIECES[random.below(PIECES.len())].to_owned()),
            2 => tokens[at] = PIECES[random.below(PIECES.len())].to_owned(),
            3 => tokens.swap(at, to),
            4 => tokens[at] = tokens[to].clone(),
            5 => tokens.truncate(at.max(1)),
            6 => {
                let end = (at + 1 + random.below(30)).min(tokens.len());
                let run = tokens[at..end].to_vec();
                tokens.splice(to..to, run);
            }
            _ => {
                let from = random.below(other.len());
                let end = (from + 1 + random.below(60)).min(other.len());
                tokens.splice(at..at, other[from..end].iter().cloned());
            }
        }
    }
    tokens.concat()
}

#[test]
fn a_damaged_program_ends_within_its_limits_and_without_a_panic() {
    let programs = programs();
    let next = AtomicU64::new(0);
    let broken: Mutex<Vec<String>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= COUNT {
                        break;
                    }
                    let text = damaged(&programs, seed);
                    let version = MEASURED[seed as usize % MEASURED.len()];
                    let result =
                        catch_unwind(AssertUnwindSafe(|| run(&text, "block.py", version, LIMITS)));
                    let wrong = match result {
                        Err(panic) => {
                            let message = panic.downcast_ref::<String>().cloned().or_else(|| {
                                panic.downcast_ref::<&str>().map(|text| (*text).to_owned())
                            });
                            format!("panicked: {}", message.unwrap_or_default())
                        }
                        Ok(Ok(outcome)) if outcome.output.len() > 2 * LIMITS.output => {
                            format!("printed {} bytes", outcome.output.len())
                        }
                        Ok(Ok(outcome)) => match outcome.audit {
                            Err(wrong) => format!("has a wrong count: {wrong}"),
                            Ok(()) => continue,
                        },
                        Ok(Err(_)) => continue,
                    };
                    broken
                        .lock()
                        .expect("no thread panics with it")
                        .push(format!("program {seed} as {version} {wrong}\n{text}\n"));
                }
            });
        }
    });
    let broken = broken.into_inner().expect("no thread panicked with it");
    assert!(
        broken.is_empty(),
        "{} of {COUNT} programs broke; the first ones:\n{}",
        broken.len(),
        broken[..broken.len().min(5)].join("\n")
    );
}
