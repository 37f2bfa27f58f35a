//! Locks of interpreters, and the lock that an import switches on.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

use gil::{ConfigError, Event, Extension, GilConfig, Log, Runtime, SwitchInterval};
use version::Version;

const FREE_THREADED: Version = Version::new(3, 14, 7).without_gil();
const SAFE: Extension<'static> = Extension {
    name: "safe",
    gil_not_used: true,
};
const UNSAFE: Extension<'static> = Extension {
    name: "unsafe",
    gil_not_used: false,
};

#[test]
fn an_interpreter_shares_or_owns() {
    let main = Runtime::new(Version::new(3, 12, 14)).main_interpreter(1);
    let default = main.new_interpreter(GilConfig::Default, "two").unwrap();
    let own = main.new_interpreter(GilConfig::Own, 3.0).unwrap();
    assert!(default.shares_gil_with(&main) && !own.shares_gil_with(&main));
    // What is made from a sub-interpreter shares with the main one, not with its maker.
    let shared = own.new_interpreter(GilConfig::Shared, ()).unwrap();
    assert!(shared.shares_gil_with(&main));
    assert_eq!(*own.attach(), 3.0);
    // The interval belongs to the lock.
    main.set_switch_interval(SwitchInterval::NEVER);
    assert_eq!(default.switch_interval(), SwitchInterval::NEVER);
    assert_eq!(own.switch_interval(), SwitchInterval::DEFAULT);
}

#[test]
fn one_lock_for_all_before_3_12() {
    let version = Version::new(3, 11, 7);
    let main = Runtime::new(version).main_interpreter(());
    let error = main.new_interpreter(GilConfig::Own, ()).unwrap_err();
    assert_eq!(error, ConfigError::OwnGilUnsupported(version));
    assert!(error.to_string().contains("3.12"));
}

#[test]
fn threads_of_an_interpreter_take_turns() {
    let log = Log::default();
    let main = Runtime::new(Version::new(3, 13, 18)).observed(AtomicUsize::new(0), log.clone());
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut here = main.attach();
                for _ in 0..100 {
                    let seen = here.load(SeqCst);
                    here.store(seen + 1, SeqCst);
                    here.checkpoint();
                }
                here.allow_threads(|| ());
            });
        }
    });
    assert_eq!(main.attach().load(SeqCst), 300);
    let takes = |event: &&Event| matches!(event, Event::Takes { switched: true, .. });
    let switches = log.take().iter().filter(takes).count() as u64;
    assert_eq!(main.statistics().switch_number, switches);
}

#[test]
fn an_unsafe_module_switches_the_lock_on_for_good() {
    let main = Runtime::new(FREE_THREADED).main_interpreter(());
    assert_eq!(main.is_gil_enabled(), Some(false));
    let mut here = main.attach();
    assert!(!here.holds_gil());
    let (during, warning) = here.import(SAFE, || main.is_gil_enabled());
    assert_eq!((during, warning), (Some(true), None));
    assert!(!here.holds_gil());
    assert_eq!(main.is_gil_enabled(), Some(false));

    let ((), warning) = here.import(UNSAFE, || ());
    assert_eq!(
        warning.unwrap(),
        "The global interpreter lock (GIL) has been enabled to load module 'unsafe', \
         which has not declared that it can run safely without the GIL. To override this behavior \
         and keep the GIL disabled (at your own risk), run with PYTHON_GIL=0 or -Xgil=0."
    );
    assert!(here.holds_gil());
    // Only the first one is told, and a safe module doesn't switch it off again.
    assert_eq!(here.import(UNSAFE, || ()).1, None);
    here.import(SAFE, || ());
    assert_eq!(main.is_gil_enabled(), Some(true));
    here.allow_threads(|| ());
    assert!(here.holds_gil());
}

#[test]
fn python_gil_decides_for_imports_too() {
    for (enabled, version) in [(false, FREE_THREADED), (true, FREE_THREADED)] {
        let runtime = Runtime::with_python_gil(version, enabled).unwrap();
        let main = runtime.main_interpreter(());
        let (during, warning) = main.attach().import(UNSAFE, || main.is_gil_enabled());
        assert_eq!((during, warning), (Some(enabled), None));
        assert_eq!(main.is_gil_enabled(), Some(enabled));
    }
    let main = Runtime::new(Version::new(3, 14, 10)).main_interpreter(());
    assert_eq!(main.attach().import(UNSAFE, || 7), (7, None));
}

/// Threads that run without the lock stop at a checkpoint while it is switched on, and take turns afterwards.
#[test]
fn switching_on_stops_the_world() {
    let main = Runtime::new(FREE_THREADED).main_interpreter(AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut here = main.attach();
                here.fetch_add(1, SeqCst);
                while !here.holds_gil() {
                    here.checkpoint();
                    thread::yield_now();
                }
            });
        }
        let mut here = main.attach();
        while here.load(SeqCst) < 3 {
            here.checkpoint();
            thread::yield_now();
        }
        // All four are in at once; after the import one at a time.
        assert!(here.import(UNSAFE, || ()).1.is_some());
    });
    assert_eq!(main.is_gil_enabled(), Some(true));
}
