//! References and proxies against what real interpreters did.
//! The numbers and texts are from `weakref` and `gc_semantics` of the measured facts, 3.8.18 to 3.15.2 and three free-threaded builds.

use crate::python::{Object, Python, Raised, VERSIONS};
use objects::Ref;
use version::Version;
use weakref::{
    Kind, getweakrefcount, getweakrefs, new_proxy, new_ref, new_subclass_ref, proxy, reference,
};

/// The lambda in `weakref.ref(a, lambda x: 1/0)`.
fn divide(_: &mut Python, _: &[Ref]) -> Result<Option<Ref>, Raised> {
    Err(Raised::new("ZeroDivisionError: division by zero"))
}

fn subclass(python: &mut Python, object: Ref) -> Ref {
    new_subclass_ref(python, object, None, Object::Reference).expect("an instance")
}

#[test]
fn what_is_shared_and_in_which_order_the_list_is() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let cb = p.function("", None);
        let r1 = new_ref(&mut p, a, None).unwrap();
        let r2 = new_ref(&mut p, a, None).unwrap();
        let r3 = new_ref(&mut p, a, Some(cb)).unwrap();
        let r4 = new_ref(&mut p, a, Some(cb)).unwrap();
        let px1 = new_proxy(&mut p, a, None).unwrap();
        let px2 = new_proxy(&mut p, a, None).unwrap();
        let px3 = new_proxy(&mut p, a, Some(cb)).unwrap();
        let s1 = subclass(&mut p, a);
        let s2 = subclass(&mut p, a);
        assert_eq!(r1, r2, "{version}: ref no callback same object");
        assert_ne!(r3, r4, "{version}: ref with callback same object");
        assert_eq!(px1, px2, "{version}: proxy no callback same object");
        assert_ne!(s1, s2, "{version}: subclass refs same object");
        assert_eq!(getweakrefcount(&p.heap, a), 7, "{version}");
        // Recorded by type: ref, proxy, SubRef, SubRef, proxy, ref, ref.
        assert_eq!(
            getweakrefs(&p.heap, a),
            [r1, px1, s2, s1, px3, r4, r3],
            "{version}"
        );
        assert_eq!(reference(&p.heap, r3).unwrap().callback(), Some(cb));
        assert_eq!(reference(&p.heap, r1).unwrap().callback(), None);
        assert_eq!(p.heap.refcnt(a), 1, "a weak reference doesn't count");
        assert_eq!(p.heap.refcnt(cb), 4, "a callback is counted");
        p.audit(&[a, cb, r1, r2, r3, r4, px1, px2, px3, s1, s2], &[]);
        for object in [r1, px1, s1, r3, a, r2, r4, px2, px3, s2, cb] {
            p.del(object);
        }
        p.assert_empty();
    }
}

#[test]
fn a_subclass_reference_at_the_head_hides_nothing() {
    // The shared ones are put before it when they come.
    let mut p = Python::new(Version::default());
    let a = p.instance();
    let s = subclass(&mut p, a);
    let px = new_proxy(&mut p, a, None).unwrap();
    assert_eq!(getweakrefs(&p.heap, a), [px, s]);
    let r = new_ref(&mut p, a, None).unwrap();
    assert_eq!(getweakrefs(&p.heap, a), [r, px, s]);
    for object in [px, r, s, a] {
        p.del(object);
    }
    p.assert_empty();
}

