//! [`Problem`]: a text that can't be run, and why.

use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
};
use ruff_text_size::{Ranged, TextRange};

use super::{Lines, Position};

/// Why a program doesn't start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `SyntaxError`, `IndentationError`, or `Unsupported` for what this runtime lacks.
    pub kind: &'static str,
    /// What is said.
    pub text: String,
    /// Where, if that is known.
    pub position: Option<Position>,
    /// Whether the parser found it, and not what comes after it.
    pub(crate) is_parsers: bool,
    /// The `end_offset` where it isn't told by the position.
    pub(crate) end_offset: Option<i64>,
    range: Option<TextRange>,
}

impl Problem {
    /// A syntax error at a place.
    pub(crate) fn syntax(text: impl Into<String>, range: TextRange) -> Problem {
        Problem {
            kind: "SyntaxError",
            text: text.into(),
            position: None,
            is_parsers: false,
            end_offset: None,
            range: Some(range),
        }
    }

    /// A syntax error whose place isn't known.
    pub(crate) fn syntax_anywhere(text: String) -> Problem {
        Problem {
            kind: "SyntaxError",
            text,
            position: None,
            is_parsers: false,
            end_offset: None,
            range: None,
        }
    }

    /// Something that CPython runs and this runtime doesn't.
    pub(crate) fn unsupported(what: impl Into<String>, range: TextRange) -> Problem {
        Problem {
            kind: "Unsupported",
            text: what.into(),
            position: None,
            is_parsers: false,
            end_offset: None,
            range: Some(range),
        }
    }

    /// An error at an offset, in bytes.
    pub(super) fn at_offset(
        kind: &'static str,
        message: &str,
        text: &str,
        offset: usize,
    ) -> Problem {
        let (line, column) = Lines::of(text).place(offset.min(text.len()));
        Problem {
            kind,
            text: message.to_owned(),
            position: Some(Position {
                line,
                column,
                end_line: line,
                end_column: column + 1,
            }),
            is_parsers: true,
            end_offset: None,
            range: None,
        }
    }

    /// Fills in the line and column.
    pub(crate) fn locate(mut self, text: &str) -> Problem {
        if let (None, Some(range)) = (self.position, self.range) {
            self.position = Some(Lines::of(text).position(range));
        }
        self
    }

    /// What the parser found, in CPython's words where a beginner meets them.
    pub(super) fn from_parser(text: &str, error: &ParseError) -> Problem {
        let range = error.range();
        let (kind, message) = describe(text, error);
        Problem {
            kind,
            text: message,
            position: Some(Lines::of(text).position(range)),
            is_parsers: true,
            end_offset: None,
            range: Some(range),
        }
    }
}

fn describe(text: &str, error: &ParseError) -> (&'static str, String) {
    use ParseErrorType as E;
    let line = Lines::of(text).position(error.range()).line;
    let say = |message: &str| ("SyntaxError", message.to_owned());
    match &error.error {
        E::UnexpectedIndentation => ("IndentationError", "unexpected indent".to_owned()),
        E::Lexical(LexicalErrorType::IndentationError) => (
            "IndentationError",
            "unindent does not match any outer indentation level".to_owned(),
        ),
        E::Lexical(LexicalErrorType::StringError | LexicalErrorType::UnclosedStringError) => (
            "SyntaxError",
            format!("unterminated string literal (detected at line {line})"),
        ),
        E::FStringError(InterpolatedStringErrorType::UnterminatedString) => (
            "SyntaxError",
            format!("unterminated f-string literal (detected at line {line})"),
        ),
        E::FStringError(InterpolatedStringErrorType::SingleRbrace) => {
            say("f-string: single '}' is not allowed")
        }
        E::PositionalAfterKeywordArgument => say("positional argument follows keyword argument"),
        E::PositionalAfterKeywordUnpacking => {
            say("positional argument follows keyword argument unpacking")
        }
        E::OtherError(message) if message.starts_with("Expected an indented block") => {
            ("IndentationError", message.replacen('E', "e", 1))
        }
        _ => say("invalid syntax"),
    }
}
