//! Tuples whose items have names, as `sys.version_info`: `Objects/structseq.c`.

use objects::Ref;
use objects::types::Tuple;

use crate::objects::{Body, GetSet, Kind, Object};
use crate::vm::{Args, Exc, R, Vm};

/// Reads the item at a place that the compiler knows.
fn item<const PLACE: usize>(vm: &mut Vm, object: Ref) -> R {
    match vm.items(object).get(PLACE).copied() {
        Some(value) => Ok(vm.incref(value)),
        None => Ok(vm.none()),
    }
}

/// Items can't be set, and their error isn't that of a computed attribute.
fn refuse(vm: &mut Vm, _: Ref, _: Option<Ref>) -> R<()> {
    Err(vm.error("AttributeError", "readonly attribute"))
}

macro_rules! items {
    ($($place:literal)*) => { &[$(item::<$place>),*] };
}

/// The readers of the items by place.
const ITEMS: &[fn(&mut Vm, Ref) -> R] =
    items!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23);

impl Vm {
    /// Adds a field to the class: an item, or one that isn't.
    pub(crate) fn structseq_field(
        &mut self,
        class: Ref,
        name: &'static str,
        get: fn(&mut Vm, Ref) -> R,
    ) {
        let Body::Type(value) = self.body(class) else {
            return;
        };
        let dict = value.dict;
        let getset = self.alloc(Body::GetSet(Box::new(GetSet {
            name,
            get,
            set: Some(refuse),
            class: None,
            owner: Kind::Tuple,
        })));
        self.dict_set_str(dict, name, getset);
        self.decref(getset);
    }

    /// Makes the class of one such tuple, whose instances a program can't make. It lives as long as the interpreter.
    pub(crate) fn structseq_class(
        &mut self,
        module: &str,
        name: &'static str,
        names: &[&'static str],
    ) -> Ref {
        let class = self.static_class(name, Kind::Tuple);
        let Body::Type(value) = self.body(class) else {
            return class;
        };
        let dict = value.dict;
        let module = self.intern(module);
        self.dict_set_str(dict, "__module__", module);
        self.decref(module);
        for (&name, &get) in names.iter().zip(ITEMS) {
            self.structseq_field(class, name, get);
        }
        for (name, count) in [
            ("n_fields", names.len()),
            ("n_sequence_fields", names.len()),
            ("n_unnamed_fields", 0),
        ] {
            let count = self.int_usize(count);
            self.dict_set_str(dict, name, count);
            self.decref(count);
        }
        class
    }

    /// An instance; it takes over the items.
    pub(crate) fn structseq(&mut self, class: Ref, items: Vec<Ref>) -> Ref {
        let mut object = Object::new(Body::Tuple(Tuple::new(items)));
        object.class = Some(class);
        self.alloc_object(object)
    }

    /// Whether it is the class of such tuples.
    pub(crate) fn is_structseq(&self, class: Ref) -> bool {
        matches!(self.body(class), Body::Type(value)
            if !value.is_heap && value.native == Kind::Tuple && class != self.kind(Kind::Tuple))
    }

    /// `sys.version_info(major=3, …)`; `None` for another tuple.
    pub(crate) fn structseq_repr(&mut self, object: Ref) -> R<Option<String>> {
        let class = self.type_of(object);
        if !self.is_structseq(class) {
            return Ok(None);
        }
        let Body::Type(value) = self.body(class) else {
            return Ok(None);
        };
        let names: Vec<&'static str> = self
            .dict_pairs(value.dict)
            .into_iter()
            .filter_map(|(_, held)| match self.body(held) {
                Body::GetSet(getset) => Some(getset.name),
                _ => None,
            })
            .collect();
        let mut parts = Vec::new();
        for (name, item) in names.into_iter().zip(self.items(object).to_vec()) {
            parts.push(format!("{name}={}", self.repr_of(item)?));
        }
        let name = self.class_tp_name(class);
        Ok(Some(format!("{name}({})", parts.join(", "))))
    }

    /// The error of a call of the class.
    pub(crate) fn refuse_structseq(&mut self, class: Ref, _: &Args<'_>) -> Exc {
        let name = self.class_tp_name(class);
        self.type_error(format!("cannot create '{name}' instances"))
    }
}
