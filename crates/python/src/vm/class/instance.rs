//! Instances.

use objects::Ref;

use crate::objects::{Attrs, Body, Object, Split};
use crate::vm::Vm;

impl Vm {
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
                object.weakly |= weakly;
            }
            // `list()` and `dict()` ask `tp_alloc`; what the interpreter makes itself asks the free list.
            self.generic = matches!(object.body, Body::List(_) | Body::Dict(_));
            return self.alloc_object(object);
        }
        let (slot_order, layout) = (value.slot_order.clone(), value.layout);
        // From 3.13 the block is asked for before the instance takes one of the spare places away
        // (`_PyType_AllocNoTrack`, then `_PyObject_InitInlineValues`); in 3.11 and 3.12 the values are a block of their own, asked for after it.
        let before = self.layouts.cached_keys(layout).filter(|_| self.since(13));
        let before = before.map(|keys| self.layouts.room_for_values(keys));
        let split = match self.since(11) {
            true => self.layouts.values_of_new_instance(layout).map(Split::new),
            false => None,
        };
        let room = match &split {
            Some(split) => before.unwrap_or_else(|| self.layouts.room_for_values(split.keys)),
            None => (0, 0),
        };
        self.incref(class);
        let object = Object {
            class: Some(class),
            counts_class: true,
            weakly,
            body,
            attrs: Some(Box::new(Attrs {
                slots: vec![None; slots],
                slot_order,
                split,
                ..Attrs::default()
            })),
        };
        self.alloc_with_room(object, room)
    }
}
