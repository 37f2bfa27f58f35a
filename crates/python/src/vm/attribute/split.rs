//! Keys that instances of a class share (PEP 412); the crate `slots` knows them.

use objects::Ref;
use objects::types::dict::{growth_rate, log2_keysize};
use objects::types::{Dict, Key};

use crate::objects::{Body, InstanceDict, Object, Split};
use crate::vm::Vm;

/// Why an instance gets a dict.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Somebody asks for `__dict__`. In 3.11 such a dict shares no keys.
    Look,
    /// An attribute is set.
    Store,
}

impl Vm {
    /// The keys that a dict shares with others.
    pub(crate) fn shared_keys_of_dict(&self, dict: Ref) -> Option<slots::KeysId> {
        let value = self.get(dict);
        match value.body {
            // An instance of a class derived from dict has keys for its own attributes there.
            Body::Dict(_) if !value.counts_class => {
                Some(value.attrs.as_ref()?.split.as_ref()?.keys)
            }
            _ => None,
        }
    }

    fn cached_keys_of(&self, object: Ref) -> Option<slots::KeysId> {
        self.layouts.cached_keys(self.layout_of(object)?)
    }

    fn layout_of(&self, object: Ref) -> Option<slots::TypeId> {
        match self.body(self.get(object).class?) {
            Body::Type(class) if class.is_heap => Some(class.layout),
            _ => None,
        }
    }

    /// What the layouts of classes call a key, if it is a text.
    fn name_of_key(&mut self, key: Ref) -> Option<slots::Name> {
        let Vm { heap, layouts, .. } = self;
        match heap.get(key)? {
            Object {
                body: Body::Str(text),
                counts_class: false,
                ..
            } => Some(text.name(layouts)),
            _ => None,
        }
    }

    /// Whether an instance that keeps its values has room for a new one: its name becomes a shared key.
    pub(super) fn inline_room(&mut self, object: Ref, name: Ref) -> bool {
        let Some((keys, used)) = self.get(object).attrs.as_ref().and_then(|attrs| {
            let split = attrs.split.as_ref()?;
            Some((split.keys, split.places.len()))
        }) else {
            return false;
        };
        let Some(name) = self.name_of_key(name) else {
            return false;
        };
        let Some(place) = self.layouts.share_key(keys, name, used) else {
            return false;
        };
        match &mut self.get_mut(object).attrs_mut().split {
            Some(split) => split.places.push(place),
            None => false,
        }
    }

    /// The dict of an instance, made if there is none; borrowed.
    pub(super) fn ensure_dict(&mut self, object: Ref, purpose: Purpose) -> Ref {
        let attrs = self.get_mut(object).attrs_mut();
        if let InstanceDict::Made(dict) = attrs.dict {
            return dict;
        }
        let values = std::mem::take(&mut attrs.dict);
        let kept = attrs.split.take().map(|split| split.keys);
        let (keys, dict) = match (values, kept) {
            (InstanceDict::Inline(values), keys) => {
                let held: Vec<Ref> = values.iter().map(|(_, &value)| value).collect();
                let dict = self.alloc(Body::Dict(Box::new(values)));
                gc::maintain_tracking(self, dict, &held);
                (keys, dict)
            }
            (_, Some(keys)) => (Some(keys), self.dict()),
            _ => {
                let shares = purpose == Purpose::Store || !self.since(11) || self.since(12);
                let keys = self.cached_keys_of(object).filter(|_| shares);
                (keys, self.dict())
            }
        };
        if let Some(keys) = keys {
            self.layouts.hold_keys(keys);
            self.get_mut(dict).attrs_mut().split = Some(Split::new(keys));
            self.drop_values(object);
            self.resized(dict);
        }
        self.get_mut(object).attrs_mut().dict = InstanceDict::Made(dict);
        dict
    }

