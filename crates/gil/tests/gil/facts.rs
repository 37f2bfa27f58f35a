//! What real interpreters were measured to do: `tests/facts/gil.json`.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

use gil::bytecode::{Program, Statement, explore};
use gil::count::{header, refcount_of_immortal};
use gil::{ConfigError, GilConfig, Interpreter, Runtime, SwitchInterval};
use serde_json::Value;
use version::Version;

static FACTS: LazyLock<serde_json::Map<String, Value>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../facts/gil.json")).expect("the facts are JSON")
});

/// Every measured version with what was measured.
fn measured() -> impl Iterator<Item = (Version, &'static Value)> {
    let versions = FACTS.iter().filter(|(name, _)| *name != "dis");
    versions.map(|(name, facts)| (name.parse().expect("a version"), facts))
}

#[test]
fn every_version_of_the_book_was_measured() {
    let versions: Vec<Version> = measured().map(|(version, _)| version).collect();
    for version in version::MEASURED {
        assert!(versions.contains(&version), "{version}");
    }
    assert_eq!(versions.iter().filter(|v| v.is_free_threaded()).count(), 3);
}

#[test]
fn the_switch_interval_and_its_errors() {
    for (version, facts) in measured() {
        let default = SwitchInterval::default().seconds();
        assert_eq!(facts["getswitchinterval"], default, "{version}");
        let set = facts["setswitchinterval"].as_object().unwrap();
        for (text, result) in set {
            let Ok(seconds) = text.parse::<f64>() else {
                // A str or None never gets as far as the interval: the call itself refuses it.
                assert!(result.as_str().unwrap().starts_with("TypeError: "));
                continue;
            };
            match SwitchInterval::from_seconds(seconds) {
                Ok(interval) => assert_eq!(*result, interval.seconds(), "{version}: {text}"),
                Err(error) => assert_eq!(*result, format!("ValueError: {error}"), "{version}"),
            }
        }
        assert_eq!(set.len(), 7);
    }
}

#[test]
fn which_functions_sys_has() {
    for (version, facts) in measured() {
        let runtime = Runtime::new(version);
        let present = if runtime.has_checkinterval() {
            "present"
        } else {
            "absent"
        };
        assert_eq!(facts["getcheckinterval"], present, "{version}");
        let enabled = runtime.main_interpreter(()).is_gil_enabled();
        let told = enabled.map_or_else(|| "absent".into(), Value::from);
        assert_eq!(facts["_is_gil_enabled"], told, "{version}");
    }
}

#[test]
fn what_python_gil_does() {
    for (version, facts) in measured() {
        for (name, enabled) in [("PYTHON_GIL=0", false), ("PYTHON_GIL=1", true)] {
            let Some(result) = facts.get(name) else {
                assert!(
                    version < Version::new(3, 13, 0),
                    "{version} was not measured"
                );
                assert_eq!(
                    Runtime::with_python_gil(version, enabled),
                    Ok(Runtime::new(version))
                );
                continue;
            };
            match Runtime::with_python_gil(version, enabled) {
                Err(error) => {
                    assert_eq!(error, ConfigError::DisablingUnsupported);
                    assert_eq!(result[0], 1, "{version} started with {name}");
                }
                Ok(runtime) => {
                    let told = runtime.main_interpreter(()).is_gil_enabled().unwrap();
                    let word = if told { "True" } else { "False" };
                    assert_eq!(
                        *result,
                        serde_json::json!([0, word]),
                        "{version} with {name}"
                    );
                }
            }
        }
    }
}

/// Whether a thread of `second` runs while this one is attached to `first` and never lets go.
fn runs_beside(first: &Interpreter<()>, second: &Interpreter<()>) -> bool {
    // Nobody ever asks; and no time passes, so nobody would have to wait for it.
    first.set_switch_interval(SwitchInterval::NEVER);
    second.set_switch_interval(SwitchInterval::NEVER);
    let ran = AtomicBool::new(false);
    thread::scope(|scope| {
        let here = first.attach();
        let waits = second.statistics().waits;
        scope.spawn(|| {
            let _there = second.attach();
            ran.store(true, SeqCst);
        });
        while !ran.load(SeqCst) && second.statistics().waits == waits {
            thread::yield_now();
        }
        let during = ran.load(SeqCst);
        drop(here);
        during
    })
}

#[test]
fn whether_a_second_thread_runs_meanwhile() {
    for (version, facts) in measured() {
        let main = Runtime::new(version).main_interpreter(());
        assert_eq!(
            facts["other thread ran"],
            runs_beside(&main, &main),
            "{version}"
        );
    }
}

#[test]
fn whether_a_second_interpreter_runs_meanwhile() {
    for (version, facts) in measured() {
        let main = Runtime::new(version).main_interpreter(());
        let created = GilConfig::of_created(version);
        let second = main.new_interpreter(created, ()).unwrap();
        let during = runs_beside(&main, &second);
        let told = serde_json::json!([i32::from(during), 1]);
        assert_eq!(facts["second interpreter ran"], told, "{version}");
        let own = main.new_interpreter(GilConfig::Own, ());
        assert_eq!(own.is_ok(), version >= Version::new(3, 12, 0));
    }
}

#[test]
fn a_loss_that_was_seen_is_possible_in_the_model() {
    let mut seen = 0;
    for (version, facts) in measured() {
        for (name, statement) in [
            ("c += 1", Statement::AddOne),
            ("d = f(d)+1", Statement::AddOneThroughCall),
        ] {
            let lost = facts["race lost"][name].as_u64().unwrap() > 0;
            let can_lose = explore(&Program::new(version, statement, 1), 2).can_lose();
            assert!(can_lose || !lost, "{version} lost updates of {name}");
            seen += usize::from(lost);
        }
    }
    assert!(seen > 10, "the facts show only {seen} losses");
}

#[test]
fn the_programs_are_those_that_dis_shows() {
    let dis = FACTS["dis"].as_object().unwrap();
    assert_eq!(dis.len(), 8);
    for (version, functions) in dis {
        let version: Version = version.parse().unwrap();
        let names = |ops: &[gil::bytecode::Op]| ops.iter().map(|op| op.name).collect::<Vec<_>>();
        for (name, statement) in [
            ("plain", Statement::AddOne),
            ("call", Statement::AddOneThroughCall),
            ("locked", Statement::AddOneLocked),
        ] {
            let program = Program::new(version, statement, 2);
            assert_eq!(
                functions[name],
                Value::from(names(program.ops())),
                "{version} {name}"
            );
            let one = names(program.ops_of_one());
            assert_eq!(functions["one"], Value::from(one), "{version}");
        }
    }
}

#[test]
fn the_header_and_the_count_of_none() {
    for (version, facts) in measured() {
        let bytes: usize = header(version).iter().map(|field| field.size).sum();
        assert_eq!(facts["object() bytes"], bytes, "{version}");
        let immortal = refcount_of_immortal(version);
        let told = immortal.map_or_else(|| "ordinary".into(), Value::from);
        assert_eq!(facts["getrefcount(None)"], told, "{version}");
    }
}

#[test]
fn the_fields_of_the_header_fill_it() {
    for (version, _) in measured() {
        let mut end = 0;
        for field in header(version) {
            assert_eq!(field.offset, end, "{version} {}", field.name);
            assert_eq!(field.offset % field.size, 0, "{} isn't aligned", field.name);
            end += field.size;
        }
    }
}
