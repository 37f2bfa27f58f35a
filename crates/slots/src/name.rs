//! Names of attributes: interned, checked, and mangled.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// An interned name: equal names are equal numbers, as equal identifiers are one `str` object in CPython.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

impl Name {
    /// A hash for tables that keep their order of insertion: it decides where, and never what.
    pub(crate) fn hash(self) -> i64 {
        i64::from(self.0)
    }
}

/// The hasher for keys that are small numbers already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A table with names as keys.
pub(crate) type ByName<V> = HashMap<Name, V, BuildHasherDefault<Spread>>;

/// Every name that was ever used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    texts: Vec<Arc<str>>,
    by_text: HashMap<Arc<str>, Name>,
}

impl Names {
    /// The name with this text, made at its first use.
    pub(crate) fn intern(&mut self, text: &str) -> Name {
        if let Some(&name) = self.by_text.get(text) {
            return name;
        }
        let Ok(number) = u32::try_from(self.texts.len()) else {
            panic!("more than 2^32 names: is a name made from a counter?")
        };
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.by_text.insert(text, Name(number));
        Name(number)
    }

    /// The name with this text, if it was ever used.
    pub(crate) fn find(&self, text: &str) -> Option<Name> {
        self.by_text.get(text).copied()
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: Name) -> &Arc<str> {
        &self.texts[name.0 as usize]
    }
}

/// Whether a text may stand where Python expects a name (`PyUnicode_IsIdentifier`).
///
/// Keywords are names here, as in CPython: `__slots__ = ("class",)` is accepted.
/// The first character has the property `XID_Start`, the others `XID_Continue`, in the newest Unicode:
/// which characters a release of Python doesn't know yet is a matter for whoever has its tables.
pub fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && letters.all(unicode_ident::is_xid_continue)
}

// ANCHOR: mangle
/// A private name as it is really stored: `__x` in the class `_Point` becomes `_Point__x`.
///
/// Names that end with two underscores stay, and so do all names in a class whose own name is nothing but underscores.
///
/// Source: `_Py_Mangle` in `Python/compile.c` (3.8.18), `Python/symtable.c` (3.15.0rc1).
pub fn mangle(class: &str, name: &str) -> String {
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    let class = class.trim_start_matches('_');
    if !is_private || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}
// ANCHOR_END: mangle
