//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;
use version::Version;

use super::fold;
use super::unit::{Block, Context};
use super::{Compiled, Compiler, Mode};
use crate::code::{Const, Op};
use crate::source::Problem;

impl Compiler<'_> {
    pub(super) fn body(&mut self, body: &[Stmt]) -> Compiled {
        body.iter().try_for_each(|stmt| self.statement(stmt))
    }

    fn statement(&mut self, stmt: &Stmt) -> Compiled {
        self.at(stmt.range());
        let line = self.unit().position.line;
        self.unit().statement_line = line;
        match stmt {
            Stmt::Expr(stmt) => {
                if self.mode == Mode::Single && self.units.len() == 1 {
                    self.expression(&stmt.value)?;
                    self.emit(Op::PrintExpr);
                } else if fold::fold(&stmt.value).is_none() {
                    // A constant alone does nothing and is left out.
                    self.expression(&stmt.value)?;
                    self.emit_artificial(Op::Pop);
                } else {
                    self.nop();
                }
            }
            Stmt::Assign(assign) => self.assign(assign)?,
            Stmt::AugAssign(assign) => self.aug_assign(assign)?,
            Stmt::AnnAssign(assign) => self.ann_assign(assign)?,
            Stmt::Delete(delete) => delete
                .targets
                .iter()
                .try_for_each(|target| self.delete(target))?,
            Stmt::Pass(_) => self.nop(),
            Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::If(branch) => self.if_statement(branch)?,
            Stmt::While(repeat) => self.while_loop(repeat)?,
            Stmt::For(repeat) => self.for_loop(repeat)?,
            Stmt::Break(stmt) => self.break_loop(stmt.range)?,
            Stmt::Continue(stmt) => self.continue_loop(stmt.range)?,
            Stmt::Return(stmt) => self.return_statement(stmt)?,
            Stmt::FunctionDef(def) => self.function(def)?,
            Stmt::ClassDef(def) => self.class(def)?,
            Stmt::Raise(raise) => {
                let mut count = 0;
                for part in raise.exc.iter().chain(&raise.cause) {
                    self.expression(part)?;
                    count += 1;
                }
                self.at(raise.range);
                self.emit(Op::Raise(count));
            }
            Stmt::Assert(assert) => {
                let end = self.label();
                self.jump_if(&assert.test, end)?;
                self.emit(Op::LoadAssertionError);
                if let Some(message) = &assert.msg {
                    self.emit(Op::PushNull);
                    self.expression(message)?;
                    self.emit(Op::Call(1));
                }
                // The first patches of 3.12 blamed the statement (gh-116042).
                let is_early_12 = self.since(12) && self.version < Version::new(3, 12, 3);
                self.at(if is_early_12 {
                    assert.range
                } else {
                    assert.test.range()
                });
                self.emit(Op::Raise(1));
                self.place(end);
            }
            Stmt::Try(attempt) => self.try_statement(attempt)?,
            Stmt::With(with) => self.with(with, 0)?,
            Stmt::Import(import) => self.import(import)?,
            Stmt::ImportFrom(import) => self.import_from(import)?,
            Stmt::Match(matches) => self.match_statement(matches)?,
            Stmt::TypeAlias(alias) => self.type_alias(alias)?,
            Stmt::IpyEscapeCommand(command) => {
                return Err(Problem::syntax("invalid syntax", command.range));
            }
        }
        Ok(())
    }

    fn import(&mut self, import: &ast::StmtImport) -> Compiled {
        for alias in &import.names {
            let name = alias.name.as_str();
            self.load_const(Const::Int(objects::types::Int::from(0)));
            self.load_const(Const::None);
            let index = self.name_index(name);
            self.emit(Op::ImportName(index));
            match &alias.asname {
                Some(asname) => {
                    for part in name.split('.').skip(1) {
                        let index = self.name_index(part);
                        self.emit(Op::ImportFrom(index));
                        self.emit(Op::Swap(2));
                        self.emit(Op::Pop);
                    }
                    self.name_op(asname, Context::Store);
                }
                None => {
                    let first = name.split('.').next().unwrap_or(name).to_owned();
                    self.name_op(&first, Context::Store);
                }
            }
        }
        Ok(())
    }

    fn import_from(&mut self, import: &ast::StmtImportFrom) -> Compiled {
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        let level = i64::from(import.level);
        self.load_const(Const::Int(objects::types::Int::from(level)));
        let names = import
            .names
            .iter()
            .map(|alias| Const::Str(alias.name.as_str().into()))
            .collect();
        self.load_const(Const::Tuple(names));
        let index = self.name_index(module);
        self.emit(Op::ImportName(index));
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                self.emit(Op::ImportStar);
                return Ok(());
            }
            let index = self.name_index(&alias.name);
            self.emit(Op::ImportFrom(index));
            self.name_op(alias.asname.as_ref().unwrap_or(&alias.name), Context::Store);
        }
        self.emit(Op::Pop);
        Ok(())
    }

    fn return_statement(&mut self, stmt: &ast::StmtReturn) -> Compiled {
        if !self.scope().kind.is_function() {
            return Err(Problem::syntax("'return' outside function", stmt.range));
        }
        let constant = match &stmt.value {
            None => Some(Const::None),
            Some(value) => fold::fold(value),
        };
        let blocks = self.unit().blocks.clone();
        if let (None, Some(value)) = (&constant, &stmt.value) {
            self.expression(value)?;
        }
        self.at(stmt.range);
        self.unwind(&blocks, constant.is_none())?;
        if !self.since(10) {
            self.at(stmt.range);
        }
        if let Some(value) = constant {
            self.load_const(value);
        }
        self.emit(Op::Return);
        Ok(())
    }

    /// Leaves blocks, the innermost first; a value on top of the stack is kept.
    pub(super) fn unwind(&mut self, blocks: &[Block], keeps: bool) -> Compiled {
        let saved = self.unit().blocks.clone();
        for (depth, block) in blocks.iter().enumerate().rev() {
            let inner = saved.len() - blocks.len() + depth;
            self.unit().blocks.truncate(inner.min(saved.len()));
            self.unwind_one(block, keeps)?;
        }
        self.unit().blocks = saved;
        Ok(())
    }

    fn unwind_one(&mut self, block: &Block, keeps: bool) -> Compiled {
        match block {
            Block::While { .. } => {}
            Block::For { .. } | Block::Value => {
                if keeps {
                    self.emit(Op::Swap(2));
                }
                self.emit(Op::Pop);
            }
            Block::Try => self.emit(Op::PopBlock),
            Block::StarHandler(range) => {
                return Err(Problem::syntax(
                    "'break', 'continue' and 'return' cannot appear in an except* block",
                    *range,
                ));
            }
            Block::FinallyTry(body) => {
                self.emit(Op::PopBlock);
                if keeps {
                    self.unit().blocks.push(Block::Value);
                }
                self.body(body)?;
                if keeps {
                    self.unit().blocks.pop();
                }
            }
            Block::FinallyEnd => {
                // [previous, exception] and perhaps the value.
                self.emit(Op::PopBlock);
                if keeps {
                    self.emit(Op::Swap(2));
                }
                self.emit(Op::Pop);
                if keeps {
                    self.emit(Op::Swap(2));
                }
                self.emit(Op::PopExcept);
            }
            Block::With { is_async } => {
                self.emit(Op::PopBlock);
                if keeps {
                    self.emit(Op::Swap(2));
                }
                self.call_exit();
                if *is_async {
                    self.await_top(2);
                }
                self.emit(Op::Pop);
            }
            Block::Handler(name) => {
                if name.is_some() {
                    self.emit(Op::PopBlock);
                }
                self.emit(Op::PopBlock);
                if keeps {
                    self.emit(Op::Swap(2));
                }
                self.emit(Op::PopExcept);
                if let Some(name) = name {
                    self.load_const(Const::None);
                    self.name_op(name, Context::Store);
                    self.name_op(name, Context::Delete);
                }
            }
        }
        Ok(())
    }

    /// Calls the `__exit__` on top with three times `None`.
    pub(super) fn call_exit(&mut self) {
        self.emit(Op::PushNull);
        for _ in 0..3 {
            self.load_const(Const::None);
        }
        self.emit(Op::Call(3));
    }
}

/// Whether an expression is a constant, and what it says.
pub(super) fn constant_truth(expr: &Expr) -> Option<bool> {
    fold::fold(expr).map(|value| value.truth())
}
