//! Type parameters and `type` statements that are none: `invalid_type_params` and `invalid_type_param`, from 3.12.

use super::tokens::Kind;
use super::{Report, Scene};

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    if scene.minor < 12 {
        return None;
    }
    let mut start = scene.line_start(scene.at);
    if scene.word(start) == "async" {
        start += 1;
    }
    let keyword = scene.word(start);
    let is_name = scene.token(start + 1).kind == Kind::Name;
    if !matches!(keyword, "def" | "class" | "type") || !is_name {
        return None;
    }
    let open = start + 2;
    if keyword == "type" && scene.at <= open {
        let token = scene.token(open);
        return Some(Report::range("invalid syntax", token.start, token.end));
    }
    if scene.word(open) != "[" || scene.at <= open {
        return None;
    }
    let level = scene.token(open).level;
    let close = (open + 1..scene.tokens.len())
        .find(|&at| scene.token(at).level < level)
        .unwrap_or(scene.tokens.len());
    if scene.at > close {
        return None;
    }
    if close == open + 1 && scene.minor >= 13 {
        let at = scene.token(close).start;
        return Some(Report::point("Type parameter list cannot be empty", at));
    }
    if let Some(found) = bound_of_many(scene, open, close, level) {
        return Some(found);
    }
    if keyword == "def" {
        let token = scene.token(open);
        return Some(Report::range("expected '('", token.start, token.end));
    }
    None
}

/// `*Ts: int` and `**P: (int, str)`
fn bound_of_many(scene: &Scene<'_>, open: usize, close: usize, level: usize) -> Option<Report> {
    for at in open + 1..close {
        let starts =
            at == open + 1 || scene.word(at - 1) == "," && scene.token(at - 1).level == level;
        let kind = match scene.word(at) {
            "*" => "TypeVarTuple",
            "**" => "ParamSpec",
            _ => continue,
        };
        if !starts || scene.word(at + 2) != ":" {
            continue;
        }
        let end =
            scene.expression_from(at + 3, |token| matches!(scene.word(token), "," | "=" | "]"))?;
        let is_tuple = scene.word(at + 3) == "("
            && (at + 4..end)
                .any(|token| scene.word(token) == "," && scene.token(token).level == level + 1);
        let what = if is_tuple { "constraints" } else { "bound" };
        let (first, last) = (scene.token(at + 2), scene.token(end - 1));
        let text = format!("cannot use {what} with {kind}");
        return Some(Report::range(text, first.start, last.end));
    }
    None
}
