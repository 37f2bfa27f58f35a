//! Complex numbers under a spec: `format_complex_internal`.

use super::{Spec, digits, unknown};
use crate::vm::{R, Vm};

pub(super) fn formatted(vm: &mut Vm, parts: (f64, f64), spec: &Spec, name: &str) -> R<String> {
    let (real, imag) = parts;
    if let Some(kind) = spec
        .kind
        .filter(|kind| !matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n'))
    {
        return Err(unknown(vm, kind, name));
    }
    if spec.fill == '0' {
        return Err(vm.value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == '=' {
        return Err(vm.value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    // Without a type it is shown as `str` shows it.
    let alone = spec.kind.is_none() && real == 0.0 && real.is_sign_positive();
    let bare = Spec {
        width: 0,
        ..copy(spec)
    };
    let part = |value: f64, spec: &Spec| {
        let negative = value.is_sign_negative() && !value.is_nan();
        let body = digits::float(value.abs(), spec.kind, spec.precision, spec.alternate);
        let body = if spec.kind.is_none() && !spec.alternate {
            body.strip_suffix(".0").map_or(body.clone(), str::to_owned)
        } else {
            body
        };
        let at = body
            .find(|one: char| !one.is_ascii_digit())
            .unwrap_or(body.len());
        spec.number(negative, "", &body[..at], &body[at..], 3)
    };
    let text = if alone {
        format!("{}j", part(imag, &bare))
    } else {
        let signed = Spec {
            sign: Some('+'),
            ..copy(&bare)
        };
        let text = format!("{}{}j", part(real, &bare), part(imag, &signed));
        if spec.kind.is_none() {
            format!("({text})")
        } else {
            text
        }
    };
    Ok(spec.pad("", &text))
}

fn copy(spec: &Spec) -> Spec {
    Spec { ..*spec }
}
