//! The `StopIteration` that ends a loop or a `yield from`, of which tracers are told where CPython makes one.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// The next item for a `for` loop (`FOR_ITER`).
    pub(in crate::vm) fn next_told(&mut self, iter: Ref) -> R<Option<Ref>> {
        match self.body(iter) {
            Body::Generator(_) => match self.resume(iter, Ok(self.one.none))? {
                Ok(value) => Ok(Some(value)),
                Err(returned) => {
                    // From 3.10 a generator that returns nothing ends without an exception.
                    let is_told = !self.since(10) || returned != self.one.none;
                    let returned = self.tell_returned(returned, is_told)?;
                    self.decref(returned);
                    Ok(None)
                }
            },
            _ => match self.item_told(iter)? {
                Some(Ok(value)) => Ok(Some(value)),
                Some(Err(returned)) => {
                    self.decref(returned);
                    Ok(None)
                }
                None => self.next(iter),
            },
        }
    }

    /// One step of a `yield from` or an `await` (`SEND`).
    pub(in crate::vm) fn send_told(&mut self, iter: Ref, sent: Ref) -> R<Result<Ref, Ref>> {
        if let Body::Generator(_) = self.body(iter) {
            return match self.send(iter, sent)? {
                Ok(value) => Ok(Ok(value)),
                Err(returned) => {
                    let quiet = self.since(10) && !self.since(12) && returned == self.one.none;
                    self.tell_returned(returned, !quiet).map(Err)
                }
            };
        }
        if sent == self.one.none
            && let Some(step) = self.item_told(iter)?
        {
            return Ok(step);
        }
        self.send(iter, sent)
    }

    /// Calls a `__next__` of the program. None if the iterator has none.
    fn item_told(&mut self, iter: Ref) -> R<Option<Result<Ref, Ref>>> {
        if !self.has_methods(iter) {
            return Ok(None);
        }
        let Some(method) = self.special(iter, "__next__") else {
            return Ok(None);
        };
        if !matches!(self.body(method), Body::Function(_)) {
            return Ok(None);
        }
        let exc = match self.call_unbound(method, iter, &[]) {
            Ok(value) => return Ok(Some(Ok(value))),
            Err(exc) => exc,
        };
        let exception = self.settle(exc).map_err(Exc::Stop)?;
        if !self.is_exception(exception, "StopIteration") {
            return Err(Exc::Raised(exception));
        }
        let told = self.trace_exception(exception)?;
        if told != exception {
            return Err(Exc::Raised(told));
        }
        self.stopped(Exc::Raised(exception)).map(Err).map(Some)
    }

    /// Tells of the exception that carries what a generator returned, which is handed back.
    fn tell_returned(&mut self, returned: Ref, is_told: bool) -> R {
        if !is_told || self.thread.tracing.trace.is_none() {
            return Ok(returned);
        }
        let items = if returned == self.one.none {
            Vec::new()
        } else {
            vec![self.incref(returned)]
        };
        let args = self.tuple(items);
        let exception = self.new_exception("StopIteration", args);
        let told = match self.trace_exception(exception) {
            Ok(told) => told,
            Err(exc) => {
                self.decref(returned);
                return Err(exc);
            }
        };
        if told != exception {
            self.decref(returned);
            return Err(Exc::Raised(told));
        }
        self.decref(exception);
        Ok(returned)
    }
}
