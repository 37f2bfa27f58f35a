//! What that world has on its heap: one type with the traits of both crates.

use std::rc::Rc;

use gc::{Container, FreeList, Tracking};
use objects::{Ref, Trace};
use weakref::{Error, Part, Parts, WeakList, WeakReference, Weakly};

use crate::world::Python;

/// The body of a function: Rust code with the world and the arguments.
pub type Code<O> = Rc<dyn Fn(&mut Python<O>, &[Ref]) -> Result<(), Error>>;

pub enum Value<O> {
    /// An instance. To 3.10 its attributes are in a dict of its own, from 3.11 in the instance.
    Instance {
        attributes: Vec<Ref>,
        dict: Option<Ref>,
        del: Option<Code<O>>,
        weaklist: WeakList,
    },
    Dict(Vec<Ref>),
    List(Vec<Ref>),
    Function {
        code: Code<O>,
        closure: Vec<Ref>,
        weaklist: WeakList,
    },
    Reference(WeakReference),
    Part(Box<Part>),
}

impl<O> Trace for Value<O> {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Value::Instance {
                attributes, dict, ..
            } => {
                dict.iter().copied().for_each(&mut *visit);
                attributes.trace(visit);
            }
            Value::Dict(held) | Value::List(held) | Value::Function { closure: held, .. } => {
                held.trace(visit);
            }
            Value::Reference(reference) => reference.trace(visit),
            Value::Part(part) => part.trace(visit),
        }
    }
}

impl<O> Container for Value<O> {
    /// Weak references and containers keep what they hold: a cycle through one has another member that lets go.
    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        match self {
            Value::Instance {
                attributes, dict, ..
            } => {
                dict.take().into_iter().for_each(&mut *release);
                std::mem::take(attributes).into_iter().for_each(release);
            }
            Value::Dict(held) | Value::List(held) | Value::Function { closure: held, .. } => {
                std::mem::take(held).into_iter().for_each(release);
            }
            Value::Reference(_) | Value::Part(_) => {}
        }
    }

    fn tracking(&self) -> Tracking {
        match self {
            Value::Dict(_) => Tracking::Dict,
            _ => Tracking::Always,
        }
    }

    fn free_list(&self) -> Option<FreeList> {
        match self {
            Value::Dict(_) => Some(FreeList::Dict),
            Value::List(_) => Some(FreeList::List),
            _ => None,
        }
    }
}

impl<O> Weakly for Value<O> {
    fn weaklist(&self) -> Option<&WeakList> {
        match self {
            Value::Instance { weaklist, .. } | Value::Function { weaklist, .. } => Some(weaklist),
            Value::Part(part) => part.weaklist(),
            _ => None,
        }
    }

    fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
        match self {
            Value::Instance { weaklist, .. } | Value::Function { weaklist, .. } => Some(weaklist),
            Value::Part(part) => part.weaklist_mut(),
            _ => None,
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

    fn from_reference(reference: WeakReference) -> Value<O> {
        Value::Reference(reference)
    }
}

impl<O> Parts for Value<O> {
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

    fn from_part(part: Part) -> Value<O> {
        Value::Part(Box::new(part))
    }
}
