//! `WeakMethod`: a weak reference to a bound method, which is made anew by each `obj.method` and would die at once.
//!
//! Source: `Lib/weakref.py`, the same from 3.8.18 to 3.15.0rc1.

use objects::{Ref, decref};

use crate::compare;
use crate::error::Error;
use crate::list::get_ref;
use crate::make::{new_ref, new_subclass_ref};
use crate::part::{Part, PartWorld, Parts, decref_all};
use crate::reference::{WeakList, WeakReference};

/// What a `WeakMethod` holds: it is a reference to the instance, and has another to the function.
#[derive(Clone, Debug, PartialEq)]
pub struct WeakMethod {
    pub(crate) reference: WeakReference,
    /// `_func_ref`, counted.
    pub(crate) func_ref: Option<Ref>,
    /// `_alive`: neither half has died.
    pub(crate) alive: bool,
    pub(crate) weaklist: WeakList,
}

/// The function `_cb` of one `WeakMethod`: a closure over a weak reference to it, and the user's callback.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodCallback {
    pub(crate) self_wr: Option<Ref>,
    pub(crate) callback: Option<Ref>,
}

/// `WeakMethod(method, callback)`, as a new reference.
///
/// # Errors
///
/// [`Error::NotBoundMethod`] for anything else, [`Error::CannotCreate`] when the instance can't be referred to weakly.
pub fn new<W: PartWorld + ?Sized>(
    world: &mut W,
    method: Ref,
    callback: Option<Ref>,
) -> Result<Ref, Error> {
    let Some((obj, func)) = world.bound_method(method) else {
        let type_repr = format!("<class '{}'>", world.qualified_type_name(method));
        return Err(Error::NotBoundMethod { type_repr });
    };
    callback
        .into_iter()
        .for_each(|callback| world.heap().incref(callback));
    let cb = MethodCallback {
        self_wr: None,
        callback,
    };
    let cb = world
        .heap()
        .insert(W::Object::from_part(Part::MethodCallback(cb)));
    let made = make(world, obj, func, cb);
    decref(world, cb);
    made
}

/// The three references of a `WeakMethod`, in the order in which `__new__` makes them.
fn make<W: PartWorld + ?Sized>(world: &mut W, obj: Ref, func: Ref, cb: Ref) -> Result<Ref, Error> {
    let this = new_subclass_ref(world, obj, Some(cb), |reference| {
        let method = WeakMethod {
            reference,
            func_ref: None,
            alive: false,
            weaklist: WeakList::new(),
        };
        Parts::from_part(Part::Method(method))
    })?;
    let rest = new_ref(world, func, Some(cb)).and_then(|func_ref| {
        if let Some(method) = get_mut(world, this) {
            method.func_ref = Some(func_ref);
            method.alive = true;
        }
        new_ref(world, this, None)
    });
    match rest {
        Ok(self_wr) => {
            if let Some(Part::MethodCallback(cb)) =
                world.heap().get_mut(cb).and_then(Parts::part_mut)
            {
                cb.self_wr = Some(self_wr);
            }
            Ok(this)
        }
        Err(error) => {
            decref(world, this);
            Err(error)
        }
    }
}

fn get_mut<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Option<&mut WeakMethod> {
    match world.heap().get_mut(this).and_then(Parts::part_mut) {
        Some(Part::Method(method)) => Some(method),
        _ => None,
    }
}

/// `self()`: the method, bound anew; `None` when the instance or the function is gone.
///
/// # Errors
///
/// What making the method raises.
pub fn call<W: PartWorld + ?Sized>(world: &mut W, this: Ref) -> Result<Option<Ref>, W::Exception> {
    let func_ref = get_mut(world, this).and_then(|method| method.func_ref);
    let obj = get_ref(world.heap(), this);
    let func = func_ref.and_then(|func_ref| get_ref(world.heap(), func_ref));
    let bound = match (obj, func) {
        (Some(obj), Some(func)) => world.bind_method(func, obj).map(Some),
        _ => Ok(None),
    };
    decref_all(world, obj.into_iter().chain(func));
    bound
}

/// `left == right` of two `WeakMethod`s: by instance and function while both live, by identity after that.
///
/// # Errors
///
/// What the objects' `__eq__` raises.
pub fn eq<W: PartWorld + ?Sized>(
    world: &mut W,
    left: Ref,
    right: Ref,
) -> Result<bool, W::Exception> {
    let half = |world: &mut W, this| {
        get_mut(world, this)
            .filter(|method| method.alive)
            .and_then(|method| method.func_ref)
    };
    let (Some(left_func), Some(right_func)) = (half(world, left), half(world, right)) else {
        return Ok(left == right);
    };
    Ok(compare::eq(world, left, right)? && compare::eq(world, left_func, right_func)?)
}

/// `_cb`: the first death of the two calls the user's callback with the `WeakMethod`, the second calls nobody.
// ANCHOR: method_callback
pub(crate) fn on_death<W: PartWorld + ?Sized>(
    world: &mut W,
    self_wr: Ref,
    callback: Option<Ref>,
) -> Result<(), W::Exception> {
    let Some(this) = get_ref(world.heap(), self_wr) else {
        return Ok(());
    };
    let was_alive =
        get_mut(world, this).is_some_and(|method| std::mem::replace(&mut method.alive, false));
    let result = match callback {
        Some(callback) if was_alive => world.call(callback, &[this], None),
        _ => Ok(None),
    };
    decref(world, this);
    result.map(|result| decref_all(world, result))
}
// ANCHOR_END: method_callback
