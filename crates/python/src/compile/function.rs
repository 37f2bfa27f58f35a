//! Functions and lambdas.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Parameters, Stmt};
use ruff_text_size::Ranged;

use super::fold;
use super::scope::Kind;
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Const, Draft, Op};
use crate::source::Problem;

impl Compiler<'_> {
    pub(super) fn function(&mut self, def: &ast::StmtFunctionDef) -> Compiled {
        if let Some(types) = &def.type_params {
            return Err(Problem::unsupported("type parameters", types.range));
        }
        for decorator in &def.decorator_list {
            self.expression(&decorator.expression)?;
            self.emit(Op::PushNull);
        }
        self.at(def.name.range);
        let mut flags = self.defaults(&def.parameters)?;
        flags |= if self.since(14) {
            self.annotate_function(&def.parameters, def.returns.as_deref())?
        } else {
            self.annotations(&def.parameters, def.returns.as_deref())?
        };
        let scope = self.scopes.at(def.range, Kind::Function);
        let qualname = self.qualname_of(&def.name);
        let start = def
            .decorator_list
            .first()
            .map_or(def.range, |decorator| decorator.range);
        let line = self.lines.position(start).line;
        self.enter(scope, &def.name, qualname, line);
        self.parameters(&def.parameters);
        let is_generator = self.scope().is_generator;
        self.unit().flags.generator = is_generator && !def.is_async;
        self.unit().flags.coroutine = def.is_async && !is_generator;
        self.unit().flags.async_generator = def.is_async && is_generator;
        let doc = self.docstring(&def.body);
        // The docstring is the first constant; to 3.10 None stands there without one.
        match &doc {
            Some(text) => drop(self.constant(Const::Str(text.clone()))),
            None if !self.since(14) => drop(self.constant(Const::None)),
            None => {}
        }
        self.unit().doc = doc;
        self.body(&def.body)?;
        if let Some(last) = def.body.last() {
            self.at(last.range());
        }
        if !matches!(def.body.last(), Some(ast::Stmt::Return(_))) {
            self.return_none();
        }
        let draft = self.leave()?;
        self.at(def.name.range);
        self.make_function(draft, flags);
        for decorator in def.decorator_list.iter().rev() {
            self.at(decorator.expression.range());
            self.emit(Op::Call(1));
        }
        self.name_op(&def.name, Context::Store);
        Ok(())
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> Compiled {
        let empty = Parameters::default();
        let parameters = lambda.parameters.as_deref().unwrap_or(&empty);
        let flags = self.defaults(parameters)?;
        let scope = self.scopes.at(lambda.range, Kind::Lambda);
        let qualname: Rc<str> = format!("{}<lambda>", self.unit().prefix).into();
        let line = self.lines.position(lambda.range).line;
        self.enter(scope, "<lambda>", qualname, line);
        self.parameters(parameters);
        let is_generator = self.scope().is_generator;
        self.unit().flags.generator = is_generator;
        self.expression(&lambda.body)?;
        self.at(lambda.body.range());
        if is_generator {
            self.emit(Op::Pop);
            self.load_const(Const::None);
        }
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.at(lambda.range);
        self.make_function(draft, flags);
        Ok(())
    }

    /// A global function's name has nothing in front.
    pub(super) fn qualname_of(&mut self, name: &str) -> Rc<str> {
        let mangled = self.scope().mangle(name);
        if self.scope().reach(&mangled) == super::scope::Reach::GlobalExplicit {
            return name.into();
        }
        format!("{}{name}", self.unit().prefix).into()
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let unit = self.unit();
        unit.posonly = parameters.posonlyargs.len();
        unit.argcount = unit.posonly + parameters.args.len();
        unit.kwonly = parameters.kwonlyargs.len();
        unit.flags.varargs = parameters.vararg.is_some();
        unit.flags.varkeywords = parameters.kwarg.is_some();
    }

    fn defaults(&mut self, parameters: &Parameters) -> Compiled<u32> {
        let mut flags = 0;
        let positional: Vec<_> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !positional.is_empty() {
            flags |= 1;
            let constants: Option<Vec<Const>> = positional
                .iter()
                .map(|default| fold::fold(default))
                .collect();
            match constants {
                Some(values) => {
                    if !self.since(12) {
                        // To 3.11 what was folded into the tuple stays among the constants (`fold_tuple_on_constants`).
                        for value in &values {
                            self.constant(value.clone());
                        }
                    }
                    self.load_const(Const::Tuple(values));
                }
                None => {
                    for default in &positional {
                        self.expression(default)?;
                    }
                    self.emit(Op::BuildTuple(positional.len() as u32));
                }
            }
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = self.scope().mangle(&parameter.parameter.name);
                self.load_const(Const::Str(name));
                self.expression(default)?;
                count += 1;
            }
        }
        if count > 0 {
            flags |= 2;
            self.emit(Op::BuildMap(count));
        }
        Ok(flags)
    }

    fn annotations(
        &mut self,
        parameters: &Parameters,
        returns: Option<&ast::Expr>,
    ) -> Compiled<u32> {
        let all = super::annotate::annotated(parameters, self.since(15));
        let mut count = 0;
        for parameter in all {
            if let Some(annotation) = &parameter.annotation {
                let name = self.scope().mangle(&parameter.name);
                self.load_const(Const::Str(name));
                match &**annotation {
                    // `*args: *Ts` (3.11)
                    ast::Expr::Starred(starred) => {
                        self.expression(&starred.value)?;
                        self.emit(Op::UnpackSequence(1));
                    }
                    annotation => self.expression(annotation)?,
                }
                count += 1;
            }
        }
        if let Some(returns) = returns {
            self.load_const(Const::Str("return".into()));
            self.expression(returns)?;
            count += 1;
        }
        if count == 0 {
            return Ok(0);
        }
        self.emit(Op::BuildMap(count));
        Ok(4)
    }

    /// Pushes the cells that the code needs, and makes the function.
    pub(super) fn make_function(&mut self, draft: Draft, mut flags: u32) {
        if draft.nfree > 0 {
            let free = draft.variables[draft.variables.len() - draft.nfree..].to_vec();
            for name in &free {
                let variables = &self.unit().variables;
                let place = variables.iter().rposition(|held| held == name);
                match place {
                    Some(place) => self.emit(Op::LoadClosure(place as u32)),
                    None => {
                        unreachable!("the scope made {name} a variable of each function between")
                    }
                }
            }
            self.emit(Op::BuildTuple(free.len() as u32));
            flags |= 8;
        }
        self.load_const(Const::Code(Box::new(draft)));
        self.emit(Op::MakeFunction(flags));
    }

    /// Whether annotations of names stand in this block.
    pub(super) fn has_annotations(&self, body: &[Stmt]) -> bool {
        body.iter().any(|stmt| match stmt {
            Stmt::AnnAssign(assign) => assign.simple,
            Stmt::If(branch) => {
                self.has_annotations(&branch.body)
                    || branch
                        .elif_else_clauses
                        .iter()
                        .any(|clause| self.has_annotations(&clause.body))
            }
            Stmt::For(repeat) => {
                self.has_annotations(&repeat.body) || self.has_annotations(&repeat.orelse)
            }
            Stmt::While(repeat) => {
                self.has_annotations(&repeat.body) || self.has_annotations(&repeat.orelse)
            }
            Stmt::With(with) => self.has_annotations(&with.body),
            Stmt::Try(attempt) => {
                self.has_annotations(&attempt.body)
                    || self.has_annotations(&attempt.orelse)
                    || self.has_annotations(&attempt.finalbody)
            }
            _ => false,
        })
    }
}
