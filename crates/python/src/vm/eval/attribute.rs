//! Attributes, and methods that are called.

use objects::Ref;
use objects::types::Dict;

use crate::objects::{Body, Hint, InstanceDict, Val};
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
        let frame = self.top();
        let at = frame.ip - 1;
        let name = frame.body.names[index as usize];
        let hint = frame.body.hints.get(at);
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
        let known = self.is_known(hint, class).then_some(hint.found).flatten();
        let found = match known.filter(|&found| self.heap.get(found).is_some()) {
            Some(found) => found,
            None => {
                let Some(found) = self.method_of(class, counts_class, name) else {
                    return false;
                };
                self.learn(at, class, Some(found), u32::MAX);
                found
            }
        };
        if self.instance_get(object, name).is_some() {
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

    /// What the class has under the name, if it is a function and nothing else has a say; borrowed.
    fn method_of(&mut self, class: Ref, counts_class: bool, name: Ref) -> Option<Ref> {
        if counts_class && self.hooks(class).getattribute {
            return None;
        }
        let found = self.type_lookup(class, name)?;
        let is_method = match self.body(found) {
            Body::Function(_) => true,
            Body::Native(native) => native.this.is_none() && native.owner.is_some(),
            _ => false,
        };
        is_method.then_some(found)
    }

    /// Whether the instruction met this class the last time, and no class has changed since.
    #[inline]
    fn is_known(&self, hint: Hint, class: Ref) -> bool {
        hint.class == Some(class) && hint.epoch == self.method_cache.epoch()
    }

    /// Leaves a hint beside an instruction.
    fn learn(&mut self, instruction: usize, class: Ref, found: Option<Ref>, at: u32) {
        let hint = Hint {
            class: Some(class),
            found,
            epoch: self.method_cache.epoch(),
            at,
        };
        self.top().body.hints.set(instruction, hint);
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
        let class = match (&value.body, value.class) {
            (Body::Plain, Some(class)) if value.counts_class => class,
            (Body::Module { dict }, _) => {
                let dict = *dict;
                return self.load_from_module(dict, name, at, hint.at as usize);
            }
            _ => return false,
        };
        if !self.is_known(hint, class) {
            return self.find_attr(object, class, name, at);
        }
        let value = if hint.at & Hint::SLOT != 0 {
            self.slot(object, hint.at & !Hint::SLOT)
        } else {
            let found = self.own_attribute(object, name, hint.at as usize);
            found.map(|(_, value)| value)
        };
        match value {
            Some(value) => self.replace_top(value),
            None => return false,
        }
        true
    }

    /// The same of an instance whose class the instruction hasn't met yet.
    #[inline(never)]
    fn find_attr(&mut self, object: Ref, class: Ref, name: Ref, at: usize) -> bool {
        if self.hooks(class).getattribute {
            return false;
        }
        let (place, value) = match self.type_lookup(class, name).map(|found| self.body(found)) {
            None => match self.own_attribute(object, name, usize::MAX) {
                Some((position, value)) => (position as u32, value),
                None => return false,
            },
            Some(&Body::Member {
                slot, class: owner, ..
            }) if owner == class => match self.slot(object, slot) {
                Some(value) => (slot | Hint::SLOT, value),
                None => return false,
            },
            _ => return false,
        };
        self.learn(at, class, None, place);
        self.replace_top(value);
        true
    }

    /// A name of a module, in its namespace.
    fn load_from_module(&mut self, dict: Ref, name: Ref, at: usize, hint: usize) -> bool {
        let Body::Dict(table) = self.body(dict) else {
            return false;
        };
        let Some((position, value)) = self.attribute_in(table, name, hint) else {
            return false;
        };
        self.top().body.hints.set_position(at, position);
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
        if !self.is_known(hint, class) {
            return self.find_place(object, class, name, at);
        }
        if hint.at & Hint::SLOT != 0 {
            return self.replace_slot(object, hint.at & !Hint::SLOT);
        }
        match self.own_attribute(object, name, hint.at as usize) {
            Some((position, _)) => self.replace_own(object, position),
            None => false,
        }
    }

    /// The same of an instance whose class the instruction hasn't met yet.
    #[inline(never)]
    fn find_place(&mut self, object: Ref, class: Ref, name: Ref, at: usize) -> bool {
        if self.hooks(class).setattr {
            return false;
        }
        match self.type_lookup(class, name).map(|found| self.body(found)) {
            None => {
                let Some((position, _)) = self.own_attribute(object, name, usize::MAX) else {
                    return false;
                };
                self.learn(at, class, None, position as u32);
                self.replace_own(object, position)
            }
            Some(&Body::Member {
                slot, class: owner, ..
            }) if owner == class => {
                self.learn(at, class, None, slot | Hint::SLOT);
                self.replace_slot(object, slot)
            }
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
