//! The instructions of `match`.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{R, Vm};

/// `Py_TPFLAGS_SEQUENCE` and `Py_TPFLAGS_MAPPING`, as `__abc_tpflags__` says them of an abstract class.
const SEQUENCE: i64 = 1 << 5;
const MAPPING: i64 = 1 << 6;

impl Vm {
    /// Whether `case [...]` (`SEQUENCE`) or `case {...}` (`MAPPING`) may match an object.
    fn has_flag(&self, object: Ref, flag: i64) -> bool {
        match self.body(object) {
            Body::List(_) | Body::Tuple(_) | Body::Range(_) => return flag == SEQUENCE,
            Body::Dict(_) | Body::MappingProxy(_) => return flag == MAPPING,
            Body::Extension(_) if crate::modules::is_frame_locals(self, object) => {
                return flag == MAPPING;
            }
            _ => {}
        }
        let class = self.type_of(object);
        let Body::Type(value) = self.body(class) else {
            return false;
        };
        self.items(value.mro).iter().any(|&base| {
            let Body::Type(base) = self.body(base) else {
                return false;
            };
            self.dict_get_str(base.dict, "__abc_tpflags__")
                .and_then(|flags| self.i64_value(flags))
                .is_some_and(|flags| flags & flag != 0)
        })
    }

    pub(super) fn match_kind(&mut self, mapping: bool) {
        let subject = self.peek(1);
        let matches = self.has_flag(subject, if mapping { MAPPING } else { SEQUENCE });
        let answer = self.bool(matches);
        self.push(answer);
    }

    pub(super) fn get_len(&mut self) -> R<()> {
        let subject = self.peek(1);
        let len = self.len(subject)?;
        let len = self.int_usize(len);
        self.push(len);
        Ok(())
    }

    /// `[subject, keys]`: pushes a tuple of the values, or `None` if a key is missing.
    pub(super) fn match_keys(&mut self) -> R<()> {
        let (keys, subject) = (self.peek(1), self.peek(2));
        let keys = self.items(keys).to_vec();
        let found = self.scope(|vm| vm.values_of(subject, &keys))?;
        let found = match found {
            Some(values) => self.tuple(values),
            None => self.none(),
        };
        self.push(found);
        Ok(())
    }

    fn values_of(&mut self, subject: Ref, keys: &[Ref]) -> R<Option<Vec<Ref>>> {
        let mut values = Vec::new();
        let mut seen: Vec<Ref> = Vec::new();
        let plain = matches!(self.body(subject), Body::Dict(_)) && !self.get(subject).counts_class;
        for &key in keys {
            for &before in &seen {
                if self.equal(before, key)? {
                    let shown = self.repr_of(key)?;
                    let text = format!("mapping pattern checks duplicate key ({shown})");
                    return Err(self.value_error(text));
                }
            }
            seen.push(key);
            let value = if plain {
                self.dict_get(subject, key)?.map(|value| self.incref(value))
            } else {
                // A value of its own says that there is none.
                let missing = self.alloc(Body::Plain);
                let missing = self.own(missing);
                let value = self.call_method(subject, "get", &[key, missing])?;
                if value == missing {
                    self.decref(value);
                    None
                } else {
                    Some(value)
                }
            };
            match value {
                Some(value) => {
                    self.own(value);
                    values.push(value);
                }
                None => return Ok(None),
            }
        }
        Ok(Some(self.increfs(&values)))
    }

    /// `[copy, subject, keys]` to the copy with all of the subject but the keys.
    pub(super) fn map_rest(&mut self) -> R<()> {
        let (keys, subject) = (self.pop(), self.pop());
        let copy = self.peek(1);
        let result = match (keys.get(), subject.get()) {
            (Some(keys), Some(subject)) => {
                let keys = self.items(keys).to_vec();
                self.dict_update(copy, subject)
                    .and_then(|()| keys.iter().try_for_each(|&key| self.delitem(copy, key)))
            }
            _ => Ok(()),
        };
        self.close(keys);
        self.close(subject);
        result
    }

    /// `[subject, class, names]` to a tuple of the attributes, or `None`.
    pub(super) fn match_class(&mut self, positional: usize) -> R<()> {
        let (names, class, subject) = (self.pop(), self.pop(), self.pop());
        let result = match (names.get(), class.get(), subject.get()) {
            (Some(names), Some(class), Some(subject)) => {
                let names = self.items(names).to_vec();
                self.scope(|vm| vm.attributes_of(subject, class, positional, &names))
            }
            _ => Ok(None),
        };
        for value in [names, class, subject] {
            self.close(value);
        }
        let result = match result? {
            Some(values) => self.tuple(values),
            None => self.none(),
        };
        self.push(result);
        Ok(())
    }

