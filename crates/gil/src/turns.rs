//! [`Turns`]: the lock, driven step by step by one thread of ours.

use std::collections::VecDeque;
use std::time::Duration;

use crate::event::{Event, Observe, Silent, ThreadId};
use crate::interval::SwitchInterval;
use crate::statistics::Statistics;

/// The lock of CPython 3.2 and later without any thread that sleeps: a scheduler says who asks for it,
/// how late it is, and who lets go, and learns who has it.
///
/// What happens is what happens to a [`Gil`](crate::Gil): the same steps, the same events, the same counts.
/// Where the operating system chooses which waiter to wake, the one that has waited longest is woken,
/// and it is awake at once; so the same calls always give the same turns.
///
/// ```
/// use std::time::Duration;
/// use gil::{ThreadId, Turns};
///
/// let (main, worker) = (ThreadId::new(1), ThreadId::new(2));
/// let mut lock = Turns::new();
/// assert!(lock.take_gil(main, Duration::ZERO));
/// assert!(!lock.take_gil(worker, Duration::ZERO)); // it waits, at most an interval ...
///
/// let asks = lock.next_timeout().unwrap();
/// assert_eq!(asks, Duration::from_millis(5));
/// lock.pass(asks); // ... and asks
/// assert!(lock.drop_requested());
/// assert_eq!(lock.give_way(main, asks), worker);
/// assert_eq!(lock.holder(), Some(worker));
/// ```
#[derive(Clone, Debug)]
pub struct Turns<O = Silent> {
    /// Who has it: `gil->locked`, and for whom.
    holder: Option<ThreadId>,
    last_holder: Option<ThreadId>,
    gil_drop_request: bool,
    interval: SwitchInterval,
    statistics: Statistics,
    /// Who sleeps in `COND_TIMED_WAIT`, the longest first.
    waiters: VecDeque<Waiter>,
    observer: O,
}

/// One thread in the loop of `take_gil`.
#[derive(Clone, Copy, Debug)]
struct Waiter {
    thread: ThreadId,
    /// `saved_switchnum`
    switch_number: u64,
    /// When its wait is over.
    until: Duration,
}

impl Turns {
    /// A lock that nobody holds, with the default switch interval.
    pub fn new() -> Self {
        Turns::observed(Silent)
    }
}

impl Default for Turns {
    fn default() -> Self {
        Turns::new()
    }
}

impl<O: Observe> Turns<O> {
    /// The same, with somebody who watches each step.
    pub fn observed(observer: O) -> Self {
        Turns {
            holder: None,
            last_holder: None,
            gil_drop_request: false,
            interval: SwitchInterval::DEFAULT,
            statistics: Statistics::default(),
            waiters: VecDeque::new(),
            observer,
        }
    }

    /// `take_gil`: says whether the thread has the lock now. Otherwise it waits for it;
    /// one of the calls below will give it the lock. A thread that has it, or waits already, asks for nothing.
    pub fn take_gil(&mut self, thread: ThreadId, now: Duration) -> bool {
        if self.holder.is_none() && self.waiters.is_empty() {
            self.takes(thread);
        } else if self.holder != Some(thread) && !self.waits(thread) {
            self.begin_to_wait(thread, now);
        }
        self.holder == Some(thread)
    }

    /// The time passes: who has waited for an interval, without a switch meanwhile, asks the holder to let go.
    pub fn pass(&mut self, now: Duration) {
        if self.holder.is_none() {
            return;
        }
        for place in 0..self.waiters.len() {
            let Waiter {
                thread,
                switch_number,
                until,
            } = self.waiters[place];
            if until > now {
                continue;
            }
            if switch_number == self.statistics.switch_number {
                self.statistics.drop_requests += 1;
                self.observer.event(Event::DropRequest { by: thread });
                self.gil_drop_request = true;
            }
            // Once more round the loop of take_gil; nobody is served later for having asked.
            self.waiters[place] = self.one_wait(thread, now);
        }
    }

