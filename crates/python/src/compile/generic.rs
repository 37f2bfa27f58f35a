//! Type parameters and `type` statements (PEP 695, PEP 696).

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{GENERIC_BASE, Kind, TYPE_PARAMS, name_of};
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Const, Intrinsic, Op};
use crate::source::Problem;

impl Compiler<'_> {
    /// Begins the block in which type parameters are made, and what may name them.
    pub(super) fn enter_type_params(
        &mut self,
        params: &TypeParams,
        of: &str,
        line: u32,
    ) -> Compiled {
        let name = format!("<generic parameters of {of}>");
        let scope = self.scopes.at(params.range, Kind::TypeParams);
        let qualname: Rc<str> = format!("{}{name}", self.prefix()).into();
        self.enter(scope, &name, qualname, line);
        Ok(())
    }

    /// Ends it: the block is a function that is called at once, with so many arguments that lie on the stack already.
    pub(super) fn leave_type_params(&mut self, range: TextRange, arguments: u32) -> Compiled {
        self.at(range);
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.at(range);
        self.make_function(draft, 0);
        match arguments {
            0 => self.emit(Op::PushNull),
            1 => {
                self.emit(Op::Swap(2));
                self.emit(Op::PushNull);
                self.emit(Op::Swap(2));
            }
            _ => {
                // The keyword defaults lie below the others.
                self.emit(Op::Swap(3));
                self.emit(Op::PushNull);
                self.emit(Op::Swap(3));
                self.emit(Op::Swap(2));
            }
        }
        self.emit(Op::Call(arguments));
        Ok(())
    }

    /// Makes the type parameters, and pushes a tuple of them: `codegen_type_params`.
    pub(super) fn type_params(&mut self, params: &TypeParams) -> Compiled {
        let mut seen_default = false;
        for param in params.iter() {
            let name = name_of(param);
            self.at(param.range());
            self.load_const(Const::Str(name.as_str().into()));
            let default = match param {
                TypeParam::TypeVar(variable) => {
                    let make = match variable.bound.as_deref() {
                        None => Intrinsic::TypeVar,
                        Some(bound) => {
                            self.evaluated_later(bound, name)?;
                            match bound {
                                Expr::Tuple(_) => Intrinsic::TypeVarWithConstraints,
                                _ => Intrinsic::TypeVarWithBound,
                            }
                        }
                    };
                    self.at(param.range());
                    self.emit(Op::Intrinsic(make));
                    variable.default.as_deref()
                }
                TypeParam::TypeVarTuple(variable) => {
                    self.emit(Op::Intrinsic(Intrinsic::TypeVarTuple));
                    variable.default.as_deref()
                }
                TypeParam::ParamSpec(variable) => {
                    self.emit(Op::Intrinsic(Intrinsic::ParamSpec));
                    variable.default.as_deref()
                }
            };
            match default {
                Some(default) => {
                    seen_default = true;
                    self.evaluated_later(default, name)?;
                    self.at(param.range());
                    self.emit(Op::Intrinsic(Intrinsic::SetTypeParamDefault));
                }
                None if seen_default => {
                    let text = format!(
                        "non-default type parameter '{name}' follows default type parameter"
                    );
                    return Err(Problem::syntax(text, param.range()));
                }
                None => {}
            }
            self.emit(Op::Copy(1));
            self.name_op(name, Context::Store);
        }
        if let Some(first) = params.iter().next() {
            self.at(first.range());
        }
        self.emit(Op::BuildTuple(params.len() as u32));
        Ok(())
    }

    /// Pushes a function that gives a bound, constraints or a default when somebody asks.
    fn evaluated_later(&mut self, expr: &Expr, name: &str) -> Compiled {
        let scope = self.scopes.at(expr.range(), Kind::TypeVariable);
        let flags = self.enter_later(scope, name, expr.range());
        match expr {
            Expr::Starred(starred) => {
                self.expression(&starred.value)?;
                self.emit(Op::UnpackSequence(1));
            }
            expr => self.expression(expr)?,
        }
        self.leave_later(expr.range(), flags)
    }

    /// Begins what is evaluated when somebody asks; its default argument is on the stack, if it has any.
    ///
    /// From 3.14 it takes a format, and knows only that of values.
    fn enter_later(&mut self, scope: usize, name: &str, range: TextRange) -> u32 {
        let flags = match self.since(14) {
            true => {
                let value = Const::Int(objects::types::Int::from(1i64));
                self.load_const(Const::Tuple(vec![value]));
                1
            }
            false => 0,
        };
        let qualname: Rc<str> = format!("{}{name}", self.prefix()).into();
        let line = self.lines.position(range).line;
        self.enter(scope, name, qualname, line);
        self.at(range);
        self.check_format();
        flags
    }

    fn leave_later(&mut self, range: TextRange, flags: u32) -> Compiled {
        self.at(range);
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.at(range);
        self.make_function(draft, flags);
        Ok(())
    }

    /// `type X = …`
    pub(super) fn type_alias(&mut self, alias: &ast::StmtTypeAlias) -> Compiled {
        let Expr::Name(name) = &*alias.name else {
            return Err(Problem::syntax("invalid syntax", alias.name.range()));
        };
        self.at(alias.range);
        match &alias.type_params {
            Some(params) => {
                let line = self.lines.position(alias.range).line;
                self.enter_type_params(params, &name.id, line)?;
                self.at(alias.range);
                self.load_const(Const::Str(name.id.as_str().into()));
                self.type_params(params)?;
            }
            None => {
                self.load_const(Const::Str(name.id.as_str().into()));
                self.load_const(Const::None);
            }
        }
        self.at(alias.range);
        let scope = self.scopes.at(alias.range, Kind::TypeAlias);
        let flags = self.enter_later(scope, &name.id, alias.range);
        self.expression(&alias.value)?;
        self.leave_later(alias.range, flags)?;
        self.emit(Op::BuildTuple(3));
        self.emit(Op::Intrinsic(Intrinsic::TypeAlias));
        if alias.type_params.is_some() {
            self.leave_type_params(alias.range, 0)?;
        }
        self.name_op(&name.id, Context::Store);
        Ok(())
    }

    /// A class with type parameters derives from `Generic`, too: its arguments with that one more.
    pub(super) fn with_generic_base(
        &mut self,
        arguments: Option<&ast::Arguments>,
        range: TextRange,
    ) -> ast::Arguments {
        self.at(range);
        self.name_op(TYPE_PARAMS, Context::Load);
        self.emit(Op::Intrinsic(Intrinsic::SubscriptGeneric));
        self.name_op(GENERIC_BASE, Context::Store);
        let mut all = arguments.cloned().unwrap_or_else(|| ast::Arguments {
            range,
            node_index: ast::AtomicNodeIndex::default(),
            args: Default::default(),
            keywords: Default::default(),
        });
        let base = Expr::Name(ast::ExprName {
            range,
            node_index: ast::AtomicNodeIndex::default(),
            id: GENERIC_BASE.into(),
            ctx: ast::ExprContext::Load,
        });
        let mut bases = all.args.to_vec();
        bases.push(base);
        all.args = bases.into();
        all
    }
}
