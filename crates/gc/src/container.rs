//! [`Container`]: what the collector asks of the values it is to collect.

use objects::{Object, Ref, Trace};

/// How an object is tracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracking {
    /// The type has no GC head: `int`, `str`, `object()`. Never tracked, never counted.
    Never,
    /// Tracked as long as it lives: `list`, `set`, instances, functions.
    Always,
    /// As a `tuple`: untracked when nothing in it can be tracked.
    Tuple,
    /// As a `dict`: to 3.13 tracked once something that can be tracked is put in.
    Dict,
    /// As a `frozenset`: from 3.15 not tracked when nothing in it is.
    FrozenSet,
}

/// Which free list a dead object is kept on for the next one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreeList {
    /// `PyList_MAXFREELIST`: 80 lists.
    List,
    /// `PyDict_MAXFREELIST`: 80 dicts.
    Dict,
    /// `PyTuple_MAXFREELIST`: 2000 tuples of each length from 1 to 19 (to 20 from 3.11).
    Tuple(usize),
    /// Methods of built-in objects, as `[].append`: 256 in 3.8, none in 3.9 to 3.13, 16 from 3.14.
    BuiltinMethod,
    /// `CONTEXT_FREELIST_MAXLEN`: 255 contexts of `contextvars`.
    Context,
    /// `PyFrame_MAXFREELIST`: 200 frames, to 3.10.
    Frame,
    /// None of its own: it is counted as something else, whenever that is made and freed. A frame object is, to 3.10:
    /// it is the frame of a call.
    Elsewhere,
}

/// A value that the collector can handle.
///
/// ```
/// use gc::Container;
/// use objects::{Ref, Trace};
///
/// struct Node {
///     next: Option<Ref>,
/// }
///
/// impl Trace for Node {
///     fn trace(&self, visit: &mut impl FnMut(Ref)) {
///         self.next.into_iter().for_each(visit);
///     }
/// }
///
/// impl Container for Node {
///     fn clear(&mut self, release: &mut impl FnMut(Ref)) {
///         self.next.take().into_iter().for_each(release);
///     }
/// }
/// ```
pub trait Container: Trace {
    /// Whether every value of the type is [`Tracking::Always`] or [`Tracking::Never`].
    ///
    /// Then there is nothing to untrack, and a collection saves the walks that look for it.
    const ALWAYS_TRACKED: bool = false;

    /// Lets go of the references that can close a cycle, handing each to `release`: `tp_clear`.
    ///
    /// What is handed over must be gone from the value.
    /// A type that can't change, as a tuple, keeps everything: every cycle has another member that can.
    fn clear(&mut self, release: &mut impl FnMut(Ref));

    /// How the object is tracked.
    #[inline]
    fn tracking(&self) -> Tracking {
        Tracking::Always
    }

    /// Which free list the object goes to when it dies.
    #[inline]
    fn free_list(&self) -> Option<FreeList> {
        None
    }
}

/// A list of references.
impl Container for Vec<Ref> {
    const ALWAYS_TRACKED: bool = true;

    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        // The whole list is emptied first, and then its elements are let go of from the end, as list_clear does.
        std::mem::take(self).into_iter().rev().for_each(release);
    }

    #[inline]
    fn free_list(&self) -> Option<FreeList> {
        Some(FreeList::List)
    }
}

/// A value without references needs no collector.
impl Container for () {
    const ALWAYS_TRACKED: bool = true;

    #[inline]
    fn clear(&mut self, _release: &mut impl FnMut(Ref)) {}

    #[inline]
    fn tracking(&self) -> Tracking {
        Tracking::Never
    }
}

