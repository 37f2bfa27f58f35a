//! Constants known before the program runs: `Python/ast_opt.c` (to 3.13) and `Python/flowgraph.c` (from 3.14).

use objects::types::Int;
use ruff_python_ast::{self as ast, Expr, Number};

use crate::code::Const;

/// A folded text or tuple may be so long (`MAX_STR_SIZE`, `MAX_COLLECTION_SIZE`).
const MAX_STR: usize = 4096;
const MAX_COLLECTION: usize = 256;
/// A folded integer so large, in bits (`MAX_INT_SIZE`).
const MAX_INT_BITS: u32 = 128;

/// All of them, if each is a constant.
pub(super) fn fold_all(elements: &[Expr]) -> Option<Vec<Const>> {
    elements.iter().map(fold).collect()
}

/// `[1, 2]` or `{1, 2}` where nobody can change it.
pub(super) fn constant_collection(expr: &Expr) -> Option<Const> {
    match expr {
        Expr::List(list) => fold_all(&list.elts).map(Const::Tuple),
        Expr::Set(set) => fold_all(&set.elts).map(Const::FrozenSet),
        _ => None,
    }
}

/// An item of a constant.
fn subscript(subscript: &ast::ExprSubscript) -> Option<Const> {
    let Const::Int(index) = fold(&subscript.slice)? else {
        return None;
    };
    item(&fold(&subscript.value)?, index.to_i64()?)
}

/// A slice of a constant, which is folded from 3.14 on.
pub(super) fn constant_slice(expr: &Expr) -> Option<Const> {
    let Expr::Subscript(subscript) = expr else {
        return None;
    };
    let Expr::Slice(bounds) = &*subscript.slice else {
        return None;
    };
    if bounds.step.is_some() {
        return None;
    }
    let bounds = [bound(&bounds.lower)?, bound(&bounds.upper)?];
    slice(&fold(&subscript.value)?, bounds)
}

/// A bound of a slice: a small number, or none.
fn bound(bound: &Option<Box<Expr>>) -> Option<Option<i64>> {
    match bound.as_deref().map(fold) {
        None | Some(Some(Const::None)) => Some(None),
        Some(Some(Const::Int(value))) => value.to_i64().map(Some),
        Some(_) => None,
    }
}

/// Where an index counted from either end is in a sequence, if it is inside.
fn place(index: i64, len: usize) -> Option<usize> {
    let len = i64::try_from(len).ok()?;
    let from_start = if index < 0 {
        index.checked_add(len)?
    } else {
        index
    };
    usize::try_from(from_start)
        .ok()
        .filter(|_| from_start < len)
}

fn item(value: &Const, index: i64) -> Option<Const> {
    Some(match value {
        Const::Str(text) => {
            let at = place(index, text.chars().count())?;
            Const::Str(text.chars().nth(at)?.to_string().into())
        }
        Const::Bytes(bytes) => Const::Int(Int::from(i64::from(bytes[place(index, bytes.len())?]))),
        Const::Tuple(items) => items[place(index, items.len())?].clone(),
        _ => return None,
    })
}

fn slice(value: &Const, bounds: [Option<i64>; 2]) -> Option<Const> {
    let range = |len: usize| {
        let clip = |bound: i64| {
            let bound = if bound < 0 {
                bound.saturating_add(len as i64).max(0)
            } else {
                bound
            };
            usize::try_from(bound).map_or(len, |bound| bound.min(len))
        };
        let start = bounds[0].map_or(0, clip);
        start..bounds[1].map_or(len, clip).max(start)
    };
    Some(match value {
        Const::Str(text) => {
            let chars: Vec<char> = text.chars().collect();
            Const::Str(chars[range(chars.len())].iter().collect::<String>().into())
        }
        Const::Bytes(bytes) => Const::Bytes(bytes[range(bytes.len())].into()),
        Const::Tuple(items) => Const::Tuple(items[range(items.len())].to_vec()),
        _ => return None,
    })
}

/// The value of a constant expression.
pub(super) fn fold(expr: &Expr) -> Option<Const> {
    Some(match expr {
        Expr::NoneLiteral(_) => Const::None,
        Expr::EllipsisLiteral(_) => Const::Ellipsis,
        Expr::BooleanLiteral(literal) => Const::Bool(literal.value),
        Expr::StringLiteral(literal) => Const::Str(literal.value.to_str().into()),
        Expr::BytesLiteral(literal) => {
            Const::Bytes(literal.value.bytes().collect::<Vec<u8>>().into())
        }
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(value) => Const::Int(parse_int(&value.to_string())?),
            Number::Float(value) => Const::Float(value.to_bits()),
            Number::Complex { real, imag } => Const::Complex(real.to_bits(), imag.to_bits()),
        },
        Expr::Name(name) if &*name.id == "__debug__" => Const::Bool(true),
        Expr::Tuple(tuple) => Const::Tuple(fold_all(&tuple.elts)?),
        Expr::UnaryOp(op) => unary(op.op, fold(&op.operand)?)?,
        Expr::BinOp(op) => binary(op.op, &fold(&op.left)?, &fold(&op.right)?)?,
        Expr::Subscript(item) => subscript(item)?,
        _ => return None,
    })
}

/// A literal in any base.
pub(crate) fn parse_int(text: &str) -> Option<Int> {
    let text = text.replace('_', "").to_ascii_lowercase();
    let radix = match text.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => return text.parse().ok(),
    };
    let number = num_bigint::BigInt::parse_bytes(&text.as_bytes()[2..], radix)?;
    number.to_string().parse().ok()
}

