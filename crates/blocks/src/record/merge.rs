//! From what was printed and what was recorded before, to ranges of releases.

use std::collections::BTreeMap;

use version::Version;

use crate::range::{Minor, Piece, Range, Release};

/// What one program prints, by version.
pub type Printed = BTreeMap<Version, String>;

/// The outputs that a program shall have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Ranges and texts, oldest version first.
    pub outputs: Vec<(Range, String)>,
    /// Pieces that were neither run nor recorded before.
    pub unknown: Vec<Piece>,
    /// Neighbouring patches that were run and print different things, where
    /// nothing recorded says with which release the change came.
    pub unplaced: Vec<(Version, Version)>,
}

/// Some patches that print the same.
struct Part<'a> {
    piece: Piece,
    text: Option<&'a str>,
}

/// Merges what was recorded (`old`) with what was `printed` now, over the minor
/// releases that a program claims. `open` tells whether the claim has no end.
///
/// Neighbouring releases that print the same share a range. What was neither
/// printed now nor recorded before is `unknown`, and no range covers it.
pub fn merge(claims: &[Minor], open: bool, old: &[(Range, &str)], printed: &Printed) -> Merged {
    let mut merged = Merged::default();
    let mut groups: Vec<(Vec<Piece>, &str)> = Vec::new();
    for &minor in claims {
        for part in parts(minor, old, printed, &mut merged.unplaced) {
            let Some(text) = part.text else {
                merged.unknown.push(part.piece);
                continue;
            };
            match groups.last_mut() {
                // With an unknown piece between them, two are no neighbours.
                Some((pieces, same)) if *same == text && follows(claims, pieces, part.piece) => {
                    pieces.push(part.piece);
                }
                _ => groups.push((vec![part.piece], text)),
            }
        }
    }
    merged.outputs = groups
        .into_iter()
        .map(|(pieces, text)| (label(claims, open, old, &pieces), text.to_owned()))
        .collect();
    merged
}

/// The patches of one minor release, divided by what they print.
fn parts<'a>(
    minor: Minor,
    old: &[(Range, &'a str)],
    printed: &'a Printed,
    unplaced: &mut Vec<(Version, Version)>,
) -> Vec<Part<'a>> {
    let measured: Vec<(Version, &str)> = printed
        .iter()
        .filter(|(version, _)| Minor::from(**version) == minor)
        .map(|(version, text)| (*version, text.as_str()))
        .collect();
    let mut parts = Vec::new();
    for part in recorded(minor, old) {
        let within: Vec<_> = measured
            .iter()
            .filter(|(version, _)| part.piece.contains(*version))
            .collect();
        if within.is_empty() {
            parts.push(part);
            continue;
        }
        let mut first = part.piece.first;
        for group in within.chunk_by(|a, b| a.1 == b.1) {
            let (last_version, text) = *group[group.len() - 1];
            let next = within.iter().find(|(version, _)| *version > last_version);
            let last = match next {
                None => part.piece.last,
                Some((version, _)) => {
                    unplaced.push((last_version, *version));
                    last_version.patch()
                }
            };
            parts.push(Part {
                piece: Piece { minor, first, last },
                text: Some(text),
            });
            first = last.saturating_add(1);
        }
    }
    parts
}

/// The patches of one minor release, divided by what was recorded for them.
/// Where two outputs cover a patch, the first counts.
fn recorded<'a>(minor: Minor, old: &[(Range, &'a str)]) -> Vec<Part<'a>> {
    let pieces: Vec<(Piece, usize)> = old
        .iter()
        .enumerate()
        .filter_map(|(index, (range, _))| Some((range.within(minor)?, index)))
        .collect();
    let owner = |patch: u8| {
        pieces
            .iter()
            .find(|(piece, _)| (piece.first..=piece.last).contains(&patch))
            .map(|(_, index)| *index)
    };
    let mut parts: Vec<(Piece, Option<usize>)> = Vec::new();
    for patch in 0..=u8::MAX {
        let index = owner(patch);
        match parts.last_mut() {
            Some((piece, same)) if *same == index => piece.last = patch,
            _ => parts.push((
                Piece {
                    minor,
                    first: patch,
                    last: patch,
                },
                index,
            )),
        }
    }
    parts
        .into_iter()
        .map(|(piece, index)| Part {
            piece,
            text: index.map(|index| old[index].1),
        })
        .collect()
}

/// Whether `piece` begins where `pieces` end.
fn follows(claims: &[Minor], pieces: &[Piece], piece: Piece) -> bool {
    let Some(last) = pieces.last() else {
        return true;
    };
    if last.minor == piece.minor {
        return last.last.checked_add(1) == Some(piece.first);
    }
    let next = claims.iter().find(|minor| **minor > last.minor);
    last.last == u8::MAX && piece.first == 0 && next == Some(&piece.minor)
}

/// The range of an output that covers `pieces`.
fn label(claims: &[Minor], open: bool, old: &[(Range, &str)], pieces: &[Piece]) -> Range {
    let covers = |range: &Range| joined(claims.iter().filter_map(|minor| range.within(*minor)));
    let wanted = joined(pieces.iter().copied());
    if covers(&Range::ALL) == wanted {
        return Range::ALL;
    }
    // A label that says the same in other words is the author's choice.
    if let Some((range, _)) = old.iter().find(|(range, _)| covers(range) == wanted) {
        return *range;
    }
    let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else {
        return Range::ALL;
    };
    let one_minor = first.minor == last.minor;
    let start = Release {
        minor: first.minor,
        patch: (first.first > 0 || (one_minor && last.last < u8::MAX)).then_some(first.first),
    };
    let end = Release {
        minor: last.minor,
        patch: (last.last < u8::MAX).then_some(last.last),
    };
    let to_the_end = last.last == u8::MAX && Some(&last.minor) == claims.last() && open;
    let end = (!to_the_end).then_some(end);
    Range::new(Some(start), end).unwrap_or_default()
}

/// Pieces in order, with those of one minor release that meet joined.
fn joined(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last)
                if last.minor == piece.minor && last.last.checked_add(1) == Some(piece.first) =>
            {
                last.last = piece.last;
            }
            _ => joined.push(piece),
        }
    }
    joined
}
