use std::fs;
use std::path::Path;

use blocks::{Book, Chapter, Minor};

use super::{SourcePage, html, render, source_pages};

fn minors() -> Vec<Minor> {
    (8..=15).map(|minor| Minor::new(3, minor)).collect()
}

/// A page of a book without files, rendered.
fn rendered(markdown: &str) -> String {
    let book = Book::new("nowhere", "src", &minors());
    let (chapter, problems) = Chapter::parse(&book, Path::new("src/objects/names.md"), markdown);
    assert!(problems.is_empty(), "{problems:?}");
    render(&book, &chapter).expect("the page renders")
}

/// How often `needle` stands in `text`.
fn count(text: &str, needle: &str) -> usize {
    text.matches(needle).count()
}

#[track_caller]
fn has(text: &str, needle: &str) {
    assert!(text.contains(needle), "`{needle}` is not in:\n{text}");
}

#[track_caller]
fn lacks(text: &str, needle: &str) {
    assert!(!text.contains(needle), "`{needle}` is in:\n{text}");
}

const DIFFERS: &str = "```python\nprint(size)\n```\n\n\
    ```output,3.8..3.13\n40\n```\n\n```output,3.14..\n48\n```\n";

#[test]
fn prose_stays_as_it_is() {
    let prose = "# Names\n\nA *name* `x`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    assert_eq!(rendered(prose), prose);
    let page = rendered(&format!("Before.\n\n{DIFFERS}\nAfter.\n"));
    assert!(page.starts_with("Before.\n\n"), "{page}");
    assert!(page.ends_with("\n\nAfter.\n"), "{page}");
}

#[test]
fn one_output_for_all_versions_needs_no_strip() {
    let page = rendered("```python\nprint(2)\n```\n\n```output\n2\n```\n");
    has(&page, "same on 3.8 … 3.15");
    has(&page, "<samp>2</samp>");
    lacks(&page, "<input");
    lacks(&page, "lm-reason");
}

#[test]
fn outputs_that_say_the_same_count_as_one() {
    let page = rendered(
        "```python\nprint(2)\n```\n\n```output,..3.11\n2\n```\n\n```output,3.12..\n2\n```\n",
    );
    has(&page, "same on 3.8 … 3.15");
    assert_eq!(count(&page, "<samp>"), 1);
}

#[test]
fn versions_that_differ_get_a_letter_each_and_a_caption_each() {
    let page = rendered(DIFFERS);
    assert_eq!(count(&page, "type=\"radio\""), 8);
    assert_eq!(count(&page, "data-out=\"0\"><input"), 6);
    assert_eq!(count(&page, "data-out=\"1\"><input"), 2);
    // One is chosen to begin with: the newest.
    assert_eq!(count(&page, " checked>"), 1);
    has(
        &page,
        "value=\"3.15\" data-minor=\"3.15\" data-out=\"1\" checked>",
    );
    has(
        &page,
        "<span class=\"lm-letter\">A</span> <span class=\"lm-who\">3.8 to 3.13</span>",
    );
    has(
        &page,
        "<span class=\"lm-letter\">B</span> <span class=\"lm-who\">3.14 and 3.15</span>",
    );
    has(&page, "<samp>40</samp>");
    has(&page, "<samp>48</samp>");
    has(&page, "<legend>");
}

#[test]
fn a_text_that_comes_back_keeps_its_letter() {
    let page = rendered(
        "```python\nprint(n)\n```\n\n```output,..3.10\na\n```\n\n```output,3.11\nb\n```\n\n\
         ```output,3.12..\na\n```\n",
    );
    assert_eq!(count(&page, "<figure class=\"lm-output\""), 2);
    has(
        &page,
        "<span class=\"lm-who\">3.8 to 3.10, and 3.12 to 3.15</span>",
    );
    has(&page, "<span class=\"lm-who\">3.11</span>");
}

#[test]
fn versions_out_of_a_blocks_claim_are_absent_for_a_reason() {
    let one = rendered("```python,since=3.12\nprint(1)\n```\n\n```output\n1\n```\n");
    has(&one, "same on 3.12 … 3.15");
    has(
        &one,
        "Not run on 3.8 to 3.11: this program is for 3.12 and later.",
    );

    let two = rendered(
        "```python,since=3.9,until=3.13\nprint(n)\n```\n\n```output,..3.11\na\n```\n\n\
         ```output,3.12..\nb\n```\n",
    );
    assert_eq!(count(&two, "type=\"radio\""), 5);
    assert_eq!(count(&two, "lm-absent"), 3);
    has(
        &two,
        "value=\"3.13\" data-minor=\"3.13\" data-out=\"1\" checked>",
    );
    has(
        &two,
        "Not run on 3.8, and 3.14 and 3.15: this program is for 3.9 to 3.13.",
    );
    has(&two, "<span class=\"lm-who\">3.12 and 3.13</span>");

    let single = rendered("```python,since=3.12,until=3.12\nprint(1)\n```\n\n```output\n1\n```\n");
    has(&single, "<span class=\"lm-same\">on 3.12</span>");
    has(&single, "this program is for 3.12.");
}

