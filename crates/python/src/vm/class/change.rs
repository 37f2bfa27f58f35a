//! What follows from a change to a class.

use objects::Ref;

use crate::objects::Body;
use crate::vm::Vm;

impl Vm {
    /// An attribute of a class changed.
    pub(crate) fn class_changed(&mut self, class: Ref, name: Ref) {
        self.method_cache.clear();
        if self.text(name) == "__del__" {
            for class in self.hierarchy(class) {
                self.update_del(class);
            }
        }
    }

    /// The class and all that derive from it, parents before children.
    pub(super) fn hierarchy(&self, class: Ref) -> Vec<Ref> {
        let mut found = vec![class];
        let mut at = 0;
        while let Some(&class) = found.get(at) {
            at += 1;
            let Body::Type(value) = self.body(class) else {
                continue;
            };
            for &below in &value.subclasses {
                if self.heap.get(below).is_some() && !found.contains(&below) {
                    found.push(below);
                }
            }
        }
        found
    }

    pub(super) fn update_del(&mut self, class: Ref) {
        let has = self.type_lookup_str(class, "__del__").is_some();
        if let Body::Type(value) = self.body_mut(class) {
            value.has_del = has;
        }
    }
}
