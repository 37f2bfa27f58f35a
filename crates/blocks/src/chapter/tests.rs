use std::fs;

use super::*;

fn book() -> Book {
    let minors: Vec<Minor> = (8..=15).map(|minor| Minor::new(3, minor)).collect();
    Book::new("", "src", &minors)
}

fn parse(text: &str) -> (Chapter, Vec<String>) {
    let (chapter, problems) = Chapter::parse(&book(), Path::new("src/objects/names.md"), text);
    (chapter, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn a_page_is_read_into_its_blocks_with_lines_and_spans() {
    let text = "\
# Names

```rust
let a = 1;
```

<details>

```python,since=3.12,predict,id=tuple
~import sys
print(1)
```

```output,3.12
1
```

```output,3.13..
2
```

</details>

```mermaid
flowchart LR
  accTitle: A name
  accDescr: It refers
  a --> b
```

```text
a --> b
```
";
    let (chapter, problems) = parse(text);
    assert_eq!(problems, [] as [&str; 0]);
    assert_eq!(
        (chapter.name.as_str(), chapter.title.as_str()),
        ("objects/names.md", "Names")
    );
    let lines: Vec<_> = chapter.blocks.iter().map(Block::line).collect();
    assert_eq!(lines, [3, 9, 24, 31]);
    for block in &chapter.blocks {
        let source = &text[block.span()];
        assert!(
            source.starts_with("```") && source.ends_with("\n```"),
            "{source}"
        );
    }
    let block = chapter.python().next().expect("there is one");
    assert_eq!(block.program, "import sys\nprint(1)\n");
    let hidden: Vec<_> = block.lines.iter().map(|line| line.hidden).collect();
    assert_eq!(hidden, [true, false]);
    assert_eq!(
        block.claims,
        [12, 13, 14, 15].map(|minor| Minor::new(3, minor))
    );
    assert!(text[block.code_span.clone()].ends_with("print(1)\n```"));
    assert_eq!(
        block.output_for(Version::new(3, 12, 3)).map(|o| o.line),
        Some(14)
    );
    assert_eq!(
        block
            .output_for(Version::new(3, 15, 0))
            .map(|o| o.text.as_str()),
        Some("2\n")
    );
    assert_eq!(block.output_for(Version::new(3, 11, 0)), None);
}

#[test]
fn a_hidden_line_keeps_its_indentation() {
    let (chapter, _) = parse("```python\nif 1:\n    ~x = 1\n    y = ~x\n```\n\n```output\n```\n");
    let block = chapter.python().next().expect("there is one");
    assert_eq!(block.program, "if 1:\n    x = 1\n    y = ~x\n");
}

/// A page with one thing wrong: its text, the line, and part of the message.
const WRONG: &[(&str, usize, &str)] = &[
    ("```\nx\n```\n", 1, "no label"),
    ("# A\n\n    indented\n", 3, "an indented block of code"),
    ("```console\nls\n```\n", 1, "`console` is no kind of block"),
    ("```rust,ignore\nx\n```\n", 1, "ignore is refused"),
    ("```rust,compile_fail\nx\n```\n", 1, "needs the error code"),
    ("```rust\n```\n", 1, "an empty rust block"),
    ("```python\n1\n```\n", 1, "without its output"),
    (
        "```python\n1\n```\n\nProse.\n\n```output\n```\n",
        1,
        "without its output",
    ),
    ("```output\n1\n```\n", 1, "an output without its block"),
    (
        "```python\n\n```\n\n```output\n```\n",
        1,
        "an empty python block",
    ),
    (
        "```python\n1\n```\n\n```output,3.16\n```\n",
        5,
        "an output for 3.16, which is not a version of this book",
    ),
    (
        "```python\n1\n```\n\n```output,3.7..\n```\n",
        5,
        "an output for 3.7, which",
    ),
    (
        "```python,since=3.9\n1\n```\n\n```output,3.8..\n```\n",
        5,
        "3.8, which the block does not claim",
    ),
    (
        "```python,since=3.7\n1\n```\n\n```output\n```\n",
        1,
        "since=3.7 is not a version of this book, which has 3.8 to 3.15",
    ),
    (
        "```python\n1\n```\n\n```output,3.9..\n```\n",
        1,
        "prints on 3.8;",
    ),
    (
        "```python\n1\n```\n\n```output,..3.9\n```\n\n```output,3.12..\n```\n",
        1,
        "prints on 3.10 and 3.11;",
    ),
    (
        "```python\n1\n```\n\n```output,..3.9\n```\n\n```output,3.9..\n```\n",
        8,
        "lines 5 and 8 both cover 3.9",
    ),
    (
        "```python\n1\n```\n\n```output,..3.14.4\n```\n\n```output,3.14.6..\n```\n",
        1,
        "prints on 3.14.5;",
    ),
    (
        "```python\n1\n```\n\n```output,..3.14.98\n```\n\n```output,3.14.99..\n```\n",
        8,
        "later than any 3.14 that was measured",
    ),
    (
        "```python\n1\n```\n\n```output\n<A at 0x7f1234567890>\n```\n",
        5,
        "holds an address",
    ),
    (
        "```python\n1\n```\n\n```output,x\n```\n",
        5,
        "`x` is not a release",
    ),
    (
        "- a list\n\n  ```rust\n  let x = 1;\n  ```\n",
        3,
        "outside lists and quotations",
    ),
    (
        "> ```rust\n> let x = 1;\n> ```\n",
        1,
        "outside lists and quotations",
    ),
    (" ```rust\n let x = 1;\n ```\n", 1, "left margin"),
    ("```rust\nlet x = 1;\n", 1, "never closed"),
    ("~~~rust\nlet x = 1;\n~~~\n", 1, "with backticks"),
    (
        "```mermaid\nflowchart LR\naccTitle: x\na --> b\n```\n",
        1,
        "no accDescr",
    ),
    ("```text\na\nprint(1)\n```\n", 3, "looks like a program"),
    (
        "```rust\n{{#include gone.rs}}\n```\n",
        2,
        "there is no file",
    ),
    ("{{#listing gone.rs:a}}\n", 1, "there is no file gone.rs"),
    ("{{#listing gone.rs}}\n", 1, "a listing names an anchor"),
    ("See {{#listing gone.rs:a}}.\n", 1, "alone in its paragraph"),
    ("- {{#listing gone.rs:a}}\n", 1, "alone in its paragraph"),
    ("{{#figure }}\n", 1, "a figure has a name"),
    ("{{#figure a/b of=c}}\n", 1, "`of=c` means nothing"),
    ("\n{{#figure a/b from=gone}}\n", 2, "has the id `gone`"),
    ("See {{#figure a/b}}.\n", 1, "alone in its paragraph"),
    ("> {{#figure a/b}}\n", 1, "at the left margin"),
    ("# Title {{#figure a/b}}\n", 1, "alone in its paragraph"),
    (
        "Prose\n{{#include a.md}}\n",
        2,
        "inside a rust or python block only",
    ),
];

#[test]
fn each_mistake_is_reported_once_with_its_line() {
    for (text, line, hint) in WRONG {
        let (_, problems) = parse(text);
        let start = format!("src/objects/names.md:{line}: ");
        let found = problems
            .iter()
            .filter(|problem| problem.starts_with(&start) && problem.contains(hint));
        assert_eq!(found.count(), 1, "{text}{problems:#?}");
        // The output that prose cuts off is an error of its own.
        let expected = if hint.contains("without its output") && text.contains("Prose") {
            2
        } else {
            1
        };
        assert_eq!(problems.len(), expected, "{text}{problems:#?}");
    }
}

#[test]
fn all_mistakes_of_a_page_are_reported_in_order() {
    let text: String = WRONG
        .iter()
        .filter(|(text, ..)| !text.contains("never") && *text != "```rust\nlet x = 1;\n")
        .map(|(text, ..)| format!("\n<!-- -->\n\n{text}\n"))
        .collect();
    let (_, problems) = Chapter::parse(&book(), Path::new("src/a.md"), &text);
    assert!(problems.len() >= WRONG.len() - 1, "{problems:#?}");
    assert!(problems.is_sorted_by_key(|problem| problem.line));
}

#[test]
fn only_what_a_recording_mends_says_so() {
    let mended = |text: &str| {
        let (_, problems) = Chapter::parse(&book(), Path::new("src/a.md"), text);
        problems.iter().all(Problem::is_mended_by_recording)
    };
    assert!(mended("```python\n1\n```\n"));
    assert!(mended("```python\n1\n```\n\n```output,3.9..\n```\n"));
    assert!(mended(
        "```python\n1\n```\n\n```output\n0x7f1234567890\n```\n"
    ));
    assert!(!mended("```python\n1\n```\n\n```output,3.16\n```\n"));
    assert!(!mended("```output\n```\n"));
}

#[test]
fn writing_about_directives_is_allowed() {
    let text = "A line `{{#listing file:anchor}}` shows source; `\\{{#include x}}` too.\n\n\
                `{{#figure gc/cadence}}` draws.\n";
    assert_eq!(parse(text).1, [] as [&str; 0]);
}

#[test]
fn a_figure_is_a_block_and_may_name_a_program_above_or_below() {
    let text = "# A\n\n{{#figure gc/cadence}}\n\n{{#figure slots/saving from=saving}}\n\n\
                ```python,id=saving\nprint(1)\n```\n\n```output\n1\n```\n";
    let (chapter, problems) = Chapter::parse(&book(), Path::new("src/a.md"), text);
    assert_eq!(problems, []);
    let figures: Vec<_> = chapter
        .figures()
        .map(|figure| (figure.line, figure.name.as_str(), figure.from.as_deref()))
        .collect();
    assert_eq!(
        figures,
        [(3, "gc/cadence", None), (5, "slots/saving", Some("saving"))]
    );
    let first = chapter.figures().next().expect("there are two");
    assert_eq!(&text[first.span.clone()], "{{#figure gc/cadence}}");
    // A figure between a program and its output cuts it off, as prose does.
    let cut = "```python\nprint(1)\n```\n\n{{#figure a/b}}\n\n```output\n1\n```\n";
    assert!(!parse(cut).1.is_empty());
}

#[test]
fn listings_and_includes_come_from_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("crates/objects/src")).expect("a folder");
    let source = "mod a {\n    // ANCHOR: decref\n    fn decref() {}\n    // ANCHOR_END: decref\n    // ANCHOR: none\n    // ANCHOR_END: none\n}\n";
    fs::write(folder.path().join("crates/objects/src/heap.rs"), source).expect("a file");
    let book = Book {
        root: folder.path().to_path_buf(),
        ..book()
    };
    let text = "\
{{#listing crates/objects/src/heap.rs:decref}}

```rust
{{#include crates/objects/src/heap.rs:decref}}
```

{{#listing crates/objects/src/heap.rs:incref}}

{{#listing crates/objects/src/heap.rs:none}}
";
    let (chapter, problems) = Chapter::parse(&book, Path::new("src/a.md"), text);
    let listing = chapter.listings().next().expect("there is one");
    assert_eq!(listing.code, "fn decref() {}\n");
    assert_eq!(
        (listing.line, listing.first_line, listing.last_line),
        (1, 3, 3)
    );
    assert_eq!(
        &text[listing.span.clone()],
        "{{#listing crates/objects/src/heap.rs:decref}}"
    );
    assert_eq!(
        chapter.rust().next().map(|block| block.code.as_str()),
        Some("fn decref() {}\n")
    );
    assert_eq!(
        chapter.sources,
        [Path::new("crates/objects/src/heap.rs"); 2]
    );
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "src/a.md:7: the anchor `incref` of crates/objects/src/heap.rs does not exist; the file has decref, none",
            "src/a.md:9: the anchor `none` of crates/objects/src/heap.rs has nothing between its two comments",
        ]
    );
}

#[test]
fn windows_line_ends_change_nothing() {
    let text = "```python\n1\n```\n\n```output\n1\n```\n";
    let (unix, _) = parse(text);
    let (windows, problems) = parse(&text.replace('\n', "\r\n"));
    assert_eq!(problems, [] as [&str; 0]);
    let read = |chapter: &Chapter| {
        let block = chapter.python().next().expect("there is one").clone();
        (
            block.program,
            block.outputs[0].text.clone(),
            block.outputs[0].line,
        )
    };
    assert_eq!(read(&windows), read(&unix));
}

#[test]
fn an_answer_belongs_to_the_predict_block_above_it() {
    let block = "```python,predict\nprint(1)\n```\n\n```output\n1\n```\n";
    let end = "<!-- end of answer -->";
    let text = format!("{block}\nBecause.\n\n{end}\n\n{block}\nNo end.\n");
    let (chapter, problems) = parse(&text);
    assert_eq!(problems, [] as [&str; 0]);
    let ends: Vec<_> = chapter
        .python()
        .map(|block| block.end_of_answer.clone().map(|range| &text[range]))
        .collect();
    assert_eq!(ends, [Some(end), None]);
}

#[test]
fn an_end_without_an_answer_is_refused() {
    let block = "```python,predict\nprint(1)\n```\n\n```output\n1\n```\n";
    let end = "<!-- end of answer -->";
    for text in [
        format!("Text.\n\n{end}\n"),
        format!("{}\n{end}\n", block.replace(",predict", "")),
        format!("{block}\n# A heading\n\n{end}\n"),
        format!("{block}\n{end}\n\nText.\n\n{end}\n"),
    ] {
        let (_, problems) = parse(&text);
        assert_eq!(problems.len(), 1, "{text}\n{problems:?}");
        assert!(problems[0].contains("ends the answer to a predict block"));
    }
}

#[test]
fn a_listing_that_is_written_out_agrees_with_its_source() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("crates/objects/src")).expect("a folder");
    let source = "    // ANCHOR: decref\n    fn decref() {\n    }\n    // ANCHOR_END: decref\n";
    fs::write(folder.path().join("crates/objects/src/heap.rs"), source).expect("a file");
    // A book without crates takes them from where they are.
    let book = Book {
        root: "/nowhere".into(),
        checkout: Some(folder.path().to_path_buf()),
        ..book()
    };
    let page = |code: &str, anchor: &str| {
        let text =
            format!("# A\n\n```rust,listing=crates/objects/src/heap.rs:{anchor}\n{code}```\n");
        Chapter::parse(&book, Path::new("src/a.md"), &text)
    };

    let (chapter, problems) = page("fn decref() {\n}\n", "decref");
    assert_eq!(problems, []);
    let listing = chapter.listings().next().expect("there is one");
    assert_eq!((listing.line, listing.first_line), (3, 2));
    assert!(chapter.text[listing.span.clone()].starts_with("```rust,listing="));
    assert_eq!(chapter.rust().count(), 0, "no program of its own");

    for (code, anchor, line, message) in [
        (
            "fn decref() {\n    free();\n}\n",
            "decref",
            5,
            "here is `free();`, there is `}`",
        ),
        ("fn decref() {\n", "decref", 5, "here is no more lines"),
        ("", "decref", 4, "there is `fn decref() {`"),
        ("fn decref() {\n}\n", "incref", 3, "does not exist"),
    ] {
        let (_, problems) = page(code, anchor);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].line, line, "{problems:?}");
        assert!(problems[0].message.contains(message), "{problems:?}");
    }
}
