//! Classes: `__build_class__`, `type(…)`, calls of classes.

use objects::Ref;

use super::{Args, Exc, R, Vm};
use crate::objects::{Attrs, Body, GetSet, Kind, Object, Type};

impl Vm {
    /// `class name(bases): body`: the function that `LOAD_BUILD_CLASS` loads.
    pub(crate) fn build_class(&mut self, args: &Args<'_>) -> R {
        let (func, name, given) = (args.pos[0], args.pos[1], &args.pos[2..]);
        let bases = self.increfs(given);
        let bases = self.tuple(bases);
        let bases = self.own(bases);
        let metaclass = args
            .kw
            .iter()
            .find(|(key, _)| self.text(*key) == "metaclass")
            .map(|&(_, value)| value);
        let keywords: Vec<(Ref, Ref)> = args
            .kw
            .iter()
            .copied()
            .filter(|(key, _)| self.text(*key) != "metaclass")
            .collect();
        let mut meta = metaclass.unwrap_or_else(|| {
            given
                .first()
                .map_or(self.kind(Kind::Type), |&base| self.type_of(base))
        });
        for &base in given {
            if !matches!(self.body(base), Body::Type(_)) {
                return Err(self.unsupported("a base that is no class (__mro_entries__)"));
            }
            let other = self.type_of(base);
            if self.is_subclass(other, meta) {
                meta = other;
            } else if !self.is_subclass(meta, other) {
                return Err(self.type_error("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"));
            }
        }
        let namespace = match self.type_lookup_str(meta, "__prepare__") {
            Some(_) => {
                let prepare = self.getattr_str(meta, "__prepare__")?;
                let prepare = self.own(prepare);
                self.call_args(
                    prepare,
                    &Args {
                        pos: &[name, bases],
                        kw: &keywords,
                    },
                )?
            }
            None => self.dict(),
        };
        let namespace = self.own(namespace);
        if !matches!(self.body(namespace), Body::Dict(_)) {
            return Err(self.unsupported("a class namespace that is no dict"));
        }
        let mut frame = self.new_frame(func, Vec::new(), Vec::new())?;
        self.incref(namespace);
        frame.names = Some(namespace);
        let cell = self.guard_native(|vm| vm.run(frame))?;
        let cell = self.own(cell);
        let class = self.call_args(
            meta,
            &Args {
                pos: &[name, bases, namespace],
                kw: &keywords,
            },
        )?;
        if let Body::Cell(_) = self.body(cell) {
            if matches!(self.body(class), Body::Type(_)) {
                self.incref(class);
                let old = match self.body_mut(cell) {
                    Body::Cell(held) => held.replace(class),
                    _ => None,
                };
                self.xdecref(old);
            }
        }
        Ok(class)
    }

