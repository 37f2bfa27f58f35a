//! The command line.

use std::ffi::OsString;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::failure::Failure;
use crate::{
    build, conformance, cpython_tests, divergences, fork, fuzz, new, plugin, record, root, serve,
    slides, test,
};

/// The book that runs: how Python manages memory.
///
/// Without a command it builds the book and serves it on this machine.
#[derive(Debug, Parser)]
#[command(
    name = "book",
    version,
    after_help = "Examples:\n  \
        cargo run                        read the book, at the address printed\n  \
        cargo run -- test objects        check one chapter\n  \
        cargo run -- record objects      fill in what its Python blocks print\n  \
        cargo run -- new weakref         begin a chapter\n  \
        cargo run -- slides weakref      make its slides\n  \
        cargo run -- fork weakref ../my-talk   take it along as a project of its own\n\n\
        `cargo run -- help COMMAND` says more about a command."
)]
struct Line {
    /// The folder with book.toml [default: the nearest one upwards]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the book, serve it on this machine, and rebuild it when a file changes
    Serve(Serve),
    /// Build the book once; fail with file and line if anything is wrong
    Build(Build),
    /// Check the blocks and links of a chapter, or of all
    ///
    /// Python blocks run on every CPython found: on PATH, under ~/.pyenv/versions,
    /// and in the folders that BOOK_PYTHONS names. Versions not found are named;
    /// REQUIRE_PYTHONS=3.8,3.13 makes a missing one an error.
    Test(Test),
    /// Write what the Python blocks print into the book
    ///
    /// Runs them on every CPython found, and shows the changes first. Versions
    /// that are not on this machine keep what was recorded for them.
    Record(Record),
    /// Run the small programs of tests/programs, and compare with what was recorded
    ///
    /// Prints how many agree, by topic and version, on every CPython found and on the
    /// runtime of this workspace, if it has one. A real CPython that differs is an error;
    /// our runtime that differs is a measurement.
    Conformance(Conformance),
    /// Run the book's Python programs on our own runtime, and say where it parts from CPython
    ///
    /// The list of what parts is a table in reference/divergences.md; --write brings it up to date.
    Divergences(Divergences),
    /// Run CPython's own tests of memory use on our runtime, method by method
    ///
    /// The test files are read from the library folder of a CPython on this machine. Each
    /// method runs in a process of its own, under limits. A test that fails is a measurement:
    /// the exit status is 0.
    #[command(after_help = "Examples:\n  \
            cargo run -- cpython-tests --lib ~/.pyenv/versions/3.13.0/lib/python3.13\n  \
            cargo run -- cpython-tests --lib DIR --file test_gc --method test_list --show")]
    CpythonTests(CpythonTests),
    /// Make up programs, and run them on real CPythons and on our runtime
    ///
    /// A program on which they disagree is made as small as it gets, and saved.
    Fuzz(Fuzz),
    /// Begin a chapter: its first page, its place in SUMMARY.md, and a crate
    New(New),
    /// Make the slides of a chapter, or of all: a folder that opens without a server
    ///
    /// A chapter's pages mark their slides with comments, <!-- slide 40 s: Title --> to
    /// <!-- end of slide -->. Programs, what they print, listings, figures, diagrams, lists
    /// and tables go on the slide, paragraphs into the speaker's notes. CONTRIBUTING.md says more.
    #[command(after_help = "Examples:\n  \
            cargo run -- slides                          all decks, into book/slides\n  \
            cargo run -- slides weakref --out /mnt/usb   one deck, to take along\n  \
            cargo run -- slides --check                  do the slides fit into the talk?\n  \
            cargo run -- slides weakref --pdf            one deck on paper as well\n\n\
            Keys in a deck: S opens the speaker's window, ? names all the others.")]
    Slides(Slides),
    /// Copy a chapter into a folder, as a small project of its own to rewrite and to speak from
    ///
    /// The copy has the chapter's pages with listings, includes and figures written out, the
    /// glossary, the theme, and a README that says what to change. In it, `cargo run` builds and
    /// serves pages and slides, and `cargo test` checks every block as here. DIR must be empty or
    /// not yet there.
    #[command(after_help = "Examples:\n  \
            cargo run -- fork weakref ../my-talk\n  \
            cargo run -- fork questions ../my-talk --crates https://example.org/book.git")]
    Fork(Fork),
    /// Run a Python program on our own runtime, as one release of CPython runs it
    Run(Run),
    /// Run it, and write every step of the runtime as lines of JSON
    Trace(Trace),
    /// Be a preprocessor or a renderer for a plain mdbook (book.toml names it)
    #[command(hide = true)]
    Plugin(PluginArgs),
}

