//! What holds for every program with finalizers, weak references and collections, in every release.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use objects::Ref;
use proptest::prelude::*;

use crate::world::Python;

const VERSIONS: [&str; 12] = [
    "3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.12.14", "3.13.0", "3.13.18", "3.14.0",
    "3.14.4", "3.14.10", "3.15.2",
];

/// One step of a program. Numbers mean objects that the program holds.
#[derive(Clone, Debug)]
enum Act {
    /// Makes an object: without `__del__`, with one, or with one that saves it.
    Make(u8),
    /// The first holds the second from now on.
    Link(usize, usize),
    /// A weak reference to an object, with a callback or without; an object holds it, or the program.
    Weak {
        object: usize,
        callback: bool,
        holder: Option<usize>,
    },
    /// The program lets go of an object.
    Drop(usize),
    /// Collects a generation.
    Collect(i32),
}

fn act() -> impl Strategy<Value = Act> {
    let number = any::<usize>;
    prop_oneof![
        4 => (0..3_u8).prop_map(Act::Make),
        5 => (number(), number()).prop_map(|(a, b)| Act::Link(a, b)),
        4 => (number(), any::<bool>(), proptest::option::of(number()))
            .prop_map(|(object, callback, holder)| Act::Weak { object, callback, holder }),
        4 => number().prop_map(Act::Drop),
        2 => (0..3).prop_map(Act::Collect),
    ]
}

/// How often each finalizer and each callback was called, by a number of its own.
type Calls = Rc<RefCell<HashMap<usize, usize>>>;

fn count(calls: &Calls, which: usize) {
    *calls.borrow_mut().entry(which).or_default() += 1;
}

fn times(calls: &Calls, which: usize) -> usize {
    calls.borrow().get(&which).copied().unwrap_or(0)
}

/// Runs a program, and checks after each step what must hold.
fn run(version: &str, acts: &[Act]) {
    let mut p = Python::new(version);
    let (finalized, called) = (Calls::default(), Calls::default());
    let mut held: Vec<Ref> = vec![];
    // Weak references that the program holds, each with the number of its callback.
    let mut watched: Vec<(Ref, Option<usize>)> = vec![];
    for (step, act) in acts.iter().enumerate() {
        match *act {
            Act::Make(kind) => {
                let calls = Rc::clone(&finalized);
                let made = match kind {
                    0 => p.plain(),
                    kind => p.with_del(move |p, this| {
                        count(&calls, step);
                        if kind == 2 {
                            p.heap.incref(this);
                            p.saved.push(this);
                        }
                    }),
                };
                held.push(made);
            }
            _ if held.is_empty() => continue,
            Act::Link(a, b) => p.link(held[a % held.len()], held[b % held.len()]),
            Act::Weak {
                object,
                callback,
                holder,
            } => {
                let object = held[object % held.len()];
                let calls = Rc::clone(&called);
                let function = callback.then(|| {
                    p.function(vec![], move |p, args| {
                        assert!(p.is_dead(args[0]), "a callback got a living reference");
                        count(&calls, step);
                        Ok(())
                    })
                });
                let w = p.weakref(object, function);
                match holder {
                    Some(holder) => p.set(held[holder % held.len()], w),
                    None => watched.push((w, callback.then_some(step))),
                }
            }
            Act::Drop(which) => {
                let object = held.swap_remove(which % held.len());
                p.del(object);
            }
            Act::Collect(generation) => {
                gc::collect_generation(&mut p, generation).unwrap();
            }
        }
        let roots: Vec<Ref> = held
            .iter()
            .copied()
            .chain(watched.iter().map(|&(w, _)| w))
            .collect();
        p.check(&roots);
        for &(w, callback) in &watched {
            // A reference that nobody can have lost is dead exactly when its callback was called.
            if let Some(callback) = callback {
                let expected = usize::from(p.is_dead(w));
                assert_eq!(times(&called, callback), expected, "{version} step {step}");
            }
        }
        for (_, value) in p.heap.iter() {
            let target = weakref::Weakly::reference(value).and_then(|this| this.object());
            if let Some(target) = target {
                assert!(p.heap.is_alive(target), "a reference to nothing: {target}");
            }
        }
    }
    held.into_iter().for_each(|object| p.del(object));
    // What a finalizer saved is let go of in turn. Nothing is saved twice, so this ends.
    loop {
        p.collect();
        if p.saved.is_empty() {
            break;
        }
        for object in std::mem::take(&mut p.saved) {
            p.del(object);
        }
    }
    for (w, callback) in watched {
        assert!(p.is_dead(w), "{version}");
        if let Some(callback) = callback {
            assert_eq!(times(&called, callback), 1, "{version}");
        }
        p.del(w);
    }
    p.check(&[]);
    assert!(p.heap.is_empty(), "{version}: something is left");
    for (kind, calls) in [("finalizer", finalized), ("callback", called)] {
        let calls = calls.borrow();
        assert!(
            calls.values().all(|&n| n == 1),
            "{version}: a {kind} was called twice: {calls:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn callbacks_and_finalizers_are_called_once(
        version in prop::sample::select(&VERSIONS[..]),
        acts in prop::collection::vec(act(), 1..60),
    ) {
        run(version, &acts);
    }
}

/// The law's program reaches what it is about: callbacks in cyclic trash, saved objects, references inside.
#[test]
fn one_program_of_each_kind() {
    for version in VERSIONS {
        run(
            version,
            &[
                Act::Make(1),
                Act::Make(2),
                Act::Make(0),
                Act::Link(0, 1),
                Act::Link(1, 2),
                Act::Link(2, 0),
                Act::Weak {
                    object: 0,
                    callback: true,
                    holder: None,
                },
                Act::Weak {
                    object: 1,
                    callback: true,
                    holder: Some(2),
                },
                Act::Drop(0),
                Act::Drop(0),
                Act::Drop(0),
                Act::Make(0),
                Act::Collect(2),
                Act::Collect(2),
            ],
        );
    }
}
