//! An expression's text again, as `from __future__ import annotations` keeps it (`Python/ast_unparse.c`).
//!
//! The text is that of the tree and not of the file: one way to put spaces, parentheses only where they are needed.

use ruff_python_ast::{self as ast, BoolOp, Expr, Operator, UnaryOp};
use ruff_text_size::Ranged;
use version::Version;

use super::{Compiled, fold};
use crate::code::Const;
use crate::source::Problem;
use crate::unicode::Unicode;
use crate::vm::{bytes_repr, float_repr, str_repr};

/// How tightly an expression holds together; one that stands where a tighter one is asked for gets parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    /// The next tighter one.
    fn tighter(self) -> Level {
        use Level::*;
        match self {
            Tuple => Test,
            Test => Or,
            Or => And,
            And => Not,
            Not => Compare,
            Compare => BitOr,
            BitOr => BitXor,
            BitXor => BitAnd,
            BitAnd => Shift,
            Shift => Arith,
            Arith => Term,
            Term => Factor,
            Factor => Power,
            Power => Await,
            Await | Atom => Atom,
        }
    }

    fn of_operator(op: Operator) -> Level {
        match op {
            Operator::Add | Operator::Sub => Level::Arith,
            Operator::Mult
            | Operator::MatMult
            | Operator::Div
            | Operator::Mod
            | Operator::FloorDiv => Level::Term,
            Operator::LShift | Operator::RShift => Level::Shift,
            Operator::BitOr => Level::BitOr,
            Operator::BitXor => Level::BitXor,
            Operator::BitAnd => Level::BitAnd,
            Operator::Pow => Level::Power,
        }
    }
}

/// The text of an annotation.
pub(super) fn unparse(annotation: &Expr, version: Version) -> Compiled<String> {
    let mut writer = Writer {
        out: String::new(),
        unicode: Unicode {
            minor: version.minor(),
        },
        folds: version < Version::new(3, 9, 0),
    };
    writer.expr(annotation, Level::Test)?;
    Ok(writer.out)
}

struct Writer {
    out: String,
    unicode: Unicode,
    /// To 3.8 constants are worked out first.
    folds: bool,
}

