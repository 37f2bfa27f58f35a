//! The digits of floats: `PyOS_double_to_string`.

use crate::vm::repr::float_repr;

/// The digits of a float with an exponent of at least two places.
pub(crate) fn exponent(value: f64, precision: usize) -> String {
    let text = format!("{value:.precision$e}");
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let number: i32 = exponent.parse().unwrap_or(0);
    format!("{mantissa}{}", marked(number))
}

fn marked(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.abs())
}

/// `%g`; with `dot` a whole number shows that it is a float.
pub(crate) fn general(value: f64, precision: usize, alternate: bool, dot: bool) -> String {
    let precision = precision.max(1);
    let text = format!("{value:.*e}", precision - 1);
    let (mantissa, number) = text.split_once('e').unwrap_or((&text, "0"));
    let number: i32 = number.parse().unwrap_or(0);
    let strip = |text: &str| {
        if alternate || !text.contains('.') {
            return text.to_owned();
        }
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let pointed = |text: String| {
        if alternate && !text.contains('.') {
            format!("{text}.")
        } else {
            text
        }
    };
    if number < -4 || number >= precision as i32 - i32::from(dot) {
        return format!("{}{}", pointed(strip(mantissa)), marked(number));
    }
    let decimals = (precision as i32 - 1 - number).max(0) as usize;
    let plain = pointed(strip(&format!("{value:.decimals$}")));
    if dot && !plain.contains('.') {
        return format!("{plain}.0");
    }
    plain
}

/// A float that isn't negative, by the type letter of a spec.
pub(super) fn float(
    value: f64,
    kind: Option<char>,
    precision: Option<usize>,
    alternate: bool,
) -> String {
    let upper = matches!(kind, Some('E' | 'F' | 'G'));
    let percent = if kind == Some('%') { "%" } else { "" };
    let text = if value.is_nan() {
        format!("nan{percent}")
    } else if value.is_infinite() {
        format!("inf{percent}")
    } else {
        let pointed = |text: String| {
            if alternate && !text.contains('.') {
                match text.split_once('e') {
                    Some((mantissa, rest)) => format!("{mantissa}.e{rest}"),
                    None => format!("{text}."),
                }
            } else {
                text
            }
        };
        let places = precision.unwrap_or(6);
        match kind {
            Some('e' | 'E') => pointed(exponent(value, places)),
            Some('f' | 'F') => pointed(format!("{value:.places$}")),
            Some('%') => {
                let hundred = value * 100.0;
                if hundred.is_infinite() {
                    "inf%".to_owned()
                } else {
                    format!("{}%", pointed(format!("{hundred:.places$}")))
                }
            }
            Some(_) => general(value, places, alternate, false),
            None => match precision {
                None => pointed(float_repr(value)),
                Some(places) => general(value, places, alternate, true),
            },
        }
    };
    if upper { text.to_uppercase() } else { text }
}
