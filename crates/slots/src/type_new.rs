//! `type_new`: from a class statement to a layout.

use std::sync::Arc;

use objects::types::header::WORD;
use version::Version;

use crate::class::{Body, Class};
use crate::declared::{Item, sequence_tuple, valid_identifier};
use crate::error::Error;
use crate::event::{Event, Watch};
use crate::flags::Flags;
use crate::name::{ByName, Name, mangle};
use crate::place::Place;
use crate::runtime::Runtime;
use crate::types::{Member, Type, TypeId};

/// What `type_new` knows on its way (`type_new_ctx`).
struct Context {
    base: TypeId,
    bases: Vec<TypeId>,
    may_add_dict: bool,
    may_add_weak: bool,
    add_dict: bool,
    add_weak: bool,
}

impl<O: Watch> Runtime<O> {
    /// Makes a class, or lets go of what its body held.
    pub(crate) fn type_new(&mut self, mut class: Class) -> Result<TypeId, Error> {
        let body = std::mem::take(&mut class.body);
        match self.type_new_impl(&class, &body) {
            Ok(id) => Ok(id),
            Err(error) => {
                for (_, Body::Variable(value) | Body::Property { value, .. }) in body {
                    self.decref(value);
                }
                Err(error)
            }
        }
    }

    fn type_new_impl(&mut self, class: &Class, body: &[(String, Body)]) -> Result<TypeId, Error> {
        let bases = match class.bases[..] {
            [] => vec![TypeId(0)],
            _ => class.bases.clone(),
        };
        let base = self.best_base(&bases)?;
        let mut context = Context {
            base,
            may_add_dict: self.class(base).dictoffset == 0,
            may_add_weak: self.may_add_weak(base),
            add_dict: false,
            add_weak: false,
            bases,
        };
        let slots = self.type_new_slots(class, body, &mut context)?;
        let mut made = self.type_new_descriptors(class, slots, &context)?;
        let mro = self.mro_of(&context.bases)?;
        let id = TypeId(self.types.len() as u32);
        made.mro.push(id);
        made.mro.extend(mro);
        self.type_new_attributes(&mut made, body, (context.add_dict, context.add_weak));
        self.type_ready(&mut made, &class.assigns);
        for member in &made.members {
            let (class, offset) = (made.name.clone(), member.offset);
            let slot = self.names.text(member.name).clone();
            self.tell(|| Event::SlotLaid {
                class,
                slot,
                offset,
            });
        }
        let (class, basicsize) = (made.name.clone(), made.basicsize);
        self.types.push(made);
        self.tell(|| Event::ClassMade { class, basicsize });
        Ok(id)
    }

    /// Whether instances could be given a list of weak references.
    ///
    /// To 3.14 not if they have items, since the list would lie behind them.
    fn may_add_weak(&self, base: TypeId) -> bool {
        let base = self.class(base);
        let items_forbid = base.itemsize != 0 && self.version() < Version::new(3, 15, 0);
        base.weaklistoffset == 0 && !items_forbid
    }

    /// Which slots there will be, mangled and sorted; `None` without `__slots__`.
    ///
    /// Source: `type_new_slots` in `Objects/typeobject.c` (3.12.12, 3.15.0rc1), `type_new` (3.8.18).
    fn type_new_slots(
        &mut self,
        class: &Class,
        body: &[(String, Body)],
        context: &mut Context,
    ) -> Result<Option<Vec<Name>>, Error> {
        let Some(declared) = &class.slots else {
            context.add_dict = context.may_add_dict;
            context.add_weak = context.may_add_weak && self.class(context.base).itemsize == 0;
            return Ok(None);
        };
        let items = sequence_tuple(declared)?;
        self.are_slots_allowed(&items, context.base)?;
        self.type_new_visit_slots(&items, context)?;
        let slots = self.type_new_copy_slots(class, &items, body, context)?;
        self.type_new_slots_bases(context);
        Ok(Some(slots))
    }

    /// To 3.14 a base whose instances have items allows no slot at all.
    fn are_slots_allowed(&self, items: &[Item], base: TypeId) -> Result<(), Error> {
        let version = self.version();
        if version >= Version::new(3, 15, 0) || items.is_empty() || self.class(base).itemsize == 0 {
            return Ok(());
        }
        Err(Error::type_error(format!(
            "nonempty __slots__ not supported for subtype of '{}'",
            self.full_name(base)
        )))
    }

