//! `class(…)`: `__call__` of the metaclass, `__new__`, `__init__`.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{Args, Exc, R, Vm};

impl Vm {
    /// `class(*args, **kw)`.
    pub(crate) fn type_call(&mut self, class: Ref, args: &Args<'_>) -> R {
        let meta = self.type_of(class);
        if meta != self.kind(Kind::Type) {
            let call = self.type_lookup_str(meta, "__call__");
            if let Some(call) = call.filter(|&call| !matches!(self.body(call), Body::Native(_))) {
                return self.call_found(call, class, args);
            }
        }
        self.type_call_plain(class, args)
    }

    /// A method that was found on the class of `this`, called with it first. All borrowed.
    pub(crate) fn call_found(&mut self, method: Ref, this: Ref, args: &Args<'_>) -> R {
        let takes_this = match self.body(method) {
            Body::Function(_) => true,
            Body::Native(native) => native.this.is_none() && native.owner.is_some(),
            _ => false,
        };
        if takes_this {
            if args.kw.is_empty() {
                self.incref(method);
                let result = self.call_simply(method, Some(this), args.pos);
                self.decref(method);
                if let Some(result) = result {
                    return result;
                }
            }
            let mut all = Vec::with_capacity(args.pos.len() + 1);
            all.push(this);
            all.extend_from_slice(args.pos);
            self.incref(method);
            let result = self.call_args(
                method,
                &Args {
                    pos: &all,
                    kw: args.kw,
                },
            );
            self.decref(method);
            return result;
        }
        let class = self.type_of(this);
        let bound = self.bind(method, Some(this), class)?;
        let result = self.call_args(bound, args);
        self.decref(bound);
        result
    }

    /// `type.__call__`
    pub(crate) fn type_call_plain(&mut self, class: Ref, args: &Args<'_>) -> R {
        if class == self.kind(Kind::Type) {
            if let ([object], []) = (args.pos, args.kw) {
                let class = self.type_of(*object);
                return Ok(self.incref(class));
            }
            if args.pos.len() != 3 && args.pos.len() + args.kw.len() != 3 {
                return Err(self.type_error("type() takes 1 or 3 arguments"));
            }
        }
        let is_heap = matches!(self.body(class), Body::Type(value) if value.is_heap);
        let base = self.thread.scratch.len();
        if is_heap {
            // The tuple of arguments that a call of a class makes.
            for &arg in args.pos {
                self.incref(arg);
                self.own(arg);
            }
        }
        let result = self.construct(class, args);
        self.leave_scope(base);
        result
    }

    fn construct(&mut self, class: Ref, args: &Args<'_>) -> R {
        if self.is_structseq(class) {
            return Err(self.refuse_structseq(class, args));
        }
        let object = self.new_object(class, args)?;
        let own_class = self.type_of(object);
        if !self.is_subclass(own_class, class) {
            return Ok(object);
        }
        if args.pos.is_empty() && args.kw.is_empty() && !self.hooks(own_class).init {
            return Ok(object);
        }
        let Some(init) = self.type_lookup_str(own_class, "__init__") else {
            return Ok(object);
        };
        if matches!(self.body(object), Body::Exception(_))
            && matches!(self.body(init), Body::Native(_))
        {
            self.thread.initializing = Some(object);
        }
        let result = self.call_found(init, object, args);
        self.thread.initializing = None;
        match result {
            Ok(value) if value == self.one.none => {
                self.decref(value);
                Ok(object)
            }
            Ok(value) => {
                let text = format!(
                    "__init__() should return None, not '{}'",
                    self.tp_name(value)
                );
                self.decref(value);
                self.decref(object);
                Err(self.type_error(text))
            }
            Err(exc) => {
                self.decref(object);
                Err(exc)
            }
        }
    }

    /// What `__new__` gives.
    fn new_object(&mut self, class: Ref, args: &Args<'_>) -> R {
        // Most classes have `object`'s, and then there is nothing to look up, nor to refuse.
        let hooks = self.hooks(class);
        if hooks.plain_new
            && (hooks.init || args.pos.is_empty() && args.kw.is_empty())
            && matches!(self.body(class), Body::Type(value) if !value.is_abstract)
        {
            return Ok(self.instance(class, Body::Plain));
        }
        let found = match crate::modules::generic::is_made_by_operator(self, class) {
            true => None,
            false => self.type_lookup_str(class, "__new__"),
        };
        let Some(new) = found else {
            let name = self.class_tp_name(class);
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        };
        let new = self.bind(new, None, class)?;
        let mut all = Vec::with_capacity(args.pos.len() + 1);
        all.push(class);
        all.extend_from_slice(args.pos);
        let result = self.call_args(
            new,
            &Args {
                pos: &all,
                kw: args.kw,
            },
        );
        self.decref(new);
        result
    }

    /// Whether a class has `object`'s own method of that name.
    pub(crate) fn has_plain(&mut self, class: Ref, name: &str) -> bool {
        let object = self.kind(Kind::Object);
        self.type_lookup_str(class, name) == self.type_lookup_str(object, name)
    }

    /// `object.__new__`: `object_new`.
    pub(crate) fn object_new(&mut self, args: &Args<'_>) -> R {
        let Some(&class) = args.pos.first() else {
            return Err(self.type_error("object.__new__(): not enough arguments"));
        };
        let Body::Type(value) = self.body(class) else {
            let text = format!(
                "object.__new__(X): X is not a type object ({})",
                self.tp_name(class)
            );
            return Err(self.type_error(text));
        };
        let (native, is_heap, is_abstract) = (value.native, value.is_heap, value.is_abstract);
        if native != Kind::Object {
            let name = self.class_tp_name(class);
            if !is_heap && self.type_lookup_str(class, "__new__").is_none() {
                return Err(self.unsupported(format!("calling the type '{name}'")));
            }
            let safe = self.class_tp_name(self.kind(native));
            return Err(self.type_error(format!(
                "object.__new__({name}) is not safe, use {safe}.__new__()"
            )));
        }
        if args.pos.len() > 1 || !args.kw.is_empty() {
            if !self.has_plain(class, "__new__") {
                return Err(self.type_error(
                    "object.__new__() takes exactly one argument (the type to instantiate)",
                ));
            }
            if self.has_plain(class, "__init__") {
                let name = self.class_tp_name(class);
                return Err(self.no_arguments(&name));
            }
        }
        if is_abstract {
            return Err(self.abstract_error(class));
        }
        Ok(self.instance(class, Body::Plain))
    }

    /// `object.__init__`: `object_init`.
    pub(crate) fn object_init(&mut self, args: &Args<'_>) -> R {
        if args.pos.len() > 1 || !args.kw.is_empty() {
            let class = self.type_of(args.pos[0]);
            if !self.has_plain(class, "__init__") {
                return Err(self.type_error(
                    "object.__init__() takes exactly one argument (the instance to initialize)",
                ));
            }
            if self.has_plain(class, "__new__") {
                let name = self.class_tp_name(class);
                return Err(self.type_error(format!(
                    "{name}.__init__() takes exactly one argument (the instance to initialize)"
                )));
            }
        }
        Ok(self.none())
    }

    pub(crate) fn no_arguments(&mut self, name: &str) -> Exc {
        self.type_error(format!("{name}() takes no arguments"))
    }
}
