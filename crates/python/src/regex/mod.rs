//! Regular expressions as the module `re` has them.
//!
//! The crates `regex` and `fancy-regex` differ from CPython in what a pattern may say, in what it is told when it is wrong,
//! and in what groups hold after a repetition; so this is the third of its kind: a pattern becomes instructions,
//! and a match is a search with a stack of what to try next. Nothing nests on the native stack but look-around.

mod class;
mod compile;
mod node;
mod parse;
mod run;

pub(crate) use class::Class;
pub(crate) use compile::compile;
pub(crate) use node::Flags;
pub(crate) use run::{Anchor, Found, find};

/// A pattern that can be matched.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) code: Vec<Inst>,
    /// How many groups, without the whole.
    pub(crate) groups: usize,
    /// Their names, in the order in which they are written.
    pub(crate) names: Vec<(String, usize)>,
    /// What the pattern itself switches on, too.
    pub(crate) flags: Flags,
    /// How many loops watch that they don't turn without moving.
    pub(crate) loops: usize,
}

/// One instruction.
#[derive(Debug)]
pub(crate) enum Inst {
    Char(char),
    /// A character in any case, as its lower case.
    CharFolded(char),
    Any,
    AnyButNewline,
    Class(Box<Class>),
    /// Tries the first, and the second if that fails.
    Split(usize, usize),
    Jump(usize),
    Save(usize),
    At(Place),
    GroupRef {
        group: usize,
        folded: bool,
    },
    /// What follows, to `Accept`, is tried on its own; then `after`.
    Look {
        behind: Option<usize>,
        negated: bool,
        after: usize,
    },
    Atomic {
        after: usize,
    },
    IfGroup {
        group: usize,
        otherwise: usize,
    },
    LoopBegin(usize),
    /// A round that didn't move ends the loop: goes to `out`.
    LoopEnd {
        slot: usize,
        out: usize,
    },
    Accept,
}

/// A place that has no width.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Begin,
    BeginOfLine,
    End,
    EndOfLine,
    EndOfText,
    WordBoundary {
        ascii: bool,
    },
    NoWordBoundary {
        ascii: bool,
        /// Whether it is in the empty text, too.
        of_nothing: bool,
    },
}

/// What is wrong with a pattern.
#[derive(Debug)]
pub(crate) enum Wrong {
    /// CPython's error, with the place in the pattern.
    Error(String, usize),
    /// Something that isn't here.
    Unsupported(String),
}
