//! `int | str`: `types.UnionType`, and `typing.Union` from 3.14 (`Objects/unionobject.c`).

use objects::Ref;

use super::{body, generic, generic_mut, parameters, text};
use crate::builtins::{Attribute, arity};
use crate::code::{Binary, Compare};
use crate::objects::{Body, Generic, Kind, NativeFn, Union};
use crate::vm::{Args, R, Vm};

fn union(vm: &Vm, object: Ref) -> Option<Union> {
    match generic(vm, object) {
        Some(Generic::Union(union)) => Some(union.clone()),
        _ => None,
    }
}

/// Its arguments, which `isinstance` takes as a tuple of classes from 3.12.
pub(crate) fn isinstance_args(vm: &Vm, object: Ref) -> Option<Ref> {
    let union = union(vm, object)?;
    Some(union.args).filter(|_| vm.since(12))
}

fn is_unionable(vm: &Vm, object: Ref) -> bool {
    object == vm.one.none
        || matches!(vm.body(object), Body::Type(_))
        || crate::modules::typing::is_alias(vm, object)
        || matches!(
            generic(vm, object),
            Some(Generic::Alias(_) | Generic::Union(_))
        )
}

/// `left | right` of types; `None` for `NotImplemented` (`_Py_union_type_or`, `union_nb_or`).
pub(crate) fn or(vm: &mut Vm, left: Ref, right: Ref) -> R<Option<Ref>> {
    let has_slot = |vm: &Vm, side: Ref| side != vm.one.none && is_unionable(vm, side);
    if !has_slot(vm, left) && !has_slot(vm, right) {
        return Ok(None);
    }
    let fits = is_unionable(vm, left) && is_unionable(vm, right);
    let is_checked = vm.since(14) && (union(vm, left).is_some() || union(vm, right).is_some());
    if !fits && !is_checked {
        return Ok(None);
    }
    make(vm, &[left, right], !fits).map(Some)
}

/// A union of these; nested ones are taken apart, and each type stands in it once. A new reference.
fn make(vm: &mut Vm, given: &[Ref], is_checked: bool) -> R {
    let mut flat: Vec<Ref> = Vec::new();
    for &item in given {
        let items = match union(vm, item) {
            Some(union) => vm.items(union.args).to_vec(),
            None if item == vm.one.none => vec![vm.kind(Kind::NoneType)],
            None if is_checked && !is_unionable(vm, item) => vec![check_type(vm, item)?],
            None => vec![item],
        };
        for item in items {
            if !contains(vm, &flat, item)? {
                flat.push(item);
            }
        }
    }
    match flat[..] {
        [] => Err(vm.type_error("Cannot take a Union of no types.")),
        [only] => Ok(vm.incref(only)),
        _ => {
            let args = vm.increfs(&flat);
            let args = vm.tuple(args);
            let hashable = match vm.since(14) {
                true => Some(frozen(vm, args)?),
                false => None,
            };
            Ok(vm.alloc(body(Generic::Union(Union {
                args,
                hashable,
                parameters: None,
            }))))
        }
    }
}

/// `typing` knows what else may stand in a union.
fn check_type(vm: &mut Vm, item: Ref) -> R {
    let module = vm.module("typing")?;
    let check = vm.getattr_str(module, "_type_check")?;
    let check = vm.own(check);
    let message = vm.str("Union[arg, ...]: each arg must be a type.");
    let message = vm.own(message);
    let checked = vm.call_args(check, &Args::pos(&[item, message]))?;
    Ok(vm.own(checked))
}