#[test]
fn a_minor_release_that_a_patch_splits_has_two_cells() {
    let page = rendered(
        "```python\nprint(n)\n```\n\n```output,..3.13\na\n```\n\n```output,3.14..3.14.4\nb\n```\n\n\
         ```output,3.14.5..\na\n```\n",
    );
    assert_eq!(count(&page, "type=\"radio\""), 9);
    has(
        &page,
        "value=\"3.14.0–4\" data-minor=\"3.14\" data-out=\"1\">",
    );
    has(
        &page,
        "value=\"3.14.5+\" data-minor=\"3.14\" data-out=\"0\">",
    );
    has(
        &page,
        "<span class=\"lm-who\">3.8 to 3.13, and 3.14.5 to 3.15</span>",
    );
    has(&page, "<span class=\"lm-who\">3.14.0 to 3.14.4</span>");
}

#[test]
fn patches_that_print_the_same_share_a_cell() {
    let page = rendered(
        "```python\nprint(n)\n```\n\n```output,..3.13\na\n```\n\n```output,3.14..3.14.4\nb\n```\n\n\
         ```output,3.14.5..\nb\n```\n",
    );
    assert_eq!(count(&page, "type=\"radio\""), 8);
    has(&page, "<span class=\"lm-who\">3.14 and 3.15</span>");
}

#[test]
fn a_block_that_asks_folds_its_output() {
    for markdown in [
        "```python,predict\nprint(2)\n```\n\n```output\n2\n```\n",
        &DIFFERS.replace("```python", "```python,predict"),
    ] {
        let page = rendered(markdown);
        let fold = page.find("<details class=\"lm-predict\"><summary>");
        let program = page.find("```python").expect("the program is there");
        let output = page.find("<samp>").expect("the output is there");
        let close = page.find("</details>").expect("the fold is closed");
        assert!(fold.is_some_and(|fold| program < fold && fold < output && output < close));
        has(&page, "What will it print? Decide first, then open.");
    }
    lacks(&rendered(DIFFERS), "<details");
}

#[test]
fn an_uncaught_exception_is_marked_from_the_line_that_names_it() {
    let page = rendered(
        "```python,raises=ReferenceError\nf()\n```\n\n\
         ```output\nReferenceError: not this one\nbefore\nweakref.ReferenceError: gone\nfor good\n```\n",
    );
    has(&page, "ends in <code>ReferenceError</code>");
    has(
        &page,
        "before&#10;<span class=\"lm-error\">weakref.ReferenceError: gone&#10;for good</span></samp>",
    );

    let alone = rendered("```python,raises=SystemExit\nf()\n```\n\n```output\none\ntwo\n```\n");
    has(
        &alone,
        "<samp>one&#10;<span class=\"lm-error\">two</span></samp>",
    );
}

#[test]
fn hidden_lines_are_marked_in_a_way_that_no_shown_line_is() {
    let plain = rendered("```python\n~import sys\nprint(sys)\n```\n\n```output\n1\n```\n");
    has(
        &plain,
        "```python,hidelines=~\n~import sys\nprint(sys)\n```",
    );

    // The hidden line is `~x`, so a single `~` would not be told from its own.
    let not = rendered("```python\n~~x\nprint(1)\n```\n\n```output\n1\n```\n");
    has(&not, "```python,hidelines=~~\n~~~x\nprint(1)\n```");
}

#[test]
fn what_a_program_prints_can_not_break_the_page() {
    let page = rendered(
        "````python\nprint('''```''')\n````\n\n\
         ````output\n<b>&amp;\"'</b>\n\n```\n{{#include x}}\n</pre></details>\n````\n",
    );
    has(
        &page,
        "<samp>&lt;b&gt;&amp;amp;&quot;&#39;&lt;/b&gt;&#10;&#10;```&#10;\
         &#123;&#123;#include x&#125;&#125;&#10;&lt;/pre&gt;&lt;/details&gt;</samp>",
    );
    has(&page, "````python,hidelines=~\nprint('''```''')\n````");
    lacks(&page, "{{#include");
}

