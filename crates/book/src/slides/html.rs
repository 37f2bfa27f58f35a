//! A deck, and the list of decks, as HTML.

use std::fmt::Write as _;

use super::files::{About, HIGHLIGHTER, SCRIPTS, STYLES, place};
use super::item::Item;
use super::mark::Clock;
use super::slide::Slide;
use super::{Deck, files, fit};
use crate::page::html::escape;
use crate::page::slashed;

/// The deck of that number as a file of its own. The first one opens the talk with the book's title.
pub fn deck(about: &About, decks: &[Deck], index: usize) -> String {
    let deck = &decks[index];
    let mut slides = title_slide(about, deck, index == 0);
    let whole = deck.seconds();
    let mut after = 0;
    for (index, slide) in deck.slides.iter().enumerate() {
        after += slide.seconds;
        let place = format!(
            "slide {} of {}, up to {} of {}",
            index + 1,
            deck.slides.len(),
            Clock(after),
            Clock(whole)
        );
        slides.push_str(&one(slide, &place));
    }
    let next = decks.get(index + 1).map_or(String::new(), |next| {
        format!(" data-next=\"{}\"", escape(&next.file()))
    });
    let mermaid = if files::has_diagram(deck) {
        format!(" data-mermaid=\"{}\"", place("fonts/mermaid.min.js"))
    } else {
        String::new()
    };
    let title = format!("{} – {}", escape(&deck.title), escape(&about.title));
    let body = format!(
        "<div class=\"reveal\" role=\"main\"{next}{mermaid}>\n<div class=\"slides\">\n{slides}</div>\n</div>\n\
         <script src=\"{}\"></script>\n{}",
        place(HIGHLIGHTER),
        scripts(&["slides/reveal.js", "slides/notes.js", "slides/deck.js"])
    );
    document(about, &title, "deck", &body)
}

/// The list of decks.
pub fn index(about: &About, decks: &[Deck]) -> String {
    let mut list = String::new();
    let mut whole = 0;
    for deck in decks {
        whole += deck.seconds();
        // Writing to a `String` can't fail.
        let _ = writeln!(
            list,
            "<li><a href=\"{}\">{}</a> <span>{} slides, {} minutes</span></li>",
            escape(&deck.file()),
            escape(&deck.title),
            deck.slides.len(),
            Clock(deck.seconds())
        );
    }
    let book = about.book.as_ref().map_or(String::new(), |book| {
        format!(
            "<p><a href=\"{}\">The book that these slides are part of</a></p>\n",
            escape(book)
        )
    });
    let title = escape(&about.title);
    let body = format!(
        "<main>\n<h1>{title}</h1>\n<p class=\"lm-lead\">{}</p>\n<ol>\n{list}</ol>\n\
         <p>Together {} minutes.</p>\n{book}{KEYS}</main>\n",
        escape(&about.description),
        Clock(whole)
    );
    document(about, &format!("Slides – {title}"), "decks", &body)
}

const KEYS: &str = "<table>\n<caption>Keys</caption>\n<tbody>\n\
     <tr><th scope=\"row\"><kbd>→</kbd> <kbd>Space</kbd></th><td>on: the next thing to show, or the next slide</td></tr>\n\
     <tr><th scope=\"row\"><kbd>←</kbd></th><td>back</td></tr>\n\
     <tr><th scope=\"row\"><kbd>S</kbd></th><td>the speaker’s window: notes, the next slide, the time</td></tr>\n\
     <tr><th scope=\"row\"><kbd>V</kbd></th><td>another version of Python, where versions differ</td></tr>\n\
     <tr><th scope=\"row\"><kbd>D</kbd></th><td>dark or light</td></tr>\n\
     <tr><th scope=\"row\"><kbd>E</kbd></th><td>the next deck</td></tr>\n\
     <tr><th scope=\"row\"><kbd>O</kbd> <kbd>F</kbd> <kbd>B</kbd></th><td>all slides at once; full screen; black</td></tr>\n\
     <tr><th scope=\"row\"><kbd>?</kbd></th><td>every key</td></tr>\n\
     </tbody>\n</table>\n";

