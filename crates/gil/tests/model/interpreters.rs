//! A lock that is switched on and off while threads run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed as Plain};

use loom::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use loom::thread;
use version::Version;

use crate::attached::Extension;
use crate::interpreter::Interpreter;
use crate::interval::SwitchInterval;
use crate::runtime::{GilConfig, Runtime};
use crate::{explore, explore_up_to};

const FREE_THREADED: Version = Version::new(3, 13, 15).without_gil();

fn module(gil_not_used: bool) -> Extension<'static> {
    let name = "m";
    Extension { name, gil_not_used }
}

/// Counts who is inside, and panics if the lock is held by one of two.
fn visit(inside: &AtomicUsize, holds_gil: bool) {
    let others = inside.fetch_add(1, Relaxed);
    assert!(
        !holds_gil || others == 0,
        "somebody is in, in spite of the lock"
    );
    thread::yield_now();
    inside.fetch_sub(1, Relaxed);
}

/// An import that switches the lock on for good: from then on one thread at a time, also for those who were in.
#[test]
fn switching_on_waits_for_everybody() {
    let met_without = Arc::new(AtomicBool::new(false));
    let met = Arc::clone(&met_without);
    explore_up_to(3, move || {
        let interpreter =
            Arc::new(Runtime::new(FREE_THREADED).main_interpreter(AtomicUsize::new(0)));
        let other = {
            let interpreter = Arc::clone(&interpreter);
            let met = Arc::clone(&met);
            thread::spawn(move || {
                let mut here = interpreter.attach();
                if !here.holds_gil() {
                    met.store(true, Plain);
                }
                visit(&here, here.holds_gil());
                here.checkpoint();
                visit(&here, here.holds_gil());
            })
        };
        let mut here = interpreter.attach();
        let ((), warning) = here.import(module(false), || visit(&interpreter.state, true));
        assert!(warning.is_some() && here.holds_gil());
        visit(&here, true);
        drop(here);
        other.join().unwrap();
        assert_eq!(interpreter.is_gil_enabled(), Some(true));
    });
    assert!(
        met_without.load(Plain),
        "the other thread never ran without the lock"
    );
}

/// Two imports at once, of modules that need no lock: it is on during both and off after.
#[test]
fn two_imports_switch_on_and_off() {
    explore_up_to(3, || {
        let interpreter =
            Arc::new(Runtime::new(FREE_THREADED).main_interpreter(AtomicUsize::new(0)));
        let import = |interpreter: &Interpreter<AtomicUsize>| {
            let mut here = interpreter.attach();
            let ((), warning) = here.import(module(true), || visit(&interpreter.state, true));
            assert_eq!(warning, None);
        };
        let other = {
            let interpreter = Arc::clone(&interpreter);
            thread::spawn(move || import(&interpreter))
        };
        import(&interpreter);
        other.join().unwrap();
        assert_eq!(interpreter.is_gil_enabled(), Some(false));
    });
}

/// The lock is switched off while two wait for it: the first one that wakes tells the second.
#[test]
fn switching_off_wakes_everybody() {
    explore_up_to(2, || {
        let interpreter =
            Arc::new(Runtime::new(FREE_THREADED).main_interpreter(AtomicUsize::new(0)));
        interpreter.set_switch_interval(SwitchInterval::NEVER);
        let others: Vec<_> = (0..2)
            .map(|_| {
                let interpreter = Arc::clone(&interpreter);
                thread::spawn(move || drop(interpreter.attach()))
            })
            .collect();
        let mut here = interpreter.attach();
        here.import(module(true), thread::yield_now);
        drop(here);
        for other in others {
            other.join().unwrap();
        }
    });
}

/// Interpreters that share the lock keep each other out; with a lock each they don't.
#[test]
fn a_shared_lock_is_one_lock() {
    for (gil, together) in [(GilConfig::Shared, false), (GilConfig::Own, true)] {
        let met = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&met);
        explore(move || {
            let main = Arc::new(Runtime::new(Version::new(3, 12, 14)).main_interpreter(()));
            let sub = main.new_interpreter(gil, ()).unwrap();
            let inside = Arc::new(AtomicUsize::new(0));
            let visit = |inside: &AtomicUsize, seen: &AtomicBool| {
                if inside.fetch_add(1, Relaxed) == 1 {
                    seen.store(true, Plain);
                }
                thread::yield_now();
                inside.fetch_sub(1, Relaxed);
            };
            let other = {
                let (inside, seen) = (Arc::clone(&inside), Arc::clone(&seen));
                thread::spawn(move || {
                    let _here = sub.attach();
                    visit(&inside, &seen);
                })
            };
            let here = main.attach();
            visit(&inside, &seen);
            drop(here);
            other.join().unwrap();
        });
        assert_eq!(met.load(Plain), together, "{gil:?}");
    }
}
