//! "Did you mean": the names near a wrong one. To 3.12 `Python/suggestions.c`, from 3.13 `Lib/traceback.py`.

use objects::Ref;

use super::{distance, hints};
use crate::objects::{Body, Shape};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// What is added to the exception's line.
    pub(super) fn suggestion(&mut self, exception: Ref) -> String {
        if !self.since(10) {
            return String::new();
        }
        // What goes wrong in here is the report's alone, and forgotten.
        self.scope(|vm| match vm.suggest(exception) {
            Ok(text) => text,
            Err(exc) => {
                if let Ok(other) = vm.settle(exc) {
                    vm.decref(other);
                }
                String::new()
            }
        })
    }

    fn suggest(&mut self, exception: Ref) -> R<String> {
        let Body::Exception(state) = self.body(exception) else {
            return Ok(String::new());
        };
        let shape = state.shape;
        // To 3.12 the class itself counts, and its subclasses don't.
        let exact = |vm: &Vm, name: &str| vm.type_of(exception) == vm.exceptions[name];
        let text = |vm: &Vm, name: &str| {
            vm.exception_field(exception, name)
                .filter(|&held| matches!(vm.body(held), Body::Str(_)))
                .map(|held| vm.text(held).to_owned())
        };
        match shape {
            Shape::Attribute if self.since(13) || exact(self, "AttributeError") => {
                match (text(self, "name"), self.exception_field(exception, "obj")) {
                    (Some(wrong), Some(object)) => self.for_attribute(exception, object, &wrong),
                    _ => Ok(String::new()),
                }
            }
            Shape::Name if self.since(13) || exact(self, "NameError") => match text(self, "name") {
                Some(wrong) => self.for_name(exception, &wrong),
                None => Ok(String::new()),
            },
            Shape::Import if self.since(12) && (self.since(13) || exact(self, "ImportError")) => {
                match (text(self, "name"), text(self, "name_from")) {
                    (Some(module), Some(wrong)) => self.for_import(&module, &wrong),
                    (Some(module), None)
                        if self.since(15)
                            && self.is_exception(exception, "ModuleNotFoundError") =>
                    {
                        Ok(self.for_module(&module))
                    }
                    _ => Ok(String::new()),
                }
            }
            _ => Ok(String::new()),
        }
    }

    /// Programs run without the packages of a site (`-S`), and 3.15 says so.
    fn for_module(&self, module: &str) -> String {
        if crate::library::exists(module, self.version) {
            return String::new();
        }
        ". Site initialization is disabled, did you forget to add the site-packages directory to sys.path \
         or to enable your virtual environment?"
            .to_owned()
    }

    /// `dir(object)` as text.
    fn names_of(&mut self, object: Ref) -> R<Vec<String>> {
        let names = crate::modules::dir(self, &Args::pos(&[object]))?;
        let names = self.own(names);
        Ok(self
            .items(names)
            .iter()
            .map(|&name| self.text(name).to_owned())
            .collect())
    }

    fn for_attribute(&mut self, exception: Ref, object: Ref, wrong: &str) -> R<String> {
        if self.since(15)
            && let Some(hint) = hints::hint(self, object, wrong)
        {
            return Ok(format!(". {hint}"));
        }
        let mut names = self.names_of(object)?;
        if self.since(13) && !wrong.starts_with('_') && !self.is_own_self(exception, object)? {
            names.retain(|name| !name.starts_with('_'));
        }
        let list: Vec<&str> = names.iter().map(String::as_str).collect();
        if let Some(found) = distance::nearest(&list, wrong) {
            return Ok(if self.since(15) {
                format!(". Did you mean '.{found}' instead of '.{wrong}'?")
            } else {
                format!(". Did you mean: '{found}'?")
            });
        }
        if self.since(15)
            && let Some(found) = self.nested_attribute(object, wrong, &names)?
        {
            return Ok(format!(". Did you mean '.{found}' instead of '.{wrong}'?"));
        }
        Ok(String::new())
    }

    /// Whether the exception comes from a method of that very object.
    fn is_own_self(&mut self, exception: Ref, object: Ref) -> R<bool> {
        let Some(frame) = self.last_frame(exception) else {
            return Ok(false);
        };
        let locals = crate::modules::frame_names(self, frame)?;
        let locals = self.own(locals);
        Ok(self.mapping_get(locals, "self") == Some(object))
    }

    fn mapping_get(&self, mapping: Ref, name: &str) -> Option<Ref> {
        match self.body(mapping) {
            Body::Dict(_) => self.dict_get_str(mapping, name),
            _ => None,
        }
    }

    /// From 3.15: one of the object's attributes may have what the object lacks.
    fn nested_attribute(
        &mut self,
        object: Ref,
        wrong: &str,
        names: &[String],
    ) -> R<Option<String>> {
        for name in names.iter().filter(|name| !name.starts_with('_')).take(20) {
            let key = self.intern(name);
            let key = self.own(key);
            let class = self.type_of(object);
            let of_class = self.type_lookup(class, key);
            if of_class.is_some_and(|found| self.is_descriptor(found)) {
                continue;
            }
            let Some(value) = self.getattr_opt(object, name)? else {
                continue;
            };
            let value = self.own(value);
            if self.names_of(value)?.iter().any(|held| held == wrong) {
                return Ok(Some(format!("{name}.{wrong}")));
            }
        }
        Ok(None)
    }

    fn is_descriptor(&mut self, object: Ref) -> bool {
        self.special(object, "__get__").is_some()
            || matches!(
                self.body(object),
                Body::Function(_)
                    | Body::Native(_)
                    | Body::Property(_)
                    | Body::StaticMethod(_)
                    | Body::ClassMethod(_)
                    | Body::Member { .. }
                    | Body::GetSet(_)
            )
    }

    /// The frame object where the exception was raised, borrowed.
    fn last_frame(&self, exception: Ref) -> Option<Ref> {
        let Body::Exception(state) = self.body(exception) else {
            return None;
        };
        let mut entry = state.traceback;
        let mut frame = None;
        while let Some(traceback) = entry {
            let Body::Traceback(value) = self.body(traceback) else {
                break;
            };
            frame = Some(value.frame);
            entry = value.next;
        }
        frame
    }

    fn for_name(&mut self, exception: Ref, wrong: &str) -> R<String> {
        let Some(frame) = self.last_frame(exception) else {
            return Ok(String::new());
        };
        let found = self.near_name(frame, wrong)?;
        let is_module = self.since(12) && crate::library::exists(wrong, self.version);
        Ok(match (found, is_module) {
            (Some(found), true) => {
                format!(". Did you mean: '{found}'? Or did you forget to import '{wrong}'?")
            }
            (Some(found), false) => format!(". Did you mean: '{found}'?"),
            (None, true) => format!(". Did you forget to import '{wrong}'?"),
            (None, false) => String::new(),
        })
    }

    fn near_name(&mut self, frame: Ref, wrong: &str) -> R<Option<String>> {
        let locals = crate::modules::frame_names(self, frame)?;
        let locals = self.own(locals);
        let Body::Frame(value) = self.body(frame) else {
            return Ok(None);
        };
        let (code, globals) = (value.code, value.globals);
        let keys = |vm: &Vm, dict: Ref| -> Vec<String> {
            match vm.body(dict) {
                Body::Dict(_) => vm
                    .dict_pairs(dict)
                    .into_iter()
                    .filter(|(key, _)| matches!(vm.body(*key), Body::Str(_)))
                    .map(|(key, _)| vm.text(key).to_owned())
                    .collect(),
                _ => Vec::new(),
            }
        };
        // To 3.12 all variables count, bound or not, and each namespace is asked for itself.
        let of_locals = match self.body(code) {
            Body::Code(code) if !self.since(13) => code.shared.variables[..code.shared.nlocals]
                .iter()
                .map(|&name| self.text(name).to_owned())
                .collect(),
            _ => keys(self, locals),
        };
        if self.since(12)
            && of_locals.iter().any(|name| name == "self")
            && let Some(this) = self.mapping_get(locals, "self")
            && let Some(value) = self.getattr_opt(this, wrong)?
        {
            self.decref(value);
            return Ok(Some(format!("self.{wrong}")));
        }
        let mut of_builtins = keys(self, self.builtins);
        of_builtins.extend(crate::builtins::MISSING.iter().map(|&name| name.to_owned()));
        let groups = [of_locals, keys(self, globals), of_builtins];
        let near = |names: &[String]| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            distance::nearest(&names, wrong).map(str::to_owned)
        };
        if self.since(13) {
            return Ok(near(&groups.concat()));
        }
        Ok(groups.iter().find_map(|group| near(group)))
    }

    fn for_import(&mut self, module: &str, wrong: &str) -> R<String> {
        let Some(module) = self.dict_get_str(self.modules, module) else {
            return Ok(String::new());
        };
        let mut names = self.names_of(module)?;
        if self.since(13) && !wrong.starts_with('_') {
            names.retain(|name| !name.starts_with('_'));
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Ok(match distance::nearest(&names, wrong) {
            Some(found) => format!(". Did you mean: '{found}'?"),
            None => String::new(),
        })
    }
}
