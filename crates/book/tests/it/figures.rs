//! Figures, by the tool and under a plain mdBook.

use crate::fixture::Fixture;

const PAGE: &str = "\
# Page

{{#figure gc/cadence}}

```python,id=measured
print(\"   250000 lists, looks at each: 1\")
print(\"  1000000 lists, looks at each: 4\")
```

```output
   250000 lists, looks at each: 1
  1000000 lists, looks at each: 4
```

{{#figure gc/work from=measured}}
";

#[test]
fn a_figure_is_drawn_into_the_page() {
    let fixture = Fixture::new(&[("page.md", PAGE)]);
    fixture.run(&["build"]).ends_with(0);
    let page = fixture.read("book/page.html");
    assert_eq!(page.matches("<div class=\"lm-figure\">").count(), 2);
    assert!(!page.contains("{{#figure"), "{page}");
    // The recording is what is drawn.
    assert!(
        page.contains("<td>1\u{a0}000\u{a0}000</td><td>4</td>"),
        "{page}"
    );
    assert!(page.contains("</details></div>"), "{page}");
}

#[test]
fn a_figure_that_cant_be_drawn_fails_the_build_and_the_test() {
    for (right, wrong, place, hint) in [
        (
            "gc/cadence",
            "gc/cadenza",
            "src/page.md:3: ",
            "no figure `gc/cadenza`",
        ),
        (
            "from=measured",
            "from=guessed",
            "src/page.md:15: ",
            "the id `guessed`",
        ),
        (
            "  1000000 lists, looks at each: 4\n```\n\n{{",
            "  1000000 lists, looks at each: many\n```\n\n{{",
            "src/page.md:15: ",
            "can't be drawn",
        ),
    ] {
        let page = PAGE.replace(right, wrong);
        assert_ne!(page, PAGE);
        let fixture = Fixture::new(&[("page.md", &page)]);
        for arguments in [&["build"][..], &["test", "--no-python", "--no-rust"]] {
            fixture
                .run(arguments)
                .ends_with(1)
                .complains(place)
                .complains(hint);
        }
    }
}
