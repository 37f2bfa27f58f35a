//! Every order of the threads, and what each ends with.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::bytecode::machine::Machine;
use crate::bytecode::op::Op;
use crate::bytecode::program::Program;

/// The instructions that one thread ran between two places where it could be switched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Which thread, from 0.
    pub thread: usize,
    /// What it ran.
    pub ops: Vec<Op>,
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "thread {}:", self.thread)?;
        for (at, op) in self.ops.iter().enumerate() {
            write!(f, "{} {op}", if at == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

/// All orders of a program's threads.
#[derive(Clone, Debug)]
pub struct Schedules {
    program: Program,
    threads: usize,
    /// Each state that can be reached, and where one slice of each thread leads from there.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Node {
    machine: Machine,
    children: Vec<(usize, usize)>,
    /// In how many orders the rest can run, by the value of `c` at the end.
    endings: BTreeMap<i64, u128>,
}

// ANCHOR: explore
/// Runs `program` in `threads` threads, in every order that its version allows.
///
/// Orders that meet in the same state share the rest, so the work grows with the number of states and not of orders.
/// The order is the choice that a scheduler has at each place of a look; going on with the same thread is one of them.
pub fn explore(program: &Program, threads: usize) -> Schedules {
    let start = Machine::new(threads);
    let mut known = HashMap::from([(start.clone(), 0)]);
    let mut nodes = vec![Node::new(start)];
    let mut at = 0;
    while at < nodes.len() {
        for thread in 0..threads {
            if !nodes[at].machine.can_run(thread, program) {
                continue;
            }
            let mut machine = nodes[at].machine.clone();
            machine.run_slice(thread, program);
            let child = *known.entry(machine).or_insert_with_key(|machine| {
                nodes.push(Node::new(machine.clone()));
                nodes.len() - 1
            });
            nodes[at].children.push((thread, child));
        }
        at += 1;
    }
    count_endings(&mut nodes);
    Schedules {
        program: program.clone(),
        threads,
        nodes,
    }
}
// ANCHOR_END: explore

/// Adds up the orders from the ends to the start.
fn count_endings(nodes: &mut [Node]) {
    // A slice always brings the program forward, so there is no circle to get lost in.
    let mut stack = vec![(0, false)];
    while let Some((at, children_done)) = stack.pop() {
        if !nodes[at].endings.is_empty() {
            continue;
        }
        let children = nodes[at].children.clone();
        if children.is_empty() {
            let c = nodes[at].machine.c;
            nodes[at].endings.insert(c, 1);
        } else if children_done {
            for (_, child) in children {
                for (c, orders) in nodes[child].endings.clone() {
                    *nodes[at].endings.entry(c).or_default() += orders;
                }
            }
        } else {
            stack.push((at, true));
            stack.extend(children.into_iter().map(|(_, child)| (child, false)));
        }
    }
}

impl Node {
    fn new(machine: Machine) -> Self {
        Node {
            machine,
            children: Vec::new(),
            endings: BTreeMap::new(),
        }
    }
}

impl Schedules {
    /// Each value that `c` can have at the end, and in how many orders.
    pub fn endings(&self) -> &BTreeMap<i64, u128> {
        &self.nodes[0].endings
    }

    /// How many orders there are.
    pub fn orders(&self) -> u128 {
        self.endings().values().sum()
    }

    /// How many states the orders pass through, each counted once.
    pub fn states(&self) -> usize {
        self.nodes.len()
    }

    /// What `c` is when nothing is lost.
    pub fn expected(&self) -> i64 {
        self.program.expected(self.threads)
    }

    /// Whether some order loses an update.
    pub fn can_lose(&self) -> bool {
        self.endings().keys().any(|c| *c < self.expected())
    }

    /// An order that ends with `c`, switching only where it must; `None` if there is none.
    pub fn order_to(&self, c: i64) -> Option<Vec<Slice>> {
        if !self.endings().contains_key(&c) {
            return None;
        }
        let (mut at, mut running) = (0, 0);
        let mut slices: Vec<Slice> = Vec::new();
        while !self.nodes[at].children.is_empty() {
            let children = &self.nodes[at].children;
            let leads = |child: usize| self.nodes[child].endings.contains_key(&c);
            let (thread, child) = children
                .iter()
                .copied()
                .filter(|(_, child)| leads(*child))
                .min_by_key(|(thread, _)| (*thread != running, *thread))?;
            let ops = self.nodes[at]
                .machine
                .clone()
                .run_slice(thread, &self.program);
            match slices.last_mut() {
                Some(slice) if slice.thread == thread => slice.ops.extend(ops),
                _ => slices.push(Slice { thread, ops }),
            }
            (at, running) = (child, thread);
        }
        Some(slices)
    }
}
