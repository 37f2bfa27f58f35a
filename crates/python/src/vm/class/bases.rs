//! `class.__bases__ = (…)`.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{R, Vm};

impl Vm {
    /// `type_set_bases`
    pub(crate) fn set_bases(&mut self, class: Ref, value: Option<Ref>) -> R<()> {
        let name = self.class_tp_name(class);
        let Body::Type(held) = self.body(class) else {
            return Ok(());
        };
        let (is_heap, old_base, old_bases) = (held.is_heap, held.base, held.bases);
        if !is_heap {
            let text = self.immutable_text("__bases__", &name);
            return Err(self.type_error(text));
        }
        let Some(new) = value else {
            let text = if self.since(10) {
                format!("cannot delete '__bases__' attribute of immutable type '{name}'")
            } else {
                format!("can't delete {name}.__bases__")
            };
            return Err(self.type_error(text));
        };
        if !matches!(self.body(new), Body::Tuple(_)) {
            let text = format!(
                "can only assign tuple to {name}.__bases__, not {}",
                self.tp_name(new)
            );
            return Err(self.type_error(text));
        }
        let list = self.items(new).to_vec();
        if list.is_empty() {
            return Err(self.type_error(format!(
                "can only assign non-empty tuple to {name}.__bases__, not ()"
            )));
        }
        for &base in &list {
            if !matches!(self.body(base), Body::Type(_)) {
                let text = format!(
                    "{name}.__bases__ must be tuple of classes, not '{}'",
                    self.tp_name(base)
                );
                return Err(self.type_error(text));
            }
            if self.is_subclass(base, class) {
                return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
            }
        }
        self.check_bases(&list)?;
        let layouts: Vec<slots::TypeId> = list
            .iter()
            .filter_map(|&base| match self.body(base) {
                Body::Type(value) => Some(value.layout),
                _ => None,
            })
            .collect();
        let new_base = match self.layouts.best_base(&layouts) {
            Ok(best) => list
                .iter()
                .zip(&layouts)
                .find(|(_, layout)| **layout == best)
                .map_or(list[0], |(&base, _)| base),
            Err(error) => return Err(self.slots_error(error)),
        };
        let layout = |vm: &Vm, class: Option<Ref>| match class.map(|class| vm.body(class)) {
            Some(Body::Type(value)) => value.layout,
            _ => slots::Builtin::Object.id(),
        };
        let (from, to) = (layout(self, old_base), layout(self, Some(new_base)));
        if let Err(error) = self
            .layouts
            .compatible_for_assignment(from, to, "__bases__")
        {
            return Err(self.slots_error(error));
        }
        self.incref(new);
        self.incref(new_base);
        if let Body::Type(held) = self.body_mut(class) {
            held.bases = new;
            held.base = Some(new_base);
        }
        if let Err(exc) = self.update_hierarchy(class) {
            if let Body::Type(held) = self.body_mut(class) {
                held.bases = old_bases;
                held.base = old_base;
            }
            self.method_cache.clear();
            self.decref(new);
            self.decref(new_base);
            return Err(exc);
        }
        for base in self.items(old_bases).to_vec() {
            if let Body::Type(held) = self.body_mut(base) {
                held.subclasses.retain(|&held| held != class);
            }
        }
        self.add_subclass(class, &list);
        self.decref(old_bases);
        self.xdecref(old_base);
        self.method_cache.clear();
        for class in self.hierarchy(class) {
            self.update_del(class);
        }
        Ok(())
    }

    /// New MROs for a class and all below it, or none if one of them can't be made (`mro_hierarchy`).
    fn update_hierarchy(&mut self, class: Ref) -> R<()> {
        let mut done: Vec<(Ref, Ref)> = Vec::new();
        for class in self.hierarchy(class) {
            match self.find_mro(class) {
                Ok(mro) => {
                    if let Body::Type(held) = self.body_mut(class) {
                        done.push((class, std::mem::replace(&mut held.mro, mro)));
                    }
                }
                Err(exc) => {
                    for (class, old) in done {
                        if let Body::Type(held) = self.body_mut(class) {
                            let new = std::mem::replace(&mut held.mro, old);
                            self.decref(new);
                        }
                    }
                    return Err(exc);
                }
            }
        }
        for (_, old) in done {
            self.decref(old);
        }
        Ok(())
    }

    /// What is said of setting an attribute of a built-in type.
    pub(crate) fn immutable_text(&self, attribute: &str, class: &str) -> String {
        if self.since(10) {
            format!("cannot set '{attribute}' attribute of immutable type '{class}'")
        } else if attribute.starts_with("__bases") {
            format!("can't set {class}.{attribute}")
        } else {
            format!("can't set attributes of built-in/extension type '{class}'")
        }
    }
}
