//! Which comprehensions run in the frame around them (PEP 709): `inline_comprehension`.

use std::rc::Rc;

use super::{Kind, Reach, Scopes};

impl Scopes {
    /// Inlines what can be; whether that is news.
    ///
    /// That is every comprehension outside of class bodies, unless a variable of it outlives it in an inner function.
    pub(super) fn inline(&mut self) -> bool {
        let found: Vec<usize> = (0..self.all.len())
            .filter(|&index| {
                let scope = &self.all[index];
                let parent = scope.parent.map(|parent| &self.all[parent]);
                let in_class =
                    parent.is_some_and(|parent| parent.kind == Kind::Class || parent.sees_class);
                let mut inside = scope.children.iter().map(|&child| self.all[child].kind);
                scope.kind == Kind::Comprehension
                    && !scope.is_inlined
                    && !scope.is_generator
                    && !in_class
                    && scope.names(Reach::Cell).next().is_none()
                    && inside.all(|kind| kind == Kind::Comprehension)
            })
            .collect();
        for &index in &found {
            self.all[index].is_inlined = true;
        }
        !found.is_empty()
    }

    /// The block that captures a variable which this one names: an inlined comprehension uses the names of the
    /// block that it runs in as that does itself, and captures none of them.
    pub(super) fn captor(&self, mut index: usize, name: &Rc<str>) -> Option<usize> {
        while self.all[index].is_inlined {
            let outer = self.all[index].parent?;
            let scope = &self.all[outer];
            let binds = scope.uses.get(name).is_some_and(|uses| {
                (uses.bound || uses.parameter) && !uses.global && !uses.nonlocal
            });
            if scope.kind.is_function() && binds {
                return None;
            }
            if !scope.is_inlined {
                break;
            }
            index = outer;
        }
        Some(index)
    }
}
