//! Threads of Python: all in one native thread, taking turns.
//!
//! Each thread has a [`ThreadState`]; the one that runs is `vm.thread`, the others are parked.
//! Who runs is decided by the lock of the interpreter, `gil::Turns`: a thread runs until it waits or ends,
//! or until it looks at `eval_breaker` after another one has waited for the switch interval.
//! All that depends on time depends on the clock of the interpreter, so the same program has the same turns each time.
//!
//! # Loops over instructions
//!
//! Native code that calls Python runs a loop over instructions of its own, on top of the native stack.
//! Any thread's frames can run in any loop; but a loop can give back its result only when it is the topmost one.
//! So a thread whose call from native code is over waits until the loops above it, of other threads, are over too.
//! Where every thread waits and one waits for that, the run ends with an error of our own.

mod breaker;
mod frames;
mod life;
mod report;
mod state;
mod turns;
mod wait;

use std::collections::BTreeMap;

use gil::bytecode::EvalBreaker;
use gil::{ThreadId, Turns};
use version::Version;

pub(crate) use state::ThreadState;
pub(crate) use wait::{On, Outcome};

use super::Vm;
use crate::code::Op;

/// The number of the main thread.
pub(crate) const MAIN: u64 = 1;

/// All threads but the one that runs, and the lock that they want.
#[derive(Debug)]
pub(crate) struct Threads {
    pub(crate) gil: Turns,
    rule: EvalBreaker,
    /// By number, which is the order in which they began.
    parked: BTreeMap<u64, ThreadState>,
    /// Whose the loops over instructions are, the topmost last.
    loops: Vec<u64>,
    /// Whose result waited for the loop above it, which is over: that one goes on before any loop is laid on its own.
    uncovered: Option<u64>,
    /// How many threads there ever were.
    born: u64,
    /// How many waits there ever were.
    waits: u64,
    wakeups: Vec<wait::Wakeup>,
    /// When something happens to a thread that doesn't run.
    pub(crate) next_event: u64,
    /// Whether the running thread has to do something when it looks.
    pub(crate) breaker: bool,
    /// Whether the native code under way was called by an instruction, which can be run again.
    pub(crate) direct: bool,
    /// The instruction that was run last.
    pub(crate) done: Op,
    /// The slots of thread numbers that are in use, for identifiers that are used again.
    idents: Vec<u64>,
    /// Whether only the main thread goes on.
    closed: bool,
    /// The class of `sys.get_asyncgen_hooks()`.
    pub(crate) asyncgen_hooks: Option<objects::Ref>,
    /// How many threads of `start_new_thread` are alive.
    pub(crate) count: usize,
}

impl Threads {
    /// The main thread alone, which has the lock.
    pub(crate) fn new(version: Version) -> (Threads, ThreadState) {
        let mut gil = Turns::new();
        gil.take_gil(ThreadId::new(MAIN), std::time::Duration::ZERO);
        let threads = Threads {
            gil,
            rule: EvalBreaker::of(version),
            parked: BTreeMap::new(),
            loops: Vec::new(),
            uncovered: None,
            born: MAIN,
            waits: 0,
            wakeups: Vec::new(),
            next_event: u64::MAX,
            breaker: false,
            direct: false,
            done: Op::Nop,
            idents: vec![MAIN],
            closed: false,
            asyncgen_hooks: None,
            count: 0,
        };
        let main = ThreadState {
            number: MAIN,
            name: Some("MainThread".into()),
            ..ThreadState::default()
        };
        (threads, main)
    }

    /// Sets the function of a parked thread that is told of what it runs, and takes it over; gives the old one.
    pub(crate) fn set_tracer(
        &mut self,
        number: u64,
        tool: super::Tool,
        function: Option<objects::Ref>,
    ) -> Option<Option<objects::Ref>> {
        let thread = self.parked.get_mut(&number)?;
        thread.know_frames();
        let place = match tool {
            super::Tool::Trace => &mut thread.tracing.trace,
            super::Tool::Profile => &mut thread.tracing.profile,
        };
        Some(std::mem::replace(place, function))
    }

    /// Visits what the parked threads hold.
    pub(crate) fn references(&self, visit: &mut impl FnMut(objects::Ref)) {
        for thread in self.parked.values() {
            thread.references(visit);
        }
    }
}

/// `pthread_self()` of the main thread: an address, below which the others' stacks lie.
const MAIN_IDENT: u64 = 0x7f4a_1c2b_7740;
/// From one thread's stack to the next: 8 MiB, and a page that guards it.
const STACK_BYTES: u64 = 0x80_1000;

impl Vm {
    /// `threading.get_ident()` of a thread; the identifier of one that has ended is used again.
    pub(crate) fn ident_of(&self, thread: u64) -> u64 {
        let slot = self
            .threads
            .idents
            .iter()
            .position(|&held| held == thread)
            .unwrap_or(0) as u64;
        match slot {
            0 => MAIN_IDENT,
            slot => MAIN_IDENT - 0x100_0000 - slot * STACK_BYTES,
        }
    }

    /// `threading.get_ident()`.
    pub(crate) fn ident(&self) -> u64 {
        self.ident_of(self.thread.number)
    }
}
