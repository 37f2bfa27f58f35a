//! The incremental collector of 3.14.0 to 3.14.4.
//!
//! There is a young generation and an old one, and the old one has two spaces:
//! what this round has visited, and what it hasn't. Every collection that starts by itself is an increment:
//! the young generation, and as much of the unvisited space as there is work to do.
//! A round begins with marking: whatever the roots reach moves to the visited space at once.
//! When nothing unvisited is left, the spaces change their roles and the next round begins.

use objects::{Heap, Ref};

use crate::collected::{Collected, Info, Roots, emit, with_heads};
use crate::container::{Container, Tracking};
use crate::deduce::{deduce_unreachable, object_at};
use crate::event::{Event, Step, Watch};
use crate::gc::untrack_kind;
use crate::heads::{Heads, List, Node};
use crate::trash::dispose;

/// An increment scans a hundredth of the heap: `SCAN_RATE_DIVISOR` times the default threshold of 10.
const SCAN_RATE_DIVISOR: i64 = 10;

/// The list of one of the two old spaces.
fn space(space: u32) -> List {
    if space == 0 { List::Middle } else { List::Old }
}

/// The list of what this round has visited.
fn visited<W: Collected + ?Sized>(world: &mut W) -> List {
    space(world.gc().increments.visited_space)
}

/// The list of what this round has still to visit.
fn not_visited<W: Collected + ?Sized>(world: &mut W) -> List {
    space(1 ^ world.gc().increments.visited_space)
}

/// Collects the young generation (0), an increment (1), or everything (2).
///
/// Returns the generation whose statistics count the collection, or `None` for an increment that only marked.
pub(crate) fn collect<W: Collected + ?Sized>(world: &mut W, info: &mut Info) -> Option<usize> {
    match info.generation {
        0 => collect_young(world, info),
        1 => return collect_increment(world, info).then_some(1),
        _ => collect_full(world, info),
    }
    Some(info.generation)
}

/// `gc_collect_young`: survivors are old at once.
fn collect_young<W: Collected + ?Sized>(world: &mut W, info: &mut Info) {
    untrack_tuples(world, List::Young);
    let space = world.gc().increments.visited_space;
    world.gc().heads.set_list_space(List::Young, space);
    collect_region(world, List::Young, List::Survivors, info);
    let visited = visited(world);
    let gc = world.gc();
    gc.heads.merge(List::Survivors, visited);
    gc.generations[0].count = 0;
    gc.generations[1].count += 1;
}

/// `gc_collect_full`.
fn collect_full<W: Collected + ?Sized>(world: &mut W, info: &mut Info) {
    let (visited, pending) = (visited(world), not_visited(world));
    untrack_tuples(world, List::Young);
    let gc = world.gc();
    gc.heads.merge(List::Young, pending);
    gc.heads
        .set_list_space(pending, gc.increments.visited_space);
    gc.heads.merge(pending, visited);
    collect_region(world, visited, visited, info);
    let gc = world.gc();
    for generation in &mut gc.generations {
        generation.count = 0;
    }
    completed_scavenge(world);
    world.gc().clear_free_lists();
}

/// `gc_collect_increment`. Says whether anything was collected, and not only marked.
// ANCHOR: collect_increment
fn collect_increment<W: Collected + ?Sized>(world: &mut W, info: &mut Info) -> bool {
    let work = assess_work_to_do(world);
    world.gc().increments.work_to_do += work;
    let eager = world.gc().policy.eager_increments;
    if !eager && world.gc().increments.work_to_do < 0 {
        return false;
    }
    untrack_tuples(world, List::Young);
    if world.gc().increments.marking {
        let marked = mark_at_start(world);
        // The marked objects are taken off a second time here, in CPython too.
        world.gc().increments.work_to_do -= marked;
        return false;
    }
    let marked = mark(world, &[Roots::NewFrames]);
    let (visited, not_visited) = (visited(world), not_visited(world));
    let gc = world.gc();
    gc.increments.work_to_do -= marked;
    let space = gc.increments.visited_space;
    gc.heads.set_list_space(List::Young, space);
    gc.heads.merge(List::Young, List::Increment);
    let work_to_do = gc.increments.work_to_do;
    let increment_size = with_heads(world, |heads, heap| {
        let mut size = heads.size(List::Increment) as i64;
        while size < work_to_do {
            let Some(node) = heads.first(not_visited) else {
                break;
            };
            heads.move_to(node, List::Increment);
            heads.set_space(node, space);
            size += 1 + expand_region(heads, heap, node, space);
        }
        size
    });
    collect_region(world, List::Increment, List::Survivors, info);
    let scan_rate = if eager { heap_share(world) } else { 0 };
    let gc = world.gc();
    gc.heads.merge(List::Survivors, visited);
    gc.increments.work_to_do += scan_rate - increment_size;
    if gc.heads.is_empty(not_visited) {
        completed_scavenge(world);
    }
    true
}
// ANCHOR_END: collect_increment

/// The share of the heap that belongs to one increment.
fn heap_share<W: Collected + ?Sized>(world: &mut W) -> i64 {
    let gc = world.gc();
    let scale_factor = i64::from(gc.generations[1].threshold.max(2));
    gc.increments.heap_size / SCAN_RATE_DIVISOR / scale_factor
}

