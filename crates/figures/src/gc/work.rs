//! How often each list of a growing program is looked at by full collections: from what the page's program printed.

use crate::canvas::Anchor;
use crate::plot::{Line, Panel, Plot, thousands};
use crate::{Error, Figure, Source, Table};

/// Reads `   250000 lists, looks at each: 1`.
fn read(line: &str) -> Option<(f64, f64)> {
    let (lists, looks) = line.split_once(" lists, looks at each: ")?;
    Some((lists.trim().parse().ok()?, looks.trim().parse().ok()?))
}

/// A range of versions in words: `3.8 to 3.12`, `from 3.14.5`.
fn versions(range: &str) -> String {
    match range.split_once("..") {
        None => range.to_owned(),
        Some((start, "")) => format!("from {start}"),
        Some(("", end)) => format!("to {end}"),
        Some((start, end)) => format!("{start} to {end}"),
    }
}

pub(super) fn draw(sources: &[Source<'_>]) -> Result<Figure, Error> {
    let mut table = Table::new(["release", "lists", "looks at each"]);
    // Releases that printed the same are one line.
    let mut lines: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    for source in sources {
        let mut points = Vec::new();
        for line in source.text.lines() {
            let Some((lists, looks)) = read(line) else {
                return Err(Error::Unreadable {
                    versions: source.versions.to_owned(),
                    message: format!("expected `N lists, looks at each: M`, and there is `{line}`"),
                });
            };
            table.row([
                versions(source.versions),
                thousands(lists),
                thousands(looks),
            ]);
            points.push((lists / 1000.0, looks));
        }
        match lines.iter_mut().find(|(_, other)| *other == points) {
            Some((name, _)) => *name = format!("{name}, {}", versions(source.versions)),
            None => lines.push((versions(source.versions), points)),
        }
    }
    let all = || lines.iter().flat_map(|(_, points)| points);
    let most = all().map(|(_, looks)| *looks).fold(1.0, f64::max);
    let size = all().map(|(lists, _)| *lists).fold(1.0, f64::max);
    let said: Vec<String> = lines
        .iter()
        .filter_map(|(name, points)| Some(format!("{name}: {}", thousands(points.last()?.1))))
        .collect();
    let plot = Plot {
        axis: "thousand lists made and kept".to_owned(),
        x: 0.0..size,
        ticks: 5,
        panels: vec![Panel {
            title: "full collections' looks at each list".to_owned(),
            y: 0.0..most * 1.2,
            ticks: 5,
            height: 170.0,
            lines: lines
                .iter()
                .enumerate()
                .map(|(series, (name, points))| {
                    Line::new(name, points.clone(), series)
                        .marked()
                        .named_at(size, Anchor::End)
                })
                .collect(),
            uprights: vec![],
        }],
    };
    Ok(Figure {
        title: "Looks at each list".to_owned(),
        notice: format!(
            "How often each of a million lists was looked at, as the program above printed it. {}.",
            said.join("; ")
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

    fn source(text: &'static str) -> Source<'static> {
        Source {
            versions: "3.8..3.12",
            text,
        }
    }

    #[test]
    fn what_was_printed_is_what_is_drawn() {
        let figure = draw(&[
            source("   250000 lists, looks at each: 1\n  1000000 lists, looks at each: 4\n"),
            Source {
                versions: "3.13..",
                text: "  1000000 lists, looks at each: 2\n",
            },
        ])
        .expect("drawn");
        assert_eq!(
            figure.table.rows[1],
            ["3.8 to 3.12", "1\u{a0}000\u{a0}000", "4"]
        );
        assert!(
            figure.notice.ends_with("3.8 to 3.12: 4; from 3.13: 2."),
            "{}",
            figure.notice
        );
        assert!(figure.body.contains(">from 3.13</text>"));
    }

    #[test]
    fn what_cant_be_read_is_named_with_its_versions() {
        let error = draw(&[source("many lists\n")]).expect_err("no number");
        let text = error.to_string();
        assert!(
            text.contains("3.8..3.12") && text.contains("`many lists`"),
            "{text}"
        );
    }
}
