//! Which part of an expression failed: the operator, or what stands in the brackets.

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextSize};

/// The part of a text that is marked with `^`; what stands around it is marked with `~`. In characters of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchors {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Parses a piece of text as an expression that may go over several lines.
///
/// With `calls` the brackets of a call are anchors, too (3.13).
pub(super) fn of(segment: &str, calls: bool) -> Option<Anchors> {
    // In brackets a line's end doesn't end the expression.
    let wrapped = format!("(\n{segment}\n)");
    if crate::source::nesting_problem(&wrapped) {
        return None;
    }
    let parsed = ruff_python_parser::parse_expression(&wrapped).ok()?;
    let place = |offset: TextSize| -> Option<usize> {
        let at = offset.to_usize().checked_sub(2)?;
        Some(segment.get(..at)?.chars().count())
    };
    let chars: Vec<char> = segment.chars().collect();
    match parsed.expr() {
        Expr::BinOp(op) => operator(&chars, place(op.left.end())?, place(op.right.start())?),
        Expr::Subscript(subscript) => {
            let start = find(&chars, place(subscript.value.end())?, '[')?;
            Some(Anchors {
                start,
                end: place(subscript.end())?,
            })
        }
        Expr::Call(call) if calls => {
            let start = find(&chars, place(call.func.end())?, '(')?;
            Some(Anchors {
                start,
                end: place(call.end())?,
            })
        }
        _ => None,
    }
}

/// The first one or two characters between the operands that are no space, bracket or comment.
fn operator(chars: &[char], from: usize, to: usize) -> Option<Anchors> {
    let mut at = from;
    loop {
        let one = *chars.get(at)?;
        if one == '\\' || one == '#' {
            at = next_line(chars, at)?;
        } else if one.is_whitespace() || one == ')' {
            at += 1;
        } else {
            break;
        }
    }
    let second = chars.get(at + 1).copied();
    let is_long =
        at + 1 < to && second.is_some_and(|one| !one.is_whitespace() && one != '\\' && one != '#');
    Some(Anchors {
        start: at,
        end: at + if is_long { 2 } else { 1 },
    })
}

fn find(chars: &[char], from: usize, wanted: char) -> Option<usize> {
    let mut at = from;
    loop {
        let one = *chars.get(at)?;
        if one == wanted {
            return Some(at);
        }
        at = if one == '\\' || one == '#' {
            next_line(chars, at)?
        } else {
            at + 1
        };
    }
}

fn next_line(chars: &[char], from: usize) -> Option<usize> {
    let rest = chars.get(from..)?;
    rest.iter()
        .position(|&one| one == '\n')
        .map(|end| from + end + 1)
}
