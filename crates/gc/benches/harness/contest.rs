//! [`Contest`]: what is compared, and the run of it.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use super::child;
use super::clock::Clock;
use super::cpython;
use super::lock;
use super::machine;
use super::meter::{Meter, Run};
use super::named;
use super::process::Process;
use super::report::{self, Cells, Line};

/// What is compared.
pub struct Contest {
    /// The crate whose bench this is.
    pub package: &'static str,
    /// Its other bench, which is divan's.
    pub divan: &'static str,
    /// Its folder.
    pub folder: &'static str,
    /// What is measured, and how: printed first.
    pub about: &'static str,
    /// The operations, in the order of the tables.
    pub operations: &'static [Operation],
    /// The contenders that are linked with the bench.
    pub contenders: &'static [(&'static str, Run)],
    /// The program for CPython, from the crate's folder.
    pub script: &'static str,
    /// A contender with a workspace of its own: its crate's name and its folder.
    pub apart: Option<(&'static str, &'static str)>,
    /// Who doesn't take part at all, and why.
    pub absent: &'static [(&'static str, &'static str)],
    /// How long the rounds may go on.
    pub limit: Duration,
}

/// Something that is done with so many objects.
pub struct Operation {
    /// What contenders know it by.
    pub name: &'static str,
    /// How many objects.
    pub count: usize,
    /// The tables that come of it.
    pub tables: &'static [Table],
}

/// A table: some steps of an operation.
pub struct Table {
    /// What was done.
    pub title: &'static str,
    /// The steps whose times are added up.
    pub steps: &'static [usize],
    /// Whether bytes are given as a whole, because one object lives at a time.
    pub whole: bool,
}

/// How many rounds count, when there is time for all of them.
const ROUNDS: usize = 15;

