//! Attributes, and methods that are called.

use objects::Ref;
use objects::types::Dict;

use crate::objects::{Body, InstanceDict, Val};
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
        if self.quick_load_method(index) {
            return Ok(());
        }
        self.load_attr(index)?;
        self.top().stack.push(Val::Null);
        Ok(())
    }

    /// A method that the class has and the instance doesn't hide: it needn't be bound to be called.
    #[inline]
    pub(super) fn quick_load_method(&mut self, index: u32) -> bool {
        let name = self.top().body.names[index as usize];
        let object = self.peek(1);
        let value = self.get(object);
        if matches!(
            value.body,
            Body::Type(_) | Body::Module { .. } | Body::Super(_) | Body::Weak(_)
        ) {
            return false;
        }
        let counts_class = value.counts_class;
        let class = self.type_of(object);
        if counts_class && self.hooks(class).getattribute {
            return false;
        }
        let Some(found) = self.type_lookup(class, name) else {
            return false;
        };
        let is_method = match self.body(found) {
            Body::Function(_) => true,
            Body::Native(native) => native.this.is_none() && native.owner.is_some(),
            _ => false,
        };
        if !is_method || self.instance_get(object, name).is_some() {
            return false;
        }
        self.heap.incref(found);
        let stack = &mut self.top().stack;
        if let Some(value) = stack.pop() {
            stack.push(Val::Owned(found));
            stack.push(value);
        }
        true
    }

    /// An attribute of an instance or a slot of it, or a name of a module, where nothing else has a say.
    #[inline]
    pub(super) fn quick_load_attr(&mut self, index: u32) -> bool {
        let frame = self.top();
        let at = frame.ip - 1;
        let name = frame.body.names[index as usize];
        let hint = frame.body.hints.get(at);
        let object = self.peek(1);
        let value = self.get(object);
        let (class, found) = match (&value.body, value.class) {
            (Body::Plain, Some(class)) if value.counts_class => {
                (class, self.own_attribute(object, name, hint))
            }
            (Body::Module { dict }, _) => match self.body(*dict) {
                Body::Dict(table) => match self.attribute_in(table, name, hint) {
                    Some((position, value)) => {
                        self.top().body.hints.set(at, position);
                        self.replace_top(value);
                        return true;
                    }
                    None => return false,
                },
                _ => return false,
            },
            _ => return false,
        };
        if self.hooks(class).getattribute {
            return false;
        }
        let value = match (self.type_lookup(class, name), found) {
            (None, Some((position, value))) => {
                if position != hint {
                    self.top().body.hints.set(at, position);
                }
                value
            }
            (Some(descriptor), _) => match *self.body(descriptor) {
                Body::Member {
                    slot, class: owner, ..
                } if owner == class => match self.slot(object, slot) {
                    Some(value) => value,
                    None => return false,
                },
                _ => return false,
            },
            _ => return false,
        };
        self.replace_top(value);
        true
    }

    /// Lets go of the value on top, and puts another one in its place.
    #[inline]
    fn replace_top(&mut self, value: Ref) {
        self.heap.incref(value);
        let old = self.pop();
        self.close(old);
        self.push(value);
    }

    /// What a slot of the instance holds, borrowed.
    #[inline]
    fn slot(&self, object: Ref, slot: u32) -> Option<Ref> {
        let attrs = self.get(object).attrs.as_ref()?;
        attrs.slots.get(slot as usize).copied().flatten()
    }

    /// The instance's own attribute and where it stands; borrowed.
    #[inline]
    fn own_attribute(&self, object: Ref, name: Ref, hint: usize) -> Option<(usize, Ref)> {
        match &self.get(object).attrs.as_ref()?.dict {
            InstanceDict::None => None,
            InstanceDict::Inline(table) => self.attribute_in(table, name, hint),
            InstanceDict::Made(dict) => match self.body(*dict) {
                Body::Dict(table) => self.attribute_in(table, name, hint),
                _ => None,
            },
        }
    }

    #[inline]
    fn attribute_in(&self, table: &Dict<Ref, Ref>, name: Ref, hint: usize) -> Option<(usize, Ref)> {
        if let Some((&key, &value)) = table.entry_at(hint)
            && key == name
        {
            return Some((hint, value));
        }
        let Body::Str(text) = self.body(name) else {
            return None;
        };
        let position = table.position(text.hash(), |&held| {
            held == name || self.same_text(held, text.value.as_str())
        })?;
        let (_, &value) = table.entry_at(position)?;
        Some((position, value))
    }

    /// An attribute that the instance has, or a slot, gets another value, where nothing else has a say.
    #[inline]
    pub(super) fn quick_store_attr(&mut self, index: u32) -> bool {
        let frame = self.top();
        let at = frame.ip - 1;
        let name = frame.body.names[index as usize];
        let hint = frame.body.hints.get(at);
        let object = self.peek(1);
        let value = self.get(object);
        let class = match (&value.body, value.class) {
            (Body::Plain, Some(class)) if value.counts_class => class,
            _ => return false,
        };
        if self.hooks(class).setattr {
            return false;
        }
        match self.type_lookup(class, name).map(|found| self.body(found)) {
            None => {
                let Some((position, _)) = self.own_attribute(object, name, hint) else {
                    return false;
                };
                self.top().body.hints.set(at, position);
                self.replace_own(object, position)
            }
            Some(&Body::Member {
                slot, class: owner, ..
            }) if owner == class => self.replace_slot(object, slot),
            _ => false,
        }
    }

    /// Pops an instance and a value, which becomes the one at a position of the instance's own attributes.
    fn replace_own(&mut self, object: Ref, position: usize) -> bool {
        // A dict that somebody may hold is changed in the general way: the collector may have to be told.
        let [.., value, _] = self.top().stack[..] else {
            return false;
        };
        let Some(new) = value.get() else {
            return false;
        };
        let Vm { heap, .. } = self;
        let Some(InstanceDict::Inline(table)) = heap
            .get_mut(object)
            .and_then(|value| value.attrs.as_mut())
            .map(|attrs| &mut attrs.dict)
        else {
            return false;
        };
        let Some(place) = table.value_at_mut(position) else {
            return false;
        };
        let old = std::mem::replace(place, new);
        self.finish_store(new, Some(old));
        true
    }

    /// The same with a slot.
    fn replace_slot(&mut self, object: Ref, slot: u32) -> bool {
        let [.., value, _] = self.top().stack[..] else {
            return false;
        };
        let Some(new) = value.get() else {
            return false;
        };
        let place = match &mut self.get_mut(object).attrs {
            Some(attrs) => attrs.slots.get_mut(slot as usize),
            None => None,
        };
        let Some(place) = place else {
            return false;
        };
        let old = place.replace(new);
        self.finish_store(new, old);
        true
    }

    /// The new value is counted, the old one let go of, and then what was on the stack.
    fn finish_store(&mut self, new: Ref, old: Option<Ref>) {
        self.heap.incref(new);
        self.xdecref(old);
        let object = self.pop();
        let value = self.pop();
        self.close(value);
        self.close(object);
    }

    pub(super) fn store_attr(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let (object, value) = (self.pop(), self.pop());
        let result = match (object.get(), value.get()) {
            (Some(object), Some(value)) => self.setattr(object, name, Some(value)),
            _ => Ok(()),
        };
        if self.since(14) {
            self.close(object);
            self.close(value);
        } else {
            self.close(value);
            self.close(object);
        }
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
