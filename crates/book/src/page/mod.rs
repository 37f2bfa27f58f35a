//! A chapter's Markdown as the Markdown and HTML that mdBook's `html` renderer reads.
//!
//! Prose is left as it is. Each block is replaced by itself in a wrapper that
//! the style sheets in `theme/css` know:
//!
//! | block | becomes |
//! |---|---|
//! | Python | the program, what it prints, and who prints it ([`python`]) |
//! | Rust | the code, and in words what becomes of it ([`rust`]) |
//! | listing | the code, captioned with a link to its file ([`listing`], [`source`]) |
//! | figure | the drawing, what to notice, and the numbers behind it ([`figure`], [`kept`]) |
//! | Mermaid | a figure around the fence, which `mdbook-mermaid` draws |
//! | text | the fence, as it is |
//!
//! Everything works without JavaScript; the scripts in `theme/js` only add to it.

use std::ops::Range;
use std::path::Path;

use blocks::{Block, Book, Chapter, Problem};

pub mod fence;
mod figure;
pub mod html;
pub mod kept;
pub mod listing;
pub mod python;
pub mod rust;
mod source;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod theme_tests;
pub mod versions;

pub use figure::{draw, undrawable};
pub use source::{SourcePage, source_pages};

/// The chapter as mdBook's `html` renderer is to read it.
///
/// # Errors
///
/// When a figure can't be drawn, and when a Python block has no output for a version
/// that it claims, which a chapter that was read without problems never has.
pub fn render(book: &Book, chapter: &Chapter) -> Result<String, Vec<Problem>> {
    let mut text = String::with_capacity(chapter.text.len() * 2);
    let mut problems = Vec::new();
    let mut done = 0;
    let mut programs = 0;
    // The line that ends the answer being written, if one is.
    let mut open_answer: Option<Range<usize>> = None;
    for (index, block) in chapter.blocks.iter().enumerate() {
        let span = block.span();
        if let Some(end) = open_answer.take_if(|end| end.start < span.start) {
            text.push_str(&chapter.text[done..end.start]);
            text.push_str(python::ANSWER_END);
            done = end.end;
        }
        let rendered = match block {
            Block::Rust(block) => rust::render(block),
            Block::Listing(listing) => listing::render(listing, &chapter.name),
            Block::Figure(block) => {
                let id = format!("{}-{index}", slug(&chapter.name));
                figure::render(block, chapter, &id).unwrap_or_else(|message| {
                    problems.push(Problem::new(&chapter.file, block.line, message));
                    String::new()
                })
            }
            Block::Mermaid(_) => framed("diagram", &chapter.text[span.clone()]),
            Block::Text(_) => chapter.text[span.clone()].to_owned(),
            Block::Python(block) => {
                programs += 1;
                let group = format!("{}-{index}", slug(&chapter.name));
                match versions::known(book, chapter, block, programs) {
                    Ok(versions) => python::render(block, &versions, &group, &up(&chapter.name)),
                    Err(message) => {
                        problems.push(Problem::new(&chapter.file, block.line, message));
                        String::new()
                    }
                }
            }
        };
        text.push_str(&chapter.text[done..span.start]);
        text.push_str(&rendered);
        done = span.end;
        if let Block::Python(block) = block
            && let Some(end) = &block.end_of_answer
        {
            open_answer = Some(end.clone());
        }
    }
    if let Some(end) = open_answer {
        text.push_str(&chapter.text[done..end.start]);
        text.push_str(python::ANSWER_END);
        done = end.end;
    }
    text.push_str(&chapter.text[done..]);
    if problems.is_empty() {
        Ok(text)
    } else {
        Err(problems)
    }
}

/// `markdown` in a figure of its own, apart from what stands around it.
fn framed(class: &str, markdown: &str) -> String {
    format!("\n<figure class=\"lm-{class}\">\n\n{markdown}\n\n</figure>\n")
}

/// A page's name as part of an HTML name: letters, digits and hyphens.
pub fn slug(name: &str) -> String {
    name.strip_suffix(".md")
        .unwrap_or(name)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect()
}

/// The way from the page `name` up to the folder of all pages: `../` for each folder.
pub fn up(name: &str) -> String {
    "../".repeat(name.matches('/').count())
}

/// A path with forward slashes, as an address has it.
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
