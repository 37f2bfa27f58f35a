//! How the arguments of types are written out.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{R, Vm};

/// A class by its name, anything else by its repr (`_Py_typing_type_repr`).
pub(super) fn argument(vm: &mut Vm, item: Ref, in_union: bool) -> R<String> {
    if item == vm.one.ellipsis && !in_union {
        return Ok("...".to_owned());
    }
    if item == vm.kind(Kind::NoneType) && (in_union || vm.since(14)) {
        return Ok("None".to_owned());
    }
    if has(vm, item, "__origin__")? && has(vm, item, "__args__")? {
        return vm.repr_of(item);
    }
    let Some(qualname) = vm.getattr_opt(item, "__qualname__")? else {
        return vm.repr_of(item);
    };
    let qualname = vm.own(qualname);
    let module = match vm.getattr_opt(item, "__module__")? {
        Some(module) => vm.own(module),
        None => return vm.repr_of(item),
    };
    if module == vm.one.none {
        return vm.repr_of(item);
    }
    let qualname = vm.str_of(qualname)?;
    if vm.same_text(module, "builtins") {
        return Ok(qualname);
    }
    let module = vm.str_of(module)?;
    Ok(format!("{module}.{qualname}"))
}

pub(super) fn has(vm: &mut Vm, item: Ref, name: &str) -> R<bool> {
    let found = vm.getattr_opt(item, name)?;
    let is_there = found.is_some();
    vm.xdecref(found);
    Ok(is_there)
}

/// What stands between the brackets.
pub(super) fn arguments(vm: &mut Vm, args: Ref) -> R<String> {
    let items = vm.items(args).to_vec();
    if items.is_empty() {
        return Ok("()".to_owned());
    }
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        // The arguments that stand for a ParamSpec (from 3.11).
        let inner = match vm.body(item) {
            Body::List(list) if vm.since(11) && !vm.get(item).counts_class => {
                Some(list.items().to_vec())
            }
            _ => None,
        };
        parts.push(match inner {
            Some(inner) => {
                let inner: R<Vec<String>> = inner
                    .into_iter()
                    .map(|item| argument(vm, item, false))
                    .collect();
                format!("[{}]", inner?.join(", "))
            }
            None => argument(vm, item, false)?,
        });
    }
    Ok(parts.join(", "))
}
