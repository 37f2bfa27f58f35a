//! Attributes: descriptors, the instance, the class.

use objects::Ref;
use objects::types::{Dict, Key};

use super::{Args, Exc, R, Vm};
use crate::objects::{Body, InstanceDict, Kind};

/// What was found in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Descriptor {
    Not,
    /// Only `__get__`.
    Plain,
    /// With `__set__` or `__delete__`.
    Data,
}

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
    pub(crate) fn type_lookup(&mut self, class: Ref, name: Ref) -> Option<Ref> {
        if let Some(&found) = self.method_cache.get(&(class, name)) {
            if found.is_none_or(|found| self.heap.get(found).is_some()) {
                return found;
            }
        }
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
        self.method_cache.insert((class, name), found);
        found
    }

    /// The same by text.
    pub(crate) fn type_lookup_str(&mut self, class: Ref, name: &str) -> Option<Ref> {
        let name = self.interned_name(name)?;
        self.type_lookup(class, name)
    }

    /// A special method that a class statement defined, or that a built-in type's table has; borrowed.
    pub(crate) fn special(&mut self, object: Ref, name: &str) -> Option<Ref> {
        let class = self.type_of(object);
        self.type_lookup_str(class, name)
    }

    /// A special method, if a class statement in the MRO overrides what the built-in type does.
    pub(crate) fn overridden(&mut self, object: Ref, name: &str) -> Option<Ref> {
        if !self.get(object).counts_class {
            return None;
        }
        let found = self.special(object, name)?;
        match self.body(found) {
            Body::Native(native) if native.this.is_none() => None,
            _ => Some(found),
        }
    }

    /// Calls a method found on the class, without binding it first. All borrowed; a new reference.
    pub(crate) fn call_unbound(&mut self, method: Ref, this: Ref, args: &[Ref]) -> R {
        match self.body(method) {
            Body::Function(_) | Body::Native(_) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(this);
                all.extend_from_slice(args);
                self.call_args(method, &Args::pos(&all))
            }
            _ => {
                let class = self.type_of(this);
                let bound = self.bind(method, Some(this), class)?;
                let result = self.call_args(bound, &Args::pos(args));
                self.decref(bound);
                result
            }
        }
    }

    fn descriptor(&mut self, object: Ref) -> Descriptor {
        match self.body(object) {
            Body::Property(_) | Body::Member { .. } | Body::GetSet(_) => Descriptor::Data,
            Body::Function(_) | Body::StaticMethod(_) | Body::ClassMethod(_) => Descriptor::Plain,
            Body::Native(native) if native.this.is_none() && native.owner.is_some() => {
                Descriptor::Plain
            }
            _ if self.get(object).counts_class => {
                if self.special(object, "__set__").is_some()
                    || self.special(object, "__delete__").is_some()
                {
                    Descriptor::Data
                } else if self.special(object, "__get__").is_some() {
                    Descriptor::Plain
                } else {
                    Descriptor::Not
                }
            }
            _ => Descriptor::Not,
        }
    }

    /// `descriptor.__get__(object, class)`, as a new reference.
    pub(crate) fn bind(&mut self, descriptor: Ref, object: Option<Ref>, class: Ref) -> R {
        match self.body(descriptor) {
            Body::Function(_) => Ok(match object {
                Some(this) => {
                    self.incref(descriptor);
                    self.incref(this);
                    self.alloc(Body::Method {
                        func: descriptor,
                        this,
                    })
                }
                None => self.incref(descriptor),
            }),
            Body::Native(native) if native.this.is_none() && native.owner.is_some() => {
                let mut native = **native;
                Ok(match object {
                    Some(this) => {
                        self.incref(this);
                        native.this = Some(this);
                        native.kind = if native.kind == Kind::WrapperDescriptor {
                            Kind::MethodWrapper
                        } else {
                            Kind::BuiltinFunction
                        };
                        self.alloc(Body::Native(Box::new(native)))
                    }
                    None => self.incref(descriptor),
                })
            }
            Body::StaticMethod(func) => {
                let func = *func;
                Ok(self.incref(func))
            }
            Body::ClassMethod(func) => {
                let func = *func;
                if let Body::Function(_) = self.body(func) {
                    self.incref(func);
                    self.incref(class);
                    return Ok(self.alloc(Body::Method { func, this: class }));
                }
                if let Body::Native(_) = self.body(func) {
                    self.incref(func);
                    self.incref(class);
                    return Ok(self.alloc(Body::Method { func, this: class }));
                }
                self.bind(func, Some(class), self.type_of(class))
            }
            Body::Property(property) => {
                let Some(this) = object else {
                    return Ok(self.incref(descriptor));
                };
                match property.get {
                    Some(get) => self.call_args(get, &Args::pos(&[this])),
                    None => {
                        let text =
                            self.property_error(descriptor, this, "getter", "unreadable attribute");
                        Err(self.error("AttributeError", text))
                    }
                }
            }
            Body::Member {
                slot,
                name,
                class: owner,
            } => {
                let (slot, name, owner) = (*slot as usize, *name, *owner);
                let Some(this) = object else {
                    return Ok(self.incref(descriptor));
                };
                if !self.is_subclass(self.type_of(this), owner) {
                    return Err(self.wrong_descriptor(descriptor, this));
                }
                let value = self
                    .get(this)
                    .attrs
                    .as_ref()
                    .and_then(|attrs| attrs.slots.get(slot).copied().flatten());
                match value {
                    Some(value) => Ok(self.incref(value)),
                    None => {
                        let text = if self.since(10) {
                            format!(
                                "'{}' object has no attribute '{}'",
                                self.tp_name(this),
                                self.text(name)
                            )
                        } else {
                            self.text(name).to_owned()
                        };
                        if self.since(10) {
                            Err(self.attribute_error(text, this, name))
                        } else {
                            Err(self.error("AttributeError", text))
                        }
                    }
                }
            }
            Body::GetSet(getset) => {
                let get = getset.get;
                match object {
                    Some(this) => get(self, this),
                    None => Ok(self.incref(descriptor)),
                }
            }
            _ => {
                if self.get(descriptor).counts_class {
                    if let Some(get) = self.special(descriptor, "__get__") {
                        let object = object.unwrap_or(self.one.none);
                        return self.call_unbound(get, descriptor, &[object, class]);
                    }
                }
                Ok(self.incref(descriptor))
            }
        }
    }

    fn wrong_descriptor(&mut self, descriptor: Ref, this: Ref) -> Exc {
        let text = match self.body(descriptor) {
            Body::Member { name, class, .. } => format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                self.text(*name),
                self.class_tp_name(*class),
                self.tp_name(this)
            ),
            _ => String::from("descriptor doesn't apply to this object"),
        };
        self.type_error(text)
    }

    fn property_error(&mut self, property: Ref, this: Ref, what: &str, old: &str) -> String {
        let name = match self.body(property) {
            Body::Property(value) => value.name,
            _ => None,
        };
        let shown = name.map(|name| self.text(name).to_owned());
        match (self.version.minor(), shown) {
            (11.., Some(name)) => {
                let class = self.type_of(this);
                let (_, qualname) = self.type_names(class);
                format!("property '{name}' of '{qualname}' object has no {what}")
            }
            (11.., None) => {
                let class = self.type_of(this);
                let (_, qualname) = self.type_names(class);
                format!("property of '{qualname}' object has no {what}")
            }
            (10, Some(name)) => format!("{old} '{name}'"),
            _ => old.to_owned(),
        }
    }

    /// `getattr(object, name)`, as a new reference.
    pub(crate) fn getattr(&mut self, object: Ref, name: Ref) -> R {
        let class = self.type_of(object);
        if !self.get(object).counts_class {
            if let Some(special) = self.native_getattr(object, name) {
                return special;
            }
            return self.generic_getattr(object, name);
        }
        let custom = self.type_lookup_str(class, "__getattribute__");
        let result = match custom {
            Some(custom) if !matches!(self.body(custom), Body::Native(_)) => {
                self.call_unbound(custom, object, &[name])
            }
            _ => match self.native_getattr(object, name) {
                Some(special) => special,
                None => self.generic_getattr(object, name),
            },
        };
        let Err(exc) = result else { return result };
        let Some(fallback) = self.type_lookup_str(class, "__getattr__") else {
            return Err(exc);
        };
        match self.catches::<Ref>(Err(exc), "AttributeError")? {
            Some(value) => Ok(value),
            None => self.call_unbound(fallback, object, &[name]),
        }
    }

    pub(crate) fn getattr_str(&mut self, object: Ref, name: &str) -> R {
        let name = self.intern(name);
        let result = self.getattr(object, name);
        self.decref(name);
        result
    }

    /// `getattr(object, name, None)` of Rust.
    pub(crate) fn getattr_opt(&mut self, object: Ref, name: &str) -> R<Option<Ref>> {
        let result = self.getattr_str(object, name);
        self.catches(result, "AttributeError")
    }

    /// Types that look elsewhere than in their class: classes, modules, `super`, proxies.
    fn native_getattr(&mut self, object: Ref, name: Ref) -> Option<R> {
        match self.body(object) {
            Body::Type(_) => Some(self.type_getattr(object, name)),
            Body::Module { dict } => {
                let dict = *dict;
                if let Some(value) = self.dict_get_name(dict, name) {
                    return Some(Ok(self.incref(value)));
                }
                if self.text(name) == "__dict__" {
                    return Some(Ok(self.incref(dict)));
                }
                if self.type_lookup(self.kind(Kind::Module), name).is_some() {
                    return None;
                }
                let module = self
                    .dict_get_str(dict, "__name__")
                    .map_or("?".to_owned(), |name| self.text(name).to_owned());
                if let Some(fallback) = self.dict_get_str(dict, "__getattr__") {
                    return Some(self.call_args(fallback, &Args::pos(&[name])));
                }
                let shown = self.text(name).to_owned();
                // A special name is there if what made the module says so.
                let is_special = shown.starts_with("__") && !shown.starts_with("__file");
                if !is_special && self.may_lack(object, &shown) {
                    let what = format!("the name '{}' of the module '{module}'", self.text(name));
                    return Some(Err(self.unsupported(what)));
                }
                let text = format!("module '{module}' has no attribute '{}'", self.text(name));
                Some(Err(self.attribute_error(text, object, name)))
            }
            Body::Super(_) => self.super_getattr(object, name),
            Body::Weak(reference) if reference.kind().is_proxy() => Some(self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, object)?;
                let target = vm.own(target);
                vm.getattr(target, name)
            })),
            _ => None,
        }
    }

    fn super_getattr(&mut self, object: Ref, name: Ref) -> Option<R> {
        let Body::Super(value) = self.body(object) else {
            return None;
        };
        let (class, this, start) = (value.class, value.this?, value.this_class?);
        if self.text(name) == "__class__" {
            return None;
        }
        let Body::Type(start_value) = self.body(start) else {
            return None;
        };
        let mro = self.items(start_value.mro).to_vec();
        let after = mro
            .iter()
            .position(|&base| base == class)
            .map_or(mro.len(), |at| at + 1);
        for base in &mro[after..] {
            let Body::Type(value) = self.body(*base) else {
                continue;
            };
            if let Some(found) = self.dict_get_name(value.dict, name) {
                let bound_to = (this != start).then_some(this);
                self.incref(found);
                let result = self.bind(found, bound_to, start);
                self.decref(found);
                return Some(result);
            }
        }
        None
    }

    /// `PyObject_GenericGetAttr`.
    pub(crate) fn generic_getattr(&mut self, object: Ref, name: Ref) -> R {
        let class = self.type_of(object);
        let found = self.type_lookup(class, name);
        let kind = found.map_or(Descriptor::Not, |found| self.descriptor(found));
        if let (Some(found), Descriptor::Data) = (found, kind) {
            self.incref(found);
            let result = self.bind(found, Some(object), class);
            self.decref(found);
            return result;
        }
        if let Some(value) = self.instance_get(object, name) {
            return Ok(self.incref(value));
        }
        if let Some(found) = found {
            if kind == Descriptor::Plain {
                self.incref(found);
                let result = self.bind(found, Some(object), class);
                self.decref(found);
                return result;
            }
            return Ok(self.incref(found));
        }
        if !self.get(object).counts_class
            && matches!(
                self.body(object),
                Body::Part(_) | Body::Code(_) | Body::Frame(_) | Body::Native(_) | Body::File(_)
            )
        {
            let what = format!(
                "the attribute '{}' of {}",
                self.text(name),
                self.tp_name(object)
            );
            return Err(self.unsupported(what));
        }
        let text = format!(
            "'{}' object has no attribute '{}'",
            self.tp_name(object),
            self.text(name)
        );
        Err(self.attribute_error(text, object, name))
    }

    fn type_getattr(&mut self, class: Ref, name: Ref) -> R {
        let meta = self.type_of(class);
        let in_meta = self.type_lookup(meta, name);
        let kind = in_meta.map_or(Descriptor::Not, |found| self.descriptor(found));
        if let (Some(found), Descriptor::Data) = (in_meta, kind) {
            return self.bind(found, Some(class), meta);
        }
        if let Some(found) = self.type_lookup(class, name) {
            self.incref(found);
            let result = self.bind(found, None, class);
            self.decref(found);
            return result;
        }
        if let Some(found) = in_meta {
            return self.bind(found, Some(class), meta);
        }
        let text = format!(
            "type object '{}' has no attribute '{}'",
            self.class_tp_name(class),
            self.text(name)
        );
        Err(self.attribute_error(text, class, name))
    }

    /// The instance's own attribute, borrowed.
    pub(crate) fn instance_get(&self, object: Ref, name: Ref) -> Option<Ref> {
        match &self.get(object).attrs.as_ref()?.dict {
            InstanceDict::None => None,
            InstanceDict::Inline(values) => self.table_get_name(values, name),
            InstanceDict::Made(dict) => self.dict_get_name(*dict, name),
        }
    }

    /// Whether instances of its class have a `__dict__`.
    pub(crate) fn has_dict(&self, object: Ref) -> bool {
        let value = self.get(object);
        match &value.body {
            Body::Function(_) | Body::Module { .. } | Body::Exception(_) => true,
            _ => match value.class {
                Some(class) => matches!(self.body(class), Body::Type(class) if class.has_dict),
                None => false,
            },
        }
    }

    /// Sets an attribute of the instance itself; both borrowed.
    pub(crate) fn instance_set(&mut self, object: Ref, name: Ref, value: Ref) {
        let inline = self.since(11)
            && self.get(object).class.is_some()
            && matches!(self.body(object), Body::Plain);
        let version = self.version;
        if let InstanceDict::None = self.get_mut(object).attrs_mut().dict {
            let new = if inline {
                InstanceDict::Inline(Box::new(Dict::new()))
            } else {
                InstanceDict::Made(self.dict())
            };
            self.get_mut(object).attrs_mut().dict = new;
        }
        let made = match &self.get(object).attrs {
            Some(attrs) => match attrs.dict {
                InstanceDict::Made(dict) => Some(dict),
                _ => None,
            },
            None => None,
        };
        if let Some(dict) = made {
            self.dict_set_name(dict, name, value);
            return;
        }
        let hash = self.str_hash(name);
        let held = match &self.get(object).attrs {
            Some(attrs) => match &attrs.dict {
                InstanceDict::Inline(values) => values
                    .keys()
                    .find(|key| {
                        key.hash == hash
                            && (key.key == name || self.text(key.key) == self.text(name))
                    })
                    .map(|key| key.key),
                _ => None,
            },
            None => None,
        };
        self.incref(name);
        self.incref(value);
        let key = Key {
            key: name,
            hash,
            is_str: true,
        };
        let replaced = match &mut self.get_mut(object).attrs_mut().dict {
            InstanceDict::Inline(values) => {
                values.insert(version, key, value, |other| Some(*other) == held)
            }
            _ => None,
        };
        if let Some((spare, old)) = replaced {
            self.decref(spare);
            self.decref(old);
        }
    }

    /// Deletes one; whether it was there.
    pub(crate) fn instance_delete(&mut self, object: Ref, name: Ref) -> bool {
        let hash = self.str_hash(name);
        let Some(found) = self.instance_get(object, name) else {
            return false;
        };
        let _ = found;
        let made = match self.get(object).attrs.as_ref().map(|attrs| &attrs.dict) {
            Some(InstanceDict::Made(dict)) => Some(*dict),
            _ => None,
        };
        if let Some(dict) = made {
            return self.dict_delete_name(dict, name);
        }
        let held = match self.get(object).attrs.as_ref().map(|attrs| &attrs.dict) {
            Some(InstanceDict::Inline(values)) => values
                .keys()
                .find(|key| {
                    key.hash == hash && (key.key == name || self.text(key.key) == self.text(name))
                })
                .map(|key| key.key),
            _ => None,
        };
        let removed = match &mut self.get_mut(object).attrs_mut().dict {
            InstanceDict::Inline(values) => values.remove(hash, |other| Some(*other) == held),
            _ => None,
        };
        match removed {
            Some((key, value)) => {
                self.decref(key);
                self.decref(value);
                true
            }
            None => false,
        }
    }

    /// `object.__dict__`, made if there is none; borrowed.
    pub(crate) fn instance_dict(&mut self, object: Ref) -> Ref {
        let dict = match std::mem::take(&mut self.get_mut(object).attrs_mut().dict) {
            InstanceDict::Made(dict) => dict,
            InstanceDict::None => self.dict(),
            InstanceDict::Inline(values) => {
                let made = self.alloc(Body::Dict(values));
                gc::track(self, made);
                made
            }
        };
        self.get_mut(object).attrs_mut().dict = InstanceDict::Made(dict);
        dict
    }

    /// `object.name = value`, or `del object.name`.
    pub(crate) fn setattr(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> R<()> {
        if self.get(object).counts_class {
            let method = if value.is_some() {
                "__setattr__"
            } else {
                "__delattr__"
            };
            if let Some(custom) = self.overridden(object, method) {
                let result = match value {
                    Some(value) => self.call_unbound(custom, object, &[name, value])?,
                    None => self.call_unbound(custom, object, &[name])?,
                };
                self.decref(result);
                return Ok(());
            }
        }
        match self.body(object) {
            Body::Weak(reference) if reference.kind().is_proxy() => {
                return self.scope(|vm| {
                    let target = weakref::proxy::unwrap(vm, object)?;
                    let target = vm.own(target);
                    vm.setattr(target, name, value)
                });
            }
            _ => {}
        }
        self.generic_setattr(object, name, value)
    }

    /// `PyObject_GenericSetAttr`.
    pub(crate) fn generic_setattr(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> R<()> {
        if let Body::Module { dict } = self.body(object) {
            let dict = *dict;
            return self.set_in_dict(object, dict, name, value);
        }
        let class = self.type_of(object);
        let found = self.type_lookup(class, name);
        if let Some(found) = found {
            match self.body(found) {
                Body::Property(property) => {
                    let (set, delete) = (property.set, property.delete);
                    let func = if value.is_some() { set } else { delete };
                    let Some(func) = func else {
                        let (what, old) = if value.is_some() {
                            ("setter", "can't set attribute")
                        } else {
                            ("deleter", "can't delete attribute")
                        };
                        let text = self.property_error(found, object, what, old);
                        return Err(self.error("AttributeError", text));
                    };
                    let args: Vec<Ref> = [object].into_iter().chain(value).collect();
                    let result = self.call_args(func, &Args::pos(&args))?;
                    self.decref(result);
                    return Ok(());
                }
                Body::Member {
                    slot, class: owner, ..
                } => {
                    let (slot, owner) = (*slot as usize, *owner);
                    if !self.is_subclass(class, owner) {
                        return Err(self.wrong_descriptor(found, object));
                    }
                    if let Some(value) = value {
                        self.incref(value);
                    }
                    let slots = &mut self.get_mut(object).attrs_mut().slots;
                    if slots.len() <= slot {
                        slots.resize(slot + 1, None);
                    }
                    let old = std::mem::replace(&mut slots[slot], value);
                    if value.is_none() && old.is_none() {
                        let text = self.text(name).to_owned();
                        return Err(self.error("AttributeError", text));
                    }
                    self.xdecref(old);
                    return Ok(());
                }
                Body::GetSet(getset) => {
                    let (set, owner, attribute) = (getset.set, getset.owner, getset.name);
                    let Some(set) = set else {
                        let text = if self.since(8) {
                            format!(
                                "attribute '{attribute}' of '{}' objects is not writable",
                                owner.name()
                            )
                        } else {
                            String::new()
                        };
                        return Err(self.error("AttributeError", text));
                    };
                    return set(self, object, value);
                }
                _ if self.get(found).counts_class => {
                    let method = if value.is_some() {
                        "__set__"
                    } else {
                        "__delete__"
                    };
                    if let Some(set) = self.special(found, method) {
                        let args: Vec<Ref> = [object].into_iter().chain(value).collect();
                        let result = self.call_unbound(set, found, &args)?;
                        self.decref(result);
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        if let Body::Type(value_of) = self.body(object) {
            if !value_of.is_heap {
                let text = if self.since(10) {
                    format!(
                        "cannot set '{}' attribute of immutable type '{}'",
                        self.text(name),
                        value_of.name
                    )
                } else {
                    format!(
                        "can't set attributes of built-in/extension type '{}'",
                        value_of.name
                    )
                };
                return Err(self.type_error(text));
            }
            let dict = value_of.dict;
            self.set_in_dict(object, dict, name, value)?;
            self.class_changed(object, name);
            return Ok(());
        }
        if !self.has_dict(object) {
            let (class, name_text) = (self.tp_name(object), self.text(name).to_owned());
            let text = if found.is_some() {
                format!("'{class}' object attribute '{name_text}' is read-only")
            } else if self.since(13) && self.get(object).counts_class {
                format!(
                    "'{class}' object has no attribute '{name_text}' and no __dict__ for setting new attributes"
                )
            } else if self.since(13) && value.is_some() {
                format!(
                    "'{class}' object has no attribute '{name_text}' and no __dict__ for setting new attributes"
                )
            } else {
                format!("'{class}' object has no attribute '{name_text}'")
            };
            return Err(self.attribute_error(text, object, name));
        }
        match value {
            Some(value) => {
                self.intern_object(name);
                self.instance_set(object, name, value);
                Ok(())
            }
            None => {
                if self.instance_delete(object, name) {
                    return Ok(());
                }
                let text = if self.since(11) {
                    format!(
                        "'{}' object has no attribute '{}'",
                        self.tp_name(object),
                        self.text(name)
                    )
                } else {
                    self.text(name).to_owned()
                };
                Err(self.error("AttributeError", text))
            }
        }
    }

    fn set_in_dict(&mut self, object: Ref, dict: Ref, name: Ref, value: Option<Ref>) -> R<()> {
        match value {
            Some(value) => self.dict_set_name(dict, name, value),
            None => {
                if !self.dict_delete_name(dict, name) {
                    let text = match self.body(object) {
                        Body::Type(class) => {
                            format!(
                                "type object '{}' has no attribute '{}'",
                                class.name,
                                self.text(name)
                            )
                        }
                        _ => format!(
                            "'{}' object has no attribute '{}'",
                            self.tp_name(object),
                            self.text(name)
                        ),
                    };
                    return Err(self.attribute_error(text, object, name));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn setattr_str(&mut self, object: Ref, name: &str, value: Ref) -> R<()> {
        let name = self.intern(name);
        let result = self.setattr(object, name, Some(value));
        self.decref(name);
        result
    }
}