/// The work that the new objects bring: themselves, and a share of the heap that is no more than a multiple of them.
fn assess_work_to_do<W: Collected + ?Sized>(world: &mut W) -> i64 {
    let share = heap_share(world);
    let gc = world.gc();
    let new_objects = i64::from(gc.generations[0].count);
    let most = new_objects * gc.policy.increment_halves / 2;
    gc.generations[0].count = 0;
    new_objects + share.min(most)
}

/// `mark_at_start`: moves what the roots reach to the visited space. Returns how many objects that were.
fn mark_at_start<W: Collected + ?Sized>(world: &mut W) -> i64 {
    emit(world, || Event::Step(Step::MarkAtStart));
    let marked = mark(world, &[Roots::Globals, Roots::AllFrames]);
    let increments = &mut world.gc().increments;
    increments.work_to_do -= marked;
    increments.marking = false;
    marked
}

/// Moves what these roots reach to the visited space: `mark_global_roots`, `mark_stacks`, `mark_all_reachable`.
fn mark<W: Collected + ?Sized>(world: &mut W, roots: &[Roots]) -> i64 {
    let mut marked = 0;
    for &roots in roots {
        let mut found: Vec<Ref> = Vec::new();
        world.roots(roots, &mut |root| found.push(root));
        let space = world.gc().increments.visited_space;
        let visited = visited(world);
        marked += with_heads(world, |heads, heap| {
            let mut marked = 0;
            for root in found {
                marked += visit_add_to_container(heads, heap, root, List::Reachable, space);
            }
            while let Some(node) = heads.first(List::Reachable) {
                heads.move_to(node, visited);
                marked += visit_children(heads, heap, node, List::Reachable, space);
            }
            marked
        });
    }
    marked
}

/// Adds to the increment whatever its last object reaches in the unvisited space.
fn expand_region<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &Heap<T, O>,
    from: Node,
    space: u32,
) -> i64 {
    let mut size = 0;
    let mut next = Some(from);
    while let Some(node) = next {
        if heap.is_immortal(object_at(heap, node)) {
            next = heads.after(node, List::Increment);
            heads.move_to(node, List::Permanent);
            continue;
        }
        size += visit_children(heads, heap, node, List::Increment, space);
        next = heads.after(node, List::Increment);
    }
    size
}

/// Moves the unvisited children of an object to a list. Returns how many they are.
fn visit_children<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &Heap<T, O>,
    node: Node,
    list: List,
    space: u32,
) -> i64 {
    let mut added = 0;
    if let Some(value) = heap.get(object_at(heap, node)) {
        value.trace(&mut |child| added += visit_add_to_container(heads, heap, child, list, space));
    }
    added
}

/// Moves an object to a list if it is tracked and unvisited, and makes it visited. 1 if so.
fn visit_add_to_container<T: Container, O: Watch>(
    heads: &mut Heads,
    heap: &Heap<T, O>,
    object: Ref,
    list: List,
    space: u32,
) -> i64 {
    let node = Heads::node(object);
    if !heads.is_tracked(node) || heads.space(node) == space || heap.is_immortal(object) {
        return 0;
    }
    heads.set_space(node, space);
    heads.move_to(node, list);
    1
}

/// Ends a round: what was visited is unvisited from now on.
///
/// The permanent generation counts as visited for ever, so while it holds anything the roles of the spaces stay.
fn completed_scavenge<W: Collected + ?Sized>(world: &mut W) {
    let gc = world.gc();
    let was_visited = gc.increments.visited_space;
    if gc.heads.is_empty(List::Permanent) {
        gc.increments.visited_space = 1 ^ was_visited;
        gc.heads.set_list_space(List::Young, was_visited);
    } else {
        let not_visited = 1 ^ was_visited;
        gc.heads.merge(space(was_visited), space(not_visited));
        gc.heads.set_list_space(space(not_visited), not_visited);
    }
    gc.increments.work_to_do = 0;
    gc.increments.marking = true;
}

/// `gc_collect_region`: collects what is on `from`; what lives goes to `to`.
fn collect_region<W: Collected + ?Sized>(world: &mut W, from: List, to: List, info: &mut Info) {
    let immortals = world.gc().policy.immortals;
    let survivors = with_heads(world, |heads, heap| {
        let deduced = deduce_unreachable(heads, heap, immortals, from, List::Unreachable);
        info.candidates = deduced.candidates;
        let untracked = untrack_kind(heads, heap, from, Tracking::Tuple);
        if from != to {
            heads.merge(from, to);
        }
        deduced.reachable - untracked
    });
    emit(world, || Event::Promoted {
        objects: survivors,
        generation: 2,
    });
    let outcome = dispose(world, to);
    info.collected = outcome.collected;
    info.uncollectable = outcome.uncollectable;
}

/// `untrack_tuples`, which this collector runs before a collection as well as in it.
fn untrack_tuples<W: Collected + ?Sized>(world: &mut W, list: List) {
    with_heads(world, |heads, heap| {
        untrack_kind(heads, heap, list, Tracking::Tuple)
    });
}
