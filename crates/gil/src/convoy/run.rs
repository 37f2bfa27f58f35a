//! The scheduler: from one event to the next.

use std::collections::VecDeque;

use crate::convoy::scheme::{Scheme, WAKE_UP};
use crate::convoy::task::{Task, Work};
use crate::convoy::timeline::{Doing, Happening, Span, Timeline};

/// Runs the tasks to their ends.
///
/// The tasks start at 0 and ask for the lock in their order. Who has waited longest is woken first.
pub fn simulate(scheme: Scheme, tasks: &[Task]) -> Timeline {
    let threads = tasks.iter().map(Thread::new).collect();
    let mut run = Run {
        scheme,
        now: 0,
        threads,
        holder: None,
        switch_number: 0,
        next_tick: 0,
        sleepers: VecDeque::new(),
        timeline: Timeline::new(tasks),
    };
    for task in 0..tasks.len() {
        run.start_next_work(task);
    }
    while let Some(at) = run.next_event() {
        run.now = at;
        run.handle();
    }
    run.timeline
}

struct Run {
    scheme: Scheme,
    now: u64,
    threads: Vec<Thread>,
    /// Who has the lock.
    holder: Option<usize>,
    switch_number: u64,
    /// When the holder releases and takes again, with [`Scheme::Ticks`].
    next_tick: u64,
    /// Who sleeps until the lock is free, longest first.
    sleepers: VecDeque<usize>,
    timeline: Timeline,
}

struct Thread {
    /// What is left to do; the first piece shrinks when it is interrupted.
    work: VecDeque<Work>,
    phase: Phase,
    /// When this phase began.
    since: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Computes until then, if nobody interrupts.
    Computes {
        until: u64,
    },
    Blocks {
        until: u64,
    },
    /// Asleep; asks for the lock then, unless the switch number is another one by that time.
    Waits {
        asks_at: u64,
        switch_number: u64,
    },
    /// The scheme has no asking.
    WaitsOn,
    /// `FORCE_SWITCHING`: has let go because it was asked, and waits until another thread has the lock.
    WaitsForSwitch,
    /// Woken, and running then.
    Wakes {
        at: u64,
    },
    Done,
}

impl Thread {
    fn new(task: &Task) -> Self {
        Thread {
            work: task.work.iter().copied().collect(),
            phase: Phase::Done,
            since: 0,
        }
    }

    /// When something happens to this thread by itself.
    fn next_event(&self) -> Option<u64> {
        match self.phase {
            Phase::Computes { until } | Phase::Blocks { until } => Some(until),
            Phase::Waits { asks_at, .. } => Some(asks_at),
            Phase::Wakes { at } => Some(at),
            Phase::WaitsOn | Phase::WaitsForSwitch | Phase::Done => None,
        }
    }
}

impl Run {
    fn next_event(&self) -> Option<u64> {
        let own = self.threads.iter().filter_map(Thread::next_event).min();
        match (self.scheme, self.holder) {
            // A release that nobody sleeps for changes nothing.
            (Scheme::Ticks { .. }, Some(_)) if !self.sleepers.is_empty() => {
                Some(own.map_or(self.next_tick, |own| own.min(self.next_tick)))
            }
            _ => own,
        }
    }

    /// One event of the present moment. Those who let go come before those who want in.
    fn handle(&mut self) {
        let now = self.now;
        let due = |phase: &Phase| match *phase {
            Phase::Computes { until } if until == now => Some(0),
            Phase::Blocks { until } if until == now => Some(1),
            Phase::Wakes { at } if at == now => Some(2),
            Phase::Waits { asks_at, .. } if asks_at == now => Some(3),
            _ => None,
        };
        let first = (0..self.threads.len())
            .filter_map(|task| Some((due(&self.threads[task].phase)?, task)))
            .min();
        match first {
            Some((0, task)) => {
                self.threads[task].work.pop_front();
                self.change(task, Phase::Done);
                self.release(task);
                self.start_next_work(task);
            }
            Some((1, task)) => {
                self.threads[task].work.pop_front();
                self.start_next_work(task);
            }
            Some((2, task)) => self.try_to_take(task, true),
            Some((_, task)) => self.ask(task),
            None => self.tick(),
        }
    }

    fn start_next_work(&mut self, task: usize) {
        match self.threads[task].work.front() {
            None => self.change(task, Phase::Done),
            Some(Work::Block(time)) => {
                let until = self.now + time;
                self.change(task, Phase::Blocks { until });
            }
            Some(Work::Compute(_)) => self.try_to_take(task, false),
        }
    }

