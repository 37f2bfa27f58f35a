//! The lock that a scheduler drives, against the one with real threads.

use std::thread;
use std::time::Duration;

use gil::{Event, Gil, Log, SwitchInterval, ThreadId, Turns};

const A: ThreadId = ThreadId::new(1);
const B: ThreadId = ThreadId::new(2);
const C: ThreadId = ThreadId::new(3);

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// One thread that computes, one that asks: both locks write the same log.
#[test]
fn the_log_is_that_of_real_threads() {
    let real = Log::default();
    let gil = Gil::observed((), real.clone());
    let mut held = gil.take();
    let first = held.thread();
    thread::scope(|scope| {
        scope.spawn(|| drop(gil.take()));
        while !held.checkpoint() {}
    });
    drop(held);
    let mut threads = vec![first];
    // How often the waiter waits before it asks, and whether the holder sees it take the lock at once,
    // is the operating system's affair.
    let real = numbered(&real.take(), &mut threads);

    let ours = Log::default();
    let mut turns = Turns::observed(ours.clone());
    assert!(turns.take_gil(A, ms(0)));
    assert!(!turns.take_gil(B, ms(0)));
    turns.pass(ms(4));
    assert!(!turns.drop_requested());
    turns.pass(ms(5));
    assert!(turns.drop_requested());
    assert_eq!(turns.give_way(A, ms(5)), B);
    assert_eq!(turns.let_go(B), Some(A));
    assert_eq!(turns.let_go(A), None);
    assert_eq!(numbered(&ours.take(), &mut vec![A]), real);
    assert_eq!(
        turns.statistics().switch_number,
        gil.statistics().switch_number
    );
}

/// What each thread did, in its own order, without its waits; threads by the order in which they came.
fn numbered(events: &[Event], threads: &mut Vec<ThreadId>) -> Vec<Vec<String>> {
    let mut done: Vec<Vec<String>> = vec![Vec::new(); 2];
    for event in events {
        let (thread, what) = match *event {
            Event::DropRequest { by } => (by, "asks".to_owned()),
            Event::Takes { thread, switched } => (thread, format!("takes {switched}")),
            Event::Drops { thread } => (thread, "drops".to_owned()),
            _ => continue,
        };
        if !threads.contains(&thread) {
            threads.push(thread);
        }
        let place = threads.iter().position(|&held| held == thread);
        // A second request, by a waiter that was slow to wake, says nothing new.
        let list = &mut done[place.unwrap_or(0)];
        if what != "asks" || !list.contains(&what) {
            list.push(what);
        }
    }
    done
}

#[test]
fn who_has_waited_longest_is_next() {
    let mut turns = Turns::new();
    assert!(turns.take_gil(A, ms(0)));
    assert!(!turns.take_gil(B, ms(1)));
    assert!(!turns.take_gil(C, ms(2)));
    assert_eq!(turns.next_timeout(), Some(ms(6)));
    turns.pass(ms(6));
    assert_eq!(turns.give_way(A, ms(6)), B);
    assert_eq!(turns.waiters().collect::<Vec<_>>(), [C, A]);
    assert_eq!(turns.let_go(B), Some(C));
    assert_eq!(turns.let_go(C), Some(A));
    assert_eq!(turns.let_go(A), None);
    assert_eq!(turns.statistics().switch_number, 4);
}

/// A waiter whose interval ends after a switch that didn't come to it waits anew, and asks nobody.
#[test]
fn a_switch_begins_the_wait_anew() {
    let mut turns = Turns::new();
    assert!(turns.take_gil(A, ms(0)));
    assert!(!turns.take_gil(B, ms(0)));
    assert!(!turns.take_gil(C, ms(3)));
    turns.pass(ms(5));
    assert_eq!(turns.give_way(A, ms(5)), B);
    turns.pass(ms(8));
    assert!(!turns.drop_requested(), "C's wait saw a switch");
    turns.pass(ms(13));
    assert!(turns.drop_requested());
}

#[test]
fn a_thread_alone_is_never_asked() {
    let mut turns = Turns::new();
    turns.set_switch_interval(SwitchInterval::from_microseconds(1));
    assert!(turns.take_gil(A, ms(0)));
    assert_eq!(turns.next_timeout(), None);
    turns.pass(ms(1_000_000));
    assert!(!turns.drop_requested());
    assert_eq!(turns.give_way(A, ms(1_000_000)), A);
    assert_eq!(turns.statistics().drop_requests, 0);
}

#[test]
fn an_interval_of_hundred_seconds_asks_nobody() {
    let mut turns = Turns::new();
    turns.set_switch_interval(SwitchInterval::from_seconds(100.0).expect("positive"));
    assert!(turns.take_gil(A, ms(0)));
    assert!(!turns.take_gil(B, ms(0)));
    turns.pass(ms(99_999));
    assert!(!turns.drop_requested());
    turns.set_switch_interval(SwitchInterval::NEVER);
    turns.pass(ms(100_000));
    assert!(
        turns.drop_requested(),
        "the wait that had begun keeps its end"
    );
}

#[test]
fn who_has_gone_gets_no_turn() {
    let mut turns = Turns::new();
    assert!(turns.take_gil(A, ms(0)));
    assert!(!turns.take_gil(B, ms(0)));
    assert!(!turns.take_gil(C, ms(0)));
    turns.forget(B);
    assert_eq!(turns.let_go(A), Some(C));
    assert_eq!(turns.let_go(C), None);
}
