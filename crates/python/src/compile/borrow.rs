//! Which loads of locals need no count of their own: `optimize_load_fast` in `Python/flowgraph.c` (3.14.0).
//!
//! A local that certainly keeps its object until the loaded value is used up lends it.
//! Only code that is reached without an exception is looked at, block by block, as there.

use super::blocks::{Blocks, is_jump, is_mark, leaves, target};
use super::unbound;
use crate::code::Op;

/// Where a value on the stack comes from: the load at this place, of this local.
type Origin = Option<(usize, u32)>;

/// The longest block that is copied to where something jumps to it (`MAX_COPY_SIZE`).
const COPIED: usize = 4;

/// Locals that one instruction can load two of have four bits each.
const PAIRED: u32 = 16;

/// What is known of a code object's variables.
pub(super) struct Variables<'a> {
    pub(super) cells: &'a [u32],
    pub(super) nlocals: usize,
    /// How many of them are arguments.
    pub(super) given: usize,
    /// The line of each instruction.
    pub(super) lines: &'a [u32],
    /// Whether a loop keeps what it goes through on the stack (from 3.15).
    pub(super) keeps_iterable: bool,
}

/// Replaces `LoadFast` by `LoadFastBorrow` where it may.
pub(super) fn optimize_load_fast(ops: &mut [Op], of: &Variables<'_>) {
    let blocks = Blocks::of(ops);
    if blocks.count() == 0 {
        return;
    }
    let checked = unbound::loads(ops, &blocks, of.nlocals, of.given);
    let mut pass = Pass {
        of,
        blocks: &blocks,
        units: (0..ops.len()).collect(),
        killed: checked,
        stack: Vec::new(),
    };
    // What is checked can't be half of a pair either.
    for block in 0..blocks.count() {
        pass.pair(ops, block);
    }
    let mut seen = vec![false; blocks.count()];
    let mut lends = vec![false; ops.len()];
    let mut todo = vec![0];
    while let Some(block) = todo.pop() {
        if std::mem::replace(&mut seen[block], true) {
            continue;
        }
        todo.extend(blocks.successors(ops, block));
        pass.block(ops, block);
        for at in blocks.range(block) {
            lends[at] = !pass.killed[pass.units[at]] && !pass.killed[at];
        }
    }
    for (op, lends) in ops.iter_mut().zip(lends) {
        if let (Op::LoadFast(local), true) = (*op, lends)
            && !of.cells.contains(&local)
        {
            *op = Op::LoadFastBorrow(local);
        }
    }
}

struct Pass<'a> {
    of: &'a Variables<'a>,
    blocks: &'a Blocks,
    /// The first instruction of the pair that each belongs to, or itself.
    units: Vec<usize>,
    /// The loads whose value isn't used up while the local certainly has it.
    killed: Vec<bool>,
    stack: Vec<Origin>,
}

