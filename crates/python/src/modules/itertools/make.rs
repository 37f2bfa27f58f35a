//! The constructors.

use objects::Ref;

use super::{body, tool};
use crate::builtins::argument;
use crate::objects::{CountValue, Itertool, Kind, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

/// The methods of an iterator's type: those given, and `__iter__` and `__next__`.
macro_rules! iterator_methods {
    ($($method:expr),* $(,)?) => {
        &[
            $($method,)*
            ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
            ("__next__", |vm, args| match crate::modules::itertools::next(vm, args.pos[0])? {
                Some(value) => Ok(value),
                None => Err(vm.stop_iteration(None)),
            }),
        ]
    };
}
pub(super) use iterator_methods;

/// A required argument by place, counted from 1, or name.
pub(super) fn one_of(vm: &mut Vm, args: &Args<'_>, place: usize, name: &str, of: &str) -> R {
    match argument(vm, args, place, name) {
        Some(found) => Ok(found),
        None => {
            let text = format!("{of}() missing required argument '{name}' (pos {place})");
            Err(vm.type_error(text))
        }
    }
}

/// Exactly so many arguments, none by name: `PyArg_UnpackTuple`.
fn exactly(vm: &mut Vm, args: &Args<'_>, count: usize, name: &str) -> R<()> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let given = args.pos.len() - 1;
    if given != count {
        let plural = if count == 1 { "" } else { "s" };
        let text = format!("{name} expected {count} argument{plural}, got {given}");
        return Err(vm.type_error(text));
    }
    Ok(())
}

/// "'str' object cannot be interpreted as an integer"
pub(super) fn number_of(vm: &mut Vm, object: Ref) -> Exc {
    let text = format!(
        "'{}' object cannot be interpreted as an integer",
        vm.tp_name(object)
    );
    vm.type_error(text)
}

fn given(vm: &Vm, args: &Args<'_>, place: usize, name: &str) -> Option<Ref> {
    argument(vm, args, place, name).filter(|&found| found != vm.one.none)
}

fn held(vm: &mut Vm, object: Option<Ref>) -> Option<Ref> {
    if let Some(object) = object {
        vm.incref(object);
    }
    object
}

pub(super) const ACCUMULATE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let source = one_of(vm, args, 1, "iterable", "accumulate")?;
    let func = given(vm, args, 2, "func");
    let initial = given(vm, args, usize::MAX, "initial");
    let iter = vm.iter(source)?;
    let (func, initial) = (held(vm, func), held(vm, initial));
    let tool = Itertool::Accumulate {
        iter,
        func,
        total: None,
        initial,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

pub(super) const BATCHED: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let source = one_of(vm, args, 1, "iterable", "batched")?;
    let size = one_of(vm, args, 2, "n", "batched")?;
    let size = vm.index(size)?;
    let strict = match given(vm, args, usize::MAX, "strict") {
        Some(strict) if vm.since(13) => vm.truth(strict)?,
        _ => false,
    };
    if size < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let iter = vm.iter(source)?;
    let tool = Itertool::Batched {
        iter: Some(iter),
        size: size as usize,
        strict,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

pub(super) const CHAIN: &[(&str, NativeFn)] = iterator_methods!(
    ("__new__", |vm, args| {
        if !args.kw.is_empty() {
            return Err(vm.type_error("chain() takes no keyword arguments"));
        }
        let items = vm.increfs(&args.pos[1..]);
        let sources = vm.tuple(items);
        let source = vm.iter(sources);
        vm.decref(sources);
        chain_of(vm, args.pos[0], source?)
    }),
    ("from_iterable", |vm, args| {
        let source = one_of(vm, args, 1, "iterable", "from_iterable")?;
        let source = vm.iter(source)?;
        chain_of(vm, args.pos[0], source)
    }),
);

fn chain_of(vm: &mut Vm, class: Ref, source: Ref) -> R {
    let tool = Itertool::Chain {
        source: Some(source),
        active: None,
    };
    Ok(vm.instance(class, body(tool)))
}

pub(super) const COMPRESS: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let data = one_of(vm, args, 1, "data", "compress")?;
    let selectors = one_of(vm, args, 2, "selectors", "compress")?;
    let data = vm.iter(data)?;
    let selectors = match vm.iter(selectors) {
        Ok(selectors) => selectors,
        Err(exc) => {
            vm.decref(data);
            return Err(exc);
        }
    };
    Ok(vm.instance(args.pos[0], body(Itertool::Compress { data, selectors })))
}));

pub(super) const COUNT: &[(&str, NativeFn)] = iterator_methods!(
    ("__new__", |vm, args| {
        let start = argument(vm, args, 1, "start");
        let step = argument(vm, args, 2, "step");
        for number in [start, step].into_iter().flatten() {
            if !vm.is_int(number)
                && !matches!(
                    vm.body(number),
                    crate::objects::Body::Float(_) | crate::objects::Body::Complex(..)
                )
                && vm.overridden(number, "__index__").is_none()
                && vm.overridden(number, "__float__").is_none()
            {
                return Err(vm.type_error("a number is required"));
            }
        }
        let step = match step {
            Some(step) => vm.incref(step),
            None => vm.int_i64(1),
        };
        let by_one = vm.is_int(step) && vm.i64_value(step) == Some(1);
        let word = match start {
            None => Some(0),
            Some(start) if vm.is_int(start) => vm.i64_value(start),
            Some(_) => None,
        };
        let value = match (word, start) {
            (Some(word), _) if by_one && word != i64::MAX => CountValue::Word(word),
            (_, Some(start)) => CountValue::Object(vm.incref(start)),
            (_, None) => CountValue::Object(vm.int_i64(0)),
        };
        Ok(vm.instance(args.pos[0], body(Itertool::Count { value, step })))
    }),
    ("__repr__", super::text::count),
);

