//! The Rust blocks of the book once more, each chapter as one program, by skeptic.
//!
//! rustdoc runs the same blocks in this package's documentation tests. Two
//! runners that agree are harder to fool than one: rustdoc wraps each block in
//! a function and may merge blocks, skeptic runs what it is given.

include!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));
