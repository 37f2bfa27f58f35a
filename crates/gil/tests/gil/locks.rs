//! Both locks with real threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

use gil::{Event, Gil, Log, SwitchInterval, ThreadId, Ticks};

const THREADS: u64 = 4;
const ROUNDS: u64 = 2_000;

#[test]
fn four_threads_count_together() {
    let gil = Gil::new(0);
    gil.set_switch_interval(SwitchInterval::from_microseconds(1));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut count = gil.take();
                for _ in 0..ROUNDS {
                    // A read and a write apart, as c += 1 is: only the lock keeps them together.
                    let seen = *count;
                    std::hint::black_box(&seen);
                    *count = seen + 1;
                    count.checkpoint();
                }
            });
        }
    });
    assert_eq!(gil.into_inner(), THREADS * ROUNDS);
}

#[test]
fn four_threads_count_together_with_ticks() {
    let lock = Ticks::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut count = lock.take();
                for _ in 0..ROUNDS {
                    *count += 1;
                    count.checkpoint();
                }
            });
        }
    });
    // The first checkpoint of all, and then each 101st.
    assert_eq!(lock.released(), 1 + (THREADS * ROUNDS - 1) / 101);
    assert_eq!(lock.into_inner(), THREADS * ROUNDS);
}

/// A holder that computes for ever gives way, and has the lock again after the other one had it.
#[test]
fn a_waiter_gets_in_by_asking() {
    let log = Log::default();
    let gil = Gil::observed(false, log.clone());
    let mut held = gil.take();
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let mut held = gil.take();
            *held = true;
            held.thread()
        });
        while !*held {
            held.checkpoint();
        }
        let me = held.thread();
        let other = other.join().unwrap();
        drop(held);
        let mut events = log.take();
        // How often it waits and asks depends on the clock; what happens around the first hand-over doesn't.
        let asked = events
            .iter()
            .position(|event| *event == Event::DropRequest { by: other });
        let asked = asked.expect("the other thread asked");
        assert_eq!(events[0], takes(me, true));
        let steps: Vec<Event> = events
            .drain(asked..)
            .filter(|event| !is_wait(event))
            .collect();
        let handed_over = steps
            .windows(2)
            .any(|pair| pair == [Event::Drops { thread: me }, takes(other, true)]);
        assert!(handed_over, "{steps:?}");
    });
}

fn takes(thread: ThreadId, switched: bool) -> Event {
    Event::Takes { thread, switched }
}

fn is_wait(event: &Event) -> bool {
    matches!(
        event,
        Event::Waits { .. } | Event::WaitsForSwitch { .. } | Event::DropRequest { .. }
    )
}

/// Without anybody else the log of a lock is short, and the same each time.
#[test]
fn the_log_of_one_thread() {
    let log = Log::default();
    let gil = Gil::observed((), log.clone());
    let mut held = gil.take();
    let thread = held.thread();
    assert!(!held.checkpoint());
    assert!(!held.drop_requested());
    held.allow_threads(|| ());
    drop(held);
    let drops = Event::Drops { thread };
    assert_eq!(
        log.take(),
        [takes(thread, true), drops, takes(thread, false), drops]
    );
    assert_eq!(gil.statistics().switch_number, 1);
    assert_eq!(gil.statistics().waits, 0);
    assert_eq!(gil.statistics().drop_requests, 0);
}

#[test]
fn a_blocking_call_lets_others_in() {
    let gil = Gil::new(0);
    gil.set_switch_interval(SwitchInterval::NEVER);
    let mut held = gil.take();
    thread::scope(|scope| {
        let other = scope.spawn(|| *gil.take() = 7);
        held.allow_threads(|| other.join().unwrap());
    });
    assert_eq!(*held, 7);
}

