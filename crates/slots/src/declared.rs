//! `__slots__` as a class body gives it.

use crate::error::Error;
use crate::name::is_identifier;

/// One item of `__slots__`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A `str`.
    Str(String),
    /// An object of another type, which is not allowed: the type's name.
    Other(String),
}

/// `__slots__`, before `type_new` looks at it.
///
/// ```
/// use slots::Slots;
///
/// let tuple = Slots::from(["x", "y"]); // __slots__ = ("x", "y")
/// let text = Slots::from("xy"); // __slots__ = "xy", one slot
/// assert_ne!(tuple, text);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slots {
    /// One string: one slot, and not a slot for each letter.
    Text(String),
    /// Whatever `tuple()` accepts: a tuple, a list, the keys of a dictionary, an iterator (which is used up).
    Items(Vec<Item>),
    /// Something that can't be iterated: the type's name.
    NotIterable(String),
}

impl Slots {
    /// A tuple that also has objects that aren't strings.
    pub fn mixed(items: impl IntoIterator<Item = Item>) -> Slots {
        Slots::Items(items.into_iter().collect())
    }

    /// A dictionary from names to help texts: its keys count.
    pub fn dict<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Slots {
        pairs.into_iter().map(|(name, _)| name).collect()
    }
}

impl From<&str> for Slots {
    fn from(text: &str) -> Slots {
        Slots::Text(text.to_owned())
    }
}

impl<const N: usize> From<[&str; N]> for Slots {
    fn from(names: [&str; N]) -> Slots {
        names.into_iter().collect()
    }
}

impl From<&[&str]> for Slots {
    fn from(names: &[&str]) -> Slots {
        names.iter().copied().collect()
    }
}

impl From<Vec<String>> for Slots {
    fn from(names: Vec<String>) -> Slots {
        names.into_iter().collect()
    }
}

impl<S: Into<String>> FromIterator<S> for Slots {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Slots {
        Slots::Items(
            names
                .into_iter()
                .map(|name| Item::Str(name.into()))
                .collect(),
        )
    }
}

/// `__slots__` as a tuple: a string is one item, and everything else is iterated.
pub(crate) fn sequence_tuple(declared: &Slots) -> Result<Vec<Item>, Error> {
    match declared {
        Slots::Text(text) => Ok(vec![Item::Str(text.clone())]),
        Slots::Items(items) => Ok(items.clone()),
        Slots::NotIterable(type_name) => Err(Error::type_error(format!(
            "'{type_name}' object is not iterable"
        ))),
    }
}

/// The text of an item that may be a slot (`valid_identifier`).
pub(crate) fn valid_identifier(item: &Item) -> Result<&str, Error> {
    match item {
        Item::Other(type_name) => Err(Error::type_error(format!(
            "__slots__ items must be strings, not '{type_name}'"
        ))),
        Item::Str(text) if !is_identifier(text) => {
            Err(Error::type_error("__slots__ must be identifiers"))
        }
        Item::Str(text) => Ok(text),
    }
}
