//! `product`, `permutations` and the two `combinations`: tuples of what they choose, by places in a pool.

use objects::Ref;

use super::make::{iterator_methods, number_of, one_of};
use super::{body, result_tuple, tool, tool_mut};
use crate::builtins::argument;
use crate::objects::{Choose, Itertool, NativeFn};
use crate::vm::{Args, R, Vm};

/// `PySequence_Tuple`: a tuple is its own pool.
fn pool(vm: &mut Vm, source: Ref) -> R {
    if vm.type_of(source) == vm.kind(crate::objects::Kind::Tuple) {
        return Ok(vm.incref(source));
    }
    let items = vm.collect(source)?;
    Ok(vm.tuple(items))
}

fn new_choice(vm: &mut Vm, args: &Args<'_>, how: Choose, name: &str) -> R {
    let source = one_of(vm, args, 1, "iterable", name)?;
    let asked = argument(vm, args, 2, "r");
    let pool = pool(vm, source)?;
    let count = vm.items(pool).len();
    let len = match asked {
        Some(r) if how != Choose::Permutations || r != vm.one.none => {
            if !vm.is_int(r) {
                vm.decref(pool);
                return Err(if how == Choose::Permutations {
                    vm.type_error("Expected int as r")
                } else {
                    number_of(vm, r)
                });
            }
            match usize::try_from(vm.index(r)?) {
                Ok(r) => r,
                Err(_) => {
                    vm.decref(pool);
                    let text = if vm.since(15) {
                        "r cannot be negative"
                    } else {
                        "r must be non-negative"
                    };
                    return Err(vm.value_error(text));
                }
            }
        }
        None if how != Choose::Permutations => {
            vm.decref(pool);
            let text = format!("{name}() missing required argument 'r' (pos 2)");
            return Err(vm.type_error(text));
        }
        _ => count,
    };
    let stopped = match how {
        Choose::WithReplacement => count == 0 && len > 0,
        _ => len > count,
    };
    let (places, cycles) = match how {
        _ if len > 1 << 24 || count > 1 << 24 => {
            vm.decref(pool);
            return Err(vm.unsupported("itertools that choose from more than 16 million"));
        }
        Choose::Combinations => ((0..len).collect(), Vec::new()),
        Choose::WithReplacement => (vec![0; len], Vec::new()),
        Choose::Permutations => (
            (0..count).collect(),
            (0..len).map(|place| count.saturating_sub(place)).collect(),
        ),
    };
    Ok(vm.instance(
        args.pos[0],
        body(Itertool::Choose {
            how,
            pool,
            len,
            places,
            cycles,
            result: None,
            stopped,
        }),
    ))
}

fn new_product(vm: &mut Vm, args: &Args<'_>) -> R {
    let mut times = 1;
    for &(name, value) in args.kw {
        if vm.text(name) != "repeat" {
            let text = format!(
                "product() got an unexpected keyword argument '{}'",
                vm.text(name)
            );
            return Err(vm.type_error(text));
        }
        times = match usize::try_from(vm.index(value)?) {
            Ok(times) => times,
            Err(_) => return Err(vm.value_error("repeat argument cannot be negative")),
        };
    }
    let sources = &args.pos[1..];
    let sources = if times == 0 { &[][..] } else { sources };
    if sources.len().saturating_mul(times) > 1 << 24 {
        return Err(vm.error("OverflowError", "repeat argument too large"));
    }
    let mut pools = Vec::new();
    for &source in sources {
        match pool(vm, source) {
            Ok(pool) => pools.push(pool),
            Err(exc) => {
                for pool in pools {
                    vm.decref(pool);
                }
                return Err(exc);
            }
        }
    }
    let once = pools.clone();
    for _ in 1..times {
        pools.extend(vm.increfs(&once));
    }
    let places = vec![0; pools.len()];
    Ok(vm.instance(
        args.pos[0],
        body(Itertool::Product {
            pools,
            places,
            result: None,
            stopped: false,
        }),
    ))
}

