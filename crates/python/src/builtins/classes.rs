//! Numbers, exceptions, generators, and the types that are small.

use objects::types::Int;

use super::object::{get_instance_dict, set_instance_dict};
use super::{Attribute, argument, containers, field, held};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

fn number_from(vm: &mut Vm, args: &Args<'_>) -> R<Int> {
    let Some(&value) = args.pos.get(1) else {
        return Ok(Int::from(0));
    };
    match vm.body(value) {
        Body::Float(value) if value.is_finite() => Ok(crate::vm::float_to_int(value.trunc())),
        Body::Float(value) => {
            let text = if value.is_nan() {
                "cannot convert float NaN to integer"
            } else {
                "cannot convert float infinity to integer"
            };
            let class = if value.is_nan() {
                "ValueError"
            } else {
                "OverflowError"
            };
            Err(vm.error(class, text))
        }
        Body::Str(text) => {
            let text = text.value.as_str().to_owned();
            let base = match argument(vm, args, 2, "base") {
                Some(base) => vm.index(base)?,
                None => 10,
            };
            let clean = text.trim().replace('_', "");
            let parsed = if base == 10 {
                clean
                    .strip_prefix('+')
                    .unwrap_or(&clean)
                    .parse::<Int>()
                    .ok()
            } else {
                i64::from_str_radix(
                    clean.trim_start_matches("0x").trim_start_matches("0b"),
                    base.clamp(2, 36) as u32,
                )
                .ok()
                .map(Int::from)
            };
            match parsed {
                Some(value) => Ok(value),
                None => {
                    let shown = vm.repr_of(value)?;
                    Err(vm.value_error(format!(
                        "invalid literal for int() with base {base}: {shown}"
                    )))
                }
            }
        }
        _ => match vm.int_value(value) {
            Some(value) => Ok(value),
            None => {
                for method in ["__int__", "__index__"] {
                    if let Some(found) = vm.overridden(value, method) {
                        let result = vm.call_unbound(found, value, &[])?;
                        let result = vm.own(result);
                        if let Some(value) = vm.int_value(result) {
                            return Ok(value);
                        }
                    }
                }
                let text = if vm.since(10) {
                    format!(
                        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                        vm.tp_name(value)
                    )
                } else {
                    format!(
                        "int() argument must be a string, a bytes-like object or a number, not '{}'",
                        vm.tp_name(value)
                    )
                };
                Err(vm.type_error(text))
            }
        },
    }
}

const INT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let value = number_from(vm, args)?;
        if args.pos[0] == vm.kind(Kind::Int) {
            return Ok(vm.int(value));
        }
        Ok(vm.instance(args.pos[0], Body::Int(value)))
    }),
    ("bit_length", |vm, args| {
        let value = vm.int_value(args.pos[0]).unwrap_or_else(|| Int::from(0));
        let bits = crate::vm::bit_length(&value);
        Ok(vm.int_i64(bits))
    }),
];

const BOOL: &[(&str, NativeFn)] = &[("__new__", |vm, args| {
    let truth = match args.pos.get(1) {
        Some(&value) => vm.truth(value)?,
        None => false,
    };
    Ok(vm.bool(truth))
})];

const FLOAT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let value = match args.pos.get(1) {
            None => 0.0,
            Some(&value) => match vm.body(value) {
                Body::Float(number) => {
                    if args.pos[0] == vm.kind(Kind::Float) && vm.type_of(value) == args.pos[0] {
                        return Ok(vm.incref(value));
                    }
                    *number
                }
                Body::Str(text) => {
                    let text = text.value.as_str().trim().to_owned();
                    match text.to_lowercase().as_str() {
                        "inf" | "infinity" | "+inf" => f64::INFINITY,
                        "-inf" | "-infinity" => f64::NEG_INFINITY,
                        "nan" => f64::NAN,
                        _ => match text.replace('_', "").parse() {
                            Ok(value) => value,
                            Err(_) => {
                                let shown = vm.repr_of(value)?;
                                return Err(vm.value_error(format!(
                                    "could not convert string to float: {shown}"
                                )));
                            }
                        },
                    }
                }
                _ => match vm.int_value(value) {
                    Some(value) => crate::vm::int_to_float(&value),
                    None => {
                        let word = if vm.since(10) {
                            "real number"
                        } else {
                            "number"
                        };
                        let text = format!(
                            "float() argument must be a string or a {word}, not '{}'",
                            vm.tp_name(value)
                        );
                        return Err(vm.type_error(text));
                    }
                },
            },
        };
        if args.pos[0] == vm.kind(Kind::Float) {
            return Ok(vm.float(value));
        }
        Ok(vm.instance(args.pos[0], Body::Float(value)))
    }),
    ("is_integer", |vm, args| {
        let answer = matches!(vm.body(args.pos[0]), Body::Float(value) if value.fract() == 0.0);
        Ok(vm.bool(answer))
    }),
];

