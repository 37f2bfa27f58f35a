//! The chapter's Markdown, so that it stands by itself.
//!
//! | in the book | in the fork |
//! |---|---|
//! | `{{#listing FILE:ANCHOR}}` | a block `rust,listing=FILE:ANCHOR` with the lines, which the checks compare with the file |
//! | `{{#include FILE}}` in a block | what it includes |
//! | `{{#figure NAME}}` | a file beside the page, and a picture with the figure's text (`crate::page::kept`) |
//! | a link to a page that stays behind | its text ([`links`]) |

use std::path::{Path, PathBuf};

use blocks::{Block, Chapter, Figure, Problem, include};

use super::links::{self, Edit};
use super::{Files, Source, read};
use crate::failure::Failure;
use crate::page::{fence, kept, slashed};

/// The pages, the drawings of their figures, and the files that they link to.
///
/// # Errors
///
/// Problems with file and line, when a page is wrong.
pub fn files(source: &Source) -> Result<Files, Failure> {
    let entries: Vec<_> = source.kept().cloned().collect();
    let (chapters, mut problems) = source.book.read_all(&entries);
    let mut files = Files::new();
    for chapter in &chapters {
        let mut edits = Vec::new();
        for block in &chapter.blocks {
            match edit(source, chapter, block, &mut files) {
                Ok(edit) => edits.extend(edit),
                Err(message) => {
                    problems.push(Problem::new(&chapter.file, block.line(), message));
                }
            }
        }
        let links = links::rewrite(source, chapter);
        edits.extend(links.edits);
        for file in links.files {
            // What is missing is reported with its line when the fork is read.
            if !files.contains_key(&file) && source.book.root.join(&file).is_file() {
                let content = read(&source.book.root, &file)?;
                files.insert(file, content);
            }
        }
        let text = apply(&chapter.text, edits);
        files.insert(chapter.file.clone(), text.into_bytes());
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(Failure::Problems(problems))
    }
}

/// What takes the place of a block, if something does.
fn edit(
    source: &Source,
    chapter: &Chapter,
    block: &Block,
    files: &mut Files,
) -> Result<Option<Edit>, String> {
    match block {
        Block::Listing(listing) => {
            let label = format!("rust,listing={}:{}", slashed(&listing.file), listing.anchor);
            let text = fence::fence(&label, &listing.code);
            Ok(Some((listing.span.clone(), text.trim_end().to_owned())))
        }
        Block::Figure(figure) => {
            let address = address(chapter, figure, files);
            let kept = kept::keep(figure, chapter, &address)?;
            files.insert(beside(chapter, &address), kept.svg.into_bytes());
            Ok(Some((figure.span.clone(), kept.paragraph)))
        }
        Block::Rust(block) => Ok(included(source, chapter, block.span.clone(), true)),
        Block::Python(block) => Ok(included(source, chapter, block.code_span.clone(), false)),
        Block::Mermaid(_) | Block::Text(_) => Ok(None),
    }
}

/// A program with its includes put in, if it has any. What is wrong with them was found when the
/// page was read.
fn included(
    source: &Source,
    chapter: &Chapter,
    span: std::ops::Range<usize>,
    rust: bool,
) -> Option<Edit> {
    let text = &chapter.text[span.clone()];
    let (first, rest) = text.split_once('\n')?;
    let (body, _) = rest.rsplit_once('\n')?;
    let folders = include::Folders {
        root: &source.book.root,
        page: chapter.file.parent().unwrap_or(Path::new("")),
    };
    let expanded = include::expand(body, folders, rust);
    if expanded.files.is_empty() {
        return None;
    }
    let text = fence::fence(first.trim_start_matches('`'), &expanded.text);
    Some((span, text.trim_end().to_owned()))
}

/// The address of a figure's file: where the page has it already, or else a new one, named after
/// page and figure.
fn address(chapter: &Chapter, figure: &Figure, files: &Files) -> String {
    if let Some(address) = &figure.kept {
        return address.clone();
    }
    let page = chapter.file.file_stem().unwrap_or_default();
    let name = format!(
        "{}-{}",
        page.to_string_lossy(),
        figure.name.replace('/', "-")
    );
    let mut address = format!("figures/{name}.svg");
    let mut count = 1;
    // The same figure may stand on a page twice, drawn from two programs.
    while files.contains_key(&beside(chapter, &address)) {
        count += 1;
        address = format!("figures/{name}-{count}.svg");
    }
    address
}

fn beside(chapter: &Chapter, address: &str) -> PathBuf {
    chapter.file.parent().unwrap_or(Path::new("")).join(address)
}

/// The text with its edits made; they don't overlap.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    for (range, new) in edits {
        text.replace_range(range, &new);
    }
    text
}