/// `book serve`.
#[derive(Clone, Debug, Default, Args)]
pub struct Serve {
    /// The port [default: 3000, or the next free one]
    #[arg(short, long)]
    pub port: Option<u16>,
    /// The loopback address to listen on [default: 127.0.0.1]
    ///
    /// Addresses that other machines can reach are refused.
    #[arg(short = 'n', long, value_name = "ADDRESS", value_parser = loopback)]
    pub hostname: Option<IpAddr>,
    /// Open the book in the browser
    #[arg(short, long)]
    pub open: bool,
}

/// `book build`.
#[derive(Clone, Debug, Args)]
struct Build {
    /// Where the pages go [default: book/ in the root]
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
}

/// `book test`.
#[derive(Clone, Debug, Args)]
pub struct Test {
    /// A chapter (objects), or a page of one (objects/names) [default: all]
    pub chapter: Option<String>,
    /// Leave the Python blocks out
    #[arg(long)]
    pub no_python: bool,
    /// Leave our own runtime out
    #[arg(long)]
    pub no_runtime: bool,
    /// Leave the Rust blocks out
    #[arg(long)]
    pub no_rust: bool,
}

/// `book fuzz`.
#[derive(Clone, Debug, Args)]
pub struct Fuzz {
    /// Only this version: 3.13, or 3.13.0 [default: the newest of each release found]
    #[arg(long, value_name = "V")]
    pub python: Option<String>,
    /// How long to go on
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub seconds: u64,
    /// The first seed; each program has its own, counted up from here
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Stop after so many disagreements
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub most: usize,
    /// Write down what the CPythons here print for the first seeds, for machines without one
    #[arg(long)]
    pub record: bool,
    /// Where to save programs that disagree [default: target/fuzz in the root]
    #[arg(long, value_name = "DIR")]
    pub save: Option<PathBuf>,
    /// Make nothing up: run the programs saved in this folder again
    #[arg(long, value_name = "DIR", conflicts_with_all = ["record", "save"])]
    pub again: Option<PathBuf>,
}

/// `book divergences`.
#[derive(Clone, Debug, Args)]
pub struct Divergences {
    /// A chapter (objects), or a page of one (objects/names) [default: all]
    pub chapter: Option<String>,
    /// Write the table anew: rows that still hold keep their reasons, others come and go
    #[arg(long, conflicts_with = "chapter")]
    pub write: bool,
}

/// `book record`.
#[derive(Clone, Debug, Args)]
pub struct Record {
    /// A chapter (objects), or a page of one (objects/names) [default: all]
    pub chapter: Option<String>,
    /// Write without asking
    #[arg(short, long)]
    pub yes: bool,
    /// Write nothing; fail if something would change
    #[arg(long, conflicts_with = "yes")]
    pub check: bool,
}

/// `book conformance`.
#[derive(Clone, Debug, Args)]
pub struct Conformance {
    /// A topic (identity), or a program of one (identity/reuse) [default: all]
    pub topic: Option<String>,
    /// Only this version: 3.13, or 3.13.0
    #[arg(long, value_name = "V")]
    pub python: Option<String>,
    /// Show every difference of our runtime, too
    #[arg(long)]
    pub diff: bool,
    /// Write the table into the book, at reference/conformance.md
    #[arg(long, conflicts_with_all = ["topic", "python"])]
    pub write: bool,
    /// Write down what the CPythons found print, instead of comparing
    ///
    /// Each program runs twice. Versions that are not on this machine keep what was
    /// recorded for them.
    #[arg(long, conflicts_with = "write")]
    pub record: bool,
}

