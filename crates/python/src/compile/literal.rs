//! Of which type an expression is, as far as its form tells.

use ruff_python_ast::{Expr, Number, UnaryOp};

/// `infer_type`: the name of the type of a literal, a display or a comprehension.
pub(super) fn literal_type(expr: &Expr, minor: u8) -> Option<&'static str> {
    Some(match expr {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::TString(_) => "string.templatelib.Template",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NumberLiteral(literal) => match literal.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        // To 3.13 constants are folded before the compiler looks at them.
        Expr::UnaryOp(op) if minor < 14 && op.op == UnaryOp::USub => match &*op.operand {
            number @ Expr::NumberLiteral(_) => literal_type(number, minor)?,
            _ => return None,
        },
        Expr::NoneLiteral(_) => "NoneType",
        Expr::BooleanLiteral(_) => "bool",
        Expr::EllipsisLiteral(_) => "ellipsis",
        _ => return None,
    })
}

/// Whether there is one object of this value, so that `is` may be asked; a tuple that isn't constant is as good.
pub(super) fn is_named_constant(expr: &Expr) -> bool {
    match expr {
        Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) | Expr::EllipsisLiteral(_) => true,
        Expr::Tuple(tuple) => !tuple.elts.iter().all(is_constant),
        _ => false,
    }
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_constant),
        Expr::UnaryOp(op) => is_constant(&op.operand),
        _ => expr.is_literal_expr(),
    }
}
