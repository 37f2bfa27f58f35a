use super::*;

const SOURCE: &str = "\
mod a {
    // ANCHOR: outer

    fn one() {
        // ANCHOR: inner
        two();
        // ANCHOR_END: inner
    }

    // ANCHOR_END: outer
    // ANCHOR: empty

    // ANCHOR_END: empty
    // ANCHOR: open
}
";

#[test]
fn an_anchor_gives_its_lines_dedented_and_their_numbers() {
    let excerpt = anchored(SOURCE, "outer").expect("the anchor is there");
    assert_eq!(excerpt.text, "fn one() {\n    two();\n}\n");
    assert_eq!(excerpt.lines, 4..=8);
    assert_eq!(
        anchored(SOURCE, "inner").expect("the anchor is there").text,
        "two();\n"
    );
}

#[test]
fn an_anchor_that_gives_nothing_says_why() {
    assert_eq!(anchored(SOURCE, "empty"), Err(AnchorError::Empty));
    assert_eq!(anchored(SOURCE, "open"), Err(AnchorError::Unclosed));
    assert_eq!(
        anchored("// ANCHOR: a\n// ANCHOR: a\n", "a"),
        Err(AnchorError::Twice(1, 2))
    );
    let error = anchored(SOURCE, "inn").expect_err("no such anchor");
    assert_eq!(
        error.to_string(),
        "does not exist; the file has outer, inner, empty, open"
    );
}

#[test]
fn a_directive_is_read_only_when_alone() {
    let directive = Directive::alone("  {{#include a/b.rs:c}} ").expect("alone");
    assert_eq!(
        (directive.name, directive.file, directive.anchor),
        ("include", "a/b.rs", Some("c"))
    );
    assert_eq!(Directive::alone("x {{#include a.rs}}"), None);
    assert_eq!(
        Directive::alone("{{#include a.rs}} {{#include b.rs}}"),
        None
    );
    assert_eq!(Directive::alone("{{#include}}"), None);
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("src/objects")).expect("a folder");
    fs::write(folder.path().join("src/objects/a.rs"), SOURCE).expect("a file");
    fs::write(
        folder.path().join("top.py"),
        "# ANCHOR: x\nprint(1)\n# ANCHOR_END: x\nprint(2)\n",
    )
    .expect("a file");
    folder
}

fn expand_in(folder: &tempfile::TempDir, text: &str) -> Expanded {
    let folders = Folders {
        root: folder.path(),
        page: Path::new("src/objects"),
    };
    expand(text, folders, true)
}

#[test]
fn includes_are_put_in_with_the_indentation_of_their_line() {
    let folder = folder();
    let expanded = expand_in(
        &folder,
        "if x:\n    {{#include top.py:x}}\n{{#include top.py}}\n",
    );
    assert_eq!(expanded.text, "if x:\n    print(1)\nprint(1)\nprint(2)\n");
    assert_eq!(expanded.files, [Path::new("top.py"), Path::new("top.py")]);
    assert_eq!(expanded.errors, []);
    let expanded = expand_in(&folder, "{{#rustdoc_include a.rs:inner}}");
    assert!(
        expanded.text.starts_with("# mod a {\n"),
        "{}",
        expanded.text
    );
    assert!(
        expanded.text.contains("\n        two();\n# "),
        "{}",
        expanded.text
    );
}

#[test]
fn what_cannot_be_included_says_so_with_its_line() {
    let folder = folder();
    for (line, hint) in [
        (
            "{{#include nothing.rs}}",
            "no file src/objects/nothing.rs or nothing.rs",
        ),
        (
            "{{#include a.rs:gone}}",
            "the anchor `gone` of src/objects/a.rs does not exist",
        ),
        ("{{#include a.rs:3:4}}", "lines move"),
        ("{{#include ../../../a.rs}}", "outside the book"),
        ("let x = {{#include a.rs}};", "alone on its line"),
        ("{{#playground a.rs}}", "can't be used here"),
    ] {
        let expanded = expand_in(&folder, &format!("first\n{line}\n"));
        let (index, message) = &expanded.errors[0];
        assert_eq!(*index, 1);
        assert!(message.contains(hint), "{line}: {message}");
    }
}

#[test]
fn an_escaped_directive_is_left_alone() {
    let folder = folder();
    assert_eq!(expand_in(&folder, "\\{{#include a.rs}}\n").errors, []);
}
