//! The links of a page that leaves its book.
//!
//! A link to a page that goes along stays as it is: pages keep their places in the source folder.
//! So does a link to a file beside the pages, and the file goes along. Any other link inside the
//! book becomes its text, followed at its first mention by the book and the title of the page that
//! it led to: "(*Living Memory*: How locals die)". So a reader can look it up, and nothing is dead.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use blocks::{Chapter, chapter};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::Source;
use crate::page::kept::plain;

/// A part of a page, and what takes its place.
pub type Edit = (Range<usize>, String);

/// What becomes of a page's links.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The links that are turned into text.
    pub edits: Vec<Edit>,
    /// The files that links and pictures lead to, relative to the root.
    pub files: BTreeSet<PathBuf>,
}

/// Finds out what becomes of the links of a page.
pub fn rewrite(source: &Source, chapter: &Chapter) -> Links {
    let book = &source.book;
    let kept: BTreeSet<&Path> = source.kept().map(|entry| entry.file.as_path()).collect();
    let titles: BTreeMap<&Path, &str> = book
        .entries
        .iter()
        .map(|entry| (entry.file.as_path(), entry.title.as_str()))
        .collect();
    let mut links = Links::default();
    let mut named: BTreeSet<PathBuf> = BTreeSet::new();
    let mut in_heading = false;
    // The link that is turned into text: its place, where its text ends, and the title to name.
    let mut open: Option<(Range<usize>, usize, Option<&str>)> = None;
    let options = chapter::options(book.smart_punctuation);
    for (event, range) in Parser::new_ext(&chapter.text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                let Some(file) = target(&chapter.file, &dest_url) else {
                    continue;
                };
                if kept.contains(file.as_path()) {
                    continue;
                }
                let Some(title) = titles.get(file.as_path()) else {
                    links.files.insert(file);
                    continue;
                };
                // A heading's text is its address, and one mention of a page is enough.
                let first = !in_heading && named.insert(file);
                open = Some((range.clone(), range.start, first.then_some(*title)));
            }
            Event::End(TagEnd::Link) => {
                if let Some((range, end, title)) = open.take() {
                    // An address between angle brackets is text of its own.
                    let text = &chapter.text[range.clone()];
                    let text = match text.strip_prefix('[') {
                        Some(_) => &chapter.text[range.start + 1..end.max(range.start + 1)],
                        None => text,
                    };
                    let book = plain(&source.book_title);
                    let mention = match title {
                        None => String::new(),
                        Some(title) if title == text => format!(" (in *{book}*)"),
                        Some(title) => format!(" (*{book}*: {})", plain(title)),
                    };
                    links.edits.push((range, format!("{text}{mention}")));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                links.files.extend(target(&chapter.file, &dest_url));
            }
            _ => {}
        }
        if let Some((link, end, _)) = &mut open
            && range != *link
        {
            *end = range.end.max(*end);
        }
    }
    links
}

/// The file that an address means, relative to the root; `None` for one outside the book, or in
/// the page itself.
fn target(page: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split('#').next().unwrap_or_default();
    if path.is_empty() || address.contains("://") || address.starts_with("mailto:") {
        return None;
    }
    let mut file = page.parent().unwrap_or(Path::new("")).to_path_buf();
    for component in Path::new(path).components() {
        match component {
            Component::Normal(part) => file.push(part),
            Component::ParentDir => {
                file.pop();
            }
            _ => {}
        }
    }
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use blocks::{Book, Entry};

    fn entry(title: &str, file: &str) -> Entry {
        Entry {
            title: title.into(),
            file: file.into(),
            line: 1,
        }
    }

    /// The page with its links rewritten, and the files that go along.
    fn rewritten(text: &str) -> (String, Vec<PathBuf>) {
        let mut book = Book::new("", "src", &[]);
        let own = [entry("A", "src/a/index.md"), entry("B", "src/a/b.md")];
        let glossary = entry("Glossary", "src/reference/glossary.md");
        book.entries = own.to_vec();
        book.entries.push(glossary.clone());
        book.entries
            .push(entry("`__del__`, and more", "src/gc/index.md"));
        book.entries.push(entry("Why one lock", "src/gil/why.md"));
        let (chapter, _) = Chapter::parse(&book, Path::new("src/a/index.md"), text);
        let source = Source {
            book,
            book_title: "The *Book*".into(),
            name: "a".into(),
            title: "A".into(),
            entries: own.to_vec(),
            glossary: Some(glossary),
        };
        let Links { edits, files } = rewrite(&source, &chapter);
        let text = super::super::pages::apply(text, edits);
        (text, files.into_iter().collect())
    }

    #[test]
    fn links_to_pages_that_go_along_stay() {
        for text in [
            "[x](b.md#y), [y](#z), [z](../reference/glossary.md#name).\n",
            "<https://example.org> and [y](https://example.org/a.md) and <a@example.org>\n",
        ] {
            assert_eq!(rewritten(text), (text.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn other_links_become_text_and_the_first_names_its_page() {
        let (text, files) = rewritten(
            "# See [x](../gc/index.md)\n\n\
             - [the **`gc`** \\[x\\]](../gc/index.md#a \"t\"), [again](<../gc/index.md>), [](../gc/index.md).\n\
             - [by name][n]\n\n[n]: ../gc/index.md\n\n[Why one lock](../gil/why.md)\n",
        );
        assert_eq!(
            text,
            "# See x\n\n\
             - the **`gc`** \\[x\\] (*The \\*Book\\**: \\`\\_\\_del\\_\\_\\`, and more), again, .\n\
             - by name\n\n[n]: ../gc/index.md\n\nWhy one lock (in *The \\*Book\\**)\n"
        );
        assert!(files.is_empty());
    }

    #[test]
    fn files_beside_the_pages_go_along() {
        let text = "![A cup](cup.svg) and [data](../data/x.csv)\n";
        assert_eq!(
            rewritten(text),
            (
                text.to_owned(),
                vec!["src/a/cup.svg".into(), "src/data/x.csv".into()]
            )
        );
    }
}
