//! `import`.

use std::rc::Rc;

use objects::Ref;

use super::{Exc, R, Vm};
use crate::grant::Lent;
use crate::library;
use crate::objects::{Body, Frame, SourceFile};

impl Vm {
    /// A module by its whole name, borrowed from `sys.modules`; its packages are imported first.
    pub(crate) fn module(&mut self, name: &str) -> R {
        if let Some(module) = self.dict_get_str(self.modules, name) {
            if module == self.one.none {
                let text = format!("import of {name} halted; None in sys.modules");
                return Err(self.import_error("ModuleNotFoundError", text, name));
            }
            return Ok(module);
        }
        if let Some((package, last)) = name.rsplit_once('.') {
            let parent = self.module(package)?;
            // The package itself may have put it there.
            if let Some(module) = self.dict_get_str(self.modules, name) {
                return Ok(module);
            }
            if !self.is_package(parent) {
                let text = format!("No module named '{name}'; '{package}' is not a package");
                return Err(self.import_error("ModuleNotFoundError", text, name));
            }
            let module = self.load(name)?;
            if let Body::Module { dict } = self.body(parent) {
                let dict = *dict;
                self.dict_set_str(dict, last, module);
            }
            return Ok(module);
        }
        self.load(name)
    }

    /// Makes a module and puts it into `sys.modules`; borrowed from there.
    fn load(&mut self, name: &str) -> R {
        let grant = self.grant.clone();
        if let Some(lent) = grant.find(name) {
            return self.run_lent(lent);
        }
        let was = self.begin_loading();
        let result = self.load_quietly(name);
        self.end_loading(was);
        if let Some(module) = result? {
            return Ok(module);
        }
        if let Some(lent) = grant.find_stand_in(name) {
            return self.run_lent(lent);
        }
        let top = name.split('.').next().unwrap_or(name);
        if library::exists(top, self.version) {
            return Err(self.unsupported(format!("the module '{name}'")));
        }
        let text = format!("No module named '{name}'");
        Err(self.import_error("ModuleNotFoundError", text, name))
    }

    /// What a module of the library is made of was there before the program as far as the collector is asked:
    /// its counts of allocations are those of the program alone.
    fn begin_loading(&mut self) -> bool {
        self.loading += 1;
        self.trace_is_inexact("an import");
        self.record(false)
    }

    fn end_loading(&mut self, records: bool) {
        self.loading -= 1;
        self.record(records);
    }

    fn load_quietly(&mut self, name: &str) -> R<Option<Ref>> {
        if library::exists(name.split('.').next().unwrap_or(name), self.version) {
            if let Some(module) = crate::modules::make(self, name)? {
                self.dict_set_str(self.modules, name, module);
                self.decref(module);
                return Ok(Some(module));
            }
            if let Some(text) = library::find(name, self.version) {
                return self.run_library(text).map(Some);
            }
        }
        let asks = self.thread.frames.last().map(|frame| &frame.body.file);
        if asks.is_some_and(|file| !file.is_program)
            && let Some(module) = crate::modules::make_private(self, name)
        {
            self.dict_set_str(self.modules, name, module);
            self.decref(module);
            return Ok(Some(module));
        }
        Ok(None)
    }

    /// Runs a module of the library that is written in Python.
    fn run_library(&mut self, source: &library::Text) -> R {
        self.run_text(source.name, source.file, source.text, false)
    }

    /// Runs a module that the caller lends: it is as much the program's as the program itself.
    fn run_lent(&mut self, lent: &Lent) -> R {
        self.run_text(&lent.name, &lent.file, &lent.text, true)
    }