impl Writer {
    fn expr(&mut self, expr: &Expr, level: Level) -> Compiled {
        if self.folds && matches!(expr, Expr::BinOp(_) | Expr::UnaryOp(_)) && self.constant(expr) {
            return Ok(());
        }
        match expr {
            Expr::Name(name) => self.out.push_str(&name.id),
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value, Level::Atom)?;
                // `1 .real`: without the space the dot would belong to the number.
                let is_int = matches!(
                    &*attribute.value,
                    Expr::NumberLiteral(number) if matches!(number.value, ast::Number::Int(_))
                );
                self.out.push_str(if is_int { " ." } else { "." });
                self.out.push_str(&attribute.attr);
            }
            Expr::Subscript(item) => {
                self.expr(&item.value, Level::Atom)?;
                self.out.push('[');
                self.expr(&item.slice, Level::Tuple)?;
                self.out.push(']');
            }
            Expr::Slice(slice) => self.slice(slice)?,
            Expr::Starred(starred) => {
                self.out.push('*');
                self.expr(&starred.value, Level::BitOr)?;
            }
            Expr::List(list) => self.within("[", &list.elts, "]")?,
            Expr::Set(set) => self.within("{", &set.elts, "}")?,
            Expr::Tuple(tuple) => self.tuple(&tuple.elts, level)?,
            Expr::Dict(dict) => self.dict(dict)?,
            Expr::Call(call) => self.call(call)?,
            Expr::BinOp(op) => {
                let own = Level::of_operator(op.op);
                let (left, right) = match op.op {
                    Operator::Pow => (own.tighter(), own),
                    _ => (own, own.tighter()),
                };
                self.grouped(own, level, |writer| {
                    writer.expr(&op.left, left)?;
                    writer.spaced(op.op.as_str());
                    writer.expr(&op.right, right)
                })?;
            }
            Expr::UnaryOp(op) => {
                let (own, sign) = match op.op {
                    UnaryOp::Not => (Level::Not, "not "),
                    UnaryOp::Invert => (Level::Factor, "~"),
                    UnaryOp::UAdd => (Level::Factor, "+"),
                    UnaryOp::USub => (Level::Factor, "-"),
                };
                self.grouped(own, level, |writer| {
                    writer.out.push_str(sign);
                    writer.expr(&op.operand, own)
                })?;
            }
            Expr::BoolOp(op) => {
                let own = match op.op {
                    BoolOp::And => Level::And,
                    BoolOp::Or => Level::Or,
                };
                self.grouped(own, level, |writer| {
                    for (at, value) in op.values.iter().enumerate() {
                        if at > 0 {
                            writer.spaced(op.op.as_str());
                        }
                        writer.expr(value, own.tighter())?;
                    }
                    Ok(())
                })?;
            }
            Expr::Compare(compare) => self.grouped(Level::Compare, level, |writer| {
                writer.expr(&compare.left, Level::BitOr)?;
                for (op, right) in compare.ops.iter().zip(&compare.comparators) {
                    writer.spaced(op.as_str());
                    writer.expr(right, Level::BitOr)?;
                }
                Ok(())
            })?,
            Expr::If(choice) => self.grouped(Level::Test, level, |writer| {
                writer.expr(&choice.body, Level::Or)?;
                writer.spaced("if");
                writer.expr(&choice.test, Level::Or)?;
                writer.spaced("else");
                writer.expr(&choice.orelse, Level::Test)
            })?,
            literal if literal.is_literal_expr() && self.constant(literal) => {}
            other => return Err(refused(other)),
        }
        Ok(())
    }

    fn spaced(&mut self, word: &str) {
        self.out.push(' ');
        self.out.push_str(word);
        self.out.push(' ');
    }

    /// Writes what has the level `own`, in parentheses where a tighter one is asked for.
    fn grouped(
        &mut self,
        own: Level,
        asked: Level,
        write: impl FnOnce(&mut Writer) -> Compiled,
    ) -> Compiled {
        if asked > own {
            self.out.push('(');
        }
        write(self)?;
        if asked > own {
            self.out.push(')');
        }
        Ok(())
    }

    fn row(&mut self, items: &[Expr]) -> Compiled {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.expr(item, Level::Test)?;
        }
        Ok(())
    }

    fn within(&mut self, open: &str, items: &[Expr], close: &str) -> Compiled {
        self.out.push_str(open);
        self.row(items)?;
        self.out.push_str(close);
        Ok(())
    }

    fn tuple(&mut self, items: &[Expr], level: Level) -> Compiled {
        if items.is_empty() {
            self.out.push_str("()");
            return Ok(());
        }
        self.grouped(Level::Tuple, level, |writer| {
            writer.row(items)?;
            if items.len() == 1 {
                writer.out.push(',');
            }
            Ok(())
        })
    }

    fn slice(&mut self, slice: &ast::ExprSlice) -> Compiled {
        if let Some(lower) = &slice.lower {
            self.expr(lower, Level::Test)?;
        }
        self.out.push(':');
        if let Some(upper) = &slice.upper {
            self.expr(upper, Level::Test)?;
        }
        if let Some(step) = &slice.step {
            self.out.push(':');
            self.expr(step, Level::Test)?;
        }
        Ok(())
    }

    fn dict(&mut self, dict: &ast::ExprDict) -> Compiled {
        self.out.push('{');
        for (at, item) in dict.items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            match &item.key {
                Some(key) => {
                    self.expr(key, Level::Test)?;
                    self.out.push_str(": ");
                    self.expr(&item.value, Level::Test)?;
                }
                None => {
                    self.out.push_str("**");
                    self.expr(&item.value, Level::BitOr)?;
                }
            }
        }
        self.out.push('}');
        Ok(())
    }

    fn call(&mut self, call: &ast::ExprCall) -> Compiled {
        self.expr(&call.func, Level::Atom)?;
        self.out.push('(');
        self.row(&call.arguments.args)?;
        for (at, keyword) in call.arguments.keywords.iter().enumerate() {
            if at > 0 || !call.arguments.args.is_empty() {
                self.out.push_str(", ");
            }
            match &keyword.arg {
                Some(name) => {
                    self.out.push_str(name);
                    self.out.push('=');
                }
                None => self.out.push_str("**"),
            }
            self.expr(&keyword.value, Level::Test)?;
        }
        self.out.push(')');
        Ok(())
    }

    /// Writes a constant, if the expression is one.
    fn constant(&mut self, expr: &Expr) -> bool {
        let text = match fold::fold(expr) {
            Some(Const::None) => "None".to_owned(),
            Some(Const::Ellipsis) => "...".to_owned(),
            Some(Const::Bool(true)) => "True".to_owned(),
            Some(Const::Bool(false)) => "False".to_owned(),
            Some(Const::Int(value)) => value.to_string(),
            Some(Const::Float(bits)) => {
                let text = float_repr(f64::from_bits(bits));
                match self.folds {
                    true => text,
                    // What is too large for a float reads so that it is too large again.
                    false => text.replace("inf", "1e309"),
                }
            }
            Some(Const::Str(text)) => str_repr(&text, self.unicode),
            Some(Const::Bytes(bytes)) => bytes_repr(&bytes),
            _ => return false,
        };
        self.out.push_str(&text);
        true
    }
}

fn refused(expr: &Expr) -> Problem {
    Problem::unsupported(
        "an annotation of this form under 'from __future__ import annotations'",
        expr.range(),
    )
}
