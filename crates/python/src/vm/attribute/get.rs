//! Reading an attribute.

use objects::Ref;

use super::descriptor::Descriptor;
use crate::objects::{Body, Kind};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// `getattr(object, name)`, as a new reference.
    pub(crate) fn getattr(&mut self, object: Ref, name: Ref) -> R {
        crate::modules::localize(self, object)?;
        let class = self.type_of(object);
        if !self.get(object).counts_class {
            if let Some(special) = self.native_getattr(object, name) {
                return special;
            }
            return self.generic_getattr(object, name);
        }
        let custom = if self.hooks(class).getattribute {
            self.type_lookup_str(class, "__getattribute__")
        } else {
            None
        };
        let result = match custom {
            Some(custom) => self.call_unbound(custom, object, &[name]),
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
                if self.text(name) == "__annotations__" {
                    let made = crate::builtins::annotations_of_module(self, dict);
                    if let Some(made) = made.transpose() {
                        return Some(made);
                    }
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
            Body::Extension(_) => crate::modules::generic::getattr(self, object, name),
            Body::Method { func, .. } => {
                // What the method itself doesn't have is asked of its function.
                let func = *func;
                let own = self.kind(Kind::Method);
                match self.type_lookup(own, name) {
                    Some(_) => None,
                    None => Some(self.getattr(func, name)),
                }
            }
            Body::Weak(reference) if reference.kind().is_proxy() => Some(self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, object)?;
                let target = vm.own(target);
                vm.getattr(target, name)
            })),
            _ => None,
        }
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
        let lacks = match self.body(object) {
            Body::Native(_) => matches!(
                self.text(name),
                "__doc__" | "__text_signature__" | "__module__" | "__signature__"
            ),
            _ => false,
        };
        if lacks
            || !self.get(object).counts_class
                && matches!(
                    self.body(object),
                    Body::Code(_) | Body::Frame(_) | Body::File(_)
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
}
