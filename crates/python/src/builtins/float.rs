//! `float`.

use crate::objects::{Body, Kind, NativeFn};

pub(super) const METHODS: &[(&str, NativeFn)] = &[
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
