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

    pub(super) fn wrong_descriptor(&mut self, descriptor: Ref, this: Ref) -> Exc {
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
}
