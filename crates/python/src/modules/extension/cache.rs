//! `functools._lru_cache_wrapper`: what a call has given before, by its arguments.

use std::collections::{BTreeMap, HashMap};

use objects::Ref;

use crate::builtins::{Attribute, argument};
use crate::objects::{Body, CacheEntry, Cached, Extension, NativeFn};
use crate::vm::{Args, R, Vm};

fn cached(vm: &mut Vm, object: Ref) -> Option<&mut Cached> {
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Cached(cached) => Some(cached),
            _ => None,
        },
        _ => None,
    }
}

/// What of a cache never changes.
#[derive(Clone, Copy)]
struct Fixed {
    func: Ref,
    cache: Ref,
    typed: bool,
    maxsize: Option<usize>,
    /// `_CacheInfo`; it also stands between positional and keyword arguments in a key, as no argument does.
    info: Ref,
}

fn fixed(vm: &mut Vm, object: Ref) -> R<Fixed> {
    match cached(vm, object) {
        Some(cached) => Ok(Fixed {
            func: cached.func,
            cache: cached.cache,
            typed: cached.typed,
            maxsize: cached.maxsize,
            info: cached.info,
        }),
        None => Err(vm.type_error("a '_lru_cache_wrapper' object is required")),
    }
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let func = argument(vm, args, 1, "user_function").unwrap_or(vm.one.none);
    let maxsize = argument(vm, args, 2, "maxsize").unwrap_or(vm.one.none);
    let typed = argument(vm, args, 3, "typed").unwrap_or(vm.one.no);
    let info = argument(vm, args, 4, "cache_info_type").unwrap_or(vm.one.none);
    if !vm.callable(func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let maxsize = if maxsize == vm.one.none {
        None
    } else if vm.is_int(maxsize) {
        Some(vm.index(maxsize)?.max(0) as usize)
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let typed = vm.truth(typed)?;
    let cache = vm.dict();
    vm.increfs(&[func, info]);
    Ok(vm.instance(
        args.pos[0],
        Body::Extension(Box::new(Extension::Cached(Box::new(Cached {
            func,
            cache,
            info,
            typed,
            maxsize,
            hits: 0,
            misses: 0,
            entries: BTreeMap::new(),
            places: HashMap::new(),
            clock: 0,
        })))),
    ))
}

/// `lru_cache_make_key`: the argument itself if it is one `int` or `str`, otherwise a tuple. Owned.
fn make_key(vm: &mut Vm, args: &Args<'_>, state: Fixed) -> Ref {
    let typed = state.typed;
    if !typed && args.kw.is_empty() {
        if let [only] = *args.pos {
            let plain = matches!(vm.body(only), Body::Int(_) | Body::Str(_));
            if plain && !vm.get(only).counts_class {
                return vm.incref(only);
            }
        }
        let items = vm.increfs(args.pos);
        return vm.tuple(items);
    }
    let mut items = args.pos.to_vec();
    if !args.kw.is_empty() {
        items.push(state.info);
        items.extend(args.kw.iter().flat_map(|&(name, value)| [name, value]));
    }
    if typed {
        let types: Vec<Ref> = args
            .pos
            .iter()
            .copied()
            .chain(args.kw.iter().map(|&(_, value)| value))
            .map(|value| vm.type_of(value))
            .collect();
        items.extend(types);
    }
    let items = vm.increfs(&items);
    vm.tuple(items)
}

fn call(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let given = Args {
        pos: &args.pos[1..],
        kw: args.kw,
    };
    let state = fixed(vm, this)?;
    if state.maxsize == Some(0) {
        if let Some(cached) = cached(vm, this) {
            cached.misses += 1;
        }
        return vm.call_args(state.func, &given);
    }
    vm.incref(this);
    vm.own(this);
    let key = make_key(vm, &given, state);
    let key = vm.own(key);
    // The cache asks for the hash itself, so that no dict is named when there is none.
    vm.hash_of(key)?;
    if let Some(found) = vm.dict_get(state.cache, key)? {
        return Ok(hit(vm, this, state, found));
    }
    if let Some(cached) = cached(vm, this) {
        cached.misses += 1;
    }
    let result = vm.call_args(state.func, &given)?;
    let Some(maxsize) = state.maxsize else {
        let set = vm.dict_set(state.cache, key, result);
        return match set {
            Ok(()) => Ok(result),
            Err(exc) => {
                vm.decref(result);
                Err(exc)
            }
        };
    };
    // The call may have put it there itself.
    match vm.dict_get(state.cache, key) {
        Ok(None) => {}
        Ok(Some(_)) => return Ok(result),
        Err(exc) => {
            vm.decref(result);
            return Err(exc);
        }
    }
    match keep(vm, this, state.cache, key, result, maxsize) {
        Ok(()) => Ok(result),
        Err(exc) => {
            vm.decref(result);
            Err(exc)
        }
    }
}

/// What was found: a result, or the link of one, which is now the one used last.
fn hit(vm: &mut Vm, this: Ref, state: Fixed, found: Ref) -> Ref {
    let bounded = state.maxsize.is_some();
    let mut result = found;
    if let Some(cached) = cached(vm, this) {
        cached.hits += 1;
        if bounded {
            let place = cached.places.get(&found).copied();
            if let Some(entry) = place.and_then(|place| cached.entries.remove(&place)) {
                cached.clock += 1;
                cached.places.insert(found, cached.clock);
                cached.entries.insert(cached.clock, entry);
                result = entry.result;
            }
        }
    }
    vm.incref(result)
}

/// Puts a result into a bounded cache; a full one first gives up the one used longest ago.
fn keep(vm: &mut Vm, this: Ref, cache: Ref, key: Ref, result: Ref, maxsize: usize) -> R<()> {
    let oldest = match cached(vm, this) {
        Some(cached) if cached.entries.len() >= maxsize => {
            let oldest = cached.entries.pop_first().map(|(_, entry)| entry);
            if let Some(entry) = oldest {
                cached.places.remove(&entry.link);
            }
            oldest
        }
        _ => None,
    };
    let link = match oldest {
        Some(entry) => {
            // The link goes on with the new result.
            vm.incref(entry.link);
            if let Some((held, value)) = vm.dict_take(cache, entry.key)? {
                vm.decref(held);
                vm.decref(value);
            }
            entry.link
        }
        None => vm.alloc(Body::Extension(Box::new(Extension::CacheLink))),
    };
    let set = vm.dict_set(cache, key, link);
    vm.decref(link);
    if set.is_ok() {
        vm.increfs(&[key, result]);
        if let Some(cached) = cached(vm, this) {
            cached.clock += 1;
            cached.places.insert(link, cached.clock);
            cached
                .entries
                .insert(cached.clock, CacheEntry { key, result, link });
        }
    }
    if let Some(entry) = oldest {
        vm.decref(entry.result);
        vm.decref(entry.key);
    }
    set
}

fn info(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let state = fixed(vm, this)?;
    let len = vm.len(state.cache)?;
    let (hits, misses) = match cached(vm, this) {
        Some(cached) => (cached.hits, cached.misses),
        None => (0, 0),
    };
    let maxsize = match state.maxsize {
        Some(maxsize) => vm.int_usize(maxsize),
        None => vm.none(),
    };
    let parts = [
        vm.int_i64(hits as i64),
        vm.int_i64(misses as i64),
        maxsize,
        vm.int_usize(len),
    ];
    for part in parts {
        vm.own(part);
    }
    vm.call_args(state.info, &Args::pos(&parts))
}

fn clear(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let state = fixed(vm, this)?;
    let mut gone = Vec::new();
    if let Some(cached) = cached(vm, this) {
        cached.hits = 0;
        cached.misses = 0;
        cached.places.clear();
        gone.extend(std::mem::take(&mut cached.entries).into_values());
    }
    let pairs = match vm.body_mut(state.cache) {
        Body::Dict(table) => table.clear(),
        _ => Vec::new(),
    };
    vm.resized(state.cache);
    for (key, value) in pairs {
        vm.decref(key);
        vm.decref(value);
    }
    for entry in gone {
        vm.decref(entry.key);
        vm.decref(entry.result);
    }
    Ok(vm.none())
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__call__", call),
    ("cache_info", info),
    ("cache_clear", clear),
    ("__get__", |vm, args| {
        let (func, this) = (args.pos[0], args.pos.get(1).copied());
        match this.filter(|&this| this != vm.one.none) {
            Some(this) => {
                vm.increfs(&[func, this]);
                Ok(vm.alloc(Body::Method { func, this }))
            }
            None => Ok(vm.incref(func)),
        }
    }),
    ("__copy__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__deepcopy__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__reduce__", |vm, args| {
        vm.getattr_str(args.pos[0], "__qualname__")
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "__dict__",
    crate::builtins::get_instance_dict,
    Some(crate::builtins::set_instance_dict),
)];
