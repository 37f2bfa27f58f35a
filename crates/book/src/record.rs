//! `book record`: what the Python blocks print, written into the pages.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use blocks::record::{Recording, record};
use blocks::{Book, Chapter, Interpreters, Problem};

use crate::cli::{self, tell};
use crate::failure::Failure;
use crate::page;
use crate::test::Meter;

/// Runs the Python blocks of a chapter, shows what changes, and writes it when
/// that is agreed to. Nothing is written unless every page could be recorded.
///
/// # Errors
///
/// When a block can't be recorded; when nobody was there to agree to a change;
/// with `--check`, when there is a change.
pub fn run(root: &Path, arguments: &cli::Record) -> Result<(), Failure> {
    let book = Book::open(root)?;
    let entries = book
        .entries_of(arguments.chapter.as_deref())
        .map_err(|problem| Failure::Usage(problem.message))?;
    let (chapters, problems) = book.read_all(&entries);
    // A page without its outputs is wrong in a way that recording puts right.
    let problems: Vec<_> = problems
        .into_iter()
        .filter(|problem| !problem.is_mended_by_recording())
        .collect();
    if !problems.is_empty() {
        return Err(Failure::Problems(problems));
    }

    let interpreters = Interpreters::find(&book.minors).map_err(Failure::Summary)?;
    if interpreters.found.is_empty() {
        return Err(Failure::Summary(
            "no CPython was found, so nothing can be recorded; install one, or name its folder in BOOK_PYTHONS".to_owned(),
        ));
    }
    eprintln!("recording on CPython {interpreters}");

    let changed = recordings(&book, &chapters, &interpreters)?;
    if changed.is_empty() {
        if !figures(&book, &chapters, arguments.check)? {
            tell("Nothing changes")?;
        }
        return Ok(());
    }
    for (_, recording) in &changed {
        tell(recording.diff.trim_end())?;
    }
    let pages = if changed.len() == 1 {
        "1 page".to_owned()
    } else {
        format!("{} pages", changed.len())
    };
    if arguments.check {
        return Err(Failure::Summary(format!(
            "{pages} would change; `book record` without --check writes this"
        )));
    }
    if !arguments.yes && !agreed(&format!("Write this to {pages}?"))? {
        return Err(Failure::Summary("nothing was written".to_owned()));
    }
    for (chapter, recording) in &changed {
        recording
            .write(&book, chapter)
            .map_err(|error| Failure::file(&chapter.file, &error))?;
        tell(&format!("Written: {}", chapter.file.display()))?;
    }
    let (chapters, _) = book.read_all(&entries);
    figures(&book, &chapters, false)?;
    Ok(())
}

/// Draws those figures again that stand in files and show what was recorded before; `false` when
/// there is none. With `check` a stale one is an error.
fn figures(book: &Book, chapters: &[Chapter], check: bool) -> Result<bool, Failure> {
    if check {
        let stale: Vec<Problem> = chapters
            .iter()
            .flat_map(|chapter| page::undrawable(book, chapter))
            .collect();
        return if stale.is_empty() {
            Ok(false)
        } else {
            Err(Failure::Problems(stale))
        };
    }
    let mut drawn = false;
    for chapter in chapters {
        for file in page::kept::redraw(book, chapter)? {
            let file = file.strip_prefix(&book.root).unwrap_or(&file);
            tell(&format!("Drawn again: {}", file.display()))?;
            drawn = true;
        }
    }
    Ok(drawn)
}

/// The recordings that change their page.
fn recordings<'a>(
    book: &Book,
    chapters: &'a [Chapter],
    interpreters: &Interpreters,
) -> Result<Vec<(&'a Chapter, Recording)>, Failure> {
    let mut changed = Vec::new();
    let mut problems = Vec::new();
    for chapter in chapters
        .iter()
        .filter(|chapter| chapter.python().next().is_some())
    {
        let meter = Meter::new("record");
        let result = record(book, chapter, &interpreters.found, &|done, total| {
            meter.show(done, total, &chapter.name)
        });
        meter.clear();
        match result {
            Ok(recording) => {
                for note in &recording.notes {
                    eprintln!("note: {note}");
                }
                if recording.changes() {
                    changed.push((chapter, recording));
                }
            }
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok(changed)
    } else {
        Err(Failure::Problems(problems))
    }
}

/// Asks on a terminal.
///
/// # Errors
///
/// Where nobody can be asked.
fn agreed(question: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Summary(
            "nothing was written: nobody can be asked here; --yes writes without asking".to_owned(),
        ));
    }
    eprint!("{question} [y/N] ");
    let read = || -> io::Result<String> {
        io::stderr().flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        Ok(answer)
    };
    let answer = read().map_err(|error| Failure::Other(error.into()))?;
    Ok(matches!(
        answer.trim().to_ascii_lowercase().as_str(),
        "y" | "yes"
    ))
}
