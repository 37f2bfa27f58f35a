//! Ten programs on this interpreter beside CPython 3.13, and how long both take to start.
//!
//! `cargo bench -p python` prints the tables; `-- --write` puts them into `benches/README.md`.

#[path = "../../gc/benches/harness/cpython.rs"]
mod cpython;
#[path = "../../gc/benches/harness/machine.rs"]
mod machine;
mod side;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use side::{Measured, Side};

/// The programs, each with what it is about.
const PROGRAMS: [(&str, &str); 10] = [
    ("allocation", "objects made and dropped"),
    ("attributes", "attributes, with and without slots"),
    ("calls", "calls of functions and methods"),
    ("containers", "dicts and lists"),
    ("cycles", "cycles and collections"),
    ("weakrefs", "weak references and a cache"),
    ("generators", "generators"),
    ("strings", "texts"),
    ("exceptions", "exceptions"),
    ("threads", "threads and a lock"),
];

/// So often each program is run on each side, one side after the other.
const ROUNDS: usize = 7;
/// So often each side is started.
const STARTS: usize = 21;

/// The line above the tables in the README, and the line below.
const MARKS: [&str; 2] = ["<!-- measured -->\n", "<!-- end of measured -->\n"];

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if let [run, file] = &args[..]
        && run == side::RUN
    {
        return side::run_here(Path::new(file));
    }
    match compare() {
        Ok(tables) => {
            println!("{tables}");
            if args.iter().any(|arg| arg == "--write") {
                let readme = folder().join("README.md");
                if let Err(error) = write(&readme, &tables) {
                    eprintln!("{}: {error}", readme.display());
                    return ExitCode::FAILURE;
                }
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches")
}

fn compare() -> Result<String, String> {
    let (python, version) = cpython::find()?;
    let here = env::current_exe().map_err(|error| error.to_string())?;
    let sides = [Side::Ours(here), Side::CPython(python)];
    let mut text = format!("{}.\n\n### Ten programs\n\n", machine::describe());
    let _ = write!(
        text,
        "| program | about | this interpreter, ms | from–to | CPython {version}, ms | from–to | ratio |\n\
         |---|---|---:|---:|---:|---:|---:|\n"
    );
    for (name, about) in PROGRAMS {
        let file = folder().join("programs").join(format!("{name}.py"));
        let _ = writeln!(text, "{}", row(name, about, &sides, &file));
    }
    let start = folder().join("programs").join("start.py");
    let _ = write!(
        text,
        "\n### A program of ten lines, from the start of the process to its end\n\n\
         | | ms | from–to |\n|---|---:|---:|\n"
    );
    for (side, name) in sides
        .iter()
        .zip(["this interpreter".to_owned(), format!("CPython {version}")])
    {
        let times: Result<Vec<u64>, String> =
            (0..STARTS).map(|_| side.start_and_end(&start)).collect();
        let _ = match times {
            Ok(times) => writeln!(text, "| {name} | {} |", Spread::of(times).cells()),
            Err(error) => writeln!(text, "| {name} | {error} | |"),
        };
    }
    Ok(text.trim_end().to_owned())
}

/// One line of the table: both sides do the same, one after the other, several times.
fn row(name: &str, about: &str, sides: &[Side; 2], file: &Path) -> String {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let mut outputs = Vec::new();
        for (side, times) in sides.iter().zip(&mut times) {
            match side.measure(file) {
                Ok(Measured {
                    nanoseconds,
                    output,
                }) => {
                    times.push(nanoseconds);
                    outputs.push(output);
                }
                Err(error) => return format!("| {name} | {about} | not yet: {error} | | | | |"),
            }
        }
        if outputs.windows(2).any(|pair| pair[0] != pair[1]) {
            return format!("| {name} | {about} | not yet: the outputs differ | | | | |");
        }
    }
    let [ours, theirs] = times.map(Spread::of);
    let ratio = ours.median as f64 / theirs.median as f64;
    format!(
        "| {name} | {about} | {} | {} | {ratio:.2} |",
        ours.cells(),
        theirs.cells()
    )
}

/// What several rounds took.
struct Spread {
    least: u64,
    median: u64,
    most: u64,
}

impl Spread {
    fn of(mut times: Vec<u64>) -> Spread {
        times.sort_unstable();
        let at = |index: usize| times.get(index).copied().unwrap_or(0);
        Spread {
            least: at(0),
            median: at(times.len() / 2),
            most: at(times.len().saturating_sub(1)),
        }
    }

    fn cells(&self) -> String {
        let ms = |nanoseconds: u64| nanoseconds as f64 / 1e6;
        format!(
            "{:.1} | {:.1}–{:.1}",
            ms(self.median),
            ms(self.least),
            ms(self.most)
        )
    }
}

/// Puts the tables between the marks of the README.
fn write(path: &Path, tables: &str) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    let [begin, end] = MARKS;
    let parts = text.split_once(begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(end)?;
        Some((before, after))
    });
    let (before, after) = parts.ok_or_else(|| io::Error::other("it has no marks"))?;
    fs::write(path, format!("{before}{begin}\n{tables}\n\n{end}{after}"))
}
