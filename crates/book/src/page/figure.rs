//! A figure: drawn when the page is made, with what to notice below it and its numbers folded behind it.

use std::fmt::Write as _;

use blocks::{Book, Chapter, Figure, Problem};
use figures::{Source, Table};

use super::html::escape;
use super::kept;

/// The figure's HTML. `id` is unique in the book.
///
/// # Errors
///
/// A message, when there is no such figure, or it can't be drawn from what the block it names has printed.
pub fn render(figure: &Figure, chapter: &Chapter, id: &str) -> Result<String, String> {
    let drawn = draw(figure, chapter)?;
    Ok(format!(
        "\n<div class=\"lm-figure\"><figure>{}<figcaption><strong>{}.</strong> {}</figcaption></figure>{}</div>\n",
        drawn.svg(id),
        escape(&drawn.title),
        escape(&drawn.notice),
        numbers(&drawn.table)
    ))
}

/// The figures of a page that can't be drawn, or whose files are older than what they are drawn
/// from, and why.
pub fn undrawable(book: &Book, chapter: &Chapter) -> Vec<Problem> {
    let wrong = |figure: &Figure| {
        let message = match figure.kept {
            None => draw(figure, chapter).err()?,
            Some(_) => kept::stale(book, chapter, figure)
                .map(|stale| stale.then(|| kept::STALE.to_owned()))
                .unwrap_or_else(Some)?,
        };
        Some(Problem::new(&chapter.file, figure.line, message))
    };
    chapter.figures().filter_map(wrong).collect()
}

/// Draws a figure, from what the block that it names has printed if it names one.
///
/// # Errors
///
/// A message, when there is no such figure, or it can't be drawn.
pub fn draw(figure: &Figure, chapter: &Chapter) -> Result<figures::Figure, String> {
    let outputs = match &figure.from {
        None => &[][..],
        // A page that was read without problems has the block.
        Some(from) => chapter
            .python()
            .find(|block| block.id.as_ref() == Some(from))
            .map(|block| block.outputs.as_slice())
            .ok_or_else(|| format!("no Python block of this page has the id `{from}`"))?,
    };
    let versions: Vec<String> = outputs
        .iter()
        .map(|output| output.range.to_string())
        .collect();
    let sources: Vec<Source<'_>> = outputs
        .iter()
        .zip(&versions)
        .map(|(output, versions)| Source {
            versions,
            text: &output.text,
        })
        .collect();
    figures::draw(&figure.name, &sources).map_err(|error| error.to_string())
}

/// The numbers behind a figure, folded.
fn numbers(table: &Table) -> String {
    let mut html = "<details><summary>The numbers</summary><div class=\"lm-numbers-of-figure\"><table><thead><tr>".to_owned();
    for column in &table.columns {
        // Writing to a `String` can't fail.
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(column));
    }
    html.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{}</td>", escape(cell));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div></details>");
    html
}
