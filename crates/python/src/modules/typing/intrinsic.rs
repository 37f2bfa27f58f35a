//! What the compiler asks for: `CALL_INTRINSIC_1` and `CALL_INTRINSIC_2` of PEP 695.

use objects::Ref;

use super::{alias, unpacked, variable};
use crate::code::Intrinsic;
use crate::objects::{Body, Lazy, Variable};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// Takes one or two values from the stack, and pushes the result.
    pub(crate) fn intrinsic(&mut self, intrinsic: Intrinsic) -> R<()> {
        let second = (intrinsic.takes() == 2).then(|| {
            let value = self.pop();
            let value = self.owned(value);
            self.own(value)
        });
        let value = self.pop();
        let value = self.owned(value);
        let first = self.own(value);
        let result = match intrinsic {
            Intrinsic::TypeVar => self.type_param(Variable::TypeVar, first, None, None),
            Intrinsic::TypeVarWithBound => self.type_param(Variable::TypeVar, first, second, None),
            Intrinsic::TypeVarWithConstraints => {
                self.type_param(Variable::TypeVar, first, None, second)
            }
            Intrinsic::ParamSpec => self.type_param(Variable::ParamSpec, first, None, None),
            Intrinsic::TypeVarTuple => self.type_param(Variable::TypeVarTuple, first, None, None),
            Intrinsic::SetTypeParamDefault => {
                if let Some(evaluate) = second {
                    self.incref(evaluate);
                    variable::set_default(self, first, evaluate)?;
                }
                self.incref(first)
            }
            Intrinsic::SubscriptGeneric => self.subscript_generic(first)?,
            Intrinsic::TypeAlias => self.type_alias(first)?,
            Intrinsic::SetFunctionTypeParams => {
                if let (Some(params), Body::Function(_)) = (second, self.body(first)) {
                    self.incref(params);
                    let old = match self.body_mut(first) {
                        Body::Function(function) => function.type_params.replace(params),
                        _ => None,
                    };
                    self.xdecref(old);
                }
                self.incref(first)
            }
        };
        self.push(result);
        Ok(())
    }

    fn type_param(
        &mut self,
        kind: Variable,
        name: Ref,
        bound: Option<Ref>,
        constraints: Option<Ref>,
    ) -> Ref {
        self.incref(name);
        let lazy = |evaluate: Option<Ref>| Lazy {
            value: None,
            evaluate,
        };
        for held in bound.into_iter().chain(constraints) {
            self.incref(held);
        }
        variable::plain(self, kind, name, lazy(bound), lazy(constraints))
    }

    /// `_Py_subscript_generic`
    fn subscript_generic(&mut self, params: Ref) -> R {
        let params = unpacked(self, params)?;
        let params = self.own(params);
        let module = self.module("typing")?;
        let generic = self.getattr_str(module, "Generic")?;
        let generic = self.own(generic);
        let alias = self.getattr_str(module, "_GenericAlias")?;
        let alias = self.own(alias);
        self.guard_native(|vm| vm.call_args(alias, &Args::pos(&[generic, params])))
    }

    /// `_Py_make_typealias`: of its name, its type parameters, and what gives its value.
    fn type_alias(&mut self, parts: Ref) -> R {
        let &[name, params, evaluate] = self.items(parts) else {
            return Ok(self.none());
        };
        let qualname = match self.body(evaluate) {
            Body::Function(function) => Some(function.qualname),
            _ => None,
        };
        self.incref(evaluate);
        let value = Lazy {
            value: None,
            evaluate: Some(evaluate),
        };
        Ok(alias::make(
            self,
            (name, qualname),
            Some(params),
            value,
            None,
        ))
    }
}
