//! `await`, `async for` and `async with`.

use objects::Ref;

use crate::objects::{Body, Flavour};
use crate::vm::{Exc, R, Vm};

impl Vm {
    /// `GET_AWAITABLE`: what is sent values until the awaited one is there. Borrowed in, owned out.
    pub(super) fn awaitable(&mut self, object: Ref, place: u32) -> R {
        if let Body::Generator(state) = self.body(object)
            && state.flavour == Flavour::Coroutine
        {
            if self.generator_delegate(object).is_some() {
                let text = "coroutine is being awaited already";
                return Err(self.error("RuntimeError", text));
            }
            return Ok(self.incref(object));
        }
        let Some(method) = self.special(object, "__await__") else {
            let name = self.tp_name(object);
            let text = match place {
                1 => format!(
                    "'async with' received an object from __aenter__ that does not implement __await__: {name}"
                ),
                2 => format!(
                    "'async with' received an object from __aexit__ that does not implement __await__: {name}"
                ),
                _ if self.since(14) => format!("'{name}' object can't be awaited"),
                _ => format!("object {name} can't be used in 'await' expression"),
            };
            return Err(self.type_error(text));
        };
        let iter = self.call_unbound(method, object, &[])?;
        let is_coroutine = matches!(self.body(iter), Body::Generator(state) if state.flavour == Flavour::Coroutine);
        if is_coroutine {
            self.decref(iter);
            let text = if self.since(15) {
                let name = self.full_name(object);
                format!("{name}.__await__() must return an iterator, not coroutine")
            } else {
                "__await__() returned a coroutine".to_owned()
            };
            return Err(self.type_error(text));
        }
        if !self.is_iterator(iter) {
            let error = self.wrong_result(object, "__await__", iter);
            self.decref(iter);
            return Err(error);
        }
        Ok(iter)
    }

    /// `aiter(object)`, as `async for` asks for it.
    pub(crate) fn async_iter(&mut self, object: Ref) -> R {
        let Some(method) = self.special(object, "__aiter__") else {
            let text = format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.tp_name(object)
            );
            return Err(self.type_error(text));
        };
        let iter = self.call_unbound(method, object, &[])?;
        if self.special(iter, "__anext__").is_none() {
            let text = format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                self.tp_name(iter)
            );
            self.decref(iter);
            return Err(self.type_error(text));
        }
        Ok(iter)
    }

    pub(super) fn get_anext(&mut self) -> R<()> {
        let iter = self.peek(1);
        let Some(method) = self.special(iter, "__anext__") else {
            let text = format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                self.tp_name(iter)
            );
            return Err(self.type_error(text));
        };
        let next = self.call_unbound(method, iter, &[])?;
        let awaitable = self.awaitable(next, 0);
        let result = match awaitable {
            Ok(awaitable) => Ok(awaitable),
            Err(exc) => {
                let cause = self.settle(exc).map_err(Exc::Stop)?;
                let text = format!(
                    "'async for' received an invalid object from __anext__: {}",
                    self.tp_name(next)
                );
                let error = self.type_error(text);
                if let Exc::Raised(error) = error {
                    self.set_context(error, cause);
                    if let Body::Exception(state) = self.body_mut(error) {
                        state.suppress_context = true;
                        state.cause = Some(cause);
                    }
                }
                Err(error)
            }
        };
        self.decref(next);
        let result = result?;
        self.push(result);
        Ok(())
    }

    /// `[iterator, previous, exception]`
    pub(super) fn end_async_for(&mut self) -> R<()> {
        let exception = self.pop();
        let exception = self.owned(exception);
        let saved = self.pop();
        self.restore_handled(saved);
        if !self.is_exception(exception, "StopAsyncIteration") {
            return Err(Exc::Raised(exception));
        }
        self.decref(exception);
        let iter = self.pop();
        self.close(iter);
        Ok(())
    }

    pub(super) fn before_async_with(&mut self) -> R<()> {
        let manager = self.pop();
        let Some(object) = manager.get() else {
            unreachable!("a with of nothing")
        };
        let result = self.enter_async_with(object);
        self.close(manager);
        let (exit, result) = result?;
        self.push(exit);
        self.push(result);
        Ok(())
    }

    fn enter_async_with(&mut self, object: Ref) -> R<(Ref, Ref)> {
        let class = self.type_of(object);
        let (enter, exit) = (
            self.special(object, "__aenter__"),
            self.special(object, "__aexit__"),
        );
        let (Some(enter), Some(exit)) = (enter, exit) else {
            return Err(self.no_context_manager(
                object,
                ["__aenter__", "__aexit__"],
                ["__enter__", "__exit__"],
            ));
        };
        let exit = self.bind(exit, Some(object), class)?;
        match self.call_unbound(enter, object, &[]) {
            Ok(result) => Ok((exit, result)),
            Err(exc) => {
                self.decref(exit);
                Err(exc)
            }
        }
    }
}
