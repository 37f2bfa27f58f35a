//! Descriptors: what of a class binds, and how.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{Args, Exc, R, Vm};

/// What was found in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Descriptor {
    Not,
    /// Only `__get__`.
    Plain,
    /// With `__set__` or `__delete__`.
    Data,
}

impl Vm {
    pub(super) fn descriptor(&mut self, object: Ref) -> Descriptor {
        let value = self.get(object);
        let (is_data, binds) = match &value.body {
            Body::Property(_) | Body::Member { .. } | Body::GetSet(_) => (true, true),
            Body::Function(_) | Body::StaticMethod(_) | Body::ClassMethod(_) | Body::Super(_) => {
                (false, true)
            }
            Body::Native(native) => (false, native.this.is_none() && native.owner.is_some()),
            _ => (false, false),
        };
        if is_data {
            return Descriptor::Data;
        }
        if self.has_methods(object) {
            if self.special(object, "__set__").is_some()
                || self.special(object, "__delete__").is_some()
            {
                return Descriptor::Data;
            }
            if self.special(object, "__get__").is_some() {
                return Descriptor::Plain;
            }
        }
        if binds {
            Descriptor::Plain
        } else {
            Descriptor::Not
        }
    }

    /// `descriptor.__get__(object, class)`, as a new reference.
    pub(crate) fn bind(&mut self, descriptor: Ref, object: Option<Ref>, class: Ref) -> R {
        if self.has_methods(descriptor) {
            // A class derived from `property` and the like may bind in its own way.
            let get = self.overridden(descriptor, "__get__");
            if let Some(get) = get {
                let object = object.unwrap_or(self.one.none);
                return self.guard_native(|vm| vm.call_unbound(get, descriptor, &[object, class]));
            }
        }
        self.bind_native(descriptor, object, class)
    }

    /// What the built-in descriptors do.
    pub(crate) fn bind_native(&mut self, descriptor: Ref, object: Option<Ref>, class: Ref) -> R {
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
                        self.check_applies(descriptor, this)?;
                        self.incref(this);
                        native.this = Some(this);
                        native.kind = if native.kind == Kind::WrapperDescriptor {
                            native.descriptor = Some(self.incref(descriptor));
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
                self.bind_class_method(func, class)
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
            Body::Member { slot, name, .. } => {
                let (slot, name) = (*slot as usize, *name);
                let Some(this) = object else {
                    return Ok(self.incref(descriptor));
                };
                self.check_applies(descriptor, this)?;
                let value = self
                    .get(this)
                    .attrs
                    .as_ref()
                    .and_then(|attrs| attrs.slots.get(slot).copied().flatten());
                match value {
                    Some(value) => Ok(self.incref(value)),
                    None if self.since(10) => {
                        let shown = if self.since(13) {
                            self.full_type_name(this)
                        } else {
                            self.tp_name(this)
                        };
                        let text =
                            format!("'{shown}' object has no attribute '{}'", self.text(name));
                        Err(self.attribute_error(text, this, name))
                    }
                    None => {
                        let text = self.text(name).to_owned();
                        Err(self.error("AttributeError", text))
                    }
                }
            }
            Body::GetSet(getset) => {
                let get = getset.get;
                match object {
                    Some(this) => {
                        self.check_applies(descriptor, this)?;
                        get(self, this)
                    }
                    None => Ok(self.incref(descriptor)),
                }
            }
            Body::Super(_) => self.bind_super(descriptor, object),
            _ => Ok(self.incref(descriptor)),
        }
    }

    /// From 3.9 to 3.12 what a class method wraps may be a descriptor itself, which is asked with the class.
    fn bind_class_method(&mut self, func: Ref, class: Ref) -> R {
        let chains = self.since(9)
            && !self.since(13)
            && !matches!(self.body(func), Body::Function(_))
            && self.descriptor_gets(func);
        if chains {
            return self.guard_native(|vm| vm.bind(func, Some(class), class));
        }
        self.incref(func);
        self.incref(class);
        Ok(self.alloc(Body::Method { func, this: class }))
    }

    fn descriptor_gets(&mut self, object: Ref) -> bool {
        if self.descriptor(object) == Descriptor::Not {
            return false;
        }
        !self.get(object).counts_class
            || !matches!(self.body(object), Body::Plain)
            || self.special(object, "__get__").is_some()
    }

