//! Annotations from 3.14: code of their own, which runs when somebody asks (PEP 649).

use std::rc::Rc;

use objects::types::Int;
use ruff_python_ast::{
    Expr, Parameter, ParameterWithDefault, Parameters, Stmt, StmtAnnAssign, StmtFunctionDef,
};
use ruff_text_size::TextRange;

use super::scope::{CONDITIONAL, Kind};
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Compare, Const, Op};

/// The flag of `MAKE_FUNCTION` for what makes annotations.
const MAKE_ANNOTATE: u32 = 16;

/// The parameters in the order of their annotations: to 3.14 those without a name for callers come second.
pub(super) fn annotated(
    parameters: &Parameters,
    in_order: bool,
) -> impl Iterator<Item = &Parameter> {
    let plain: fn(&ParameterWithDefault) -> &Parameter = |held| &held.parameter;
    let (first, second) = match in_order {
        true => (&parameters.posonlyargs, &parameters.args),
        false => (&parameters.args, &parameters.posonlyargs),
    };
    first
        .iter()
        .chain(second)
        .map(plain)
        .chain(parameters.vararg.as_deref())
        .chain(parameters.kwonlyargs.iter().map(plain))
        .chain(parameters.kwarg.as_deref())
}

/// An annotation of a name in a class or module.
struct Annotated<'a> {
    name: Rc<str>,
    assign: &'a StmtAnnAssign,
    /// Where whether it was reached is known only when the body has run: its number.
    number: Option<u32>,
}

