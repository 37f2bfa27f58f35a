//! A page of the book, read into its blocks.

use std::ops;
use std::path::{Path, PathBuf};

use version::Version;

use crate::book::Book;
use crate::fence::Expect;
use crate::figure::Figure;
use crate::listing::Listing;
use crate::problem::Problem;
use crate::range::{Minor, Range};

mod parse;
mod python;
#[cfg(test)]
mod tests;

pub use parse::options;

/// A page of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its file, relative to the root of the book: `src/objects/names.md`.
    pub file: PathBuf,
    /// Its file relative to the source folder, with forward slashes:
    /// `objects/names.md`. Results of its blocks are named after it.
    pub name: String,
    /// Its title in `SUMMARY.md`, or else its first heading.
    pub title: String,
    /// Its Markdown, as it was given.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The files that its includes and listings read, relative to the root.
    pub sources: Vec<PathBuf>,
}

impl Chapter {
    /// Reads a page. `file` is relative to the root of the book.
    ///
    /// Gives the blocks that could be read together with everything that is
    /// wrong, in the order of lines.
    pub fn parse(book: &Book, file: &Path, text: &str) -> (Self, Vec<Problem>) {
        parse::parse(book, file, text)
    }

    /// The page's Python blocks, in order.
    pub fn python(&self) -> impl Iterator<Item = &PythonBlock> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Python(block) => Some(block),
            _ => None,
        })
    }

    /// The page's Rust blocks, in order.
    pub fn rust(&self) -> impl Iterator<Item = &RustBlock> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Rust(block) => Some(block),
            _ => None,
        })
    }

    /// The page's listings, in order.
    pub fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Listing(listing) => Some(listing),
            _ => None,
        })
    }

    /// The page's figures, in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// The page's diagrams, in order.
    pub fn diagrams(&self) -> impl Iterator<Item = &Diagram> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Mermaid(diagram) => Some(diagram),
            _ => None,
        })
    }
}

/// One block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A Rust program.
    Rust(RustBlock),
    /// A Python program with what it prints.
    Python(PythonBlock),
    /// A piece of a companion crate's source.
    Listing(Listing),
    /// A plot or picture, drawn from a run.
    Figure(Figure),
    /// A Mermaid diagram.
    Mermaid(Diagram),
    /// A drawing in characters.
    Text(Drawing),
}

impl Block {
    /// The line of its fence or directive, from 1.
    pub fn line(&self) -> usize {
        match self {
            Block::Rust(block) => block.line,
            Block::Python(block) => block.line,
            Block::Listing(block) => block.line,
            Block::Figure(block) => block.line,
            Block::Mermaid(block) => block.line,
            Block::Text(block) => block.line,
        }
    }

    /// The bytes of the page that it takes up, without the newline that ends
    /// them. A Python block reaches to the end of its last output.
    pub fn span(&self) -> ops::Range<usize> {
        match self {
            Block::Rust(block) => block.span.clone(),
            Block::Python(block) => block.span.clone(),
            Block::Listing(block) => block.span.clone(),
            Block::Figure(block) => block.span.clone(),
            Block::Mermaid(block) => block.span.clone(),
            Block::Text(block) => block.span.clone(),
        }
    }
}

/// A Rust program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustBlock {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The bytes of its fence, without the newline that ends them.
    pub span: ops::Range<usize>,
    /// The code with includes put in, hidden lines still behind `# `.
    pub code: String,
    /// What must become of it.
    pub expect: Expect,
    /// Whether it uses what edition 2021 lacks, so that skeptic can't run it.
    pub edition2024: bool,
}

/// A Python program with what it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PythonBlock {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The bytes from its fence to the end of its last output.
    pub span: ops::Range<usize>,
    /// The bytes of its own fence.
    pub code_span: ops::Range<usize>,
    /// The whole program, with hidden lines and without their `~`.
    pub program: String,
    /// The program line by line, for the page.
    pub lines: Vec<Line>,
    /// The minor releases it claims, oldest first.
    pub claims: Vec<Minor>,
    /// The first minor release it claims, where its label names one.
    pub since: Option<Minor>,
    /// The last minor release it claims, where its label names one.
    pub until: Option<Minor>,
    /// The type of the uncaught exception it ends in.
    pub raises: Option<String>,
    /// Whether the page asks before it tells.
    pub predict: bool,
    /// Its address in the page.
    pub id: Option<String>,
    /// The bytes of the line `<!-- end of answer -->`. What stands between the
    /// block and that line is the answer, which the page folds away with the
    /// output of a `predict` block.
    pub end_of_answer: Option<ops::Range<usize>>,
    /// What it prints, in the order written.
    pub outputs: Vec<Output>,
}

impl PythonBlock {
    /// Whether the block says anything about `version`.
    pub fn claims(&self, version: Version) -> bool {
        self.claims.contains(&Minor::from(version))
    }

    /// The output recorded for `version`, if the block claims it.
    pub fn output_for(&self, version: Version) -> Option<&Output> {
        self.claims(version)
            .then(|| {
                self.outputs
                    .iter()
                    .find(|output| output.range.contains(version))
            })
            .flatten()
    }
}

/// One line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line, without newline and without the `~` that hides it.
    pub text: String,
    /// Whether the page hides it until the reader asks.
    pub hidden: bool,
}

/// What a Python program prints on some versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The bytes of its fence.
    pub span: ops::Range<usize>,
    /// The versions that print it.
    pub range: Range,
    /// The text. It is empty, or ends in a newline.
    pub text: String,
}

/// A Mermaid diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The bytes of its fence.
    pub span: ops::Range<usize>,
    /// Its source.
    pub source: String,
}

/// A drawing in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The bytes of its fence.
    pub span: ops::Range<usize>,
    /// The drawing.
    pub text: String,
}
