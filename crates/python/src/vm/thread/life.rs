//! How a thread begins and ends.

use gil::ThreadId;
use objects::Ref;

use super::state::Entry;
use super::{MAIN, ThreadState, Vm};
use crate::objects::{Body, Return, Val};
use crate::vm::{Args, Exc, R, Stop};

/// As many threads as a process may have here.
const MOST_THREADS: usize = 4096;

impl Vm {
    /// `start_new_thread(function, args, kwargs)`: borrowed. The thread waits for the lock; gives its number.
    pub(crate) fn start_thread(
        &mut self,
        function: Ref,
        args: Ref,
        kwargs: Option<Ref>,
        sentinel: Option<Ref>,
    ) -> R<u64> {
        if self.threads.closed {
            let class = if self.since(13) {
                "PythonFinalizationError"
            } else {
                "RuntimeError"
            };
            return Err(self.error(class, "can't create new thread at interpreter shutdown"));
        }
        if self.threads.parked.len() >= MOST_THREADS {
            return Err(self.error("RuntimeError", "can't start new thread"));
        }
        for object in [Some(function), Some(args), kwargs, sentinel]
            .into_iter()
            .flatten()
        {
            self.incref(object);
        }
        self.threads.born += 1;
        let number = self.threads.born;
        let idents = &mut self.threads.idents;
        match idents.iter_mut().find(|held| **held == 0) {
            Some(free) => *free = number,
            None => idents.push(number),
        }
        let state = ThreadState {
            number,
            entry: Some(Entry { args, kwargs }),
            function: Some(function),
            sentinel,
            ..ThreadState::default()
        };
        self.threads.parked.insert(number, state);
        self.threads.count += 1;
        let now = self.moment();
        self.threads.gil.take_gil(ThreadId::new(number), now);
        self.plan();
        Ok(number)
    }

    /// A thread that has its first turn makes its call. A call of native code is over at once.
    pub(super) fn begin_thread(&mut self) -> R<Option<R>> {
        let Some(Entry { args, kwargs }) = self.thread.entry.take() else {
            return Ok(None);
        };
        let Some(function) = self.thread.function else {
            return Ok(None);
        };
        let mut positional = self.items(args).to_vec();
        let mut pairs = Vec::new();
        if let Some(Body::Dict(dict)) = kwargs.map(|kwargs| self.body(kwargs)) {
            pairs.extend(dict.iter().map(|(&key, &value)| (key, value)));
        }
        let mut callee = function;
        if let Body::Method { func, this } = self.body(function) {
            callee = *func;
            positional.insert(0, *this);
        }
        let begun = if let Body::Function(_) = self.body(callee) {
            let values = positional
                .iter()
                .map(|&arg| Val::Owned(self.incref(arg)))
                .collect();
            let kw = pairs
                .iter()
                .map(|&(name, arg)| (name, Val::Owned(self.incref(arg))))
                .collect();
            self.new_frame(callee, values, kw).map(Some)
        } else {
            Ok(None)
        };
        let result = match begun {
            Ok(Some(mut frame)) if !frame.body.flags.suspends() => {
                frame.returns = Return::Native;
                self.push_frame(frame);
                None
            }
            Ok(Some(frame)) => Some(Ok(self.new_generator(frame))),
            Ok(None) => Some(self.call_args(
                callee,
                &Args {
                    pos: &positional,
                    kw: &pairs,
                },
            )),
            Err(exc) => Some(Err(exc)),
        };
        // The frame has what it needs; CPython's `thread_run` holds them until the call returns.
        self.thread.scratch.push(args);
        self.thread.scratch.extend(kwargs);
        Ok(result)
    }

