//! Expressions.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::fold;
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Binary, Compare, Const, Op, Unary};
use crate::source::Problem;

/// The operator's own name here.
pub(super) fn binary(op: ast::Operator) -> Binary {
    match op {
        ast::Operator::Add => Binary::Add,
        ast::Operator::Sub => Binary::Sub,
        ast::Operator::Mult => Binary::Mul,
        ast::Operator::MatMult => Binary::MatMul,
        ast::Operator::Div => Binary::Div,
        ast::Operator::Mod => Binary::Mod,
        ast::Operator::Pow => Binary::Pow,
        ast::Operator::LShift => Binary::LShift,
        ast::Operator::RShift => Binary::RShift,
        ast::Operator::BitOr => Binary::Or,
        ast::Operator::BitXor => Binary::Xor,
        ast::Operator::BitAnd => Binary::And,
        ast::Operator::FloorDiv => Binary::FloorDiv,
    }
}

fn comparison(op: ast::CmpOp) -> Op {
    match op {
        ast::CmpOp::Eq => Op::CompareOp(Compare::Eq),
        ast::CmpOp::NotEq => Op::CompareOp(Compare::Ne),
        ast::CmpOp::Lt => Op::CompareOp(Compare::Lt),
        ast::CmpOp::LtE => Op::CompareOp(Compare::Le),
        ast::CmpOp::Gt => Op::CompareOp(Compare::Gt),
        ast::CmpOp::GtE => Op::CompareOp(Compare::Ge),
        ast::CmpOp::Is => Op::IsOp(false),
        ast::CmpOp::IsNot => Op::IsOp(true),
        ast::CmpOp::In => Op::ContainsOp(false),
        ast::CmpOp::NotIn => Op::ContainsOp(true),
    }
}

