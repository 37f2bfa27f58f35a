//! Assignment and deletion.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::expression::binary;
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Const, Op};
use crate::source::Problem;

/// How many targets stand before a starred one: no more than CPython's instruction has room for.
fn before_star(place: usize, range: TextRange) -> Result<u8, Problem> {
    let text = "too many expressions in star-unpacking assignment";
    u8::try_from(place).map_err(|_| Problem::syntax(text, range))
}

impl Compiler<'_> {
    pub(super) fn assign(&mut self, assign: &ast::StmtAssign) -> Compiled {
        self.expression(&assign.value)?;
        let Some((last, first)) = assign.targets.split_last() else {
            return Ok(());
        };
        for target in first {
            self.emit(Op::Copy(1));
            self.store(target)?;
        }
        self.store(last)
    }

    /// From 3.12 a slice of two bounds has instructions of its own, and its bounds are put on the stack.
    /// From 3.14 one of constants is a constant itself.
    pub(super) fn two_bounds(&mut self, slice: &Expr) -> Compiled<bool> {
        let Expr::Slice(slice) = slice else {
            return Ok(false);
        };
        let is_constant = [&slice.lower, &slice.upper]
            .into_iter()
            .flatten()
            .all(|bound| bound.is_literal_expr());
        if slice.step.is_some() || !self.since(12) || (self.since(14) && is_constant) {
            return Ok(false);
        }
        self.bounds(slice)?;
        Ok(true)
    }

    /// Where a slice begins and ends.
    pub(super) fn bounds(&mut self, slice: &ast::ExprSlice) -> Compiled {
        for part in [&slice.lower, &slice.upper] {
            match part {
                Some(part) => self.expression(part)?,
                None => self.load_const(Const::None),
            }
        }
        Ok(())
    }

    /// Stores the top of the stack.
    pub(super) fn store(&mut self, target: &Expr) -> Compiled {
        let outer = self.unit().position;
        self.at(target.range());
        match target {
            Expr::Name(name) => self.name_op(&name.id, Context::Store),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                self.at(target.range());
                let name = self.scope().mangle(&attribute.attr);
                let index = self.name_index(&name);
                self.emit(Op::StoreAttr(index));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                let is_slice = self.two_bounds(&subscript.slice)?;
                if !is_slice {
                    self.expression(&subscript.slice)?;
                }
                self.at(target.range());
                self.emit(if is_slice {
                    Op::StoreSlice
                } else {
                    Op::StoreSubscr
                });
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(elts, target)?
            }
            Expr::Starred(starred) => {
                return Err(Problem::syntax(
                    "starred assignment target must be in a list or tuple",
                    starred.range,
                ));
            }
            other => {
                return Err(Problem::syntax(
                    "cannot assign to expression here",
                    other.range(),
                ));
            }
        }
        self.unit().position = outer;
        Ok(())
    }

    fn unpack(&mut self, elements: &[Expr], target: &Expr) -> Compiled {
        let mut stars = elements
            .iter()
            .enumerate()
            .filter(|(_, element)| element.is_starred_expr());
        match (stars.next(), stars.next()) {
            (None, _) => self.emit(Op::UnpackSequence(elements.len() as u32)),
            (Some((at, _)), None) => {
                let before = before_star(at, target.range())?;
                self.emit(Op::UnpackEx(before, (elements.len() - at - 1) as u32));
            }
            _ => {
                return Err(Problem::syntax(
                    "multiple starred expressions in assignment",
                    target.range(),
                ));
            }
        }
        for element in elements {
            match element {
                Expr::Starred(starred) => self.store(&starred.value)?,
                element => self.store(element)?,
            }
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &Expr) -> Compiled {
        self.at(target.range());
        match target {
            Expr::Name(name) => self.name_op(&name.id, Context::Delete),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.scope().mangle(&attribute.attr);
                let index = self.name_index(&name);
                self.emit(Op::DeleteAttr(index));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Op::DeleteSubscr);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for element in elts {
                    self.delete(element)?;
                }
            }
            other => return Err(Problem::syntax("cannot delete expression", other.range())),
        }
        Ok(())
    }

    pub(super) fn aug_assign(&mut self, assign: &ast::StmtAugAssign) -> Compiled {
        let op = Op::InplaceOp(binary(assign.op));
        match &*assign.target {
            Expr::Name(name) => {
                self.at(name.range);
                self.name_op(&name.id, Context::Load);
                self.expression(&assign.value)?;
                self.at(assign.range);
                self.emit(op);
                self.name_op(&name.id, Context::Store);
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.scope().mangle(&attribute.attr);
                let index = self.name_index(&name);
                self.emit(Op::Copy(1));
                self.at(attribute.range);
                self.emit(Op::LoadAttr(index));
                self.expression(&assign.value)?;
                self.at(assign.range);
                self.emit(op);
                self.emit(Op::Swap(2));
                self.emit(Op::StoreAttr(index));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Op::Copy(2));
                self.emit(Op::Copy(2));
                self.at(subscript.range);
                self.emit(Op::Subscr);
                self.expression(&assign.value)?;
                self.at(assign.range);
                self.emit(op);
                // [container, key, value] to [value, container, key]
                self.emit(Op::Swap(3));
                self.emit(Op::Swap(2));
                self.emit(Op::StoreSubscr);
            }
            other => {
                return Err(Problem::syntax(
                    "illegal expression for augmented assignment",
                    other.range(),
                ));
            }
        }
        Ok(())
    }

    pub(super) fn ann_assign(&mut self, assign: &ast::StmtAnnAssign) -> Compiled {
        if let Some(value) = &assign.value {
            self.expression(value)?;
            self.store(&assign.target)?;
        }
        let is_function = self.scope().kind.is_function();
        if let (Expr::Name(name), true, false, false) = (
            &*assign.target,
            assign.simple,
            is_function,
            self.annotates_lazily(),
        ) {
            self.expression(&assign.annotation)?;
            let annotations = self.name_index("__annotations__");
            self.emit(Op::LoadName(annotations));
            let mangled = self.scope().mangle(&name.id);
            self.load_const(Const::Str(mangled));
            self.emit(Op::StoreSubscr);
        }
        if !is_function && assign.simple && self.annotates_lazily() {
            self.reach_annotation(assign);
        }
        Ok(())
    }
}
