use std::path::Path;

use blocks::{Book, Chapter, Minor, Problem};

use super::fit::Shape;
use super::slide::{Slide, slides};
use super::{Deck, decks, link};
use crate::page;

fn book() -> Book {
    let minors: Vec<Minor> = (8..=15).map(|minor| Minor::new(3, minor)).collect();
    Book::new("nowhere", "src", &minors)
}

fn chapter(file: &str, text: &str) -> Chapter {
    let (mut chapter, problems) = Chapter::parse(&book(), Path::new(file), text);
    assert!(problems.is_empty(), "{problems:?}");
    chapter.title = "A title".to_owned();
    chapter
}

fn read(text: &str) -> (Vec<Slide>, Vec<Problem>) {
    slides(&book(), &chapter("src/objects/names.md", text))
}

#[track_caller]
fn good(text: &str) -> Vec<Slide> {
    let (slides, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    slides
}

const SUMS: &str = "```python,predict\n~import sys\nprint(1 + 1)\n```\n\n```output\n2\n```\n";

#[test]
fn blocks_lists_and_tables_are_on_the_slide_and_paragraphs_are_notes() {
    let text = format!(
        "# Page\n\n<!-- slide 1 min 5 s: A *title* -->\n\nSpoken [words](x.md).\n\n1. one\n2. two\n\n{SUMS}\n\
         | a | b |\n|---|---|\n| 1 | 2 |\n\n<!-- end of slide -->\n\nNeither.\n"
    );
    let slides = good(&text);
    let [slide] = slides.as_slice() else {
        panic!("{slides:?}");
    };
    assert_eq!(
        (slide.title.as_str(), slide.seconds),
        ("A <em>title</em>", 65)
    );
    assert_eq!((slide.line, slide.plain_title.as_str()), (3, "A title"));
    let names: Vec<_> = slide.items.iter().map(|item| item.name).collect();
    assert_eq!(names, ["list", "Python program", "output", "table"]);
    // A link would lead nowhere from a folder of slides.
    assert_eq!(slide.notes, ["<p>Spoken words.</p>\n"]);
}

#[test]
fn marks_show_a_paragraph_and_leave_a_block_out() {
    let text = format!(
        "# Page\n\n<!-- slide 5 s -->\n\n<!-- on the slide -->\nShown `x`.\n\n<!-- not on the slide -->\n- spoken\n\n\
         <!-- not on the slide -->\n\n{SUMS}\n<!-- end of slide -->\n"
    );
    let slides = good(&text);
    let names: Vec<_> = slides[0].items.iter().map(|item| item.name).collect();
    assert_eq!(names, ["paragraph"]);
    assert!(slides[0].items[0].html.contains("Shown <code>x</code>."));
    assert_eq!(slides[0].notes, ["<ul>\n<li>spoken</li>\n</ul>\n"]);
}

#[test]
fn the_speaker_may_say_more_and_less_than_the_page() {
    let slides = good(
        "# P\n\n<!-- slide 5 s -->\n\n<!-- say: Ask: who says `1`? -->\n\nFirst.\n\n<!-- not said -->\nSecond.\n\n\
         <!-- say: Pause. -->\n\n<!-- not said -->\n{{#figure gc/update_refs}}\n\n<!-- end of slide -->\n",
    );
    assert_eq!(
        slides[0].notes,
        [
            "<p>Ask: who says <code>1</code>?</p>\n",
            "<p>First.</p>\n",
            "<p>Pause.</p>\n"
        ]
    );
    assert_eq!(slides[0].items.len(), 1);
}

#[test]
fn the_title_is_that_of_the_comment_or_the_nearest_heading() {
    let slides = good(
        "# Page\n\n<!-- slide 5 s -->\n\na\n\n<!-- slide 5 s: Own -->\n\n## Left out\n\n<!-- slide 5 s -->\n\n\
         ## Inside\n\n### Later\n\n<!-- slide 5 s -->\n<!-- end of slide -->\n",
    );
    let titles: Vec<_> = slides
        .iter()
        .map(|slide| slide.plain_title.as_str())
        .collect();
    assert_eq!(titles, ["Page", "Own", "Inside", "Later"]);
}

#[test]
fn an_output_comes_with_the_next_key_and_so_does_what_the_page_folds() {
    let text = format!(
        "# P\n\n<!-- slide 5 s -->\n\n- a choice\n\n{SUMS}\n- why\n\n<!-- end of answer -->\n\n- open\n\n\
         <details><summary>Answer</summary>\n\n- folded\n\n</details>\n\n- open again\n\n<!-- end of slide -->\n"
    );
    let slides = good(&text);
    let revealed: Vec<_> = slides[0]
        .items
        .iter()
        .map(|item| (item.name, item.reveal))
        .collect();
    assert_eq!(
        revealed,
        [
            ("list", false),
            ("Python program", false),
            ("output", true),
            ("list", true),
            ("list", false),
            ("list", true),
            ("list", false),
        ]
    );
}

#[test]
fn a_slide_shows_the_pages_own_output_and_follows_it() {
    let text = |output: &str| {
        format!(
            "# P\n\n<!-- slide 5 s -->\n\n```python\nprint(size)\n```\n\n```output,3.8..3.13\n40\n```\n\n\
             ```output,3.14..\n{output}\n```\n\n<!-- end of slide -->\n"
        )
    };
    let output = |text: &str| {
        let chapter = chapter("src/objects/names.md", text);
        let (slides, problems) = slides(&book(), &chapter);
        assert!(problems.is_empty(), "{problems:?}");
        let item = &slides[0].items[1];
        let page = page::render(&book(), &chapter).expect("the page renders");
        assert!(page.contains(&item.html), "{} is not in {page}", item.html);
        item.html.clone()
    };
    let first = output(&text("48"));
    assert!(first.contains("<samp>48</samp>") && first.contains("lm-strip"));
    let second = output(&text("56"));
    assert!(second.contains("<samp>56</samp>") && !second.contains("<samp>48</samp>"));
}

#[test]
fn lines_that_the_page_hides_are_not_on_the_slide() {
    let text = format!(
        "# P\n\n<!-- slide 5 s -->\n\n{SUMS}\n```rust\n# use std::rc::Rc;\n#[derive(Debug)]\nstruct A;\n## no\n```\n\n<!-- end of slide -->\n"
    );
    let slides = good(&text);
    let code = &slides[0].items[0];
    assert!(code.html.contains("print(1 + 1)") && !code.html.contains("import"));
    assert!(matches!(code.shape, Shape::Code { lines: 1, .. }));
    let rust = &slides[0].items[2].html;
    assert!(rust.contains("#[derive") && !rust.contains("Rc"), "{rust}");
    assert!(rust.contains("# no") && !rust.contains("## no"), "{rust}");
}

#[test]
fn what_is_wrong_with_a_slide_is_told_with_its_line() {
    let long = format!(
        "# P\n\n<!-- slide 5 s -->\n\n```rust\n{}```\n\n<!-- end of slide -->\n",
        "let a = 1;\n".repeat(40)
    );
    let wide = format!(
        "# P\n\n<!-- slide 5 s -->\n\n```rust\nlet a = \"{}\";\n```\n\n<!-- end of slide -->\n",
        "a".repeat(100)
    );
    let full = format!(
        "# P\n\n<!-- slide 5 s -->\n\n{0}\n{0}\n<!-- end of slide -->\n",
        format_args!("```rust\n{}```\n", "let a = 1;\n".repeat(14))
    );
    for (text, line, message) in [
        ("# P\n\n<!-- slide 5 s -->\n\ntext\n", 3, "never ends"),
        ("# P\n\n<!-- slide -->\n", 3, "without its time"),
        ("# P\n\n<!-- end of slide -->\n", 3, "ends no slide"),
        (
            "# P\n\n<!-- later -->\n",
            3,
            "unknown comment `<!-- later -->`",
        ),
        ("# P\n\ntext <!-- slide 5 s -->\n", 3, "a line of its own"),
        ("# P\n\n- <!-- slide 5 s -->\n", 3, "a line of its own"),
        (
            "# P\n\n<div>\n<!-- slide 5 s -->\n</div>\n",
            3,
            "a line of its own",
        ),
        (
            "# P\n\n<!-- on the slide -->\n\ntext\n",
            3,
            "stands in no slide",
        ),
        (
            "# P\n\n<!-- slide 5 s -->\n\n<!-- on the slide -->\n\n## H\n\n<!-- end of slide -->\n",
            5,
            "about what stands directly below it",
        ),
        (
            "# P\n\n<!-- slide 5 s -->\n\n<!-- not on the slide -->\n<!-- end of slide -->\n",
            5,
            "about what stands directly below it",
        ),
        (
            "# P\n\n<!-- slide 5 s -->\n\n<!-- on the slide -->\n- a\n\n<!-- end of slide -->\n",
            5,
            "by itself",
        ),
        (
            "# P\n\n<!-- slide 5 s -->\n\n<!-- on the slide -->\n![a](b.png)\n\n<!-- end of slide -->\n",
            6,
            "a picture from a file",
        ),
        (
            "<!-- slide 5 s -->\n\ntext\n\n<!-- end of slide -->\n",
            1,
            "without a title",
        ),
        ("# P\n\n<!-- say: a -->\n", 3, "stands in no slide"),
        (
            "# P\n\n<!-- slide 5 s -->\n\n<!-- not said -->\n- a\n\n<!-- end of slide -->\n",
            5,
            "not said; remove",
        ),
        (
            "# P\n\n<!-- slide 5 s -->\n\n<!-- not said -->\n```text\na\n```\n\n<!-- end of slide -->\n",
            5,
            "no figure; remove",
        ),
        (&long, 5, "a Rust program of 40 lines"),
        (&wide, 5, "up to 111 letters"),
        (
            &full,
            3,
            "too much for one slide, by about 12 lines of code: a Rust program of 14 lines",
        ),
    ] {
        let (_, problems) = read(text);
        let [problem] = problems.as_slice() else {
            panic!("{text}: {problems:?}");
        };
        assert!(problem.message.contains(message), "{text}: {problem}");
        assert_eq!(problem.line, line, "{text}: {problem}");
    }
}

fn deck_of(seconds: &[u32]) -> Deck {
    let text: String = seconds
        .iter()
        .map(|seconds| format!("<!-- slide {seconds} s: Slide {seconds} -->\n\ntext\n\n"))
        .collect();
    let text = format!("# P\n\n{text}<!-- end of slide -->\n");
    let (decks, problems) = decks(&book(), &[chapter("src/objects/names.md", &text)]);
    assert!(problems.is_empty(), "{problems:?}");
    decks.into_iter().next().expect("a deck")
}

#[test]
fn a_chapter_that_takes_too_long_names_its_slides_and_their_times() {
    assert_eq!(deck_of(&[100, 200]).over_budget(300), None);
    let problem = deck_of(&[100, 201]).over_budget(300).expect("too long");
    let said = problem.to_string();
    assert!(
        said.starts_with(
            "src/objects/names.md:3: the slides of `objects` take 5:01, and a chapter has 5:00; take 0:01 away:"
        ),
        "{said}"
    );
    assert!(
        said.contains("\n  1:40  Slide 100  (src/objects/names.md:3)"),
        "{said}"
    );
    assert!(
        said.contains("\n  3:21  Slide 201  (src/objects/names.md:7)"),
        "{said}"
    );
}

#[test]
fn a_chapter_is_a_folder_or_a_page_and_its_pages_link_to_their_slides() {
    let marked = "# P\n\n<!-- slide 5 s -->\n<!-- end of slide -->\n";
    let pages = [
        chapter("src/preface.md", "# No slides\n"),
        chapter("src/objects/index.md", marked),
        chapter("src/objects/plain.md", "# No slides\n"),
        chapter("src/objects/deep/names.md", marked),
        chapter("src/questions.md", marked),
    ];
    let (decks, problems) = decks(&book(), &pages);
    assert!(problems.is_empty(), "{problems:?}");
    let names: Vec<_> = decks
        .iter()
        .map(|deck| (deck.name.as_str(), deck.slides.len()))
        .collect();
    assert_eq!(names, [("objects", 2), ("questions", 1)]);
    let to = |page: &str| link(&decks, page);
    assert_eq!(to("preface.md"), None);
    assert_eq!(
        to("objects/index.md").as_deref(),
        Some("../slides/objects.html#/1")
    );
    assert_eq!(
        to("objects/plain.md").as_deref(),
        Some("../slides/objects.html")
    );
    assert_eq!(
        to("objects/deep/names.md").as_deref(),
        Some("../../slides/objects.html#/2")
    );
    assert_eq!(
        to("questions.md").as_deref(),
        Some("slides/questions.html#/1")
    );
}
