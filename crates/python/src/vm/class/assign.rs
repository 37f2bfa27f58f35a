//! `object.__class__ = class`.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{R, Vm};

impl Vm {
    /// `object_set_class`
    pub(crate) fn set_class(&mut self, object: Ref, value: Option<Ref>) -> R<()> {
        let Some(new) = value else {
            return Err(self.type_error("can't delete __class__ attribute"));
        };
        let Body::Type(to) = self.body(new) else {
            let text = format!(
                "__class__ must be set to a class, not '{}' object",
                self.tp_name(new)
            );
            return Err(self.type_error(text));
        };
        let old = self.type_of(object);
        let Body::Type(from) = self.body(old) else {
            return Ok(());
        };
        let module = self.kind(Kind::Module);
        let both_modules = self.is_subclass(new, module) && self.is_subclass(old, module);
        let both_heap = from.is_heap && to.is_heap;
        if !(both_modules || both_heap) {
            let kind = if self.since(10) { "mutable" } else { "heap" };
            return Err(self.type_error(format!(
                "__class__ assignment only supported for {kind} types or ModuleType subclasses"
            )));
        }
        let (from_layout, to_layout, slot_order) = (from.layout, to.layout, to.slot_order.clone());
        let (is_heap, was_heap) = (to.is_heap, self.get(object).counts_class);
        if let Err(error) =
            self.layouts
                .compatible_for_assignment(from_layout, to_layout, "__class__")
        {
            return Err(self.slots_error(error));
        }
        // Values in the instance belong to the keys of its old class.
        let is_inline = !matches!(self.body(object), Body::Dict(_))
            && matches!(&self.get(object).attrs, Some(attrs) if attrs.split.is_some());
        if is_inline {
            self.instance_dict(object);
        }
        if is_heap {
            self.incref(new);
        }
        let value = self.get_mut(object);
        value.class = Some(new);
        value.counts_class = is_heap;
        if let Some(attrs) = &mut value.attrs {
            attrs.slot_order = slot_order;
        }
        if was_heap {
            self.decref(old);
        }
        Ok(())
    }
}