    /// `descr_check`: whether the object is an instance of the class that the descriptor belongs to.
    fn check_applies(&mut self, descriptor: Ref, this: Ref) -> R<()> {
        let of = self.type_of(this);
        let owner = match self.body(descriptor) {
            Body::Member { class, .. } => *class,
            Body::GetSet(getset) => match getset.class {
                Some(class) => class,
                None if getset.owner == Kind::BaseException => return Ok(()),
                None => self.kind(getset.owner),
            },
            Body::Native(native) => match native.owner {
                Some(Kind::BaseException) | None => return Ok(()),
                Some(owner) => self.kind(owner),
            },
            _ => return Ok(()),
        };
        if of == owner || self.is_subclass(of, owner) {
            return Ok(());
        }
        let name = match self.body(descriptor) {
            Body::Member { name, .. } => self.text(*name).to_owned(),
            Body::GetSet(getset) => getset.name.to_owned(),
            Body::Native(native) => native.name.to_owned(),
            _ => String::new(),
        };
        let text = format!(
            "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
            self.class_tp_name(owner),
            self.tp_name(this)
        );
        Err(self.type_error(text))
    }

    pub(super) fn property_error(
        &mut self,
        property: Ref,
        this: Ref,
        what: &str,
        old: &str,
    ) -> String {
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

    /// Sets or deletes through what was found in the class; `None` if it is no data descriptor.
    pub(crate) fn set_through(
        &mut self,
        found: Ref,
        object: Ref,
        value: Option<Ref>,
    ) -> R<Option<()>> {
        if self.has_methods(found) {
            let (method, other) = match value {
                Some(_) => ("__set__", "__delete__"),
                None => ("__delete__", "__set__"),
            };
            if let Some(set) = self.overridden(found, method) {
                let args: Vec<Ref> = [object].into_iter().chain(value).collect();
                let result = self.guard_native(|vm| vm.call_unbound(set, found, &args))?;
                self.decref(result);
                return Ok(Some(()));
            }
            if !matches!(self.body(found), Body::Property(_))
                && self.special(found, other).is_some()
            {
                // One slot serves both: what the class lacks is missed by its name.
                return Err(self.error("AttributeError", method));
            }
        }
        self.set_native(found, object, value)
    }

    /// What the built-in data descriptors do.
    pub(crate) fn set_native(
        &mut self,
        found: Ref,
        object: Ref,
        value: Option<Ref>,
    ) -> R<Option<()>> {
        match self.body(found) {
            Body::Property(property) => {
                let func = match value {
                    Some(_) => property.set,
                    None => property.delete,
                };
                let Some(func) = func else {
                    let (what, old) = match value {
                        Some(_) => ("setter", "can't set attribute"),
                        None => ("deleter", "can't delete attribute"),
                    };
                    let text = self.property_error(found, object, what, old);
                    return Err(self.error("AttributeError", text));
                };
                let args: Vec<Ref> = [object].into_iter().chain(value).collect();
                let result = self.call_args(func, &Args::pos(&args))?;
                self.decref(result);
                Ok(Some(()))
            }
            Body::Member { slot, name, .. } => {
                let (slot, name) = (*slot as usize, *name);
                self.check_applies(found, object)?;
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
                Ok(Some(()))
            }
            Body::GetSet(getset) => {
                let (set, class, owner, attribute) =
                    (getset.set, getset.class, getset.owner, getset.name);
                self.check_applies(found, object)?;
                let Some(set) = set else {
                    let owner = match class {
                        Some(class) => self.class_tp_name(class),
                        None => self.class_tp_name(self.kind(owner)),
                    };
                    return Err(self.not_writable(attribute, &owner));
                };
                set(self, object, value)?;
                Ok(Some(()))
            }
            _ => Ok(None),
        }
    }

    /// Fields and computed attributes of built-in types that can't be set.
    fn not_writable(&mut self, attribute: &str, owner: &str) -> Exc {
        // A field (`PyMemberDef`) says less than a computed attribute.
        let is_field = matches!(
            attribute,
            "__func__"
                | "__self__"
                | "fget"
                | "fset"
                | "fdel"
                | "start"
                | "stop"
                | "step"
                | "__callback__"
                | "__globals__"
                | "__closure__"
                | "__thisclass__"
                | "__self_class__"
                | "__basicsize__"
                | "__itemsize__"
                | "__flags__"
                | "__base__"
                | "__dictoffset__"
                | "__weakrefoffset__"
                | "__objclass__"
                | "__builtins__"
        ) || matches!(
            (owner, attribute),
            ("ContextVar" | "_contextvars.ContextVar", "name")
        );
        let text = if is_field {
            String::from("readonly attribute")
        } else {
            format!("attribute '{attribute}' of '{owner}' objects is not writable")
        };
        self.error("AttributeError", text)
    }
}
