//! `try` and `with`.

use ruff_python_ast::{self as ast, ExceptHandler};
use ruff_text_size::Ranged;

use super::unit::{Block, Context};
use super::{Compiled, Compiler};
use crate::code::{Const, Op};
use crate::source::Problem;

impl Compiler<'_> {
    pub(super) fn try_statement(&mut self, attempt: &ast::StmtTry) -> Compiled {
        if attempt.finalbody.is_empty() {
            return self.try_except(attempt);
        }
        let (handler, end) = (self.label(), self.label());
        self.emit(Op::SetupBlock(handler.0));
        self.unit()
            .blocks
            .push(Block::FinallyTry(attempt.finalbody.to_vec()));
        if attempt.handlers.is_empty() {
            self.body(&attempt.body)?;
        } else {
            self.try_except(attempt)?;
        }
        self.unit().blocks.pop();
        self.artificial();
        self.emit(Op::PopBlock);
        self.body(&attempt.finalbody)?;
        self.artificial();
        self.emit(Op::Jump(end.0));
        self.place(handler);
        let cleanup = self.label();
        // To 3.9 the body begins a line, wherever it is entered from.
        self.begin_handler();
        self.emit(Op::SetupBlock(cleanup.0));
        self.unit().blocks.push(Block::FinallyEnd);
        self.body(&attempt.finalbody)?;
        self.unit().blocks.pop();
        self.artificial();
        self.emit(Op::PopBlock);
        self.emit(Op::Reraise);
        self.raise_instead(cleanup);
        self.place(end);
        Ok(())
    }

    /// To 3.9 what CPython doesn't have at the begin of a handler is in no line.
    fn begin_handler(&mut self) {
        if !self.since(10) {
            self.unit().line = Some(0);
        }
    }

    /// What happens when a handler fails itself: the exception that it handled is handled no more,
    /// and the one before is again.
    fn raise_instead(&mut self, cleanup: super::unit::Label) {
        self.place(cleanup);
        self.artificial();
        // [previous, handled, the same, exception]
        for _ in 0..2 {
            self.emit(Op::Swap(2));
            self.emit(Op::Pop);
        }
        self.emit(Op::Reraise);
    }

    fn try_except(&mut self, attempt: &ast::StmtTry) -> Compiled {
        let (handlers, otherwise, end) = (self.label(), self.label(), self.label());
        self.emit(Op::SetupBlock(handlers.0));
        self.unit().blocks.push(Block::Try);
        self.body(&attempt.body)?;
        self.unit().blocks.pop();
        self.artificial();
        self.emit(Op::PopBlock);
        self.emit(Op::Jump(otherwise.0));
        // [previous, exception]
        self.place(handlers);
        let fails = self.label();
        self.begin_handler();
        self.emit(Op::SetupBlock(fails.0));
        if attempt.is_star {
            return self.star_handlers(attempt, otherwise, end, fails);
        }
        let count = attempt.handlers.len();
        for (place, ExceptHandler::ExceptHandler(handler)) in attempt.handlers.iter().enumerate() {
            self.at(handler.range);
            if handler.type_.is_none() && place + 1 < count {
                return Err(Problem::syntax(
                    "default 'except:' must be last",
                    handler.range,
                ));
            }
            let next = self.label();
            if let Some(kind) = &handler.type_ {
                self.expression(kind)?;
                self.at(kind.range());
                self.emit(Op::CheckExcMatch);
                self.emit(Op::PopJumpIfFalse(next.0));
            }
            let cleanup = self.label();
            match &handler.name {
                Some(name) => self.name_op(name, Context::Store),
                None => self.emit(Op::Pop),
            }
            // [previous]; an exception in the handler puts the previous one back.
            self.emit(Op::PopBlock);
            self.emit(Op::SetupBlock(cleanup.0));
            let name = handler
                .name
                .as_ref()
                .map(|name| std::rc::Rc::from(name.as_str()));
            let unbind = self.label();
            if name.is_some() {
                self.emit(Op::SetupBlock(unbind.0));
            }
            self.unit().blocks.push(Block::Handler(name.clone()));
            self.body(&handler.body)?;
            self.unit().blocks.pop();
            self.artificial();
            if name.is_some() {
                self.emit(Op::PopBlock);
            }
            self.emit(Op::PopBlock);
            self.emit(Op::PopExcept);
            if let Some(name) = &name {
                self.load_const(Const::None);
                self.name_op(name, Context::Store);
                self.name_op(name, Context::Delete);
            }
            self.emit(Op::Jump(end.0));
            if let Some(name) = &name {
                self.place(unbind);
                self.load_const(Const::None);
                self.name_op(name, Context::Store);
                self.name_op(name, Context::Delete);
                self.emit(Op::Reraise);
            }
            self.place(cleanup);
            // [previous, handled, exception]: the handled one's entry goes, then the exception goes on.
            self.emit(Op::Swap(2));
            self.emit(Op::Pop);
            self.emit(Op::Reraise);
            self.place(next);
        }
        self.artificial();
        self.emit(Op::PopBlock);
        self.emit(Op::Reraise);
        self.raise_instead(fails);
        self.place(otherwise);
        self.body(&attempt.orelse)?;
        self.place(end);
        Ok(())
    }

    /// `except*`: each handler gets its part, and what they raise is raised at the end with what is left.
    fn star_handlers(
        &mut self,
        attempt: &ast::StmtTry,
        otherwise: super::unit::Label,
        end: super::unit::Label,
        fails: super::unit::Label,
    ) -> Compiled {
        // [previous, exception] to [previous, original, raised, rest]
        self.emit(Op::Copy(1));
        self.emit(Op::BuildList(0));
        self.emit(Op::Swap(2));
        for ExceptHandler::ExceptHandler(handler) in &attempt.handlers {
            self.at(handler.range);
            let (skip, next, cleanup) = (self.label(), self.label(), self.label());
            if let Some(kind) = &handler.type_ {
                self.expression(kind)?;
                self.at(kind.range());
            }
            self.emit(Op::CheckEgMatch);
            self.emit(Op::Copy(1));
            self.emit(Op::PopJumpIfNone(skip.0));
            match &handler.name {
                Some(name) => self.name_op(name, Context::Store),
                None => self.emit(Op::Pop),
            }
            self.emit(Op::SetupBlock(cleanup.0));
            self.unit().blocks.push(Block::StarHandler(handler.range));
            self.body(&handler.body)?;
            self.unit().blocks.pop();
            self.artificial();
            self.emit(Op::PopBlock);
            self.unbind(handler.name.as_ref());
            self.emit(Op::Jump(next.0));
            // [previous, original, raised, rest, handled, exception]
            self.place(cleanup);
            self.unbind(handler.name.as_ref());
            self.emit(Op::ListAppend(3));
            self.emit(Op::PopExcept);
            self.emit(Op::Jump(next.0));
            self.place(skip);
            self.emit(Op::Pop);
            self.place(next);
        }
        self.at(attempt.range);
        self.emit(Op::ListAppend(1));
        self.emit(Op::PrepReraiseStar);
        self.emit(Op::PopBlock);
        let raises = self.label();
        self.emit(Op::Copy(1));
        self.emit(Op::PopJumpIfNone(raises.0));
        self.emit(Op::Reraise);
        self.place(raises);
        self.emit(Op::Pop);
        self.emit(Op::PopExcept);
        self.emit(Op::Jump(end.0));
        self.raise_instead(fails);
        self.place(otherwise);
        self.body(&attempt.orelse)?;
        self.place(end);
        Ok(())
    }

    fn unbind(&mut self, name: Option<&ast::Identifier>) {
        if let Some(name) = name {
            self.load_const(Const::None);
            self.name_op(name, Context::Store);
            self.name_op(name, Context::Delete);
        }
    }

    pub(super) fn with(&mut self, with: &ast::StmtWith, place: usize) -> Compiled {
        if with.is_async && place == 0 {
            self.check_async("'async with' outside async function", with.range)?;
        }
        let Some(item) = with.items.get(place) else {
            return self.body(&with.body);
        };
        let (handler, end) = (self.label(), self.label());
        self.expression(&item.context_expr)?;
        self.at(item.context_expr.range());
        if !self.blames_parts() {
            self.in_line_of(with.range);
        }
        // [exit, result]
        if with.is_async {
            self.emit(Op::BeforeAsyncWith);
            self.await_top(1);
        } else {
            self.emit(Op::BeforeWith);
        }
        self.emit(Op::SetupWith(handler.0));
        self.unit().blocks.push(Block::With {
            is_async: with.is_async,
        });
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Op::Pop),
        }
        self.with(with, place + 1)?;
        self.unit().blocks.pop();
        self.at(item.context_expr.range());
        // To 3.9 the exit is called where the body ends, to 3.12.5 in the line of the statement.
        if !self.since(10) {
            self.artificial();
        } else if !self.blames_parts() {
            self.in_line_of(with.range);
        }
        self.emit(Op::PopBlock);
        self.call_exit();
        if with.is_async {
            self.await_top(2);
        }
        self.emit(Op::Pop);
        self.emit(Op::Jump(end.0));
        // [exit, previous, exception]
        self.place(handler);
        let fails = self.label();
        let line = self.unit().line;
        if self.since(9) {
            self.begin_handler();
        }
        self.emit(Op::SetupBlock(fails.0));
        self.unit().line = line;
        self.emit(Op::WithExceptStart);
        if with.is_async {
            self.await_top(2);
        }
        let suppressed = self.label();
        self.emit(Op::PopJumpIfTrue(suppressed.0));
        self.emit(Op::PopBlock);
        self.emit(Op::Reraise);
        self.raise_instead(fails);
        self.place(suppressed);
        self.emit(Op::PopBlock);
        self.emit(Op::Pop);
        self.emit(Op::PopExcept);
        self.emit(Op::Pop);
        self.place(end);
        Ok(())
    }
}
