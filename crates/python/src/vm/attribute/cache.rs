//! [`MethodCache`]: what was found in the classes of an MRO, until a class changes (`type_cache` in `Objects/typeobject.c`).

use objects::Ref;

/// How many results are kept, and about how many classes something is known.
const LOOKUPS: usize = 1 << 10;
const CLASSES: usize = 1 << 7;

/// One result. It is good as long as no class has changed since.
#[derive(Clone, Copy, Debug, Default)]
struct Lookup {
    key: Option<(Ref, Ref)>,
    epoch: u64,
    found: Option<Ref>,
}

/// Which of the hooks of attribute access and of making instances a class has of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hooks {
    /// A `__getattribute__` that is no built-in one.
    pub(crate) getattribute: bool,
    /// The same of `__setattr__`.
    pub(crate) setattr: bool,
    /// A class statement's instances are made by `object.__new__`.
    pub(crate) plain_new: bool,
    /// An `__init__` that isn't `object`'s.
    pub(crate) init: bool,
}

/// What is known about a class, as long as none has changed.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    class: Option<Ref>,
    epoch: u64,
    hooks: Hooks,
}

/// Each result has one place; another one that needs it takes it.
#[derive(Debug)]
pub(crate) struct MethodCache {
    lookups: Vec<Lookup>,
    known: Vec<Known>,
    epoch: u64,
}

impl MethodCache {
    pub(crate) fn new() -> MethodCache {
        MethodCache {
            lookups: vec![Lookup::default(); LOOKUPS],
            known: vec![Known::default(); CLASSES],
            epoch: 0,
        }
    }

    /// A number that changes whenever a class does.
    #[inline]
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// A class changed.
    pub(crate) fn clear(&mut self) {
        self.epoch += 1;
    }

    #[inline]
    fn place(class: Ref, name: Ref) -> usize {
        (class.index().wrapping_mul(31) ^ name.index()) % LOOKUPS
    }

    /// What was found for the name; borrowed.
    #[inline]
    pub(crate) fn get(&self, class: Ref, name: Ref) -> Option<Option<Ref>> {
        let lookup = self.lookups.get(Self::place(class, name))?;
        (lookup.key == Some((class, name)) && lookup.epoch == self.epoch).then_some(lookup.found)
    }

    pub(crate) fn insert(&mut self, class: Ref, name: Ref, found: Option<Ref>) {
        if let Some(lookup) = self.lookups.get_mut(Self::place(class, name)) {
            *lookup = Lookup {
                key: Some((class, name)),
                epoch: self.epoch,
                found,
            };
        }
    }

    #[inline]
    pub(crate) fn hooks(&self, class: Ref) -> Option<Hooks> {
        let known = self.known.get(class.index() % CLASSES)?;
        (known.class == Some(class) && known.epoch == self.epoch).then_some(known.hooks)
    }

    pub(crate) fn insert_hooks(&mut self, class: Ref, hooks: Hooks) {
        if let Some(known) = self.known.get_mut(class.index() % CLASSES) {
            *known = Known {
                class: Some(class),
                epoch: self.epoch,
                hooks,
            };
        }
    }
}
