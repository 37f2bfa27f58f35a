//! [`Fault`]: what the tokenizer says, in each release's words.

use super::Report;
use crate::source::Lines;

/// What is wrong with a text before its grammar is looked at. Places are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The text ends behind a backslash.
    Eof(usize),
    /// Something stands behind a backslash.
    Continuation(usize),
    /// Tabs and spaces that mean different things with another width of tabs.
    Tabs(usize),
    Unindent(usize),
    Character(usize, char),
    Unmatched(usize, char),
    Mismatch(usize, char, char, usize),
    Text {
        start: usize,
        triple: bool,
        word: &'static str,
    },
    /// A number, or the letters before a text: the message, and where it is said.
    Number(String, usize, usize),
}

impl Fault {
    /// The same in a text that begins later.
    pub(super) fn moved(self, by: usize) -> Fault {
        match self {
            Fault::Number(text, start, end) => Fault::Number(text, start + by, end + by),
            other => other,
        }
    }

    /// Where it is.
    pub(super) fn start(&self) -> usize {
        match self {
            Fault::Eof(at)
            | Fault::Continuation(at)
            | Fault::Tabs(at)
            | Fault::Unindent(at)
            | Fault::Character(at, _)
            | Fault::Unmatched(at, _)
            | Fault::Mismatch(at, ..)
            | Fault::Number(_, at, _) => *at,
            Fault::Text { start, .. } => *start,
        }
    }

    /// What a release says of it.
    pub(super) fn report(&self, text: &str, minor: u8) -> Report {
        let lines = Lines::of(text);
        let line_of = |at: usize| lines.place(at).0;
        match self {
            Fault::Eof(at) => Report::point("unexpected EOF while parsing", *at),
            Fault::Continuation(at) => {
                let mut report = Report::point(
                    "unexpected character after line continuation character",
                    *at,
                );
                report.end_offset = Some(0);
                report
            }
            Fault::Tabs(at) => {
                let mut report =
                    Report::point("inconsistent use of tabs and spaces in indentation", *at);
                report.kind = "TabError";
                report.end_offset = Some(0);
                if minor < 12 {
                    let line = text[*at..].split('\n').next().unwrap_or_default();
                    report.start = *at + line.len();
                    report.end_offset = Some(-1);
                    if minor < 10 {
                        report.start = *at + line.len();
                    }
                }
                report
            }
            Fault::Unindent(at) => {
                let rest = text[*at..].split('\n').next().unwrap_or_default();
                let mut report = Report::point(
                    "unindent does not match any outer indentation level",
                    *at + rest.len(),
                );
                report.kind = "IndentationError";
                report.end_offset = Some(-1);
                report
            }
            Fault::Character(at, one) => {
                let code = *one as u32;
                let message = if one.is_control() || one.is_whitespace() || code == 0xfeff {
                    format!("invalid non-printable character U+{code:04X}")
                } else if minor < 9 {
                    "invalid character in identifier".to_owned()
                } else {
                    format!("invalid character '{one}' (U+{code:04X})")
                };
                Report::point(message, *at)
            }
            Fault::Unmatched(at, one) => Report::point(format!("unmatched '{one}'"), *at),
            Fault::Mismatch(at, one, open, place) => {
                let mut message = format!(
                    "closing parenthesis '{one}' does not match opening parenthesis '{open}'"
                );
                if line_of(*at) != line_of(*place) {
                    message.push_str(&format!(" on line {}", line_of(*place)));
                }
                Report::point(message, *at)
            }
            Fault::Text {
                start,
                triple,
                word,
            } => {
                let trimmed = text.trim_end_matches('\n');
                if minor < 10 {
                    let (message, at) = if *triple {
                        ("EOF while scanning triple-quoted string literal", None)
                    } else {
                        let rest = text[*start..].split('\n').next().unwrap_or_default();
                        (
                            "EOL while scanning string literal",
                            Some(*start + rest.len()),
                        )
                    };
                    // The end of a text is told by its length: the columns of all its lines.
                    let mut report = Report::point(message, at.unwrap_or(trimmed.len()));
                    if *triple {
                        report.column =
                            Some(trimmed[*start..].chars().count() as u32 + lines.place(*start).1);
                    }
                    return report;
                }
                let end = if *triple { trimmed.len() } else { *start };
                let kind = if *triple { "triple-quoted " } else { "" };
                Report::point(
                    format!(
                        "unterminated {kind}{word}string literal (detected at line {})",
                        line_of(end)
                    ),
                    *start,
                )
            }
            Fault::Number(message, start, end) => {
                let mut report = Report::point(message.clone(), *start);
                report.end = *end;
                report
            }
        }
    }
}

