//! [`Value`]: what a small world has on its heap.

use objects::{Ref, Trace};

use super::Body;
use crate::part::{Part, Parts};
use crate::reference::{WeakList, WeakReference};
use crate::world::Weakly;

/// An object of a [`SmallWorld`](super::SmallWorld).
///
/// It shows what the traits [`Weakly`] and [`Parts`] ask of an object type:
/// a variant that has a [`WeakList`] can be looked at weakly, and the last two variants store what this crate makes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Value {
    /// An instance of a class.
    Thing {
        /// What it is equal to others by.
        name: String,
        /// Its class's `__del__`.
        del: Option<Body>,
        /// What its attributes lead to.
        attributes: Vec<Ref>,
        /// The references to it.
        weaklist: WeakList,
    },
    /// A list, which has no place for a weak list.
    List(Vec<Ref>),
    /// A number, which has none either.
    Int(i64),
    /// A text, the same.
    Str(String),
    /// A function.
    Function {
        /// What it does.
        body: Body,
        /// The references to it.
        weaklist: WeakList,
    },
    /// A bound method.
    Method {
        /// `__self__`
        obj: Ref,
        /// `__func__`
        func: Ref,
        /// The references to it.
        weaklist: WeakList,
    },
    /// A weak reference or a proxy.
    Reference(WeakReference),
    /// A weak container, or what belongs to one.
    Part(Box<Part>),
}

impl Trace for Value {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Value::List(items)
            | Value::Thing {
                attributes: items, ..
            } => items.trace(visit),
            Value::Method { obj, func, .. } => [*obj, *func].into_iter().for_each(visit),
            Value::Reference(reference) => reference.trace(visit),
            Value::Part(part) => part.trace(visit),
            Value::Int(_) | Value::Str(_) | Value::Function { .. } => {}
        }
    }
}

// ANCHOR: weakly
impl Weakly for Value {
    fn weaklist(&self) -> Option<&WeakList> {
        match self {
            Value::Thing { weaklist, .. }
            | Value::Function { weaklist, .. }
            | Value::Method { weaklist, .. } => Some(weaklist),
            Value::Part(part) => part.weaklist(),
            Value::List(_) | Value::Int(_) | Value::Str(_) | Value::Reference(_) => None,
        }
    }

    fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
        match self {
            Value::Thing { weaklist, .. }
            | Value::Function { weaklist, .. }
            | Value::Method { weaklist, .. } => Some(weaklist),
            Value::Part(part) => part.weaklist_mut(),
            Value::List(_) | Value::Int(_) | Value::Str(_) | Value::Reference(_) => None,
        }
    }

    fn reference(&self) -> Option<&WeakReference> {
        match self {
            Value::Reference(reference) => Some(reference),
            Value::Part(part) => part.reference(),
            _ => None,
        }
    }

    fn reference_mut(&mut self) -> Option<&mut WeakReference> {
        match self {
            Value::Reference(reference) => Some(reference),
            Value::Part(part) => part.reference_mut(),
            _ => None,
        }
    }

    fn from_reference(reference: WeakReference) -> Value {
        Value::Reference(reference)
    }
}
// ANCHOR_END: weakly

impl Parts for Value {
    fn part(&self) -> Option<&Part> {
        match self {
            Value::Part(part) => Some(part),
            _ => None,
        }
    }

    fn part_mut(&mut self) -> Option<&mut Part> {
        match self {
            Value::Part(part) => Some(part),
            _ => None,
        }
    }

    fn from_part(part: Part) -> Value {
        Value::Part(Box::new(part))
    }
}
