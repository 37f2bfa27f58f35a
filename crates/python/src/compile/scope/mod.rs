//! Which name belongs to which scope: `Python/symtable.c`.

mod build;
mod generic;
mod inline;
mod resolve;

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::Stmt;
use ruff_python_ast::visitor::Visitor;
use ruff_text_size::TextRange;
use version::Version;

use crate::source::Problem;
use build::Builder;
pub(crate) use generic::{CLASSDICT, CONDITIONAL, FORMAT, GENERIC_BASE, TYPE_PARAMS, name_of};

/// What kind of block a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    /// Annotations, from 3.14 code of their own (PEP 649).
    Annotation,
    /// The type parameters of a function, class or alias (PEP 695), and what may name them.
    TypeParams,
    /// What a `type` statement gives a name to.
    TypeAlias,
    /// A bound, the constraints or the default of a type parameter.
    TypeVariable,
}

impl Kind {
    /// Whether names in it are fast locals.
    pub(crate) fn is_function(self) -> bool {
        !matches!(self, Kind::Module | Kind::Class)
    }

    /// Whether it is evaluated when somebody asks, if at all, and may name what a class around it holds.
    pub(crate) fn is_annotation(self) -> bool {
        matches!(
            self,
            Kind::Annotation | Kind::TypeParams | Kind::TypeAlias | Kind::TypeVariable
        )
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
    type_param: bool,
    /// Of the module: whether a block in it declares the name global, which makes it that here, too.
    global_within: bool,
    /// Where `global` or `nonlocal` says so.
    declared: Option<TextRange>,
}

/// One block of the program.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: Kind,
    /// The node that opens it.
    range: TextRange,
    parent: Option<usize>,
    /// In the order in which they were met.
    order: Vec<Rc<str>>,
    uses: HashMap<Rc<str>, Uses>,
    reach: HashMap<Rc<str>, Reach>,
    pub(crate) is_generator: bool,
    pub(crate) is_async: bool,
    /// The class whose private names are mangled here.
    class: Option<Rc<str>>,
    /// If not all private names are mangled here, those that are: a class's type parameters.
    mangled: Option<Rc<[Rc<str>]>>,
    /// Whether a method in this class body speaks of `__class__` or `super`.
    pub(crate) needs_class_cell: bool,
    /// Whether something in this class body asks for its names later.
    pub(crate) needs_classdict: bool,
    /// Whether it is evaluated with the names of the class around it in sight (`ste_can_see_class_scope`).
    pub(crate) sees_class: bool,
    /// Whether which annotations there are is known when the body has run.
    pub(crate) conditional_annotations: bool,
    /// The block of the annotations in it.
    annotation: Option<usize>,
    /// Whether what is looked at stands where it may not be run.
    in_conditional: bool,
    /// Whether nothing evaluates it: the annotations of a function's locals.
    unevaluated: bool,
    /// What it is, in an error's words.
    info: &'static str,
    pub(crate) children: Vec<usize>,
    /// Variables of an outer function that an inner one uses, while this class body has the name for itself.
    pub(crate) passes: Vec<Rc<str>>,
    /// Whether it is a comprehension that runs in the frame around it (from 3.12).
    pub(crate) is_inlined: bool,
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
            Some(class) if name.starts_with("__") && self.is_mangled(name) => {
                slots::mangle(class, name).into()
            }
            _ => name.into(),
        }
    }

    fn is_mangled(&self, name: &str) -> bool {
        match &self.mangled {
            Some(only) => only.iter().any(|held| **held == *name),
            None => true,
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
    /// Looks through a module; `postponed` says whether its annotations are kept as texts.
    pub(crate) fn of(body: &[Stmt], version: Version, postponed: bool) -> Result<Scopes, Problem> {
        let mut builder = Builder {
            scopes: Scopes {
                all: Vec::new(),
                by_node: HashMap::new(),
            },
            current: 0,
            problem: None,
            version,
            minor: version.minor(),
            postponed,
        };
        builder.enter(Kind::Module, TextRange::default(), None);
        builder.visit_body(body);
        if let Some(problem) = builder.problem {
            return Err(problem);
        }
        let mut scopes = builder.scopes;
        scopes.resolve()?;
        // A comprehension that is inlined takes no cell, by which the one around it may be inlined, too.
        while version >= Version::new(3, 12, 0) && scopes.inline() {
            scopes.resolve()?;
        }
        Ok(scopes)
    }

    /// The scope that a node opens.
    pub(crate) fn at(&self, range: TextRange, kind: Kind) -> usize {
        self.by_node[&(range, kind)]
    }

    /// The scope of the annotations in a module, class or function, if it has any.
    pub(crate) fn annotations(&self, range: TextRange) -> Option<usize> {
        self.by_node.get(&(range, Kind::Annotation)).copied()
    }
}
