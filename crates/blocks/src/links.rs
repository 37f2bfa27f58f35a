//! Links, anchors and pictures inside the book.
//!
//! Nothing is fetched: a link to `http://` or `https://` is taken as it is. All
//! others must lead to something that the rendered book has.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{BrokenLink, Event, LinkType, Parser, Tag, TagEnd};

use crate::book::Book;
use crate::chapter::{Chapter, options};
use crate::problem::Problem;
use crate::text::{Lines, inside, slashed};

mod anchors;
mod html;

pub use anchors::{Anchors, id_from_content};

/// Everything that is wrong with the links, anchors and pictures of `chapters`.
/// Links may lead to any page of the book. When `chapters` are all pages, pages
/// that `SUMMARY.md` doesn't list are reported too.
pub fn check(book: &Book, chapters: &[Chapter]) -> Vec<Problem> {
    let mut site = Site::new(book, chapters);
    let mut problems = Vec::new();
    for chapter in chapters {
        for (line, message) in Anchors::of(book, chapter).problems {
            problems.push(Problem::new(&chapter.file, line, message));
        }
        for (line, target) in targets(book, chapter, &mut problems) {
            let wrong = match &target {
                Target::Link(address) => site.link(chapter, address),
                Target::Image { address, alt } => site.image(chapter, address, alt),
            };
            if let Err(message) = wrong {
                problems.push(Problem::new(&chapter.file, line, message));
            }
        }
    }
    if !book.entries.is_empty() && chapters.len() == book.entries.len() {
        problems.extend(unlisted(book));
    }
    problems.sort();
    problems.dedup();
    problems
}

/// Something that a page points at.
enum Target {
    Link(String),
    Image { address: String, alt: String },
}

/// What a page points at, with lines. Adds references without a definition to
/// `problems`.
fn targets(book: &Book, chapter: &Chapter, problems: &mut Vec<Problem>) -> Vec<(usize, Target)> {
    let text = &chapter.text;
    let lines = Lines::of(text);
    let mut targets = Vec::new();
    let undefined = RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| {
        // A word in brackets alone is usually meant as that.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined
                .borrow_mut()
                .push((link.span.start, link.reference.to_string()));
        }
        None
    };
    let options = options(book.smart_punctuation);
    let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
    // The pictures that are open, with their places and texts so far.
    let mut images: Vec<(usize, String, String)> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        let line = lines.line(range.start);
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                targets.push((line, Target::Link(dest_url.to_string())));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                images.push((line, dest_url.to_string(), String::new()));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, _, alt)) = images.last_mut() {
                    alt.push_str(&part);
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some((line, address, alt)) = images.pop() {
                    targets.push((line, Target::Image { address, alt }));
                }
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                for tag in html::tags(&text[range.clone()]) {
                    let line = lines.line(range.start + tag.offset);
                    if let (true, Some(address)) = (tag.is("a"), tag.attribute("href")) {
                        targets.push((line, Target::Link(address.to_owned())));
                    }
                    if tag.is("img") {
                        let address = tag.attribute("src").unwrap_or_default().to_owned();
                        let alt = tag.attribute("alt").unwrap_or_default().to_owned();
                        targets.push((line, Target::Image { address, alt }));
                    }
                }
            }
            _ => {}
        }
    }
    for (at, reference) in undefined.into_inner() {
        problems.push(Problem::new(
            &chapter.file,
            lines.line(at),
            format!("a link to `{reference}`, which is defined nowhere in this page"),
        ));
    }
    targets
}

/// The pages of the book and what can be linked to in them.
struct Site<'a> {
    book: &'a Book,
    chapters: BTreeMap<&'a Path, &'a Chapter>,
    /// Read when they are first asked for.
    anchors: BTreeMap<PathBuf, Anchors>,
}

impl<'a> Site<'a> {
    fn new(book: &'a Book, chapters: &'a [Chapter]) -> Self {
        Site {
            book,
            chapters: chapters
                .iter()
                .map(|chapter| (chapter.file.as_path(), chapter))
                .collect(),
            anchors: BTreeMap::new(),
        }
    }

