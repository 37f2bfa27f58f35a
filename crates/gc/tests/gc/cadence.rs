//! When collections start: the program that was measured, run here, against what each release did.
//!
//! `facts/cadence.json` holds the recordings. The program makes one object (or two) in each turn of a loop,
//! and a function in `gc.callbacks` notes the generation and the turn.
//! How many objects were tracked before it began is an input, since it is an accident of the interpreter's start.
//! Everything else follows: the positions of all collections, what each one collected and looked at, the counts at the end.

use gc::{FreeList, Phase, Tracking, collect};
use objects::Ref;
use serde_json::Value as Json;

use crate::common::{Py, Value};

/// How many of the interpreter's own objects are found from the roots, when the program begins.
///
/// The incremental collector's rounds depend on this number and the next one, and no interpreter tells them.
/// These two fit all recordings of 3.14.0 and 3.14.4: each burst, and each increment that only marked.
const MARKED: usize = 6800;

/// How many untracked objects with a GC head there are then, most of them tuples of constants.
const UNTRACKED: usize = 3000;

/// What the program found out.
#[derive(Debug, Default)]
struct Run {
    /// The generation and the turn of each collection.
    starts: Vec<(usize, usize)>,
    collected: Vec<usize>,
    candidates: Vec<usize>,
    count_after: [i32; 3],
}

/// The measured program: `n` turns of a loop of that kind.
fn run(version: &str, kind: &str, n: usize, threshold: [i32; 3], tracked_before: usize) -> Run {
    let mut py = Py::new(version);
    py.gc.disable();
    // The interpreter's own objects, which live on: some of them can be found from the roots.
    let interpreter: Vec<Ref> = (1..tracked_before)
        .map(|_| py.make(Value::new("module", Tracking::Always, vec![])))
        .collect();
    let marked = MARKED.min(interpreter.len());
    let constants: Vec<Ref> = (0..UNTRACKED)
        .map(|_| py.make(Value::tuple(1, vec![])))
        .collect();
    let modules = py.make(Value::new(
        "module",
        Tracking::Always,
        interpreter[..marked].to_vec(),
    ));
    py.globals.push(modules);
    py.gc.set_threshold(&threshold).unwrap();
    let keep = py.make(Value::list(vec![]));
    py.globals.push(keep);
    for _ in 0..3 {
        collect(&mut py);
    }
    py.gc.enable();
    // c0 = gc.get_count(), a tuple that was filled after it was made; len(gc.get_objects()), whose list dies.
    let c0 = py.make(Value::tuple(3, vec![]));
    py.track(c0);
    let objects = py.make(Value::list(vec![]));
    py.drop(objects);
    py.callbacks = true;
    // ap = keep.append
    let append = py.make(Value {
        free_list: Some(FreeList::BuiltinMethod),
        ..Value::new("builtin_function_or_method", Tracking::Always, vec![])
    });
    py.hold(append, keep);
    py.frame.push(append);
    let mut x = None;
    let y = (kind == "tuple_alive").then(|| py.make(Value::list(vec![])));
    py.frame.extend(y);

    for i in 1..=n {
        py.at = i;
        match kind {
            "list_alive" => {
                let list = py.make(Value::list(vec![]));
                py.give(keep, list);
            }
            "dict_alive" => {
                let dict = py.make(Value::dict(vec![]));
                py.give(keep, dict);
            }
            "tuple_alive" => {
                let y = y.unwrap();
                py.heap.incref(y);
                let tuple = py.make(Value::tuple(2, vec![y]));
                py.give(keep, tuple);
            }
            "dict_in_list_alive" => {
                let list = py.make(Value::list(vec![]));
                let dict = py.make(Value::dict(vec![]));
                py.give(dict, list);
                py.give(keep, dict);
            }
            "inst_alive" | "slot_alive" => {
                let instance = py.make(Value::instance(vec![]));
                // A call ends in a safe point.
                py.breathe();
                py.give(keep, instance);
            }
            "list_cycle" => {
                let list = py.make(Value::list(vec![]));
                rebind(&mut py, &mut x, list);
                py.hold(list, list);
            }
            "inst_cycle" | "slot_cycle" => {
                let instance = py.make(Value::instance(vec![]));
                py.frame.push(instance);
                py.breathe();
                py.frame.pop();
                rebind(&mut py, &mut x, instance);
                if kind == "inst_cycle" && !py.since(11, 0) {
                    // The attribute lies in a dict, which is made for it.
                    let dict = py.make(Value::dict(vec![]));
                    py.give(instance, dict);
                    py.hold(dict, instance);
                } else {
                    py.hold(instance, instance);
                }
            }
            "list_dropped" => {
                let list = py.make(Value::list(vec![]));
                rebind(&mut py, &mut x, list);
                py.drop(x.take().unwrap());
            }
            "int_alive" => {
                let int = py.make(Value::atom());
                py.give(keep, int);
            }
            other => panic!("no program for {other}"),
        }
        // The loop's jump back is a safe point.
        py.breathe();
    }
    // The function returns: its locals die in the order of their names' first appearance, ap among them.
    py.frame.clear();
    py.drop(append);
    if let Some(x) = x {
        py.drop(x);
    }
    let count_after = py.gc.count();
    let mut run = Run {
        count_after,
        ..Run::default()
    };
    for called in &py.called {
        match called.phase {
            Phase::Start => run.starts.push((called.info.generation, called.at)),
            Phase::Stop => {
                run.collected.push(called.info.collected);
                run.candidates.push(called.info.candidates);
            }
        }
    }
    py.check(
        &[modules, keep, c0]
            .into_iter()
            .chain(y)
            .chain(constants)
            .chain(interpreter[marked..].iter().copied())
            .collect::<Vec<_>>(),
    );
    run
}

