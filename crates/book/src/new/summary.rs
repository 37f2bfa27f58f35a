//! A new chapter's place in `SUMMARY.md`.

/// The table of contents with a chapter more: behind the last one before the
/// reference part, or behind the last of all.
pub fn add(text: &str, title: &str, target: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let end = lines
        .iter()
        .position(|line| begins_reference(line))
        .unwrap_or(lines.len());
    let entry = format!("- [{title}]({target})");
    match lines[..end].iter().rposition(|line| is_entry(line)) {
        Some(last) => lines.insert(last + 1, &entry),
        None => {
            // The first chapter of all: a list of its own, with air around it.
            let behind = if end < lines.len() {
                vec![entry.as_str(), ""]
            } else {
                vec![entry.as_str()]
            };
            let air = end > 0 && !lines[end - 1].trim().is_empty();
            let before = if air { vec![""] } else { Vec::new() };
            lines.splice(end..end, before.into_iter().chain(behind));
        }
    }
    lines.join("\n") + "\n"
}

/// A part title that speaks of reference, or a link into that folder.
fn begins_reference(line: &str) -> bool {
    let part = line.trim_start().starts_with("# ") && line.to_lowercase().contains("reference");
    part || line.contains("](reference/") || line.contains("](./reference/")
}

/// An item of the list of chapters, at any depth.
fn is_entry(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ") || line.starts_with("* ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        add(text, "New", "new/index.md")
    }

    #[test]
    fn a_chapter_stands_before_the_reference() {
        assert_eq!(
            added(
                "# Summary\n\n[Preface](p.md)\n\n- [A](a.md)\n  - [B](b.md)\n\n# Reference\n\n- [V](reference/v.md)\n"
            ),
            "# Summary\n\n[Preface](p.md)\n\n- [A](a.md)\n  - [B](b.md)\n- [New](new/index.md)\n\n# Reference\n\n- [V](reference/v.md)\n"
        );
        assert_eq!(
            added("- [A](a.md)\n- [Versions](reference/v.md)\n"),
            "- [A](a.md)\n- [New](new/index.md)\n- [Versions](reference/v.md)\n"
        );
    }

    #[test]
    fn without_reference_or_chapters_it_stands_last() {
        assert_eq!(
            added("- [A](a.md)\n\n[After](z.md)"),
            "- [A](a.md)\n- [New](new/index.md)\n\n[After](z.md)\n"
        );
        assert_eq!(added("# Summary\n"), "# Summary\n\n- [New](new/index.md)\n");
        assert_eq!(added(""), "- [New](new/index.md)\n");
        assert_eq!(
            added("# Summary\n\n# Reference\n\n- [V](v.md)\n"),
            "# Summary\n\n- [New](new/index.md)\n\n# Reference\n\n- [V](v.md)\n"
        );
    }
}
