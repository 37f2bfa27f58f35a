//! `object`, `type`, numbers, functions, exceptions, generators, properties.

use objects::Ref;
use objects::types::Int;

use super::{Attribute, argument, arity, containers};
use crate::objects::{Body, InstanceDict, Kind, NativeFn, Property, Super};
use crate::vm::{Args, Exc, R, Vm};

pub(crate) fn get_instance_dict(vm: &mut Vm, object: Ref) -> R {
    let dict = vm.instance_dict(object);
    Ok(vm.incref(dict))
}

pub(crate) fn set_instance_dict(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let new = match value {
        Some(value) if matches!(vm.body(value), Body::Dict(_)) => {
            InstanceDict::Made(vm.incref(value))
        }
        Some(value) => {
            let text = format!(
                "__dict__ must be set to a dictionary, not a '{}'",
                vm.tp_name(value)
            );
            return Err(vm.type_error(text));
        }
        None => InstanceDict::None,
    };
    let old = std::mem::replace(&mut vm.get_mut(object).attrs_mut().dict, new);
    match old {
        InstanceDict::None => {}
        InstanceDict::Made(dict) => vm.decref(dict),
        InstanceDict::Inline(mut values) => {
            for (key, value) in values.clear() {
                vm.decref(key);
                vm.decref(value);
            }
        }
    }
    Ok(())
}

pub(crate) fn get_weakref(vm: &mut Vm, object: Ref) -> R {
    let first = weakref::getweakrefs(&vm.heap, object).first().copied();
    let first = first.unwrap_or(vm.one.none);
    Ok(vm.incref(first))
}

const OBJECT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let Body::Type(value) = vm.body(class) else {
            return Err(vm.type_error("object.__new__(X): X is not a type object"));
        };
        if value.native != Kind::Object && value.native != Kind::SimpleNamespace {
            let (native, name) = (value.native, value.name.to_string());
            if !value.is_heap {
                return Err(vm.unsupported(format!("calling the type '{name}'")));
            }
            return Err(vm.type_error(format!(
                "object.__new__({name}) is not safe, use {}.__new__()",
                native.name()
            )));
        }
        if args.pos.len() > 1 || !args.kw.is_empty() {
            let new = vm.type_lookup_str(class, "__new__");
            let init = vm.type_lookup_str(class, "__init__");
            let overrides_new = !new.is_some_and(|new| matches!(vm.body(new), Body::StaticMethod(func) if matches!(vm.body(*func), Body::Native(_))));
            let overrides_init = init.is_some_and(|init| !matches!(vm.body(init), Body::Native(_)));
            if overrides_new {
                return Err(vm.type_error(
                    "object.__new__() takes exactly one argument (the type to instantiate)",
                ));
            }
            if !overrides_init {
                let name = vm.class_tp_name(class);
                return Err(vm.no_arguments(&name));
            }
        }
        Ok(vm.instance(class, Body::Plain))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__init_subclass__", |vm, args| {
        if !args.kw.is_empty() {
            let name = vm.class_tp_name(args.pos[0]);
            return Err(vm.type_error(format!(
                "{name}.__init_subclass__() takes no keyword arguments"
            )));
        }
        Ok(vm.none())
    }),
    ("__getattribute__", |vm, args| {
        vm.generic_getattr(args.pos[0], args.pos[1])
    }),
    ("__setattr__", |vm, args| {
        vm.generic_setattr(args.pos[0], args.pos[1], Some(args.pos[2]))?;
        Ok(vm.none())
    }),
    ("__delattr__", |vm, args| {
        vm.generic_setattr(args.pos[0], args.pos[1], None)?;
        Ok(vm.none())
    }),
    ("__repr__", |vm, args| {
        let text = vm.native_repr(args.pos[0])?;
        Ok(vm.str(text))
    }),
    ("__str__", |vm, args| {
        let text = vm.repr_of(args.pos[0])?;
        Ok(vm.str(text))
    }),
    ("__format__", |vm, args| {
        vm.format_value(args.pos[0], 0, args.pos.get(1).copied())
    }),
    ("__hash__", |vm, args| {
        let hash = objects::types::hash::hash_pointer(vm.id_of(args.pos[0]));
        Ok(vm.int_i64(hash))
    }),
    ("__eq__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Eq)
    }),
    ("__ne__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Ne)
    }),
    ("__lt__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Lt)
    }),
    ("__le__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Le)
    }),
    ("__gt__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Gt)
    }),
    ("__ge__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Ge)
    }),
    ("__sizeof__", |vm, args| {
        let size = crate::modules::sizeof(vm, args.pos[0]);
        let head = crate::modules::preheader(vm, args.pos[0]);
        Ok(vm.int_usize(size - head))
    }),
];

fn native_comparison(vm: &mut Vm, args: &Args<'_>, op: crate::code::Compare) -> R {
    match vm.native_compare(op, args.pos[0], args.pos[1])? {
        Some(answer) => Ok(vm.bool(answer)),
        None if args.pos[0] == args.pos[1] && op == crate::code::Compare::Eq => Ok(vm.bool(true)),
        None => Ok(vm.incref(vm.one.not_implemented)),
    }
}

