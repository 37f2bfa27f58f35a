//! Ranges of releases, as output blocks name them, and what they cover.
//!
//! A range may name a minor release (`3.12`, with all its patches) or a patch
//! release (`3.14.5..`), because CPython's behaviour has changed in patches.

use std::fmt;
use std::str::FromStr;

use version::Version;

/// A minor release: `3.13`, with all its patch releases.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor {
    /// The first number.
    pub major: u8,
    /// The second number.
    pub minor: u8,
}

impl Minor {
    /// The minor release `major.minor`.
    pub const fn new(major: u8, minor: u8) -> Self {
        Minor { major, minor }
    }
}

impl From<Version> for Minor {
    fn from(version: Version) -> Self {
        Minor::new(version.major(), version.minor())
    }
}

impl fmt::Display for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl fmt::Debug for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Minor {
    type Err = ParseRangeError;

    /// Reads `3.13`; a patch number is an error.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse()? {
            Release { minor, patch: None } => Ok(minor),
            Release { .. } => Err(ParseRangeError {
                text: text.to_owned(),
                wanted: "a minor release, written like 3.13",
            }),
        }
    }
}

/// A minor release or one of its patches: an end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Release {
    /// The minor release.
    pub minor: Minor,
    /// The patch, or `None` for all patches.
    pub patch: Option<u8>,
}

impl Release {
    /// The first patch meant when a range begins here.
    fn first(self) -> (Minor, u8) {
        (self.minor, self.patch.unwrap_or(0))
    }

    /// The last patch meant when a range ends here.
    fn last(self) -> (Minor, u8) {
        (self.minor, self.patch.unwrap_or(u8::MAX))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.patch {
            None => self.minor.fmt(f),
            Some(patch) => write!(f, "{}.{patch}", self.minor),
        }
    }
}

impl FromStr for Release {
    type Err = ParseRangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseRangeError {
            text: text.to_owned(),
            wanted: "a release, written like 3.13 or 3.14.5",
        };
        let numbers = text
            .split('.')
            .map(|part| {
                // A leading zero or sign would give one release two names.
                let plain = part.bytes().all(|byte| byte.is_ascii_digit())
                    && (part == "0" || !part.starts_with('0'));
                part.parse::<u8>().ok().filter(|_| plain)
            })
            .collect::<Option<Vec<u8>>>()
            .ok_or_else(error)?;
        let (minor, patch) = match numbers[..] {
            [major, minor] => (Minor::new(major, minor), None),
            // The highest number stands for "without an end".
            [major, minor, patch] if patch < u8::MAX => (Minor::new(major, minor), Some(patch)),
            _ => return Err(error()),
        };
        Ok(Release { minor, patch })
    }
}

/// The releases that an output block covers; both ends belong to it.
///
/// Without an end, it reaches as far as the block above it claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Range {
    start: Option<Release>,
    end: Option<Release>,
}

impl Range {
    /// Every release: the range of an output block that names none.
    pub const ALL: Range = Range {
        start: None,
        end: None,
    };

    /// The range from `start` to `end`, where `None` is without an end.
    ///
    /// # Errors
    ///
    /// When `start` lies after `end`.
    pub fn new(start: Option<Release>, end: Option<Release>) -> Result<Self, ParseRangeError> {
        let range = Range { start, end };
        match (start, end) {
            (Some(first), Some(last)) if first.first() > last.last() => Err(ParseRangeError {
                text: range.to_string(),
                wanted: "a range that begins before it ends",
            }),
            _ => Ok(range),
        }
    }

    /// Where it begins, unless it has no beginning.
    pub fn start(&self) -> Option<Release> {
        self.start
    }

    /// Where it ends, unless it has no end.
    pub fn end(&self) -> Option<Release> {
        self.end
    }

    /// Whether `version` lies in the range. The build (`3.14t`) doesn't count.
    pub fn contains(&self, version: Version) -> bool {
        let point = (Minor::from(version), version.patch());
        self.start.is_none_or(|start| start.first() <= point)
            && self.end.is_none_or(|end| point <= end.last())
    }

    /// The part of the range that lies in one minor release.
    pub fn within(&self, minor: Minor) -> Option<Piece> {
        let start = self.start.map_or((Minor::new(0, 0), 0), Release::first);
        let end = self
            .end
            .map_or((Minor::new(u8::MAX, u8::MAX), u8::MAX), Release::last);
        let first = match minor.cmp(&start.0) {
            std::cmp::Ordering::Less => return None,
            std::cmp::Ordering::Equal => start.1,
            std::cmp::Ordering::Greater => 0,
        };
        let last = match minor.cmp(&end.0) {
            std::cmp::Ordering::Greater => return None,
            std::cmp::Ordering::Equal => end.1,
            std::cmp::Ordering::Less => u8::MAX,
        };
        (first <= last).then_some(Piece { minor, first, last })
    }
}

