//! Setting and deleting an attribute.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{R, Vm};

impl Vm {
    /// `object.name = value`, or `del object.name`.
    pub(crate) fn setattr(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> R<()> {
        let value_of = self.get(object);
        let is_watched = match value_of.class {
            Some(class) if value_of.counts_class => value.is_none() || self.hooks(class).setattr,
            _ => false,
        };
        if is_watched {
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
        crate::modules::localize(self, object)?;
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
        if let Body::Type(class) = self.body(object)
            && !class.is_heap
        {
            let class = self.class_tp_name(object);
            let text = if self.since(10) {
                let name = self.text(name);
                format!("cannot set '{name}' attribute of immutable type '{class}'")
            } else {
                format!("can't set attributes of built-in/extension type '{class}'")
            };
            return Err(self.type_error(text));
        }
        let class = self.type_of(object);
        let found = self.type_lookup(class, name);
        if let Some(found) = found {
            self.incref(found);
            let done = self.set_through(found, object, value);
            self.decref(found);
            if done?.is_some() {
                return Ok(());
            }
        }
        if let Body::Type(value_of) = self.body(object) {
            let dict = value_of.dict;
            self.set_in_dict(object, dict, name, value)?;
            self.class_changed(object, name);
            return Ok(());
        }
        if !self.has_dict(object) {
            let (class, name_text) = (self.tp_name(object), self.text(name).to_owned());
            let text = if found.is_some() {
                format!("'{class}' object attribute '{name_text}' is read-only")
            } else if self.since(13) {
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
