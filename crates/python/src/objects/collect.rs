//! What the collector and the weak references ask of an object.

use gc::{Container, FreeList, Tracking};
use objects::Ref;
use weakref::{WeakList, WeakReference, Weakly};

use super::{Body, InstanceDict, Kind, Object};

impl Container for Object {
    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        let mut held = Vec::new();
        // A function's dict is one of its fields: `func_clear`.
        if let Body::Function(function) = &mut self.body {
            held.extend(function.builtins.take());
            held.extend(function.module.take());
            held.extend(function.defaults.take());
            held.extend(function.kwdefaults.take());
        }
        if let Some(attrs) = &mut self.attrs {
            let slots = &mut attrs.slots;
            match &attrs.slot_order {
                Some(order) => held.extend(
                    order
                        .iter()
                        .filter_map(|&place| slots.get_mut(place as usize).and_then(Option::take)),
                ),
                None => held.extend(slots.iter_mut().filter_map(Option::take)),
            }
            match std::mem::take(&mut attrs.dict) {
                InstanceDict::None => {}
                InstanceDict::Inline(mut values) => {
                    let mut pairs = values.clear();
                    if let Some(split) = attrs.split.take() {
                        let mut placed: Vec<_> = split.places.iter().zip(pairs).collect();
                        placed.sort_by_key(|&(place, _)| place);
                        pairs = placed.into_iter().map(|(_, pair)| pair).collect();
                    }
                    held.extend(pairs.into_iter().flat_map(|(key, value)| [key, value]));
                }
                InstanceDict::Made(dict) => held.push(dict),
            }
        }
        match &mut self.body {
            Body::List(list) => held.extend(list.clear().into_iter().rev()),
            Body::Dict(dict) => held.extend(
                dict.clear()
                    .into_iter()
                    .flat_map(|(key, value)| [key, value]),
            ),
            Body::Set(set) => held.extend(set.clear()),
            Body::Cell(value) => held.extend(value.take()),
            Body::Function(function) => {
                held.extend(function.closure.take());
                held.extend(function.annotations.take());
                held.extend(function.annotate.take());
                held.extend(function.type_params.take());
            }
            Body::Exception(state) => {
                held.extend(state.traceback.take());
                held.extend(state.cause.take());
                held.extend(state.context.take());
                held.extend(state.fields.iter_mut().filter_map(Option::take));
            }
            Body::Traceback(traceback) => held.extend(traceback.next.take()),
            Body::Frame(object) => {
                // `frame_tp_clear` leaves the frame below.
                held.extend(object.trace.take());
                held.extend(object.extra.take());
                held.extend(object.overwritten.take());
                if let Some(frame) = &mut object.frame {
                    held.extend(frame.clear());
                }
            }
            Body::Generator(generator) => {
                if let Some(frame) = &mut generator.frame {
                    held.extend(frame.clear());
                }
                held.extend(generator.exc.take());
                held.extend(generator.finalizer.take());
            }
            Body::Extension(extension) => held.extend(extension.clear()),
            Body::Type(class) => {
                class.subclasses.clear();
                // The class is the first in its own order of resolution, which is a tuple and can't be cleared (`type_clear`).
                if !std::mem::replace(&mut class.mro_is_cleared, true) {
                    held.push(std::mem::replace(&mut class.mro, class.bases));
                }
            }
            _ => {}
        }
        held.into_iter().for_each(release);
    }

    fn tracking(&self) -> Tracking {
        match &self.body {
            // A subclass of a built-in type is tracked as any instance.
            _ if self.counts_class => {
                if matches!(self.body, Body::Weak(_)) || self.class.is_some() {
                    Tracking::Always
                } else {
                    Tracking::Never
                }
            }
            // A namespace.
            Body::Plain if self.class.is_some() => Tracking::Always,
            // Built-in types are static (`type_is_gc`).
            Body::Type(class) if !class.is_heap => Tracking::Never,
            Body::Tuple(_) => Tracking::Tuple,
            Body::Dict(_) => Tracking::Dict,
            Body::FrozenSet(_) => Tracking::FrozenSet,
            Body::None
            | Body::Ellipsis
            | Body::NotImplemented
            | Body::Plain
            | Body::Bool(_)
            | Body::Int(_)
            | Body::Float(_)
            | Body::Complex(..)
            | Body::Str(_)
            | Body::Bytes(_)
            | Body::ByteArray(_)
            | Body::Code(_)
            | Body::Range(_)
            | Body::File(_) => Tracking::Never,
            Body::Extension(extension) if !extension.is_collected() => Tracking::Never,
            Body::Iter(iter) if matches!(**iter, super::Iter::Range { .. }) => Tracking::Never,
            _ => Tracking::Always,
        }
    }

    fn free_list(&self) -> Option<FreeList> {
        if self.class.is_some() {
            return None;
        }
        match &self.body {
            Body::List(_) => Some(FreeList::List),
            Body::Dict(_) => Some(FreeList::Dict),
            Body::Tuple(tuple) => Some(FreeList::Tuple(tuple.items().len())),
            Body::Native(native)
                if native.kind == Kind::BuiltinFunction && native.this.is_some() =>
            {
                Some(FreeList::BuiltinMethod)
            }
            Body::Frame(object) if object.is_frame => Some(FreeList::Elsewhere),
            Body::Extension(extension) if extension.kind() == Kind::Context => {
                Some(FreeList::Context)
            }
            _ => None,
        }
    }
}

/// The weak list of an object that has none yet.
static EMPTY: WeakList = WeakList::new();

impl Weakly for Object {
    fn weaklist(&self) -> Option<&WeakList> {
        self.weakly
            .then(|| self.attrs.as_ref().map_or(&EMPTY, |attrs| &attrs.weaklist))
    }

    fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
        if !self.weakly {
            return None;
        }
        Some(&mut self.attrs_mut().weaklist)
    }

    fn reference(&self) -> Option<&WeakReference> {
        match &self.body {
            Body::Weak(reference) => Some(reference),
            _ => None,
        }
    }

    fn reference_mut(&mut self) -> Option<&mut WeakReference> {
        match &mut self.body {
            Body::Weak(reference) => Some(reference),
            _ => None,
        }
    }

    fn from_reference(reference: WeakReference) -> Object {
        Object::new(Body::Weak(reference))
    }
}
