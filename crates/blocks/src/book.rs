//! The book: its root, its versions, and its pages in reading order.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::chapter::Chapter;
use crate::divergence::Divergences;
use crate::problem::Problem;
use crate::range::Minor;
use crate::text::{Lines, inside, slashed};

/// A book on disk.
#[derive(Clone, Debug)]
pub struct Book {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// Where the crates are that listings are taken from, in a book that is a package without a
    /// folder `crates/` of its own: the checkout that this program was compiled from.
    pub checkout: Option<PathBuf>,
    /// The folder of the prose, relative to the root.
    pub src: PathBuf,
    /// The minor releases the book speaks of, oldest first
    /// (`pythons` under `[preprocessor.blocks]`).
    pub minors: Vec<Minor>,
    /// The pages in reading order.
    pub entries: Vec<Entry>,
    /// Where our own runtime doesn't do what CPython does; `None` in a book without that
    /// page, which says nothing about our runtime.
    pub divergences: Option<Divergences>,
    /// Whether mdBook turns `--` and quotes into their typographic forms, which
    /// changes the addresses of headings.
    pub smart_punctuation: bool,
}

/// A page as `SUMMARY.md` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its title there.
    pub title: String,
    /// Its file, relative to the root.
    pub file: PathBuf,
    /// The line of `SUMMARY.md`, from 1.
    pub line: usize,
}

impl Book {
    /// A book without pages, to parse text against.
    pub fn new(root: impl Into<PathBuf>, src: impl Into<PathBuf>, minors: &[Minor]) -> Self {
        Book {
            root: root.into(),
            checkout: None,
            src: src.into(),
            minors: minors.to_vec(),
            entries: Vec::new(),
            divergences: None,
            smart_punctuation: true,
        }
    }

    /// Reads `book.toml` and `SUMMARY.md` of the book at `root`.
    ///
    /// # Errors
    ///
    /// When one of them is missing or wrong, or a page that is listed isn't there.
    pub fn open(root: &Path) -> Result<Self, Vec<Problem>> {
        let mut book = settings(root).map_err(|problem| vec![problem])?;
        let (entries, problems) = summary(&book);
        if !problems.is_empty() {
            return Err(problems);
        }
        book.entries = entries;
        book.divergences = Divergences::open(&book)?;
        Ok(book)
    }

    /// The text of each page, read and parsed, in reading order.
    ///
    /// # Errors
    ///
    /// Every problem of every page.
    pub fn chapters(&self) -> Result<Vec<Chapter>, Vec<Problem>> {
        self.read(&self.entries)
    }

    /// The pages of one chapter, read and parsed: `objects` means every page in
    /// that folder (or `objects.md`), `objects/names` one page, `None` all.
    ///
    /// # Errors
    ///
    /// When no page has that name, or every problem of the pages that have it.
    pub fn select(&self, name: Option<&str>) -> Result<Vec<Chapter>, Vec<Problem>> {
        self.read(&self.entries_of(name).map_err(|problem| vec![problem])?)
    }

