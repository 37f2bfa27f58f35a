//! A thread that runs in an interpreter.

use std::ops::Deref;

use crate::event::{Observe, Silent, ThreadId};
use crate::interpreter::Interpreter;
use crate::sync::this_thread;

/// An extension module, as far as the lock is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// Its name.
    pub name: &'a str,
    /// `Py_mod_gil`: whether it has declared that it needs no lock (`Py_MOD_GIL_NOT_USED`).
    pub gil_not_used: bool,
}

/// This thread runs in an interpreter; dropping it detaches the thread.
pub struct Attached<'a, T, O: Observe = Silent> {
    interpreter: &'a Interpreter<T, O>,
    thread: ThreadId,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Attached { holds_gil: bool },
    Detached,
}

impl<'a, T, O: Observe> Attached<'a, T, O> {
    /// `_PyThreadState_Attach` of this thread.
    pub(crate) fn new(interpreter: &'a Interpreter<T, O>) -> Self {
        let mut attached = Attached {
            interpreter,
            thread: this_thread(),
            state: State::Detached,
        };
        attached.reattach();
        attached
    }

    /// The look at `eval_breaker`: gives way if somebody has asked, and says whether it did.
    pub fn checkpoint(&mut self) -> bool {
        let gives_way = self.interpreter.world.eval_breaker(self.holds_gil());
        if gives_way {
            self.detach(false);
            self.reattach();
        }
        gives_way
    }

    /// `Py_BEGIN_ALLOW_THREADS … Py_END_ALLOW_THREADS`: detached while `blocking` runs.
    pub fn allow_threads<R>(&mut self, blocking: impl FnOnce() -> R) -> R {
        self.detach(false);
        let result = blocking();
        self.reattach();
        result
    }

    // ANCHOR: import
    /// Imports an extension module, whose initialization is `init`.
    ///
    /// In a free-threaded build the lock is on meanwhile.
    /// It stays on when the module hasn't declared that it can do without, and a `RuntimeWarning` says so.
    pub fn import<R>(
        &mut self,
        module: Extension<'_>,
        init: impl FnOnce() -> R,
    ) -> (R, Option<String>) {
        if !self.interpreter.runtime.may_enable_gil() {
            return (init(), None);
        }
        let world = &self.interpreter.world;
        let holds_gil = world.enable_gil_transient(self.thread, self.holds_gil());
        self.state = State::Attached { holds_gil };
        let result = init();
        if module.gil_not_used {
            let holds_gil = world.disable_gil(self.thread);
            self.state = State::Attached { holds_gil };
            return (result, None);
        }
        let warning = world.enable_gil_permanent().then(|| {
            format!(
                "The global interpreter lock (GIL) has been enabled to load module '{}', \
                 which has not declared that it can run safely without the GIL. \
                 To override this behavior and keep the GIL disabled (at your own risk), \
                 run with PYTHON_GIL=0 or -Xgil=0.",
                module.name
            )
        });
        (result, warning)
    }
    // ANCHOR_END: import

    /// Whether this thread holds a lock: always, except in a free-threaded build without one.
    pub fn holds_gil(&self) -> bool {
        self.state == State::Attached { holds_gil: true }
    }

    fn reattach(&mut self) {
        let holds_gil = self.interpreter.world.attach(self.thread);
        self.state = State::Attached { holds_gil };
    }

    fn detach(&mut self, final_release: bool) {
        if let State::Attached { holds_gil } = std::mem::replace(&mut self.state, State::Detached) {
            self.interpreter
                .world
                .detach(self.thread, holds_gil, final_release);
        }
    }
}

impl<T, O: Observe> Deref for Attached<'_, T, O> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.interpreter.state
    }
}

impl<T, O: Observe> Drop for Attached<'_, T, O> {
    fn drop(&mut self) {
        self.detach(std::thread::panicking());
    }
}
