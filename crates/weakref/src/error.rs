//! [`Error`], what this crate raises, with CPython's texts.

use std::fmt;

use objects::Ref;
use version::Version;

/// An exception that weak references raise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The type has no place for a weak list.
    CannotCreate {
        /// `tp_name` of the type.
        type_name: String,
    },
    /// A hash was asked for after the object died, and never before.
    GoneAway,
    /// A proxy was used after the object died.
    NoLongerExists,
    /// A proxy was hashed, since its object may be mutable or gone.
    Unhashable {
        /// `tp_name` of the proxy type.
        type_name: &'static str,
    },
    /// `<` and the like between two references.
    NotOrdered {
        /// The operator.
        operator: &'static str,
        /// `tp_name` of both.
        type_name: &'static str,
    },
    /// A proxy of something that can't be called was called.
    NotCallable {
        /// `tp_name` of the proxy type.
        type_name: &'static str,
    },
    /// `next(proxy)` where the object is no iterator (from 3.9).
    NotIterator {
        /// `tp_name` of the object's type.
        type_name: String,
    },
    /// `WeakMethod(x)` of something else.
    NotBoundMethod {
        /// `type(x)` as it prints.
        type_repr: String,
    },
    /// The key isn't there. The exception owns this reference: whoever drops the exception decrefs it.
    KeyError(Ref),
    /// Nothing is there, with the text that says so.
    Empty(&'static str),
    /// A container changed while it was iterated over, with the text that says how.
    Changed(&'static str),
}

impl Error {
    /// The exception's class.
    pub const fn class(&self) -> &'static str {
        match self {
            Error::NoLongerExists => "ReferenceError",
            Error::KeyError(_) | Error::Empty(_) => "KeyError",
            Error::Changed(_) => "RuntimeError",
            _ => "TypeError",
        }
    }
}

impl fmt::Display for Error {
    /// The exception's text, as `str(exception)` gives it. A `KeyError`'s is the key's `repr`, which only the world knows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::CannotCreate { type_name } => {
                write!(f, "cannot create weak reference to '{type_name}' object")
            }
            Error::GoneAway => f.write_str("weak object has gone away"),
            Error::NoLongerExists => f.write_str("weakly-referenced object no longer exists"),
            Error::Unhashable { type_name } => write!(f, "unhashable type: '{type_name}'"),
            Error::NotOrdered {
                operator,
                type_name,
            } => write!(
                f,
                "'{operator}' not supported between instances of '{type_name}' and '{type_name}'"
            ),
            Error::NotCallable { type_name } => write!(f, "'{type_name}' object is not callable"),
            Error::NotIterator { type_name } => {
                write!(
                    f,
                    "Weakref proxy referenced a non-iterator '{type_name}' object"
                )
            }
            Error::NotBoundMethod { type_repr } => {
                write!(f, "argument should be a bound method, not {type_repr}")
            }
            Error::KeyError(key) => key.fmt(f),
            Error::Empty(text) => write!(f, "'{text}'"),
            Error::Changed(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

/// `tp_name` of the weak reference types, which gained their module in 3.10.
///
/// Source: `_PyWeakref_RefType` and its neighbours in `Objects/weakrefobject.c` at 3.9.18 and 3.10.13.
pub const fn type_name(version: Version, kind: super::Kind) -> &'static str {
    use super::Kind;
    let qualified = version.major() > 3 || version.minor() >= 10;
    match (kind, qualified) {
        (Kind::Ref | Kind::Subclass, false) => "weakref",
        (Kind::Ref | Kind::Subclass, true) => "weakref.ReferenceType",
        (Kind::Proxy, false) => "weakproxy",
        (Kind::Proxy, true) => "weakref.ProxyType",
        (Kind::CallableProxy, false) => "weakcallableproxy",
        (Kind::CallableProxy, true) => "weakref.CallableProxyType",
    }
}

/// Who calls a callback, which shows in the text when it raises (from 3.14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The object's own death: `handle_callback` in `Objects/weakrefobject.c`.
    Death,
    /// The cycle collector: `handle_weakrefs` in `Python/gc.c`.
    Collector,
}

/// The first line that is printed when a callback raises; the traceback follows it.
///
/// To 3.13 this is what `PyErr_WriteUnraisable` says of any object.
/// From 3.14 `PyErr_FormatUnraisable` says what was being done,
/// in two wordings: `Objects/weakrefobject.c` and `Python/gc.c` at 3.14.7.
pub fn unraisable_text(version: Version, caller: Caller, callback_repr: &str) -> String {
    if version < Version::new(3, 14, 0) {
        return format!("Exception ignored in: {callback_repr}");
    }
    let doing = match caller {
        Caller::Death => "while",
        Caller::Collector => "on",
    };
    format!("Exception ignored {doing} calling weakref callback {callback_repr}:")
}

/// Where an unhashable key was to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As a key of a dict.
    DictKey,
    /// As an element of a set.
    SetElement,
}

/// What `dict` and `set` make of a hash's `TypeError` from 3.14 on: `dict_unhashable_type` and `set_unhashable_type`.
pub fn cannot_use_text(place: Place, type_name: &str, inner: &str) -> String {
    let place = match place {
        Place::DictKey => "dict key",
        Place::SetElement => "set element",
    };
    format!("cannot use '{type_name}' as a {place} ({inner})")
}
