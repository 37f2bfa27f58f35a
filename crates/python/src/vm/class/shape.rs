//! What a class statement says about the layout of instances; the crate `slots` decides.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{Exc, R, Vm};

/// What instances of a new class look like.
pub(super) struct Shape {
    pub(super) layout: slots::TypeId,
    /// The base whose body and slots they have.
    pub(super) base: Ref,
    /// The names of the slots that the class adds, in their order.
    pub(super) slots: Vec<String>,
    pub(super) has_dict: bool,
    pub(super) weakly: bool,
}

impl Vm {
    /// An error of the crate `slots` as an exception.
    pub(super) fn slots_error(&mut self, error: slots::Error) -> Exc {
        let class = match error.kind {
            slots::ErrorKind::TypeError => "TypeError",
            slots::ErrorKind::ValueError => "ValueError",
            slots::ErrorKind::AttributeError => "AttributeError",
            slots::ErrorKind::KeyError => "KeyError",
        };
        self.error(class, error.text)
    }

    /// Refuses what can't be a base (`best_base`).
    pub(super) fn check_bases(&mut self, bases: &[Ref]) -> R<()> {
        for &base in bases {
            let Body::Type(value) = self.body(base) else {
                return Err(self.type_error("bases must be types"));
            };
            if value.is_base {
                continue;
            }
            let name = self.class_tp_name(base);
            if !value_may_be_base(value.native) {
                return Err(
                    self.type_error(format!("type '{name}' is not an acceptable base type"))
                );
            }
            return Err(self.unsupported(format!("a class derived from {name}")));
        }
        Ok(())
    }

    /// Lays instances out.
    pub(super) fn shape(&mut self, name: &str, bases: &[Ref], namespace: Ref) -> R<Shape> {
        let mut plan = slots::Class::new(name);
        let mut layouts = Vec::new();
        for &base in bases {
            if let Body::Type(value) = self.body(base)
                && !layouts.contains(&value.layout)
            {
                layouts.push(value.layout);
            }
        }
        if layouts.len() > 1 {
            layouts.retain(|&layout| layout != slots::Builtin::Object.id());
        }
        plan = plan.bases(layouts);
        if let Some(declared) = self.dict_get_str(namespace, "__slots__") {
            let declared = self.declared_slots(declared)?;
            let none = self.layouts.none();
            for (key, _) in self.dict_pairs(namespace) {
                if let Body::Str(text) = self.body(key) {
                    let key = text.value.as_str().to_owned();
                    self.layouts.incref(none);
                    plan = plan.variable(key, none);
                }
            }
            plan = plan.slots(declared);
        }
        if let Some(assigned) = self.dict_get_str(namespace, "__static_attributes__") {
            let names: Vec<String> = self
                .items(assigned)
                .iter()
                .map(|&name| self.text(name).to_owned())
                .collect();
            plan = plan.assigns(names);
        }
        let layout = match plan.build(&mut self.layouts) {
            Ok(layout) => layout,
            Err(error) => return Err(self.slots_error(error)),
        };
        let shape = self.layouts.class(layout);
        let slots = shape
            .members()
            .iter()
            .map(|member| self.layouts.text(member.name).to_owned())
            .collect();
        let (has_dict, weakly) = (shape.dictoffset() != 0, shape.weaklistoffset() != 0);
        Ok(Shape {
            layout,
            base: self.best_base(bases, layout),
            slots,
            has_dict,
            weakly,
        })
    }

    /// The value of `__slots__`: one text, or anything that can be iterated.
    fn declared_slots(&mut self, value: Ref) -> R<slots::Slots> {
        if let Body::Str(text) = self.body(value) {
            return Ok(slots::Slots::from(text.value.as_str()));
        }
        let items = self.collect(value)?;
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            let item = self.own(item);
            list.push(match self.body(item) {
                Body::Str(text) => slots::Item::Str(text.value.as_str().into()),
                _ => slots::Item::Other(self.tp_name(item)),
            });
        }
        Ok(slots::Slots::mixed(list))
    }

    /// The base whose body and slots instances have.
    pub(super) fn best_base(&self, bases: &[Ref], layout: slots::TypeId) -> Ref {
        let wanted = self.layouts.class(layout).base();
        let layout_of = |base: Ref| match self.body(base) {
            Body::Type(value) => Some(value.layout),
            _ => None,
        };
        bases
            .iter()
            .copied()
            .find(|&base| wanted.is_some() && layout_of(base) == wanted)
            .unwrap_or_else(|| self.kind(Kind::Object))
    }
}

/// Whether CPython lets a class derive from it.
fn value_may_be_base(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ByteArray
            | Kind::Complex
            | Kind::Enumerate
            | Kind::Reversed
            | Kind::Zip
            | Kind::Map
            | Kind::Filter
            | Kind::Super
            | Kind::StaticMethod
            | Kind::ClassMethod
            | Kind::Module
            | Kind::TextIO
    )
}
