//! What a step raises, with CPython's own text.

use std::fmt;

/// The type of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// `TypeError`.
    TypeError,
    /// `ValueError`.
    ValueError,
    /// `AttributeError`.
    AttributeError,
    /// `KeyError`, of an operation on a `__dict__`.
    KeyError,
}

/// An exception: its type and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which exception it is.
    pub kind: ErrorKind,
    /// `str(exception)`.
    pub text: String,
}

impl Error {
    /// A `TypeError`.
    pub(crate) fn type_error(text: impl Into<String>) -> Error {
        Error {
            kind: ErrorKind::TypeError,
            text: text.into(),
        }
    }

    /// A `ValueError`.
    pub(crate) fn value_error(text: impl Into<String>) -> Error {
        Error {
            kind: ErrorKind::ValueError,
            text: text.into(),
        }
    }

    /// An `AttributeError`.
    pub(crate) fn attribute_error(text: impl Into<String>) -> Error {
        Error {
            kind: ErrorKind::AttributeError,
            text: text.into(),
        }
    }

    /// A `KeyError`, whose text is the `repr` of the key.
    pub(crate) fn key_error(key: &str) -> Error {
        Error {
            kind: ErrorKind::KeyError,
            text: format!("'{key}'"),
        }
    }
}

impl fmt::Display for Error {
    /// As the last line of a traceback.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.text)
    }
}

impl std::error::Error for Error {}
