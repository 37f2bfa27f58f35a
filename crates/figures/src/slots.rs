//! The figures of the chapter on `__slots__`: what instances took when the page's programs measured them.

use std::ops::RangeInclusive;

use crate::plot::{Line, Panel, Plot, thousands};
use crate::{Entry, Error, Figure, Source, Table};

/// Its figures.
pub(crate) const FIGURES: &[Entry] = &[
    Entry::measured("slots/saving", saving),
    Entry::measured("slots/by-count", by_count),
];

/// The minor releases of the book: 3.8 to 3.15.
const MINORS: RangeInclusive<u32> = 8..=15;

/// The minor releases that a range such as `3.8..3.10`, `3.11` or `3.13..` covers.
fn minors(range: &str) -> Option<RangeInclusive<u32>> {
    let minor = |version: &str| version.split('.').nth(1)?.parse::<u32>().ok();
    match range.split_once("..") {
        None => minor(range).map(|only| only..=only),
        Some((start, end)) => {
            let start = if start.is_empty() {
                *MINORS.start()
            } else {
                minor(start)?
            };
            let end = if end.is_empty() {
                *MINORS.end()
            } else {
                minor(end)?
            };
            Some(start..=end)
        }
    }
}

fn unreadable(source: &Source<'_>, expected: &str) -> Error {
    Error::Unreadable {
        versions: source.versions.to_owned(),
        message: format!(
            "expected {expected}, and there is `{}`",
            source.text.trim_end()
        ),
    }
}

/// The numbers behind a word: `plain 152` gives 152.
fn numbers(source: &Source<'_>, word: &str) -> Option<Vec<f64>> {
    let line = source
        .text
        .lines()
        .find_map(|line| line.strip_prefix(word))?;
    line.split_whitespace()
        .map(|number| number.parse().ok())
        .collect()
}

