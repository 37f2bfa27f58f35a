//! What the author of a fork reads first.

use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::Source;
use super::manifest::Crates;
use crate::failure::Failure;
use crate::page::slashed;

/// The file that says how pages are written.
pub const GRAMMAR: &str = "GRAMMAR.md";

/// The README: the two commands, what to change, and how to check it.
pub fn readme(source: &Source, crates: &Crates, grammar: bool) -> String {
    let src = slashed(&source.book.src);
    let pages = match source.entries.as_slice() {
        [page] if source.book.page_name(&page.file) == format!("{}.md", source.name) => {
            slashed(&page.file)
        }
        _ => format!("{src}/{}/", source.name),
    };
    let crates = match crates {
        Crates::Path(_) => {
            "They are taken from a checkout on this machine, so nothing is fetched.\n\
             To give this project to somebody else, name the book's Git repository instead:\n\
             `book = { git = \"https://…\" }`, and the same for each crate below it."
        }
        Crates::Git { .. } => {
            "They are taken from the book's Git repository.\n`cargo update` takes its newest state; what the pages say is then checked against that."
        }
    };
    let grammar = if grammar {
        format!("[{GRAMMAR}]({GRAMMAR}) says how each kind of block is written.\n")
    } else {
        String::new()
    };
    let glossary = match &source.glossary {
        Some(page) => format!("| the words explained | `{}` |\n", slashed(&page.file)),
        None => String::new(),
    };
    include_str!("readme.md.txt")
        .replace("{TITLE}", &source.title)
        .replace("{BOOK}", &source.book_title)
        .replace("{PAGES}", &pages)
        .replace("{SRC}", &src)
        .replace("{NAME}", &source.name)
        .replace("{CRATES}", crates)
        .replace("{GRAMMAR}\n", &grammar)
        .replace("{GLOSSARY}\n", &glossary)
        .replace("{RUST}", env!("CARGO_PKG_RUST_VERSION"))
}

/// How pages are written: from the book's `CONTRIBUTING.md`, or from a fork as it is.
///
/// # Errors
///
/// When the file is there and can't be read.
pub fn grammar(root: &Path) -> Result<Option<String>, Failure> {
    let read = |name: &str| {
        let file = root.join(name);
        match fs::read_to_string(&file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::file(&file, &error)),
        }
    };
    if let Some(text) = read(GRAMMAR)? {
        return Ok(Some(text));
    }
    let parts = read("CONTRIBUTING.md")?.map_or_else(String::new, |text| {
        parts(&text, |heading| {
            let heading = heading.to_lowercase();
            heading.contains("grammar") || heading.contains("slides")
        })
    });
    Ok((!parts.is_empty()).then(|| format!("# How the pages are written\n\n{parts}")))
}

/// The parts of a text, from one heading of the second level to the next, whose headings are `wanted`.
fn parts(text: &str, wanted: impl Fn(&str) -> bool) -> String {
    // Where each part begins, and whether it is wanted.
    let mut starts: Vec<(usize, bool)> = Vec::new();
    let mut heading: Option<(usize, String)> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if level <= HeadingLevel::H2 => {
                heading = Some((range.start, String::new()));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, words)) = &mut heading {
                    words.push_str(&part);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((start, words)) = heading.take() {
                    starts.push((start, wanted(&words)));
                }
            }
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start);
    let ends = ends.chain([text.len()]);
    let parts = starts.iter().zip(ends).filter(|((_, wanted), _)| *wanted);
    let parts: Vec<&str> = parts
        .map(|((start, _), end)| text[*start..end].trim_end())
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_where_the_next_begins_and_code_begins_none() {
        let text =
            "# T\n\nx\n\n## The `a`\n\n### In a\n\n```\n## Not a\n```\n\n## B\n\ny\n\n## A again\n";
        let parts = parts(text, |heading| heading.to_lowercase().contains('a'));
        assert_eq!(
            parts,
            "## The `a`\n\n### In a\n\n```\n## Not a\n```\n\n## A again\n"
        );
    }
}
