//! Refuses nesting that the parser would follow with its own stack.

use super::Problem;

/// CPython's tokenizer refuses more brackets than this (`MAXLEVEL` in `Parser/tokenizer.h`, 3.8 to 3.15).
const MAX_BRACKETS: usize = 200;

/// And more indents than this (`MAXINDENT`).
const MAX_INDENTS: usize = 100;

/// Operators that nest to the right without brackets, in one line of code.
const MAX_OPERATORS: usize = 400;

/// Counts brackets, indents and prefix operators.
pub(super) fn check(text: &str) -> Result<(), Problem> {
    let bytes = text.as_bytes();
    let mut brackets = 0usize;
    let mut indents = vec![0usize];
    let mut prefixes = 0usize;
    let mut at = 0;
    let mut line_start = true;
    while at < bytes.len() {
        if line_start && brackets == 0 {
            let width = bytes[at..]
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\t'))
                .count();
            at += width;
            match bytes.get(at) {
                None => break,
                Some(b'#' | b'\n' | b'\r') => {}
                Some(_) => {
                    while indents.last().is_some_and(|&last| last > width) {
                        indents.pop();
                    }
                    if indents.last().is_some_and(|&last| last < width) {
                        indents.push(width);
                    }
                    if indents.len() > MAX_INDENTS {
                        return Err(Problem::at_offset(
                            "IndentationError",
                            "too many levels of indentation",
                            text,
                            at,
                        ));
                    }
                }
            }
            prefixes = 0;
        }
        line_start = false;
        let Some(&byte) = bytes.get(at) else { break };
        match byte {
            b'\n' => {
                line_start = true;
                at += 1;
            }
            b'#' => {
                at += bytes[at..]
                    .iter()
                    .take_while(|&&byte| byte != b'\n')
                    .count()
            }
            b'"' | b'\'' => at = skip_string(bytes, at),
            b'(' | b'[' | b'{' => {
                brackets += 1;
                if brackets > MAX_BRACKETS {
                    return Err(Problem::at_offset(
                        "SyntaxError",
                        "too many nested parentheses",
                        text,
                        at,
                    ));
                }
                at += 1;
            }
            b')' | b']' | b'}' => {
                brackets = brackets.saturating_sub(1);
                at += 1;
            }
            b'-' | b'~' | b'+' | b'*' | b'@' | b'^' | b'&' | b'|' => {
                prefixes += 1;
                at += 1;
            }
            _ if byte.is_ascii_alphabetic() => {
                let word = bytes[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                    .count();
                if matches!(
                    &bytes[at..at + word],
                    b"not" | b"lambda" | b"if" | b"else" | b"await" | b"yield"
                ) {
                    prefixes += 1;
                }
                at += word;
            }
            _ => at += 1,
        }
        if prefixes > MAX_OPERATORS {
            return Err(Problem::at_offset(
                "Unsupported",
                "this program nests too many operators in one line; split it over several statements",
                text,
                at,
            ));
        }
    }
    Ok(())
}

/// The offset after a string. An f-string's nested brackets aren't counted: the parser limits those itself.
fn skip_string(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let triple = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if triple { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'\n' if !triple => return at,
            byte if byte == quote && !triple => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => at += 1,
        }
    }
    bytes.len()
}