#[test]
fn control_characters_are_shown_as_their_pictures() {
    assert_eq!(html::escape("\u{1b}[0m\r\u{7f}\t"), "␛[0m␍␡\t");
}

#[test]
fn a_block_of_html_has_no_blank_line_in_it() {
    let page = rendered(
        "```python,predict\nprint('a\\n\\n\\nb')\n```\n\n```output,..3.9\na\n\n\nb\n```\n\n\
         ```output,3.10..\n\n\n```\n",
    );
    let run = page
        .split("<details")
        .nth(1)
        .and_then(|rest| rest.split("</details>").next())
        .expect("there is a fold");
    lacks(run, "\n");
}

#[test]
fn an_empty_output_says_so_in_words() {
    let page = rendered("```python\npass\n```\n\n```output\n```\n");
    has(&page, "<p class=\"lm-nothing\">nothing</p>");
    lacks(&page, "<samp>");
}

#[test]
fn names_in_the_page_are_unique() {
    let page = rendered(&format!(
        "{DIFFERS}\n{DIFFERS}\n{}",
        DIFFERS.replace("```python", "```python,id=tuple-size")
    ));
    has(&page, "<div class=\"lm-python\" id=\"tuple-size\">");
    assert_eq!(count(&page, " id=\""), 1);
    for group in ["objects-names-0", "objects-names-1", "objects-names-2"] {
        assert_eq!(count(&page, &format!("name=\"{group}\"")), 8);
    }
}

#[test]
fn more_outputs_than_the_style_sheet_knows_are_all_shown() {
    let outputs: String = (0..5)
        .map(|patch| format!("```output,3.8.{patch}\n{patch}\n```\n\n"))
        .chain((9..=15).map(|minor| format!("```output,3.{minor}\nm{minor}\n```\n\n")))
        .collect();
    let twelve = outputs.replace("3.8.4\n", "3.8.4..3.8\n");
    let page = rendered(&format!("```python\nprint(n)\n```\n\n{twelve}"));
    has(&page, "class=\"lm-run lm-differs\"");
    let thirteen = outputs.replace("3.8.4\n4", "3.8.4\n4\n```\n\n```output,3.8.5..3.8\n5");
    let page = rendered(&format!("```python\nprint(n)\n```\n\n{thirteen}"));
    has(&page, "class=\"lm-run lm-differs lm-all\"");
}

#[test]
fn a_rust_block_says_in_words_what_becomes_of_it() {
    let runs = rendered("```rust\n# use std::fmt;\nlet x = 1;\n```\n");
    has(&runs, "```rust\n# use std::fmt;\nlet x = 1;\n```");
    has(&runs, "compiled and run</span>");
    let panics = rendered("```rust,should_panic\npanic!();\n```\n");
    has(&panics, "it panics");
    has(&panics, "```rust\n");
    let refused = rendered("```rust,compile_fail,E0382\nlet x: ();\n```\n");
    has(&refused, "does not compile: error <code>E0382</code>");
}

#[test]
fn a_diagram_stays_a_fence_in_a_figure() {
    let fence = "```mermaid\nflowchart LR\naccTitle: t\naccDescr: d\na --> b\n```";
    has(
        &rendered(&format!("See.\n\n{fence}\n\nThen.\n")),
        &format!("\n<figure class=\"lm-diagram\">\n\n{fence}\n\n</figure>\n"),
    );
}

/// A book on disk with one source file and one page that shows part of it.
fn book_with_a_listing() -> (tempfile::TempDir, Book, Chapter) {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("crates/heap/src");
    fs::create_dir_all(&source).expect("a folder in it");
    fs::write(
        source.join("lib.rs"),
        "//! A heap.\n// ANCHOR: free\n    # not hidden\n    fn free<T>() {}\n// ANCHOR_END: free\n",
    )
    .expect("a file in it");
    let book = Book::new(folder.path(), "src", &minors());
    let (mut chapter, problems) = Chapter::parse(
        &book,
        Path::new("src/objects/names.md"),
        "Look:\n\n{{#listing crates/heap/src/lib.rs:free}}\n\nSo.\n",
    );
    assert!(problems.is_empty(), "{problems:?}");
    chapter.title = "Names".to_owned();
    (folder, book, chapter)
}