pub(super) const CYCLE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    exactly(vm, args, 1, "cycle")?;
    let iter = vm.iter(args.pos[1])?;
    let saved = vm.list(Vec::new());
    let tool = Itertool::Cycle {
        iter: Some(iter),
        saved,
        index: 0,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

/// A function and an iterable.
fn two(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<(Ref, Ref)> {
    exactly(vm, args, 2, name)?;
    let iter = vm.iter(args.pos[2])?;
    Ok((vm.incref(args.pos[1]), iter))
}

pub(super) const DROPWHILE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let (func, iter) = two(vm, args, "dropwhile")?;
    let tool = Itertool::DropWhile {
        func,
        iter,
        started: false,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

pub(super) const TAKEWHILE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let (func, iter) = two(vm, args, "takewhile")?;
    let tool = Itertool::TakeWhile {
        func,
        iter,
        stopped: false,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

pub(super) const STARMAP: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let (func, iter) = two(vm, args, "starmap")?;
    Ok(vm.instance(args.pos[0], body(Itertool::StarMap { func, iter })))
}));

pub(super) const FILTERFALSE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let (func, iter) = two(vm, args, "filterfalse")?;
    let is_bool = func == vm.one.none || func == vm.kind(Kind::Bool);
    let func = if is_bool {
        vm.decref(func);
        None
    } else {
        Some(func)
    };
    Ok(vm.instance(args.pos[0], body(Itertool::FilterFalse { func, iter })))
}));

/// A number of `islice`: nothing where it is `None` or can't be one.
fn bound(vm: &mut Vm, object: Ref) -> R<Option<i64>> {
    if object == vm.one.none {
        return Ok(None);
    }
    match vm.index(object) {
        Ok(number) => Ok(Some(number)),
        Err(Exc::Raised(exception)) => {
            vm.decref(exception);
            Ok(Some(-1))
        }
        Err(exc) => Err(exc),
    }
}

pub(super) const ISLICE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    if !args.kw.is_empty() {
        return Err(vm.type_error("islice() takes no keyword arguments"));
    }
    let rest = &args.pos[1..];
    let (source, start, stop, step) = match *rest {
        [source, stop] => (source, None, stop, None),
        [source, start, stop] => (source, Some(start), stop, None),
        [source, start, stop, step] => (source, Some(start), stop, Some(step)),
        _ => {
            let text = if rest.len() < 2 {
                format!("islice expected at least 2 arguments, got {}", rest.len())
            } else {
                format!("islice expected at most 4 arguments, got {}", rest.len())
            };
            return Err(vm.type_error(text));
        }
    };
    let only_stop = start.is_none();
    let start = match start {
        Some(start) => bound(vm, start)?.unwrap_or(0),
        None => 0,
    };
    let stop = bound(vm, stop)?;
    if stop == Some(-1) || (only_stop && stop.is_some_and(|stop| stop < 0)) {
        let what = if stop == Some(-1) {
            "Stop argument"
        } else {
            "Indices"
        };
        let text =
            format!("{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        return Err(vm.value_error(text));
    }
    if start < 0 || stop.is_some_and(|stop| stop < 0) {
        return Err(vm.value_error(
            "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
        ));
    }
    let step = match step {
        Some(step) => bound(vm, step)?.unwrap_or(1),
        None => 1,
    };
    if step < 1 {
        return Err(vm.value_error("Step for islice() must be a positive integer or None."));
    }
    let iter = vm.iter(source)?;
    let tool = Itertool::ISlice {
        iter: Some(iter),
        next: start,
        stop,
        step,
        taken: 0,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

pub(super) const PAIRWISE: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    exactly(vm, args, 1, "pairwise")?;
    let iter = vm.iter(args.pos[1])?;
    // From 3.13 on there is a pair to be used again.
    let result = if vm.since(13) {
        let (first, second) = (vm.none(), vm.none());
        Some(vm.tuple(vec![first, second]))
    } else {
        None
    };
    let tool = Itertool::Pairwise {
        iter: Some(iter),
        old: None,
        result,
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));

pub(super) const REPEAT: &[(&str, NativeFn)] = iterator_methods!(
    ("__new__", |vm, args| {
        let element = one_of(vm, args, 1, "object", "repeat")?;
        let left = match argument(vm, args, 2, "times") {
            Some(times) => Some(vm.index(times)?.max(0)),
            None => None,
        };
        vm.incref(element);
        Ok(vm.instance(args.pos[0], body(Itertool::Repeat { element, left })))
    }),
    ("__repr__", super::text::repeat),
    ("__length_hint__", |vm, args| match tool(vm, args.pos[0]) {
        Some(&Itertool::Repeat {
            left: Some(left), ..
        }) => Ok(vm.int_i64(left)),
        _ => Err(vm.type_error("len() of unsized object")),
    }),
);

pub(super) const ZIP_LONGEST: &[(&str, NativeFn)] = iterator_methods!(("__new__", |vm, args| {
    let mut fill = vm.one.none;
    for &(name, value) in args.kw {
        if vm.text(name) != "fillvalue" {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value;
    }
    let mut iters = Vec::new();
    for &source in &args.pos[1..] {
        match vm.iter(source) {
            Ok(iter) => iters.push(Some(iter)),
            Err(exc) => {
                for iter in iters {
                    vm.xdecref(iter);
                }
                return Err(exc);
            }
        }
    }
    let empty: Vec<Ref> = iters.iter().map(|_| vm.none()).collect();
    let result = vm.tuple(empty);
    vm.incref(fill);
    let tool = Itertool::ZipLongest {
        active: iters.len(),
        iters,
        fill,
        result: Some(result),
    };
    Ok(vm.instance(args.pos[0], body(tool)))
}));
