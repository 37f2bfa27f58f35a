//! Indentation, blocks that aren't there, and colons that were forgotten.

use super::tokens::Kind;
use super::{Report, Scene};

/// A statement with a block, in the words of its error.
fn block_of(scene: &Scene<'_>, header: usize) -> Option<String> {
    let mut at = header;
    if scene.word(at) == "async" {
        at += 1;
    }
    Some(match scene.word(at) {
        "def" => "function definition".to_owned(),
        "class" => "class definition".to_owned(),
        "except" if scene.word(at + 1) == "*" => "'except*' statement".to_owned(),
        word @ ("if" | "elif" | "else" | "for" | "while" | "with" | "try" | "except"
        | "finally" | "match" | "case") => format!("'{word}' statement"),
        _ => return None,
    })
}

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    missing_block(scene)
        .or_else(|| unexpected_indent(scene))
        .or_else(|| missing_handler(scene))
        .or_else(|| missing_colon(scene))
}

/// `if x:` and no block below it.
fn missing_block(scene: &Scene<'_>) -> Option<Report> {
    for place in 0..scene.tokens.len().min(scene.at + 2) {
        if scene.token(place).kind != Kind::Newline
            || place == 0
            || scene.word(place - 1) != ":"
            || scene.token(place - 1).level > 0
            || scene.token(place + 1).kind == Kind::Indent
        {
            continue;
        }
        let header = scene.line_start(place);
        let Some(what) = block_of(scene, header) else {
            continue;
        };
        let mut next = place + 1;
        while scene.token(next).kind == Kind::Dedent && next + 1 < scene.tokens.len() {
            next += 1;
        }
        let token = scene.token(next);
        let line = scene.text[..scene.token(header).start]
            .matches('\n')
            .count()
            + 1;
        if scene.minor < 10 && token.kind == Kind::End {
            let end = scene.text.trim_end_matches('\n').len();
            return Some(Report::point("unexpected EOF while parsing", end));
        }
        let message = if scene.minor >= 10 {
            format!("expected an indented block after {what} on line {line}")
        } else {
            "expected an indented block".to_owned()
        };
        let mut report = Report::range(message, token.start, token.end);
        report.kind = "IndentationError";
        if token.kind == Kind::End {
            let end = scene.text.trim_end_matches('\n').len();
            report.start = end;
            report.end = end;
            report.end_offset = Some(-1);
        }
        return Some(report);
    }
    None
}

fn unexpected_indent(scene: &Scene<'_>) -> Option<Report> {
    let index = (scene.at.saturating_sub(1)..=scene.at)
        .find(|&index| scene.token(index).kind == Kind::Indent)?;
    // A block's own indent is expected.
    if index >= 2 && scene.word(index - 2) == ":" {
        return None;
    }
    let token = scene.token(index);
    let mut report = Report::point("unexpected indent", token.end.max(token.start + 1) - 1);
    report.kind = "IndentationError";
    report.end_offset = Some(-1);
    Some(report)
}

/// `try:` whose block isn't followed by a handler (3.10).
fn missing_handler(scene: &Scene<'_>) -> Option<Report> {
    if scene.minor < 10
        || !scene
            .error
            .error
            .to_string()
            .contains("`except` or `finally`")
    {
        return None;
    }
    let mut index = scene.at;
    // The token behind the block.
    while index + 1 < scene.tokens.len()
        && matches!(scene.token(index).kind, Kind::Dedent | Kind::Newline)
    {
        index += 1;
    }
    let token = scene.token(index);
    let message = "expected 'except' or 'finally' block";
    let mut report = Report::range(message, token.start, token.end);
    if token.kind == Kind::End {
        let end = scene.text.trim_end_matches('\n').len();
        report.start = end;
        report.end = end;
        report.end_offset = Some(-1);
    }
    Some(report)
}

/// A header without its colon (3.10).
fn missing_colon(scene: &Scene<'_>) -> Option<Report> {
    if scene.minor < 10 {
        return None;
    }
    let header = scene.line_start(scene.at);
    let mut word_at = header;
    if scene.word(word_at) == "async" {
        word_at += 1;
    }
    let token = scene.token(scene.at);
    let is_newline = token.kind == Kind::Newline;
    let before = scene.at.checked_sub(1)?;
    if token.level > 0 || scene.word(before) == ":" {
        return None;
    }
    let complete = |from: usize| {
        from < scene.at
            && (scene.parses(from, scene.at)
                || (scene.word(from) == "*" && scene.parses(from + 1, scene.at)))
    };
    let expects = match scene.word(word_at) {
        "if" | "elif" | "while" | "match" | "case" | "except" if is_newline => {
            scene.at == word_at + 1 && scene.word(word_at) == "except"
                || complete(word_at + 1)
                || (scene.word(word_at) == "except"
                    && scene.tokens[word_at..scene.at].len() > 2
                    && scene.word(scene.at - 2) == "as")
                || scene.word(word_at) == "case" && scene.at > word_at + 1
        }
        "else" | "try" | "finally" => scene.at == word_at + 1,
        "for" if is_newline => {
            let target = (word_at..scene.at).find(|&index| scene.word(index) == "in")?;
            complete(target + 1)
        }
        "with" if is_newline => scene.at > word_at + 1,
        "def" => {
            scene.word(before) == ")" || {
                let arrow = (word_at..scene.at).rfind(|&index| scene.word(index) == "->");
                arrow.is_some_and(|arrow| complete(arrow + 1))
            }
        }
        "class" if is_newline => scene.at == word_at + 2 || scene.word(before) == ")",
        _ => false,
    };
    if expects {
        let end = if is_newline && scene.minor < 12 {
            token.start
        } else {
            token.end
        };
        return Some(Report::range("expected ':'", token.start, end));
    }
    let is_def = scene.word(word_at) == "def" && scene.at == word_at + 2;
    (is_def && scene.minor >= 11 && scene.token(word_at + 1).kind == Kind::Name)
        .then(|| Report::range("expected '('", token.start, token.end))
}
