//! Escapes in the lines of protocols 0 and 1.

use crate::vm::{Exc, R, Vm};

/// A text of Latin-1 with `\uXXXX` and `\UXXXXXXXX` (the codec `raw-unicode-escape`).
pub(super) fn raw_unicode(vm: &mut Vm, line: &[u8]) -> R<String> {
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        let digits = match (byte, line.get(at + 1)) {
            (b'\\', Some(b'u')) => 4,
            (b'\\', Some(b'U')) => 8,
            (b'\\', Some(_)) => {
                // A backslash keeps what follows it from being one.
                out.extend([char::from(byte), char::from(line[at + 1])]);
                at += 2;
                continue;
            }
            _ => {
                out.push(char::from(byte));
                at += 1;
                continue;
            }
        };
        let code = line
            .get(at + 2..at + 2 + digits)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let Some(one) = code.and_then(char::from_u32) else {
            return Err(damaged(vm, "an escape in a pickle's text"));
        };
        out.push(one);
        at += 2 + digits;
    }
    Ok(out)
}

/// Bytes as `repr` of Python 2 wrote them.
pub(super) fn plain(vm: &mut Vm, line: &[u8]) -> R<Vec<u8>> {
    let mut out = Vec::with_capacity(line.len());
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&next) = line.get(at) else {
            return Err(vm.value_error("Trailing \\ in string"));
        };
        at += 1;
        match next {
            b'\\' | b'\'' | b'"' => out.push(next),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'x' => {
                let hex = line
                    .get(at..at + 2)
                    .and_then(|hex| std::str::from_utf8(hex).ok())
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok());
                let Some(value) = hex else {
                    let text = format!("invalid \\x escape at position {}", at - 2);
                    return Err(vm.value_error(text));
                };
                out.push(value);
                at += 2;
            }
            b'0'..=b'7' => {
                let digits = line[at - 1..].iter().take(3);
                let digits: Vec<u8> = digits
                    .copied()
                    .take_while(|digit| (b'0'..=b'7').contains(digit))
                    .collect();
                let value = digits
                    .iter()
                    .fold(0u32, |value, digit| value * 8 + u32::from(digit - b'0'));
                out.push(value as u8);
                at += digits.len() - 1;
            }
            other => out.extend([b'\\', other]),
        }
    }
    Ok(out)
}

fn damaged(vm: &mut Vm, what: &str) -> Exc {
    vm.unsupported(format!("{what} that stands for no character"))
}
