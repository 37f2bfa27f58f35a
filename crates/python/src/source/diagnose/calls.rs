//! Arguments and parameters.

use ruff_python_parser::ParseErrorType as E;
use ruff_text_size::Ranged;

use super::{Report, Scene};

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    let range = scene.error.range();
    let (start, end) = (range.start().to_usize(), range.end().to_usize());
    let token = scene.token(scene.at);
    let here = |message: &str| Some(Report::range(message, token.start, token.end));
    // What a parameter is called (3.15).
    let word = if scene.minor >= 15 {
        "parameter"
    } else {
        "argument"
    };
    if let Some(report) = keyword_target(scene).or_else(|| starred(scene)) {
        return Some(report);
    }
    match &scene.error.error {
        E::PositionalAfterKeywordArgument | E::PositionalAfterKeywordUnpacking => {
            let message = if scene.error.error == E::PositionalAfterKeywordArgument {
                "positional argument follows keyword argument"
            } else {
                "positional argument follows keyword argument unpacking"
            };
            if scene.minor < 9 {
                return Some(Report::range(message, start, end));
            }
            // It is said when the argument is over.
            let next = scene.token(scene.index_of(end));
            Some(Report::range(message, next.start, next.end))
        }
        E::InvalidArgumentUnpackingOrder => {
            let message = "iterable argument unpacking follows keyword argument unpacking";
            if scene.minor >= 13 {
                let comma = scene.token(scene.index_of(start).saturating_sub(1));
                return Some(Report::range(message, comma.start, end));
            }
            if scene.minor >= 11 {
                return Some(Report::range(message, start, start + 1));
            }
            Some(Report::range(message, start, end))
        }
        E::NonDefaultParamAfterDefaultParam => {
            let message = if scene.minor >= 12 {
                "parameter without a default follows parameter with a default"
            } else {
                "non-default argument follows default argument"
            };
            let name = scene.token(scene.index_of(start));
            if scene.minor < 10 {
                let next = scene.token(scene.index_of(name.end));
                return Some(Report::range(message, next.start, next.end));
            }
            Some(Report::range(message, name.start, name.end))
        }
        E::ExpectedKeywordParam => {
            let star = scene.tokens[..=scene.at]
                .iter()
                .rposition(|token| scene.text.get(token.start..token.end) == Some("*"))?;
            let star = scene.token(star);
            let message = format!("named {word}s must follow bare *");
            Some(Report::range(message, star.start, star.end))
        }
        E::ParamAfterVarKeywordParam if scene.minor >= 11 => {
            here(&format!("{word}s cannot follow var-keyword {word}"))
        }
        E::UnparenthesizedGeneratorExpression => Some(Report::range(
            "Generator expression must be parenthesized",
            start,
            end,
        )),
        E::InvalidStarredExpressionUsage => {
            let message = "can't use starred expression here";
            Some(Report::range(message, start, end))
        }
        E::IterableUnpackingInComprehension => Some(Report::range(
            "iterable unpacking cannot be used in comprehension",
            start,
            end,
        )),
        E::EmptyImportNames if scene.minor >= 13 => {
            let mut report = here("Expected one or more names after 'import'")?;
            report.end = report.start;
            Some(report)
        }
        E::OtherError(text) => other(scene, text, start, end, word),
        _ => None,
    }
}

/// `f(1=2)` and `f(True=1)`
fn keyword_target(scene: &Scene<'_>) -> Option<Report> {
    let sign = (scene.at..scene.tokens.len().min(scene.at + 60)).find(|&index| {
        scene.word(index) == "=" || scene.token(index).kind == super::tokens::Kind::Newline
    })?;
    if scene.word(sign) != "=" || scene.token(sign).level == 0 {
        return None;
    }
    let start = scene.expression_before(sign)?;
    // It is a call's bracket that is open here.
    let open = (0..start).rfind(|&index| {
        scene.word(index) == "(" && scene.token(index).level == scene.token(sign).level
    })?;
    let is_call = open > 0
        && (scene.token(open - 1).kind == super::tokens::Kind::Name
            || matches!(scene.word(open - 1), ")" | "]"));
    if !is_call
        || scene.at < start
        || scene.at > sign
        || scene.word(scene.line_start(open)) == "def"
    {
        return None;
    }
    let first = scene.token(start);
    let equals = scene.token(sign);
    let name = scene.word(start).to_owned();
    if start + 1 == sign && matches!(name.as_str(), "True" | "False" | "None") {
        if scene.minor < 9 {
            return None;
        }
        let end = scene.expression_from(sign + 1, |index| matches!(scene.word(index), "," | ")"));
        let end = match end {
            Some(end) if scene.minor >= 10 => scene.token(end - 1).end,
            _ => equals.end,
        };
        return Some(Report::range(
            format!("cannot assign to {name}"),
            first.start,
            if scene.minor >= 10 {
                equals.end.max(first.end + 1).min(end)
            } else {
                end
            },
        ));
    }
    if start + 1 == sign && first.kind == super::tokens::Kind::Name {
        return None;
    }
    Some(Report::range(
        "expression cannot contain assignment, perhaps you meant \"==\"?",
        first.start,
        equals.end,
    ))
}

