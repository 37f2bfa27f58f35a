//! The grammar of the book, and the checking of it.
//!
//! A page of the book is Markdown in which every fenced block is a program, a
//! recording of what a program printed, a diagram, or a drawing. This crate
//! reads such pages, says with file and line what is wrong with them, runs the
//! Python blocks on every CPython of the machine, and writes recordings.
//! `CONTRIBUTING.md` has the grammar for writers; the modules have it for readers.
//!
//! ````
//! use std::path::Path;
//! use blocks::{Block, Book, Chapter};
//!
//! let book = Book::new("", "src", &["3.13".parse()?, "3.14".parse()?]);
//! let text = "\
//! ```python
//! print(1 + 1)
//! ```
//!
//! ```output
//! 2
//! ```
//! ";
//! let (chapter, problems) = Chapter::parse(&book, Path::new("src/sums.md"), text);
//! assert!(problems.is_empty());
//! let Block::Python(block) = &chapter.blocks[0] else { panic!() };
//! assert_eq!(block.outputs[0].text, "2\n");
//! # Ok::<(), blocks::range::ParseRangeError>(())
//! ````
//!
//! # The rooms
//!
//! | module | what it is for |
//! |---|---|
//! | [`book`], [`chapter`], [`fence`], [`figure`], [`mod@include`], [`listing`], [`range`] | reading |
//! | [`interpreter`], [`run`], [`traceback`], [`cache`] | running |
//! | [`expect`], [`refuse`], [`check`], [`record`] | comparing and recording |
//! | [`links`], [`mermaid`], [`rust`], [`companions`] | what is not Python |
//! | [`divergence`] | which programs our own runtime doesn't run as CPython does |
//! | [`problem`], [`parallel`] | saying what is wrong, and where; doing many things at once |
//!
//! # What it leaves out
//!
//! It renders nothing, and runs no Rust: rustdoc does that, with the text that
//! [`rust`] prepares and the crates that [`companions`] compiles.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod book;
pub mod cache;
pub mod chapter;
pub mod check;
pub mod companions;
pub mod divergence;
pub mod expect;
#[cfg(all(test, unix))]
mod fake;
pub mod fence;
pub mod figure;
pub mod include;
pub mod interpreter;
pub mod links;
pub mod listing;
pub mod mermaid;
pub mod parallel;
pub mod problem;
pub mod range;
pub mod record;
pub mod refuse;
pub mod run;
pub mod rust;
mod text;
pub mod traceback;

pub use book::{Book, Entry};
pub use cache::Cache;
pub use chapter::{Block, Chapter, Diagram, Drawing, Line, Output, PythonBlock, RustBlock};
pub use check::{Outcome, check_python};
pub use divergence::{Divergence, Divergences};
pub use fence::Expect;
pub use figure::Figure;
pub use interpreter::{Interpreter, Interpreters, Python};
pub use listing::Listing;
pub use problem::Problem;
pub use range::{Minor, Range};
