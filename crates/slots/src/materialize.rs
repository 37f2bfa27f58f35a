//! How an instance comes to have a dictionary object, and how it loses it.

use objects::Ref;
use objects::types::Dict;
use version::Version;

use crate::error::Error;
use crate::event::{Event, Watch};
use crate::flags::Flags;
use crate::runtime::Runtime;
use crate::thing::{Kind, Table, Thing};

/// Why a dictionary is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// `object.__dict__`. In 3.11 a dictionary that is made for this shares no keys.
    Look,
    /// An attribute is set or deleted.
    Store,
}

impl<O: Watch> Runtime<O> {
    /// Whether instances of the object's class have a `__dict__`.
    pub(crate) fn has_dict(&self, object: Ref) -> bool {
        self.instance(object).is_some() && self.class(self.type_of(object)).dictoffset != 0
    }

    // ANCHOR: materialize
    /// `object.__dict__`: the dictionary, made now if there was none. The reference is borrowed.
    ///
    /// If the instance keeps its values itself, the new dictionary takes them over:
    /// to 3.12 with the block they lie in, from 3.13 they stay in the object's block and the dictionary looks there.
    ///
    /// Source: `PyObject_GenericGetDict` and `make_dict_from_instance_attributes`
    /// in `Objects/dictobject.c` (3.10.13, 3.11.7, 3.13.12).
    pub(crate) fn ensure_dict(&mut self, object: Ref) -> Ref {
        self.ensure_dict_for(object, Purpose::Look)
    }

    /// [`ensure_dict`](Runtime::ensure_dict), which in 3.11 asks what the dictionary is for.
    pub(crate) fn ensure_dict_for(&mut self, object: Ref, purpose: Purpose) -> Ref {
        let (class, version) = (self.type_of(object), self.version());
        let Some(instance) = self.instance_mut(object) else {
            panic!("{object} is no instance, and so has no dictionary")
        };
        if let Some(dict) = instance.dict {
            return dict;
        }
        let values = instance.values.take();
        let is_inline = instance.inline_capacity.is_some();
        let cached = self.class(class).cached_keys;
        let dict = match (values, cached) {
            (Some(values), Some(keys)) => {
                self.keys_mut(keys).refcnt += 1;
                let embedded_in =
                    (is_inline && version >= Version::new(3, 13, 0)).then_some(object);
                let dict = self.new_dict(Table::Split { keys, values }, embedded_in);
                self.tell(|| Event::DictMaterialized { object, dict });
                dict
            }
            (_, keys) => {
                let is_managed = self.class(class).flags.has(Flags::MANAGED_DICT);
                let is_3_11 = is_managed && version < Version::new(3, 12, 0);
                let dict = match keys.filter(|_| !(is_3_11 && purpose == Purpose::Look)) {
                    Some(keys) => self.new_dict_with_shared_keys(keys),
                    None => self.new_dict(Table::Combined(Dict::new()), None),
                };
                self.tell(|| Event::DictMade { object, dict });
                dict
            }
        };
        if let Some(instance) = self.instance_mut(object) {
            instance.dict = Some(dict);
        }
        dict
    }
    // ANCHOR_END: materialize

    /// `object.__dict__ = dict`: counts the new dictionary, and lets go of the old one or of the values.
    ///
    /// # Errors
    ///
    /// `AttributeError` when instances of the class have no dictionary.
    ///
    /// # Panics
    ///
    /// When `dict` is no dictionary, or one of the two is gone.
    pub fn set_dict(&mut self, object: Ref, dict: Ref) -> Result<(), Error> {
        if !self.has_dict(object) {
            return Err(self.no_dict_to_set(object, "__dict__"));
        }
        self.dict_object(dict);
        self.incref(dict);
        self.replace_dict(object, Some(dict));
        Ok(())
    }

    /// `del object.__dict__`: all attributes are gone. The next one that is set makes a new dictionary.
    pub(crate) fn drop_dict(&mut self, object: Ref) {
        self.replace_dict(object, None);
    }

    /// After `del object.__dict__` an attribute that is only looked for brings a new dictionary, which shares no keys.
    ///
    /// This is so where values lie in the object's own block, since those are no longer valid
    /// (`_PyObject_MaterializeManagedDict_LockHeld` in `Objects/dictobject.c`, 3.13.12).
    pub(crate) fn replace_lost_values(&mut self, object: Ref) {
        let lost = self.instance(object).is_some_and(|instance| {
            let is_inline = instance.inline_capacity.is_some();
            is_inline && instance.values.is_none() && instance.dict.is_none()
        });
        if !lost {
            return;
        }
        let dict = self.new_dict(Table::Combined(Dict::new()), None);
        self.tell(|| Event::DictMade { object, dict });
        if let Some(instance) = self.instance_mut(object) {
            instance.dict = Some(dict);
        }
    }

    /// Puts a counted dictionary in, or none, and lets go of what was there.
    fn replace_dict(&mut self, object: Ref, dict: Option<Ref>) {
        self.detach(object);
        let Some(instance) = self.instance_mut(object) else {
            return;
        };
        let old = std::mem::replace(&mut instance.dict, dict);
        let values = instance.values.take();
        for value in values.iter().flat_map(|values| values.iter()) {
            self.decref(value);
        }
        if let Some(old) = old {
            self.decref(old);
        }
    }

    /// Makes the instance's dictionary one that can live without it (`_PyDict_DetachFromObject`, from 3.13).
    pub(crate) fn detach(&mut self, object: Ref) {
        let Some(dict) = self.instance(object).and_then(|instance| instance.dict) else {
            return;
        };
        self.detach_dict(object, dict);
    }

    fn detach_dict(&mut self, object: Ref, dict: Ref) {
        if self.dict_object(dict).embedded_in == Some(object) {
            self.dict_object_mut(dict).embedded_in = None;
            self.tell(|| Event::DictDetached { dict });
        }
    }

    /// What an object's memory held besides references, when it is returned.
    pub(crate) fn forget(&mut self, object: Ref, value: Thing) {
        match value.0 {
            Kind::Instance(instance) => {
                if let Some(dict) = instance.dict.filter(|&dict| self.heap.is_alive(dict)) {
                    self.detach_dict(object, dict);
                }
            }
            Kind::Dict(dict) => {
                if let Table::Split { keys, .. } = dict.table {
                    self.dictkeys_decref(keys);
                }
            }
            Kind::None => {}
        }
    }

    /// Whether the values of new instances lie in the instances' own blocks.
    pub(crate) fn is_inline(&self, class: crate::TypeId) -> bool {
        self.class(class).flags.has(Flags::INLINE_VALUES)
    }
}