    /// `type.__new__(meta, name, bases, namespace)`
    pub(crate) fn new_class(
        &mut self,
        meta: Ref,
        name: Ref,
        bases: Ref,
        namespace: Ref,
        keywords: &[(Ref, Ref)],
    ) -> R {
        let name_text = self.text(name).to_owned();
        let mut base_list = self.items(bases).to_vec();
        if base_list.is_empty() {
            base_list.push(self.kind(Kind::Object));
        }
        for &base in &base_list {
            let Body::Type(value) = self.body(base) else {
                return Err(self.type_error("bases must be types"));
            };
            if !value.is_base {
                let text = format!("type '{}' is not an acceptable base type", value.name);
                return Err(self.type_error(text));
            }
        }
        // The layout is decided by the crate `slots`.
        let slots_value = self.dict_get_str(namespace, "__slots__");
        let mut plan = slots::Class::new(name_text.clone());
        let mut layouts = Vec::new();
        for &base in &base_list {
            if let Body::Type(value) = self.body(base) {
                if !layouts.contains(&value.layout) {
                    layouts.push(value.layout);
                }
            }
        }
        if layouts.len() > 1 {
            layouts.retain(|&layout| layout != slots::Builtin::Object.id());
        }
        plan = plan.bases(layouts);
        let mut slot_names: Vec<String> = Vec::new();
        if let Some(value) = slots_value {
            let items = match self.body(value) {
                Body::Str(text) => slots::Slots::from(text.value.as_str()),
                _ => {
                    let items = self.collect(value)?;
                    let mut list = Vec::new();
                    for &item in &items {
                        self.own(item);
                        list.push(match self.body(item) {
                            Body::Str(text) => slots::Item::Str(text.value.as_str().into()),
                            _ => slots::Item::Other(self.tp_name(item).into()),
                        });
                    }
                    slots::Slots::mixed(list)
                }
            };
            let none = self.layouts.none();
            for (key, _) in self.dict_pairs(namespace) {
                let key = self.text(key).to_owned();
                self.layouts.incref(none);
                plan = plan.variable(key, none);
            }
            plan = plan.slots(items);
        }
        let layout = match plan.build(&mut self.layouts) {
            Ok(layout) => layout,
            Err(error) => {
                let class = match error.kind {
                    slots::ErrorKind::TypeError => "TypeError",
                    slots::ErrorKind::ValueError => "ValueError",
                    slots::ErrorKind::AttributeError => "AttributeError",
                    slots::ErrorKind::KeyError => "KeyError",
                };
                return Err(self.error(class, error.text));
            }
        };
        let shape = self.layouts.class(layout);
        let members: Vec<slots::Name> = shape.members().iter().map(|member| member.name).collect();
        for member in members {
            slot_names.push(self.layouts.text(member).to_owned());
        }
        let (has_dict, weakly) = {
            let shape = self.layouts.class(layout);
            (shape.dictoffset() != 0, shape.weaklistoffset() != 0)
        };
        let base = self.best_base(&base_list, layout);
        let Body::Type(base_value) = self.body(base) else {
            unreachable!("checked above")
        };
        let (native, first_slot, base_dict, base_weak) = (
            base_value.native,
            base_value.slots,
            base_value.has_dict,
            base_value.weakly,
        );
        let namespace = {
            let copy = self.dict();
            self.dict_update(copy, namespace)?;
            self.own(copy)
        };
        let qualname = match self.dict_get_str(namespace, "__qualname__") {
            Some(value) => self.text(value).into(),
            None => name_text.as_str().into(),
        };
        for gone in ["__qualname__", "__classcell__"] {
            if let Some(key) = self.interned_name(gone) {
                self.dict_delete_name(namespace, key);
            }
        }
        let bases = if self.items(bases).is_empty() {
            let object = self.kind(Kind::Object);
            self.incref(object);
            self.tuple(vec![object])
        } else {
            self.incref(bases)
        };
        let empty = self.incref(self.one.empty_tuple);
        self.incref(base);
        self.incref(namespace);
        let counts = matches!(self.body(meta), Body::Type(meta) if meta.is_heap);
        if counts {
            self.incref(meta);
        }
        let class = self.alloc_object(Object {
            class: counts.then_some(meta),
            counts_class: counts,
            weakly: true,
            body: Body::Type(Box::new(Type {
                name: name_text.as_str().into(),
                qualname,
                bases,
                mro: empty,
                base: Some(base),
                dict: namespace,
                layout,
                native,
                is_heap: true,
                has_dict: has_dict || base_dict,
                weakly: weakly || base_weak,
                slots: first_slot + slot_names.len() as u32,
                has_del: false,
                is_base: true,
                subclasses: Vec::new(),
            })),
            attrs: None,
        });
        let mro = match self.compute_mro(class, &base_list) {
            Ok(mro) => mro,
            Err(text) => {
                self.decref(class);
                return Err(self.type_error(text));
            }
        };
        let mro = self.increfs(&mro);
        let mro = self.tuple(mro);
        let old = match self.body_mut(class) {
            Body::Type(value) => std::mem::replace(&mut value.mro, mro),
            _ => mro,
        };
        self.decref(old);
        for &base in &base_list {
            if let Body::Type(value) = self.body_mut(base) {
                value.subclasses.push(class);
            }
        }
        for (place, slot) in slot_names.iter().enumerate() {
            let name = self.intern(slot);
            self.incref(class);
            let member = self.alloc(Body::Member {
                class,
                slot: first_slot + place as u32,
                name,
            });
            self.dict_set_name(namespace, name, member);
            self.decref(member);
        }
        let adds_dict = has_dict && !base_dict;
        let adds_weak = weakly && !base_weak;
        for (adds, text, get) in [
            (
                adds_dict,
                "__dict__",
                crate::builtins::get_instance_dict as fn(&mut Vm, Ref) -> R,
            ),
            (adds_weak, "__weakref__", crate::builtins::get_weakref),
        ] {
            if adds && self.dict_get_str(namespace, text).is_none() {
                self.incref(class);
                let set = (text == "__dict__").then_some(
                    crate::builtins::set_instance_dict as fn(&mut Vm, Ref, Option<Ref>) -> R<()>,
                );
                let getset = self.alloc(Body::GetSet(Box::new(GetSet {
                    name: if text == "__dict__" {
                        "__dict__"
                    } else {
                        "__weakref__"
                    },
                    get,
                    set,
                    class: Some(class),
                    owner: native,
                })));
                self.dict_set_str(namespace, text, getset);
                self.decref(getset);
            }
        }
        if self.dict_get_str(namespace, "__doc__").is_none() {
            let none = self.one.none;
            self.dict_set_str(namespace, "__doc__", none);
        }
        // __eq__ without __hash__ makes instances unhashable.
        if self.dict_get_str(namespace, "__eq__").is_some()
            && self.dict_get_str(namespace, "__hash__").is_none()
        {
            let none = self.one.none;
            self.dict_set_str(namespace, "__hash__", none);
        }
        for implicit in ["__new__", "__init_subclass__", "__class_getitem__"] {
            if let Some(func) = self.dict_get_str(namespace, implicit) {
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
        self.method_cache.clear();
        self.update_del(class);
        let result = self.announce_class(class, namespace, keywords);
        match result {
            Ok(()) => Ok(class),
            Err(exc) => {
                self.decref(class);
                Err(exc)
            }
        }
    }

    /// `__set_name__` of the attributes, and `__init_subclass__` of the parent.
    fn announce_class(&mut self, class: Ref, namespace: Ref, keywords: &[(Ref, Ref)]) -> R<()> {
        for (key, value) in self.dict_pairs(namespace) {
            if let Body::Property(_) = self.body(value) {
                if self.since(8) {
                    self.incref(key);
                    let old = match self.body_mut(value) {
                        Body::Property(property) => property.name.replace(key),
                        _ => None,
                    };
                    self.xdecref(old);
                }
                continue;
            }
            if !self.get(value).counts_class {
                continue;
            }
            if let Some(method) = self.special(value, "__set_name__") {
                let result = self.call_unbound(method, value, &[class, key])?;
                self.decref(result);
            }
        }
        let Body::Type(value) = self.body(class) else {
            return Ok(());
        };
        let mro = self.items(value.mro).to_vec();
        for base in mro.into_iter().skip(1) {
            let Body::Type(value) = self.body(base) else {
                continue;
            };
            if let Some(found) = self.dict_get_str(value.dict, "__init_subclass__") {
                let bound = self.bind(found, None, class)?;
                let result = self.call_args(
                    bound,
                    &Args {
                        pos: &[],
                        kw: keywords,
                    },
                );
                self.decref(bound);
                let result = result?;
                self.decref(result);
                return Ok(());
            }
        }
        if !keywords.is_empty() {
            let text = format!(
                "{}.__init_subclass__() takes no keyword arguments",
                self.class_tp_name(class)
            );
            return Err(self.type_error(text));
        }
        Ok(())
    }

    /// The base whose body and slots instances have.
    fn best_base(&self, bases: &[Ref], layout: slots::TypeId) -> Ref {
        let wanted = self.layouts.class(layout).base();
        bases
            .iter()
            .copied()
            .find(|&base| matches!(self.body(base), Body::Type(value) if Some(value.layout) == wanted))
            .or_else(|| {
                bases.iter().copied().max_by_key(|&base| match self.body(base) {
                    Body::Type(value) => (value.native != Kind::Object, value.slots),
                    _ => (false, 0),
                })
            })
            .unwrap_or_else(|| self.kind(Kind::Object))
    }

    /// C3: `mro_implementation` in `Objects/typeobject.c`.
    fn compute_mro(&self, class: Ref, bases: &[Ref]) -> Result<Vec<Ref>, String> {
        let mut lists: Vec<Vec<Ref>> = bases
            .iter()
            .map(|&base| match self.body(base) {
                Body::Type(value) => self.items(value.mro).to_vec(),
                _ => vec![base],
            })
            .collect();
        for (place, base) in bases.iter().enumerate() {
            if bases[..place].contains(base) {
                return Err(format!(
                    "duplicate base class {}",
                    self.class_tp_name(*base)
                ));
            }
        }
        lists.push(bases.to_vec());
        let mut mro = vec![class];
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(mro);
            }
            let next = lists
                .iter()
                .map(|list| list[0])
                .find(|head| lists.iter().all(|list| !list[1..].contains(head)));
            let Some(next) = next else {
                let mut names: Vec<String> = Vec::new();
                for list in &lists {
                    let name = self.class_tp_name(list[0]);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                return Err(format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                ));
            };
            mro.push(next);
            for list in &mut lists {
                if list[0] == next {
                    list.remove(0);
                }
            }
        }
    }

