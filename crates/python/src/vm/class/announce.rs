//! Whom a new class tells of itself: `__set_name__` of its attributes, `__init_subclass__` of its parent.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{Args, Exc, R, Vm};

impl Vm {
    /// `type_new_set_names`
    pub(super) fn set_names(&mut self, class: Ref) -> R<()> {
        let namespace = match self.body(class) {
            Body::Type(value) => value.dict,
            _ => return Ok(()),
        };
        for (key, value) in self.dict_pairs(namespace) {
            if let (Body::Property(_), false) = (self.body(value), self.get(value).counts_class) {
                if self.since(10) {
                    self.name_property(value, key);
                }
                continue;
            }
            if !self.get(value).counts_class {
                continue;
            }
            let Some(method) = self.special(value, "__set_name__") else {
                continue;
            };
            self.incref(value);
            self.incref(key);
            let result = self.call_unbound(method, value, &[class, key]);
            let result = match result {
                Ok(result) => {
                    self.decref(result);
                    Ok(())
                }
                Err(exc) => Err(self.set_name_error(exc, class, key, value)),
            };
            self.decref(value);
            self.decref(key);
            result?;
        }
        Ok(())
    }

    /// `property.__set_name__`, from 3.10; to 3.12 the property learns nothing after that.
    pub(crate) fn name_property(&mut self, property: Ref, name: Ref) {
        self.incref(name);
        let old = match self.body_mut(property) {
            Body::Property(property) => property.name.replace(name),
            _ => Some(name),
        };
        self.xdecref(old);
    }

    /// To 3.11 another exception takes the place of what `__set_name__` raised; from 3.12 a note is added.
    fn set_name_error(&mut self, exc: Exc, class: Ref, key: Ref, value: Ref) -> Exc {
        let exception = match self.settle(exc) {
            Ok(exception) => exception,
            Err(stop) => return Exc::Stop(stop),
        };
        let shown = match self.repr_of(key) {
            Ok(shown) => shown,
            Err(exc) => {
                self.decref(exception);
                return exc;
            }
        };
        let text = format!(
            "Error calling __set_name__ on '{}' instance {shown} in '{}'",
            self.tp_name(value),
            self.class_tp_name(class)
        );
        if self.since(12) {
            if let Err(exc) = self.add_note(exception, text) {
                self.decref(exception);
                return exc;
            }
            return Exc::Raised(exception);
        }
        let new = self.error("RuntimeError", text);
        if let Exc::Raised(new) = new {
            self.incref(exception);
            if let Body::Exception(state) = self.body_mut(new) {
                state.cause = Some(exception);
                state.context = Some(exception);
                state.suppress_context = true;
            }
            return Exc::Raised(new);
        }
        self.decref(exception);
        new
    }

    /// `_PyException_AddNote`
    pub(crate) fn add_note(&mut self, exception: Ref, text: String) -> R<()> {
        let notes = match self.getattr_opt(exception, "__notes__")? {
            Some(notes) => notes,
            None => {
                let notes = self.list(Vec::new());
                self.setattr_str(exception, "__notes__", notes)?;
                notes
            }
        };
        let note = self.str(text);
        if let Body::List(_) = self.body(notes) {
            let version = self.version;
            if let Body::List(list) = self.body_mut(notes) {
                list.append(version, note);
            }
            self.resized(notes);
        } else {
            self.decref(note);
        }
        self.decref(notes);
        Ok(())
    }

    /// `super(class, class).__init_subclass__(**keywords)`
    pub(super) fn init_subclass(&mut self, class: Ref, keywords: &[(Ref, Ref)]) -> R<()> {
        let Body::Type(value) = self.body(class) else {
            return Ok(());
        };
        let mro = self.items(value.mro).to_vec();
        for base in mro.into_iter().skip(1) {
            let Body::Type(value) = self.body(base) else {
                continue;
            };
            let Some(found) = self.dict_get_str(value.dict, "__init_subclass__") else {
                continue;
            };
            let bound = self.bind(found, None, class)?;
            let result = self.call_args(
                bound,
                &Args {
                    pos: &[],
                    kw: keywords,
                },
            );
            self.decref(bound);
            let result = result?;
            self.decref(result);
            return Ok(());
        }
        Ok(())
    }
}
