//! Ten programs on this interpreter beside CPython 3.13 and, where there is one, RustPython; and how long each takes to start.
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
    let mut sides = vec![
        ("this interpreter".to_owned(), Side::Ours(here)),
        (format!("CPython {version}"), Side::Other(python)),
    ];
    if let Some((program, version)) = side::rustpython() {
        sides.push((format!("RustPython {version}"), Side::Other(program)));
    }
    let mut text = format!(
        "{}.\n\n### Ten programs\n\n| program | about |",
        machine::describe()
    );
    for (at, (name, _)) in sides.iter().enumerate() {
        let _ = write!(
            text,
            " {name}, ms | from–to |{}",
            if at > 0 { " ratio |" } else { "" }
        );
    }
    let ratios = sides.len() - 1;
    let _ = writeln!(
        text,
        "\n|---|---|{}",
        "---:|".repeat(2 * sides.len() + ratios)
    );
    for (name, about) in PROGRAMS {
        eprintln!("{name}: {about}");
        let file = folder().join("programs").join(format!("{name}.py"));
        let _ = match row(&sides, &file) {
            Ok(cells) => writeln!(text, "| {name} | {about} |{cells}"),
            Err(error) => writeln!(
                text,
                "| {name} | {about} | not yet: {error} |{}",
                " |".repeat(2 * sides.len() + ratios - 1)
            ),
        };
    }
    let start = folder().join("programs").join("start.py");
    let _ = write!(
        text,
        "\n### A program of ten lines, from the start of the process to its end\n\n\
         | | ms | from–to |\n|---|---:|---:|\n"
    );
    for (name, side) in &sides {
        let times: Result<Vec<u64>, String> =
            (0..STARTS).map(|_| side.start_and_end(&start)).collect();
        let _ = match times {
            Ok(times) => writeln!(text, "| {name} | {} |", Spread::of(times).cells()),
            Err(error) => writeln!(text, "| {name} | {error} | |"),
        };
    }
    Ok(text.trim_end().to_owned())
}

/// The numbers in one line of the table: all sides do the same, one after the other, several times.
fn row(sides: &[(String, Side)], file: &Path) -> Result<String, String> {
    let mut times = vec![Vec::new(); sides.len()];
    for _ in 0..ROUNDS {
        let mut first = None;
        for ((name, side), times) in sides.iter().zip(&mut times) {
            let Measured {
                nanoseconds,
                output,
            } = side
                .measure(file)
                .map_err(|error| format!("{name}: {error}"))?;
            times.push(nanoseconds);
            if *first.get_or_insert_with(|| output.clone()) != output {
                return Err(format!("{name} prints something else"));
            }
        }
    }
    let mut spreads = times.into_iter().map(Spread::of);
    let ours = spreads.next().ok_or("nobody to compare with")?;
    let mut cells = format!(" {} |", ours.cells());
    for theirs in spreads {
        let ratio = ours.median as f64 / theirs.median as f64;
        let _ = write!(cells, " {} | {ratio:.2} |", theirs.cells());
    }
    Ok(cells)
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