/// `book cpython-tests`.
#[derive(Clone, Debug, Args)]
pub struct CpythonTests {
    /// The library folder of a CPython: the one that holds test/test_gc.py
    #[arg(long, value_name = "DIR")]
    pub lib: PathBuf,
    /// Only this file (test_gc); may be given several times [default: all that are about memory]
    #[arg(long)]
    pub file: Vec<String>,
    /// Only methods whose Class.method contains this
    #[arg(long, value_name = "PART")]
    pub method: Option<String>,
    /// The release to run as [default: the one that the folder's name says]
    #[arg(long, value_name = "VERSION")]
    pub python: Option<String>,
    /// Tell what came of each method as soon as it is known, with all that it said if it didn't pass
    #[arg(long)]
    pub show: bool,
    /// How many instructions a method may take before it is given up
    #[arg(long, value_name = "NUMBER", default_value_t = crate::cpython_tests::method::STEPS)]
    pub steps: u64,
    /// Answer for one method, as a line of JSON
    #[arg(long, hide = true, value_name = "FILE:METHOD")]
    pub one: Option<String>,
}

/// `book new`.
#[derive(Clone, Debug, Args)]
pub struct New {
    /// Its name, which is that of its folder and its crate: weakref
    pub chapter: String,
    /// Begin no crate
    #[arg(long)]
    pub no_crate: bool,
}

/// `book slides`.
#[derive(Clone, Debug, Args)]
pub struct Slides {
    /// A chapter (weakref) [default: all]
    pub chapter: Option<String>,
    /// Where the decks go [default: slides/ in the built book]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write nothing; fail if a slide is wrong or a chapter takes longer than its share of the talk
    ///
    /// A chapter has 5 minutes, or as many as `minutes` under [preprocessor.blocks] in book.toml says.
    #[arg(long, conflicts_with_all = ["out", "pdf"])]
    pub check: bool,
    /// Print each deck into a PDF beside it, by the Chromium on PATH or the one that CHROMIUM names
    #[arg(long)]
    pub pdf: bool,
}

/// `book fork`.
#[derive(Clone, Debug, Args)]
pub struct Fork {
    /// The chapter: a folder of the book (weakref), or a page at its top (questions)
    pub chapter: String,
    /// Where the copy goes
    pub dir: PathBuf,
    /// Where the copy finds the book's crates: a checkout, or the address of its Git repository
    ///
    /// [default: this checkout]
    #[arg(long, value_name = "PATH|URL")]
    pub crates: Option<String>,
}

/// `book run`.
#[derive(Clone, Debug, Args)]
pub struct Run {
    /// The program; - is standard input [default: -]
    pub file: Option<PathBuf>,
    /// What the program finds in `sys.argv` behind its name
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
    /// The program's text itself; all that follows are its arguments
    #[arg(short, value_name = "TEXT")]
    pub command: Option<String>,
    /// Where it ends.
    #[command(flatten)]
    pub limits: RunLimits,
    /// The release: 3.8 to 3.15, or one with a patch number
    #[arg(long, value_name = "VERSION", default_value = "3.14")]
    pub python: String,
    /// Count every reference again after the run
    #[arg(long)]
    pub audit: bool,
}

/// What a program may use before its run is ended with an error of our own.
#[derive(Clone, Debug, Args)]
pub struct RunLimits {
    /// Instructions that it may take
    #[arg(long, value_name = "COUNT", default_value_t = 50_000_000)]
    pub limit_steps: u64,
    /// Bytes of memory that its objects may have
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 30)]
    pub limit_memory: u64,
    /// Bytes that it may print
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20)]
    pub limit_output: usize,
    /// The most calls inside each other that `sys.setrecursionlimit` allows
    #[arg(long, value_name = "CALLS", default_value_t = 100_000)]
    pub limit_recursion: usize,
}

/// `book trace`.
#[derive(Clone, Debug, Args)]
pub struct Trace {
    /// Where it ends.
    #[command(flatten)]
    pub limits: RunLimits,
    /// The program; - is standard input
    pub file: PathBuf,
    /// The release: 3.8 to 3.15, or one with a patch number
    #[arg(long, value_name = "VERSION", default_value = "3.14")]
    pub python: String,
    /// Count every reference again after the run
    #[arg(long)]
    pub audit: bool,
}

/// `book plugin`.
#[derive(Clone, Debug, Args)]
struct PluginArgs {
    name: Plugin,
    #[command(subcommand)]
    question: Option<Question>,
}

/// Our preprocessors, and our renderer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Plugin {
    /// The grammar of blocks, and their look.
    Blocks,
    /// Diagrams.
    Mermaid,
    /// Decks of slides, as a renderer.
    Slides,
}

