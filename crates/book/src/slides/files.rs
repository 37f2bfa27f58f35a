//! The folder of decks: HTML, and beside it in `files/` all that it loads.
//!
//! The folder opens from a disk without a server: plain scripts, no modules, nothing fetched. What
//! it loads is built into this program; a file of the same name in the book's `theme/` takes its place.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use anyhow::Context;
use mdbook_driver::config::{Config, HtmlConfig};
use mdbook_html::theme::Theme;

use super::fit::Shape;
use super::{Deck, html};
use crate::failure::Failure;

/// The folder beside the decks.
pub const FILES: &str = "files";

/// A file of the theme: its path there, and what is built in.
type Embedded = (&'static str, &'static [u8]);

macro_rules! embedded {
    ($($path:literal),+ $(,)?) => {
        &[$((
            $path,
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../theme/", $path)),
        )),+]
    };
}

/// The style sheets, in the order in which they count.
pub const STYLES: &[Embedded] = embedded!(
    "slides/reset.css",
    "slides/reveal.css",
    "fonts/fonts.css",
    "css/tokens.css",
    "css/code.css",
    "css/blocks.css",
    "css/figures.css",
    "slides/deck.css",
);

/// The scripts, in the order in which they run; `colours.js` before the page is drawn.
pub const SCRIPTS: &[Embedded] = embedded!(
    "slides/colours.js",
    "slides/reveal.js",
    "slides/notes.js",
    "slides/deck.js",
);

/// The fonts, their licences, and that of reveal.js.
const OTHERS: &[Embedded] = embedded!(
    "fonts/literata-latin-wght-normal.woff2",
    "fonts/literata-latin-wght-italic.woff2",
    "fonts/literata-latin-ext-wght-normal.woff2",
    "fonts/literata-latin-ext-wght-italic.woff2",
    "fonts/literata-LICENSE.txt",
    "fonts/ibm-plex-mono-latin-400-normal.woff2",
    "fonts/ibm-plex-mono-latin-400-italic.woff2",
    "fonts/ibm-plex-mono-latin-600-normal.woff2",
    "fonts/ibm-plex-mono-latin-ext-400-normal.woff2",
    "fonts/ibm-plex-mono-LICENSE.txt",
    "slides/reveal-LICENSE.txt",
    "favicon.svg",
);

/// Only for decks with a diagram: it is large.
const MERMAID: &[Embedded] = embedded!("fonts/mermaid.min.js", "fonts/mermaid-LICENSE.txt");

/// mdBook's highlighter, so that code has on slides the colours that it has on pages.
pub const HIGHLIGHTER: &str = "highlight.js";

/// What the decks say of the book.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What it is about, in a line.
    pub description: String,
    /// Its language, as HTML has it.
    pub language: String,
    /// The way from the decks to the book's first page, where they stand together.
    pub book: Option<String>,
}

impl About {
    /// From `book.toml`.
    pub fn of(config: &Config) -> Self {
        About {
            title: config.book.title.clone().unwrap_or_default(),
            description: config.book.description.clone().unwrap_or_default(),
            language: config
                .book
                .language
                .clone()
                .unwrap_or_else(|| "en".to_owned()),
            book: None,
        }
    }
}

/// Writes decks into the folder `out`, the list of decks, and what they load. What else stands
/// there stays; the list names the decks of `decks`.
///
/// # Errors
///
/// When a file can't be read or written.
pub fn write(root: &Path, about: &About, decks: &[Deck], out: &Path) -> Result<(), Failure> {
    let theme = root.join("theme");
    for (path, built_in) in STYLES.iter().chain(SCRIPTS).chain(OTHERS) {
        put_theme_file(&theme, path, built_in, out)?;
    }
    if decks.iter().any(has_diagram) {
        for (path, built_in) in MERMAID {
            put_theme_file(&theme, path, built_in, out)?;
        }
    }
    put(
        out,
        &format!("{FILES}/{HIGHLIGHTER}"),
        &highlighter(&theme)?,
    )?;
    for (index, deck) in decks.iter().enumerate() {
        let text = html::deck(about, decks, index);
        put(out, &deck.file(), text.as_bytes())?;
    }
    put(out, "index.html", html::index(about, decks).as_bytes())
}

/// Whether a slide of the deck has a diagram.
pub fn has_diagram(deck: &Deck) -> bool {
    let items = deck.slides.iter().flat_map(|slide| &slide.items);
    items
        .map(|item| &item.shape)
        .any(|shape| *shape == Shape::Diagram)
}

/// Where a file of the theme stands in the folder of decks.
pub fn place(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{FILES}/{name}")
}

fn put_theme_file(theme: &Path, path: &str, built_in: &[u8], out: &Path) -> Result<(), Failure> {
    let own = theme.join(path);
    let mut content = match fs::read(&own) {
        Ok(content) => Cow::Owned(content),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Cow::Borrowed(built_in),
        Err(error) => return Err(Failure::file(&own, &error)),
    };
    if path.ends_with("fonts.css") {
        content = Cow::Owned(plain_addresses(&String::from_utf8_lossy(&content)).into_bytes());
    }
    put(out, &place(path), &content)
}

/// `{{ resource "fonts/x" }}`, which mdBook replaces on pages, as the name of the file beside.
fn plain_addresses(css: &str) -> String {
    let mut parts = css.split("{{ resource \"fonts/");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("\" }}").unwrap_or((part, ""));
        plain.push_str(name);
        plain.push_str(rest);
    }
    plain
}

/// The book's own highlighter, or mdBook's.
fn highlighter(theme: &Path) -> Result<Vec<u8>, Failure> {
    let own = theme.join(HIGHLIGHTER);
    if own.is_file() {
        return fs::read(&own).map_err(|error| Failure::file(&own, &error));
    }
    // mdBook gives its files away as a theme to begin with.
    let folder = tempfile::tempdir().context("a temporary folder")?;
    let mut settings = HtmlConfig::default();
    settings.theme = Some(folder.path().to_path_buf());
    Theme::copy_theme(&settings, folder.path())?;
    let file = folder.path().join(HIGHLIGHTER);
    fs::read(&file).map_err(|error| Failure::file(&file, &error))
}

fn put(out: &Path, name: &str, content: &[u8]) -> Result<(), Failure> {
    let file = out.join(name);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    fs::write(&file, content).map_err(|error| Failure::file(&file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_mdbook_fills_in_become_names_of_files() {
        assert_eq!(
            plain_addresses(
                "a url('{{ resource \"fonts/x.woff2\" }}') b url('{{ resource \"fonts/y.woff2\" }}')"
            ),
            "a url('x.woff2') b url('y.woff2')"
        );
    }

    #[test]
    fn the_highlighter_is_mdbooks() {
        let script = highlighter(Path::new("/nowhere")).expect("mdBook has one");
        let script = String::from_utf8_lossy(&script);
        assert!(script.contains("hljs") && script.contains("python") && script.contains("rust"));
    }
}
