//! What must hold on every page besides its programs.

use std::fmt::Display;

use blocks::{Book, Chapter, Problem, links, mermaid};
use checks::workspace;

/// The book, and its pages as far as they can be read.
fn read() -> (Book, Vec<Chapter>, Vec<Problem>) {
    let book =
        Book::open(&workspace::root()).unwrap_or_else(|problems| panic!("{}", list(problems)));
    let (chapters, problems) = book.read_all(&book.entries);
    (book, chapters, problems)
}

/// One to a line, below an empty line.
fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| format!("\n{item}")).collect()
}

#[track_caller]
fn assert_none<T: Display>(items: Vec<T>) {
    assert!(items.is_empty(), "{}", list(items));
}

#[test]
fn every_block_follows_the_grammar() {
    let (_, _, problems) = read();
    assert_none(problems);
}

#[test]
fn every_link_and_anchor_leads_somewhere_and_every_picture_has_text() {
    let (book, chapters, _) = read();
    assert_none(links::check(&book, &chapters));
}

#[test]
fn every_diagram_parses() {
    let (_, chapters, _) = read();
    let mut wrong = Vec::new();
    for chapter in &chapters {
        for diagram in chapter.diagrams() {
            if let Err((line, message)) = mermaid::parse(diagram) {
                wrong.push(Problem::new(&chapter.file, line, message));
            }
        }
    }
    assert_none(wrong);
}

/// The words that tell a beginner that what they find hard is easy.
const NEVER: [&str; 5] = ["simply", "just", "obviously", "of course", "trivially"];

#[test]
fn no_page_talks_down() {
    let (_, chapters, _) = read();
    let mut found = Vec::new();
    for chapter in &chapters {
        for (index, line) in chapter.text.lines().enumerate() {
            let plain: String = line
                .to_lowercase()
                .chars()
                .map(|letter| {
                    if letter.is_alphanumeric() {
                        letter
                    } else {
                        ' '
                    }
                })
                .collect();
            let plain = format!(" {plain} ");
            for word in NEVER {
                if plain.contains(&format!(" {word} ")) {
                    let message = format!("\"{word}\" is a word that this book does without");
                    found.push(Problem::new(&chapter.file, index + 1, message));
                }
            }
        }
    }
    assert_none(found);
}

#[test]
fn the_first_chapter_has_the_blocks_it_promises() {
    let (_, chapters, _) = read();
    let objects = || {
        chapters
            .iter()
            .filter(|chapter| chapter.name.starts_with("objects/"))
    };
    let python: usize = objects().map(|chapter| chapter.python().count()).sum();
    let rust: usize = objects().map(|chapter| chapter.rust().count()).sum();
    assert!(python >= 20, "{python} Python blocks");
    assert!(rust >= 12, "{rust} Rust blocks");
}
