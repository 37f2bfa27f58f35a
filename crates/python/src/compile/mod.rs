//! From the syntax tree to instructions.

mod annotate;
mod arena;
mod assign;
mod blocks;
mod borrow;
mod call;
mod class;
mod comprehension;
mod control;
mod exceptions;
mod expression;
mod fold;
mod function;
mod future;
mod generic;
mod literal;
mod pattern;
mod scope;
mod statement;
mod template;
mod text;
mod unbound;
mod unit;
mod unparse;
mod warn;

pub(crate) use warn::Warning;

use std::rc::Rc;

use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::Ranged;
use version::Version;

use crate::code::{Const, Draft};
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
    mode: Mode,
    /// Whether annotations are kept as texts, by `from __future__ import annotations`.
    postponed: bool,
}

/// What a text is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Statements.
    Exec,
    /// One expression, whose value is the result.
    Eval,
    /// One statement; the value of an expression is shown.
    Single,
}

/// Compiles a module.
pub(crate) fn compile(text: &str, module: &ModModule, version: Version) -> Compiled<Draft> {
    compile_as(text, &module.body, version, Mode::Exec, false)
}

/// What a text comes to.
pub(crate) struct Text {
    pub(crate) draft: Draft,
    /// The constants that its syntax tree holds.
    pub(crate) written: Vec<Const>,
    pub(crate) warnings: Vec<Warning>,
}

/// Compiles a text for `exec`, `eval` or the interactive prompt.
///
/// `postpones` says whether whoever compiles it keeps annotations as texts.
pub(crate) fn compile_text(
    text: &str,
    version: Version,
    mode: Mode,
    postpones: bool,
) -> Compiled<Text> {
    let body = crate::source::statements(text, mode, version)?;
    Ok(Text {
        draft: compile_as(text, &body, version, mode, postpones)?,
        warnings: warn::warnings(text, &body, version, mode),
        written: arena::written(&body, version),
    })
}

fn compile_as(
    text: &str,
    body: &[Stmt],
    version: Version,
    mode: Mode,
    postpones: bool,
) -> Compiled<Draft> {
    let asks = future::asked(body, version)?;
    let postponed = match asks || postpones {
        true => Some(future::postponed(body, version)?),
        false => None,
    };
    let body = postponed.as_deref().unwrap_or(body);
    let scopes = Scopes::of(body, version, postponed.is_some())?;
    let mut compiler = Compiler {
        version,
        lines: Lines::of(text),
        scopes,
        units: Vec::new(),
        mode,
        postponed: postponed.is_some(),
    };
    compiler.enter(0, "<module>", "<module>".into(), 1);
    if let (Mode::Eval, [Stmt::Expr(only)]) = (mode, body) {
        compiler.expression(&only.value)?;
        compiler.at(only.value.range());
        compiler.emit(crate::code::Op::Return);
        return compiler.leave();
    }
    let doc = compiler.docstring(body).filter(|_| mode == Mode::Exec);
    let statements = match body {
        [_, rest @ ..] if doc.is_some() => rest,
        all => all,
    };
    if compiler.has_annotations(body) && !compiler.annotates_lazily() {
        compiler.emit(crate::code::Op::SetupAnnotations);
    }
    if compiler.annotates_lazily() {
        compiler.annotate_body(body, ruff_text_size::TextRange::default(), "__annotate__")?;
        compiler.begin_conditional();
    }
    if let (Some(doc), Some(first)) = (doc, body.first()) {
        compiler.at(first.range());
        compiler.load_const(Const::Str(doc));
        compiler.name_op("__doc__", unit::Context::Store);
    }
    compiler.body(statements)?;
    compiler.return_none();
    if !compiler.since(10) {
        // `co_firstlineno` of a module was the line of its first instruction.
        let unit = compiler.unit();
        unit.first_line = unit.lines.first().copied().unwrap_or(1);
    }
    compiler.leave()
}

impl Compiler<'_> {
    fn since(&self, minor: u8) -> bool {
        self.version >= Version::new(3, minor, 0)
    }

    /// Whether the loops of a comprehension and the items of a `with` stand in lines of their own (from 3.12.6),
    /// or where the whole does.
    fn blames_parts(&self) -> bool {
        self.version >= Version::new(3, 12, 6)
    }

    /// Whether annotations are code that runs when somebody asks for them (PEP 649).
    fn annotates_lazily(&self) -> bool {
        self.since(14) && !self.postponed
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
