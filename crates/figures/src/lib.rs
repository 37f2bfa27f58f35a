//! Plots and pictures of the book, drawn when it is built, from runs of the crates.
//!
//! # What it does
//!
//! A figure has a name, `gc/cadence`: the chapter's, and its own. To draw it is to run the mechanism: the plot of
//! how often a collection starts makes lists in a `gc::Managed` world and asks it; the pictures of a collection
//! replay the log that the collector wrote (the module `graph`). Nothing is drawn from numbers that somebody typed.
//!
//! # The smallest example
//!
//! ```
//! let figure = figures::draw("gc/cadence", &[])?;
//! assert!(figure.svg("cadence").starts_with("<svg "));
//! assert!(figure.notice.contains("2001"));
//! # Ok::<(), figures::Error>(())
//! ```
//!
//! # Adding one
//!
//! A chapter has a module here with a list of its figures: [`Entry`] after [`Entry`], a name and a function
//! that runs the crates (`Entry::run`) or reads what a program printed (`Entry::measured`).
//! The list stands in `CHAPTERS` in this file. The tests draw whatever is listed: twice, since two drawings of one
//! figure must be alike to the byte; and they look for text that runs out of the picture.
//!
//! # What it leaves out
//!
//! Colours. An element says by its class what it is for, and the theme's `figures.css` gives that a colour.
//! Dashes, marks and words say the same without colour.
//!
//! # Costs
//!
//! Every figure is drawn at each build of the book, so a run should take less than a tenth of a second
//! in the development profile.

#![forbid(unsafe_code)]

use std::fmt;

mod canvas;
mod gc;
mod gil;
mod graph;
mod plot;
mod slots;
mod weakref;

/// The figures of all chapters.
const CHAPTERS: &[&[Entry]] = &[gc::FIGURES, gil::FIGURES, slots::FIGURES, weakref::FIGURES];

/// What a Python program printed on some versions: what a figure is drawn from that shows a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The versions that print it, as a page has them: `3.8..3.13`.
    pub versions: &'a str,
    /// What they print.
    pub text: &'a str,
}

/// How a figure is drawn.
#[derive(Clone, Copy, Debug)]
enum Draw {
    /// From a run of the crates.
    Run(fn() -> Result<Figure, Error>),
    /// From what a program printed.
    Measured(fn(&[Source<'_>]) -> Result<Figure, Error>),
}

/// A figure that can be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    name: &'static str,
    draw: Draw,
}

impl Entry {
    /// A figure that is drawn from a run of the crates.
    pub(crate) const fn run(name: &'static str, draw: fn() -> Result<Figure, Error>) -> Entry {
        Entry {
            name,
            draw: Draw::Run(draw),
        }
    }

    /// A figure that is drawn from what a program printed.
    pub(crate) const fn measured(
        name: &'static str,
        draw: fn(&[Source<'_>]) -> Result<Figure, Error>,
    ) -> Entry {
        Entry {
            name,
            draw: Draw::Measured(draw),
        }
    }

    /// Its name: the chapter's, a slash, its own.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it is drawn from what a program printed.
    pub fn is_measured(&self) -> bool {
        matches!(self.draw, Draw::Measured(_))
    }
}

/// A figure, drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it shows, in a few words.
    pub title: String,
    /// What to notice, in whole sentences, for everyone.
    pub notice: String,
    /// What is to be seen, in whole sentences, for someone who doesn't see it. Empty if `notice` says it all.
    pub description: String,
    /// The numbers behind it.
    pub table: Table,
    /// Its height in the units of its view box; the width is the same for all.
    height: f64,
    /// The elements in its view box.
    body: String,
}

/// The numbers behind a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows, each as long as the heads.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new<const N: usize>(columns: [&str; N]) -> Table {
        Table {
            columns: columns.map(str::to_owned).into(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        debug_assert_eq!(N, self.columns.len());
        self.rows.push(cells.into());
    }
}

impl Figure {
    /// The figure as SVG on one line, for an HTML page. Its title and description are in it under ids that begin with `id`,
    /// which must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let id = canvas::escape(id);
        let title = canvas::escape(&self.title);
        let description = if self.description.is_empty() {
            canvas::escape(&self.notice)
        } else {
            canvas::escape(&self.description)
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\">\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>{}</svg>",
            canvas::number(canvas::WIDTH),
            canvas::number(self.height),
            self.body
        )
    }
}

/// Why a figure can't be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// There is no figure of that name. Carries the names that there are in that chapter, or else all.
    Unknown {
        /// The name asked for.
        name: String,
        /// Names that would do.
        others: Vec<&'static str>,
    },
    /// It is drawn from what a program printed, and none was named; or the other way round.
    Sources {
        /// The figure's name.
        name: String,
        /// Whether it needs what a program printed.
        needs: bool,
    },
    /// What the program printed isn't what the figure is drawn from.
    Unreadable {
        /// The versions that printed it.
        versions: String,
        /// What was expected, and what stands there.
        message: String,
    },
    /// A run of the crates failed.
    Run(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unknown { name, others } => {
                write!(
                    f,
                    "there is no figure `{name}`; there are {}",
                    others.join(", ")
                )
            }
            Error::Sources { name, needs: true } => write!(
                f,
                "the figure `{name}` is drawn from what a Python block printed; name the block: {{{{#figure {name} from=ID}}}}"
            ),
            Error::Sources { name, needs: false } => write!(
                f,
                "the figure `{name}` is drawn from a run of the crates; leave out `from=`"
            ),
            Error::Unreadable { versions, message } => {
                write!(f, "the output of {versions} can't be drawn: {message}")
            }
            Error::Run(message) => write!(f, "the run behind this figure failed: {message}"),
        }
    }
}

impl std::error::Error for Error {}

/// The figures that there are.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    CHAPTERS.iter().copied().flatten()
}

/// Runs what the figure shows, and draws it.
///
/// `sources` is what a Python program printed, for a figure that shows a measurement; nothing for the others.
///
/// # Errors
///
/// When there is no such figure, when it needs sources and has none or the reverse, when they can't be read,
/// or when the run fails.
pub fn draw(name: &str, sources: &[Source<'_>]) -> Result<Figure, Error> {
    let Some(entry) = entries().find(|entry| entry.name == name) else {
        return Err(unknown(name));
    };
    match entry.draw {
        Draw::Run(draw) if sources.is_empty() => draw(),
        Draw::Measured(draw) if !sources.is_empty() => draw(sources),
        _ => Err(Error::Sources {
            name: name.to_owned(),
            needs: entry.is_measured(),
        }),
    }
}

fn unknown(name: &str) -> Error {
    let chapter = name.split('/').next().unwrap_or_default();
    let mut others: Vec<&'static str> = entries()
        .map(|entry| entry.name)
        .filter(|other| other.split('/').next() == Some(chapter))
        .collect();
    if others.is_empty() {
        others = entries().map(|entry| entry.name).collect();
    }
    Error::Unknown {
        name: name.to_owned(),
        others,
    }
}
