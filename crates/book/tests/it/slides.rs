//! `book slides`, the decks in the built book, and the decks under a plain mdBook.

use std::collections::BTreeSet;
use std::fs;

use blocks::Interpreters;
use mdbook_driver::MDBook;

use crate::fixture::{Fixture, Ran, TOOL};

const INDEX: &str = "\
# Sums

<!-- slide 50 s: What does it print? -->

Say this.

1. one
2. two

```python,predict
print(1 + 1)
```

```output
2
```

<!-- slide 1 min 10 s -->

## How it adds

```mermaid
flowchart LR
    accTitle: A
    accDescr: B
    a --> b
```

{{#figure gc/update_refs}}

<!-- end of slide -->
";

const MORE: &str = "\
# More

<!-- slide 30 s -->

```rust
assert_eq!(1 + 1, 2);
```

<!-- end of slide -->
";

fn fixture() -> Fixture {
    Fixture::new(&[
        ("preface.md", "# Preface\n"),
        ("sums/index.md", INDEX),
        ("sums/more.md", MORE),
        (
            "questions.md",
            "# Questions\n\n<!-- slide 9 s: Why? -->\n<!-- end of slide -->\n",
        ),
    ])
}

/// What a page loads: each `href` and `src` that is no anchor.
fn loaded(html: &str) -> BTreeSet<String> {
    ["href=\"", "src=\""]
        .iter()
        .flat_map(|attribute| html.split(attribute).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| !address.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_folder_of_decks_has_all_that_it_loads_and_names_nothing_else() {
    let fixture = fixture();
    fixture
        .run(&["slides", "--out", "stick"])
        .ends_with(0)
        .says("sums          3 slides 2:30 of 5:00")
        .says("questions     1 slide  0:09 of 5:00");
    let deck = fixture.read("stick/sums.html");
    for part in [
        "<h2>What does it print?</h2>",
        "<h2>How it adds</h2>",
        "<h2>More</h2>",
        "data-timing=\"70\"",
        "<samp>2</samp>",
        "<p>Say this.</p>",
        "data-source=\"src/sums/index.md:10\"",
        "slide 3 of 3, up to 2:30 of 2:30",
        "<pre class=\"mermaid\">",
        "<svg ",
    ] {
        assert!(deck.contains(part), "no `{part}` in {deck}");
    }
    for page in ["index.html", "sums.html", "questions.html"] {
        let html = fixture.read(&format!("stick/{page}"));
        let html = html.replace("http://www.w3.org/2000/svg", "");
        assert!(!html.contains("://"), "{page} names another host: {html}");
        assert!(!html.contains("type=\"module\""), "{page}");
        let loaded = loaded(&html);
        assert!(loaded.len() > 5, "{loaded:?}");
        for address in loaded {
            assert!(
                fixture.path("stick").join(&address).is_file(),
                "{page}: {address}"
            );
        }
    }
    // What a style sheet loads stands beside it.
    for sheet in ["fonts.css", "deck.css", "blocks.css", "reveal.css"] {
        let css = fixture.read(&format!("stick/files/{sheet}"));
        for rest in css.split("url(").skip(1) {
            let address = rest
                .split(')')
                .next()
                .unwrap_or_default()
                .trim_matches(['\'', '"']);
            assert!(
                address.starts_with("data:") || fixture.path("stick/files").join(address).is_file(),
                "{sheet}: {address}"
            );
        }
    }
    assert!(fixture.path("stick/files/mermaid.min.js").is_file());
    assert!(!fixture.path("book").exists());
}

#[test]
fn one_deck_is_made_alone_and_beside_others() {
    let fixture = fixture();
    fixture
        .run(&["slides", "questions", "--out", "one"])
        .ends_with(0);
    assert!(!fixture.path("one/sums.html").exists());
    assert!(!fixture.read("one/index.html").contains("sums.html"));
    assert!(
        !fixture.path("one/files/mermaid.min.js").exists(),
        "it has no diagram"
    );
    fixture
        .run(&["slides", "sums/", "--out", "one"])
        .ends_with(0);
    let list = fixture.read("one/index.html");
    assert!(
        list.contains("sums.html") && list.contains("questions.html"),
        "{list}"
    );
    assert!(
        fixture
            .read("one/sums.html")
            .contains("data-next=\"questions.html\""),
        "the next deck is known"
    );
}

#[test]
fn the_book_has_the_decks_and_its_pages_link_to_them() {
    let fixture = fixture();
    fixture.run(&["build"]).ends_with(0);
    let link = |page: &str| {
        let html = fixture.read(page);
        let rest = html.split("class=\"lm-deck\"><a href=\"").nth(1)?;
        Some(rest.split('"').next()?.to_owned())
    };
    assert_eq!(
        link("book/sums/index.html").as_deref(),
        Some("../slides/sums.html#/1")
    );
    assert_eq!(
        link("book/sums/more.html").as_deref(),
        Some("../slides/sums.html#/3")
    );
    assert_eq!(
        link("book/questions.html").as_deref(),
        Some("slides/questions.html#/1")
    );
    assert_eq!(link("book/preface.html"), None);
    assert!(fixture.path("book/slides/sums.html").is_file());
    assert!(
        fixture
            .read("book/slides/index.html")
            .contains("../index.html")
    );
    let page = fixture.read("book/sums/index.html");
    assert!(
        !page.contains("slide 50 s:") || page.contains("<!-- slide 50 s:"),
        "{page}"
    );

    let none = Fixture::new(&[("one.md", "# One\n")]);
    none.run(&["build"]).ends_with(0);
    assert!(!none.path("book/slides").exists());
    none.run(&["slides"])
        .ends_with(1)
        .complains("src/one.md:1: this book has no slides yet");
}

#[test]
fn a_slide_that_is_wrong_fails_every_command_with_file_and_line() {
    let wrong = INDEX.replace("<!-- end of slide -->\n", "");
    let fixture = Fixture::new(&[
        ("sums/index.md", &wrong),
        (
            "sums/more.md",
            &MORE
                .replace("30 s", "")
                .replace("# More\n", "# More\n\n<!-- todo -->\n"),
        ),
    ]);
    for command in [
        &["slides"][..],
        &["slides", "--check"],
        &["build"],
        &["test", "--no-python", "--no-rust"],
    ] {
        fixture
            .run(command)
            .ends_with(1)
            .complains("src/sums/index.md:18: this slide never ends")
            .complains("src/sums/more.md:3: unknown comment")
            .complains("src/sums/more.md:5: a slide without its time");
    }
    assert!(
        !fixture.path("book").exists(),
        "nothing is written of a book that is wrong"
    );
}

#[test]
fn a_chapter_that_takes_too_long_fails_the_check_and_names_its_slides() {
    let long = MORE.replace("30 s", "4 min");
    let fixture = Fixture::new(&[("sums/index.md", INDEX), ("sums/more.md", &long)]);
    let over = |ran: Ran| {
        ran.ends_with(1)
            .complains("src/sums/index.md:3: the slides of `sums` take 6:00, and a chapter has 5:00; take 1:00 away:")
            .complains("0:50  What does it print?  (src/sums/index.md:3)")
            .complains("1:10  How it adds  (src/sums/index.md:18)")
            .complains("4:00  More  (src/sums/more.md:3)")
    };
    over(fixture.run(&["slides", "--check"])).says("1:00 too long");
    over(fixture.run(&["test", "sums", "--no-python", "--no-rust"])).says("slides   FAILED");
    // They can be made and looked at all the same.
    fixture.run(&["slides"]).ends_with(0).says("1:00 too long");

    let settings = fixture.read("book.toml");
    fixture.write(
        "book.toml",
        &settings.replace(
            "[preprocessor.blocks]\n",
            "[preprocessor.blocks]\nminutes = 6\n",
        ),
    );
    fixture
        .run(&["slides", "--check"])
        .ends_with(0)
        .says("6:00 of 6:00");
    fixture
        .run(&["test", "--no-python", "--no-rust"])
        .ends_with(0)
        .says("slides   ok: 3 in 1 decks");
}

#[test]
fn wrong_usage_ends_with_two() {
    let fixture = fixture();
    fixture
        .run(&["slides", "nope"])
        .ends_with(2)
        .complains("there is no chapter `nope`; there are preface, sums, questions");
    fixture
        .run(&["slides", "sums/more"])
        .ends_with(2)
        .complains("name the chapter, `sums`");
    fixture
        .run(&["slides", "--check", "--out", "x"])
        .ends_with(2);
    fixture.run(&["slides", "--check", "--pdf"]).ends_with(2);
    fixture.write("taken", "a file");
    fixture
        .run(&["slides", "--out", "taken"])
        .ends_with(2)
        .complains("is no folder");
    let mut command = fixture.command(&["slides", "--out", "paper", "--pdf"]);
    let output = command.env("CHROMIUM", "/nowhere/chromium").output();
    Ran::from(output.expect("the tool starts"))
        .ends_with(2)
        .complains("CHROMIUM names /nowhere/chromium");
    fixture
        .run(&["help", "slides"])
        .ends_with(0)
        .says("--check")
        .says("<!-- end of slide -->");
}

#[test]
fn a_changed_output_changes_the_deck_and_fails_the_test() {
    let fixture = Fixture::new(&[("sums/index.md", &INDEX.replace("\n2\n```", "\n3\n```"))]);
    fixture.run(&["slides", "--out", "out"]).ends_with(0);
    let deck = fixture.read("out/sums.html");
    assert!(deck.contains("<samp>3</samp>") && !deck.contains("<samp>2</samp>"));
    // There is no second copy that could be right: the test of the chapter is the deck's.
    let minors: Vec<_> = (8..=15).map(|minor| blocks::Minor::new(3, minor)).collect();
    if Interpreters::find(&minors).is_ok_and(|found| !found.found.is_empty()) {
        fixture
            .run(&["test", "sums", "--no-rust"])
            .ends_with(1)
            .complains("sums/index.md:10")
            .says("slides   ok")
            .says("python   FAILED");
    } else {
        eprintln!("NOT CHECKED: there is no CPython, so no output was compared");
    }
}

#[test]
fn a_file_of_the_books_theme_takes_the_place_of_ours() {
    let fixture = fixture();
    fixture.write("theme/slides/deck.css", "h2 { color: red }");
    fixture.run(&["slides", "--out", "out"]).ends_with(0);
    assert_eq!(fixture.read("out/files/deck.css"), "h2 { color: red }");
    assert!(fixture.read("out/files/tokens.css").contains("--lm-accent"));
}

#[test]
fn plain_mdbook_makes_the_decks_as_an_output_of_its_own() {
    let fixture = fixture();
    let settings = fixture.read("book.toml");
    let with_slides = format!("{settings}[output.slides]\ncommand = \"'{TOOL}' plugin slides\"\n");
    fixture.write("book.toml", &with_slides);
    let book = MDBook::load(fixture.root()).expect("mdBook reads the book");
    book.build().expect("it builds");
    let theirs = fixture.read("book/slides/sums.html");
    assert!(theirs.contains("<h2>What does it print?</h2>"));
    assert!(
        !fixture
            .read("book/html/sums/index.html")
            .contains("lm-deck"),
        "no link to a place where no deck may be"
    );

    // The same book.toml with our tool: the decks stand in the book, and are the same.
    fs::remove_dir_all(fixture.path("book")).expect("it is there");
    fixture.run(&["build"]).ends_with(0);
    assert!(fixture.path("book/sums/index.html").is_file());
    assert_eq!(fixture.read("book/slides/sums.html"), theirs);

    let broken = INDEX.replace("<!-- end of slide -->\n", "");
    fixture.write("src/sums/index.md", &broken);
    let hushed = with_slides.replace(
        &format!("\"'{TOOL}' plugin slides\""),
        &format!("'''sh -c '\"{TOOL}\" plugin slides 2>/dev/null' '''"),
    );
    fixture.write("book.toml", &hushed);
    if cfg!(unix) {
        let book = MDBook::load(fixture.root()).expect("mdBook reads the book");
        assert!(
            book.build().is_err(),
            "a wrong slide fails plain mdBook too"
        );
    }
    fixture
        .run(&["plugin", "slides", "supports", "html"])
        .ends_with(2)
        .complains("renderer");
    fixture
        .run(&["plugin", "slides"])
        .ends_with(1)
        .complains("standard input");
}
