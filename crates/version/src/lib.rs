//! A CPython release as a value.
//!
//! Every mechanism in this workspace behaves as one release of CPython does,
//! and the release is something you pass in:
//!
//! ```
//! use version::Version;
//!
//! let version: Version = "3.14.4".parse()?;
//! assert!(version >= Version::new(3, 14, 0));
//! assert!(version < Version::new(3, 14, 5));
//! # Ok::<(), version::ParseVersionError>(())
//! ```
//!
//! The patch number counts. 3.14.4 and 3.14.5 have different cycle collectors,
//! so a version without its patch would not say which one is meant. A minor
//! release on its own stands for the newest patch that was measured:
//!
//! ```
//! use version::Version;
//!
//! assert_eq!("3.13".parse(), Ok(Version::new(3, 13, 18)));
//! ```
//!
//! # What it leaves out
//!
//! Pre-releases (`3.15.0rc1`) have no value of their own, and implementations
//! other than CPython (PyPy, Jython) are not versions of it.
//!
//! # Size
//!
//! Four bytes, copied like a number.

#![forbid(unsafe_code)]

use std::fmt;
use std::str::FromStr;

/// The newest patch release measured of each minor release the book speaks of,
/// oldest first.
///
/// A program that names a minor release alone means one of these.
pub const MEASURED: [Version; 8] = [
    Version::new(3, 8, 18),
    Version::new(3, 9, 18),
    Version::new(3, 10, 13),
    Version::new(3, 11, 7),
    Version::new(3, 12, 14),
    Version::new(3, 13, 18),
    Version::new(3, 14, 10),
    Version::new(3, 15, 2),
];

/// One release of CPython: major, minor and patch number, and which build.
///
/// Versions are ordered as they were numbered, so `version >= Version::new(3, 12, 0)`
/// asks whether a change made in 3.12.0 is there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    major: u8,
    minor: u8,
    patch: u8,
    /// Whether the build has no global interpreter lock (PEP 703), as in `3.14t`.
    free_threaded: bool,
}

impl Version {
    /// The release `major.minor.patch` in its default build, with the lock.
    pub const fn new(major: u8, minor: u8, patch: u8) -> Self {
        Version {
            major,
            minor,
            patch,
            free_threaded: false,
        }
    }

    /// The same release built without the global interpreter lock (PEP 703).
    #[must_use]
    pub const fn without_gil(self) -> Self {
        Version {
            free_threaded: true,
            ..self
        }
    }

    /// The newest measured patch of `major.minor`, or `None` for a minor
    /// release that was never measured.
    pub fn newest(major: u8, minor: u8) -> Option<Self> {
        MEASURED
            .into_iter()
            .find(|version| version.major == major && version.minor == minor)
    }

    /// The first number: 3 for every release this workspace models.
    pub const fn major(self) -> u8 {
        self.major
    }

    /// The second number, which names a yearly release.
    pub const fn minor(self) -> u8 {
        self.minor
    }

    /// The third number, which names a repair of that release.
    pub const fn patch(self) -> u8 {
        self.patch
    }

    /// Whether this is a free-threaded build (PEP 703).
    pub const fn is_free_threaded(self) -> bool {
        self.free_threaded
    }
}

impl Default for Version {
    /// The newest measured release.
    fn default() -> Self {
        MEASURED[MEASURED.len() - 1]
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        if self.free_threaded {
            f.write_str("t")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Version {
    type Err = ParseVersionError;

    /// Reads `3.13.18`, `3.13` (its newest measured patch), or either with a
    /// final `t` for the free-threaded build.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseVersionError {
            text: text.to_owned(),
        };
        let (numbers, free_threaded) = match text.strip_suffix('t') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let numbers = numbers
            .split('.')
            .map(|part| {
                // `u8::from_str` accepts a leading plus sign; a version has none.
                let plain = part.bytes().all(|byte| byte.is_ascii_digit());
                if plain { part.parse().ok() } else { None }
            })
            .collect::<Option<Vec<u8>>>()
            .ok_or_else(error)?;
        let version = match numbers[..] {
            [major, minor] => Version::newest(major, minor).ok_or_else(error)?,
            [major, minor, patch] => Version::new(major, minor, patch),
            _ => return Err(error()),
        };
        Ok(Version {
            free_threaded,
            ..version
        })
    }
}

/// A text that names no CPython release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseVersionError {
    /// The text as it was given.
    text: String,
}

impl fmt::Display for ParseVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a CPython version; write one like 3.13 or 3.14.4 ({} to {} are known without a patch number)",
            self.text,
            short(MEASURED[0]),
            short(MEASURED[MEASURED.len() - 1]),
        )
    }
}

impl std::error::Error for ParseVersionError {}

/// A version without its patch number, for messages.
fn short(version: Version) -> String {
    format!("{}.{}", version.major, version.minor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_follows_the_numbers_and_not_the_letters() {
        assert!(Version::new(3, 9, 18) < Version::new(3, 10, 0));
        assert!(Version::new(3, 14, 4) < Version::new(3, 14, 10));
    }

    #[test]
    fn a_version_reads_back_from_what_it_prints() {
        for version in MEASURED {
            assert_eq!(version.to_string().parse(), Ok(version));
            let bare = version.without_gil();
            assert_eq!(bare.to_string().parse(), Ok(bare));
        }
    }

    #[test]
    fn text_that_names_no_release_is_refused() {
        for text in [
            "",
            "3",
            "3.",
            "3.+8",
            "3.7",
            "3.13.18.1",
            "3.300.0",
            "3.13tt",
            "three",
        ] {
            assert!(text.parse::<Version>().is_err(), "{text} was accepted");
        }
    }
}