#[derive(Clone, Debug, Subcommand)]
enum Question {
    /// Whether the preprocessor wants to run for a renderer: status 0 or 1
    Supports { renderer: String },
}

/// An address of this machine that no other machine can reach.
fn loopback(text: &str) -> Result<IpAddr, String> {
    let address: IpAddr = match text {
        "localhost" => "127.0.0.1",
        other => other.trim_start_matches('[').trim_end_matches(']'),
    }
    .parse()
    .map_err(|_| "it is no address; write 127.0.0.1, ::1 or localhost".to_owned())?;
    if address.is_loopback() {
        Ok(address)
    } else {
        Err("other machines could reach it; this server is for its own machine only (127.0.0.1 or ::1), \
             and what `book build` writes can be put on any server"
            .to_owned())
    }
}

/// Does what the command line says; the status is 0, 1 for a book that is
/// wrong, 2 for wrong usage.
pub fn main() -> ExitCode {
    ended(run(Line::parse(), None))
}

/// The same for a program that is part of a book, such as a chapter that was forked: without
/// `--root` it works on the book in `home`. The first of `arguments` is the program's own name.
pub fn main_in(
    home: &str,
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
) -> ExitCode {
    ended(run(Line::parse_from(arguments), Some(Path::new(home))))
}

fn ended(result: Result<ExitCode, Failure>) -> ExitCode {
    match result {
        Ok(status) => status,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.status())
        }
    }
}

fn run(line: Line, home: Option<&Path>) -> Result<ExitCode, Failure> {
    let root = || root::find(line.root.as_deref().or(home));
    match line
        .command
        .unwrap_or_else(|| Command::Serve(Serve::default()))
    {
        Command::Serve(arguments) => serve::run(&root()?, &arguments)?,
        Command::Build(arguments) => {
            let root = root()?;
            let dest_dir = arguments.dest_dir.as_deref().map(from_here).transpose()?;
            let folder = build::build(
                &root,
                &build::Options {
                    dest_dir,
                    for_serving: false,
                },
            )?;
            tell(&format!("The book is in {}", folder.display()))?;
        }
        Command::Test(arguments) => test::run(&root()?, &arguments)?,
        Command::Record(arguments) => record::run(&root()?, &arguments)?,
        Command::Conformance(arguments) => conformance::run(&root()?, &arguments)?,
        Command::Fuzz(arguments) => fuzz::run(&root()?, &arguments)?,
        Command::Divergences(arguments) => divergences::run(&root()?, &arguments)?,
        Command::CpythonTests(arguments) => return cpython_tests::run(&arguments),
        Command::New(arguments) => {
            for line in new::run(&root()?, &arguments.chapter, !arguments.no_crate)? {
                tell(&line)?;
            }
        }
        Command::Fork(arguments) => {
            for line in fork::run(&root()?, &arguments)? {
                tell(&line)?;
            }
        }
        Command::Slides(arguments) => slides::command::run(&root()?, &arguments)?,
        Command::Run(arguments) => return crate::run::run(&arguments),
        Command::Trace(arguments) => return crate::run::trace(&arguments),
        Command::Plugin(PluginArgs {
            name,
            question: Some(Question::Supports { renderer }),
        }) => {
            return Ok(ExitCode::from(u8::from(!plugin::supports(
                name, &renderer,
            )?)));
        }
        Command::Plugin(PluginArgs {
            name,
            question: None,
        }) => {
            plugin::run(name, io::stdin().lock(), io::stdout().lock())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A folder named on the command line, as an absolute path.
///
/// # Errors
///
/// When there is no current folder.
pub fn from_here(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| Failure::file(path, &error))
}

/// Prints a line, and says so if nobody can hear it.
///
/// # Errors
///
/// When standard output is closed.
pub fn tell(line: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(|error| Failure::file(Path::new("standard output"), &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn only_loopback_addresses_are_listened_on() {
        for good in ["localhost", "127.0.0.1", "127.3.2.1", "::1", "[::1]"] {
            assert!(
                loopback(good).is_ok_and(|address| address.is_loopback()),
                "{good}"
            );
        }
        for bad in ["0.0.0.0", "192.168.0.1", "::", "example.org", ""] {
            assert!(loopback(bad).is_err(), "{bad}");
        }
    }
}
