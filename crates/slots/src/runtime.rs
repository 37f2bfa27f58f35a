//! [`Runtime`]: classes, their instances, and the heap they live on.

use objects::{Heap, Observer, Ref, Silent, World};
use version::Version;

use crate::audit::AuditError;
use crate::builtin::{Builtin, builtin_types};
use crate::error::Error;
use crate::event::{Event, Watch};
use crate::layout::Layout;
use crate::name::{Name, Names};
use crate::shared_keys::SharedKeys;
use crate::thing::{DictObject, Instance, Kind, Thing};
use crate::types::{ClassAttribute, Type, TypeId};

/// Classes and instances of one interpreter of a given [`Version`].
///
/// `O` is told of every step; the default hears nothing and costs nothing.
#[derive(Clone, Debug)]
pub struct Runtime<O = Silent> {
    version: Version,
    pub(crate) names: Names,
    pub(crate) types: Vec<Type>,
    pub(crate) keys: Vec<SharedKeys>,
    pub(crate) heap: Heap<Thing, O>,
    pub(crate) none: Option<Ref>,
}

impl Runtime {
    /// An interpreter that nobody watches.
    pub fn new(version: Version) -> Runtime {
        Runtime::with_observer(version, Silent)
    }
}

impl<O: Watch> Runtime<O> {
    /// An interpreter whose every step is told to `observer`.
    pub fn with_observer(version: Version, observer: O) -> Runtime<O> {
        let mut names = Names::default();
        let dict = names.intern("__dict__");
        let types = builtin_types(version, dict);
        Runtime {
            version,
            names,
            types,
            keys: Vec::new(),
            heap: Heap::with_observer(observer),
            none: None,
        }
    }

    /// Which CPython this is.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The heap, for its counts and its addresses.
    pub fn heap(&self) -> &Heap<Thing, O> {
        &self.heap
    }

    /// Whoever is told of each step.
    pub fn observer(&self) -> &O {
        self.heap.observer()
    }

    /// Whoever is told of each step, to be changed.
    pub fn observer_mut(&mut self) -> &mut O {
        self.heap.observer_mut()
    }

    /// A type.
    ///
    /// # Panics
    ///
    /// When the number comes from another runtime that has more classes.
    pub fn class(&self, class: impl Into<TypeId>) -> &Type {
        let class = class.into();
        self.types.get(class.index()).unwrap_or_else(|| {
            panic!("{class:?} is none of this runtime's types: was it made by another one?")
        })
    }

    /// `type(object)`: `dict` for a dictionary, and `object` for `None`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn type_of(&self, object: Ref) -> TypeId {
        match &self.thing(object).0 {
            Kind::Instance(instance) => instance.class,
            Kind::Dict(_) => Builtin::Dict.id(),
            Kind::None => Builtin::Object.id(),
        }
    }

    /// How the instances of a class are laid out.
    pub fn layout(&self, class: impl Into<TypeId>) -> Layout {
        Layout::of(self, class.into())
    }

    /// The text of a name.
    pub fn text(&self, name: Name) -> &str {
        self.names.text(name)
    }

    /// The name with this text, for use in a loop.
    pub fn intern(&mut self, text: &str) -> Name {
        self.names.intern(text)
    }

    /// `tp_name`, which for some built-in types has a module in front.
    pub(crate) fn full_name(&self, class: TypeId) -> String {
        let name = self.class(class).name();
        let is_new = self.version >= Version::new(3, 10, 0);
        match Builtin::ALL.get(class.index()) {
            Some(Builtin::Proxy) if !is_new => "weakproxy".to_owned(),
            Some(Builtin::CallableProxy) if !is_new => "weakcallableproxy".to_owned(),
            Some(Builtin::Proxy | Builtin::CallableProxy) => format!("weakref.{name}"),
            _ => name.to_owned(),
        }
    }

    /// `None`, made at its first use. The reference is borrowed: it never dies.
    pub fn none(&mut self) -> Ref {
        if let Some(none) = self.none {
            return none;
        }
        let none = self.heap.insert_immortal(Thing(Kind::None));
        self.none = Some(none);
        none
    }

    /// One reference more.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn incref(&mut self, object: Ref) {
        self.heap.incref(object);
    }

    /// One reference fewer: `del name`. The last one takes the object with it, slots and attributes in CPython's order.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn decref(&mut self, object: Ref) {
        objects::decref(self, object);
    }

    /// Counts everything again: references, users of shared keys, and the layout of every class.
    ///
    /// `roots` are the references that the caller holds.
    ///
    /// # Errors
    ///
    /// Everything that doesn't add up.
    pub fn audit(&self, roots: impl IntoIterator<Item = Ref>) -> Result<(), AuditError> {
        crate::audit::audit(self, roots)
    }

    /// References held by classes: what their bodies bound names to.
    pub(crate) fn class_roots(&self) -> impl Iterator<Item = Ref> {
        let attributes = self.types.iter().flat_map(|made| made.attributes.values());
        attributes.filter_map(|attribute| match *attribute {
            ClassAttribute::Variable(value) | ClassAttribute::Property { value, .. } => Some(value),
            _ => None,
        })
    }

    /// Tells the observer, if it listens.
    #[inline]
    pub(crate) fn tell(&mut self, event: impl FnOnce() -> Event) {
        if <O as Observer<Event>>::LISTENS {
            self.heap.observer_mut().observe(event());
        }
    }

    pub(crate) fn thing(&self, object: Ref) -> &Thing {
        match self.heap.get(object) {
            Some(thing) => thing,
            None => panic!("{object} is gone: was it used after its last decref?"),
        }
    }

    /// The instance, if that is what the object is.
    #[inline]
    pub(crate) fn instance(&self, object: Ref) -> Option<&Instance> {
        match &self.thing(object).0 {
            Kind::Instance(instance) => Some(instance),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn instance_mut(&mut self, object: Ref) -> Option<&mut Instance> {
        match self.heap.get_mut(object) {
            Some(Thing(Kind::Instance(instance))) => Some(instance),
            _ => None,
        }
    }

    pub(crate) fn dict_object(&self, dict: Ref) -> &DictObject {
        match &self.thing(dict).0 {
            Kind::Dict(object) => object,
            _ => panic!("{dict} is no dictionary: use what `__dict__` gave"),
        }
    }

    pub(crate) fn dict_object_mut(&mut self, dict: Ref) -> &mut DictObject {
        match self.heap.get_mut(dict) {
            Some(Thing(Kind::Dict(object))) => object,
            _ => panic!("{dict} is no dictionary: use what `__dict__` gave"),
        }
    }

    /// The error for an attribute that isn't there.
    pub(crate) fn no_attribute(&self, object: Ref, name: &str) -> Error {
        let class = self.class(self.type_of(object)).name();
        Error::attribute_error(format!("'{class}' object has no attribute '{name}'"))
    }
}

impl<O: Watch> World for Runtime<O> {
    type Object = Thing;
    type Observer = O;

    fn heap(&mut self) -> &mut Heap<Thing, O> {
        &mut self.heap
    }

    fn freed(&mut self, object: Ref, value: Thing) {
        self.forget(object, value);
    }
}
