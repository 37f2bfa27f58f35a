//! An instance's own attributes.

use objects::Ref;
use objects::types::{Dict, Key};

use crate::objects::{Body, InstanceDict};
use crate::vm::Vm;

impl Vm {
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
                None if matches!(value.body, Body::Extension(_)) => {
                    matches!(self.body(self.type_of(object)), Body::Type(class) if class.has_dict)
                }
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
}
