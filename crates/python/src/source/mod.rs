//! From text to a syntax tree, and what is said of a text that is none.

mod nesting;
mod problem;

use ruff_python_ast::{ModExpression, ModModule};

pub(crate) use problem::Problem;

/// Parses a program.
///
/// # Errors
///
/// A [`Problem`] that says what is wrong and where.
pub(crate) fn parse(text: &str) -> Result<ModModule, Problem> {
    nesting::check(text)?;
    match ruff_python_parser::parse_module(text) {
        Ok(parsed) => Ok(parsed.into_syntax()),
        Err(error) => Err(Problem::from_parser(text, &error)),
    }
}

/// Whether a text nests deeper than the parser may follow.
pub(crate) fn nesting_problem(text: &str) -> bool {
    nesting::check(text).is_err()
}

/// Parses one expression.
///
/// # Errors
///
/// A [`Problem`] that says what is wrong and where.
pub(crate) fn parse_expression(text: &str) -> Result<ModExpression, Problem> {
    nesting::check(text)?;
    match ruff_python_parser::parse_expression(text) {
        Ok(parsed) => Ok(parsed.into_syntax()),
        Err(error) => Err(Problem::from_parser(text, &error)),
    }
}

/// A place in a text: lines from 1, columns from 0, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The first line.
    pub line: u32,
    /// The first column, in characters from 0.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// The column after the last, in characters from 0.
    pub end_column: u32,
}

/// Where each line of a text begins.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Lines { text, starts }
    }

    /// Line from 1, column in characters from 0.
    pub(crate) fn place(&self, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let text = self.text.get(self.starts[line]..offset).unwrap_or_default();
        (line as u32 + 1, text.chars().count() as u32)
    }

    /// The place of a piece of text.
    pub(crate) fn position(&self, range: ruff_text_size::TextRange) -> Position {
        let (line, column) = self.place(range.start().to_usize());
        let (end_line, end_column) = self.place(range.end().to_usize());
        Position {
            line,
            column,
            end_line,
            end_column,
        }
    }
}
