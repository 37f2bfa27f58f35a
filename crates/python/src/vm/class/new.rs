//! `type.__new__`: from name, bases and namespace to a class.

use objects::Ref;

use super::shape::Shape;
use crate::objects::{Body, GetSet, Kind, Object, Type};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// `type.__new__(meta, name, bases, namespace)`: `type_new`.
    pub(crate) fn type_new(&mut self, args: &Args<'_>) -> R {
        let [meta, name, bases, namespace] = *args.pos else {
            let given = args.pos.len().saturating_sub(1);
            return Err(self.type_error(format!(
                "type.__new__() takes exactly 3 arguments ({given} given)"
            )));
        };
        if !matches!(self.body(meta), Body::Type(_)) {
            let text = format!(
                "type.__new__(X): X is not a type object ({})",
                self.tp_name(meta)
            );
            return Err(self.type_error(text));
        }
        let wrong = [
            (name, "str", matches!(self.body(name), Body::Str(_))),
            (bases, "tuple", matches!(self.body(bases), Body::Tuple(_))),
            (
                namespace,
                "dict",
                matches!(self.body(namespace), Body::Dict(_)),
            ),
        ];
        for (place, (given, wanted, fits)) in wrong.into_iter().enumerate() {
            if !fits {
                let text = format!(
                    "type.__new__() argument {} must be {wanted}, not {}",
                    place + 1,
                    self.tp_name(given)
                );
                return Err(self.type_error(text));
            }
        }
        for base in self.items(bases).to_vec() {
            if matches!(self.body(base), Body::Type(_)) {
                continue;
            }
            if let Some(entries) = self.getattr_opt(base, "__mro_entries__")? {
                self.decref(entries);
                return Err(self.type_error(
                    "type() doesn't support MRO entry resolution; use types.new_class()",
                ));
            }
        }
        let winner = self.calculate_metaclass(meta, bases)?;
        if winner != meta {
            let plain = self.type_lookup_str(self.kind(Kind::Type), "__new__");
            let own = self.type_lookup_str(winner, "__new__");
            if own != plain
                && let Some(own) = own
            {
                let new = self.bind(own, None, winner)?;
                let new = self.own(new);
                let pos = [winner, name, bases, namespace];
                return self.call_args(
                    new,
                    &Args {
                        pos: &pos,
                        kw: args.kw,
                    },
                );
            }
        }
        let class = self.type_new_impl(winner, name, bases, namespace)?;
        let announced = self
            .set_names(class)
            .and_then(|()| self.init_subclass(class, args.kw));
        match announced {
            Ok(()) => Ok(class),
            Err(exc) => {
                self.decref(class);
                Err(exc)
            }
        }
    }

    fn type_new_impl(&mut self, meta: Ref, name: Ref, bases: Ref, original: Ref) -> R {
        let object = self.kind(Kind::Object);
        let bases = match self.items(bases).is_empty() {
            true => {
                self.incref(object);
                let bases = self.tuple(vec![object]);
                self.own(bases)
            }
            false => bases,
        };
        let list = self.items(bases).to_vec();
        self.check_bases(&list)?;
        let namespace = self.dict();
        let namespace = self.own(namespace);
        for (key, value) in self.dict_pairs(original) {
            if let Body::Str(_) = self.body(key) {
                self.dict_set_name(namespace, key, value);
            } else {
                self.setitem(namespace, key, value)?;
            }
        }
        let name_text = self.text(name).to_owned();
        if name_text.contains('\0') {
            return Err(self.value_error("type name must not contain null characters"));
        }
        let shape = self.shape(&name_text, &list, namespace)?;
        let qualname = match self.dict_get_str(namespace, "__qualname__") {
            Some(value) => match self.body(value) {
                Body::Str(text) => text.value.as_str().into(),
                _ => {
                    let text = format!(
                        "type __qualname__ must be a str, not {}",
                        self.tp_name(value)
                    );
                    return Err(self.type_error(text));
                }
            },
            None => name_text.as_str().into(),
        };
        self.dict_delete_str(namespace, "__qualname__");
        let cell = self.dict_get_str(namespace, "__classcell__");
        if let Some(cell) = cell
            && !matches!(self.body(cell), Body::Cell(_))
        {
            let shown = self.plain_repr(self.type_of(cell));
            return Err(self.type_error(format!(
                "__classcell__ must be a nonlocal cell, not {shown}"
            )));
        }
        self.set_module(namespace);
        self.wrap_implicit(namespace);
        let class = self.alloc_class(meta, &name_text, qualname, bases, namespace, &shape);
        if let Some(cell) = cell {
            self.incref(class);
            let old = match self.body_mut(cell) {
                Body::Cell(held) => held.replace(class),
                _ => Some(class),
            };
            self.xdecref(old);
        }
        self.dict_delete_str(namespace, "__classcell__");
        self.set_class_dict_cell(namespace)?;
        let mro = match self.find_mro(class) {
            Ok(mro) => mro,
            Err(exc) => {
                self.decref(class);
                return Err(exc);
            }
        };
        let old = match self.body_mut(class) {
            Body::Type(value) => std::mem::replace(&mut value.mro, mro),
            _ => mro,
        };
        self.decref(old);
        self.add_descriptors(class, namespace, &shape);
        self.add_subclass(class, &list);
        self.method_cache.clear();
        self.update_del(class);
        Ok(class)
    }

    /// What is evaluated later sees the names of the class, and no more those of its body (`type_new_set_classdictcell`).
    fn set_class_dict_cell(&mut self, namespace: Ref) -> R<()> {
        let Some(cell) = self.dict_get_str(namespace, "__classdictcell__") else {
            return Ok(());
        };
        if !self.since(12) {
            return Ok(());
        }
        if !matches!(self.body(cell), Body::Cell(_)) {
            let shown = self.repr_of(cell)?;
            return Err(self.type_error(format!(
                "__classdictcell__ must be a nonlocal cell, not {shown}"
            )));
        }
        self.incref(namespace);
        let old = match self.body_mut(cell) {
            Body::Cell(held) => held.replace(namespace),
            _ => Some(namespace),
        };
        self.xdecref(old);
        self.dict_delete_str(namespace, "__classdictcell__");
        Ok(())
    }

    fn alloc_class(
        &mut self,
        meta: Ref,
        name: &str,
        qualname: std::rc::Rc<str>,
        bases: Ref,
        namespace: Ref,
        shape: &Shape,
    ) -> Ref {
        let (native, first) = match self.body(shape.base) {
            Body::Type(base) => (base.native, base.slots),
            _ => (Kind::Object, 0),
        };
        let empty = self.incref(self.one.empty_tuple);
        for held in [bases, shape.base, namespace] {
            self.incref(held);
        }
        let counts = matches!(self.body(meta), Body::Type(meta) if meta.is_heap);
        if counts {
            self.incref(meta);
        }
        let release = self.slot_order(shape.base, first, shape.slots.len());
        self.alloc_object(Object {
            class: counts.then_some(meta),
            counts_class: counts,
            weakly: true,
            body: Body::Type(Box::new(Type {
                name: name.into(),
                qualname,
                bases,
                mro: empty,
                base: Some(shape.base),
                dict: namespace,
                layout: shape.layout,
                native,
                is_heap: true,
                has_dict: shape.has_dict,
                weakly: shape.weakly,
                slots: first + shape.slots.len() as u32,
                slot_order: release,
                has_del: false,
                is_base: true,
                is_abstract: false,
                mro_is_cleared: false,
                subclasses: Vec::new(),
            })),
            attrs: None,
        })
    }

    /// Slots are let go of from the class itself up to its bases (`subtype_dealloc`).
    fn slot_order(&self, base: Ref, first: u32, count: usize) -> Option<std::rc::Rc<[u32]>> {
        if first == 0 {
            return None;
        }
        let inherited = match self.body(base) {
            Body::Type(base) => base.slot_order.clone(),
            _ => None,
        };
        let own = first..first + count as u32;
        Some(match inherited {
            Some(order) => own.chain(order.iter().copied()).collect(),
            None => own.chain(0..first).collect(),
        })
    }

    /// `__module__`, from the globals of whoever makes the class (`type_new_set_module`).
    fn set_module(&mut self, namespace: Ref) {
        if self.dict_get_str(namespace, "__module__").is_some() || self.thread.frames.is_empty() {
            return;
        }
        let globals = self.top().globals;
        if let Some(module) = self.dict_get_str(globals, "__name__") {
            self.dict_set_str(namespace, "__module__", module);
        }
    }

    /// What is a static method or a class method without being marked as one.
    fn wrap_implicit(&mut self, namespace: Ref) {
        for implicit in ["__new__", "__init_subclass__", "__class_getitem__"] {
            let Some(func) = self.dict_get_str(namespace, implicit) else {
                continue;
            };
            if let Body::Function(_) = self.body(func) {
                self.incref(func);
                let body = if implicit == "__new__" {
                    Body::StaticMethod(func)
                } else {
                    Body::ClassMethod(func)
                };
                let wrapped = self.alloc(body);
                self.dict_set_str(namespace, implicit, wrapped);
                self.decref(wrapped);
            }
        }
    }

    /// `type_ready_fill_dict`: slots, `__dict__`, `__weakref__`, `__doc__`; then `__hash__`.
    fn add_descriptors(&mut self, class: Ref, namespace: Ref, shape: &Shape) {
        let (native, base_dict, base_weak, first) = match self.body(shape.base) {
            Body::Type(base) => (base.native, base.has_dict, base.weakly, base.slots),
            _ => (Kind::Object, false, false, 0),
        };
        // A class has its dict and its weak references from `type`.
        let of_type = native == Kind::Type;
        let (base_dict, base_weak) = (base_dict || of_type, base_weak || of_type);
        for (place, slot) in shape.slots.iter().enumerate() {
            let name = self.intern(slot);
            if self.dict_get_name(namespace, name).is_some() {
                self.decref(name);
                continue;
            }
            self.incref(class);
            let member = self.alloc(Body::Member {
                class,
                slot: first + place as u32,
                name,
            });
            self.dict_set_name(namespace, name, member);
            self.decref(member);
        }
        type Getter = fn(&mut Vm, Ref) -> R;
        type Setter = fn(&mut Vm, Ref, Option<Ref>) -> R<()>;
        let adds: [(bool, &'static str, Getter, Option<Setter>); 2] = [
            (
                shape.has_dict && !base_dict,
                "__dict__",
                crate::builtins::get_instance_dict,
                Some(crate::builtins::set_instance_dict),
            ),
            (
                shape.weakly && !base_weak,
                "__weakref__",
                crate::builtins::get_weakref,
                None,
            ),
        ];
        for (add, name, get, set) in adds {
            if !add || self.dict_get_str(namespace, name).is_some() {
                continue;
            }
            // From 3.15 all classes share those of `object` (`type_add_common_descriptor`).
            let (of, owner) = match self.since(15) {
                true => (self.kind(Kind::Object), Kind::Object),
                false => (class, native),
            };
            let shared = self.common_descriptors.iter().copied();
            let known = shared
                .filter(|_| self.since(15))
                .find(|&held| matches!(self.body(held), Body::GetSet(held) if held.name == name));
            let getset = match known {
                Some(known) => self.incref(known),
                None => {
                    self.incref(of);
                    self.alloc(Body::GetSet(Box::new(GetSet {
                        name,
                        get,
                        set,
                        class: Some(of),
                        owner,
                    })))
                }
            };
            self.dict_set_str(namespace, name, getset);
            if self.since(15) && known.is_none() {
                self.common_descriptors.push(getset);
            } else {
                self.decref(getset);
            }
        }
        let none = self.one.none;
        if self.dict_get_str(namespace, "__doc__").is_none() {
            self.dict_set_str(namespace, "__doc__", none);
        }
        // __eq__ without __hash__ makes instances unhashable.
        if self.dict_get_str(namespace, "__eq__").is_some()
            && self.dict_get_str(namespace, "__hash__").is_none()
        {
            self.dict_set_str(namespace, "__hash__", none);
        }
    }

    /// Takes a name out of a dict, if it is there.
    pub(crate) fn dict_delete_str(&mut self, dict: Ref, name: &str) {
        if let Some(name) = self.interned_name(name) {
            self.dict_delete_name(dict, name);
        }
    }
}
