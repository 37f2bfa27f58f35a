//! An instance's own attributes.

use objects::Ref;
use objects::types::{Dict, Key};

use super::split::Purpose;
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

    /// Whether its values lie in the instance itself, or would if it had any.
    fn keeps_values(&self, object: Ref) -> bool {
        match &self.get(object).attrs {
            Some(attrs) => attrs.split.is_some() && !matches!(attrs.dict, InstanceDict::Made(_)),
            None => false,
        }
    }

    /// Sets an attribute of the instance itself; both borrowed.
    pub(crate) fn instance_set(&mut self, object: Ref, name: Ref, value: Ref) {
        let is_new = self.instance_get(object, name).is_none();
        if !self.keeps_values(object) || is_new && !self.inline_room(object, name) {
            let dict = self.ensure_dict(object, Purpose::Store);
            self.dict_store(object, dict, name, value);
            return;
        }
        let version = self.version;
        let hash = self.str_hash(name);
        let held = match is_new {
            true => None,
            false => self.inline_key(object, name),
        };
        self.incref(name);
        self.incref(value);
        let key = Key {
            key: name,
            hash,
            is_str: true,
        };
        let attrs = self.get_mut(object).attrs_mut();
        if let InstanceDict::None = attrs.dict {
            attrs.dict = InstanceDict::Inline(Dict::new());
        }
        let replaced = match &mut attrs.dict {
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

    /// The key object that the instance has under this name.
    fn inline_key(&self, object: Ref, name: Ref) -> Option<Ref> {
        let hash = self.str_hash(name);
        match self.get(object).attrs.as_ref().map(|attrs| &attrs.dict) {
            Some(InstanceDict::Inline(values)) => values
                .keys()
                .find(|key| {
                    key.hash == hash && (key.key == name || self.text(key.key) == self.text(name))
                })
                .map(|key| key.key),
            _ => None,
        }
    }

    /// Deletes one; whether it was there.
    pub(crate) fn instance_delete(&mut self, object: Ref, name: Ref) -> bool {
        if self.instance_get(object, name).is_none() {
            return false;
        }
        let made = match self.get(object).attrs.as_ref().map(|attrs| &attrs.dict) {
            Some(InstanceDict::Made(dict)) => Some(*dict),
            _ => None,
        };
        if let Some(dict) = made {
            if !self.since(11) {
                self.give_up_keys(object);
            }
            return self.dict_delete_name(dict, name);
        }
        let hash = self.str_hash(name);
        let held = self.inline_key(object, name);
        let attrs = self.get_mut(object).attrs_mut();
        let removed = match &mut attrs.dict {
            InstanceDict::Inline(values) => {
                let at = values.keys().position(|key| Some(key.key) == held);
                if let (Some(split), Some(at)) = (&mut attrs.split, at)
                    && at < split.places.len()
                {
                    split.places.remove(at);
                }
                values.remove(hash, |other| Some(*other) == held)
            }
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
        self.ensure_dict(object, Purpose::Look)
    }
}
