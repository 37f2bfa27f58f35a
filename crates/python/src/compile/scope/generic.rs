//! Blocks that are evaluated when somebody asks: annotations from 3.14 (PEP 649), type parameters and type aliases (PEP 695).

use std::rc::Rc;

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, Parameters, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};
use version::Version;

use super::Kind;
use super::build::Builder;

/// The names of a class, for what is evaluated later.
pub(crate) const CLASSDICT: &str = "__classdict__";
/// Which of the annotations that a program may pass by were reached.
pub(crate) const CONDITIONAL: &str = "__conditional_annotations__";
/// The tuple of a class's type parameters, while the class is made.
pub(crate) const TYPE_PARAMS: &str = ".type_params";
/// `Generic[…]`, while the class is made.
pub(crate) const GENERIC_BASE: &str = ".generic_base";
/// What a function with type parameters gets from the block around them.
const DEFAULTS: &str = ".defaults";
const KWDEFAULTS: &str = ".kwdefaults";
/// The parameter of what is evaluated later, from 3.14.
pub(crate) const FORMAT: &str = ".format";

/// A type parameter's name.
pub(crate) fn name_of(param: &TypeParam) -> &ast::Identifier {
    match param {
        TypeParam::TypeVar(param) => &param.name,
        TypeParam::ParamSpec(param) => &param.name,
        TypeParam::TypeVarTuple(param) => &param.name,
    }
}

impl Builder {
    /// `symtable_enter_type_param_block`
    pub(super) fn enter_type_params(&mut self, params: &TypeParams, class: Option<Rc<str>>) {
        let in_class = self.here().kind == Kind::Class;
        let of_class = class.is_some();
        self.enter(Kind::TypeParams, params.range, class);
        if of_class {
            let names = params.iter().map(|param| name_of(param).as_str().into());
            self.here().mangled = Some(names.collect());
        }
        if in_class {
            self.see_class();
        }
    }

    fn see_class(&mut self) {
        self.here().sees_class = true;
        self.note(CLASSDICT, |uses| uses.used = true);
    }

    /// The defaults of a function are evaluated outside, and handed in.
    pub(super) fn hidden_parameters(&mut self, parameters: &Parameters) {
        let positional = || parameters.posonlyargs.iter().chain(&parameters.args);
        for (name, is_there) in [
            (DEFAULTS, positional().any(|one| one.default.is_some())),
            (
                KWDEFAULTS,
                parameters
                    .kwonlyargs
                    .iter()
                    .any(|one| one.default.is_some()),
            ),
        ] {
            if is_there {
                self.note(name, |uses| uses.parameter = true);
            }
        }
    }

    /// `symtable_visit_type_param`
    pub(super) fn type_params(&mut self, params: &TypeParams, of_function: bool) {
        for param in params.iter() {
            let name = name_of(param);
            let mangled = self.here().mangle(name);
            if self
                .here()
                .uses
                .get(&mangled)
                .is_some_and(|uses| uses.type_param)
            {
                self.fail(format!("duplicate type parameter '{name}'"), param.range());
            }
            if self.reserves_classdict() && name.as_str() == CLASSDICT {
                let text = format!("reserved name '{name}' cannot be used for type parameter");
                self.fail(text, param.range());
            }
            self.note(name, |uses| {
                uses.bound = true;
                uses.type_param = true;
            });
            let (bound, default, info) = match param {
                TypeParam::TypeVar(param) => (
                    param.bound.as_deref(),
                    param.default.as_deref(),
                    "a TypeVar default",
                ),
                TypeParam::ParamSpec(param) => {
                    (None, param.default.as_deref(), "a ParamSpec default")
                }
                TypeParam::TypeVarTuple(param) => {
                    (None, param.default.as_deref(), "a TypeVarTuple default")
                }
            };
            if let Some(bound) = bound {
                let info = match bound {
                    Expr::Tuple(_) if self.minor >= 13 => "a TypeVar constraint",
                    _ => "a TypeVar bound",
                };
                self.type_variable(bound, info);
            }
            if let Some(default) = default {
                // The parser lets some of them pass; they came with 3.13.
                if self.minor < 13 && of_function {
                    let open = params.range.start();
                    let bracket = TextRange::at(open, 1.into());
                    self.fail("expected '('".to_owned(), bracket);
                } else if self.minor < 13 {
                    self.fail("invalid syntax".to_owned(), default.range());
                }
                self.type_variable(default, info);
            }
        }
    }

