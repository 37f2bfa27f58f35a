//! [`Container`], what the three weak containers share: their data, their callback, and the removals that must wait.

use objects::{Ref, decref};
use version::Version;

use crate::compare;
use crate::error::{Error, Place, type_name};
use crate::iter::{Iter, What};
use crate::list::{is_dead, reference};
use crate::make::new_ref;
use crate::part::{Part, PartWorld, Parts, decref_all};
use crate::reference::{Kind, WeakList};
use crate::remove::Remove;
use crate::table::{Entry, Table};
use crate::{key_dictionary, set, value_dictionary};

/// Which container it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// `WeakValueDictionary`: key to weak reference.
    Values,
    /// `WeakKeyDictionary`: weak reference to value.
    Keys,
    /// `WeakSet`: weak references.
    Set,
}

/// What an instance of a weak container holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    pub(crate) flavour: Flavour,
    /// `self.data`.
    pub(crate) data: Table,
    /// `self._remove`, the callback of every reference in the container.
    pub(crate) remove: Option<Ref>,
    /// `self._pending_removals` (to 3.13): keys or dead references, counted.
    pub(crate) pending: Vec<Ref>,
    /// How many iterators are under way: the size of `self._iterating` (to 3.13).
    pub(crate) iterating: usize,
    /// `self._dirty_len` of a `WeakKeyDictionary` (to 3.13): something was deleted by hand.
    pub(crate) dirty_len: bool,
    pub(crate) weaklist: WeakList,
}

impl Container {
    fn new(flavour: Flavour) -> Self {
        Container {
            flavour,
            data: Table::default(),
            remove: None,
            pending: Vec::new(),
            iterating: 0,
            dirty_len: false,
            weaklist: WeakList::new(),
        }
    }

    /// The name of its class.
    pub fn type_name(&self) -> &'static str {
        match self.flavour {
            Flavour::Values => "WeakValueDictionary",
            Flavour::Keys => "WeakKeyDictionary",
            Flavour::Set => "WeakSet",
        }
    }

    /// `len(self.data)`: the entries, dead ones that wait for their removal included.
    pub fn data_len(&self) -> usize {
        self.data.len()
    }

    /// How many removals wait for the last iterator to end. Always 0 from 3.14.
    pub fn pending_len(&self) -> usize {
        self.pending.len()
    }

    /// Visits the counted references, in the order in which the instance's dict lets go of its attributes:
    /// `_remove` before `data` in a `WeakValueDictionary`, after it in the others.
    pub(crate) fn trace(&self, visit: &mut impl FnMut(Ref)) {
        let visit_data = |visit: &mut dyn FnMut(Ref)| {
            for entry in self.data.iter() {
                visit(entry.key);
                entry.value.into_iter().for_each(&mut *visit);
            }
        };
        if self.flavour == Flavour::Values {
            self.remove.into_iter().for_each(&mut *visit);
            self.pending.iter().copied().for_each(&mut *visit);
            visit_data(visit);
        } else {
            visit_data(visit);
            self.remove.into_iter().for_each(&mut *visit);
            self.pending.iter().copied().for_each(&mut *visit);
        }
    }
}

/// Whether removals wait while somebody iterates (to 3.13). From 3.14 iterators walk over a copy instead.
///
/// Source: `Lib/weakref.py` and `Lib/_weakrefset.py` at 3.13.12 and 3.14.7.
pub(crate) fn removals_wait(version: Version) -> bool {
    version < Version::new(3, 14, 0)
}

/// An empty container, as a new reference, with its function `remove`.
///
/// # Errors
///
/// When the world's object type gives a [`Part::Container`] no weak list.
pub(crate) fn new<W: PartWorld + ?Sized>(world: &mut W, flavour: Flavour) -> Result<Ref, Error> {
    let container = world
        .heap()
        .insert(W::Object::from_part(Part::Container(Container::new(
            flavour,
        ))));
    // The function knows its container by a weak reference, so that the two make no cycle.
    match new_ref(world, container, None) {
        Ok(selfref) => {
            let remove = world
                .heap()
                .insert(W::Object::from_part(Part::Remove(Remove { selfref })));
            get_mut(world, container).remove = Some(remove);
            Ok(container)
        }
        Err(error) => {
            decref(world, container);
            Err(error)
        }
    }
}

/// `copy()`: another container with references of its own, made by iterating over the first.
pub(crate) fn copy<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
) -> Result<Ref, W::Exception> {
    let flavour = get(world, container).flavour;
    let copy = new(world, flavour)?;
    let mut iter = Iter::new(world, container, What::Items);
    let result = loop {
        let item = match iter.next(world) {
            Ok(Some(item)) => item,
            Ok(None) => break Ok(()),
            Err(exception) => break Err(exception),
        };
        let added = match (flavour, item.key, item.value) {
            (Flavour::Values, Some(key), Some(value)) => {
                value_dictionary::setitem(world, copy, key, value)
            }
            (Flavour::Keys, Some(key), Some(value)) => {
                key_dictionary::setitem(world, copy, key, value)
            }
            (_, Some(item), _) => set::add(world, copy, item),
            (_, None, _) => Ok(()),
        };
        decref_all(world, item.key.into_iter().chain(item.value));
        if let Err(exception) = added {
            break Err(exception);
        }
    };
    let result = result.and(iter.close(world));
    match result {
        Ok(()) => Ok(copy),
        Err(exception) => {
            decref(world, copy);
            Err(exception)
        }
    }
}

