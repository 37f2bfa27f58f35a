//! The book under a plain mdBook, which knows nothing of us but the commands in
//! `book.toml`. Its library, without our preprocessors linked in, starts them as
//! the released program does.

use mdbook_driver::MDBook;
use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::Book;

use std::io::Write;
use std::process::Stdio;

use crate::fixture::{Fixture, Ran, TOOL};

const PAGE: &str = "\
# Page

```python
print(1)
```

```output
1
```

{{#figure gc/update_refs}}

```rust
use shelf::three;
assert_eq!(three(), 3);
```

```rust
assert_eq!(1 + 1, 2);
```

```rust,compile_fail,E0425
shelf::four();
```
";

fn fixture(page: &str) -> Fixture {
    Fixture::new(&[("page.md", page)]).with_crate()
}

/// The book as plain mdBook loads it, which starts our commands itself and lets
/// them write to this process's standard error. There, the report of a block that
/// is broken on purpose would look like a failure of these tests, so a shell
/// takes it away.
fn load(fixture: &Fixture) -> MDBook {
    let settings = fixture.read("book.toml");
    let loud = format!("\"'{TOOL}' plugin blocks\"");
    let hushed = format!("'''sh -c '\"{TOOL}\" plugin blocks \"$@\" 2>/dev/null' sh'''");
    assert!(settings.contains(&loud) || settings.contains(&hushed));
    if cfg!(unix) {
        fixture.write("book.toml", &settings.replace(&loud, &hushed));
    }
    MDBook::load(fixture.root()).expect("mdBook reads the book")
}

#[test]
fn plain_mdbook_builds_the_book() {
    let fixture = fixture(PAGE);
    load(&fixture).build().expect("it builds");
    let page = fixture.read("book/page.html");
    assert!(
        page.contains("print(1)") && page.contains("<svg "),
        "{page}"
    );

    let broken = Fixture::new(&[("page.md", "# A\n\n```\nx\n```\n")]);
    assert!(
        load(&broken).build().is_err(),
        "a wrong block fails plain mdBook too"
    );
}

#[test]
fn plain_mdbook_tests_every_block_and_fails_with_a_broken_one() {
    load(&fixture(PAGE))
        .test(vec![])
        .expect("all blocks are right");

    for (right, wrong) in [
        ("three(), 3", "three(), 4"),        // run by the preprocessor
        ("1 + 1, 2", "1 + 1, 3"),            // run by mdBook
        ("shelf::four()", "shelf::three()"), // compiles, though it says it won't
    ] {
        let page = PAGE.replace(right, wrong);
        assert_ne!(page, PAGE);
        assert!(load(&fixture(&page)).test(vec![]).is_err(), "{wrong}");
    }
}

/// What mdBook writes to a preprocessor.
fn input(fixture: &Fixture, renderer: &str, tester: Option<&str>) -> String {
    let mut mdbook = load(fixture);
    if let Some(tester) = tester {
        mdbook
            .config
            .set("preprocessor.blocks.tester", tester)
            .expect("a setting");
    }
    let context = PreprocessorContext::new(
        fixture.root().to_path_buf(),
        mdbook.config.clone(),
        renderer.to_owned(),
    );
    serde_json::to_string(&(context, &mdbook.book)).expect("JSON")
}

fn plugin(fixture: &Fixture, name: &str, input: &str) -> Ran {
    let mut child = fixture
        .command(&["plugin", name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("the tool reads");
    Ran::from(child.wait_with_output().expect("the tool ends"))
}

fn content(ran: &Ran) -> String {
    let book: Book = serde_json::from_str(&ran.out).expect("mdBook's own format");
    book.chapters()
        .map(|chapter| chapter.content.clone())
        .collect()
}

#[test]
fn the_plugin_speaks_mdbooks_protocol() {
    let fixture = fixture(PAGE);
    let ran = plugin(&fixture, "blocks", &input(&fixture, "html", None)).ends_with(0);
    assert!(content(&ran).contains("print(1)"));
    // A renderer that isn't ours gets the page as it is written.
    let ran = plugin(&fixture, "blocks", &input(&fixture, "epub", None)).ends_with(0);
    assert_eq!(content(&ran), fixture.read("src/page.md"));

    fixture
        .run(&["plugin", "blocks", "supports", "html"])
        .ends_with(0);
    fixture
        .run(&["plugin", "blocks", "supports", "test"])
        .ends_with(0);
    fixture
        .run(&["plugin", "mermaid", "supports", "html"])
        .ends_with(0);
    fixture
        .run(&["plugin", "mermaid", "supports", "test"])
        .ends_with(1);
    plugin(&fixture, "blocks", "hello")
        .ends_with(1)
        .complains("standard input");
}

#[test]
fn the_blocks_are_shared_between_the_plugin_and_mdbook() {
    let fixture = fixture(PAGE);
    let ours = plugin(&fixture, "blocks", &input(&fixture, "test", None)).ends_with(0);
    let ours = ours
        .complains("crates: 2 run here")
        .complains("for mdBook to run: 1");
    let left = content(&ours);
    assert!(
        left.contains("assert_eq!(1 + 1, 2);") && !left.contains("shelf"),
        "{left}"
    );

    let theirs = plugin(&fixture, "blocks", &input(&fixture, "test", Some("mdbook"))).ends_with(0);
    let left = content(&theirs);
    assert!(
        left.contains("extern crate shelf; use shelf::three;"),
        "{left}"
    );
    assert!(
        !left.contains("print") && !left.contains("figure"),
        "{left}"
    );
    // With that, and the folder it filled, mdBook runs every block itself.
    let mut mdbook = load(&fixture);
    mdbook
        .config
        .set("preprocessor.blocks.tester", "mdbook")
        .expect("a setting");
    let libraries = fixture.path("target/book/debug/deps");
    mdbook
        .test(vec![libraries.to_str().expect("a plain path")])
        .expect("all blocks are right");

    plugin(&fixture, "blocks", &input(&fixture, "test", Some("nobody")))
        .ends_with(1)
        .complains("`nobody`");
}

#[test]
fn a_broken_block_is_told_with_page_and_line() {
    let fixture = fixture(&PAGE.replace("three(), 3", "three(), 4"));
    let ran = plugin(&fixture, "blocks", &input(&fixture, "test", None)).ends_with(1);
    ran.complains("src/page.md - (line 13)")
        .complains("assertion");
    fixture
        .run(&["test", "--no-python"])
        .ends_with(1)
        .says("rust     FAILED")
        .complains("(line 13)");
}

#[test]
fn a_crate_that_does_not_compile_fails_the_test() {
    let fixture = fixture(PAGE);
    fixture.write(
        "crates/shelf/src/lib.rs",
        "//! Broken.\npub fn three() -> u8 { \"3\" }\n",
    );
    plugin(&fixture, "blocks", &input(&fixture, "test", None))
        .ends_with(1)
        .complains("E0308");
}
