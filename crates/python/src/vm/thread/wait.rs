//! How a thread waits, and what ends its wait.

use std::time::Duration;

use objects::Ref;

use super::Vm;
use crate::objects::{Body, Extension, SyncState};
use crate::vm::{Exc, R};

/// What a waiter that the system has woken takes until it can act: the policy of how soon a lock that was let go of
/// is taken by somebody who sleeps. The thread that let go of it may be quicker.
const WAKE_NANOSECONDS: u64 = 20_000;

/// From 3.14 a waiter that has waited so long is given the lock by who lets go of it (`TIME_TO_BE_FAIR_NS`).
const FAIR_NANOSECONDS: u64 = 1_000_000;

/// Why a thread doesn't run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    pub(crate) on: On,
    /// When it is over at the latest.
    pub(crate) deadline: Option<u64>,
    /// When it began.
    since: u64,
    /// Who began to wait first is woken first.
    order: u64,
}

/// What a thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// A lock, or the end of the thread that a handle stands for; the waiting call holds a reference.
    Object(Ref),
    /// Nothing but time.
    Time,
    /// Its innermost loop lies below another thread's.
    Nesting,
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It has what it waited for: the lock is its own.
    Granted,
    TimedOut,
}

/// Who is woken when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wakeup {
    at: u64,
    thread: u64,
}

impl Wait {
    pub(super) fn new(on: On, deadline: Option<u64>, since: u64, order: u64) -> Wait {
        Wait {
            on,
            deadline,
            since,
            order,
        }
    }
}

impl Vm {
    /// The calling native code waits. Either the instruction is run again when the wait is over (the error goes up to it),
    /// or other threads have run on top and it is over now; [`Vm::outcome`] says how it ended.
    pub(crate) fn wait(&mut self, on: On, deadline: Option<u64>) -> R<()> {
        self.threads.waits += 1;
        let wait = Wait::new(on, deadline, self.clock.now(), self.threads.waits);
        if std::mem::take(&mut self.threads.direct) {
            self.thread.wait = Some(wait);
            self.thread.again = true;
            return Err(Exc::Wait);
        }
        self.guard_native(|vm| {
            vm.thread.wait = Some(wait);
            vm.wait_below()
        })
    }

    /// How the wait ended for which this native code was run again, if it was.
    pub(crate) fn outcome(&mut self) -> Option<Outcome> {
        self.thread.outcome.take()
    }

    /// Whether this native code is run again behind a wait.
    pub(crate) fn has_outcome(&self) -> bool {
        self.thread.outcome.is_some()
    }

    /// `time.sleep`: the calling thread waits so many nanoseconds, and others run meanwhile.
    pub(crate) fn sleep(&mut self, nanoseconds: u64) -> R<()> {
        if self.outcome().is_some() {
            return Ok(());
        }
        let until = self.clock.now().saturating_add(nanoseconds);
        if self.threads.parked.is_empty() {
            self.clock.advance_to(until);
            return Ok(());
        }
        self.wait(On::Time, Some(until))?;
        self.outcome();
        Ok(())
    }

    /// A lock was let go of, or a thread has ended: who waits for it is woken, the first one or all.
    pub(crate) fn wake_waiters(&mut self, object: Ref) {
        let now = self.clock.now();
        let is_end = matches!(self.sync_state(object), Some(SyncState::Handle(_)));
        let mut waiting: Vec<(u64, u64, u64)> = self
            .threads
            .parked
            .values()
            .filter_map(|thread| Some((thread.wait?, thread.number)))
            .filter(|(wait, _)| wait.on == On::Object(object))
            .map(|(wait, number)| (wait.order, number, wait.since))
            .collect();
        waiting.sort_unstable();
        if is_end {
            for (_, thread, _) in waiting {
                self.end_wait(thread, Outcome::Granted, now);
            }
            return;
        }
        let Some(&(_, thread, since)) = waiting.first() else {
            return;
        };
        if self.since(14) && now.saturating_sub(since) > FAIR_NANOSECONDS {
            self.grant(object, thread, now);
            return;
        }
        if self
            .threads
            .wakeups
            .iter()
            .all(|wakeup| wakeup.thread != thread)
        {
            let at = now.saturating_add(WAKE_NANOSECONDS);
            self.threads.wakeups.push(Wakeup { at, thread });
            self.plan();
        }
    }

