//! `super` objects: attributes of the classes behind one in an MRO.

use objects::Ref;

use crate::objects::{Body, Super};
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// `do_super_lookup`; `None` for what the `super` object itself must answer.
    pub(super) fn super_getattr(&mut self, object: Ref, name: Ref) -> Option<R> {
        let Body::Super(value) = self.body(object) else {
            return None;
        };
        let (class, this, start) = (value.class?, value.this?, value.this_class?);
        if self.text(name) == "__class__" {
            return None;
        }
        let found = self.super_lookup(class, start, name)?;
        let bound_to = (this != start).then_some(this);
        self.incref(found);
        let result = self.bind(found, bound_to, start);
        self.decref(found);
        Some(result)
    }

    /// What stands behind a class in the MRO of another one, borrowed (`_super_lookup_descr`).
    fn super_lookup(&self, class: Ref, start: Ref, name: Ref) -> Option<Ref> {
        let Body::Type(start) = self.body(start) else {
            return None;
        };
        let mro = self.items(start.mro);
        let at = mro.iter().position(|&base| base == class)?;
        mro.iter()
            .skip(at + 1)
            .find_map(|&base| match self.body(base) {
                Body::Type(base) => self.dict_get_name(base.dict, name),
                _ => None,
            })
    }

    /// The class whose MRO counts (`supercheck`); borrowed.
    pub(crate) fn super_check(&mut self, class: Ref, this: Ref) -> R {
        if matches!(self.body(this), Body::Type(_)) && self.is_subclass(this, class) {
            return Ok(this);
        }
        let own = self.type_of(this);
        if self.is_subclass(own, class) {
            return Ok(own);
        }
        if let Some(said) = self.getattr_opt(this, "__class__")? {
            let said = self.own(said);
            if said != own
                && matches!(self.body(said), Body::Type(_))
                && self.is_subclass(said, class)
            {
                return Ok(said);
            }
        }
        if !self.since(13) {
            return Err(
                self.type_error("super(type, obj): obj must be an instance or subtype of type")
            );
        }
        let shown = match self.body(this) {
            Body::Type(_) => format!("type {}", self.class_tp_name(this)),
            _ => format!("instance of {}", self.tp_name(this)),
        };
        let text = format!(
            "super(type, obj): obj ({shown}) is not an instance or subtype of type ({}).",
            self.class_tp_name(class)
        );
        Err(self.type_error(text))
    }

    /// `super.__get__`: an unbound one binds to the object.
    pub(super) fn bind_super(&mut self, object: Ref, to: Option<Ref>) -> R {
        let Body::Super(value) = self.body(object) else {
            return Ok(self.incref(object));
        };
        let to = to.filter(|&to| to != self.one.none);
        let (Some(class), None, Some(to)) = (value.class, value.this, to) else {
            return Ok(self.incref(object));
        };
        if self.get(object).counts_class {
            let own = self.type_of(object);
            return self.call_args(own, &crate::vm::Args::pos(&[class, to]));
        }
        let this_class = self.super_check(class, to)?;
        for held in [class, to, this_class] {
            self.incref(held);
        }
        Ok(self.alloc(Body::Super(Box::new(Super {
            class: Some(class),
            this: Some(to),
            this_class: Some(this_class),
        }))))
    }

    /// `super()` without arguments: the class from the cell `__class__`, the object from the first local.
    pub(crate) fn super_from_frame(&mut self) -> R<(Ref, Ref)> {
        if self.thread.frames.is_empty() {
            return Err(self.runtime("super(): no current frame"));
        }
        let frame = self.top();
        let body = frame.body.clone();
        let first = frame.locals.first().and_then(|value| value.get());
        let locals: Vec<Option<Ref>> = frame.locals.iter().map(|value| value.get()).collect();
        if body.argcount == 0 {
            return Err(self.runtime("super(): no arguments"));
        }
        let first = match first.map(|first| (first, self.body(first))) {
            Some((_, Body::Cell(held))) if body.cells.contains(&0) => *held,
            Some((first, _)) => Some(first),
            None => None,
        };
        let Some(first) = first else {
            return Err(self.runtime("super(): arg[0] deleted"));
        };
        let place = body
            .variables
            .iter()
            .rposition(|&name| self.text(name) == "__class__");
        let cell = place.and_then(|place| locals.get(place).copied().flatten());
        match cell.map(|cell| self.body(cell)) {
            Some(Body::Cell(Some(class))) => {
                let class = *class;
                if let Body::Type(_) = self.body(class) {
                    return Ok((class, first));
                }
                let text = format!("super(): __class__ is not a type ({})", self.tp_name(class));
                Err(self.runtime(&text))
            }
            Some(Body::Cell(None)) => Err(self.runtime("super(): empty __class__ cell")),
            _ => Err(self.runtime("super(): __class__ cell not found")),
        }
    }

    fn runtime(&mut self, text: &str) -> Exc {
        self.error("RuntimeError", text)
    }
}
