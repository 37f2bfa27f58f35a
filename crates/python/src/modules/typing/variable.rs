//! `TypeVar`, `ParamSpec` and `TypeVarTuple`.

use objects::Ref;

use super::{
    OR, ROR, attribute, body, by_name, call_typing, caller, evaluator, known, refuse_subclass,
    type_check, typing,
};
use crate::builtins::{Attribute, arity, bad_argument, keyword, readonly, rest};
use crate::objects::{Body, Kind, Lazy, NativeFn, TypeVariable, Typing, Variable};
use crate::vm::{Args, R, Vm};

pub(super) fn variable(vm: &Vm, object: Ref) -> Option<TypeVariable> {
    match typing(vm, object) {
        Some(Typing::Variable(held)) => Some((**held).clone()),
        _ => None,
    }
}

/// One that the compiler asks for: its variance is inferred. All references are taken over.
pub(super) fn plain(vm: &mut Vm, kind: Variable, name: Ref, bound: Lazy, constraints: Lazy) -> Ref {
    let infer_variance = kind != Variable::TypeVarTuple || vm.since(15);
    vm.alloc(body(Typing::Variable(Box::new(TypeVariable {
        variable: kind,
        name,
        bound,
        constraints,
        default: Lazy::default(),
        covariant: false,
        contravariant: false,
        infer_variance,
    }))))
}

/// The arguments of the three types.
struct Given {
    name: Ref,
    bound: Option<Ref>,
    default: Option<Ref>,
    covariant: bool,
    contravariant: bool,
    infer_variance: bool,
}

const VARIANCE: [&str; 3] = ["covariant", "contravariant", "infer_variance"];

fn given(vm: &mut Vm, name: &'static str, args: &Args<'_>) -> R<Given> {
    let has_more = name != "typevartuple" || vm.since(15);
    let has_default = vm.since(13);
    let mut params = vec!["name"];
    if has_more {
        params.push("bound");
    }
    if has_default {
        params.push("default");
    }
    if has_more {
        params.extend(VARIANCE);
    }
    let text = match args.pos.first().copied() {
        Some(text) => text,
        None => match keyword(vm, args, "name") {
            Some(text) => text,
            None => {
                let text = format!("{name}() missing required argument 'name' (pos 1)");
                return Err(vm.type_error(text));
            }
        },
    };
    if !matches!(vm.body(text), Body::Str(_)) {
        return Err(bad_argument(vm, name, "argument 'name'", "str", text));
    }
    for &(key, _) in args.kw {
        let key = vm.text(key).to_owned();
        if !params.contains(&key.as_str()) {
            return Err(crate::builtins::unexpected(vm, name, &key));
        }
    }
    let mut flags = [false; 3];
    for (flag, key) in flags.iter_mut().zip(VARIANCE) {
        if let Some(value) = keyword(vm, args, key) {
            *flag = vm.truth(value)?;
        }
    }
    let [covariant, contravariant, infer_variance] = flags;
    if covariant && contravariant {
        return Err(vm.value_error("Bivariant types are not supported."));
    }
    if infer_variance && (covariant || contravariant) {
        return Err(vm.value_error("Variance cannot be specified with infer_variance."));
    }
    Ok(Given {
        name: text,
        bound: keyword(vm, args, "bound"),
        default: keyword(vm, args, "default"),
        covariant,
        contravariant,
        infer_variance,
    })
}

fn made(
    vm: &mut Vm,
    kind: Variable,
    given: &Given,
    bound: Option<Ref>,
    constraints: Option<Ref>,
) -> R {
    let default = vm
        .since(13)
        .then(|| given.default.unwrap_or(vm.one.no_default));
    vm.incref(given.name);
    for held in [bound, constraints, default].into_iter().flatten() {
        vm.incref(held);
    }
    let value = |value| Lazy {
        value,
        evaluate: None,
    };
    let made = vm.alloc(body(Typing::Variable(Box::new(TypeVariable {
        variable: kind,
        name: given.name,
        bound: value(bound),
        constraints: value(constraints),
        default: value(default),
        covariant: given.covariant,
        contravariant: given.contravariant,
        infer_variance: given.infer_variance,
    }))));
    let module = caller(vm);
    let module = vm.own(module);
    let name = vm.intern("__module__");
    let name = vm.own(name);
    vm.instance_dict(made);
    match vm.setattr(made, name, Some(module)) {
        Ok(()) => Ok(made),
        Err(exc) => {
            vm.decref(made);
            Err(exc)
        }
    }
}

