//! Which name belongs to which scope: `Python/symtable.c`.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};
use version::Version;

use crate::source::Problem;

/// What kind of block a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
}

impl Kind {
    /// Whether names in it are fast locals.
    pub(crate) fn is_function(self) -> bool {
        !matches!(self, Kind::Module | Kind::Class)
    }
}

/// How a name in a scope is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A local of this block; in a module or class body a name in its namespace.
    Local,
    /// A local that an inner function uses too.
    Cell,
    /// A variable of an outer function.
    Free,
    /// A global that a `global` statement names.
    GlobalExplicit,
    /// A name that no function around it binds.
    GlobalImplicit,
}

/// One name's uses in one block.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    parameter: bool,
    bound: bool,
    used: bool,
    global: bool,
    nonlocal: bool,
    annotated: bool,
    /// Of the module: whether a block in it declares the name global, which makes it that here, too.
    global_within: bool,
    /// Where `global` or `nonlocal` says so.
    declared: Option<TextRange>,
}

/// One block of the program.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: Kind,
    parent: Option<usize>,
    /// In the order in which they were met.
    order: Vec<Rc<str>>,
    uses: HashMap<Rc<str>, Uses>,
    reach: HashMap<Rc<str>, Reach>,
    pub(crate) is_generator: bool,
    pub(crate) is_async: bool,
    /// The class whose private names are mangled here.
    class: Option<Rc<str>>,
    /// Whether a method in this class body speaks of `__class__` or `super`.
    pub(crate) needs_class_cell: bool,
    pub(crate) children: Vec<usize>,
    /// Variables of an outer function that an inner one uses, while this class body has the name for itself.
    pub(crate) passes: Vec<Rc<str>>,
}

impl Scope {
    /// How this block reaches a name (mangled).
    pub(crate) fn reach(&self, name: &str) -> Reach {
        self.reach
            .get(name)
            .copied()
            .unwrap_or(Reach::GlobalImplicit)
    }

    /// The names with this reach, in the order in which they were met.
    pub(crate) fn names(&self, reach: Reach) -> impl Iterator<Item = &Rc<str>> {
        self.order
            .iter()
            .filter(move |name| self.reach.get(*name) == Some(&reach))
    }

    /// The parameters come first in `order`; so these are the fast locals in CPython's order.
    pub(crate) fn locals(&self) -> impl Iterator<Item = &Rc<str>> {
        self.order.iter().filter(|name| {
            let uses = self.uses[*name];
            uses.parameter || matches!(self.reach.get(*name), Some(Reach::Local))
        })
    }

    /// The private name's mangled form.
    pub(crate) fn mangle(&self, name: &str) -> Rc<str> {
        match &self.class {
            Some(class) if name.starts_with("__") => slots::mangle(class, name).into(),
            _ => name.into(),
        }
    }
}

/// All scopes of a program.
#[derive(Debug)]
pub(crate) struct Scopes {
    pub(crate) all: Vec<Scope>,
    by_node: HashMap<(TextRange, Kind), usize>,
}

impl Scopes {
    /// Looks through a module.
    pub(crate) fn of(body: &[Stmt], version: Version) -> Result<Scopes, Problem> {
        let mut builder = Builder {
            scopes: Scopes {
                all: Vec::new(),
                by_node: HashMap::new(),
            },
            current: 0,
            problem: None,
            minor: version.minor(),
        };
        builder.enter(Kind::Module, TextRange::default(), None);
        builder.visit_body(body);
        if let Some(problem) = builder.problem {
            return Err(problem);
        }
        let mut scopes = builder.scopes;
        scopes.resolve()?;
        Ok(scopes)
    }

    /// The scope that a node opens.
    pub(crate) fn at(&self, range: TextRange, kind: Kind) -> usize {
        self.by_node[&(range, kind)]
    }

    fn resolve(&mut self) -> Result<(), Problem> {
        // Outer blocks come before inner ones, so what an outer one binds is known.
        for index in 0..self.all.len() {
            let names = self.all[index].order.clone();
            for name in names {
                let uses = self.all[index].uses[&name];
                let kind = self.all[index].kind;
                let reach = if uses.global || uses.global_within {
                    Reach::GlobalExplicit
                } else if uses.nonlocal {
                    if !self.outer_binds(index, &name) {
                        let text = format!("no binding for nonlocal '{name}' found");
                        return Err(match uses.declared {
                            Some(range) => Problem::syntax(text, range),
                            None => Problem::syntax_anywhere(text),
                        });
                    }
                    self.capture(index, &name);
                    Reach::Free
                } else if uses.bound || uses.parameter {
                    match self.all[index].reach.get(&name) {
                        Some(Reach::Cell) => Reach::Cell,
                        _ => Reach::Local,
                    }
                } else if kind != Kind::Module && self.outer_binds(index, &name) {
                    self.capture(index, &name);
                    Reach::Free
                } else {
                    Reach::GlobalImplicit
                };
                self.all[index].reach.insert(name, reach);
            }
        }
        Ok(())
    }