impl Pass<'_> {
    /// `insert_superinstructions`: two loads on a line are one, and lend both or none;
    /// a load behind a store is one with it, and lends nothing.
    fn pair(&mut self, ops: &[Op], block: usize) {
        let mut range = self.blocks.range(block);
        while let Some(at) = range.next() {
            let next = at + 1;
            if next >= range.end || self.of.lines.get(at) != self.of.lines.get(next) {
                continue;
            }
            let paired = |op: Op| match op {
                Op::LoadFast(local) | Op::StoreFast(local) => local < PAIRED,
                _ => false,
            };
            if !paired(ops[at]) || !paired(ops[next]) || self.killed[at] || self.killed[next] {
                continue;
            }
            match (ops[at], ops[next]) {
                (Op::LoadFast(_), Op::LoadFast(_)) => self.units[next] = at,
                (Op::StoreFast(_), Op::LoadFast(_)) => self.killed[next] = true,
                (Op::StoreFast(_), Op::StoreFast(_)) => {}
                _ => continue,
            }
            range.next();
        }
    }

    /// Looks at one block as if it began with an empty stack, as CPython does.
    fn block(&mut self, ops: &[Op], block: usize) {
        self.stack.clear();
        let range = self.blocks.range(block);
        for at in range.clone() {
            self.step(ops[at], at);
        }
        if let Some(copied) = self.copied(ops, range.end - 1) {
            for at in self.blocks.range(copied) {
                self.step(ops[at], usize::MAX);
            }
        }
        for (load, _) in std::mem::take(&mut self.stack).into_iter().flatten() {
            self.kill(load);
        }
    }

    /// The block that stands in place of a jump to it (`inline_small_or_no_lineno_blocks`).
    fn copied(&self, ops: &[Op], last: usize) -> Option<usize> {
        let last = ops.get(last).filter(|last| is_jump(last))?;
        let block = self.blocks.at(target(last)?)?;
        let inside = &ops[self.blocks.range(block)];
        let size = inside.iter().filter(|op| !is_mark(op)).count();
        (inside.last().is_some_and(leaves) && size <= COPIED).then_some(block)
    }

    fn kill(&mut self, load: usize) {
        // What was loaded by a copied instruction is looked at where that stands.
        if let Some(&unit) = self.units.get(load) {
            self.killed[unit] = true;
        }
    }

    /// The local changes while its value is on the stack.
    fn kill_local(&mut self, local: u32) {
        for place in 0..self.stack.len() {
            if let Some((load, held)) = self.stack[place]
                && held == local
            {
                self.kill(load);
            }
        }
    }

    fn pop(&mut self) -> Origin {
        self.stack.pop().flatten()
    }

    fn step(&mut self, op: Op, at: usize) {
        match op {
            Op::LoadFast(local) => {
                let checked = self.killed.get(at).copied().unwrap_or(false);
                let lent = !self.of.cells.contains(&local) && !checked;
                self.stack.push(lent.then_some((at, local)));
            }
            Op::LoadFastAndClear(local) => {
                self.kill_local(local);
                self.stack.push(None);
            }
            Op::StoreFast(local) | Op::RestoreFast(local) => {
                let value = self.pop();
                self.kill_local(local);
                if let Some((load, _)) = value {
                    // It lives on in another local.
                    self.kill(load);
                }
            }
            Op::DeleteFast(local) => self.kill_local(local),
            Op::Copy(depth) => {
                let value = self
                    .stack
                    .len()
                    .checked_sub(depth as usize)
                    .and_then(|place| self.stack[place]);
                self.stack.push(value);
            }
            Op::Swap(depth) => {
                while self.stack.len() < depth as usize {
                    self.stack.insert(0, None);
                }
                let top = self.stack.len() - 1;
                self.stack.swap(top, top + 1 - depth as usize);
            }
            Op::LoadMethod(_) => {
                let this = self.pop();
                self.stack.push(None);
                self.stack.push(this);
            }
            Op::BeforeWith | Op::BeforeAsyncWith => {
                // `__exit__` waits with the object that it belongs to.
                let this = self.pop();
                self.stack.push(this);
                self.stack.push(None);
            }
            Op::GetIter if self.of.keeps_iterable => {}
            Op::GetYieldFromIter => {}
            Op::FormatValue(0, false) => {}
            Op::Yield => {
                self.pop();
                self.stack.push(None);
            }
            Op::ForIter(_) => self.stack.push(None),
            Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => {}
            op => {
                let (pops, pushes) = effect(op);
                for _ in 0..pops {
                    self.pop();
                }
                self.stack.extend(std::iter::repeat_n(None, pushes));
            }
        }
    }
}

