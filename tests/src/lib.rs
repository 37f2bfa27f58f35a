//! What holds the book, the crates and real CPython together.
//!
//! Three suites read the same chapters through the `blocks` crate:
//!
//! - the documentation tests of this library are the Rust blocks of the book,
//!   one module per page (written by `build.rs`, run by rustdoc);
//! - `tests/skeptic.rs` runs the same blocks again, each chapter as one program;
//! - the other files in `tests/` check everything that is not Rust.

#![forbid(unsafe_code)]

pub mod probe;
pub mod reach;
pub mod workspace;

#[cfg(doctest)]
include!(concat!(env!("OUT_DIR"), "/pages.rs"));
