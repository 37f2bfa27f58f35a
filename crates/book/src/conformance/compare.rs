//! Each program on each runtime and version, against what was recorded.

use blocks::parallel::in_parallel;
use similar::TextDiff;
use version::Version;

use super::program::Program;
use super::recording::{self, Recording};
use super::runtime::{self, Output, Runtime};

/// A runtime set to a version.
pub struct Column<'a> {
    /// Whose it is.
    pub kind: Kind,
    /// The version.
    pub version: Version,
    /// What runs the programs.
    pub runtime: &'a dyn Runtime,
}

/// Whose runtime it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A real CPython, which the recordings were made with: a difference is a mistake.
    Real,
    /// The runtime of this workspace: a difference is work to be done.
    Ours,
}

/// What came of one program in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It printed what was recorded, and ended with the same status.
    Agrees,
    /// It did something else: a diff, or what broke.
    Differs(String),
    /// The runtime said what it doesn't support.
    Unsupported(String),
}

/// The verdicts on all programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whose runtime each column is, and its version.
    pub columns: Vec<(Kind, Version)>,
    /// The programs: topic, name, and a verdict for each column whose version it claims.
    pub rows: Vec<Row>,
}

/// The verdicts on one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The folder it is in.
    pub topic: String,
    /// Topic and name.
    pub name: String,
    /// By column; `None` where the program doesn't claim the version.
    pub verdicts: Vec<Option<Verdict>>,
}

/// How many programs there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Programs that agree.
    pub agree: usize,
    /// Programs that differ.
    pub differ: usize,
    /// Programs that the runtime doesn't support.
    pub unsupported: usize,
}

impl Report {
    /// The topics, in order, each once.
    pub fn topics(&self) -> Vec<&str> {
        let mut topics: Vec<&str> = self.rows.iter().map(|row| row.topic.as_str()).collect();
        topics.dedup();
        topics
    }

    /// The verdicts of one column on the programs of a topic, or on all.
    pub fn tally(&self, topic: Option<&str>, column: usize) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            if topic.is_some_and(|topic| topic != row.topic) {
                continue;
            }
            match &row.verdicts[column] {
                Some(Verdict::Agrees) => tally.agree += 1,
                Some(Verdict::Differs(_)) => tally.differ += 1,
                Some(Verdict::Unsupported(_)) => tally.unsupported += 1,
                None => {}
            }
        }
        tally
    }

    /// Everything that doesn't agree in the columns of one kind: the program, the
    /// versions, and why; versions that go wrong alike are told together.
    pub fn differences(&self, kind: Kind) -> Vec<String> {
        let mut told = Vec::new();
        for row in &self.rows {
            let mut shared: Vec<(String, Vec<String>)> = Vec::new();
            for ((of, version), verdict) in self.columns.iter().zip(&row.verdicts) {
                let why = match verdict {
                    Some(Verdict::Differs(why)) => why.trim_end().to_owned(),
                    Some(Verdict::Unsupported(why)) => format!("unsupported: {why}"),
                    Some(Verdict::Agrees) | None => continue,
                };
                if *of != kind {
                    continue;
                }
                match shared.iter_mut().find(|(other, _)| *other == why) {
                    Some((_, versions)) => versions.push(version.to_string()),
                    None => shared.push((why, vec![version.to_string()])),
                }
            }
            for (why, versions) in shared {
                told.push(format!("{} as {}: {why}", row.name, versions.join(", ")));
            }
        }
        told
    }
}

/// Runs every program in every column whose version it claims. `progress` hears of
/// each program that is done.
pub fn compare(
    programs: &[(Program, Recording)],
    columns: &[Column<'_>],
    progress: &(dyn Fn(&Program) + Sync),
) -> Report {
    let rows = in_parallel(programs, |(program, recording)| {
        let verdicts = columns
            .iter()
            .map(|column| {
                program
                    .claims(column.version)
                    .then(|| judge(program, recording, column))
            })
            .collect();
        progress(program);
        Row {
            topic: program.topic.clone(),
            name: program.name.clone(),
            verdicts,
        }
    });
    Report {
        columns: columns
            .iter()
            .map(|column| (column.kind, column.version))
            .collect(),
        rows,
    }
}

fn judge(program: &Program, recording: &Recording, column: &Column<'_>) -> Verdict {
    let Some(section) = recording.of(column.version) else {
        return Verdict::Differs(format!(
            "{} says nothing of this version; run `book conformance --record`",
            program.recording().display()
        ));
    };
    match runtime::run(column.runtime, column.version, &program.source) {
        output if recording::is(section, &output) => Verdict::Agrees,
        Output::Unsupported(why) => Verdict::Unsupported(why),
        Output::Broken(why) => Verdict::Differs(why),
        Output::Ended { text, status } => {
            let diff = TextDiff::from_lines(&section.text, &text)
                .unified_diff()
                .context_radius(3)
                .header("recorded", "got")
                .to_string();
            if status == section.status {
                Verdict::Differs(format!("\n{diff}"))
            } else {
                let wanted = section.status;
                Verdict::Differs(format!("exit status {status} instead of {wanted}\n{diff}"))
            }
        }
    }
}