/// To 3.13 a type is compared by identity, and an alias by what it says; from 3.14 all of them as a set does.
fn contains(vm: &mut Vm, held: &[Ref], item: Ref) -> R<bool> {
    let is_alias = |vm: &Vm, item: Ref| matches!(generic(vm, item), Some(Generic::Alias(_)));
    if vm.since(14) {
        let hash = vm.hash_of(item);
        if let Err(exc) = hash {
            vm.catches::<i64>(Err(exc), "Exception")?;
            return Err(vm.unsupported("a union with an argument that can't be hashed"));
        }
    }
    for &other in held {
        let by_value = vm.since(14) || is_alias(vm, item) && is_alias(vm, other);
        if item == other || by_value && vm.equal(other, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A frozen set of the arguments; owned.
fn frozen(vm: &mut Vm, args: Ref) -> R {
    let class = vm.kind(Kind::FrozenSet);
    vm.call_args(class, &Args::pos(&[args]))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(this) = union(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let items = vm.items(this.args).to_vec();
    let parts: R<Vec<String>> = vm.guard_native(|vm| {
        items
            .into_iter()
            .map(|item| text::argument(vm, item, true))
            .collect()
    });
    Ok(vm.str(parts?.join(" | ")))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(this) = union(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let set = match this.hashable {
        Some(set) => set,
        None => {
            let set = frozen(vm, this.args)?;
            vm.own(set)
        }
    };
    let hash = vm.hash_of(set)?;
    Ok(vm.int_i64(hash))
}

fn equals(vm: &mut Vm, args: &Args<'_>) -> R<Option<bool>> {
    let &[left, right] = args.pos else {
        return Ok(None);
    };
    let (Some(left), Some(right)) = (union(vm, left), union(vm, right)) else {
        return Ok(None);
    };
    let mut sets = Vec::with_capacity(2);
    for side in [left, right] {
        sets.push(match side.hashable {
            Some(set) => set,
            None => {
                let set = frozen(vm, side.args)?;
                vm.own(set)
            }
        });
    }
    vm.compare_bool(Compare::Eq, sets[0], sets[1]).map(Some)
}

/// Its type variables, borrowed.
fn known_parameters(vm: &mut Vm, object: Ref) -> R {
    let Some(this) = union(vm, object) else {
        return Ok(vm.one.empty_tuple);
    };
    if let Some(known) = this.parameters {
        return Ok(known);
    }
    let made = parameters::of(vm, this.args)?;
    if let Some(Generic::Union(union)) = generic_mut(vm, object) {
        union.parameters = Some(made);
    }
    Ok(made)
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__getitem__", 1, 1, 1)?;
    let variables = known_parameters(vm, args.pos[0])?;
    let Some(this) = union(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let new = parameters::substitute(vm, args.pos[0], this.args, variables, args.pos[1])?;
    let new = vm.own(new);
    let items = vm.items(new).to_vec();
    if vm.since(14) {
        return make(vm, &items, true);
    }
    let mut items = items.into_iter();
    let Some(first) = items.next() else {
        return Err(vm.unsupported("a union of no types"));
    };
    vm.incref(first);
    let mut result = vm.own(first);
    for item in items {
        let next = vm.binary_op(Binary::Or, result, item)?;
        result = vm.own(next);
    }
    Ok(vm.incref(result))
}

/// Whether one of its classes fits. In 3.10 a union with an alias in it is refused, from 3.11 the alias refuses.
fn check(vm: &mut Vm, args: &Args<'_>, of_instance: bool) -> R {
    arity(vm, args, "__instancecheck__", 1, 1, 1)?;
    let Some(this) = union(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let asked = args.pos[1];
    if !of_instance && !matches!(vm.body(asked), Body::Type(_)) {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let items = vm.items(this.args).to_vec();
    if !vm.since(11)
        && items
            .iter()
            .any(|&item| matches!(generic(vm, item), Some(Generic::Alias(_))))
    {
        let function = match of_instance {
            true => "isinstance",
            false => "issubclass",
        };
        return Err(vm.type_error(format!(
            "{function}() argument 2 cannot contain a parameterized generic"
        )));
    }
    for item in items {
        if !vm.since(11) && !matches!(vm.body(item), Body::Type(_)) {
            continue;
        }
        let fits = match of_instance {
            true => vm.is_instance(asked, item)?,
            false => vm.is_derived(asked, item)?,
        };
        if fits {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}

/// What `type` and `types.GenericAlias` have from 3.10.
pub(super) const OPERATORS: &[(&str, NativeFn)] = &[("__or__", or_method), ("__ror__", ror_method)];

fn or_method(vm: &mut Vm, args: &Args<'_>) -> R {
    crate::builtins::operands(vm, args, 1, 1)?;
    Ok(match or(vm, args.pos[0], args.pos[1])? {
        Some(made) => made,
        None => vm.not_implemented(),
    })
}

fn ror_method(vm: &mut Vm, args: &Args<'_>) -> R {
    crate::builtins::operands(vm, args, 1, 1)?;
    Ok(match or(vm, args.pos[1], args.pos[0])? {
        Some(made) => made,
        None => vm.not_implemented(),
    })
}

/// To 3.11 a union itself answers.
pub(super) const CHECKS: &[(&str, NativeFn)] = &[
    ("__instancecheck__", |vm, args| check(vm, args, true)),
    ("__subclasscheck__", |vm, args| check(vm, args, false)),
];

const EQ: NativeFn = |vm, args| {
    Ok(match equals(vm, args)? {
        Some(answer) => vm.bool(answer),
        None => vm.not_implemented(),
    })
};

const NE: NativeFn = |vm, args| {
    Ok(match equals(vm, args)? {
        Some(answer) => vm.bool(!answer),
        None => vm.not_implemented(),
    })
};

/// To 3.13.
pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__repr__", repr),
    ("__hash__", hash),
    ("__getitem__", getitem),
    ("__eq__", EQ),
    ("__ne__", NE),
    ("__or__", or_method),
    ("__ror__", ror_method),
];

/// From 3.14.
pub(super) const TYPING: &[(&str, NativeFn)] = &[
    ("__repr__", repr),
    ("__hash__", hash),
    ("__getitem__", getitem),
    ("__eq__", EQ),
    ("__ne__", NE),
    ("__or__", or_method),
    ("__ror__", ror_method),
    ("__mro_entries__", |vm, args| {
        let shown = vm.repr_of(args.pos[0])?;
        Err(vm.type_error(format!("Cannot subclass {shown}")))
    }),
];

/// `Union[int, str]`
pub(super) const CLASS_GETITEM: NativeFn = |vm, args| {
    arity(vm, args, "__class_getitem__", 1, 1, 1)?;
    let given = match vm.body(args.pos[1]) {
        Body::Tuple(tuple) => tuple.items().to_vec(),
        _ => vec![args.pos[1]],
    };
    make(vm, &given, true)
};

const ARGS: Attribute = (
    "__args__",
    |vm, object| {
        let held = union(vm, object).map_or(vm.one.none, |this| this.args);
        Ok(vm.incref(held))
    },
    None,
);

const PARAMETERS: Attribute = (
    "__parameters__",
    |vm, object| {
        let held = known_parameters(vm, object)?;
        Ok(vm.incref(held))
    },
    None,
);

pub(super) const ATTRIBUTES: &[Attribute] = &[ARGS, PARAMETERS];

pub(super) const TYPING_ATTRIBUTES: &[Attribute] = &[
    ARGS,
    PARAMETERS,
    ("__name__", |vm, _| Ok(vm.intern("Union")), None),
    ("__qualname__", |vm, _| Ok(vm.intern("Union")), None),
    (
        "__origin__",
        |vm, _| {
            let class = vm.kind(Kind::TypingUnion);
            Ok(vm.incref(class))
        },
        None,
    ),
];
