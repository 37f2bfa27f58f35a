//! `WeakKeyDictionary`: more about an object, for as long as the object lives.
//!
//! Source: `Lib/weakref.py`, 3.8.18 to 3.15.0rc1. Arguments are borrowed, results are new references.

use objects::{Ref, decref};

use crate::container::{self, Flavour, discard, find, get_mut, lookup, store, take};
use crate::error::Error;
use crate::iter::{Iter, What};
use crate::list::{get_ref, supports_weakrefs};
use crate::make::new_ref;
use crate::part::{PartWorld, decref_all};

/// `WeakKeyDictionary()`.
///
/// # Errors
///
/// When the world's object type gives a container no weak list.
pub fn new<W: PartWorld + ?Sized>(world: &mut W) -> Result<Ref, Error> {
    container::new(world, Flavour::Keys)
}

/// Runs `operation` with the reference `ref(key)`, which lives no longer than that.
pub(crate) fn with_ref<W: PartWorld + ?Sized, R>(
    world: &mut W,
    key: Ref,
    operation: impl FnOnce(&mut W, Ref) -> Result<R, W::Exception>,
) -> Result<R, W::Exception> {
    let weakref = new_ref(world, key, None)?;
    let result = operation(world, weakref);
    decref(world, weakref);
    result
}

/// `d[key] = value`. An equal key that is there already stays, and its reference with it.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the key can't be referred to weakly, or what its `__hash__` and `__eq__` raise.
// ANCHOR: key_setitem
pub fn setitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
    value: Ref,
) -> Result<(), W::Exception> {
    let remove = container::get(world, this).remove;
    let weakref = new_ref(world, key, remove)?;
    world.heap().incref(value);
    store(world, this, weakref, Some(value))
}
// ANCHOR_END: key_setitem

/// `d.get(key)`.
///
/// # Errors
///
/// As [`setitem`].
pub fn get<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<Option<Ref>, W::Exception> {
    with_ref(world, key, |world, weakref| {
        let value = find(world, this, weakref)?.and_then(|entry| entry.value);
        value
            .into_iter()
            .for_each(|value| world.heap().incref(value));
        Ok(value)
    })
}

/// `d[key]`.
///
/// # Errors
///
/// As [`setitem`], and [`Error::KeyError`] with a weak reference to the key when it isn't there.
pub fn getitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<Ref, W::Exception> {
    match get(world, this, key)? {
        Some(value) => Ok(value),
        None => Err(key_error(world, key)),
    }
}

/// `del d[key]`.
///
/// # Errors
///
/// As [`getitem`].
pub fn delitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<(), W::Exception> {
    get_mut(world, this).dirty_len = true;
    let found = with_ref(world, key, |world, weakref| discard(world, this, weakref))?;
    if found {
        Ok(())
    } else {
        Err(key_error(world, key))
    }
}

/// `key in d`; an object that can't be referred to weakly isn't.
///
/// # Errors
///
/// What the key's `__hash__` and `__eq__` raise.
pub fn contains<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<bool, W::Exception> {
    if !supports_weakrefs(world.heap(), key) {
        return Ok(false);
    }
    with_ref(world, key, |world, weakref| {
        Ok(find(world, this, weakref)?.is_some())
    })
}

/// `len(d)`: to 3.13 without the entries whose removal waits.
///
/// # Errors
///
/// What a comparison raises while those removals are looked through again, after a deletion by hand.
pub fn len<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<usize, W::Exception> {
    if container::get(world, this).dirty_len && container::get(world, this).pending_len() > 0 {
        scrub_removals(world, this)?;
    }
    let found = container::get(world, this);
    Ok(found.data_len() - found.pending_len())
}

/// `_scrub_removals`: forgets removals of entries that were deleted by hand meanwhile.
fn scrub_removals<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<(), W::Exception> {
    let pending = std::mem::take(&mut get_mut(world, this).pending);
    let mut kept = Vec::with_capacity(pending.len());
    let mut result = Ok(());
    for weakref in pending {
        let there = container::key_hash(world, this, weakref)
            .and_then(|hash| lookup(world, this, hash, weakref));
        match there {
            Ok(Some(_)) => kept.push(weakref),
            Ok(None) => decref(world, weakref),
            Err(exception) => {
                kept.push(weakref);
                result = Err(exception);
            }
        }
    }
    let found = get_mut(world, this);
    found.pending.splice(0..0, kept);
    found.dirty_len = false;
    result
}

/// `d.pop(key, None)`.
///
/// # Errors
///
/// As [`setitem`].
pub fn pop<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<Option<Ref>, W::Exception> {
    get_mut(world, this).dirty_len = true;
    with_ref(world, key, |world, weakref| {
        let Some(entry) = take(world, this, weakref)? else {
            return Ok(None);
        };
        decref(world, entry.key);
        Ok(entry.value)
    })
}

/// `d.popitem()`: the last entry whose key lives.
///
/// # Errors
///
/// [`Error::Empty`] when there is none.
pub fn popitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
) -> Result<(Ref, Option<Ref>), W::Exception> {
    get_mut(world, this).dirty_len = true;
    loop {
        let data = &mut get_mut(world, this).data;
        let last = data.end().checked_sub(1).and_then(|last| data.take(last));
        let Some(entry) = last else {
            return Err(Error::Empty("popitem(): dictionary is empty").into());
        };
        let key = get_ref(world.heap(), entry.key);
        decref(world, entry.key);
        match key {
            Some(key) => return Ok((key, entry.value)),
            None => decref_all(world, entry.value),
        }
    }
}

/// `d.setdefault(key, default)`.
///
/// # Errors
///
/// As [`setitem`].
pub fn setdefault<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
    default: Ref,
) -> Result<Ref, W::Exception> {
    if let Some(value) = get(world, this, key)? {
        return Ok(value);
    }
    setitem(world, this, key, default)?;
    world.heap().incref(default);
    Ok(default)
}

/// `d.keyrefs()`: the weak references, dead ones included.
pub fn keyrefs<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Vec<Ref> {
    let refs: Vec<Ref> = container::get(world, this)
        .data
        .iter()
        .map(|entry| entry.key)
        .collect();
    for &weakref in &refs {
        world.heap().incref(weakref);
    }
    refs
}

/// `d.copy()`, as a new reference.
///
/// # Errors
///
/// As [`setitem`], and [`Error::Changed`] when comparing keys changes the container meanwhile (to 3.13).
pub fn copy<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<Ref, W::Exception> {
    container::copy(world, this)
}

/// `d.keys()`, `iter(d)`: nothing happens until its first step.
pub fn keys<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Iter {
    Iter::new(world, this, What::Keys)
}

/// `d.values()`.
pub fn values<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Iter {
    Iter::new(world, this, What::Values)
}

/// `d.items()`.
pub fn items<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Iter {
    Iter::new(world, this, What::Items)
}

/// `KeyError(ref(key))`.
pub(crate) fn key_error<W: PartWorld + ?Sized>(world: &mut W, key: Ref) -> W::Exception {
    match new_ref(world, key, None) {
        Ok(weakref) => Error::KeyError(weakref).into(),
        Err(error) => error.into(),
    }
}
