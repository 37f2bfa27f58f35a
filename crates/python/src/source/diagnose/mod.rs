//! What CPython says of a text that is no program.
//!
//! The parser is a library, which finds that something is wrong and where. What is said of it, and about which piece
//! of the text, is decided here: first by the tokens, as CPython's tokenizer goes before its grammar, then by the rules
//! that its grammar has for mistakes (`invalid_*` in `Grammar/python.gram`), and else it is "invalid syntax".

mod calls;
mod conditions;
mod fault;
mod features;
mod fstrings;
mod generics;
mod layout;
mod legacy;
mod targets;
mod tokens;

use ruff_python_ast::{Mod, Stmt};
use ruff_python_parser::{ParseError, Parsed, UnsupportedSyntaxErrorKind};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Lines, Position, Problem};
use tokens::{Kind, Token, Tokens};

/// What is said, and about which piece of the text: bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    kind: &'static str,
    message: String,
    start: usize,
    end: usize,
    /// The `end_offset` where it isn't told by the place.
    end_offset: Option<i64>,
    column: Option<u32>,
}

impl Report {
    fn point(message: impl Into<String>, at: usize) -> Report {
        Report::range(message, at, at)
    }

    fn range(message: impl Into<String>, start: usize, end: usize) -> Report {
        Report {
            kind: "SyntaxError",
            message: message.into(),
            start,
            end,
            end_offset: None,
            column: None,
        }
    }

    fn of(message: impl Into<String>, range: TextRange) -> Report {
        Report::range(message, range.start().to_usize(), range.end().to_usize())
    }

    fn problem(self, text: &str) -> Problem {
        let lines = Lines::of(text);
        // A place behind the last line's end is a place in that line.
        let (line, column) = place(&lines, text, self.start);
        // The end of a line belongs to that line.
        let newline = self.end > self.start && text.as_bytes().get(self.end - 1) == Some(&b'\n');
        let (end_line, end_column) = if newline {
            let (line, column) = place(&lines, text, self.end - 1);
            (line, column + 1)
        } else {
            place(&lines, text, self.end)
        };
        let mut problem = Problem::syntax(self.message, TextRange::default());
        problem.kind = self.kind;
        problem.position = Some(Position {
            line,
            column: self.column.unwrap_or(column),
            end_line,
            end_column,
        });
        problem.end_offset = self.end_offset;
        problem.is_parsers = true;
        problem
    }
}

fn place(lines: &Lines<'_>, text: &str, at: usize) -> (u32, u32) {
    if at > text.len() {
        let (line, column) = lines.place(text.len());
        return (line, column + (at - text.len()) as u32);
    }
    lines.place(at)
}

/// A text with its tokens and the first thing that the parser found.
struct Scene<'a> {
    text: &'a str,
    minor: u8,
    tokens: &'a [Token],
    /// The token that the parser didn't expect.
    at: usize,
    error: &'a ParseError,
    body: &'a [Stmt],
}

impl Scene<'_> {
    fn token(&self, index: usize) -> Token {
        let last = self.tokens.len().saturating_sub(1);
        self.tokens
            .get(index)
            .or(self.tokens.get(last))
            .copied()
            .unwrap_or(Token {
                kind: Kind::End,
                start: self.text.len(),
                end: self.text.len(),
                level: 0,
            })
    }

    fn word(&self, index: usize) -> &str {
        let token = self.token(index);
        self.text
            .get(token.start..token.end.min(self.text.len()))
            .unwrap_or_default()
    }

    /// The first token of the logical line.
    fn line_start(&self, index: usize) -> usize {
        let mut at = index.min(self.tokens.len());
        while at > 0
            && !matches!(
                self.token(at - 1).kind,
                Kind::Newline | Kind::Indent | Kind::Dedent
            )
        {
            at -= 1;
        }
        at
    }

    /// The index of the token that begins at or behind a place.
    fn index_of(&self, place: usize) -> usize {
        self.tokens
            .iter()
            .position(|token| token.start >= place && token.kind != Kind::Dedent)
            .unwrap_or(self.tokens.len().saturating_sub(1))
    }

    /// The longest expression that begins at a token, as the index behind its last one.
    fn expression_from(&self, start: usize, stop: impl Fn(usize) -> bool) -> Option<usize> {
        let base = self.level_before(start);
        let mut end = start;
        let mut best = None;
        while end < self.tokens.len() && end < start + 400 {
            let token = self.token(end);
            if matches!(
                token.kind,
                Kind::Newline | Kind::End | Kind::Indent | Kind::Dedent
            ) || token.level < base
                || (token.level == base && end > start && stop(end))
                || (end == start && stop(end))
            {
                break;
            }
            end += 1;
            if token.level == base && self.parses(start, end) {
                best = Some(end);
            }
        }
        best
    }

    fn level_before(&self, index: usize) -> usize {
        if index == 0 {
            0
        } else {
            self.token(index - 1).level
        }
    }

    /// Whether the tokens are one expression.
    fn parses(&self, start: usize, end: usize) -> bool {
        let (first, last) = (self.token(start).start, self.token(end - 1).end);
        let Some(piece) = self.text.get(first..last) else {
            return false;
        };
        let wrapped = format!("({piece}\n)");
        piece.len() < 4000
            && !super::nesting_problem(&wrapped)
            && ruff_python_parser::parse_expression(&wrapped).is_ok()
    }

    /// The start of the expression that ends before a token: back to the separator before it.
    fn expression_before(&self, index: usize) -> Option<usize> {
        let base = self.token(index - 1).level.min(self.level_before(index));
        let mut start = index;
        let mut best = None;
        while start > 0 && index - start < 400 {
            let before = self.token(start - 1);
            let opens = before.level > self.level_before(start - 1) && before.level <= base;
            if matches!(before.kind, Kind::Newline | Kind::Indent | Kind::Dedent) || opens {
                break;
            }
            let word = self.word(start - 1);
            if before.level == base
                && matches!(
                    word,
                    "," | ":"
                        | "="
                        | ":="
                        | ";"
                        | "if"
                        | "else"
                        | "for"
                        | "in"
                        | "lambda"
                        | "return"
                        | "yield"
                        | "await"
                        | "assert"
                        | "raise"
                        | "from"
                        | "import"
                        | "while"
                        | "elif"
                        | "with"
                        | "as"
                        | "del"
                        | "*"
                        | "**"
                )
            {
                break;
            }
            start -= 1;
            if self.parses(start, index) {
                best = Some(start);
            }
        }
        best
    }

    fn generic(&self) -> Report {
        let token = self.token(self.at);
        let mut report = Report::range("invalid syntax", token.start, token.end);
        if matches!(token.kind, Kind::Newline) && self.minor < 12 {
            report.end = report.start;
        }
        if token.kind == Kind::End && self.minor < 10 {
            report.message = "unexpected EOF while parsing".to_owned();
        }
        report
    }
}

