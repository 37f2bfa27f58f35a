//! Raising exceptions from native code.

use objects::Ref;

use super::{Args, Exc, R, Stop, Vm};
use crate::objects::{Body, ExceptionState, Object, Shape};

impl Vm {
    /// An exception of a built-in class with one text argument.
    pub(crate) fn error(&mut self, class: &'static str, text: impl Into<Box<str>>) -> Exc {
        let text = self.str(text.into());
        let args = self.tuple(vec![text]);
        self.error_args(class, args)
    }

    /// An exception with a tuple of arguments, which it takes over.
    pub(crate) fn error_args(&mut self, class: &'static str, args: Ref) -> Exc {
        Exc::Raised(self.new_exception(class, args))
    }

    pub(crate) fn new_exception(&mut self, class: &'static str, args: Ref) -> Ref {
        let class = self.exceptions[class];
        let shape = self.shape_of(class);
        self.alloc_object(Object {
            class: Some(class),
            counts_class: false,
            weakly: false,
            body: Body::Exception(Box::new(ExceptionState::new(args, shape))),
            attrs: None,
        })
    }

    /// The body of an exception of that class with these arguments, borrowed.
    pub(crate) fn exception_body(&mut self, class: Ref, args: &[Ref]) -> Body {
        let args = self.increfs(args);
        let args = self.tuple(args);
        let shape = self.shape_of(class);
        Body::Exception(Box::new(ExceptionState::new(args, shape)))
    }

    /// Gives an exception a tuple of these arguments, borrowed.
    pub(crate) fn set_exception_args(&mut self, exception: Ref, args: &[Ref]) {
        let args = self.increfs(args);
        let new = self.tuple(args);
        let old = match self.body_mut(exception) {
            Body::Exception(state) => std::mem::replace(&mut state.args, new),
            _ => new,
        };
        self.decref(old);
    }

    /// Which fields exceptions of a class have: those of the first built-in class in its order.
    pub(crate) fn shape_of(&self, class: Ref) -> Shape {
        let Body::Type(value) = self.body(class) else {
            return Shape::Plain;
        };
        self.items(value.mro)
            .iter()
            .find_map(|&base| {
                self.shapes
                    .iter()
                    .find(|(class, _)| *class == base)
                    .map(|&(_, shape)| shape)
            })
            .unwrap_or(Shape::Plain)
    }

    /// A field of an exception by name, borrowed.
    pub(crate) fn exception_field(&self, exception: Ref, name: &str) -> Option<Ref> {
        match self.body(exception) {
            Body::Exception(state) => state.field(name),
            _ => None,
        }
    }

    /// Sets a field of an exception that has it; the value is taken over.
    pub(crate) fn set_exception_field(&mut self, exception: Ref, name: &str, value: Option<Ref>) {
        let old = match self.body_mut(exception) {
            Body::Exception(state) => {
                let place = state.shape.fields().iter().position(|held| *held == name);
                match place.and_then(|place| state.fields.get_mut(place)) {
                    Some(field) => std::mem::replace(field, value),
                    None => value,
                }
            }
            _ => value,
        };
        self.xdecref(old);
    }

    pub(crate) fn type_error(&mut self, text: impl Into<Box<str>>) -> Exc {
        self.error("TypeError", text)
    }

    pub(crate) fn value_error(&mut self, text: impl Into<Box<str>>) -> Exc {
        self.error("ValueError", text)
    }

    /// `KeyError(key)`; the key is borrowed.
    pub(crate) fn key_error(&mut self, key: Ref) -> Exc {
        self.incref(key);
        let args = self.tuple(vec![key]);
        self.error_args("KeyError", args)
    }

    /// `AttributeError` with its `name` and `obj` (from 3.10).
    pub(crate) fn attribute_error(&mut self, text: String, object: Ref, name: Ref) -> Exc {
        let exc = self.error("AttributeError", text);
        if self.since(10)
            && let Exc::Raised(exception) = exc
        {
            self.incref(object);
            self.incref(name);
            self.set_exception_field(exception, "obj", Some(object));
            self.set_exception_field(exception, "name", Some(name));
        }
        exc
    }

