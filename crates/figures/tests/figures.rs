//! What must hold for every figure, whatever it shows.

use figures::{Error, Figure, Source, draw, entries};
use roxmltree::{Document, Node};

/// What the programs printed that figures are drawn from: by the figure's name, as the pages record it.
const PRINTED: &[(&str, &[Source<'static>])] = &[
    (
        "gc/work",
        &[
            Source {
                versions: "3.8..3.12",
                text: "   250000 lists, looks at each: 1\n  1000000 lists, looks at each: 4\n",
            },
            Source {
                versions: "3.13..",
                text: "   250000 lists, looks at each: 0\n  1000000 lists, looks at each: 2\n",
            },
        ],
    ),
    (
        "slots/saving",
        &[
            Source {
                versions: "3.8..3.10",
                text: "plain 152\nslots 56\n",
            },
            Source {
                versions: "3.11..",
                text: "plain 96\nslots 56\n",
            },
        ],
    ),
    (
        "slots/by-count",
        &[
            Source {
                versions: "3.8..3.10",
                text: "attributes 0 3 21\nplain 48 152 280\nslots 32 56 200\n",
            },
            Source {
                versions: "3.11..",
                text: "attributes 0 3 21\nplain 72 96 256\nslots 32 56 200\n",
            },
        ],
    ),
];

/// What a figure is drawn from.
fn sources(name: &str) -> &'static [Source<'static>] {
    let found = PRINTED.iter().find(|(other, _)| *other == name);
    found.map_or(&[], |(_, sources)| sources)
}

/// Every figure, drawn.
fn all() -> Vec<(&'static str, Figure)> {
    entries()
        .map(|entry| {
            let name = entry.name();
            assert_eq!(
                entry.is_measured(),
                !sources(name).is_empty(),
                "{name}: put what its program prints into PRINTED"
            );
            let figure = draw(name, sources(name));
            (
                name,
                figure.unwrap_or_else(|error| panic!("{name}: {error}")),
            )
        })
        .collect()
}

fn number(node: Node<'_, '_>, attribute: &str) -> f64 {
    let text = node.attribute(attribute);
    text.and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("{node:?} has no number {attribute}"))
}

#[test]
fn every_figure_is_svg_with_text_inside_its_edges() {
    for (name, figure) in all() {
        let svg = figure.svg("an-id");
        assert!(
            !svg.contains('\n') && !svg.contains('{'),
            "{name} is on one line and has no braces"
        );
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = document.root_element();
        let view: Vec<f64> = root
            .attribute("viewBox")
            .unwrap_or_else(|| panic!("{name} has no viewBox"))
            .split(' ')
            .map(|number| number.parse().expect("a number"))
            .collect();
        let mut texts = 0;
        for text in root.descendants().filter(|node| node.has_tag_name("text")) {
            texts += 1;
            let content = text.text().unwrap_or_default();
            let size = number(text, "font-size");
            // Smaller letters can't be read on a phone, where a figure is three quarters of its units wide.
            assert!(size >= 14.5, "{name}: `{content}` is {size} units high");
            let width = content.chars().count() as f64 * size * 0.5;
            let start = number(text, "x")
                - match text.attribute("text-anchor") {
                    Some("middle") => width / 2.0,
                    Some("end") => width,
                    _ => 0.0,
                };
            let bottom = number(text, "y");
            assert!(
                start >= -1.0
                    && start + width <= view[2] + 1.0
                    && bottom - size * 0.8 >= -1.0
                    && bottom + size * 0.2 <= view[3] + 1.0,
                "{name}: `{content}` runs out of the picture"
            );
        }
        assert!(texts > 3, "{name} has {texts} texts");
        for shape in root
            .descendants()
            .filter(|node| node.has_tag_name("rect") || node.has_tag_name("circle"))
        {
            let middle = |a: &str, b: &str| {
                shape
                    .attribute(a)
                    .map_or_else(|| number(shape, b), |x| x.parse().expect("a number"))
            };
            let (x, y) = (middle("x", "cx"), middle("y", "cy"));
            assert!(
                (0.0..=view[2]).contains(&x) && (0.0..=view[3]).contains(&y),
                "{name}: {shape:?}"
            );
        }
        // No colour of its own: the theme's, by class.
        assert!(!svg.contains('#') || svg.contains("#0"), "{name}");
        for node in root.descendants() {
            for attribute in ["fill", "stroke"] {
                let value = node.attribute(attribute).unwrap_or("none");
                assert!(matches!(value, "none" | "currentColor"), "{name}: {value}");
            }
        }
    }
}

#[test]
fn every_figure_says_what_it_shows_and_what_to_notice() {
    for (name, figure) in all() {
        assert!(
            !figure.title.is_empty() && !figure.title.ends_with('.'),
            "{name}"
        );
        assert!(
            figure.notice.len() > 20 && figure.notice.ends_with('.'),
            "{name}: {}",
            figure.notice
        );
        assert!(!figure.table.rows.is_empty(), "{name}");
        for row in &figure.table.rows {
            assert_eq!(row.len(), figure.table.columns.len(), "{name}: {row:?}");
        }
        let svg = figure.svg("an-id");
        let document = Document::parse(&svg).expect("SVG");
        let text_of = |attribute: &str| {
            let root = document.root_element();
            let id = root.attribute(attribute).expect("it is labelled");
            let node = root
                .children()
                .find(|node| node.attribute("id") == Some(id));
            node.and_then(|node| node.text())
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(text_of("aria-labelledby"), figure.title, "{name}");
        let described = text_of("aria-describedby");
        assert!(
            described == figure.description || described == figure.notice,
            "{name}"
        );
        assert!(!described.is_empty(), "{name}");
    }
}

#[test]
fn drawn_twice_a_figure_is_the_same_to_the_byte() {
    for ((name, first), (_, second)) in all().into_iter().zip(all()) {
        assert_eq!(first.svg("a"), second.svg("a"), "{name}");
        assert_eq!(first, second, "{name}");
    }
}

#[test]
fn names_are_a_chapter_and_a_word_and_none_comes_twice() {
    let names: Vec<&str> = entries().map(|entry| entry.name()).collect();
    for (index, name) in names.iter().enumerate() {
        assert_eq!(name.split('/').count(), 2, "{name}");
        assert!(!names[..index].contains(name), "{name} comes twice");
    }
}

#[test]
fn what_cant_be_drawn_is_told_with_what_would_do() {
    let error = draw("gc/cadenza", &[]).expect_err("a typo");
    assert!(matches!(error, Error::Unknown { .. }));
    assert!(error.to_string().contains("gc/cadence"), "{error}");
    let error = draw("opera/cadenza", &[]).expect_err("no such chapter");
    assert!(error.to_string().contains("gc/cadence"), "{error}");
    for (name, sources) in [("gc/work", &[][..]), ("gc/cadence", sources("gc/work"))] {
        let error = draw(name, sources).expect_err("sources");
        assert!(
            matches!(error, Error::Sources { .. }) && error.to_string().contains("from="),
            "{error}"
        );
    }
}