    /// An attribute of a class changed.
    pub(crate) fn class_changed(&mut self, class: Ref, name: Ref) {
        self.method_cache.clear();
        if self.text(name) == "__del__" {
            let mut todo = vec![class];
            while let Some(class) = todo.pop() {
                self.update_del(class);
                if let Body::Type(value) = self.body(class) {
                    todo.extend(
                        value
                            .subclasses
                            .iter()
                            .copied()
                            .filter(|&class| self.heap.get(class).is_some()),
                    );
                }
            }
        }
    }

    fn update_del(&mut self, class: Ref) {
        let has = self.type_lookup_str(class, "__del__").is_some();
        if let Body::Type(value) = self.body_mut(class) {
            value.has_del = has;
        }
    }

    /// `class(*args, **kw)`: `type_call`.
    pub(crate) fn type_call(&mut self, class: Ref, args: &Args<'_>) -> R {
        if class == self.kind(Kind::Type) && args.pos.len() == 1 && args.kw.is_empty() {
            let class = self.type_of(args.pos[0]);
            return Ok(self.incref(class));
        }
        let meta = self.type_of(class);
        if meta != self.kind(Kind::Type) {
            if let Some(call) = self
                .type_lookup_str(meta, "__call__")
                .filter(|&call| matches!(self.body(call), Body::Function(_)))
            {
                let mut all = vec![class];
                all.extend_from_slice(args.pos);
                return self.call_args(
                    call,
                    &Args {
                        pos: &all,
                        kw: args.kw,
                    },
                );
            }
        }
        self.type_call_plain(class, args)
    }