    /// Gives a free lock to a waiter, at this time.
    fn grant(&mut self, object: Ref, thread: u64, at: u64) {
        let ident = self.ident_of(thread);
        let granted = self
            .sync_state(object)
            .is_some_and(|state| state.acquire(ident));
        if granted {
            self.end_wait(thread, Outcome::Granted, at);
        }
    }

    /// What a lock, reentrant lock or handle is at.
    pub(super) fn sync_state(&mut self, object: Ref) -> Option<&mut SyncState> {
        match self.body_mut(object) {
            Body::Extension(extension) => match &mut **extension {
                Extension::Sync(sync) => Some(&mut sync.state),
                _ => None,
            },
            _ => None,
        }
    }

    /// The wait is over: the thread asks for the lock of the interpreter from this time on.
    fn end_wait(&mut self, thread: u64, outcome: Outcome, at: u64) {
        let Some(state) = self.threads.parked.get_mut(&thread) else {
            return;
        };
        state.wait = None;
        state.outcome = Some(outcome);
        self.threads
            .wakeups
            .retain(|wakeup| wakeup.thread != thread);
        let asks = Duration::from_nanos(at);
        self.threads.gil.take_gil(gil::ThreadId::new(thread), asks);
        self.plan();
    }

    /// The clock has reached the next moment at which something happens to a thread that doesn't run.
    /// Where one instruction took long, several such moments have gone by: what happened at each comes in its order.
    pub(in crate::vm) fn pass(&mut self) {
        let now = self.clock.now();
        loop {
            let at = self.threads.next_event.min(now);
            self.happen(at);
            if self.threads.next_event > now {
                return;
            }
        }
    }

    /// What happens at one moment.
    fn happen(&mut self, at: u64) {
        let mut due: Vec<(u64, u64, Outcome)> = Vec::new();
        for thread in self.threads.parked.values() {
            if let Some(deadline) = thread.wait.and_then(|wait| wait.deadline)
                && deadline <= at
            {
                due.push((deadline, thread.number, Outcome::TimedOut));
            }
        }
        let wakeups = &mut self.threads.wakeups;
        due.extend(
            wakeups
                .iter()
                .filter(|wakeup| wakeup.at <= at)
                .map(|wakeup| (wakeup.at, wakeup.thread, Outcome::Granted)),
        );
        wakeups.retain(|wakeup| wakeup.at > at);
        due.sort_by_key(|&(at, thread, _)| (at, thread));
        for (_, thread, outcome) in due {
            let on = self
                .threads
                .parked
                .get(&thread)
                .and_then(|thread| thread.wait)
                .map(|wait| wait.on);
            match (on, outcome) {
                // It tries; if somebody was quicker, it goes on waiting.
                (Some(On::Object(object)), Outcome::Granted) => self.grant(object, thread, at),
                (Some(_), outcome) => self.end_wait(thread, outcome, at),
                (None, _) => {}
            }
        }
        self.threads.gil.pass(Duration::from_nanos(at));
        self.plan();
    }

    /// Finds the next moment at which [`pass`](Vm::pass) has something to do.
    pub(super) fn plan(&mut self) {
        let threads = &mut self.threads;
        let gil = threads
            .gil
            .holder()
            .and(threads.gil.next_timeout())
            .map(|time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX));
        let deadlines = threads
            .parked
            .values()
            .filter_map(|thread| thread.wait?.deadline);
        let wakeups = threads.wakeups.iter().map(|wakeup| wakeup.at);
        threads.next_event = deadlines
            .chain(wakeups)
            .chain(gil)
            .min()
            .unwrap_or(u64::MAX);
        threads.breaker = threads.gil.drop_requested()
            || threads.uncovered.is_some()
            || self.thread.interrupt.is_some();
        self.pause = 0;
    }

    /// How late it is, for the lock of the interpreter.
    pub(super) fn moment(&self) -> Duration {
        Duration::from_nanos(self.clock.now())
    }
}