fn unary(op: ast::UnaryOp, value: Const) -> Option<Const> {
    Some(match (op, value) {
        (ast::UnaryOp::Not, value) => Const::Bool(!value.truth()),
        (ast::UnaryOp::USub, Const::Int(value)) => Const::Int(-value),
        (ast::UnaryOp::USub, Const::Float(bits)) => Const::Float((-f64::from_bits(bits)).to_bits()),
        (ast::UnaryOp::USub, Const::Bool(value)) => Const::Int(-Int::from(value)),
        (ast::UnaryOp::USub, Const::Complex(real, imag)) => Const::Complex(
            (-f64::from_bits(real)).to_bits(),
            (-f64::from_bits(imag)).to_bits(),
        ),
        (ast::UnaryOp::UAdd, value @ (Const::Int(_) | Const::Float(_))) => value,
        (ast::UnaryOp::Invert, Const::Int(value)) => Const::Int(-(&value + &Int::from(1))),
        _ => return None,
    })
}

/// A number as `f64`, if it is one that is exact enough to fold.
fn float(value: &Const) -> Option<f64> {
    match value {
        Const::Float(bits) => Some(f64::from_bits(*bits)),
        Const::Int(value) => value
            .to_i64()
            .filter(|value| value.unsigned_abs() < 1 << 53)
            .map(|value| value as f64),
        _ => None,
    }
}

fn binary(op: ast::Operator, left: &Const, right: &Const) -> Option<Const> {
    use ast::Operator as O;
    if let (Const::Int(a), Const::Int(b)) = (left, right) {
        return integers(op, a, b);
    }
    match (op, left, right) {
        (O::Add, Const::Str(a), Const::Str(b)) => {
            return (a.len() + b.len() <= MAX_STR).then(|| Const::Str(format!("{a}{b}").into()));
        }
        (O::Mult, Const::Str(text), Const::Int(times))
        | (O::Mult, Const::Int(times), Const::Str(text)) => {
            let times = usize::try_from(times.to_i64()?.max(0)).ok()?;
            return (text.chars().count().checked_mul(times)? <= MAX_STR)
                .then(|| Const::Str(text.repeat(times).into()));
        }
        (O::Mult, Const::Bytes(bytes), Const::Int(times))
        | (O::Mult, Const::Int(times), Const::Bytes(bytes)) => {
            let times = usize::try_from(times.to_i64()?.max(0)).ok()?;
            return (bytes.len().checked_mul(times)? <= MAX_STR)
                .then(|| Const::Bytes(bytes.repeat(times).into()));
        }
        (O::Add, Const::Bytes(a), Const::Bytes(b)) => {
            return (a.len() + b.len() <= MAX_STR)
                .then(|| Const::Bytes([&**a, &**b].concat().into()));
        }
        (O::Add, Const::Tuple(a), Const::Tuple(b)) => {
            return Some(Const::Tuple([&a[..], &b[..]].concat()));
        }
        (O::Mult, Const::Tuple(items), Const::Int(times)) => {
            let times = usize::try_from(times.to_i64()?.max(0)).ok()?;
            return (items.len().checked_mul(times)? <= MAX_COLLECTION).then(|| {
                Const::Tuple(
                    std::iter::repeat_n(items, times)
                        .flatten()
                        .cloned()
                        .collect(),
                )
            });
        }
        _ => {}
    }
    let (a, b) = (float(left)?, float(right)?);
    let value = match op {
        O::Add => a + b,
        O::Sub => a - b,
        O::Mult => a * b,
        O::Div if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Const::Float(value.to_bits()))
}

fn integers(op: ast::Operator, a: &Int, b: &Int) -> Option<Const> {
    use ast::Operator as O;
    const MAX: i64 = MAX_INT_BITS as i64;
    Some(Const::Int(match op {
        O::Add => a + b,
        O::Sub => a - b,
        O::Mult if crate::vm::bit_length(a) + crate::vm::bit_length(b) <= MAX => a * b,
        O::LShift => {
            let shift = u32::try_from(b.to_i64()?).ok()?;
            if i64::from(shift) + crate::vm::bit_length(a) > MAX {
                return None;
            }
            a << shift
        }
        O::Pow => {
            let exponent = u32::try_from(b.to_i64()?).ok()?;
            // `safe_power` bounds the result before it is computed.
            let size = crate::vm::bit_length(a);
            if exponent > 0 && size > i64::from(MAX_INT_BITS / exponent) {
                return None;
            }
            let mut value = Int::from(1);
            for _ in 0..exponent {
                value = &value * a;
            }
            value
        }
        O::FloorDiv | O::Mod => {
            let (a, b) = (a.to_i64()?, b.to_i64()?);
            if b == 0 || (a == i64::MIN && b == -1) {
                return None;
            }
            let (mut quotient, mut rest) = (a / b, a % b);
            if rest != 0 && (rest < 0) != (b < 0) {
                quotient -= 1;
                rest += b;
            }
            Int::from(if op == O::FloorDiv { quotient } else { rest })
        }
        O::Div => {
            let (a, b) = (
                float(&Const::Int(a.clone()))?,
                float(&Const::Int(b.clone()))?,
            );
            if b == 0.0 {
                return None;
            }
            return Some(Const::Float((a / b).to_bits()));
        }
        O::BitAnd => Int::from(a.to_i64()? & b.to_i64()?),
        O::BitOr => Int::from(a.to_i64()? | b.to_i64()?),
        O::BitXor => Int::from(a.to_i64()? ^ b.to_i64()?),
        O::RShift => {
            let shift = b.to_i64()?;
            if shift < 0 {
                return None;
            }
            Int::from(a.to_i64()? >> shift.min(63))
        }
        _ => return None,
    }))
}
