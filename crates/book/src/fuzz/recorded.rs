//! What real CPythons printed for the programs of a few seeds: a check for machines without one.
//!
//! `cargo run -- fuzz --record` writes it, with the CPythons that are there. A program that the grammar
//! makes otherwise now is another program, and what was printed for it is no answer any more.

use std::path::PathBuf;

use blocks::Interpreter;
use blocks::parallel::in_parallel;
use version::Version;

use super::duel::{Difference, ours, real};
use super::{STATEMENTS, grammar};

/// How many programs are recorded, from seed 1.
pub const COUNT: u64 = 24;

/// Where, from the root of the repository.
pub const FILE: &str = "crates/book/tests/recorded/fuzz.txt";

/// What was printed for one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its seed.
    pub seed: u64,
    /// The mark of its text.
    pub mark: u64,
    /// What was printed, and by whom; each version once.
    pub outputs: Vec<(Vec<Version>, String)>,
}

/// The program of a seed, as it is recorded.
pub fn program(seed: u64) -> String {
    grammar::program(seed, STATEMENTS).to_string()
}

/// The same number for the same text on every machine (FNV-1a).
pub fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| {
        (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Recording {
    /// Runs the program on these CPythons, and keeps what others printed before for the same text.
    pub fn make(seed: u64, pythons: &[Interpreter], before: &[Recording]) -> Recording {
        let program = program(seed);
        let mark = mark(&program);
        let mut recording = Recording {
            seed,
            mark,
            outputs: Vec::new(),
        };
        let printed = in_parallel(pythons, |python| (python.version, real(&program, python)));
        for (version, text) in printed {
            if let Some(text) = text {
                recording.add(version, text);
            }
        }
        let same = |old: &&Recording| old.seed == seed && old.mark == mark;
        for (versions, text) in before.iter().find(same).iter().flat_map(|old| &old.outputs) {
            for &version in versions {
                if !recording.versions().any(|known| known == version) {
                    recording.add(version, text.clone());
                }
            }
        }
        for (versions, _) in &mut recording.outputs {
            versions.sort();
        }
        recording
            .outputs
            .sort_by(|(one, _), (other, _)| one.cmp(other));
        recording
    }

    fn versions(&self) -> impl Iterator<Item = Version> {
        self.outputs
            .iter()
            .flat_map(|(versions, _)| versions.iter().copied())
    }

    fn add(&mut self, version: Version, text: String) {
        match self.outputs.iter_mut().find(|(_, held)| *held == text) {
            Some((versions, _)) => versions.push(version),
            None => self.outputs.push((vec![version], text)),
        }
    }

    /// Where our runtime, as each version that is recorded, prints something else.
    pub fn differences(&self) -> Vec<(Version, Difference)> {
        let program = program(self.seed);
        let jobs: Vec<(Version, &String)> = self
            .outputs
            .iter()
            .flat_map(|(versions, text)| versions.iter().map(move |&version| (version, text)))
            .collect();
        let found = in_parallel(&jobs, |&(version, text)| {
            let ours = ours(&program, version);
            (ours != *text).then(|| {
                let real = text.clone();
                (version, Difference { real, ours })
            })
        });
        found.into_iter().flatten().collect()
    }
}

/// The recordings as a file's text.
pub fn write(recordings: &[Recording]) -> String {
    let mut text = "# What CPython printed for the fuzzer's programs; `cargo run -- fuzz --record` writes this.\n".to_owned();
    for recording in recordings {
        text.push_str(&format!(
            "\nprogram {} {:016x}\n",
            recording.seed, recording.mark
        ));
        for (versions, output) in &recording.outputs {
            let names: Vec<String> = versions.iter().map(Version::to_string).collect();
            text.push_str(&format!("on {}\n", names.join(" ")));
            for line in output.lines() {
                text.push_str(format!("| {line}").trim_end());
                text.push('\n');
            }
        }
    }
    text
}

/// Reads what [`write()`] wrote.
///
/// # Errors
///
/// When a line is none of these, with its number.
pub fn read(text: &str) -> Result<Vec<Recording>, String> {
    let mut recordings: Vec<Recording> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let wrong = || format!("{FILE}:{}: this is no recording: {line}", index + 1);
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "" | "#" => {}
            "program" => {
                let (seed, mark) = rest.split_once(' ').ok_or_else(wrong)?;
                recordings.push(Recording {
                    seed: seed.parse().map_err(|_| wrong())?,
                    mark: u64::from_str_radix(mark, 16).map_err(|_| wrong())?,
                    outputs: Vec::new(),
                });
            }
            "on" => {
                let versions = rest.split(' ').map(str::parse).collect::<Result<_, _>>();
                let last = recordings.last_mut().ok_or_else(wrong)?;
                last.outputs
                    .push((versions.map_err(|_| wrong())?, String::new()));
            }
            "|" => {
                let last = recordings.last_mut().ok_or_else(wrong)?;
                let (_, output) = last.outputs.last_mut().ok_or_else(wrong)?;
                output.push_str(rest);
                output.push('\n');
            }
            _ => return Err(wrong()),
        }
    }
    Ok(recordings)
}

/// The file, below the root.
pub fn file(root: &std::path::Path) -> PathBuf {
    root.join(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let recordings = [Recording {
            seed: 7,
            mark: mark("a = 1\n"),
            outputs: vec![
                (
                    vec![Version::new(3, 8, 18), Version::new(3, 9, 18)],
                    "1\n\n[exit status 0]\n".to_owned(),
                ),
                (
                    vec![Version::new(3, 13, 18)],
                    "[exit status 0]\n".to_owned(),
                ),
            ],
        }];
        assert_eq!(read(&write(&recordings)), Ok(recordings.to_vec()));
        let error = read("program 7 00\nnonsense\n");
        assert!(error.is_err_and(|text| text.contains(":2: this is no recording: nonsense")));
    }

    #[test]
    fn an_output_that_isnt_ours_is_a_difference() {
        let version = Version::new(3, 13, 18);
        let text = program(1);
        let right = Recording {
            seed: 1,
            mark: mark(&text),
            outputs: vec![(vec![version], ours(&text, version))],
        };
        assert_eq!(right.differences(), []);
        let mut wrong = right;
        wrong.outputs[0].1.push_str("more\n");
        assert_eq!(wrong.differences().len(), 1);
    }
}
