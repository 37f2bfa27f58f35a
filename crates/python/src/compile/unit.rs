//! [`Unit`], one code object while it is written.

use std::rc::Rc;

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use super::scope::{CLASSDICT, CONDITIONAL, FORMAT, Kind, Reach};
use super::{Compiled, Compiler, borrow};
use crate::code::{Const, Draft, Flags, Op};
use crate::source::Position;

/// What happens to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    Load,
    Store,
    Delete,
}

/// A jump target whose place isn't known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub(super) u32);

/// What `return`, `break` and `continue` have to leave properly.
#[derive(Clone, Debug)]
pub(super) enum Block {
    While {
        start: Label,
        end: Label,
    },
    For {
        start: Label,
        end: Label,
    },
    /// In the body of a `try` with handlers.
    Try,
    /// In the body of a `try` with a `finally`.
    FinallyTry(Vec<Stmt>),
    /// In the copy of a `finally` that runs for an exception.
    FinallyEnd,
    With {
        is_async: bool,
    },
    /// In a handler; the name is unbound at its end.
    Handler(Option<Rc<str>>),
    /// In an `except*` handler, which nothing may jump out of.
    StarHandler(TextRange),
    /// A value on the stack that is dropped.
    Value,
}

/// One code object while it is written.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) scope: usize,
    pub(super) name: Rc<str>,
    pub(super) qualname: Rc<str>,
    pub(super) variables: Vec<Rc<str>>,
    pub(super) nlocals: usize,
    pub(super) free: usize,
    pub(super) cells: Vec<u32>,
    pub(super) consts: Vec<Const>,
    pub(super) names: Vec<Rc<str>>,
    pub(super) ops: Vec<Op>,
    pub(super) positions: Vec<Position>,
    /// The line that each instruction counts for when lines are traced; 0 for none.
    pub(super) lines: Vec<u32>,
    /// Where the next instructions don't count for the line of their piece of text.
    pub(super) line: Option<u32>,
    /// The line of the statement that was compiled last.
    pub(super) statement_line: u32,
    pub(super) labels: Vec<u32>,
    pub(super) blocks: Vec<Block>,
    pub(super) position: Position,
    pub(super) first_line: u32,
    pub(super) argcount: usize,
    pub(super) posonly: usize,
    pub(super) kwonly: usize,
    pub(super) flags: Flags,
    pub(super) doc: Option<Rc<str>>,
    /// Names that an inlined comprehension made local here, innermost last.
    pub(super) inlined: Vec<Vec<(Rc<str>, u32)>>,
    /// Annotations of which it isn't known before whether they are reached, and their numbers.
    pub(super) conditional: Vec<(TextRange, u32)>,
    /// For the names of functions inside: what stands before their own.
    pub(super) prefix: String,
}

/// Where an instruction counts for the line of the one before it.
const INHERITED: u32 = u32::MAX;

