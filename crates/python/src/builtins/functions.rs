//! The functions of the module `builtins`.

use objects::types::Int;
use version::Version;

use super::arguments::{Signature, argument, bad_argument, rest, unpack};
use super::arity;
use super::int::radix;
use super::printing::print;
use super::sorting::sort;
use crate::code::Compare;
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
        name_argument(vm, args, Some("getattr"))?;
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
        name_argument(vm, args, None)?;
        let name = vm.interned_object(args.pos[1]);
        let name = vm.own(name);
        vm.setattr(args.pos[0], name, Some(args.pos[2]))?;
        Ok(vm.none())
    }),
    ("delattr", |vm, args| {
        arity(vm, args, "delattr", 2, 2, 0)?;
        name_argument(vm, args, None)?;
        vm.setattr(args.pos[0], args.pos[1], None)?;
        Ok(vm.none())
    }),
    ("hasattr", |vm, args| {
        arity(vm, args, "hasattr", 2, 2, 0)?;
        name_argument(vm, args, Some("hasattr"))?;
        let result = vm.getattr(args.pos[0], args.pos[1]);
        let found = vm.catches(result, "AttributeError")?;
        vm.xdecref(found);
        Ok(vm.bool(found.is_some()))
    }),
    ("iter", |vm, args| {
        arity(vm, args, "iter", 1, 2, 0)?;
        if let [callable, sentinel] = *args.pos {
            if !vm.callable(callable) {
                // The first releases of 3.12 said it in other words.
                let renamed = vm.since(12) && vm.version < Version::new(3, 12, 2);
                return Err(vm.type_error(if renamed {
                    "iter(object, sentinel): object must be callable"
                } else {
                    "iter(v, w): v must be callable"
                }));
            }
            let (callable, sentinel) = (vm.incref(callable), vm.incref(sentinel));
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
        vm.native_abs(args.pos[0])
    }),
    ("sum", super::numeric::sum),
    ("min", |vm, args| {
        super::numeric::extreme(vm, args, Compare::Lt, "min")
    }),
    ("max", |vm, args| {
        super::numeric::extreme(vm, args, Compare::Gt, "max")
    }),
    ("any", |vm, args| quantify(vm, args, true)),
    ("all", |vm, args| quantify(vm, args, false)),
    ("sorted", |vm, args| {
        if args.pos.len() != 1 {
            let text = format!("sorted expected 1 argument, got {}", args.pos.len());
            return Err(vm.type_error(text));
        }
        const SORT: Signature = Signature {
            name: "sort",
            params: &["key", "reverse"],
            unnamed: 0,
            required: 0,
            by_place: 0,
        };
        let list = vm.list_of(args.pos[0])?;
        let list = vm.own(list);
        let [key, reverse] = unpack(vm, &rest(args), &SORT)?;
        sort(vm, list, key, reverse)?;
        Ok(vm.incref(list))
    }),
    ("ord", |vm, args| {
        arity(vm, args, "ord", 1, 1, 0)?;
        let codes: Vec<u32> = match vm.body(args.pos[0]) {
            Body::Str(text) => text.value.as_str().chars().map(u32::from).collect(),
            _ => match vm.buffer(args.pos[0]) {
                Some(bytes) => bytes.into_iter().map(u32::from).collect(),
                None => {
                    let text = format!(
                        "ord() expected string of length 1, but {} found",
                        vm.tp_name(args.pos[0])
                    );
                    return Err(vm.type_error(text));
                }
            },
        };
        match codes[..] {
            [code] => Ok(vm.int_i64(i64::from(code))),
            _ => {
                let count = codes.len();
                Err(vm.type_error(format!(
                    "ord() expected a character, but string of length {count} found"
                )))
            }
        }
    }),
    ("chr", |vm, args| {
        arity(vm, args, "chr", 1, 1, 0)?;
        if !vm.since(10) && !vm.has_index(args.pos[0]) {
            let text = format!(
                "an integer is required (got type {})",
                vm.tp_name(args.pos[0])
            );
            return Err(vm.type_error(text));
        }
        let value = vm.index_value(args.pos[0])?;
        // To 3.12 the number had to be a C int before it could be out of range.
        if !vm.since(13) {
            vm.c_int(args.pos[0])?;
        }
        let code = value.to_i64().and_then(|code| u32::try_from(code).ok());
        match code.filter(|&code| code < 0x11_0000) {
            Some(code) => match char::from_u32(code) {
                Some(one) => Ok(vm.str(one.to_string())),
                None => Err(vm.unsupported("texts with lone surrogates")),
            },
            None => Err(vm.value_error("chr() arg not in range(0x110000)")),
        }
    }),
    ("hex", |vm, args| {
        arity(vm, args, "hex", 1, 1, 0)?;
        radix(vm, args.pos[0], 16, "0x")
    }),
    ("oct", |vm, args| {
        arity(vm, args, "oct", 1, 1, 0)?;
        radix(vm, args.pos[0], 8, "0o")
    }),
    ("bin", |vm, args| {
        arity(vm, args, "bin", 1, 1, 0)?;
        radix(vm, args.pos[0], 2, "0b")
    }),
    ("ascii", |vm, args| {
        arity(vm, args, "ascii", 1, 1, 0)?;
        let text = vm.repr_of(args.pos[0])?;
        let text = crate::vm::ascii(&text);
        Ok(vm.str(text))
    }),
    ("format", |vm, args| {
        arity(vm, args, "format", 1, 2, 0)?;
        if let Some(&spec) = args.pos.get(1)
            && !matches!(vm.body(spec), Body::Str(_))
        {
            return Err(bad_argument(vm, "format", "argument 2", "str", spec));
        }
        vm.format_value(args.pos[0], 0, args.pos.get(1).copied())
    }),
    ("round", super::numeric::round),
    ("divmod", |vm, args| {
        arity(vm, args, "divmod", 2, 2, 0)?;
        super::int::divmod(vm, args.pos[0], args.pos[1])
    }),
    ("pow", super::int::power),
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
            arity(vm, args, "vars", 0, 1, 0)?;
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

/// Refuses what is no name of an attribute.
fn name_argument(vm: &mut Vm, args: &Args<'_>, function: Option<&str>) -> R<()> {
    let name = args.pos[1];
    if matches!(vm.body(name), Body::Str(_)) {
        return Ok(());
    }
    let text = match function {
        Some(function) if !vm.since(11) => {
            format!("{function}(): attribute name must be string")
        }
        _ => format!("attribute name must be string, not '{}'", vm.tp_name(name)),
    };
    Err(vm.type_error(text))
}

/// `number.__format__(spec)`
pub(super) fn format_method(vm: &mut Vm, args: &Args<'_>) -> R {
    let Body::Str(spec) = vm.body(args.pos[1]) else {
        return Err(bad_argument(
            vm,
            "__format__",
            "argument",
            "str",
            args.pos[1],
        ));
    };
    let spec = spec.value.as_str().to_owned();
    let shown = crate::vm::format::value(vm, args.pos[0], &spec)?;
    Ok(vm.str(shown))
}
