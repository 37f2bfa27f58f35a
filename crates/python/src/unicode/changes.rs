//! Characters whose properties changed after they were assigned, with the minor release of CPython that has the change.

/// From which release on a character is numeric.
pub(super) const NUMERIC_SINCE: &[(char, u8)] = &[
    ('\u{4e24}', 13),
    ('\u{4eac}', 13),
    ('\u{4fe9}', 13),
    ('\u{5006}', 13),
    ('\u{62d0}', 13),
    ('\u{6d1e}', 13),
    ('\u{7695}', 13),
    ('\u{79ed}', 13),
    ('\u{920e}', 13),
    ('\u{94a9}', 13),
    ('\u{12038}', 15),
    ('\u{12039}', 15),
    ('\u{12079}', 15),
    ('\u{12226}', 15),
    ('\u{1222b}', 15),
    ('\u{1230b}', 15),
    ('\u{1230d}', 15),
    ('\u{12399}', 15),
];

/// From which release on a character is lowercase.
pub(super) const LOWER_SINCE: &[(char, u8)] = &[
    ('\u{10fc}', 12),
    ('\u{a7f2}', 12),
    ('\u{a7f3}', 12),
    ('\u{a7f4}', 12),
    ('\u{ab69}', 12),
];

/// From which release on a character is lowercase no longer.
pub(super) const LOWER_UNTIL: &[(char, u8)] = &[('\u{295}', 15)];

/// From which release on a character may follow in a name.
pub(super) const NAMES_SINCE: &[(char, u8)] = &[
    ('\u{200c}', 13),
    ('\u{200d}', 13),
    ('\u{30fb}', 13),
    ('\u{ff65}', 13),
];

/// What a table says of a character.
pub(super) fn since(table: &[(char, u8)], one: char) -> Option<u8> {
    let place = table.binary_search_by_key(&one, |&(held, _)| held).ok()?;
    table.get(place).map(|&(_, minor)| minor)
}
