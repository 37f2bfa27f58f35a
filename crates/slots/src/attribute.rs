//! `object.name`: which of a class and an instance has the attribute, and what is said if neither has.

use objects::Ref;
use version::Version;

use crate::error::Error;
use crate::event::Watch;
use crate::name::Name;
use crate::runtime::Runtime;
use crate::thing::DictKey;
use crate::types::{ClassAttribute, TypeId};

impl<O: Watch> Runtime<O> {
    /// Looks a name up in a class and its ancestors, and says in which one it was found (`_PyType_Lookup`).
    pub fn type_lookup(
        &self,
        class: impl Into<TypeId>,
        name: Name,
    ) -> Option<(TypeId, ClassAttribute)> {
        let mro = &self.class(class).mro;
        mro.iter().find_map(|&class| {
            let attribute = self.types[class.index()].attributes.get(&name)?;
            Some((class, *attribute))
        })
    }

    /// `object.name`. The reference is borrowed.
    ///
    /// # Errors
    ///
    /// `AttributeError`, with the text of this version.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn get(&mut self, object: Ref, name: &str) -> Result<Ref, Error> {
        let name = self.intern(name);
        self.getattr(object, name)
    }

    /// `object.name = value`. The object takes a reference of its own.
    ///
    /// # Errors
    ///
    /// `AttributeError`, with the text of this version.
    ///
    /// # Panics
    ///
    /// When one of the two is gone.
    pub fn set(&mut self, object: Ref, name: &str, value: Ref) -> Result<(), Error> {
        let name = self.intern(name);
        self.incref(value);
        self.setattr_new(object, name, value)
    }

    /// `object.name = value`, where the object takes over the caller's reference, also when it fails.
    ///
    /// # Errors
    ///
    /// `AttributeError`, with the text of this version.
    ///
    /// # Panics
    ///
    /// When one of the two is gone.
    pub fn set_new(&mut self, object: Ref, name: &str, value: Ref) -> Result<(), Error> {
        let name = self.intern(name);
        self.setattr_new(object, name, value)
    }

    /// `del object.name`.
    ///
    /// # Errors
    ///
    /// `AttributeError`, with the text of this version.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn delete(&mut self, object: Ref, name: &str) -> Result<(), Error> {
        let name = self.intern(name);
        if let Some(old) = self.store(object, name, None)? {
            self.decref(old);
        }
        Ok(())
    }

    /// `hasattr(object, name)`.
    pub fn has(&mut self, object: Ref, name: &str) -> bool {
        self.get(object, name).is_ok()
    }

    // ANCHOR: getattr
    /// [`get`](Runtime::get) with an interned name.
    ///
    /// The class is asked first. What it has goes first if it is a data descriptor, as a slot is.
    /// Then the instance is asked, and then whatever else the class had.
    ///
    /// Source: `_PyObject_GenericGetAttrWithDict` in `Objects/object.c` (3.8.18, 3.13.12).
    #[inline]
    pub fn getattr(&mut self, object: Ref, name: Name) -> Result<Ref, Error> {
        let found = self.type_lookup(self.type_of(object), name);
        match found {
            Some((class, ClassAttribute::Member(member))) => {
                return self.member_get(class, member, object);
            }
            Some((_, ClassAttribute::DictGetSet)) => return Ok(self.ensure_dict(object)),
            Some((_, ClassAttribute::WeakrefGetSet)) => return Ok(self.none()),
            Some((_, ClassAttribute::Property { value, .. })) => return Ok(value),
            Some((_, ClassAttribute::Variable(_))) | None => {}
        }
        if let Some(value) = self.instance_attribute(object, name) {
            return Ok(value);
        }
        self.replace_lost_values(object);
        match found {
            Some((_, ClassAttribute::Variable(value))) => Ok(value),
            _ => Err(self.no_attribute(object, self.text(name))),
        }
    }
    // ANCHOR_END: getattr

    /// What the instance itself has under a name: in its values, or in its dictionary.
    #[inline]
    fn instance_attribute(&self, object: Ref, name: Name) -> Option<Ref> {
        let instance = self.instance(object)?;
        if let Some(values) = &instance.values {
            let keys = self.class(instance.class).cached_keys?;
            return values.get(self.keys(keys).lookup(name)?);
        }
        self.dict_lookup(instance.dict?, DictKey::Str(name))
    }

    /// [`set_new`](Runtime::set_new) with an interned name.
    ///
    /// # Errors
    ///
    /// `AttributeError`; the reference to the value is let go of then.
    pub fn setattr_new(&mut self, object: Ref, name: Name, value: Ref) -> Result<(), Error> {
        match self.store(object, name, Some(value)) {
            Ok(old) => {
                if let Some(old) = old {
                    self.decref(old);
                }
                Ok(())
            }
            Err(error) => {
                self.decref(value);
                Err(error)
            }
        }
    }

    // ANCHOR: setattr
    /// Sets or deletes an attribute, and gives back the value it had.
    ///
    /// A data descriptor of the class decides alone. Otherwise the attribute is the instance's,
    /// if it has anywhere to put it.
    ///
    /// Source: `_PyObject_GenericSetAttrWithDict` in `Objects/object.c` (3.8.18, 3.13.12).
    fn store(&mut self, object: Ref, name: Name, value: Option<Ref>) -> Result<Option<Ref>, Error> {
        let found = self.type_lookup(self.type_of(object), name);
        match found {
            Some((class, ClassAttribute::Member(member))) => {
                return self.member_set(class, member, object, value);
            }
            Some((_, ClassAttribute::Property { has_setter, .. })) => {
                return if has_setter {
                    Ok(value)
                } else {
                    Err(self.no_setter(object, name, value))
                };
            }
            Some((class, ClassAttribute::DictGetSet)) => {
                return self.store_dict(class, object, value);
            }
            Some((class, ClassAttribute::WeakrefGetSet)) => {
                return Err(self.weakref_not_writable(class));
            }
            Some((_, ClassAttribute::Variable(_))) | None => {}
        }
        if !self.has_dict(object) {
            let text = self.text(name).to_owned();
            return Err(match found {
                Some(_) => self.read_only(object, &text),
                None => self.no_dict_to_set(object, &text),
            });
        }
        if self.instance(object).is_some_and(|it| it.values.is_some()) {
            return self.store_instance_attribute(object, name, value);
        }
        self.object_dict_set_item(object, name, value)
    }
    // ANCHOR_END: setattr

    // ANCHOR: store_instance_attribute
    /// Sets or deletes an attribute among the values that the instance keeps itself (from 3.11).
    ///
    /// When the shared keys have no room for the name, the instance gets a dictionary with keys of its own.
    ///
    /// Source: `_PyObject_StoreInstanceAttribute` in `Objects/dictobject.c` (3.11.7),
    /// `store_instance_attr_lock_held` (3.13.12).
    fn store_instance_attribute(
        &mut self,
        object: Ref,
        name: Name,
        value: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        let keys = self.class(self.type_of(object)).cached_keys;
        let place = keys.and_then(|keys| self.insert_split_key(keys, name));
        let Some(index) = place else {
            self.ensure_dict(object);
            return self.object_dict_set_item(object, name, value);
        };
        let values = self.instance_mut(object).and_then(|it| it.values.as_mut());
        let old = match (values, value) {
            (Some(values), Some(value)) => return Ok(values.put(index, value)),
            (Some(values), None) => values.take(index),
            (None, _) => None,
        };
        old.map(Some)
            .ok_or_else(|| self.cannot_delete(object, name))
    }
    // ANCHOR_END: store_instance_attribute

    /// `object.__dict__ = value` or `del object.__dict__`, through the descriptor of a class.
    ///
    /// The one that a `class` statement makes can delete it, and that of a built-in type can't.
    /// Source: `subtype_setdict` in `Objects/typeobject.c`, `PyObject_GenericSetDict` in `Objects/object.c` (3.13.12).
    fn store_dict(
        &mut self,
        class: TypeId,
        object: Ref,
        value: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        let Some(value) = value else {
            if !self.class(class).is_heap_type() {
                return Err(Error::type_error("cannot delete __dict__"));
            }
            self.drop_dict(object);
            return Ok(None);
        };
        if self.type_of(value) != crate::Builtin::Dict.id() {
            let class = self.class(self.type_of(value)).name();
            return Err(Error::type_error(format!(
                "__dict__ must be set to a dictionary, not a '{class}'"
            )));
        }
        self.set_dict(object, value)?;
        Ok(Some(value))
    }

    /// The error for an attribute that can't be set since the instance has no dictionary.
    ///
    /// From 3.13 the text says so.
    pub(crate) fn no_dict_to_set(&self, object: Ref, name: &str) -> Error {
        let mut error = self.no_attribute(object, name);
        if self.version() >= Version::new(3, 13, 0) {
            error.text += " and no __dict__ for setting new attributes";
        }
        error
    }

    /// The error for a name that the class has, and an instance without a dictionary can't hide.
    fn read_only(&self, object: Ref, name: &str) -> Error {
        let class = self.class(self.type_of(object)).name();
        Error::attribute_error(format!("'{class}' object attribute '{name}' is read-only"))
    }

    /// The error of a property without a setter, which became clearer twice.
    ///
    /// Source: `property_descr_set` in `Objects/descrobject.c` (3.9.18, 3.10.13, 3.11.7).
    fn no_setter(&self, object: Ref, name: Name, value: Option<Ref>) -> Error {
        let (version, name) = (self.version(), self.text(name));
        let (verb, noun) = match value {
            Some(_) => ("set", "setter"),
            None => ("delete", "deleter"),
        };
        Error::attribute_error(if version < Version::new(3, 10, 0) {
            format!("can't {verb} attribute")
        } else if version < Version::new(3, 11, 0) {
            format!("can't {verb} attribute '{name}'")
        } else {
            let class = self.class(self.type_of(object)).name();
            format!("property '{name}' of '{class}' object has no {noun}")
        })
    }

    /// `__weakref__` can be read only. From 3.15 all classes have one descriptor for it, which belongs to `object`.
    fn weakref_not_writable(&self, class: TypeId) -> Error {
        let class = if self.version() < Version::new(3, 15, 0) {
            self.class(class).name()
        } else {
            "object"
        };
        Error::attribute_error(format!(
            "attribute '__weakref__' of '{class}' objects is not writable"
        ))
    }
}
