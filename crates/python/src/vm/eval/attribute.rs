//! Attributes, and methods that are called.

use crate::objects::{Body, Val};
use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn load_attr(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let value = self.pop();
        let Some(object) = value.get() else {
            unreachable!("an attribute of nothing")
        };
        let result = self.getattr(object, name);
        self.close(value);
        let result = result?;
        self.push(result);
        Ok(())
    }

    pub(super) fn load_method(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let value = self.pop();
        let Some(object) = value.get() else {
            unreachable!("a method of nothing")
        };
        let plain = !matches!(
            self.body(object),
            Body::Type(_) | Body::Module { .. } | Body::Super(_) | Body::Weak(_)
        );
        if plain {
            let class = self.type_of(object);
            let custom = self.get(object).counts_class
                && self
                    .type_lookup_str(class, "__getattribute__")
                    .is_some_and(|method| !matches!(self.body(method), Body::Native(_)));
            if !custom {
                if let Some(found) = self.type_lookup(class, name) {
                    let is_method = match self.body(found) {
                        Body::Function(_) => true,
                        Body::Native(native) => native.this.is_none() && native.owner.is_some(),
                        _ => false,
                    };
                    if is_method && self.instance_get(object, name).is_none() {
                        self.incref(found);
                        let stack = &mut self.top().stack;
                        stack.push(Val::Owned(found));
                        stack.push(value);
                        return Ok(());
                    }
                }
            }
        }
        let result = self.getattr(object, name);
        self.close(value);
        let result = result?;
        self.push(result);
        self.top().stack.push(Val::Null);
        Ok(())
    }

    pub(super) fn store_attr(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let (object, value) = (self.pop(), self.pop());
        let result = match (object.get(), value.get()) {
            (Some(object), Some(value)) => self.setattr(object, name, Some(value)),
            _ => Ok(()),
        };
        self.close(value);
        self.close(object);
        result?;
        Ok(())
    }

    pub(super) fn delete_attr(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let object = self.pop();
        let result = object
            .get()
            .map_or(Ok(()), |object| self.setattr(object, name, None));
        self.close(object);
        result?;
        Ok(())
    }
}