/// The next tuple.
pub(super) fn next(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let lens: Vec<usize> = match tool(vm, this) {
        Some(Itertool::Product { pools, .. }) => {
            pools.iter().map(|&pool| vm.items(pool).len()).collect()
        }
        Some(Itertool::Choose { pool, .. }) => vec![vm.items(*pool).len()],
        _ => return Ok(None),
    };
    let (found, gone) = match tool_mut(vm, this) {
        Some(Itertool::Product {
            places,
            result,
            stopped,
            ..
        }) => {
            if !*stopped {
                *stopped = if result.is_none() {
                    lens.contains(&0)
                } else {
                    !advance_product(places, &lens)
                };
            }
            (!*stopped, stopped.then(|| result.take()).flatten())
        }
        Some(Itertool::Choose {
            how,
            len,
            places,
            cycles,
            result,
            stopped,
            ..
        }) => {
            if !*stopped && result.is_some() {
                *stopped = !match how {
                    Choose::Combinations => advance_combination(places, lens[0]),
                    Choose::WithReplacement => advance_replacing(places, lens[0]),
                    Choose::Permutations => advance_permutation(places, cycles, *len),
                };
            }
            (!*stopped, stopped.then(|| result.take()).flatten())
        }
        _ => return Ok(None),
    };
    vm.xdecref(gone);
    if !found {
        return Ok(None);
    }
    let (items, held) = match tool(vm, this) {
        Some(Itertool::Product {
            pools,
            places,
            result,
            ..
        }) => {
            let items = pools.iter().zip(places);
            let items = items.filter_map(|(&pool, &place)| vm.items(pool).get(place).copied());
            (items.collect::<Vec<Ref>>(), *result)
        }
        Some(Itertool::Choose {
            pool,
            len,
            places,
            result,
            ..
        }) => {
            let places = places.iter().take(*len);
            let items = places.filter_map(|&place| vm.items(*pool).get(place).copied());
            (items.collect(), *result)
        }
        _ => return Ok(None),
    };
    let items = vm.increfs(&items);
    let tuple = result_tuple(vm, held, items);
    if held == Some(tuple) {
        return Ok(Some(tuple));
    }
    // The new one is kept, to be used again.
    vm.incref(tuple);
    let old = match tool_mut(vm, this) {
        Some(Itertool::Product { result, .. } | Itertool::Choose { result, .. }) => {
            result.replace(tuple)
        }
        _ => Some(tuple),
    };
    vm.xdecref(old);
    Ok(Some(tuple))
}

/// The last place goes on, as on an odometer; whether there is a next one.
fn advance_product(places: &mut [usize], lens: &[usize]) -> bool {
    for (place, &len) in places.iter_mut().zip(lens).rev() {
        *place += 1;
        if *place < len {
            return true;
        }
        *place = 0;
    }
    false
}

fn advance_combination(places: &mut [usize], count: usize) -> bool {
    let len = places.len();
    let Some(at) = (0..len).rev().find(|&at| places[at] != at + count - len) else {
        return false;
    };
    places[at] += 1;
    for later in at + 1..len {
        places[later] = places[later - 1] + 1;
    }
    true
}

fn advance_replacing(places: &mut [usize], count: usize) -> bool {
    let Some(at) = places.iter().rposition(|&place| place + 1 != count) else {
        return false;
    };
    let next = places[at] + 1;
    places[at..].fill(next);
    true
}

fn advance_permutation(places: &mut [usize], cycles: &mut [usize], len: usize) -> bool {
    let count = places.len();
    for at in (0..len).rev() {
        cycles[at] -= 1;
        if cycles[at] == 0 {
            places[at..].rotate_left(1);
            cycles[at] = count - at;
        } else {
            places.swap(at, count - cycles[at]);
            return true;
        }
    }
    false
}

pub(super) const COMBINATIONS: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    new_choice(vm, args, Choose::Combinations, "combinations")
}));

pub(super) const WITH_REPLACEMENT: &[(&str, NativeFn)] =
    iterator_methods!(("__new__", |vm, args| {
        new_choice(
            vm,
            args,
            Choose::WithReplacement,
            "combinations_with_replacement",
        )
    }));

pub(super) const PERMUTATIONS: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    new_choice(vm, args, Choose::Permutations, "permutations")
}));

pub(super) const PRODUCT: &[(&str, NativeFn)] = iterator_methods!(("__new__", new_product));
