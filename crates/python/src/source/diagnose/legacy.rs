//! `print "text"`, as in Python 2.

use super::tokens::Kind;
use super::{Report, Scene};

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    let word = scene.at.checked_sub(1)?;
    let name = scene.word(word).to_owned();
    if !matches!(name.as_str(), "print" | "exec") || scene.token(word).kind != Kind::Name {
        return None;
    }
    let begins = word == scene.line_start(word)
        || scene.word(word - 1) == ";"
        || scene.word(word - 1) == ":";
    if !begins {
        return None;
    }
    let end = scene.expression_from(scene.at, |index| scene.word(index) == ";")?;
    let (start, last) = (scene.token(word).start, scene.token(end - 1).end);
    if scene.minor >= 10 {
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        return Some(Report::range(message, start, last));
    }
    let token = scene.token(scene.at);
    let rest = scene.text.get(token.start..last).unwrap_or_default();
    let message = if name == "print" {
        format!("Missing parentheses in call to 'print'. Did you mean print({rest})?")
    } else {
        "Missing parentheses in call to 'exec'".to_owned()
    };
    Some(Report::range(message, token.start, token.end))
}
