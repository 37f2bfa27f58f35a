//! What characters are, as each release knows them.
//!
//! The releases from 3.8 on have Unicode 12.1 to 17. A character's properties rarely change once it is assigned,
//! so one table of the newest serves all, with the release from which on each newer character is there,
//! and with the few whose properties did change. `tests/programs/strings` holds all characters against real releases.
//! Case mappings are those of Rust's standard library, with tables for what it lacks: titlecase and case folding.

mod changes;
mod tables;

use changes::{LOWER_SINCE, LOWER_UNTIL, NAMES_SINCE, NUMERIC_SINCE, since};
use tables::{AGES, ALPHA, DECIMAL, DIGIT, FOLDED, HIDDEN, LOWER, NUMERIC, TITLE, TITLED, UPPER};

fn within(table: &[(u32, u32)], one: char) -> bool {
    let code = one as u32;
    table
        .binary_search_by(|&(first, last)| {
            if last < code {
                std::cmp::Ordering::Less
            } else if first > code {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

fn is_assigned(one: char, minor: u8) -> bool {
    let code = one as u32;
    let place = AGES.partition_point(|&(_, last, _)| last < code);
    AGES.get(place)
        .is_none_or(|&(first, _, since)| first > code || since <= minor)
}

/// The characters of one release.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unicode {
    /// The release's minor number.
    pub(crate) minor: u8,
}

impl Unicode {
    /// Whether the character is assigned in the release, if it is in the newest.
    fn knows(self, one: char) -> bool {
        is_assigned(one, self.minor)
    }

    fn has(self, table: &[(u32, u32)], one: char) -> bool {
        within(table, one) && self.knows(one)
    }

    pub(crate) fn is_alpha(self, one: char) -> bool {
        if one.is_ascii() {
            return one.is_ascii_alphabetic();
        }
        self.has(ALPHA, one)
    }

    pub(crate) fn is_decimal(self, one: char) -> bool {
        self.has(DECIMAL, one)
    }

    pub(crate) fn is_digit(self, one: char) -> bool {
        self.has(DECIMAL, one) || self.has(DIGIT, one)
    }

    pub(crate) fn is_numeric(self, one: char) -> bool {
        self.is_digit(one)
            || self.has(NUMERIC, one)
                && since(NUMERIC_SINCE, one).is_none_or(|minor| minor <= self.minor)
    }

    pub(crate) fn is_alnum(self, one: char) -> bool {
        self.is_alpha(one) || self.is_numeric(one)
    }

    pub(crate) fn is_printable(self, one: char) -> bool {
        if one.is_ascii() {
            return (' '..='~').contains(&one);
        }
        !within(HIDDEN, one) && self.knows(one)
    }

    pub(crate) fn is_upper(self, one: char) -> bool {
        self.has(UPPER, one)
    }

    pub(crate) fn is_lower(self, one: char) -> bool {
        self.has(LOWER, one) && since(LOWER_SINCE, one).is_none_or(|minor| minor <= self.minor)
            || since(LOWER_UNTIL, one).is_some_and(|minor| self.minor < minor)
    }

    /// Whether what stands in names in the newest release does in this one. All of it can be printed,
    /// unless a release doesn't know it yet, and but for the joiners that came later.
    pub(crate) fn stands_in_names(self, one: char) -> bool {
        match since(NAMES_SINCE, one) {
            Some(minor) => minor <= self.minor,
            None => self.is_printable(one),
        }
    }

    /// Category Lt.
    pub(crate) fn is_title(self, one: char) -> bool {
        self.has(TITLE, one)
    }

    fn mapped(self, one: char, out: &mut String, map: impl FnOnce(&mut String)) {
        if self.knows(one) {
            map(out);
        } else {
            out.push(one);
        }
    }

    pub(crate) fn push_upper(self, one: char, out: &mut String) {
        self.mapped(one, out, |out| self.push_known_upper(one, out));
    }

    /// Upper case as the standard library has it; a letter whose capital isn't assigned yet has none.
    fn push_known_upper(self, one: char, out: &mut String) {
        if one.to_uppercase().all(|upper| self.knows(upper)) {
            out.extend(one.to_uppercase());
        } else {
            out.push(one);
        }
    }

    pub(crate) fn push_title(self, one: char, out: &mut String) {
        self.mapped(one, out, |out| match special(TITLED, one) {
            Some(text) => out.push_str(text),
            None => self.push_known_upper(one, out),
        });
    }

    pub(crate) fn push_folded(self, one: char, out: &mut String) {
        self.mapped(one, out, |out| match special(FOLDED, one) {
            Some(text) => out.push_str(text),
            None => out.extend(one.to_lowercase()),
        });
    }

    /// Lower case of the character at a place: a capital sigma at the end of a word becomes another letter.
    pub(crate) fn push_lower(self, text: &[char], place: usize, out: &mut String) {
        let one = text[place];
        if one == 'Σ' {
            out.push(if self.ends_word(text, place) {
                'ς'
            } else {
                'σ'
            });
            return;
        }
        self.mapped(one, out, |out| out.extend(one.to_lowercase()));
    }

    /// Whether a cased letter stands before it and none behind it: `Final_Sigma` of SpecialCasing.txt.
    fn ends_word(self, text: &[char], place: usize) -> bool {
        // The standard library knows the rule, but not where in a text it was asked.
        let start = text[..place]
            .iter()
            .rposition(|&one| one.is_ascii_whitespace())
            .map_or(0, |at| at + 1);
        let end = text[place..]
            .iter()
            .position(|&one| one.is_ascii_whitespace())
            .map_or(text.len(), |at| place + at);
        let word: String = text[start..end].iter().collect();
        let before: String = text[start..place].iter().collect();
        let skipped = before.to_lowercase().chars().count();
        word.to_lowercase().chars().nth(skipped) == Some('ς')
    }
}

fn special(table: &[(char, &'static str)], one: char) -> Option<&'static str> {
    let place = table.binary_search_by_key(&one, |&(held, _)| held).ok()?;
    table.get(place).map(|&(_, text)| text)
}

/// `str.isspace` of one character.
pub(crate) fn is_space(one: char) -> bool {
    one.is_whitespace() || ('\x1c'..='\x1f').contains(&one)
}

/// Whether `str.splitlines` ends a line there.
pub(crate) fn is_linebreak(one: char) -> bool {
    matches!(one, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The ASCII digit of the same value: decimal digits come in runs of ten.
pub(crate) fn decimal_digit(one: char) -> Option<char> {
    let code = one as u32;
    let place = DECIMAL.partition_point(|&(_, last)| last < code);
    let &(first, _) = DECIMAL.get(place).filter(|&&(first, _)| first <= code)?;
    char::from_digit((code - first) % 10, 10)
}
