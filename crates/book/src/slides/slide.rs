//! A page's slides.

use std::path::PathBuf;

use blocks::{Book, Chapter, Problem};
use pulldown_cmark::{Event, Options, Parser};

use super::fit::{self, Fit, TooMuch};
use super::item::{self, Item};
use super::mark::Mark;
use super::outline::{self, Kind, Part, What};

/// One slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Its page's file, relative to the root of the book.
    pub file: PathBuf,
    /// The line of the comment that begins it, from 1.
    pub line: usize,
    /// The name of its page: `objects/names.md`.
    pub page: String,
    /// Its title, as HTML.
    pub title: String,
    /// Its title without marks.
    pub plain_title: String,
    /// How long the speaker stays at it, in seconds.
    pub seconds: u32,
    /// What stands on it, in order.
    pub items: Vec<Item>,
    /// What the speaker says: paragraphs, as HTML.
    pub notes: Vec<String>,
    /// How it is set.
    pub fit: Fit,
}

/// The slides that a page marks, and what is wrong with them.
pub fn slides(book: &Book, chapter: &Chapter) -> (Vec<Slide>, Vec<Problem>) {
    let (parts, problems) = outline::parts(book, chapter);
    let mut reader = Reader {
        book,
        chapter,
        slides: Vec::new(),
        problems,
        open: None,
        heading: None,
        mark: None,
        folds: 0,
    };
    for part in parts {
        reader.part(part);
    }
    reader.finish()
}

/// A title as HTML and without marks.
#[derive(Clone, Debug)]
struct Title {
    html: String,
    plain: String,
}

/// A slide being read.
struct Draft {
    line: usize,
    seconds: u32,
    title: Option<Title>,
    items: Vec<Item>,
    notes: Vec<String>,
}

struct Reader<'a> {
    book: &'a Book,
    chapter: &'a Chapter,
    slides: Vec<Slide>,
    problems: Vec<Problem>,
    open: Option<Draft>,
    /// The nearest heading above.
    heading: Option<Title>,
    /// What was said of the next part, and where.
    mark: Option<(Mark, usize)>,
    /// How many `<details>` are open.
    folds: usize,
}

