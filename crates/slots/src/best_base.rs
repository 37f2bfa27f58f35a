//! Whose layout a class extends: `best_base`, and when two layouts can't go together.

use objects::types::header::WORD;
use version::Version;

use crate::error::Error;
use crate::event::Watch;
use crate::flags::Flags;
use crate::runtime::Runtime;
use crate::types::{Type, TypeId};

impl<O: Watch> Runtime<O> {
    // ANCHOR: best_base
    /// The base whose layout the new class extends: the one with the most fields of its own.
    /// The layouts of all the others must be part of it.
    ///
    /// # Errors
    ///
    /// `TypeError` if they aren't, or if nothing may derive from one of the bases.
    ///
    /// Source: `best_base` in `Objects/typeobject.c` (3.8.18, 3.14.7), `find_best_base` (3.15.0rc1).
    pub fn best_base(&self, bases: &[TypeId]) -> Result<TypeId, Error> {
        let mut best: Option<(TypeId, TypeId)> = None;
        for &base in bases {
            if !self.class(base).flags.has(Flags::BASETYPE) {
                return Err(Error::type_error(format!(
                    "type '{}' is not an acceptable base type",
                    self.full_name(base)
                )));
            }
            let candidate = self.solid_base(base);
            match best {
                Some((_, winner)) if self.is_subtype(winner, candidate) => {}
                Some((_, winner)) if !self.is_subtype(candidate, winner) => {
                    return Err(Error::type_error(
                        "multiple bases have instance lay-out conflict",
                    ));
                }
                _ => best = Some((base, candidate)),
            }
        }
        match best {
            Some((base, _)) => Ok(base),
            None => unreachable!("a class without bases has got `object` before"),
        }
    }
    // ANCHOR_END: best_base

    // ANCHOR: solid_base
    /// The type that really decides how instances of `class` are laid out:
    /// the nearest ancestor, or the class itself, that adds fields to its base.
    ///
    /// Source: `solid_base` in `Objects/typeobject.c` (3.8.18, 3.12.12).
    pub(crate) fn solid_base(&self, class: TypeId) -> TypeId {
        // From `object` down, so that each step knows the solid base of the step before.
        let mut line = vec![class];
        while let Some(base) = self.class(line[line.len() - 1]).base {
            line.push(base);
        }
        let mut solid = line[line.len() - 1];
        for &class in line.iter().rev() {
            if extra_ivars(self.version(), self.class(class), self.class(solid)) {
                solid = class;
            }
        }
        solid
    }
    // ANCHOR_END: solid_base
}

// ANCHOR: extra_ivars
/// Whether instances of `class` have fields that those of `base` don't have.
///
/// To 3.11 a `__weakref__`, and to 3.10 a `__dict__`, lie inside the object, at its end, and don't count as fields:
/// they can be added to any layout. From 3.12 both lie in front of it, and comparing sizes is enough.
///
/// Source: `extra_ivars` in `Objects/typeobject.c` (3.8.18, 3.11.7), `shape_differs` (3.12.12).
pub(crate) fn extra_ivars(version: Version, class: &Type, base: &Type) -> bool {
    let mut size = class.basicsize;
    let same_items = class.itemsize == base.itemsize;
    let has_items = class.itemsize != 0 || base.itemsize != 0;
    if version >= Version::new(3, 12, 0) || has_items {
        return size != base.basicsize || !same_items;
    }
    let added_last = |offset: isize, base_offset: isize, size: usize| {
        let ends_there = offset + WORD as isize == size as isize;
        offset != 0 && base_offset == 0 && ends_there && class.is_heap_type()
    };
    if added_last(class.weaklistoffset, base.weaklistoffset, size) {
        size -= WORD;
    }
    if added_last(class.dictoffset, base.dictoffset, size) {
        size -= WORD;
    }
    size != base.basicsize
}
// ANCHOR_END: extra_ivars
