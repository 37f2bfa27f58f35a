//! What a class knows of the classes below it: `tp_subclasses`, a dict of weak references.
//!
//! They are the same references that a program gets for `weakref.ref(cls)`, so it can see them: every class has one.
//! The dict itself is no object here: nothing visits it, so no collection finds what it holds to be garbage.

use objects::Ref;

use crate::objects::Body;
use crate::vm::Vm;

impl Vm {
    /// `add_subclass` for each of the bases.
    pub(super) fn add_subclass(&mut self, class: Ref, bases: &[Ref]) {
        for &base in bases {
            let heap = &self.heap;
            let dead: Vec<Ref> = match heap.get(base).map(|value| &value.body) {
                Some(Body::Type(value)) => {
                    let gone = |held: &&Ref| heap.get(**held).is_none();
                    value.subclasses.iter().filter(gone).copied().collect()
                }
                _ => continue,
            };
            if let Body::Type(value) = self.body_mut(base) {
                value.subclasses.retain(|held| !dead.contains(held));
                value.subclasses.push(class);
            }
            if let Ok(reference) = weakref::new_ref(self, class, None) {
                self.subclass_refs.entry(class).or_default().push(reference);
            }
        }
    }

    /// `remove_subclass` for each of these bases.
    pub(super) fn remove_subclass(&mut self, class: Ref, bases: &[Ref]) {
        for &base in bases {
            if let Body::Type(held) = self.body_mut(base) {
                held.subclasses.retain(|&held| held != class);
            }
            let reference = self.subclass_refs.get_mut(&class).and_then(Vec::pop);
            self.xdecref(reference);
        }
    }

    /// Whether other classes know of it: `remove_all_subclasses` has something to do when it dies.
    pub(crate) fn is_known_subclass(&self, class: Ref) -> bool {
        self.subclass_refs.contains_key(&class)
    }

    /// `remove_all_subclasses` of a class that dies.
    pub(crate) fn forget_subclass(&mut self, class: Ref) {
        for reference in self.subclass_refs.remove(&class).unwrap_or_default() {
            self.decref(reference);
        }
    }
}
