//! Text as HTML.

/// `text` for use in an element or in an attribute.
///
/// The result has no line break and no brace. Without a line break, a blank line
/// in the text can't end the block of HTML in the Markdown; without a brace, no
/// later preprocessor takes the text for a directive of its own. Control
/// characters would be lost on a page, so their pictures stand for them.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '{' => html.push_str("&#123;"),
            '}' => html.push_str("&#125;"),
            '\n' => html.push_str("&#10;"),
            '\t' => html.push('\t'),
            '\u{7f}' => html.push('\u{2421}'),
            // U+2400 and on are the pictures of U+0000 and on, in the same order.
            c if c < ' ' => html.extend(char::from_u32(0x2400 + u32::from(c))),
            c => html.push(c),
        }
    }
    html
}
