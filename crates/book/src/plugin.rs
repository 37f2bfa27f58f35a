//! Our preprocessors as programs of their own, for someone who has only `mdbook`.

use std::io::{self, Write};

use anyhow::Context;
use mdbook_mermaid::Mermaid;
use mdbook_preprocessor::{Preprocessor, parse_input};

use crate::cli::Plugin;
use crate::failure::Failure;
use crate::preprocess::Blocks;

/// The preprocessors, by the names that `book.toml` gives them.
fn preprocessor(name: Plugin) -> &'static dyn Preprocessor {
    match name {
        Plugin::Blocks => &Blocks,
        Plugin::Mermaid => &Mermaid,
    }
}

/// Whether mdBook should run the preprocessor for a renderer.
///
/// # Errors
///
/// None in practice: mdBook's trait allows one.
pub fn supports(name: Plugin, renderer: &str) -> Result<bool, Failure> {
    Ok(preprocessor(name).supports_renderer(renderer)?)
}

/// Reads a book as mdBook sends it, and writes it back as it shall be.
///
/// # Errors
///
/// When the input isn't mdBook's, or the book is wrong.
pub fn run(name: Plugin, input: impl io::Read, output: impl io::Write) -> Result<(), Failure> {
    let (context, book) = parse_input(input).context(
        "a plugin reads a book from mdBook on standard input; it isn't meant to be started by hand",
    )?;
    let book = preprocessor(name).run(&context, book)?;
    let mut output = io::BufWriter::new(output);
    serde_json::to_writer(&mut output, &book).context("the book can't be written")?;
    output.flush().context("the book can't be written")?;
    Ok(())
}
