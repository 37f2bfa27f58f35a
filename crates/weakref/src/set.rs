//! `WeakSet`: a set whose elements may die, also while somebody iterates over it.
//!
//! Source: `Lib/_weakrefset.py`, 3.8.18 to 3.15.0rc1. Arguments are borrowed, results are new references.

use objects::{Ref, decref};

use crate::container::{self, Flavour, commit_removals, find, get_mut, store};
use crate::error::Error;
use crate::iter::{Iter, What};
use crate::key_dictionary::{key_error, with_ref};
use crate::list::{get_ref, supports_weakrefs};
use crate::make::new_ref;
use crate::part::{PartWorld, decref_all};

/// `WeakSet()`.
///
/// # Errors
///
/// When the world's object type gives a container no weak list.
pub fn new<W: PartWorld + ?Sized>(world: &mut W) -> Result<Ref, Error> {
    container::new(world, Flavour::Set)
}

/// `s.add(item)`.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the item can't be referred to weakly, or what its `__hash__` and `__eq__` raise.
// ANCHOR: set_add
pub fn add<W: PartWorld + ?Sized>(world: &mut W, this: Ref, item: Ref) -> Result<(), W::Exception> {
    commit_removals(world, this)?;
    let remove = container::get(world, this).remove;
    let weakref = new_ref(world, item, remove)?;
    store(world, this, weakref, None)
}
// ANCHOR_END: set_add

/// `s.discard(item)`. Says whether the item was there.
///
/// # Errors
///
/// As [`add`].
pub fn discard<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    item: Ref,
) -> Result<bool, W::Exception> {
    commit_removals(world, this)?;
    with_ref(world, item, |world, weakref| {
        container::discard(world, this, weakref)
    })
}

/// `s.remove(item)`.
///
/// # Errors
///
/// As [`add`], and [`Error::KeyError`] with a weak reference to the item when it isn't there.
pub fn remove<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    item: Ref,
) -> Result<(), W::Exception> {
    if discard(world, this, item)? {
        Ok(())
    } else {
        Err(key_error(world, item))
    }
}

/// `item in s`; an object that can't be referred to weakly isn't.
///
/// # Errors
///
/// What the item's `__hash__` and `__eq__` raise.
pub fn contains<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    item: Ref,
) -> Result<bool, W::Exception> {
    if !supports_weakrefs(world.heap(), item) {
        return Ok(false);
    }
    with_ref(world, item, |world, weakref| {
        Ok(find(world, this, weakref)?.is_some())
    })
}

/// `len(s)`: to 3.13 without the elements whose removal waits.
pub fn len<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> usize {
    let found = container::get(world, this);
    found.data_len() - found.pending_len()
}

/// `s.pop()`: an element that lives. CPython takes the first in its hash table, this set the one added first.
///
/// # Errors
///
/// [`Error::Empty`] when there is none.
pub fn pop<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<Ref, W::Exception> {
    commit_removals(world, this)?;
    loop {
        let data = &mut get_mut(world, this).data;
        let first = (0..data.end()).find(|&position| data.at(position).is_some());
        let Some(entry) = first.and_then(|first| data.take(first)) else {
            return Err(Error::Empty("pop from empty WeakSet").into());
        };
        let item = get_ref(world.heap(), entry.key);
        decref(world, entry.key);
        if let Some(item) = item {
            return Ok(item);
        }
    }
}

/// `s.clear()`.
///
/// # Errors
///
/// What a comparison raises during removals that waited.
pub fn clear<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<(), W::Exception> {
    commit_removals(world, this)?;
    let entries = get_mut(world, this).data.clear();
    decref_all(world, entries.into_iter().map(|entry| entry.key));
    Ok(())
}

/// `s.copy()`, as a new reference.
///
/// # Errors
///
/// As [`add`], and [`Error::Changed`] when comparing keys changes the container meanwhile (to 3.13).
pub fn copy<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<Ref, W::Exception> {
    container::copy(world, this)
}

/// `iter(s)`: nothing happens until its first step.
pub fn iter<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Iter {
    Iter::new(world, this, What::Keys)
}
