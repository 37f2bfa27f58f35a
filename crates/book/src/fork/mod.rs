//! `book fork`: a chapter as a project of its own, to be rewritten and to speak from.
//!
//! The copy is Markdown that stands by itself, and a crate of two short files that hands it to this
//! program. So it is built, checked and made into slides as the book is, and what its new author
//! changes still has to run.
//!
//! Everything is put together in memory, written beside its place, read again as a book, and only
//! then moved there: a fork is whole, or there is none.
//!
//! | module | what it is for |
//! |---|---|
//! | [`pages`], [`links`] | the Markdown without what only the book has |
//! | [`manifest`] | `Cargo.toml`, and where the crates come from |
//! | [`settings`] | `book.toml` and `SUMMARY.md` |
//! | [`readme`] | what its author reads first |
//! | [`place`] | the folder that it goes into |

pub mod links;
pub mod manifest;
pub mod pages;
pub mod place;
pub mod readme;
pub mod settings;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use blocks::{Book, Chapter, Entry, links as check};

use crate::cli;
use crate::failure::Failure;
use crate::page;
use crate::slides;

use manifest::Crates;
use place::Place;

/// The page that is kept beside the chapter: its links explain the chapter's words.
const GLOSSARY: &str = "reference/glossary.md";

/// The files of a fork, by their paths in it.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A chapter on its way into a project of its own.
#[derive(Debug)]
pub struct Source {
    /// The book.
    pub book: Book,
    /// The book's title.
    pub book_title: String,
    /// The chapter's name: its folder, or its page without `.md`.
    pub name: String,
    /// Its title in `SUMMARY.md`.
    pub title: String,
    /// Its pages.
    pub entries: Vec<Entry>,
    /// The glossary, where the book has one and the chapter is not that.
    pub glossary: Option<Entry>,
}

/// Copies a chapter, and gives what to say of it, line by line.
///
/// # Errors
///
/// Wrong usage, when there is no such chapter or crates, or the folder can't be taken; problems
/// with file and line, when the chapter is wrong; or else what can't be read or written. No file
/// is left behind then.
pub fn run(root: &Path, arguments: &cli::Fork) -> Result<Vec<String>, Failure> {
    let source = Source::of(root, &arguments.chapter)?;
    let place = Place::find(&source.book, &cli::from_here(&arguments.dir)?)?;
    let crates = Crates::find(root, arguments.crates.as_deref())?;
    let files = files(&source, &crates)?;

    let stage = place.stage()?;
    let project = stage.path().join(&source.name);
    for (name, content) in &files {
        place::put(&project, name, content)?;
    }
    manifest::settle(&project, &crates);
    verify(&source.book, &crates, &project)?;
    place.take(&project)?;
    Ok(vec![
        format!(
            "`{}` is a project of its own now, in {}",
            source.name,
            arguments.dir.display()
        ),
        "Next: read its README.md; in that folder, `cargo run` shows it and `cargo test` checks it"
            .to_owned(),
    ])
}

impl Source {
    fn of(root: &Path, chapter: &str) -> Result<Self, Failure> {
        let book = Book::open(root)?;
        let entries = book
            .entries_of(Some(chapter))
            .map_err(|problem| Failure::Usage(problem.message))?;
        let first = &entries[0];
        let name = slides::chapter_of(&book.page_name(&first.file)).to_owned();
        let all = book
            .entries_of(Some(&name))
            .map_err(|problem| Failure::Usage(problem.message))?;
        if all != entries {
            return Err(Failure::Usage(format!(
                "`{chapter}` is a page of the chapter `{name}`, and a fork is a whole chapter; name the chapter"
            )));
        }
        let glossary = book
            .entries
            .iter()
            .find(|entry| book.page_name(&entry.file) == GLOSSARY && !entries.contains(entry));
        let config = crate::build::settings(root)?;
        Ok(Source {
            book_title: config.book.title.unwrap_or_else(|| "the book".to_owned()),
            title: first.title.clone(),
            glossary: glossary.cloned(),
            name,
            entries,
            book,
        })
    }

    /// The pages that the fork has, in its order.
    pub fn kept(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().chain(&self.glossary)
    }
}

/// Every file of the fork.
fn files(source: &Source, crates: &Crates) -> Result<Files, Failure> {
    let root = &source.book.root;
    let mut files = pages::files(source)?;
    let mut add = |name: &str, text: String| {
        files.insert(PathBuf::from(name), text.into_bytes());
    };
    add("book.toml", settings::book_toml(source)?);
    add("Cargo.toml", manifest::manifest(source, crates)?);
    add("main.rs", include_str!("main.rs.txt").to_owned());
    add(
        "tests/chapter.rs",
        include_str!("chapter.rs.txt").to_owned(),
    );
    add(".gitignore", "/target\n/book\n".to_owned());
    let grammar = readme::grammar(root)?;
    add(
        "README.md",
        readme::readme(source, crates, grammar.is_some()),
    );
    if let Some(grammar) = grammar {
        add(readme::GRAMMAR, grammar);
    }
    if let Some(lock) = crates.lock(root)? {
        add("Cargo.lock", lock);
    }
    let summary = source.book.summary_file();
    files.insert(summary, settings::summary(source)?.into_bytes());
    copy_all(root, Path::new("theme"), &mut files)?;
    copy_licences(root, &mut files)?;
    Ok(files)
}

/// Takes a folder of the book as it is, if it is there.
fn copy_all(root: &Path, folder: &Path, files: &mut Files) -> Result<(), Failure> {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let from = root.join(&folder);
        if !from.is_dir() {
            continue;
        }
        let wrong = |error| Failure::file(&from, &error);
        for entry in fs::read_dir(&from).map_err(wrong)? {
            let path = folder.join(entry.map_err(wrong)?.file_name());
            if root.join(&path).is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), read(root, &path)?);
            }
        }
    }
    Ok(())
}

/// The licences go along: the prose is to be passed on with them.
fn copy_licences(root: &Path, files: &mut Files) -> Result<(), Failure> {
    let wrong = |error| Failure::file(root, &error);
    for entry in fs::read_dir(root).map_err(wrong)? {
        let name = PathBuf::from(entry.map_err(wrong)?.file_name());
        if name.to_string_lossy().starts_with("LICENSE") {
            files.insert(name.clone(), read(root, &name)?);
        }
    }
    Ok(())
}

fn read(root: &Path, name: &Path) -> Result<Vec<u8>, Failure> {
    let file = root.join(name);
    fs::read(&file).map_err(|error| Failure::file(&file, &error))
}

/// Reads the fork as a book, and finds what is wrong with it.
fn verify(book: &Book, crates: &Crates, project: &Path) -> Result<(), Failure> {
    let mut fork = Book::open(project)?;
    fork.checkout = Some(match crates {
        Crates::Path(path) => path.clone(),
        Crates::Git { .. } => book.sources().to_path_buf(),
    });
    let (chapters, mut problems) = fork.read_all(&fork.entries);
    problems.extend(check::check(&fork, &chapters));
    let stale = |chapter: &Chapter| page::undrawable(&fork, chapter);
    problems.extend(chapters.iter().flat_map(stale));
    problems.extend(slides::decks(&fork, &chapters).1);
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Problems(problems))
    }
}