/// The container itself.
pub(crate) fn get<W: PartWorld + ?Sized>(world: &mut W, container: Ref) -> &Container {
    match world.heap().get(container).and_then(Parts::part) {
        Some(Part::Container(found)) => found,
        _ => panic!("{container} is no weak container: was it freed, or is it something else?"),
    }
}

/// The container itself, to be changed.
pub(crate) fn get_mut<W: PartWorld + ?Sized>(world: &mut W, container: Ref) -> &mut Container {
    match world.heap().get_mut(container).and_then(Parts::part_mut) {
        Some(Part::Container(found)) => found,
        _ => panic!("{container} is no weak container: was it freed, or is it something else?"),
    }
}

/// `hash(key)` for use in the container's data, with the text of 3.14 when it fails.
pub(crate) fn key_hash<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    key: Ref,
) -> Result<i64, W::Exception> {
    compare::hash(world, key).map_err(|exception| {
        if world.version() < Version::new(3, 14, 0) {
            return exception;
        }
        let place = match get(world, container).flavour {
            Flavour::Set => Place::SetElement,
            _ => Place::DictKey,
        };
        let name = match reference(world.heap(), key) {
            Some(_) => type_name(world.version(), Kind::Ref).to_owned(),
            None => world.type_name(key),
        };
        world.cannot_use(place, &name, exception)
    })
}

/// Where the key is in the container's data: identity first, then `==`, as a dict looks keys up.
pub(crate) fn lookup<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    hash: i64,
    key: Ref,
) -> Result<Option<usize>, W::Exception> {
    'again: loop {
        for (position, candidate) in get(world, container).data.candidates(hash) {
            if candidate == key {
                return Ok(Some(position));
            }
            world.heap().incref(candidate);
            let equal = compare::eq(world, candidate, key);
            decref(world, candidate);
            // `__eq__` may have changed the container.
            let unmoved = get(world, container)
                .data
                .at(position)
                .is_some_and(|entry| entry.key == candidate);
            match (equal?, unmoved) {
                (true, true) => return Ok(Some(position)),
                (_, false) => continue 'again,
                (false, true) => {}
            }
        }
        return Ok(None);
    }
}

/// `self.data[key] = value`. Takes both references over; an equal key that is there already stays.
pub(crate) fn store<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    key: Ref,
    value: Option<Ref>,
) -> Result<(), W::Exception> {
    let found = key_hash(world, container, key)
        .and_then(|hash| Ok((hash, lookup(world, container, hash, key)?)));
    match found {
        Ok((hash, None)) => get_mut(world, container)
            .data
            .push(Entry { hash, key, value }),
        Ok((_, Some(position))) => {
            let old = get_mut(world, container).data.replace(position, value);
            decref_all(world, old.into_iter().chain([key]));
        }
        Err(exception) => {
            decref_all(world, value.into_iter().chain([key]));
            return Err(exception);
        }
    }
    Ok(())
}

/// `self.data.pop(key, None)`: the entry, whose references are the caller's now.
pub(crate) fn take<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    key: Ref,
) -> Result<Option<Entry>, W::Exception> {
    let hash = key_hash(world, container, key)?;
    let position = lookup(world, container, hash, key)?;
    Ok(position.and_then(|position| get_mut(world, container).data.take(position)))
}

/// The value under a key, borrowed.
pub(crate) fn find<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    key: Ref,
) -> Result<Option<Entry>, W::Exception> {
    let hash = key_hash(world, container, key)?;
    let position = lookup(world, container, hash, key)?;
    Ok(position.and_then(|position| get(world, container).data.at(position)))
}

/// `del self.data[key]` if the key is there; key before value, as a dict lets go of them.
pub(crate) fn discard<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    key: Ref,
) -> Result<bool, W::Exception> {
    let entry = take(world, container, key)?;
    let found = entry.is_some();
    if let Some(Entry { key, value, .. }) = entry {
        decref_all(world, [key].into_iter().chain(value));
    }
    Ok(found)
}

/// `_remove_dead_weakref`: deletes the entry only if its weak reference is dead.
/// By the time a removal is made there may be another value under the same key.
pub(crate) fn remove_dead_weakref<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
    key: Ref,
) -> Result<(), W::Exception> {
    match find(world, container, key)? {
        Some(Entry {
            value: Some(value), ..
        }) if is_dead(world.heap(), value) => discard(world, container, key).map(|_| ()),
        _ => Ok(()),
    }
}

/// `_commit_removals`: makes the removals that waited, the last one first. From 3.14 none ever wait.
// ANCHOR: commit_removals
pub(crate) fn commit_removals<W: PartWorld + ?Sized>(
    world: &mut W,
    container: Ref,
) -> Result<(), W::Exception> {
    while let Some(key) = get_mut(world, container).pending.pop() {
        let removed = match get(world, container).flavour {
            Flavour::Values => remove_dead_weakref(world, container, key),
            Flavour::Keys | Flavour::Set => discard(world, container, key).map(|_| ()),
        };
        decref(world, key);
        removed?;
    }
    Ok(())
}
// ANCHOR_END: commit_removals

/// How many dead entries a container still holds, for whoever wants to look: `len(self.data)` and the removals that wait.
///
/// # Panics
///
/// When the object is no weak container.
pub fn data_and_pending<W: PartWorld + ?Sized>(world: &mut W, container: Ref) -> (usize, usize) {
    let found = get(world, container);
    (found.data_len(), found.pending_len())
}
