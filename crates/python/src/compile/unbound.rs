//! Which loads of locals may find nothing there: `add_checks_for_loads_of_uninitialized_variables`
//! in `Python/flowgraph.c` (3.12). CPython writes `LOAD_FAST_CHECK` for those, and lends none of them.

use super::blocks::{Blocks, handlers, is_setup, target};
use crate::code::Op;

/// Only the first so many locals are followed from block to block.
const FOLLOWED: usize = 64;

struct Scan<'a> {
    ops: &'a [Op],
    blocks: &'a Blocks,
    handlers: Vec<Option<usize>>,
    /// The locals that may be unbound when a block begins, a bit for each.
    unsafe_locals: Vec<u64>,
    waits: Vec<bool>,
    todo: Vec<usize>,
    checked: Vec<bool>,
}

/// Whether the instruction at each place is a load that has to be checked. The first `given` locals are arguments.
pub(super) fn loads(ops: &[Op], blocks: &Blocks, nlocals: usize, given: usize) -> Vec<bool> {
    if nlocals == 0 || ops.is_empty() {
        return vec![false; ops.len()];
    }
    let (handlers, reached) = handlers(ops);
    let mut scan = Scan {
        ops,
        blocks,
        handlers,
        unsafe_locals: vec![0; blocks.count()],
        waits: vec![false; blocks.count()],
        todo: Vec::new(),
        checked: vec![false; ops.len()],
    };
    let live: Vec<usize> = (0..blocks.count())
        .filter(|&block| reached[blocks.range(block).start])
        .collect();
    for &block in &live {
        scan.many(block);
    }
    let start = (given..nlocals.min(FOLLOWED)).fold(0, |mask, local| mask | 1 << local);
    scan.push(Some(0), start);
    for &block in &live {
        scan.block(block);
    }
    while let Some(block) = scan.todo.pop() {
        scan.waits[block] = false;
        scan.block(block);
    }
    scan.checked
}

impl Scan<'_> {
    /// `maybe_push`
    fn push(&mut self, block: Option<usize>, mask: u64) {
        let Some(block) = block else { return };
        let both = self.unsafe_locals[block] | mask;
        if std::mem::replace(&mut self.unsafe_locals[block], both) != both
            && !std::mem::replace(&mut self.waits[block], true)
        {
            self.todo.push(block);
        }
    }

    /// `scan_block_for_locals`
    fn block(&mut self, block: usize) {
        let mut mask = self.unsafe_locals[block];
        let range = self.blocks.range(block);
        for at in range.clone() {
            if let Some(handler) = self.handlers[at] {
                self.push(self.blocks.at(handler), mask);
            }
            match self.ops[at] {
                Op::DeleteFast(local) | Op::LoadFastAndClear(local) | Op::RestoreFast(local) => {
                    mask |= bit(local);
                }
                Op::StoreFast(local) => mask &= !bit(local),
                Op::LoadFast(local) => {
                    self.checked[at] |= mask & bit(local) != 0;
                    mask &= !bit(local);
                }
                _ => {}
            }
        }
        self.push(self.blocks.next(self.ops, block), mask);
        let last = self.ops[range.end - 1];
        if !is_setup(&last) {
            let jump = target(&last).and_then(|target| self.blocks.at(target));
            self.push(jump, mask);
        }
    }

    /// `fast_scan_many_locals`: the other locals are followed within a block alone.
    fn many(&mut self, block: usize) {
        let mut bound: Vec<u32> = Vec::new();
        for at in self.blocks.range(block) {
            match self.ops[at] {
                Op::DeleteFast(local) | Op::LoadFastAndClear(local) | Op::RestoreFast(local) => {
                    bound.retain(|&held| held != local);
                }
                Op::StoreFast(local) if local as usize >= FOLLOWED => bound.push(local),
                Op::LoadFast(local) if local as usize >= FOLLOWED => {
                    self.checked[at] = !bound.contains(&local);
                    bound.push(local);
                }
                _ => {}
            }
        }
    }
}

fn bit(local: u32) -> u64 {
    1u64.checked_shl(local).unwrap_or(0)
}