fn checked_bound(vm: &mut Vm, bound: Option<Ref>) -> R<Option<Ref>> {
    let Some(bound) = bound else {
        return Ok(None);
    };
    let bound = type_check(vm, bound, "Bound must be a type.")?;
    Ok(Some(vm.own(bound)))
}

fn new_type_var(vm: &mut Vm, args: &Args<'_>) -> R {
    let args = rest(args);
    let given = given(vm, "typevar", &args)?;
    let none = vm.one.none;
    let bound = checked_bound(vm, given.bound.filter(|&bound| bound != none))?;
    let constraints = args.pos.get(1..).unwrap_or_default();
    let constraints = match constraints.len() {
        0 => None,
        1 => return Err(vm.type_error("A single constraint is not allowed")),
        _ if bound.is_some() => {
            return Err(vm.type_error("Constraints cannot be combined with bound=..."));
        }
        _ => {
            let items = vm.increfs(constraints);
            let items = vm.tuple(items);
            Some(vm.own(items))
        }
    };
    made(vm, Variable::TypeVar, &given, bound, constraints)
}

fn one_by_place(vm: &mut Vm, args: &Args<'_>, name: &'static str) -> R<()> {
    let given = args.pos.len();
    if given <= 1 {
        return Ok(());
    }
    let text = format!("{name}() takes exactly 1 positional argument ({given} given)");
    Err(vm.type_error(text))
}

fn new_param_spec(vm: &mut Vm, args: &Args<'_>) -> R {
    let args = rest(args);
    one_by_place(vm, &args, "paramspec")?;
    let given = given(vm, "paramspec", &args)?;
    let bound = match vm.since(15) {
        true => given.bound,
        // None is a bound, too: NoneType.
        false => checked_bound(vm, given.bound)?,
    };
    made(vm, Variable::ParamSpec, &given, bound, None)
}

fn new_type_var_tuple(vm: &mut Vm, args: &Args<'_>) -> R {
    let args = rest(args);
    one_by_place(vm, &args, "typevartuple")?;
    let given = given(vm, "typevartuple", &args)?;
    let bound = given.bound;
    made(vm, Variable::TypeVarTuple, &given, bound, None)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(this) = variable(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let is_plain = this.variable == Variable::TypeVarTuple && !vm.since(15);
    if this.infer_variance || is_plain {
        return Ok(vm.incref(this.name));
    }
    let sign = match (this.covariant, this.contravariant) {
        (true, _) => '+',
        (_, true) => '-',
        _ => '~',
    };
    let text = format!("{sign}{}", vm.text(this.name));
    Ok(vm.str(text))
}

fn bound(vm: &mut Vm, object: Ref) -> R {
    let lazy = variable(vm, object).map_or(Lazy::default(), |this| this.bound);
    let found = known(vm, object, lazy, |held| match held {
        Typing::Variable(held) => Some(&mut held.bound),
        _ => None,
    })?;
    Ok(found.unwrap_or_else(|| vm.none()))
}

fn constraints(vm: &mut Vm, object: Ref) -> R {
    let lazy = variable(vm, object).map_or(Lazy::default(), |this| this.constraints);
    let found = known(vm, object, lazy, |held| match held {
        Typing::Variable(held) => Some(&mut held.constraints),
        _ => None,
    })?;
    Ok(match found {
        Some(found) => found,
        None => vm.tuple(Vec::new()),
    })
}

fn default(vm: &mut Vm, object: Ref) -> R {
    let lazy = variable(vm, object).map_or(Lazy::default(), |this| this.default);
    let found = known(vm, object, lazy, |held| match held {
        Typing::Variable(held) => Some(&mut held.default),
        _ => None,
    })?;
    match found {
        Some(found) => Ok(found),
        None => {
            let none = vm.one.no_default;
            Ok(vm.incref(none))
        }
    }
}

fn has_default(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "has_default", 0, 0, 1)?;
    let lazy = variable(vm, args.pos[0]).map_or(Lazy::default(), |this| this.default);
    let has = lazy.evaluate.is_some() || lazy.value.is_some_and(|value| value != vm.one.no_default);
    Ok(vm.bool(has))
}

