//! The audit: every reference counted again.

use std::fmt;

use crate::event::Observer;
use crate::heap::Heap;
use crate::reference::{DeadRef, Ref};
use crate::trace::Trace;
use crate::world::Step;

/// An object whose count isn't the number of references to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miscount {
    /// The object.
    pub object: Ref,
    /// Its `ob_refcnt`.
    pub stored: u32,
    /// How many references the audit found.
    pub counted: u32,
}

/// A reference to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// Who holds it; `None` for a root.
    pub holder: Option<Ref>,
    /// The reference and what became of its object.
    pub dead: DeadRef,
}

/// Everything an audit found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditError {
    /// Objects whose count is wrong, by slot.
    pub miscounts: Vec<Miscount>,
    /// References to objects that are gone.
    pub dangling: Vec<Dangling>,
    /// Whether the heap's own list of vacant slots is broken. That is a fault of this crate.
    pub vacant_list_broken: bool,
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        for Miscount {
            object,
            stored,
            counted,
        } in &self.miscounts
        {
            let culprit = if stored > counted {
                "a decref is missing, its Trace leaves a reference out, or a root was not given"
            } else {
                "an incref is missing, or a root was given twice"
            };
            lines.push(format!(
                "{object} says {stored}, and {counted} were found: {culprit}"
            ));
        }
        for Dangling { holder, dead } in &self.dangling {
            match holder {
                Some(holder) => lines.push(format!("{holder} holds a dead reference: {dead}")),
                None => lines.push(format!("a root is a dead reference: {dead}")),
            }
        }
        if self.vacant_list_broken {
            lines.push("the list of vacant slots is broken".to_owned());
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for AuditError {}

impl<T: Trace, O: Observer> Heap<T, O> {
    /// Counts every reference again, by walking the heap and the `roots`, and compares.
    ///
    /// `roots` are the references held outside the heap, each as often as it is held.
    /// Immortal objects are walked too, and their own count is not compared, since it stands still.
    /// While objects are dying, what their releases have still to let go of is counted as well.
    ///
    /// Costs a visit of each reference, and four bytes for each slot.
    ///
    /// # Errors
    ///
    /// Every object whose count differs, and every reference to an object that is gone.
    // ANCHOR: audit
    pub fn audit(&self, roots: impl IntoIterator<Item = Ref>) -> Result<(), AuditError> {
        let mut counted = vec![0u32; self.index_bound()];
        let mut error = AuditError::default();
        let mut count = |holder: Option<Ref>, target: Ref| match self.check(target) {
            Ok(()) => counted[target.index()] += 1,
            Err(dead) => error.dangling.push(Dangling { holder, dead }),
        };
        roots.into_iter().for_each(|root| count(None, root));
        self.releasing().for_each(|child| count(None, child));
        for (holder, stored, value) in self.occupied() {
            // A dying object's children are on the list of what is being released.
            if stored != Some(0) {
                value.trace(&mut |target| count(Some(holder), target));
            }
        }
        for (object, stored, _) in self.occupied() {
            let counted = counted[object.index()];
            match stored {
                Some(stored) if stored != counted => error.miscounts.push(Miscount {
                    object,
                    stored,
                    counted,
                }),
                _ => {}
            }
        }
        error.vacant_list_broken = !self.slots_add_up();
        if error == AuditError::default() {
            Ok(())
        } else {
            Err(error)
        }
    }
    // ANCHOR_END: audit

    /// The references that dying objects have still to let go of.
    fn releasing(&self) -> impl Iterator<Item = Ref> {
        self.pending.iter().filter_map(|step| match step {
            Step::Decref(child) => Some(*child),
            Step::Free(_) => None,
        })
    }

    /// Whether each slot is either occupied, or on the list of vacant ones, or retired.
    fn slots_add_up(&self) -> bool {
        self.count_vacant()
            .is_some_and(|vacant| vacant + self.count_retired() + self.len() == self.index_bound())
            && self.occupied().count() == self.len()
    }
}
