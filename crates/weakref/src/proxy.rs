//! Proxies: what stands for its object in every operation.

use objects::{Ref, World, decref};
use version::Version;

use crate::error::{Error, type_name};
use crate::list::{get_ref, reference};
use crate::reference::Kind;
use crate::world::WeakWorld;

/// The object itself, with a new reference: of a proxy what it stands for, of anything else that.
///
/// # Errors
///
/// [`Error::NoLongerExists`] for a dead proxy.
// ANCHOR: unwrap
pub fn unwrap<W: World + WeakWorld + ?Sized>(world: &mut W, object: Ref) -> Result<Ref, Error> {
    let is_proxy = reference(world.heap(), object).is_some_and(|this| this.kind.is_proxy());
    if is_proxy {
        return get_ref(world.heap(), object).ok_or(Error::NoLongerExists);
    }
    world.heap().incref(object);
    Ok(object)
}
// ANCHOR_END: unwrap

/// Runs an operation with each proxy among its operands replaced by what it stands for:
/// `WRAP_UNARY`, `WRAP_BINARY` and `WRAP_TERNARY`.
///
/// The objects are held while the operation runs, and let go of afterwards, first operand first.
///
/// # Errors
///
/// [`Error::NoLongerExists`] for the first dead proxy, or what the operation raises.
pub fn through<W: WeakWorld + ?Sized, R>(
    world: &mut W,
    operands: &[Ref],
    operation: impl FnOnce(&mut W, &[Ref]) -> Result<R, W::Exception>,
) -> Result<R, W::Exception> {
    let mut objects = Vec::with_capacity(operands.len());
    let mut dead = None;
    for &operand in operands {
        match unwrap(world, operand) {
            Ok(object) => objects.push(object),
            Err(error) => {
                dead = Some(error);
                break;
            }
        }
    }
    let result = match dead {
        Some(error) => Err(error.into()),
        None => operation(world, &objects),
    };
    for object in objects {
        decref(world, object);
    }
    result
}

/// `proxy(*args)`: calls the object, if the proxy was made of something that can be called.
///
/// # Errors
///
/// [`Error::NotCallable`] for any other proxy, dead or alive, [`Error::NoLongerExists`] for a dead one, or what the call raises.
pub fn call<W: WeakWorld + ?Sized>(
    world: &mut W,
    proxy: Ref,
    args: &[Ref],
) -> Result<Option<Ref>, W::Exception> {
    if reference(world.heap(), proxy).is_some_and(|this| this.kind == Kind::Proxy) {
        return Err(Error::NotCallable {
            type_name: type_name(world.version(), Kind::Proxy),
        }
        .into());
    }
    // `proxy_call` takes the arguments as one tuple, so a proxy among them stays one.
    through(world, &[proxy], |world, objects| {
        world.call(objects[0], args, None)
    })
}

/// The special methods that a proxy type has and hands on, beside those that every object has.
///
/// `__call__` is there for [`Kind::CallableProxy`] only, and `__reversed__` from 3.9.
///
/// Source: `proxy_as_number`, `proxy_as_sequence`, `proxy_as_mapping` and `proxy_methods` in `Objects/weakrefobject.c`.
pub fn forwards(version: Version, kind: Kind, method: &str) -> bool {
    const BINARY: [&str; 14] = [
        "add", "and", "divmod", "floordiv", "lshift", "matmul", "mod", "mul", "or", "pow",
        "rshift", "sub", "truediv", "xor",
    ];
    const OTHER: [&str; 16] = [
        "abs", "bool", "bytes", "contains", "delitem", "float", "getitem", "index", "int",
        "invert", "iter", "len", "neg", "next", "pos", "setitem",
    ];
    let Some(name) = method
        .strip_prefix("__")
        .and_then(|rest| rest.strip_suffix("__"))
    else {
        return false;
    };
    let is_binary = |name: &str| BINARY.contains(&name);
    match name {
        "call" => kind == Kind::CallableProxy,
        "reversed" => kind.is_proxy() && version >= Version::new(3, 9, 0),
        // There is no in-place divmod.
        "idivmod" => false,
        _ => {
            kind.is_proxy()
                && (OTHER.contains(&name)
                    || is_binary(name)
                    || name.strip_prefix(['r', 'i']).is_some_and(is_binary))
        }
    }
}
