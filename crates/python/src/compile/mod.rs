//! From the syntax tree to instructions.

mod assign;
mod borrow;
mod call;
mod class;
mod comprehension;
mod control;
mod exceptions;
mod expression;
mod fold;
mod function;
mod scope;
mod statement;
mod text;
mod unit;

use std::rc::Rc;

use ruff_python_ast::{AtomicNodeIndex, ModExpression, ModModule, Stmt, StmtExpr};
use version::Version;

use crate::code::Draft;
use crate::source::{Lines, Problem};
use scope::Scopes;
use unit::Unit;

/// A result, or why the program doesn't start.
pub(crate) type Compiled<T = ()> = Result<T, Problem>;

/// Compiles one program.
pub(crate) struct Compiler<'a> {
    version: Version,
    lines: Lines<'a>,
    scopes: Scopes,
    /// The code being written, the innermost last.
    units: Vec<Unit>,
}

/// Compiles a module.
pub(crate) fn compile(text: &str, module: &ModModule, version: Version) -> Compiled<Draft> {
    let scopes = Scopes::of(&module.body)?;
    let mut compiler = Compiler {
        version,
        lines: Lines::of(text),
        scopes,
        units: Vec::new(),
    };
    compiler.enter(0, "<module>", "<module>".into(), 1);
    let doc = compiler.docstring(&module.body);
    if let Some(doc) = doc {
        compiler.load_const(crate::code::Const::Str(doc));
        compiler.name_op("__doc__", unit::Context::Store);
    }
    if compiler.has_annotations(&module.body) && compiler.version < Version::new(3, 14, 0) {
        compiler.emit(crate::code::Op::SetupAnnotations);
    }
    compiler.body(&module.body)?;
    compiler.return_none();
    compiler.leave()
}

/// Compiles one expression, whose value the code returns.
pub(crate) fn compile_expression(
    text: &str,
    tree: &ModExpression,
    version: Version,
) -> Compiled<Draft> {
    let body = [Stmt::Expr(StmtExpr {
        node_index: AtomicNodeIndex::default(),
        range: tree.range,
        value: tree.body.clone(),
    })];
    let scopes = Scopes::of(&body)?;
    let mut compiler = Compiler {
        version,
        lines: Lines::of(text),
        scopes,
        units: Vec::new(),
    };
    compiler.enter(0, "<module>", "<module>".into(), 1);
    compiler.expression(&tree.body)?;
    compiler.emit(crate::code::Op::Return);
    compiler.leave()
}

impl Compiler<'_> {
    fn since(&self, minor: u8) -> bool {
        self.version >= Version::new(3, minor, 0)
    }

    /// The first statement's text, if it is one.
    fn docstring(&self, body: &[ruff_python_ast::Stmt]) -> Option<Rc<str>> {
        let ruff_python_ast::Stmt::Expr(first) = body.first()? else {
            return None;
        };
        let ruff_python_ast::Expr::StringLiteral(text) = &*first.value else {
            return None;
        };
        let text = text.value.to_str();
        if self.since(13) {
            return Some(text::cleaned(text).into());
        }
        Some(text.into())
    }
}