fn document(about: &About, title: &str, class: &str, body: &str) -> String {
    let styles: String = STYLES
        .iter()
        .filter(|(path, _)| class == "deck" || !path.ends_with("reveal.css"))
        .map(|(path, _)| format!("<link rel=\"stylesheet\" href=\"{}\">\n", place(path)))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" class=\"light\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"{}\">\n{styles}<style>{}</style>\n{}</head>\n\
         <body class=\"lm-{class}\">\n{body}</body>\n</html>\n",
        escape(&about.language),
        place("favicon.svg"),
        fit::measures(),
        scripts(&["slides/colours.js"])
    )
}

/// Scripts by their paths in the theme, which are all in [`SCRIPTS`].
fn scripts(paths: &[&str]) -> String {
    debug_assert!(
        paths
            .iter()
            .all(|path| SCRIPTS.iter().any(|(known, _)| known == path))
    );
    paths
        .iter()
        .map(|path| format!("<script src=\"{}\"></script>\n", place(path)))
        .collect()
}

/// The slide that stands on the wall until the speaker begins; it takes no time.
fn title_slide(about: &About, deck: &Deck, first: bool) -> String {
    let (title, below) = if first && !about.title.is_empty() {
        (&about.title, about.description.as_str())
    } else {
        (&deck.title, about.title.as_str())
    };
    let chapter = if first && !about.title.is_empty() {
        format!("<p class=\"lm-chapter\">{}</p>\n", escape(&deck.title))
    } else {
        String::new()
    };
    format!(
        "<section class=\"lm-title-slide\" data-timing=\"0\">\n<h1>{}</h1>\n<p class=\"lm-lead\">{}</p>\n{chapter}\
         <aside class=\"notes\"><p><strong>{} minutes, {} slides.</strong> The clock starts when this window opens; a click on it starts it again.</p></aside>\n</section>\n",
        escape(title),
        escape(below),
        Clock(deck.seconds()),
        deck.slides.len()
    )
}

fn one(slide: &Slide, place: &str) -> String {
    let html = |item: &Item| item_html(item, slide);
    let (class, items) = if slide.fit.beside.is_some() {
        let (programs, rest): (Vec<&Item>, Vec<&Item>) = slide
            .items
            .iter()
            .partition(|item| matches!(item.shape, fit::Shape::Code { .. }));
        let programs: String = programs.into_iter().map(html).collect();
        let rest: String = rest.into_iter().map(html).collect();
        (
            "lm-beside",
            format!("{programs}<div class=\"lm-rest\">\n{rest}</div>\n"),
        )
    } else {
        ("lm-stacked", slide.items.iter().map(html).collect())
    };
    format!(
        "<section class=\"lm-slide\" data-timing=\"{}\" data-source=\"{}:{}\">\n<h2>{}</h2>\n\
         <div class=\"lm-body {class}\" style=\"{}\">\n{items}</div>\n\
         <aside class=\"notes\"><p class=\"lm-time\"><strong>{}</strong> · {place}</p>\n{}</aside>\n</section>\n",
        slide.seconds,
        escape(&slashed(&slide.file)),
        slide.line,
        slide.title,
        slide.fit.style(),
        Clock(slide.seconds),
        slide.notes.concat()
    )
}

fn item_html(item: &Item, slide: &Slide) -> String {
    let fragment = if item.reveal { " fragment" } else { "" };
    let kind = match item.shape {
        fit::Shape::Code { .. } => "code",
        fit::Shape::Printed { .. } => "output",
        fit::Shape::Text { .. } => "text",
        fit::Shape::Table(_) => "table",
        fit::Shape::Figure(_) => "figure",
        fit::Shape::Diagram => "diagram",
    };
    format!(
        "<div class=\"lm-item lm-item-{kind}{fragment}\" data-source=\"{}:{}\">{}</div>\n",
        escape(&slashed(&slide.file)),
        item.line,
        item.html
    )
}
