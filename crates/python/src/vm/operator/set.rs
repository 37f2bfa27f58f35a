//! Operators and methods of sets that take another set or an iterable.
//!
//! The hashes that a set keeps are used again: an element is never asked for its hash a second time.

use objects::Ref;
use objects::types::{Entry, Set};

use crate::code::Binary;
use crate::objects::Body;
use crate::vm::{R, Vm};

impl Vm {
    pub(crate) fn is_any_set(&self, object: Ref) -> bool {
        matches!(self.body(object), Body::Set(_) | Body::FrozenSet(_))
    }

    /// The elements of a set with their hashes, in the order of the table.
    pub(crate) fn set_entries(&self, set: Ref) -> Vec<Entry<Ref>> {
        match self.body(set) {
            Body::Set(table) | Body::FrozenSet(table) => table.entries().cloned().collect(),
            _ => Vec::new(),
        }
    }

    /// The elements, kept alive until the native code returns.
    fn kept_entries(&mut self, set: Ref) -> Vec<Entry<Ref>> {
        let entries = self.set_entries(set);
        for entry in &entries {
            self.incref(entry.key);
            self.own(entry.key);
        }
        entries
    }

    /// `set_copy`, of the class that is given.
    pub(crate) fn set_copy(&mut self, set: Ref, frozen: bool) -> Ref {
        let (Body::Set(table) | Body::FrozenSet(table)) = self.body(set) else {
            return self.set();
        };
        let copy = table.copy(self.version);
        let keys: Vec<Ref> = copy.iter().copied().collect();
        self.increfs(&keys);
        self.new_set(copy, frozen)
    }

    fn new_set(&mut self, table: Set<Ref>, frozen: bool) -> Ref {
        let table = Box::new(table);
        self.alloc(if frozen {
            Body::FrozenSet(table)
        } else {
            Body::Set(table)
        })
    }

    pub(crate) fn set_op(&mut self, op: Binary, left: Ref, right: Ref) -> R {
        let frozen = matches!(self.body(left), Body::FrozenSet(_));
        self.scope(|vm| {
            let result = match op {
                Binary::Or => {
                    let result = vm.set_copy(left, frozen);
                    let result = vm.own(result);
                    vm.set_update(result, right)?;
                    result
                }
                Binary::And => vm.set_intersection(left, right, frozen)?,
                Binary::Sub => vm.set_difference(left, right, frozen)?,
                _ => {
                    let result = vm.set_copy(right, frozen);
                    let result = vm.own(result);
                    vm.toggle(result, left)?;
                    result
                }
            };
            Ok(vm.incref(result))
        })
    }

    fn empty_like(&mut self, frozen: bool) -> Ref {
        let made = self.new_set(Set::new(), frozen);
        self.own(made)
    }

    /// The smaller of two sets is walked; of anything else, every element is asked for.
    pub(crate) fn set_intersection(&mut self, left: Ref, right: Ref, frozen: bool) -> R {
        let result = self.empty_like(frozen);
        if !self.is_any_set(right) {
            let items = self.collect(right)?;
            for &item in &items {
                self.own(item);
            }
            for item in items {
                let hash = self.set_hash(item)?;
                if self.set_find(left, item, hash)?.is_some() {
                    self.set_add_hashed(result, item, hash)?;
                }
            }
            return Ok(result);
        }
        let (walked, asked) = if self.set_len(right) > self.set_len(left) {
            (left, right)
        } else {
            (right, left)
        };
        for entry in self.kept_entries(walked) {
            if self.set_find(asked, entry.key, entry.hash)?.is_some() {
                self.set_add_hashed(result, entry.key, entry.hash)?;
            }
        }
        Ok(result)
    }