const TYPE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        if args.pos.len() != 4 {
            return Err(vm.type_error("type.__new__() takes exactly 3 arguments"));
        }
        vm.new_class(args.pos[0], args.pos[1], args.pos[2], args.pos[3], args.kw)
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__call__", |vm, args| {
        let rest = Args {
            pos: &args.pos[1..],
            kw: args.kw,
        };
        vm.type_call_plain(args.pos[0], &rest)
    }),
    ("mro", |vm, args| {
        let Body::Type(value) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let items = vm.items(value.mro).to_vec();
        let items = vm.increfs(&items);
        Ok(vm.list(items))
    }),
    ("__subclasses__", |vm, args| {
        let Body::Type(value) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let alive: Vec<Ref> = value
            .subclasses
            .iter()
            .copied()
            .filter(|&class| vm.heap.is_alive(class))
            .collect();
        let alive = vm.increfs(&alive);
        Ok(vm.list(alive))
    }),
];

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

const PROPERTY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        Ok(vm.instance(class, Body::Property(Box::default())))
    }),
    ("__init__", |vm, args| {
        let part = |vm: &mut Vm, place: usize, name: &str| {
            argument(vm, args, place, name)
                .filter(|&value| value != vm.one.none)
                .map(|value| vm.incref(value))
        };
        let new = Property {
            get: part(vm, 1, "fget"),
            set: part(vm, 2, "fset"),
            delete: part(vm, 3, "fdel"),
            doc: part(vm, 4, "doc"),
            name: None,
        };
        if let Body::Property(property) = vm.body_mut(args.pos[0]) {
            **property = new;
        }
        Ok(vm.none())
    }),
    ("getter", |vm, args| property_with(vm, args, 0)),
    ("setter", |vm, args| property_with(vm, args, 1)),
    ("deleter", |vm, args| property_with(vm, args, 2)),
];

fn property_with(vm: &mut Vm, args: &Args<'_>, place: usize) -> R {
    let Body::Property(property) = vm.body(args.pos[0]) else {
        return Ok(vm.none());
    };
    let mut new = (**property).clone();
    match place {
        0 => new.get = Some(args.pos[1]),
        1 => new.set = Some(args.pos[1]),
        _ => new.delete = Some(args.pos[1]),
    }
    new.name = None;
    for part in [new.get, new.set, new.delete, new.doc]
        .into_iter()
        .flatten()
    {
        vm.incref(part);
    }
    Ok(vm.alloc(Body::Property(Box::new(new))))
}

fn wrapper(vm: &mut Vm, args: &Args<'_>, make: fn(Ref) -> Body) -> R {
    arity(vm, args, "staticmethod", 1, 1, 1)?;
    let func = vm.incref(args.pos[1]);
    Ok(vm.alloc(make(func)))
}

fn new_super(vm: &mut Vm, args: &Args<'_>) -> R {
    let (class, this) = match args.pos {
        [_, class, this] => (*class, *this),
        [_] => {
            let frame = vm.top();
            let cell = frame
                .body
                .variables
                .iter()
                .rposition(|&name| name == name)
                .map(|_| ());
            let _ = cell;
            let (variables, locals) = (frame.body.variables.clone(), frame.locals.clone());
            let place = variables
                .iter()
                .rposition(|&name| vm.text(name) == "__class__");
            let cell = place.and_then(|place| locals[place].get());
            let class = match cell.map(|cell| vm.body(cell)) {
                Some(Body::Cell(Some(class))) => *class,
                Some(Body::Cell(None)) => {
                    return Err(vm.error("RuntimeError", "super(): empty __class__ cell"));
                }
                _ => return Err(vm.error("RuntimeError", "super(): __class__ cell not found")),
            };
            let Some(mut this) = locals.first().and_then(|value| value.get()) else {
                return Err(vm.error("RuntimeError", "super(): no arguments"));
            };
            if let Body::Cell(Some(held)) = vm.body(this) {
                this = *held;
            }
            (class, this)
        }
        _ => return Err(vm.unsupported("super with one argument")),
    };
    let this_class = if matches!(vm.body(this), Body::Type(_)) && vm.is_subclass(this, class) {
        this
    } else if vm.is_subclass(vm.type_of(this), class) {
        vm.type_of(this)
    } else {
        return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"));
    };
    vm.incref(class);
    vm.incref(this);
    vm.incref(this_class);
    Ok(vm.alloc(Body::Super(Box::new(Super {
        class,
        this: Some(this),
        this_class: Some(this_class),
    }))))
}

