//! What each block says of its names: `symtable_visit_stmt` and `symtable_visit_expr`.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};
use version::Version;

use super::generic::{GENERIC_BASE, TYPE_PARAMS};
use super::{Kind, Scope, Scopes, Uses};
use crate::source::Problem;

pub(super) struct Builder {
    pub(super) scopes: Scopes,
    pub(super) current: usize,
    pub(super) problem: Option<Problem>,
    pub(super) version: Version,
    pub(super) minor: u8,
    pub(super) postponed: bool,
}

impl Builder {
    pub(super) fn here(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.current]
    }

    pub(super) fn enter(&mut self, kind: Kind, range: TextRange, class: Option<Rc<str>>) -> usize {
        let index = self.scopes.all.len();
        let parent = (index > 0).then_some(self.current);
        let class =
            class.or_else(|| parent.and_then(|parent| self.scopes.all[parent].class.clone()));
        let mangled = parent
            .filter(|_| kind != Kind::Class)
            .and_then(|parent| self.scopes.all[parent].mangled.clone());
        self.scopes.all.push(Scope {
            kind,
            range,
            parent,
            order: Vec::new(),
            uses: HashMap::new(),
            reach: HashMap::new(),
            is_generator: false,
            is_async: false,
            class,
            mangled,
            needs_class_cell: false,
            needs_classdict: false,
            sees_class: false,
            conditional_annotations: false,
            annotation: None,
            in_conditional: false,
            unevaluated: false,
            info: "",
            children: Vec::new(),
            passes: Vec::new(),
            is_inlined: false,
        });
        if let Some(parent) = parent {
            self.scopes.all[parent].children.push(index);
        }
        self.scopes.by_node.insert((range, kind), index);
        self.current = index;
        index
    }

    pub(super) fn leave(&mut self) {
        self.current = self.scopes.all[self.current].parent.unwrap_or(0);
    }

    pub(super) fn note(&mut self, name: &str, change: impl FnOnce(&mut Uses)) {
        let scope = &mut self.scopes.all[self.current];
        let name = scope.mangle(name);
        let order = &mut scope.order;
        let uses = scope.uses.entry(name.clone()).or_insert_with(|| {
            order.push(name);
            Uses::default()
        });
        change(uses);
    }

    /// `symtable_add_def_helper` notes a global in the module's table as well.
    fn note_in_module(&mut self, name: &str) {
        let name = self.scopes.all[self.current].mangle(name);
        if let Some(module) = self.scopes.all.first_mut() {
            let order = &mut module.order;
            let uses = module.uses.entry(name.clone()).or_insert_with(|| {
                order.push(name);
                Uses::default()
            });
            uses.global_within = true;
        }
    }

    pub(super) fn bind(&mut self, name: &str) {
        self.note(name, |uses| uses.bound = true);
    }

    pub(super) fn fail(&mut self, text: String, range: TextRange) {
        self.problem
            .get_or_insert_with(|| Problem::syntax(text, range));
    }

    /// `forbidden_name`: `__debug__` is known before the program runs.
    fn refuse_debug(&mut self, name: &str, context: ExprContext, range: TextRange) {
        let verb = match context {
            ExprContext::Store => "assign to",
            ExprContext::Del if self.minor >= 10 => "delete",
            _ => return,
        };
        if name == "__debug__" {
            self.fail(format!("cannot {verb} __debug__"), range);
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let ordered = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
            .map(|parameter| &parameter.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        for parameter in ordered {
            self.refuse_debug(&parameter.name, ExprContext::Store, parameter.range);
            let name = self.scopes.all[self.current].mangle(&parameter.name);
            let seen = self.scopes.all[self.current].uses.contains_key(&name);
            if seen {
                let what = if self.minor >= 15 {
                    "parameter"
                } else {
                    "argument"
                };
                self.fail(
                    format!("duplicate {what} '{name}' in function definition"),
                    parameter.range,
                );
            }
            self.note(&parameter.name, |uses| uses.parameter = true);
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    pub(super) fn annotations(&mut self, parameters: &Parameters) {
        let all = parameters
            .iter_non_variadic_params()
            .map(|parameter| &parameter.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        for parameter in all {
            if let Some(annotation) = &parameter.annotation {
                self.visit_expr(annotation);
            }
        }
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        generators: &[ast::Comprehension],
        parts: &[&Expr],
        is_generator: bool,
    ) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        self.refuse_inside("comprehension", range);
        self.enter(Kind::Comprehension, range, None);
        self.scopes.all[self.current].is_generator = is_generator;
        let is_async = generators.iter().any(|generator| generator.is_async);
        self.scopes.all[self.current].is_async = is_async;
        self.note(".0", |uses| uses.parameter = true);
        for (place, generator) in generators.iter().enumerate() {
            if place > 0 {
                self.visit_expr(&generator.iter);
            }
            self.visit_expr(&generator.target);
            for condition in &generator.ifs {
                self.visit_expr(condition);
            }
        }
        for part in parts {
            self.visit_expr(part);
        }
        // One inside another makes the outer one asynchronous, too; a generator expression doesn't.
        let inner_async = self.scopes.all[self.current].is_async;
        self.leave();
        let outer = &mut self.scopes.all[self.current];
        if inner_async && !is_generator && outer.kind == Kind::Comprehension {
            outer.is_async = true;
        }
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.defaults(&def.parameters);
                self.bind(&def.name);
                if let Some(params) = &def.type_params {
                    self.enter_type_params(params, None);
                    self.hidden_parameters(&def.parameters);
                    self.type_params(params, true);
                }
                self.signature(def);
                self.enter(Kind::Function, def.range, None);
                self.scopes.all[self.current].is_async = def.is_async;
                self.parameters(&def.parameters);
                self.visit_body(&def.body);
                self.leave();
                if def.type_params.is_some() {
                    self.leave();
                }
            }
            Stmt::ClassDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.bind(&def.name);
                let name: Rc<str> = def.name.as_str().into();
                if let Some(params) = &def.type_params {
                    self.enter_type_params(params, Some(name.clone()));
                    for hidden in [TYPE_PARAMS, GENERIC_BASE] {
                        self.bind(hidden);
                    }
                    self.type_params(params, false);
                }
                if let Some(arguments) = &def.arguments {
                    self.visit_arguments(arguments);
                }
                self.enter(Kind::Class, def.range, Some(name));
                if def.type_params.is_some() {
                    self.bind("__type_params__");
                    self.note(TYPE_PARAMS, |uses| uses.used = true);
                }
                self.visit_body(&def.body);
                self.leave();
                if def.type_params.is_some() {
                    self.leave();
                }
            }
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Global(global) => {
                for name in &global.names {
                    let uses = self.uses_of(name);
                    if uses.parameter {
                        self.fail(
                            format!("name '{name}' is parameter and global"),
                            global.range,
                        );
                    } else if uses.annotated {
                        self.fail(
                            format!("annotated name '{name}' can't be global"),
                            global.range,
                        );
                    } else if uses.bound {
                        self.fail(
                            format!("name '{name}' is assigned to before global declaration"),
                            global.range,
                        );
                    } else if uses.used {
                        self.fail(
                            format!("name '{name}' is used prior to global declaration"),
                            global.range,
                        );
                    }
                    self.note(name, |uses| {
                        uses.global = true;
                        uses.declared.get_or_insert(global.range);
                    });
                    self.note_in_module(name);
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    let uses = self.uses_of(name);
                    if self.scopes.all[self.current].kind == Kind::Module {
                        self.fail(
                            "nonlocal declaration not allowed at module level".to_owned(),
                            nonlocal.range,
                        );
                    } else if uses.parameter {
                        self.fail(
                            format!("name '{name}' is parameter and nonlocal"),
                            nonlocal.range,
                        );
                    } else if uses.bound {
                        self.fail(
                            format!("name '{name}' is assigned to before nonlocal declaration"),
                            nonlocal.range,
                        );
                    } else if uses.used {
                        self.fail(
                            format!("name '{name}' is used prior to nonlocal declaration"),
                            nonlocal.range,
                        );
                    }
                    if let (true, Some(range)) = (uses.global, uses.declared) {
                        self.fail(format!("name '{name}' is nonlocal and global"), range);
                    }
                    self.note(name, |uses| {
                        uses.nonlocal = true;
                        uses.declared.get_or_insert(nonlocal.range);
                    });
                }
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = match &alias.asname {
                        Some(name) => name.as_str(),
                        None => alias.name.as_str().split('.').next().unwrap_or_default(),
                    };
                    self.bind(name);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    if alias.name.as_str() == "*" {
                        if self.scopes.all[self.current].kind != Kind::Module {
                            self.fail(
                                "import * only allowed at module level".to_owned(),
                                alias.range,
                            );
                        }
                    } else {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bind(name);
                    }
                }
            }
            Stmt::AnnAssign(assign) => {
                if let (Expr::Name(name), true) = (&*assign.target, assign.simple) {
                    self.note(&name.id, |uses| {
                        uses.bound = true;
                        uses.annotated = true;
                    });
                } else {
                    self.visit_expr(&assign.target);
                }
                self.annotation(&assign.annotation);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Try(statement) => {
                let outer = std::mem::replace(&mut self.here().in_conditional, true);
                self.visit_body(&statement.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &statement.handlers {
                    if let Some(kind) = &handler.type_ {
                        self.visit_expr(kind);
                    }
                    if let Some(name) = &handler.name {
                        self.bind(name);
                    }
                    self.visit_body(&handler.body);
                }
                self.visit_body(&statement.orelse);
                self.visit_body(&statement.finalbody);
                self.here().in_conditional = outer;
            }
            Stmt::If(_) | Stmt::While(_) | Stmt::For(_) | Stmt::With(_) | Stmt::Match(_) => {
                let outer = std::mem::replace(&mut self.here().in_conditional, true);
                visitor::walk_stmt(self, stmt);
                self.here().in_conditional = outer;
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(named) => named.name.as_ref(),
            ast::Pattern::MatchStar(star) => star.name.as_ref(),
            ast::Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
            _ => None,
        };
        visitor::walk_pattern(self, pattern);
        if let Some(name) = name {
            self.bind(name);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Attribute(attribute) => {
                self.refuse_debug(&attribute.attr, attribute.ctx, attribute.range);
                self.visit_expr(&attribute.value);
            }
            Expr::Name(name) => match name.ctx {
                ExprContext::Load | ExprContext::Invalid if self.here().unevaluated => {}
                ExprContext::Load | ExprContext::Invalid => {
                    self.note(&name.id, |uses| uses.used = true);
                    let scope = &self.scopes.all[self.current];
                    if scope.kind.is_function() && matches!(name.id.as_str(), "super" | "__class__")
                    {
                        self.class_cell();
                    }
                }
                ExprContext::Store | ExprContext::Del => {
                    self.refuse_debug(&name.id, name.ctx, name.range);
                    self.bind(&name.id);
                }
            },
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.refuse_inside("lambda", lambda.range);
                self.enter(Kind::Lambda, lambda.range, None);
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&lambda.body);
                self.leave();
            }
            Expr::ListComp(comp) => {
                self.comprehension(comp.range, &comp.generators, &[&comp.elt], false);
            }
            Expr::SetComp(comp) => {
                self.comprehension(comp.range, &comp.generators, &[&comp.elt], false);
            }
            Expr::Generator(comp) => {
                self.comprehension(comp.range, &comp.generators, &[&comp.elt], true);
            }
            Expr::DictComp(comp) => {
                let parts: Vec<&Expr> = comp
                    .key
                    .as_deref()
                    .into_iter()
                    .chain([&*comp.value])
                    .collect();
                self.comprehension(comp.range, &comp.generators, &parts, false);
            }
            Expr::Named(named) => {
                self.refuse_in_annotation("named expression", named.range);
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    // In a comprehension the name belongs to the function around it.
                    let inner = self.current;
                    while self.scopes.all[self.current].kind == Kind::Comprehension {
                        self.leave();
                    }
                    let is_module = self.scopes.all[self.current].kind == Kind::Module;
                    if inner != self.current {
                        self.refuse_in_comprehension(name.range);
                    }
                    self.bind(&name.id);
                    let outer = self.current;
                    self.current = inner;
                    if inner != outer && is_module {
                        self.note_in_module(&name.id);
                    }
                    if inner != outer {
                        self.note(&name.id, |uses| {
                            if is_module {
                                uses.global = true;
                            } else {
                                uses.nonlocal = true;
                            }
                        });
                    }
                }
            }
            Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Await(_) => {
                let what = match expr {
                    Expr::Await(_) => "await expression",
                    _ => "yield expression",
                };
                self.refuse_in_annotation(what, expr.range());
                let scope = &mut self.scopes.all[self.current];
                if !scope.kind.is_function() {
                    let text = match expr {
                        Expr::Await(_) => "'await' outside function",
                        _ => "'yield' outside function",
                    };
                    self.fail(text.to_owned(), expr.range());
                } else if matches!(expr, Expr::Await(_)) {
                    // Only of a comprehension: a function says it itself.
                    scope.is_async = true;
                } else {
                    scope.is_generator = true;
                }
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

impl Builder {
    fn uses_of(&self, name: &str) -> Uses {
        let scope = &self.scopes.all[self.current];
        scope
            .uses
            .get(&scope.mangle(name))
            .copied()
            .unwrap_or_default()
    }

    /// A method speaks of its class: the class body gets a cell for it.
    fn class_cell(&mut self) {
        self.note("__class__", |uses| uses.used = true);
        let mut at = Some(self.current);
        while let Some(index) = at {
            let scope = &mut self.scopes.all[index];
            if scope.kind == Kind::Class {
                scope.needs_class_cell = true;
                return;
            }
            at = scope.parent;
        }
    }
}
