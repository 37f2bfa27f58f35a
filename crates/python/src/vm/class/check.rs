//! `isinstance` and `issubclass`.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// `isinstance(object, class)`, for a class, a tuple of classes, or whatever has `__instancecheck__`
    /// (`PyObject_IsInstance`).
    pub(crate) fn is_instance(&mut self, object: Ref, class: Ref) -> R<bool> {
        if self.type_of(object) == class {
            return Ok(true);
        }
        if self.type_of(class) == self.kind(Kind::Type) {
            return self.plain_instance(object, class);
        }
        let class = crate::modules::generic::isinstance_args(self, class).unwrap_or(class);
        if let Body::Tuple(classes) = self.body(class) {
            let classes = classes.items().to_vec();
            return self.guard_native(|vm| {
                for class in classes {
                    if vm.is_instance(object, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        match self.special(class, "__instancecheck__") {
            Some(check) if !self.is_own_check(check) => self.ask(check, class, object),
            _ => self.plain_instance(object, class),
        }
    }

    /// `issubclass(class, of)`: `PyObject_IsSubclass`.
    pub(crate) fn is_derived(&mut self, class: Ref, of: Ref) -> R<bool> {
        if self.type_of(of) == self.kind(Kind::Type) {
            if class == of {
                return Ok(true);
            }
            return self.plain_subclass(class, of);
        }
        let of = crate::modules::generic::isinstance_args(self, of).unwrap_or(of);
        if let Body::Tuple(classes) = self.body(of) {
            let classes = classes.items().to_vec();
            return self.guard_native(|vm| {
                for of in classes {
                    if vm.is_derived(class, of)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        match self.special(of, "__subclasscheck__") {
            Some(check) if !self.is_own_check(check) => self.ask(check, of, class),
            _ => self.plain_subclass(class, of),
        }
    }

    /// `type.__instancecheck__` and its brother do what happens without a call, too.
    fn is_own_check(&self, check: Ref) -> bool {
        matches!(self.body(check), Body::Native(native) if native.owner == Some(Kind::Type))
    }

    fn ask(&mut self, check: Ref, class: Ref, object: Ref) -> R<bool> {
        let result = self.guard_native(|vm| vm.call_found(check, class, &Args::pos(&[object])))?;
        let truth = self.truth(result);
        self.decref(result);
        truth
    }

    /// `recursive_isinstance`: the type of the object, and then what it says of itself in `__class__`.
    pub(crate) fn plain_instance(&mut self, object: Ref, class: Ref) -> R<bool> {
        let own = self.type_of(object);
        if let Body::Type(_) = self.body(class) {
            if self.is_subclass(own, class) {
                return Ok(true);
            }
            let says_more = matches!(self.body(object), Body::Weak(_))
                || crate::modules::generic::is_generic(self, object);
            if !self.get(object).counts_class && !says_more {
                return Ok(false);
            }
            let Some(said) = self.getattr_opt(object, "__class__")? else {
                return Ok(false);
            };
            let answer = said != own
                && matches!(self.body(said), Body::Type(_))
                && self.is_subclass(said, class);
            self.decref(said);
            return Ok(answer);
        }
        let text = if self.since(10) {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        } else {
            "isinstance() arg 2 must be a type or tuple of types"
        };
        self.check_class(class, text)?;
        let Some(said) = self.getattr_opt(object, "__class__")? else {
            return Ok(false);
        };
        let said = self.own(said);
        self.abstract_subclass(said, class)
    }

    /// `recursive_issubclass`
    pub(crate) fn plain_subclass(&mut self, class: Ref, of: Ref) -> R<bool> {
        let are_types = matches!(
            (self.body(class), self.body(of)),
            (Body::Type(_), Body::Type(_))
        );
        if are_types {
            return Ok(self.is_subclass(class, of));
        }
        self.check_class(class, "issubclass() arg 1 must be a class")?;
        let text = if self.since(10) {
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        } else {
            "issubclass() arg 2 must be a class or tuple of classes"
        };
        self.check_class(of, text)?;
        self.abstract_subclass(class, of)
    }

    /// Whatever has a tuple `__bases__` is taken for a class (`check_class`).
    fn check_class(&mut self, class: Ref, text: &str) -> R<()> {
        match self.abstract_bases(class)? {
            Some(_) => Ok(()),
            None => Err(self.type_error(text)),
        }
    }

    /// The items of `class.__bases__`, if that is a tuple; held until the native code under way returns.
    fn abstract_bases(&mut self, class: Ref) -> R<Option<Vec<Ref>>> {
        let Some(bases) = self.getattr_opt(class, "__bases__")? else {
            return Ok(None);
        };
        let bases = self.own(bases);
        Ok(match self.body(bases) {
            Body::Tuple(tuple) => Some(tuple.items().to_vec()),
            _ => None,
        })
    }

    /// `abstract_issubclass`: along `__bases__`, whatever those are.
    fn abstract_subclass(&mut self, class: Ref, of: Ref) -> R<bool> {
        let mut todo = vec![class];
        let mut steps = 0;
        while let Some(class) = todo.pop() {
            if class == of {
                return Ok(true);
            }
            steps += 1;
            if steps > 100_000 {
                return Err(self.recursion_error());
            }
            if let Some(bases) = self.abstract_bases(class)? {
                todo.extend(bases.into_iter().rev());
            }
        }
        Ok(false)
    }
}