    /// `set_difference`: a set that is much larger is copied, and the others taken out.
    pub(crate) fn set_difference(&mut self, left: Ref, right: Ref, frozen: bool) -> R {
        let is_sized = self.is_any_set(right) || matches!(self.body(right), Body::Dict(_));
        if !is_sized || self.set_len(left) / 4 > self.len(right)? {
            let result = self.set_copy(left, frozen);
            let result = self.own(result);
            self.set_difference_update(result, right)?;
            return Ok(result);
        }
        let result = self.empty_like(frozen);
        for entry in self.kept_entries(left) {
            let found = match self.body(right) {
                Body::Dict(_) => self.dict_find(right, entry.key, entry.hash)?,
                _ => self.set_find(right, entry.key, entry.hash)?,
            };
            if found.is_none() {
                self.set_add_hashed(result, entry.key, entry.hash)?;
            }
        }
        Ok(result)
    }

    /// `set.difference_update(items)`
    pub(crate) fn set_difference_update(&mut self, set: Ref, items: Ref) -> R<()> {
        if set == items {
            self.set_clear(set);
            return Ok(());
        }
        let entries = if self.is_any_set(items) {
            let walk_both = self.since(9) && self.set_len(items) / 8 > self.set_len(set);
            if walk_both {
                let common = self.set_intersection(set, items, false)?;
                self.kept_entries(common)
            } else {
                self.kept_entries(items)
            }
        } else {
            let items = self.collect(items)?;
            let mut entries = Vec::with_capacity(items.len());
            for &key in &items {
                self.own(key);
            }
            for key in items {
                let hash = self.set_hash(key)?;
                entries.push(Entry { key, hash });
            }
            entries
        };
        for entry in entries {
            self.set_discard_hashed(set, entry.key, entry.hash)?;
        }
        // Many dummies are a reason to make the table anew.
        let version = self.version;
        if let Body::Set(table) | Body::FrozenSet(table) = self.body_mut(set) {
            table.difference_update(version, &Set::new(), |_, _| false);
        }
        self.resized(set);
        Ok(())
    }

    /// `set.intersection_update(items)`: the common elements become the set's table.
    pub(crate) fn set_intersection_update(&mut self, set: Ref, items: Ref) -> R<()> {
        self.scope(|vm| {
            let common = vm.set_intersection(set, items, false)?;
            vm.swap_tables(set, common);
            Ok(())
        })
    }

    fn swap_tables(&mut self, set: Ref, other: Ref) {
        let table = match self.body_mut(other) {
            Body::Set(table) => std::mem::take(&mut **table),
            _ => return,
        };
        let old = match self.body_mut(set) {
            Body::Set(held) => std::mem::replace(&mut **held, table),
            _ => table,
        };
        if let Body::Set(held) = self.body_mut(other) {
            **held = old;
        }
        self.resized(set);
        self.resized(other);
    }

    /// `set.symmetric_difference_update(items)`
    pub(crate) fn set_symmetric_update(&mut self, set: Ref, items: Ref) -> R<()> {
        if set == items {
            self.set_clear(set);
            return Ok(());
        }
        if self.is_any_set(items) || matches!(self.body(items), Body::Dict(_)) {
            return self.scope(|vm| vm.toggle(set, items));
        }
        self.scope(|vm| {
            let other = vm.set_from(items)?;
            let other = vm.own(other);
            vm.toggle(set, other)
        })
    }

    /// Takes out of the set what is in both, and adds what it lacks.
    fn toggle(&mut self, set: Ref, other: Ref) -> R<()> {
        let entries = match self.body(other) {
            Body::Dict(table) => table
                .keys()
                .map(|key| Entry {
                    key: key.key,
                    hash: key.hash,
                })
                .collect(),
            _ => self.kept_entries(other),
        };
        for entry in entries {
            if !self.set_discard_hashed(set, entry.key, entry.hash)? {
                self.set_add_hashed(set, entry.key, entry.hash)?;
            }
        }
        Ok(())
    }

    /// `set.clear()`
    pub(crate) fn set_clear(&mut self, set: Ref) {
        let gone = match self.body_mut(set) {
            Body::Set(table) => table.clear(),
            _ => Vec::new(),
        };
        self.resized(set);
        for item in gone {
            self.decref(item);
        }
    }

    /// A set of what an iterable gives.
    pub(crate) fn set_from(&mut self, items: Ref) -> R {
        let set = self.set();
        match self.set_update(set, items) {
            Ok(()) => Ok(set),
            Err(exc) => {
                self.decref(set);
                Err(exc)
            }
        }
    }
}
