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
            self.method_cache.clear();
            if let Body::Type(held) = self.body_mut(class)
                && held.bases == new
            {
                held.bases = old_bases;
                held.base = old_base;
                self.decref(new);
                self.decref(new_base);
            } else {
                self.decref(old_bases);
                self.xdecref(old_base);
            }
            return Err(exc);
        }
        // A `mro` of the program's may have set them once more meanwhile; then that has seen to it.
        let is_still = matches!(self.body(class), Body::Type(held) if held.bases == new);
        if is_still {
            let old = self.items(old_bases).to_vec();
            self.remove_subclass(class, &old);
            self.add_subclass(class, &list);
        }
        self.decref(old_bases);
        self.xdecref(old_base);
        self.method_cache.clear();
        for class in self.hierarchy(class) {
            self.update_del(class);
        }
        Ok(())
    }

    /// New MROs for a class and all below it, or none if one of them can't be made (`mro_hierarchy_for_complete_type`).
    ///
    /// A `mro` of the program's may set bases itself. What it changed is newer, and stays.
    fn update_hierarchy(&mut self, class: Ref) -> R<()> {
        let mut done: Vec<(Ref, Ref, Ref)> = Vec::new();
        let mut to_do = vec![self.incref(class)];
        let mut failed = None;
        while let Some(class) = to_do.pop() {
            if failed.is_none() {
                match self.update_mro(class) {
                    Ok(Some((new, old))) => {
                        let below = self.subclasses_of(class);
                        to_do.extend(self.increfs(&below).into_iter().rev());
                        done.push((self.incref(class), new, old));
                    }
                    Ok(None) => {}
                    Err(exc) => failed = Some(exc),
                }
            }
            self.decref(class);
        }
        for (class, new, old) in done {
            let mut gone = old;
            if failed.is_some()
                && let Body::Type(held) = self.body_mut(class)
                && held.mro == new
            {
                gone = std::mem::replace(&mut held.mro, old);
            }
            self.decref(gone);
            self.decref(class);
        }
        match failed {
            Some(exc) => Err(exc),
            None => Ok(()),
        }
    }

    /// `mro_internal`: gives the new and the old MRO, unless a `mro` of the program's has changed it meanwhile.
    fn update_mro(&mut self, class: Ref) -> R<Option<(Ref, Ref)>> {
        let mro_of = |vm: &Vm| match vm.body(class) {
            Body::Type(held) => Some(held.mro),
            _ => None,
        };
        let before = mro_of(self);
        let new = self.find_mro(class)?;
        if mro_of(self) != before {
            self.decref(new);
            return Ok(None);
        }
        let old = match self.body_mut(class) {
            Body::Type(held) => std::mem::replace(&mut held.mro, new),
            _ => new,
        };
        self.method_cache.clear();
        Ok(Some((new, old)))
    }

    fn subclasses_of(&self, class: Ref) -> Vec<Ref> {
        let Body::Type(held) = self.body(class) else {
            return Vec::new();
        };
        let alive = |&below: &Ref| self.heap.get(below).is_some();
        held.subclasses.iter().copied().filter(alive).collect()
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
