//! [`Object`]: what the heap stores.

mod array;
mod calls;
mod collect;
mod context;
mod exception;
mod extension;
mod frame;
mod generic;
mod itertool;
mod kind;
mod pickle;
mod places;
mod size;
mod spare;
mod sync;
mod template;
mod typing;
mod values;

use objects::types::{ByteArray, Bytes, Dict, Int, List, Set, Tuple};
use objects::{Ref, Trace};
use weakref::{WeakList, WeakReference};

pub(crate) use array::{Array, ArrayObject, Typecode};
pub(crate) use calls::Calls;
pub(crate) use context::{Context, ContextObject};
pub(crate) use exception::{ExceptionState, Shape};
pub(crate) use extension::*;
pub(crate) use frame::{Block, Call, Frame, FrameObject, Return, Val};
pub(crate) use generic::{Alias, Generic, Union};
pub(crate) use itertool::{Choose, CountValue, Itertool};
pub(crate) use kind::Kind;
pub(crate) use pickle::{Memo, Pickler, Unpickler};
pub(crate) use places::Places;
pub(crate) use size::{basic_size, instance_size, size, unmeasured};
pub(crate) use spare::{Spare, Spares, asked_for, is_compact, with_one_item_more};
pub(crate) use sync::*;
pub(crate) use template::TemplateObject;
pub(crate) use typing::{Lazy, TypeAlias, TypeVariable, Typing, Variable};
pub(crate) use values::*;

/// One Python object.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    /// Its class, where that isn't the built-in type of its body.
    pub(crate) class: Option<Ref>,
    /// Whether that class is made by a class statement, and so is counted.
    pub(crate) counts_class: bool,
    /// Whether it can be referred to weakly.
    pub(crate) weakly: bool,
    pub(crate) body: Body,
    /// `__dict__`, slots and weak list, where there are any.
    pub(crate) attrs: Option<Box<Attrs>>,
}

/// What instances have beside their own type's fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attrs {
    pub(crate) dict: InstanceDict,
    pub(crate) slots: Vec<Option<Ref>>,
    /// The order in which the slots are let go of, where it isn't the order of their places.
    pub(crate) slot_order: Option<std::rc::Rc<[u32]>>,
    pub(crate) weaklist: WeakList,
    /// The keys that are shared with others: by the values of an instance, or by a dict.
    pub(crate) split: Option<Split>,
}

/// A use of shared keys.
#[derive(Debug, Clone)]
pub(crate) struct Split {
    pub(crate) keys: slots::KeysId,
    /// The place of each value of an instance among the keys, in the order in which it got them.
    pub(crate) places: Places,
}

impl Split {
    pub(crate) fn new(keys: slots::KeysId) -> Split {
        Split {
            keys,
            places: Places::default(),
        }
    }

    /// Whether the values are let go of in another order than they came in.
    fn reorders(&self) -> bool {
        !self.places.iter().is_sorted()
    }
}

/// Where an instance keeps its attributes.
#[derive(Debug, Clone, Default)]
pub(crate) enum InstanceDict {
    /// Nothing yet.
    #[default]
    None,
    /// In the instance itself, from 3.11 until somebody asks for `__dict__`.
    Inline(Dict<Ref, Ref>),
    /// In a dict object.
    Made(Ref),
}

/// What is particular to a type.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    None,
    Ellipsis,
    NotImplemented,
    /// `object()`, and an instance of a class without a built-in base.
    Plain,
    Bool(bool),
    Int(Int),
    Float(f64),
    Complex(f64, f64),
    Str(Box<Text>),
    Bytes(Bytes),
    ByteArray(Box<ByteArray>),
    Tuple(Tuple<Ref>),
    List(Box<List<Ref>>),
    Dict(Box<Dict<Ref, Ref>>),
    Set(Box<Set<Ref>>),
    FrozenSet(Box<Set<Ref>>),
    Range(Box<Range>),
    Slice([Ref; 3]),
    Function(Box<Function>),
    Native(Box<NativeObject>),
    Method {
        func: Ref,
        this: Ref,
    },
    Cell(Option<Ref>),
    Code(Box<Code>),
    Type(Box<Type>),
    Module {
        dict: Ref,
    },
    Generator(Box<Generator>),
    /// What `coroutine.__await__()` gives.
    CoroutineWrapper(Ref),
    /// A value that an asynchronous generator yields, on its way through what awaits.
    AsyncWrapped(Ref),
    AsyncStep(Box<AsyncStep>),
    Frame(Box<FrameObject>),
    Traceback(Box<Traceback>),
    Exception(Box<ExceptionState>),
    Property(Box<Property>),
    StaticMethod(Ref),
    ClassMethod(Ref),
    Super(Box<Super>),
    /// A slot's descriptor: the class it belongs to, the slot, its name.
    Member {
        class: Ref,
        slot: u32,
        name: Ref,
    },
    GetSet(Box<GetSet>),
    Iter(Box<Iter>),
    DictView {
        dict: Ref,
        view: View,
    },
    MappingProxy(Ref),
    Weak(WeakReference),
    File(Stream),
    Extension(Box<Extension>),
}

