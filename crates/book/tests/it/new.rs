//! `book new`: what it writes passes every check.

use std::fs;

use crate::fixture::Fixture;

#[test]
fn a_new_chapter_builds_and_passes() {
    let fixture = Fixture::new(&[("preface.md", "# Preface\n")]).with_crate();
    fixture
        .run(&["new", "free_lists"])
        .ends_with(0)
        .says("Created src/free_lists/index.md");
    assert!(
        fixture
            .read("src/SUMMARY.md")
            .ends_with("- [Free lists](free_lists/index.md)\n")
    );
    assert!(
        fixture
            .read("Cargo.toml")
            .contains("free_lists = { path = \"crates/free_lists\" }")
    );

    fixture.run(&["build"]).ends_with(0);
    let page = fixture.read("book/free_lists/index.html");
    for part in [
        "Three questions",
        "second.append(3)",
        "The trade-offs",
        "class=\"mermaid\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // Its crate compiles and its blocks run.
    fixture
        .run(&["test", "free_lists", "--no-python"])
        .ends_with(0)
        .says("rust     ok: 2 blocks");
}

#[test]
fn a_chapter_can_do_without_a_crate() {
    let fixture = Fixture::new(&[("preface.md", "# Preface\n")]);
    fixture
        .run(&["new", "questions", "--no-crate"])
        .ends_with(0);
    assert!(!fixture.path("crates").exists());
    fixture.run(&["build"]).ends_with(0);
    fixture
        .run(&["test", "questions", "--no-python"])
        .ends_with(0)
        .says("rust     ok: 2 blocks");
}

#[test]
fn nothing_is_overwritten() {
    let fixture = Fixture::new(&[("gc/index.md", "# GC\n"), ("gil.md", "# GIL\n")]).with_crate();
    let summary = fixture.read("src/SUMMARY.md");
    for name in ["gc", "gil", "shelf", "../gc", "Gc", "fn"] {
        fixture.run(&["new", name]).ends_with(2);
    }
    assert_eq!(fixture.read("src/SUMMARY.md"), summary);
    assert_eq!(fixture.read("src/gc/index.md"), "# GC\n");
    let crates = fs::read_dir(fixture.path("crates"))
        .expect("a folder")
        .count();
    assert_eq!(crates, 1);
}
