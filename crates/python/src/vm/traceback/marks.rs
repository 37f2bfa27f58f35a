//! The marks below a line in 3.11 and 3.12 (PEP 657): `Python/traceback.c`.

use super::{anchors, width};
use crate::source::Position;

/// The line of marks; nothing where they would mark the whole line.
pub(super) fn below(line: &str, position: Position) -> Option<String> {
    let chars: Vec<char> = line.chars().collect();
    let indent = chars
        .iter()
        .take_while(|one| matches!(one, ' ' | '\t' | '\u{c}'))
        .count();
    let start = position.column as usize;
    let (end, found) = if position.end_line == position.line {
        let end = position.end_column as usize;
        let segment: String = chars.get(start..end)?.iter().collect();
        // The segment alone has to be a statement: nothing is marked where it goes on in brackets.
        (end, anchors::of(&segment, false))
    } else {
        let blank = |one: &&char| matches!(one, ' ' | '\t' | '\u{c}');
        let end = chars.len() - chars.iter().rev().take_while(blank).count();
        (end, None)
    };
    let end = end.min(chars.len());
    if found.is_none() && end.checked_sub(start)? == chars.len() - indent {
        return None;
    }
    let columns = |count: usize| width::of(&chars, count, false);
    let (first, last) = (columns(start), columns(end));
    let inner = found.map(|found| (columns(start + found.start), columns(start + found.end)));
    let mut marks = String::from("    ");
    for column in indent..last {
        marks.push(match inner {
            _ if column < first => ' ',
            Some((from, to)) if column < from || column >= to => '~',
            _ => '^',
        });
    }
    Some(marks)
}
