//! The basic blocks of a code object: what CPython's compiler keeps as its flow graph.

use std::ops::Range;

use crate::code::Op;

/// The blocks, in the order of the text.
pub(super) struct Blocks {
    starts: Vec<usize>,
    len: usize,
}

impl Blocks {
    /// Blocks begin where something jumps to, and behind what jumps or leaves (`_PyCfg_FromInstructionSequence`).
    pub(super) fn of(ops: &[Op]) -> Blocks {
        let mut begins = vec![false; ops.len() + 1];
        begins[0] = true;
        for (at, op) in ops.iter().enumerate() {
            if let Some(target) = target(op) {
                begins[target] = true;
            }
            begins[at + 1] |= ends(op);
        }
        Blocks {
            starts: (0..ops.len()).filter(|&at| begins[at]).collect(),
            len: ops.len(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The places of the instructions of a block.
    pub(super) fn range(&self, block: usize) -> Range<usize> {
        let end = self.starts.get(block + 1).copied().unwrap_or(self.len);
        self.starts[block]..end
    }

    /// The block that begins at an instruction; there is none behind the last one.
    pub(super) fn at(&self, place: usize) -> Option<usize> {
        self.starts.binary_search(&place).ok()
    }

    /// Where a block goes on without a jump.
    pub(super) fn next(&self, ops: &[Op], block: usize) -> Option<usize> {
        let range = self.range(block);
        match ops.get(range.end.wrapping_sub(1)) {
            Some(last) if leaves(last) || is_jump(last) => None,
            _ => self.at(range.end),
        }
    }

    /// The blocks that a block's last instruction jumps to, and where it goes on.
    pub(super) fn successors(&self, ops: &[Op], block: usize) -> impl Iterator<Item = usize> {
        let last = self.range(block).end.wrapping_sub(1);
        let jump = ops
            .get(last)
            .filter(|last| !is_setup(last))
            .and_then(target)
            .and_then(|target| self.at(target));
        self.next(ops, block).into_iter().chain(jump)
    }
}

/// For each instruction the handler that an exception in it goes to (`label_exception_targets`);
/// and which instructions are reached at all.
pub(super) fn handlers(ops: &[Op]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut handlers = vec![None; ops.len()];
    let mut reached = vec![false; ops.len()];
    let mut todo: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new())];
    while let Some((mut at, mut open)) = todo.pop() {
        while let Some(op) = ops.get(at) {
            if std::mem::replace(&mut reached[at], true) {
                break;
            }
            handlers[at] = open.last().copied();
            match op {
                Op::SetupBlock(handler) | Op::SetupWith(handler) => {
                    todo.push((*handler as usize, open.clone()));
                    open.push(*handler as usize);
                }
                Op::PopBlock => {
                    open.pop();
                }
                op => todo.extend(target(op).map(|target| (target, open.clone()))),
            }
            if leaves(op) || is_jump(op) {
                break;
            }
            at += 1;
        }
    }
    (handlers, reached)
}

/// Where an instruction may go to, a handler included.
pub(super) fn target(op: &Op) -> Option<usize> {
    match op {
        Op::Jump(target)
        | Op::JumpBackward(target)
        | Op::PopJumpIfFalse(target)
        | Op::PopJumpIfTrue(target)
        | Op::JumpIfFalseOrPop(target)
        | Op::JumpIfTrueOrPop(target)
        | Op::PopJumpIfNone(target)
        | Op::ForIter(target)
        | Op::Send(target)
        | Op::SetupWith(target)
        | Op::SetupBlock(target) => Some(*target as usize),
        _ => None,
    }
}

/// `IS_BLOCK_PUSH_OPCODE`
pub(super) fn is_setup(op: &Op) -> bool {
    matches!(op, Op::SetupBlock(_) | Op::SetupWith(_))
}

/// `IS_UNCONDITIONAL_JUMP_OPCODE`
pub(super) fn is_jump(op: &Op) -> bool {
    matches!(op, Op::Jump(_) | Op::JumpBackward(_))
}

/// `IS_SCOPE_EXIT_OPCODE`
pub(super) fn leaves(op: &Op) -> bool {
    matches!(op, Op::Return | Op::Reraise | Op::Raise(_))
}

/// `IS_TERMINATOR_OPCODE`
fn ends(op: &Op) -> bool {
    leaves(op) || (target(op).is_some() && !is_setup(op))
}

/// Instructions that only tell the compiler something; CPython has none of them at the end.
pub(super) fn is_mark(op: &Op) -> bool {
    is_setup(op) || matches!(op, Op::PopBlock | Op::Nop)
}
