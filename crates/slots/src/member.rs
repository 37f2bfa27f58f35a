//! `member_descriptor`: what stands in the class for a slot of the instances.

use objects::Ref;
use objects::types::header::{WORD, object_head};
use version::Version;

use crate::error::Error;
use crate::event::Watch;
use crate::runtime::Runtime;
use crate::types::{ClassAttribute, Member, TypeId};

impl<O: Watch> Runtime<O> {
    // ANCHOR: member_get
    /// Reads a slot: the word at the descriptor's offset. The reference is borrowed.
    ///
    /// Source: `member_get` in `Objects/descrobject.c`, `PyMember_GetOne` in `Python/structmember.c` (3.8.18, 3.13.12).
    #[inline]
    pub(crate) fn member_get(
        &self,
        class: TypeId,
        member: Member,
        object: Ref,
    ) -> Result<Ref, Error> {
        let Some(instance) = self.instance(object) else {
            return Err(self.wrong_object(class, member, object));
        };
        if instance.class != class && !self.is_subtype(instance.class, class) {
            return Err(self.wrong_object(class, member, object));
        }
        match instance.words[self.word_at(member)] {
            Some(value) => Ok(value),
            None => Err(self.unset(object, member)),
        }
    }
    // ANCHOR_END: member_get

    // ANCHOR: member_set
    /// Writes a slot, or empties it, and gives back what was in it.
    ///
    /// Source: `member_set` in `Objects/descrobject.c`, `PyMember_SetOne` in `Python/structmember.c` (3.13.12).
    pub(crate) fn member_set(
        &mut self,
        class: TypeId,
        member: Member,
        object: Ref,
        value: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        self.descr_check(class, member, object)?;
        let word = self.word_at(member);
        let Some(instance) = self.instance_mut(object) else {
            return Ok(value);
        };
        let old = std::mem::replace(&mut instance.words[word], value);
        if value.is_none() && old.is_none() {
            // Deleting an unset slot says no more than its name, in every version.
            return Err(Error::attribute_error(self.text(member.name)));
        }
        Ok(old)
    }
    // ANCHOR_END: member_set

    /// The place of a slot among the words behind the head.
    ///
    /// Items that lie in between are kept apart, so they don't move it.
    #[inline]
    fn word_at(&self, member: Member) -> usize {
        (member.offset - object_head(self.version())) / WORD
    }

    /// A descriptor is for instances of its class only: the word at its offset means something else in others
    /// (`descr_setcheck`).
    #[inline]
    fn descr_check(&self, class: TypeId, member: Member, object: Ref) -> Result<(), Error> {
        let given = self.type_of(object);
        if given == class || self.is_subtype(given, class) {
            return Ok(());
        }
        Err(self.wrong_object(class, member, object))
    }

    #[cold]
    fn wrong_object(&self, class: TypeId, member: Member, object: Ref) -> Error {
        Error::type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            self.text(member.name),
            self.class(class).name(),
            self.class(self.type_of(object)).name(),
        ))
    }

    /// The error for a slot that is empty. To 3.9 it is the bare name.
    ///
    /// The name is that of the slot, mangled or not.
    #[cold]
    fn unset(&self, object: Ref, member: Member) -> Error {
        let name = self.text(member.name);
        if self.version() < Version::new(3, 10, 0) {
            return Error::attribute_error(name);
        }
        self.no_attribute(object, name)
    }

    /// The slot that a class itself declares under this name, mangled.
    fn own_member(&self, class: TypeId, name: &str) -> Option<Member> {
        let name = self.names.find(name)?;
        match self.class(class).attributes.get(&name)? {
            ClassAttribute::Member(member) => Some(*member),
            _ => None,
        }
    }

    /// `class.name.__get__(object)`: reads a slot through the class's own descriptor, also one that a subclass hides.
    ///
    /// # Errors
    ///
    /// `TypeError` when the object is no instance of the class, `AttributeError` when the slot is empty,
    /// or the class declares no such slot.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn descriptor_get(
        &self,
        class: impl Into<TypeId>,
        name: &str,
        object: Ref,
    ) -> Result<Ref, Error> {
        let class = class.into();
        match self.own_member(class, name) {
            Some(member) => self.member_get(class, member, object),
            None => Err(self.no_class_attribute(class, name)),
        }
    }

    /// `class.name.__set__(object, value)`. The object takes over the caller's reference, also when it fails.
    ///
    /// # Errors
    ///
    /// `TypeError` when the object is no instance of the class, `AttributeError` when the class declares no such slot.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn descriptor_set(
        &mut self,
        class: impl Into<TypeId>,
        name: &str,
        object: Ref,
        value: Ref,
    ) -> Result<(), Error> {
        let class = class.into();
        let done = match self.own_member(class, name) {
            Some(member) => self.member_set(class, member, object, Some(value)),
            None => Err(self.no_class_attribute(class, name)),
        };
        match done {
            Ok(Some(old)) => self.decref(old),
            Ok(None) => {}
            Err(error) => {
                self.decref(value);
                return Err(error);
            }
        }
        Ok(())
    }

    /// `repr(class.name)` of a slot's descriptor.
    ///
    /// # Errors
    ///
    /// `AttributeError` when the class declares no such slot.
    pub fn descriptor_repr(&self, class: impl Into<TypeId>, name: &str) -> Result<String, Error> {
        let class = class.into();
        match self.own_member(class, name) {
            Some(_) => Ok(format!(
                "<member '{name}' of '{}' objects>",
                self.class(class).name()
            )),
            None => Err(self.no_class_attribute(class, name)),
        }
    }

    fn no_class_attribute(&self, class: TypeId, name: &str) -> Error {
        let class = self.class(class).name();
        Error::attribute_error(format!("type object '{class}' has no attribute '{name}'"))
    }
}
