//! Types that only the module `types` names, when a program makes an instance itself.

use objects::Ref;

use crate::builtins::{argument, arity};
use crate::objects::{Body, NativeFn, View};
use crate::vm::{Args, R, Vm};

fn proxied(vm: &Vm, object: Ref) -> Ref {
    match vm.body(object) {
        Body::MappingProxy(held) => *held,
        _ => object,
    }
}

/// What a proxy passes on to its mapping.
fn pass_on(vm: &mut Vm, args: &Args<'_>, name: &str, view: Option<View>) -> R {
    let held = proxied(vm, args.pos[0]);
    if let (Some(view), Body::Dict(_), false) = (view, vm.body(held), vm.get(held).counts_class) {
        return Ok(vm.view(held, view));
    }
    let method = vm.getattr_str(held, name)?;
    let method = vm.own(method);
    vm.call_args(
        method,
        &Args {
            pos: &args.pos[1..],
            kw: args.kw,
        },
    )
}

pub(super) const MAPPING_PROXY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let Some(mapping) = argument(vm, args, 1, "mapping") else {
            return Err(vm.type_error("mappingproxy() missing required argument 'mapping' (pos 1)"));
        };
        let fits = match vm.body(mapping) {
            Body::Dict(_) => true,
            Body::List(_) | Body::Tuple(_) => false,
            _ => vm.has_methods(mapping) && vm.special(mapping, "__getitem__").is_some(),
        };
        if !fits {
            let text = format!(
                "mappingproxy() argument must be a mapping, not {}",
                vm.tp_name(mapping)
            );
            return Err(vm.type_error(text));
        }
        if !matches!(vm.body(mapping), Body::Dict(_)) {
            return Err(vm.unsupported("a mappingproxy of what is no dict"));
        }
        vm.incref(mapping);
        Ok(vm.alloc(Body::MappingProxy(mapping)))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("get", |vm, args| pass_on(vm, args, "get", None)),
    ("copy", |vm, args| pass_on(vm, args, "copy", None)),
    ("keys", |vm, args| {
        pass_on(vm, args, "keys", Some(View::Keys))
    }),
    ("values", |vm, args| {
        pass_on(vm, args, "values", Some(View::Values))
    }),
    ("items", |vm, args| {
        pass_on(vm, args, "items", Some(View::Items))
    }),
];

pub(super) const METHOD: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        arity(vm, args, "method", 2, 2, 1)?;
        let (func, this) = (args.pos[1], args.pos[2]);
        if !vm.callable(func) {
            return Err(vm.type_error("first argument must be callable"));
        }
        if this == vm.one.none {
            let what = if vm.since(12) { "instance" } else { "self" };
            return Err(vm.type_error(format!("{what} must not be None")));
        }
        vm.increfs(&[func, this]);
        Ok(vm.alloc(Body::Method { func, this }))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
];

pub(super) const MODULE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let dict = vm.dict();
        Ok(vm.instance(args.pos[0], Body::Module { dict }))
    }),
    ("__init__", |vm, args| {
        let Some(name) = argument(vm, args, 1, "name") else {
            return Err(vm.type_error("module() missing required argument 'name' (pos 1)"));
        };
        if !matches!(vm.body(name), Body::Str(_)) {
            let text = format!(
                "module() argument 'name' must be str, not {}",
                vm.tp_name(name)
            );
            return Err(vm.type_error(text));
        }
        let none = vm.one.none;
        let doc = argument(vm, args, 2, "doc").unwrap_or(none);
        let Body::Module { dict } = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let dict = *dict;
        for (key, value) in [
            ("__name__", name),
            ("__doc__", doc),
            ("__package__", none),
            ("__loader__", none),
            ("__spec__", none),
        ] {
            vm.dict_set_str(dict, key, value);
        }
        Ok(vm.none())
    }),
];

pub(super) const FUNCTION: &[(&str, NativeFn)] = &[
    ("__new__", new_function),
    ("__init__", |vm, _| Ok(vm.none())),
];

fn new_function(vm: &mut Vm, args: &Args<'_>) -> R {
    let [Some(code), Some(globals)] = [
        argument(vm, args, 1, "code"),
        argument(vm, args, 2, "globals"),
    ] else {
        return Err(vm.type_error("function() missing required argument"));
    };
    let optional = |vm: &Vm, place: usize, name: &str| {
        argument(vm, args, place, name).filter(|&value| value != vm.one.none)
    };
    let name = optional(vm, 3, "name");
    let defaults = optional(vm, 4, "argdefs");
    let closure = optional(vm, 5, "closure");
    let Body::Code(value) = vm.body(code) else {
        let text = format!(
            "function() argument 'code' must be code, not {}",
            vm.tp_name(code)
        );
        return Err(vm.type_error(text));
    };
    let (own_name, nfree) = (value.shared.name, value.shared.nfree);
    if !matches!(vm.body(globals), Body::Dict(_)) {
        let text = format!(
            "function() argument 'globals' must be dict, not {}",
            vm.tp_name(globals)
        );
        return Err(vm.type_error(text));
    }
    let cells = closure.map_or(0, |closure| vm.items(closure).len());
    if cells != nfree {
        let shown = vm.text(own_name).to_owned();
        let text = if closure.is_none() {
            "arg 5 (closure) must be tuple".to_owned()
        } else {
            format!("{shown} requires closure of length {nfree}, not {cells}")
        };
        return Err(vm.type_error(text));
    }
    vm.increfs(&[code, globals]);
    let mut function = vm.bare_function(code, globals);
    for held in [name, defaults, closure].into_iter().flatten() {
        vm.incref(held);
    }
    if let Some(name) = name {
        vm.decref(std::mem::replace(&mut function.name, name));
    }
    function.defaults = defaults;
    function.closure = closure;
    Ok(vm.alloc(Body::Function(Box::new(function))))
}

pub(super) const CELL: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        arity(vm, args, "cell", 0, 1, 1)?;
        let held = args.pos.get(1).map(|&held| vm.incref(held));
        Ok(vm.alloc(Body::Cell(held)))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
];