impl Compiler<'_> {
    /// Pushes the expression's value.
    pub(super) fn expression(&mut self, expr: &Expr) -> Compiled {
        let value = fold::fold(expr)
            .or_else(|| self.since(14).then(|| fold::constant_slice(expr)).flatten());
        if let Some(value) = value {
            self.at(expr.range());
            self.load_const(value);
            return Ok(());
        }
        let (outer, line) = (self.unit().position, self.unit().line);
        self.at(expr.range());
        self.expression_here(expr)?;
        let unit = self.unit();
        (unit.position, unit.line) = (outer, line);
        Ok(())
    }

    fn expression_here(&mut self, expr: &Expr) -> Compiled {
        match expr {
            Expr::Name(name) => self.name_op(&name.id, Context::Load),
            Expr::BinOp(op) => {
                self.expression(&op.left)?;
                self.expression(&op.right)?;
                self.at(op.range);
                self.emit(Op::BinaryOp(binary(op.op)));
            }
            Expr::UnaryOp(op) => {
                self.expression(&op.operand)?;
                self.at(op.range);
                self.emit(Op::UnaryOp(match op.op {
                    ast::UnaryOp::Invert => Unary::Invert,
                    ast::UnaryOp::Not => Unary::Not,
                    ast::UnaryOp::UAdd => Unary::Pos,
                    ast::UnaryOp::USub => Unary::Neg,
                }));
            }
            Expr::BoolOp(op) => {
                let end = self.label();
                let Some((last, first)) = op.values.split_last() else {
                    return Ok(());
                };
                for value in first {
                    self.expression(value)?;
                    self.emit(match op.op {
                        ast::BoolOp::And => Op::JumpIfFalseOrPop(end.0),
                        ast::BoolOp::Or => Op::JumpIfTrueOrPop(end.0),
                    });
                }
                self.expression(last)?;
                self.place(end);
            }
            Expr::Compare(compare) => self.compare(compare)?,
            Expr::If(branch) => {
                let (otherwise, end) = (self.label(), self.label());
                self.jump_unless(&branch.test, otherwise)?;
                self.expression(&branch.body)?;
                self.emit(Op::Jump(end.0));
                self.place(otherwise);
                self.expression(&branch.orelse)?;
                self.place(end);
            }
            Expr::Named(named) => {
                self.expression(&named.value)?;
                self.emit(Op::Copy(1));
                self.store(&named.target)?;
            }
            Expr::Call(call) => self.call(call)?,
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                self.at(attribute.range);
                let name = self.scope().mangle(&attribute.attr);
                let index = self.name_index(&name);
                self.emit(Op::LoadAttr(index));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                let is_slice = self.two_bounds(&subscript.slice)?;
                if !is_slice {
                    self.expression(&subscript.slice)?;
                }
                self.at(subscript.range);
                self.emit(if is_slice {
                    Op::BinarySlice
                } else {
                    Op::Subscr
                });
            }
            Expr::Slice(slice) => {
                self.bounds(slice)?;
                if let Some(step) = &slice.step {
                    self.expression(step)?;
                }
                self.emit(Op::BuildSlice(if slice.step.is_some() { 3 } else { 2 }));
            }
            Expr::Tuple(tuple) => {
                if self.stars(&tuple.elts)? {
                    self.emit(Op::ListToTuple);
                } else {
                    self.emit(Op::BuildTuple(tuple.elts.len() as u32));
                }
            }
            Expr::List(list) => self.list(&list.elts)?,
            Expr::Set(set) => self.set(&set.elts)?,
            Expr::Dict(dict) => self.dict(&dict.items)?,
            Expr::Lambda(lambda) => self.lambda(lambda)?,
            Expr::FString(string) => self.f_string(string)?,
            Expr::ListComp(comp) => {
                self.comprehension(
                    expr,
                    &comp.generators,
                    super::comprehension::Shape::List(&comp.elt),
                )?;
            }
            Expr::SetComp(comp) => {
                self.comprehension(
                    expr,
                    &comp.generators,
                    super::comprehension::Shape::Set(&comp.elt),
                )?;
            }
            Expr::DictComp(comp) => {
                let Some(key) = &comp.key else {
                    return Err(Problem::unsupported(
                        "unpacking in a comprehension",
                        comp.range,
                    ));
                };
                self.comprehension(
                    expr,
                    &comp.generators,
                    super::comprehension::Shape::Dict(key, &comp.value),
                )?;
            }
            Expr::Generator(comp) => {
                self.comprehension(
                    expr,
                    &comp.generators,
                    super::comprehension::Shape::Generator(&comp.elt),
                )?;
            }
            Expr::Yield(yields) => {
                match &yields.value {
                    Some(value) => self.expression(value)?,
                    None => self.load_const(Const::None),
                }
                self.at(yields.range);
                if self.unit().flags.async_generator {
                    self.emit(Op::AsyncGenWrap);
                }
                self.emit(Op::Yield);
            }
            Expr::YieldFrom(yields) => {
                self.expression(&yields.value)?;
                self.at(yields.range);
                self.emit(Op::GetYieldFromIter);
                self.load_const(Const::None);
                self.delegate();
            }
            Expr::Await(awaits) => {
                self.expression(&awaits.value)?;
                self.at(awaits.range);
                self.await_top(0);
            }
            Expr::Starred(starred) => {
                return Err(Problem::syntax(
                    "can't use starred expression here",
                    starred.range,
                ));
            }
            Expr::TString(string) => self.t_string(string)?,
            Expr::IpyEscapeCommand(command) => {
                return Err(Problem::syntax("invalid syntax", command.range));
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {
                return Err(Problem::unsupported("this literal", expr.range()));
            }
        }
        Ok(())
    }

    /// Awaits the top of the stack.
    pub(super) fn await_top(&mut self, place: u32) {
        self.emit(Op::GetAwaitable(place));
        self.load_const(Const::None);
        self.delegate();
    }

    /// `[iterator, None]` on the stack becomes what the iterator returns.
    pub(super) fn delegate(&mut self) {
        let (start, end) = (self.label(), self.label());
        self.place(start);
        self.emit(Op::Send(end.0));
        self.emit(Op::Yield);
        self.emit(Op::Jump(start.0));
        self.place(end);
    }

    fn compare(&mut self, compare: &ast::ExprCompare) -> Compiled {
        self.expression(&compare.left)?;
        let count = compare.ops.len();
        if count == 1 {
            self.comparand(compare.ops[0], &compare.comparators[0])?;
            self.at(compare.range);
            self.emit(comparison(compare.ops[0]));
            return Ok(());
        }
        let (cleanup, end) = (self.label(), self.label());
        for (place, (op, operand)) in compare.ops.iter().zip(&*compare.comparators).enumerate() {
            self.comparand(*op, operand)?;
            self.at(compare.range);
            if place + 1 == count {
                self.emit(comparison(*op));
            } else {
                self.emit(Op::Swap(2));
                self.emit(Op::Copy(2));
                self.emit(comparison(*op));
                self.emit(Op::JumpIfFalseOrPop(cleanup.0));
            }
        }
        self.emit(Op::Jump(end.0));
        self.place(cleanup);
        self.emit(Op::Swap(2));
        self.emit(Op::Pop);
        self.place(end);
        Ok(())
    }

    /// `in [1, 2]` asks a constant tuple, `in {1, 2}` a constant frozenset.
    fn comparand(&mut self, op: ast::CmpOp, operand: &Expr) -> Compiled {
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn)
            && let Some(value) = fold::constant_collection(operand)
        {
            self.at(operand.range());
            self.load_const(value);
            return Ok(());
        }
        self.expression(operand)
    }

    /// The value that decides about a jump, which stands in the line of what asks to 3.11, then in its own.
    fn test_value(&mut self, expr: &Expr) -> Compiled {
        let unit = self.unit();
        let line = unit.line.unwrap_or(unit.position.line);
        self.expression(expr)?;
        self.at(expr.range());
        // In 3.10 and 3.11 a comparison is where all that follows stands.
        let moves = matches!(expr, Expr::Compare(_)) && self.since(10);
        if !self.since(12) && !moves {
            self.unit().line = Some(line);
        }
        Ok(())
    }

    /// Jumps where the expression is false.
    pub(super) fn jump_unless(&mut self, expr: &Expr, target: super::unit::Label) -> Compiled {
        match expr {
            Expr::UnaryOp(op) if op.op == ast::UnaryOp::Not => self.jump_if(&op.operand, target),
            Expr::BoolOp(op) if op.op == ast::BoolOp::And => {
                for value in &op.values {
                    self.jump_unless(value, target)?;
                }
                Ok(())
            }
            Expr::BoolOp(op) => {
                let Some((last, first)) = op.values.split_last() else {
                    return Ok(());
                };
                let yes = self.label();
                for value in first {
                    self.jump_if(value, yes)?;
                }
                self.jump_unless(last, target)?;
                self.place(yes);
                Ok(())
            }
            _ => {
                self.test_value(expr)?;
                self.emit(Op::PopJumpIfFalse(target.0));
                Ok(())
            }
        }
    }

    /// Jumps where the expression is true.
    pub(super) fn jump_if(&mut self, expr: &Expr, target: super::unit::Label) -> Compiled {
        match expr {
            Expr::UnaryOp(op) if op.op == ast::UnaryOp::Not => {
                self.jump_unless(&op.operand, target)
            }
            Expr::BoolOp(op) if op.op == ast::BoolOp::Or => {
                for value in &op.values {
                    self.jump_if(value, target)?;
                }
                Ok(())
            }
            Expr::BoolOp(op) => {
                let Some((last, first)) = op.values.split_last() else {
                    return Ok(());
                };
                let no = self.label();
                for value in first {
                    self.jump_unless(value, no)?;
                }
                self.jump_if(last, target)?;
                self.place(no);
                Ok(())
            }
            _ => {
                self.test_value(expr)?;
                self.emit(Op::PopJumpIfTrue(target.0));
                Ok(())
            }
        }
    }

    /// Pushes all elements, or one list of them if there is a star. Says whether it is a list.
    pub(super) fn stars(&mut self, elements: &[Expr]) -> Compiled<bool> {
        let Some(first) = elements.iter().position(Expr::is_starred_expr) else {
            for element in elements {
                self.expression(element)?;
            }
            return Ok(false);
        };
        for element in &elements[..first] {
            self.expression(element)?;
        }
        self.emit(Op::BuildList(first as u32));
        for element in &elements[first..] {
            if let Expr::Starred(starred) = element {
                self.expression(&starred.value)?;
                self.emit(Op::ListExtend);
            } else {
                self.expression(element)?;
                self.emit(Op::ListAppend(1));
            }
        }
        Ok(true)
    }

    fn list(&mut self, elements: &[Expr]) -> Compiled {
        if elements.len() >= 3
            && let Some(values) = fold::fold_all(elements)
        {
            let index = self.constant(Const::Tuple(values));
            self.emit(Op::BuildConstList(index));
            return Ok(());
        }
        if !self.stars(elements)? {
            self.emit(Op::BuildList(elements.len() as u32));
        }
        Ok(())
    }

    fn set(&mut self, elements: &[Expr]) -> Compiled {
        if elements.len() >= 3
            && let Some(values) = fold::fold_all(elements)
        {
            // From 3.9 on it is copied from a frozenset, which equal sets share; a long one isn't from 3.14 on.
            let copied = self.since(9) && !(self.since(14) && values.len() > 30);
            let index = self.constant(if copied {
                Const::FrozenSet(values)
            } else {
                Const::Tuple(values)
            });
            self.emit(Op::BuildConstSet(index));
            return Ok(());
        }
        let plain = elements
            .iter()
            .take_while(|element| !element.is_starred_expr())
            .count();
        for element in &elements[..plain] {
            self.expression(element)?;
        }
        self.emit(Op::BuildSet(plain as u32));
        for element in &elements[plain..] {
            if let Expr::Starred(starred) = element {
                self.expression(&starred.value)?;
                self.emit(Op::SetUpdate);
            } else {
                self.expression(element)?;
                self.emit(Op::SetAdd(1));
            }
        }
        Ok(())
    }

    fn dict(&mut self, items: &[ast::DictItem]) -> Compiled {
        // Up to 15 pairs are made at once; a larger display begins empty (`STACK_USE_GUIDELINE`).
        let mut open = 0u32;
        let mut started = items.len() > 15;
        if started {
            self.emit(Op::BuildMap(0));
        }
        for item in items {
            match &item.key {
                Some(key) => {
                    self.expression(key)?;
                    self.expression(&item.value)?;
                    if started {
                        self.emit(Op::MapAdd(1));
                    } else {
                        open += 1;
                    }
                }
                None => {
                    if !started {
                        self.emit(Op::BuildMap(open));
                        started = true;
                    }
                    self.expression(&item.value)?;
                    self.emit(Op::DictUpdate);
                }
            }
        }
        if !started {
            self.emit(Op::BuildMap(open));
        }
        Ok(())
    }
}