/// `x = new`
fn rebind(py: &mut Py, x: &mut Option<Ref>, new: Ref) {
    py.frame.retain(|&object| Some(object) != *x);
    if let Some(old) = x.replace(new) {
        py.drop(old);
    }
    py.frame.push(new);
}

fn numbers(json: &Json) -> Vec<usize> {
    json.as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_u64().unwrap() as usize)
        .collect()
}

fn facts() -> Json {
    serde_json::from_str(include_str!("facts/cadence.json")).unwrap()
}

/// Runs the program of one recording and compares everything that was recorded.
fn compare(version: &str, name: &str, fact: &Json) {
    let kind = fact["kind"].as_str().unwrap();
    let n = fact["N"].as_u64().unwrap() as usize;
    let threshold: Vec<i32> = numbers(&fact["threshold"])
        .into_iter()
        .map(|t| t as i32)
        .collect();
    let tracked = fact["tracked_objects_before"].as_u64().unwrap() as usize;
    let run = run(version, kind, n, threshold.try_into().unwrap(), tracked);
    let what = format!("{name} in {version}");

    let first: Vec<(usize, usize)> = fact["first_40[generation,allocations_so_far]"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (numbers(pair)[0], numbers(pair)[1]))
        .collect();
    assert_eq!(
        run.starts[..first.len()],
        first,
        "the first collections of {what}"
    );
    let at: Vec<usize> = run.starts.iter().map(|start| start.1).collect();
    let gaps: Vec<usize> = at
        .windows(2)
        .skip(20)
        .take(39)
        .map(|pair| pair[1] - pair[0])
        .collect();
    assert_eq!(
        gaps,
        numbers(&fact["gap_after_first_20"]),
        "the gaps of {what}"
    );
    for (generation, count) in fact["collections_per_generation"].as_object().unwrap() {
        let generation: usize = generation.parse().unwrap();
        let found = run
            .starts
            .iter()
            .filter(|start| start.0 == generation)
            .count();
        assert_eq!(
            found as u64,
            count.as_u64().unwrap(),
            "collections of generation {generation}: {what}"
        );
    }
    let of = |generation| -> Vec<usize> {
        run.starts
            .iter()
            .filter(|start| start.0 == generation)
            .map(|start| start.1)
            .collect()
    };
    if let Some(gen1) = fact.get("gen1_at_first_20") {
        assert_eq!(
            of(1).into_iter().take(20).collect::<Vec<_>>(),
            numbers(gen1),
            "generation 1: {what}"
        );
    }
    assert_eq!(
        of(2).into_iter().take(30).collect::<Vec<_>>(),
        numbers(&fact["gen2_at(first 30)"]),
        "generation 2: {what}"
    );
    let collected = numbers(&fact["collected_first_30"]);
    assert_eq!(
        run.collected[..collected.len()],
        collected,
        "collected: {what}"
    );
    let candidates = numbers(&fact["candidates_first_20"]);
    assert_eq!(
        run.candidates[..candidates.len()],
        candidates,
        "candidates: {what}"
    );
    let after: Vec<i32> = numbers(&fact["count_after"])
        .into_iter()
        .map(|count| count as i32)
        .collect();
    assert_eq!(run.count_after[..], after, "gc.get_count() after {what}");
}

fn compare_all(version: &str) {
    let facts = facts();
    let facts = facts[version].as_object().unwrap();
    assert_eq!(facts.len(), 18, "recordings of {version}");
    for (name, fact) in facts {
        compare(version, name, fact);
    }
}

#[test]
fn cadence_of_3_8_18() {
    compare_all("3.8.18");
}

#[test]
fn cadence_of_3_9_18() {
    compare_all("3.9.18");
}

#[test]
fn cadence_of_3_10_13() {
    compare_all("3.10.13");
}

#[test]
fn cadence_of_3_11_7() {
    compare_all("3.11.7");
}

#[test]
fn cadence_of_3_12_14() {
    compare_all("3.12.14");
}

#[test]
fn cadence_of_3_13_18() {
    compare_all("3.13.18");
}

#[test]
fn cadence_of_3_14_0() {
    compare_all("3.14.0");
}

#[test]
fn cadence_of_3_14_4() {
    compare_all("3.14.4");
}

#[test]
fn cadence_of_3_14_10() {
    compare_all("3.14.10");
}

#[test]
fn cadence_of_3_15_2() {
    compare_all("3.15.2");
}
