//! What a pattern says, as a tree.

use super::Place;
use super::class::Class;

/// The flags of the module `re`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flags(pub(crate) u32);

impl Flags {
    pub(crate) const IGNORECASE: Flags = Flags(2);
    pub(crate) const LOCALE: Flags = Flags(4);
    pub(crate) const MULTILINE: Flags = Flags(8);
    pub(crate) const DOTALL: Flags = Flags(16);
    pub(crate) const UNICODE: Flags = Flags(32);
    pub(crate) const VERBOSE: Flags = Flags(64);
    pub(crate) const ASCII: Flags = Flags(256);

    pub(crate) fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// The flag of an inline letter.
    pub(crate) fn of_letter(letter: char) -> Option<Flags> {
        Some(match letter {
            'i' => Flags::IGNORECASE,
            'L' => Flags::LOCALE,
            'm' => Flags::MULTILINE,
            's' => Flags::DOTALL,
            'u' => Flags::UNICODE,
            'x' => Flags::VERBOSE,
            'a' => Flags::ASCII,
            _ => return None,
        })
    }
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Char {
        char: char,
        folded: bool,
    },
    Any {
        newline: bool,
    },
    Class(Box<Class>),
    At(Place),
    Sequence(Vec<Node>),
    Branch(Vec<Node>),
    Group {
        number: usize,
        inner: Box<Node>,
    },
    Atomic(Box<Node>),
    Look {
        ahead: bool,
        negated: bool,
        inner: Box<Node>,
    },
    GroupRef {
        group: usize,
        folded: bool,
    },
    IfGroup {
        group: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
    Repeat {
        inner: Box<Node>,
        least: usize,
        most: Option<usize>,
        kind: Repeat,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    Greedy,
    Lazy,
    Possessive,
}

impl Node {
    /// The least and the most characters that it matches.
    pub(super) fn width(&self) -> (usize, Option<usize>) {
        match self {
            Node::Empty | Node::At(_) | Node::Look { .. } => (0, Some(0)),
            Node::Char { .. } | Node::Any { .. } | Node::Class(_) => (1, Some(1)),
            Node::Sequence(nodes) => nodes.iter().fold((0, Some(0)), |(low, high), node| {
                let (least, most) = node.width();
                (
                    low.saturating_add(least),
                    high.zip(most).map(|(a, b)| a.saturating_add(b)),
                )
            }),
            Node::Branch(nodes) => nodes
                .iter()
                .map(Node::width)
                .reduce(either)
                .unwrap_or((0, Some(0))),
            Node::Group { inner, .. } | Node::Atomic(inner) => inner.width(),
            Node::GroupRef { .. } => (0, None),
            Node::IfGroup { yes, no, .. } => either(yes.width(), no.width()),
            Node::Repeat {
                inner, least, most, ..
            } => {
                let (low, high) = inner.width();
                (
                    low.saturating_mul(*least),
                    high.zip(*most).map(|(a, b)| a.saturating_mul(b)),
                )
            }
        }
    }
}

fn either(
    (low, high): (usize, Option<usize>),
    (least, most): (usize, Option<usize>),
) -> (usize, Option<usize>) {
    (low.min(least), high.zip(most).map(|(a, b)| a.max(b)))
}
