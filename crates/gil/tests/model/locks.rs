//! One at a time, nobody sleeps for ever, and whoever asks gets in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use loom::thread;

use crate::event::{Event, Log};
use crate::gil::Gil;
use crate::interval::SwitchInterval;
use crate::ticks::Ticks;
use crate::{explore, explore_up_to};

/// A lock whose waiters never ask, or ask at once.
fn gil(interval: SwitchInterval) -> Arc<Gil<usize, Log>> {
    let gil = Gil::observed(0, Log::default());
    gil.set_switch_interval(interval);
    Arc::new(gil)
}

const AT_ONCE: SwitchInterval = SwitchInterval::from_microseconds(1);

/// `Gil::take` panics if two threads are in at once. Here nobody asks, so a waiter needs the signal.
#[test]
fn one_at_a_time_and_every_waiter_is_woken() {
    let orders = explore_up_to(3, || {
        let gil = gil(SwitchInterval::NEVER);
        let others: Vec<_> = (0..2)
            .map(|_| {
                let gil = Arc::clone(&gil);
                thread::spawn(move || *gil.take() += 1)
            })
            .collect();
        *gil.take() += 1;
        for other in others {
            other.join().unwrap();
        }
        assert_eq!(*gil.take(), 3);
    });
    assert!(orders > 100, "{orders} orders are too few to mean anything");
}

/// The holder never lets go by itself: only the request makes it. Without the request it would count for ever.
#[test]
fn who_asks_gets_in() {
    explore(|| {
        let gil = gil(AT_ONCE);
        let mut held = gil.take();
        let other = {
            let gil = Arc::clone(&gil);
            thread::spawn(move || *gil.take() = 1)
        };
        while *held == 0 {
            held.checkpoint();
            thread::yield_now();
        }
        drop(held);
        other.join().unwrap();
    });
}

/// Forced switching: who gave way because it was asked has the lock again only after another thread had it.
#[test]
fn giving_way_means_that_another_thread_was_in() {
    let gave_way = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&gave_way);
    explore(move || {
        let gil = gil(AT_ONCE);
        let other = {
            let gil = Arc::clone(&gil);
            thread::spawn(move || *gil.take() += 1)
        };
        let mut held = gil.take();
        let before = gil.statistics().switch_number;
        if held.checkpoint() {
            count.fetch_add(1, Relaxed);
            assert_eq!(*held, 1, "nobody was in between");
            assert_eq!(gil.statistics().switch_number, before + 2);
        }
        drop(held);
        other.join().unwrap();
    });
    assert!(gave_way.load(Relaxed) > 0, "no order had a request");
}

/// Two waiters and two who give way: the forced waits end, whoever takes the lock.
#[test]
fn forced_switching_never_leaves_anybody_behind() {
    explore_up_to(2, || {
        let gil = gil(AT_ONCE);
        let others: Vec<_> = (0..2)
            .map(|_| {
                let gil = Arc::clone(&gil);
                thread::spawn(move || {
                    let mut held = gil.take();
                    *held += 1;
                    held.checkpoint();
                })
            })
            .collect();
        let mut held = gil.take();
        held.checkpoint();
        drop(held);
        for other in others {
            other.join().unwrap();
        }
        assert_eq!(*gil.take(), 2);
    });
}

/// A blocking call lets others in, even when nobody ever asks.
#[test]
fn a_blocking_call_lets_the_others_in() {
    explore(|| {
        let gil = gil(SwitchInterval::NEVER);
        let mut held = gil.take();
        let other = {
            let gil = Arc::clone(&gil);
            thread::spawn(move || *gil.take() = 7)
        };
        held.allow_threads(|| other.join().unwrap());
        assert_eq!(*held, 7);
    });
}

/// What the log says is in an order that a lock allows: taken and dropped in turn, by the same thread.
#[test]
fn the_log_alternates() {
    explore(|| {
        let log = Log::default();
        let gil = Arc::new(Gil::observed((), log.clone()));
        let other = {
            let gil = Arc::clone(&gil);
            thread::spawn(move || drop(gil.take()))
        };
        drop(gil.take());
        other.join().unwrap();
        let mut holder = None;
        for event in log.take() {
            match event {
                Event::Takes { thread, .. } => assert_eq!(holder.replace(thread), None),
                Event::Drops { thread } => assert_eq!(holder.take(), Some(thread)),
                Event::Waits { thread }
                | Event::DropRequest { by: thread }
                | Event::WaitsForSwitch { thread } => assert_ne!(holder, Some(thread)),
            }
        }
    });
}

/// A waiter that has seen a switch since it went to sleep doesn't ask: somebody else has just begun.
#[test]
fn nobody_asks_a_holder_that_has_just_begun() {
    explore_up_to(2, || {
        let log = Log::default();
        let gil = Arc::new(Gil::observed((), log.clone()));
        let others: Vec<_> = (0..2)
            .map(|_| {
                let gil = Arc::clone(&gil);
                thread::spawn(move || drop(gil.take()))
            })
            .collect();
        drop(gil.take());
        for other in others {
            other.join().unwrap();
        }
        let events = log.take();
        for (at, event) in events.iter().enumerate() {
            let Event::DropRequest { by } = *event else {
                continue;
            };
            let since = events[..at].iter().rev();
            let switched = since
                .take_while(|event| **event != Event::Waits { thread: by })
                .any(|event| matches!(event, Event::Takes { switched: true, .. }));
            assert!(!switched, "{events:#?}");
        }
    });
}

#[test]
fn ticks_let_one_in_at_a_time_and_wake_every_waiter() {
    explore(|| {
        let lock = Arc::new(Ticks::new(0));
        lock.set_check_interval(0);
        let other = {
            let lock = Arc::clone(&lock);
            thread::spawn(move || {
                let mut held = lock.take();
                *held += 1;
                held.checkpoint();
            })
        };
        let mut held = lock.take();
        *held += 1;
        held.checkpoint();
        drop(held);
        other.join().unwrap();
        assert_eq!(*lock.take(), 2);
    });
}

/// The convoy: the lock is released and taken again with a waiter looking on, which gets in only by luck.
#[test]
fn with_ticks_a_waiter_may_starve() {
    let passed_by = Arc::new(AtomicBool::new(false));
    let got_in = Arc::new(AtomicBool::new(false));
    let (passed, got) = (Arc::clone(&passed_by), Arc::clone(&got_in));
    explore(move || {
        let lock = Arc::new(Ticks::new(0));
        lock.set_check_interval(0);
        let mut held = lock.take();
        let other = {
            let lock = Arc::clone(&lock);
            thread::spawn(move || *lock.take() = 1)
        };
        let waits = lock.statistics().waits > 0;
        held.checkpoint();
        if waits {
            let seen = if *held == 0 { &passed } else { &got };
            seen.store(true, Relaxed);
        }
        drop(held);
        other.join().unwrap();
    });
    assert!(passed_by.load(Relaxed), "no order passed the waiter by");
    assert!(got_in.load(Relaxed), "no order let the waiter in");
}