#[test]
fn a_listing_names_its_lines_and_links_to_its_file() {
    let (_folder, book, chapter) = book_with_a_listing();
    let page = render(&book, &chapter).expect("the page renders");
    has(
        &page,
        "<a href=\"../source/crates/heap/src/lib.rs.md#listing-free\"><code>crates/heap/src/lib.rs</code></a>",
    );
    has(&page, "lines 3 to 4");
    // mdBook would hide a line that begins with a single `#`.
    has(&page, "```rust\n## not hidden\nfn free<T>() {}\n```");
    lacks(&page, "{{#listing");
}

#[test]
fn a_source_page_holds_the_whole_file_and_marks_what_is_shown() {
    let (_folder, book, chapter) = book_with_a_listing();
    let pages = source_pages(&book, &[chapter]).expect("the source is there");
    let [
        parent,
        SourcePage {
            title,
            path,
            markdown,
        },
    ] = pages.as_slice()
    else {
        panic!("{pages:?}");
    };
    has(&parent.markdown, "(<crates/heap/src/lib.rs.md>)");
    assert_eq!(title, "heap/lib.rs");
    assert_eq!(path, Path::new("source/crates/heap/src/lib.rs.md"));
    has(markdown, "[Names](<../../../../objects/names.md>)");
    has(
        markdown,
        "id=\"listing-free\" style=\"--lm-row: 2; --lm-rows: 2\"",
    );
    has(
        markdown,
        "fn free&lt;T&gt;() &#123;&#125;&#10;// ANCHOR_END: free",
    );
    has(markdown, "1&#10;2&#10;3&#10;4&#10;5</pre>");
}

#[test]
fn a_source_file_that_is_gone_is_a_problem_of_the_listing() {
    let (folder, book, chapter) = book_with_a_listing();
    fs::remove_dir_all(folder.path().join("crates")).expect("it goes");
    let problems = source_pages(&book, &[chapter]).expect_err("it is missed");
    let message = problems[0].to_string();
    assert!(
        message.starts_with("src/objects/names.md:3: crates/heap/src/lib.rs can't be read"),
        "{message}"
    );
}

#[test]
fn a_book_without_listings_has_no_source_pages() {
    let book = Book::new("nowhere", "src", &minors());
    assert_eq!(source_pages(&book, &[]), Ok(Vec::new()));
}

#[test]
fn a_version_without_output_is_a_problem() {
    let book = Book::new("nowhere", "src", &minors());
    let (mut chapter, _) = Chapter::parse(&book, Path::new("src/a.md"), DIFFERS);
    for block in &mut chapter.blocks {
        if let blocks::Block::Python(block) = block {
            block.outputs.pop();
        }
    }
    let problems = render(&book, &chapter).expect_err("3.14 is missing");
    assert_eq!(
        problems[0].to_string(),
        "src/a.md:1: no output covers 3.14, which the block claims"
    );
}

#[test]
fn an_answer_is_folded_away_with_its_output() {
    let block = DIFFERS.replacen("python", "python,predict", 1);
    let page = rendered(&format!(
        "{block}\nBecause of *this*.\n\n```rust\nlet a = 1;\n```\n\n<!-- end of answer -->\n\nAfter.\n"
    ));
    lacks(&page, "end of answer");
    let at = |needle: &str| {
        page.find(needle)
            .unwrap_or_else(|| panic!("{needle}:\n{page}"))
    };
    let order = [
        "<details class=\"lm-predict\">",
        "<samp>48</samp>",
        "<div class=\"lm-answer\">\n\n",
        "Because of *this*.",
        "let a = 1;",
        "\n</div>\n</details>\n</div>\n",
        "After.",
    ];
    assert!(
        order.windows(2).all(|pair| at(pair[0]) < at(pair[1])),
        "{page}"
    );
    // Everything that is opened is closed.
    for tag in ["div", "details", "fieldset"] {
        assert_eq!(
            count(&page, &format!("<{tag}")),
            count(&page, &format!("</{tag}>")),
            "{tag}:\n{page}"
        );
    }
}

#[test]
fn an_answer_may_be_the_last_thing_on_a_page() {
    let block = DIFFERS.replacen("python", "python,predict", 1);
    let page = rendered(&format!("{block}\nBecause.\n\n<!-- end of answer -->\n"));
    assert_eq!(
        count(&page, "<details"),
        count(&page, "</details>"),
        "{page}"
    );
    assert!(page.trim_end().ends_with("</details>\n</div>"), "{page}");
}

