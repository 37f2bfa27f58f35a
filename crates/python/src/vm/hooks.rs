//! Exceptions that nobody caught, and those that nobody can catch: `sys.excepthook`, `sys.unraisablehook`.

use objects::Ref;

use super::{Args, Exc, R, Vm};
use crate::objects::{Attrs, Body, InstanceDict, Kind, Object, Stream};

impl Vm {
    /// Reports an exception that nobody can catch, with a first line that is made already.
    pub(crate) fn unraisable(&mut self, first_line: &str, exc: Exc) {
        let message = first_line
            .strip_suffix(':')
            .unwrap_or(first_line)
            .to_owned();
        self.write_unraisable(&message, first_line, None, exc);
    }

    /// The same while something was done (`doing`, from 3.14) with an object, which is borrowed.
    pub(crate) fn unraisable_in(&mut self, doing: &str, object: Ref, exc: Exc) {
        let shown = self.plain_repr(object);
        if self.since(14) {
            let message = format!("Exception ignored while {doing} {shown}");
            let line = format!("{message}:");
            self.write_unraisable(&message, &line, None, exc);
        } else {
            let line = format!("Exception ignored in: {shown}");
            self.write_unraisable("", &line, Some(object), exc);
        }
    }

    fn write_unraisable(&mut self, message: &str, line: &str, object: Option<Ref>, exc: Exc) {
        let exception = match self.settle(exc) {
            Ok(exception) => exception,
            Err(stop) => {
                self.end_run(stop);
                return;
            }
        };
        let is_new =
            matches!(self.body(exception), Body::Exception(state) if state.traceback.is_none());
        // Raised by native code: `_PyTraceBack_FromFrame` says where the program is.
        if is_new && !self.thread.frames.is_empty() {
            self.add_traceback(exception);
        }
        let result = match self.changed_hook("unraisablehook") {
            Some(hook) => self.call_unraisable_hook(hook, message, object, exception),
            None => {
                let text = self.unraisable_text(exception);
                self.write_to("stderr", &format!("{line}\n{text}"))
            }
        };
        if let Err(exc) = result {
            // An error in the hook itself is reported without it.
            match self.settle(exc) {
                Ok(error) => {
                    let text = self.unraisable_text(error);
                    let what = "Exception ignored in sys.unraisablehook:";
                    self.write(Stream::Err, &format!("{what}\n{text}"));
                    self.decref(error);
                }
                Err(stop) => {
                    self.end_run(stop);
                }
            }
        }
        self.decref(exception);
    }

    /// What `sys.__unraisablehook__` writes.
    pub(crate) fn display_unraisable(&mut self, line: &str, exc: Exc) {
        match self.settle(exc) {
            Ok(exception) => {
                let text = self.unraisable_text(exception);
                let result = self.write_to("stderr", &format!("{line}\n{text}"));
                self.decref(exception);
                if let Err(Exc::Raised(other)) = result {
                    self.decref(other);
                }
            }
            Err(stop) => {
                self.end_run(stop);
            }
        }
    }

    /// `write_unraisable_exc_file`: to 3.14 the entries and the class alone, then a whole report.
    fn unraisable_text(&mut self, exception: Ref) -> String {
        if self.since(15) {
            return self.traceback_text(exception, true).unwrap_or_default();
        }
        let mut out = self.plain_entries(exception).unwrap_or_default();
        let (module, qualname) = self.type_names(self.type_of(exception));
        let known = &*module == "builtins" || (self.since(11) && &*module == "__main__");
        if !known {
            out.push_str(&format!("{module}."));
        }
        let name = if self.since(9) {
            &*qualname
        } else {
            qualname.rsplit('.').next().unwrap_or(&qualname)
        };
        let text = match self.str_of(exception) {
            Ok(text) => text,
            Err(exc) => {
                if let Ok(other) = self.settle(exc) {
                    self.decref(other);
                }
                "<exception str() failed>".to_owned()
            }
        };
        out.push_str(&format!("{name}: {text}\n"));
        out
    }

    /// The hook in `sys`, borrowed, if the program put one there.
    fn changed_hook(&self, name: &str) -> Option<Ref> {
        let hook = self.sys_attribute(name)?;
        let own = self.sys_attribute(&format!("__{name}__"));
        (Some(hook) != own).then_some(hook)
    }

    fn call_unraisable_hook(
        &mut self,
        hook: Ref,
        message: &str,
        object: Option<Ref>,
        exception: Ref,
    ) -> R<()> {
        self.scope(|vm| {
            let none = vm.one.none;
            let traceback = match vm.body(exception) {
                Body::Exception(state) => state.traceback.unwrap_or(none),
                _ => none,
            };
            let class = vm.type_of(exception);
            let message = if message.is_empty() {
                none
            } else {
                let message = vm.str(message);
                vm.own(message)
            };
            let fields = [
                ("exc_type", class),
                ("exc_value", exception),
                ("exc_traceback", traceback),
                ("err_msg", message),
                ("object", object.unwrap_or(none)),
            ];
            let class = vm.unraisable_class()?;
            let dict = vm.dict();
            for (name, value) in fields {
                vm.dict_set_str(dict, name, value);
            }
            vm.incref(class);
            let args = vm.alloc_object(Object {
                class: Some(class),
                counts_class: true,
                weakly: false,
                body: Body::Plain,
                attrs: Some(Box::new(Attrs {
                    dict: InstanceDict::Made(dict),
                    ..Attrs::default()
                })),
            });
            let args = vm.own(args);
            vm.incref(hook);
            let hook = vm.own(hook);
            let result = vm.call_args(hook, &Args::pos(&[args]))?;
            vm.decref(result);
            Ok(())
        })
    }