const EXCEPTION: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let body = vm.exception_body(&args.pos[1..]);
        let made = vm.instance(args.pos[0], body);
        let wants_extra =
            vm.is_exception(made, "StopIteration") || vm.is_exception(made, "SystemExit");
        if let (true, Some(&value)) = (wants_extra, args.pos.get(1)) {
            vm.incref(value);
            if let Body::Exception(state) = vm.body_mut(made) {
                state.extra = Some(value);
            }
        }
        Ok(made)
    }),
    ("__init__", |vm, args| {
        let items = vm.increfs(&args.pos[1..]);
        let new = vm.tuple(items);
        let old = match vm.body_mut(args.pos[0]) {
            Body::Exception(state) => std::mem::replace(&mut state.args, new),
            _ => new,
        };
        vm.decref(old);
        Ok(vm.none())
    }),
    ("__str__", |vm, args| {
        let text = {
            let this = args.pos[0];
            let Body::Exception(state) = vm.body(this) else {
                return Ok(vm.none());
            };
            let tuple = state.args;
            match vm.items(tuple).to_vec()[..] {
                [] => String::new(),
                [one] if vm.is_exception(this, "KeyError") => vm.repr_of(one)?,
                [one] => vm.str_of(one)?,
                _ => vm.repr_of(tuple)?,
            }
        };
        Ok(vm.str(text))
    }),
    ("with_traceback", |vm, args| {
        let new = (args.pos[1] != vm.one.none).then(|| vm.incref(args.pos[1]));
        let old = match vm.body_mut(args.pos[0]) {
            Body::Exception(state) => std::mem::replace(&mut state.traceback, new),
            _ => None,
        };
        vm.xdecref(old);
        Ok(vm.incref(args.pos[0]))
    }),
];

const GENERATOR: &[(&str, NativeFn)] = &[
    ("__next__", |vm, args| {
        match vm.resume(args.pos[0], Ok(vm.one.none))? {
            Ok(value) => Ok(value),
            Err(returned) => Err(vm.stop_iteration(Some(returned))),
        }
    }),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("send", |vm, args| {
        match vm.resume(args.pos[0], Ok(args.pos[1]))? {
            Ok(value) => Ok(value),
            Err(returned) => Err(vm.stop_iteration(Some(returned))),
        }
    }),
    ("throw", |vm, args| {
        let exception = vm.exception_from(args.pos[1])?;
        match vm.resume(args.pos[0], Err(Exc::Raised(exception)))? {
            Ok(value) => Ok(value),
            Err(returned) => Err(vm.stop_iteration(Some(returned))),
        }
    }),
    ("close", |vm, args| vm.generator_close(args.pos[0])),
];

fn next_method(vm: &mut Vm, args: &Args<'_>) -> R {
    match vm.next(args.pos[0])? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(None)),
    }
}

const ITERATOR: &[(&str, NativeFn)] = &[
    ("__next__", next_method),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
];