/// How many values an instruction takes and gives.
fn effect(op: Op) -> (usize, usize) {
    match op {
        Op::Nop
        | Op::Jump(_)
        | Op::JumpBackward(_)
        | Op::SetupBlock(_)
        | Op::SetupWith(_)
        | Op::PopBlock
        | Op::SetupAnnotations => (0, 0),
        Op::MatchSequence | Op::MatchMapping | Op::GetLen | Op::MatchKeys => (0, 1),
        Op::MapRest(_) => (2, 0),
        Op::MatchClass(_) => (3, 1),
        Op::CheckEgMatch => (2, 2),
        Op::PrepReraiseStar => (2, 1),
        Op::LoadConst(_)
        | Op::LoadConstBorrow(_)
        | Op::LoadDeref(_)
        | Op::LoadClassDeref(_)
        | Op::LoadClosure(_)
        | Op::LoadName(_)
        | Op::LoadGlobal(_)
        | Op::PushNull
        | Op::BuildConstList(_)
        | Op::BuildConstSet(_)
        | Op::LoadAssertionError
        | Op::LoadNotImplementedError
        | Op::LoadLocals
        | Op::LoadBuildClass => (0, 1),
        Op::StoreDeref(_)
        | Op::StoreName(_)
        | Op::StoreGlobal(_)
        | Op::Pop
        | Op::PopExcept
        | Op::Return
        | Op::ImportStar
        | Op::PrintExpr => (1, 0),
        Op::DeleteDeref(_) | Op::DeleteName(_) | Op::DeleteGlobal(_) => (0, 0),
        Op::BuildTemplate => (2, 1),
        Op::BuildInterpolation(_, spec) => (2 + usize::from(spec), 1),
        Op::Intrinsic(intrinsic) => (intrinsic.takes(), 1),
        Op::LoadFromDictOrDeref(_) | Op::LoadFromDictOrGlobals(_) => (1, 1),
        Op::LoadAttr(_)
        | Op::UnaryOp(_)
        | Op::GetIter
        | Op::ListToTuple
        | Op::GetYieldFromIter
        | Op::GetAwaitable(_)
        | Op::GetAiter
        | Op::AsyncGenWrap => (1, 1),
        Op::GetAnext => (0, 1),
        Op::EndAsyncFor => (3, 0),
        Op::BeforeAsyncWith => (1, 2),
        Op::StoreAttr(_) | Op::DeleteSubscr | Op::Reraise => (2, 0),
        Op::DeleteAttr(_) => (1, 0),
        Op::Subscr
        | Op::BinaryOp(_)
        | Op::InplaceOp(_)
        | Op::CompareOp(_)
        | Op::IsOp(_)
        | Op::ContainsOp(_) => (2, 1),
        Op::StoreSubscr => (3, 0),
        Op::BinarySlice => (3, 1),
        Op::StoreSlice => (4, 0),
        Op::PopJumpIfFalse(_) | Op::PopJumpIfTrue(_) | Op::PopJumpIfNone(_) => (1, 0),
        Op::BuildList(n)
        | Op::BuildTuple(n)
        | Op::BuildSet(n)
        | Op::BuildString(n)
        | Op::BuildSlice(n) => (n as usize, 1),
        Op::BuildMap(n) => (2 * n as usize, 1),
        Op::ListAppend(_)
        | Op::SetAdd(_)
        | Op::ListExtend
        | Op::SetUpdate
        | Op::DictUpdate
        | Op::DictMerge => (1, 0),
        Op::MapAdd(_) => (2, 0),
        Op::UnpackSequence(n) => (1, n as usize),
        Op::UnpackEx(before, after) => (1, usize::from(before) + after as usize + 1),
        Op::FormatValue(_, spec) => (1 + usize::from(spec), 1),
        Op::MakeFunction(flags) => (1 + flags.count_ones() as usize, 1),
        Op::Call(n) => (n as usize + 2, 1),
        Op::CallKw(n, _) => (n as usize + 2, 1),
        Op::CallEx(keywords) => (3 + usize::from(keywords), 1),
        Op::Send(_) => (1, 1),
        Op::CheckExcMatch => (1, 1),
        Op::Raise(n) => (n as usize, 0),
        Op::ImportName(_) => (2, 1),
        Op::ImportFrom(_) => (0, 1),
        Op::BeforeWith => (1, 2),
        Op::WithExceptStart => (0, 1),
        Op::LoadFast(_)
        | Op::LoadFastBorrow(_)
        | Op::LoadFastAndClear(_)
        | Op::RestoreFast(_)
        | Op::StoreFast(_)
        | Op::DeleteFast(_)
        | Op::Copy(_)
        | Op::Swap(_)
        | Op::LoadMethod(_)
        | Op::Yield
        | Op::ForIter(_)
        | Op::JumpIfFalseOrPop(_)
        | Op::JumpIfTrueOrPop(_) => (0, 0),
    }
}