    /// Makes a module from its text; borrowed from `sys.modules`.
    fn run_text(&mut self, name: &str, path: &str, text: &str, is_program: bool) -> R {
        let broken = |problem: crate::source::Problem| {
            Exc::Stop(super::Stop::Unsupported(format!(
                "the module '{name}': {}",
                crate::Refused::from(problem.locate(text))
            )))
        };
        let tree = crate::source::parse(text).map_err(broken)?;
        let draft = crate::compile::compile(text, &tree, self.version).map_err(broken)?;
        let file = Rc::new(SourceFile {
            name: path.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
            is_program,
        });
        let (module, globals) = self.new_module(name);
        let text = self.intern(name);
        self.dict_set_str(globals, "__name__", text);
        self.decref(text);
        if let Some(builtins) = self.dict_get_str(self.modules, "builtins") {
            self.dict_set_str(globals, "__builtins__", builtins);
        }
        if is_program {
            let path = self.str(path);
            self.dict_set_str(globals, "__file__", path);
            self.decref(path);
        }
        let package = if path.ends_with("__init__.py") {
            let path = self.list(Vec::new());
            self.dict_set_str(globals, "__path__", path);
            self.decref(path);
            name
        } else {
            name.rsplit_once('.').map_or("", |(package, _)| package)
        };
        let package = self.intern(package);
        self.dict_set_str(globals, "__package__", package);
        self.decref(package);
        self.dict_set_str(self.modules, name, module);
        self.decref(module);
        let code = self.code(&draft, &file, &mut Vec::new());
        match self.run_module(code, globals) {
            Ok(value) => {
                self.decref(value);
                Ok(module)
            }
            Err(exc) => {
                let name = self.intern(name);
                self.dict_delete_name(self.modules, name);
                self.decref(name);
                Err(exc)
            }
        }
    }

    /// Runs the code of a module, which it takes over, with its namespace.
    fn run_module(&mut self, code: Ref, globals: Ref) -> R {
        let Body::Code(value) = self.body(code) else {
            unreachable!("a module is run by its code")
        };
        let body = value.shared.clone();
        self.frame_made(&body);
        self.heap.incref(globals);
        self.heap.incref(globals);
        let frame = Box::new(Frame::of_names(code, body, globals));
        self.guard_native(|vm| vm.run(frame))
    }

    /// An empty module.
    pub(crate) fn new_module(&mut self, name: &str) -> (Ref, Ref) {
        let dict = self.dict();
        // Of a native module it is a text of its own, which its functions share (`PyModule_GetNameObject`).
        let text = self.str(name);
        self.dict_set_str(dict, "__name__", text);
        self.decref(text);
        let none = self.one.none;
        for attribute in ["__doc__", "__package__", "__loader__", "__spec__"] {
            self.dict_set_str(dict, attribute, none);
        }
        (self.alloc(Body::Module { dict }), dict)
    }

    fn is_package(&self, module: Ref) -> bool {
        matches!(self.body(module), Body::Module { dict } if self.dict_get_str(*dict, "__path__").is_some())
    }

    /// `ImportError` or `ModuleNotFoundError` with its `name`.
    fn import_error(&mut self, class: &'static str, text: String, name: &str) -> Exc {
        let exc = self.error(class, text);
        if let Exc::Raised(exception) = exc {
            let name = self.str(name);
            self.set_exception_field(exception, "name", Some(name));
            if let Body::Exception(state) = self.body(exception) {
                let text = self.items(state.args).first().copied();
                if let Some(text) = text {
                    self.incref(text);
                    self.set_exception_field(exception, "msg", Some(text));
                }
            }
        }
        exc
    }

    /// `IMPORT_NAME`: the package without a list of names, otherwise the module itself. A new reference.
    pub(crate) fn import_name(&mut self, name: Ref, names: Ref, level: i64) -> R {
        let name = self.text(name).to_owned();
        if level > 0 {
            return Err(self.relative_import());
        }
        let module = self.module(&name)?;
        let names = match self.body(names) {
            Body::Tuple(tuple) => tuple.items().to_vec(),
            Body::List(list) => list.items().to_vec(),
            _ => Vec::new(),
        };
        if names.is_empty() {
            let top = name.split('.').next().unwrap_or(&name);
            let module = self.module(top)?;
            return Ok(self.incref(module));
        }
        self.incref(module);
        // `_handle_fromlist`: what isn't a name in a package may be a module in it.
        if let (true, Body::Module { dict }) = (self.is_package(module), self.body(module)) {
            let dict = *dict;
            for item in names {
                let item = self.text(item).to_owned();
                let whole = format!("{name}.{item}");
                if self.dict_get_str(dict, &item).is_none()
                    && self.is_submodule(&whole)
                    && let Err(exc) = self.module(&whole)
                {
                    self.decref(module);
                    return Err(exc);
                }
            }
        }
        Ok(module)
    }

