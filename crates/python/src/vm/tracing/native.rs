//! Calls of built-in functions, of which profilers are told.

use objects::Ref;

use super::{Event, Tool};
use crate::objects::{Body, Kind};
use crate::vm::{Args, Exc, R, Vm};

impl Vm {
    /// A call of a built-in function or method by an instruction: `C_TRACE`, and the events `CALL`, `C_RETURN` and `C_RAISE`.
    pub(in crate::vm) fn call_profiled(&mut self, callable: Ref, args: &Args<'_>) -> R {
        if self.thread.tracing.profile.is_none() || !self.is_traced() {
            return self.call_directly(callable, args);
        }
        let Some(shown) = self.shown_to_profiler(callable, args)? else {
            return self.call_directly(callable, args);
        };
        let result = self.call_between(callable, shown, args);
        self.decref(shown);
        result
    }

    fn call_between(&mut self, callable: Ref, shown: Ref, args: &Args<'_>) -> R {
        // A call that waited is made again, and was told of.
        if !self.has_outcome() {
            self.tell(Tool::Profile, Event::CCall, Some(shown))?;
        }
        match self.call_directly(callable, args) {
            Ok(result) => match self.tell(Tool::Profile, Event::CReturn, Some(shown)) {
                Ok(()) => Ok(result),
                Err(exc) => {
                    self.decref(result);
                    Err(exc)
                }
            },
            Err(Exc::Raised(exception)) => {
                let told = self.tell(Tool::Profile, Event::CException, Some(shown));
                self.after_telling(exception, told)
                    .and_then(|exception| Err(Exc::Raised(exception)))
            }
            Err(exc) => Err(exc),
        }
    }

    /// The function itself, or what a method of a built-in type is when it is bound; a new reference.
    /// Slots of types and types themselves are no functions of C.
    fn shown_to_profiler(&mut self, callable: Ref, args: &Args<'_>) -> R<Option<Ref>> {
        let Body::Native(native) = self.body(callable) else {
            return Ok(None);
        };
        match (native.kind, args.pos.first()) {
            (Kind::BuiltinFunction, _) => Ok(Some(self.incref(callable))),
            (Kind::MethodDescriptor, Some(&this)) => {
                let class = self.type_of(this);
                self.bind_native(callable, Some(this), class).map(Some)
            }
            _ => Ok(None),
        }
    }
}
