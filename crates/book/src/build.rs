//! The book as pages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use blocks::{Book, links};
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;
use mdbook_driver::config::Config;
use mdbook_mermaid::Mermaid;

use crate::failure::Failure;
use crate::messages;
use crate::preprocess::Blocks;
use crate::slides::{self, Deck, files};

/// How a build differs from a plain one.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the pages go, instead of the folder that `book.toml` names.
    pub dest_dir: Option<PathBuf>,
    /// The pages will be served from the root of a host, which the address of
    /// the book in `book.toml` is not.
    pub for_serving: bool,
}

/// The book, read by mdBook, with our preprocessors linked in.
///
/// They replace, by name and in place, the commands that `book.toml` names for
/// someone who has only `mdbook`.
///
/// # Errors
///
/// When `book.toml`, `SUMMARY.md` or a page can't be read.
pub fn load(root: &Path) -> Result<MDBook, Failure> {
    let mut book = MDBook::load_with_config(root, settings(root)?)?;
    book.with_preprocessor(Blocks { decks: true });
    book.with_preprocessor(Mermaid);
    Ok(book)
}

/// `book.toml`, with what the environment changes, as this tool uses it: the slides that a plain
/// mdbook makes by `[output.slides]` stand in the book here, and are no output of their own.
///
/// # Errors
///
/// When the file can't be read.
pub fn settings(root: &Path) -> Result<Config, Failure> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    config.update_from_env()?;
    if !config.contains_key("output.slides") {
        return Ok(config);
    }
    let other = |error: serde_json::Error| Failure::Other(error.into());
    let mut values = serde_json::to_value(&config).map_err(other)?;
    if let Some(output) = values["output"].as_object_mut() {
        output.remove("slides");
    }
    serde_json::from_value(values).map_err(other)
}

/// Builds the pages, and gives the folder that they are in.
///
/// # Errors
///
/// Every problem of the book with its file and line: in its blocks, and in its
/// links; or else what mdBook warns of.
pub fn build(root: &Path, options: &Options) -> Result<PathBuf, Failure> {
    let decks = check(root)?;
    let (result, warnings) = messages::listen(|| render(root, options));
    let folder = match result {
        // mdBook may have said more than its error does.
        Err(Failure::Other(error)) if !warnings.is_empty() => {
            return Err(Failure::Other(error.context(warnings.join("\n"))));
        }
        result => result?,
    };
    if warnings.is_empty() {
        write_decks(root, &decks, &folder)?;
        return Ok(folder);
    }
    for warning in &warnings {
        eprintln!("warning: {warning}");
    }
    Err(Failure::Summary(format!(
        "mdBook warns, see above ({})",
        warnings.len()
    )))
}

fn render(root: &Path, options: &Options) -> Result<PathBuf, Failure> {
    let mut book = load(root)?;
    if let Some(folder) = &options.dest_dir {
        book.config.build.build_dir.clone_from(folder);
    }
    if options.for_serving {
        book.config.set("output.html.site-url", "/")?;
    }
    book.build()?;
    Ok(book.build_dir_for("html"))
}

/// Puts the decks into the built book, where its pages link to them.
fn write_decks(root: &Path, decks: &[Deck], folder: &Path) -> Result<(), Failure> {
    if decks.is_empty() {
        return Ok(());
    }
    let mut about = files::About::of(&settings(root)?);
    about.book = Some("../index.html".to_owned());
    files::write(root, &about, decks, &folder.join(slides::FOLDER))
}

/// Reads all pages, and finds what is wrong with their blocks, links and slides. Gives the decks.
///
/// mdBook would meet most of it too, but one problem at a time.
fn check(root: &Path) -> Result<Vec<Deck>, Failure> {
    let book = Book::open(root)?;
    let (chapters, mut problems) = book.read_all(&book.entries);
    problems.extend(links::check(&book, &chapters));
    let (decks, wrong) = slides::decks(&book, &chapters);
    problems.extend(wrong);
    if problems.is_empty() {
        Ok(decks)
    } else {
        Err(Failure::Problems(problems))
    }
}

/// Leaves only `pages` in a book, given by their paths in the source folder.
///
/// A page that is left out but has pages below it that stay becomes a draft,
/// which mdBook passes over.
pub fn keep(items: &mut Vec<BookItem>, pages: &BTreeSet<PathBuf>) {
    items.retain_mut(|item| {
        let BookItem::Chapter(chapter) = item else {
            return false;
        };
        keep(&mut chapter.sub_items, pages);
        if chapter
            .source_path
            .as_ref()
            .is_some_and(|path| pages.contains(path))
        {
            return true;
        }
        chapter.path = None;
        chapter.source_path = None;
        chapter.content.clear();
        !chapter.sub_items.is_empty()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use mdbook_driver::book::Chapter;

    #[test]
    fn only_the_pages_asked_for_are_kept() {
        let page = |path: &str| Chapter::new(path, "text".into(), path, Vec::new());
        let mut parent = page("objects/index.md");
        parent.sub_items = vec![
            page("objects/names.md").into(),
            page("objects/scopes.md").into(),
        ];
        let mut items = vec![
            BookItem::Separator,
            page("preface.md").into(),
            parent.into(),
        ];
        keep(
            &mut items,
            &BTreeSet::from([PathBuf::from("objects/scopes.md")]),
        );

        let [BookItem::Chapter(parent)] = items.as_slice() else {
            panic!("{items:?}");
        };
        assert!(parent.is_draft_chapter());
        let [BookItem::Chapter(child)] = parent.sub_items.as_slice() else {
            panic!("{parent:?}");
        };
        assert_eq!(
            (child.name.as_str(), child.content.as_str()),
            ("objects/scopes.md", "text")
        );
    }
}
