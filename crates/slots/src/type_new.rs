//! `type_new`: from a class statement to a layout.

use std::sync::Arc;

use objects::types::header::{WORD, object_head};
use version::Version;

use crate::class::{Body, Class};
use crate::declared::{Item, Slots};
use crate::error::Error;
use crate::event::{Event, Watch};
use crate::flags::Flags;
use crate::name::{ByName, Name, is_identifier, mangle};
use crate::runtime::Runtime;
use crate::types::{ClassAttribute, Member, Type, TypeId};

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
        self.type_new_attributes(&mut made, body, &context);
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
            if body.iter().any(|(variable, _)| *variable == slot) {
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
        let place = Place::find(self.version(), context, has_items, slotoffset);
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

    /// The class's own `__dict__`: what the body defined, then the descriptors.
    fn type_new_attributes(&mut self, made: &mut Type, body: &[(String, Body)], context: &Context) {
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
        if context.add_dict {
            made.attributes
                .entry(dict)
                .or_insert(ClassAttribute::DictGetSet);
        }
        if context.add_weak {
            made.attributes
                .entry(weakref)
                .or_insert(ClassAttribute::WeakrefGetSet);
        }
    }

    /// What the type takes over from its base, and the keys its instances will share (`PyType_Ready`).
    ///
    /// Source: `inherit_special` and `type_ready_managed_dict` in `Objects/typeobject.c` (3.13.12, 3.14.7).
    fn type_ready(&mut self, made: &mut Type, assigns: &[String]) {
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

/// Where `__dict__` and `__weakref__` are found.
struct Place {
    basicsize: usize,
    dictoffset: isize,
    weaklistoffset: isize,
    flags: Flags,
}

impl Place {
    // ANCHOR: dict_and_weakref_place
    /// To 3.10 both are pointers behind the slots. 3.11 moved the dictionary in front of the object,
    /// 3.12 the weak references too: then neither changes `__basicsize__`.
    fn find(version: Version, context: &Context, has_items: bool, slotoffset: usize) -> Place {
        let word = WORD as isize;
        let mut place = Place {
            basicsize: slotoffset,
            dictoffset: 0,
            weaklistoffset: 0,
            flags: Flags::default(),
        };
        if version >= Version::new(3, 12, 0) {
            let gc_words = if version.is_free_threaded() { 0 } else { 2 };
            if context.add_dict {
                place.dictoffset = -1;
                place.flags |= Flags::MANAGED_DICT;
            }
            if context.add_weak {
                place.weaklistoffset = -(gc_words + 2) * word;
                place.flags |= Flags::MANAGED_WEAKREF;
            }
            return place;
        }
        let is_managed = version >= Version::new(3, 11, 0) && !has_items;
        if context.add_dict && !is_managed {
            // With items in between, the place is counted from the end of the object.
            place.dictoffset = if has_items {
                -word
            } else {
                place.basicsize as isize
            };
            place.basicsize += WORD;
        }
        if context.add_weak {
            place.weaklistoffset = place.basicsize as isize;
            place.basicsize += WORD;
        }
        if context.add_dict && is_managed {
            // From the end of the object again, back over it and three words more.
            place.dictoffset = -(place.basicsize as isize) - 3 * word;
            place.flags |= Flags::MANAGED_DICT;
        }
        place
    }
    // ANCHOR_END: dict_and_weakref_place
}

/// Whether the values of the attributes lie in the object's own block.
///
/// 3.13 does so for classes that add nothing to `object`, 3.14 for all instances of fixed size.
/// Source: `type_ready_managed_dict` in `Objects/typeobject.c` (3.13.12, 3.14.7).
fn has_inline_values(version: Version, made: &Type) -> bool {
    let nothing_added = made.basicsize == object_head(version);
    version >= Version::new(3, 13, 0)
        && made.itemsize == 0
        && (nothing_added || version >= Version::new(3, 14, 0))
}

/// `__slots__` as a tuple: a string is one item, and everything else is iterated.
fn sequence_tuple(declared: &Slots) -> Result<Vec<Item>, Error> {
    match declared {
        Slots::Text(text) => Ok(vec![Item::Str(text.clone())]),
        Slots::Items(items) => Ok(items.clone()),
        Slots::NotIterable(type_name) => Err(Error::type_error(format!(
            "'{type_name}' object is not iterable"
        ))),
    }
}

/// The text of an item that may be a slot (`valid_identifier`).
fn valid_identifier(item: &Item) -> Result<&str, Error> {
    match item {
        Item::Other(type_name) => Err(Error::type_error(format!(
            "__slots__ items must be strings, not '{type_name}'"
        ))),
        Item::Str(text) if !is_identifier(text) => {
            Err(Error::type_error("__slots__ must be identifiers"))
        }
        Item::Str(text) => Ok(text),
    }
}

/// To 3.11 the text names a second reason, which had its own message before it could come true.
fn weakref_disallowed(version: Version) -> &'static str {
    if version < Version::new(3, 12, 0) {
        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
    } else {
        "__weakref__ slot disallowed: we already got one"
    }
}
