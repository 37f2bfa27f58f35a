//! The type variables among the arguments of a type, and what stands for them.

use objects::Ref;

use super::text::has;
use crate::objects::{Body, Kind};
use crate::vm::{Args, R, Vm};

/// Whether the argument itself is a type variable: from 3.11 whatever says how to replace it.
fn is_variable(vm: &mut Vm, item: Ref) -> R<bool> {
    if vm.since(11) {
        return match vm.body(item) {
            Body::Type(_) => Ok(false),
            _ => has(vm, item, "__typing_subst__"),
        };
    }
    let (module, name) = vm.type_names(vm.type_of(item));
    let known = &*name == "TypeVar" || vm.since(10) && &*name == "ParamSpec";
    Ok(known && &*module == "typing")
}

/// `__parameters__` of an argument, if that is a tuple.
fn inner(vm: &mut Vm, item: Ref) -> R<Vec<Ref>> {
    if vm.since(11) && matches!(vm.body(item), Body::Type(_)) {
        return Ok(Vec::new());
    }
    let Some(found) = vm.getattr_opt(item, "__parameters__")? else {
        return Ok(Vec::new());
    };
    let found = vm.own(found);
    Ok(match vm.body(found) {
        Body::Tuple(tuple) => tuple.items().to_vec(),
        _ => Vec::new(),
    })
}

/// Each type variable once, as a new tuple (`_Py_make_parameters`).
pub(super) fn of(vm: &mut Vm, args: Ref) -> R {
    let mut found: Vec<Ref> = Vec::new();
    for item in vm.items(args).to_vec() {
        let variables = match is_variable(vm, item)? {
            true => vec![item],
            false => inner(vm, item)?,
        };
        for variable in variables {
            if !found.contains(&variable) {
                found.push(variable);
            }
        }
    }
    let found = vm.increfs(&found);
    Ok(vm.tuple(found))
}

/// The arguments with the items in place of the variables, as a new tuple (`_Py_subs_parameters`).
pub(super) fn substitute(vm: &mut Vm, this: Ref, args: Ref, variables: Ref, item: Ref) -> R {
    let variables = vm.items(variables).to_vec();
    if variables.is_empty() {
        let shown = vm.repr_of(this)?;
        let text = match vm.since(11) {
            true => format!("{shown} is not a generic class"),
            false => format!("There are no type variables left in {shown}"),
        };
        return Err(vm.type_error(text));
    }
    let items = given(vm, this, &variables, item)?;
    if items.len() != variables.len() {
        let word = match items.len() > variables.len() {
            true => "many",
            false => "few",
        };
        let shown = vm.repr_of(this)?;
        let counts = match vm.since(11) {
            true => format!("; actual {}, expected {}", items.len(), variables.len()),
            false => String::new(),
        };
        return Err(vm.type_error(format!("Too {word} arguments for {shown}{counts}")));
    }
    let pairs: Vec<(Ref, Ref)> = variables.into_iter().zip(items).collect();
    let mut new = Vec::new();
    for arg in vm.items(args).to_vec() {
        new.extend(replaced(vm, arg, &pairs)?);
    }
    let new = vm.increfs(&new);
    Ok(vm.tuple(new))
}

/// The items between the brackets, as the variables want them; held until the native code under way returns.
fn given(vm: &mut Vm, this: Ref, variables: &[Ref], item: Ref) -> R<Vec<Ref>> {
    let items = match vm.is_kind(item, Kind::Tuple) {
        true => vm.items(item).to_vec(),
        false => vec![item],
    };
    if !vm.since(11) {
        return Ok(items);
    }
    let mut unpacked = Vec::with_capacity(items.len());
    for item in items {
        let inner = match vm.body(item) {
            Body::Type(_) => None,
            _ => vm.getattr_opt(item, "__typing_unpacked_tuple_args__")?,
        };
        let inner = inner.map(|inner| vm.own(inner));
        let inner = inner.filter(|&inner| vm.is_kind(inner, Kind::Tuple));
        match inner.map(|inner| vm.items(inner).to_vec()) {
            Some(inner) if inner.last() != Some(&vm.one.ellipsis) => unpacked.extend(inner),
            _ => unpacked.push(item),
        }
    }
    for &variable in variables {
        let Some(prepare) = vm.getattr_opt(variable, "__typing_prepare_subst__")? else {
            continue;
        };
        let prepare = vm.own(prepare);
        if prepare == vm.one.none {
            continue;
        }
        let items = vm.increfs(&unpacked);
        let items = vm.tuple(items);
        let items = vm.own(items);
        let prepared = vm.call_args(prepare, &Args::pos(&[this, items]))?;
        let prepared = vm.own(prepared);
        unpacked = match vm.is_kind(prepared, Kind::Tuple) {
            true => vm.items(prepared).to_vec(),
            false => vec![prepared],
        };
    }
    Ok(unpacked)
}

/// What stands for one argument; held until the native code under way returns.
fn replaced(vm: &mut Vm, arg: Ref, pairs: &[(Ref, Ref)]) -> R<Vec<Ref>> {
    let find = |variable: Ref| pairs.iter().find(|(held, _)| *held == variable);
    if vm.since(11) && matches!(vm.body(arg), Body::Type(_)) {
        return Ok(vec![arg]);
    }
    if !is_variable(vm, arg)? {
        let wanted = inner(vm, arg)?;
        if wanted.is_empty() {
            return Ok(vec![arg]);
        }
        let mut items = Vec::with_capacity(wanted.len());
        for variable in wanted {
            let item = find(variable).map_or(variable, |&(_, item)| item);
            // What stands for a TypeVarTuple is several types.
            let spreads =
                vm.is_kind(item, Kind::Tuple) && vm.special(variable, "__iter__").is_some();
            match spreads {
                true => items.extend_from_slice(vm.items(item)),
                false => items.push(item),
            }
        }
        let items = vm.increfs(&items);
        let items = vm.tuple(items);
        let items = vm.own(items);
        let new = vm.guard_native(|vm| vm.getitem(arg, items))?;
        return Ok(vec![vm.own(new)]);
    }
    let item = find(arg).map_or(arg, |&(_, item)| item);
    if !vm.since(11) {
        return Ok(vec![item]);
    }
    let subst = vm.getattr_str(arg, "__typing_subst__")?;
    let subst = vm.own(subst);
    let new = vm.call_args(subst, &Args::pos(&[item]))?;
    let new = vm.own(new);
    let unpacks = vm.getattr_opt(arg, "__typing_is_unpacked_typevartuple__")?;
    let unpacks = match unpacks.map(|unpacks| vm.own(unpacks)) {
        Some(unpacks) => vm.truth(unpacks)?,
        None => false,
    };
    Ok(match unpacks && vm.is_kind(new, Kind::Tuple) {
        true => vm.items(new).to_vec(),
        false => vec![new],
    })
}
