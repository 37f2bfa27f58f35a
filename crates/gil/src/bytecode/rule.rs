//! Where each version looks at `eval_breaker`.

use version::Version;

/// After which instructions a thread may be switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvalBreaker {
    /// To 3.9: at the top of the loop that reads instructions, so between almost any two.
    /// A few that are over quickly go on to the next one without a look (`FAST_DISPATCH`).
    MostInstructions,
    /// 3.10: after a jump backward and after a call, and when a function starts.
    JumpsAndCalls,
    /// From 3.11: after a jump backward, after a call of a C function, and at `RESUME`, where a Python function starts.
    JumpsAndResume,
    /// Without the lock there is nothing to wait for: other threads run at any time.
    Everywhere,
}

/// What a thread has just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// An instruction of this name, within one function.
    Instruction(&'static str),
    /// A call of something written in C, and its return.
    CallOfC,
    /// A call of a Python function, which has not run anything yet.
    Enter,
    /// A return to the function that called; its call instruction is over now.
    Return,
}

/// What goes on to the next instruction without a look, to 3.9. A jump on a condition does when it finds
/// `True` or `False`, and one that keeps what it has found is left out here.
const FAST_DISPATCH: &[&str] = &[
    "DUP_TOP",
    "DUP_TOP_TWO",
    "JUMP_FORWARD",
    "LOAD_CONST",
    "LOAD_FAST",
    "NOP",
    "POP_JUMP_IF_FALSE",
    "POP_JUMP_IF_TRUE",
    "POP_TOP",
    "ROT_FOUR",
    "ROT_THREE",
    "ROT_TWO",
    "STORE_FAST",
];

impl EvalBreaker {
    /// The rule of a version.
    pub fn of(version: Version) -> Self {
        if version.is_free_threaded() {
            EvalBreaker::Everywhere
        } else if version >= Version::new(3, 11, 0) {
            EvalBreaker::JumpsAndResume
        } else if version >= Version::new(3, 10, 0) {
            EvalBreaker::JumpsAndCalls
        } else {
            EvalBreaker::MostInstructions
        }
    }

    /// Whether the look is put off because of what comes next, an instruction of this name: to 3.9, at the begin of
    /// `try` and `with`, so that no interrupt comes between a resource and the block that closes it.
    pub fn puts_off(self, next: &str) -> bool {
        self == EvalBreaker::MostInstructions
            && matches!(
                next,
                "SETUP_FINALLY" | "SETUP_WITH" | "BEFORE_ASYNC_WITH" | "YIELD_FROM"
            )
    }

    // ANCHOR: eval_breaker
    /// Whether the thread looks at `eval_breaker` now.
    pub fn looks(self, done: Done) -> bool {
        match self {
            EvalBreaker::Everywhere => true,
            EvalBreaker::MostInstructions => match done {
                Done::Instruction(name) => !FAST_DISPATCH.contains(&name),
                Done::CallOfC | Done::Enter | Done::Return => true,
            },
            EvalBreaker::JumpsAndCalls => match done {
                Done::Instruction(name) => name == "JUMP_ABSOLUTE",
                Done::CallOfC | Done::Enter | Done::Return => true,
            },
            EvalBreaker::JumpsAndResume => match done {
                Done::Instruction(name) => name == "JUMP_BACKWARD" || name == "RESUME",
                Done::CallOfC => true,
                Done::Enter | Done::Return => false, // RESUME comes next; a return has no look
            },
        }
    }
    // ANCHOR_END: eval_breaker
}
