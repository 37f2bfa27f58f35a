//! Values as text: the mini-language of format specs, and `%`.

mod complex;
mod digits;
mod integer;
mod percent;
mod spec;

use objects::Ref;

use spec::{Spec, parse};

use super::number::Number;
use super::{R, Vm};
use crate::objects::Body;

/// What is said of a type letter that the value has no use for: `unknown_presentation_type`.
fn unknown(vm: &mut Vm, kind: char, name: &str) -> super::Exc {
    let text = if (' '..'\x7f').contains(&kind) && kind != ' ' {
        format!("Unknown format code '{kind}' for object of type '{name}'")
    } else {
        format!(
            "Unknown format code '\\x{:x}' for object of type '{name}'",
            kind as u32
        )
    };
    vm.value_error(text)
}

/// A text under a spec: `format_string_internal`.
pub(crate) fn text(vm: &mut Vm, text: &str, given: &str) -> R<String> {
    let spec = parse(vm, given, "str", '<')?;
    if let Some(kind) = spec.kind.filter(|&kind| kind != 's') {
        return Err(unknown(vm, kind, "str"));
    }
    let refused = match spec.sign {
        Some(' ') if vm.since(9) => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_negative_zero => {
            Some("Negative zero coercion (z) not allowed in string format specifier")
        }
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == '=' => Some("'=' alignment not allowed in string format specifier"),
        None => None,
    };
    if let Some(refused) = refused {
        return Err(vm.value_error(refused));
    }
    let cut: String = match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    vm.check_items(spec.width / 2 + 1, 1)?;
    Ok(spec.pad("", &cut))
}

/// Any value of a built-in type under a spec.
pub(crate) fn value(vm: &mut Vm, object: Ref, given: &str) -> R<String> {
    if given.is_empty() {
        return vm.str_of(object);
    }
    if let Body::Str(value) = vm.body(object) {
        let value = value.value.as_str().to_owned();
        return text(vm, &value, given);
    }
    let name = vm.tp_name(object);
    if let Body::Complex(real, imag) = vm.body(object) {
        let parts = (*real, *imag);
        let spec = parse(vm, given, &name, '>')?;
        return complex::formatted(vm, parts, &spec, &name);
    }
    let Some(number) = vm.number(object) else {
        return Err(vm.type_error(format!(
            "unsupported format string passed to {name}.__format__"
        )));
    };
    let spec = parse(vm, given, &name, '>')?;
    vm.check_items(spec.width / 2 + spec.precision.unwrap_or(0) / 2 + 1, 1)?;
    match (number, spec.kind) {
        (Number::Int(value), None | Some('d' | 'n' | 'b' | 'o' | 'x' | 'X' | 'c')) => {
            integer::formatted(vm, &value, &spec)
        }
        (number, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' | 'n')) => {
            let value = vm.exact_float(number)?;
            Ok(float(value, &spec))
        }
        (_, Some(kind)) => Err(unknown(vm, kind, &name)),
    }
}

/// A float under a spec: `format_float_internal`.
fn float(value: f64, spec: &Spec) -> String {
    let mut negative = value.is_sign_negative() && !value.is_nan();
    let body = digits::float(value.abs(), spec.kind, spec.precision, spec.alternate);
    // A zero after rounding loses its sign where that is asked for.
    if spec.no_negative_zero && !body.contains(|one: char| ('1'..='9').contains(&one)) {
        negative &= !value.is_finite();
    }
    let at = body
        .find(|one: char| !one.is_ascii_digit())
        .unwrap_or(body.len());
    spec.number(negative, "", &body[..at], &body[at..], 3)
}