#[test]
fn callbacks_run_from_the_youngest_to_the_oldest() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let refs: Vec<Ref> = (0..5).map(|i| p.logging_ref(a, &i.to_string())).collect();
        p.del(a);
        assert_eq!(p.log, ["4", "3", "2", "1", "0"], "{version}");
        assert!(
            refs.iter()
                .all(|&w| reference(&p.heap, w).unwrap().callback().is_none())
        );
        p.log.clear();

        let a = p.instance();
        let mut more: Vec<Ref> = (0..3).map(|i| p.logging_ref(a, &i.to_string())).collect();
        let cb = p.function("proxy", None);
        more.push(new_proxy(&mut p, a, Some(cb)).unwrap());
        p.del(cb);
        more.push(p.logging_ref(a, "last"));
        p.del(a);
        assert_eq!(p.log, ["last", "proxy", "2", "1", "0"], "{version}");
        for w in refs.into_iter().chain(more) {
            p.del(w);
        }
        p.assert_empty();
    }
}

#[test]
fn a_reference_that_dies_first_is_never_called() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let w = p.logging_ref(a, "ran");
        p.del(w);
        p.del(a);
        assert!(p.log.is_empty(), "{version}");
        p.assert_empty();
    }
}

#[test]
fn every_reference_is_dead_before_the_first_callback_runs() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let check = p.function(
            "",
            Some(|p, args| {
                let dead = p.saved.iter().all(|&w| weakref::is_dead(&p.heap, w));
                let found = p.saved.contains(&args[0]);
                p.log.push(format!("[{found}, {dead}]"));
                Ok(None)
            }),
        );
        for _ in 0..3 {
            let w = new_ref(&mut p, a, Some(check)).unwrap();
            p.saved.push(w);
        }
        let plain = new_ref(&mut p, a, None).unwrap();
        p.saved.push(plain);
        p.del(check);
        p.del(a);
        assert_eq!(p.log, ["[true, true]"; 3], "{version}");
        for w in std::mem::take(&mut p.saved) {
            p.del(w);
        }
        p.assert_empty();
    }
}

#[test]
fn a_callback_may_drop_every_reference_to_the_object() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let cb = p.function(
            "ran",
            Some(|p, _| {
                for w in std::mem::take(&mut p.saved) {
                    p.del(w);
                }
                Ok(None)
            }),
        );
        for _ in 0..4 {
            let w = new_ref(&mut p, a, Some(cb)).unwrap();
            p.saved.push(w);
        }
        p.del(cb);
        p.del(a);
        // All were alive when the object died, so all are called, dropped or not.
        assert_eq!(p.log, ["ran"; 4], "{version}");
        p.assert_empty();
    }
}

#[test]
fn a_single_reference_is_not_held_during_its_callback_to_3_12() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let cb = p.function(
            "",
            Some(|p, args| {
                let refcnt = p.heap.refcnt(args[0]);
                p.log.push(refcnt.to_string());
                Ok(None)
            }),
        );
        let w = new_ref(&mut p, a, Some(cb)).unwrap();
        p.del(cb);
        p.del(a);
        let expected = if version < Version::new(3, 13, 0) {
            "1"
        } else {
            "2"
        };
        assert_eq!(p.log, [expected], "{version}");
        p.del(w);
        p.assert_empty();
    }
}

#[test]
fn an_error_in_a_callback_is_printed_and_the_next_one_runs() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let first = p.logging_ref(a, "still running");
        let bad = p.function("", Some(divide));
        let w = new_ref(&mut p, a, Some(bad)).unwrap();
        p.del(bad);
        p.del(a);
        let line = if version < Version::new(3, 14, 0) {
            "Exception ignored in: <function <lambda> at 0x..>"
        } else {
            "Exception ignored while calling weakref callback <function <lambda> at 0x..>:"
        };
        assert_eq!(
            p.stderr,
            [line, "ZeroDivisionError: division by zero"],
            "{version}"
        );
        assert_eq!(p.log, ["still running"], "{version}");
        p.del(first);
        p.del(w);
        p.assert_empty();
    }
}

#[test]
fn a_callback_that_can_not_be_called_is_accepted() {
    let mut p = Python::new(Version::default());
    let a = p.instance();
    let five = p.int(5);
    let w = new_ref(&mut p, a, Some(five)).unwrap();
    p.del(a);
    assert_eq!(p.stderr[1], "TypeError: 'int' object is not callable");
    p.del(five);
    p.del(w);
    p.assert_empty();
}

