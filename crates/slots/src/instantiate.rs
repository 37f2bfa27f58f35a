//! New instances.

use objects::Ref;
use objects::types::header::{WORD, object_head};
use version::Version;

use crate::builtin::Builtin;
use crate::event::Watch;
use crate::flags::Flags;
use crate::runtime::Runtime;
use crate::shared_keys::KeysId;
use crate::thing::{Instance, Kind, Thing};
use crate::types::{Type, TypeId};

impl<O: Watch> Runtime<O> {
    // ANCHOR: instantiate
    /// `class()`: a new instance, and a reference to it which is the caller's.
    ///
    /// Its slots are empty. From 3.11 it has room for the values of its attributes,
    /// which makes the class share fewer spare keys (`object_new`, and `PyType_GenericAlloc` from 3.13).
    pub fn instantiate(&mut self, class: impl Into<TypeId>) -> Ref {
        self.instantiate_with(class, [])
    }
    // ANCHOR_END: instantiate

    /// `class(items)`, of a class derived from `tuple`: takes over the references to the items.
    ///
    /// # Panics
    ///
    /// When there are items and instances of the class can't have any.
    pub fn instantiate_with(
        &mut self,
        class: impl Into<TypeId>,
        items: impl IntoIterator<Item = Ref>,
    ) -> Ref {
        let class = class.into();
        let items: Box<[Ref]> = items.into_iter().collect();
        let made = self.class(class);
        assert!(
            items.is_empty() || made.flags.has(Flags::TUPLE_SUBCLASS),
            "only tuples have items here, and {} is none",
            made.name()
        );
        let words = (made.basicsize - object_head(self.version())).div_ceil(WORD);
        let release = made.release.clone();
        let is_inline = made.flags.has(Flags::INLINE_VALUES);
        let keys = self.keys_of_new_instance(made);
        let values = keys.map(|keys| self.init_values(keys));
        let inline_capacity = values.as_ref().filter(|_| is_inline).map(|v| v.capacity());
        self.heap.insert(Thing(Kind::Instance(Box::new(Instance {
            class,
            words: vec![None; words].into(),
            items,
            values,
            dict: None,
            inline_capacity,
            release,
        }))))
    }

    /// The keys whose values a new instance has room for at once.
    ///
    /// 3.11 and 3.12 make that room in `object.__new__` only, and so not for classes derived from `list` and the like.
    pub(crate) fn keys_of_new_instance(&self, made: &Type) -> Option<KeysId> {
        let is_managed = made.flags.has(Flags::MANAGED_DICT);
        let wants = if self.version() >= Version::new(3, 13, 0) {
            made.flags.has(Flags::INLINE_VALUES)
        } else {
            is_managed && self.native(made.mro[0]) == Builtin::Object
        };
        made.cached_keys.filter(|_| wants)
    }

    /// The built-in type that a class derives from.
    pub(crate) fn native(&self, class: TypeId) -> Builtin {
        let mut class = class;
        loop {
            if let Some(&builtin) = Builtin::ALL.get(class.index()) {
                return builtin;
            }
            class = self.class(class).base.unwrap_or(TypeId(0));
        }
    }
}
