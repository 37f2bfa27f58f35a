//! `if`, `while`, `for`, `break`, `continue`.

use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::fold;
use super::statement::constant_truth;
use super::unit::Block;
use super::{Compiled, Compiler};
use crate::code::{Const, Op};
use crate::source::Problem;

impl Compiler<'_> {
    pub(super) fn if_statement(&mut self, branch: &ast::StmtIf) -> Compiled {
        let end = self.label();
        let last = branch.elif_else_clauses.len();
        self.branch(Some(&branch.test), &branch.body, (end, last == 0))?;
        for (place, clause) in branch.elif_else_clauses.iter().enumerate() {
            if clause.test.is_some() {
                self.at(clause.range);
                let line = self.unit().position.line;
                self.unit().statement_line = line;
            }
            let is_last = place + 1 == last;
            self.branch(clause.test.as_ref(), &clause.body, (end, is_last))?;
        }
        self.place(end);
        Ok(())
    }

    fn branch(
        &mut self,
        test: Option<&ast::Expr>,
        body: &[Stmt],
        (end, is_last): (super::unit::Label, bool),
    ) -> Compiled {
        let Some(test) = test else {
            return self.body(body);
        };
        let next = self.label();
        match constant_truth(test) {
            Some(true) => self.nop(),
            Some(false) => self.skip(next),
            None => self.jump_unless(test, next)?,
        }
        self.body(body)?;
        if !is_last {
            self.emit_artificial(Op::Jump(end.0));
        }
        self.place(next);
        Ok(())
    }

    /// Jumps over what never runs; to 3.9 nothing stands there at all.
    fn skip(&mut self, target: super::unit::Label) {
        self.nop();
        self.inherit();
        self.emit(Op::Jump(target.0));
    }

    pub(super) fn while_loop(&mut self, repeat: &ast::StmtWhile) -> Compiled {
        let (start, otherwise, end) = (self.label(), self.label(), self.label());
        self.place(start);
        match constant_truth(&repeat.test) {
            Some(true) => self.nop(),
            Some(false) => self.skip(otherwise),
            None => self.jump_unless(&repeat.test, otherwise)?,
        }
        self.unit().blocks.push(Block::While { start, end });
        self.body(&repeat.body)?;
        self.unit().blocks.pop();
        self.emit_artificial(Op::JumpBackward(start.0));
        self.place(otherwise);
        self.body(&repeat.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn for_loop(&mut self, repeat: &ast::StmtFor) -> Compiled {
        if repeat.is_async {
            return self.async_for_loop(repeat);
        }
        let (start, otherwise, end) = (self.label(), self.label(), self.label());
        // A list of constants that nobody else sees becomes a tuple.
        match fold::constant_collection(&repeat.iter) {
            Some(values @ Const::Tuple(_)) => self.load_const(values),
            _ => self.expression(&repeat.iter)?,
        }
        self.at(repeat.iter.range());
        self.emit(Op::GetIter);
        self.place(start);
        self.at(repeat.iter.range());
        self.emit(Op::ForIter(otherwise.0));
        self.unit().blocks.push(Block::For { start, end });
        self.store(&repeat.target)?;
        self.body(&repeat.body)?;
        self.unit().blocks.pop();
        self.emit_artificial(Op::JumpBackward(start.0));
        self.place(otherwise);
        self.body(&repeat.orelse)?;
        self.place(end);
        Ok(())
    }

    fn async_for_loop(&mut self, repeat: &ast::StmtFor) -> Compiled {
        self.check_async("'async for' outside async function", repeat.range)?;
        let (start, handler, otherwise, end) =
            (self.label(), self.label(), self.label(), self.label());
        self.expression(&repeat.iter)?;
        self.at(repeat.iter.range());
        self.emit(Op::GetAiter);
        self.place(start);
        self.unit().blocks.push(Block::For { start, end });
        self.at(repeat.iter.range());
        self.emit(Op::SetupBlock(handler.0));
        self.emit(Op::GetAnext);
        self.load_const(Const::None);
        self.delegate();
        self.emit(Op::PopBlock);
        self.store(&repeat.target)?;
        self.body(&repeat.body)?;
        self.unit().blocks.pop();
        self.emit_artificial(Op::JumpBackward(start.0));
        self.place(handler);
        self.at(repeat.iter.range());
        self.emit(Op::EndAsyncFor);
        self.place(otherwise);
        self.body(&repeat.orelse)?;
        self.place(end);
        Ok(())
    }

    /// Whether asynchronous syntax may stand here.
    pub(super) fn check_async(&mut self, text: &str, range: TextRange) -> Compiled {
        let flags = self.unit().flags;
        if flags.coroutine || flags.async_generator {
            return Ok(());
        }
        Err(Problem::syntax(text, range))
    }

    pub(super) fn break_loop(&mut self, range: TextRange) -> Compiled {
        let (blocks, at) = self
            .innermost_loop()
            .ok_or_else(|| Problem::syntax("'break' outside loop", range))?;
        self.unwind(&blocks[at + 1..], false)?;
        if let Block::While { end, .. } | Block::For { end, .. } = blocks[at] {
            if let Block::For { .. } = blocks[at] {
                self.emit(Op::Pop);
            }
            self.emit(Op::Jump(end.0));
        }
        Ok(())
    }

    pub(super) fn continue_loop(&mut self, range: TextRange) -> Compiled {
        let (blocks, at) = self
            .innermost_loop()
            .ok_or_else(|| Problem::syntax("'continue' not properly in loop", range))?;
        self.unwind(&blocks[at + 1..], false)?;
        if let Block::While { start, .. } | Block::For { start, .. } = blocks[at] {
            self.emit(Op::JumpBackward(start.0));
        }
        Ok(())
    }

    fn innermost_loop(&mut self) -> Option<(Vec<Block>, usize)> {
        let blocks = self.unit().blocks.clone();
        let at = blocks
            .iter()
            .rposition(|block| matches!(block, Block::While { .. } | Block::For { .. }))?;
        Some((blocks, at))
    }
}