/// The built-in types.
impl Container for Object {
    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        let mut held = Vec::new();
        match self {
            // From the end, as list_clear does.
            Object::List(list) => held.extend(list.clear().into_iter().rev()),
            Object::Dict(dict) => held.extend(
                dict.clear()
                    .into_iter()
                    .flat_map(|(key, value)| [key, value]),
            ),
            Object::Set(set) => held.extend(set.clear()),
            Object::Instance(instance) => {
                instance.attributes.trace(&mut |value| held.push(value));
                instance.attributes = Default::default();
            }
            Object::Function(function) => held.append(&mut function.defaults),
            Object::Frame(frame) => {
                let names = frame.code().varnames.clone();
                held.extend(
                    names
                        .iter()
                        .filter_map(|name| frame.remove(name).ok().flatten()),
                );
            }
            _ => {}
        }
        held.into_iter().for_each(release);
    }

    fn tracking(&self) -> Tracking {
        match self {
            Object::Tuple(_) => Tracking::Tuple,
            Object::Dict(_) => Tracking::Dict,
            Object::FrozenSet(_) => Tracking::FrozenSet,
            _ if self.is_container() => Tracking::Always,
            _ => Tracking::Never,
        }
    }

    fn free_list(&self) -> Option<FreeList> {
        match self {
            Object::List(_) => Some(FreeList::List),
            Object::Dict(_) => Some(FreeList::Dict),
            Object::Tuple(tuple) => Some(FreeList::Tuple(tuple.items().len())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use objects::types::{List, Set, Tuple};
    use objects::{Arg, Code, Frame, Function, Instance, Namespace, World};
    use version::Version;

    use super::*;
    use crate::{Managed, collect, track};

    /// Puts `make(holder)` on the heap, where `holder` is a list that holds it in turn, and drops both.
    fn is_collected(version: Version, make: impl FnOnce(&mut Managed<Object>, Ref) -> Object) {
        let mut world = Managed::new(version).unwrap();
        world.gc_mut().disable();
        let holder = world.insert(Object::List(Box::new(List::exact([]))));
        let value = make(&mut world, holder);
        let object = world.insert(value);
        // A dict that is filled before it is inserted is looked at as a whole.
        track(&mut world, object);
        match world.heap_mut().get_mut(holder) {
            Some(Object::List(list)) => list.append(version, object),
            _ => panic!("the holder is a list"),
        }
        world.audit([]).unwrap();
        assert_eq!(collect(&mut world), 2, "{version}");
        assert!(world.heap().is_empty(), "{version}");
    }

    #[test]
    fn a_cycle_through_each_type_is_collected() {
        for version in version::MEASURED {
            is_collected(version, |_, holder| {
                Object::List(Box::new(List::exact([holder])))
            });
            is_collected(version, |_, holder| Object::Tuple(Tuple::new([holder])));
            is_collected(version, |_, holder| {
                let mut attributes = Namespace::new();
                let mut heap = objects::Heap::<()>::new();
                attributes.bind_new(&mut heap, "holder", holder);
                Object::Instance(Box::new(Instance {
                    class: "A".into(),
                    attributes,
                    finalizer: None,
                }))
            });
            is_collected(version, |_, holder| {
                let code = Code::new("f", &["x"], &[]);
                Object::Function(Box::new(Function {
                    code,
                    defaults: vec![holder],
                }))
            });
            is_collected(version, |world, holder| {
                let code = Code::new("f", &["x"], &["y"]);
                let frame = Frame::enter(
                    World::heap(world),
                    version,
                    &code,
                    &[Arg::Temporary(holder)],
                )
                .unwrap();
                Object::Frame(Box::new(frame.outlive(World::heap(world))))
            });
        }
    }

    #[test]
    fn what_is_tracked_never_and_what_may_be() {
        assert_eq!(Object::Plain.tracking(), Tracking::Never);
        assert_eq!(Object::Tuple(Tuple::new([])).tracking(), Tracking::Tuple);
        assert_eq!(
            Object::FrozenSet(Box::new(Set::new())).tracking(),
            Tracking::FrozenSet
        );
        assert_eq!(
            Object::Set(Box::new(Set::new())).tracking(),
            Tracking::Always
        );
    }
}
