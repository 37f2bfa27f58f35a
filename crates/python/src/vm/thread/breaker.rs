//! The look at `eval_breaker`: where a thread gives way that was asked to.

use gil::ThreadId;
use gil::bytecode::Done;

use super::Vm;
use crate::code::Op;
use crate::vm::{Exc, R};

/// What CPython calls the instruction, where the rule of its version goes by names.
fn name(op: Op) -> &'static str {
    match op {
        Op::Nop => "NOP",
        Op::LoadConst(_) | Op::LoadConstBorrow(_) => "LOAD_CONST",
        Op::LoadFast(_) | Op::LoadFastBorrow(_) | Op::LoadFastAndClear(_) => "LOAD_FAST",
        Op::StoreFast(_) | Op::RestoreFast(_) => "STORE_FAST",
        Op::Pop => "POP_TOP",
        Op::Copy(_) => "DUP_TOP",
        Op::Swap(_) => "ROT_TWO",
        Op::Jump(_) => "JUMP_FORWARD",
        Op::PopJumpIfFalse(_) => "POP_JUMP_IF_FALSE",
        Op::PopJumpIfTrue(_) => "POP_JUMP_IF_TRUE",
        Op::SetupBlock(_) => "SETUP_FINALLY",
        Op::BeforeWith | Op::SetupWith(_) => "SETUP_WITH",
        Op::Send(_) => "YIELD_FROM",
        _ => "",
    }
}

impl Vm {
    /// What the running thread has just done, as the rules know it.
    fn done(&mut self) -> Done {
        let modern = self.since(11);
        match self.threads.done {
            Op::Return => Done::Return,
            Op::Call(_) | Op::CallKw(..) | Op::CallEx(_) => {
                if self.top().ip > 0 {
                    Done::CallOfC
                } else if modern {
                    // It stands where RESUME would be.
                    Done::Instruction("RESUME")
                } else {
                    Done::Enter
                }
            }
            Op::JumpBackward(_) if modern => Done::Instruction("JUMP_BACKWARD"),
            Op::JumpBackward(_) => Done::Instruction("JUMP_ABSOLUTE"),
            op => Done::Instruction(name(op)),
        }
    }

    /// Does what the breaker asks for, if this is a place for it: says whether another thread has its turn now.
    pub(super) fn look(&mut self) -> R<bool> {
        // What a library module does while it is loaded isn't the program's.
        if self.loading > 0 {
            return Ok(false);
        }
        if self.yield_to_uncovered() {
            return Ok(true);
        }
        let done = self.done();
        let rule = self.threads.rule;
        if !rule.looks(done) {
            return Ok(false);
        }
        let frame = self.top();
        let next = frame.body.ops.get(frame.ip).map_or("", |&op| name(op));
        if rule.puts_off(next) {
            return Ok(false);
        }
        if let Some(exception) = self.thread.interrupt.take() {
            self.plan();
            return Err(Exc::Raised(exception));
        }
        if !self.threads.gil.drop_requested() || self.threads.closed {
            self.threads.breaker = false;
            return Ok(false);
        }
        let (me, now) = (ThreadId::new(self.thread.number), self.moment());
        let next = self.threads.gil.give_way(me, now);
        self.plan();
        Ok(next != me)
    }
}
