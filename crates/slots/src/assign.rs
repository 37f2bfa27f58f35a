//! `object.__class__ = class`: when one class may take the place of another.

use objects::Ref;
use objects::types::header::WORD;
use version::Version;

use crate::error::Error;
use crate::event::{Event, Watch};
use crate::flags::Flags;
use crate::runtime::Runtime;
use crate::types::TypeId;

impl<O: Watch> Runtime<O> {
    /// `object.__class__ = class`.
    ///
    /// Keys are shared by class, so an instance that keeps its values itself gets a dictionary first (from 3.11).
    ///
    /// Source: `object_set_class` in `Objects/typeobject.c` (3.8.18, 3.11.7, 3.15.0rc1).
    ///
    /// # Errors
    ///
    /// `TypeError` when the layouts differ, or one of the classes can't be changed.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn set_class(&mut self, object: Ref, class: impl Into<TypeId>) -> Result<(), Error> {
        let (old, new) = (self.type_of(object), class.into());
        let is_fixed = |class: TypeId| !self.class(class).is_heap_type();
        if is_fixed(old) || is_fixed(new) {
            let kind = if self.version() < Version::new(3, 10, 0) {
                "heap"
            } else {
                "mutable"
            };
            return Err(Error::type_error(format!(
                "__class__ assignment only supported for {kind} types or ModuleType subclasses"
            )));
        }
        self.compatible_for_assignment(old, new, "__class__")?;
        let keeps_values = self.instance(object).is_some_and(|it| it.values.is_some());
        if Runtime::<O>::keeps_values_apart(self.version()) && keeps_values {
            self.ensure_dict(object);
        }
        self.detach(object);
        // Slots in the same places are released in the same order, so nothing else changes.
        if let Some(instance) = self.instance_mut(object) {
            instance.class = new;
        }
        let class = self.class(new).name.clone();
        self.tell(|| Event::ClassAssigned { object, class });
        Ok(())
    }

    // ANCHOR: compatible_for_assignment
    /// Whether instances of the two classes are laid out alike, asked for an assignment to `attribute`:
    /// `__class__` of an instance, or `__bases__` of a class, where the two are its old and its new base.
    ///
    /// It climbs from each class to the ancestor that has just the same fields.
    /// The two must then be one, or have added the same slots to one base.
    ///
    /// # Errors
    ///
    /// `TypeError` if they aren't.
    ///
    /// Source: `compatible_for_assignment` in `Objects/typeobject.c` (3.8.18, 3.11.7, 3.13.12, 3.15.0rc1).
    pub fn compatible_for_assignment(
        &self,
        old: impl Into<TypeId>,
        new: impl Into<TypeId>,
        attribute: &str,
    ) -> Result<(), Error> {
        let (old, new) = (old.into(), new.into());
        // What the collector knows is freed by another function (`tp_free`).
        if self.class(old).flags.has(Flags::HAVE_GC) != self.class(new).flags.has(Flags::HAVE_GC) {
            return Err(Error::type_error(format!(
                "{attribute} assignment: '{}' deallocator differs from '{}'",
                self.class(new).name(),
                self.class(old).name(),
            )));
        }
        let oldbase = self.with_same_fields(old);
        let newbase = self.with_same_fields(new);
        let alike = newbase == oldbase
            || (self.class(newbase).base == self.class(oldbase).base
                && self.same_slots_added(newbase, oldbase));
        if alike && self.same_preheader(old, new) {
            return Ok(());
        }
        Err(Error::type_error(format!(
            "{attribute} assignment: '{}' object layout differs from '{}'",
            self.class(new).name(),
            self.class(old).name(),
        )))
    }
    // ANCHOR_END: compatible_for_assignment

    /// What lies in front of the objects and behind them must be the same too.
    /// 3.11 looks at the dictionary, 3.12 at weak references too, and 3.13 at values inside the block.
    ///
    /// 3.15 also compares `tp_dictoffset`, `tp_weaklistoffset` and `Py_TPFLAGS_HAVE_GC` here, and no longer on the climb;
    /// for classes made in Python that says no more than these bits do.
    fn same_preheader(&self, old: TypeId, new: TypeId) -> bool {
        let (old, new) = (self.class(old), self.class(new));
        let same = |flags: Flags| old.flags.only(flags) == new.flags.only(flags);
        let since = |minor| self.version() >= Version::new(3, minor, 0);
        (!since(11) || same(Flags::MANAGED_DICT))
            && (!since(12) || same(Flags::PREHEADER))
            && (!since(13) || same(Flags::INLINE_VALUES))
    }

    /// The highest ancestor whose instances have the same fields (`compatible_with_tp_base`, again and again).
    fn with_same_fields(&self, class: TypeId) -> TypeId {
        let mut class = class;
        while let Some(base) = self.class(class).base {
            if !self.compatible_with_tp_base(class, base) {
                break;
            }
            class = base;
        }
        class
    }

    fn compatible_with_tp_base(&self, child: TypeId, parent: TypeId) -> bool {
        let (child, parent) = (self.class(child), self.class(parent));
        // A built-in type has a `tp_dealloc` of its own, and a class has `subtype_dealloc`.
        let same_dealloc = child.is_heap_type();
        let same_size = child.basicsize == parent.basicsize && child.itemsize == parent.itemsize;
        let same_places = child.dictoffset == parent.dictoffset
            && child.weaklistoffset == parent.weaklistoffset
            && child.flags.has(Flags::HAVE_GC) == parent.flags.has(Flags::HAVE_GC);
        same_dealloc && same_size && (same_places || self.version() >= Version::new(3, 15, 0))
    }

    // ANCHOR: same_slots_added
    /// Whether two classes with one base added the same slots, and a dictionary and weak references in the same places.
    ///
    /// Source: `same_slots_added` in `Objects/typeobject.c` (3.8.18, 3.15.0rc1).
    fn same_slots_added(&self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.class(a), self.class(b));
        let Some(base) = a.base else { return false };
        let mut size = self.class(base).basicsize;
        if a.dictoffset == size as isize && b.dictoffset == size as isize {
            size += WORD;
        }
        if a.weaklistoffset == size as isize && b.weaklistoffset == size as isize {
            size += WORD;
        }
        if !a.is_heap_type() || !b.is_heap_type() {
            return false;
        }
        if let (Some(slots_a), Some(slots_b)) = (&a.slots, &b.slots) {
            if slots_a != slots_b {
                return false;
            }
            size += WORD * slots_a.len();
        }
        size == a.basicsize && size == b.basicsize
    }
    // ANCHOR_END: same_slots_added
}