/// The length of the number at the start of a text.
pub(super) fn number(rest: &str, minor: u8) -> Result<usize, Fault> {
    let bytes = rest.as_bytes();
    let fault = |message: &str, last: usize| Err(Fault::Number(message.to_owned(), last, last));
    let digits = |mut at: usize, valid: fn(u8) -> bool| -> Result<usize, usize> {
        // Underscores stand between digits.
        loop {
            let run = bytes[at..].iter().take_while(|&&one| valid(one)).count();
            if run == 0 {
                return Err(at);
            }
            at += run;
            if bytes.get(at) != Some(&b'_') {
                return Ok(at);
            }
            at += 1;
        }
    };
    if bytes[0] == b'0' {
        let base = match bytes.get(1).map(u8::to_ascii_lowercase) {
            Some(b'x') => Some(("hexadecimal", u8::is_ascii_hexdigit as fn(&u8) -> bool)),
            Some(b'o') => Some((
                "octal",
                (|one: &u8| matches!(one, b'0'..=b'7')) as fn(&u8) -> bool,
            )),
            Some(b'b') => Some((
                "binary",
                (|one: &u8| matches!(one, b'0' | b'1')) as fn(&u8) -> bool,
            )),
            _ => None,
        };
        if let Some((name, valid)) = base {
            let mut at = 2;
            loop {
                if bytes.get(at) == Some(&b'_') {
                    at += 1;
                }
                let run = bytes[at..].iter().take_while(|one| valid(one)).count();
                if run == 0 {
                    return match bytes.get(at) {
                        Some(one) if one.is_ascii_digit() => fault(
                            &format!("invalid digit '{}' in {name} literal", *one as char),
                            at,
                        ),
                        _ => fault(&format!("invalid {name} literal"), at - 1),
                    };
                }
                at += run;
                if bytes.get(at) != Some(&b'_') {
                    break;
                }
            }
            return match bytes.get(at) {
                Some(one) if one.is_ascii_digit() => fault(
                    &format!("invalid digit '{}' in {name} literal", *one as char),
                    at,
                ),
                Some(one) if word_char(*one) => ends(rest, at, &format!("invalid {name} literal")),
                _ => Ok(at),
            };
        }
    }
    let decimal: fn(u8) -> bool = |one| one.is_ascii_digit();
    let mut at = 0;
    if bytes[0] != b'.' {
        at = match digits(0, decimal) {
            Ok(at) => at,
            Err(at) => return fault("invalid decimal literal", at - 1),
        };
    }
    let whole = at;
    let mut is_float = false;
    if bytes.get(at) == Some(&b'.') {
        is_float = true;
        at += 1;
        if bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at = match digits(at, decimal) {
                Ok(at) => at,
                Err(at) => return fault("invalid decimal literal", at - 1),
            };
        }
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if bytes.get(at + 1 + sign).is_some_and(u8::is_ascii_digit) {
            is_float = true;
            at = match digits(at + 1 + sign, decimal) {
                Ok(at) => at,
                Err(at) => return fault("invalid decimal literal", at - 1),
            };
        } else {
            return ends(rest, at, "invalid decimal literal");
        }
    }
    if matches!(bytes.get(at), Some(b'j' | b'J')) {
        at += 1;
        return match bytes.get(at) {
            Some(one) if word_char(*one) => ends(rest, at, "invalid imaginary literal"),
            _ => Ok(at),
        };
    }
    let zeros = bytes
        .iter()
        .take_while(|&&one| matches!(one, b'0' | b'_'))
        .count();
    if !is_float && bytes[0] == b'0' && whole > zeros {
        let message = if minor >= 8 {
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
        } else {
            "invalid token"
        };
        let report = Fault::Number(message.to_owned(), 0, zeros);
        if minor < 10 {
            return Err(Fault::Number(message.to_owned(), whole - 1, whole));
        }
        return Err(report);
    }
    match bytes.get(at) {
        Some(one) if word_char(*one) => ends(rest, at, "invalid decimal literal"),
        _ => Ok(at),
    }
}

fn word_char(one: u8) -> bool {
    one == b'_' || one.is_ascii_alphabetic() || one >= 0x80
}

/// A name may stand right behind a number only if it is one of these keywords (`verify_end_of_number`).
fn ends(rest: &str, at: usize, message: &str) -> Result<usize, Fault> {
    let behind = &rest[at..];
    if ["and", "else", "for", "if", "in", "is", "not", "or"]
        .iter()
        .any(|word| behind.starts_with(word))
    {
        return Ok(at);
    }
    // A character that can't be in a name at all is a fault of its own.
    if behind
        .chars()
        .next()
        .is_some_and(|one| !one.is_alphanumeric() && one != '_')
    {
        return Ok(at);
    }
    Err(Fault::Number(message.to_owned(), at - 1, at - 1))
}
