//! `complex`.

use objects::Ref;

use super::arguments::{Signature, rest, unpack};
use super::{Attribute, arity};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::number::parse_complex;
use crate::vm::{Args, R, Vm};

const COMPLEX: Signature = Signature {
    name: "complex",
    params: &["real", "imag"],
    unnamed: 0,
    required: 0,
    by_place: 2,
};

fn parts(vm: &Vm, object: Ref) -> (f64, f64) {
    match vm.body(object) {
        Body::Complex(real, imag) => (*real, *imag),
        _ => (0.0, 0.0),
    }
}

/// One argument as a complex number: also through `__complex__`, `__float__`, `__index__`.
fn number(vm: &mut Vm, value: Ref) -> R<Option<(f64, f64)>> {
    if let Some(method) = vm.overridden(value, "__complex__") {
        let result = vm.call_unbound(method, value, &[])?;
        let result = vm.own(result);
        return match vm.body(result) {
            Body::Complex(real, imag) => Ok(Some((*real, *imag))),
            _ => Err(vm.wrong_result(value, "__complex__", result)),
        };
    }
    if let Some(value) = vm.float_of_methods(value)? {
        return Ok(Some((value, 0.0)));
    }
    vm.complex_parts(value)
}

fn from_text(vm: &mut Vm, text: &str) -> R<(f64, f64)> {
    match parse_complex(text) {
        Some(parts) => Ok(parts),
        None => Err(vm.value_error("complex() arg is a malformed string")),
    }
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let exact = class == vm.kind(Kind::Complex);
    let [real, imag] = unpack(vm, &rest(args), &COMPLEX)?;
    let modern = vm.since(14);
    let is_text = |vm: &Vm, value: Option<Ref>| {
        value.is_some_and(|value| matches!(vm.body(value), Body::Str(_)))
    };
    let wrong = |vm: &mut Vm, which: &str, value: Ref| {
        let text = format!(
            "complex() argument '{which}' must be a real number, not {}",
            vm.tp_name(value)
        );
        vm.type_error(text)
    };
    let made = match (real, imag) {
        (None, None) => (0.0, 0.0),
        (Some(real), None) if exact && vm.type_of(real) == class => return Ok(vm.incref(real)),
        (Some(text), None) if is_text(vm, real) => {
            let text = vm.text(text).to_owned();
            from_text(vm, &text)?
        }
        (Some(real), None) => match number(vm, real)? {
            Some(parts) => parts,
            None => {
                let name = vm.tp_name(real);
                return Err(vm.type_error(if modern {
                    format!("complex() argument must be a string or a number, not {name}")
                } else {
                    format!("complex() first argument must be a string or a number, not '{name}'")
                }));
            }
        },
        (real, Some(imag)) => {
            if let Some(real) = real.filter(|_| is_text(vm, real)) {
                return Err(if modern {
                    wrong(vm, "real", real)
                } else {
                    vm.type_error("complex() can't take second arg if first is a string")
                });
            }
            if is_text(vm, Some(imag)) {
                return Err(if modern {
                    wrong(vm, "imag", imag)
                } else {
                    vm.type_error("complex() second arg can't be a string")
                });
            }
            let (a, b) = match real {
                None => (0.0, 0.0),
                Some(real) => match number(vm, real)? {
                    Some(parts) => parts,
                    None if modern => return Err(wrong(vm, "real", real)),
                    None => {
                        let text = format!(
                            "complex() first argument must be a string or a number, not '{}'",
                            vm.tp_name(real)
                        );
                        return Err(vm.type_error(text));
                    }
                },
            };
            let (c, d) = match number(vm, imag)? {
                Some(parts) => parts,
                None if modern => return Err(wrong(vm, "imag", imag)),
                None => {
                    let text = format!(
                        "complex() second argument must be a number, not '{}'",
                        vm.tp_name(imag)
                    );
                    return Err(vm.type_error(text));
                }
            };
            let is_complex = |value: Ref| matches!(vm.body(value), Body::Complex(..));
            if modern && (is_complex(imag) || real.is_some_and(is_complex)) {
                return Err(vm.unsupported("the warning about complex() of complex parts"));
            }
            let real = if is_complex(imag) { a - d } else { a };
            let imaginary = if real_is_complex(vm, args) { b + c } else { c };
            (real, imaginary)
        }
    };
    let body = Body::Complex(made.0, made.1);
    if exact {
        return Ok(vm.alloc(body));
    }
    Ok(vm.instance(class, body))
}

fn real_is_complex(vm: &Vm, args: &Args<'_>) -> bool {
    super::argument(vm, args, 1, "real")
        .is_some_and(|value| matches!(vm.body(value), Body::Complex(..)))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("conjugate", |vm, args| {
        arity(vm, args, "complex.conjugate", 0, 0, 1)?;
        let (real, imag) = parts(vm, args.pos[0]);
        Ok(vm.alloc(Body::Complex(real, -imag)))
    }),
    ("__format__", |vm, args| {
        arity(vm, args, "complex.__format__", 1, 1, 1)?;
        super::functions::format_method(vm, args)
    }),
    ("__complex__", |vm, args| {
        arity(vm, args, "complex.__complex__", 0, 0, 1)?;
        let (real, imag) = parts(vm, args.pos[0]);
        Ok(vm.alloc(Body::Complex(real, imag)))
    }),
    ("__getnewargs__", |vm, args| {
        arity(vm, args, "complex.__getnewargs__", 0, 0, 1)?;
        let (real, imag) = parts(vm, args.pos[0]);
        let items = vec![vm.float(real), vm.float(imag)];
        Ok(vm.tuple(items))
    }),
    ("from_number", |vm, args| {
        arity(vm, args, "complex.from_number", 1, 1, 1)?;
        match number(vm, args.pos[1])? {
            Some((real, imag)) => {
                if args.pos[0] == vm.kind(Kind::Complex) {
                    return Ok(vm.alloc(Body::Complex(real, imag)));
                }
                Err(vm.unsupported("complex.from_number of a derived class"))
            }
            None => {
                let text = format!("must be real number, not {}", vm.tp_name(args.pos[1]));
                Err(vm.type_error(text))
            }
        }
    }),
];

/// Methods that weren't always there.
pub(super) const ADDED: &[(&str, u8)] = &[("__complex__", 11), ("from_number", 14)];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "real",
        |vm, object| {
            let (real, _) = parts(vm, object);
            Ok(vm.float(real))
        },
        None,
    ),
    (
        "imag",
        |vm, object| {
            let (_, imag) = parts(vm, object);
            Ok(vm.float(imag))
        },
        None,
    ),
];
