//! Comprehensions and generator expressions; inlined from 3.12 (PEP 709).

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::scope::{Kind, Reach};
use super::unit::Block;
use super::{Compiled, Compiler};
use crate::code::{Const, Op};
use crate::source::Problem;

/// What a comprehension makes.
#[derive(Clone, Copy)]
pub(super) enum Shape<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Generator(&'a Expr),
}

impl Shape<'_> {
    fn name(self) -> &'static str {
        match self {
            Shape::List(_) => "<listcomp>",
            Shape::Set(_) => "<setcomp>",
            Shape::Dict(..) => "<dictcomp>",
            Shape::Generator(_) => "<genexpr>",
        }
    }

    /// What is evaluated for each item, first.
    fn element(&self) -> &Expr {
        match self {
            Shape::List(element) | Shape::Set(element) | Shape::Generator(element) => element,
            Shape::Dict(key, _) => key,
        }
    }

    fn start(self) -> Option<Op> {
        match self {
            Shape::List(_) => Some(Op::BuildList(0)),
            Shape::Set(_) => Some(Op::BuildSet(0)),
            Shape::Dict(..) => Some(Op::BuildMap(0)),
            Shape::Generator(_) => None,
        }
    }
}

impl Compiler<'_> {
    pub(super) fn comprehension(
        &mut self,
        expr: &Expr,
        generators: &[ast::Comprehension],
        shape: Shape<'_>,
    ) -> Compiled {
        let Some(first) = generators.first() else {
            return Ok(());
        };
        let scope = self.scopes.at(expr.range(), Kind::Comprehension);
        let is_async = self.scopes.all[scope].is_async;
        let is_generator = matches!(shape, Shape::Generator(_));
        if is_async && !is_generator {
            let flags = self.unit().flags;
            let may = flags.coroutine || flags.async_generator;
            if !may {
                return Err(Problem::syntax(
                    "asynchronous comprehension outside of an asynchronous function",
                    expr.range(),
                ));
            }
        }
        if self.scopes.all[scope].is_inlined {
            return self.inlined(expr, scope, generators, shape);
        }
        let qualname: Rc<str> = format!("{}{}", self.prefix(), shape.name()).into();
        let line = self.lines.position(expr.range()).line;
        self.enter(scope, shape.name(), qualname, line);
        self.at(expr.range());
        if !self.since(10) {
            self.inherit();
        }
        self.unit().argcount = 1;
        self.unit().flags.generator = is_generator && !is_async;
        self.unit().flags.async_generator = is_generator && is_async;
        self.unit().flags.coroutine = !is_generator && is_async;
        if let Some(start) = shape.start() {
            self.emit(start);
        }
        self.emit(Op::LoadFast(0));
        self.loops(generators, shape, 1)?;
        if matches!(shape, Shape::Generator(_)) {
            self.load_const(Const::None);
        }
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.make_function(draft, 0);
        self.emit(Op::PushNull);
        self.expression(&first.iter)?;
        self.at(expr.range());
        self.emit(if first.is_async {
            Op::GetAiter
        } else {
            Op::GetIter
        });
        self.emit(Op::Call(1));
        if is_async && !is_generator {
            self.await_top(0);
        }
        Ok(())
    }

    fn inlined(
        &mut self,
        expr: &Expr,
        scope: usize,
        generators: &[ast::Comprehension],
        shape: Shape<'_>,
    ) -> Compiled {
        self.expression(&generators[0].iter)?;
        self.at(if self.blames_parts() {
            generators[0].iter.range()
        } else {
            expr.range()
        });
        self.emit(if generators[0].is_async {
            Op::GetAiter
        } else {
            Op::GetIter
        });
        self.at(expr.range());
        let names: Vec<Rc<str>> = self.scopes.all[scope]
            .names(Reach::Local)
            .filter(|name| &***name != ".0")
            .cloned()
            .collect();
        let mut places = Vec::new();
        for name in names {
            let unit = self.unit();
            let place = match unit.variables[..unit.nlocals]
                .iter()
                .position(|held| *held == name)
            {
                Some(place) => place,
                None => unit.add_local(name.clone()),
            };
            places.push((name, place as u32));
        }
        for (_, place) in &places {
            self.emit(Op::LoadFastAndClear(*place));
            self.emit(Op::Swap(2));
        }
        let cleanup = self.label();
        let end = self.label();
        if !places.is_empty() {
            self.emit(Op::SetupBlock(cleanup.0));
        }
        if let Some(start) = shape.start() {
            self.emit(start);
        }
        self.emit(Op::Swap(2));
        self.unit().inlined.push(places.clone());
        self.unit().blocks.push(Block::Value);
        self.loops(generators, shape, 1)?;
        self.unit().blocks.pop();
        self.unit().inlined.pop();
        if places.is_empty() {
            return Ok(());
        }
        self.emit(Op::PopBlock);
        self.restore(&places);
        self.emit(Op::Jump(end.0));
        self.place(cleanup);
        // [saved…, iterator, previous exception, exception]
        self.emit(Op::Swap(3));
        self.emit(Op::Pop);
        self.emit(Op::Swap(2));
        for (count, (_, place)) in places.iter().rev().enumerate() {
            let _ = count;
            self.emit(Op::Swap(3));
            self.emit(Op::RestoreFast(*place));
            self.emit(Op::Swap(2));
        }
        self.emit(Op::Reraise);
        self.place(end);
        Ok(())
    }

    /// Under the result lie the values that the names had before.
    fn restore(&mut self, places: &[(Rc<str>, u32)]) {
        for (_, place) in places.iter().rev() {
            self.emit(Op::Swap(2));
            self.emit(Op::RestoreFast(*place));
        }
    }

    /// The loops, around an iterator on the stack with the result `depth` below it.
    fn loops(
        &mut self,
        generators: &[ast::Comprehension],
        shape: Shape<'_>,
        depth: u32,
    ) -> Compiled {
        let Some((generator, inner)) = generators.split_first() else {
            return Ok(());
        };
        let (start, end) = (self.label(), self.label());
        let (whole, line) = (self.unit().position, self.unit().line);
        if self.blames_parts() {
            self.at(generator.iter.range());
        }
        self.place(start);
        if generator.is_async {
            self.emit(Op::SetupBlock(end.0));
            self.emit(Op::GetAnext);
            self.load_const(Const::None);
            self.delegate();
            self.emit(Op::PopBlock);
        } else {
            self.emit(Op::ForIter(end.0));
        }
        self.store(&generator.target)?;
        let unit = self.unit();
        (unit.position, unit.line) = (whole, line);
        // From 3.12 what isn't wanted goes to the jump back, which is where the element is.
        let skipped = self.label();
        let target = if self.since(12) { skipped } else { start };
        for condition in &generator.ifs {
            self.jump_unless(condition, target)?;
        }
        let moved = !self.since(12) && generator.ifs.last().is_some_and(Expr::is_compare_expr);
        if let Some(next) = inner.first() {
            // `for x in [value]` is an assignment from 3.9; the loop would do the same.
            self.expression(&next.iter)?;
            self.emit(if next.is_async {
                Op::GetAiter
            } else {
                Op::GetIter
            });
            self.loops(inner, shape, depth + 1)?;
        } else {
            if self.since(12) {
                self.in_line_of(shape.element().range());
            }
            match shape {
                Shape::List(element) => {
                    self.expression(element)?;
                    self.emit(Op::ListAppend(depth + 1));
                }
                Shape::Set(element) => {
                    self.expression(element)?;
                    self.emit(Op::SetAdd(depth + 1));
                }
                Shape::Dict(key, value) => {
                    self.expression(key)?;
                    self.expression(value)?;
                    self.emit(Op::MapAdd(depth + 1));
                }
                Shape::Generator(element) => {
                    self.expression(element)?;
                    if self.unit().flags.async_generator {
                        self.emit(Op::AsyncGenWrap);
                    }
                    self.emit(Op::Yield);
                    self.emit(Op::Pop);
                }
            }
        }
        self.place(skipped);
        self.emit(Op::JumpBackward(start.0));
        if !(moved && self.since(10)) {
            let unit = self.unit();
            (unit.position, unit.line) = (whole, line);
        }
        self.place(end);
        if generator.is_async {
            self.emit(Op::EndAsyncFor);
        }
        Ok(())
    }
}

impl super::unit::Unit {
    /// One more fast local; cells and free variables move up by one.
    fn add_local(&mut self, name: Rc<str>) -> usize {
        let place = self.nlocals;
        self.variables.insert(place, name);
        self.nlocals += 1;
        for cell in &mut self.cells {
            if *cell as usize >= place {
                *cell += 1;
            }
        }
        for op in &mut self.ops {
            if let Op::LoadDeref(at)
            | Op::LoadClassDeref(at)
            | Op::LoadFromDictOrDeref(at)
            | Op::StoreDeref(at)
            | Op::DeleteDeref(at)
            | Op::LoadClosure(at) = op
                && *at as usize >= place
            {
                *at += 1;
            }
        }
        place
    }
}
