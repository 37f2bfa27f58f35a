//! The loop over instructions, in which threads take turns.

use gil::ThreadId;

use super::Vm;
use super::wait::On;
use crate::vm::eval::Flow;
use crate::vm::{Exc, R};

impl Vm {
    /// Runs the frames above `base`, and meanwhile those of other threads, until the lowest of them is done.
    pub(in crate::vm) fn run_loop(&mut self, base: usize) -> R {
        self.enter_loop(base);
        let result = self.take_turns();
        self.leave_loop();
        result
    }

    /// The running thread waits inside native code that no instruction can run again: others run on top.
    pub(super) fn wait_below(&mut self) -> R<()> {
        self.enter_loop(self.thread.frames.len());
        let none = self.none();
        self.thread.finished = Some(Ok(none));
        self.park();
        let result = match self.next_turn() {
            Ok(Some(result)) => result,
            Ok(None) => self.take_turns(),
            Err(exc) => Err(exc),
        };
        self.leave_loop();
        let none = result?;
        self.decref(none);
        Ok(())
    }

    fn enter_loop(&mut self, base: usize) {
        self.threads.loops.push(self.thread.number);
        self.thread.bases.push(base);
    }

    fn leave_loop(&mut self) {
        self.thread.bases.pop();
        self.threads.loops.pop();
        // Whose loop is the topmost one now may have been waiting for that.
        if let Some(&owner) = self.threads.loops.last() {
            let waits = self
                .threads
                .parked
                .get(&owner)
                .and_then(|thread| thread.wait)
                .is_some_and(|wait| wait.on == On::Nesting);
            if waits {
                self.uncover(owner);
            }
        }
    }

    fn uncover(&mut self, owner: u64) {
        let now = self.moment();
        if let Some(thread) = self.threads.parked.get_mut(&owner) {
            thread.wait = None;
        }
        self.threads.gil.take_gil(ThreadId::new(owner), now);
        self.threads.uncovered = Some(owner);
        self.plan();
    }

    /// Gives way to the thread whose loop this is, if it only waited for the loops above it.
    pub(super) fn yield_to_uncovered(&mut self) -> bool {
        let Some(owner) = self.threads.uncovered.take() else {
            return false;
        };
        let (me, owner) = (ThreadId::new(self.thread.number), ThreadId::new(owner));
        let is_owners = self.threads.loops.last() == Some(&owner.number());
        if me == owner || !is_owners || !self.threads.gil.waiters().any(|held| held == owner) {
            self.plan();
            return false;
        }
        let now = self.moment();
        self.threads.gil.give_way_to(me, owner, now);
        self.plan();
        true
    }

    /// Runs instruction after instruction. The thread that runs at the end is the one whose loop this is.
    fn take_turns(&mut self) -> R {
        loop {
            let turn = match self.eval() {
                Ok(Flow::Next) if !self.threads.breaker => continue,
                Ok(Flow::Next) => match self.look() {
                    Ok(false) => continue,
                    Ok(true) => self.next_turn(),
                    Err(exc) => self.fail(exc),
                },
                Ok(Flow::Done(value)) => self.finish(Ok(value)),
                Err(Exc::Wait) => {
                    self.park();
                    self.next_turn()
                }
                Err(exc) => self.fail(exc),
            };
            match turn {
                Ok(None) => {}
                Ok(Some(result)) => return result,
                Err(exc) => return Err(exc),
            }
        }
    }

    /// An exception goes to its handler, or ends what the running thread does in this loop.
    fn fail(&mut self, exc: Exc) -> R<Option<R>> {
        let base = self.thread.base();
        match self.unwind(exc, base) {
            Ok(()) => Ok(None),
            Err(exc) => self.finish(Err(exc)),
        }
    }

    /// What the running thread did in this loop is over: the loop is, too, if it is that thread's.
    fn finish(&mut self, result: R) -> R<Option<R>> {
        if self.threads.loops.last() == Some(&self.thread.number) {
            return Ok(Some(result));
        }
        if let Err(Exc::Stop(stop)) = result {
            return Err(self.stop_all(Exc::Stop(stop)));
        }
        if self.thread.bases.is_empty() {
            self.end_thread(result);
        } else {
            self.thread.finished = Some(result);
            self.bury();
        }
        self.next_turn()
    }

    /// The run ends: the thread whose loop this is hands that down.
    pub(super) fn stop_all(&mut self, exc: Exc) -> Exc {
        if let Some(&owner) = self.threads.loops.last()
            && owner != self.thread.number
        {
            self.swap_out();
            self.swap_in(owner);
        }
        self.thread.finished = None;
        let base = self.thread.base();
        self.abandon_frames(base);
        exc
    }

    /// The running thread can't go on before the loops above its own are over.
    fn bury(&mut self) {
        let now = self.clock.now();
        self.thread.wait = Some(super::wait::Wait::new(On::Nesting, None, now, 0));
        self.park();
    }

    /// The running thread lets go of the lock and is parked, to wait for what it has written down.
    pub(super) fn park(&mut self) {
        let me = ThreadId::new(self.thread.number);
        self.swap_out();
        self.threads.gil.let_go(me);
        self.plan();
    }

    /// Puts the state of the running thread with the others; nobody runs then.
    pub(super) fn swap_out(&mut self) {
        let state = std::mem::take(&mut self.thread);
        if state.number != 0 {
            self.threads.parked.insert(state.number, state);
        }
    }

    /// Lets a parked thread run.
    pub(super) fn swap_in(&mut self, number: u64) {
        if let Some(state) = self.threads.parked.remove(&number) {
            self.thread = state;
        }
        if std::mem::take(&mut self.thread.again) {
            // The call that waited is made again, and finds its outcome.
            let frame = self.top();
            frame.ip = frame.ip.saturating_sub(1);
        }
        self.plan();
    }

    /// Whoever has the lock goes on. Gives the result of the loop, if that is what comes next.
    pub(super) fn next_turn(&mut self) -> R<Option<R>> {
        loop {
            let Some(next) = self.threads.gil.holder().map(ThreadId::number) else {
                self.idle()?;
                continue;
            };
            if next != self.thread.number {
                self.swap_out();
                self.swap_in(next);
            }
            if self.thread.finished.is_some() {
                if self.threads.loops.last() != Some(&next) {
                    self.bury();
                    continue;
                }
                return Ok(self.thread.finished.take());
            }
            match self.begin_thread() {
                Ok(None) => return Ok(None),
                Ok(Some(result)) => {
                    if let Err(Exc::Stop(stop)) = result {
                        return Err(self.stop_all(Exc::Stop(stop)));
                    }
                    self.end_thread(result);
                }
                Err(exc) => return Err(exc),
            }
        }
    }

    /// Nobody can run: the time passes until somebody can.
    fn idle(&mut self) -> R<()> {
        if self.threads.next_event == u64::MAX {
            let stop = self.deadlock();
            return Err(self.stop_all(Exc::Stop(stop)));
        }
        let next = self.threads.next_event;
        self.clock.advance_to(next);
        self.pass();
        Ok(())
    }
}
