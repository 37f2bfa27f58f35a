//! What lies on the heap: instances, and dictionaries.

use std::sync::Arc;

use objects::types::Dict;
use objects::{Ref, Trace};

use crate::name::Name;
use crate::shared_keys::{KeysId, Values};
use crate::types::TypeId;

/// A key of a dictionary: a name, or something that isn't a `str`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DictKey {
    /// A `str`.
    Str(Name),
    /// An `int`, which no instance can share.
    Int(i64),
}

/// An instance of a class.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) class: TypeId,
    /// The words behind the head up to `tp_basicsize`. Only slots are ever filled.
    pub(crate) words: Box<[Option<Ref>]>,
    /// The items of a `tuple`.
    pub(crate) items: Box<[Ref]>,
    /// The values of the attributes, until a dictionary takes them over.
    pub(crate) values: Option<Values>,
    /// The pointer to `__dict__`.
    pub(crate) dict: Option<Ref>,
    /// For how many values the object's own block has room behind the object (from 3.13).
    pub(crate) inline_capacity: Option<usize>,
    /// Which words are released, in which order.
    pub(crate) release: Arc<[u32]>,
}

/// Where a dictionary keeps its values.
#[derive(Clone, Debug)]
pub(crate) enum Table {
    /// Keys shared with others, and values of its own.
    Split { keys: KeysId, values: Values },
    /// Keys and values of its own.
    Combined(Dict<DictKey, Ref>),
}

/// A `dict` object.
#[derive(Clone, Debug)]
pub(crate) struct DictObject {
    pub(crate) table: Table,
    /// The object in whose block the values lie (from 3.13).
    pub(crate) embedded_in: Option<Ref>,
}

/// An object on the heap.
#[derive(Clone, Debug)]
pub struct Thing(pub(crate) Kind);

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Instance(Box<Instance>),
    Dict(Box<DictObject>),
    None,
}

impl Trace for Thing {
    // ANCHOR: trace
    /// `subtype_traverse` and `dict_traverse`, which here go the way that `subtype_dealloc` and `dict_dealloc` go:
    /// slots by offset, those of the class before those of its bases; then the dictionary, or the values
    /// by their place in the shared keys; then a tuple's items, last to first.
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        match &self.0 {
            Kind::Instance(instance) => {
                for &word in instance.release.iter() {
                    if let Some(value) = instance.words[word as usize] {
                        visit(value);
                    }
                }
                instance
                    .values
                    .iter()
                    .flat_map(Values::iter)
                    .for_each(&mut *visit);
                instance.dict.into_iter().for_each(&mut *visit);
                instance.items.iter().rev().copied().for_each(visit);
            }
            Kind::Dict(dict) => match &dict.table {
                Table::Split { values, .. } => values.iter().for_each(visit),
                Table::Combined(dict) => dict.iter().for_each(|(_, &value)| visit(value)),
            },
            Kind::None => {}
        }
    }
    // ANCHOR_END: trace
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_as_large_as_the_crate_page_says() {
        assert_eq!(size_of::<Instance>(), 128);
        assert_eq!(size_of::<DictObject>(), 80);
        assert_eq!(size_of::<Option<Ref>>(), 8);
        assert_eq!(size_of::<Option<Thing>>(), 16);
    }
}
