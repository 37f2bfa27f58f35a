//! Namespaces: names, each with one reference.

use std::collections::HashMap;
use std::fmt;

use crate::event::{Event, Name};
use crate::reference::Ref;
use crate::trace::Trace;
use crate::world::{World, decref, incref};

/// Names and the objects they mean, in the order in which they were first bound.
///
/// A module's globals and a class body are such a table in CPython, a dict whose keys are strings.
/// A function's locals are not: see [`Frame`](crate::Frame).
///
/// Each name holds one reference. Dropping a `Namespace` lets go of none of them:
/// [`clear`](Namespace::clear) does.
///
/// ```
/// use objects::{Heap, Namespace};
///
/// let mut heap = Heap::new();
/// let mut names = Namespace::new();
/// let list = heap.insert(vec![]);
/// names.bind_new(&mut heap, "a", list); // a = []
/// names.bind(&mut heap, "b", list); // b = a
/// assert_eq!(heap.refcnt(list), 2);
/// names.unbind(&mut heap, "a")?; // del a
/// assert_eq!(names.lookup("b"), Ok(list));
/// # Ok::<(), objects::NameError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Namespace {
    /// In the order of binding; `None` where a name was taken away.
    entries: Vec<Option<(Name, Ref)>>,
    /// Where each name stands in `entries`.
    index: HashMap<Name, usize>,
}

/// A name that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    /// The name.
    pub name: Name,
}

impl fmt::Display for NameError {
    /// The text of Python's `NameError`, the same in 3.8 to 3.15.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "name '{}' is not defined", self.name)
    }
}

impl std::error::Error for NameError {}

impl Namespace {
    /// No names.
    pub fn new() -> Self {
        Namespace::default()
    }

    /// How many names are bound.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether no name is bound.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The names and what they mean, in the order of binding.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, Ref)> {
        self.entries
            .iter()
            .flatten()
            .map(|(name, object)| (name, *object))
    }

    /// The references the names hold: roots for [`Heap::audit`](crate::Heap::audit).
    pub fn roots(&self) -> impl Iterator<Item = Ref> {
        self.iter().map(|(_, object)| object)
    }

    /// The object that `name` means. The reference is borrowed: nothing is counted.
    ///
    /// # Errors
    ///
    /// A [`NameError`] with Python's text when the name isn't bound.
    // ANCHOR: lookup
    pub fn lookup(&self, name: &str) -> Result<Ref, NameError> {
        let entry = self
            .index
            .get(name)
            .and_then(|&place| self.entries[place].as_ref());
        match entry {
            Some((_, object)) => Ok(*object),
            None => Err(NameError { name: name.into() }),
        }
    }
    // ANCHOR_END: lookup

    /// `name = expression`: one more reference to `object`, kept under `name`.
    ///
    /// An object that the name meant before loses that reference, after the new one is in place.
    /// So a finalizer that runs meanwhile finds the new object.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    // ANCHOR: bind
    pub fn bind<W: World + ?Sized>(&mut self, world: &mut W, name: &str, object: Ref) {
        incref(world, object);
        self.bind_new(world, name, object);
    }

    /// `name = []`: `bind` for an object that was made for this name, whose first reference it takes over.
    ///
    /// In CPython's words the name steals the reference.
    pub fn bind_new<W: World + ?Sized>(&mut self, world: &mut W, name: &str, object: Ref) {
        let old = self.store(name, object);
        world.heap().emit(|| Event::Bind {
            name: name.into(),
            object,
        });
        if let Some(old) = old {
            decref(world, old);
        }
    }
    // ANCHOR_END: bind

    /// `del name`: takes the name away, and the one reference with it.
    ///
    /// The object dies if that was its last reference, and lives on otherwise.
    ///
    /// # Errors
    ///
    /// A [`NameError`] with Python's text when the name isn't bound.
    // ANCHOR: unbind
    pub fn unbind<W: World + ?Sized>(
        &mut self,
        world: &mut W,
        name: &str,
    ) -> Result<(), NameError> {
        let object = self.remove(name)?;
        world.heap().emit(|| Event::Unbind {
            name: name.into(),
            object,
        });
        decref(world, object);
        Ok(())
    }
    // ANCHOR_END: unbind

    /// Takes every name away, first to last.
    pub fn clear<W: World + ?Sized>(&mut self, world: &mut W) {
        self.index.clear();
        for (name, object) in std::mem::take(&mut self.entries).into_iter().flatten() {
            world.heap().emit(|| Event::Unbind { name, object });
            decref(world, object);
        }
    }

    /// Writes a reference down and returns the one it replaces. Counts nothing.
    ///
    /// For a world that owns its namespaces, and so can't lend out both at once.
    pub fn store(&mut self, name: &str, object: Ref) -> Option<Ref> {
        if let Some((_, held)) = self
            .index
            .get(name)
            .and_then(|&place| self.entries[place].as_mut())
        {
            return Some(std::mem::replace(held, object));
        }
        let name: Name = name.into();
        self.index.insert(name.clone(), self.entries.len());
        self.entries.push(Some((name, object)));
        None
    }

    /// Takes a name away and returns its reference. Counts nothing.
    ///
    /// # Errors
    ///
    /// A [`NameError`] when the name isn't bound.
    pub fn remove(&mut self, name: &str) -> Result<Ref, NameError> {
        let entry = self
            .index
            .remove(name)
            .and_then(|place| self.entries[place].take());
        let Some((_, object)) = entry else {
            return Err(NameError { name: name.into() });
        };
        // Names that are bound and deleted in a loop must not make the table grow without end.
        if self.entries.len() > 8 && self.entries.len() > 2 * self.index.len() {
            self.entries.retain(Option::is_some);
            for (place, entry) in self.entries.iter().enumerate() {
                if let Some((name, _)) = entry {
                    self.index.insert(name.clone(), place);
                }
            }
        }
        Ok(object)
    }
}

impl PartialEq for Namespace {
    /// Equal names, bound in the same order to equal references.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Trace for Namespace {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.roots().for_each(visit);
    }
}
