//! What stands on a slide, as HTML, and how much room it needs.
//!
//! A program's output, a figure's drawing and the captions are the page's own: the functions of
//! `page` make them.

use blocks::{Block, Book, Chapter, Listing, PythonBlock, RustBlock};
use pulldown_cmark::{Event, Tag};

use super::fit::Shape;
use super::outline::{self, Kind};
use crate::page::html::escape;
use crate::page::versions::{Versions, short};
use crate::page::{self, listing, python, rust, slashed, slug};

/// One thing on a slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its line in the page, from 1.
    pub line: usize,
    /// What it is, for messages.
    pub name: &'static str,
    /// Its HTML.
    pub html: String,
    /// The room it needs.
    pub shape: Shape,
    /// Whether it appears with a key of its own.
    pub reveal: bool,
}

/// A block as items, and what the speaker may say of it.
///
/// # Errors
///
/// A message, when a figure can't be drawn or an output is missing.
pub fn block(
    book: &Book,
    chapter: &Chapter,
    index: usize,
) -> Result<(Vec<Item>, Option<String>), String> {
    let id = format!("{}-{index}", slug(&chapter.name));
    Ok(match &chapter.blocks[index] {
        Block::Python(block) => (python_items(book, block, &id)?.into(), None),
        Block::Rust(block) => (vec![rust_item(block)], None),
        Block::Listing(listing) => (vec![listing_item(listing)], None),
        Block::Mermaid(diagram) => {
            let html = format!(
                "<div class=\"lm-diagram\"><pre class=\"mermaid\">{}</pre></div>",
                escape(&diagram.source)
            );
            (
                vec![item(diagram.line, "diagram", html, Shape::Diagram)],
                None,
            )
        }
        Block::Text(drawing) => {
            let html = code_html("text", &drawing.text, "");
            let shape = code_shape(&drawing.text, false);
            (vec![item(drawing.line, "drawing", html, shape)], None)
        }
        Block::Figure(figure) => {
            let drawn = page::draw(figure, chapter)?;
            let svg = drawn.svg(&id);
            let high = drawing_height(&svg)
                .ok_or_else(|| format!("the figure {} has no size", figure.name))?;
            let html = format!(
                "<figure class=\"lm-figure\">{svg}<figcaption>{}</figcaption></figure>",
                escape(&drawn.title)
            );
            let notice = format!("<p>{}</p>", escape(&drawn.notice));
            (
                vec![item(figure.line, "figure", html, Shape::Figure(high))],
                Some(notice),
            )
        }
    })
}

fn item(line: usize, name: &'static str, html: String, shape: Shape) -> Item {
    Item {
        line,
        name,
        html,
        shape,
        reveal: false,
    }
}

/// The height of a drawing in its own units.
fn drawing_height(svg: &str) -> Option<f64> {
    let (_, rest) = svg.split_once("viewBox=\"")?;
    let (numbers, _) = rest.split_once('"')?;
    numbers.split(' ').nth(3)?.parse().ok()
}

/// A program, and what it prints, which comes with the next key.
fn python_items(book: &Book, block: &PythonBlock, group: &str) -> Result<[Item; 2], String> {
    let versions = Versions::of(block, &book.minors)?;
    let shown: Vec<&str> = block
        .lines
        .iter()
        .filter(|line| !line.hidden)
        .map(|line| line.text.as_str())
        .collect();
    let program = shown.join("\n");
    let program = program.trim_matches('\n');
    let cells = if versions.differ() {
        let cells = versions.cells.iter();
        cells.map(|cell| count(&short(cell.piece))).collect()
    } else {
        Vec::new()
    };
    let texts = || {
        versions
            .texts
            .iter()
            .map(|text| text.trim_end_matches('\n'))
    };
    let printed = Item {
        line: block.outputs.first().map_or(block.line, |first| first.line),
        name: "output",
        html: python::printed(block, &versions, group, ""),
        shape: Shape::Printed {
            lines: texts().map(lines).max().unwrap_or(0),
            columns: texts().map(widest).max().unwrap_or(0),
            cells,
            reason: count(&python::reason(block, &versions)),
        },
        reveal: true,
    };
    let code = item(
        block.line,
        "Python program",
        code_html("python", program, ""),
        code_shape(program, false),
    );
    Ok([code, printed])
}

