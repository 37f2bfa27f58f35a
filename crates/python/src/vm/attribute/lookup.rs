//! Looking in the classes of an MRO.

use objects::Ref;

use super::Hooks;
use crate::objects::{Body, Kind};
use crate::vm::{Args, R, Vm};

impl Vm {
    pub(crate) fn is_subclass(&self, class: Ref, of: Ref) -> bool {
        class == of
            || match self.body(class) {
                Body::Type(value) => self.items(value.mro).contains(&of),
                _ => false,
            }
    }

    /// Whether the object is an instance of a built-in type, or of a class derived from it.
    pub(crate) fn is_kind(&self, object: Ref, kind: Kind) -> bool {
        self.is_subclass(self.type_of(object), self.kind(kind))
    }

    /// `_PyType_Lookup`: in the classes of the MRO, borrowed.
    #[inline]
    pub(crate) fn type_lookup(&mut self, class: Ref, name: Ref) -> Option<Ref> {
        if let Some(found) = self.method_cache.get(class, name)
            && found.is_none_or(|found| self.heap.get(found).is_some())
        {
            return found;
        }
        self.look_in_mro(class, name)
    }

    fn look_in_mro(&mut self, class: Ref, name: Ref) -> Option<Ref> {
        let Body::Type(value) = self.body(class) else {
            return None;
        };
        let found = self
            .items(value.mro)
            .iter()
            .find_map(|&base| match self.body(base) {
                Body::Type(base) => self.dict_get_name(base.dict, name),
                _ => None,
            });
        self.method_cache.insert(class, name, found);
        found
    }

    /// The same by text.
    pub(crate) fn type_lookup_str(&mut self, class: Ref, name: &str) -> Option<Ref> {
        let name = self.interned_name(name)?;
        self.type_lookup(class, name)
    }

    /// Which hooks of attribute access the class has of its own.
    #[inline]
    pub(crate) fn hooks(&mut self, class: Ref) -> Hooks {
        if let Some(hooks) = self.method_cache.hooks(class) {
            return hooks;
        }
        let getattribute = self.type_lookup_str(class, "__getattribute__");
        let setattr = self.type_lookup_str(class, "__setattr__");
        let hooks = Hooks {
            getattribute: getattribute
                .is_some_and(|method| !matches!(self.body(method), Body::Native(_))),
            setattr: setattr.is_some_and(|method| {
                !matches!(self.body(method), Body::Native(native)
                    if native.this.is_none() && matches!(native.name, "__setattr__" | "__delattr__"))
            }),
            plain_new: self.has_plain(class, "__new__")
                && matches!(self.body(class), Body::Type(value) if value.is_heap && value.native == Kind::Object),
            init: !self.has_plain(class, "__init__"),
        };
        self.method_cache.insert_hooks(class, hooks);
        hooks
    }

    /// A special method that a class statement defined, or that a built-in type's table has; borrowed.
    pub(crate) fn special(&mut self, object: Ref, name: &str) -> Option<Ref> {
        let class = self.type_of(object);
        self.type_lookup_str(class, name)
    }

    /// A special method, if a class statement in the MRO overrides what the built-in type does.
    pub(crate) fn overridden(&mut self, object: Ref, name: &str) -> Option<Ref> {
        if !self.has_methods(object) {
            return None;
        }
        let found = self.special(object, name)?;
        match self.body(found) {
            Body::Native(native)
                if native.this.is_none() && !native.owner.is_some_and(Kind::is_extension) =>
            {
                let (owner, is_named) = (native.owner, native.name == name);
                let is_own = owner.is_none_or(|owner| {
                    owner == Kind::Object
                        || self.get(object).kind() == owner
                        || self.is_kind(object, owner)
                });
                // A method of another type, or of another name, that a class statement has put there.
                (!is_named || !is_own).then_some(found)
            }
            _ => Some(found),
        }
    }

    /// Whether its class says what it can do: a class statement's, or one of an extension module.
    pub(crate) fn has_methods(&self, object: Ref) -> bool {
        let value = self.get(object);
        value.counts_class
            || matches!(value.body, Body::Extension(_))
            || matches!(&value.body, Body::Weak(reference) if reference.kind().is_proxy())
            || value.class.is_some_and(
                |class| matches!(self.body(class), Body::Type(class) if class.native.is_extension()),
            )
    }

    /// Calls a method found on the class, without binding it first. All borrowed; a new reference.
    pub(crate) fn call_unbound(&mut self, method: Ref, this: Ref, args: &[Ref]) -> R {
        self.call_found(method, this, &Args::pos(args))
    }
}
