//! The order in which a class and its ancestors are searched: C3.

use version::Version;

use crate::error::Error;
use crate::event::Watch;
use crate::runtime::Runtime;
use crate::types::TypeId;

impl<O: Watch> Runtime<O> {
    /// `__mro__` of a class with these bases, without the class itself.
    ///
    /// Source: `mro_implementation` in `Objects/typeobject.c` (3.8.18, 3.13.12).
    pub(crate) fn mro_of(&self, bases: &[TypeId]) -> Result<Vec<TypeId>, Error> {
        if let [base] = bases {
            return Ok(self.class(*base).mro.clone());
        }
        for (index, &base) in bases.iter().enumerate() {
            if bases[index + 1..].contains(&base) {
                let name = self.class(base).name();
                return Err(Error::type_error(format!("duplicate base class {name}")));
            }
        }
        let mut to_merge: Vec<&[TypeId]> =
            bases.iter().map(|&base| self.class(base).mro()).collect();
        to_merge.push(bases);
        self.pmerge(to_merge)
    }

    // ANCHOR: pmerge
    /// Merges lists of classes into one that keeps the order of each:
    /// the next class is the first one that no list has further behind.
    ///
    /// Source: `pmerge` in `Objects/typeobject.c` (3.8.18, 3.13.12).
    fn pmerge(&self, mut to_merge: Vec<&[TypeId]>) -> Result<Vec<TypeId>, Error> {
        let mut merged = Vec::new();
        loop {
            let candidates = to_merge.iter().filter_map(|list| list.first().copied());
            let next = candidates.clone().find(|candidate| {
                let in_tail =
                    |list: &&[TypeId]| list.iter().skip(1).any(|class| class == candidate);
                !to_merge.iter().any(in_tail)
            });
            let Some(next) = next else {
                let left: Vec<TypeId> = candidates.collect();
                if left.is_empty() {
                    return Ok(merged);
                }
                return Err(self.set_mro_error(&left));
            };
            merged.push(next);
            for list in &mut to_merge {
                if list.first() == Some(&next) {
                    *list = &list[1..];
                }
            }
        }
    }
    // ANCHOR_END: pmerge

    /// The error that names the classes which wait for one another (`set_mro_error`).
    ///
    /// To 3.12 the text has a line break.
    fn set_mro_error(&self, left: &[TypeId]) -> Error {
        let mut names: Vec<&str> = Vec::new();
        let mut seen = Vec::new();
        for &class in left {
            if !seen.contains(&class) {
                seen.push(class);
                names.push(self.class(class).name());
            }
        }
        let space = if self.version() < Version::new(3, 13, 0) {
            '\n'
        } else {
            ' '
        };
        Error::type_error(format!(
            "Cannot create a consistent method resolution{space}order (MRO) for bases {}",
            names.join(", ")
        ))
    }

    /// `issubclass(class, other)`.
    pub fn is_subtype(&self, class: TypeId, other: TypeId) -> bool {
        self.class(class).mro.contains(&other)
    }
}
