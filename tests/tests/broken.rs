//! A broken page is found out: each way to break one, tried on a small book.
//!
//! Every test first shows that the whole page passes, so that what fails
//! afterwards fails for the reason given.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use blocks::{Book, Cache, Chapter, Interpreters, check_python, links, mermaid, rust};
use checks::reach::{self, Shown};
use tempfile::TempDir;

/// One page with one block of each kind. Line numbers in the tests are its own.
const PAGE: &str = "\
# A page

```python
print(6 * 7)
```

```output
42
```

```rust
let numbers = vec![1, 2, 3];
assert_eq!(numbers.len(), 3);
```

{{#listing source.rs:double}}

```mermaid
flowchart LR
    accTitle: A name and its object
    accDescr: The name a leads to one object.
    a --> object
```

[The top](#a-page) and [the other page](other.md#there).
";

const SOURCE: &str = "\
// ANCHOR: double
pub fn double(number: u32) -> u32 {
    number * 2
}
// ANCHOR_END: double
";

/// A book of two pages in a folder of its own, gone when dropped.
struct Fixture(TempDir);

impl Fixture {
    fn new(page: &str) -> Self {
        let fixture = Fixture(tempfile::tempdir().expect("a temporary folder"));
        fixture.write(
            "book.toml",
            "[book]\nsrc = \"src\"\n[preprocessor.blocks]\npythons = [\"3.8\", \"3.9\", \"3.10\", \
             \"3.11\", \"3.12\", \"3.13\", \"3.14\", \"3.15\"]\n",
        );
        fixture.write(
            "src/SUMMARY.md",
            "# Summary\n\n- [A page](page.md)\n- [Other](other.md)\n",
        );
        fixture.write("src/page.md", page);
        fixture.write("src/other.md", "# Other\n\n## There\n");
        fixture.write("source.rs", SOURCE);
        fixture
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().expect("a file stands in a folder"))
            .and_then(|()| fs::write(path, text))
            .expect("the fixture can be written");
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn book(&self) -> Book {
        Book::open(self.root()).expect("the fixture is a book")
    }

    fn chapters(&self) -> Vec<Chapter> {
        let book = self.book();
        book.read_all(&book.entries).0
    }

    /// What is wrong with the pages as they are read.
    fn problems(&self) -> Vec<String> {
        let book = self.book();
        let (_, problems) = book.read_all(&book.entries);
        problems.iter().map(ToString::to_string).collect()
    }
}

/// The page with one text in it replaced.
fn page_with(old: &str, new: &str) -> String {
    assert!(PAGE.contains(old), "the page holds {old:?}");
    PAGE.replacen(old, new, 1)
}

#[track_caller]
fn assert_says(messages: &[String], parts: &[&str]) {
    assert!(
        messages
            .iter()
            .any(|message| parts.iter().all(|part| message.contains(part))),
        "none of these says {parts:?}:\n{}",
        messages.join("\n")
    );
}

/// The interpreters of this machine, or `None` after saying that there are none.
fn pythons() -> Option<Interpreters> {
    let book = Fixture::new(PAGE).book();
    let pythons = Interpreters::find(&book.minors).unwrap_or_else(|message| panic!("{message}"));
    if pythons.found.is_empty() {
        eprintln!("NOT CHECKED: no CPython on this machine");
        return None;
    }
    Some(pythons)
}

/// What is wrong with the page's Python blocks, as the interpreters see it.
fn wrong_outputs(page: &str, pythons: &Interpreters) -> Vec<String> {
    let fixture = Fixture::new(page);
    assert_eq!(fixture.problems(), Vec::<String>::new());
    check_python(&fixture.chapters(), &pythons.found, &Cache::none(), &|_| {})
        .into_iter()
        .filter_map(|outcome| {
            let name = outcome.name();
            outcome
                .result
                .err()
                .map(|message| format!("{name}\n{message}"))
        })
        .collect()
}

#[test]
fn the_whole_page_has_no_problems() {
    let fixture = Fixture::new(PAGE);
    assert_eq!(fixture.problems(), Vec::<String>::new());
    assert_eq!(links::check(&fixture.book(), &fixture.chapters()), []);
}

#[test]
fn a_digit_changed_in_an_output() {
    let Some(pythons) = pythons() else { return };
    assert_eq!(wrong_outputs(PAGE, &pythons), Vec::<String>::new());
    let wrong = wrong_outputs(&page_with("42\n```", "43\n```"), &pythons);
    assert_eq!(
        wrong.len(),
        pythons.found.len(),
        "each interpreter disagrees"
    );
    let version = pythons.found[0].version.to_string();
    assert_says(&wrong, &["page.md:3 on", &version, "42", "43"]);
}

#[test]
fn a_program_that_loops_for_ever() {
    let Some(mut pythons) = pythons() else { return };
    // One is enough, and it need not take as long as on the book's own pages.
    pythons.found.truncate(1);
    pythons.found[0].limits.time = Duration::from_secs(1);
    let wrong = wrong_outputs(&page_with("print(6 * 7)", "while True: pass"), &pythons);
    assert_says(&wrong, &["page.md:3 on", "still running", "stopped"]);
}

#[test]
fn an_output_for_a_version_nobody_can_produce() {
    for label in ["output,3.7", "output,3.16", "output,..3.20"] {
        let fixture = Fixture::new(&page_with("```output\n", &format!("```{label}\n")));
        assert_says(&fixture.problems(), &["src/page.md:7:"]);
    }
}

#[test]
fn a_renamed_anchor() {
    let fixture = Fixture::new(PAGE);
    fixture.write("source.rs", &SOURCE.replace("double\n", "twice\n"));
    assert_says(
        &fixture.problems(),
        &["src/page.md:16:", "double", "source.rs"],
    );
}

#[test]
fn a_dead_link() {
    let dead = [
        ("other.md#there", "another.md", "another.md"),
        ("other.md#there", "other.md#here", "#here"),
        ("#a-page", "#no-page", "#no-page"),
    ];
    for (link, broken, named) in dead {
        let fixture = Fixture::new(&page_with(link, broken));
        let problems: Vec<String> = links::check(&fixture.book(), &fixture.chapters())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_says(&problems, &["src/page.md:25:", named]);
    }
}

#[test]
fn a_typo_in_a_diagram() {
    let parse = |page: &str| {
        let chapters = Fixture::new(page).chapters();
        let diagram = chapters[0]
            .diagrams()
            .next()
            .expect("the page has a diagram");
        mermaid::parse(diagram)
    };
    assert_eq!(parse(PAGE), Ok(()));
    let (line, _) = parse(&page_with("a --> object", "a --> --> object")).expect_err("a typo");
    assert!((18..=23).contains(&line), "line {line} is in the diagram");
}

/// Runs rustdoc over the page's Rust blocks, as the documentation tests do.
fn rustdoc(page: &str) -> Output {
    let fixture = Fixture::new(page);
    let markdown = rust::as_markdown(&fixture.chapters()[0]);
    fixture.write("page.md", &markdown);
    Command::new("rustdoc")
        .current_dir(fixture.root())
        .args(["--test", "--edition", "2024", "page.md"])
        .output()
        .expect("rustdoc can be started")
}

#[test]
fn a_rust_block_that_no_longer_compiles() {
    let sound = rustdoc(PAGE);
    let text = String::from_utf8_lossy(&sound.stdout).into_owned();
    assert!(
        sound.status.success() && text.contains("1 passed"),
        "{text}"
    );

    let broken = rustdoc(&page_with("numbers.len()", "numbers.length()"));
    let text = String::from_utf8_lossy(&broken.stdout).into_owned();
    assert!(!broken.status.success());
    assert!(text.contains("page.md:13:"), "{text}");
    assert!(text.contains("no method named `length`"), "{text}");
}

#[test]
fn a_listing_that_no_test_reaches() {
    // A workspace of one companion crate, in which one function is tested.
    let fixture = Fixture::new(PAGE);
    fixture.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"crates/*\", \"tests\"]\n",
    );
    fixture.write(
        "Cargo.lock",
        "version = 4\n\n[[package]]\nname = \"numbers\"\nversion = \"0.1.0\"\n",
    );
    fixture.write(
        "crates/numbers/Cargo.toml",
        "[package]\nname = \"numbers\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    let source = "\
pub const fn tested() -> u8 {
    1
}

pub fn untested<T>(value: T) -> T {
    value
}

#[test]
fn one() {
    assert_eq!(tested(), 1);
}
";
    fixture.write("crates/numbers/src/lib.rs", source);
    let shown = [Shown {
        file: "crates/numbers/src/lib.rs".into(),
        lines: (1, 7),
    }];
    let target = fixture.root().join("target");
    for run in ["the first run", "a run with nothing changed"] {
        let unreached = reach::unreached(fixture.root(), &target, &shown).expect("the tests pass");
        let names: Vec<_> = unreached
            .iter()
            .map(|function| function.name.as_str())
            .collect();
        assert_eq!(names, ["untested"], "{run}");
    }
}