impl Compiler<'_> {
    /// Pushes what makes the annotations of a function; the flag of `MAKE_FUNCTION`.
    pub(super) fn annotate_function(&mut self, def: &StmtFunctionDef) -> Compiled<u32> {
        let mut items: Vec<(Rc<str>, &Expr)> = Vec::new();
        for parameter in annotated(&def.parameters, self.since(15)) {
            if let Some(annotation) = &parameter.annotation {
                items.push((self.scope().mangle(&parameter.name), annotation));
            }
        }
        if let Some(returns) = &def.returns {
            items.push(("return".into(), returns));
        }
        if items.is_empty() {
            return Ok(0);
        }
        let Some(scope) = self.scopes.annotations(def.range) else {
            return Ok(0);
        };
        self.enter_annotate(scope, def.name.range);
        for (name, annotation) in &items {
            self.load_const(Const::Str(name.clone()));
            match annotation {
                // `*args: *Ts`
                Expr::Starred(starred) => {
                    self.expression(&starred.value)?;
                    self.emit(Op::UnpackSequence(1));
                }
                annotation => self.expression(annotation)?,
            }
        }
        self.emit(Op::BuildMap(items.len() as u32));
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.make_function(draft, 0);
        Ok(MAKE_ANNOTATE)
    }

    /// Stores what makes the annotations of a class or module, if it has any.
    pub(super) fn annotate_body(&mut self, body: &[Stmt], key: TextRange, store: &str) -> Compiled {
        let mut found = Vec::new();
        let is_module = self.scope().kind == Kind::Module;
        self.collect(body, is_module, &mut found);
        let Some(scope) = self.scopes.annotations(key) else {
            return Ok(());
        };
        let Some(first) = found.first() else {
            return Ok(());
        };
        let numbers = numbered(&found);
        self.unit().conditional = numbers;
        let start = first.assign.range;
        self.enter_annotate(scope, start);
        self.emit(Op::BuildMap(0));
        for item in &found {
            let skip = self.label();
            self.at(item.assign.range);
            if let Some(number) = item.number {
                self.load_const(Const::Int(Int::from(i64::from(number))));
                self.name_op(CONDITIONAL, Context::Load);
                self.emit(Op::ContainsOp(false));
                self.emit(Op::PopJumpIfFalse(skip.0));
            }
            self.expression(&item.assign.annotation)?;
            self.emit(Op::Copy(2));
            self.load_const(Const::Str(item.name.clone()));
            self.emit(Op::StoreSubscr);
            self.place(skip);
        }
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.make_function(draft, 0);
        let index = self.name_index(store);
        self.emit(Op::StoreName(index));
        Ok(())
    }

    /// Numbers the annotations of a class that it may pass by.
    pub(super) fn number_annotations(&mut self, body: &[Stmt]) {
        let mut found = Vec::new();
        self.collect(body, false, &mut found);
        let numbers = numbered(&found);
        self.unit().conditional = numbers;
    }

    /// All annotations of names in a body, in their order.
    fn collect<'a>(&self, body: &'a [Stmt], conditional: bool, found: &mut Vec<Annotated<'a>>) {
        for stmt in body {
            match stmt {
                Stmt::AnnAssign(assign) => {
                    if let (Expr::Name(name), true) = (&*assign.target, assign.simple) {
                        let count = found.iter().filter(|held| held.number.is_some()).count();
                        found.push(Annotated {
                            name: self.scope().mangle(&name.id),
                            assign,
                            number: conditional.then_some(count as u32),
                        });
                    }
                }
                other => {
                    for body in super::function::bodies(other) {
                        self.collect(body, true, found);
                    }
                }
            }
        }
    }

    /// Begins a function that gives annotations, of which only their values can be had.
    fn enter_annotate(&mut self, scope: usize, range: TextRange) {
        let qualname: Rc<str> = format!("{}__annotate__", self.prefix()).into();
        let line = self.lines.position(range).line;
        self.enter(scope, "__annotate__", qualname, line);
        self.at(range);
        self.check_format();
    }

    /// `if .format > 2: raise NotImplementedError`, from 3.14.
    pub(super) fn check_format(&mut self) {
        if !self.since(14) {
            return;
        }
        self.unit().argcount = 1;
        self.unit().posonly = 1;
        let body = self.label();
        self.emit(Op::LoadFast(0));
        self.load_const(Const::Int(Int::from(2i64)));
        self.emit(Op::CompareOp(Compare::Gt));
        self.emit(Op::PopJumpIfFalse(body.0));
        self.emit(Op::LoadNotImplementedError);
        self.emit(Op::Raise(1));
        self.place(body);
    }

    /// Makes the set of the annotations that are reached, if that isn't known yet.
    pub(super) fn begin_conditional(&mut self) {
        if !self.scope().conditional_annotations || self.unit().conditional.is_empty() {
            return;
        }
        self.emit(Op::BuildSet(0));
        self.conditional_op(Context::Store);
    }

    /// An annotation was reached.
    pub(super) fn reach_annotation(&mut self, assign: &StmtAnnAssign) {
        let numbers = &self.unit().conditional;
        let found = numbers.iter().find(|(range, _)| *range == assign.range);
        let Some(&(_, number)) = found else {
            return;
        };
        self.at(assign.range);
        self.conditional_op(Context::Load);
        self.load_const(Const::Int(Int::from(i64::from(number))));
        self.emit(Op::SetAdd(1));
        self.emit(Op::Pop);
    }

    /// The set is a name of the module, and a cell of a class.
    fn conditional_op(&mut self, context: Context) {
        let op = match (self.scope().kind, context) {
            (Kind::Class, _) => {
                let Some(place) = self.variable(CONDITIONAL) else {
                    return;
                };
                match context {
                    Context::Store => Op::StoreDeref(place),
                    _ => Op::LoadDeref(place),
                }
            }
            (_, Context::Store) => Op::StoreName(self.name_index(CONDITIONAL)),
            _ => Op::LoadName(self.name_index(CONDITIONAL)),
        };
        self.emit(op);
    }
}

fn numbered(found: &[Annotated<'_>]) -> Vec<(TextRange, u32)> {
    found
        .iter()
        .filter_map(|item| Some((item.assign.range, item.number?)))
        .collect()
}
