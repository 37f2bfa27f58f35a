//! `finalize` against what real interpreters did.
//! From `gc_semantics` of the measured facts: "finalize API" and "finalize order at exit", the same on every version.

use objects::Ref;
use weakref::{WeakWorld, finalize};

use crate::python::{Python, Raised, VERSIONS};

#[test]
fn the_first_call_runs_the_function_and_later_ones_nothing() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let ret = p.function("ret", None);
        let f = finalize::new(&mut p, a, ret, &[], None).unwrap();
        let peeked = finalize::peek(&mut p, f);
        // True True True
        assert!(
            finalize::alive(&mut p, f) && peeked.is_some() && finalize::atexit(&mut p, f),
            "{version}"
        );
        let peeked = peeked.unwrap();
        assert_eq!((peeked.obj, peeked.func), (a, ret));
        p.del(peeked.obj);
        p.del(peeked.func);
        p.audit(&[a, ret, f], &[]);
        assert_eq!(p.call(f, &[], None), Ok(None));
        assert_eq!(p.log, ["ret"]);
        // False None None None
        assert!(!finalize::alive(&mut p, f));
        assert_eq!(finalize::call(&mut p, f), Ok(None));
        assert_eq!(finalize::peek(&mut p, f), None);
        assert_eq!(finalize::detach(&mut p, f), None);
        assert!(!finalize::atexit(&mut p, f));
        assert_eq!(p.log, ["ret"], "{version}: never twice");
        for object in [a, ret, f] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn the_object_s_death_runs_it_with_its_arguments() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let arg = p.int(5);
        let func = p.function(
            "",
            Some(|p, args| {
                let name = p.type_name(args[0]);
                p.log.push(format!("{} {name}", args.len()));
                Ok(None)
            }),
        );
        let f = finalize::new(&mut p, a, func, &[arg, arg], None).unwrap();
        for object in [arg, func, f] {
            p.del(object);
        }
        // Nobody but the registry holds the finalizer now.
        p.audit(&[a], &[]);
        p.del(a);
        assert_eq!(p.log, ["2 int"], "{version}");
        p.assert_empty();
    }
}

#[test]
fn a_detached_one_never_runs() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let func = p.function("ran", None);
        let f = finalize::new(&mut p, a, func, &[], None).unwrap();
        let detached = finalize::detach(&mut p, f).unwrap();
        assert_eq!(
            (detached.obj, detached.func, detached.args),
            (a, func, vec![])
        );
        for object in [detached.obj, detached.func, a, func, f] {
            p.del(object);
        }
        assert!(p.log.is_empty(), "{version}");
        p.assert_empty();
    }
}

#[test]
fn at_exit_the_youngest_runs_first_and_one_without_atexit_does_not() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let objects: Vec<Ref> = (0..4).map(|_| p.instance()).collect();
        let mut held = Vec::new();
        for (&object, name) in objects.iter().zip(["fin a", "fin b", "fin c", "fin d"]) {
            let func = p.function(name, None);
            held.push(finalize::new(&mut p, object, func, &[], None).unwrap());
            p.del(func);
        }
        finalize::set_atexit(&mut p, held[2], false);
        finalize::exitfunc(&mut p);
        assert_eq!(
            p.log,
            ["fin d", "fin b", "fin a"],
            "{version}: finalize order at exit"
        );
        assert!(p.gc_enabled, "the collector is on again");
        // After that nothing runs any more.
        for object in objects.into_iter().chain(held) {
            p.del(object);
        }
        assert_eq!(p.log.len(), 3, "{version}");
        p.assert_empty();
    }
}

/// Makes another finalizer, and raises.
fn again(p: &mut Python, _: &[Ref]) -> Result<Option<Ref>, Raised> {
    let last = p.saved[0];
    let func = p.function("made at exit", None);
    let f = finalize::new(p, last, func, &[], None).unwrap();
    p.del(func);
    p.del(f);
    Err(Raised::new("ValueError: boom"))
}

#[test]
fn one_made_at_exit_runs_too_and_an_error_stops_nobody() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let object = p.instance();
        p.saved.push(object);
        let (quiet, bad) = (p.function("oldest", None), p.function("", Some(again)));
        for func in [quiet, bad] {
            let f = finalize::new(&mut p, object, func, &[], None).unwrap();
            p.del(f);
            p.del(func);
        }
        finalize::exitfunc(&mut p);
        assert_eq!(p.log, ["made at exit", "oldest"], "{version}");
        assert_eq!(p.stderr, ["ValueError: boom"]);
        p.saved.clear();
        p.del(object);
        p.assert_empty();
    }
}

#[test]
fn what_can_not_be_referred_to_can_not_be_finalized() {
    let mut p = Python::new(version::Version::default());
    let (five, func) = (p.int(5), p.function("", None));
    let error = finalize::new(&mut p, five, func, &[], None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot create weak reference to 'int' object"
    );
    assert!(p.finalizers.is_empty());
    p.del(five);
    p.del(func);
    p.assert_empty();
}