    /// Whether a function around block `index` binds the name.
    fn outer_binds(&self, index: usize, name: &Rc<str>) -> bool {
        let mut at = self.all[index].parent;
        while let Some(outer) = at {
            let scope = &self.all[outer];
            if scope.kind.is_function() || (scope.kind == Kind::Class && &**name == "__class__") {
                if let Some(uses) = scope.uses.get(name) {
                    if uses.global {
                        return false;
                    }
                    if uses.bound || uses.parameter {
                        return true;
                    }
                }
                if scope.kind == Kind::Class && scope.needs_class_cell {
                    return true;
                }
            }
            at = scope.parent;
        }
        false
    }

    /// Makes the name a cell in the function that binds it, and free in every block between.
    fn capture(&mut self, index: usize, name: &Rc<str>) {
        let mut at = self.all[index].parent;
        while let Some(outer) = at {
            let scope = &mut self.all[outer];
            let binds = scope.uses.get(name).is_some_and(|uses| {
                (uses.bound || uses.parameter) && !uses.global && !uses.nonlocal
            });
            if scope.kind == Kind::Class {
                if &**name == "__class__" && scope.needs_class_cell {
                    return;
                }
            } else if binds {
                scope.reach.insert(name.clone(), Reach::Cell);
                return;
            }
            if !scope.uses.contains_key(name) {
                scope.order.push(name.clone());
                scope.uses.insert(
                    name.clone(),
                    Uses {
                        used: true,
                        ..Uses::default()
                    },
                );
            }
            if scope.kind == Kind::Class && binds {
                // The class has one of its own, and hands the outer one through (`DEF_FREE_CLASS`).
                if !scope.passes.contains(name) {
                    scope.passes.push(name.clone());
                }
            } else {
                scope.reach.insert(name.clone(), Reach::Free);
            }
            at = scope.parent;
        }
    }
}

struct Builder {
    scopes: Scopes,
    current: usize,
    problem: Option<Problem>,
    minor: u8,
}

impl Builder {
    fn enter(&mut self, kind: Kind, range: TextRange, class: Option<Rc<str>>) -> usize {
        let index = self.scopes.all.len();
        let parent = (index > 0).then_some(self.current);
        let class =
            class.or_else(|| parent.and_then(|parent| self.scopes.all[parent].class.clone()));
        self.scopes.all.push(Scope {
            kind,
            parent,
            order: Vec::new(),
            uses: HashMap::new(),
            reach: HashMap::new(),
            is_generator: false,
            is_async: false,
            class,
            needs_class_cell: false,
            children: Vec::new(),
            passes: Vec::new(),
        });
        if let Some(parent) = parent {
            self.scopes.all[parent].children.push(index);
        }
        self.scopes.by_node.insert((range, kind), index);
        self.current = index;
        index
    }

    fn leave(&mut self) {
        self.current = self.scopes.all[self.current].parent.unwrap_or(0);
    }

    fn note(&mut self, name: &str, change: impl FnOnce(&mut Uses)) {
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

    fn bind(&mut self, name: &str) {
        self.note(name, |uses| uses.bound = true);
    }

    fn fail(&mut self, text: String, range: TextRange) {
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

    fn annotations(&mut self, parameters: &Parameters) {
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
                self.annotations(&def.parameters);
                if let Some(returns) = &def.returns {
                    self.visit_expr(returns);
                }
                self.bind(&def.name);
                self.enter(Kind::Function, def.range, None);
                self.scopes.all[self.current].is_async = def.is_async;
                self.parameters(&def.parameters);
                self.visit_body(&def.body);
                self.leave();
            }
            Stmt::ClassDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &def.arguments {
                    self.visit_arguments(arguments);
                }
                self.bind(&def.name);
                self.enter(Kind::Class, def.range, Some(def.name.as_str().into()));
                self.visit_body(&def.body);
                self.leave();
            }
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
                self.visit_expr(&assign.annotation);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Try(statement) => {
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
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    // In a comprehension the name belongs to the function around it.
                    let inner = self.current;
                    while self.scopes.all[self.current].kind == Kind::Comprehension {
                        self.leave();
                    }
                    let is_module = self.scopes.all[self.current].kind == Kind::Module;
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
