//! Annotations from 3.14: code of their own, which runs when somebody asks (PEP 649).

use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    AtomicNodeIndex, Expr, Parameter, ParameterWithDefault, Parameters, Stmt, StmtExpr,
};
use ruff_text_size::Ranged;

use super::scope::{Kind, Reach, Scopes};
use super::{Compiled, Compiler, Mode};
use crate::code::{Const, Op};
use crate::source::Lines;

/// The names that an annotation asks for.
#[derive(Default)]
struct Names(Vec<Rc<str>>);

impl<'a> Visitor<'a> for Names {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr {
            self.0.push(name.id.as_str().into());
        }
        visitor::walk_expr(self, expr);
    }
}

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

impl Compiler<'_> {
    /// Pushes what makes the annotations of a function; the flag of `MAKE_FUNCTION`.
    pub(super) fn annotate_function(
        &mut self,
        parameters: &Parameters,
        returns: Option<&Expr>,
    ) -> Compiled<u32> {
        let all = annotated(parameters, self.since(15));
        let mut items: Vec<(Rc<str>, Expr)> = Vec::new();
        for parameter in all {
            if let Some(annotation) = &parameter.annotation {
                let name = self.scope().mangle(&parameter.name);
                items.push((name, (**annotation).clone()));
            }
        }
        if let Some(returns) = returns {
            items.push(("return".into(), returns.clone()));
        }
        if items.is_empty() {
            return Ok(0);
        }
        // A method's annotations may name what its class holds, which nothing hands over here.
        let reaches_class = self.scope().kind == Kind::Class
            && self.any_name(&items, |compiler, name| {
                compiler.scope().reach(name) == Reach::Local
            });
        self.annotate(&items, reaches_class)?;
        Ok(4)
    }

    /// Stores what makes the annotations of a class or module, if it has any.
    pub(super) fn annotate_body(&mut self, body: &[Stmt], store: &str) -> Compiled {
        let mut items: Vec<(Rc<str>, Expr)> = Vec::new();
        let mut conditional = false;
        for stmt in body {
            match stmt {
                Stmt::AnnAssign(assign) => {
                    if let (Expr::Name(name), true) = (&*assign.target, assign.simple) {
                        let name = self.scope().mangle(&name.id);
                        items.push((name, (*assign.annotation).clone()));
                    }
                }
                other => {
                    conditional = conditional || self.has_annotations(std::slice::from_ref(other));
                }
            }
        }
        if items.is_empty() && !conditional {
            return Ok(());
        }
        self.annotate(&items, conditional)?;
        let index = self.name_index(store);
        self.emit(Op::StoreName(index));
        Ok(())
    }

    fn any_name(
        &self,
        items: &[(Rc<str>, Expr)],
        test: impl Fn(&Compiler<'_>, &str) -> bool,
    ) -> bool {
        let mut names = Names::default();
        for (_, annotation) in items {
            names.visit_expr(annotation);
        }
        names.0.iter().any(|name| test(self, name))
    }

    /// Pushes a function that gives the dict; or a text that says why this runtime can't tell.
    fn annotate(&mut self, items: &[(Rc<str>, Expr)], unknown: bool) -> Compiled {
        let in_function = self.scope().kind.is_function();
        let reaches_function =
            self.any_name(items, |compiler, name| match compiler.scope().reach(name) {
                Reach::Free | Reach::Cell => true,
                Reach::Local => in_function,
                _ => false,
            });
        if unknown || reaches_function {
            let what = "annotations that are conditional, or name a local of a function or class";
            self.load_const(Const::Str(what.into()));
            return Ok(());
        }
        let line = items
            .first()
            .map_or(1, |(_, first)| self.lines.position(first.range()).line);
        let body: Vec<Stmt> = items
            .iter()
            .map(|(_, annotation)| {
                Stmt::Expr(StmtExpr {
                    node_index: AtomicNodeIndex::default(),
                    range: annotation.range(),
                    value: Box::new(annotation.clone()),
                })
            })
            .collect();
        let mut compiler = Compiler {
            version: self.version,
            lines: Lines::of(self.lines.text()),
            scopes: Scopes::of(&body, self.version)?,
            units: Vec::new(),
            mode: Mode::Exec,
            postponed: false,
        };
        let qualname = self.qualname_of("__annotate__");
        compiler.enter(0, "__annotate__", qualname, line);
        for (name, annotation) in items {
            compiler.load_const(Const::Str(name.clone()));
            match annotation {
                // `*args: *Ts`
                Expr::Starred(starred) => {
                    compiler.expression(&starred.value)?;
                    compiler.emit(Op::UnpackSequence(1));
                }
                annotation => compiler.expression(annotation)?,
            }
        }
        compiler.emit(Op::BuildMap(items.len() as u32));
        compiler.emit(Op::Return);
        let draft = compiler.leave()?;
        self.make_function(draft, 0);
        Ok(())
    }
}
