//! `book fork`: what it copies is a book of its own, which is checked as this one is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use blocks::Interpreters;

use crate::fixture::{Fixture, Ran, TOOL};

/// The root of the checkout.
fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/book stands in the checkout")
}

/// A chapter of this book, forked into a temporary folder, which goes when this does.
struct Fork {
    folder: tempfile::TempDir,
}

impl Fork {
    fn of(chapter: &str) -> Self {
        let fork = Fork {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        let output = Command::new(TOOL)
            .args(["fork", chapter])
            .arg(fork.root())
            .current_dir(checkout())
            .stdin(Stdio::null())
            .output()
            .expect("the tool starts");
        Ran::from(output)
            .ends_with(0)
            .says("is a project of its own");
        fork.share_target();
        fork
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("talk")
    }

    /// Lets the forks of all runs of these tests keep what they compiled in one place.
    fn share_target(&self) {
        #[cfg(unix)]
        {
            let shared = checkout().join("target").join("fork");
            fs::create_dir_all(&shared).expect("a folder");
            std::os::unix::fs::symlink(shared, self.root().join("target")).expect("a link");
        }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(TOOL)
            .args(arguments)
            .current_dir(self.root())
            .stdin(Stdio::null())
            .env_remove("REQUIRE_PYTHONS")
            .output()
            .expect("the tool starts");
        Ran::from(output)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Writes the first `old` of a file anew, runs the tool, and puts the file back.
    fn with(&self, file: &str, old: &str, new: &str, arguments: &[&str]) -> Ran {
        let text = self.read(file);
        assert!(text.contains(old), "{file} has no `{old}`");
        fs::write(self.root().join(file), text.replacen(old, new, 1)).expect("a file");
        let ran = self.run(arguments);
        fs::write(self.root().join(file), text).expect("a file");
        ran
    }
}

fn some_python() -> bool {
    let minors: Vec<_> = (8..=15).map(|minor| blocks::Minor::new(3, minor)).collect();
    let found = Interpreters::find(&minors).is_ok_and(|found| !found.found.is_empty());
    if !found {
        eprintln!("NOT CHECKED: there is no CPython, so a changed output in a fork goes unnoticed");
    }
    found
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_chapter_is_a_book_of_its_own() {
    let fork = Fork::of("weakref");
    fork.run(&["test", "--no-python", "--no-rust"])
        .ends_with(0)
        .says("grammar  ok")
        .says("links    ok")
        .says("slides   ok");

    let page = fork.read("src/weakref/finalize.md");
    assert!(!page.contains("{{#"), "{page}");
    assert!(
        page.contains("\n```rust,listing=crates/weakref/src/finalize.rs:finalize_call\n"),
        "{page}"
    );
    // A page that stays behind is named, the glossary goes along.
    assert!(!page.contains("](../gc/"), "{page}");
    assert!(
        page.contains("(*Living Memory*: Finalizers run once)"),
        "{page}"
    );
    assert!(
        page.contains("](../reference/glossary.md#callback)"),
        "{page}"
    );

    fork.run(&["build"]).ends_with(0);
    let page = fork.read("book/weakref/finalize.html");
    assert!(
        page.contains("../source/crates/weakref/src/finalize.rs.html#listing-finalize_call"),
        "{page}"
    );
    assert!(fork.root().join("book/reference/glossary.html").is_file());
    // The deck is made of the fork's own pages.
    assert!(fork.read("book/slides/weakref.html").contains("<section"));

    let readme = fork.read("README.md");
    for part in ["cargo run", "cargo test", "src/weakref/", "CC BY 4.0"] {
        assert!(readme.contains(part), "{part}");
    }
    for part in [
        "TITLE", "BOOK", "PAGES", "SRC", "GRAMMAR", "GLOSSARY", "CRATES", "RUST",
    ] {
        assert!(!readme.contains(&format!("{{{part}}}")), "{part}");
    }
    assert!(fork.read("LICENSE-CC-BY-4.0").contains("Attribution"));
    assert!(fork.read("GRAMMAR.md").contains("## The grammar of blocks"));
    let lock = fork.read("Cargo.lock");
    assert!(lock.contains("name = \"weakref-talk\"") && !lock.contains("name = \"checks\""));
}

#[test]
fn what_doesnt_run_fails_in_the_fork_too() {
    let fork = Fork::of("weakref");
    let page = "src/weakref/looking.md";
    let python = ["test", "weakref/looking", "--no-rust"];
    if some_python() {
        fork.run(&python).ends_with(0).says("python   ok");
        fork.with(page, "\n```output\n", "\n```output\nOtherwise, ", &python)
            .ends_with(1)
            .says("python   FAILED")
            .complains("src/weakref/looking.md:");
    }
    let rust = ["test", "weakref/looking", "--no-python"];
    fork.run(&rust).ends_with(0).says("rust     ok");
    fork.with(page, "assert_eq!(", "assert_ne!(", &rust)
        .ends_with(1)
        .says("rust     FAILED")
        .complains("weakref/looking.md");

    let grammar = ["test", "--no-python", "--no-rust"];
    fork.with(
        "src/weakref/finalize.md",
        "rs:finalize_call\n",
        "rs:finalize_call\nfree(everything);\n",
        &grammar,
    )
    .ends_with(1)
    .says("grammar  FAILED")
    .complains("this listing is not what stands in crates/weakref/src/finalize.rs");
    fork.with(page, "](list.md)", "](../gc/index.md)", &grammar)
        .ends_with(1)
        .says("links    FAILED");
    fork.with(page, "<!-- slide ", "<!-- slide 9 min ", &grammar)
        .ends_with(1)
        .says("slides   FAILED")
        .complains("take");
}

#[test]
fn figures_are_drawn_into_files_and_drawn_again() {
    let fork = Fork::of("slots");
    let test = ["test", "--no-python", "--no-rust"];
    fork.run(&test).ends_with(0).says("figures  ok: 2 drawn");
    let page = fork.read("src/slots/saving.md");
    let picture = "](figures/saving-slots-saving.svg \"figure slots/saving from=saving\")\n";
    assert!(page.contains(picture), "{page}");
    let svg = "src/slots/figures/saving-slots-saving.svg";
    let drawn = fork.read(svg);
    assert!(drawn.starts_with("<svg "));

    // Another run than the one that was drawn.
    fork.with(svg, "</desc>", " once</desc>", &test)
        .ends_with(1)
        .says("figures  FAILED")
        .complains("src/slots/saving.md:")
        .complains("draws it again");
    if !some_python() {
        return;
    }
    // A program that prints something else: what it prints is recorded, and drawn.
    let picture = page.lines().find(|line| line.ends_with(picture.trim_end()));
    let shorter = format!(
        "# Saving\n\n```python,id=saving\nimport sys\n\n\
         print('plain', 204 if sys.version_info < (3, 11) else 107)\nprint('slots 56')\n```\n\n\
         ```output,3.8..3.10\nplain 152\nslots 56\n```\n\n\
         ```output,3.11..\nplain 96\nslots 56\n```\n\n{}\n",
        picture.expect("a line")
    );
    fs::write(fork.root().join("src/slots/saving.md"), shorter).expect("a page");
    fork.run(&["record", "slots/saving", "--yes"])
        .ends_with(0)
        .says("Written: src/slots/saving.md")
        .says("Drawn again: src/slots/figures/saving-slots-saving.svg");
    assert_ne!(fork.read(svg), drawn);
    fork.run(&["record", "slots/saving", "--check"])
        .ends_with(0)
        .says("Nothing changes");
    fork.with(
        svg,
        "</desc>",
        " once</desc>",
        &["record", "slots/saving", "--check"],
    )
    .ends_with(1)
    .complains("draws it again");
}

#[test]
fn a_page_at_the_top_is_a_chapter_too() {
    let fork = Fork::of("questions");
    fork.run(&["test", "--no-python", "--no-rust"]).ends_with(0);
    assert_eq!(
        names(&fork.root().join("src")),
        ["SUMMARY.md", "questions.md", "reference"]
    );
    assert!(fork.read("README.md").contains("`src/questions.md`"));
}

#[test]
fn a_fork_can_be_forked() {
    let fork = Fork::of("questions");
    let second = fork.folder.path().join("second");
    let second = second.to_str().expect("a plain path");
    // It has no crates of its own, so somebody must say where they are.
    fork.run(&["fork", "questions", second])
        .ends_with(2)
        .complains("--crates");
    fork.run(&[
        "fork",
        "questions",
        second,
        "--crates",
        "https://example.org/book.git",
    ])
    .ends_with(0);
    let read = |name: &str| fs::read_to_string(Path::new(second).join(name)).expect("a file");
    let manifest = read("Cargo.toml");
    assert!(
        manifest.contains("\ngc = { git = \"https://example.org/book.git\" }\n"),
        "{manifest}"
    );
    assert!(
        manifest.contains("[profile.dev.package.figures]"),
        "{manifest}"
    );
    assert_eq!(read("src/questions.md"), fork.read("src/questions.md"));
    assert_eq!(read("GRAMMAR.md"), fork.read("GRAMMAR.md"));
}

/// `cargo test` as a speaker types it: only the checkout's sources and what was fetched for them.
#[test]
fn cargo_test_checks_a_fork_offline() {
    if std::env::var_os("CHECK_FORK").is_none() {
        eprintln!("NOT CHECKED: `cargo test` in a fork takes minutes; CHECK_FORK=1 runs it");
        return;
    }
    let fork = Fork::of("weakref");
    let cargo = |target: &Path| {
        let output = Command::new(env!("CARGO"))
            .args(["test", "--offline", "--locked", "--target-dir"])
            .arg(target)
            .current_dir(fork.root())
            .stdin(Stdio::null())
            .output()
            .expect("cargo starts");
        Ran::from(output)
    };
    // The folder that this test was compiled in has the dependencies already.
    let target = Path::new(TOOL)
        .ancestors()
        .nth(2)
        .expect("target/debug/book");
    cargo(target)
        .ends_with(0)
        .says("rust     ok")
        .says("These checks passed");

    let page = fork.root().join("src/weakref/looking.md");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replacen("assert_eq!(", "assert_ne!(", 1)).expect("a file");
    cargo(target).ends_with(1).says("rust     FAILED");
}

const PAGE: &str = "\
# A

[Beside](b.md), [elsewhere](../other.md#sums), ![A cup](cup.svg).

```rust
fn three() -> u8 {
    3
}
{{#include use.rs:use}}
```

{{#listing crates/shelf/src/lib.rs:three}}
";

fn fixture() -> Fixture {
    let fixture = Fixture::new(&[
        ("a/index.md", PAGE),
        ("a/b.md", "# B\n"),
        ("other.md", "# Other\n\n## Sums\n"),
    ])
    .with_crate();
    fixture.write(
        "src/a/use.rs",
        "// ANCHOR: use\nassert_eq!(three(), 3);\n// ANCHOR_END: use\n",
    );
    fixture.write("src/a/cup.svg", "<svg/>");
    fixture.write(
        "crates/shelf/src/lib.rs",
        "//! A crate.\n// ANCHOR: three\n/// Three.\npub fn three() -> u8 {\n    3\n}\n// ANCHOR_END: three\n",
    );
    fixture.write("crates/book/Cargo.toml", "");
    fixture
}

#[test]
fn includes_listings_and_pictures_go_along() {
    let fixture = fixture();
    fixture.run(&["fork", "a", "deep/er/copy"]).ends_with(0);
    assert_eq!(
        fixture.read("deep/er/copy/src/a/index.md"),
        "\
# A

[Beside](b.md), elsewhere (*A small book*: other), ![A cup](cup.svg).

```rust
fn three() -> u8 {
    3
}
assert_eq!(three(), 3);
```

```rust,listing=crates/shelf/src/lib.rs:three
/// Three.
pub fn three() -> u8 {
    3
}
```
"
    );
    assert_eq!(fixture.read("deep/er/copy/src/a/cup.svg"), "<svg/>");
    assert_eq!(
        fixture.read("deep/er/copy/src/SUMMARY.md"),
        "# Summary\n\n- [a/index](a/index.md)\n- [a/b](a/b.md)\n"
    );
    assert_eq!(
        names(&fixture.path("deep/er")),
        ["copy"],
        "and nothing beside it"
    );
}

#[test]
fn an_empty_folder_is_taken_and_a_full_one_refused() {
    let fixture = fixture();
    fs::create_dir(fixture.path("empty")).expect("a folder");
    fixture.run(&["fork", "a", "empty"]).ends_with(0);
    let before = names(&fixture.path("empty"));
    fixture
        .run(&["fork", "a", "empty"])
        .ends_with(2)
        .complains("empty isn't empty");
    assert_eq!(names(&fixture.path("empty")), before);
    fixture
        .run(&["fork", "a", "book.toml"])
        .ends_with(2)
        .complains("book.toml is a file");
    fixture
        .run(&["fork", "a", "src/copy"])
        .ends_with(2)
        .complains("lies in src/");
}

#[test]
fn an_unknown_chapter_is_refused_with_those_that_there_are() {
    let fixture = fixture();
    fixture
        .run(&["fork", "c", "copy"])
        .ends_with(2)
        .complains("there are a, other");
    fixture
        .run(&["fork", "a/b", "copy"])
        .ends_with(2)
        .complains("name the chapter");
    fixture
        .run(&["fork", "a", "copy", "--crates", "nowhere"])
        .ends_with(2)
        .complains("nowhere");
    assert!(!fixture.path("copy").exists());
}

#[test]
fn nothing_is_left_of_a_fork_that_fails() {
    for (old, new, message) in [
        // Found when the chapter is read, and when its copy is.
        (
            "{{#listing crates/shelf",
            "{{#listing crates/gone",
            "src/a/index.md:12",
        ),
        ("(b.md)", "(gone.md)", "gone.md"),
        ("(cup.svg)", "(gone.svg)", "src/a/index.md:3"),
    ] {
        let fixture = fixture();
        fixture.write("src/a/index.md", &PAGE.replace(old, new));
        let before = names(fixture.root());
        fixture
            .run(&["fork", "a", "deep/copy"])
            .ends_with(1)
            .complains(message);
        assert_eq!(names(fixture.root()), before, "{new}");
    }
}
