//! `finalize`: a function that is called when an object dies, or at exit, and never twice.
//!
//! Source: `Lib/weakref.py`, the same from 3.9.18 to 3.15.0rc1 (3.8 also accepts its arguments by keyword).

use std::collections::BTreeMap;

use objects::{Ref, decref};

use crate::error::Error;
use crate::list::get_ref;
use crate::make::new_ref;
use crate::part::{Part, PartWorld, Parts, decref_all};

/// What is to be called: `finalize._Info`. All references are counted.
#[derive(Clone, Debug, PartialEq)]
struct Info {
    /// The `finalize` object, which is the registry's key.
    finalizer: Ref,
    weakref: Ref,
    func: Ref,
    args: Vec<Ref>,
    kwargs: Option<Ref>,
    atexit: bool,
}

impl Info {
    fn references(&self) -> impl Iterator<Item = Ref> + use<'_> {
        [self.finalizer, self.weakref, self.func]
            .into_iter()
            .chain(self.args.iter().copied())
            .chain(self.kwargs)
    }
}

/// The class attributes of `finalize`: the registry, which keeps each finalizer alive until it has run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finalizers {
    /// `_registry`, by `index`: the order of creation.
    registry: BTreeMap<u64, Info>,
    /// `_index_iter`.
    next_index: u64,
    /// `_shutdown`: no finalizer runs any more.
    shutdown: bool,
    /// `_dirty`: one was made since the list for the exit was drawn up.
    dirty: bool,
}

impl Finalizers {
    /// No finalizers.
    pub fn new() -> Self {
        Finalizers::default()
    }

    /// The references that the registry holds, as roots for an audit.
    pub fn references(&self) -> impl Iterator<Item = Ref> {
        self.registry.values().flat_map(Info::references)
    }

    /// How many have neither run nor been detached.
    pub fn len(&self) -> usize {
        self.registry.len()
    }

    /// Whether none is left.
    pub fn is_empty(&self) -> bool {
        self.registry.is_empty()
    }
}

/// What `peek` and `detach` give: new references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finalizing {
    /// The object.
    pub obj: Ref,
    /// The function.
    pub func: Ref,
    /// Its arguments.
    pub args: Vec<Ref>,
    /// Its keyword arguments, a dict; `None` where Python gives an empty one.
    pub kwargs: Option<Ref>,
}

/// `finalize(obj, func, *args, **kwargs)`, as a new reference. The registry keeps the finalizer alive.
///
/// # Errors
///
/// [`Error::CannotCreate`] when the object can't be referred to weakly.
pub fn new<W: PartWorld + ?Sized>(
    world: &mut W,
    obj: Ref,
    func: Ref,
    args: &[Ref],
    kwargs: Option<Ref>,
) -> Result<Ref, Error> {
    let index = world.finalizers().next_index;
    let finalizer = world
        .heap()
        .insert(W::Object::from_part(Part::Finalize(index)));
    let weakref = match new_ref(world, obj, Some(finalizer)) {
        Ok(weakref) => weakref,
        Err(error) => {
            decref(world, finalizer);
            return Err(error);
        }
    };
    for object in [finalizer, func]
        .into_iter()
        .chain(args.iter().copied())
        .chain(kwargs)
    {
        world.heap().incref(object);
    }
    let info = Info {
        finalizer,
        weakref,
        func,
        args: args.to_vec(),
        kwargs,
        atexit: true,
    };
    let finalizers = world.finalizers();
    finalizers.next_index += 1;
    finalizers.registry.insert(index, info);
    finalizers.dirty = true;
    Ok(finalizer)
}

/// The number under which the registry knows the finalizer.
fn index<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> Option<u64> {
    match world.heap().get(finalizer).and_then(Parts::part) {
        Some(&Part::Finalize(index)) => Some(index),
        _ => None,
    }
}

fn info<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> Option<&mut Info> {
    let index = index(world, finalizer)?;
    world.finalizers().registry.get_mut(&index)
}

