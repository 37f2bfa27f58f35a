//! The tool of the book: `serve`, `build`, `test`, `record`, `conformance`, `divergences`, `fuzz`, `new`, `slides`, `fork`,
//! `run`, `trace`.
//!
//! It links mdBook, so that `cargo run` alone shows the book on a machine that
//! has nothing but Rust. What mdBook keeps in its own binary (serving, watching)
//! is here, on the standard library.
//!
//! # The rooms
//!
//! | module | what it is for |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`root`] | where the book is |
//! | [`failure`], [`messages`] | what went wrong, and how it is told |
//! | [`build`] | the book as pages |
//! | [`preprocess`], `page`, [`plugin`] | our Markdown as mdBook's Markdown, linked or as a program of its own |
//! | [`doctest`], [`known`] | the Rust blocks, run with the crates they show, and what is known of them |
//! | [`mod@test`], [`record`], [`new`] | the commands of those names |
//! | [`slides`] | the chapters as decks of slides |
//! | [`fork`] | a chapter as a project of its own |
//! | [`conformance`] | the small programs of `tests/programs`, and whoever runs them |
//! | [`witness`], [`divergences`] | the book's Python programs on our own runtime, and the list of where it parts from CPython |
//! | [`fuzz`] | made-up programs on a real CPython and on our runtime |
//! | [`mod@run`] | a Python program of anybody's, on our own runtime |
//! | [`cpython_tests`] | CPython's own tests, on our runtime |
//! | [`serve`] | the pages on the loopback interface, reloaded when a file changes |
//!
//! # What it leaves out
//!
//! The grammar of blocks, and running Python, are in the crate `blocks`; the
//! checks that need more than this tool are in `tests/`.

#![forbid(unsafe_code)]

pub mod build;
pub mod cli;
pub mod conformance;
pub mod cpython_tests;
pub mod divergences;
pub mod doctest;
pub mod failure;
pub mod fork;
pub mod fuzz;
pub mod known;
pub mod messages;
pub mod new;
mod page;
pub mod plugin;
pub mod preprocess;
pub mod record;
pub mod root;
pub mod run;
pub mod serve;
pub mod slides;
pub mod test;
pub mod witness;

pub use cli::{main, main_in};
pub use failure::{Failure, Problems};
