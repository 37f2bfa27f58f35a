//! `WeakValueDictionary`: a cache that forgets what nobody else uses.
//!
//! Source: `Lib/weakref.py`, 3.8.18 to 3.15.0rc1. Arguments are borrowed, results are new references.

use objects::{Ref, decref};

use crate::container::{self, Flavour, commit_removals, discard, find, get_mut, store, take};
use crate::error::Error;
use crate::iter::{Iter, What};
use crate::list::get_ref;
use crate::make::new_subclass_ref;
use crate::part::{KeyedRef, Part, PartWorld, Parts, decref_all};

/// `WeakValueDictionary()`.
///
/// # Errors
///
/// When the world's object type gives a container no weak list.
pub fn new<W: PartWorld + ?Sized>(world: &mut W) -> Result<Ref, Error> {
    container::new(world, Flavour::Values)
}

/// `KeyedRef(value, self._remove, key)`.
fn keyed_ref<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
    value: Ref,
) -> Result<Ref, Error> {
    let remove = container::get(world, this).remove;
    let made = new_subclass_ref(world, value, remove, |reference| {
        Parts::from_part(Part::Keyed(KeyedRef { reference, key }))
    })?;
    world.heap().incref(key);
    Ok(made)
}

/// `d[key] = value`.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the value can't be referred to weakly, or what the key's `__hash__` and `__eq__` raise.
// ANCHOR: value_setitem
pub fn setitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
    value: Ref,
) -> Result<(), W::Exception> {
    commit_removals(world, this)?;
    let keyed = keyed_ref(world, this, key, value)?;
    world.heap().incref(key);
    store(world, this, key, Some(keyed))
}
// ANCHOR_END: value_setitem

/// `d.get(key)`: `None` when there is no such key, or its value is gone.
///
/// # Errors
///
/// What the key's `__hash__` and `__eq__` raise.
pub fn get<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<Option<Ref>, W::Exception> {
    commit_removals(world, this)?;
    read(world, this, key)
}

/// `self.data[key]()`, or nothing.
fn read<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<Option<Ref>, W::Exception> {
    let entry = find(world, this, key)?;
    Ok(entry
        .and_then(|entry| entry.value)
        .and_then(|keyed| get_ref(world.heap(), keyed)))
}

/// `d[key]`.
///
/// # Errors
///
/// [`Error::KeyError`] when there is no such key, or its value is gone.
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
/// [`Error::KeyError`] when there is no such key.
pub fn delitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<(), W::Exception> {
    commit_removals(world, this)?;
    if discard(world, this, key)? {
        Ok(())
    } else {
        Err(key_error(world, key))
    }
}

/// `key in d`: whether the key is there and its value lives.
///
/// # Errors
///
/// What the key's `__hash__` and `__eq__` raise.
pub fn contains<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<bool, W::Exception> {
    let found = get(world, this, key)?;
    let there = found.is_some();
    decref_all(world, found);
    Ok(there)
}

/// `len(d)`. To 3.13 this makes removals that wait, even while somebody iterates,
/// whose next step then raises [`Error::Changed`].
///
/// # Errors
///
/// What a key's `__hash__` and `__eq__` raise during those removals.
pub fn len<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<usize, W::Exception> {
    commit_removals(world, this)?;
    Ok(container::get(world, this).data_len())
}

/// `d.pop(key, None)`.
///
/// # Errors
///
/// What the key's `__hash__` and `__eq__` raise.
pub fn pop<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
    key: Ref,
) -> Result<Option<Ref>, W::Exception> {
    commit_removals(world, this)?;
    let Some(entry) = take(world, this, key)? else {
        return Ok(None);
    };
    decref(world, entry.key);
    let keyed = entry.value;
    let value = keyed.and_then(|keyed| get_ref(world.heap(), keyed));
    decref_all(world, keyed);
    Ok(value)
}

/// `d.popitem()`: the last entry whose value lives.
///
/// # Errors
///
/// [`Error::Empty`] when there is none.
pub fn popitem<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
) -> Result<(Ref, Ref), W::Exception> {
    commit_removals(world, this)?;
    loop {
        let data = &mut get_mut(world, this).data;
        let last = data.end().checked_sub(1).and_then(|last| data.take(last));
        let Some(entry) = last else {
            return Err(Error::Empty("popitem(): dictionary is empty").into());
        };
        let value = entry.value.and_then(|keyed| get_ref(world.heap(), keyed));
        decref_all(world, entry.value);
        match value {
            Some(value) => return Ok((entry.key, value)),
            None => decref(world, entry.key),
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
    if let Some(value) = read(world, this, key)? {
        return Ok(value);
    }
    setitem(world, this, key, default)?;
    world.heap().incref(default);
    Ok(default)
}

/// `d.clear()`, which the dictionary has from `MutableMapping`: it pops until nothing is left.
///
/// # Errors
///
/// What a key's `__hash__` and `__eq__` raise during removals that waited.
pub fn clear<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<(), W::Exception> {
    commit_removals(world, this)?;
    while container::get(world, this).data.iter().any(|_| true) {
        match popitem(world, this) {
            Ok((key, value)) => decref_all(world, [key, value]),
            Err(_) => break,
        }
    }
    Ok(())
}

/// `d.valuerefs()`: the weak references, dead ones included.
///
/// # Errors
///
/// What a key's `__hash__` and `__eq__` raise during removals that waited.
pub fn valuerefs<W: PartWorld + ?Sized>(
    world: &mut W,
    this: Ref,
) -> Result<Vec<Ref>, W::Exception> {
    commit_removals(world, this)?;
    let refs: Vec<Ref> = container::get(world, this)
        .data
        .iter()
        .filter_map(|entry| entry.value)
        .collect();
    for &keyed in &refs {
        world.heap().incref(keyed);
    }
    Ok(refs)
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

/// `KeyError(key)`.
fn key_error<W: PartWorld + ?Sized>(world: &mut W, key: Ref) -> W::Exception {
    world.heap().incref(key);
    Error::KeyError(key).into()
}
