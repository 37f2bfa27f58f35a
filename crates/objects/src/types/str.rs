//! `str`: code points in the narrowest of four widths that fits the widest of them (PEP 393).

use std::fmt;

use version::Version;

use super::header::{WORD, object_head};

/// How the code points of a string are stored: by the largest one among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Below U+0080: one byte each, and the same bytes serve as UTF-8.
    Ascii,
    /// Below U+0100: one byte each.
    Latin1,
    /// Below U+10000: two bytes each.
    Ucs2,
    /// All others: four bytes each.
    Ucs4,
}

impl Kind {
    /// The narrowest kind that holds all of `text`.
    pub fn of(text: &str) -> Kind {
        if text.is_ascii() {
            return Kind::Ascii;
        }
        match text.chars().max().unwrap_or('\0') {
            '\0'..='\u{7f}' => Kind::Ascii,
            '\u{80}'..='\u{ff}' => Kind::Latin1,
            '\u{100}'..='\u{ffff}' => Kind::Ucs2,
            _ => Kind::Ucs4,
        }
    }

    /// Bytes of one code point (`PyUnicode_KIND`).
    pub fn bytes_per_character(self) -> usize {
        match self {
            Kind::Ascii | Kind::Latin1 => 1,
            Kind::Ucs2 => 2,
            Kind::Ucs4 => 4,
        }
    }
}

/// An immutable text.
///
/// ```
/// use objects::types::Str;
/// use version::Version;
///
/// let (old, new) = (Version::new(3, 11, 7), Version::new(3, 12, 14));
/// assert_eq!(Str::new("abc").sizeof(old), 52);
/// assert_eq!(Str::new("abc").sizeof(new), 44);
/// assert_eq!(Str::new("ab€").sizeof(new), 56 + 4 * 2);
/// ```
///
/// A lone surrogate can be a character of a Python string, but not of this one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str {
    text: Box<str>,
    length: usize,
    kind: Kind,
    has_utf8: bool,
}

impl Str {
    /// A string with this text.
    pub fn new(text: impl Into<Box<str>>) -> Str {
        let text = text.into();
        let kind = Kind::of(&text);
        Str {
            length: match kind {
                Kind::Ascii => text.len(),
                _ => text.chars().count(),
            },
            kind,
            has_utf8: false,
            text,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many code points there are: what Python's `len` gives.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How the code points are stored.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Keeps a UTF-8 form beside the text, as CPython does when C code asks for one
    /// (`PyUnicode_AsUTF8AndSize`; `exec` of the text is enough).
    ///
    /// ASCII text is its own UTF-8 form and does not grow.
    pub fn cache_utf8(&mut self) {
        self.has_utf8 = self.kind != Kind::Ascii;
    }

    // ANCHOR: str_size
    /// What `sys.getsizeof` gives, in bytes: a head, the code points with a zero behind them,
    /// and the UTF-8 form if one is kept.
    ///
    /// Source: `unicode_sizeof_impl` in `Objects/unicodeobject.c` (3.13.12).
    pub fn sizeof(&self, version: Version) -> usize {
        let head = match self.kind {
            Kind::Ascii => ascii_head(version),
            _ => compact_head(version),
        };
        let utf8 = if self.has_utf8 || self.is_static_with_utf8(version) {
            self.text.len() + 1
        } else {
            0
        };
        head + (self.length + 1) * self.kind.bytes_per_character() + utf8
    }
    // ANCHOR_END: str_size

    /// Whether the string is one of the 128 characters U+0080 to U+00FF that the interpreter
    /// is built with. There is one object for each, and since 3.12 it comes with its UTF-8 form.
    ///
    /// Source: `_PyUnicode_LATIN1_INIT` in `Include/internal/pycore_runtime_init.h` (3.12.14).
    fn is_static_with_utf8(&self, version: Version) -> bool {
        self.kind == Kind::Latin1 && self.length == 1 && version >= Version::new(3, 12, 0)
    }
}

/// Bytes of `PyASCIIObject`: the object's head, length, hash, state.
///
/// To 3.11 a pointer to a `wchar_t` form follows (PEP 623 removed it).
/// Source: `Include/cpython/unicodeobject.h` (3.11.7, 3.12.14).
fn ascii_head(version: Version) -> usize {
    let wstr = if version < Version::new(3, 12, 0) {
        WORD
    } else {
        0
    };
    object_head(version) + 3 * WORD + wstr
}

/// Bytes of `PyCompactUnicodeObject`: the same, and the UTF-8 form with its length.
///
/// To 3.11 the length of the `wchar_t` form follows.
fn compact_head(version: Version) -> usize {
    let wstr_length = if version < Version::new(3, 12, 0) {
        WORD
    } else {
        0
    };
    ascii_head(version) + 2 * WORD + wstr_length
}

impl From<&str> for Str {
    fn from(text: &str) -> Str {
        Str::new(text)
    }
}

impl From<String> for Str {
    fn from(text: String) -> Str {
        Str::new(text)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