    fn is_submodule(&self, name: &str) -> bool {
        library::find(name, self.version).is_some()
            || self.grant.find(name).is_some()
            || self.grant.find_stand_in(name).is_some()
    }

    /// The library has none, and a program is no package.
    fn relative_import(&mut self) -> Exc {
        let globals = self.top().globals;
        match self.dict_get_str(globals, "__package__") {
            Some(package) if !self.text(package).is_empty() => {
                self.unsupported("a relative import")
            }
            _ => self.error(
                "ImportError",
                "attempted relative import with no known parent package",
            ),
        }
    }

    /// Whether a module is one of CPython's, of which ours may lack a part.
    pub(crate) fn may_lack(&self, module: Ref, name: &str) -> bool {
        let Body::Module { dict } = self.body(module) else {
            return false;
        };
        let known = self.dict_get_str(*dict, "__name__").is_some_and(|held| {
            let held = self.text(held);
            let top = held.split('.').next().unwrap_or(held);
            if held == "builtins" {
                return crate::builtins::MISSING.contains(&name);
            }
            held != "__main__"
                && library::exists(top, self.version)
                && !library::is_absent(held, name, self.version)
                && self.dict_get_str(self.modules, held) == Some(module)
        });
        let absent = self
            .dict_get_str(*dict, "__absent__")
            .is_some_and(|absent| {
                self.items(absent)
                    .iter()
                    .any(|&item| self.same_text(item, name))
            });
        known && !absent
    }

    pub(crate) fn import_from(&mut self, module: Ref, name: Ref) -> R {
        let result = self.getattr(module, name);
        if let Some(value) = self.catches(result, "AttributeError")? {
            return Ok(value);
        }
        let of = match self.getattr_opt(module, "__name__")? {
            Some(held) => {
                let held = self.own(held);
                self.text(held).to_owned()
            }
            None => String::from("<unknown module name>"),
        };
        // A module in a package that is still being imported.
        let whole = format!("{of}.{}", self.text(name));
        if let Some(value) = self.dict_get_str(self.modules, &whole) {
            return Ok(self.incref(value));
        }
        let file = match self.body(module) {
            Body::Module { dict } => self.dict_get_str(*dict, "__file__"),
            _ => None,
        };
        let file = file.map_or("unknown location", |file| self.text(file));
        let text = format!(
            "cannot import name '{}' from '{of}' ({file})",
            self.text(name)
        );
        let exc = self.import_error("ImportError", text, &of);
        if let (true, Exc::Raised(exception)) = (self.since(12), &exc) {
            let exception = *exception;
            self.incref(name);
            self.set_exception_field(exception, "name_from", Some(name));
        }
        Err(exc)
    }

    pub(crate) fn import_star(&mut self, module: Ref) -> R<()> {
        let names = self.top().names.unwrap_or(self.one.none);
        self.scope(|vm| vm.import_all(module, names))
    }

    /// `import_all_from`: what `__all__` lists, or every name without an underscore.
    fn import_all(&mut self, module: Ref, names: Ref) -> R<()> {
        let listed = match self.body(module) {
            Body::Module { dict } => self.dict_get_str(*dict, "__all__"),
            _ => None,
        };
        if let Some(listed) = listed {
            for name in self.collect(listed)? {
                let name = self.own(name);
                let value = self.getattr(module, name)?;
                self.dict_set_name(names, name, value);
                self.decref(value);
            }
            return Ok(());
        }
        let Body::Module { dict } = self.body(module) else {
            return Err(self.unsupported("import * from what is no module"));
        };
        for (name, value) in self.dict_pairs(*dict) {
            if !self.text(name).starts_with('_') {
                self.dict_set_name(names, name, value);
            }
        }
        Ok(())
    }
}
