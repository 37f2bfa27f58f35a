//! [`Canvas`]: SVG in which colours are names that the theme gives a value.
//!
//! Lengths are units of the view box. A figure is shown a little larger than its units on a wide screen
//! and a little smaller on a phone, so text is 15 units high where it matters.

use std::fmt::Write as _;

/// Width of every figure, in units of its view box.
pub(crate) const WIDTH: f64 = 460.0;

/// Height of text, in units.
pub(crate) const TEXT: f64 = 15.0;

/// How wide a letter is at most on average, in parts of the text's height: wide enough for any font of the theme.
const LETTER: f64 = 0.56;

/// The colour of a stroke, an area or a text, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// What the reader is to look at.
    Strong,
    /// The same for a word that a line may run behind.
    Word,
    /// Axes, numbers, remarks.
    Muted,
    /// Lines that guide the eye.
    Rule,
    /// The ground of a box, against which its text stands.
    Sheet,
    /// One of several things that are compared, from 0.
    Series(usize),
}

/// How many series the theme has colours for, and [`Ink::dash`] patterns.
pub(crate) const SERIES: usize = 4;

impl Ink {
    /// The class that the style sheet knows it by.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Ink::Strong => "lm-ink",
            Ink::Word => "lm-word",
            Ink::Muted => "lm-muted",
            Ink::Rule => "lm-rule",
            Ink::Sheet => "lm-sheet",
            Ink::Series(n) => ["lm-s0", "lm-s1", "lm-s2", "lm-s3"][n % SERIES],
        }
    }

    /// The dashes of its lines, so that series differ without colour; empty for a whole line.
    pub(crate) fn dash(self) -> &'static str {
        match self {
            Ink::Series(n) => ["", "7 4", "2 3", "9 3 2 3"][n % SERIES],
            _ => "",
        }
    }
}

/// Where a text stands in respect to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A text to be drawn; its point is on the line that the letters stand on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) at: (f64, f64),
    pub(crate) text: &'a str,
    pub(crate) ink: Ink,
    pub(crate) anchor: Anchor,
    /// Its height, in units.
    pub(crate) size: f64,
    pub(crate) bold: bool,
}

impl<'a> Text<'a> {
    /// A text of common size that begins at a point.
    pub(crate) fn new(x: f64, y: f64, text: &'a str) -> Self {
        Text {
            at: (x, y),
            text,
            ink: Ink::Strong,
            anchor: Anchor::Start,
            size: TEXT,
            bold: false,
        }
    }

    pub(crate) fn ink(self, ink: Ink) -> Self {
        Text { ink, ..self }
    }

    pub(crate) fn anchor(self, anchor: Anchor) -> Self {
        Text { anchor, ..self }
    }

    pub(crate) fn size(self, size: f64) -> Self {
        Text { size, ..self }
    }

    pub(crate) fn bold(self) -> Self {
        Text { bold: true, ..self }
    }
}

/// How wide a text of that height is at most.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * LETTER
}

/// A drawing under way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Canvas {
    body: String,
}

impl Canvas {
    pub(crate) fn new() -> Self {
        Canvas::default()
    }

