//! A type object, as far as the layout of its instances goes.

use std::sync::Arc;

use objects::Ref;

use crate::flags::Flags;
use crate::name::{ByName, Name};
use crate::shared_keys::KeysId;

/// The number of a type in its [`Runtime`](crate::Runtime).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) u32);

impl TypeId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<crate::Builtin> for TypeId {
    fn from(builtin: crate::Builtin) -> TypeId {
        builtin.id()
    }
}

/// `PyMemberDef`: one slot, and where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name, mangled.
    pub name: Name,
    /// Bytes from the object's address, or from the end of its items.
    pub offset: usize,
    /// Whether the items of a `tuple` lie in between (`_Py_AFTER_ITEMS`, from 3.15).
    pub after_items: bool,
}

/// What a class's own `__dict__` holds under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassAttribute {
    /// `<member 'x' of 'Point' objects>`: a data descriptor for a slot.
    Member(Member),
    /// `<attribute '__dict__' of 'Point' objects>`, a data descriptor.
    DictGetSet,
    /// `<attribute '__weakref__' of 'Point' objects>`, a data descriptor.
    WeakrefGetSet,
    /// A property, a data descriptor even if nothing can be set through it. Reading it gives the object.
    Property {
        /// What the getter returns.
        value: Ref,
        /// Whether `@p.setter` was given; setting does nothing then.
        has_setter: bool,
    },
    /// Any other object: a default, a constant, a function.
    Variable(Ref),
}

impl ClassAttribute {
    /// Whether this goes before the instance's own attributes (`PyDescr_IsData`).
    pub fn is_data_descriptor(self) -> bool {
        !matches!(self, ClassAttribute::Variable(_))
    }
}

/// A type: what `type_new` decided about the instances.
#[derive(Clone, Debug)]
pub struct Type {
    pub(crate) name: Arc<str>,
    pub(crate) base: Option<TypeId>,
    pub(crate) bases: Vec<TypeId>,
    pub(crate) mro: Vec<TypeId>,
    pub(crate) basicsize: usize,
    pub(crate) itemsize: usize,
    pub(crate) dictoffset: isize,
    pub(crate) weaklistoffset: isize,
    pub(crate) flags: Flags,
    pub(crate) slots: Option<Vec<Name>>,
    pub(crate) members: Vec<Member>,
    pub(crate) attributes: ByName<ClassAttribute>,
    pub(crate) cached_keys: Option<KeysId>,
    /// Which words behind the head an instance releases, in `subtype_dealloc`'s order.
    pub(crate) release: Arc<[u32]>,
}

impl Type {
    /// `__name__`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `__base__`: the base whose layout this type extends. `object` has none.
    pub fn base(&self) -> Option<TypeId> {
        self.base
    }

    /// `__bases__`.
    pub fn bases(&self) -> &[TypeId] {
        &self.bases
    }

    /// `__mro__`.
    pub fn mro(&self) -> &[TypeId] {
        &self.mro
    }

    /// `__basicsize__`: bytes of an instance from its address on, without items.
    pub fn basicsize(&self) -> usize {
        self.basicsize
    }

    /// `__itemsize__`: bytes of one item, 0 if instances have none.
    pub fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// `__dictoffset__`: where the pointer to the dictionary lies, in bytes from the object's address.
    ///
    /// 0 without a dictionary. Below 0 it counts from the end of the object (to 3.11),
    /// and -1 says that the interpreter knows where (from 3.12).
    pub fn dictoffset(&self) -> isize {
        self.dictoffset
    }

    /// `__weakrefoffset__`: where the list of weak references begins, in bytes from the object's address.
    ///
    /// 0 for a type whose instances can't be referred to weakly, below 0 in front of the object (from 3.12).
    pub fn weaklistoffset(&self) -> isize {
        self.weaklistoffset
    }

    /// The bits of `tp_flags` that have to do with the layout.
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// The slots this class itself adds, mangled and sorted, without `__dict__` and `__weakref__` (`ht_slots`).
    ///
    /// `None` for a class without `__slots__`, and for built-in types.
    pub fn slots(&self) -> Option<&[Name]> {
        self.slots.as_deref()
    }

    /// The slots this class itself adds, with their places.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Whether a `class` statement made it.
    pub fn is_heap_type(&self) -> bool {
        self.flags.has(Flags::HEAPTYPE)
    }
}