    /// The entries that [`Book::select`] reads.
    ///
    /// # Errors
    ///
    /// When no page has that name.
    pub fn entries_of(&self, name: Option<&str>) -> Result<Vec<Entry>, Problem> {
        let Some(name) = name else {
            return Ok(self.entries.clone());
        };
        let wanted = name.trim_end_matches('/').trim_end_matches(".md");
        let wanted = wanted
            .strip_prefix(&format!("{}/", slashed(&self.src)))
            .unwrap_or(wanted);
        let of = |entry: &Entry| -> bool {
            let page = self.page_name(&entry.file);
            let page = page.trim_end_matches(".md");
            page == wanted
                || page
                    .strip_prefix(wanted)
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        let entries: Vec<Entry> = self
            .entries
            .iter()
            .filter(|entry| of(entry))
            .cloned()
            .collect();
        if entries.is_empty() {
            let mut known: Vec<String> = self
                .entries
                .iter()
                .map(|entry| {
                    let page = self.page_name(&entry.file);
                    page.split('/')
                        .next()
                        .unwrap_or_default()
                        .trim_end_matches(".md")
                        .to_owned()
                })
                .collect();
            known.dedup();
            return Err(Problem::new(
                self.summary_file(),
                1,
                format!(
                    "there is no chapter `{name}`; there are {}",
                    known.join(", ")
                ),
            ));
        }
        Ok(entries)
    }

    /// The folder that the files of listings are named from: the one that holds `crates/`.
    pub fn sources(&self) -> &Path {
        self.checkout.as_deref().unwrap_or(&self.root)
    }

    /// A file relative to the source folder, with forward slashes: the name a
    /// page goes by.
    pub fn page_name(&self, file: &Path) -> String {
        slashed(file.strip_prefix(&self.src).unwrap_or(file))
    }

    /// `SUMMARY.md`, relative to the root.
    pub fn summary_file(&self) -> PathBuf {
        self.src.join("SUMMARY.md")
    }

    fn read(&self, entries: &[Entry]) -> Result<Vec<Chapter>, Vec<Problem>> {
        let (chapters, problems) = self.read_all(entries);
        if problems.is_empty() {
            Ok(chapters)
        } else {
            Err(problems)
        }
    }

    /// Reads and parses the pages, and gives what could be read beside all that
    /// is wrong.
    pub fn read_all(&self, entries: &[Entry]) -> (Vec<Chapter>, Vec<Problem>) {
        let mut chapters = Vec::new();
        let mut problems = Vec::new();
        for entry in entries {
            match fs::read_to_string(self.root.join(&entry.file)) {
                Ok(text) => {
                    let (mut chapter, wrong) = Chapter::parse(self, &entry.file, &text);
                    chapter.title.clone_from(&entry.title);
                    chapters.push(chapter);
                    problems.extend(wrong);
                }
                Err(error) => problems.push(Problem::new(
                    self.summary_file(),
                    entry.line,
                    format!("{} can't be read: {error}", slashed(&entry.file)),
                )),
            }
        }
        (chapters, problems)
    }
}

/// Reads `book.toml`.
fn settings(root: &Path) -> Result<Book, Problem> {
    let file = Path::new("book.toml");
    let text = fs::read_to_string(root.join(file)).map_err(|error| {
        Problem::new(
            file,
            1,
            format!("can't be read: {error}; a book's root holds a book.toml"),
        )
    })?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        Problem::new(file, Lines::of(&text).line(at), error.message())
    })?;
    let at = |keys: &[&str]| {
        let (first, rest) = keys.split_first()?;
        rest.iter()
            .try_fold(table.get(*first)?, |value, key| value.get(*key))
    };
    let src = at(&["book", "src"])
        .and_then(toml::Value::as_str)
        .unwrap_or("src");
    let line = text
        .lines()
        .position(|line| line.trim_start().starts_with("pythons"))
        .map_or(1, |index| index + 1);
    let pythons = at(&["preprocessor", "blocks", "pythons"])
        .and_then(toml::Value::as_array)
        .ok_or_else(|| {
            Problem::new(
                file,
                line,
                "has no list of versions; write pythons = [\"3.8\", …] under [preprocessor.blocks]",
            )
        })?;
    let minors = pythons
        .iter()
        .map(|value| {
            let text = value
                .as_str()
                .ok_or("write each version in quotes: \"3.10\"")?;
            text.parse::<Minor>().map_err(|error| error.to_string())
        })
        .collect::<Result<Vec<Minor>, String>>()
        .map_err(|message| Problem::new(file, line, format!("pythons: {message}")))?;
    if minors.is_empty() || !minors.is_sorted_by(|a, b| a < b) {
        return Err(Problem::new(
            file,
            line,
            "pythons: name each version once, oldest first",
        ));
    }
    let smart = at(&["output", "html", "smart-punctuation"]).and_then(toml::Value::as_bool);
    let mut book = Book::new(root, src, &minors);
    book.smart_punctuation = smart.unwrap_or(true);
    if root.join("Cargo.toml").is_file() && !root.join("crates").is_dir() {
        book.checkout = checkout();
    }
    Ok(book)
}

/// The checkout that this program was compiled from, where it is still there: a book that is a
/// project of its own has its crates as dependencies, and Cargo has put their source there.
fn checkout() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2)?;
    root.join("crates").is_dir().then(|| root.to_path_buf())
}