/// The methods of the types that are no containers or texts.
pub(super) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Object => super::object::OBJECT,
        Kind::Type => super::class::TYPE,
        Kind::Int => INT,
        Kind::Bool => BOOL,
        Kind::Float => FLOAT,
        Kind::BaseException => EXCEPTION,
        Kind::Generator | Kind::Coroutine => GENERATOR,
        Kind::Property => super::descriptors::PROPERTY,
        Kind::ListIterator
        | Kind::TupleIterator
        | Kind::StrIterator
        | Kind::RangeIterator
        | Kind::DictKeyIterator
        | Kind::DictValueIterator
        | Kind::DictItemIterator
        | Kind::SetIterator
        | Kind::Iterator
        | Kind::CallableIterator
        | Kind::ListReverseIterator
        | Kind::BytesIterator => ITERATOR,
        Kind::StaticMethod => &[("__new__", |vm, args| {
            super::descriptors::wrapper(vm, args, Body::StaticMethod)
        })],
        Kind::ClassMethod => &[("__new__", |vm, args| {
            super::descriptors::wrapper(vm, args, Body::ClassMethod)
        })],
        Kind::Super => super::parent::SUPER,
        Kind::Range => &[
            ("__new__", |vm, args| {
                let mut parts = [0, 0, 1];
                let given = &args.pos[1..];
                match given {
                    [stop] => parts[1] = vm.index(*stop)?,
                    [start, stop, rest @ ..] => {
                        parts[0] = vm.index(*start)?;
                        parts[1] = vm.index(*stop)?;
                        if let Some(&step) = rest.first() {
                            parts[2] = vm.index(step)?;
                        }
                    }
                    [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
                }
                if parts[2] == 0 {
                    return Err(vm.value_error("range() arg 3 must not be zero"));
                }
                Ok(vm.range(parts[0], parts[1], parts[2]))
            }),
            ("__init__", |vm, _| Ok(vm.none())),
        ],
        Kind::Slice => &[
            ("__new__", |vm, args| {
                let none = vm.one.none;
                let parts = match args.pos[1..] {
                    [stop] => [none, stop, none],
                    [start, stop] => [start, stop, none],
                    [start, stop, step] => [start, stop, step],
                    _ => return Err(vm.type_error("slice expected at most 3 arguments")),
                };
                vm.increfs(&parts);
                Ok(vm.alloc(Body::Slice(parts)))
            }),
            ("__init__", |vm, _| Ok(vm.none())),
        ],
        Kind::Enumerate => &[
            ("__new__", |vm, args| {
                containers::make_iterator(vm, Kind::Enumerate, args)
            }),
            ("__next__", next_method),
        ],
        Kind::Zip => &[
            ("__new__", |vm, args| {
                containers::make_iterator(vm, Kind::Zip, args)
            }),
            ("__next__", next_method),
        ],
        Kind::Map => &[
            ("__new__", |vm, args| {
                containers::make_iterator(vm, Kind::Map, args)
            }),
            ("__next__", next_method),
        ],
        Kind::Filter => &[
            ("__new__", |vm, args| {
                containers::make_iterator(vm, Kind::Filter, args)
            }),
            ("__next__", next_method),
        ],
        Kind::Reversed => &[
            ("__new__", |vm, args| {
                containers::make_iterator(vm, Kind::Reversed, args)
            }),
            ("__next__", next_method),
        ],
        Kind::SimpleNamespace => &[
            ("__init__", |vm, args| {
                for &(key, value) in args.kw {
                    vm.setattr(args.pos[0], key, Some(value))?;
                }
                Ok(vm.none())
            }),
            ("__new__", |vm, args| {
                Ok(vm.instance(args.pos[0], Body::Plain))
            }),
        ],
        Kind::TextIO => &[
            ("write", |vm, args| {
                let text = vm.text(args.pos[1]).to_owned();
                vm.write_file(args.pos[0], &text)?;
                Ok(vm.int_usize(text.chars().count()))
            }),
            ("flush", |vm, _| Ok(vm.none())),
        ],
        Kind::WeakRef => &[
            ("__new__", crate::modules::new_weakref),
            ("__init__", |vm, _| Ok(vm.none())),
        ],
        Kind::WeakValueDictionary | Kind::WeakKeyDictionary | Kind::WeakSet => {
            crate::modules::container_methods(kind)
        }
        Kind::Finalize => crate::modules::FINALIZE,
        Kind::WeakMethod => &[
            ("__new__", crate::modules::new_weak_method),
            ("__init__", |vm, _| Ok(vm.none())),
        ],
        _ => &[],
    }
}

