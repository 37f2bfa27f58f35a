//! The other interpreters of the process: each is a [`Vm`] of its own, with its own heap.
//!
//! One of them runs while the interpreter that asked it waits, in the same native thread.
//! Only the clock, the output and what is left of the limits are common to all.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Exc, R, Vm};

/// Each interpreter may take as much memory as the program: so they are few.
const MOST: usize = 16;

/// What `_interpreters` keeps.
#[derive(Default)]
pub(crate) struct Interpreters {
    /// By identifier; the main one, 0, isn't among them, nor one that runs.
    others: BTreeMap<u64, Box<Vm>>,
    made: u64,
    /// Who this one is; 0 is the main interpreter.
    own: u64,
}

impl Interpreters {
    /// Who is there, beside the main one.
    pub(crate) fn ids(&self) -> Vec<u64> {
        self.others.keys().copied().collect()
    }
}

impl Vm {
    /// A new interpreter with an empty `__main__`: its identifier.
    pub(crate) fn create_interpreter(&mut self) -> R<u64> {
        if self.interpreters.own != 0 {
            return Err(self.unsupported("an interpreter that another interpreter makes"));
        }
        if self.interpreters.others.len() >= MOST {
            return Err(self.unsupported(format!("more than {MOST} interpreters at a time")));
        }
        let made = Vm::new(self.version, self.limits, self.main_file.clone());
        let Ok(mut made) = made else {
            return Err(self.unsupported("an interpreter of this version"));
        };
        self.interpreters.made += 1;
        let id = self.interpreters.made;
        made.interpreters.own = id;
        made.grant = Rc::clone(&self.grant);
        let (main, globals) = made.new_module("__main__");
        if let Some(builtins) = made.dict_get_str(made.modules, "builtins") {
            made.dict_set_str(globals, "__builtins__", builtins);
        }
        made.dict_set_str(made.modules, "__main__", main);
        made.decref(main);
        self.interpreters.others.insert(id, Box::new(made));
        Ok(id)
    }

    /// Does something in another interpreter; `None` if there is none of that identifier.
    pub(crate) fn in_interpreter<T>(
        &mut self,
        id: u64,
        run: impl FnOnce(&mut Vm) -> R<T>,
    ) -> R<Option<T>> {
        let Some(mut inner) = self.interpreters.others.remove(&id) else {
            return Ok(None);
        };
        let result = self.guard_native(|vm| {
            vm.hand_over(&mut inner);
            let result = run(&mut inner);
            vm.take_back(&mut inner)?;
            match result {
                Err(Exc::Raised(exception)) => {
                    inner.decref(exception);
                    Err(vm.unsupported("an exception that another interpreter doesn't report"))
                }
                result => result,
            }
        });
        let goes_on = inner.threads.count > 0;
        self.interpreters.others.insert(id, inner);
        if goes_on {
            return Err(self.unsupported("a thread that goes on in another interpreter"));
        }
        result.map(Some)
    }

    /// Finalizes an interpreter. Says whether there was one.
    pub(crate) fn destroy_interpreter(&mut self, id: u64) -> R<bool> {
        let Some(mut inner) = self.interpreters.others.remove(&id) else {
            return Ok(false);
        };
        self.guard_native(|vm| {
            vm.hand_over(&mut inner);
            if let Err(stop) = inner.wait_for_thread_shutdown() {
                inner.end_run(stop);
            } else {
                crate::end::finalize(&mut inner);
            }
            vm.take_back(&mut inner)
        })?;
        Ok(true)
    }

    /// At the end of the main interpreter: those that nobody has closed (`finalize_subinterpreters`).
    pub(crate) fn destroy_interpreters(&mut self) {
        let left = self.interpreters.ids();
        if left.is_empty() {
            return;
        }
        let text = "<sys>:0: RuntimeWarning: remaining subinterpreters; close them with Interpreter.close()\n";
        self.write(crate::objects::Stream::Err, text);
        for id in left {
            if let Err(Exc::Stop(stop)) = self.destroy_interpreter(id) {
                self.end_run(stop);
            }
        }
    }

    fn hand_over(&mut self, inner: &mut Vm) {
        inner.clock = self.clock;
        inner.printed = self.printed;
        inner.native_depth = self.native_depth;
        inner.pause = 0;
    }

    fn take_back(&mut self, inner: &mut Vm) -> R<()> {
        self.clock = inner.clock;
        self.printed = inner.printed;
        self.pause = 0;
        for (is_err, text) in std::mem::take(&mut inner.output) {
            match self.output.last_mut() {
                Some((last, held)) if *last == is_err => held.push_str(&text),
                _ => self.output.push((is_err, text)),
            }
        }
        match inner.stop.take() {
            Some(stop) => Err(Exc::Stop(stop)),
            None => Ok(()),
        }
    }
}
