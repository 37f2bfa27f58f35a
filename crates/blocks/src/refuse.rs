//! Outputs that can't be recorded, because the next run would print another.

/// Why `text` can't stand in the book, or `None`.
///
/// Refused are addresses, and characters that a page can't show exactly:
/// control characters other than newline and tab, and bytes that were no UTF-8.
/// Whatever else varies is found by running twice.
pub fn varying(text: &str) -> Option<String> {
    if let Some(address) = address(text) {
        return Some(format!(
            "the output holds an address, {address}, which changes from run to run; print something that does not vary"
        ));
    }
    let odd = text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t')) || *c == char::REPLACEMENT_CHARACTER
    })?;
    Some(match odd {
        char::REPLACEMENT_CHARACTER => {
            "the output holds bytes that are not UTF-8; print their repr instead".to_owned()
        }
        odd => format!(
            "the output holds the control character U+{:04X}, which a page can't show; print its repr instead",
            u32::from(odd)
        ),
    })
}

/// The first address in `text`: `0x…` behind `at `, as `object.__repr__` has it,
/// or with as many digits as the 47-bit addresses of a process have.
///
/// Shorter and longer numbers in base 16 may be a program's own: `0xff`, or
/// `0xffffffffffffffff` for a mask of 64 bits.
fn address(text: &str) -> Option<&str> {
    for (at, _) in text.match_indices("0x") {
        let digits = &text[at + 2..];
        let length = digits
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(digits.len());
        let in_repr = text[..at].ends_with(" at ") && length >= 6;
        if in_repr || (9..=12).contains(&length) {
            return Some(&text[at..at + 2 + length]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_refused_and_other_numbers_are_not() {
        for text in [
            "<object object at 0x7f3a2c0d1e50>\n",
            "<__main__.A object at 0x55d0c8>\n",
            "0x7f3a2c0d1e50\n",
            "0X1 0x600000000\n",
        ] {
            assert!(
                varying(text).is_some_and(|m| m.contains("an address")),
                "{text}"
            );
        }
        for text in [
            "0x10\n",
            "0xffffffff\n",
            "0xffffffffffffffff\n",
            "at 0x10\n",
            "",
            "0x\n",
        ] {
            assert_eq!(varying(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_page_cannot_show_is_refused() {
        assert_eq!(varying("a\tb\n"), None);
        assert!(varying("\u{1b}[31mred\n").is_some_and(|m| m.contains("U+001B")));
        assert!(varying("a\r\n").is_some_and(|m| m.contains("U+000D")));
        assert!(varying("\u{fffd}\n").is_some_and(|m| m.contains("not UTF-8")));
    }
}
