//! [`Part`]: what the Python half of the weakref module is made of, as objects on the heap.

use objects::{Ref, Trace, decref};

use crate::container::Container;
use crate::finalize::{self, Finalizers};
use crate::list::reference;
use crate::method::{self, MethodCallback, WeakMethod};
use crate::reference::{Kind, WeakList, WeakReference};
use crate::remove::{self, Remove};
use crate::world::{WeakWorld, Weakly};

/// A reference with the key under which a `WeakValueDictionary` stores it: `KeyedRef`.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyedRef {
    pub(crate) reference: WeakReference,
    /// The key, counted.
    pub(crate) key: Ref,
}

/// An object that `Lib/weakref.py` or `Lib/_weakrefset.py` defines.
///
/// The world's object type stores it, in a box as a rule, and hands on the questions of [`Weakly`] and [`Trace`].
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// An entry's reference in a `WeakValueDictionary`.
    Keyed(KeyedRef),
    /// A `WeakValueDictionary`, `WeakKeyDictionary` or `WeakSet`.
    Container(Container),
    /// The function `remove` of one container, the callback of all its references.
    Remove(Remove),
    /// A `WeakMethod`.
    Method(WeakMethod),
    /// The function `_cb` of one `WeakMethod`.
    MethodCallback(MethodCallback),
    /// A `finalize` object: nothing but a number, a key into [`Finalizers`].
    Finalize(u64),
}

impl Part {
    /// For [`Weakly::weaklist`]. `KeyedRef` and `finalize` have `__slots__` without `__weakref__`.
    pub fn weaklist(&self) -> Option<&WeakList> {
        match self {
            Part::Container(container) => Some(&container.weaklist),
            Part::Method(method) => Some(&method.weaklist),
            _ => None,
        }
    }

    /// For [`Weakly::weaklist_mut`].
    pub fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
        match self {
            Part::Container(container) => Some(&mut container.weaklist),
            Part::Method(method) => Some(&mut method.weaklist),
            _ => None,
        }
    }

    /// For [`Weakly::reference`].
    pub fn reference(&self) -> Option<&WeakReference> {
        match self {
            Part::Keyed(keyed) => Some(&keyed.reference),
            Part::Method(method) => Some(&method.reference),
            _ => None,
        }
    }

    /// For [`Weakly::reference_mut`].
    pub fn reference_mut(&mut self) -> Option<&mut WeakReference> {
        match self {
            Part::Keyed(keyed) => Some(&mut keyed.reference),
            Part::Method(method) => Some(&mut method.reference),
            _ => None,
        }
    }

    /// The name of its class.
    pub fn type_name(&self) -> &'static str {
        match self {
            Part::Keyed(_) => "KeyedRef",
            Part::Container(container) => container.type_name(),
            Part::Remove(_) | Part::MethodCallback(_) => "function",
            Part::Method(_) => "WeakMethod",
            Part::Finalize(_) => "finalize",
        }
    }
}

impl Trace for Part {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Part::Keyed(keyed) => {
                visit(keyed.key);
                keyed.reference.trace(visit);
            }
            Part::Container(container) => container.trace(visit),
            Part::Remove(remove) => visit(remove.selfref),
            Part::Method(method) => {
                method.func_ref.into_iter().for_each(&mut *visit);
                method.reference.trace(visit);
            }
            Part::MethodCallback(callback) => {
                callback
                    .self_wr
                    .into_iter()
                    .chain(callback.callback)
                    .for_each(visit);
            }
            Part::Finalize(_) => {}
        }
    }
}

/// An object type that can store a [`Part`].
pub trait Parts: Weakly {
    /// The part that this object is, if it is one.
    fn part(&self) -> Option<&Part>;

    /// The same, to be changed.
    fn part_mut(&mut self) -> Option<&mut Part>;

    /// Makes an object of a part.
    fn from_part(part: Part) -> Self;
}

/// A world with weak containers, weak methods and finalizers.
pub trait PartWorld: WeakWorld<Object: Parts> {
    /// The class attribute `finalize._registry`, and its neighbours.
    fn finalizers(&mut self) -> &mut Finalizers;

    /// `method.__self__` and `method.__func__`, borrowed; `None` of something that lacks them.
    fn bound_method(&self, _method: Ref) -> Option<(Ref, Ref)> {
        None
    }

    /// `types.MethodType(func, obj)`, as a new reference.
    ///
    /// # Errors
    ///
    /// What making it raises.
    fn bind_method(&mut self, func: Ref, obj: Ref) -> Result<Ref, Self::Exception>;

    /// `sys.excepthook`: prints what a finalizer raised at exit.
    fn excepthook(&mut self, exception: Self::Exception);

    /// Switches the cycle collector on or off, and says whether it was on.
    fn set_gc_enabled(&mut self, _on: bool) -> bool {
        false
    }
}

/// Calls what this crate itself put on the heap as a callable; `None` if it is something else,
/// which [`WeakWorld::call`] then calls.
///
/// # Errors
///
/// What the call raises.
pub fn call_part<W: PartWorld + ?Sized>(
    world: &mut W,
    callable: Ref,
    args: &[Ref],
) -> Option<Result<Option<Ref>, W::Exception>> {
    if reference(world.heap(), callable)
        .is_some_and(|this| !this.kind().is_proxy() && this.kind() == Kind::Ref)
    {
        return Some(Ok(crate::get_ref(world.heap(), callable)));
    }
    let arg = args.first().copied();
    match world.heap().get(callable).and_then(Parts::part)? {
        &Part::Remove(Remove { selfref }) => {
            Some(remove::remove(world, selfref, arg?).map(|()| None))
        }
        &Part::MethodCallback(MethodCallback { self_wr, callback }) => {
            Some(method::on_death(world, self_wr?, callback).map(|()| None))
        }
        Part::Method(_) => Some(method::call(world, callable)),
        Part::Finalize(_) => Some(finalize::call(world, callable)),
        Part::Keyed(_) => Some(Ok(crate::get_ref(world.heap(), callable))),
        Part::Container(_) => None,
    }
}

/// Lets go of each of the references.
pub(crate) fn decref_all<W: WeakWorld + ?Sized>(
    world: &mut W,
    objects: impl IntoIterator<Item = Ref>,
) {
    for object in objects {
        decref(world, object);
    }
}