impl Reader<'_> {
    fn part(&mut self, part: Part) {
        let Part { line, what } = part;
        match what {
            What::Mark(mark) => self.mark(mark, line),
            What::Fold => self.folds += 1,
            What::Unfold => self.folds = self.folds.saturating_sub(1),
            What::Text {
                kind: Kind::Heading,
                events,
                ..
            } => {
                self.dangling_mark();
                let title = title(&events);
                if let Some(draft) = &mut self.open
                    && draft.title.is_none()
                {
                    draft.title = Some(title.clone());
                }
                self.heading = Some(title);
            }
            What::Text {
                kind,
                events,
                folded,
            } => {
                let mark = self.mark.take();
                if self.open.is_some() {
                    self.text(kind, &events, folded, mark, line);
                }
            }
            What::Block(index) => {
                let mark = self.mark.take();
                if self.open.is_some() {
                    self.block(index, mark, line);
                }
            }
        }
    }

    fn mark(&mut self, mark: Mark, line: usize) {
        match mark {
            Mark::Slide { seconds, title } => {
                self.close();
                self.open = Some(Draft {
                    line,
                    seconds,
                    title: title.map(|title| self.inline(&title)),
                    items: Vec::new(),
                    notes: Vec::new(),
                });
            }
            Mark::EndOfSlide => {
                if self.open.is_none() {
                    self.problem(
                        line,
                        "`<!-- end of slide -->` ends no slide; none has begun since the last one ended",
                    );
                }
                self.close();
            }
            Mark::EndOfAnswer => {}
            Mark::Said(words) => {
                self.dangling_mark();
                let said = format!("<p>{}</p>\n", self.inline(&words).html);
                match &mut self.open {
                    Some(draft) => draft.notes.push(said),
                    None => self.outside(line),
                }
            }
            mark @ (Mark::Shown | Mark::LeftOut | Mark::NotSaid) => {
                self.dangling_mark();
                if self.open.is_none() {
                    self.outside(line);
                } else {
                    self.mark = Some((mark, line));
                }
            }
        }
    }

    fn text(
        &mut self,
        kind: Kind,
        events: &[Event<'static>],
        folded: bool,
        mark: Option<(Mark, usize)>,
        line: usize,
    ) {
        let by_itself = matches!(kind, Kind::List | Kind::Table);
        let shown = match mark {
            None => by_itself,
            Some((Mark::LeftOut, _)) => false,
            Some((Mark::NotSaid, at)) => {
                if by_itself {
                    self.problem(at, "a list or a table is on the slide, and not said; remove `<!-- not said -->`");
                }
                return;
            }
            Some((_, at)) => {
                if by_itself {
                    self.problem(at, "a list or a table is on the slide by itself; remove `<!-- on the slide -->`");
                }
                true
            }
        };
        let reveal = folded || self.folds > 0;
        if shown {
            match item::text(kind, events, line) {
                Ok(item) => self.add(Item { reveal, ..item }),
                Err(message) => self.problem(line, message),
            }
        } else if let Some(draft) = &mut self.open {
            draft.notes.push(outline::html(events));
        }
    }

    fn block(&mut self, index: usize, mark: Option<(Mark, usize)>, line: usize) {
        let mut silent = false;
        match mark {
            None => {}
            Some((Mark::LeftOut, _)) => return,
            Some((Mark::NotSaid, at)) => {
                silent = matches!(self.chapter.blocks[index], blocks::Block::Figure(_));
                if !silent {
                    self.problem(
                        at,
                        "nothing is said of a block that is no figure; remove `<!-- not said -->`",
                    );
                }
            }
            Some((_, at)) => self.problem(
                at,
                "a block is on the slide by itself; remove `<!-- on the slide -->`",
            ),
        }
        match item::block(self.book, self.chapter, index) {
            Ok((items, note)) => {
                for item in items {
                    let reveal = item.reveal || self.folds > 0;
                    self.add(Item { reveal, ..item });
                }
                if let Some(draft) = &mut self.open {
                    draft.notes.extend(note.filter(|_| !silent));
                }
            }
            Err(message) => self.problem(line, message),
        }
    }

    fn add(&mut self, item: Item) {
        if let Some(draft) = &mut self.open {
            draft.items.push(item);
        }
    }

    /// Says so when a comment for a slide stands in none.
    fn outside(&mut self, line: usize) {
        self.problem(
            line,
            "this comment stands in no slide; begin one before it with `<!-- slide 40 s: Title -->`",
        );
    }

    /// Says so when a comment about the next part has none.
    fn dangling_mark(&mut self) {
        if let Some((_, line)) = self.mark.take() {
            self.problem(
                line,
                "this comment is about what stands directly below it, and there is nothing of the slide",
            );
        }
    }

    fn close(&mut self) {
        self.dangling_mark();
        let Some(draft) = self.open.take() else {
            return;
        };
        let title = draft.title.or_else(|| self.heading.clone());
        let Some(title) = title else {
            self.problem(
                draft.line,
                "a slide without a title, and no heading stands above it; write `<!-- slide 40 s: Title -->`",
            );
            return;
        };
        let shapes: Vec<_> = draft.items.iter().map(|item| &item.shape).collect();
        let letters = u32::try_from(title.plain.chars().count()).unwrap_or(u32::MAX / 1000);
        let fit = match fit::fit(letters, &shapes) {
            Ok(fit) => fit,
            Err(which) => {
                let (line, message) = too_much(draft.line, &draft.items, which);
                self.problem(line, message);
                return;
            }
        };
        self.slides.push(Slide {
            file: self.chapter.file.clone(),
            line: draft.line,
            page: self.chapter.name.clone(),
            title: title.html,
            plain_title: title.plain,
            seconds: draft.seconds,
            items: draft.items,
            notes: draft.notes,
            fit,
        });
    }

    fn finish(mut self) -> (Vec<Slide>, Vec<Problem>) {
        self.dangling_mark();
        if let Some(draft) = self.open.take() {
            self.problem(
                draft.line,
                "this slide never ends; write `<!-- end of slide -->` where it does, on this page",
            );
        }
        (self.slides, self.problems)
    }

    /// A title that a comment gives, which is Markdown.
    fn inline(&self, markdown: &str) -> Title {
        let mut options = Options::ENABLE_STRIKETHROUGH;
        options.set(
            Options::ENABLE_SMART_PUNCTUATION,
            self.book.smart_punctuation,
        );
        let events: Vec<Event<'static>> = Parser::new_ext(markdown, options)
            .map(Event::into_static)
            .collect();
        title(&events)
    }

    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems
            .push(Problem::new(&self.chapter.file, line, message));
    }
}

fn title(events: &[Event<'static>]) -> Title {
    Title {
        html: outline::inner_html(events),
        plain: outline::letters(events),
    }
}

/// Where and why a slide doesn't fit.
fn too_much(slide: usize, items: &[Item], why: TooMuch) -> (usize, String) {
    let index = match why {
        TooMuch::Alone(index) => index,
        TooMuch::Together(lines) => {
            let parts: Vec<String> = items
                .iter()
                .map(|item| format!("{} (line {})", described(item), item.line))
                .collect();
            return (
                slide,
                format!(
                    "too much for one slide, by about {lines} lines of code: {}; make it shorter, hide lines that the reader can do without, begin another slide between two of them, or leave one out with `<!-- not on the slide -->`",
                    parts.join(", ")
                ),
            );
        }
    };
    let item = &items[index];
    let room = match &item.shape {
        fit::Shape::Code { caption, .. } => {
            let (lines, columns) = fit::most_code(*caption);
            format!(", and a slide has room for {lines} lines of {columns} letters")
        }
        _ => String::new(),
    };
    (
        item.line,
        format!(
            "too large for a slide: {}{room}; make it shorter, hide lines that the reader can do without, or leave it out with `<!-- not on the slide -->`",
            described(item)
        ),
    )
}

/// An item with its size.
fn described(item: &Item) -> String {
    let article = if item.name.starts_with('o') {
        "an"
    } else {
        "a"
    };
    match &item.shape {
        fit::Shape::Code { lines, columns, .. } | fit::Shape::Printed { lines, columns, .. } => {
            let plural = if *lines == 1 { "" } else { "s" };
            format!(
                "{article} {} of {lines} line{plural} of up to {columns} letters",
                item.name
            )
        }
        _ => format!("{article} {}", item.name),
    }
}
