//! Figures: plots and pictures that are drawn from runs when the book is built.

use std::ops::Range;

/// A figure, by its name: `{{#figure gc/cadence}}`, or `{{#figure slots/saving from=saving}}`.
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
}

/// What stands in a paragraph that is a figure's directive: the name, and the block's id.
///
/// # Errors
///
/// A message, when it is written wrongly. `None` when it is no such directive.
pub(crate) fn read(paragraph: &str) -> Option<Result<(String, Option<String>), String>> {
    let inner = paragraph.trim().strip_prefix("{{#figure")?;
    let inner = inner.strip_suffix("}}")?;
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
    Some(Ok((name.to_owned(), from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_a_name_and_may_have_a_block() {
        let good =
            |name: &str, from: Option<&str>| Some(Ok((name.to_owned(), from.map(str::to_owned))));
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
}
