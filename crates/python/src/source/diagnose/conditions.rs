//! `=` where a comparison was meant, a comma that was forgotten, an `if` without its `else`.

use super::tokens::Kind;
use super::{Report, Scene};

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    if scene.minor < 10 {
        return None;
    }
    comprehension(scene)
        .or_else(|| equals(scene))
        .or_else(|| other_unequal(scene))
        .or_else(|| ternary(scene))
        .or_else(|| argument(scene))
        .or_else(|| comma(scene))
        .or_else(|| dict_value(scene))
}

/// Mistakes in a comprehension's head.
fn comprehension(scene: &Scene<'_>) -> Option<Report> {
    let level = scene.level_before(scene.at);
    let token = scene.token(scene.at);
    let start = (0..scene.at)
        .rfind(|&index| scene.token(index).level == level && scene.level_before(index) < level);
    // `[x for y]`: 3.13 says which word is missing.
    if scene.minor >= 13
        && level > 0
        && scene.at >= 2
        && matches!(scene.word(scene.at), "]" | ")" | "}")
        && scene.word(scene.at - 2) == "for"
    {
        return Some(Report::range(
            "'in' expected after for-loop variables",
            token.start,
            token.end,
        ));
    }
    let start = start?;
    // `[a, b for a in c]`
    if scene.word(scene.at) == "for" && matches!(scene.word(start), "[" | "{") {
        let comma = (start + 1..scene.at)
            .any(|index| scene.word(index) == "," && scene.token(index).level == level);
        let colon = (start + 1..scene.at)
            .any(|index| scene.word(index) == ":" && scene.token(index).level == level);
        if comma && !colon {
            return Some(Report::range(
                "did you forget parentheses around the comprehension target?",
                scene.token(start + 1).start,
                scene.token(scene.at - 1).end,
            ));
        }
    }
    None
}

/// `if x = 1:`
fn equals(scene: &Scene<'_>) -> Option<Report> {
    if scene.word(scene.at) != "=" {
        return None;
    }
    let header = scene.line_start(scene.at);
    let in_header = matches!(scene.word(header), "if" | "elif" | "while");
    if !in_header && scene.token(scene.at).level == 0 {
        return None;
    }
    let start = scene.expression_before(scene.at)?;
    let stop = |index: usize| {
        matches!(
            scene.word(index),
            ":" | ","
                | "="
                | ":="
                | "if"
                | "else"
                | "and"
                | "or"
                | "not"
                | "in"
                | "is"
                | "=="
                | "!="
                | "<"
                | ">"
                | "<="
                | ">="
                | "for"
        )
    };
    let end = scene.expression_from(scene.at + 1, stop)?;
    if matches!(scene.word(end), "=" | ":=") {
        return None;
    }
    let first = scene.token(start);
    if start + 1 == scene.at && first.kind == Kind::Name {
        return Some(Report::range(
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
            first.start,
            scene.token(end - 1).end,
        ));
    }
    let piece = scene.text.get(first.start..scene.token(scene.at - 1).end)?;
    let parsed = ruff_python_parser::parse_expression(&format!("({piece})")).ok()?;
    let name = super::targets::name_of(&parsed.syntax().body, scene.minor);
    if matches!(
        name,
        "list"
            | "tuple"
            | "generator expression"
            | "True"
            | "None"
            | "False"
            | "comparison"
            | "conditional expression"
            | "lambda"
            | "name"
    ) {
        return None;
    }
    Some(Report::range(
        format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"),
        first.start,
        scene.token(scene.at - 1).end,
    ))
}

/// `x <> y` (3.13)
fn other_unequal(scene: &Scene<'_>) -> Option<Report> {
    let index = (scene.at.saturating_sub(1)..=scene.at).find(|&index| scene.word(index) == "<>")?;
    let token = scene.token(index);
    let message = if scene.minor >= 13 {
        "invalid syntax.  Maybe you meant '!=' instead of '<>'?"
    } else {
        "invalid syntax"
    };
    Some(Report::range(message, token.start, token.end))
}

/// `x if y`
fn ternary(scene: &Scene<'_>) -> Option<Report> {
    if scene.word(scene.at) == ":" {
        return None;
    }
    let level = scene.level_before(scene.at);
    let start = scene.line_start(scene.at);
    let word = (start..scene.at)
        .rfind(|&index| scene.word(index) == "if" && scene.token(index).level == level)?;
    if word == start || !scene.parses(word + 1, scene.at) {
        return None;
    }
    let first = scene.expression_before(word)?;
    // The condition of a comprehension has no `else`.
    let in_comprehension = (start..word)
        .any(|index| scene.word(index) == "for" && scene.token(index).level == level && level > 0);
    if in_comprehension {
        return None;
    }
    Some(Report::range(
        "expected 'else' after 'if' expression",
        scene.token(first).start,
        scene.token(scene.at - 1).end,
    ))
}

/// `f(a=)`
fn argument(scene: &Scene<'_>) -> Option<Report> {
    let closes = matches!(scene.word(scene.at), ")" | ",");
    let before = scene.at.checked_sub(2)?;
    if scene.minor < 12
        || !closes
        || scene.word(scene.at - 1) != "="
        || scene.token(before).kind != Kind::Name
        || scene.level_before(scene.at) == 0
    {
        return None;
    }
    Some(Report::range(
        "expected argument value expression",
        scene.token(before).start,
        scene.token(scene.at - 1).end,
    ))
}

/// Two expressions in brackets with nothing between them.
fn comma(scene: &Scene<'_>) -> Option<Report> {
    let token = scene.token(scene.at);
    let level = scene.level_before(scene.at);
    if level == 0
        || !matches!(
            token.kind,
            Kind::Name | Kind::Number | Kind::Text | Kind::Op
        )
    {
        return None;
    }
    // A name before a text is a prefix that isn't one.
    if token.kind == Kind::Text && scene.token(scene.at - 1).kind == Kind::Name {
        return None;
    }
    if is_keyword(scene.word(scene.at)) || is_keyword(scene.word(scene.at - 1)) {
        return None;
    }
    let start = scene.expression_before(scene.at)?;
    let stop = |index: usize| {
        matches!(
            scene.word(index),
            "," | ":" | "=" | ":=" | "for" | "if" | "else"
        )
    };
    let end = scene.expression_from(scene.at, stop)?;
    Some(Report::range(
        "invalid syntax. Perhaps you forgot a comma?",
        scene.token(start).start,
        scene.token(end - 1).end,
    ))
}

fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "as"
            | "assert"
            | "break"
            | "class"
            | "continue"
            | "def"
            | "del"
            | "elif"
            | "else"
            | "except"
            | "finally"
            | "for"
            | "from"
            | "global"
            | "if"
            | "import"
            | "in"
            | "is"
            | "nonlocal"
            | "or"
            | "pass"
            | "raise"
            | "return"
            | "try"
            | "while"
            | "with"
            | "yield"
            | "async"
    )
}

/// `{a:}` and `{a: *b}`
fn dict_value(scene: &Scene<'_>) -> Option<Report> {
    let before = scene.at.checked_sub(1)?;
    let opened =
        (0..scene.at).rfind(|&index| scene.token(index).level > scene.level_before(index))?;
    if scene.word(opened) != "{" || scene.word(before) != ":" {
        return None;
    }
    if matches!(scene.word(scene.at), "}" | ",") {
        let colon = scene.token(before);
        return Some(Report::range(
            "expression expected after dictionary key and ':'",
            colon.start,
            colon.end,
        ));
    }
    None
}
