//! Displays: lists, tuples, sets, dicts, slices and texts from what is on the stack.

use objects::Ref;
use objects::types::{Dict, List, Set};

use crate::objects::{Body, Val};
use crate::vm::{R, Vm};

impl Vm {
    /// Pops so many values, the first one first, as counted references.
    pub(super) fn pop_owned(&mut self, count: usize) -> Vec<Ref> {
        let frame = self.top();
        let at = frame.stack.len() - count;
        let values = frame.stack.split_off(at);
        values.into_iter().map(|value| self.owned(value)).collect()
    }

    pub(super) fn build_list(&mut self, count: usize) -> R<()> {
        let items = self.pop_owned(count);
        let list = List::display(self.version, items);
        let list = self.alloc(Body::List(Box::new(list)));
        self.push(list);
        Ok(())
    }

    pub(super) fn build_tuple(&mut self, count: usize) -> R<()> {
        let items = self.pop_owned(count);
        let tuple = self.tuple(items);
        self.push(tuple);
        Ok(())
    }

    pub(super) fn build_const_list(&mut self, index: u32) -> R<()> {
        let items = self.top().body.consts[index as usize];
        let items = self.items(items).to_vec();
        let items = self.increfs(&items);
        let list = List::constants(self.version, items);
        let list = self.alloc(Body::List(Box::new(list)));
        self.push(list);
        Ok(())
    }

    /// A set of constants: a copy of a frozenset from 3.9 on.
    pub(super) fn build_const_set(&mut self, index: u32) -> R<()> {
        let items = self.top().body.consts[index as usize];
        if self.is_any_set(items) {
            let set = self.set_copy(items, false);
            self.push(set);
            return Ok(());
        }
        let items = self.items(items).to_vec();
        let set = self.set();
        self.push(set);
        for &item in &items {
            self.set_add(set, item)?;
        }
        Ok(())
    }

    pub(super) fn build_set(&mut self, count: usize) -> R<()> {
        let items = self.pop_owned(count);
        let set = self.alloc(Body::Set(Box::new(Set::new())));
        self.push(set);
        let mut result = Ok(());
        for item in items {
            if result.is_ok() {
                result = self.set_add(set, item);
            }
            self.decref(item);
        }
        result?;
        Ok(())
    }

    pub(super) fn build_map(&mut self, count: usize) -> R<()> {
        let items = self.pop_owned(2 * count);
        let all_text = items
            .chunks(2)
            .all(|pair| matches!(self.body(pair[0]), Body::Str(_)));
        let dict = Dict::presized(self.version, count, all_text);
        let dict = self.alloc(Body::Dict(Box::new(dict)));
        self.push(dict);
        let mut result = Ok(());
        for pair in items.chunks(2) {
            if result.is_ok() {
                result = self.dict_set(dict, pair[0], pair[1]);
            }
            self.decref(pair[0]);
            self.decref(pair[1]);
        }
        result?;
        Ok(())
    }

    pub(super) fn build_slice(&mut self, count: usize) -> R<()> {
        let mut parts = self.pop_owned(count);
        if count == 2 {
            let none = self.none();
            parts.push(none);
        }
        let slice = self.alloc(Body::Slice([parts[0], parts[1], parts[2]]));
        self.push(slice);
        Ok(())
    }

    pub(super) fn op_format_value(&mut self, conversion: u32, has_spec: bool) -> R<()> {
        let spec = has_spec.then(|| self.pop());
        let value = self.pop();
        let result = match value.get() {
            Some(object) => self.format_value(object, conversion, spec.and_then(Val::get)),
            None => unreachable!("nothing is formatted"),
        };
        self.close(value);
        if let Some(spec) = spec {
            self.close(spec);
        }
        let result = result?;
        self.push(result);
        Ok(())
    }

    pub(super) fn build_string(&mut self, count: usize) -> R<()> {
        let parts = self.pop_owned(count);
        let text: String = parts.iter().map(|&part| self.text(part)).collect();
        let result = self.str(text);
        for part in parts {
            self.decref(part);
        }
        self.push(result);
        Ok(())
    }
}