#[test]
fn a_panic_releases_the_lock_and_poisons_nothing() {
    let gil = Gil::new(0);
    let panicked = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let mut held = gil.take();
            *held = 1;
            panic!("an uncaught exception");
        });
        other.join().is_err()
    });
    assert!(panicked);
    assert_eq!(*gil.take(), 1);

    let lock = Ticks::new(0);
    let result = catch_unwind(AssertUnwindSafe(|| {
        *lock.take() = 1;
        let _held = lock.take();
        panic!("an uncaught exception");
    }));
    assert!(result.is_err());
    assert_eq!(*lock.take(), 1);
}

#[test]
fn a_panic_in_a_blocking_call_leaves_the_lock_free() {
    let gil = Gil::new(0);
    let result = catch_unwind(AssertUnwindSafe(|| {
        gil.take().allow_threads(|| panic!("the read failed"));
    }));
    assert!(result.is_err());
    assert_eq!(*gil.take(), 0);
    let lock = Ticks::new(0);
    let result = catch_unwind(AssertUnwindSafe(|| {
        lock.take().allow_threads(|| panic!("the read failed"));
    }));
    assert!(result.is_err());
    assert_eq!(*lock.take(), 0);
}

#[test]
#[should_panic(expected = "holds the lock and asks for it again")]
fn who_holds_the_lock_must_not_ask_for_it() {
    let gil = Gil::new(());
    let _first = gil.take();
    let _second = gil.take();
}

#[test]
#[should_panic(expected = "holds the lock and asks for it again")]
fn who_holds_the_old_lock_must_not_ask_for_it() {
    let lock = Ticks::new(());
    let _first = lock.take();
    let _second = lock.take();
}

/// The convoy with real threads: the holder releases the lock many times, and nothing says that the waiter got it.
/// What is sure is that it gets it in the end, when the holder blocks.
#[test]
fn ticks_promise_the_waiter_nothing_until_the_holder_blocks() {
    let lock = Ticks::new(false);
    lock.set_check_interval(0);
    let waits = AtomicBool::new(false);
    let mut held = lock.take();
    thread::scope(|scope| {
        scope.spawn(|| {
            waits.store(true, SeqCst);
            *lock.take() = true;
        });
        while !waits.load(SeqCst) {
            thread::yield_now();
        }
        for _ in 0..100 {
            assert!(
                held.checkpoint(),
                "with an interval of 0 each checkpoint releases"
            );
        }
        while !*held {
            held.allow_threads(thread::yield_now);
        }
    });
    assert!(lock.released() >= 100);
}

#[test]
fn the_check_interval_counts_the_checkpoints_in_between() {
    let lock = Ticks::new(());
    let mut held = lock.take();
    assert_eq!(lock.check_interval(), 100);
    assert!(held.checkpoint(), "the first checkpoint of all is a tick");
    let quiet = std::iter::repeat_with(|| held.checkpoint()).take_while(|gave_way| !gave_way);
    assert_eq!(quiet.count(), 100);
    lock.set_check_interval(2);
    let pattern: Vec<bool> = (0..6).map(|_| held.checkpoint()).collect();
    assert_eq!(pattern, [false, false, true, false, false, true]);
}

#[test]
fn the_interval_can_be_changed() {
    let gil = Gil::new(());
    assert_eq!(gil.switch_interval(), SwitchInterval::DEFAULT);
    gil.set_switch_interval(SwitchInterval::from_seconds(0.5).unwrap());
    assert_eq!(gil.switch_interval().microseconds(), 500_000);
    let nothing = SwitchInterval::from_seconds(1e-9).unwrap();
    assert_eq!(nothing.seconds(), 0.0);
    assert_eq!(nothing.wait().as_micros(), 1);
    assert!(SwitchInterval::from_seconds(f64::NAN).is_err());
    assert!(SwitchInterval::from_seconds(f64::INFINITY).is_ok());
}

/// The crate page names these.
#[test]
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn sizes() {
    assert_eq!(size_of::<gil::Biased>(), 24);
    assert_eq!(size_of::<Gil<()>>(), 104);
    assert_eq!(size_of::<Ticks<()>>(), 88);
    assert_eq!(size_of::<ThreadId>(), 8);
}