/// `Unpack[Ts]`; a new reference.
pub(super) fn unpack(vm: &mut Vm, object: Ref) -> R {
    let module = vm.module("typing")?;
    let unpack = vm.getattr_str(module, "Unpack")?;
    let unpack = vm.own(unpack);
    vm.guard_native(|vm| vm.getitem(unpack, object))
}

/// Where too few arguments are given, the default is the last (`typevar_typing_prepare_subst`).
fn prepare_type_var(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "TypeVar.__typing_prepare_subst__", 2, 2, 1)?;
    let (this, alias, items) = (args.pos[0], args.pos[1], args.pos[2]);
    let params = vm.getattr_str(alias, "__parameters__")?;
    let params = vm.own(params);
    let Some(index) = vm.items(params).iter().position(|&held| held == this) else {
        return Err(vm.value_error("tuple.index(x): x not in tuple"));
    };
    let len = vm.len(items)?;
    if index < len {
        return Ok(vm.incref(items));
    }
    if index == len {
        let value = default(vm, this)?;
        let value = vm.own(value);
        if value != vm.one.no_default {
            let mut all = vm.items(items).to_vec();
            all.push(value);
            let all = vm.increfs(&all);
            return Ok(vm.tuple(all));
        }
    }
    let shown = vm.str_of(alias)?;
    let least = index + 1;
    let text = format!("Too few arguments for {shown}; actual {len}, expected at least {least}");
    Err(vm.type_error(text))
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> R {
    let name = variable(vm, args.pos[0]).map(|this| this.name);
    by_name(vm, name)
}

const INIT: NativeFn = |vm, _| Ok(vm.none());
const MRO_ENTRIES: NativeFn = |vm, args| refuse_subclass(vm, args.pos[0]);

pub(super) const TYPE_VAR: &[(&str, NativeFn)] = &[
    ("__new__", new_type_var),
    ("__init__", INIT),
    ("__repr__", repr),
    ("__or__", OR),
    ("__ror__", ROR),
    ("__typing_subst__", |vm, args| {
        arity(vm, args, "TypeVar.__typing_subst__", 1, 1, 1)?;
        call_typing(vm, "_typevar_subst", &[args.pos[0], args.pos[1]])
    }),
    ("__typing_prepare_subst__", prepare_type_var),
    ("__reduce__", reduce),
    ("has_default", has_default),
    ("__mro_entries__", MRO_ENTRIES),
];

pub(super) const PARAM_SPEC: &[(&str, NativeFn)] = &[
    ("__new__", new_param_spec),
    ("__init__", INIT),
    ("__repr__", repr),
    ("__or__", OR),
    ("__ror__", ROR),
    ("__typing_subst__", |vm, args| {
        arity(vm, args, "ParamSpec.__typing_subst__", 1, 1, 1)?;
        call_typing(vm, "_paramspec_subst", &[args.pos[0], args.pos[1]])
    }),
    ("__typing_prepare_subst__", |vm, args| {
        arity(vm, args, "ParamSpec.__typing_prepare_subst__", 2, 2, 1)?;
        call_typing(vm, "_paramspec_prepare_subst", args.pos)
    }),
    ("__reduce__", reduce),
    ("has_default", has_default),
    ("__mro_entries__", MRO_ENTRIES),
];

pub(super) const TYPE_VAR_TUPLE: &[(&str, NativeFn)] = &[
    ("__new__", new_type_var_tuple),
    ("__init__", INIT),
    ("__repr__", repr),
    ("__iter__", |vm, args| {
        let one = unpack(vm, args.pos[0])?;
        let all = vm.tuple(vec![one]);
        let all = vm.own(all);
        vm.iter(all)
    }),
    ("__typing_subst__", |vm, args| {
        arity(vm, args, "TypeVarTuple.__typing_subst__", 1, 1, 1)?;
        Err(vm.type_error("Substitution of bare TypeVarTuple is not supported"))
    }),
    ("__typing_prepare_subst__", |vm, args| {
        arity(vm, args, "TypeVarTuple.__typing_prepare_subst__", 2, 2, 1)?;
        call_typing(vm, "_typevartuple_prepare_subst", args.pos)
    }),
    ("__reduce__", reduce),
    ("has_default", has_default),
    ("__mro_entries__", MRO_ENTRIES),
];