    // ANCHOR: visit_slots
    /// Checks each name, and takes note of `__dict__` and `__weakref__`, which are no slots.
    ///
    /// Source: `type_new_visit_slots` in `Objects/typeobject.c` (3.12.12), `type_new` (3.8.18).
    fn type_new_visit_slots(&self, items: &[Item], context: &mut Context) -> Result<(), Error> {
        for item in items {
            match valid_identifier(item)? {
                "__dict__" => {
                    if !context.may_add_dict || context.add_dict {
                        return Err(Error::type_error(
                            "__dict__ slot disallowed: we already got one",
                        ));
                    }
                    context.add_dict = true;
                }
                "__weakref__" => {
                    if !context.may_add_weak || context.add_weak {
                        return Err(Error::type_error(weakref_disallowed(self.version())));
                    }
                    context.add_weak = true;
                }
                _ => {}
            }
        }
        Ok(())
    }
    // ANCHOR_END: visit_slots

    // ANCHOR: copy_slots
    /// The slots proper: mangled, free of conflicts with the class body, and sorted.
    ///
    /// They are sorted so that two classes with the same slots have the same layout,
    /// in whatever order they were written down.
    ///
    /// Source: `type_new_copy_slots` in `Objects/typeobject.c` (3.12.12), `type_new` (3.8.18).
    fn type_new_copy_slots(
        &mut self,
        class: &Class,
        items: &[Item],
        body: &[(String, Body)],
        context: &Context,
    ) -> Result<Vec<Name>, Error> {
        let mut slots = Vec::with_capacity(items.len());
        for item in items {
            let name = valid_identifier(item)?;
            if (context.add_dict && name == "__dict__")
                || (context.add_weak && name == "__weakref__")
            {
                continue;
            }
            let slot = mangle(&class.name, name);
            // The compiler puts these two into the namespace; they are taken out of it again.
            let is_compilers = matches!(slot.as_str(), "__qualname__" | "__classcell__");
            if !is_compilers && body.iter().any(|(variable, _)| *variable == slot) {
                return Err(Error::value_error(format!(
                    "'{slot}' in __slots__ conflicts with class variable"
                )));
            }
            slots.push(slot);
        }
        slots.sort_unstable();
        Ok(slots.iter().map(|slot| self.names.intern(slot)).collect())
    }
    // ANCHOR_END: copy_slots

    /// Bases other than the best one may bring a `__dict__` or a `__weakref__` of their own (`type_new_slots_bases`).
    fn type_new_slots_bases(&self, context: &mut Context) {
        for &id in &context.bases {
            if id == context.base {
                continue;
            }
            let base = self.class(id);
            context.add_dict |= context.may_add_dict && base.dictoffset != 0;
            context.add_weak |= context.may_add_weak && base.weaklistoffset != 0;
        }
    }

    // ANCHOR: slot_offsets
    /// Gives each slot its place, behind everything the base has, and finds a place for `__dict__` and `__weakref__`.
    ///
    /// Source: `type_new_descriptors` in `Objects/typeobject.c` (3.10.13, 3.11.7, 3.12.12, 3.15.0rc1).
    fn type_new_descriptors(
        &self,
        class: &Class,
        slots: Option<Vec<Name>>,
        context: &Context,
    ) -> Result<Type, Error> {
        let base = self.class(context.base);
        let has_items = base.itemsize != 0;
        if has_items
            && slots.as_ref().is_some_and(|slots| !slots.is_empty())
            && !base.flags.has(Flags::TUPLE_SUBCLASS)
        {
            return Err(Error::type_error(format!(
                "arbitrary __slots__ not supported for subtype of '{}'",
                self.full_name(context.base)
            )));
        }
        let mut slotoffset = base.basicsize;
        let mut members = Vec::new();
        for &name in slots.iter().flatten() {
            members.push(Member {
                name,
                offset: slotoffset,
                after_items: has_items && !base.flags.has(Flags::ITEMS_AT_END),
            });
            slotoffset += WORD;
        }
        let place = Place::find(
            self.version(),
            (context.add_dict, context.add_weak),
            has_items,
            slotoffset,
        );
        Ok(Type {
            name: class.name.as_str().into(),
            base: Some(context.base),
            bases: context.bases.clone(),
            mro: Vec::new(),
            basicsize: place.basicsize,
            itemsize: base.itemsize,
            dictoffset: place.dictoffset,
            weaklistoffset: place.weaklistoffset,
            flags: Flags::HEAPTYPE | Flags::BASETYPE | Flags::HAVE_GC | place.flags,
            slots,
            members,
            attributes: ByName::default(),
            cached_keys: None,
            release: Arc::new([]),
        })
    }
    // ANCHOR_END: slot_offsets
}

/// To 3.11 the text names a second reason, which had its own message before it could come true.
fn weakref_disallowed(version: Version) -> &'static str {
    if version < Version::new(3, 12, 0) {
        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
    } else {
        "__weakref__ slot disallowed: we already got one"
    }
}