    /// `type.__call__`
    pub(crate) fn type_call_plain(&mut self, class: Ref, args: &Args<'_>) -> R {
        let is_heap = matches!(self.body(class), Body::Type(value) if value.is_heap);
        let base = self.thread.scratch.len();
        if is_heap {
            // The tuple of arguments that a call of a class makes.
            for &arg in args.pos {
                self.incref(arg);
                self.own(arg);
            }
        }
        let result = self.construct(class, args);
        self.leave_scope(base);
        result
    }

    fn construct(&mut self, class: Ref, args: &Args<'_>) -> R {
        let new = self.type_lookup_str(class, "__new__");
        let object = match new {
            Some(new) => {
                let new = self.bind(new, None, class)?;
                let mut all = vec![class];
                all.extend_from_slice(args.pos);
                let result = self.call_args(
                    new,
                    &Args {
                        pos: &all,
                        kw: args.kw,
                    },
                );
                self.decref(new);
                result?
            }
            None => {
                let name = self.class_tp_name(class);
                return Err(self.type_error(format!("cannot create '{name}' instances")));
            }
        };
        if !self.is_subclass(self.type_of(object), class) {
            return Ok(object);
        }
        let own_class = self.type_of(object);
        let Some(init) = self.type_lookup_str(own_class, "__init__") else {
            return Ok(object);
        };
        let mut all = vec![object];
        all.extend_from_slice(args.pos);
        self.incref(init);
        let result = match self.body(init) {
            Body::Function(_) | Body::Native(_) => self.call_args(
                init,
                &Args {
                    pos: &all,
                    kw: args.kw,
                },
            ),
            _ => {
                let bound = self.bind(init, Some(object), own_class);
                bound.and_then(|bound| {
                    let result = self.call_args(bound, args);
                    self.decref(bound);
                    result
                })
            }
        };
        self.decref(init);
        match result {
            Ok(value) if value == self.one.none => {
                self.decref(value);
                Ok(object)
            }
            Ok(value) => {
                let text = format!(
                    "__init__() should return None, not '{}'",
                    self.tp_name(value)
                );
                self.decref(value);
                self.decref(object);
                Err(self.type_error(text))
            }
            Err(exc) => {
                self.decref(object);
                Err(exc)
            }
        }
    }

    /// An instance of a class with the given body, as `tp_alloc` makes it.
    pub(crate) fn instance(&mut self, class: Ref, body: Body) -> Ref {
        let Body::Type(value) = self.body(class) else {
            unreachable!("only classes have instances")
        };
        let (is_heap, weakly, slots) = (value.is_heap, value.weakly, value.slots as usize);
        if !is_heap {
            let mut object = Object::new(body);
            if matches!(object.body, Body::Exception(_)) || class != self.kind(object.kind()) {
                object.class = Some(class);
            }
            return self.alloc_object(object);
        }
        self.incref(class);
        self.alloc_object(Object {
            class: Some(class),
            counts_class: true,
            weakly,
            body,
            attrs: Some(Box::new(Attrs {
                slots: vec![None; slots],
                ..Attrs::default()
            })),
        })
    }

    pub(crate) fn no_arguments(&mut self, name: &str) -> Exc {
        self.type_error(format!("{name}() takes no arguments"))
    }
}