    // ANCHOR: convoy_take
    fn try_to_take(&mut self, task: usize, woken: bool) {
        if self.scheme != Scheme::Free && self.holder.is_some() {
            if woken {
                let at = self.now;
                let happening = Happening::WokenForNothing { task, at };
                self.timeline.happenings.push(happening);
            }
            self.sleep(task);
            return;
        }
        let Some(Work::Compute(time)) = self.threads[task].work.front() else {
            unreachable!("only who computes wants the lock");
        };
        let until = self.now + time;
        self.change(task, Phase::Computes { until });
        if let Scheme::Ticks { check_every } = self.scheme {
            self.next_tick = self.now + check_every;
        }
        if self.scheme != Scheme::Free {
            self.holder = Some(task);
            self.switch_number += 1;
            let at = self.now;
            self.timeline.happenings.push(Happening::Takes { task, at });
        }
        // Who was asked to give way has seen the switch, and begins a wait of its own.
        let switched = |other: &usize| self.threads[*other].phase == Phase::WaitsForSwitch;
        let droppers: Vec<usize> = (0..self.threads.len()).filter(switched).collect();
        for dropper in droppers {
            self.sleep(dropper);
        }
    }
    // ANCHOR_END: convoy_take

    fn sleep(&mut self, task: usize) {
        self.sleepers.push_back(task);
        if let Scheme::Ticks { check_every } = self.scheme {
            // Ticks that nobody slept through were not counted.
            let missed = self.now.saturating_sub(self.next_tick) / check_every;
            if self.next_tick <= self.now {
                self.next_tick += (missed + 1) * check_every;
            }
        }
        let phase = match self.scheme {
            Scheme::Gil { switch_interval } => Phase::Waits {
                asks_at: self
                    .now
                    .saturating_add(switch_interval.microseconds().max(1)),
                switch_number: self.switch_number,
            },
            Scheme::Ticks { .. } | Scheme::Free => Phase::WaitsOn,
        };
        self.change(task, phase);
    }

    /// The switch interval is over.
    fn ask(&mut self, task: usize) {
        let Phase::Waits { switch_number, .. } = self.threads[task].phase else {
            unreachable!("only who waits asks");
        };
        // Whether it asks or not, it waits once more, behind those who wait already.
        self.sleepers.retain(|sleeper| *sleeper != task);
        self.sleep(task);
        let Some(holder) = self.holder else {
            return; // somebody has been woken and is about to take the lock
        };
        if switch_number == self.switch_number {
            let at = self.now;
            let by = task;
            self.timeline
                .happenings
                .push(Happening::DropRequest { by, at });
            self.give_way(holder);
        }
    }

    /// The holder was asked: lets go, and waits until another thread has the lock.
    fn give_way(&mut self, holder: usize) {
        let Phase::Computes { until } = self.threads[holder].phase else {
            unreachable!("the holder computes");
        };
        self.threads[holder].work[0] = Work::Compute(until - self.now);
        self.change(holder, Phase::WaitsForSwitch);
        self.release(holder);
    }

    /// Lets go of the lock and wakes who has waited longest.
    fn release(&mut self, task: usize) {
        if self.holder != Some(task) {
            return;
        }
        self.holder = None;
        let at = self.now;
        self.timeline.happenings.push(Happening::Drops { task, at });
        self.wake_one();
    }

    /// The old scheme's release and take, which are so close that nobody gets in between.
    fn tick(&mut self) {
        let Scheme::Ticks { check_every } = self.scheme else {
            unreachable!("only the old scheme ticks");
        };
        self.next_tick = self.now + check_every;
        self.wake_one();
    }

    fn wake_one(&mut self) {
        if let Some(task) = self.sleepers.pop_front() {
            let at = self.now + WAKE_UP;
            self.change(task, Phase::Wakes { at });
        }
    }

    /// Writes down the stretch that ends here, and begins another.
    fn change(&mut self, task: usize, phase: Phase) {
        let thread = &mut self.threads[task];
        let doing = |phase| match phase {
            Phase::Computes { .. } => Some(Doing::Computes),
            Phase::Blocks { .. } => Some(Doing::Blocks),
            Phase::Waits { .. } | Phase::WaitsOn | Phase::WaitsForSwitch | Phase::Wakes { .. } => {
                Some(Doing::Waits)
            }
            Phase::Done => None,
        };
        let (before, after) = (doing(thread.phase), doing(phase));
        thread.phase = phase;
        if before == after {
            return; // one long wait, however often it is woken
        }
        let from = std::mem::replace(&mut thread.since, self.now);
        if let (Some(doing), true) = (before, from < self.now) {
            let to = self.now;
            let span = Span {
                task,
                doing,
                from,
                to,
            };
            self.timeline.spans.push(span);
        }
    }
}