/// What is wrong with a text, as a release says it; nothing if it is a program of that release.
pub(super) fn problem(text: &str, parsed: &Parsed<Mod>, minor: u8) -> Option<Problem> {
    let error = parsed.errors().first();
    let newer = features::first(parsed, minor);
    let error = match (error, newer) {
        (None, None) => return None,
        (None, Some(newer)) => return Some(features::report(text, newer, minor).problem(text)),
        // A template string is told by its tokens, below.
        (Some(error), Some(newer))
            if newer.range().start() < error.range().start()
                && newer.kind != UnsupportedSyntaxErrorKind::TemplateStrings =>
        {
            return Some(features::report(text, newer, minor).problem(text));
        }
        (Some(error), _) => error,
    };
    let body: &[Stmt] = match parsed.syntax() {
        Mod::Module(module) => &module.body,
        Mod::Expression(_) => &[],
    };
    let Tokens { list, fault, open } = tokens::tokenize(text, minor);
    let start = error.range().start().to_usize();
    let at = list
        .iter()
        .position(|token| token.end > start || (token.start >= start && token.kind != Kind::Dedent))
        .unwrap_or(list.len().saturating_sub(1));
    if let Some(fault) = fault {
        // Before 3.10 the grammar's mistake comes first if it stands first.
        if minor >= 10 || fault.start() <= start || list.is_empty() {
            return Some(fault.report(text, minor).problem(text));
        }
    }
    if minor < 14
        && let Some(found) = fstrings::unknown_prefix(&list, text, error.range().end().to_usize())
    {
        return Some(found.problem(text));
    }
    let mut scene = Scene {
        text,
        minor,
        tokens: &list,
        at,
        error,
        body,
    };
    // Where the parser names a thing that isn't the token it stumbled over, the tokens decide.
    scene.at = scene.stumble();
    let ends = scene.token(scene.at).kind == Kind::End;
    if let Some(&(bracket, place)) = open.last() {
        let lines = Lines::of(text);
        let line = |at: usize| lines.place(at.min(text.len())).0;
        let later = line(scene.token(scene.at).start) > line(place);
        if minor >= 10 && (ends || later) {
            let mut report =
                Report::point(format!("'{}' was never closed", bracket as char), place);
            report.end_offset = Some(0);
            return Some(report.problem(text));
        }
        if ends {
            let mut report = Report::point(
                "unexpected EOF while parsing",
                text.trim_end_matches('\n').len(),
            );
            report.end = report.start;
            return Some(report.problem(text));
        }
    }
    let found = fstrings::report(&scene)
        .or_else(|| fstrings::mixed(&scene))
        .or_else(|| layout::report(&scene))
        .or_else(|| generics::report(&scene))
        .or_else(|| legacy::report(&scene))
        .or_else(|| targets::report(&scene))
        .or_else(|| calls::report(&scene))
        .or_else(|| conditions::report(&scene))
        .unwrap_or_else(|| scene.generic());
    Some(found.problem(text))
}

impl Scene<'_> {
    /// The token that CPython's parser can't go on at.
    fn stumble(&self) -> usize {
        let mut at = self.at;
        let start = self.error.range().start();
        // `x not y` and `x is is y`: the operator's second word is what is missing.
        if matches!(self.word(at), "not")
            && at > self.line_start(at)
            && self.parses(at - 1, at)
            && self.word(at + 1) != "in"
        {
            return at + 1;
        }
        // An error of nothing stands at the end of a line.
        if self.error.range().is_empty() && TextSize::of(self.text) <= start {
            at = self
                .tokens
                .iter()
                .position(|token| token.kind == Kind::Newline && token.end >= start.to_usize())
                .unwrap_or(at);
        }
        at
    }
}
