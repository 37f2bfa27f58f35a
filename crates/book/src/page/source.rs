//! The source files that listings come from, as pages at the end of the book.
//!
//! They make a listing's link work offline and with a plain `mdbook build`, and
//! nothing has to be kept twice in the repository.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use blocks::{Book, Chapter, Listing, Problem};

use super::fence::all_shown;
use super::html::escape;
use super::listing::lines;
use super::{slashed, up};

/// The folder of the source pages in the book.
const FOLDER: &str = "source";

/// A page that is made from a source file and stands in no file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePage {
    /// Its title in the table of contents.
    pub title: String,
    /// Where it would stand under the book's source folder, with the ending `.md`.
    pub path: PathBuf,
    /// Its text, for mdBook's `html` renderer.
    pub markdown: String,
}

/// A listing with the page that shows it.
type Shown<'a> = (&'a Chapter, &'a Listing);

/// The pages of all files that a listing of `chapters` comes from, by path.
///
/// The first page names the others and is their parent. Without listings there
/// is none.
///
/// # Errors
///
/// When a file can't be read, at the line of the first listing from it.
pub fn source_pages(book: &Book, chapters: &[Chapter]) -> Result<Vec<SourcePage>, Vec<Problem>> {
    let mut files: BTreeMap<&Path, Vec<Shown<'_>>> = BTreeMap::new();
    for chapter in chapters {
        for listing in chapter.listings() {
            files
                .entry(&listing.file)
                .or_default()
                .push((chapter, listing));
        }
    }
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut pages = vec![contents(&files)];
    let mut problems = Vec::new();
    for (file, shown) in &files {
        match fs::read_to_string(book.sources().join(file)) {
            Ok(source) => pages.push(page(file, &source, shown)),
            Err(error) => {
                let (chapter, listing) = shown[0];
                problems.push(Problem::new(
                    &chapter.file,
                    listing.line,
                    format!("{} can't be read: {error}", slashed(file)),
                ));
            }
        }
    }
    if problems.is_empty() {
        Ok(pages)
    } else {
        Err(problems)
    }
}

/// The path of a file's page under the book's source folder.
pub fn page_of(file: &Path) -> String {
    format!("{FOLDER}/{}.md", slashed(file))
}

/// The HTML name of an anchor on its file's page.
pub fn mark(anchor: &str) -> String {
    format!("listing-{anchor}")
}

/// The page that names the others.
fn contents(files: &BTreeMap<&Path, Vec<Shown<'_>>>) -> SourcePage {
    let mut list = String::new();
    for file in files.keys() {
        let name = slashed(file);
        let address = page_of(file);
        let address = address
            .strip_prefix(FOLDER)
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or(&address);
        // Writing to a `String` can't fail.
        let _ = writeln!(list, "- [`{name}`](<{address}>)");
    }
    SourcePage {
        title: "The source".to_owned(),
        path: Path::new(FOLDER).join("index.md"),
        markdown: wrapped(&format!(
            "# The source\n\n\
             The listings in this book are parts of these files, as they were when the book was built.\n\
             The tests compile and run them.\n\n{list}"
        )),
    }
}

/// The page of one file.
fn page(file: &Path, source: &str, shown: &[Shown<'_>]) -> SourcePage {
    let name = slashed(file);
    let path = page_of(file);
    let home = up(&path);
    let mut list = String::new();
    let mut marks: BTreeMap<&str, &Listing> = BTreeMap::new();
    for &(chapter, listing) in shown {
        let _ = writeln!(
            list,
            "- [{}](<#{}>), in [{}](<{home}{}>)",
            lines(listing),
            mark(&listing.anchor),
            chapter.title,
            chapter.name
        );
        marks.insert(&listing.anchor, listing);
    }
    let marks: String = marks
        .values()
        .map(|listing| {
            let rows = listing.last_line - listing.first_line + 1;
            format!(
                "<span class=\"lm-mark\" id=\"{}\" style=\"--lm-row: {}; --lm-rows: {rows}\"></span>",
                escape(&mark(&listing.anchor)),
                listing.first_line - 1
            )
        })
        .collect();
    let numbers: Vec<String> = (1..=source.lines().count())
        .map(|line| line.to_string())
        .collect();
    let numbers = escape(&numbers.join("\n"));
    let code = escape(&all_shown(source));
    SourcePage {
        title: title(file),
        markdown: wrapped(&format!(
            "# `{name}`\n\nThe book shows:\n\n{list}\n\
             <div class=\"lm-source\"><pre class=\"lm-numbers\" aria-hidden=\"true\">{numbers}</pre>\
             <div class=\"lm-lines\">{marks}<pre><code class=\"language-rust\">{code}</code></pre></div></div>\n"
        )),
        path: path.into(),
    }
}

/// The page in an element by which the style sheets know it: it is left out when
/// the whole book is printed.
fn wrapped(markdown: &str) -> String {
    format!("<div class=\"lm-source-page\">\n\n{markdown}\n</div>\n")
}

/// `crates/objects/src/heap.rs` as a title: `objects/heap.rs`.
fn title(file: &Path) -> String {
    let parts: Vec<_> = slashed(file)
        .split('/')
        .filter(|part| !matches!(*part, "crates" | "src"))
        .map(str::to_owned)
        .collect();
    parts.join("/")
}
