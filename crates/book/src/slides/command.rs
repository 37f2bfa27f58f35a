//! `book slides`.

use std::path::{Path, PathBuf};

use blocks::Book;

use super::mark::Clock;
use super::{Deck, FOLDER, budget, chapter_of, decks, files, pdf};
use crate::build;
use crate::cli::{self, tell};
use crate::failure::Failure;

/// Makes the decks, or checks their times.
///
/// # Errors
///
/// Wrong usage when there is no such chapter; problems with file and line when a slide is wrong,
/// or when `--check` finds that a chapter's slides take too long.
pub fn run(root: &Path, arguments: &cli::Slides) -> Result<(), Failure> {
    let config = build::settings(root)?;
    let budget = budget(&config)?;
    let book = Book::open(root)?;
    let mut decks = read(&book, arguments.chapter.as_deref())?;
    for deck in &decks {
        tell(&summary(deck, budget))?;
    }
    if arguments.check {
        let over: Vec<_> = decks
            .iter()
            .filter_map(|deck| deck.over_budget(budget))
            .collect();
        return if over.is_empty() {
            Ok(())
        } else {
            Err(over.into())
        };
    }
    let out = match &arguments.out {
        Some(folder) => cli::from_here(folder)?,
        None => root.join(&config.build.build_dir).join(FOLDER),
    };
    if out.exists() && !out.is_dir() {
        return Err(Failure::Usage(format!(
            "{} is no folder; name one with --out",
            out.display()
        )));
    }
    // Beside a built book, its list of decks keeps those that stand there.
    let chosen: Vec<String> = decks.iter().map(Deck::file).collect();
    if arguments.chapter.is_some() {
        let (all, problems) = super::decks(&book, &book.read_all(&book.entries).0);
        if problems.is_empty() {
            decks = all
                .into_iter()
                .filter(|deck| chosen.contains(&deck.file()) || out.join(deck.file()).is_file())
                .collect();
        }
    }
    let mut about = files::About::of(&config);
    if out
        .parent()
        .is_some_and(|above| above.join("index.html").is_file())
        && arguments.out.is_none()
    {
        about.book = Some("../index.html".to_owned());
    }
    files::write(root, &about, &decks, &out)?;
    tell(&format!(
        "The slides are in {}",
        out.join("index.html").display()
    ))?;
    if arguments.pdf {
        for file in chosen {
            let paper = pdf::print(&out.join(file))?;
            tell(&format!("Printed: {}", paper.display()))?;
        }
    }
    Ok(())
}

/// The decks of a chapter, or of all.
fn read(book: &Book, chapter: Option<&str>) -> Result<Vec<Deck>, Failure> {
    let entries = book
        .entries_of(chapter)
        .map_err(|problem| Failure::Usage(problem.message))?;
    if let Some(name) = chapter {
        let whole = chapter_of(&book.page_name(&entries[0].file)).to_owned();
        let asked = name.trim_end_matches('/').trim_end_matches(".md");
        if asked != whole && !asked.ends_with(&format!("/{whole}")) {
            return Err(Failure::Usage(format!(
                "a deck is made of a whole chapter; name the chapter, `{whole}`"
            )));
        }
    }
    let (chapters, mut problems) = book.read_all(&entries);
    let (decks, wrong) = decks(book, &chapters);
    problems.extend(wrong);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    if decks.is_empty() {
        let whose = chapter.map_or("this book".to_owned(), |name| {
            format!("the chapter `{name}`")
        });
        let file = entries
            .first()
            .map_or_else(PathBuf::new, |entry| entry.file.clone());
        return Err(vec![blocks::Problem::new(
            file,
            1,
            format!("{whose} has no slides yet; mark one with `<!-- slide 40 s: Title -->` and `<!-- end of slide -->`"),
        )]
        .into());
    }
    Ok(decks)
}

/// A deck in one line: its slides and their time.
fn summary(deck: &Deck, budget: u32) -> String {
    let slides = deck.slides.len();
    let seconds = deck.seconds();
    let over = match seconds.checked_sub(budget) {
        Some(over) if over > 0 => format!(", {} too long", Clock(over)),
        _ => String::new(),
    };
    format!(
        "{:<12} {slides:>2} {:<6} {:>5} of {}{over}",
        deck.name,
        if slides == 1 { "slide" } else { "slides" },
        Clock(seconds),
        Clock(budget)
    )
}
