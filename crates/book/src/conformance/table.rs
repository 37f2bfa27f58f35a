//! The table of a report, for a terminal and for the page.

use std::fmt;

use super::compare::{Kind, Report, Tally};

impl fmt::Display for Tally {
    /// One number when all agree, three otherwise: `12`, `9 / 2 / 1`; a dash for none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            agree,
            differ,
            unsupported,
        } = self;
        let text = match (agree, differ, unsupported) {
            (0, 0, 0) => "–".to_owned(),
            (_, 0, 0) => agree.to_string(),
            _ => format!("{agree} / {differ} / {unsupported}"),
        };
        f.pad(&text)
    }
}

/// The cells: a row of heads, one row for each topic, and one for all of them.
fn cells(report: &Report, kind: Kind) -> Vec<Vec<String>> {
    let chosen: Vec<usize> = (0..report.columns.len())
        .filter(|index| report.columns[*index].0 == kind)
        .collect();
    let mut heads = vec!["topic".to_owned(), "programs".to_owned()];
    heads.extend(
        chosen
            .iter()
            .map(|index| report.columns[*index].1.to_string()),
    );
    let mut rows = vec![heads];
    let topics = report.topics();
    for topic in topics.iter().map(|topic| Some(*topic)).chain([None]) {
        let is_of = |name: &str| topic.is_none_or(|topic| topic == name);
        let count = report.rows.iter().filter(|row| is_of(&row.topic)).count();
        let mut row = vec![topic.unwrap_or("all").to_owned(), count.to_string()];
        row.extend(
            chosen
                .iter()
                .map(|index| report.tally(topic, *index).to_string()),
        );
        rows.push(row);
    }
    rows
}

/// The table in columns of even width, without a final newline.
pub fn plain(report: &Report, kind: Kind) -> String {
    let rows = cells(report, kind);
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| {
            rows.iter()
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(index, (cell, width))| match index {
                    0 => format!("{cell:<width$}"),
                    _ => format!("{cell:>width$}"),
                })
                .collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

/// The row of one topic, or of all, in Markdown, without the newline.
pub fn markdown_row(report: &Report, kind: Kind, topic: Option<&str>) -> String {
    let head = topic.unwrap_or("all");
    cells(report, kind)
        .into_iter()
        .skip(1)
        .find(|row| row[0] == head)
        .map(|row| format!("| {} |", row.join(" | ")))
        .unwrap_or_default()
}

/// The table in Markdown, with a final newline.
pub fn markdown(report: &Report, kind: Kind) -> String {
    let mut text = String::new();
    for (index, row) in cells(report, kind).iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            let rule: Vec<&str> = (0..row.len())
                .map(|column| if column == 0 { "---" } else { "---:" })
                .collect();
            text.push_str(&format!("| {} |\n", rule.join(" | ")));
        }
    }
    text
}