fn take<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> Option<Info> {
    let index = index(world, finalizer)?;
    world.finalizers().registry.remove(&index)
}

/// `finalizer()`: the first call runs the function, any later one nothing.
/// The object's death is such a call, since the finalizer is its reference's callback.
///
/// # Errors
///
/// What the function raises.
// ANCHOR: finalize_call
pub fn call<W: PartWorld + ?Sized>(
    world: &mut W,
    finalizer: Ref,
) -> Result<Option<Ref>, W::Exception> {
    let Some(info) = take(world, finalizer) else {
        return Ok(None);
    };
    let result = if world.finalizers().shutdown {
        Ok(None)
    } else {
        world.call(info.func, &info.args, info.kwargs)
    };
    decref_all(world, info.references());
    result
}
// ANCHOR_END: finalize_call

/// `finalizer.alive`.
pub fn alive<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> bool {
    info(world, finalizer).is_some()
}

/// `finalizer.atexit`; false of one that is no longer alive.
pub fn atexit<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> bool {
    info(world, finalizer).is_some_and(|info| info.atexit)
}

/// `finalizer.atexit = value`, which a finalizer that is no longer alive ignores.
pub fn set_atexit<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref, value: bool) {
    if let Some(info) = info(world, finalizer) {
        info.atexit = value;
    }
}

/// `finalizer.peek()`: what would be called, or `None` when the finalizer or the object is gone.
pub fn peek<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> Option<Finalizing> {
    let weakref = info(world, finalizer)?.weakref;
    let obj = get_ref(world.heap(), weakref)?;
    let info = info(world, finalizer)?;
    let peeked = Finalizing {
        obj,
        func: info.func,
        args: info.args.clone(),
        kwargs: info.kwargs,
    };
    for &object in [peeked.func]
        .iter()
        .chain(&peeked.args)
        .chain(&peeked.kwargs)
    {
        world.heap().incref(object);
    }
    Some(peeked)
}

/// `finalizer.detach()`: [`peek`], and the finalizer will never run.
pub fn detach<W: PartWorld + ?Sized>(world: &mut W, finalizer: Ref) -> Option<Finalizing> {
    let peeked = peek(world, finalizer)?;
    if let Some(info) = take(world, finalizer) {
        decref_all(world, info.references());
    }
    Some(peeked)
}

/// `finalize._exitfunc`: runs what is left at exit, the youngest first, with the collector off.
///
/// Finalizers made meanwhile run too. One whose `atexit` is false doesn't.
/// The world calls this from `atexit`, where `finalize` registers it when its first finalizer is made.
// ANCHOR: exitfunc
pub fn exitfunc<W: PartWorld + ?Sized>(world: &mut W) {
    if !world.finalizers().is_empty() {
        let reenable_gc = world.set_gc_enabled(false);
        let mut pending: Option<Vec<Ref>> = None;
        loop {
            if pending.is_none() || world.finalizers().dirty {
                decref_all(world, pending.take().into_iter().flatten());
                pending = Some(select_for_exit(world));
                world.finalizers().dirty = false;
            }
            let Some(finalizer) = pending.as_mut().and_then(Vec::pop) else {
                break;
            };
            match call(world, finalizer) {
                Ok(result) => decref_all(world, result),
                Err(exception) => world.excepthook(exception),
            }
            decref(world, finalizer);
        }
        if reenable_gc {
            world.set_gc_enabled(true);
        }
    }
    world.finalizers().shutdown = true;
}
// ANCHOR_END: exitfunc

/// Live finalizers marked for exit, oldest first, as new references.
fn select_for_exit<W: PartWorld + ?Sized>(world: &mut W) -> Vec<Ref> {
    let registry = &world.finalizers().registry;
    let selected: Vec<Ref> = registry
        .values()
        .filter(|info| info.atexit)
        .map(|info| info.finalizer)
        .collect();
    for &finalizer in &selected {
        world.heap().incref(finalizer);
    }
    selected
}