    /// `sys.UnraisableHookArgs`, made when it is needed first; borrowed from `sys`.
    fn unraisable_class(&mut self) -> R {
        if let Some(class) = self.sys_attribute("UnraisableHookArgs") {
            return Ok(class);
        }
        self.scope(|vm| {
            let name = vm.str("UnraisableHookArgs");
            let name = vm.own(name);
            let bases = vm.one.empty_tuple;
            let dict = vm.dict();
            let dict = vm.own(dict);
            let module = vm.str("sys");
            let module = vm.own(module);
            vm.dict_set_str(dict, "__module__", module);
            let meta = vm.kind(Kind::Type);
            let class = vm.call_args(meta, &Args::pos(&[name, bases, dict]))?;
            if let Some(sys) = vm.dict_get_str(vm.modules, "sys")
                && let Body::Module { dict } = vm.body(sys)
            {
                let dict = *dict;
                vm.dict_set_str(dict, "UnraisableHookArgs", class);
            }
            vm.decref(class);
            Ok(class)
        })
    }

    /// `sys.excepthook(type, value, traceback)`. The exception is borrowed.
    pub(crate) fn print_exception(&mut self, exception: Ref) {
        let Some(hook) = self.changed_hook("excepthook") else {
            self.display(exception);
            return;
        };
        self.incref(hook);
        let traceback = match self.body(exception) {
            Body::Exception(state) => state.traceback.unwrap_or(self.one.none),
            _ => self.one.none,
        };
        let class = self.type_of(exception);
        let held = self.increfs(&[class, exception, traceback]);
        let result = self.call_args(hook, &Args::pos(&held));
        for held in held {
            self.decref(held);
        }
        self.decref(hook);
        match result {
            Ok(value) => self.decref(value),
            Err(exc) => match self.settle(exc) {
                Ok(error) => {
                    self.write(Stream::Err, "Error in sys.excepthook:\n");
                    self.display(error);
                    self.decref(error);
                    self.write(Stream::Err, "\nOriginal exception was:\n");
                    self.display(exception);
                }
                Err(stop) => {
                    self.end_run(stop);
                }
            },
        }
    }

    /// Writes a report to `sys.stderr`.
    pub(crate) fn display(&mut self, exception: Ref) {
        let written = match self.traceback_text(exception, true) {
            Ok(text) => self.write_to("stderr", &text),
            Err(exc) => Err(exc),
        };
        if let Err(exc) = written {
            match self.settle(exc) {
                Ok(other) => self.decref(other),
                Err(stop) => {
                    self.end_run(stop);
                }
            }
        }
    }

    /// What becomes of an exception that leaves the program, which is taken over: the exit status.
    pub(crate) fn uncaught(&mut self, exception: Ref) -> i32 {
        if self.is_exception(exception, "SystemExit") {
            return self.system_exit(exception);
        }
        // The report's own place in `sys` holds it until the modules go.
        let traceback = match self.body(exception) {
            Body::Exception(state) => state.traceback.unwrap_or(self.one.none),
            _ => self.one.none,
        };
        let class = self.type_of(exception);
        let mut held = vec![
            ("last_type", class),
            ("last_value", exception),
            ("last_traceback", traceback),
        ];
        if self.since(12) {
            held.push(("last_exc", exception));
        }
        if let Some(dict) = self.sys_dict() {
            for (name, value) in held {
                self.dict_set_str(dict, name, value);
            }
        }
        self.print_exception(exception);
        self.decref(exception);
        1
    }

    /// `_Py_HandleSystemExit`: from 3.12 the exception is gone when its text is written.
    fn system_exit(&mut self, exception: Ref) -> i32 {
        let code = self
            .exception_field(exception, "code")
            .unwrap_or(self.one.none);
        self.incref(code);
        let early = self.since(12);
        if early {
            self.decref(exception);
        }
        let status = if code == self.one.none {
            0
        } else if let Some(number) = self.i64_value(code) {
            (number & 0xff) as i32
        } else {
            if let Ok(text) = self.str_of(code) {
                let _ = self.write_to("stderr", &format!("{text}\n"));
            }
            1
        };
        self.decref(code);
        if !early {
            self.decref(exception);
        }
        status
    }

    fn sys_dict(&self) -> Option<Ref> {
        Some(self.sys_namespace)
    }

    /// `sys.argv`: the program as it was named (`-c` for text of the command line), and its arguments.
    pub(crate) fn set_argv(&mut self, name: &str, arguments: &[String]) {
        let Some(dict) = self.sys_dict() else { return };
        let first = match name {
            "<string>" => "-c",
            "<stdin>" => "-",
            name => name,
        };
        let mut items = vec![self.str(first)];
        items.extend(arguments.iter().map(|argument| self.str(argument.as_str())));
        let list = self.list(items);
        self.dict_set_str(dict, "argv", list);
        self.decref(list);
    }
}
