//! Where the checkout and its scratch folders are.

use std::path::{Path, PathBuf};

use blocks::{Book, Chapter};

/// The root of the checkout: the folder that holds `book.toml`.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .parent()
        .expect("this package stands in a folder of the checkout")
        .to_path_buf()
}

/// A folder under `target/` for what a check keeps from run to run.
///
/// Nothing in it is needed: it can be deleted at any time.
pub fn scratch(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// The book of the checkout, and its pages as far as they can be read.
///
/// What is wrong with a page is for `tests/pages.rs` to tell, where all of it can
/// be told at once.
///
/// # Errors
///
/// When there is no book to be read; one problem to a line.
pub fn book() -> Result<(Book, Vec<Chapter>), String> {
    let book = Book::open(&root()).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    let (chapters, _) = book.read_all(&book.entries);
    Ok((book, chapters))
}