    fn link(&mut self, from: &Chapter, address: &str) -> Result<(), String> {
        if is_outside(address)? {
            return Ok(());
        }
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (address, None),
        };
        let file = if path.is_empty() {
            from.file.clone()
        } else {
            self.resolve(from, path)?
        };
        let Some(fragment) = fragment else {
            return Ok(());
        };
        if file.extension().is_some_and(|extension| extension == "md") {
            self.anchor(&file, &decoded(fragment))
        } else {
            Ok(())
        }
    }

    fn image(&mut self, from: &Chapter, address: &str, alt: &str) -> Result<(), String> {
        if alt.trim().is_empty() {
            return Err(format!(
                "the picture `{address}` has no text; say in it what to notice"
            ));
        }
        if is_outside(address)? {
            return Err(format!(
                "the picture `{address}` is not in the book; put it beside the page, so that it shows offline"
            ));
        }
        self.resolve(from, address).map(|_| ())
    }

    /// The file that a relative address means, if the rendered book has it.
    fn resolve(&self, from: &Chapter, path: &str) -> Result<PathBuf, String> {
        let folder = from.file.parent().unwrap_or(Path::new(""));
        let path = decoded(path);
        let file = inside(&folder.join(&path))
            .filter(|file| file.starts_with(&self.book.src))
            .ok_or_else(|| {
                format!(
                    "`{path}` lies outside {}, so the rendered book doesn't have it; show it as a listing, or link to where it is published",
                    slashed(&self.book.src)
                )
            })?;
        let listed = self.chapters.contains_key(file.as_path())
            || self.book.entries.iter().any(|entry| entry.file == file);
        if listed {
            return Ok(file);
        }
        let there = self.book.root.join(&file);
        let extension = file.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("md") if there.is_file() => Err(format!(
                "`{path}` is not listed in SUMMARY.md, so the rendered book doesn't have it"
            )),
            Some("html") if !there.is_file() => Err(format!(
                "`{path}` does not exist; link to the page's .md file, which mdBook turns into .html"
            )),
            _ if there.is_file() => Ok(file),
            _ if there.is_dir() => Err(format!(
                "`{path}` is a folder; link to a page in it, like index.md"
            )),
            _ => Err(format!("`{path}` does not exist")),
        }
    }

    fn anchor(&mut self, file: &Path, fragment: &str) -> Result<(), String> {
        if !self.anchors.contains_key(file) {
            let anchors = match self.chapters.get(file) {
                Some(chapter) => Anchors::of(self.book, chapter),
                None => {
                    let text = fs::read_to_string(self.book.root.join(file))
                        .map_err(|error| format!("{} can't be read: {error}", slashed(file)))?;
                    let (chapter, _) = Chapter::parse(self.book, file, &text);
                    Anchors::of(self.book, &chapter)
                }
            };
            self.anchors.insert(file.to_path_buf(), anchors);
        }
        let ids = &self.anchors[file].ids;
        if ids.contains(fragment) {
            return Ok(());
        }
        let known: Vec<&str> = ids.iter().map(String::as_str).collect();
        Err(format!(
            "{} has no anchor `#{fragment}`; it has {}",
            self.book.page_name(file),
            if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            }
        ))
    }
}

/// Whether an address leads out of the book to a place that is not looked at.
fn is_outside(address: &str) -> Result<bool, String> {
    if address.is_empty() {
        return Err("a link that leads nowhere".to_owned());
    }
    if ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return Ok(true);
    }
    if address.starts_with('/') {
        return Err(format!(
            "`{address}` begins at the root of a server; name the file from this page's folder"
        ));
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| !scheme.contains(['/', '#', '.'])) {
        return Err(format!(
            "`{address}` is no address that a reader can follow"
        ));
    }
    Ok(false)
}

/// An address with its `%20` and the like decoded.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Pages in the source folder that `SUMMARY.md` doesn't list.
fn unlisted(book: &Book) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut folders = vec![book.src.clone()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(book.root.join(&folder));
        for entry in entries.into_iter().flatten().filter_map(Result::ok) {
            let file = folder.join(entry.file_name());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(file);
            } else if file.extension().is_some_and(|extension| extension == "md")
                && file != book.summary_file()
                && !book.entries.iter().any(|listed| listed.file == file)
            {
                let message = "no reader finds this page; list it in SUMMARY.md, or remove it";
                problems.push(Problem::new(file, 1, message));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests;
