//! Several threads in the middle of one program.

use crate::bytecode::op::{Action, Op, Value};
use crate::bytecode::program::Program;
use crate::bytecode::rule::{Done, EvalBreaker};

/// All that the rest of the run depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Machine {
    pub(crate) c: i64,
    /// The thread that has the program's own lock.
    lock: Option<usize>,
    pub(crate) threads: Vec<Thread>,
}

/// One thread; without frames it has ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Thread {
    frames: Vec<Frame>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Frame {
    in_one: bool,
    next: usize,
    argument: Value,
    stack: Vec<Value>,
}

impl Frame {
    fn new(in_one: bool, argument: Value) -> Self {
        Frame {
            in_one,
            next: 0,
            argument,
            stack: Vec::new(),
        }
    }

    fn pop(&mut self) -> Value {
        self.stack.pop().expect("the compiler balances the stack")
    }

    fn pop_int(&mut self) -> i64 {
        match self.pop() {
            Value::Int(int) => int,
            other => unreachable!("{other:?} isn't a number; the compiler made a mistake"),
        }
    }
}

impl Machine {
    /// All threads stand before their first instruction.
    pub(crate) fn new(threads: usize) -> Self {
        let thread = Thread {
            frames: vec![Frame::new(false, Value::None)],
        };
        Machine {
            c: 0,
            lock: None,
            threads: vec![thread; threads],
        }
    }

    /// The instruction before which a thread stands, or `None` if it has ended.
    fn next(&self, thread: usize, program: &Program) -> Option<Op> {
        let frame = self.threads[thread].frames.last()?;
        let ops = if frame.in_one {
            &program.one
        } else {
            &program.ops
        };
        Some(ops[frame.next])
    }

    /// Whether the thread can go on: it hasn't ended, and isn't about to wait for the program's lock.
    pub(crate) fn can_run(&self, thread: usize, program: &Program) -> bool {
        let waits = || {
            let frame = self.threads[thread].frames.last();
            let acquires = frame.is_some_and(|frame| frame.stack.last() == Some(&Value::Acquire));
            acquires && self.lock.is_some()
        };
        match self.next(thread, program) {
            None => false,
            Some(op) => op.action != Action::Call || !waits(),
        }
    }

    // ANCHOR: slice
    /// Runs one thread up to the next place where it may be switched, and gives the instructions.
    pub(crate) fn run_slice(&mut self, thread: usize, program: &Program) -> Vec<Op> {
        let rule = EvalBreaker::of(program.version());
        let mut ops = Vec::new();
        while self.can_run(thread, program) {
            let op = self.next(thread, program).expect("it can run");
            ops.push(op);
            let done = self.step(thread, op);
            if rule.looks(done) {
                break;
            }
        }
        ops
    }
    // ANCHOR_END: slice

    /// Runs one instruction.
    fn step(&mut self, thread: usize, op: Op) -> Done {
        let frames = &mut self.threads[thread].frames;
        let frame = frames.last_mut().expect("it can run");
        frame.next += 1;
        match op.action {
            Action::Nothing => {}
            Action::Push(value) => frame.stack.push(value),
            Action::LoadC => frame.stack.push(Value::Int(self.c)),
            Action::StoreC => self.c = frame.pop_int(),
            Action::LoadArgument => frame.stack.push(frame.argument),
            Action::Pop => drop(frame.pop()),
            Action::Add => {
                let sum = frame.pop_int() + frame.pop_int();
                frame.stack.push(Value::Int(sum));
            }
            Action::Jump(target) => frame.next = target,
            Action::ForIter { exit } => match frame.pop() {
                Value::Iterator { left: 0 } => frame.next = exit,
                Value::Iterator { left } => {
                    frame.stack.push(Value::Iterator { left: left - 1 });
                    frame.stack.push(Value::None);
                }
                other => unreachable!("{other:?} isn't an iterator; the compiler made a mistake"),
            },
            Action::Call => return self.call(thread),
            Action::Return => {
                let result = frame.stack.pop().unwrap_or(Value::None);
                frames.pop();
                if let Some(caller) = frames.last_mut() {
                    caller.stack.push(result);
                }
                return Done::Return;
            }
        }
        Done::Instruction(op.name)
    }

    fn call(&mut self, thread: usize) -> Done {
        let frames = &mut self.threads[thread].frames;
        let frame = frames.last_mut().expect("it can run");
        match frame.pop() {
            Value::Acquire => {
                self.lock = Some(thread);
                frame.stack.push(Value::None);
            }
            Value::Release => {
                self.lock = None;
                frame.stack.push(Value::None);
            }
            argument => match (frame.pop(), argument) {
                (Value::Range, Value::Int(left)) => frame.stack.push(Value::Iterator { left }),
                (Value::One, argument) => {
                    frames.push(Frame::new(true, argument));
                    return Done::Enter;
                }
                other => unreachable!("{other:?} can't be called; the compiler made a mistake"),
            },
        }
        Done::CallOfC
    }
}
