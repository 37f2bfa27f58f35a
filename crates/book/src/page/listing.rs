//! A listing: a mechanism from a companion crate's source, under a caption that
//! links to the file.

use blocks::Listing;

use super::fence::{all_shown, fence};
use super::html::escape;
use super::{framed, slashed, source, up};

/// The listing's Markdown, for the page `name`.
///
/// The link leads to a page of this book that holds the whole file, so it works
/// offline and shows the source that the book was built from.
pub fn render(listing: &Listing, name: &str) -> String {
    let file = escape(&slashed(&listing.file));
    let address = escape(&format!(
        "{}{}#{}",
        up(name),
        source::page_of(&listing.file),
        source::mark(&listing.anchor)
    ));
    let caption = format!(
        "<figcaption class=\"lm-bar\"><span class=\"lm-lang\">Rust</span> \
         <a href=\"{address}\"><code>{file}</code></a> \
         <span class=\"lm-fate\">{}</span></figcaption>",
        lines(listing)
    );
    let code = fence("rust", &all_shown(&listing.code));
    framed("listing", &format!("{caption}\n\n{code}"))
}

/// Which lines of its file a listing shows, in words.
pub fn lines(listing: &Listing) -> String {
    if listing.first_line == listing.last_line {
        format!("line {}", listing.first_line)
    } else {
        format!("lines {} to {}", listing.first_line, listing.last_line)
    }
}