    /// Sets an attribute in an instance's dict; to 3.10 the class may get other keys by that (`_PyObjectDict_SetItem`).
    pub(super) fn dict_store(&mut self, object: Ref, dict: Ref, name: Ref, value: Ref) {
        let cached = match self.since(11) {
            true => None,
            false => self.cached_keys_of(object),
        };
        let was_shared = cached.is_some() && self.shared_keys_of_dict(dict) == cached;
        self.dict_set_name(dict, name, value);
        let Some(cached) = cached else { return };
        if !was_shared || self.shared_keys_of_dict(dict) == Some(cached) {
            return;
        }
        let Some(layout) = self.layout_of(object) else {
            return;
        };
        let names: Option<Vec<slots::Name>> = self
            .dict_pairs(dict)
            .into_iter()
            .map(|(key, _)| self.name_of_key(key))
            .collect();
        match names {
            Some(names) if self.layouts.has_one_user(cached) => {
                let log2_size = match self.body(dict) {
                    Body::Dict(table) => table.table_size().max(1).ilog2(),
                    _ => 3,
                };
                let keys = self.layouts.share_keys_of(layout, names, log2_size);
                self.get_mut(dict).attrs_mut().split = Some(Split::new(keys));
            }
            _ => self.layouts.give_up_keys(layout),
        }
    }

    /// To 3.10 a class whose instance deletes an attribute shares no keys any more.
    pub(super) fn give_up_keys(&mut self, object: Ref) {
        if let Some(layout) = self.layout_of(object) {
            self.layouts.give_up_keys(layout);
        }
    }

    /// A dict gets a key that it doesn't have: it shares it, or no keys at all from now on.
    pub(crate) fn split_new_key(&mut self, dict: Ref, key: Ref) {
        let Some(keys) = self.shared_keys_of_dict(dict) else {
            return;
        };
        let used = match self.body(dict) {
            Body::Dict(table) => table.len(),
            _ => 0,
        };
        let name = self.name_of_key(key);
        let is_text = name.is_some();
        let place = name.and_then(|name| self.layouts.share_key(keys, name, used));
        if place.is_none() {
            let log2_size = log2_keysize(self.version, growth_rate(used));
            self.combine(dict, log2_size, is_text);
        }
    }

    /// A dict that dies lets go of its values in the order of the shared keys, not in that in which they came (3.11).
    pub(crate) fn order_values(&mut self, dict: Ref) {
        if !self.since(11) {
            return;
        }
        let Some(keys) = self.shared_keys_of_dict(dict) else {
            return;
        };
        let places: Vec<usize> = self
            .dict_pairs(dict)
            .into_iter()
            .filter_map(|(key, _)| {
                let name = self.name_of_key(key)?;
                self.layouts.place_of_key(keys, name)
            })
            .collect();
        if places.is_sorted() {
            return;
        }
        let mut order: Vec<u32> = (0..places.len() as u32).collect();
        order.sort_by_key(|&at| places[at as usize]);
        self.get_mut(dict).attrs_mut().slot_order = Some(order.into());
    }

    /// A dict loses a key. To 3.10 it shares no keys from then on.
    pub(crate) fn split_delete(&mut self, dict: Ref) {
        if self.since(11) {
            return;
        }
        if let Some(keys) = self.shared_keys_of_dict(dict) {
            let log2_size = self.layouts.log2_size(keys);
            self.combine(dict, log2_size, true);
        }
    }

    /// Gives a dict keys of its own, in a table of this size (`dictresize`).
    fn combine(&mut self, dict: Ref, log2_size: u32, is_text: bool) {
        let version = self.version;
        let attrs = self.get_mut(dict).attrs_mut();
        let Some(split) = attrs.split.take() else {
            return;
        };
        self.layouts.release_keys(split.keys);
        let Body::Dict(table) = self.body_mut(dict) else {
            return;
        };
        let mut own = Dict::with_table(log2_size, is_text);
        let keys: Vec<Key<Ref>> = table
            .keys()
            .map(|key| Key {
                key: key.key,
                hash: key.hash,
                is_str: key.is_str,
            })
            .collect();
        let pairs = table.clear();
        for (key, (_, value)) in keys.into_iter().zip(pairs) {
            own.insert(version, key, value, |_| false);
        }
        **table = own;
        self.resized(dict);
    }
}