/// Stars where none may stand, told by the tokens around them.
fn starred(scene: &Scene<'_>) -> Option<Report> {
    let range = scene.error.range();
    let (start, end) = (range.start().to_usize(), range.end().to_usize());
    let star = scene.index_of(start);
    match &scene.error.error {
        E::InvalidStarredExpressionUsage => {
            if star == 0 {
                return None;
            }
            if scene.word(star) == "**" {
                // `{**a: 1}`: the colon is too much.
                let next = scene.token(scene.index_of(end));
                return Some(Report::range("invalid syntax", next.start, next.end));
            }
            let before = scene.word(star - 1);
            let message = match before {
                ":" if scene.minor >= 10 && scene.token(star).level > 0 => {
                    "cannot use a starred expression in a dictionary value"
                }
                "(" if scene.minor >= 10 => "cannot use starred expression here",
                _ => return None,
            };
            Some(Report::range(message, start, end))
        }
        E::IterableUnpackingInComprehension => Some(Report::range(
            "iterable unpacking cannot be used in comprehension",
            start,
            end,
        )),
        E::ExpectedExpression if matches!(scene.word(scene.at), ")" | ",") => {
            let is_star = scene.at > 0 && scene.word(scene.at - 1) == "*";
            let token = scene.token(scene.at);
            (is_star && scene.minor >= 13)
                .then(|| Report::range("Invalid star expression", token.start, token.end))
        }
        _ => None,
    }
}

fn other(scene: &Scene<'_>, text: &str, start: usize, end: usize, word: &str) -> Option<Report> {
    let token = scene.token(scene.at);
    let lower = text.to_lowercase();
    if lower.contains("duplicate keyword argument") && scene.minor >= 9 {
        let name = scene
            .text
            .get(start..end)
            .unwrap_or_default()
            .split('=')
            .next()
            .unwrap_or_default()
            .trim();
        return Some(Report::range(
            format!("keyword argument repeated: {name}"),
            start,
            end,
        ));
    }
    if lower.contains("trailing comma not allowed") {
        let token = scene.token(scene.at + usize::from(scene.word(scene.at) == ","));
        let mut report = Report::range(
            "trailing comma not allowed without surrounding parentheses",
            token.start,
            token.end,
        );
        if scene.minor < 12 {
            report.end = report.start;
        }
        return Some(report);
    }
    if lower.contains("only one '*' parameter") && scene.minor >= 11 {
        let message = if scene.minor >= 15 {
            "* may appear only once".to_owned()
        } else {
            format!("* {word} may appear only once")
        };
        return Some(Report::range(message, token.start, token.end));
    }
    if lower.contains("'/'") && scene.minor >= 11 {
        let message = if lower.contains("only one") {
            "/ may appear only once".to_owned()
        } else if lower.contains("first") {
            format!("at least one {word} must precede /")
        } else {
            return None;
        };
        return Some(Report::range(message, token.start, token.end));
    }
    if lower.contains("bytes literal cannot be mixed") {
        return Some(Report::range(
            "cannot mix bytes and nonbytes literals",
            start,
            end,
        ));
    }
    if lower.contains("cannot have both") && scene.minor >= 11 {
        let word = scene.index_of(start);
        let last = (word..scene.tokens.len()).find(|&index| scene.word(index) == "*");
        let last = last.filter(|&last| last == word + 1).unwrap_or(word);
        return Some(Report::range(
            "cannot have both 'except' and 'except*' on the same 'try'",
            start,
            scene.token(last).end,
        ));
    }
    if lower.contains("one or more exception types") && scene.minor >= 11 {
        return Some(Report::range(
            "expected one or more exception types",
            token.start,
            token.end,
        ));
    }
    if lower.contains("multiple exception types") && scene.minor >= 10 {
        let stop = (scene.at..scene.tokens.len()).find(|&index| scene.word(index) == ":")?;
        let begin = (0..=scene.at).rfind(|&index| scene.word(index) == "except")? + 1;
        let more = if scene.minor >= 14 {
            " when using 'as'"
        } else {
            ""
        };
        return Some(Report::range(
            format!("multiple exception types must be parenthesized{more}"),
            scene.token(begin).start,
            scene.token(stop - 1).end,
        ));
    }
    None
}