#[test]
fn equality_and_hash_before_and_after_death() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let (x, y, z) = (p.valued(1), p.valued(1), p.valued(2));
        let wx = new_ref(&mut p, x, None).unwrap();
        let wy = new_ref(&mut p, y, None).unwrap();
        let wz = new_ref(&mut p, z, None).unwrap();
        let wx2 = p.logging_ref(x, "");
        assert_eq!(
            weakref::eq(&mut p, wx, wy),
            Ok(true),
            "alive equal referents"
        );
        assert_eq!(weakref::eq(&mut p, wx, wz), Ok(false));
        assert_eq!(
            weakref::eq(&mut p, wx, wx2),
            Ok(true),
            "two refs to same object equal"
        );
        assert_eq!(
            weakref::hash(&mut p, wx),
            Ok(1),
            "hash equals referent hash"
        );
        p.del(x);
        assert_eq!(weakref::eq(&mut p, wx, wy), Ok(false), "one dead: equal");
        p.del(y);
        assert_eq!(weakref::eq(&mut p, wx, wy), Ok(false), "both dead: equal");
        assert_eq!(weakref::eq(&mut p, wx, wx), Ok(true), "dead equals itself");
        assert_eq!(
            weakref::hash(&mut p, wx),
            Ok(1),
            "hash after death (hashed before)"
        );
        p.del(z);
        let gone = weakref::hash(&mut p, wz);
        assert_eq!(p.text(gone), "TypeError: weak object has gone away");
        assert_eq!(
            weakref::get_ref(&mut p.heap, wx),
            None,
            "dead ref() returns"
        );
        let name = if version < Version::new(3, 10, 0) {
            "weakref"
        } else {
            "weakref.ReferenceType"
        };
        assert_eq!(
            weakref::ordering_error(&p, "<").to_string(),
            format!("'<' not supported between instances of '{name}' and '{name}'")
        );
        for w in [wx, wy, wz, wx2] {
            p.del(w);
        }
        p.assert_empty();
    }
}

#[test]
fn a_hash_that_fails_is_asked_for_again() {
    let mut p = Python::new(Version::default());
    let ul = p.valued(-7);
    let w = new_ref(&mut p, ul, None).unwrap();
    for _ in 0..2 {
        let raised = weakref::hash(&mut p, w);
        assert_eq!(p.text(raised), "TypeError: unhashable type: 'UL'");
    }
    assert_eq!(p.heap.refcnt(ul), 1);
    p.del(ul);
    let raised = weakref::hash(&mut p, w);
    assert_eq!(p.text(raised), "TypeError: weak object has gone away");
    p.del(w);
    p.assert_empty();
}

#[test]
fn texts_of_references_and_proxies() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let w = new_ref(&mut p, a, None).unwrap();
        let q = new_proxy(&mut p, a, None).unwrap();
        let new = version >= Version::new(3, 13, 0);
        let (alive_ref, alive_proxy, dead_proxy) = if new {
            (
                "<weakref at 0x1; to 's_weakref.<locals>.P' at 0x0>",
                "<weakproxy at 0x2; to 's_weakref.<locals>.P' at 0x0>",
                "<weakproxy at 0x2; dead>",
            )
        } else {
            (
                "<weakref at 0x1; to 'P' at 0x0>",
                "<weakproxy at 0x2 to P at 0x0>",
                "<weakproxy at 0x2 to NoneType at 0x0>",
            )
        };
        assert_eq!(weakref::repr(&mut p, w), alive_ref, "{version}");
        assert_eq!(weakref::repr(&mut p, q), alive_proxy, "{version}");
        p.del(a);
        assert_eq!(
            weakref::repr(&mut p, w),
            "<weakref at 0x1; dead>",
            "{version}"
        );
        assert_eq!(weakref::repr(&mut p, q), dead_proxy, "{version}");
        p.del(w);
        p.del(q);
        p.assert_empty();
    }
}

