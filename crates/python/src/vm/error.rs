//! [`Exc`], what ends native code early.

use objects::Ref;

/// Why a run was ended by this runtime, and not by the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The program took more steps than it may.
    Steps(u64),
    /// It needed more memory than it may have, in bytes.
    Memory(u64),
    /// It printed more than it may, in bytes.
    Output(usize),
    /// Every thread waits, and nothing ends its wait: who waits for what, and where.
    Deadlock(String),
    /// It used something that this runtime lacks.
    Unsupported(String),
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stop::Steps(limit) => write!(
                f,
                "stopped: the program took more than {limit} steps; is there a loop without end?"
            ),
            Stop::Memory(limit) => write!(
                f,
                "stopped: the program needs more than {limit} bytes of memory"
            ),
            Stop::Output(limit) => {
                write!(f, "stopped: the program printed more than {limit} bytes")
            }
            Stop::Deadlock(who) => write!(f, "stopped: every thread waits for ever: {who}"),
            Stop::Unsupported(what) => write!(f, "unsupported: {what}"),
        }
    }
}

/// What ends native code early.
#[derive(Debug)]
pub(crate) enum Exc {
    /// An exception, owned.
    Raised(Ref),
    /// An exception of the crate `weakref` that isn't an object yet.
    Weak(weakref::Error),
    /// The calling thread waits; the instruction is run again then. Only `Vm::wait` gives it, and only the instruction sees it.
    Wait,
    /// The end of the run; no handler sees it.
    Stop(Stop),
}

impl From<weakref::Error> for Exc {
    fn from(error: weakref::Error) -> Exc {
        Exc::Weak(error)
    }
}

/// The result of native code.
pub(crate) type R<T = Ref> = Result<T, Exc>;
