//! `import`.

use objects::Ref;

use super::{R, Vm};
use crate::objects::Body;

impl Vm {
    /// A module by name, borrowed from `sys.modules`.
    pub(crate) fn module(&mut self, name: &str) -> R {
        if let Some(module) = self.dict_get_str(self.modules, name) {
            return Ok(module);
        }
        match crate::modules::make(self, name)? {
            Some(module) => {
                self.dict_set_str(self.modules, name, module);
                self.decref(module);
                Ok(module)
            }
            None => Err(self.unsupported(format!("the module '{name}'"))),
        }
    }

    /// An empty module.
    pub(crate) fn new_module(&mut self, name: &str) -> (Ref, Ref) {
        let dict = self.dict();
        let text = self.intern(name);
        self.dict_set_str(dict, "__name__", text);
        self.decref(text);
        let none = self.one.none;
        for attribute in ["__doc__", "__package__", "__loader__", "__spec__"] {
            self.dict_set_str(dict, attribute, none);
        }
        (self.alloc(Body::Module { dict }), dict)
    }

    pub(super) fn import_name(&mut self, name: Ref, _names: Ref) -> R {
        let name = self.text(name).to_owned();
        if name.contains('.') {
            return Err(self.unsupported(format!("the module '{name}'")));
        }
        let module = self.module(&name)?;
        Ok(self.incref(module))
    }

    pub(super) fn import_from(&mut self, module: Ref, name: Ref) -> R {
        let result = self.getattr(module, name);
        match self.catches(result, "AttributeError")? {
            Some(value) => Ok(value),
            None => {
                let module = match self.body(module) {
                    Body::Module { dict } => self
                        .dict_get_str(*dict, "__name__")
                        .map_or("?", |name| self.text(name)),
                    _ => "?",
                };
                let text = format!("the name '{}' of the module '{module}'", self.text(name));
                Err(self.unsupported(text))
            }
        }
    }

    pub(super) fn import_star(&mut self, module: Ref) -> R<()> {
        let Body::Module { dict } = self.body(module) else {
            return Ok(());
        };
        let pairs = self.dict_pairs(*dict);
        let names = self.top().names.unwrap_or(self.one.none);
        for (name, value) in pairs {
            if !self.text(name).starts_with('_') {
                self.dict_set_name(names, name, value);
            }
        }
        Ok(())
    }
}