impl fmt::Display for Range {
    /// As in a label: `3.8..3.13`, `3.14..`, `..3.13`, `3.12`; empty for every release.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.start, self.end) {
            (None, None) => Ok(()),
            (Some(start), None) => write!(f, "{start}.."),
            (None, Some(end)) => write!(f, "..{end}"),
            (Some(start), Some(end)) if start == end => start.fmt(f),
            (Some(start), Some(end)) => write!(f, "{start}..{end}"),
        }
    }
}

impl FromStr for Range {
    type Err = ParseRangeError;

    /// Reads `3.8..3.13`, `3.14..`, `..3.13`, `3.12` or `3.14.5..`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((start, end)) = text.split_once("..") else {
            let only: Release = text.parse()?;
            return Range::new(Some(only), Some(only));
        };
        if start.is_empty() && end.is_empty() {
            return Err(ParseRangeError {
                text: text.to_owned(),
                wanted: "a range with a beginning or an end (for every version, leave it out)",
            });
        }
        let side = |text: &str| match text {
            "" => Ok(None),
            text => text.parse().map(Some),
        };
        Range::new(side(start)?, side(end)?)
    }
}

/// A text that names no range of releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRangeError {
    text: String,
    wanted: &'static str,
}

impl fmt::Display for ParseRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}", self.text, self.wanted)
    }
}

impl std::error::Error for ParseRangeError {}

/// Some consecutive patches of one minor release; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// The minor release.
    pub minor: Minor,
    /// The first patch.
    pub first: u8,
    /// The last patch; `u8::MAX` where there is no end.
    pub last: u8,
}

impl Piece {
    /// All patches of one minor release.
    pub const fn whole(minor: Minor) -> Self {
        Piece {
            minor,
            first: 0,
            last: u8::MAX,
        }
    }

    /// Whether `version` is one of the patches.
    pub fn contains(&self, version: Version) -> bool {
        self.minor == Minor::from(version) && (self.first..=self.last).contains(&version.patch())
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Piece { minor, first, last } = self;
        match (*first, *last) {
            (0, u8::MAX) => minor.fmt(f),
            (first, u8::MAX) => write!(f, "{minor}.{first} and later"),
            (first, last) if first == last => write!(f, "{minor}.{first}"),
            (first, last) => write!(f, "{minor}.{first} to {minor}.{last}"),
        }
    }
}

/// What a set of ranges leaves out, and what it covers more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Pieces that no range covers, in order.
    pub missing: Vec<Piece>,
    /// Pieces that two ranges cover, with the indices of the two, in order.
    pub twice: Vec<(Piece, usize, usize)>,
}

impl Coverage {
    /// How `ranges` cover all patches of `minors`.
    pub fn of(minors: &[Minor], ranges: &[Range]) -> Self {
        let mut coverage = Coverage::default();
        for &minor in minors {
            let mut pieces: Vec<(Piece, usize)> = ranges
                .iter()
                .enumerate()
                .filter_map(|(index, range)| Some((range.within(minor)?, index)))
                .collect();
            pieces.sort();
            // The first patch that no piece has reached yet, and whose piece
            // reached furthest.
            let mut next = Some(0u8);
            let mut furthest = 0;
            for (piece, index) in pieces {
                match next {
                    Some(reached) if reached < piece.first => coverage.missing.push(Piece {
                        minor,
                        first: reached,
                        last: piece.first - 1,
                    }),
                    Some(reached) if reached == piece.first => {}
                    reached => {
                        let end = reached.map_or(u8::MAX, |reached| reached - 1);
                        let both = Piece {
                            minor,
                            first: piece.first,
                            last: piece.last.min(end),
                        };
                        coverage.twice.push((both, furthest, index));
                    }
                }
                let after = piece.last.checked_add(1);
                if next.is_some_and(|reached| after.is_none_or(|after| after > reached)) {
                    next = after;
                    furthest = index;
                }
            }
            if let Some(first) = next {
                coverage.missing.push(Piece {
                    minor,
                    first,
                    last: u8::MAX,
                });
            }
        }
        coverage
    }
}

#[cfg(test)]
mod tests;
