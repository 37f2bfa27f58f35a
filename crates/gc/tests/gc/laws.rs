//! What holds for every graph, in every release.

use std::collections::HashSet;

use gc::{collect_generation, get_objects};
use objects::Ref;
use proptest::prelude::*;

use crate::common::{Del, MEASURED, Py, Value};

/// One step of a program.
#[derive(Clone, Debug)]
enum Act {
    /// Make an object; the program holds it.
    Make(Kind),
    /// The first gets a reference to the second. Numbers mean objects the program holds.
    Link(usize, usize),
    /// The program lets go of an object.
    Drop(usize),
    /// Collect a generation.
    Collect(i32),
    /// Reach a safe point.
    Breathe,
    /// Make a weak reference to an object, with a callback or without.
    Weak(usize, bool),
    /// Freeze, or unfreeze.
    Freeze(bool),
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    List,
    Instance,
    Dict,
    Tuple,
    Finalized,
    Saving,
}

fn act(finalizers: bool) -> impl Strategy<Value = Act> {
    let kinds = if finalizers {
        prop_oneof![
            Just(Kind::List),
            Just(Kind::Dict),
            Just(Kind::Finalized),
            Just(Kind::Saving)
        ]
        .boxed()
    } else {
        prop_oneof![
            Just(Kind::List),
            Just(Kind::Instance),
            Just(Kind::Dict),
            Just(Kind::Tuple)
        ]
        .boxed()
    };
    prop_oneof![
        4 => kinds.prop_map(Act::Make),
        6 => (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Act::Link(a, b)),
        3 => any::<usize>().prop_map(Act::Drop),
        1 => (0..3).prop_map(Act::Collect),
        1 => Just(Act::Breathe),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(a, b)| Act::Weak(a, b)),
        1 => any::<bool>().prop_map(Act::Freeze),
    ]
}

/// Runs the program with a low threshold, so that collections start by themselves too.
/// Returns what the program holds at the end.
fn run(py: &mut Py, acts: &[Act]) -> Vec<Ref> {
    py.gc.set_threshold(&[3, 2, 2]).unwrap();
    let mut held: Vec<Ref> = vec![];
    for act in acts {
        let pick = |index: usize| held.get(index % held.len().max(1)).copied();
        match *act {
            Act::Make(kind) => {
                // A tuple can only hold what there was before it.
                let element = held.last().copied();
                let value = match kind {
                    Kind::List => Value::list(vec![]),
                    Kind::Instance => Value::instance(vec![]),
                    Kind::Dict => Value::dict(vec![]),
                    Kind::Finalized => Value::instance(vec![]).with_del("finalized", Del::Log),
                    Kind::Saving => Value::instance(vec![]).with_del("saving", Del::Save),
                    Kind::Tuple => {
                        let elements: Vec<Ref> = element.into_iter().collect();
                        elements.iter().for_each(|&object| py.heap.incref(object));
                        Value::tuple(elements.len(), elements)
                    }
                };
                // To 3.11 this may collect, and what the program holds must survive.
                py.frame = held.clone();
                held.push(py.make(value));
            }
            Act::Link(a, b) => {
                if let (Some(a), Some(b)) = (pick(a), pick(b))
                    && !py.heap.get(a).unwrap().fixed
                    && py.heap.get(a).unwrap().weak.is_none()
                {
                    py.hold(a, b);
                }
            }
            Act::Drop(a) => {
                if let Some(object) = pick(a) {
                    held.retain(|&other| other != object);
                    py.drop(object);
                }
            }
            Act::Collect(generation) => {
                py.frame = held.clone();
                collect_generation(py, generation).unwrap();
            }
            Act::Breathe => {
                py.frame = held.clone();
                py.breathe();
            }
            Act::Weak(a, callback) => {
                if let Some(target) = pick(a) {
                    py.frame = held.clone();
                    let weakref = py.weakref(target, "weak", callback);
                    held.push(weakref);
                }
            }
            Act::Freeze(true) => py.gc.freeze(),
            Act::Freeze(false) => py.gc.unfreeze(),
        }
        for &object in &held {
            assert!(
                py.heap.is_alive(object),
                "{object} is held and was freed by {act:?}"
            );
        }
        py.check(&held);
    }
    held
}

/// Everything that the roots reach.
fn reachable(py: &Py, roots: &[Ref]) -> HashSet<Ref> {
    let mut found = HashSet::new();
    let mut todo: Vec<Ref> = roots.iter().chain(&py.saved).copied().collect();
    while let Some(object) = todo.pop() {
        if found.insert(object) {
            todo.extend(&py.heap.get(object).unwrap().refs);
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_full_collection_frees_what_is_unreachable_and_nothing_else(
        version in prop::sample::select(&MEASURED[..]),
        acts in prop::collection::vec(act(false), 0..60),
    ) {
        let mut py = Py::new(version);
        let held = run(&mut py, &acts);
        py.gc.unfreeze();
        let before = reachable(&py, &held);
        let all = py.heap.len();
        let collected = py.collect();
        prop_assert_eq!(py.heap.len(), before.len());
        prop_assert!(before.iter().all(|&object| py.heap.is_alive(object)));
        prop_assert!(collected <= all - before.len());
        prop_assert_eq!(py.collect(), 0, "a second collection finds nothing");
        py.check(&held);
        // Whatever is tracked is shown once.
        let shown = get_objects(&mut py, None).unwrap();
        let distinct: HashSet<Ref> = shown.iter().copied().collect();
        prop_assert_eq!(shown.len(), distinct.len());
        prop_assert!(distinct.is_subset(&before));
    }

    #[test]
    fn a_finalizer_is_called_once_and_what_it_saves_is_alive(
        version in prop::sample::select(&MEASURED[..]),
        acts in prop::collection::vec(act(true), 0..60),
    ) {
        let mut py = Py::new(version);
        let held = run(&mut py, &acts);
        py.gc.unfreeze();
        // To 3.8 what was saved may keep other garbage for the next collection.
        for _ in 0..3 {
            py.collect();
        }
        let alive = reachable(&py, &held);
        prop_assert_eq!(py.heap.len(), alive.len());
        let made = acts.iter().filter(|act| matches!(act, Act::Make(Kind::Finalized | Kind::Saving))).count();
        let called = py.log.iter().filter(|line| line.starts_with("del")).count();
        prop_assert!(called <= made, "{} finalizers of {} objects", called, made);
        // Let everything go: each object dies, and each finalizer has been called exactly once.
        for object in held.into_iter().chain(std::mem::take(&mut py.saved)) {
            py.drop(object);
        }
        // Each round may end with one more object that saved itself, and holds the next.
        for _ in 0..=made {
            py.collect();
            for object in std::mem::take(&mut py.saved) {
                py.drop(object);
            }
        }
        py.collect();
        let called = py.log.iter().filter(|line| line.starts_with("del")).count();
        prop_assert_eq!((py.heap.len(), called), (0, made));
        py.check(&[]);
    }
}