    /// The running thread's call is over: `thread_run` behind the call, and `PyThreadState_Clear`.
    pub(super) fn end_thread(&mut self, result: R) {
        match result {
            Ok(value) => self.decref(value),
            Err(exc) => match self.settle(exc) {
                Ok(exception) if self.is_exception(exception, "SystemExit") => {
                    self.decref(exception)
                }
                Ok(exception) => {
                    let shown = self
                        .thread
                        .function
                        .map_or(String::new(), |function| self.plain_repr(function));
                    let first = format!(
                        "Exception ignored in thread started by{} {shown}",
                        if self.since(9) { "" } else { ":" }
                    );
                    self.unraisable(&first, Exc::Raised(exception));
                }
                Err(stop) => {
                    self.end_run(stop);
                }
            },
        }
        self.leave_scope(0);
        let function = self.thread.function.take();
        self.xdecref(function);
        self.threads.count = self.threads.count.saturating_sub(1);
        self.drop_locals();
        for handled in std::mem::take(&mut self.thread.handled_below) {
            self.xdecref(handled);
        }
        let handled = self.thread.handled.take();
        self.xdecref(handled);
        let hooks = std::mem::take(&mut self.thread.asyncgen);
        self.xdecref(hooks.firstiter);
        self.xdecref(hooks.finalizer);
        self.clear_tracers();
        let context = self.thread.context.take();
        self.xdecref(context);
        let interrupt = self.thread.interrupt.take();
        self.xdecref(interrupt);
        if let Some(sentinel) = self.thread.sentinel.take() {
            self.thread_is_over(sentinel);
            self.decref(sentinel);
        }
        let number = self.thread.number;
        for held in &mut self.threads.idents {
            if *held == number {
                *held = 0;
            }
        }
        self.thread = ThreadState::default();
        self.threads.gil.let_go(ThreadId::new(number));
        self.plan();
    }

    /// Who waits for the end of the running thread can go on: its lock is free (to 3.12), its handle done (from 3.13).
    fn thread_is_over(&mut self, sentinel: Ref) {
        if let Some(state) = self.sync_state(sentinel) {
            state.finish();
        }
        self.wake_waiters(sentinel);
    }

    /// Waits for the threads that aren't daemons, as the threading module does it; then only the main thread goes on.
    pub(crate) fn wait_for_thread_shutdown(&mut self) -> Result<(), Stop> {
        if let Some(threading) = self.dict_get_str(self.modules, "threading")
            && let Err(exc) = self
                .call_method(threading, "_shutdown", &[])
                .map(|none| self.decref(none))
        {
            let exception = self.settle(exc)?;
            let first = format!("Exception ignored in: {}", self.plain_repr(threading));
            self.unraisable(&first, Exc::Raised(exception));
        }
        self.close_threads();
        self.stop.take().map_or(Ok(()), Err)
    }

    /// From now on no thread but the main one goes on: the interpreter is being finalized.
    fn close_threads(&mut self) {
        self.threads.closed = true;
        let numbers: Vec<u64> = self.threads.parked.keys().copied().collect();
        for number in numbers {
            self.threads.gil.forget(ThreadId::new(number));
            if let Some(thread) = self.threads.parked.get_mut(&number) {
                thread.wait = None;
            }
        }
        self.threads.wakeups.clear();
        self.plan();
    }

    /// `interrupt_main()`: a `KeyboardInterrupt` for the main thread, which ends its wait.
    pub(crate) fn interrupt_main(&mut self) {
        let args = self.incref(self.one.empty_tuple);
        let exception = self.new_exception("KeyboardInterrupt", args);
        self.interrupt(MAIN, exception);
    }

    /// `PyThreadState_SetAsyncExc`: sends an exception, made of a class; whether there is such a thread.
    pub(crate) fn send_exception(&mut self, ident: u64, class: Ref) -> R<bool> {
        let numbers: Vec<u64> = self.threads.idents.clone();
        let Some(&number) = numbers
            .iter()
            .find(|&&number| number != 0 && self.ident_of(number) == ident)
        else {
            return Ok(false);
        };
        let exception = self.exception_from(class)?;
        self.interrupt(number, exception);
        Ok(true)
    }

    /// The exception is raised when the thread looks the next time. It is taken over.
    fn interrupt(&mut self, number: u64, exception: Ref) {
        let state = if number == self.thread.number {
            Some(&mut self.thread)
        } else {
            self.threads.parked.get_mut(&number)
        };
        let old = match state {
            Some(state) => state.interrupt.replace(exception),
            None => Some(exception),
        };
        self.xdecref(old);
        self.plan();
    }
}
