//! Abstract methods: `__abstractmethods__`.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// `class.__abstractmethods__ = names`: a class that has any can't be instantiated.
    pub(crate) fn set_abstract_methods(&mut self, class: Ref, value: Option<Ref>) -> R<()> {
        let name = self.intern("__abstractmethods__");
        let name = self.own(name);
        let Body::Type(held) = self.body(class) else {
            return Ok(());
        };
        let dict = held.dict;
        let is_abstract = match value {
            Some(value) => {
                let truth = self.truth(value)?;
                self.dict_set_name(dict, name, value);
                truth
            }
            None => {
                if !self.dict_delete_name(dict, name) {
                    return Err(self.error("AttributeError", "__abstractmethods__"));
                }
                false
            }
        };
        if let Body::Type(held) = self.body_mut(class) {
            held.is_abstract = is_abstract;
        }
        self.class_changed(class, name);
        Ok(())
    }

    /// What calling an abstract class raises.
    pub(super) fn abstract_error(&mut self, class: Ref) -> Exc {
        let dict = match self.body(class) {
            Body::Type(value) => value.dict,
            _ => return self.type_error("no class"),
        };
        let mut names = Vec::new();
        if let Some(methods) = self.dict_get_str(dict, "__abstractmethods__") {
            let methods = match self.collect(methods) {
                Ok(methods) => methods,
                Err(exc) => return exc,
            };
            for method in methods {
                names.push(self.text(method).to_owned());
                self.decref(method);
            }
        }
        names.sort();
        let plural = if names.len() > 1 { "s" } else { "" };
        let class = self.class_tp_name(class);
        let text = if self.since(12) {
            format!(
                "Can't instantiate abstract class {class} without an implementation for abstract method{plural} '{}'",
                names.join("', '")
            )
        } else {
            // 3.8 has the plural whatever there is.
            let plural = if self.since(9) { plural } else { "s" };
            format!(
                "Can't instantiate abstract class {class} with abstract method{plural} {}",
                names.join(", ")
            )
        };
        self.type_error(text)
    }
}
