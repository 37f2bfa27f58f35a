//! The decks for a plain mdbook: `[output.slides]` with `command = "book plugin slides"`.

use std::io;

use anyhow::Context;
use blocks::{Book, Chapter, Problem};
use mdbook_renderer::RenderContext;

use super::{Deck, decks, files};
use crate::failure::Failure;

/// Reads a book as mdBook sends it to a renderer, and writes the decks where it says.
///
/// # Errors
///
/// When the input isn't mdBook's, the slides are wrong, or a file can't be written.
pub fn run(input: impl io::Read) -> Result<(), Failure> {
    let context = RenderContext::from_json(input).context(
        "standard input is not what mdBook sends to a renderer; this command is for book.toml",
    )?;
    let book = Book::open(&context.root)?;
    let (decks, problems) = read(&book, &context);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let about = files::About::of(&context.config);
    files::write(&context.root, &about, &decks, &context.destination)?;
    Ok(())
}

fn read(book: &Book, context: &RenderContext) -> (Vec<Deck>, Vec<Problem>) {
    let mut chapters = Vec::new();
    let mut problems = Vec::new();
    for page in context.book.chapters() {
        // A page without a file of its own has no slides.
        let Some(path) = &page.source_path else {
            continue;
        };
        let (mut chapter, wrong) = Chapter::parse(book, &book.src.join(path), &page.content);
        chapter.title.clone_from(&page.name);
        problems.extend(wrong);
        chapters.push(chapter);
    }
    let (decks, wrong) = decks(book, &chapters);
    problems.extend(wrong);
    (decks, problems)
}
