//! Mermaid diagrams: what each must say, and whether it parses.

/// What the diagram does not say about itself: the offset of the line from the
/// diagram's fence, and a message.
///
/// `accTitle` and `accDescr` are Mermaid's own: they become the picture's title
/// and description, which is what a reader who doesn't see it gets.
pub fn missing(source: &str) -> Vec<(usize, String)> {
    let mut problems = Vec::new();
    let says = |word: &str| {
        source.lines().any(|line| {
            line.trim()
                .strip_prefix(word)
                .map(str::trim_start)
                .is_some_and(|rest| {
                    // A description in braces goes on over several lines.
                    rest.strip_prefix(':')
                        .is_some_and(|text| !text.trim().is_empty())
                        || rest.starts_with('{')
                })
        })
    };
    if source.trim().is_empty() {
        return vec![(
            0,
            "an empty diagram; draw something, or remove it".to_owned(),
        )];
    }
    for (word, what) in [
        ("accTitle", "what it shows"),
        ("accDescr", "what to notice"),
    ] {
        if !says(word) {
            problems.push((
                0,
                format!("this diagram has no {word}; add a line `{word}: …` that says {what}"),
            ));
        }
    }
    problems
}

/// Whether Mermaid can read a diagram.
///
/// # Errors
///
/// The line of the page, from 1, and what the parser says.
#[cfg(feature = "mermaid")]
pub fn parse(diagram: &crate::chapter::Diagram) -> Result<(), (usize, String)> {
    use merman_core::{Engine, Error, ParseOptions};

    let source = &diagram.source;
    let (offset, message) = match Engine::new().parse_diagram_sync(source, ParseOptions::strict()) {
        Ok(Some(_)) => return Ok(()),
        Ok(None) => (None, "its first line names no kind of diagram".to_owned()),
        Err(Error::DiagramParse { diagnostic, .. }) => {
            let start = diagnostic.span().map(|span| span.start);
            (start, diagnostic.message().to_owned())
        }
        Err(error) => (None, error.to_string()),
    };
    let lines = offset.map_or(0, |offset| {
        let before = source.as_bytes().iter().take(offset);
        1 + before.filter(|byte| **byte == b'\n').count()
    });
    Err((
        diagram.line + lines,
        format!("this diagram can't be read: {message}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIAGRAM: &str = "flowchart LR\n  accTitle: Names\n  accDescr: Two names, one object\n  a[\"a\"] --> o((\"1\"))\n  b --> o\n";

    #[test]
    fn a_diagram_says_what_it_shows_and_what_to_notice() {
        assert_eq!(missing(DIAGRAM), []);
        assert_eq!(
            missing(&DIAGRAM.replace(": Two names, one object", " {\n Two\n }")),
            []
        );
        for (part, hint) in [
            ("accTitle: Names", "no accTitle"),
            (": Two names, one object", "no accDescr"),
            (" Two names, one object", "no accDescr"),
        ] {
            let problems = missing(&DIAGRAM.replace(part, ""));
            assert_eq!(problems.len(), 1, "{part}");
            assert!(problems[0].1.contains(hint), "{part}: {problems:?}");
        }
        assert_eq!(missing("\n").len(), 1);
    }

    #[cfg(feature = "mermaid")]
    #[test]
    fn a_typo_is_found_with_its_line() {
        let diagram = |source: &str| crate::chapter::Diagram {
            line: 10,
            span: 0..0,
            source: source.to_owned(),
        };
        for source in [
            DIAGRAM,
            "sequenceDiagram\n  accTitle: a\n  A->>B: call\n",
            "stateDiagram-v2\n  [*] --> young\n",
            "classDiagram\n  class A\n",
        ] {
            assert_eq!(parse(&diagram(source)), Ok(()), "{source}");
        }
        for (source, line) in [
            (DIAGRAM.replace("b --> o", "b --> --> o"), 15),
            (DIAGRAM.replace("a[\"a\"]", "a[\"a\""), 14),
        ] {
            let (found, message) = parse(&diagram(&source)).expect_err("a typo");
            assert_eq!(found, line, "{message}");
        }
        for source in [
            DIAGRAM.replace("flowchart", "flowchrat"),
            "A --> B\n".to_owned(),
        ] {
            assert!(parse(&diagram(&source)).is_err(), "{source}");
        }
    }
}