    fn attributes_of(
        &mut self,
        subject: Ref,
        class: Ref,
        positional: usize,
        names: &[Ref],
    ) -> R<Option<Vec<Ref>>> {
        if !matches!(self.body(class), Body::Type(_)) {
            return Err(self.type_error("called match pattern must be a class"));
        }
        if !self.is_instance(subject, class)? {
            return Ok(None);
        }
        let shown = self.class_tp_name(class);
        let mut seen: Vec<String> = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let mut takes_itself = false;
            let given = match self.getattr_opt(class, "__match_args__")? {
                Some(given) => {
                    let given = self.own(given);
                    let Body::Tuple(items) = self.body(given) else {
                        let text = format!(
                            "{shown}.__match_args__ must be a tuple (got {})",
                            self.tp_name(given)
                        );
                        return Err(self.type_error(text));
                    };
                    items.items().to_vec()
                }
                None => {
                    takes_itself = self.matches_itself(class);
                    Vec::new()
                }
            };
            let allowed = if takes_itself { 1 } else { given.len() };
            if allowed < positional {
                let plural = if allowed == 1 { "" } else { "s" };
                let text = format!(
                    "{shown}() accepts {allowed} positional sub-pattern{plural} ({positional} given)"
                );
                return Err(self.type_error(text));
            }
            if takes_itself {
                self.incref(subject);
                values.push(self.own(subject));
            } else {
                for &name in given.iter().take(positional) {
                    if !matches!(self.body(name), Body::Str(_)) {
                        let text = format!(
                            "__match_args__ elements must be strings (got {})",
                            self.tp_name(name)
                        );
                        return Err(self.type_error(text));
                    }
                    match self.matched_attribute(subject, name, &shown, &mut seen)? {
                        Some(value) => values.push(value),
                        None => return Ok(None),
                    }
                }
            }
        }
        for &name in names {
            match self.matched_attribute(subject, name, &shown, &mut seen)? {
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
        Ok(Some(self.increfs(&values)))
    }

    fn matched_attribute(
        &mut self,
        subject: Ref,
        name: Ref,
        class: &str,
        seen: &mut Vec<String>,
    ) -> R<Option<Ref>> {
        let text = self.text(name).to_owned();
        if seen.contains(&text) {
            let text = format!("{class}() got multiple sub-patterns for attribute '{text}'");
            return Err(self.type_error(text));
        }
        seen.push(text);
        let result = self.getattr(subject, name);
        let value = self.catches(result, "AttributeError")?;
        Ok(value.map(|value| self.own(value)))
    }

    /// `_Py_TPFLAGS_MATCH_SELF`: `int(x)` captures the number itself.
    fn matches_itself(&self, class: Ref) -> bool {
        [
            Kind::Bool,
            Kind::ByteArray,
            Kind::Bytes,
            Kind::Dict,
            Kind::Float,
            Kind::FrozenSet,
            Kind::Int,
            Kind::List,
            Kind::Set,
            Kind::Str,
            Kind::Tuple,
        ]
        .into_iter()
        .any(|kind| self.is_subclass(class, self.kind(kind)))
    }

    /// `[…, rest, kind]` to `[…, rest, match]`: what `except* kind` takes of an exception.
    pub(super) fn check_group_match(&mut self) -> R<()> {
        let kind = self.pop();
        let rest = self.peek(1);
        let result = match kind.get() {
            Some(_) if rest == self.one.none => Ok((None, None)),
            Some(kind) => crate::builtins::exceptions::star_match(self, rest, kind),
            None => Ok((None, None)),
        };
        self.close(kind);
        let (found, left) = result?;
        let left = match left {
            Some(left) => left,
            None => self.none(),
        };
        let old = self.pop();
        self.close(old);
        self.push(left);
        match found {
            Some(found) => {
                self.incref(found);
                let old = self.thread.handled.replace(found);
                self.xdecref(old);
                self.push(found);
            }
            None => {
                let none = self.none();
                self.push(none);
            }
        }
        Ok(())
    }

    /// `[original, list]` to the exception that is raised at the end of an `except*`, or `None`.
    pub(super) fn prepare_reraise_star(&mut self) -> R<()> {
        let (list, original) = (self.pop(), self.pop());
        let result = match (list.get(), original.get()) {
            (Some(list), Some(original)) => {
                let raised: Vec<Ref> = self
                    .items(list)
                    .iter()
                    .copied()
                    .filter(|&one| one != self.one.none)
                    .collect();
                crate::builtins::exceptions::prepare_reraise(self, original, &raised)
            }
            _ => Ok(None),
        };
        self.close(list);
        self.close(original);
        let result = match result? {
            Some(exception) => exception,
            None => self.none(),
        };
        self.push(result);
        Ok(())
    }
}
