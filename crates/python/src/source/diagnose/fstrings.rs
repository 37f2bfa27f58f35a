//! Mistakes inside the braces of an f-string, which has tokens of its own from 3.12.

use ruff_python_parser::{
    InterpolatedStringErrorType as Inside, LexicalErrorType as Lexical, ParseErrorType as E,
};
use ruff_text_size::Ranged;

use super::tokens::{Kind, Token};
use super::{Report, Scene};

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    if scene.minor < 12 {
        return None;
    }
    let at = scene.error.range().start().to_usize();
    let token = *scene
        .tokens
        .iter()
        .find(|token| token.kind == Kind::Text && token.start <= at && at <= token.end)?;
    let text = scene.text.get(token.start..token.end)?;
    let quote = text.find(['"', '\''])?;
    let prefix = text[..quote].to_ascii_lowercase();
    let name = match (prefix.contains('f'), prefix.contains('t')) {
        (true, _) => "f-string",
        (_, true) => "t-string",
        _ => return None,
    };
    let rest = scene.text.get(at..token.end)?;
    let error = &scene.error.error;
    let inside = match error {
        E::FStringError(inside)
        | E::TStringError(inside)
        | E::Lexical(Lexical::FStringError(inside) | Lexical::TStringError(inside)) => Some(inside),
        _ => None,
    };
    match (inside, error) {
        (Some(Inside::SingleRbrace), _) => {
            let brace = at + rest.find('}')?;
            let message = format!("{name}: single '}}' is not allowed");
            Some(Report::point(message, brace))
        }
        (Some(Inside::UnclosedLbrace), _) => {
            let one = text.as_bytes()[quote];
            let triple = text.as_bytes()[quote..].starts_with(&[one; 3]);
            let end = token.end - if triple { 3 } else { 1 };
            Some(Report::point(format!("{name}: expecting '}}'"), end))
        }
        (Some(Inside::LambdaWithoutParentheses), _) => {
            let before = scene.text.get(token.start..at.max(token.start))?;
            let start = match rest.starts_with("lambda") {
                true => at,
                false => token.start + before.rfind("lambda")?,
            };
            let colon = start + scene.text.get(start..token.end)?.find(':')?;
            let message = format!("{name}: lambda expressions are not allowed without parentheses");
            Some(Report::range(message, start, colon + 1))
        }
        (Some(Inside::InvalidConversionFlag), _) => {
            let sign = scene.text.get(..at + 1)?.rfind('!')?;
            let behind = scene.text.get(sign + 1..token.end)?;
            let len = behind
                .find(|one: char| !one.is_alphanumeric() && one != '_')
                .unwrap_or(behind.len());
            if len == 0 {
                let message = format!("{name}: missing conversion character");
                return Some(Report::range(message, sign + 1, sign + 2));
            }
            let word = &behind[..len];
            Some(Report::range(
                format!("{name}: invalid conversion character '{word}': expected 's', 'r', or 'a'"),
                sign + 1,
                sign + 1 + len,
            ))
        }
        (None, E::ExpectedExpression | E::OtherError(_)) => {
            let one = rest.chars().next()?;
            matches!(one, '}' | '!' | ':' | '=').then(|| {
                Report::range(
                    format!("{name}: valid expression required before '{one}'"),
                    at,
                    at + 1,
                )
            })
        }
        _ => None,
    }
}

/// `t"a" "b"`: a template is no text (`invalid_string_tstring_concat`).
pub(super) fn mixed(scene: &Scene<'_>) -> Option<Report> {
    let is_template = |index: usize| {
        let word = scene.word(index);
        let prefix = word.split(['"', '\'']).next().unwrap_or_default();
        scene.token(index).kind == Kind::Text && prefix.contains(['t', 'T'])
    };
    let first = (1..scene.tokens.len()).find(|&index| {
        let both = [index - 1, index]
            .iter()
            .all(|&index| scene.token(index).kind == Kind::Text);
        both && is_template(index - 1) != is_template(index)
    })?;
    if scene.minor < 14 || scene.token(first - 1).start > scene.error.range().end().to_usize() {
        return None;
    }
    let message = "cannot mix t-string literals with string or bytes literals";
    Some(Report::range(
        message,
        scene.token(first - 1).start,
        scene.token(first).end,
    ))
}

/// To 3.13 the letter is a name, and a text that follows it at once is one too many.
pub(super) fn unknown_prefix(tokens: &[Token], text: &str, before: usize) -> Option<Report> {
    let index = (1..tokens.len()).find(|&index| {
        let (name, string) = (tokens[index - 1], tokens[index]);
        let word = text.get(name.start..name.end).unwrap_or_default();
        name.kind == Kind::Name
            && string.kind == Kind::Text
            && name.end == string.start
            && matches!(word.to_ascii_lowercase().as_str(), "t" | "tr" | "rt")
    })?;
    // A name behind a text is one too many itself.
    let is_second = index >= 2 && tokens[index - 2].kind == Kind::Text;
    let wrong = tokens[if is_second { index - 1 } else { index }];
    (wrong.start <= before).then(|| Report::range("invalid syntax", wrong.start, wrong.end))
}
