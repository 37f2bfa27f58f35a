//! Equality, hash and text of weak references, before and after the object's death.

use objects::{Ref, decref};
use version::Version;

use crate::error::{Error, type_name};
use crate::list::{get_ref, reference, reference_mut};
use crate::reference::{Hash, Kind};
use crate::world::WeakWorld;

/// `hash(weakref)`: the object's, asked for once and kept. It outlives the object.
///
/// # Errors
///
/// [`Error::GoneAway`] when the object died before anybody asked, [`Error::Unhashable`] for a proxy,
/// or what the object's `__hash__` raises.
// ANCHOR: hash
pub fn hash<W: WeakWorld + ?Sized>(world: &mut W, weakref: Ref) -> Result<i64, W::Exception> {
    let Some(this) = reference(world.heap(), weakref) else {
        return world.hash(weakref);
    };
    let (kind, known) = (this.kind, this.hash.get());
    if kind.is_proxy() {
        return Err(Error::Unhashable {
            type_name: type_name(world.version(), kind),
        }
        .into());
    }
    if known != -1 {
        return Ok(known);
    }
    let Some(object) = get_ref(world.heap(), weakref) else {
        return Err(Error::GoneAway.into());
    };
    let hash = world.hash(object);
    if let (Ok(hash), Some(this)) = (&hash, reference_mut(world.heap(), weakref)) {
        this.hash = Hash::new(*hash);
    }
    decref(world, object);
    hash
}
// ANCHOR_END: hash

/// `left == right`: while both objects live, whether they are equal; after that, whether it is the same reference.
///
/// Of two objects that aren't both weak references the world decides.
///
/// # Errors
///
/// What the objects' `__eq__` raises; [`Error::NoLongerExists`] for a dead proxy.
// ANCHOR: eq
pub fn eq<W: WeakWorld + ?Sized>(
    world: &mut W,
    left: Ref,
    right: Ref,
) -> Result<bool, W::Exception> {
    let is_ref = |world: &mut W, object: Ref| {
        reference(world.heap(), object).is_some_and(|this| !this.kind.is_proxy())
    };
    if !is_ref(world, left) || !is_ref(world, right) {
        return world.eq(left, right);
    }
    let left_object = get_ref(world.heap(), left);
    let right_object = get_ref(world.heap(), right);
    let equal = match (left_object, right_object) {
        (Some(one), Some(other)) => world.eq(one, other),
        _ => Ok(left == right),
    };
    for object in [left_object, right_object].into_iter().flatten() {
        decref(world, object);
    }
    equal
}
// ANCHOR_END: eq

/// `left < right` and its kin, which references don't have.
pub fn ordering_error<W: WeakWorld + ?Sized>(world: &W, operator: &'static str) -> Error {
    Error::NotOrdered {
        operator,
        type_name: type_name(world.version(), Kind::Ref),
    }
}

/// `repr(weakref)` of a reference or a proxy: `weakref_repr` and `proxy_repr`.
///
/// From 3.13 both name the type with its module and outer classes, and a dead proxy says so.
///
/// Source: `Objects/weakrefobject.c` at 3.8.18, 3.12.11 and 3.13.12.
pub fn repr<W: WeakWorld + ?Sized>(world: &mut W, weakref: Ref) -> String {
    let object = reference(world.heap(), weakref).and_then(|this| this.object());
    let name = object.and_then(|object| world.dunder_name(object));
    repr_with(world, weakref, name.as_deref())
}

/// The same for a caller that has asked the object for its `__name__` itself, which can run any code.
pub fn repr_with<W: WeakWorld + ?Sized>(
    world: &mut W,
    weakref: Ref,
    dunder_name: Option<&str>,
) -> String {
    let is_proxy = reference(world.heap(), weakref).is_some_and(|this| this.kind.is_proxy());
    let since_3_13 = world.version() >= Version::new(3, 13, 0);
    let at = world.id(weakref);
    let Some(object) = get_ref(world.heap(), weakref) else {
        return match (is_proxy, since_3_13) {
            (false, _) => format!("<weakref at {at:#x}; dead>"),
            (true, true) => format!("<weakproxy at {at:#x}; dead>"),
            // A dead proxy took `None` for its object.
            (true, false) => format!(
                "<weakproxy at {at:#x} to NoneType at {:#x}>",
                world.none_id()
            ),
        };
    };
    let to = world.id(object);
    let text = match (is_proxy, since_3_13) {
        (true, false) => format!(
            "<weakproxy at {at:#x} to {} at {to:#x}>",
            world.type_name(object)
        ),
        (true, true) => {
            format!(
                "<weakproxy at {at:#x}; to '{}' at {to:#x}>",
                world.qualified_type_name(object)
            )
        }
        (false, _) => {
            let name = if since_3_13 {
                world.qualified_type_name(object)
            } else {
                world.type_name(object)
            };
            let suffix = dunder_name.map_or_else(String::new, |name| format!(" ({name})"));
            format!("<weakref at {at:#x}; to '{name}' at {to:#x}{suffix}>")
        }
    };
    decref(world, object);
    text
}
