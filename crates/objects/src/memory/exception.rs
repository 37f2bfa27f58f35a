//! Python's exceptions, as the values they are here.

use std::fmt;

use crate::frame::LocalError;
use crate::namespace::NameError;

/// The class of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `AttributeError`.
    AttributeError,
    /// `IndexError`.
    IndexError,
    /// `KeyError`.
    KeyError,
    /// `MemoryError`.
    MemoryError,
    /// `NameError`.
    NameError,
    /// `TypeError`.
    TypeError,
    /// `UnboundLocalError`.
    UnboundLocalError,
}

/// An exception: its class, and the text that Python gives it in the release at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The class.
    pub kind: Kind,
    /// What `str(exception)` shows.
    pub message: String,
}

impl Exception {
    /// An exception with its text.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Exception {
            kind,
            message: message.into(),
        }
    }

    /// A `TypeError`.
    pub(super) fn type_error(message: impl Into<String>) -> Self {
        Exception::new(Kind::TypeError, message)
    }
}

impl fmt::Display for Exception {
    /// As the last line of a traceback: `TypeError: unhashable type: 'list'`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => write!(f, "{:?}", self.kind),
            message => write!(f, "{:?}: {message}", self.kind),
        }
    }
}

impl std::error::Error for Exception {}

impl From<NameError> for Exception {
    fn from(error: NameError) -> Self {
        Exception::new(Kind::NameError, error.to_string())
    }
}

impl From<LocalError> for Exception {
    fn from(error: LocalError) -> Self {
        let kind = match error {
            LocalError::Unbound { .. } => Kind::UnboundLocalError,
            LocalError::NotALocal { .. } => Kind::NameError,
            LocalError::Arguments { .. } => Kind::TypeError,
        };
        Exception::new(kind, error.to_string())
    }
}

impl From<obmalloc::Error> for Exception {
    /// The allocator has no memory left. Python gives no text.
    fn from(_: obmalloc::Error) -> Self {
        Exception::new(Kind::MemoryError, "")
    }
}
