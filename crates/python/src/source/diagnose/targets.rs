//! What can't be assigned to or deleted.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::ParseErrorType as E;
use ruff_text_size::{Ranged, TextRange};

use super::{Report, Scene};

/// An expression in the words of errors (`_PyPegen_get_expr_name`).
pub(super) fn name_of(expr: &Expr, minor: u8) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(name) if name.id.as_str() == "__debug__" => "__debug__",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) if minor < 10 => "operator",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) if minor < 10 => "dict display",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) if minor < 10 => "Ellipsis",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "literal",
    }
}

/// Finds the expression with a range.
pub(super) struct Finder<'a> {
    wanted: TextRange,
    found: Option<&'a Expr>,
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if expr.range() == self.wanted {
            self.found.get_or_insert(expr);
        } else if expr.range().contains_range(self.wanted) {
            visitor::walk_expr(self, expr);
        }
    }
}

pub(super) fn find(body: &[Stmt], wanted: TextRange) -> Option<&Expr> {
    let mut finder = Finder {
        wanted,
        found: None,
    };
    finder.visit_body(body);
    finder.found
}

pub(super) fn report(scene: &Scene<'_>) -> Option<Report> {
    let range = scene.error.range();
    let kind = &scene.error.error;
    if !matches!(
        kind,
        E::InvalidAssignmentTarget
            | E::InvalidNamedAssignmentTarget
            | E::InvalidAnnotatedAssignmentTarget
            | E::InvalidAugmentedAssignmentTarget
            | E::InvalidDeleteTarget
    ) {
        return None;
    }
    let expr = find(scene.body, range)?;
    let name = name_of(expr, scene.minor);
    if matches!(kind, E::InvalidNamedAssignmentTarget) {
        return Some(Report::of(
            format!("cannot use assignment expressions with {name}"),
            range,
        ));
    }
    let message = match kind {
        E::InvalidDeleteTarget => format!("cannot delete {name}"),
        E::InvalidAnnotatedAssignmentTarget => {
            let word = match expr {
                Expr::List(_) => "only single target (not list) can be annotated",
                Expr::Tuple(_) => "only single target (not tuple) can be annotated",
                _ => "illegal target for annotation",
            };
            word.to_owned()
        }
        E::InvalidAugmentedAssignmentTarget if scene.minor >= 9 => {
            format!("'{name}' is an illegal expression for augmented assignment")
        }
        E::InvalidAugmentedAssignmentTarget if matches!(expr, Expr::List(_) | Expr::Tuple(_)) => {
            "illegal expression for augmented assignment".to_owned()
        }
        _ if matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_)) => {
            "assignment to yield expression not possible".to_owned()
        }
        _ if scene.minor >= 10 && suggests_comparison(scene, expr) => {
            format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?")
        }
        _ => format!("cannot assign to {name}"),
    };
    Some(Report::of(message, range))
}

/// Whether `==` may have been meant: the first `=` of a statement, right behind an expression of operators.
fn suggests_comparison(scene: &Scene<'_>, expr: &Expr) -> bool {
    if matches!(
        expr,
        Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Generator(_)
            | Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::Compare(_)
            | Expr::BoolOp(_)
            | Expr::If(_)
            | Expr::Lambda(_)
            | Expr::Starred(_)
            | Expr::Name(_)
    ) || matches!(expr, Expr::UnaryOp(op) if op.op == ruff_python_ast::UnaryOp::Not)
    {
        return false;
    }
    let assign = scene
        .body
        .iter()
        .find_map(|stmt| assignment(stmt, expr.range()));
    let Some((targets, is_whole)) = assign else {
        return false;
    };
    let mut next = scene.index_of(expr.range().end().to_usize());
    while is_whole && scene.word(next) == ")" {
        next += 1;
    }
    targets == 1 && scene.word(next) == "="
}

/// How many targets the assignment around an expression has, and whether the expression is one itself.
fn assignment(stmt: &Stmt, range: TextRange) -> Option<(usize, bool)> {
    struct Search {
        range: TextRange,
        found: Option<(usize, bool)>,
    }
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            if let Stmt::Assign(assign) = stmt {
                let holds = assign
                    .targets
                    .iter()
                    .find(|target| target.range().contains_range(self.range));
                if let Some(target) = holds {
                    self.found = Some((assign.targets.len(), target.range() == self.range));
                    return;
                }
            }
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut search = Search { range, found: None };
    search.visit_stmt(stmt);
    search.found
}
