//! The second half of making a class: its own `__dict__`, and what it takes over from its base.

use objects::types::header::{WORD, object_head};
use version::Version;

use crate::class::Body;
use crate::event::Watch;
use crate::flags::Flags;
use crate::place::has_inline_values;
use crate::runtime::Runtime;
use crate::types::{ClassAttribute, Type};

impl<O: Watch> Runtime<O> {
    /// The class's own `__dict__`: what the body defined, then the descriptors.
    /// `adds` says whether one for `__dict__` is among them, and whether one for `__weakref__`.
    pub(crate) fn type_new_attributes(
        &mut self,
        made: &mut Type,
        body: &[(String, Body)],
        adds: (bool, bool),
    ) {
        for (name, value) in body {
            let name = self.names.intern(name);
            let attribute = match *value {
                Body::Variable(value) => ClassAttribute::Variable(value),
                Body::Property { value, has_setter } => {
                    ClassAttribute::Property { value, has_setter }
                }
            };
            // A name that is bound again in the body lets go of what it meant before.
            if let Some(
                ClassAttribute::Variable(old) | ClassAttribute::Property { value: old, .. },
            ) = made.attributes.insert(name, attribute)
            {
                self.decref(old);
            }
        }
        for &member in &made.members {
            made.attributes
                .insert(member.name, ClassAttribute::Member(member));
        }
        let (dict, weakref) = (
            self.names.intern("__dict__"),
            self.names.intern("__weakref__"),
        );
        if adds.0 {
            made.attributes
                .entry(dict)
                .or_insert(ClassAttribute::DictGetSet);
        }
        if adds.1 {
            made.attributes
                .entry(weakref)
                .or_insert(ClassAttribute::WeakrefGetSet);
        }
    }

    /// What the type takes over from its base, and the keys its instances will share (`PyType_Ready`).
    ///
    /// Source: `inherit_special` and `type_ready_managed_dict` in `Objects/typeobject.c` (3.13.12, 3.14.7).
    pub(crate) fn type_ready(&mut self, made: &mut Type, assigns: &[String]) {
        let version = self.version();
        let Some(base) = made.base else { return };
        let base = self.class(base);
        if made.dictoffset == 0 {
            made.dictoffset = base.dictoffset;
        }
        if made.weaklistoffset == 0 {
            made.weaklistoffset = base.weaklistoffset;
        }
        made.flags |= base.flags.only(Flags::PREHEADER);
        made.flags |= base.flags.only(Flags::TUPLE_SUBCLASS);
        made.flags |= base.flags.only(Flags::ITEMS_AT_END);
        let has_managed_dict = made.flags.has(Flags::MANAGED_DICT);
        if has_managed_dict && has_inline_values(version, made) {
            made.flags |= Flags::INLINE_VALUES;
        }
        let head = object_head(version);
        let own = made
            .members
            .iter()
            .map(|member| ((member.offset - head) / WORD) as u32);
        made.release = own.chain(base.release.iter().copied()).collect();
        if has_managed_dict || (version < Version::new(3, 11, 0) && made.dictoffset != 0) {
            made.cached_keys = Some(self.new_keys_for_class(assigns));
        }
    }
}