    /// `NameError` with its `name` (from 3.10).
    pub(crate) fn name_error(&mut self, class: &'static str, text: String, name: Ref) -> Exc {
        let exc = self.error(class, text);
        if self.since(10)
            && let Exc::Raised(exception) = exc
        {
            self.incref(name);
            self.set_exception_field(exception, "name", Some(name));
        }
        exc
    }

    /// `StopIteration(value)`; the value is taken over.
    pub(crate) fn stop_iteration(&mut self, value: Option<Ref>) -> Exc {
        let items = match value {
            Some(value) if value != self.one.none => vec![value],
            Some(value) => {
                self.decref(value);
                vec![]
            }
            None => vec![],
        };
        let value = items.first().copied();
        let args = self.tuple(items);
        let exc = self.new_exception("StopIteration", args);
        if let Some(value) = value {
            self.incref(value);
            self.set_exception_field(exc, "value", Some(value));
        }
        Exc::Raised(exc)
    }

    /// What this runtime lacks ends the run.
    pub(crate) fn unsupported(&self, what: impl Into<String>) -> Exc {
        Exc::Stop(Stop::Unsupported(what.into()))
    }

    /// The exception as an object, owned; or the end of the run.
    pub(crate) fn settle(&mut self, exc: Exc) -> Result<Ref, Stop> {
        match exc {
            Exc::Raised(exception) => Ok(exception),
            Exc::Stop(stop) => Err(stop),
            Exc::Wait => Err(Stop::Unsupported("a wait in this place".to_owned())),
            Exc::Weak(weakref::Error::KeyError(key)) => {
                let args = self.tuple(vec![key]);
                Ok(self.new_exception("KeyError", args))
            }
            Exc::Weak(error) => {
                let text = self.str(error.to_string());
                let args = self.tuple(vec![text]);
                Ok(self.new_exception(error.class(), args))
            }
        }
    }

    /// Whether an exception is an instance of a built-in class.
    pub(crate) fn is_exception(&self, exception: Ref, class: &str) -> bool {
        self.exceptions
            .get(class)
            .is_some_and(|&class| self.is_subclass(self.type_of(exception), class))
    }

    /// Whether the result is an exception of that class; if so it is let go of.
    pub(crate) fn catches<T>(&mut self, result: R<T>, class: &str) -> R<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(exc) => {
                let exception = self.settle(exc).map_err(Exc::Stop)?;
                if self.is_exception(exception, class) {
                    self.decref(exception);
                    Ok(None)
                } else {
                    Err(Exc::Raised(exception))
                }
            }
        }
    }

    /// What `raise X` raises: an instance, made if it is a class. Borrowed in, owned out.
    pub(crate) fn exception_from(&mut self, value: Ref) -> R {
        match self.body(value) {
            Body::Exception(_) => Ok(self.incref(value)),
            Body::Type(_) if self.is_subclass(value, self.exceptions["BaseException"]) => {
                let made = self.call_args(value, &Args::pos(&[]))?;
                if !matches!(self.body(made), Body::Exception(_)) {
                    let text = format!(
                        "calling {} should have returned an instance of BaseException, not {}",
                        self.plain_repr(value),
                        self.plain_repr(self.type_of(made))
                    );
                    self.decref(made);
                    return Err(self.type_error(text));
                }
                Ok(made)
            }
            _ => Err(self.type_error("exceptions must derive from BaseException")),
        }
    }

    /// Sets `__context__`, unless that would close a circle. The context is borrowed.
    pub(crate) fn set_context(&mut self, exception: Ref, context: Ref) {
        if exception == context {
            return;
        }
        // Breaks a circle, as _PyErr_SetObject does.
        let mut at = context;
        let mut seen = 0;
        while let Body::Exception(state) = self.body(at) {
            let Some(next) = state.context else { break };
            if next == exception {
                if let Body::Exception(state) = self.body_mut(at) {
                    state.context = None;
                }
                self.decref(next);
                break;
            }
            at = next;
            seen += 1;
            if seen > 10_000 {
                break;
            }
        }
        self.incref(context);
        let old = match self.body_mut(exception) {
            Body::Exception(state) => state.context.replace(context),
            _ => Some(context),
        };
        self.xdecref(old);
    }
}
