//! From the tree to instructions.

use super::node::{Flags, Node, Repeat};
use super::parse::parse;
use super::{Inst, Program, Wrong};

/// More instructions than this aren't made: `(a{1000}){1000}` would be a million.
const MAX_CODE: usize = 200_000;

/// Reads a pattern as release 3.`minor` does.
pub(crate) fn compile(
    pattern: &[char],
    flags: Flags,
    is_bytes: bool,
    minor: u8,
) -> Result<Program, Wrong> {
    let parsed = parse(pattern, flags, is_bytes, minor)?;
    let mut maker = Maker {
        code: Vec::new(),
        loops: 0,
    };
    maker.code.push(Inst::Save(0));
    maker.node(&parsed.node)?;
    maker.code.push(Inst::Save(1));
    maker.code.push(Inst::Accept);
    Ok(Program {
        code: maker.code,
        groups: parsed.groups,
        names: parsed.names,
        flags: parsed.flags,
        loops: maker.loops,
    })
}

struct Maker {
    code: Vec<Inst>,
    loops: usize,
}

impl Maker {
    fn push(&mut self, inst: Inst) -> Result<usize, Wrong> {
        if self.code.len() >= MAX_CODE {
            return Err(Wrong::Unsupported(format!(
                "a pattern of more than {MAX_CODE} instructions"
            )));
        }
        self.code.push(inst);
        Ok(self.code.len() - 1)
    }

    /// The nesting is limited by the parser.
    fn node(&mut self, node: &Node) -> Result<(), Wrong> {
        match node {
            Node::Empty => {}
            Node::Char { char, folded: true } => {
                self.push(Inst::CharFolded(*char))?;
            }
            Node::Char { char, .. } => {
                self.push(Inst::Char(*char))?;
            }
            Node::Any { newline: true } => {
                self.push(Inst::Any)?;
            }
            Node::Any { .. } => {
                self.push(Inst::AnyButNewline)?;
            }
            Node::Class(class) => {
                self.push(Inst::Class(class.clone()))?;
            }
            Node::At(place) => {
                self.push(Inst::At(*place))?;
            }
            Node::Sequence(nodes) => {
                for node in nodes {
                    self.node(node)?;
                }
            }
            Node::Branch(nodes) => {
                let mut ends = Vec::new();
                for (place, node) in nodes.iter().enumerate() {
                    if place + 1 == nodes.len() {
                        self.node(node)?;
                        break;
                    }
                    let split = self.push(Inst::Split(0, 0))?;
                    self.node(node)?;
                    ends.push(self.push(Inst::Jump(0))?);
                    let next = self.code.len();
                    self.code[split] = Inst::Split(split + 1, next);
                }
                let end = self.code.len();
                for place in ends {
                    self.code[place] = Inst::Jump(end);
                }
            }
            Node::Group { number, inner } => {
                self.push(Inst::Save(2 * number))?;
                self.node(inner)?;
                self.push(Inst::Save(2 * number + 1))?;
            }
            Node::Atomic(inner) => self.alone(inner, |after| Inst::Atomic { after })?,
            Node::Look {
                ahead,
                negated,
                inner,
            } => {
                let behind = (!ahead).then(|| inner.width().0);
                let negated = *negated;
                self.alone(inner, |after| Inst::Look {
                    behind,
                    negated,
                    after,
                })?;
            }
            Node::GroupRef { group, folded } => {
                self.push(Inst::GroupRef {
                    group: *group,
                    folded: *folded,
                })?;
            }
            Node::IfGroup { group, yes, no } => {
                let test = self.push(Inst::Accept)?;
                self.node(yes)?;
                let jump = self.push(Inst::Accept)?;
                let otherwise = self.code.len();
                self.node(no)?;
                let end = self.code.len();
                self.code[test] = Inst::IfGroup {
                    group: *group,
                    otherwise,
                };
                self.code[jump] = Inst::Jump(end);
            }
            Node::Repeat {
                inner,
                least,
                most,
                kind: Repeat::Possessive,
            } => {
                let greedy = Node::Repeat {
                    inner: inner.clone(),
                    least: *least,
                    most: *most,
                    kind: Repeat::Greedy,
                };
                self.alone(&greedy, |after| Inst::Atomic { after })?;
            }
            Node::Repeat {
                inner,
                least,
                most,
                kind,
            } => self.repeat(inner, *least, *most, *kind == Repeat::Lazy)?,
        }
        Ok(())
    }

    /// A part that is matched on its own, behind the instruction that says so.
    fn alone(&mut self, inner: &Node, inst: impl FnOnce(usize) -> Inst) -> Result<(), Wrong> {
        let head = self.push(Inst::Accept)?;
        self.node(inner)?;
        self.push(Inst::Accept)?;
        let after = self.code.len();
        self.code[head] = inst(after);
        Ok(())
    }

    fn split(&mut self, at: usize, more: usize, out: usize, lazy: bool) {
        self.code[at] = if lazy {
            Inst::Split(out, more)
        } else {
            Inst::Split(more, out)
        };
    }

    fn repeat(
        &mut self,
        inner: &Node,
        least: usize,
        most: Option<usize>,
        lazy: bool,
    ) -> Result<(), Wrong> {
        for _ in 0..least {
            self.node(inner)?;
        }
        let Some(most) = most else {
            let split = self.push(Inst::Split(0, 0))?;
            let may_be_empty = inner.width().0 == 0;
            if may_be_empty {
                let slot = self.loops;
                self.loops += 1;
                self.push(Inst::LoopBegin(slot))?;
                self.node(inner)?;
                let end = self.push(Inst::Accept)?;
                self.push(Inst::Jump(split))?;
                let out = self.code.len();
                self.code[end] = Inst::LoopEnd { slot, out };
            } else {
                self.node(inner)?;
                self.push(Inst::Jump(split))?;
            }
            let out = self.code.len();
            self.split(split, split + 1, out, lazy);
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.push(Inst::Split(0, 0))?);
            self.node(inner)?;
        }
        let out = self.code.len();
        for split in splits {
            self.split(split, split + 1, out, lazy);
        }
        Ok(())
    }
}