    /// The elements drawn so far.
    pub(crate) fn into_body(self) -> String {
        self.body
    }

    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a `String` can't fail.
        let _ = self.body.write_fmt(arguments);
    }

    /// A line through points.
    pub(crate) fn line(&mut self, points: &[(f64, f64)], ink: Ink, thick: f64) {
        let mut path = String::new();
        for (index, &(x, y)) in points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{} {}", number(x), number(y));
        }
        self.path(&path, ink, thick, ink.dash());
    }

    /// The outline that `path` says, in SVG's own words.
    pub(crate) fn path(&mut self, path: &str, ink: Ink, thick: f64, dash: &str) {
        let dashes = dashes(dash);
        self.put(format_args!(
            "<path class=\"{}\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"{}\" \
             stroke-linejoin=\"round\"{dashes}></path>",
            ink.class(),
            number(thick)
        ));
    }

    /// A filled shape with these corners.
    pub(crate) fn shape(&mut self, corners: &[(f64, f64)], ink: Ink) {
        let corners: Vec<String> = corners
            .iter()
            .map(|&(x, y)| format!("{},{}", number(x), number(y)))
            .collect();
        self.put(format_args!(
            "<polygon class=\"{}\" points=\"{}\" fill=\"currentColor\"></polygon>",
            ink.class(),
            corners.join(" ")
        ));
    }

    /// A filled circle.
    pub(crate) fn dot(&mut self, (x, y): (f64, f64), radius: f64, ink: Ink) {
        self.put(format_args!(
            "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"currentColor\"></circle>",
            ink.class(),
            number(x),
            number(y),
            number(radius)
        ));
    }

    /// A box with round corners: its ground, then its border.
    pub(crate) fn block(&mut self, block: Block) {
        let Block {
            at: (x, y),
            size: (width, height),
            round,
            ground,
            border,
            thick,
            dash,
        } = block;
        let place = format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"",
            number(x),
            number(y),
            number(width),
            number(height),
            number(round)
        );
        self.put(format_args!(
            "<rect class=\"{}\" {place} fill=\"currentColor\"></rect>\
             <rect class=\"{}\" {place} fill=\"none\" stroke=\"currentColor\" stroke-width=\"{}\"{}></rect>",
            ground.class(),
            border.class(),
            number(thick),
            dashes(dash)
        ));
    }

    /// A mark for a point of a series; each series has a shape of its own.
    pub(crate) fn mark(&mut self, (x, y): (f64, f64), series: usize) {
        let ink = Ink::Series(series);
        let r = 4.2;
        match series % SERIES {
            0 => self.dot((x, y), r, ink),
            1 => self.shape(
                &[
                    (x - r, y - r),
                    (x + r, y - r),
                    (x + r, y + r),
                    (x - r, y + r),
                ],
                ink,
            ),
            2 => self.shape(
                &[(x, y - 1.3 * r), (x + 1.2 * r, y + r), (x - 1.2 * r, y + r)],
                ink,
            ),
            _ => self.shape(
                &[
                    (x, y - 1.4 * r),
                    (x + 1.4 * r, y),
                    (x, y + 1.4 * r),
                    (x - 1.4 * r, y),
                ],
                ink,
            ),
        }
    }

    /// A text.
    pub(crate) fn text(&mut self, text: Text<'_>) {
        let anchor = match text.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if text.bold {
            " font-weight=\"600\""
        } else {
            ""
        };
        self.put(format_args!(
            "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{anchor}\" fill=\"currentColor\"{weight}>{}</text>",
            text.ink.class(),
            number(text.at.0),
            number(text.at.1),
            number(text.size),
            escape(text.text)
        ));
    }
}

/// A box with round corners.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'a> {
    /// Its upper left corner.
    pub(crate) at: (f64, f64),
    /// Its width and height.
    pub(crate) size: (f64, f64),
    /// How round its corners are.
    pub(crate) round: f64,
    pub(crate) ground: Ink,
    pub(crate) border: Ink,
    pub(crate) thick: f64,
    pub(crate) dash: &'a str,
}

fn dashes(dash: &str) -> String {
    if dash.is_empty() {
        String::new()
    } else {
        format!(" stroke-dasharray=\"{dash}\"")
    }
}

/// A length with one decimal at most.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// `text` for use in an element or in an attribute, on one line and without braces.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A later step of a book's making may take braces for something of its own.
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_close_no_element_and_no_attribute() {
        let escaped = escape("a<b>&\"c\"{{d}}\n\ne");
        for letter in ['<', '>', '"', '{', '}', '\n'] {
            assert!(!escaped.contains(letter), "{escaped}");
        }
        assert_eq!(escape("a & b"), "a &amp; b");
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!(
            [1.0, -0.01, 2.25, 3.06].map(number),
            ["1", "0", "2.2", "3.1"]
        );
    }

    #[test]
    fn series_differ_in_more_than_colour() {
        for a in 0..SERIES {
            for b in 0..a {
                assert_ne!(Ink::Series(a).dash(), Ink::Series(b).dash());
            }
        }
        let drawn: Vec<String> = (0..SERIES)
            .map(|series| {
                let mut canvas = Canvas::new();
                canvas.mark((10.0, 10.0), series);
                let body = canvas.into_body();
                // Without the class, which is the colour.
                body.replace(Ink::Series(series).class(), "")
            })
            .collect();
        for a in 0..SERIES {
            for b in 0..a {
                assert_ne!(drawn[a], drawn[b]);
            }
        }
    }
}