#[test]
fn proxies_stand_for_their_object() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let a = p.instance();
        let f = p.function("called", None);
        let q = new_proxy(&mut p, a, None).unwrap();
        let qf = new_proxy(&mut p, f, None).unwrap();
        let names = if version < Version::new(3, 10, 0) {
            ["weakproxy", "weakcallableproxy"]
        } else {
            ["weakref.ProxyType", "weakref.CallableProxyType"]
        };
        assert_eq!(
            [
                weakref::type_name(version, Kind::Proxy),
                weakref::type_name(version, Kind::CallableProxy)
            ],
            names
        );
        assert_eq!(reference(&p.heap, qf).unwrap().kind(), Kind::CallableProxy);
        let same = proxy::through(&mut p, &[q, a], |_, objects| Ok(objects[0] == objects[1]));
        assert_eq!(same, Ok(true), "proxy == object");
        let unhashable = weakref::hash(&mut p, q);
        assert_eq!(
            p.text(unhashable),
            format!("TypeError: unhashable type: '{}'", names[0])
        );
        let not_callable = proxy::call(&mut p, q, &[]);
        assert_eq!(
            p.text(not_callable),
            format!("TypeError: '{}' object is not callable", names[0])
        );
        assert_eq!(proxy::call(&mut p, qf, &[]), Ok(None));
        assert_eq!(p.log, ["called"]);
        assert_eq!(p.heap.refcnt(a), 1);
        p.del(a);
        p.del(f);
        for dead in [
            proxy::through(&mut p, &[q], |_, _| Ok(None)),
            proxy::call(&mut p, qf, &[]),
        ] {
            assert_eq!(
                p.text(dead),
                "ReferenceError: weakly-referenced object no longer exists",
                "{version}"
            );
        }
        p.del(q);
        p.del(qf);
        p.assert_empty();
    }
}

#[test]
fn proxies_hand_on_58_methods() {
    // `dir(weakref.ProxyType)` without `dir(object)`: 57 names to 3.8, 58 from 3.9 (`__reversed__`).
    let all: Vec<String> = "abs add and bool bytes contains delitem divmod float floordiv getitem iadd iand ifloordiv \
        ilshift imatmul imod imul index int invert ior ipow irshift isub iter itruediv ixor len lshift matmul mod mul neg \
        next or pos pow radd rand rdivmod reversed rfloordiv rlshift rmatmul rmod rmul ror rpow rrshift rshift rsub \
        rtruediv rxor setitem sub truediv xor"
        .split_whitespace()
        .map(|name| format!("__{name}__"))
        .collect();
    assert_eq!(all.len(), 58);
    for version in VERSIONS {
        for name in &all {
            let expected = name != "__reversed__" || version >= Version::new(3, 9, 0);
            assert_eq!(
                proxy::forwards(version, Kind::Proxy, name),
                expected,
                "{version} {name}"
            );
        }
        for name in [
            "__idivmod__",
            "__round__",
            "__call__",
            "__missing__",
            "__enter__",
            "__hash__",
            "add",
        ] {
            assert!(
                !proxy::forwards(version, Kind::Proxy, name),
                "{version} {name}"
            );
        }
        assert!(proxy::forwards(version, Kind::CallableProxy, "__call__"));
        assert!(!proxy::forwards(version, Kind::Ref, "__add__"));
    }
}

