//! Functions and lambdas.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};
use version::Version;

use super::fold;
use super::scope::Kind;
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Const, Draft, Intrinsic, Op};

impl Compiler<'_> {
    pub(super) fn function(&mut self, def: &ast::StmtFunctionDef) -> Compiled {
        for decorator in &def.decorator_list {
            self.expression(&decorator.expression)?;
            self.at(decorator.expression.range());
            self.emit(Op::PushNull);
        }
        self.at(def.name.range);
        let line = self.unit().position.line;
        self.unit().statement_line = line;
        let mut flags = self.defaults(&def.parameters)?;
        let start = def
            .decorator_list
            .first()
            .map_or(def.range, |decorator| decorator.range);
        let line = self.lines.position(start).line;
        let handed = flags.count_ones();
        if let Some(params) = &def.type_params {
            // Its defaults are evaluated here, and handed into the block of the type parameters.
            if handed == 2 {
                self.emit(Op::Swap(2));
            }
            self.enter_type_params(params, &def.name, line)?;
            self.unit().argcount = handed as usize;
            self.type_params(params)?;
            self.at(def.name.range);
            for place in 0..handed {
                self.emit(Op::LoadFast(place));
            }
        }
        flags |= if self.since(14) {
            self.annotate_function(def)?
        } else {
            self.annotations(&def.parameters, def.returns.as_deref())?
        };
        self.function_body(def, flags, line)?;
        if let Some(_params) = &def.type_params {
            self.emit(Op::Swap(2));
            self.emit(Op::Intrinsic(Intrinsic::SetFunctionTypeParams));
            self.leave_type_params(def.name.range, handed)?;
        }
        self.decorate(&def.decorator_list, def.name.range);
        self.name_op(&def.name, Context::Store);
        Ok(())
    }

    /// Pushes the function itself.
    fn function_body(&mut self, def: &ast::StmtFunctionDef, flags: u32, line: u32) -> Compiled {
        let scope = self.scopes.at(def.range, Kind::Function);
        let qualname = self.qualname_of(&def.name);
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
        let skipped = usize::from(doc.is_some());
        self.unit().doc = doc;
        self.body(&def.body[skipped..])?;
        if let Some(last) = def.body.last() {
            self.at(last.range());
        }
        if !matches!(def.body.last(), Some(ast::Stmt::Return(_))) {
            self.return_none();
        }
        let draft = self.leave()?;
        self.at(def.name.range);
        self.make_function(draft, flags);
        Ok(())
    }

    /// Calls the decorators: from 3.11 each in its own line, before in that of what they decorate.
    pub(super) fn decorate(&mut self, decorators: &[ast::Decorator], name: TextRange) {
        for decorator in decorators.iter().rev() {
            if self.since(11) {
                self.at(decorator.expression.range());
            }
            self.emit(Op::Call(1));
        }
        self.at(name);
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> Compiled {
        let empty = Parameters::default();
        let parameters = lambda.parameters.as_deref().unwrap_or(&empty);
        let flags = self.defaults(parameters)?;
        let scope = self.scopes.at(lambda.range, Kind::Lambda);
        let qualname: Rc<str> = format!("{}<lambda>", self.prefix()).into();
        let line = self.lines.position(lambda.range).line;
        self.enter(scope, "<lambda>", qualname, line);
        self.parameters(parameters);
        let is_generator = self.scope().is_generator;
        self.unit().flags.generator = is_generator;
        if !self.since(10) {
            self.inherit();
        }
        self.expression(&lambda.body)?;
        self.at(lambda.body.range());
        // In 3.11, and to 3.12.4, it returns where the whole stands.
        if self.since(11) && self.version < Version::new(3, 12, 5) {
            self.in_line_of(lambda.range);
        }
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

    /// The code around what begins now, by which that is named: not the block of type parameters (`compiler_set_qualname`).
    fn parent(&self) -> Option<&super::unit::Unit> {
        let (last, before) = self.units.split_last()?;
        if !self.scopes.all[last.scope].kind.is_annotation() {
            return Some(last);
        }
        // The module itself has no name.
        match before {
            [_] => None,
            before => before.last(),
        }
    }

    /// What stands before the name of what begins now.
    pub(super) fn prefix(&self) -> String {
        self.parent()
            .map_or(String::new(), |unit| unit.prefix.clone())
    }

    /// A global function's name has nothing in front.
    pub(super) fn qualname_of(&self, name: &str) -> Rc<str> {
        let Some(parent) = self.parent() else {
            return name.into();
        };
        let scope = &self.scopes.all[parent.scope];
        if scope.reach(&scope.mangle(name)) == super::scope::Reach::GlobalExplicit {
            return name.into();
        }
        format!("{}{name}", parent.prefix).into()
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
                    // Each of them was an instruction before (`fold_tuple_on_constants`, to 3.13).
                    if self.since(10) && !self.since(14) {
                        for default in &positional {
                            self.in_line_of(default.range());
                            self.emit(Op::Nop);
                        }
                        self.unit().line = None;
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
            other => bodies(other)
                .into_iter()
                .any(|body| self.has_annotations(body)),
        })
    }
}

/// The statements in a statement, in their order; a function or class is a block of its own.
pub(super) fn bodies(stmt: &Stmt) -> Vec<&[Stmt]> {
    match stmt {
        Stmt::If(branch) => std::iter::once(&*branch.body)
            .chain(branch.elif_else_clauses.iter().map(|clause| &*clause.body))
            .collect(),
        Stmt::For(repeat) => vec![&repeat.body, &repeat.orelse],
        Stmt::While(repeat) => vec![&repeat.body, &repeat.orelse],
        Stmt::With(with) => vec![&with.body],
        Stmt::Match(choice) => choice.cases.iter().map(|case| &*case.body).collect(),
        Stmt::Try(attempt) => {
            let handlers = attempt.handlers.iter().map(|handler| {
                let ast::ExceptHandler::ExceptHandler(handler) = handler;
                &*handler.body
            });
            std::iter::once(&*attempt.body)
                .chain(handlers)
                .chain([&*attempt.orelse, &*attempt.finalbody])
                .collect()
        }
        _ => Vec::new(),
    }
}
