//! The anchors of a page: what can stand behind the `#` of a link to it.

use std::collections::{BTreeSet, HashSet};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::html;
use crate::book::Book;
use crate::chapter::{Chapter, options};
use crate::text::Lines;

/// The anchors of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Their names, without the `#`.
    pub ids: BTreeSet<String>,
    /// Lines with an anchor that the page has already, and what to do about it.
    pub problems: Vec<(usize, String)>,
}

impl Anchors {
    /// The anchors of the page that mdBook 0.5 makes of `chapter`: headings,
    /// terms of definition lists, footnotes, ids in HTML, and Python blocks
    /// with an `id`.
    ///
    /// A heading's anchor follows `add_header_links` of `mdbook-html`: an
    /// explicit `{#id}` as it is; or else its text, made unique among those
    /// made from text.
    pub fn of(book: &Book, chapter: &Chapter) -> Self {
        let text = &chapter.text;
        let lines = Lines::of(text);
        let mut anchors = Anchors::default();
        let mut used = HashSet::new();
        // The heading or term that is open: its line, its id, its text.
        let mut open: Option<(usize, Option<String>, String)> = None;
        let mut in_image = 0usize;
        let parser = Parser::new_ext(text, options(book.smart_punctuation));
        for (event, range) in parser.into_offset_iter() {
            let line = lines.line(range.start);
            match event {
                Event::Start(Tag::Heading { id, .. }) => {
                    open = Some((line, id.map(|id| id.to_string()), String::new()));
                }
                Event::Start(Tag::DefinitionListTitle) => open = Some((line, None, String::new())),
                Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                    if let Some((line, id, content)) = open.take() {
                        let id = id.unwrap_or_else(|| unique(id_from_content(&content), &mut used));
                        anchors.add(line, id);
                    }
                }
                Event::Start(Tag::Image { .. }) => in_image += 1,
                Event::End(TagEnd::Image) => in_image -= 1,
                Event::Text(part) | Event::Code(part) if in_image == 0 => {
                    if let Some((_, _, content)) = &mut open {
                        content.push_str(&part);
                    }
                }
                Event::SoftBreak | Event::HardBreak => {
                    if let Some((_, _, content)) = &mut open {
                        content.push('\n');
                    }
                }
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    anchors.add(line, format!("footnote-{name}"));
                }
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                    for tag in html::tags(&text[range.clone()]) {
                        if let Some(id) = tag.attribute("id") {
                            anchors.add(lines.line(range.start + tag.offset), id.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        for block in chapter.python() {
            if let Some(id) = &block.id {
                anchors.add(block.line, id.clone());
            }
        }
        anchors
    }

    fn add(&mut self, line: usize, id: String) {
        if self.ids.contains(&id) {
            let message = format!("the anchor `#{id}` exists already in this page; choose another");
            self.problems.push((line, message));
        }
        self.ids.insert(id);
    }
}

/// The anchor that mdBook makes of a heading's text (`id_from_content` of
/// `mdbook-html`): small letters, digits, `_` and `-`, with a hyphen for each
/// white space and nothing for the rest.
pub fn id_from_content(content: &str) -> String {
    let mut id = String::new();
    for c in content.trim().to_lowercase().chars() {
        match c {
            c if c.is_alphanumeric() || matches!(c, '_' | '-') => id.push(c),
            c if c.is_whitespace() => id.push('-'),
            _ => {}
        }
    }
    id
}

/// `id`, or `id-1`, `id-2` and so on where it is taken.
fn unique(id: String, used: &mut HashSet<String>) -> String {
    let mut candidate = id.clone();
    let mut count = 0;
    while !used.insert(candidate.clone()) {
        count += 1;
        candidate = format!("{id}-{count}");
    }
    candidate
}
