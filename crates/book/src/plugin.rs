//! Our preprocessors and our renderer as programs of their own, for someone who has only `mdbook`.

use std::io::{self, Write};

use anyhow::Context;
use mdbook_mermaid::Mermaid;
use mdbook_preprocessor::{Preprocessor, parse_input};

use crate::cli::Plugin;
use crate::failure::Failure;
use crate::preprocess::Blocks;
use crate::slides;

/// The preprocessors, by the names that `book.toml` gives them; `None` for the renderer.
fn preprocessor(name: Plugin) -> Option<&'static dyn Preprocessor> {
    match name {
        // The decks are another program's then, if there are any, so no page links to them.
        Plugin::Blocks => Some(&Blocks { decks: false }),
        Plugin::Mermaid => Some(&Mermaid),
        Plugin::Slides => None,
    }
}

/// Whether mdBook should run the preprocessor for a renderer.
///
/// # Errors
///
/// Wrong usage, when it is no preprocessor.
pub fn supports(name: Plugin, renderer: &str) -> Result<bool, Failure> {
    match preprocessor(name) {
        Some(preprocessor) => Ok(preprocessor.supports_renderer(renderer)?),
        None => Err(Failure::Usage(
            "`slides` is a renderer, for [output.slides]; only preprocessors are asked what they support".to_owned(),
        )),
    }
}

/// Reads a book as mdBook sends it, and writes it back as it shall be, or its slides where
/// mdBook says.
///
/// # Errors
///
/// When the input isn't mdBook's, or the book is wrong.
pub fn run(name: Plugin, input: impl io::Read, output: impl io::Write) -> Result<(), Failure> {
    let Some(preprocessor) = preprocessor(name) else {
        return slides::renderer::run(input);
    };
    let (context, book) = parse_input(input).context(
        "a plugin reads a book from mdBook on standard input; it isn't meant to be started by hand",
    )?;
    let book = preprocessor.run(&context, book)?;
    let mut output = io::BufWriter::new(output);
    serde_json::to_writer(&mut output, &book).context("the book can't be written")?;
    output.flush().context("the book can't be written")?;
    Ok(())
}
