//! The tags in a piece of HTML, as far as links and anchors go.

/// An opening tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Where its `<` stands.
    pub(super) offset: usize,
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Found<'_> {
    /// Whether it is this element.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute; empty when it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// The opening tags in `html`, in order. Comments hold none.
pub(super) fn tags(html: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let rest = &html[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = comment
                .find("-->")
                .map_or(html.len(), |end| open + 4 + end + 3);
            continue;
        }
        at = open + 1;
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name_end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(rest.len());
        let (attributes, length) = attributes(&rest[name_end..]);
        found.push(Found {
            offset: open,
            name: &rest[..name_end],
            attributes,
        });
        at = open + 1 + name_end + length;
    }
    found
}

/// The attributes up to the end of a tag, and how many bytes that is.
fn attributes(text: &str) -> (Vec<(&str, &str)>, usize) {
    let mut attributes = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (attributes, text.len() - rest.len());
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .unwrap_or(rest.len())
            // A stray `=` is a name of its own, so that each turn moves on.
            .max(1);
        let name = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            attributes.push((name, ""));
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(
                value
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(value.len()),
            ),
        };
        attributes.push((name, value));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes_and_places() {
        let html =
            "x <a id=one href='a.md'>b</a><!-- <a id=\"no\"> --><img\n alt=\"a > b\" SRC=c.svg/>";
        let tags = tags(html);
        assert_eq!(tags.len(), 2);
        assert!(tags[0].is("a") && tags[1].is("IMG"));
        assert_eq!(tags[0].attribute("id"), Some("one"));
        assert_eq!(tags[0].attribute("href"), Some("a.md"));
        assert_eq!(tags[0].offset, 2);
        assert_eq!(tags[1].attribute("alt"), Some("a > b"));
        assert_eq!(tags[1].attribute("src"), Some("c.svg/"));
        assert_eq!(tags[1].attribute("id"), None);
    }

    #[test]
    fn broken_html_ends() {
        for html in [
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<a ==",
            "<!--",
            "< a>",
            "<é id=x>",
        ] {
            assert!(tags(html).len() <= 1, "{html}");
        }
    }
}