/// The methods of the types that are no containers or texts.
pub(super) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Object => OBJECT,
        Kind::Type => TYPE,
        Kind::Int => INT,
        Kind::Bool => BOOL,
        Kind::Float => FLOAT,
        Kind::BaseException => EXCEPTION,
        Kind::Generator | Kind::Coroutine => GENERATOR,
        Kind::Property => PROPERTY,
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
        Kind::StaticMethod => &[("__new__", |vm, args| wrapper(vm, args, Body::StaticMethod))],
        Kind::ClassMethod => &[("__new__", |vm, args| wrapper(vm, args, Body::ClassMethod))],
        Kind::Super => &[("__new__", new_super), ("__init__", |vm, _| Ok(vm.none()))],
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

fn held(vm: &mut Vm, value: Option<Ref>) -> R {
    let value = value.unwrap_or(vm.one.none);
    Ok(vm.incref(value))
}

macro_rules! field {
    ($name:literal, $body:pat => $value:expr) => {
        (
            $name,
            |vm, object| {
                let value = match vm.body(object) {
                    $body => $value,
                    _ => None,
                };
                held(vm, value)
            },
            None,
        )
    };
}

const TYPE_ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let name = value.name.clone();
            Ok(vm.intern(&name))
        },
        Some(|vm, object, value| {
            let Some(value) = value else { return Ok(()) };
            let name = vm.text(value).into();
            if let Body::Type(class) = vm.body_mut(object) {
                class.name = name;
            }
            Ok(())
        }),
    ),
    (
        "__qualname__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let name = value.qualname.clone();
            Ok(vm.intern(&name))
        },
        Some(|vm, object, value| {
            let Some(value) = value else { return Ok(()) };
            let name = vm.text(value).into();
            if let Body::Type(class) = vm.body_mut(object) {
                class.qualname = name;
            }
            Ok(())
        }),
    ),
    field!("__mro__", Body::Type(class) => Some(class.mro)),
    field!("__bases__", Body::Type(class) => Some(class.bases)),
    field!("__base__", Body::Type(class) => class.base),
    (
        "__dict__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let dict = value.dict;
            vm.incref(dict);
            Ok(vm.alloc(Body::MappingProxy(dict)))
        },
        None,
    ),
    (
        "__basicsize__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let size = vm.layouts.class(value.layout).basicsize();
            Ok(vm.int_usize(size))
        },
        None,
    ),
    (
        "__itemsize__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let size = vm.layouts.class(value.layout).itemsize();
            Ok(vm.int_usize(size))
        },
        None,
    ),
    (
        "__dictoffset__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let offset = vm.layouts.class(value.layout).dictoffset();
            Ok(vm.int_i64(offset as i64))
        },
        None,
    ),
    (
        "__weakrefoffset__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let offset = vm.layouts.class(value.layout).weaklistoffset();
            Ok(vm.int_i64(offset as i64))
        },
        None,
    ),
];

/// The computed attributes of a type.
pub(super) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Object => &[(
            "__class__",
            |vm, object| {
                let class = vm.type_of(object);
                Ok(vm.incref(class))
            },
            Some(|vm, _, _| Err(vm.unsupported("assignment to __class__"))),
        )],
        Kind::Type => TYPE_ATTRIBUTES,
        Kind::Function => &[
            field!("__name__", Body::Function(function) => Some(function.name)),
            field!("__qualname__", Body::Function(function) => Some(function.qualname)),
            field!("__module__", Body::Function(function) => function.module),
            field!("__doc__", Body::Function(function) => Some(function.doc)),
            field!("__code__", Body::Function(function) => Some(function.code)),
            field!("__globals__", Body::Function(function) => Some(function.globals)),
            field!("__closure__", Body::Function(function) => function.closure),
            field!("__defaults__", Body::Function(function) => function.defaults),
            field!("__kwdefaults__", Body::Function(function) => function.kwdefaults),
            ("__dict__", get_instance_dict, Some(set_instance_dict)),
        ],
        Kind::Method => &[
            field!("__func__", Body::Method { func, .. } => Some(*func)),
            field!("__self__", Body::Method { this, .. } => Some(*this)),
            (
                "__name__",
                |vm, object| {
                    let Body::Method { func, .. } = vm.body(object) else {
                        return Ok(vm.none());
                    };
                    let func = *func;
                    vm.getattr_str(func, "__name__")
                },
                None,
            ),
        ],
        Kind::BuiltinFunction | Kind::MethodDescriptor | Kind::WrapperDescriptor => &[
            (
                "__name__",
                |vm, object| {
                    let Body::Native(native) = vm.body(object) else {
                        return Ok(vm.none());
                    };
                    let name = native.name;
                    Ok(vm.intern(name))
                },
                None,
            ),
            field!("__self__", Body::Native(native) => native.this),
        ],
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
        Kind::Property => &[
            field!("fget", Body::Property(property) => property.get),
            field!("fset", Body::Property(property) => property.set),
            field!("fdel", Body::Property(property) => property.delete),
        ],
        Kind::StaticMethod | Kind::ClassMethod => &[(
            "__func__",
            |vm, object| {
                let (Body::StaticMethod(func) | Body::ClassMethod(func)) = vm.body(object) else {
                    return Ok(vm.none());
                };
                let func = *func;
                Ok(vm.incref(func))
            },
            None,
        )],
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
