//! The constants that a syntax tree holds: `_PyArena_AddPyObject`.
//!
//! The tree of a program lives as long as the program runs, and every constant in it has a reference from there
//! (`a_objects` in `Python/pyarena.c`). The tree of an imported module is gone before its code runs.

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{self as ast, Expr, Stmt};
use version::Version;

use super::fold::{constant_collection, fold, fold_all};
use crate::code::Const;

/// The constants in the tree of these statements, each once.
///
/// To 3.13 constant expressions are folded in the tree (`Python/ast_opt.c`), so that it holds their values, too;
/// from 3.14 on they are folded later, and the tree holds what is written.
pub(crate) fn written(body: &[Stmt], version: Version) -> Vec<Const> {
    let mut walk = Walk {
        folds: version < Version::new(3, 14, 0),
        doubles_bytes: version.minor() == 12 || version.minor() == 13,
        found: Vec::new(),
    };
    walk.visit_body(body);
    walk.found
}

struct Walk {
    folds: bool,
    doubles_bytes: bool,
    found: Vec<Const>,
}

impl Walk {
    fn add(&mut self, value: Const) {
        let is_shared = matches!(value, Const::None | Const::Ellipsis | Const::Bool(_));
        if !is_shared && !self.found.iter().any(|held| held.is_same(&value)) {
            self.found.push(value);
        }
    }

    /// `in [1, 2]` and `for x in [1, 2]` ask a constant tuple (`fold_compare`, `fold_iter`).
    fn add_collection(&mut self, expr: &Expr) {
        if self.folds
            && let Some(value) = constant_collection(expr)
        {
            self.add(value);
        }
    }
}

impl<'a> Visitor<'a> for Walk {
    fn visit_expr(&mut self, expr: &'a Expr) {
        let value = match expr {
            Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => fold(expr),
            Expr::BinOp(_) | Expr::UnaryOp(_) if self.folds => fold(expr),
            Expr::Tuple(tuple) if self.folds => fold_all(&tuple.elts).map(Const::Tuple),
            _ => None,
        };
        // In 3.12 and 3.13 a text of bytes is put there twice.
        if let (Some(value), Expr::BytesLiteral(_), true) = (&value, expr, self.doubles_bytes) {
            self.found.push(value.clone());
        }
        if let Some(value) = value {
            self.add(value);
            if matches!(expr, Expr::BinOp(_) | Expr::UnaryOp(_)) {
                // The operands are in no code object any more.
                return;
            }
        }
        if let Expr::Compare(compare) = expr {
            for (op, operand) in compare.ops.iter().zip(&compare.comparators) {
                if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn) {
                    self.add_collection(operand);
                }
            }
        }
        walk_expr(self, expr);
    }
}
