//! `_subinterpreters`: what `concurrent.interpreters` (from 3.14) asks of the interpreter.
//!
//! CPython's module is `_interpreters`; this one is for our own library alone, which makes classes and errors of it.

mod callee;
mod plain;

use objects::Ref;

use self::callee::Callee;
use self::plain::Plain;
use crate::builtins::arity;
use crate::compile::Mode;
use crate::objects::Body;
use crate::vm::{Args, Exc, R, Vm};

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_subinterpreters");
    vm.define(dict, "create", |vm, _| {
        let id = vm.create_interpreter()?;
        Ok(vm.int(i128::from(id).into()))
    });
    vm.define(dict, "ids", |vm, _| {
        let ids = vm.interpreters.ids();
        let ids = ids
            .into_iter()
            .map(|id| vm.int(i128::from(id).into()))
            .collect();
        Ok(vm.list(ids))
    });
    vm.define(dict, "destroy", |vm, args| {
        let id = identifier(vm, args, "destroy", 1)?;
        let done = vm.destroy_interpreter(id)?;
        Ok(vm.bool(done))
    });
    vm.define(dict, "is_shareable", |vm, args| {
        arity(vm, args, "is_shareable", 1, 1, 0)?;
        let fits = plain::is_shareable(vm, args.pos[0]);
        Ok(vm.bool(fits))
    });
    vm.define(dict, "run", run);
    vm.define(dict, "call", call);
    vm.define(dict, "set_main", set_main);
    module
}

/// The identifier, the first of so many arguments.
fn identifier(vm: &mut Vm, args: &Args<'_>, name: &str, count: usize) -> R<u64> {
    arity(vm, args, name, count, count, 0)?;
    Ok(vm.index(args.pos[0])?.unsigned_abs())
}

/// The namespace of `__main__`, borrowed.
fn main_globals(vm: &Vm) -> Ref {
    match vm
        .dict_get_str(vm.modules, "__main__")
        .map(|main| vm.body(main))
    {
        Some(Body::Module { dict }) => *dict,
        _ => vm.builtins,
    }
}

/// What is told of an exception: name, qualified name and module of its class, its text,
/// both together, and the whole report.
type Failure = [String; 6];

fn failure(vm: &mut Vm, exception: Ref) -> R<Failure> {
    let class = vm.type_of(exception);
    let (module, qualname) = vm.type_names(class);
    let name = qualname.rsplit('.').next().unwrap_or(&qualname).to_owned();
    let text = vm.str_of(exception)?;
    let known = matches!(&*module, "builtins" | "__main__");
    let shown = if known {
        qualname.to_string()
    } else {
        format!("{module}.{qualname}")
    };
    let formatted = if text.is_empty() {
        shown
    } else {
        format!("{shown}: {text}")
    };
    let report = vm.traceback_text(exception, false)?;
    let report = report.trim_end_matches('\n').to_owned();
    Ok([
        name,
        qualname.to_string(),
        module.to_string(),
        text,
        formatted,
        report,
    ])
}

/// The result of a call over there: a copy of it, or what is told of the exception.
fn told(vm: &mut Vm, result: R) -> R<Result<Plain, Failure>> {
    match result {
        Ok(value) => {
            let plain = Plain::of(vm, value);
            vm.decref(value);
            plain.map(Ok)
        }
        Err(exc) => {
            let exception = vm.settle(exc).map_err(Exc::Stop)?;
            let told = failure(vm, exception);
            vm.decref(exception);
            told.map(Err)
        }
    }
}

/// `(result, None)`, or `(None, what is told)`; `None` alone if there is no such interpreter.
fn answer(vm: &mut Vm, told: Option<Result<Plain, Failure>>) -> R {
    let parts = match told {
        None => return Ok(vm.none()),
        Some(Ok(value)) => vec![value.make(vm)?, vm.none()],
        Some(Err(failure)) => {
            let texts = failure.iter().map(|text| vm.str(text.as_str())).collect();
            vec![vm.none(), vm.tuple(texts)]
        }
    };
    Ok(vm.tuple(parts))
}

/// `run(id, text)`: in the namespace of `__main__`.
fn run(vm: &mut Vm, args: &Args<'_>) -> R {
    let id = identifier(vm, args, "run", 2)?;
    let Body::Str(text) = vm.body(args.pos[1]) else {
        return Err(vm.unsupported("what another interpreter runs, other than a text"));
    };
    let text = text.value.as_str().to_owned();
    // A text that is none is the caller's own error.
    let code = vm.compile_text(&text, "<script>", Mode::Exec, false)?;
    vm.decref(code);
    let told = vm.in_interpreter(id, |inner| {
        let globals = main_globals(inner);
        let result = match inner.compile_text(&text, "<script>", Mode::Exec, false) {
            Ok(code) => {
                let result = inner.run_code(code, globals, globals);
                inner.decref(code);
                result
            }
            Err(exc) => Err(exc),
        };
        told(inner, result)
    })?;
    answer(vm, told)
}

/// `call(id, callable, args, kwargs)`
fn call(vm: &mut Vm, args: &Args<'_>) -> R {
    let id = identifier(vm, args, "call", 4)?;
    let callee = Callee::of(vm, args.pos[1])?;
    let positional = Plain::of(vm, args.pos[2])?;
    let named = Plain::of(vm, args.pos[3])?;
    let told = vm.in_interpreter(id, |inner| {
        let result = inner.scope(|inner| {
            let globals = main_globals(inner);
            let callable = callee.make(inner, globals)?;
            let callable = inner.own(callable);
            let positional = positional.make(inner)?;
            let positional = inner.own(positional);
            let named = named.make(inner)?;
            let named = inner.own(named);
            let mut kw = Vec::new();
            if let Body::Dict(dict) = inner.body(named) {
                kw.extend(dict.iter().map(|(&key, &value)| (key, value)));
            }
            let pos = inner.items(positional).to_vec();
            inner.call_args(callable, &Args { pos: &pos, kw: &kw })
        });
        told(inner, result)
    })?;
    answer(vm, told)
}

/// `set_main(id, dict)`: what is shareable becomes a global of `__main__`. Whether there is such an interpreter.
fn set_main(vm: &mut Vm, args: &Args<'_>) -> R {
    let id = identifier(vm, args, "set_main", 2)?;
    let names = Plain::of(vm, args.pos[1])?;
    let found = vm.in_interpreter(id, |inner| {
        let globals = main_globals(inner);
        let Plain::Dict(pairs) = &names else {
            return Ok(());
        };
        for (name, value) in pairs {
            if let Plain::Str(name) = name {
                let value = value.make(inner)?;
                inner.dict_set_str(globals, name, value);
                inner.decref(value);
            }
        }
        Ok(())
    })?;
    Ok(vm.bool(found.is_some()))
}
