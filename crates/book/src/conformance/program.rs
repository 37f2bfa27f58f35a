//! The programs: files of Python, each of which asks one thing.
//!
//! A program begins with a comment that asks, in one sentence. Lines like these may
//! follow it:
//!
//! ```text
//! # What does a list cost that nobody has filled yet?
//! # since: 3.11
//! # until: 3.13
//! # raises: NameError
//! ```
//!
//! `since` and `until` narrow the minor releases that it claims; `raises` says that
//! it ends in an uncaught exception of that type, or with `sys.exit` (`SystemExit`).

use std::fs;
use std::path::{Path, PathBuf};

use blocks::{Minor, Problem};
use version::Version;

/// Where the programs are, from the root of the book.
pub const FOLDER: &str = "tests/programs";

/// How many lines a program has, the comments at its start included: enough to set
/// something up, and not more than fits on a screen.
const LINES: std::ops::RangeInclusive<usize> = 8..=45;

/// One program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The folder it is in: `identity`.
    pub topic: String,
    /// Topic and name: `identity/reuse`.
    pub name: String,
    /// Its file, from the root of the book.
    pub file: PathBuf,
    /// What it asks.
    pub question: String,
    /// The whole file.
    pub source: String,
    /// The minor releases that it claims, oldest first.
    pub claims: Vec<Minor>,
    /// Whether it claims releases that are still to come.
    pub open: bool,
    /// The type of the uncaught exception that ends it.
    pub raises: Option<String>,
}

impl Program {
    /// Reads the program of `file`, whose text is `source`. `minors` are those of
    /// the book.
    ///
    /// # Errors
    ///
    /// What is wrong with its head or its length, and where.
    pub fn parse(file: &Path, source: &str, minors: &[Minor]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |line, message: String| problems.push(Problem::new(file, line, message));
        let mut lines = source.lines();
        let question = lines
            .next()
            .and_then(|line| line.strip_prefix("# "))
            .filter(|text| text.ends_with(['.', '?']))
            .unwrap_or_default();
        if question.is_empty() {
            wrong(
                1,
                "the first line says in one sentence what the program asks: `# Who … ?`".to_owned(),
            );
        }
        let (mut since, mut until, mut raises) = (None, None, None);
        for (index, line) in lines.enumerate() {
            let Some((word, value)) = line.strip_prefix("# ").and_then(|l| l.split_once(": "))
            else {
                break;
            };
            let minor = || value.parse().ok().filter(|minor| minors.contains(minor));
            match word {
                "since" if minor().is_some() => since = minor(),
                "until" if minor().is_some() => until = minor(),
                "raises" if !value.is_empty() => raises = Some(value.to_owned()),
                _ => wrong(
                    index + 2,
                    format!(
                        "`{line}` is not `# since: 3.11`, `# until: 3.13` or `# raises: NameError`, with a version of this book"
                    ),
                ),
            }
        }
        let count = source.lines().count();
        if !LINES.contains(&count) {
            let (least, most) = (LINES.start(), LINES.end());
            wrong(
                1,
                format!("{count} lines; a program has {least} to {most}, and asks one thing"),
            );
        }
        if !source.ends_with('\n') || source.contains('\r') {
            wrong(
                count,
                "every line ends in a newline, and no carriage return stands before it".to_owned(),
            );
        }
        let claims: Vec<Minor> = minors
            .iter()
            .copied()
            .filter(|minor| since.is_none_or(|since| since <= *minor))
            .filter(|minor| until.is_none_or(|until| *minor <= until))
            .collect();
        if claims.is_empty() {
            wrong(
                2,
                "no version lies between since and until; exchange them".to_owned(),
            );
        }
        let name = name(file);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Program {
            topic: name.split('/').next().unwrap_or_default().to_owned(),
            name,
            file: file.to_path_buf(),
            question: question.to_owned(),
            source: source.to_owned(),
            claims,
            open: until.is_none(),
            raises,
        })
    }

    /// Whether it claims to run on `version`.
    pub fn claims(&self, version: Version) -> bool {
        self.claims.contains(&Minor::from(version))
    }

    /// The file of its recording, from the root of the book.
    pub fn recording(&self) -> PathBuf {
        self.file.with_extension("out")
    }
}

/// Topic and name, from a path like `tests/programs/identity/reuse.py`.
fn name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let topic = file.parent().and_then(Path::file_name).unwrap_or_default();
    format!("{}/{stem}", topic.to_string_lossy())
}

/// Reads every program of the book at `root`, by topic and name.
///
/// # Errors
///
/// What is wrong with them, all of it: a file that can't be read, a head that says
/// less than it must, a file that is neither program nor recording, a recording
/// without its program.
pub fn read_all(root: &Path, minors: &[Minor]) -> Result<Vec<Program>, Vec<Problem>> {
    let mut programs = Vec::new();
    let mut problems = Vec::new();
    for topic in entries(root, Path::new(FOLDER), &mut problems) {
        if !root.join(&topic).is_dir() {
            problems.push(Problem::new(
                &topic,
                1,
                "programs stand in a folder for each topic",
            ));
            continue;
        }
        for file in entries(root, &topic, &mut problems) {
            match file.extension().and_then(|extension| extension.to_str()) {
                Some("py") => match fs::read_to_string(root.join(&file)) {
                    Ok(source) => match Program::parse(&file, &source, minors) {
                        Ok(program) => programs.push(program),
                        Err(wrong) => problems.extend(wrong),
                    },
                    Err(error) => problems.push(Problem::new(&file, 1, error.to_string())),
                },
                Some("out") if root.join(&file).with_extension("py").is_file() => {}
                Some("out") => problems.push(Problem::new(
                    &file,
                    1,
                    "a recording without its program; remove it",
                )),
                _ => problems.push(Problem::new(
                    &file,
                    1,
                    "neither a program (.py) nor a recording (.out)",
                )),
            }
        }
    }
    if problems.is_empty() {
        programs.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(programs)
    } else {
        Err(problems)
    }
}

/// What stands in a folder, in order, as paths from `root`.
fn entries(root: &Path, folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    match fs::read_dir(root.join(folder)) {
        Ok(found) => {
            let mut paths: Vec<PathBuf> = found
                .filter_map(|entry| Some(folder.join(entry.ok()?.file_name())))
                .collect();
            paths.sort();
            paths
        }
        Err(error) => {
            problems.push(Problem::new(folder, 1, error.to_string()));
            Vec::new()
        }
    }
}

/// Those of `programs` that `wanted` names: a topic, or topic and name. `None` is all.
///
/// # Errors
///
/// When none is named so; the message names the topics.
pub fn choose(programs: Vec<Program>, wanted: Option<&str>) -> Result<Vec<Program>, String> {
    let Some(wanted) = wanted.map(|wanted| wanted.trim_end_matches('/')) else {
        return Ok(programs);
    };
    let is_wanted = |program: &Program| program.topic == wanted || program.name == wanted;
    if programs.iter().any(is_wanted) {
        return Ok(programs.into_iter().filter(is_wanted).collect());
    }
    let mut topics: Vec<String> = programs.into_iter().map(|program| program.topic).collect();
    topics.dedup();
    Err(format!(
        "there is no topic and no program `{wanted}` in {FOLDER}; the topics are {}",
        topics.join(", ")
    ))
}
