//! One instruction, under the name that `dis` gives it.

use std::fmt;

/// An instruction of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Op {
    /// The name in `dis` of the program's version.
    pub name: &'static str,
    /// The name or number that it is about, for readers; empty if there is none.
    pub argument: &'static str,
    pub(crate) action: Action,
}

/// What an instruction does with the stack, the global `c` and the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Nothing that matters here.
    Nothing,
    /// Pushes a value that no other thread can change.
    Push(Value),
    /// Pushes the global `c`, which all threads share.
    LoadC,
    /// Pops into `c`.
    StoreC,
    /// Pushes the function's argument.
    LoadArgument,
    /// Pops.
    Pop,
    /// Pops two numbers, pushes their sum.
    Add,
    /// Pops an argument, if the callable beneath takes one, then the callable; calls it.
    Call,
    /// Pushes the next item of the iterator on the stack, or pops the iterator and jumps.
    ForIter { exit: usize },
    /// Goes there.
    Jump(usize),
    /// Ends the function; what is on the stack is its result.
    Return,
}

/// What can be on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    Int(i64),
    None,
    /// `range`, and the iterator that it becomes.
    Range,
    Iterator {
        left: i64,
    },
    /// The function `one`, written in Python.
    One,
    /// `lock.acquire` and `lock.release`, written in C.
    Acquire,
    Release,
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        if !self.argument.is_empty() {
            write!(f, " {}", self.argument)?;
        }
        Ok(())
    }
}
