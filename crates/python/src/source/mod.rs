//! From text to a syntax tree, and what is said of a text that is none.

mod diagnose;
mod nesting;
mod problem;

use ruff_python_ast::{AtomicNodeIndex, Mod, ModModule, PythonVersion, Stmt, StmtExpr};
use ruff_python_parser::ParseOptions;
use ruff_text_size::Ranged;

pub(crate) use problem::Problem;

use crate::compile::Mode;
use version::Version;

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

/// Parses a text for what it is compiled for, as a release does.
pub(crate) fn statements(text: &str, mode: Mode, version: Version) -> Result<Vec<Stmt>, Problem> {
    nesting::check(text)?;
    let minor = version.minor();
    let kind = match mode {
        Mode::Eval => ruff_python_parser::Mode::Expression,
        _ => ruff_python_parser::Mode::Module,
    };
    let options = ParseOptions::from(kind).with_target_version(PythonVersion { major: 3, minor });
    let parsed = ruff_python_parser::parse_unchecked(text, options);
    if let Some(problem) = diagnose::problem(text, &parsed, minor) {
        return Err(problem);
    }
    let body = match parsed.into_syntax() {
        Mod::Module(module) => module.body.to_vec(),
        Mod::Expression(only) => vec![Stmt::Expr(StmtExpr {
            node_index: AtomicNodeIndex::default(),
            range: only.body.range(),
            value: only.body,
        })],
    };
    match (mode, &body[..]) {
        (Mode::Single, [_, second, ..]) => Err(Problem::syntax(
            "multiple statements found while compiling a single statement",
            second.range(),
        )),
        _ => Ok(body),
    }
}

/// Whether a text nests deeper than the parser may follow.
pub(crate) fn nesting_problem(text: &str) -> bool {
    nesting::check(text).is_err()
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

    /// A piece of the text itself.
    pub(crate) fn source(&self, range: ruff_text_size::TextRange) -> &'a str {
        self.text
            .get(range.start().to_usize()..range.end().to_usize())
            .unwrap_or_default()
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