impl Object {
    /// An object of the body's own type.
    pub(crate) fn new(body: Body) -> Object {
        let weakly = match &body {
            Body::Extension(extension) => extension.is_weakly(),
            _ => false,
        } || matches!(
            body,
            Body::Set(_)
                | Body::FrozenSet(_)
                | Body::Function(_)
                | Body::Native(_)
                | Body::Method { .. }
                | Body::Code(_)
                | Body::Type(_)
                | Body::Module { .. }
                | Body::Generator(_)
        );
        Object {
            class: None,
            counts_class: false,
            weakly,
            body,
            attrs: None,
        }
    }

    /// The attributes, made if there are none.
    pub(crate) fn attrs_mut(&mut self) -> &mut Attrs {
        self.attrs.get_or_insert_default()
    }
}

impl Trace for Object {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.references(false, visit);
    }

    fn release_order(&self, visit: &mut impl FnMut(Ref)) {
        self.references(true, visit);
    }
}

impl Object {
    /// Visits what it holds; in the order of release, or in the order of a visit.
    fn references(&self, releasing: bool, visit: &mut impl FnMut(Ref)) {
        // A function's dict is one of its fields.
        if let (Body::Function(function), None) = (&self.body, self.class) {
            return function
                .references(releasing, visit, |visit| self.attributes(releasing, visit));
        }
        self.attributes(releasing, visit);
        match (
            &self.body,
            self.attrs
                .as_ref()
                .and_then(|attrs| attrs.slot_order.as_ref()),
        ) {
            (Body::Dict(table), Some(order)) if releasing && !self.counts_class => {
                let pairs: Vec<(&Ref, &Ref)> = table.iter().collect();
                for &at in order.iter() {
                    if let Some(&(&key, &value)) = pairs.get(at as usize) {
                        visit(key);
                        visit(value);
                    }
                }
            }
            _ => self.body.references(releasing, visit),
        }
        if let (Some(class), true) = (self.class, self.counts_class) {
            visit(class);
        }
    }

    /// Visits its slots and its attributes.
    fn attributes(&self, releasing: bool, visit: &mut impl FnMut(Ref)) {
        if let Some(attrs) = &self.attrs {
            match &attrs.slot_order {
                Some(order) => order
                    .iter()
                    .filter_map(|&place| attrs.slots.get(place as usize).copied().flatten())
                    .for_each(&mut *visit),
                None => attrs.slots.iter().flatten().copied().for_each(&mut *visit),
            }
            match &attrs.dict {
                InstanceDict::None => {}
                InstanceDict::Inline(values)
                    if releasing && attrs.split.as_ref().is_some_and(Split::reorders) =>
                {
                    let places = attrs.split.iter().flat_map(|split| split.places.iter());
                    let mut pairs: Vec<(u8, (&Ref, &Ref))> = places.zip(values.iter()).collect();
                    pairs.sort_by_key(|&(place, _)| place);
                    for (_, (&key, &value)) in pairs {
                        visit(key);
                        visit(value);
                    }
                }
                InstanceDict::Inline(values) => values.iter().for_each(|(&key, &value)| {
                    visit(key);
                    visit(value);
                }),
                InstanceDict::Made(dict) => visit(*dict),
            }
        }
    }
}

impl Body {
    /// Visits what is particular to the type; in the order of release, or in the order of a visit.
    pub(crate) fn references(&self, releasing: bool, visit: &mut impl FnMut(Ref)) {
        match self {
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
            | Body::File(_) => {}
            // From the end, as list_dealloc and list_traverse do, and those of tuples.
            Body::Tuple(tuple) => tuple.items().iter().rev().copied().for_each(visit),
            Body::List(list) => list.items().iter().rev().copied().for_each(visit),
            Body::Dict(dict) => dict.iter().for_each(|(&key, &value)| {
                visit(key);
                visit(value);
            }),
            Body::Set(set) | Body::FrozenSet(set) => set.iter().copied().for_each(visit),
            Body::Range(range) => [range.start, range.stop, range.step]
                .into_iter()
                .for_each(visit),
            Body::Slice(parts) => parts.iter().copied().for_each(visit),
            Body::Function(function) => function.references(releasing, visit, |_| {}),
            Body::Native(native) => native
                .descriptor
                .into_iter()
                .chain(native.this)
                .chain(native.module)
                .for_each(visit),
            Body::Method { func, this } => [*func, *this].into_iter().for_each(visit),
            Body::Cell(value) => (*value).into_iter().for_each(visit),
            Body::Code(code) => code.references(visit),
            Body::Type(class) => class.references(visit),
            Body::Module { dict } => visit(*dict),
            Body::Generator(generator) => generator.references(releasing, visit),
            Body::Frame(frame) => frame.references(releasing, visit),
            Body::Traceback(traceback) => {
                traceback.next.into_iter().for_each(&mut *visit);
                visit(traceback.frame);
            }
            Body::Exception(state) => state.references(visit),
            Body::Property(property) => property.references(visit),
            Body::AsyncStep(step) => step.references(visit),
            Body::StaticMethod(func)
            | Body::ClassMethod(func)
            | Body::CoroutineWrapper(func)
            | Body::AsyncWrapped(func) => {
                visit(*func);
            }
            Body::Super(this) => this.references(visit),
            Body::Member { class, name, .. } => [*class, *name].into_iter().for_each(visit),
            Body::GetSet(getset) => getset.class.into_iter().for_each(visit),
            Body::Iter(iter) => iter.references(visit),
            Body::DictView { dict, .. } => visit(*dict),
            Body::MappingProxy(dict) => visit(*dict),
            Body::Weak(reference) => reference.trace(visit),
            Body::Extension(extension) => extension.references(visit),
        }
    }
}
