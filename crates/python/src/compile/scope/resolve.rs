//! How each block reaches each of its names: `analyze_block`.

use std::rc::Rc;

use super::generic::{CLASSDICT, CONDITIONAL};
use super::{Kind, Reach, Scope, Scopes, Uses};
use crate::source::Problem;

impl Scopes {
    pub(super) fn resolve(&mut self) -> Result<(), Problem> {
        for scope in &mut self.all {
            scope.reach.clear();
            scope.passes.clear();
        }
        // Outer blocks come before inner ones, so what an outer one binds is known.
        for index in 0..self.all.len() {
            let names = self.all[index].order.clone();
            for name in names {
                let uses = self.all[index].uses[&name];
                let kind = self.all[index].kind;
                let reach = if uses.global || uses.global_within {
                    Reach::GlobalExplicit
                } else if uses.nonlocal {
                    let problem = match self.binder(index, &name) {
                        None => Some(format!("no binding for nonlocal '{name}' found")),
                        Some(Uses {
                            type_param: true, ..
                        }) => Some(format!(
                            "nonlocal binding not allowed for type parameter '{name}'"
                        )),
                        Some(_) => None,
                    };
                    if let Some(text) = problem {
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
                } else if let Some(reach) = self.reach_in_class(index, &name) {
                    reach
                } else if kind != Kind::Module && self.binder(index, &name).is_some() {
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

    /// The class whose names block `index` sees: the one right around it and blocks that see it, too.
    fn seen_class(&self, index: usize) -> Option<usize> {
        let mut at = index;
        while self.all[at].sees_class {
            at = self.all[at].parent?;
            if self.all[at].kind == Kind::Class {
                return Some(at);
            }
        }
        None
    }

    /// How a block that sees the names of a class reaches one of them, if it is one.
    fn reach_in_class(&self, index: usize, name: &Rc<str>) -> Option<Reach> {
        let class = &self.all[self.seen_class(index)?];
        let uses = class.uses.get(name)?;
        if uses.global {
            return Some(Reach::GlobalExplicit);
        }
        (uses.bound && !uses.nonlocal).then_some(Reach::GlobalImplicit)
    }

    /// What a function around block `index` says of a name that it binds.
    fn binder(&self, index: usize, name: &Rc<str>) -> Option<Uses> {
        let mut at = self.all[index].parent;
        while let Some(outer) = at {
            let scope = &self.all[outer];
            if scope.kind.is_function() || (scope.kind == Kind::Class && &**name == "__class__") {
                if let Some(uses) = scope.uses.get(name) {
                    if uses.global {
                        return None;
                    }
                    if uses.bound || uses.parameter {
                        return Some(*uses);
                    }
                }
                if scope.kind == Kind::Class && scope.needs_class_cell {
                    return Some(Uses::default());
                }
            }
            if scope.keeps(name) {
                return Some(Uses::default());
            }
            at = scope.parent;
        }
        None
    }

    /// Makes the name a cell in the function that binds it, and free in every block between.
    fn capture(&mut self, index: usize, name: &Rc<str>) {
        let mut at = match self.captor(index, name) {
            Some(index) => self.all[index].parent,
            None => return,
        };
        while let Some(outer) = at {
            let scope = &mut self.all[outer];
            let binds = scope.uses.get(name).is_some_and(|uses| {
                (uses.bound || uses.parameter) && !uses.global && !uses.nonlocal
            });
            if scope.keeps(name) {
                scope.needs_classdict = scope.needs_classdict || &**name == CLASSDICT;
                return;
            }
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
            let has_own = scope.kind == Kind::Class && binds
                || scope.sees_class && scope.reach.get(name) == Some(&Reach::GlobalImplicit);
            if has_own {
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

impl Scope {
    /// Whether it is a class that hands its own names to what is evaluated later, under this name.
    fn keeps(&self, name: &str) -> bool {
        self.kind == Kind::Class
            && (name == CLASSDICT || name == CONDITIONAL && self.conditional_annotations)
    }
}
