//! Global names.

use super::{Exception, Memory};
use crate::event::{Event, Observer};
use crate::namespace::Namespace;
use crate::reference::Ref;
use crate::world::decref;

impl<O: Observer> Memory<O> {
    /// The module's names.
    pub fn globals(&self) -> &Namespace {
        &self.globals
    }

    /// `name = expression` in the module: one more reference to `object`, kept under `name`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn bind(&mut self, name: &str, object: Ref) {
        self.heap.incref(object);
        self.bind_new(name, object);
    }

    /// `name = []` in the module: the name takes over the reference that the new object was born with.
    ///
    /// What the name meant before loses its reference after that, so a `__del__` finds the new object.
    pub fn bind_new(&mut self, name: &str, object: Ref) {
        let old = self.globals.store(name, object);
        self.heap.emit(|| Event::Bind {
            name: name.into(),
            object,
        });
        if let Some(old) = old {
            decref(self, old);
        }
    }

    /// `del name` in the module.
    ///
    /// # Errors
    ///
    /// A `NameError` when the name isn't bound.
    pub fn unbind(&mut self, name: &str) -> Result<(), Exception> {
        let object = self.globals.remove(name)?;
        self.heap.emit(|| Event::Unbind {
            name: name.into(),
            object,
        });
        decref(self, object);
        Ok(())
    }

    /// The object that a global name means, borrowed.
    ///
    /// # Errors
    ///
    /// A `NameError` when the name isn't bound.
    pub fn lookup(&self, name: &str) -> Result<Ref, Exception> {
        Ok(self.globals.lookup(name)?)
    }
}
