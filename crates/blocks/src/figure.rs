//! Figures: plots and pictures that are drawn from runs when the book is built.
//!
//! `{{#figure NAME}}` is drawn into the page. A picture with the title `figure NAME` is one that was
//! drawn into a file, for a project that shows its Markdown by itself too; it is the same figure.

use std::ops::Range;

/// A figure, by its name: `{{#figure gc/cadence}}`, or `{{#figure slots/saving from=saving}}`, or
/// `![TEXT](FILE "figure gc/cadence")`.
///
/// This crate reads the directive. What can be drawn, and how, the `figures` crate knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The line of the directive, from 1.
    pub line: usize,
    /// The bytes of the paragraph in the page, without the newline that ends it.
    pub span: Range<usize>,
    /// Its name: a chapter's, a slash, its own.
    pub name: String,
    /// The `id` of the Python block on the same page whose output it is drawn from.
    pub from: Option<String>,
    /// The address of the file that it was drawn into, as the page names it.
    pub kept: Option<String>,
}

/// What stands in a paragraph that is a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) name: String,
    pub(crate) from: Option<String>,
    pub(crate) kept: Option<String>,
}

/// Reads a paragraph that is a figure's directive, or a picture that was drawn from a figure.
///
/// # Errors
///
/// A message, when it is written wrongly. `None` when it is neither.
pub(crate) fn read(paragraph: &str) -> Option<Result<Read, String>> {
    let paragraph = paragraph.trim();
    let (inner, kept) = match picture(paragraph) {
        Some((words, address)) => (words, Some(address.to_owned())),
        None => (
            paragraph.strip_prefix("{{#figure")?.strip_suffix("}}")?,
            None,
        ),
    };
    if inner.contains("}}") || inner.contains('\n') {
        return None;
    }
    let mut words = inner.split_whitespace();
    let plain = |word: &str| {
        let good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
        !word.is_empty() && word.chars().all(good)
    };
    let Some(name) = words.next().filter(|name| plain(name)) else {
        return Some(Err(
            "a figure has a name: {{#figure CHAPTER/NAME}}".to_owned()
        ));
    };
    let from = match words.next() {
        None => None,
        Some(word) => match word.strip_prefix("from=").filter(|id| plain(id)) {
            Some(id) => Some(id.to_owned()),
            None => {
                return Some(Err(format!(
                    "`{word}` means nothing to a figure; the only thing behind its name is from=ID"
                )));
            }
        },
    };
    if let Some(word) = words.next() {
        return Some(Err(format!(
            "`{word}` is too much; a figure is {{{{#figure CHAPTER/NAME}}}} or {{{{#figure CHAPTER/NAME from=ID}}}}"
        )));
    }
    Some(Ok(Read {
        name: name.to_owned(),
        from,
        kept,
    }))
}

/// The words behind `figure` in the title of a picture that is all there is, and its address.
fn picture(paragraph: &str) -> Option<(&str, &str)> {
    let inner = paragraph.strip_prefix("![")?.strip_suffix("\")")?;
    let (_, target) = inner.rsplit_once("](")?;
    let (address, title) = target.split_once(" \"")?;
    let words = title.strip_prefix("figure ")?;
    Some((words, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_a_name_and_may_have_a_block() {
        let good = |name: &str, from: Option<&str>| {
            Some(Ok(Read {
                name: name.to_owned(),
                from: from.map(str::to_owned),
                kept: None,
            }))
        };
        assert_eq!(read("{{#figure gc/cadence}}"), good("gc/cadence", None));
        assert_eq!(
            read(" {{#figure slots/saving from=saving }}\n"),
            good("slots/saving", Some("saving"))
        );
        for wrong in [
            "{{#figure }}",
            "{{#figure a:b}}",
            "{{#figure a/b from=}}",
            "{{#figure a/b of=c}}",
            "{{#figure a/b from=c d}}",
        ] {
            assert!(matches!(read(wrong), Some(Err(_))), "{wrong}");
        }
        for other in [
            "{{#listing a:b}}",
            "See {{#figure a/b}}",
            "{{#figure a/b}} and {{#figure a/b}}",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_picture_that_was_drawn_from_a_figure_is_that_figure() {
        assert_eq!(
            read(
                "![Saved (56 bytes), [a] \\`b\\`.](f/saving.svg \"figure slots/saving from=saving\")"
            ),
            Some(Ok(Read {
                name: "slots/saving".into(),
                from: Some("saving".into()),
                kept: Some("f/saving.svg".into()),
            }))
        );
        for other in [
            "![Saved](f/saving.svg)",
            "![Saved](f/saving.svg \"Saved\")",
            "See ![Saved](f/saving.svg \"figure slots/saving\")",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        let wrong = "![Saved](f/saving.svg \"figure slots/saving of=x\")";
        assert!(matches!(read(wrong), Some(Err(_))));
    }
}
