//! Releases: long chains, and the order of nested deaths.

use objects::{Heap, Log, Ref, Trace, World, decref};
use proptest::prelude::*;

#[test]
fn a_chain_of_a_million_objects_dies_on_a_small_stack() {
    let work = || {
        let mut heap = Heap::new();
        let mut chain = heap.insert(vec![]);
        for _ in 1..1_000_000 {
            chain = heap.insert(vec![chain]);
        }
        assert_eq!(heap.len(), 1_000_000);
        heap.decref(chain);
        assert!(heap.is_empty());
        assert_eq!(heap.audit([]), Ok(()));
    };
    let thread = std::thread::Builder::new()
        .stack_size(64 * 1024)
        .spawn(work)
        .expect("a thread");
    thread.join().expect("the chain died");
}

/// A world whose finalizers note the order of deaths, and drop one more object each.
struct Noting {
    heap: Heap<Vec<Ref>>,
    order: Vec<Ref>,
    /// Dropped by the finalizers, one each.
    spare: Vec<Ref>,
    /// References held by the test, and those lent to the finalizers that are running.
    held: Vec<Ref>,
}

impl World for Noting {
    type Object = Vec<Ref>;
    type Observer = objects::Silent;

    fn heap(&mut self) -> &mut Heap<Vec<Ref>> {
        &mut self.heap
    }

    fn has_finalizer(&self, _object: Ref) -> bool {
        true
    }

    fn finalize(&mut self, object: Ref) {
        self.order.push(object);
        self.held.push(object);
        if let Some(spare) = self.spare.pop() {
            decref(self, spare);
        }
        // In the middle of a release every reference is still accounted for.
        assert_eq!(
            self.heap
                .audit(self.spare.iter().chain(&self.held).copied()),
            Ok(())
        );
        self.held.pop();
    }
}

#[test]
fn a_finalizer_that_drops_an_object_is_done_before_the_release_goes_on() {
    let mut heap = Heap::new();
    let spare = [heap.insert(vec![]), heap.insert(vec![])];
    let inner = [heap.insert(vec![]), heap.insert(vec![])];
    let outer = heap.insert(inner.to_vec());
    // The first finalizer takes the spare object with it.
    let mut world = Noting {
        heap,
        order: Vec::new(),
        spare: vec![spare[0]],
        held: vec![spare[1]],
    };
    decref(&mut world, outer);
    assert_eq!(world.order, [outer, spare[0], inner[0], inner[1]]);
    world.held.clear();
    decref(&mut world, spare[1]);
    assert!(world.heap.is_empty());
}

/// What CPython's nested calls do, written as nested calls.
fn reference_release(
    counts: &mut [u32],
    children: &[Vec<usize>],
    node: usize,
    log: &mut Vec<String>,
) {
    counts[node] -= 1;
    log.push(format!("decref #{node} = {}", counts[node]));
    if counts[node] > 0 {
        return;
    }
    log.push(format!("dies #{node}"));
    for &child in &children[node] {
        reference_release(counts, children, child, log);
    }
    log.push(format!("freed #{node}"));
}

/// A directed graph without cycles: each node refers to earlier ones.
fn dag() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(
        prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        1..12,
    )
    .prop_map(|nodes| {
        let pick = |(node, picks): (usize, Vec<prop::sample::Index>)| {
            if node == 0 {
                vec![]
            } else {
                picks.iter().map(|pick| pick.index(node)).collect()
            }
        };
        nodes.into_iter().enumerate().map(pick).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_is_that_of_nested_calls(children in dag()) {
        let mut heap = Heap::with_observer(Log::new());
        let mut counts = vec![1; children.len()];
        let mut nodes: Vec<Ref> = Vec::new();
        for held in &children {
            for &child in held {
                heap.incref(nodes[child]);
                counts[child] += 1;
            }
            let value = held.iter().map(|&child| nodes[child]).collect::<Vec<_>>();
            nodes.push(heap.insert(value));
        }
        heap.observer_mut().clear();
        let mut log = Vec::new();
        for node in (0..nodes.len()).rev() {
            reference_release(&mut counts, &children, node, &mut log);
            heap.decref(nodes[node]);
        }
        prop_assert_eq!(heap.observer().lines(), log);
        prop_assert!(heap.is_empty());
    }
}

/// A type that lets go of its second reference first.
struct Backwards(Ref, Ref);

impl Trace for Backwards {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        visit(self.0);
        visit(self.1);
    }

    fn release_order(&self, visit: &mut impl FnMut(Ref)) {
        visit(self.1);
        visit(self.0);
    }
}

/// Either of two kinds of objects.
enum Node {
    Leaf,
    Pair(Backwards),
}

impl Trace for Node {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        if let Node::Pair(pair) = self {
            pair.trace(visit);
        }
    }

    fn release_order(&self, visit: &mut impl FnMut(Ref)) {
        if let Node::Pair(pair) = self {
            pair.release_order(visit);
        }
    }
}

#[test]
fn a_type_may_release_in_another_order_than_it_traces() {
    let mut heap = Heap::with_observer(Log::new());
    let leaves = (heap.insert(Node::Leaf), heap.insert(Node::Leaf));
    let pair = heap.insert(Node::Pair(Backwards(leaves.0, leaves.1)));
    heap.decref(pair);
    let freed: Vec<String> = heap
        .observer()
        .lines()
        .into_iter()
        .filter(|line| line.starts_with("freed"))
        .collect();
    assert_eq!(freed, ["freed #1", "freed #0", "freed #2"]);
}