const NAME: Attribute = (
    "__name__",
    |vm, object| {
        let name = variable(vm, object).map_or(vm.one.none, |this| this.name);
        Ok(vm.incref(name))
    },
    Some(readonly),
);
const COVARIANT: Attribute = (
    "__covariant__",
    |vm, object| {
        let answer = variable(vm, object).is_some_and(|this| this.covariant);
        Ok(vm.bool(answer))
    },
    Some(readonly),
);
const CONTRAVARIANT: Attribute = (
    "__contravariant__",
    |vm, object| {
        let answer = variable(vm, object).is_some_and(|this| this.contravariant);
        Ok(vm.bool(answer))
    },
    Some(readonly),
);
const INFER_VARIANCE: Attribute = (
    "__infer_variance__",
    |vm, object| {
        let answer = variable(vm, object).is_some_and(|this| this.infer_variance);
        Ok(vm.bool(answer))
    },
    Some(readonly),
);
const BOUND: Attribute = ("__bound__", bound, None);
const DEFAULT: Attribute = ("__default__", default, None);
const EVALUATE_DEFAULT: Attribute = (
    "evaluate_default",
    |vm, object| {
        let none = vm.one.no_default;
        let mut lazy = variable(vm, object).map_or(Lazy::default(), |this| this.default);
        lazy.value = lazy.value.filter(|&value| value != none);
        evaluator(vm, lazy)
    },
    None,
);
pub(super) const TYPE_VAR_ATTRIBUTES: &[Attribute] = &[
    NAME,
    COVARIANT,
    CONTRAVARIANT,
    INFER_VARIANCE,
    BOUND,
    ("__constraints__", constraints, None),
    DEFAULT,
    (
        "evaluate_bound",
        |vm, object| {
            let lazy = variable(vm, object).map_or(Lazy::default(), |this| this.bound);
            evaluator(vm, lazy)
        },
        None,
    ),
    (
        "evaluate_constraints",
        |vm, object| {
            let lazy = variable(vm, object).map_or(Lazy::default(), |this| this.constraints);
            evaluator(vm, lazy)
        },
        None,
    ),
    EVALUATE_DEFAULT,
];

pub(super) const PARAM_SPEC_ATTRIBUTES: &[Attribute] = &[
    NAME,
    BOUND,
    COVARIANT,
    CONTRAVARIANT,
    INFER_VARIANCE,
    (
        "args",
        |vm, object| Ok(attribute::make(vm, object, false)),
        None,
    ),
    (
        "kwargs",
        |vm, object| Ok(attribute::make(vm, object, true)),
        None,
    ),
    DEFAULT,
    EVALUATE_DEFAULT,
];

pub(super) const TYPE_VAR_TUPLE_ATTRIBUTES: &[Attribute] = &[
    NAME,
    BOUND,
    COVARIANT,
    CONTRAVARIANT,
    INFER_VARIANCE,
    DEFAULT,
    EVALUATE_DEFAULT,
];

/// Gives a type parameter what evaluates its default; the reference is taken over.
pub(super) fn set_default(vm: &mut Vm, param: Ref, evaluate: Ref) -> R<()> {
    if !matches!(
        vm.get(param).kind(),
        Kind::TypeVar | Kind::ParamSpec | Kind::TypeVarTuple
    ) {
        vm.decref(evaluate);
        let shown = vm.repr_of(param)?;
        return Err(vm.type_error(format!("Expected a type param, got {shown}")));
    }
    let old = match super::typing_mut(vm, param) {
        Some(Typing::Variable(held)) => held.default.evaluate.replace(evaluate),
        _ => Some(evaluate),
    };
    vm.xdecref(old);
    Ok(())
}