fn rust_item(block: &RustBlock) -> Item {
    let code = visible(&block.code);
    let (class, fate) = rust::fate(block);
    let caption = format!(
        "<p class=\"lm-bar\"><span class=\"lm-lang\">Rust</span> <span class=\"lm-fate\">{fate}</span></p>"
    );
    let html = format!(
        "<div class=\"lm-rust lm-{class}\">{}</div>",
        code_html("rust", &code, &caption)
    );
    item(block.line, "Rust program", html, code_shape(&code, true))
}

fn listing_item(block: &Listing) -> Item {
    let caption = format!(
        "<p class=\"lm-bar\"><code>{}</code> <span class=\"lm-fate\">{}</span></p>",
        escape(&slashed(&block.file)),
        listing::lines(block)
    );
    let html = code_html("rust", &block.code, &caption);
    item(block.line, "listing", html, code_shape(&block.code, true))
}

/// A Rust program without the lines that the page hides, as mdBook reads them.
fn visible(code: &str) -> String {
    let mut visible = String::new();
    for line in code.lines() {
        let rest = line.trim_start_matches([' ', '\t']);
        let space = &line[..line.len() - rest.len()];
        match rest.strip_prefix('#') {
            Some(after) if after.is_empty() || after.starts_with(' ') => continue,
            Some(after) if after.starts_with('#') => {
                visible.push_str(space);
                visible.push_str(after);
            }
            _ => visible.push_str(line),
        }
        visible.push('\n');
    }
    visible.trim_matches('\n').to_owned()
}

fn code_html(language: &str, code: &str, caption: &str) -> String {
    format!(
        "<div class=\"lm-code\">{caption}<pre><code class=\"language-{language}\">{}</code></pre></div>",
        escape(code.trim_end_matches('\n'))
    )
}

fn code_shape(code: &str, caption: bool) -> Shape {
    let code = code.trim_end_matches('\n');
    Shape::Code {
        lines: lines(code),
        columns: widest(code),
        caption,
    }
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.lines().count()).unwrap_or(u32::MAX / 1000)
}

/// The letters of the longest line; a tab is four.
fn widest(text: &str) -> u32 {
    let line = |line: &str| count(&line.replace('\t', "    "));
    text.lines().map(line).max().unwrap_or(0)
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX / 1000)
}

/// Running text as an item.
///
/// # Errors
///
/// A message, when it holds what a slide can't show.
pub fn text(kind: Kind, events: &[Event<'static>], line: usize) -> Result<Item, String> {
    let image = |event: &Event<'_>| matches!(event, Event::Start(Tag::Image { .. }));
    if events.iter().any(image) {
        return Err("a picture from a file is not shown on slides; use a {{#figure}} or a mermaid block, or leave it out with `<!-- not on the slide -->`".to_owned());
    }
    let html = outline::html(events);
    let (name, html, shape) = match kind {
        Kind::Table => ("table", html, Shape::Table(cells(events))),
        Kind::List => (
            "list",
            html,
            Shape::Text {
                paragraphs: entries(events),
                list: true,
            },
        ),
        Kind::Heading | Kind::Paragraph | Kind::Other => (
            "paragraph",
            format!("<div class=\"lm-prose\">{html}</div>"),
            Shape::Text {
                paragraphs: vec![count(&outline::letters(events))],
                list: false,
            },
        ),
    };
    Ok(item(line, name, html, shape))
}

/// The letters of each entry of a list.
fn entries(events: &[Event<'static>]) -> Vec<u32> {
    let mut entries = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::Item) => entries.push(0),
            event => add(entries.last_mut(), event),
        }
    }
    entries
}

/// The letters of each cell of a table.
fn cells(events: &[Event<'static>]) -> Vec<Vec<u32>> {
    let mut rows: Vec<Vec<u32>> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(0);
                }
            }
            event => add(rows.last_mut().and_then(|row| row.last_mut()), event),
        }
    }
    rows
}

fn add(letters: Option<&mut u32>, event: &Event<'static>) {
    if let Some(letters) = letters {
        *letters += match event {
            Event::Text(text) => count(text),
            // Letters of code are wider than others.
            Event::Code(text) => count(text) + count(text) / 4,
            Event::SoftBreak | Event::HardBreak => 1,
            _ => 0,
        };
    }
}
