//! What a picture says in words.

use crate::{Table, graph::replay::Place};

use super::Counting;
use super::replay::{Node, State};

/// Names in a row, as a sentence has them.
fn and(words: &[String]) -> String {
    match words {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Who leads to an object: names first, then objects, then weak references.
fn held_by(state: &State, node: &Node) -> String {
    let mut holders: Vec<String> = state
        .names
        .iter()
        .filter(|(_, object)| *object == node.object)
        .map(|(name, _)| format!("the name {name}"))
        .collect();
    for other in state.nodes.iter().filter(|other| !other.freed) {
        let times = other
            .holds
            .iter()
            .filter(|held| **held == node.object)
            .count();
        match times {
            0 => {}
            1 => holders.push(other.label.clone()),
            _ => holders.push(format!("{} ({times} times)", other.label)),
        }
    }
    if state.is_held_elsewhere(node) {
        holders.push("what isn't shown".to_owned());
    }
    for (weakref, target) in &state.weak {
        if *target == node.object
            && let Some(holder) = state.node(*weakref)
        {
            holders.push(format!("{}, not counted", holder.label));
        }
    }
    and(&holders)
}

/// Where an object stands.
fn place(state: &State, node: &Node) -> String {
    if node.freed {
        return "freed".to_owned();
    }
    match node.place {
        Place::AtRest => "tracked".to_owned(),
        Place::LookedAt => "looked at".to_owned(),
        Place::SetAside if state.set_aside.contains(&node.object) => "set aside".to_owned(),
        Place::SetAside => "unreachable".to_owned(),
        Place::Promoted(generation) => format!("generation {generation}"),
    }
}

/// The number that a picture shows in an object.
pub(super) fn count(node: &Node, counting: Counting) -> Option<u32> {
    match counting {
        Counting::Copies => node.gc_refs,
        Counting::Real => Some(node.refcnt),
    }
}

/// The state in sentences, one for each object that is still there.
pub(super) fn describe(state: &State, counting: Counting) -> String {
    let reachable = state.reachable();
    let mut sentences: Vec<String> = Vec::new();
    for node in &state.nodes {
        if node.freed {
            sentences.push(format!("{}: freed", node.label));
            continue;
        }
        let number = match (counting, count(node, counting)) {
            (Counting::Copies, Some(gc_refs)) => format!("gc_refs {gc_refs}"),
            (Counting::Copies, None) => "no gc_refs".to_owned(),
            (Counting::Real, Some(refcnt)) => format!("count {refcnt}"),
            (Counting::Real, None) => String::new(),
        };
        let held = held_by(state, node);
        let reached = if reachable.contains(&node.object) {
            ""
        } else {
            ", and no name leads there"
        };
        let aside = if node.place == Place::SetAside {
            ", set aside"
        } else {
            ""
        };
        sentences.push(format!(
            "{}: {number}, held by {held}{reached}{aside}",
            node.label
        ));
    }
    sentences.join(". ") + "."
}

/// The state as a table.
pub(super) fn table(before: &State, state: &State) -> Table {
    if !state.collector {
        let mut table = Table::new(["object", "held by", "count"]);
        for node in &state.nodes {
            table.row(match node.freed {
                true => [node.label.clone(), "freed".to_owned(), "–".to_owned()],
                false => [
                    node.label.clone(),
                    held_by(state, node),
                    node.refcnt.to_string(),
                ],
            });
        }
        return table;
    }
    let mut table = Table::new(["object", "held by", "count", "gc_refs", "where"]);
    for node in &state.nodes {
        let gone_before = before.node(node.object).is_some_and(|node| node.freed);
        if gone_before {
            continue;
        }
        table.row([
            node.label.clone(),
            if node.freed {
                "nobody".to_owned()
            } else {
                held_by(state, node)
            },
            node.refcnt.to_string(),
            node.gc_refs
                .map_or_else(|| "–".to_owned(), |gc_refs| gc_refs.to_string()),
            place(state, node),
        ]);
    }
    table
}
