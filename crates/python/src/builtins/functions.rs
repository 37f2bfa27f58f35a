//! The functions of the module `builtins`.

use objects::Ref;
use objects::types::Int;

use super::printing::print;
use super::sorting::sort;
use super::{argument, arity};
use crate::code::{Binary, Compare};
use crate::objects::{Body, Iter, NativeFn};
use crate::vm::{Args, R, Vm};

pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("__build_class__", |vm, args| vm.build_class(args)),
    ("print", print),
    ("len", |vm, args| {
        arity(vm, args, "len", 1, 1, 0)?;
        let len = vm.len(args.pos[0])?;
        Ok(vm.int_usize(len))
    }),
    ("id", |vm, args| {
        arity(vm, args, "id", 1, 1, 0)?;
        let id = vm.id_of(args.pos[0]);
        Ok(vm.int(Int::from(i128::from(id))))
    }),
    ("repr", |vm, args| {
        arity(vm, args, "repr", 1, 1, 0)?;
        let text = vm.repr_of(args.pos[0])?;
        Ok(vm.str(text))
    }),
    ("hash", |vm, args| {
        arity(vm, args, "hash", 1, 1, 0)?;
        let hash = vm.hash_of(args.pos[0])?;
        Ok(vm.int_i64(hash))
    }),
    ("isinstance", |vm, args| {
        arity(vm, args, "isinstance", 2, 2, 0)?;
        let answer = vm.is_instance(args.pos[0], args.pos[1])?;
        Ok(vm.bool(answer))
    }),
    ("issubclass", |vm, args| {
        arity(vm, args, "issubclass", 2, 2, 0)?;
        let answer = vm.is_derived(args.pos[0], args.pos[1])?;
        Ok(vm.bool(answer))
    }),
    ("callable", |vm, args| {
        arity(vm, args, "callable", 1, 1, 0)?;
        let answer = vm.callable(args.pos[0]);
        Ok(vm.bool(answer))
    }),
    ("getattr", |vm, args| {
        arity(vm, args, "getattr", 2, 3, 0)?;
        let result = vm.getattr(args.pos[0], args.pos[1]);
        match args.pos.get(2) {
            Some(&default) => match vm.catches(result, "AttributeError")? {
                Some(value) => Ok(value),
                None => Ok(vm.incref(default)),
            },
            None => result,
        }
    }),
    ("setattr", |vm, args| {
        arity(vm, args, "setattr", 3, 3, 0)?;
        vm.intern_object(args.pos[1]);
        vm.setattr(args.pos[0], args.pos[1], Some(args.pos[2]))?;
        Ok(vm.none())
    }),
    ("delattr", |vm, args| {
        arity(vm, args, "delattr", 2, 2, 0)?;
        vm.setattr(args.pos[0], args.pos[1], None)?;
        Ok(vm.none())
    }),
    ("hasattr", |vm, args| {
        arity(vm, args, "hasattr", 2, 2, 0)?;
        let result = vm.getattr(args.pos[0], args.pos[1]);
        let found = vm.catches(result, "AttributeError")?;
        vm.xdecref(found);
        Ok(vm.bool(found.is_some()))
    }),
    ("iter", |vm, args| {
        arity(vm, args, "iter", 1, 2, 0)?;
        if let [callable, sentinel] = args.pos {
            let (callable, sentinel) = (vm.incref(*callable), vm.incref(*sentinel));
            return Ok(vm.alloc(Body::Iter(Box::new(Iter::Call {
                callable: Some(callable),
                sentinel,
            }))));
        }
        vm.iter(args.pos[0])
    }),
    ("next", |vm, args| {
        arity(vm, args, "next", 1, 2, 0)?;
        if !vm.is_iterator(args.pos[0]) {
            let text = format!("'{}' object is not an iterator", vm.tp_name(args.pos[0]));
            return Err(vm.type_error(text));
        }
        match vm.next_value(args.pos[0])? {
            Ok(value) => Ok(value),
            Err(returned) => match args.pos.get(1) {
                Some(&default) => {
                    vm.decref(returned);
                    Ok(vm.incref(default))
                }
                None => Err(vm.stop_iteration(Some(returned))),
            },
        }
    }),
    ("abs", |vm, args| {
        arity(vm, args, "abs", 1, 1, 0)?;
        if let Some(method) = vm.overridden(args.pos[0], "__abs__") {
            return vm.call_unbound(method, args.pos[0], &[]);
        }
        match vm.body(args.pos[0]) {
            Body::Float(value) => {
                let value = value.abs();
                Ok(vm.float(value))
            }
            _ => match vm.int_value(args.pos[0]) {
                Some(value) => Ok(vm.int(if value.is_negative() { -value } else { value })),
                None => {
                    let text = format!("bad operand type for abs(): '{}'", vm.tp_name(args.pos[0]));
                    Err(vm.type_error(text))
                }
            },
        }
    }),
    ("sum", |vm, args| {
        let start = argument(vm, args, 1, "start");
        let mut total = match start {
            Some(start) => vm.incref(start),
            None => vm.int_i64(0),
        };
        let iter = vm.iter(args.pos[0])?;
        let iter = vm.own(iter);
        loop {
            let item = match vm.next(iter) {
                Ok(Some(item)) => item,
                Ok(None) => return Ok(total),
                Err(exc) => {
                    vm.decref(total);
                    return Err(exc);
                }
            };
            let next = vm.binary_op(Binary::Add, total, item);
            vm.decref(total);
            vm.decref(item);
            total = next?;
        }
    }),
    ("min", |vm, args| extreme(vm, args, Compare::Lt, "min")),
    ("max", |vm, args| extreme(vm, args, Compare::Gt, "max")),
    ("any", |vm, args| quantify(vm, args, true)),
    ("all", |vm, args| quantify(vm, args, false)),
    ("sorted", |vm, args| {
        if args.pos.len() != 1 {
            let text = format!("sorted expected 1 argument, got {}", args.pos.len());
            return Err(vm.type_error(text));
        }
        let list = vm.list_of(args.pos[0])?;
        match sort(vm, list, args) {
            Ok(()) => Ok(list),
            Err(exc) => {
                vm.decref(list);
                Err(exc)
            }
        }
    }),
    ("ord", |vm, args| {
        arity(vm, args, "ord", 1, 1, 0)?;
        let mut chars = vm.text(args.pos[0]).chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => {
                let code = i64::from(one as u32);
                Ok(vm.int_i64(code))
            }
            _ => Err(vm.type_error("ord() expected a character")),
        }
    }),
    ("chr", |vm, args| {
        let code = vm.index(args.pos[0])?;
        match u32::try_from(code).ok().and_then(char::from_u32) {
            Some(one) => Ok(vm.str(one.to_string())),
            None => Err(vm.value_error("chr() arg not in range(0x110000)")),
        }
    }),
    ("hex", |vm, args| radix(vm, args, "#x")),
    ("oct", |vm, args| radix(vm, args, "#o")),
    ("bin", |vm, args| radix(vm, args, "#b")),
    ("format", |vm, args| {
        vm.format_value(args.pos[0], 0, args.pos.get(1).copied())
    }),
    ("round", |vm, args| {
        let digits = argument(vm, args, 1, "ndigits").filter(|&digits| digits != vm.one.none);
        match vm.body(args.pos[0]) {
            Body::Float(value) => {
                let value = *value;
                match digits {
                    None => {
                        let rounded = crate::vm::iterate_round(value);
                        Ok(vm.int(rounded))
                    }
                    Some(digits) => {
                        let digits = vm.index(digits)?;
                        let text = format!("{value:.*}", digits.clamp(0, 300) as usize);
                        Ok(vm.float(text.parse().unwrap_or(value)))
                    }
                }
            }
            _ => match vm.int_value(args.pos[0]) {
                Some(value) => Ok(vm.int(value)),
                None => {
                    let text = format!(
                        "type {} doesn't define __round__ method",
                        vm.tp_name(args.pos[0])
                    );
                    Err(vm.type_error(text))
                }
            },
        }
    }),
    ("divmod", |vm, args| {
        let (a, b) = (args.pos[0], args.pos[1]);
        let quotient = vm.binary_op(Binary::FloorDiv, a, b)?;
        match vm.binary_op(Binary::Mod, a, b) {
            Ok(rest) => Ok(vm.tuple(vec![quotient, rest])),
            Err(exc) => {
                vm.decref(quotient);
                Err(exc)
            }
        }
    }),
    ("pow", |vm, args| {
        let power = vm.binary_op(Binary::Pow, args.pos[0], args.pos[1])?;
        match args.pos.get(2) {
            Some(&modulus) => {
                let power = vm.own(power);
                vm.binary_op(Binary::Mod, power, modulus)
            }
            None => Ok(power),
        }
    }),
    ("globals", |vm, _| {
        let globals = vm.top().globals;
        Ok(vm.incref(globals))
    }),
    ("__import__", |vm, args| {
        let Some(name) = argument(vm, args, 0, "name") else {
            return Err(vm.type_error("__import__() missing required argument 'name' (pos 1)"));
        };
        let names = argument(vm, args, 3, "fromlist").unwrap_or(vm.one.none);
        let level = match argument(vm, args, 4, "level") {
            Some(level) => vm.index(level)?,
            None => 0,
        };
        vm.import_name(name, names, level)
    }),
    ("locals", |vm, _| crate::modules::locals_of_top(vm)),
    ("vars", |vm, args| match args.pos {
        [] => crate::modules::locals_of_top(vm),
        _ => {
            let result = vm.getattr_str(args.pos[0], "__dict__");
            match vm.catches(result, "AttributeError")? {
                Some(dict) => Ok(dict),
                None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
            }
        }
    }),
    ("dir", |vm, args| crate::modules::dir(vm, args)),
    ("input", |vm, _| {
        Err(vm.error("EOFError", "EOF when reading a line"))
    }),
];

