//! `dir(object)`.

use objects::Ref;

use super::frames::locals_of_top;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// What the object's own `__dir__` says, as a sorted list.
fn sorted_names(vm: &mut Vm, object: Ref, method: Ref) -> R {
    let said = vm.call_unbound(method, object, &[])?;
    let said = vm.own(said);
    let list = vm.list_of(said)?;
    let list = vm.own(list);
    let sort = vm.getattr_str(list, "sort")?;
    let sort = vm.own(sort);
    let none = vm.call_args(sort, &Args::pos(&[]))?;
    vm.decref(none);
    Ok(vm.incref(list))
}

/// `dir(object)`
pub(crate) fn dir(vm: &mut Vm, args: &Args<'_>) -> R {
    let mut names: Vec<String> = Vec::new();
    let push = |vm: &Vm, dict: Ref, names: &mut Vec<String>| {
        names.extend(
            vm.dict_pairs(dict)
                .into_iter()
                .map(|(key, _)| vm.text(key).to_owned()),
        );
    };
    match args.pos.first() {
        None => {
            let dict = locals_of_top(vm)?;
            let dict = vm.own(dict);
            push(vm, dict, &mut names);
        }
        Some(&object) => {
            // A proxy has no `__dir__` of its own, and its attributes are those of what it stands for.
            let object = weakref::proxy::unwrap(vm, object)?;
            let object = vm.own(object);
            if let Some(own) = vm.overridden(object, "__dir__") {
                return sorted_names(vm, object, own);
            }
            let class = if let Body::Type(_) = vm.body(object) {
                object
            } else {
                vm.type_of(object)
            };
            if let Body::Module { dict } = vm.body(object) {
                let dict = *dict;
                push(vm, dict, &mut names);
            } else {
                if class != object && vm.has_dict(object) {
                    let dict = vm.instance_dict(object);
                    push(vm, dict, &mut names);
                }
                let Body::Type(value) = vm.body(class) else {
                    return Ok(vm.none());
                };
                for base in vm.items(value.mro).to_vec() {
                    if let Body::Type(base) = vm.body(base) {
                        let dict = base.dict;
                        push(vm, dict, &mut names);
                    }
                }
            }
        }
    }
    names.sort();
    names.dedup();
    let names = names.into_iter().map(|name| vm.str(name)).collect();
    Ok(vm.list(names))
}
