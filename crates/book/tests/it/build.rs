//! `book build`, and `book test` where it finds the same.

use std::fs;

use crate::fixture::{Fixture, Ran};

const GOOD: &str = "\
# Good

```python
print(1 + 1)
```

```output
2
```

```rust
assert_eq!(1 + 1, 2);
```

```mermaid
flowchart LR
    accTitle: A
    accDescr: B
    a --> b
```
";

#[test]
fn a_good_book_becomes_pages() {
    let fixture = Fixture::new(&[("good.md", GOOD)]);
    fixture.run(&["build"]).ends_with(0);
    let page = fixture.read("book/good.html");
    assert!(page.contains("print(1 + 1)"), "{page}");
    assert!(
        page.contains("class=\"mermaid\""),
        "mermaid is linked in: {page}"
    );
    assert!(
        !page.contains("__livereload"),
        "the reload script is no part of a book"
    );
    assert!(fixture.path("book/index.html").is_file());
}

#[test]
fn the_book_is_found_from_any_folder_in_it() {
    let fixture = Fixture::new(&[("good.md", GOOD)]);
    let deep = fixture.path("src/deep");
    fs::create_dir_all(&deep).expect("a folder");
    let mut command = fixture.command(&["build", "--dest-dir", "out"]);
    Ran::from(
        command
            .current_dir(&deep)
            .output()
            .expect("the tool starts"),
    )
    .ends_with(0);
    assert!(
        deep.join("out/good.html").is_file(),
        "a folder on the command line is named from here"
    );
    assert!(!fixture.path("book").exists());
}

#[test]
fn every_problem_is_told_with_file_and_line() {
    let fixture = Fixture::new(&[
        (
            "one.md",
            "# One\n\n```\nno label\n```\n\n[dead](nowhere.md)\n",
        ),
        (
            "two.md",
            "# Two\n\n```rust\n{{#include nowhere.rs}}\n```\n\n```rust,ignore\n```\n\n[a](one.md#nowhere)\n",
        ),
        ("three.md", "# Three\n\n```python\nprint(1)\n```\n"),
    ]);
    let places = [
        "src/one.md:3: ",
        "src/one.md:7: ",
        "src/two.md:4: ",
        "src/two.md:7: ",
        "src/two.md:10: ",
        "src/three.md:3: ",
    ];
    for command in ["build", "test"] {
        let ran = if command == "test" {
            fixture.run(&["test", "--no-python"])
        } else {
            fixture.run(&["build"])
        };
        let ran = places
            .iter()
            .fold(ran.ends_with(1), |ran, place| ran.complains(place));
        assert!(!ran.err.contains("panicked"), "{ran:#?}");
    }
    assert!(
        !fixture.path("book").exists(),
        "nothing is written of a book that is wrong"
    );
}

#[test]
fn a_page_that_is_listed_and_missing_is_told() {
    let fixture = Fixture::new(&[("one.md", "# One\n")]);
    fs::remove_file(fixture.path("src/one.md")).expect("it is there");
    fixture
        .run(&["build"])
        .ends_with(1)
        .complains("src/SUMMARY.md:3: there is no file src/one.md");
}

#[test]
fn what_mdbook_only_warns_of_fails() {
    let fixture = Fixture::new(&[("one.md", "# One\n\n<div>\n\nnever closed\n")]);
    fixture
        .run(&["build"])
        .ends_with(1)
        .complains("one.md")
        .complains("div");
}
