//! Mistakes inside the braces of an f-string, which has tokens of its own from 3.12.

use ruff_python_parser::{InterpolatedStringErrorType as Inside, ParseErrorType as E};
use ruff_text_size::Ranged;

use super::tokens::Kind;
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
    if !text[..quote].to_ascii_lowercase().contains('f') {
        return None;
    }
    let rest = scene.text.get(at..token.end)?;
    match &scene.error.error {
        E::FStringError(Inside::SingleRbrace) => {
            let brace = at + rest.find('}')?;
            Some(Report::point("f-string: single '}' is not allowed", brace))
        }
        E::FStringError(Inside::UnclosedLbrace) => {
            let one = text.as_bytes()[quote];
            let triple = text.as_bytes()[quote..].starts_with(&[one; 3]);
            let end = token.end - if triple { 3 } else { 1 };
            Some(Report::point("f-string: expecting '}'", end))
        }
        E::FStringError(Inside::LambdaWithoutParentheses) => {
            let before = scene.text.get(token.start..at.max(token.start))?;
            let start = match rest.starts_with("lambda") {
                true => at,
                false => token.start + before.rfind("lambda")?,
            };
            let colon = start + scene.text.get(start..token.end)?.find(':')?;
            let message = "f-string: lambda expressions are not allowed without parentheses";
            Some(Report::range(message, start, colon + 1))
        }
        E::FStringError(Inside::InvalidConversionFlag) => {
            let sign = scene.text.get(..at + 1)?.rfind('!')?;
            let behind = scene.text.get(sign + 1..token.end)?;
            let len = behind
                .find(|one: char| !one.is_alphanumeric() && one != '_')
                .unwrap_or(behind.len());
            if len == 0 {
                let message = "f-string: missing conversion character";
                return Some(Report::range(message, sign + 1, sign + 2));
            }
            let word = &behind[..len];
            Some(Report::range(
                format!(
                    "f-string: invalid conversion character '{word}': expected 's', 'r', or 'a'"
                ),
                sign + 1,
                sign + 1 + len,
            ))
        }
        E::ExpectedExpression | E::OtherError(_) => {
            let one = rest.chars().next()?;
            matches!(one, '}' | '!' | ':' | '=').then(|| {
                Report::range(
                    format!("f-string: valid expression required before '{one}'"),
                    at,
                    at + 1,
                )
            })
        }
        _ => None,
    }
}
