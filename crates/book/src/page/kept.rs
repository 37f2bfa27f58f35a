//! A figure that was drawn into a file.
//!
//! A project whose Markdown is read by itself too, on a page of a Git host or in an editor, has a
//! file with each drawing, and in its place on the page a picture that names the file:
//!
//! ```markdown
//! ![How often a collection starts. After 2001 lists …](figures/often-gc-cadence.svg "figure gc/cadence")
//! ```
//!
//! Our pages and slides draw it anew all the same, with the colours of their theme. The checks
//! compare file and picture with what would be drawn now, and `book record` draws them again.

use std::fs;
use std::path::{Path, PathBuf};

use blocks::{Book, Chapter, Figure};

use super::figure::draw;
use crate::failure::Failure;

/// What is said of a figure whose file or text is older than what it is drawn from.
pub const STALE: &str =
    "this picture or its text is not what is drawn now; `cargo run -- record` draws it again";

/// The colours of the theme, of which a file of its own knows nothing.
const TOKENS: &str = include_str!("../../../../theme/css/tokens.css");

/// A class of the drawing, and the name of its colour in the theme.
const COLOURS: [(&str, &str); 9] = [
    ("lm-ink", "--fg"),
    ("lm-word", "--fg"),
    ("lm-muted", "--lm-muted"),
    ("lm-rule", "--lm-rule"),
    ("lm-sheet", "--lm-sheet"),
    ("lm-s0", "--lm-out-0"),
    ("lm-s1", "--lm-out-1"),
    ("lm-s2", "--lm-out-2"),
    ("lm-s3", "--lm-out-3"),
];

/// A figure as a file, and as the paragraph that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The paragraph, without a newline at its end.
    pub paragraph: String,
    /// The file's text.
    pub svg: String,
}

/// Draws a figure for the file at `address`, as the page names it.
///
/// # Errors
///
/// A message, when it can't be drawn.
pub fn keep(figure: &Figure, chapter: &Chapter, address: &str) -> Result<Kept, String> {
    let drawn = draw(figure, chapter)?;
    let from = match &figure.from {
        Some(from) => format!(" from={from}"),
        None => String::new(),
    };
    let text = plain(&format!("{}. {}", drawn.title, drawn.notice));
    Ok(Kept {
        paragraph: format!("![{text}]({address} \"figure {}{from}\")", figure.name),
        svg: coloured(&drawn.svg("figure")),
    })
}

/// Whether the page or the file holds another drawing than would be made now.
///
/// # Errors
///
/// A message, when it can't be drawn. A figure without a file is never stale.
pub fn stale(book: &Book, chapter: &Chapter, figure: &Figure) -> Result<bool, String> {
    let Some(address) = &figure.kept else {
        return Ok(false);
    };
    let now = keep(figure, chapter, address)?;
    let svg = fs::read_to_string(file(book, chapter, address)).unwrap_or_default();
    Ok(now.svg != svg || now.paragraph != chapter.text[figure.span.clone()])
}

/// Draws the stale figures of a page again, and gives the files written.
///
/// # Errors
///
/// When one can't be drawn, or a file can't be written.
pub fn redraw(book: &Book, chapter: &Chapter) -> Result<Vec<PathBuf>, Failure> {
    let mut text = chapter.text.clone();
    let mut written = Vec::new();
    // From the last to the first, so that no span moves.
    let figures: Vec<&Figure> = chapter.figures().collect();
    for figure in figures.into_iter().rev() {
        let problem = |message| vec![blocks::Problem::new(&chapter.file, figure.line, message)];
        if !stale(book, chapter, figure).map_err(problem)? {
            continue;
        }
        let address = figure.kept.as_deref().unwrap_or_default();
        let now = keep(figure, chapter, address).map_err(problem)?;
        let file = file(book, chapter, address);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
        }
        fs::write(&file, &now.svg).map_err(|error| Failure::file(&file, &error))?;
        text.replace_range(figure.span.clone(), &now.paragraph);
        written.push(file);
    }
    if text != chapter.text {
        let page = book.root.join(&chapter.file);
        fs::write(&page, text).map_err(|error| Failure::file(&page, &error))?;
    }
    written.reverse();
    Ok(written)
}

/// Where the file at `address` stands.
fn file(book: &Book, chapter: &Chapter, address: &str) -> PathBuf {
    let folder = chapter.file.parent().unwrap_or(Path::new(""));
    book.root.join(folder).join(address)
}

/// Text as Markdown that means no more than that text.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&') {
            plain.push('\\');
        }
        plain.push(if c == '\n' { ' ' } else { c });
    }
    plain
}

/// The drawing with the light theme's colours, on its paper.
fn coloured(svg: &str) -> String {
    let mut style = "svg{font-family:Georgia,serif}".to_owned();
    for (class, name) in COLOURS {
        style.push_str(&format!(".{class}{{color:{}}}", colour(name)));
    }
    let paper = colour("--bg");
    style.push_str(&format!(
        ".lm-word{{paint-order:stroke;stroke:{paper};stroke-width:4px}}"
    ));
    let ground = format!(
        "</desc><style>{style}</style><rect width=\"100%\" height=\"100%\" fill=\"{paper}\"></rect>"
    );
    svg.replacen("</desc>", &ground, 1) + "\n"
}

/// A colour of the light theme.
fn colour(name: &str) -> &'static str {
    let light = TOKENS.split_once("\n.light").map_or("", |(_, rest)| rest);
    let light = light.split_once('}').map_or("", |(light, _)| light);
    light
        .split([';', '{'])
        .filter_map(|line| line.split_once(':'))
        .find(|(other, _)| other.trim() == name)
        .map_or("currentColor", |(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use blocks::Minor;

    const PAGE: &str = "# A\n\n![x](figures/a.svg \"figure gc/cadence\")\n\nProse.\n";

    fn read(root: &Path) -> (Book, Chapter) {
        let book = Book::new(root, "src", &[Minor::new(3, 13)]);
        let text = fs::read_to_string(root.join("src/a.md")).expect("a page");
        let (chapter, problems) = Chapter::parse(&book, Path::new("src/a.md"), &text);
        assert_eq!(problems, []);
        (book, chapter)
    }

    #[test]
    fn every_colour_is_one_of_the_theme() {
        for (_, name) in COLOURS.iter().chain(&[("", "--bg")]) {
            assert!(colour(name).starts_with('#'), "{name}: {}", colour(name));
        }
    }

    #[test]
    fn a_stale_picture_is_noticed_and_drawn_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("src")).expect("a folder");
        fs::write(folder.path().join("src/a.md"), PAGE).expect("a page");

        let (book, chapter) = read(folder.path());
        let problems = super::super::undrawable(&book, &chapter);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!((problems[0].line, problems[0].message.as_str()), (3, STALE));
        assert_eq!(redraw(&book, &chapter).expect("it is drawn").len(), 1);

        let (book, chapter) = read(folder.path());
        assert_eq!(super::super::undrawable(&book, &chapter), []);
        assert!(redraw(&book, &chapter).expect("nothing to do").is_empty());
        assert!(
            chapter.text.ends_with("\")\n\nProse.\n"),
            "{}",
            chapter.text
        );
        let svg = folder.path().join("src/figures/a.svg");
        let drawn = fs::read_to_string(&svg).expect("a file");
        assert!(drawn.contains(".lm-ink{color:#"), "{drawn}");

        fs::write(&svg, drawn.replace("2001", "2002")).expect("a file");
        assert_eq!(super::super::undrawable(&book, &chapter).len(), 1);
    }
}
