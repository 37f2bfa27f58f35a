//! Decks of slides, made from the chapters' own Markdown.
//!
//! A chapter marks its slides with comments that no reader of the page sees (`mark`), and a deck
//! is what stands between them: titles, programs, what they print, listings, figures, diagrams,
//! lists and tables on the slides, and the paragraphs in the speaker's notes. Nothing is written
//! twice, so a deck says what the page says, and is checked as the page is.
//!
//! | module | what it is for |
//! |---|---|
//! | [`mark`] | the comments |
//! | [`outline`] | a page taken apart |
//! | [`item`] | what stands on a slide, as HTML |
//! | [`fit`] | how large a slide is set, and whether it fits |
//! | [`slide`] | a page's slides |
//! | [`html`] | a deck, and the list of decks, as files of HTML |
//! | [`files`] | everything that a folder of decks needs, without a server or a network |
//! | [`command`], [`pdf`] | `book slides` |
//! | [`renderer`] | the same for a plain mdbook, as `[output.slides]` |

pub mod command;
pub mod files;
pub mod fit;
pub mod html;
pub mod item;
pub mod mark;
pub mod outline;
pub mod pdf;
pub mod renderer;
pub mod slide;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use blocks::{Book, Chapter, Problem};
use mdbook_driver::config::Config;

use mark::Clock;
use slide::Slide;

/// The folder of the decks in the built book.
pub const FOLDER: &str = "slides";

/// How long the talk stays at a chapter, in minutes, where `book.toml` doesn't say.
const MINUTES: u32 = 5;

/// The slides of a chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    /// The chapter's name: its folder, or its page without `.md`.
    pub name: String,
    /// Its title in `SUMMARY.md`.
    pub title: String,
    /// Its slides, in order of its pages.
    pub slides: Vec<Slide>,
}

impl Deck {
    /// The time that its slides take, in seconds.
    pub fn seconds(&self) -> u32 {
        let seconds = self.slides.iter().map(|slide| slide.seconds);
        seconds.fold(0, u32::saturating_add)
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        // `index.html` names the decks.
        match self.name.as_str() {
            "index" => "index-deck.html".to_owned(),
            name => format!("{name}.html"),
        }
    }

    /// What is wrong if its slides take longer than `budget` seconds.
    pub fn over_budget(&self, budget: u32) -> Option<Problem> {
        let seconds = self.seconds();
        let over = seconds.checked_sub(budget).filter(|over| *over > 0)?;
        let first = self.slides.first()?;
        let mut message = format!(
            "the slides of `{}` take {}, and a chapter has {}; take {} away:",
            self.name,
            Clock(seconds),
            Clock(budget),
            Clock(over)
        );
        for slide in &self.slides {
            message.push_str(&format!(
                "\n  {}  {}  ({}:{})",
                Clock(slide.seconds),
                slide.plain_title,
                crate::page::slashed(&slide.file),
                slide.line
            ));
        }
        Some(Problem::new(&first.file, first.line, message))
    }
}

/// The name of the chapter that a page belongs to.
pub fn chapter_of(page: &str) -> &str {
    match page.split_once('/') {
        Some((folder, _)) => folder,
        None => page.strip_suffix(".md").unwrap_or(page),
    }
}

/// The decks of these pages, which are in reading order, and what is wrong with them. A chapter
/// without slides has no deck.
pub fn decks(book: &Book, chapters: &[Chapter]) -> (Vec<Deck>, Vec<Problem>) {
    let mut decks: Vec<Deck> = Vec::new();
    let mut titles: HashMap<&str, &str> = HashMap::new();
    let mut problems = Vec::new();
    for chapter in chapters {
        let name = chapter_of(&chapter.name);
        // The first page's title is the chapter's.
        let title = *titles.entry(name).or_insert(&chapter.title);
        let (slides, wrong) = slide::slides(book, chapter);
        problems.extend(wrong);
        if slides.is_empty() {
            continue;
        }
        match decks.iter_mut().find(|deck| deck.name == name) {
            Some(deck) => deck.slides.extend(slides),
            None => decks.push(Deck {
                name: name.to_owned(),
                title: title.to_owned(),
                slides,
            }),
        }
    }
    (decks, problems)
}

/// How long the talk stays at a chapter, in seconds: `minutes` under `[preprocessor.blocks]`.
///
/// # Errors
///
/// When that is no whole number of minutes.
pub fn budget(config: &Config) -> anyhow::Result<u32> {
    let minutes = config.get::<u32>("preprocessor.blocks.minutes")?;
    Ok(minutes.unwrap_or(MINUTES).saturating_mul(60))
}

/// The address of the slides of a page, seen from the page: of its first slide, or else of its
/// chapter's deck. `None` where the chapter has none.
pub fn link(decks: &[Deck], page: &str) -> Option<String> {
    let name = chapter_of(page);
    let deck = decks.iter().find(|deck| deck.name == name)?;
    let first = deck.slides.iter().position(|slide| slide.page == page);
    // Slide 0 is the deck's title.
    let anchor = first.map_or(String::new(), |index| format!("#/{}", index + 1));
    Some(format!(
        "{}{FOLDER}/{}{anchor}",
        crate::page::up(page),
        deck.file()
    ))
}