/// Reads `SUMMARY.md`: its links in order are the pages.
fn summary(book: &Book) -> (Vec<Entry>, Vec<Problem>) {
    let file = book.summary_file();
    let text = match fs::read_to_string(book.root.join(&file)) {
        Ok(text) => text,
        Err(error) => {
            let problem = Problem::new(file, 1, format!("can't be read: {error}"));
            return (Vec::new(), vec![problem]);
        }
    };
    let lines = Lines::of(&text);
    let mut entries: Vec<Entry> = Vec::new();
    let mut problems = Vec::new();
    let mut open: Option<Entry> = None;
    for (event, range) in Parser::new(&text).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let line = lines.line(range.start);
                // A chapter without a file is a draft: mdBook shows its title only.
                if dest_url.is_empty() {
                    continue;
                }
                let Some(path) = inside(Path::new(&*dest_url)) else {
                    let message = format!("`{dest_url}` lies outside the book");
                    problems.push(Problem::new(&file, line, message));
                    continue;
                };
                let path = book.src.join(path);
                if entries.iter().any(|entry| entry.file == path) {
                    problems.push(Problem::new(
                        &file,
                        line,
                        format!("`{dest_url}` is listed twice"),
                    ));
                }
                if !book.root.join(&path).is_file() {
                    let message = format!("there is no file {}", slashed(&path));
                    problems.push(Problem::new(&file, line, message));
                }
                open = Some(Entry {
                    title: String::new(),
                    file: path,
                    line,
                });
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(entry) = &mut open {
                    entry.title.push_str(&text);
                }
            }
            Event::End(TagEnd::Link) => entries.extend(open.take()),
            _ => {}
        }
    }
    (entries, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(
        toml: &str,
        summary: &str,
        files: &[(&str, &str)],
    ) -> (tempfile::TempDir, Result<Book, Vec<Problem>>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("src/objects")).expect("a folder");
        fs::write(folder.path().join("book.toml"), toml).expect("a file");
        fs::write(folder.path().join("src/SUMMARY.md"), summary).expect("a file");
        for (name, text) in files {
            fs::write(folder.path().join("src").join(name), text).expect("a file");
        }
        let book = Book::open(folder.path());
        (folder, book)
    }

    const TOML: &str =
        "[book]\ntitle = \"x\"\n\n[preprocessor.blocks]\npythons = [\"3.8\", \"3.10\"]\n";

    #[test]
    fn pages_come_in_the_order_of_the_summary() {
        let (_folder, book) = book(
            TOML,
            "# Summary\n\n[Preface](preface.md)\n\n- [Objects](objects/index.md)\n  - [Names, not `x`](objects/names.md)\n- [Later]()\n",
            &[
                ("preface.md", "# P\n"),
                ("objects/index.md", "# O\n"),
                ("objects/names.md", "# N\n"),
            ],
        );
        let book = book.expect("the book is right");
        assert_eq!(book.minors, [Minor::new(3, 8), Minor::new(3, 10)]);
        let all = book.chapters().expect("the pages are right");
        let names: Vec<_> = all
            .iter()
            .map(|chapter| (chapter.name.as_str(), chapter.title.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                ("preface.md", "Preface"),
                ("objects/index.md", "Objects"),
                ("objects/names.md", "Names, not x")
            ]
        );
        let count = |name| book.select(Some(name)).map(|chapters| chapters.len());
        assert_eq!(count("objects").ok(), Some(2));
        assert_eq!(count("objects/names").ok(), Some(1));
        assert_eq!(count("src/objects/names.md").ok(), Some(1));
        let problems = count("obj").expect_err("no such chapter");
        assert_eq!(
            problems[0].to_string(),
            "src/SUMMARY.md:1: there is no chapter `obj`; there are preface, objects"
        );
    }

    #[test]
    fn a_book_that_is_wrong_says_where() {
        let wrong = |toml: &str, summary: &str| -> String {
            let (_folder, book) = book(toml, summary, &[]);
            book.expect_err("the book is wrong")[0].to_string()
        };
        assert_eq!(
            wrong(TOML, "# S\n\n- [A](a.md)\n"),
            "src/SUMMARY.md:3: there is no file src/a.md"
        );
        assert!(wrong("[book]\n", "").contains("has no list of versions"));
        let unsorted = "[preprocessor.blocks]\npythons = [\"3.10\", \"3.9\"]\n";
        assert!(wrong(unsorted, "").starts_with("book.toml:2: "));
        assert!(wrong("x = \n", "").starts_with("book.toml:1: "));
    }

    #[test]
    fn a_package_without_crates_takes_its_listings_from_the_checkout() {
        let (folder, _) = book(TOML, "", &[]);
        let open = || Book::open(folder.path()).expect("a book");
        assert_eq!(open().sources(), folder.path(), "no package");
        fs::write(folder.path().join("Cargo.toml"), "").expect("a file");
        assert!(open().sources().join("crates/blocks").is_dir());
        fs::create_dir(folder.path().join("crates")).expect("a folder");
        assert_eq!(open().sources(), folder.path(), "crates of its own");
    }
}