/// The computed attributes of a type.
pub(super) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Object => super::object::OBJECT_ATTRIBUTES,
        Kind::Type => super::class::TYPE_ATTRIBUTES,
        Kind::Function => super::descriptors::FUNCTION_ATTRIBUTES,
        Kind::Method => super::descriptors::METHOD_ATTRIBUTES,
        Kind::BuiltinFunction | Kind::MethodDescriptor | Kind::WrapperDescriptor => {
            super::descriptors::NATIVE_ATTRIBUTES
        }
        Kind::Cell => &[(
            "cell_contents",
            |vm, object| {
                let Body::Cell(value) = vm.body(object) else {
                    return Ok(vm.none());
                };
                match *value {
                    Some(value) => Ok(vm.incref(value)),
                    None => Err(vm.value_error("Cell is empty")),
                }
            },
            None,
        )],
        Kind::Code => &[
            field!("co_name", Body::Code(code) => Some(code.shared.name)),
            (
                "co_consts",
                |vm, object| {
                    let Body::Code(code) = vm.body(object) else {
                        return Ok(vm.none());
                    };
                    let items = code.shared.consts.clone();
                    let items = vm.increfs(&items);
                    Ok(vm.tuple(items))
                },
                None,
            ),
            (
                "co_nlocals",
                |vm, object| {
                    let Body::Code(code) = vm.body(object) else {
                        return Ok(vm.none());
                    };
                    let count = code.shared.nlocals;
                    Ok(vm.int_usize(count))
                },
                None,
            ),
            (
                "co_varnames",
                |vm, object| {
                    let Body::Code(code) = vm.body(object) else {
                        return Ok(vm.none());
                    };
                    let items = code.shared.variables[..code.shared.nlocals].to_vec();
                    let items = vm.increfs(&items);
                    Ok(vm.tuple(items))
                },
                None,
            ),
        ],
        Kind::BaseException => &[
            field!("args", Body::Exception(state) => Some(state.args)),
            (
                "__traceback__",
                |vm, object| {
                    let value = match vm.body(object) {
                        Body::Exception(state) => state.traceback,
                        _ => None,
                    };
                    held(vm, value)
                },
                Some(|vm, object, value| {
                    let new = value
                        .filter(|&value| value != vm.one.none)
                        .map(|value| vm.incref(value));
                    let old = match vm.body_mut(object) {
                        Body::Exception(state) => std::mem::replace(&mut state.traceback, new),
                        _ => new,
                    };
                    vm.xdecref(old);
                    Ok(())
                }),
            ),
            (
                "__suppress_context__",
                |vm, object| {
                    let suppresses =
                        matches!(vm.body(object), Body::Exception(state) if state.suppress_context);
                    Ok(vm.bool(suppresses))
                },
                None,
            ),
            field!("__cause__", Body::Exception(state) => state.cause),
            field!("__context__", Body::Exception(state) => state.context),
            field!("value", Body::Exception(state) => state.extra),
            field!("name", Body::Exception(state) => state.extra),
            field!("obj", Body::Exception(state) => state.object),
            field!("code", Body::Exception(state) => state.extra),
            ("__dict__", get_instance_dict, Some(set_instance_dict)),
        ],
        Kind::Traceback => &[
            field!("tb_frame", Body::Traceback(traceback) => Some(traceback.frame)),
            field!("tb_next", Body::Traceback(traceback) => traceback.next),
            (
                "tb_lineno",
                |vm, object| {
                    let Body::Traceback(traceback) = vm.body(object) else {
                        return Ok(vm.none());
                    };
                    let line = i64::from(traceback.position.line);
                    Ok(vm.int_i64(line))
                },
                None,
            ),
        ],
        Kind::Frame => &[
            field!("f_code", Body::Frame(frame) => Some(frame.code)),
            field!("f_globals", Body::Frame(frame) => Some(frame.globals)),
            ("f_back", crate::modules::frame_back, None),
            ("f_locals", crate::modules::frame_locals, None),
            ("f_lineno", crate::modules::frame_line, None),
        ],
        Kind::Generator | Kind::Coroutine => &[
            field!("__name__", Body::Generator(generator) => Some(generator.name)),
            field!("__qualname__", Body::Generator(generator) => Some(generator.qualname)),
        ],
        Kind::Property => super::descriptors::PROPERTY_ATTRIBUTES,
        Kind::StaticMethod | Kind::ClassMethod => super::descriptors::WRAPPER_ATTRIBUTES,
        Kind::Complex => &[(
            "real",
            |vm, object| {
                let Body::Complex(real, _) = vm.body(object) else {
                    return Ok(vm.none());
                };
                let real = *real;
                Ok(vm.float(real))
            },
            None,
        )],
        Kind::Range => &[
            field!("start", Body::Range(range) => Some(range.start)),
            field!("stop", Body::Range(range) => Some(range.stop)),
            field!("step", Body::Range(range) => Some(range.step)),
        ],
        Kind::Slice => &[
            field!("start", Body::Slice(parts) => Some(parts[0])),
            field!("stop", Body::Slice(parts) => Some(parts[1])),
            field!("step", Body::Slice(parts) => Some(parts[2])),
        ],
        Kind::WeakRef => &[(
            "__callback__",
            |vm, object| {
                let callback =
                    weakref::reference(&vm.heap, object).and_then(weakref::WeakReference::callback);
                held(vm, callback)
            },
            None,
        )],
        Kind::Finalize => crate::modules::FINALIZE_ATTRIBUTES,
        _ => &[],
    }
}
