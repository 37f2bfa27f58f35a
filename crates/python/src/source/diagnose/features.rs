//! Syntax that is newer than the release.

use ruff_python_ast::Mod;
use ruff_python_parser::{Parsed, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind as New};
use ruff_text_size::Ranged;

use super::Report;
use super::tokens::{self, Kind};

/// The first use of such syntax.
pub(super) fn first(parsed: &Parsed<Mod>, minor: u8) -> Option<&UnsupportedSyntaxError> {
    parsed
        .unsupported_syntax_errors()
        .iter()
        .filter(|error| counts(&error.kind, minor))
        .min_by_key(|error| error.range().start())
}

/// Not all that the parser names is an error in CPython of that release.
fn counts(kind: &New, minor: u8) -> bool {
    match kind {
        // These were accepted by the parsers that came with 3.9.
        New::ParenthesizedContextManager => minor < 9,
        New::Walrus | New::PositionalOnlyParameter => minor < 8,
        _ => true,
    }
}

pub(super) fn report(text: &str, error: &UnsupportedSyntaxError, minor: u8) -> Report {
    let range = error.range();
    let start = range.start().to_usize();
    let list = tokens::tokenize(text, minor).list;
    let index = list
        .iter()
        .position(|token| token.end > start && token.kind != Kind::Indent)
        .unwrap_or(list.len().saturating_sub(1));
    let token = |index: usize| list.get(index).or(list.last());
    let at = |index: usize, message: &str| match token(index) {
        Some(token) => Report::range(message, token.start, token.end),
        None => Report::of(message, range),
    };
    let find = |from: usize, wanted: &str| {
        (from..list.len()).find(|&place| {
            token(place).is_some_and(|token| text.get(token.start..token.end) == Some(wanted))
        })
    };
    match &error.kind {
        New::Match | New::TypeAliasStatement => at(index + 1, "invalid syntax"),
        New::ExceptStar => {
            let star = find(index, "*").unwrap_or(index);
            at(star, "invalid syntax")
        }
        New::TypeParameterList => {
            let is_function = index >= 2
                && token(index - 2)
                    .is_some_and(|token| text.get(token.start..token.end) == Some("def"));
            if is_function && minor >= 11 {
                at(index, "expected '('")
            } else {
                at(index, "invalid syntax")
            }
        }
        New::TypeParamDefault => {
            let open = (0..index).rev().find(|&place| {
                token(place).is_some_and(|token| text.get(token.start..token.end) == Some("["))
            });
            let is_function = open.filter(|&open| {
                open >= 2
                    && token(open - 2)
                        .is_some_and(|token| text.get(token.start..token.end) == Some("def"))
            });
            match is_function {
                Some(open) => at(open, "expected '('"),
                None => at(index, "invalid syntax"),
            }
        }
        // To 3.13 the letter is a name of its own.
        New::TemplateStrings => {
            let quote = text[start..].find(['"', '\'']).unwrap_or(0);
            Report::range("invalid syntax", start + quote, range.end().to_usize())
        }
        New::UnparenthesizedExceptionTypes if minor >= 10 => {
            let stop = find(index, ":").unwrap_or(index);
            let end = token(stop.saturating_sub(1)).map_or(start, |token| token.end);
            Report::range("multiple exception types must be parenthesized", start, end)
        }
        New::UnparenthesizedExceptionTypes => {
            let comma = find(index, ",").unwrap_or(index);
            at(comma, "invalid syntax")
        }
        New::UnpackingInComprehension(_) => {
            let double = text[start..].starts_with("**");
            let message = if double {
                "dict unpacking cannot be used in dict comprehension"
            } else {
                "iterable unpacking cannot be used in comprehension"
            };
            if double || minor < 9 {
                Report::range(message, start, start + if double { 2 } else { 1 })
            } else {
                let stop = find(index, "for").unwrap_or(index + 1);
                let end = token(stop.saturating_sub(1)).map_or(start, |token| token.end);
                Report::range(message, start, end)
            }
        }
        New::Pep701FString(_) => Report::of("f-string: expecting '}'", range),
        _ => at(index, "invalid syntax"),
    }
}
