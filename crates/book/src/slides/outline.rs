//! A page taken apart: its comments, and what stands between them.

use std::ops::Range;

use blocks::{Book, Chapter, Problem, chapter};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::mark::{self, Mark};

/// One part of a page, at its left margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its first line, from 1.
    pub line: usize,
    /// What it is.
    pub what: What,
}

/// What stands at the left margin of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A comment for slides.
    Mark(Mark),
    /// A block, by its place in [`Chapter::blocks`].
    Block(usize),
    /// Running text.
    Text {
        /// Its kind.
        kind: Kind,
        /// Its events, from its start to its end.
        events: Vec<Event<'static>>,
        /// Whether the page folds it away.
        folded: bool,
    },
    /// `<details>`: what follows is folded away.
    Fold,
    /// `</details>`.
    Unfold,
}

/// The kinds of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list, with numbers or without.
    List,
    /// A table.
    Table,
    /// Anything else: a quotation, a definition, a footnote.
    Other,
}

/// The parts of a page in their order, and what is wrong with its comments.
pub fn parts(book: &Book, chapter: &Chapter) -> (Vec<Part>, Vec<Problem>) {
    let mut reader = Reader {
        chapter,
        parts: Vec::new(),
        problems: Vec::new(),
        covered: 0,
    };
    reader.read(chapter::options(book.smart_punctuation));
    (reader.parts, reader.problems)
}

struct Reader<'a> {
    chapter: &'a Chapter,
    parts: Vec<Part>,
    problems: Vec<Problem>,
    /// Up to where the page belongs to the last block.
    covered: usize,
}

impl Reader<'_> {
    fn read(&mut self, options: pulldown_cmark::Options) {
        let text = &self.chapter.text;
        let mut depth = 0_usize;
        let mut open: Option<(Range<usize>, Kind, Vec<Event<'static>>)> = None;
        let mut html: Option<Range<usize>> = None;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            match &event {
                Event::Start(Tag::HtmlBlock) if depth == 0 => html = Some(range.clone()),
                Event::Start(tag) if depth == 0 => {
                    open = Some((range.clone(), kind(tag), Vec::new()));
                }
                Event::Html(part) | Event::InlineHtml(part)
                    if html.is_none() && part.contains("<!--") =>
                {
                    self.problem(
                        range.start,
                        "a comment stands on a line of its own, at the left margin, outside lists, quotations and paragraphs; move it there",
                    );
                }
                _ => {}
            }
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            let ended = depth == 0 && matches!(event, Event::End(_));
            if let Some((_, _, events)) = &mut open {
                events.push(event.into_static());
            }
            if !ended {
                continue;
            }
            if let Some(range) = html.take() {
                self.html(range);
            } else if let Some((range, kind, events)) = open.take() {
                self.element(range, kind, events);
            }
        }
    }

    /// A block of HTML: a comment, or the edge of a fold.
    fn html(&mut self, range: Range<usize>) {
        let html = self.chapter.text[range.clone()].trim();
        let line = self.line(range.start);
        if html.starts_with("<!--") {
            match mark::read(html) {
                Ok(mark) => self.push(line, What::Mark(mark)),
                Err(message) => self.problem(range.start, message),
            }
        } else if html.contains("<!--") {
            self.problem(
                range.start,
                "a comment stands on a line of its own, with an empty line before it; move it there",
            );
        } else if html.starts_with("<details") {
            self.push(line, What::Fold);
        } else if html.starts_with("</details") {
            self.push(line, What::Unfold);
        }
    }

    fn element(&mut self, range: Range<usize>, kind: Kind, events: Vec<Event<'static>>) {
        if range.start < self.covered {
            return;
        }
        let line = self.line(range.start);
        let blocks = &self.chapter.blocks;
        let block = blocks
            .iter()
            .position(|block| block.span().start == range.start);
        if let Some(index) = block {
            self.covered = blocks[index].span().end;
            self.push(line, What::Block(index));
            return;
        }
        let folded = self.in_an_answer(range.start);
        self.push(
            line,
            What::Text {
                kind,
                events,
                folded,
            },
        );
    }

    /// Whether the page folds away what stands there, together with an output.
    fn in_an_answer(&self, at: usize) -> bool {
        self.chapter.python().any(|block| {
            block.predict
                && block
                    .end_of_answer
                    .as_ref()
                    .is_some_and(|end| block.span.end <= at && at < end.start)
        })
    }

    fn line(&self, offset: usize) -> usize {
        1 + self.chapter.text[..offset].matches('\n').count()
    }

    fn push(&mut self, line: usize, what: What) {
        self.parts.push(Part { line, what });
    }

    fn problem(&mut self, offset: usize, message: impl Into<String>) {
        let line = self.line(offset);
        self.problems
            .push(Problem::new(&self.chapter.file, line, message));
    }
}

fn kind(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Heading { .. } => Kind::Heading,
        Tag::Paragraph => Kind::Paragraph,
        Tag::List(_) => Kind::List,
        Tag::Table(_) => Kind::Table,
        _ => Kind::Other,
    }
}

/// Events as HTML without links, which would lead nowhere from a slide: their text stays.
pub fn html(events: &[Event<'static>]) -> String {
    let kept = events.iter().filter(|event| {
        !matches!(
            event,
            Event::Start(Tag::Link { .. } | Tag::Image { .. })
                | Event::End(TagEnd::Link | TagEnd::Image)
                | Event::FootnoteReference(_)
        )
    });
    let plain = kept.cloned().map(|event| match event {
        // A heading's address belongs to the page.
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        event => event,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, plain);
    html
}

/// What stands inside the first and the last event, as HTML.
pub fn inner_html(events: &[Event<'static>]) -> String {
    match events {
        [_, inner @ .., _] => html(inner),
        _ => String::new(),
    }
}

/// The letters of events, without their marks.
pub fn letters(events: &[Event<'static>]) -> String {
    let mut letters = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => letters.push_str(text),
            Event::SoftBreak | Event::HardBreak => letters.push(' '),
            _ => {}
        }
    }
    letters
}
