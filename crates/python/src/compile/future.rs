//! `from __future__ import annotations`: annotations stay texts (PEP 563).

use std::cell::RefCell;

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::visitor::transformer::{Transformer, walk_body};
use ruff_python_ast::{
    AtomicNodeIndex, Expr, ExprStringLiteral, Stmt, StmtImportFrom, StringLiteral,
    StringLiteralFlags, StringLiteralValue,
};
use ruff_text_size::{Ranged, TextRange};
use version::Version;

use super::unparse::unparse;
use super::{Compiled, Problem};

/// What can be imported from `__future__`.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// How many statements a text begins with that may come before such an import: its docstring and other such imports.
fn leading(body: &[Stmt]) -> usize {
    let is_text =
        |stmt: &Stmt| matches!(stmt, Stmt::Expr(only) if only.value.is_string_literal_expr());
    let doc = usize::from(body.first().is_some_and(is_text));
    let rest = body.iter().skip(doc);
    doc + rest.take_while(|stmt| import(stmt).is_some()).count()
}

fn import(stmt: &Stmt) -> Option<&StmtImportFrom> {
    let Stmt::ImportFrom(import) = stmt else {
        return None;
    };
    (import.level == 0 && import.module.as_deref() == Some("__future__")).then_some(import)
}

/// Whether a text asks for postponed annotations.
///
/// # Errors
///
/// An import from `__future__` that isn't at the beginning, or of what isn't there.
pub(super) fn asked(body: &[Stmt], version: Version) -> Compiled<bool> {
    let (first, rest) = body.split_at(leading(body));
    let mut asked = false;
    for import in first.iter().filter_map(import) {
        for alias in &import.names {
            let range = match version >= Version::new(3, 13, 0) {
                true => alias.range,
                false => TextRange::empty(import.range.start()),
            };
            match alias.name.as_str() {
                "annotations" => asked = true,
                "barry_as_FLUFL" => {
                    return Err(Problem::unsupported("the feature 'barry_as_FLUFL'", range));
                }
                "braces" => return Err(Problem::syntax("not a chance", range)),
                name if FEATURES.contains(&name) => {}
                name => {
                    let text = format!("future feature {name} is not defined");
                    return Err(Problem::syntax(text, range));
                }
            }
        }
    }
    let mut late = Late::default();
    late.visit_body(rest);
    match late.0 {
        None => Ok(asked),
        Some(range) => {
            let text = "from __future__ imports must occur at the beginning of the file";
            Err(Problem::syntax(text, range))
        }
    }
}

/// The first import from `__future__` where none may be.
#[derive(Default)]
struct Late(Option<TextRange>);

impl<'a> StatementVisitor<'a> for Late {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Some(import) = import(stmt) {
            self.0.get_or_insert(import.range);
        }
        walk_stmt(self, stmt);
    }
}

/// The statements with a text in place of each annotation.
///
/// # Errors
///
/// An annotation that has no text.
pub(super) fn postponed(body: &[Stmt], version: Version) -> Compiled<Vec<Stmt>> {
    let mut body = body.to_vec();
    let postponer = Postponer {
        version,
        problem: RefCell::default(),
    };
    walk_body(&postponer, &mut body);
    match postponer.problem.into_inner() {
        Some(problem) => Err(problem),
        None => Ok(body),
    }
}

struct Postponer {
    version: Version,
    /// The first annotation that has no text.
    problem: RefCell<Option<Problem>>,
}

impl Transformer for Postponer {
    fn visit_annotation(&self, annotation: &mut Expr) {
        match unparse(annotation, self.version) {
            Ok(text) => {
                let range = annotation.range();
                *annotation = Expr::StringLiteral(ExprStringLiteral {
                    node_index: AtomicNodeIndex::default(),
                    range,
                    value: StringLiteralValue::single(StringLiteral {
                        range,
                        node_index: AtomicNodeIndex::default(),
                        value: text.into(),
                        flags: StringLiteralFlags::empty(),
                    }),
                });
            }
            Err(problem) => {
                self.problem.borrow_mut().get_or_insert(problem);
            }
        }
    }
}
