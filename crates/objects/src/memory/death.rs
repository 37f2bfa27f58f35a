//! What happens in an interpreter when an object dies.

use super::Memory;
use crate::event::Observer;
use crate::heap::Heap;
use crate::object::{Finalizer, Object};
use crate::reference::Ref;
use crate::world::{World, decref};

impl<O: Observer> World for Memory<O> {
    type Object = Object;
    type Observer = O;

    #[inline]
    fn heap(&mut self) -> &mut Heap<Object, O> {
        &mut self.heap
    }

    #[inline]
    fn has_finalizer(&self, object: Ref) -> bool {
        matches!(self.heap.get(object), Some(Object::Instance(instance)) if instance.finalizer.is_some())
    }

    fn finalize(&mut self, object: Ref) {
        let Some(Object::Instance(instance)) = self.heap.get(object) else {
            return;
        };
        match instance.finalizer.clone() {
            Some(Finalizer::Print(text)) => self.printed.push(text),
            Some(Finalizer::Resurrect(name)) => self.bind(&name, object),
            None => {}
        }
    }

    /// An interned string leaves the table as it dies (`unicode_dealloc` in `Objects/unicodeobject.c`).
    fn freed(&mut self, object: Ref, value: Object) {
        if let Object::Str(text) = value
            && self.interned.get(text.as_str()) == Some(&object)
        {
            self.interned.remove(text.as_str());
        }
    }
}

impl<O: Observer> Memory<O> {
    /// Lets go of a reference: `Py_DECREF`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn drop(&mut self, object: Ref) {
        decref(self, object);
    }

    /// The end of the program: the globals are let go of in the order in which their names were first bound.
    ///
    /// `finalize_modules` in `Python/pylifecycle.c` (3.14.7) lets go of the module `__main__`, and its dictionary
    /// goes with it, first entry first. Where a class of the program holds that dictionary through its methods, it is
    /// the cycle collector that finds both; the finalizers run in the same order then, with the names still bound.
    /// The older rule, names with an underscore first (`_PyModule_ClearDict` in `Objects/moduleobject.c`), is for
    /// modules that something outlives.
    pub fn finalize_modules(&mut self) {
        let names: Vec<_> = self.globals.iter().map(|(name, _)| name.clone()).collect();
        for name in names {
            // A finalizer may have unbound it by now, and there is nothing to do then.
            let _ = self.unbind(&name);
        }
    }
}