#[test]
fn what_has_no_place_for_a_list_can_not_be_referred_to() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let five = p.int(5);
        let a = p.instance();
        let w = new_ref(&mut p, a, None).unwrap();
        let text = |result: Result<Ref, weakref::Error>| result.unwrap_err().to_string();
        let int = "cannot create weak reference to 'int' object";
        assert_eq!(text(new_ref(&mut p, five, None)), int);
        assert_eq!(text(new_proxy(&mut p, five, None)), int);
        let name = if version < Version::new(3, 10, 0) {
            "weakref"
        } else {
            "weakref.ReferenceType"
        };
        assert_eq!(
            text(new_ref(&mut p, w, None)),
            format!("cannot create weak reference to '{name}' object")
        );
        assert_eq!(getweakrefcount(&p.heap, five), 0, "getweakrefcount of int");
        assert!(getweakrefs(&p.heap, five).is_empty(), "getweakrefs of int");
        for object in [five, a, w] {
            p.del(object);
        }
        p.assert_empty();
    }
}

/// `__del__` in which the first saved reference is looked at.
fn looks(p: &mut Python, _: &[Ref]) -> Result<Option<Ref>, Raised> {
    let state = if weakref::is_dead(&p.heap, p.saved[0]) {
        "dead"
    } else {
        "alive"
    };
    p.log.push(format!("outer ref {state} in __del__"));
    Ok(None)
}

#[test]
fn without_a_cycle_the_finalizer_runs_first_and_sees_the_reference_alive() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let g = p.with_del(looks);
        let w = p.logging_ref(g, "callback");
        p.saved.push(w);
        p.del(g);
        assert_eq!(
            p.log,
            ["outer ref alive in __del__", "callback"],
            "{version}"
        );
        let w = p.saved.pop().unwrap();
        p.del(w);
        p.assert_empty();
    }
}

#[test]
fn a_resurrected_object_keeps_its_references_and_they_are_called_at_its_second_death() {
    for version in VERSIONS {
        let mut p = Python::new(version);
        let x = p.with_del(|p, args| {
            p.heap.incref(args[0]);
            p.saved.push(args[0]);
            Ok(None)
        });
        let w = p.logging_ref(x, "callback");
        p.del(x);
        assert!(!weakref::is_dead(&p.heap, w), "{version}");
        assert!(p.log.is_empty(), "{version}");
        p.audit(&[w], &[]);
        let saved = p.saved.pop().unwrap();
        p.del(saved);
        assert!(weakref::is_dead(&p.heap, w), "{version}");
        assert_eq!(p.log, ["callback"], "{version}");
        p.del(w);
        p.assert_empty();
    }
}

#[test]
fn what_a_collector_needs() {
    let mut p = Python::new(Version::new(3, 14, 10));
    let a = p.instance();
    let quiet = p.logging_ref(a, "never");
    let loud = p.logging_ref(a, "called");
    let shared = new_ref(&mut p, a, None).unwrap();
    assert_eq!(getweakrefs(&p.heap, a), [shared, loud, quiet]);
    // Clearing leaves the callback where it is.
    weakref::clear_ref(&mut p.heap, quiet);
    weakref::clear_ref(&mut p.heap, quiet);
    assert!(reference(&p.heap, quiet).unwrap().callback().is_some());
    assert_eq!(getweakrefs(&p.heap, a), [shared, loud]);
    weakref::clear_ref(&mut p.heap, loud);
    let callback = reference(&p.heap, loud).unwrap().callback().unwrap();
    weakref::handle_callback(&mut p, loud, callback, weakref::Caller::Collector);
    assert_eq!(p.log, ["called"]);
    weakref::clear_weakrefs_no_callbacks(&mut p.heap, a);
    assert_eq!(getweakrefcount(&p.heap, a), 0);
    p.del(a);
    assert_eq!(p.log, ["called"], "nobody is called twice");
    let bad = p.function("", Some(divide));
    weakref::handle_callback(&mut p, loud, bad, weakref::Caller::Collector);
    assert_eq!(
        p.stderr[0],
        "Exception ignored on calling weakref callback <function <lambda> at 0x..>:"
    );
    for object in [quiet, loud, shared, bad] {
        p.del(object);
    }
    p.assert_empty();
}
