//! Which loads of locals need no count of their own: `optimize_load_fast` in `Python/flowgraph.c` (3.14.0).
//!
//! A local that certainly keeps its object until the loaded value is used up lends it.
//! Only code that is reached without an exception is looked at, as there.

use crate::code::Op;

/// Where a value on the stack comes from: the load at this place, of this local.
type Origin = Option<(usize, u32)>;

/// Replaces `LoadFast` by `LoadFastBorrow` where it may.
pub(super) fn optimize_load_fast(ops: &mut [Op], cells: &[u32]) {
    let mut starts = vec![false; ops.len() + 1];
    for (at, op) in ops.iter().enumerate() {
        if let Some(target) = target(op) {
            starts[target] = true;
            starts[at + 1] = true;
        }
        if let Op::Return | Op::Reraise | Op::Raise(_) = op {
            starts[at + 1] = true;
        }
    }
    let mut seen = vec![false; ops.len() + 1];
    let mut todo = vec![0];
    while let Some(start) = todo.pop() {
        if start >= ops.len() || std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut end = start;
        let mut falls = true;
        loop {
            let op = ops[end];
            if let Some(target) = target(&op)
                && !matches!(op, Op::SetupBlock(_) | Op::SetupWith(_))
            {
                todo.push(target);
            }
            end += 1;
            if let Op::Return | Op::Reraise | Op::Raise(_) | Op::Jump(_) | Op::JumpBackward(_) = op
            {
                falls = false;
            }
            // A protected block goes on without a break.
            let protects = matches!(op, Op::SetupBlock(_) | Op::SetupWith(_));
            let breaks = starts[end] && (!protects || is_jump_target(ops, end));
            if end == ops.len() || breaks {
                break;
            }
        }
        if falls {
            todo.push(end);
        }
        block(&mut ops[start..end], cells);
    }
}

fn is_jump_target(ops: &[Op], place: usize) -> bool {
    ops.iter().any(|op| target(op) == Some(place))
}

fn target(op: &Op) -> Option<usize> {
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

/// Looks at one block as if it began with an empty stack, as CPython does.
fn block(ops: &mut [Op], cells: &[u32]) {
    let mut stack: Vec<Origin> = Vec::new();
    let mut killed = vec![false; ops.len()];
    let pop = |stack: &mut Vec<Origin>| stack.pop().flatten();
    for (at, op) in ops.iter().enumerate() {
        match *op {
            Op::LoadFast(local) => stack.push((!cells.contains(&local)).then_some((at, local))),
            Op::LoadFastAndClear(local) => {
                kill(&stack, local, &mut killed);
                stack.push(None);
            }
            Op::StoreFast(local) | Op::RestoreFast(local) => {
                if let Some((load, _)) = pop(&mut stack) {
                    // It lives on in another local.
                    killed[load] = true;
                }
                kill(&stack, local, &mut killed);
            }
            Op::DeleteFast(local) => kill(&stack, local, &mut killed),
            Op::Copy(depth) => {
                let value = stack
                    .len()
                    .checked_sub(depth as usize)
                    .and_then(|place| stack[place]);
                stack.push(value);
            }
            Op::Swap(depth) => {
                while stack.len() < depth as usize {
                    stack.insert(0, None);
                }
                let top = stack.len() - 1;
                stack.swap(top, top + 1 - depth as usize);
            }
            Op::LoadMethod(_) => {
                let this = pop(&mut stack);
                stack.push(None);
                stack.push(this);
            }
            Op::Yield => {
                // What a generator gives away and keeps must be counted.
                for (load, _) in stack.iter().flatten() {
                    killed[*load] = true;
                }
                pop(&mut stack);
                stack.push(None);
            }
            Op::ForIter(_) => stack.push(None),
            Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => {}
            op => {
                let (pops, pushes) = effect(op);
                for _ in 0..pops {
                    pop(&mut stack);
                }
                stack.extend(std::iter::repeat_n(None, pushes));
            }
        }
    }
    for (load, _) in stack.into_iter().flatten() {
        killed[load] = true;
    }
    for (op, killed) in ops.iter_mut().zip(killed) {
        if let (Op::LoadFast(local), false) = (*op, killed)
            && !cells.contains(&local)
        {
            *op = Op::LoadFastBorrow(local);
        }
    }
}

/// The local changes while its value is on the stack.
fn kill(stack: &[Origin], local: u32, killed: &mut [bool]) {
    for (load, held) in stack.iter().flatten() {
        if *held == local {
            killed[*load] = true;
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
        Op::UnpackEx(before, after) => (1, (before + after) as usize + 1),
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