/// Bytes per instance, for each minor release; `word` is the first word of the line.
fn by_release(sources: &[Source<'_>], word: &str) -> Result<Vec<(f64, f64)>, Error> {
    let mut points = Vec::new();
    for source in sources {
        let bytes = numbers(source, word);
        let (Some(range), Some([bytes])) = (minors(source.versions), bytes.as_deref()) else {
            return Err(unreadable(source, "`plain N` and `slots N`"));
        };
        points.extend(range.map(|minor| (f64::from(minor), *bytes)));
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(points)
}

/// What an instance with three attributes takes, release by release.
fn saving(sources: &[Source<'_>]) -> Result<Figure, Error> {
    let (plain, slots) = (
        by_release(sources, "plain ")?,
        by_release(sources, "slots ")?,
    );
    let mut table = Table::new(["release", "plain, bytes", "slots, bytes", "saved, bytes"]);
    for ((minor, plain), (_, slots)) in plain.iter().zip(&slots) {
        let bytes = [*plain, *slots, plain - slots].map(thousands);
        let [plain, slots, saved] = bytes;
        table.row([format!("3.{minor}"), plain, slots, saved]);
    }
    let saved: Vec<f64> = plain.iter().zip(&slots).map(|(a, b)| a.1 - b.1).collect();
    let first = saved.first().copied().unwrap_or_default();
    let last = saved.last().copied().unwrap_or_default();
    let most = plain
        .iter()
        .chain(&slots)
        .map(|point| point.1)
        .fold(1.0, f64::max);
    let plot = Plot {
        axis: "CPython 3.x".to_owned(),
        x: f64::from(*MINORS.start())..f64::from(*MINORS.end()),
        ticks: 8,
        panels: vec![Panel {
            title: "bytes for an instance with three attributes".to_owned(),
            y: 0.0..most * 1.1,
            ticks: 5,
            height: 190.0,
            lines: vec![
                Line::new("plain", plain, 0).marked(),
                Line::new("slots", slots, 1).marked(),
            ],
            uprights: vec![],
        }],
    };
    Ok(Figure {
        title: "What an instance takes, and what slots save".to_owned(),
        notice: format!(
            "The distance between the lines is what slots save for each instance: {} bytes in 3.8, and {} in 3.15. \
             The line of the slotted instance is level; the plain one came down.",
            thousands(first),
            thousands(last)
        ),
        description: String::new(),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}

/// What an instance takes by its number of attributes, on the oldest and the newest release that were measured.
fn by_count(sources: &[Source<'_>]) -> Result<Figure, Error> {
    let (Some(oldest), Some(newest)) = (sources.first(), sources.last()) else {
        return Err(Error::Run("the program printed nothing".to_owned()));
    };
    let read = |source: &Source<'_>, word: &str| -> Result<Vec<(f64, f64)>, Error> {
        let (counts, bytes) = (numbers(source, "attributes "), numbers(source, word));
        match (counts, bytes) {
            (Some(counts), Some(bytes)) if counts.len() == bytes.len() => {
                Ok(counts.into_iter().zip(bytes).collect())
            }
            _ => Err(unreadable(source, "three lines of equally many numbers")),
        }
    };
    let old = read(oldest, "plain ")?;
    let new = read(newest, "plain ")?;
    let slots = read(newest, "slots ")?;
    let mut table = Table::new([
        "attributes",
        "plain, oldest",
        "plain, newest",
        "slots, newest",
    ]);
    for ((old, new), slots) in old.iter().zip(&new).zip(&slots) {
        table.row([old.0, old.1, new.1, slots.1].map(thousands));
    }
    let end = slots.last().map_or(1.0, |point| point.0);
    let most = old
        .iter()
        .chain(&new)
        .chain(&slots)
        .map(|point| point.1)
        .fold(1.0, f64::max);
    let bounds = |source: &Source<'_>| minors(source.versions).unwrap_or(MINORS);
    let (first, last) = (
        bounds(oldest).start().to_owned(),
        bounds(newest).end().to_owned(),
    );
    let plot = Plot {
        axis: "attributes".to_owned(),
        x: 0.0..end,
        ticks: 6,
        panels: vec![Panel {
            title: "bytes per instance".to_owned(),
            y: 0.0..most * 1.1,
            ticks: 5,
            height: 210.0,
            lines: vec![
                Line::new(&format!("plain, 3.{first}"), old, 2).marked(),
                Line::new(&format!("plain, 3.{last}"), new, 0).marked(),
                Line::new("slots", slots, 1).marked(),
            ],
            uprights: vec![],
        }],
    };
    Ok(Figure {
        title: "By number of attributes".to_owned(),
        notice: format!(
            "The line of the slots is straight, eight bytes more for each attribute. \
             The plain ones go in steps, because a table of attributes grows in steps; in 3.{last} they lie lower than in 3.{first}, from one attribute on."
        ),
        description: String::new(),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [Source<'_>; 2] = [
        Source {
            versions: "3.8..3.10",
            text: "plain 152\nslots 56\n",
        },
        Source {
            versions: "3.11..",
            text: "plain 96\nslots 56\n",
        },
    ];

    #[test]
    fn each_minor_release_has_its_place() {
        let figure = saving(&SOURCES).expect("drawn");
        assert_eq!(figure.table.rows.len(), 8);
        assert_eq!(figure.table.rows[2], ["3.10", "152", "56", "96"]);
        assert_eq!(figure.table.rows[3], ["3.11", "96", "56", "40"]);
        assert!(
            figure.notice.contains("96 bytes in 3.8, and 40 in 3.15"),
            "{}",
            figure.notice
        );
    }

    #[test]
    fn what_cant_be_read_is_named() {
        let source = Source {
            versions: "3.8..",
            text: "plain much\n",
        };
        let error = saving(&[source]).expect_err("no number").to_string();
        assert!(
            error.contains("3.8..") && error.contains("plain much"),
            "{error}"
        );
        let uneven = Source {
            versions: "3.8..",
            text: "attributes 1 2\nplain 3\nslots 4 5\n",
        };
        assert!(by_count(&[uneven]).is_err());
    }
}