    /// Refused since 3.12.10 and 3.13.3.
    fn reserves_classdict(&self) -> bool {
        let since = match self.minor {
            12 => Version::new(3, 12, 10),
            _ => Version::new(3, 13, 3),
        };
        self.version >= since
    }

    fn type_variable(&mut self, expr: &Expr, info: &'static str) {
        let in_class = self.here().sees_class;
        self.enter(Kind::TypeVariable, expr.range(), None);
        self.take_format();
        self.here().info = info;
        if in_class {
            self.see_class();
        }
        match expr {
            // `*Ts = *tuple[int, str]`
            Expr::Starred(starred) => self.visit_expr(&starred.value),
            expr => self.visit_expr(expr),
        }
        self.leave();
    }

    fn take_format(&mut self) {
        if self.minor >= 14 {
            self.note(FORMAT, |uses| uses.parameter = true);
        }
    }

    /// `type X = …`
    pub(super) fn type_alias(&mut self, alias: &ast::StmtTypeAlias) {
        self.visit_expr(&alias.name);
        let in_class = self.here().kind == Kind::Class;
        if let Some(params) = &alias.type_params {
            self.enter_type_params(params, None);
            self.type_params(params, false);
        }
        self.enter(Kind::TypeAlias, alias.range, None);
        self.take_format();
        self.here().info = "a type alias";
        if in_class {
            self.see_class();
        }
        self.visit_expr(&alias.value);
        self.leave();
        if alias.type_params.is_some() {
            self.leave();
        }
    }

    /// The annotations of a function's parameters, and of what it returns.
    pub(super) fn signature(&mut self, def: &ast::StmtFunctionDef) {
        let lazily = self.minor >= 14;
        if lazily {
            let in_class = self.here().sees_class || self.here().kind == Kind::Class;
            self.enter_annotations(def.range);
            if in_class {
                self.see_class();
            }
        }
        self.annotations(&def.parameters);
        if let Some(returns) = &def.returns {
            self.visit_expr(returns);
        }
        if lazily {
            self.leave();
        }
    }

    fn enter_annotations(&mut self, range: TextRange) {
        self.enter(Kind::Annotation, range, None);
        self.take_format();
        self.here().info = "an annotation";
    }

    /// The annotation of a name or another target: `symtable_visit_annotation`.
    pub(super) fn annotation(&mut self, annotation: &Expr) {
        if self.minor < 14 || self.postponed {
            self.visit_expr(annotation);
            return;
        }
        let outer = self.current;
        let kind = self.here().kind;
        let is_conditional =
            kind == Kind::Module || kind == Kind::Class && self.here().in_conditional;
        if is_conditional {
            self.here().conditional_annotations = true;
        }
        match self.here().annotation {
            Some(known) => self.current = known,
            None => {
                // The annotations of a function's own signature have its range as their key.
                let range = match kind.is_function() {
                    true => annotation.range(),
                    false => self.here().range,
                };
                self.enter_annotations(range);
                self.scopes.all[outer].annotation = Some(self.current);
                if kind == Kind::Class {
                    self.see_class();
                }
            }
        }
        if is_conditional {
            self.note(CONDITIONAL, |uses| uses.used = true);
        }
        self.here().unevaluated = kind == Kind::Function;
        self.visit_expr(annotation);
        self.here().unevaluated = false;
        self.current = outer;
    }

    /// `symtable_raise_if_annotation_block`
    pub(super) fn refuse_in_annotation(&mut self, what: &str, range: TextRange) {
        let scope = self.here();
        let place = match scope.kind {
            Kind::TypeParams => "the definition of a generic",
            kind if kind.is_annotation() => scope.info,
            _ => return,
        };
        let text = format!("{what} cannot be used within {place}");
        self.fail(text, range);
    }

    /// In 3.12 no block may stand in one that sees the names of a class.
    pub(super) fn refuse_inside(&mut self, what: &str, range: TextRange) {
        if self.minor == 12 && self.here().sees_class {
            let text = format!("Cannot use {what} in annotation scope within class scope");
            self.fail(text, range);
        }
    }

    /// A comprehension's assignment goes to the function around it; not every block has room for it.
    pub(super) fn refuse_in_comprehension(&mut self, range: TextRange) {
        let place = match self.here().kind {
            Kind::Class => "in a class body",
            Kind::TypeParams => "within the definition of a generic",
            Kind::TypeAlias => "in a type alias",
            Kind::TypeVariable => "in a TypeVar bound",
            _ => return,
        };
        let text = format!("assignment expression within a comprehension cannot be used {place}");
        self.fail(text, range);
    }
}
