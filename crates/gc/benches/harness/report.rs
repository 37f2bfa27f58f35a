//! The tables.

use std::fs;
use std::io;
use std::path::Path;

use super::contest::Table;

/// What a contender's line of a table says.
pub struct Cells {
    /// Nanoseconds for each object: the median of the rounds, the shortest and the longest.
    median: f64,
    shortest: f64,
    longest: f64,
    bytes: Option<String>,
}

impl Cells {
    /// From what the steps took in each round, and the bytes held by the end of each step.
    pub fn new(count: usize, table: &Table, rounds: &[Vec<u64>], bytes: Option<&[u64]>) -> Cells {
        let sum = |steps: &Vec<u64>| table.steps.iter().map(|&step| steps[step]).sum::<u64>();
        let mut times: Vec<f64> = rounds
            .iter()
            .map(|steps| sum(steps) as f64 / count as f64)
            .collect();
        times.sort_by(f64::total_cmp);
        let held = bytes.and_then(|bytes| table.steps.iter().map(|&step| bytes[step]).max());
        Cells {
            median: times[times.len() / 2],
            shortest: times[0],
            longest: times[times.len() - 1],
            bytes: held.map(|held| match table.whole {
                true => format!("{held} in all"),
                false => format!("{:.1}", held as f64 / count as f64),
            }),
        }
    }
}

/// A contender's name, and its cells or why it has none.
pub struct Line {
    name: String,
    cells: Result<Cells, String>,
}

impl Line {
    /// A line.
    pub fn new(name: String, cells: Result<Cells, String>) -> Line {
        Line { name, cells }
    }

    fn median(&self) -> Option<f64> {
        self.cells.as_ref().ok().map(|cells| cells.median)
    }
}

/// A table with its title. `python` says which line is CPython's.
pub fn table(table: &Table, lines: Vec<Line>, python: Option<usize>) -> String {
    let medians: Vec<Option<f64>> = lines.iter().map(Line::median).collect();
    let python = python.and_then(|python| medians[python]);
    let rc = lines.iter().position(|line| line.name == "Rc");
    let rc = rc.and_then(|rc| medians[rc]);
    let mut rows = vec![
        [
            "",
            "ns",
            "from–to",
            "bytes",
            "time ÷ CPython's",
            "time ÷ `Rc`'s",
        ]
        .map(str::to_owned),
    ];
    for line in lines {
        rows.push(match line.cells {
            Ok(cells) => {
                let ratio = |to: Option<f64>| {
                    to.map_or("–".to_owned(), |to| format!("{:.2}", cells.median / to))
                };
                [
                    line.name,
                    format!("{:.1}", cells.median),
                    format!("{:.1}–{:.1}", cells.shortest, cells.longest),
                    cells.bytes.clone().unwrap_or_else(|| "–".to_owned()),
                    ratio(python),
                    ratio(rc),
                ]
            }
            Err(reason) => [&line.name, "–", &reason, "–", "–", "–"].map(str::to_owned),
        });
    }
    format!("\n### {}\n\n{}", table.title, aligned(&rows))
}

/// Rows as a Markdown table whose columns are as wide as their widest cell. The first column is text.
fn aligned(rows: &[[String; 6]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: [usize; 6] = std::array::from_fn(|column| width(column).unwrap_or(0).max(3));
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            let cell = match column {
                0 => format!("| {cell:width$} "),
                _ => format!("| {cell:>width$} "),
            };
            text.push_str(&cell);
        }
        text.push_str("|\n");
        if index == 0 {
            text.push_str(&format!("|{}", "-".repeat(widths[0] + 2)));
            for width in &widths[1..] {
                text.push_str(&format!("|{}:", "-".repeat(width + 1)));
            }
            text.push_str("|\n");
        }
    }
    text
}

/// The line above the tables in a README, and the line below.
const MARKS: [&str; 2] = ["<!-- measured -->\n", "<!-- end of measured -->\n"];

/// Puts the tables between the marks of a file.
///
/// # Errors
///
/// When the file can't be read or written, or has no marks.
pub fn write(path: &Path, tables: &str) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    let parts = text.split_once(MARKS[0]).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(MARKS[1])?;
        Some((before, after))
    });
    let (before, after) = parts.ok_or_else(|| {
        io::Error::other(format!("{} has no `{}`", path.display(), MARKS[0].trim()))
    })?;
    let [begin, end] = MARKS;
    fs::write(path, format!("{before}{begin}\n{tables}\n{end}{after}"))
}
