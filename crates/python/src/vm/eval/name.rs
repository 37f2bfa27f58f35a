//! Names in namespaces.

use objects::Ref;

use crate::code::Op;
use crate::objects::{Body, Object, Val};
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// A name of the module, or a built-in one. Where it stood the last time it is looked for first.
    /// Says whether it stands there.
    #[inline(always)]
    pub(super) fn quick_load_global(&mut self, index: u32) -> bool {
        let Vm { heap, thread, .. } = self;
        let frame = thread.top();
        let name = frame.body.names[index as usize];
        let hint = frame.body.hints.get(frame.ip - 1).at as usize;
        if let Some(Object {
            body: Body::Dict(table),
            ..
        }) = heap.get(frame.globals)
            && let Some((&key, &value)) = table.entry_at(hint)
            && key == name
        {
            heap.incref(value);
            frame.stack.push(Val::Owned(value));
            return true;
        }
        false
    }

    /// The same by its text.
    pub(super) fn load_global(&mut self, index: u32) -> R<()> {
        let frame = self.top();
        let (at, name) = (frame.ip - 1, frame.body.names[index as usize]);
        let (body, globals) = (frame.body.clone(), frame.globals);
        let found = match self.position(globals, name) {
            Some((position, value)) => {
                body.hints.set_position(at, position);
                Some(value)
            }
            None => self.dict_get_name(self.builtins, name),
        };
        match found {
            Some(value) => {
                self.heap.incref(value);
                self.push(value);
                Ok(())
            }
            None => Err(self.no_name(name)),
        }
    }

    /// Where a text stands in a dict, and its value; borrowed.
    fn position(&self, dict: Ref, name: Ref) -> Option<(usize, Ref)> {
        let (Body::Dict(table), Body::Str(text)) = (self.body(dict), self.body(name)) else {
            return None;
        };
        let position = table.position(text.hash(), |&held| {
            held == name || self.same_text(held, text.value.as_str())
        })?;
        let (_, &value) = table.entry_at(position)?;
        Some((position, value))
    }

    #[cold]
    fn no_name(&mut self, name: Ref) -> Exc {
        if crate::builtins::MISSING.contains(&self.text(name)) {
            let what = format!("the built-in name '{}'", self.text(name));
            return self.unsupported(what);
        }
        let text = format!("name '{}' is not defined", self.text(name));
        self.name_error("NameError", text, name)
    }

    pub(super) fn name_op(&mut self, op: Op) -> R<()> {
        let (Op::LoadName(index)
        | Op::LoadFromDictOrGlobals(index)
        | Op::StoreName(index)
        | Op::DeleteName(index)
        | Op::StoreGlobal(index)
        | Op::DeleteGlobal(index)) = op
        else {
            return Ok(());
        };
        let frame = self.top();
        let name = frame.body.names[index as usize];
        let (globals, names) = (frame.globals, frame.names);
        match op {
            Op::LoadName(_) | Op::LoadFromDictOrGlobals(_) => {
                let local = match (op, names) {
                    (Op::LoadFromDictOrGlobals(_), _) => self.name_in_dict(name)?,
                    (Op::LoadName(_), Some(names)) if names != globals => {
                        self.namespace_get(names, name)?
                    }
                    _ => None,
                };
                if let Some(value) = local {
                    self.push(value);
                    return Ok(());
                }
                let found = self
                    .dict_get_name(globals, name)
                    .or_else(|| self.builtin_name(globals, name));
                match found {
                    Some(value) => {
                        self.incref(value);
                        self.push(value);
                    }
                    None => return Err(self.no_name(name)),
                }
            }
            Op::StoreName(_) | Op::StoreGlobal(_) => {
                let value = self.pop();
                let target = match op {
                    Op::StoreName(_) => names.unwrap_or(globals),
                    _ => globals,
                };
                let result = match (value.get(), self.body(target)) {
                    (Some(object), Body::Dict(_)) if !self.get(target).counts_class => {
                        self.dict_set_name(target, name, object);
                        Ok(())
                    }
                    (Some(object), _) => self.setitem(target, name, object),
                    (None, _) => Ok(()),
                };
                self.close(value);
                result?;
            }
            _ => {
                let target = match op {
                    Op::DeleteName(_) => names.unwrap_or(globals),
                    _ => globals,
                };
                let found = if matches!(self.body(target), Body::Dict(_)) {
                    self.dict_delete_name(target, name)
                } else {
                    let result = self.delitem(target, name);
                    self.catches(result, "KeyError")?.is_some()
                };
                if !found {
                    let text = format!("name '{}' is not defined", self.text(name));
                    return Err(self.name_error("NameError", text, name));
                }
            }
        }
        Ok(())
    }

    /// Takes a namespace from the stack; a name in it as a new reference, if it is there.
    pub(super) fn name_in_dict(&mut self, name: Ref) -> R<Option<Ref>> {
        let names = self.pop();
        let names = self.owned(names);
        let names = self.own(names);
        self.namespace_get(names, name)
    }

    /// A name in a namespace that may be any mapping; a new reference.
    fn namespace_get(&mut self, names: Ref, name: Ref) -> R<Option<Ref>> {
        if matches!(self.body(names), Body::Dict(_)) && !self.get(names).counts_class {
            let found = self.dict_get_name(names, name);
            return Ok(found.map(|value| self.incref(value)));
        }
        let result = self.getitem(names, name);
        self.catches(result, "KeyError")
    }

    /// A built-in name, borrowed: from `__builtins__` in the globals, if a program put something else there.
    fn builtin_name(&self, globals: Ref, name: Ref) -> Option<Ref> {
        let builtins = self.builtins_of(globals);
        match self.body(builtins) {
            Body::Dict(_) => self.dict_get_name(builtins, name),
            _ => None,
        }
    }

    /// The namespace of the built-in names for these globals, borrowed (`_PyEval_BuiltinsFromGlobals`).
    pub(crate) fn builtins_of(&self, globals: Ref) -> Ref {
        let other = match self.other_builtins {
            true => self.dict_get_str(globals, "__builtins__"),
            false => None,
        };
        match other.map(|other| (other, self.body(other))) {
            Some((_, &Body::Module { dict })) => dict,
            Some((other, _)) => other,
            None => self.builtins,
        }
    }

    pub(super) fn setup_annotations(&mut self) -> R<()> {
        let name = self.intern("__annotations__");
        let Some(names) = self.top().names else {
            unreachable!("only modules and classes have annotations")
        };
        if self.dict_get_name(names, name).is_none() {
            let dict = self.dict();
            self.dict_set_name(names, name, dict);
            self.decref(dict);
        }
        self.decref(name);
        Ok(())
    }

    pub(super) fn load_build_class(&mut self) -> R<()> {
        let Some(build) = self.dict_get_str(self.builtins, "__build_class__") else {
            return Err(self.error("NameError", "__build_class__ not found"));
        };
        self.incref(build);
        self.push(build);
        Ok(())
    }
}