/// What is wrong with a page that can be read and not rendered.
fn unrendered(markdown: &str) -> Vec<String> {
    let book = Book::new("nowhere", "src", &minors());
    let (chapter, problems) = Chapter::parse(&book, Path::new("src/gc/often.md"), markdown);
    assert!(problems.is_empty(), "{problems:?}");
    let problems = render(&book, &chapter).expect_err("it can't be drawn");
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_figure_is_a_drawing_with_its_text_and_its_numbers() {
    let page = rendered("Before.\n\n{{#figure gc/cadence}}\n\nAfter.\n");
    assert!(page.starts_with("Before.\n\n"), "{page}");
    assert!(page.ends_with("\n\nAfter.\n"), "{page}");
    lacks(&page, "{{#figure");
    let lines: Vec<&str> = page.lines().filter(|line| line.contains("<svg")).collect();
    // One line, or Markdown would end the HTML in the middle.
    assert_eq!(lines.len(), 1);
    let figure = lines[0];
    assert!(
        figure.starts_with("<div class=\"lm-figure\"><figure><svg "),
        "{figure}"
    );
    assert!(figure.ends_with("</details></div>"), "{figure}");
    for part in [
        "aria-labelledby=\"objects-names-0-title\"",
        "<title id=\"objects-names-0-title\">",
        "<desc id=\"objects-names-0-desc\">",
        "<figcaption><strong>",
        "<summary>The numbers</summary>",
        "<th scope=\"col\">generation</th>",
        "<td>2001</td>",
    ] {
        has(figure, part);
    }
    // The same figure twice has ids of its own.
    let twice = rendered("{{#figure gc/cadence}}\n\n{{#figure gc/cadence}}\n");
    assert_eq!(count(&twice, "id=\"objects-names-0-title\""), 1);
    assert_eq!(count(&twice, "id=\"objects-names-1-title\""), 1);
}

#[test]
fn a_figure_that_cant_be_drawn_is_named_with_its_line() {
    let python = "\n```python,id=one\nprint(1)\n```\n\n```output\n1\n```\n";
    for (text, message) in [
        (
            "# A\n\n{{#figure gc/none}}\n",
            "there is no figure `gc/none`",
        ),
        ("# A\n\n{{#figure gc/none}}\n", "gc/cadence"),
        (
            &format!("# A\n\n{{{{#figure gc/cadence from=one}}}}\n{python}"),
            "leave out `from=`",
        ),
    ] {
        let problems = unrendered(text);
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("src/gc/often.md:3: "),
            "{problems:?}"
        );
        assert!(problems[0].contains(message), "{problems:?}");
    }
}

/// The page as a book with this list of divergences renders it.
fn witnessed(markdown: &str, rows: &str) -> String {
    let text = format!(
        "{}\n\n| page | program | versions | why |\n| --- | ---: | --- | --- |\n{rows}",
        blocks::divergence::HEADING
    );
    let list = blocks::Divergences::parse(Path::new("src/reference/divergences.md"), &text);
    let mut book = Book::new("nowhere", "src", &minors());
    book.divergences = Some(list.expect("the list can be read"));
    let (chapter, problems) = Chapter::parse(&book, Path::new("src/objects/a.md"), markdown);
    assert_eq!(problems, []);
    render(&book, &chapter).expect("the page renders")
}

#[test]
fn our_runtime_stands_beside_the_others() {
    let same = "```python\nprint(2)\n```\n\n```output\n2\n```\n";
    has(
        &witnessed(same, ""),
        "same on 3.8 … 3.15, and on our runtime",
    );
    lacks(&rendered(same), "our runtime");

    let page = witnessed(DIFFERS, "");
    assert_eq!(count(&page, "our own runtime prints the same"), 8);
    lacks(&page, "our own runtime differs");
    lacks(&rendered(DIFFERS), "our own runtime");
}

#[test]
fn a_divergence_is_shown_where_it_is() {
    let row = "| [objects/a](../objects/a.md) | 2 | 3.8 to 3.9 | Why. |\n";
    let page = witnessed(&format!("{DIFFERS}\n{DIFFERS}"), row);
    assert_eq!(count(&page, "our own runtime prints the same"), 14);
    assert_eq!(count(&page, "\"our own runtime differs\""), 2);
    has(
        &page,
        "Our own runtime differs on 3.8 to 3.9: \
         <a href=\"../reference/divergences.html#programs-of-the-book\">see why</a>.",
    );
    let row = "| [objects/a](../objects/a.md) | 1 | 3.8 | Why. |\n";
    let page = witnessed("```python\nprint(2)\n```\n\n```output\n2\n```\n", row);
    lacks(&page, "and on our runtime");
    has(&page, "Our own runtime differs on 3.8");
}
