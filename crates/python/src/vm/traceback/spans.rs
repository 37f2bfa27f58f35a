//! The source of an entry from 3.13 on: several lines if the failing piece goes over several, each with its marks.

use std::collections::BTreeSet;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::{anchors, width};
use crate::objects::SourceFile;
use crate::source::{Lines, Position};

/// The lines of source and of marks.
pub(super) fn lines(
    file: &SourceFile,
    position: Position,
    marks_are_nothing: bool,
) -> Option<String> {
    let first = (position.line as usize).checked_sub(1)?;
    let last = (position.end_line as usize).max(first + 1);
    let original: Vec<&str> = (first..last)
        .map(|at| file.lines.get(at).map_or("", |line| line.trim_end()))
        .collect();
    let all = dedent(&original);
    if all.iter().all(|line| line.trim().is_empty()) {
        return None;
    }
    let dedented = original[0]
        .chars()
        .count()
        .checked_sub(all[0].chars().count())?;
    let start = (position.column as usize).saturating_sub(dedented);
    let end = (position.end_column as usize).saturating_sub(dedented);
    let chars: Vec<Vec<char>> = all.iter().map(|line| line.chars().collect()).collect();
    let piece = segment(&chars, start, end)?;
    let span = Span {
        found: anchors::of(&piece, true).map(|found| {
            let place = |at: usize| {
                let before: Vec<char> = piece.chars().take(at).collect();
                let line = before.iter().filter(|&&one| one == '\n').count();
                let column = before.iter().rev().take_while(|&&one| one != '\n').count();
                (line, if line == 0 { column + start } else { column })
            };
            (place(found.start), place(found.end))
        }),
        lines: &chars,
        start,
        end,
        marks_are_nothing,
    };
    let shows = span.shows_marks(&all.join("\n"));
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<usize> = None;
    for line in span.significant() {
        match before.map(|before| line - before) {
            Some(2) => span.line(line - 1, shows, &mut out),
            Some(gap) if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
            _ => {}
        }
        span.line(line, shows, &mut out);
        before = Some(line);
    }
    let out: Vec<&str> = out.iter().map(String::as_str).collect();
    Some(
        dedent(&out)
            .iter()
            .map(|line| format!("    {line}\n"))
            .collect(),
    )
}

/// Takes the common indentation away; lines of blanks become empty.
fn dedent(lines: &[&str]) -> Vec<String> {
    let blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !blank(line)) {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        margin = Some(match margin {
            None => indent,
            Some(held) => {
                let common = held
                    .bytes()
                    .zip(indent.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                &held[..common]
            }
        });
    }
    let cut = margin.map_or(0, str::len);
    lines
        .iter()
        .map(|line| {
            if blank(line) {
                String::new()
            } else {
                line.get(cut..).unwrap_or_default().to_owned()
            }
        })
        .collect()
}

/// The failing piece itself.
fn segment(lines: &[Vec<char>], start: usize, end: usize) -> Option<String> {
    let last = lines.len() - 1;
    let mut piece = String::new();
    for (place, line) in lines.iter().enumerate() {
        let from = if place == 0 { start.min(line.len()) } else { 0 };
        let to = if place == last {
            end.min(line.len())
        } else {
            line.len()
        };
        piece.extend(line.get(from..to)?);
        if place < last {
            piece.push('\n');
        }
    }
    Some(piece)
}

/// A failing piece in its lines.
struct Span<'a> {
    lines: &'a [Vec<char>],
    start: usize,
    end: usize,
    /// The anchors as line and column.
    found: Option<((usize, usize), (usize, usize))>,
    marks_are_nothing: bool,
}

impl Span<'_> {
    /// The first and the last line, and those around the anchors.
    fn significant(&self) -> BTreeSet<usize> {
        let mut wanted = BTreeSet::from([0, self.lines.len() - 1]);
        if let Some(((left, _), (right, _))) = self.found {
            for line in [left, right] {
                wanted.extend(line.saturating_sub(1)..line + 2);
            }
        }
        wanted.retain(|&line| line < self.lines.len());
        wanted
    }

    fn columns(&self, line: usize, count: usize) -> usize {
        width::of(&self.lines[line], count, self.marks_are_nothing)
    }

    fn line(&self, at: usize, shows: bool, out: &mut Vec<String>) {
        let line = &self.lines[at];
        out.push(line.iter().collect());
        if !shows {
            return;
        }
        let blanks = line.iter().take_while(|one| one.is_whitespace()).count();
        let count = if at + 1 == self.lines.len() {
            self.columns(at, self.end)
        } else {
            self.columns(at, line.len())
        };
        let first = self.columns(0, self.start);
        let inner = self.found.map(|((left, from), (right, to))| {
            (
                (left, self.columns(left, from)),
                (right, self.columns(right, to)),
            )
        });
        let marks: String = (0..count)
            .map(|column| {
                if column < blanks || (at == 0 && column < first) {
                    return ' ';
                }
                match inner {
                    None => '^',
                    Some((from, to)) if (at, column) >= from && (at, column) < to => '^',
                    Some(_) => '~',
                }
            })
            .collect();
        out.push(marks);
    }

    /// Not where they would mark everything, nor below `return f(…)` and `name = f(…)`.
    fn shows_marks(&self, text: &str) -> bool {
        if let Some(call) = whole_call(text) {
            let place = Lines::of(text).position(call);
            let whole = place.line == 1
                && place.end_line as usize == self.lines.len()
                && place.column as usize == self.start
                && place.end_column as usize == self.end;
            if whole {
                return false;
            }
        }
        let first: String = self.lines[0].iter().take(self.start).collect();
        let last: String = self.lines[self.lines.len() - 1]
            .iter()
            .skip(self.end)
            .collect();
        self.found.is_some() || !first.trim_start().is_empty() || !last.trim_end().is_empty()
    }
}

/// The call in a statement `return name(…)` or `name = call(…)`.
fn whole_call(text: &str) -> Option<ruff_text_size::TextRange> {
    if crate::source::nesting_problem(text) {
        return None;
    }
    let module = ruff_python_parser::parse_module(text).ok()?;
    match module.syntax().body.first()? {
        Stmt::Return(stmt) => match stmt.value.as_deref() {
            Some(Expr::Call(call)) if call.func.is_name_expr() => Some(call.range()),
            _ => None,
        },
        Stmt::Assign(assign) => match (&assign.targets[..], &*assign.value) {
            ([Expr::Name(_)], Expr::Call(call)) => Some(call.range()),
            _ => None,
        },
        _ => None,
    }
}