impl Compiler<'_> {
    /// Begins a code object.
    pub(super) fn enter(&mut self, scope: usize, name: &str, qualname: Rc<str>, first_line: u32) {
        let info = &self.scopes.all[scope];
        let is_function = info.kind.is_function();
        let mut variables: Vec<Rc<str>> = Vec::new();
        let mut cells = Vec::new();
        if is_function {
            variables.extend(info.locals().cloned());
        }
        let nlocals = variables.len();
        let mut cell_names: Vec<Rc<str>> = info.names(Reach::Cell).cloned().collect();
        // Sorted by name from 3.8 on (`dictbytype` in Python/compile.c).
        cell_names.sort();
        if info.kind == Kind::Class {
            let own = [
                (info.needs_class_cell, "__class__"),
                (info.needs_classdict, CLASSDICT),
                (info.conditional_annotations, CONDITIONAL),
            ];
            cell_names.extend(
                own.iter()
                    .filter(|(needed, _)| *needed)
                    .map(|&(_, name)| name.into()),
            );
        }
        for cell in cell_names {
            let place = match variables.iter().position(|name| *name == cell) {
                Some(place) => place,
                None => {
                    variables.push(cell);
                    variables.len() - 1
                }
            };
            cells.push(place as u32);
        }
        let mut free: Vec<Rc<str>> = info
            .names(Reach::Free)
            .chain(&info.passes)
            .cloned()
            .collect();
        free.sort();
        let nfree = free.len();
        variables.extend(free);
        let prefix = match info.kind {
            Kind::Module => String::new(),
            Kind::Class | Kind::Comprehension => format!("{qualname}."),
            kind if kind.is_annotation() => format!("{qualname}."),
            _ => format!("{qualname}.<locals>."),
        };
        self.units.push(Unit {
            scope,
            name: name.into(),
            qualname,
            variables,
            nlocals,
            free: nfree,
            cells,
            consts: Vec::new(),
            names: Vec::new(),
            ops: Vec::new(),
            positions: Vec::new(),
            lines: Vec::new(),
            line: None,
            statement_line: first_line,
            labels: Vec::new(),
            blocks: Vec::new(),
            position: Position {
                line: first_line,
                end_line: first_line,
                ..Position::default()
            },
            first_line,
            argcount: 0,
            posonly: 0,
            kwonly: 0,
            flags: Flags {
                optimized: is_function,
                postponed: self.postponed,
                ..Flags::default()
            },
            doc: None,
            inlined: Vec::new(),
            conditional: Vec::new(),
            prefix,
        });
    }

    /// Ends it.
    pub(super) fn leave(&mut self) -> Compiled<Draft> {
        let Some(mut unit) = self.units.pop() else {
            unreachable!("each leave has its enter")
        };
        for op in &mut unit.ops {
            if let Op::Jump(target)
            | Op::JumpBackward(target)
            | Op::PopJumpIfFalse(target)
            | Op::PopJumpIfTrue(target)
            | Op::JumpIfFalseOrPop(target)
            | Op::JumpIfTrueOrPop(target)
            | Op::PopJumpIfNone(target)
            | Op::ForIter(target)
            | Op::Send(target)
            | Op::SetupWith(target)
            | Op::SetupBlock(target) = op
            {
                *target = unit.labels[*target as usize];
            }
        }
        if self.since(14) {
            let lines: Vec<u32> = unit.positions.iter().map(|place| place.line).collect();
            let flags = unit.flags;
            let rest = usize::from(flags.varargs) + usize::from(flags.varkeywords);
            let variables = borrow::Variables {
                cells: &unit.cells,
                nlocals: unit.nlocals,
                given: unit.argcount + unit.kwonly + rest,
                lines: &lines,
                keeps_iterable: self.since(15),
            };
            borrow::optimize_load_fast(&mut unit.ops, &variables);
        }
        if self.since(15) {
            for op in &mut unit.ops {
                if let Op::LoadConst(index) = *op {
                    *op = Op::LoadConstBorrow(index);
                }
            }
        }
        // The parameter has a name that no annotation can mean, while names are sorted out.
        if let Some(first) = unit.variables.first_mut()
            && **first == *FORMAT
        {
            *first = "format".into();
        }
        Ok(Draft {
            name: unit.name,
            qualname: unit.qualname,
            flags: unit.flags,
            argcount: unit.argcount,
            posonly: unit.posonly,
            kwonly: unit.kwonly,
            variables: unit.variables,
            nlocals: unit.nlocals,
            cells: unit.cells,
            nfree: unit.free,
            consts: unit.consts,
            names: unit.names,
            ops: unit.ops,
            positions: unit.positions,
            lines: unit.lines,
            first_line: unit.first_line,
            doc: unit.doc,
        })
    }

    pub(super) fn unit(&mut self) -> &mut Unit {
        match self.units.last_mut() {
            Some(unit) => unit,
            None => unreachable!("there is a unit from the module's enter to its leave"),
        }
    }

    pub(super) fn scope(&self) -> &super::scope::Scope {
        let index = self.units.last().map_or(0, |unit| unit.scope);
        &self.scopes.all[index]
    }

    /// From here on instructions belong to this piece of text.
    pub(super) fn at(&mut self, range: TextRange) {
        let position = self.lines.position(range);
        let unit = self.unit();
        unit.position = position;
        unit.line = None;
    }

    /// From here on, to the next piece of text, instructions are the compiler's own: from 3.10 they have no line,
    /// before they count for the statement that was compiled last.
    pub(super) fn artificial(&mut self) {
        let modern = self.since(10);
        let unit = self.unit();
        unit.line = Some(if modern { 0 } else { unit.statement_line });
    }

    /// From here on, to the next piece of text, instructions count for the line of the one before them.
    pub(super) fn inherit(&mut self) {
        self.unit().line = Some(INHERITED);
    }

    /// From here on, to the next piece of text, instructions count for the line where this begins.
    pub(super) fn in_line_of(&mut self, range: TextRange) {
        let line = self.lines.position(range).line;
        self.unit().line = Some(line);
    }

    /// What stands for a statement that does nothing else: from 3.10, so that it is in a line.
    pub(super) fn nop(&mut self) {
        if self.since(10) {
            self.emit(Op::Nop);
        }
    }

    /// An instruction of the compiler's own.
    pub(super) fn emit_artificial(&mut self, op: Op) {
        let line = self.unit().line;
        self.artificial();
        self.emit(op);
        self.unit().line = line;
    }

    pub(super) fn emit(&mut self, op: Op) {
        let unit = self.unit();
        unit.ops.push(op);
        unit.positions.push(unit.position);
        let line = match unit.line {
            Some(INHERITED) => unit.lines.last().copied().unwrap_or(unit.first_line),
            Some(line) => line,
            None => unit.position.line,
        };
        unit.lines.push(line);
    }

    pub(super) fn label(&mut self) -> Label {
        let labels = &mut self.unit().labels;
        labels.push(u32::MAX);
        Label(labels.len() as u32 - 1)
    }

    pub(super) fn place(&mut self, label: Label) {
        let unit = self.unit();
        unit.labels[label.0 as usize] = unit.ops.len() as u32;
    }

    pub(super) fn load_const(&mut self, value: Const) {
        let index = self.constant(value);
        self.emit(Op::LoadConst(index));
    }

    pub(super) fn constant(&mut self, value: Const) -> u32 {
        let consts = &mut self.unit().consts;
        let index = consts
            .iter()
            .position(|held| *held == value)
            .unwrap_or_else(|| {
                consts.push(value);
                consts.len() - 1
            });
        index as u32
    }

    pub(super) fn name_index(&mut self, name: &str) -> u32 {
        let names = &mut self.unit().names;
        let index = names
            .iter()
            .position(|held| **held == *name)
            .unwrap_or_else(|| {
                names.push(name.into());
                names.len() - 1
            });
        index as u32
    }

    pub(super) fn return_none(&mut self) {
        self.artificial();
        self.load_const(Const::None);
        self.emit(Op::Return);
    }

    /// Where a variable of this code stands.
    pub(super) fn variable(&self, name: &str) -> Option<u32> {
        let variables = &self.units.last()?.variables;
        let place = variables.iter().rposition(|held| **held == *name)?;
        Some(place as u32)
    }

    /// Pushes the names of the class around, which what is evaluated later sees.
    fn load_classdict(&mut self) {
        if let Some(place) = self.variable(CLASSDICT) {
            self.emit(Op::LoadDeref(place));
        }
    }

    /// Loads, stores or deletes a name.
    pub(super) fn name_op(&mut self, name: &str, context: Context) {
        let mangled = self.scope().mangle(name);
        let inlined = self
            .units
            .last()
            .and_then(|unit| {
                unit.inlined
                    .iter()
                    .rev()
                    .flatten()
                    .find(|(held, _)| **held == *mangled)
            })
            .map(|&(_, place)| place);
        if let Some(place) = inlined {
            self.emit(match context {
                Context::Load => Op::LoadFast(place),
                Context::Store => Op::StoreFast(place),
                Context::Delete => Op::DeleteFast(place),
            });
            return;
        }
        let kind = self.scope().kind;
        let sees_class = self.scope().sees_class && context == Context::Load;
        let reach = self.scope().reach(&mangled);
        let variable = |compiler: &mut Self| {
            let variables = &compiler.unit().variables;
            // An inlined comprehension may have put a local of the same name before it.
            let place = if matches!(reach, Reach::Free | Reach::Cell) {
                variables.iter().rposition(|held| *held == mangled)
            } else {
                variables.iter().position(|held| *held == mangled)
            };
            match place {
                Some(place) => place as u32,
                None => unreachable!("the scope says that {mangled} is a variable here"),
            }
        };
        match reach {
            Reach::Cell | Reach::Free if !(kind == Kind::Class && reach == Reach::Cell) => {
                let place = variable(self);
                if sees_class {
                    self.load_classdict();
                }
                let op = match context {
                    Context::Load if sees_class => Op::LoadFromDictOrDeref(place),
                    Context::Load if kind == Kind::Class => Op::LoadClassDeref(place),
                    Context::Load => Op::LoadDeref(place),
                    Context::Store => Op::StoreDeref(place),
                    Context::Delete => Op::DeleteDeref(place),
                };
                self.emit(op);
            }
            Reach::Local if kind.is_function() => {
                let place = variable(self);
                self.emit(match context {
                    Context::Load => Op::LoadFast(place),
                    Context::Store => Op::StoreFast(place),
                    Context::Delete => Op::DeleteFast(place),
                });
            }
            Reach::GlobalExplicit => {
                let index = self.name_index(&mangled);
                self.emit(match context {
                    Context::Load => Op::LoadGlobal(index),
                    Context::Store => Op::StoreGlobal(index),
                    Context::Delete => Op::DeleteGlobal(index),
                });
            }
            Reach::GlobalImplicit if kind.is_function() => {
                if sees_class {
                    self.load_classdict();
                }
                let index = self.name_index(&mangled);
                self.emit(match context {
                    Context::Load if sees_class => Op::LoadFromDictOrGlobals(index),
                    Context::Load => Op::LoadGlobal(index),
                    Context::Store => Op::StoreGlobal(index),
                    Context::Delete => Op::DeleteGlobal(index),
                });
            }
            _ => {
                let index = self.name_index(&mangled);
                self.emit(match context {
                    Context::Load => Op::LoadName(index),
                    Context::Store => Op::StoreName(index),
                    Context::Delete => Op::DeleteName(index),
                });
            }
        }
    }
}
