//! Names in namespaces.

use crate::code::Op;
use crate::objects::Body;
use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn name_op(&mut self, op: Op) -> R<()> {
        let (Op::LoadName(index)
        | Op::StoreName(index)
        | Op::DeleteName(index)
        | Op::LoadGlobal(index)
        | Op::StoreGlobal(index)
        | Op::DeleteGlobal(index)) = op
        else {
            return Ok(());
        };
        let frame = self.top();
        let name = frame.body.names[index as usize];
        let (globals, names) = (frame.globals, frame.names);
        match op {
            Op::LoadName(_) | Op::LoadGlobal(_) => {
                let local = match (op, names) {
                    (Op::LoadName(_), Some(names)) if names != globals => match self.body(names) {
                        Body::Dict(_) => self.dict_get_name(names, name),
                        _ => None,
                    },
                    _ => None,
                };
                let found = local
                    .or_else(|| self.dict_get_name(globals, name))
                    .or_else(|| self.dict_get_name(self.builtins, name));
                match found {
                    Some(value) => {
                        self.incref(value);
                        self.push(value);
                    }
                    None => {
                        if crate::builtins::MISSING.contains(&self.text(name)) {
                            let what = format!("the built-in name '{}'", self.text(name));
                            return Err(self.unsupported(what));
                        }
                        let text = format!("name '{}' is not defined", self.text(name));
                        return Err(self.name_error("NameError", text, name));
                    }
                }
            }
            Op::StoreName(_) | Op::StoreGlobal(_) => {
                let value = self.pop();
                let target = match op {
                    Op::StoreName(_) => names.unwrap_or(globals),
                    _ => globals,
                };
                if let Some(object) = value.get() {
                    self.dict_set_name(target, name, object);
                }
                self.close(value);
            }
            _ => {
                let target = match op {
                    Op::DeleteName(_) => names.unwrap_or(globals),
                    _ => globals,
                };
                if !self.dict_delete_name(target, name) {
                    let text = format!("name '{}' is not defined", self.text(name));
                    return Err(self.name_error("NameError", text, name));
                }
            }
        }
        Ok(())
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