fn radix(vm: &mut Vm, args: &Args<'_>, spec: &str) -> R {
    let text = crate::vm::format::value(vm, args.pos[0], spec)?;
    Ok(vm.str(text))
}

fn quantify(vm: &mut Vm, args: &Args<'_>, any: bool) -> R {
    arity(vm, args, if any { "any" } else { "all" }, 1, 1, 0)?;
    let iter = vm.iter(args.pos[0])?;
    let iter = vm.own(iter);
    while let Some(item) = vm.next(iter)? {
        let truth = vm.truth(item);
        vm.decref(item);
        if truth? == any {
            return Ok(vm.bool(any));
        }
    }
    Ok(vm.bool(!any))
}

fn extreme(vm: &mut Vm, args: &Args<'_>, op: Compare, name: &str) -> R {
    let key = args
        .kw
        .iter()
        .find(|(key, _)| vm.text(*key) == "key")
        .map(|&(_, value)| value)
        .filter(|&key| key != vm.one.none);
    let default = args
        .kw
        .iter()
        .find(|(key, _)| vm.text(*key) == "default")
        .map(|&(_, value)| value);
    let items = match args.pos {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [one] => vm.collect(*one)?,
        many => vm.increfs(many),
    };
    for &item in &items {
        vm.own(item);
    }
    let mut best: Option<(Ref, Ref)> = None;
    for item in items {
        let value = match key {
            Some(key) => {
                let value = vm.call_args(key, &Args::pos(&[item]))?;
                vm.own(value)
            }
            None => item,
        };
        let better = match best {
            Some((_, held)) => vm.compare_bool(op, value, held)?,
            None => true,
        };
        if better {
            best = Some((item, value));
        }
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(vm.incref(item)),
        (None, Some(default)) => Ok(vm.incref(default)),
        (None, None) => {
            let text = if vm.since(12) {
                format!("{name}() iterable argument is empty")
            } else {
                format!("{name}() arg is an empty sequence")
            };
            Err(vm.value_error(text))
        }
    }
}