    /// When the next waiter's interval is over.
    pub fn next_timeout(&self) -> Option<Duration> {
        self.waiters.iter().map(|waiter| waiter.until).min()
    }

    /// Whether a waiter has asked the holder to let go: what `eval_breaker` says.
    pub fn drop_requested(&self) -> bool {
        self.gil_drop_request
    }

    /// The holder lets go because it was asked to, and waits for its next turn: says who has the lock then.
    /// Without a waiter that is the same thread again.
    pub fn give_way(&mut self, thread: ThreadId, now: Duration) -> ThreadId {
        self.drop_gil(thread);
        if self.gil_drop_request && self.last_holder == Some(thread) {
            // FORCE_SWITCHING; the first waiter takes the lock before the dropper can ask again.
            self.gil_drop_request = false;
            self.observer.event(Event::WaitsForSwitch { thread });
        }
        let next = self.next_holder().unwrap_or(thread);
        self.take_gil(thread, now);
        next
    }

    /// The same, and the waiter that is named goes before all others.
    pub fn give_way_to(&mut self, thread: ThreadId, to: ThreadId, now: Duration) -> ThreadId {
        let place = self.waiters.iter().position(|waiter| waiter.thread == to);
        if let Some(waiter) = place.and_then(|place| self.waiters.remove(place)) {
            self.waiters.push_front(waiter);
        }
        self.give_way(thread, now)
    }

    /// `drop_gil` before a blocking call, or at the end of a thread: says who has the lock then, if anybody wants it.
    pub fn let_go(&mut self, thread: ThreadId) -> Option<ThreadId> {
        self.drop_gil(thread);
        self.next_holder()
    }

    /// The thread has gone: it doesn't wait any more.
    pub fn forget(&mut self, thread: ThreadId) {
        self.waiters.retain(|waiter| waiter.thread != thread);
    }

    /// Who has the lock.
    pub fn holder(&self) -> Option<ThreadId> {
        self.holder
    }

    /// Who waits for it, the longest first.
    pub fn waiters(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.waiters.iter().map(|waiter| waiter.thread)
    }

    /// The switch interval.
    pub fn switch_interval(&self) -> SwitchInterval {
        self.interval
    }

    /// Changes the switch interval, from each waiter's next wait on.
    pub fn set_switch_interval(&mut self, interval: SwitchInterval) {
        self.interval = interval;
    }

    /// What was counted so far.
    pub fn statistics(&self) -> Statistics {
        self.statistics
    }

    fn waits(&self, thread: ThreadId) -> bool {
        self.waiters.iter().any(|waiter| waiter.thread == thread)
    }

    fn begin_to_wait(&mut self, thread: ThreadId, now: Duration) {
        let waiter = self.one_wait(thread, now);
        self.waiters.push_back(waiter);
    }

    /// One `COND_TIMED_WAIT`.
    fn one_wait(&mut self, thread: ThreadId, now: Duration) -> Waiter {
        self.statistics.waits += 1;
        self.observer.event(Event::Waits { thread });
        Waiter {
            thread,
            switch_number: self.statistics.switch_number,
            until: now.saturating_add(self.interval.wait()),
        }
    }

    fn next_holder(&mut self) -> Option<ThreadId> {
        let next = self.waiters.pop_front()?.thread;
        self.takes(next);
        Some(next)
    }

    fn takes(&mut self, thread: ThreadId) {
        self.holder = Some(thread);
        let switched = self.last_holder != Some(thread);
        if switched {
            self.last_holder = Some(thread);
            self.statistics.switch_number += 1;
        }
        self.observer.event(Event::Takes { thread, switched });
        self.gil_drop_request = false;
    }

    fn drop_gil(&mut self, thread: ThreadId) {
        if self.holder == Some(thread) {
            self.holder = None;
            self.observer.event(Event::Drops { thread });
        }
    }
}