/// Runs what the arguments ask for: a contender's process, the comparison, or a quick look at whether everything works.
///
/// Fails when an argument is wrong, or when what is needed can't be had.
pub fn main(contest: &Contest) -> ExitCode {
    match run(contest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(contest: &Contest) -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    if let Some(run) = named::run(&args, contest.contenders) {
        return child::serve(run, &mut Clock::default());
    }
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let unknown = args
        .iter()
        .find(|arg| !["--bench", "--test", "--write", "--help"].contains(&arg.as_str()));
    if let Some(arg) = unknown {
        return Err(io::Error::other(format!(
            "`compare` doesn't know `{arg}`; for divan's options use `cargo bench -p {} --bench {}`",
            contest.package, contest.divan
        )));
    }
    println!("{}", contest.about);
    if has("--help") {
        println!("With `-- --write` the tables replace those in benches/README.md.");
        return Ok(());
    }
    // `cargo bench` says `--bench`; `cargo test --benches` doesn't, and nobody wants to wait then.
    if !has("--bench") || has("--test") {
        contest.try_out();
        return Ok(());
    }
    let text = contest.compare()?;
    println!("{text}");
    if has("--write") {
        report::write(&Path::new(contest.folder).join("benches/README.md"), &text)?;
    }
    Ok(())
}

/// A contender's two processes.
struct Contender {
    name: String,
    time: Process,
    bytes: Box<dyn Fn() -> Process>,
}

impl Contest {
    /// Each operation of each contender once, with few objects.
    fn try_out(&self) {
        for (name, run) in self.contenders {
            for operation in self.operations {
                let mut clock = Clock::default();
                let mut meter = Meter::new(&mut clock);
                let answer = run(operation.name, 1000, &mut meter);
                let steps = meter.into_readings().len();
                let last = operation.tables.iter().flat_map(|table| table.steps).max();
                let all = last.map_or(0, |last| last + 1);
                assert_eq!(steps, if answer.is_ok() { all } else { 0 }, "{name}");
            }
        }
        println!("Tried with 1000 objects; `cargo bench` measures.");
    }

    /// The whole comparison, as Markdown.
    fn compare(&self) -> io::Result<String> {
        let mut contenders = self.linked()?;
        let mut remarks: Vec<String> = self.absent_remarks();
        let python = match cpython::find() {
            Ok((path, version)) => {
                contenders.insert(1, self.python(path, &version));
                Some(1)
            }
            Err(notice) => {
                // Before the minutes of measuring, for who would rather stop, and below the tables.
                eprintln!("{notice}");
                remarks.push(format!("- {notice}"));
                None
            }
        };
        if let Some((name, folder)) = self.apart {
            match self.apart(name, folder) {
                Ok(contender) => contenders.push(contender),
                Err(error) => remarks.push(format!("- {name}: can't be built here: {error}")),
            }
        }
        let bytes = self.weigh(&contenders);
        let times = self.time(&mut contenders);
        let mut text = format!("{}.\n", machine::describe());
        for (index, operation) in self.operations.iter().enumerate() {
            for table in operation.tables {
                let lines = contenders.iter().enumerate().map(|(who, contender)| {
                    let cells = match (&times[who][index], &bytes[who][index]) {
                        (Err(reason), _) => Err(reason.clone()),
                        (Ok(rounds), bytes) => Ok(Cells::new(
                            operation.count,
                            table,
                            rounds,
                            bytes.as_deref().ok(),
                        )),
                    };
                    Line::new(contender.name.clone(), cells)
                });
                text.push_str(&report::table(table, lines.collect(), python));
            }
        }
        if !remarks.is_empty() {
            text.push_str(&format!("\nNot in the tables:\n\n{}\n", remarks.join("\n")));
        }
        Ok(text)
    }

    fn absent_remarks(&self) -> Vec<String> {
        let remark = |(name, why): &(&str, &str)| format!("- {name}: {why}.");
        self.absent.iter().map(remark).collect()
    }

    /// The contenders that are linked with this program and with the bench `bytes`.
    fn linked(&self) -> io::Result<Vec<Contender>> {
        let this = env::current_exe()?;
        let folder = Path::new(self.folder);
        let bytes = || {
            let mut cargo = cargo(&folder.join("Cargo.toml"), "bench");
            cargo.args(["--bench", "bytes"]);
            cargo
        };
        build(bytes().arg("--no-run"))?;
        let lock = folder.join("../../Cargo.lock");
        let contender = |&(name, _): &(&'static str, Run)| {
            let mut time = Command::new(&this);
            time.args([named::CHILD, name]);
            let manifest = folder.join("Cargo.toml");
            let bytes = move || {
                let mut cargo = cargo(&manifest, "bench");
                cargo.args(["--bench", "bytes", "--", named::CHILD, name]);
                Process::new(cargo)
            };
            Contender {
                name: match lock::version(&lock, name) {
                    Some(version) => format!("{name} {version}"),
                    None => name.to_owned(),
                },
                time: Process::new(time),
                bytes: Box::new(bytes),
            }
        };
        Ok(self.contenders.iter().map(contender).collect())
    }

    fn python(&self, path: PathBuf, version: &str) -> Contender {
        let script = Path::new(self.folder).join(self.script);
        let process = move |what: &str| {
            let mut python = Command::new(&path);
            python.args(["-I", "-S"]).arg(&script).arg(what);
            Process::new(python)
        };
        Contender {
            name: format!("CPython {version}"),
            time: process("time"),
            bytes: Box::new(move || process("bytes")),
        }
    }

    /// The contender with a workspace of its own.
    fn apart(&self, name: &str, folder: &str) -> io::Result<Contender> {
        let folder = Path::new(self.folder).join(folder);
        let manifest = folder.join("Cargo.toml");
        let target = env::current_exe()?
            .ancestors()
            .nth(3)
            .map(|target| target.join("apart"))
            .ok_or_else(|| io::Error::other("this program stands in no target folder"))?;
        let cargo = move |what: &str| {
            let mut cargo = cargo(&manifest, what);
            cargo
                .args(["--release", "--locked", "--target-dir"])
                .arg(&target);
            cargo
        };
        build(&mut cargo("build"))?;
        let process = move |what: &str| {
            let mut cargo = cargo("run");
            cargo.args(["--bin", what]);
            Process::new(cargo)
        };
        let version = lock::version(&folder.join("Cargo.lock"), name);
        Ok(Contender {
            name: format!("{name} {} of crates.io", version.unwrap_or_default()),
            time: process("time"),
            bytes: Box::new(move || process("bytes")),
        })
    }

    /// What each contender holds, for each operation. Each has a fresh process.
    fn weigh(&self, contenders: &[Contender]) -> Vec<Vec<Result<Vec<u64>, String>>> {
        eprintln!("Bytes first, in processes of their own.");
        let each = |contender: &Contender| {
            let ask =
                |operation: &Operation| (contender.bytes)().ask(operation.name, operation.count);
            self.operations.iter().map(ask).collect()
        };
        contenders.iter().map(each).collect()
    }

    /// What each step takes, for each contender, operation and round.
    fn time(&self, contenders: &mut [Contender]) -> Vec<Vec<Result<Vec<Vec<u64>>, String>>> {
        let none = vec![Ok(Vec::new()); self.operations.len()];
        let mut times = vec![none; contenders.len()];
        let begun = Instant::now();
        for round in 0..=ROUNDS {
            // Three are needed for a median that one disturbed round doesn't move.
            if round > 3 && begun.elapsed() > self.limit {
                eprintln!("No time for more than {} rounds.", round - 1);
                break;
            }
            eprintln!(
                "Round {round} of {ROUNDS}{}.",
                if round == 0 {
                    ", which doesn't count"
                } else {
                    ""
                }
            );
            for (index, operation) in self.operations.iter().enumerate() {
                for (who, contender) in contenders.iter_mut().enumerate() {
                    let Ok(rounds) = &mut times[who][index] else {
                        continue;
                    };
                    match contender.time.ask(operation.name, operation.count) {
                        Ok(_) if round == 0 => {}
                        Ok(readings) => rounds.push(readings),
                        Err(reason) => times[who][index] = Err(reason),
                    }
                }
            }
        }
        times
    }
}

/// The Cargo that runs this bench.
fn cargo(manifest: &Path, command: &str) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([command, "--quiet", "--manifest-path"])
        .arg(manifest);
    cargo
}

fn build(cargo: &mut Command) -> io::Result<()> {
    let output = cargo.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let error = said.lines().find(|line| line.starts_with("error"));
    Err(io::Error::other(error.unwrap_or("Cargo failed").to_owned()))
}
