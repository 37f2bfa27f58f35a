use super::*;
use crate::range::Minor;

fn book() -> (tempfile::TempDir, Book) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let src = folder.path().join("src");
    fs::create_dir_all(src.join("objects")).expect("a folder");
    for (name, text) in [
        ("SUMMARY.md", "- [A](a.md)\n- [B](objects/b.md)\n"),
        ("a.md", "# A\n"),
        (
            "objects/b.md",
            "# B `del x`, and -- more {#not-this\n\n## Twice\n\n## Twice\n\n## C {#own}\n",
        ),
        ("draft.md", "# Draft\n"),
        ("objects/a picture.svg", "<svg/>"),
    ] {
        fs::write(src.join(name), text).expect("a file");
    }
    let toml = "[preprocessor.blocks]\npythons = [\"3.13\"]\n";
    fs::write(folder.path().join("book.toml"), toml).expect("a file");
    fs::write(folder.path().join("README.md"), "").expect("a file");
    let book = Book::open(folder.path()).expect("the book is right");
    (folder, book)
}

fn problems(text: &str) -> Vec<String> {
    let (_folder, book) = book();
    let (chapter, _) = Chapter::parse(&book, Path::new("src/objects/page.md"), text);
    check(&book, &[chapter])
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn links_to_what_is_there_are_right() {
    let text = "\
# A page

[1](b.md) [2](../a.md#a) [3](b.md#own) [4](b.md#twice-1) [5](#a-page) [6](https://example.org/x)
[7](b.md#b-del-x-and--more-not-this) [8](#made) <a href=\"../a.md\">9</a> <x@example.org>

<a id=\"made\"></a>

![What to notice](a%20picture.svg) <img src=\"a picture.svg\" alt=\"What to notice\">
";
    assert_eq!(problems(text), [] as [String; 0]);
}

#[test]
fn each_broken_link_is_named_with_its_line() {
    for (text, hint) in [
        ("[x](gone.md)", "`gone.md` does not exist"),
        (
            "[x](b.md#gone)",
            "objects/b.md has no anchor `#gone`; it has b-del-x",
        ),
        (
            "[x](#gone)",
            "objects/page.md has no anchor `#gone`; it has none",
        ),
        ("[x](../draft.md)", "not listed in SUMMARY.md"),
        ("[x](../../README.md)", "lies outside src"),
        ("[x](../../../etc/passwd)", "lies outside src"),
        ("[x](/a.md)", "root of a server"),
        ("[x](b.html)", "link to the page's .md file"),
        ("[x](../objects)", "is a folder"),
        ("[x]()", "leads nowhere"),
        ("[x](file:a)", "no address"),
        ("[x][nowhere]", "defined nowhere"),
        ("<a href='gone.md'>x</a>", "`gone.md` does not exist"),
        ("![](a%20picture.svg)", "has no text"),
        ("![x](gone.svg)", "`gone.svg` does not exist"),
        ("![x](https://example.org/x.svg)", "not in the book"),
        ("<img src='a picture.svg'>", "has no text"),
    ] {
        let found = problems(&format!("Prose.\n\nBefore {text}\n"));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found[0].starts_with("src/objects/page.md:3: "),
            "{text}: {found:?}"
        );
        assert!(found[0].contains(hint), "{text}: {found:?}");
    }
}

#[test]
fn an_anchor_exists_once() {
    let text = "# Size\n\n```python,id=size\n1\n```\n\n```output\n```\n\n<a id=\"size\"></a>\n";
    let found = problems(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("src/objects/page.md:3: the anchor `#size` exists already"));
    assert!(found[1].starts_with("src/objects/page.md:10: "));
}

#[test]
fn the_anchor_of_a_heading_is_mdbooks() {
    // Pairs from the tests of mdBook 0.5.4 (`mdbook-html/src/utils.rs`).
    for (content, id) in [
        (
            "`--passes`: add more rustdoc passes",
            "--passes-add-more-rustdoc-passes",
        ),
        (
            "Method-call 🐙 expressions \u{1f47c}",
            "method-call--expressions-",
        ),
        ("中文標題 CJK title", "中文標題-cjk-title"),
        ("Über", "über"),
    ] {
        assert_eq!(id_from_content(content), id);
    }
}

#[test]
fn the_punctuation_setting_counts_in_anchors() {
    let anchors = |smart| {
        let mut book = Book::new("", "src", &[Minor::new(3, 13)]);
        book.smart_punctuation = smart;
        let (chapter, _) = Chapter::parse(&book, Path::new("src/a.md"), "# a -- b\n");
        Anchors::of(&book, &chapter).ids
    };
    assert!(anchors(true).contains("a--b"), "{:?}", anchors(true));
    assert!(anchors(false).contains("a----b"), "{:?}", anchors(false));
}

#[test]
fn a_page_that_is_not_listed_is_reported_with_the_whole_book() {
    let (_folder, book) = book();
    let chapters = book.chapters().expect("the pages are right");
    let found: Vec<_> = check(&book, &chapters)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("src/draft.md:1: no reader finds this page"));
}
